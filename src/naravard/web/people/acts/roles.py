"""Giving a role to a colleague, and ending one."""

import datetime

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import Given, own
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import Administrator
from naravard.web.history.kinds import event
from naravard.web.organisations.models import Organisation
from naravard.web.people.acts.proposals import proposed
from naravard.web.people.entries import day_of, reason_written, refuse_odd_days
from naravard.web.people.event_mail import administrators, concerned, other_holders
from naravard.web.people.examples import AS_CFO, FOR_A_TIME, days, of_cilla
from naravard.web.people.models import Membership, Person, ProposedRole, StandIn
from naravard.web.people.problems import PeopleProblem
from naravard.web.people.row_locks import hold, refuse_held, role_held_in, role_told, roles_of

_DAY = datetime.timedelta(days=1)


def _organisation_of(given: Given) -> str | None:
    return Membership.objects.values_list("organisation_id", flat=True).filter(pk=given["membership_id"]).first()


@act(
    Permission.ADMINISTER_PEOPLE,
    leaves=(
        event(
            "role-given",
            Text("{who} gav {thing} rollen {role} {days}.", "{who} gave {thing} the role {role} {days}."),
            of_cilla(after=AS_CFO),
            of_cilla(after=FOR_A_TIME),
            mailed_to=(concerned, other_holders),
            days=days,
        ),
        event(
            "role-proposed",
            Text(
                "{who} vill ge {thing} rollen {role} {days}. En annan person ska bekräfta det.",
                "{who} wants to give {thing} the role {role} {days}. Another person is to confirm it.",
            ),
            of_cilla(after=AS_CFO),
            mailed_to=(concerned, other_holders, administrators),
            days=days,
        ),
    ),
)
def give_role(
    *,
    actor: Actor,
    organisation_code: str,
    person: Person,
    role: str,
    from_day: datetime.date,
    at: datetime.datetime,
    to_day: datetime.date | None = None,
    reason: str = "",
) -> Membership | ProposedRole:
    """Give one more role to someone who has or has had one in the actor's own organisation; others are invited.

    A role that signs or pays is given by two: it waits, and gives no rights, until another person has confirmed it.

    Raises:
        PeopleProblem: when a value cannot be used, or the role is held already.
    """
    organisation = hold(organisation_code)
    person = Person.objects.get(pk=person.pk)
    if not roles_of(person, organisation).exists():
        message = f"{person.pk} does not belong to {organisation.code}"
        raise NotAllowedError(message)
    given = role_held_in(organisation, role)
    reason = reason_written(reason, required=False)
    refuse_odd_days(from_day, to_day, today=day_of(at))
    refuse_held(person, organisation, given, from_day, to_day)
    waits = given.needs_two and actor.person_id is not None
    made: Membership | ProposedRole
    if waits:
        made = proposed(
            person,
            organisation,
            given,
            (from_day, to_day),
            because=ProposedRole.SECOND_PERSON,
            by=actor.who.code,
            at=at,
        )
    else:
        made = Membership.objects.create(
            person=person, organisation=organisation, role=given.code, from_day=from_day, to_day=to_day
        )
    tell(
        actor=actor,
        organisation=organisation,
        thing=person.thing(),
        kind="role-proposed" if waits else "role-given",
        before=None,
        after=role_told(given, from_day, to_day),
        at=at,
        reason=reason,
    )
    return made


