"""The steps that bring people in: invited, joined, away for a while, gone; and what organisations fill in.

That a person is there, and has an account, is written for all at once (:func:`write_people`). On the pages that leaves
no event of its own either: what is told is that an invitation was accepted.
"""

import datetime
from collections.abc import Iterable, Iterator

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from naravard.agreement.duties.deadlines import begins_at
from naravard.web.access.roles import Administrator, Reader
from naravard.web.demo.year import steps
from naravard.web.demo.year.cast import CastRole
from naravard.web.demo.year.chance import moment, number, workday
from naravard.web.demo.year.providers import ADDED, PROVIDERS, provider_added
from naravard.web.demo.year.steps import ScriptStep
from naravard.web.people.models import Account, Person

_NO_PASSWORD = f"{UNUSABLE_PASSWORD_PREFIX}demonstration"
_LATER = datetime.timedelta(minutes=25)
_FILLED_IN = datetime.date(2022, 2, 1)
_SUMMER = (datetime.date(2022, 7, 1), datetime.date(2022, 7, 29), "Semester.")
_AUTUMN = (datetime.date(2022, 11, 4), datetime.date(2022, 12, 23), "Föräldraledighet.")
_MOST_WEEKS = 3


def write_people(parts: Iterable[CastRole]) -> None:
    """Write the people and their accounts, without roles: those come with the invitations."""
    first = {part.person: part for part in reversed(list(parts))}
    Person.objects.bulk_create([Person(id=part.person_id, name=part.name) for part in first.values()])

    Account.objects.bulk_create(
        [
            Account(
                email=part.email,
                person_id=part.person_id,
                made_at=begins_at(part.joins or part.invited),
                password=_NO_PASSWORD,
            )
            for part in first.values()
        ]
    )


def invited_at(part: CastRole) -> datetime.datetime:
    """Return when the one who plays a part is invited."""
    return moment(part.invited, part.person, part.organisation, "invited")


def joined_at(part: CastRole) -> datetime.datetime:
    """Return when the invitation is accepted, where it is: the same day at the earliest."""
    return max(invited_at(part) + _LATER, moment(part.joins or part.invited, part.person, "joined"))


def people_steps(parts: Iterable[CastRole]) -> Iterator[ScriptStep]:
    """Give the steps that bring people in and let them go."""
    for part in parts:
        code = part.organisation
        yield ScriptStep(invited_at(part), code, steps.invited(part))
        if part.joins is not None:
            yield ScriptStep(joined_at(part), code, steps.joined(part))
        if part.leaves is not None:
            told = workday(part.leaves - datetime.timedelta(days=7))
            yield ScriptStep(moment(told, part.person, "left"), code, steps.left(part))


def organisation_steps(parts: Iterable[CastRole]) -> Iterator[ScriptStep]:
    """Give what organisations do for themselves: providers added, details filled in, roles handed over for a while."""
    for provider in PROVIDERS:
        yield ScriptStep(moment(ADDED, provider.code), provider.region, provider_added(provider))
    for part in parts:
        if part.role is Administrator:
            yield from _filled_in(part)
        elif part.role is not Reader and part.leaves is None:
            yield from _handed_over(part)


def _filled_in(part: CastRole) -> Iterator[ScriptStep]:
    code, weeks = part.organisation, number(_MOST_WEEKS, part.organisation, "weeks")
    begins = _FILLED_IN if part.joins is None or part.joins < _FILLED_IN else part.joins + datetime.timedelta(days=21)
    day = workday(begins + datetime.timedelta(weeks=weeks, days=number(4, code, "day")))
    yield ScriptStep(moment(day, code, "contact"), code, steps.contact_filled_in(code))
    if number(9, code, "payment"):
        yield ScriptStep(moment(day, code, "payment"), code, steps.payment_filled_in(code))


def _handed_over(part: CastRole) -> Iterator[ScriptStep]:
    choice = number(40, part.person, "away")
    if choice < len(_AWAY):
        day, to_day, reason = _AWAY[choice]
        do = steps.handed_over(part.organisation, part.role, to_day, reason)
        yield ScriptStep(moment(day, part.person, "away"), part.organisation, do)


_AWAY = (_SUMMER, _SUMMER, _AUTUMN, _AUTUMN)
"""Of forty, two are away in summer and two in autumn."""
