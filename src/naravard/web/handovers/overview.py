"""What waits for a person, what waits in an organisation and for whom, and what waits though nobody there can do it."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import alternatives, either
from naravard.web.access.actor import ActiveRole, Actor, lent_permissions, permissions_in
from naravard.web.access.permissions import NEEDS_TWO, Permission
from naravard.web.access.roles import BY_CODE, roles_in
from naravard.web.agreements.current import Shown, all_shown, still_open
from naravard.web.handovers.handover import Asked, Handover, every_handover
from naravard.web.organisations.models import Organisation
from naravard.web.people.four_eyes import first_hands
from naravard.web.people.models import Membership, Person, StandIn
from naravard.web.people.names import names_of

ALL = frozenset(Permission)
_NAMED = 3


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """A person who holds a role in an organisation today, of one's own or as a stand-in."""

    code: str
    name: str
    permissions: frozenset[Permission]


def waits_for(
    person: Person, found: Sequence[ActiveRole], now: datetime.datetime, every: Sequence[Shown] | None = None
) -> list[Handover]:
    """Return what waits for a person with some roles, the nearest last day first.

    An administrator is also shown what waits in the organisation though nobody there can do it.
    """
    organisations = {one.organisation.code: one.organisation for one in found}
    may = {code: permissions_in(list(found), code) for code in organisations}
    administered = {code for code, some in may.items() if Permission.ADMINISTER_PEOPLE in some}
    asked = Asked(
        organisations,
        {code: ALL if code in administered else some for code, some in may.items()},
        still_open(all_shown() if every is None else every, swedish_day(now)),
        now,
    )
    waiting = every_handover(asked)
    own = person.named().code
    mine = [one for one in waiting if one.is_for(own, may[one.organisation.code])]
    there = [one for one in waiting if one.organisation.code in administered]
    return [*mine, *_for_nobody(there, holders_in(administered, asked.today))] if there else mine


def waits_for_each(now: datetime.datetime) -> dict[str, list[Handover]]:
    """Return what waits for each person, by the person's code; as many questions as for one organisation."""
    day = swedish_day(now)
    every = still_open(all_shown(), day)
    holders = holders_in(None, day)
    organisations = Organisation.objects.in_bulk(list(holders))
    asked = Asked(organisations, dict.fromkeys(organisations, ALL), every, now)
    waiting = every_handover(asked)
    found: dict[str, list[Handover]] = {}
    for one in [*waiting, *_for_nobody(waiting, holders)]:
        for holder in holders.get(one.organisation.code, ()):
            if one.is_for(holder.code, holder.permissions):
                found.setdefault(holder.code, []).append(one)
    return found


def waits_in(
    organisation: Organisation,
    now: datetime.datetime,
    *,
    every: Sequence[Shown] | None = None,
    asking_for: frozenset[Permission] = ALL,
) -> list[tuple[Handover, Text]]:
    """Return all that waits in an organisation, each with whom it waits for in words.

    ``every`` are the agreements that it is asked about, and ``asking_for`` the permissions whose next steps are.
    """
    return waits_in_each([organisation], now, {organisation.code: asking_for}, every=every)


def waits_in_each(
    organisations: Sequence[Organisation],
    now: datetime.datetime,
    asking_for: Mapping[str, frozenset[Permission]],
    *,
    every: Sequence[Shown] | None = None,
) -> list[tuple[Handover, Text]]:
    """Return all that waits in some organisations, each with whom it waits for; as many questions as for one."""
    shown = still_open(all_shown() if every is None else every, swedish_day(now))
    asked = Asked({one.code: one for one in organisations}, asking_for, shown, now)
    holders = holders_in(list(asked.organisations), asked.today)
    return [(one, whom(one, holders.get(one.organisation.code, []))) for one in every_handover(asked)]


def holders_in(codes: Iterable[str] | None, day: datetime.date) -> Mapping[str, list[RoleHolder]]:
    """Return those who hold roles in some organisations on a day, or in all, by the organisation's code."""
    held = Membership.objects.on(day).select_related("person").order_by("person__name")
    memberships = list(held if codes is None else held.filter(organisation__in=list(codes)))
    lent = StandIn.objects.on(day).filter(membership__in=[one.pk for one in memberships])
    found: dict[str, dict[str, RoleHolder]] = {}
    every = [
        *((one.person, one.organisation_id, BY_CODE[one.role].permissions) for one in memberships),
        *(
            (one.person, one.membership.organisation_id, lent_permissions(BY_CODE[one.membership.role]))
            for one in lent.select_related("person", "membership").order_by("person__name")
        ),
    ]
    for person, code, permissions in every:
        there = found.setdefault(code, {})
        named = person.named().code
        before = there[named].permissions if named in there else frozenset()
        there[named] = RoleHolder(named, person.name, before | permissions)
    return {code: list(some.values()) for code, some in found.items()}


