"""What one does with one's own way of signing in, each leaving an event about the person and none about the secret.

Each is refused on an account of another person, also when the service itself acts; what its operator does to others'
accounts is in :mod:`.operator_acts`.

Signing in and out changes nothing that others rely on, so it leaves no event; it stands in the ordinary log
(:mod:`.signals`).
"""

import datetime

from allauth.socialaccount.models import SocialAccount

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import ONESELF
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Plain, Thing
from naravard.web.history.kinds import event, example
from naravard.web.history.sentences import counted
from naravard.web.people.event_mail import concerned
from naravard.web.people.models import Account
from naravard.web.signin.sessions import end_sessions

_ANNA = Thing("person", "1", Text("Anna Ek"))
_SECOND_STEP = (
    event(
        "second-step-added",
        Text("{actor} satte på inloggning i två steg.", "{actor} turned on signing in by two steps."),
        example(_ANNA, organisation=None),
        mailed_to=(concerned,),
    ),
    event(
        "second-step-removed",
        Text("{actor} stängde av inloggning i två steg.", "{actor} turned off signing in by two steps."),
        example(_ANNA, organisation=None),
        mailed_to=(concerned,),
    ),
    event(
        "recovery-codes-made",
        Text("{actor} gjorde nya reservkoder.", "{actor} made new recovery codes."),
        example(_ANNA, organisation=None),
        mailed_to=(concerned,),
    ),
)


@act(
    Permission.OWN_MATTERS,
    matter=ONESELF,
    leaves=event(
        "password-set",
        Text("{actor} valde ett nytt lösenord.", "{actor} chose a new password."),
        example(_ANNA, organisation=None),
        mailed_to=(concerned,),
    ),
)
def set_password(*, actor: Actor, account: Account, password: str, at: datetime.datetime) -> None:
    """Give one's account a password. Sessions begun with the one before end by themselves, in all processes."""
    _require_own(actor, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    _tell("password-set", actor, account, at)


@act(
    Permission.OWN_MATTERS,
    matter=ONESELF,
    leaves=event(
        "signed-out-everywhere",
        Text("{actor} avslutade {sessions_ended}.", "{actor} ended {sessions_ended}."),
        example(_ANNA, organisation=None, after={"sessions": 1}),
        example(_ANNA, organisation=None, after={"sessions": 3}),
        sessions_ended=counted(
            "sessions",
            Text("1 annan inloggning", "1 other session"),
            Text("{} andra inloggningar", "{} other sessions"),
        ),
    ),
)
def sign_out_elsewhere(*, actor: Actor, account: Account, here: str | None, at: datetime.datetime) -> int:
    """End all sessions of one's account but the one at hand; return how many."""
    _require_own(actor, account)
    ended = end_sessions(account.pk, at, but=here)
    if ended:
        _tell("signed-out-everywhere", actor, account, at, after={"sessions": ended})
    return ended


@act(Permission.OWN_MATTERS, matter=ONESELF, leaves=_SECOND_STEP)
def tell_of_second_step(*, actor: Actor, account: Account, kind: str, at: datetime.datetime) -> None:
    """Tell that the second step was turned on or off, or got new recovery codes.

    allauth does it, and this is done in the same transaction (:mod:`.signals`).
    """
    _require_own(actor, account)
    _tell(kind, actor, account, at)


@act(
    Permission.OWN_MATTERS,
    matter=ONESELF,
    leaves=event(
        "identity-connected",
        Text("{actor} kopplade sitt konto till {provider}.", "{actor} connected the account to {provider}."),
        example(_ANNA, organisation=None, after={"provider": "Freja"}),
        mailed_to=(concerned,),
    ),
)
def connect_identity(
    *, actor: Actor, account: Account, provider: str, provider_name: str, uid: str, at: datetime.datetime
) -> SocialAccount:
    """Let one who is known to the identity provider sign in to one's account."""
    _require_own(actor, account)
    made = SocialAccount.objects.create(user=account, provider=provider, uid=uid)
    _tell("identity-connected", actor, account, at, after={"provider": provider_name})
    return made


@act(
    Permission.OWN_MATTERS,
    matter=ONESELF,
    leaves=event(
        "identity-disconnected",
        Text("{actor} kopplade bort sitt konto från {provider}.", "{actor} disconnected the account from {provider}."),
        example(_ANNA, organisation=None, before={"provider": "Freja"}),
        mailed_to=(concerned,),
    ),
)
def disconnect_identity(*, actor: Actor, account: Account, provider_name: str, at: datetime.datetime) -> None:
    """Let nobody sign in to one's account through the identity provider any more."""
    _require_own(actor, account)
    removed, _ = SocialAccount.objects.filter(user=account).delete()
    if removed:
        _tell("identity-disconnected", actor, account, at, before={"provider": provider_name})


def _require_own(actor: Actor, account: Account) -> None:
    if actor.person_id is None or actor.person_id != account.person_id:
        message = f"account {account.pk} is another's"
        raise NotAllowedError(message)


def _tell(
    kind: str,
    actor: Actor,
    account: Account,
    at: datetime.datetime,
    *,
    before: dict[str, Plain] | None = None,
    after: dict[str, Plain] | None = None,
) -> None:
    tell(
        actor=actor,
        organisation=None,
        thing=account.person.thing(),
        kind=kind,
        before=before,
        after=after,
        at=at,
    )
