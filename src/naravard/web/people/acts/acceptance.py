"""Accepting an invitation: as a person who is known, or as one who is new. The secret proves the invitation."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from naravard.agreement.model import Text
from naravard.web.access import matters
from naravard.web.access.actor import ONESELF, Actor, NotAllowedError, oneself
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.history.content import SERVICE, Named
from naravard.web.history.kinds import event
from naravard.web.history.models import Event
from naravard.web.people.acts.proposals import proposed
from naravard.web.people.entries import day_of, name_written
from naravard.web.people.event_mail import administrators, concerned, other_holders
from naravard.web.people.examples import AS_CFO, days, of_cilla
from naravard.web.people.models import Account, Invitation, Membership, Person, ProposedRole
from naravard.web.people.problems import PeopleProblem, SpentInvitation
from naravard.web.people.row_locks import hold, refuse_held, role_told
from naravard.web.people.secret import hashed

SOMEONE_INVITED = Actor(
    Named("invited", Text("Den som är inbjuden", "The one invited")), ONESELF, frozenset({Permission.OWN_MATTERS}), None
)
"""Someone who holds the secret of an invitation and has no account yet. Events name the person who is made."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A new account with its role. The account has no password yet: whoever lets one join sets how to sign in."""

    account: Account
    membership: Membership | ProposedRole


def find_invitation(secret: str, *, at: datetime.datetime) -> Invitation:
    """Return the invitation that a secret opens, if it can be accepted at a time.

    Raises:
        SpentInvitation: when there is none, or it has been accepted, withdrawn, or has expired; it says whom to ask.
    """
    invitation = Invitation.objects.select_related("organisation").filter(secret_hash=hashed(secret)).first()
    if invitation is None:
        raise SpentInvitation(
            Text("Det finns ingen inbjudan med den här länken.", "There is no invitation with this link."),
            Text(
                "Kontrollera att hela länken kom med. Har du fått flera mejl gäller bara länken i det senaste.",
                "Check that the whole link came along. If you have several mails, only the latest link works.",
            ),
        )
    _refuse_spent(invitation, at)
    return invitation


_ACCEPTED = event(
    "invitation-accepted",
    Text("{actor} tog emot inbjudan och är {role} {days}.", "{actor} accepted the invitation and is {role} {days}."),
    of_cilla(after=AS_CFO),
    mailed_to=(concerned, other_holders),
    days=days,
)
_ACCEPTED_WAITS = event(
    "invitation-accepted-waits",
    Text(
        "{actor} tog emot inbjudan som {role} {days}. En annan person ska bekräfta det.",
        "{actor} accepted the invitation as {role} {days}. Another person is to confirm it.",
    ),
    of_cilla(after=AS_CFO),
    mailed_to=(concerned, other_holders, administrators),
    days=days,
)


@act(Permission.OWN_MATTERS, matter=matters.ONESELF, leaves=(_ACCEPTED, _ACCEPTED_WAITS))
def accept_invitation(*, actor: Actor, secret: str, at: datetime.datetime) -> Membership | ProposedRole:
    """Accept an invitation as the person that the actor is.

    It holds for the address that it was sent to: accepted with accounts of other addresses it waits to be confirmed by
    an administrator. An invitation to a role that signs or pays waits for another than the one who invited.

    Raises:
        SpentInvitation: when it cannot be accepted any more.
        PeopleProblem: when the person holds the role already.
    """
    if actor.person_id is None:
        message = "only a person can accept an invitation"
        raise NotAllowedError(message)
    invitation = _locked(secret, at)
    person = Person.objects.select_for_update(no_key=True).get(pk=actor.person_id)
    is_sent_here = person.accounts.filter(email=invitation.email).exists()
    return _accepted(invitation, person, at, is_known=is_sent_here)


