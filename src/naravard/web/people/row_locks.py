"""What the acts on people share: organisations locked, and whether someone has a role already."""

import datetime

from django.db.models import QuerySet

from naravard.agreement.model import Text
from naravard.web.access.roles import BY_CODE, Role, roles_in
from naravard.web.history.content import Plain
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Membership, PeriodQuerySet, Person
from naravard.web.people.problems import PeopleProblem


def hold(organisation_code: str) -> Organisation:
    """Return an organisation with its row locked: acts on its people stand in line, so that none overlooks another's.

    It is taken before any other lock of these acts, so that no two wait for each other.
    """
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation_code)


def lock_organisations(*people: Person) -> list[Organisation]:
    """Return every organisation where any of the people has or has had a role, all locked, in the order of their codes.

    As :func:`hold` it comes before any other lock of these acts.
    """
    return list(organisations_of(*people).select_for_update(no_key=True))


def organisations_of(*people: Person) -> QuerySet[Organisation]:
    """Return every organisation where any of the people has or has had a role, in the order of their codes."""
    codes = Membership.objects.filter(person__in=people).values("organisation_id")
    return Organisation.objects.filter(pk__in=codes).order_by("pk")


def role_held_in(organisation: Organisation, code: str) -> type[Role]:
    """Return a role that can be held in an organisation; another is refused."""
    role = BY_CODE.get(code)
    there = roles_in(organisation.kind, organisation.code)
    if role is None or role not in there:
        what = Text(
            f"Rollen {role.name.sv if role else f'”{code}”'} finns inte i {organisation.name}.",
            f"The role {role.name.in_language('en') if role else f'“{code}”'} does not exist in "
            f"{organisation.text.in_language('en')}.",
        )
        if not code:
            what = Text("Ingen roll är vald.", "No role is chosen.")
        raise PeopleProblem(
            what,
            Text(
                f"Välj en av dem som finns: {', '.join(each.name.sv for each in there)}.",
                f"Choose one of those that exist: {', '.join(each.name.in_language('en') for each in there)}.",
            ),
            field="role",
        )
    return role


def refuse_held(
    person: Person,
    organisation: Organisation,
    role: type[Role],
    first: datetime.date,
    last: datetime.date | None,
    *,
    but: int | None = None,
    field: str = "role",
) -> None:
    """Refuse a role that the person already holds on some of the days; ``but`` is a membership not to look at."""
    held = roles_of(person, organisation).filter(role=role.code).between(first, last).exclude(pk=but).first()
    if held is None:
        return
    days = days_in_words(held.from_day, held.to_day)
    raise PeopleProblem(
        Text(
            f"{person.name} har redan rollen {role.name.sv} i {organisation.name}, {days.sv}.",
            f"{person.name} already has the role {role.name.in_language('en')} in "
            f"{organisation.text.in_language('en')}, {days.in_language('en')}.",
        ),
        Text(
            "Välj andra dagar eller en annan roll.",
            "Choose other days or another role.",
        ),
        field=field,
    )


def roles_of(person: Person, organisation: Organisation) -> "PeriodQuerySet":
    """Return the roles that a person has, has had and will have in an organisation."""
    return Membership.objects.filter(person=person, organisation=organisation)


def days_in_words(first: datetime.date, last: datetime.date | None) -> Text:
    """Return from when to when, in words."""
    if last is None:
        return Text(f"från och med {first}", f"from {first}")
    return Text(f"från och med {first} till och med {last}", f"from {first} to {last}")


def role_told(role: type[Role], first: datetime.date, last: datetime.date | None) -> dict[str, Plain]:
    """Return a role and its days as events tell them, with the names that the role has now."""
    return {
        "role": role.code,
        "role_sv": role.name.sv,
        "role_en": role.name.in_language("en"),
        "from_day": first.isoformat(),
        "to_day": last.isoformat() if last else None,
    }
