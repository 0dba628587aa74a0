"""Roles and names that wait for another person to confirm them, and keys that wait for someone to answer for them."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse

from naravard.agreement.duties import swedish_day
from naravard.agreement.duties.deadlines import begins_at
from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.people.models import Membership, ProposedRole
from naravard.web.people.names import names_of
from naravard.web.tokens.ownerless import ends_on, ownerless

_DAY = datetime.timedelta(days=1)


@source
def roles_to_confirm(asked: Asked) -> Iterator[Handover]:
    """Give each role that waits, for those who confirm it and neither gave nor get it.

    Those are the administrators, and of a role that signs or pays those who hold it.
    """
    waiting = ProposedRole.objects.filter(
        organisation__in=list(asked.organisations), confirmed_at=None, withdrawn_at=None
    ).select_related("person")
    rows = list(waiting)
    holders = _holders_of_waiting(rows, asked.today)
    names = names_of(row.made_by for row in rows)
    for row in rows:
        role, who = row.role_class.name, row.person.name
        gave = {row.made_by} if row.because == ProposedRole.SECOND_PERSON else set()
        yield Handover(
            id="role-to-confirm", organisation=asked.organisations[row.organisation_id], about=str(row.pk),
            permission=Permission.ADMINISTER_PEOPLE, since=row.made_at,
            url=reverse("people:confirm", args=[row.organisation_id, row.pk]),
            not_for=frozenset({row.person.named().code, *gave}),
            also_for=holders.get((row.organisation_id, row.role), frozenset()),
            what=Text(f"Bekräfta {who} som {role.sv}", f"Confirm {who} as {role.in_language('en')}"),
            why=Text(
                f"Rollen gavs av {names[row.made_by]}, och ska bekräftas av en annan person.",
                f"The role was given by {names[row.made_by]}, and is to be confirmed by another person.",
            )
            if gave
            else Text(
                f"Inbjudan skickades till {row.invited_as} och togs emot av {who}.",
                f"The invitation was sent to {row.invited_as} and accepted by {who}.",
            ),
        )  # fmt: skip


def _holders_of_waiting(rows: Sequence[ProposedRole], day: datetime.date) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return who holds each of the roles that sign or pay and wait, by organisation and role; as stand-in nobody."""
    wanted = {(row.organisation_id, row.role) for row in rows if row.role_class.needs_two}
    if not wanted:
        return {}
    held = Membership.objects.on(day).filter(organisation__in={code for code, _ in wanted}).select_related("person")
    found: dict[tuple[str, str], set[str]] = {}
    for one in held:
        found.setdefault((one.organisation_id, one.role), set()).add(one.person.named().code)
    return {key: frozenset(found.get(key, ())) for key in wanted}


@source
def keys_to_take_over(asked: Asked) -> Iterator[Handover]:
    """Give each key to the API that nobody answers for any more, for those who administer keys."""
    codes = asked.codes(Permission.ADMINISTER_TOKENS)
    if not codes:
        return
    for token in ownerless(codes, asked.today).select_related("made_by"):
        last, who = ends_on(token), token.made_by.name
        since = token.ended_on or swedish_day(token.made_at)
        yield Handover(
            id="key-to-take-over", organisation=asked.organisations[token.organisation_id], about=token.shown_id,
            permission=Permission.ADMINISTER_TOKENS, since=begins_at(since + _DAY), due=last,
            url=reverse("tokens:take_over", args=[token.organisation_id, token.shown_id]),
            what=Text(
                f"Ta över eller återkalla nyckeln ”{token.name}”", f"Take over or revoke the key “{token.name}”"
            ),
            why=Text(
                f"{who} svarade för den, och är inte administratör här längre.",
                f"{who} answered for it, and is no administrator here any more.",
            ),
            follows=Text(
                f"Efter {last} slutar den gälla, och programmet som har den kommer inte in.",
                f"After {last} it holds no more, and the program that has it is shut out.",
            ),
        )  # fmt: skip


@source
def names_to_confirm(asked: Asked) -> Iterator[Handover]:
    """Give each name that a person wants to have, for the administrators where the person has a role."""
    codes = asked.codes(Permission.ADMINISTER_PEOPLE)
    held = Membership.objects.on(asked.today).filter(organisation__in=codes).exclude(person__proposed_name="")
    rows = {(one.organisation_id, one.person_id): one.person for one in held.select_related("person")}
    for (code, person_id), person in rows.items():
        if person.proposed_name_at is None:
            continue
        yield Handover(
            id="name-to-confirm", organisation=asked.organisations[code], about=str(person_id),
            permission=Permission.ADMINISTER_PEOPLE, since=person.proposed_name_at,
            url=reverse("people:name", args=[code, person_id]), not_for=frozenset({person.named().code}),
            what=Text(
                f"Svara om {person.name} heter {person.proposed_name}",
                f"Answer whether {person.name} is called {person.proposed_name}",
            ),
            why=Text(f"{person.name} har bytt namn.", f"{person.name} has changed name."),
        )  # fmt: skip
