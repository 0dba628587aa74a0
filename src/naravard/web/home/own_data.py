"""What is kept of a person: which tables, why, for how long; and all of it as data for the one whose it is."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from naravard.agreement.model import Text
from naravard.web.history.models import Event
from naravard.web.once import receipts
from naravard.web.people import event_mail
from naravard.web.people.models import Account, Invitation, Person, RightsMail
from naravard.web.signin.models import Session

SECRET = frozenset({"password", "secret_hash", "hash", "data", "session_key", "session_data"})
"""What opens something, or is the hash of what does: it is never given out, to its owner either."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of what is kept of a person."""

    what: Text
    why: Text
    how_long: Text
    tables: tuple[str, ...]


def _days(days: int) -> tuple[str, str]:
    """Return a number of days, or of whole years, in Swedish and in English."""
    years, rest = divmod(days, 365)
    if years and not rest:
        return f"{years} år", f"{years} years" if years > 1 else "1 year"
    return (f"{days} dagar", f"{days} days") if days != 1 else ("1 dag", "1 day")


_STAYS = Text(
    "Tills du raderas. Rollen och vad den gjorde tas inte bort när den slutar.",
    "Until you are erased. The role and what it did are not removed when it ends.",
)


def everything() -> tuple[Kept, ...]:
    """Return each kind of what is kept, but for the history, with the days that are set."""
    return (
        Kept(
            Text("Namn, e-postadress och konto", "Name, e-mail address and account"),
            Text(
                "Så att du kan logga in och andra ser vem som har handlat.",
                "So that you can sign in and others see who has acted.",
            ),
            _STAYS,
            (
                "people.Person",
                "people.Account",
                "account.EmailAddress",
                "socialaccount.SocialAccount",
                "mfa.Authenticator",
            ),
        ),
        Kept(
            Text("Roller och ställföreträdare", "Roles and stand-ins"),
            Text(
                "De säger vad du får göra och vem som gav dig rätten.",
                "They say what you may do and who gave you the right.",
            ),
            _STAYS,
            ("people.Membership", "people.StandIn", "people.LoneWork"),
        ),
        Kept(
            Text("Inbjudningar", "Invitations"),
            Text(
                "Så att den som bjuds in kommer in, och bara den.",
                "So that whoever is invited comes in, and no one else.",
            ),
            Text(
                f"{_days(settings.KEEP_INVITATIONS_DAYS)[0]} efter att de besvarades, återkallades eller gick ut.",
                f"{_days(settings.KEEP_INVITATIONS_DAYS)[1]} after they were answered, withdrawn or expired.",
            ),
            ("people.ProposedRole", "people.Invitation"),
        ),
        Kept(
            Text("Utkast och halvfärdiga formulär", "Drafts and unfinished forms"),
            Text("Så att du kan fortsätta där du slutade.", "So that you can go on where you stopped."),
            Text(
                f"Formulär i {_days(receipts.KEPT.days)[0]}. Utkast som inget har lämnats in av i "
                f"{_days(settings.KEEP_DRAFTS_DAYS)[0]} efter den sista ändringen.",
                f"Forms for {_days(receipts.KEPT.days)[1]}. Drafts of which nothing was handed in for "
                f"{_days(settings.KEEP_DRAFTS_DAYS)[1]} after the last change.",
            ),
            ("once.WrittenForm", "papers.PaperDraft", "placements.ReportDraft", "drafting.AgreementDraft"),
        ),
        Kept(
            Text("Det du har ansvar för", "What you answer for"),
            Text(
                "Nycklar till API:et, områden och aktiviteter har någon som svarar för dem.",
                "Keys to the API, areas and activities have someone who answers for them.",
            ),
            Text(
                "Tills någon annan tar över, och därefter i historiken.",
                "Until someone else takes over, and then in the history.",
            ),
            ("tokens.ApiToken", "decisions.AreaOfficer", "activities.Activity"),
        ),
        Kept(
            Text("Inloggningar", "Sessions"),
            Text(
                "Så att du ser var du är inloggad och kan avsluta det. Webbläsarens sort och tider, ingen adress.",
                "So that you see where you are signed in and can end it. The kind of browser and times, no address.",
            ),
            Text("Högst tolv timmar, och ett dygn efter slutet.", "Twelve hours at most, and a day after the end."),
            ("signin.Session",),
        ),
        Kept(
            Text(
                "Mejl och påminnelser som har skickats, och vad du har valt",
                "Mails and reminders that were sent, and what you have chosen",
            ),
            Text(
                "Så att samma sak inte mejlas två gånger, och så att du slipper det du har valt bort.",
                "So that nothing is mailed twice, and you are spared what you have turned off.",
            ),
            Text(
                f"{_days(settings.KEEP_REMINDERS_DAYS)[0]}. Mejl om roller som inte gick iväg i "
                f"{_days(event_mail.KEPT.days)[0]}. Innehållet i andra mejl sparas inte, eller "
                f"{_days(settings.KEEP_MAIL_DAYS)[0]} där ingen mejlserver används. "
                "Dina val står kvar tills du ändrar dem.",
                f"{_days(settings.KEEP_REMINDERS_DAYS)[1]}. Mails about roles that did not go for "
                f"{_days(event_mail.KEPT.days)[1]}. The content of other mails is not kept, or for "
                f"{_days(settings.KEEP_MAIL_DAYS)[1]} without a mail server. "
                "What you have chosen stays until you change it.",
            ),
            (
                "people.RightsMail",
                "reminders.ReminderMail",
                "reminders.GivenReminder",
                "reminders.ToldHandover",
                "reminders.HandoverMailChoice",
                "reminders.RemindersOff",
                "reminders.CalendarSecret",
            ),
        ),
    )