@act(
    Permission.ADMINISTER_PEOPLE,
    matter=own(_organisation_of),
    leaves=event(
        "role-ended",
        Text(
            "{who} satte {to_day} som sista dag för {thing} som {role}.",
            "{who} set {to_day} as the last day of {thing} as {role}.",
        ),
        of_cilla(before=AS_CFO, after=FOR_A_TIME),
        mailed_to=(concerned, other_holders),
    ),
)
def end_role(
    *, actor: Actor, membership_id: int, last_day: datetime.date, at: datetime.datetime, reason: str = ""
) -> Membership:
    """Set a role's last day: yesterday ends it at once. What others stand in for in it ends with it.

    A later last day than before is set in the same way. Stand-ins that the person has from others end where no role
    in the organisation is left.

    Raises:
        PeopleProblem: when the day has passed, or no administrator would be left.
    """
    membership = _held(membership_id)
    organisation, role = membership.organisation, membership.role_class
    reason = reason_written(reason, required=False)
    _refuse_odd_last_day(membership, last_day, day_of(at))
    if role is Administrator:
        _refuse_last_administrator(membership, last_day)
    before = role_told(role, membership.from_day, membership.to_day)
    if membership.to_day is not None and last_day > membership.to_day:
        refuse_held(
            membership.person, organisation, role, membership.to_day + _DAY, last_day, but=membership.pk, field="to_day"
        )
    membership.to_day = last_day
    membership.save(update_fields=["to_day"])
    ended = _end_what_rests_on(membership, last_day)
    tell(
        actor=actor,
        organisation=organisation,
        thing=membership.thing(),
        kind="role-ended",
        before=before,
        after=role_told(role, membership.from_day, last_day) | {"stand_ins_ended": ended},
        at=at,
        reason=reason,
    )
    return membership


def _held(membership_id: int) -> Membership:
    """Return a membership, with its organisation locked."""
    hold(Membership.objects.values_list("organisation_id", flat=True).get(pk=membership_id))
    held: Membership = Membership.objects.select_related("organisation", "person").get(pk=membership_id)
    return held


def _refuse_odd_last_day(membership: Membership, last_day: datetime.date, today: datetime.date) -> None:
    if membership.to_day is not None and membership.to_day < today:
        raise PeopleProblem(
            Text(f"Rollen upphörde redan {membership.to_day}.", f"The role ended already on {membership.to_day}."),
            Text("Ge rollen på nytt om den behövs.", "Give the role again if it is needed."),
        )
    if last_day < today - _DAY:
        raise PeopleProblem(
            Text(f"Den sista dagen, {last_day}, har redan gått.", f"The last day, {last_day}, has already passed."),
            Text(
                f"Skriv {today - _DAY} för att rollen ska upphöra genast, eller en senare dag.",
                f"Write {today - _DAY} for the role to end at once, or a later day.",
            ),
            field="to_day",
        )


def _refuse_last_administrator(membership: Membership, last_day: datetime.date) -> None:
    """Refuse when nobody else administers the people from the day after, for as long as this one would have."""
    first, until = last_day + _DAY, membership.to_day
    if until is not None and first > until:
        return
    others = Membership.objects.filter(organisation=membership.organisation, role=Administrator.code)
    others = others.exclude(person=membership.person).filter(person__accounts__is_active=True, from_day__lte=first)
    if any(other.to_day is None or (until is not None and other.to_day >= until) for other in others):
        return
    raise PeopleProblem(
        Text(
            f"{membership.person.name} är den sista administratören i {membership.organisation.name}.",
            f"{membership.person.name} is the last administrator of {membership.organisation.text.in_language('en')}.",
        ),
        Text(
            "Ge först rollen administratör till någon annan, från dagen efter eller tidigare och utan tidigare slut. "
            "Finns ingen att ge den till, be den som driver tjänsten att bjuda in en ny administratör.",
            "First give the role of administrator to someone else, from the day after or earlier and with no earlier "
            "end. If there is nobody to give it to, ask the operator of the service to invite a new administrator.",
        ),
    )


def _end_what_rests_on(membership: Membership, last_day: datetime.date) -> int:
    """End the stand-ins for a role, and those of its holder where no role of one's own is left; return how many."""
    resting = StandIn.objects.filter(membership=membership, to_day__gt=last_day)
    ended = resting.update(to_day=last_day)
    return ended + _end_lent_without_own(membership.person, membership.organisation, last_day)


def _end_lent_without_own(person: Person, organisation: Organisation, last_day: datetime.date) -> int:
    ended = 0
    for lent in StandIn.objects.filter(person=person, membership__organisation=organisation, to_day__gt=last_day):
        own = roles_of(person, organisation).between(last_day + _DAY, None)
        if not any(held.to_day is None or held.to_day >= lent.to_day for held in own):
            lent.to_day = max((held.to_day for held in own if held.to_day is not None), default=last_day)
            lent.save(update_fields=["to_day"])
            ended += 1
    return ended
