"""Handing a role to a colleague for a time, and ending that."""

import datetime
from uuid import UUID

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import Given, own
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Plain
from naravard.web.history.kinds import event
from naravard.web.people import event_mail
from naravard.web.people.entries import day_of, reason_written, refuse_odd_days
from naravard.web.people.examples import FOR_A_TIME, days, of_cilla
from naravard.web.people.models import Membership, Person, StandIn
from naravard.web.people.problems import PeopleProblem
from naravard.web.people.row_locks import days_in_words, hold, role_told, roles_of

LONGEST_DAYS = 366
"""A stand-in is for a time; who is to do the work for longer is given the role."""
_DAY = datetime.timedelta(days=1)


def _organisation_of(given: Given) -> str | None:
    held = Membership.objects.values_list("organisation_id", flat=True)
    if "stand_in_id" in given:
        return held.filter(stand_ins=given["stand_in_id"]).first()
    return held.filter(pk=given["membership_id"]).first()


@act(
    Permission.SEE,
    matter=own(_organisation_of),
    leaves=event(
        "role-handed-over",
        Text(
            "{who} lät {stand_in_name} vara ställföreträdare för {thing} som {role} {days}.",
            "{who} let {stand_in_name} stand in for {thing} as {role} {days}.",
        ),
        of_cilla(after=FOR_A_TIME),
        mailed_to=(event_mail.concerned, event_mail.stand_in),
        days=days,
    ),
)
def hand_over(
    *,
    actor: Actor,
    membership_id: int,
    person_id: UUID,
    from_day: datetime.date,
    to_day: datetime.date,
    reason: str,
    at: datetime.datetime,
) -> StandIn:
    """Let a colleague stand in for a role: one's own, or, done by an administrator, that of someone who is away.

    The colleague has a role in the same organisation on all the days. Who stands in for someone cannot hand that on.

    Raises:
        PeopleProblem: when it cannot be so; the text says why.
    """
    membership = _held(membership_id)
    _require_own_or_administrator(actor, membership)
    colleague = Person.objects.filter(pk=person_id, became=None).first()
    reason = reason_written(reason, required=True)
    refuse_odd_days(from_day, to_day, today=day_of(at))
    _refuse_too_long(membership, from_day, to_day)
    if colleague is None or not roles_of(colleague, membership.organisation).exists():
        raise PeopleProblem(
            Text("Ingen kollega är vald.", "No colleague is chosen."),
            Text("Välj någon som har en roll i organisationen.", "Choose someone with a role in the organisation."),
            field="person",
        )
    _refuse_unfit(membership, colleague, from_day, to_day)
    _refuse_lending_to_oneself(actor, membership, colleague)
    made = StandIn.objects.create(
        membership=membership, person=colleague, from_day=from_day, to_day=to_day, reason=reason
    )
    tell(
        actor=actor,
        organisation=membership.organisation,
        thing=membership.thing(),
        kind="role-handed-over",
        before=None,
        after=_told(made),
        at=at,
        reason=reason,
    )
    return made


@act(
    Permission.SEE,
    matter=own(_organisation_of),
    leaves=event(
        "stand-in-ended",
        Text(
            "{who} avslutade att {stand_in_name} är ställföreträdare för {thing} som {role}.",
            "{who} ended {stand_in_name}'s standing in for {thing} as {role}.",
        ),
        of_cilla(before=FOR_A_TIME, after=FOR_A_TIME),
        mailed_to=(event_mail.concerned, event_mail.stand_in),
    ),
)
def end_stand_in(*, actor: Actor, stand_in_id: int, at: datetime.datetime, reason: str = "") -> StandIn:
    """End a stand-in at once: by the one whose role it is, the one who stands in, or an administrator.

    Raises:
        PeopleProblem: when it has ended already.
    """
    found = StandIn.objects.values_list("membership_id", flat=True).get(pk=stand_in_id)
    membership = _held(found)
    stand_in: StandIn = StandIn.objects.select_related("person").get(pk=stand_in_id)
    if actor.person_id != stand_in.person_id:
        _require_own_or_administrator(actor, membership)
    stand_in.membership = membership
    today = day_of(at)
    if stand_in.to_day < today or stand_in.to_day < stand_in.from_day:
        raise PeopleProblem(
            Text("Ställföreträdandet har redan upphört.", "The stand-in has ended already."),
            Text("Lämna över på nytt om det behövs.", "Hand over again if need be."),
        )
    before = _told(stand_in)
    reason = reason_written(reason, required=False)
    stand_in.to_day = max(stand_in.from_day, today) - _DAY
    stand_in.save(update_fields=["to_day"])
    tell(
        actor=actor,
        organisation=membership.organisation,
        thing=membership.thing(),
        kind="stand-in-ended",
        before=before,
        after=_told(stand_in),
        at=at,
        reason=reason,
    )
    return stand_in