HISTORY = Kept(
    Text(
        "Historiken: vad du har gjort, och vad som har gjorts om dig",
        "The history: what you have done, and what was done about you",
    ),
    Text(
        "Den är beviset för fördelningar, beslut och utbetalningar, och allmän handling hos den som driver tjänsten.",
        "It is the proof of allocations, decisions and payments, and an official document with the operator.",
    ),
    Text(
        "För alltid, men ditt namn tills du raderas. Händelserna hänger ihop i en kedja där inget kan ändras eller tas "
        "bort. Raderas du tas de ord som namnger dig ut ur dem, och där står ”Raderad person”: kedjan håller ändå. Att "
        "ett namn eller en adress är fel rättas med en ny händelse.",
        "For ever; your name until you are erased. The events hang together in a chain where nothing can be changed or "
        "removed. When you are erased the words that name you are taken out of them, and it says “Deleted person”: the "
        "chain holds all the same. A wrong name or address is put right by a new event.",
    ),
    ("history.Event",),
)

STAYS_BY_LAW = Text(
    "Undertecknade och inlämnade handlingar, beslut, fastställda fördelningar, räkenskaper med sina underlag och "
    "betalningar. De är allmänna handlingar eller räkenskaper, som arkivlagen och bokföringslagen kräver att "
    "myndigheten har kvar med namnen i. Dataskyddsförordningen (artikel 17.3 b och d) tillåter det. Säkerhetskopior "
    "från före raderingen har namnen kvar tills de kastas. Återställs en sådan raderas du på nytt.",
    "Signed papers that were handed in, decisions, fixed allocations, accounts with their vouchers, and payments. "
    "They are official documents or accounts, which the law requires the authority to keep with the names in them; "
    "the GDPR allows it (article 17.3 b and d). Backups from before the erasure have the data until they are thrown "
    "away; if one of them is restored, you are erased again.",
)


def own_data(person: Person) -> dict[str, Any]:
    """Return all that is kept of a person, table by table, without what opens something."""
    emails = list(person.accounts.values_list("email", flat=True))
    told = Event.objects.filter(
        Q(thing_kind="person", thing_id=str(person.id)) | Q(content__contains=f'"{person.named().code}"')
    )
    return {
        "person": str(person.id),
        "tables": {label: [_plain(row) for row in rows] for label, rows in _rows(person, emails)},
        "history": [{"sequence": one.sequence, "hash": one.hash, "content": one.content} for one in told],
    }


def related() -> Iterator[tuple[type[models.Model], str]]:
    """Give each table that refers to a person or an account, with the field that does."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model in (Person, Account) and field.name != "became":
                yield model, field.name


def _rows(person: Person, emails: list[str]) -> Iterator[tuple[str, list[models.Model]]]:
    accounts = list(person.accounts.all())
    found: dict[str, list[models.Model]] = {"people.Person": [person]}
    for model, name in related():
        field: Any = model._meta.get_field(name)
        asked = {name: person} if field.related_model is Person else {f"{name}__in": accounts}
        found.setdefault(model._meta.label, []).extend(model._base_manager.filter(**asked).order_by("pk"))
    found["people.Invitation"] = list(Invitation.objects.filter(email__in=emails).order_by("pk"))
    found["people.RightsMail"] = list(RightsMail.objects.filter(address__in=emails))
    found["signin.Session"] = list(Session.objects.filter(account_id__in=[one.pk for one in accounts]))
    yield from sorted(found.items())


def _plain(row: models.Model) -> dict[str, Any]:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: _as_json(value) for name, value in values.items() if name not in SECRET}


def _as_json(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return str(value) if isinstance(value, datetime.date | uuid.UUID) else value
