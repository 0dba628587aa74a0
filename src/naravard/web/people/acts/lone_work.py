"""Saying who does alone what two otherwise do with money, and that it is so no longer.

It is for an authority that is too small to be two. Whoever says so is another than who works alone, so that two persons
have still had to do with it; administrators, the one it concerns and all who hold the role get mail.
"""

import datetime

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import Given, own
from naravard.web.access.permissions import BY_CODE, NEEDS_TWO, Permission
from naravard.web.access.roles import PaymentHandler, Role, roles_in
from naravard.web.history.content import Plain, Told
from naravard.web.history.kinds import event
from naravard.web.organisations.models import Organisation
from naravard.web.people.entries import day_of, reason_written
from naravard.web.people.event_mail import administrators, concerned, other_holders
from naravard.web.people.examples import of_cilla
from naravard.web.people.four_eyes import lone_works, require_other_person
from naravard.web.people.models import LoneWork, Membership, Person
from naravard.web.people.problems import PeopleProblem
from naravard.web.people.row_locks import hold

_PAYING: dict[str, Plain] = {"permission": Permission.PAY.value, "role": PaymentHandler.code}


def _does(told: Told) -> Text:
    return BY_CODE[str((told.after or told.before or {})["permission"])].words


def _organisation_of(given: Given) -> str | None:
    return LoneWork.objects.values_list("organisation_id", flat=True).filter(pk=given["lone_work_id"]).first()


def done_by_two(organisation: Organisation) -> list[Permission]:
    """Return what two persons do with money in an organisation, as far as its roles do such things."""
    may = {permission for role in roles_in(organisation.kind, organisation.code) for permission in role.permissions}
    return [permission for permission in Permission if permission in NEEDS_TWO & may]


@act(
    Permission.ADMINISTER_PEOPLE,
    leaves=event(
        "lone-work-stated",
        Text(
            "{who} angav att {thing} ensam får {does}, utan en andra person.",
            "{who} stated that {thing} may alone, without a second person, {does}.",
        ),
        of_cilla(after=_PAYING),
        mailed_to=(administrators, concerned, other_holders),
        does=_does,
    ),
)
def state_lone_work(
    *, actor: Actor, organisation_code: str, permission: str, person: Person, reason: str, at: datetime.datetime
) -> LoneWork:
    """Say that a colleague does alone what two otherwise do with money, and why there are not two.

    Raises:
        FourEyesProblem: when it is oneself: another administrator says so.
        PeopleProblem: when it is nothing that two do there, when the colleague may not do it, when someone does it
            alone already, or when no reason is given.
    """
    organisation = hold(organisation_code)
    person = Person.objects.get(pk=person.pk)
    role = _role(organisation, permission, person, day_of(at))
    reason = reason_written(reason, required=True)
    if actor.organisation is not None:
        require_other_person(
            actor, than=person.pk, what=Text("rollen som skulle göra det ensam", "the role that would do it alone")
        )
    before = lone_works(organisation).filter(permission=permission).first()
    if before is not None:
        raise PeopleProblem(
            Text(f"{before.person.name} gör redan det ensam.", f"{before.person.name} already does it alone."),
            Text("Avsluta det först.", "End that first."),
            field="permission",
        )
    made: LoneWork = LoneWork.objects.create(
        organisation=organisation,
        permission=permission,
        person=person,
        reason=reason,
        since=at,
        stated_by=actor.who.code,
    )
    tell(
        actor=actor,
        organisation=organisation,
        thing=person.thing(),
        kind="lone-work-stated",
        before=None,
        after={"permission": permission, "role": role.code},
        at=at,
        reason=reason,
    )
    return made


@act(
    Permission.ADMINISTER_PEOPLE,
    matter=own(_organisation_of),
    leaves=event(
        "lone-work-ended",
        Text(
            "{who} angav att {thing} inte längre ensam får {does}. Det görs av två personer igen.",
            "{who} stated that {thing} may no longer alone {does}; two persons do it again.",
        ),
        of_cilla(before=_PAYING),
        mailed_to=(administrators, concerned, other_holders),
        does=_does,
    ),
)
def end_lone_work(*, actor: Actor, lone_work_id: int, at: datetime.datetime) -> LoneWork:
    """Say that two persons do it again, at once.

    Raises:
        PeopleProblem: when it has ended already.
    """
    organisation = hold(LoneWork.objects.values_list("organisation_id", flat=True).get(pk=lone_work_id))
    stands = lone_works(organisation).filter(pk=lone_work_id).first()
    if stands is None:
        raise PeopleProblem(
            Text("Det är redan avslutat.", "It has ended already."),
            Text("Inget behöver göras.", "Nothing needs to be done."),
        )
    stands.ended_at, stands.ended_by = at, actor.who.code
    stands.save(update_fields=["ended_at", "ended_by"])
    role = next(one for one in roles_in(organisation.kind, organisation.code) if stands.permission in one.permissions)
    tell(
        actor=actor,
        organisation=organisation,
        thing=stands.person.thing(),
        kind="lone-work-ended",
        before={"permission": stands.permission, "role": role.code},
        after=None,
        at=at,
    )
    return stands


def _role(organisation: Organisation, permission: str, person: Person, day: datetime.date) -> type[Role]:
    """Return the colleague's role that may do what two otherwise do."""
    if permission not in done_by_two(organisation):
        raise PeopleProblem(
            Text("Det är inget som två personer gör hos er.", "That is nothing that two persons do with you."),
            Text("Välj i listan.", "Choose from the list."),
            field="permission",
        )
    held = Membership.objects.on(day).filter(person=person, organisation=organisation)
    role: type[Role] | None = next((one.role_class for one in held if permission in one.role_class.permissions), None)
    if role is None:
        raise PeopleProblem(
            Text(f"{person.name} har ingen roll som får det.", f"{person.name} has no role that may do it."),
            Text("Välj någon som har rollen.", "Choose someone who holds the role."),
            field="person",
        )
    return role