def _held(membership_id: int) -> Membership:
    """Return a membership, with its organisation locked."""
    hold(Membership.objects.values_list("organisation_id", flat=True).get(pk=membership_id))
    held: Membership = Membership.objects.select_related("organisation", "person").get(pk=membership_id)
    return held


def _require_own_or_administrator(actor: Actor, membership: Membership) -> None:
    """Refuse whoever acts on another's role without being an administrator, or on a role that was handed over."""
    if actor.for_whom is not None and actor.for_whom.code == membership.person.named().code:
        raise PeopleProblem(
            Text(
                f"Du är själv ställföreträdare för {membership.person.name}, och det kan inte lämnas vidare.",
                f"You stand in for {membership.person.name} yourself, and that cannot be handed on.",
            ),
            Text(
                f"Be {membership.person.name} eller en administratör att välja ställföreträdare.",
                f"Ask {membership.person.name} or an administrator to choose who stands in.",
            ),
        )
    if actor.person_id != membership.person_id:
        actor.require(Permission.ADMINISTER_PEOPLE)


def _refuse_lending_to_oneself(actor: Actor, membership: Membership, colleague: Person) -> None:
    """Refuse an administrator who would stand in for a role that signs or pays by an act of one's own."""
    if colleague.pk == actor.person_id and membership.role_class.needs_two:
        raise PeopleProblem(
            Text(
                f"Du kan inte göra dig själv till ställföreträdare som {membership.role_class.name.sv}.",
                f"You cannot make yourself stand in as {membership.role_class.name.in_language('en')}.",
            ),
            Text(
                f"Be {membership.person.name} eller en annan administratör.",
                f"Ask {membership.person.name} or another administrator.",
            ),
            field="person",
        )


def _refuse_too_long(membership: Membership, first: datetime.date, last: datetime.date) -> None:
    if (last - first).days >= LONGEST_DAYS:
        raise PeopleProblem(
            Text("En roll kan lämnas över i högst ett år.", "A role can be handed over for at most a year."),
            Text(
                "Välj en tidigare sista dag, eller be en administratör att ge kollegan rollen.",
                "Choose an earlier last day, or ask an administrator to give the colleague the role.",
            ),
            field="to_day",
        )
    until = membership.to_day
    if first < membership.from_day or (until is not None and last > until):
        days = days_in_words(membership.from_day, until)
        raise PeopleProblem(
            Text(
                f"Rollen {membership.role_class.name.sv} hålls bara {days.sv}.",
                f"The role {membership.role_class.name.in_language('en')} is held only {days.in_language('en')}.",
            ),
            Text("Välj dagar inom den tiden.", "Choose days within that time."),
            field="from_day" if first < membership.from_day else "to_day",
        )


def _refuse_unfit(membership: Membership, colleague: Person, first: datetime.date, last: datetime.date) -> None:
    if colleague.pk == membership.person_id:
        raise PeopleProblem(
            Text("Ingen kan vara ställföreträdare för sig själv.", "Nobody can stand in for themselves."),
            Text("Välj en annan kollega.", "Choose another colleague."),
            field="person",
        )
    own = roles_of(colleague, membership.organisation).between(first, last)
    if not any(held.from_day <= first and (held.to_day is None or held.to_day >= last) for held in own):
        raise PeopleProblem(
            Text(
                f"{colleague.name} har ingen roll i {membership.organisation.name} alla de dagarna.",
                f"{colleague.name} has no role in {membership.organisation.text.in_language('en')} on all those days.",
            ),
            Text(
                "Välj dagar då kollegan har en roll, eller en annan kollega.",
                "Choose days on which the colleague has a role, or another colleague.",
            ),
            field="person",
        )
    there = StandIn.objects.filter(membership=membership, person=colleague).between(first, last).first()
    if there is not None:
        days = days_in_words(there.from_day, there.to_day)
        raise PeopleProblem(
            Text(
                f"{colleague.name} är redan ställföreträdare {days.sv}.",
                f"{colleague.name} already stands in {days.in_language('en')}.",
            ),
            Text("Välj andra dagar.", "Choose other days."),
            field="person",
        )


def _told(stand_in: StandIn) -> dict[str, Plain]:
    """Return a stand-in as events tell it."""
    person, role = stand_in.person.named(), stand_in.membership.role_class
    return role_told(role, stand_in.from_day, stand_in.to_day) | {
        "stand_in": person.code,
        "stand_in_name": person.name.sv,
    }
