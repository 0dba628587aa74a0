"""What people write, read strictly: names, e-mail addresses, reasons, and days from and to."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from naravard.agreement.model import Text
from naravard.agreement.plain_text import mended, unprintable
from naravard.web.people.problems import PeopleProblem

LONGEST_NAME = 200
LONGEST_REASON = 500


def day_of(at: datetime.datetime) -> datetime.date:
    """Return the day in Sweden at a time."""
    return timezone.localtime(at).date()


def name_written(name: str, *, field: str = "name") -> str:
    """Return a name with single blanks; an empty or strange one is refused."""
    clean = " ".join(mended(name).split())
    if not clean:
        raise PeopleProblem(
            Text("Namnet saknas.", "The name is missing."),
            Text("Skriv för- och efternamn.", "Write first and last name."),
            field=field,
        )
    if len(clean) > LONGEST_NAME or unprintable(clean, lines=False) is not None:
        raise PeopleProblem(
            Text("Namnet går inte att använda.", "The name cannot be used."),
            Text(
                f"Skriv högst {LONGEST_NAME} tecken, utan styrtecken.",
                f"Write at most {LONGEST_NAME} characters, without control characters.",
            ),
            field=field,
        )
    return clean


def email_written(email: str) -> str:
    """Return an e-mail address in small letters; what is none is refused."""
    clean = email.strip().lower()
    try:
        validate_email(clean)
    except ValidationError:
        raise PeopleProblem(
            Text(f"”{clean}” är ingen e-postadress.", f"“{clean}” is not an e-mail address.")
            if clean
            else Text("E-postadressen saknas.", "The e-mail address is missing."),
            Text("Skriv adressen som i namn@example.se.", "Write the address as in name@example.se."),
            field="email",
        ) from None
    return clean


def reason_written(reason: str, *, required: bool) -> str:
    """Return a reason; a missing one is refused where it is required."""
    clean = " ".join(reason.split())
    if required and not clean:
        raise PeopleProblem(
            Text("Skälet saknas.", "The reason is missing."),
            Text(
                "Skriv varför, med några ord. Det står sedan i historiken.",
                "Write why, in a few words. It will stand in the history.",
            ),
            field="reason",
        )
    if len(clean) > LONGEST_REASON or unprintable(clean, lines=False) is not None:
        raise PeopleProblem(
            Text("Skälet går inte att använda.", "The reason cannot be used."),
            Text(f"Skriv högst {LONGEST_REASON} tecken.", f"Write at most {LONGEST_REASON} characters."),
            field="reason",
        )
    return clean


def refuse_odd_days(first: datetime.date, last: datetime.date | None, *, today: datetime.date) -> None:
    """Refuse days that have passed, and a last day before the first."""
    if first < today:
        raise PeopleProblem(
            Text(f"Den första dagen, {first}, har redan gått.", f"The first day, {first}, has already passed."),
            Text(f"Skriv {today} eller en senare dag.", f"Write {today} or a later day."),
            field="from_day",
        )
    if last is not None and last < first:
        raise PeopleProblem(
            Text(
                f"Den sista dagen, {last}, är före den första, {first}.",
                f"The last day, {last}, is before the first, {first}.",
            ),
            Text("Skriv en senare sista dag.", "Write a later last day."),
            field="to_day",
        )
