"""What the operator does to someone's account, with a reason; a sentence about the person each time."""

import datetime

from allauth.mfa.models import Authenticator

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import SERVICE as THE_SERVICES
from naravard.web.access.permissions import Permission
from naravard.web.history.content import SERVICE, Plain, Thing
from naravard.web.history.kinds import event, example
from naravard.web.people.entries import reason_written
from naravard.web.people.event_mail import whose_account
from naravard.web.people.models import Account
from naravard.web.people.problems import PeopleProblem
from naravard.web.signin.sessions import end_sessions
from naravard.web.signin.try_counts import lift

TAKEN_AWAY = "taken_away"
"""The mark of a second step that the operator takes away: it is not recorded as the person's own act."""

_EXAMPLE = example(Thing("person", "1", Text("Anna Ek")), person=SERVICE, organisation=None)


@act(
    Permission.KEEP_ACCOUNTS,
    matter=THE_SERVICES,
    leaves=event(
        "second-step-taken-away",
        Text(
            "{who} tog bort det andra steget i inloggningen för {thing}.",
            "{who} took away the second step of signing in from {thing}.",
        ),
        _EXAMPLE,
        mailed_to=(whose_account,),
    ),
)
def take_second_step_away(*, actor: Actor, account: Account, reason: str, at: datetime.datetime) -> int:
    """Take away the second step and its recovery codes, when both are lost; return how many sessions were ended.

    Raises:
        PeopleProblem: when there is none, or no reason.
    """
    held = _locked(account)
    reason = reason_written(reason, required=True)
    steps = list(Authenticator.objects.filter(user=held))
    if not steps:
        raise PeopleProblem(
            Text(f"{held.email} har inget andra steg.", f"{held.email} has no second step."),
            Text("Lösenordet räcker för att komma in.", "The password is enough to come in."),
        )
    for step in steps:
        setattr(step, TAKEN_AWAY, True)
        step.delete()
    return _ended("second-step-taken-away", actor, held, reason, at)


@act(
    Permission.KEEP_ACCOUNTS,
    matter=THE_SERVICES,
    leaves=event(
        "account-closed",
        Text("{who} stängde ett konto för {thing}.", "{who} closed an account of {thing}."),
        _EXAMPLE,
        mailed_to=(whose_account,),
    ),
)
def close_account(*, actor: Actor, account: Account, reason: str, at: datetime.datetime) -> int:
    """Close an account: nobody signs in with it until it is opened. Return how many sessions were ended.

    Raises:
        PeopleProblem: when it is closed already, or no reason is given.
    """
    held = _locked(account)
    reason = reason_written(reason, required=True)
    _refuse_unchanged(held, open_=False)
    held.is_active = False
    held.save(update_fields=["is_active"])
    return _ended("account-closed", actor, held, reason, at)


@act(
    Permission.KEEP_ACCOUNTS,
    matter=THE_SERVICES,
    leaves=event(
        "account-opened",
        Text("{who} öppnade ett konto för {thing}.", "{who} opened an account of {thing}."),
        _EXAMPLE,
        mailed_to=(whose_account,),
    ),
)
def open_account(*, actor: Actor, account: Account, reason: str, at: datetime.datetime) -> None:
    """Open a closed account.

    Raises:
        PeopleProblem: when it is open already, or no reason is given.
    """
    held = _locked(account)
    reason = reason_written(reason, required=True)
    _refuse_unchanged(held, open_=True)
    held.is_active = True
    held.save(update_fields=["is_active"])
    _tell("account-opened", actor, held, reason, at)


@act(
    Permission.KEEP_ACCOUNTS,
    matter=THE_SERVICES,
    leaves=event(
        "account-unlocked",
        Text(
            "{who} släppte fram inloggningen för {thing}, som hade bromsats av för många försök.",
            "{who} let {thing} sign in again, which too many tries had slowed.",
        ),
        _EXAMPLE,
        mailed_to=(whose_account,),
    ),
)
def unlock_account(*, actor: Actor, account: Account, reason: str, at: datetime.datetime) -> None:
    """Forget the tries to sign in that have slowed an account, so that its owner is let in at once.

    Raises:
        PeopleProblem: when no reason is given.
    """
    held = _locked(account)
    reason = reason_written(reason, required=True)
    lift(held)
    _tell("account-unlocked", actor, held, reason, at)


def _locked(account: Account) -> Account:
    return Account.objects.select_for_update(of=("self",), no_key=True).select_related("person").get(pk=account.pk)


def _refuse_unchanged(account: Account, *, open_: bool) -> None:
    if account.is_active == open_:
        is_so = Text("är redan öppet", "is open already") if open_ else Text("är redan stängt", "is closed already")
        raise PeopleProblem(
            Text(f"Kontot {account.email} {is_so.sv}.", f"The account {account.email} {is_so.in_language('en')}."),
            Text("Inget behöver göras.", "Nothing needs to be done."),
        )


def _ended(kind: str, actor: Actor, account: Account, reason: str, at: datetime.datetime) -> int:
    """End the account's sessions and tell of it all."""
    ended = end_sessions(account.pk, at)
    _tell(kind, actor, account, reason, at, after={"sessions": ended})
    return ended


def _tell(
    kind: str,
    actor: Actor,
    account: Account,
    reason: str,
    at: datetime.datetime,
    *,
    after: dict[str, Plain] | None = None,
) -> None:
    tell(
        actor=actor,
        organisation=None,
        thing=account.person.thing(),
        kind=kind,
        before=None,
        after=after,
        at=at,
        reason=reason,
    )