@act(Permission.OWN_MATTERS, matter=matters.ONESELF, leaves=(_ACCEPTED, _ACCEPTED_WAITS))
def accept_as_new_person(*, actor: Actor, secret: str, name: str, at: datetime.datetime) -> Joined:  # noqa: ARG001
    """Accept an invitation as someone new: a person and an account are made, with the invitation's address.

    The address needs no further proof, since the secret was sent to it. In another name than the one that was invited
    it waits to be confirmed. ``actor`` is :data:`SOMEONE_INVITED`.

    Raises:
        SpentInvitation: when it cannot be accepted any more.
        PeopleProblem: when the name cannot be used, or an account has the address already.
    """
    invitation = _locked(secret, at)
    name = name_written(name)
    if Account.objects.filter(email=invitation.email).exists():
        raise PeopleProblem(
            Text(
                f"Det finns redan ett konto med adressen {invitation.email}.",
                f"There is already an account with the address {invitation.email}.",
            ),
            Text("Logga in med det och ta emot inbjudan.", "Sign in with it and accept the invitation."),
            field="email",
        )
    person = Person.objects.create(name=name)
    account = Account(email=invitation.email, person=person, made_at=at)
    account.set_unusable_password()
    account.save()
    return Joined(account, _accepted(invitation, person, at, is_known=name == invitation.name))


def _locked(secret: str, at: datetime.datetime) -> Invitation:
    """Return an invitation that can be accepted, its organisation locked: the second of two at once finds it spent."""
    hold(find_invitation(secret, at=at).organisation_id)
    return find_invitation(secret, at=at)


def _accepted(
    invitation: Invitation, person: Person, at: datetime.datetime, *, is_known: bool
) -> Membership | ProposedRole:
    organisation, role = invitation.organisation, invitation.role_class
    first, by = max(invitation.from_day, day_of(at)), inviter_code(invitation)
    if by == SERVICE.code and not is_known:
        raise _for_another_address(invitation)
    refuse_held(person, organisation, role, first, invitation.to_day, field="")
    needs_two = role.needs_two and by != SERVICE.code
    made: Membership | ProposedRole
    if needs_two or not is_known:
        made = proposed(
            person,
            organisation,
            role,
            (first, invitation.to_day),
            because=ProposedRole.SECOND_PERSON if needs_two else ProposedRole.OTHER_ACCOUNT,
            by=by,
            at=at,
            invited_as="" if is_known else f"{invitation.name} ({invitation.email})",
        )
    else:
        made = Membership.objects.create(
            person=person, organisation=organisation, role=role.code, from_day=first, to_day=invitation.to_day
        )
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    tell(
        actor=oneself(person),
        organisation=organisation,
        thing=person.thing(),
        kind="invitation-accepted" if isinstance(made, Membership) else "invitation-accepted-waits",
        before=None,
        after=role_told(role, first, invitation.to_day) | {"invitation": str(invitation.pk), "name": invitation.name},
        at=at,
    )
    return made


def inviter_code(invitation: Invitation) -> str:
    """Return the code of who made an invitation, as its event tells; the service's where no event does."""
    thing = invitation.thing()
    event_of = Event.objects.filter(thing_kind=thing.kind, thing_id=thing.id, kind="person-invited").first()
    return event_of.told.actor.code if event_of else SERVICE.code


def _for_another_address(invitation: Invitation) -> PeopleProblem:
    return PeopleProblem(
        Text(
            f"Inbjudan gäller {invitation.name}, {invitation.email}.",
            f"The invitation is for {invitation.name}, {invitation.email}.",
        ),
        Text(
            "Ta emot den med ett konto som har den adressen och det namnet, eller be den som driver tjänsten om en ny.",
            "Accept it with an account of that address and name, or ask the operator of the service for a new one.",
        ),
    )


def _refuse_spent(invitation: Invitation, at: datetime.datetime) -> None:
    organisation = invitation.organisation.text
    ask = Text(
        f"Be en administratör i {organisation.sv} om en ny.",
        f"Ask an administrator of {organisation.in_language('en')} for a new one.",
    )
    if invitation.accepted_at:
        what = Text("Inbjudan är redan använd.", "The invitation has been used already.")
        ask = Text(
            f"Var det du som använde den? Logga in som vanligt. Annars: fråga en administratör i {organisation.sv}.",
            "Was it you who used it? Sign in as usual. Otherwise ask an administrator of "
            f"{organisation.in_language('en')}.",
        )
    elif invitation.withdrawn_at:
        what = Text("Inbjudan är återkallad.", "The invitation has been withdrawn.")
    elif invitation.expires_at <= at:
        day = timezone.localtime(invitation.expires_at).date()
        what = Text(f"Inbjudan gällde till {day}.", f"The invitation held until {day}.")
    elif invitation.to_day is not None and invitation.to_day < day_of(at):
        what = Text(
            f"Rollen skulle hållas till {invitation.to_day}.", f"The role was to be held to {invitation.to_day}."
        )
    else:
        return
    raise SpentInvitation(what, ask)
