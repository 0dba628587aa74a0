"""What is done in the imaginary year, one step each, by the same acts as on the pages."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from naravard.web.access.actor import THE_SERVICE, oneself
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import Reader, Role
from naravard.web.demo import store
from naravard.web.demo.year.actors import as_held, someone
from naravard.web.demo.year.cast import CastRole
from naravard.web.demo.year.details import contact_details, payment_details
from naravard.web.organisations.acts import change_contact, change_payment_details
from naravard.web.organisations.models import Organisation
from naravard.web.people.acts.acceptance import accept_invitation
from naravard.web.people.acts.invitations import invite
from naravard.web.people.acts.roles import end_role
from naravard.web.people.acts.stand_ins import hand_over
from naravard.web.people.models import Membership, Person


@dataclass(frozen=True, slots=True)
class ScriptStep:
    """One thing that is done at a time, in the matters of an organisation."""

    at: datetime.datetime
    matter: str
    """The code of the organisation whose matter it is. Where someone has done something there on the pages, it is left
    to them."""
    do: Callable[[datetime.datetime], object]


def invited(part: CastRole) -> Callable[[datetime.datetime], object]:
    """Invite: the service invites administrators and those who sign or pay, and administrators the others."""

    def do(at: datetime.datetime) -> None:
        day = at.date()
        by_service = part.is_administrator or part.role.needs_two
        actor = THE_SERVICE if by_service else someone(part.organisation, Permission.ADMINISTER_PEOPLE, day)
        made = invite(
            actor=actor,
            organisation_code=part.organisation,
            email=part.email,
            name=part.name,
            role=part.role.code,
            from_day=day,
            at=at,
        )
        store.keep_secret(part.key, made.invitation.pk, made.secret)

    return do


def joined(part: CastRole) -> Callable[[datetime.datetime], object]:
    """Accept the invitation. Who is there already (the bulk path of :mod:`.people`) accepts as oneself."""

    def do(at: datetime.datetime) -> None:
        person = Person(id=part.person_id, name=part.name)  # as the bulk path has written
        accept_invitation(actor=oneself(person), secret=store.secret_of(part.key), at=at)
        store.forget_secret(part.key)

    return do


def left(part: CastRole) -> Callable[[datetime.datetime], object]:
    """Set the last day of a role."""

    def do(at: datetime.datetime) -> None:
        assert part.leaves is not None  # noqa: S101 - for the type checker; only such parts have the step
        held = Membership.objects.get(
            person=part.person_id, organisation=part.organisation, role=part.role.code, to_day=None
        )
        end_role(
            actor=someone(part.organisation, Permission.ADMINISTER_PEOPLE, at.date()),
            membership_id=held.pk,
            last_day=part.leaves,
            at=at,
            reason="Har fått ett annat arbete.",
        )

    return do


def contact_filled_in(code: str) -> Callable[[datetime.datetime], object]:
    """Fill in an organisation's address and contact."""

    def do(at: datetime.datetime) -> None:
        actor = someone(code, Permission.CHANGE_DETAILS, at.date())
        organisation = Organisation.objects.get(pk=code)
        details = contact_details(code, actor.who.name.sv)
        change_contact(actor=actor, organisation_code=code, details=details, version=organisation.version, at=at)

    return do


def payment_filled_in(code: str) -> Callable[[datetime.datetime], object]:
    """Fill in where an organisation's money is to be paid."""

    def do(at: datetime.datetime) -> None:
        organisation, details = Organisation.objects.get(pk=code), payment_details(code)
        if organisation.code.startswith("utforare-"):
            del details["organisation_number"]  # it is its identity
        change_payment_details(
            actor=someone(code, Permission.CHANGE_PAYMENT_DETAILS, at.date()),
            organisation_code=code,
            details=details,
            version=organisation.version,
            at=at,
        )

    return do


def handed_over(
    code: str, role: type[Role], to_day: datetime.date, reason: str
) -> Callable[[datetime.datetime], object]:
    """Let a reader of the organisation stand in for a role, from the day after."""

    def do(at: datetime.datetime) -> None:
        from_day = at.date() + datetime.timedelta(days=1)
        held = (
            Membership.objects.on(from_day)
            .filter(organisation=code, role=role.code)
            .select_related("organisation", "person")
            .earliest("pk")
        )
        colleague = Membership.objects.on(from_day).filter(organisation=code, role=Reader.code).earliest("pk")
        hand_over(
            actor=as_held(held, at.date()),
            membership_id=held.pk,
            person_id=colleague.person_id,
            from_day=from_day,
            to_day=to_day,
            reason=reason,
            at=at,
        )

    return do