def whom(one: Handover, holders: Iterable[RoleHolder]) -> Text:
    """Say whom something waits for: ``Nils Håkansson eller Susanne Lindholm (behörig företrädare)``, or the role."""
    names = [holder.name for holder in holders if one.is_for(holder.code, holder.permissions)]
    return people_or_roles(one.organisation, one.permission, names)


def who_can(
    organisation: Organisation, permission: Permission, holders: Iterable[RoleHolder], *, but: Collection[str] = ()
) -> Text:
    """Say who in an organisation has a permission, by name and role, leaving out the persons with some codes."""
    names = [holder.name for holder in holders if permission in holder.permissions and holder.code not in but]
    return people_or_roles(organisation, permission, names)


def someone_elses(actor: Actor, permission: Permission, *, than: str, does: Text, day: datetime.date) -> Text | None:
    """Say who does the second of two things with money; None if the actor may.

    ``than`` is the code of who did the first, and ``does`` the second: ``bekräfta betalningarna``.
    """
    organisation = actor.organisation
    barred = first_hands(organisation, permission, than) if organisation is not None else frozenset()
    if organisation is None or actor.who.code not in barred:
        return None
    names = [
        holder.name
        for holder in holders_in([organisation.code], day).get(organisation.code, [])
        if permission in holder.permissions and holder.code not in barred
    ]
    first = names_of([than])[than]
    begins = Text(f"Någon annan än {first} ska {does.sv}", f"Someone other than {first} is to {does.in_language('en')}")
    if names:
        return Text(f"{begins.sv}: {', '.join(names)}.", f"{begins.in_language('en')}: {', '.join(names)}.")
    roles = _roles(organisation, permission)
    return Text(
        f"{begins.sv}, men ingen annan hos er har rollen {roles.sv}. En administratör kan ge den till någon, eller "
        "ange under Människor att du arbetar ensam.",
        f"{begins.in_language('en')}, but nobody else with you is {roles.in_language('en')}. An administrator can "
        "give someone the role, or state under People that you work alone.",
    )


def people_or_roles(organisation: Organisation, permission: Permission, names: Sequence[str]) -> Text:
    """Name people with the roles that may, or the roles alone if nobody holds one."""
    roles = _roles(organisation, permission)
    if not names:
        return roles
    shown, more = names[:_NAMED], len(names) > _NAMED
    sv, en = (" m.fl.", " and others") if more else ("", "")
    return Text(
        f"{alternatives(shown, 'sv')}{sv} ({roles.sv})", f"{alternatives(shown, 'en')}{en} ({roles.in_language('en')})"
    )


def _roles(organisation: Organisation, permission: Permission) -> Text:
    roles = roles_in(organisation.kind, organisation.code)
    return either([role.name for role in roles if permission in role.permissions])


def _for_nobody(waiting: Iterable[Handover], holders: Mapping[str, list[RoleHolder]]) -> list[Handover]:
    """Return, for those who administer people, what waits in an organisation where nobody can do it."""
    found = []
    for one in waiting:
        there = holders.get(one.organisation.code, [])
        if one.only_for or any(one.is_for(holder.code, holder.permissions) for holder in there):
            continue
        roles = _roles(one.organisation, one.permission)
        if not roles.sv:
            continue
        able = any(one.permission in holder.permissions for holder in there)
        why = (
            Text(
                "De som har rollen har gjort steget före. Någon annan måste göra det här.",
                "Those who hold the role did the step before. Someone else must do this.",
            )
            if able and one.permission not in NEEDS_TWO
            else Text(
                "De som har rollen har gjort steget före. Ge rollen till någon till, eller ange vem som arbetar ensam.",
                "Those who hold the role did the step before. Give it to one more, or say who works alone.",
            )
            if able
            else Text(
                f"Ingen hos er har rollen {roles.sv}.", f"Nobody in your organisation is {roles.in_language('en')}."
            )
        )
        found.append(
            replace(
                one,
                id=f"nobody:{one.id}",
                permission=Permission.ADMINISTER_PEOPLE,
                what=Text(
                    f"Ge någon rollen {roles.sv}: ”{one.what.sv}” väntar",
                    f"Give someone the role {roles.in_language('en')}: “{one.what.in_language('en')}” waits",
                ),
                why=why,
                url=reverse("people:people", args=[one.organisation.code]),
                not_for=frozenset(),
            )
        )
    return found
