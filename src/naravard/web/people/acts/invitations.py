"""Inviting someone to a role, sending the invitation again, and taking it back."""

import datetime

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import Given, own
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import Role
from naravard.web.history.content import Plain, Thing, Told
from naravard.web.history.kinds import event, example
from naravard.web.organisations.models import Organisation
from naravard.web.people.entries import day_of, email_written, name_written, reason_written, refuse_odd_days
from naravard.web.people.examples import ADMINISTRATOR, AS_CFO
from naravard.web.people.letters import Made, sent_again
from naravard.web.people.models import Account, Invitation
from naravard.web.people.problems import PeopleProblem
from naravard.web.people.row_locks import hold, refuse_held, role_held_in, role_told
from naravard.web.people.secret import hashed, new_secret

VALID_DAYS = 14
"""How long an invitation can be accepted."""
LONGEST_VALID_DAYS = 60


def _example(*, before: dict[str, Plain] | None = None, after: dict[str, Plain] | None = None) -> Told:
    return example(Thing("invitation", "7", Text("Cilla Ås")), role=ADMINISTRATOR, before=before, after=after)


def _organisation_of(given: Given) -> str | None:
    return Invitation.objects.values_list("organisation_id", flat=True).filter(pk=given["invitation_id"]).first()


@act(
    Permission.ADMINISTER_PEOPLE,
    leaves=event(
        "person-invited",
        Text("{who} bjöd in {thing} som {role}.", "{who} invited {thing} as {role}."),
        _example(after=AS_CFO),
        letter=sent_again,
    ),
)
def invite(
    *,
    actor: Actor,
    organisation_code: str,
    email: str,
    name: str,
    role: str,
    from_day: datetime.date,
    at: datetime.datetime,
    to_day: datetime.date | None = None,
    valid_days: int = VALID_DAYS,
    reason: str = "",
) -> Made:
    """Offer someone a role in the actor's own organisation.

    The event tells the name and the role, not the address, so that no address stands in the history for ever.

    Raises:
        PeopleProblem: when a value cannot be used, the role is held already, or the same invitation is open.
    """
    organisation = hold(organisation_code)
    offered = role_held_in(organisation, role)
    email, name, reason = email_written(email), name_written(name), reason_written(reason, required=False)
    refuse_odd_days(from_day, to_day, today=day_of(at))
    _refuse_odd_validity(valid_days)
    _refuse_invited(organisation, email, offered, at)
    account = Account.objects.filter(email=email).select_related("person").first()
    if account is not None:
        refuse_held(account.person, organisation, offered, from_day, to_day)
    secret = new_secret()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        name=name,
        role=offered.code,
        from_day=from_day,
        to_day=to_day,
        secret_hash=hashed(secret),
        made_at=at,
        expires_at=at + datetime.timedelta(days=valid_days),
    )
    told = tell(
        actor=actor,
        organisation=organisation,
        thing=invitation.thing(),
        kind="person-invited",
        before=None,
        after=role_told(offered, from_day, to_day) | {"expires_at": _minute(invitation.expires_at)},
        at=at,
        reason=reason,
    )
    return Made(invitation, secret, told)


@act(
    Permission.ADMINISTER_PEOPLE,
    matter=own(_organisation_of),
    leaves=event(
        "invitation-renewed",
        Text("{who} förnyade inbjudan till {thing}.", "{who} renewed the invitation to {thing}."),
        _example(),
        letter=sent_again,
    ),
)
def renew_invitation(*, actor: Actor, invitation_id: int, at: datetime.datetime) -> Made:
    """Give an invitation a new secret and new days, to be sent again; the earlier link is of no use any more.

    Raises:
        PeopleProblem: when it has been accepted or withdrawn.
    """
    invitation = _locked(invitation_id)
    _refuse_answered(invitation)
    secret = new_secret()
    before = {"expires_at": _minute(invitation.expires_at)}
    invitation.secret_hash = hashed(secret)
    invitation.expires_at = at + datetime.timedelta(days=VALID_DAYS)
    invitation.save(update_fields=["secret_hash", "expires_at"])
    told = tell(
        actor=actor,
        organisation=invitation.organisation,
        thing=invitation.thing(),
        kind="invitation-renewed",
        before=before,
        after={"expires_at": _minute(invitation.expires_at)},
        at=at,
    )
    return Made(invitation, secret, told)


@act(
    Permission.ADMINISTER_PEOPLE,
    matter=own(_organisation_of),
    leaves=event(
        "invitation-withdrawn",
        Text(
            "{who} återkallade inbjudan till {thing} som {role}.", "{who} withdrew the invitation to {thing} as {role}."
        ),
        _example(before=AS_CFO),
    ),
)
def withdraw_invitation(*, actor: Actor, invitation_id: int, at: datetime.datetime, reason: str = "") -> Invitation:
    """Take an invitation back.

    Raises:
        PeopleProblem: when it has been accepted or withdrawn already.
    """
    invitation = _locked(invitation_id)
    _refuse_answered(invitation)
    reason = reason_written(reason, required=False)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    tell(
        actor=actor,
        organisation=invitation.organisation,
        thing=invitation.thing(),
        kind="invitation-withdrawn",
        before=role_told(invitation.role_class, invitation.from_day, invitation.to_day),
        after={"withdrawn": True},
        at=at,
        reason=reason,
    )
    return invitation


def _locked(invitation_id: int) -> Invitation:
    """Return an invitation, with its organisation locked."""
    hold(Invitation.objects.values_list("organisation_id", flat=True).get(pk=invitation_id))
    return Invitation.objects.select_for_update(no_key=True).get(pk=invitation_id)


def _refuse_answered(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise PeopleProblem(
            Text(f"{invitation.name} har redan tagit emot inbjudan.", f"{invitation.name} has already accepted."),
            Text("Avsluta rollen i stället.", "End the role instead."),
        )
    if invitation.withdrawn_at:
        raise PeopleProblem(
            Text("Inbjudan är redan återkallad.", "The invitation is already withdrawn."),
            Text("Bjud in på nytt om det behövs.", "Invite again if needed."),
        )


def _refuse_invited(organisation: Organisation, email: str, role: type[Role], at: datetime.datetime) -> None:
    """Refuse an invitation to a role that an open one offers to the same address."""
    asked = Invitation.objects.filter(organisation=organisation, email=email, role=role.code)
    if asked.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at).exists():
        raise PeopleProblem(
            Text(
                f"En inbjudan till {email} som {role.name.sv} är redan öppen.",
                f"An invitation to {email} as {role.name.in_language('en')} is already open.",
            ),
            Text("Skicka den igen, eller återkalla den först.", "Send it again, or withdraw it first."),
            field="email",
        )


def _refuse_odd_validity(days: int) -> None:
    if not 1 <= days <= LONGEST_VALID_DAYS:
        raise PeopleProblem(
            Text(f"En inbjudan kan inte gälla {days} dagar.", f"An invitation cannot hold for {days} days."),
            Text(f"Skriv 1 till {LONGEST_VALID_DAYS} dagar.", f"Write 1 to {LONGEST_VALID_DAYS} days."),
            field="days",
        )


def _minute(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat(timespec="minutes")
