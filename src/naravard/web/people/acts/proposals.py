"""A role that waits for a second person: confirmed by another than who gave it and who gets it, or withdrawn."""

import datetime

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import Given, own
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import Role
from naravard.web.history.kinds import event
from naravard.web.organisations.models import Organisation
from naravard.web.people.entries import day_of, reason_written
from naravard.web.people.event_mail import concerned, other_holders
from naravard.web.people.examples import AS_CFO, days, of_cilla
from naravard.web.people.four_eyes import require_other_person
from naravard.web.people.models import Membership, Person, ProposedRole
from naravard.web.people.problems import PeopleProblem
from naravard.web.people.row_locks import hold, refuse_held, role_told


def _organisation_of(given: Given) -> str | None:
    return ProposedRole.objects.values_list("organisation_id", flat=True).filter(pk=given["proposed_id"]).first()


def proposed(
    person: Person,
    organisation: Organisation,
    role: type[Role],
    days_held: tuple[datetime.date, datetime.date | None],
    *,
    because: str,
    by: str,
    at: datetime.datetime,
    invited_as: str = "",
) -> ProposedRole:
    """Let a role wait to be confirmed; the act that calls it leaves the event. ``by`` is the code of who gives it.

    Raises:
        PeopleProblem: when the same role waits already.
    """
    waiting = ProposedRole.objects.filter(person=person, organisation=organisation, role=role.code)
    if waiting.filter(confirmed_at=None, withdrawn_at=None).exists():
        raise PeopleProblem(
            Text(
                f"{person.name} väntar redan på att rollen {role.name.sv} bekräftas.",
                f"{person.name} already waits for the role {role.name.in_language('en')} to be confirmed.",
            ),
            Text("Bekräfta eller återkalla den först.", "Confirm or withdraw it first."),
            field="role",
        )
    return ProposedRole.objects.create(
        person=person,
        organisation=organisation,
        role=role.code,
        from_day=days_held[0],
        to_day=days_held[1],
        because=because,
        invited_as=invited_as,
        made_at=at,
        made_by=by,
    )


def can_confirm(actor: Actor, waiting: ProposedRole) -> bool:
    """Tell whether an actor is of those who confirm a role: administrators, and holders of one that signs or pays."""
    holds = actor.for_whom is None and actor.role.code == waiting.role and waiting.role_class.needs_two
    return actor.may(Permission.ADMINISTER_PEOPLE) or holds


@act(
    Permission.SEE,
    matter=own(_organisation_of),
    leaves=event(
        "role-confirmed",
        Text("{who} bekräftade {thing} som {role} {days}.", "{who} confirmed {thing} as {role} {days}."),
        of_cilla(after=AS_CFO),
        mailed_to=(concerned, other_holders),
        days=days,
    ),
)
def confirm_role(*, actor: Actor, proposed_id: int, at: datetime.datetime) -> Membership:
    """Confirm a role that waits, from today: by an administrator, or by someone who holds the same role.

    Raises:
        FourEyesProblem: when it is one's own role, or the role needs two and it was oneself who gave it.
        PeopleProblem: when it does not wait any more, its last day has passed, or the role is held already.
    """
    waiting = _locked(proposed_id)
    if not can_confirm(actor, waiting):
        actor.require(Permission.ADMINISTER_PEOPLE)
    refuse_same(actor, waiting)
    today, role = day_of(at), waiting.role_class
    if waiting.to_day is not None and waiting.to_day < today:
        raise PeopleProblem(
            Text(f"Rollen skulle hållas till {waiting.to_day}.", f"The role was to be held to {waiting.to_day}."),
            Text("Återkalla den, och ge rollen på nytt om den behövs.", "Withdraw it, and give it again if needed."),
        )
    first = max(waiting.from_day, today)
    refuse_held(waiting.person, waiting.organisation, role, first, waiting.to_day, field="")
    waiting.confirmed_at = at
    waiting.save(update_fields=["confirmed_at"])
    membership = Membership.objects.create(
        person=waiting.person, organisation=waiting.organisation, role=role.code, from_day=first, to_day=waiting.to_day
    )
    tell(
        actor=actor,
        organisation=waiting.organisation,
        thing=waiting.person.thing(),
        kind="role-confirmed",
        before=None,
        after=role_told(role, first, waiting.to_day),
        at=at,
    )
    return membership


@act(
    Permission.ADMINISTER_PEOPLE,
    matter=own(_organisation_of),
    leaves=event(
        "proposed-role-withdrawn",
        Text(
            "{who} återkallade rollen {role} för {thing}, som inte var bekräftad.",
            "{who} withdrew the role {role} for {thing}, which was not confirmed.",
        ),
        of_cilla(before=AS_CFO),
        mailed_to=(concerned,),
    ),
)
def withdraw_proposed_role(*, actor: Actor, proposed_id: int, at: datetime.datetime, reason: str = "") -> ProposedRole:
    """Withdraw a role that waits.

    Raises:
        PeopleProblem: when it does not wait any more.
    """
    waiting = _locked(proposed_id)
    reason = reason_written(reason, required=False)
    waiting.withdrawn_at = at
    waiting.save(update_fields=["withdrawn_at"])
    tell(
        actor=actor,
        organisation=waiting.organisation,
        thing=waiting.person.thing(),
        kind="proposed-role-withdrawn",
        before=role_told(waiting.role_class, waiting.from_day, waiting.to_day),
        after=None,
        at=at,
        reason=reason,
    )
    return waiting


def refuse_same(actor: Actor, waiting: ProposedRole) -> None:
    """Refuse whoever gets the role, and whoever gave one that two persons give; the service confirms any.

    Raises:
        FourEyesProblem: when it is the same person.
    """
    if actor.person_id is None and actor.organisation is None:
        return
    require_other_person(actor, than=waiting.person_id, what=Text("fått rollen", "been given the role"))
    if waiting.because == ProposedRole.SECOND_PERSON:
        require_other_person(actor, than=waiting.made_by, what=Text("gett rollen", "given the role"))


def _locked(proposed_id: int) -> ProposedRole:
    """Return a role that waits, with its organisation locked."""
    hold(ProposedRole.objects.values_list("organisation_id", flat=True).get(pk=proposed_id))
    waiting: ProposedRole = ProposedRole.objects.select_related("organisation", "person").get(pk=proposed_id)
    if not waiting.is_waiting:
        raise PeopleProblem(
            Text("Rollen väntar inte längre.", "The role does not wait any more."),
            Text("Se under Människor hur det står nu.", "See under People how it stands now."),
        )
    return waiting
