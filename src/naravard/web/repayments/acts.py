"""The acts on money that goes back: recording what came, demanding, and taking either back when it was a mistake.

Each locks the duty to pay back, then the money, and leaves one event, which also tells what became of the duty.
"""

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.ledger.debts import answers_to
from naravard.ledger.facts import Reclaimed, Repaid, Undone
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.doings import Doing
from naravard.web.access.matters import OTHERS
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_named
from naravard.web.agreements.mandates import require_mandate
from naravard.web.history.content import Named, Plain, Thing, Told
from naravard.web.history.kinds import PAYER, event, example
from naravard.web.ledger.account_lock import LockedMoney, locked_money
from naravard.web.ledger.accounts import terms_for
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.models import Account, PreparedDecision
from naravard.web.ledger.preparation import PreparedMatter, prepare, require_prepared, what_waited, withdraw
from naravard.web.ledger.preparation import settle as keep_settled
from naravard.web.organisations.models import Organisation
from naravard.web.repayments.overview import part_id, transfer_of
from naravard.web.repayments.references import written_wrong
from naravard.web.repayments.settlement import Outcome, settle
from naravard.web.tasks.changes import locked_duty
from naravard.web.tasks.duties import thing_of

_AUTHORITY = Named("myndigheten", Text("Myndigheten", "The authority"))
_DUTY = Thing("duty", "exempel/aterbetalning", Text("Återbetalning", "Repayment"))
_REPAID: dict[str, Plain] = {"amount": 1_000, "day": "2023-04-20", "reference": "GNV-09"}
_RECLAIMED: dict[str, Plain] = {"amount": 1_000, "reference": "S2023/01234"}
_BECAME = {
    "done": Text(" Inget mer är kvar att återbetala.", " Nothing more is left to repay."),
    "reopened": Text(" Det finns åter något att återbetala.", " There is something to repay again."),
}


def _became(told: Told) -> Text:
    """Return what became of the duty to pay back, as a sentence of its own. Empty if nothing did."""
    return _BECAME.get(str((told.after or {}).get("duty")), Text(""))


@act(
    Permission.PAY,
    matter=OTHERS,
    leaves=event(
        "repayment-recorded",
        Text(
            "{who} registrerade att {whose} återbetalade {amount:kronor} den {day}, referens {reference}. "
            "{after.to_repay:kronor} återstår.{became}",
            "{who} recorded that {whose} repaid {amount:kronor} on {day}, reference {reference}; "
            "{after.to_repay:kronor} remain.{became}",
        ),
        example(_DUTY, by=PAYER, after=_REPAID | {"to_repay": 250}),
        example(_DUTY, by=PAYER, after=_REPAID | {"to_repay": 0, "duty": "done"}),
        became=_became,
    ),
)
def record_repayment(
    *,
    actor: Actor,
    recipient: Organisation,
    agreement_id: str,
    day: datetime.date,
    reference: str,
    transferred: int,
    amounts: Mapping[str, int],
    at: datetime.datetime,
    seen_version: int | None = None,
) -> str:
    """Record money that a recipient paid back at one time, split over grants; return the id of the transfer.

    ``transferred`` is what came, in kronor, and ``amounts`` what of it belongs to each grant: they must add up. What
    answers to reclaims is worked out (:func:`~naravard.ledger.debts.answers_to`).

    Raises:
        MoneyRefusedError: when they do not add up, when the reference is another's, when more would go back than is
            owed, or when the day has not come; nothing is recorded.
    """
    money = _money(recipient, agreement_id, at, seen_version)
    _require_receiver(actor, money)
    _adds_up(transferred, amounts)
    wrong = written_wrong(reference, money.account)
    if wrong is not None:
        raise MoneyRefusedError("reference-of-another", wrong, "reference")
    transfer = uuid4().hex
    facts: list[Repaid] = []
    for grant, amount in amounts.items():
        for reclaim, part in answers_to(money.book, money.balance.grant(grant), amount):
            fact = Repaid(
                id=part_id(transfer, len(facts)), recipient=recipient.code,
                at=max(at, money.book.latest) if money.book.latest else at,
                clause=_clause(money) or money.terms.clause, grant=grant, amount=part, day=day,
                reference=reference.strip(), reclaim=reclaim,
            )  # fmt: skip
            facts.append(money.take(fact, by=actor))
    outcome = settle(money, by=actor, at=at)
    told: dict[str, Plain] = {
        "amount": transferred,
        "day": day.isoformat(),
        "reference": reference.strip(),
        "grants": [f"{fact.grant}: {fact.amount}{f' ({fact.reclaim})' if fact.reclaim else ''}" for fact in facts],
    }
    _tell(money, actor, "repayment-recorded", at, None, told, outcome)
    return transfer


@act(
    Permission.PAY,
    matter=OTHERS,
    leaves=event(
        "repayment-undone",
        Text(
            "{who} tog tillbaka den registrerade återbetalningen av {amount:kronor} den {day} från {whose}. "
            "{after.to_repay:kronor} återstår.{became}",
            "{who} took back the recorded repayment of {amount:kronor} on {day} from {whose}; "
            "{after.to_repay:kronor} remain.{became}",
        ),
        example(_DUTY, by=PAYER, before=_REPAID, after={"to_repay": 1_250, "duty": "reopened"}),
        became=_became,
    ),
)
def undo_repayment(
    *,
    actor: Actor,
    recipient: Organisation,
    agreement_id: str,
    transfer: str,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> None:
    """Take back a repayment that was recorded by mistake, whole as it came, with a reason.

    Raises:
        MoneyRefusedError: when it does not exist or is taken back already, when the reason is missing, or when
            something rests on it; nothing is recorded.
    """
    money = _money(recipient, agreement_id, at, seen_version)
    _require_receiver(actor, money)
    facts = [
        fact
        for fact in money.book.facts.values()
        if isinstance(fact, Repaid) and transfer_of(fact) == transfer and fact.id not in money.book.undone
    ]
    if not facts:
        raise _not_there()
    for fact in reversed(facts):
        money.add(Undone, by=actor, clause=_clause(money), fact=fact, reason=reason.strip())
    outcome = settle(money, by=actor, at=at)
    before: dict[str, Plain] = {
        "amount": sum(fact.amount for fact in facts),
        "day": facts[0].day.isoformat(),
        "reference": facts[0].reference,
    }
    _tell(money, actor, "repayment-undone", at, before, {}, outcome, reason)


def reclaim_matter(agreement_id: str, recipient_code: str) -> PreparedMatter:
    """Return a reclaim from a recipient as what is prepared by one person and decided by another."""
    return PreparedMatter(Permission.RECLAIM, agreement_id, recipient_code)


def reclaim_rests_on(account: Account) -> str:
    """Return what a reclaim rests on, in one word: all that has happened with the recipient's money."""
    return str(account.version)


@act(
    Permission.RECLAIM,
    matter=OTHERS,
    leaves=event(
        "reclaim-prepared",
        Text(
            "{who} förberedde ett återkrav på {amount:kronor} av {whose}, diarienummer {reference}. Någon annan "
            "beslutar.",
            "{who} prepared a reclaim of {amount:kronor} from {whose}, reference number {reference}. Someone else "
            "decides.",
        ),
        example(_DUTY, by=_AUTHORITY, after=_RECLAIMED),
    ),
)
def prepare_reclaim(
    *,
    actor: Actor,
    recipient: Organisation,
    agreement_id: str,
    grant: str,
    amount: int,
    day: datetime.date,
    reference: str,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> PreparedDecision:
    """Prepare a reclaim for another to decide on; nothing is demanded by it.

    Raises:
        MoneyRefusedError: when a reclaim waits that still holds, or for what :func:`decide_reclaim` refuses.
    """
    money = _money(recipient, agreement_id, at, seen_version)
    require_mandate(actor, money.shown, Doing.RECLAIMS)
    given = _reclaimed(money, grant, amount, day, reference, reason)
    fact = money.tried(Reclaimed, **given)
    made = prepare(
        reclaim_matter(agreement_id, recipient.code),
        _reclaim_values(given),
        seen=reclaim_rests_on(money.account),
        amount=amount,
        actor=actor,
        at=at,
    )
    _tell_prepared(money, actor, "reclaim-prepared", at, None, _reclaim_told(fact), fact.reason)
    return made


@act(
    Permission.RECLAIM,
    matter=OTHERS,
    leaves=event(
        "prepared-reclaim-withdrawn",
        Text(
            "{who} tog tillbaka det förberedda återkravet på {amount:kronor} av {whose}. Inget hade beslutats.",
            "{who} took back the prepared reclaim of {amount:kronor} from {whose}; nothing had been decided.",
        ),
        example(_DUTY, by=_AUTHORITY, before=_RECLAIMED),
    ),
)
def withdraw_reclaim(
    *, actor: Actor, recipient: Organisation, agreement_id: str, at: datetime.datetime
) -> PreparedDecision:
    """Take back a reclaim that waits to be decided.

    Raises:
        MoneyRefusedError: when none waits.
    """
    money = _money(recipient, agreement_id, at, None)
    require_mandate(actor, money.shown, Doing.RECLAIMS)
    found = withdraw(reclaim_matter(agreement_id, recipient.code), actor=actor, at=at)
    _tell_prepared(money, actor, "prepared-reclaim-withdrawn", at, what_waited(found), None)
    return found


@act(
    Permission.RECLAIM,
    matter=OTHERS,
    leaves=event(
        "reclaim-decided",
        Text(
            "{who} beslutade att återkräva {amount:kronor} av {whose}, diarienummer {reference}. "
            "{after.to_repay:kronor} ska återbetalas.{became}",
            "{who} decided to reclaim {amount:kronor} from {whose}, reference number {reference}; "
            "{after.to_repay:kronor} are to be repaid.{became}",
        ),
        example(_DUTY, by=_AUTHORITY, after=_RECLAIMED | {"to_repay": 1_000}),
        became=_became,
    ),
)
def decide_reclaim(
    *,
    actor: Actor,
    recipient: Organisation,
    agreement_id: str,
    grant: str,
    amount: int,
    day: datetime.date,
    reference: str,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
    prepared: int | None = None,
) -> str:
    """Decide that money is demanded back as another has prepared it; return the reclaim's id.

    The agreement says whose right it is. ``prepared`` is what the actor saw
    (:attr:`.PreparedDecision.pk`).

    Raises:
        MoneyRefusedError: when it is not prepared so, when there is no cause (the report came in time, or its day has
            not passed), when more is demanded than was paid and has not come back, or when the reason is missing;
            nothing is recorded.
        FourEyesProblem: when the actor prepared it.
    """
    money = _money(recipient, agreement_id, at, seen_version)
    require_mandate(actor, money.shown, Doing.RECLAIMS)
    given = _reclaimed(money, grant, amount, day, reference, reason)
    waited = require_prepared(
        reclaim_matter(agreement_id, recipient.code),
        _reclaim_values(given),
        seen=reclaim_rests_on(money.account),
        actor=actor,
        prepared=prepared,
    )
    fact = money.add(Reclaimed, by=actor, **given)
    keep_settled(waited, PreparedDecision.DECIDED, actor, at)
    outcome = settle(money, by=actor, at=at)
    _tell(money, actor, "reclaim-decided", at, None, _reclaim_told(fact), outcome, reason)
    return fact.id


@act(
    Permission.RECLAIM,
    matter=OTHERS,
    leaves=event(
        "reclaim-undone",
        Text(
            "{who} tog tillbaka återkravet på {amount:kronor} av {whose}, diarienummer {reference}. "
            "{after.to_repay:kronor} ska återbetalas.{became}",
            "{who} took back the reclaim of {amount:kronor} from {whose}, reference number {reference}; "
            "{after.to_repay:kronor} are to be repaid.{became}",
        ),
        example(_DUTY, by=_AUTHORITY, before=_RECLAIMED, after={"to_repay": 0}),
        became=_became,
    ),
)
def undo_reclaim(
    *,
    actor: Actor,
    recipient: Organisation,
    agreement_id: str,
    reclaim: str,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> None:
    """Take a reclaim back on which nothing has been paid, with a reason; by the same right as it was decided.

    Raises:
        MoneyRefusedError: when it does not exist or is taken back already, when the reason is missing, or when
            something has been paid on it; nothing is recorded.
    """
    money = _money(recipient, agreement_id, at, seen_version)
    require_mandate(actor, money.shown, Doing.RECLAIMS)
    fact = money.book.facts.get(reclaim)
    if not isinstance(fact, Reclaimed) or fact.id in money.book.undone:
        raise _not_there()
    money.add(Undone, by=actor, clause=_clause(money), fact=fact, reason=reason.strip())
    outcome = settle(money, by=actor, at=at)
    _tell(money, actor, "reclaim-undone", at, _reclaim_told(fact), {}, outcome, reason)


def _money(recipient: Organisation, agreement_id: str, at: datetime.datetime, seen_version: int | None) -> LockedMoney:
    """Lock the duty to pay back, where there is one, and then the money."""
    shown = shown_named(agreement_id)
    duty = terms_for(shown, recipient.code).repayment if shown else None
    if duty is not None:
        locked_duty(recipient, agreement_id, duty.id, at=at, seen_version=None)
    return locked_money(recipient, agreement_id, at=at, seen_version=seen_version)


def _require_receiver(actor: Actor, money: LockedMoney) -> None:
    """Refuse one that the money does not go back to; the service may act for all."""
    duty, mine = money.terms.repayment, actor.organisation
    if duty is not None and mine is not None and duty.to != mine.code:
        message = f"{duty.id} is received by {duty.to}"
        raise NotAllowedError(message)


def _adds_up(transferred: int, amounts: Mapping[str, int]) -> None:
    split = sum(amounts.values())
    if split == transferred and split > 0:
        return
    less = transferred - split
    raise MoneyRefusedError(
        "split-differs",
        Text(
            f"Delarna blir inte inbetalningen. Inbetalt: {kronor(transferred)}. Fördelat på belopp: {kronor(split)}. "
            + (f"Fördela {kronor(less)} till." if less > 0 else f"Minska delarna med {kronor(-less)}."),
            f"The parts do not make the payment. Paid: {kronor(transferred)}. Split over grants: {kronor(split)}. "
            + (f"Split {kronor(less)} more." if less > 0 else f"Lower the parts by {kronor(-less)}."),
        )
        if less
        else Text("Inbetalningen är 0 kr. Skriv vad som kom.", "The payment is 0 kr. Write what came."),
        "transferred",
    )


def _not_there() -> MoneyRefusedError:
    return MoneyRefusedError(
        "not-as-recorded",
        Text(
            "Det som ska tas tillbaka finns inte, eller är redan tillbakataget. Läs in sidan på nytt.",
            "What is to be taken back is not there, or has already been taken back. Load the page again.",
        ),
    )


def _clause(money: LockedMoney) -> str:
    return money.terms.repayment.clause if money.terms.repayment else ""


def _reclaimed(
    money: LockedMoney, grant: str, amount: int, day: datetime.date, reference: str, reason: str
) -> dict[str, Any]:
    """Return the values of a reclaim's fact, as they are kept."""
    return {
        "clause": _clause(money),
        "grant": grant,
        "amount": amount,
        "day": day,
        "reference": reference.strip(),
        "reason": reason.strip(),
    }


def _reclaim_values(given: Mapping[str, Any]) -> dict[str, str | int]:
    """Return what is prepared: what the act that decides is given."""
    return {name: given[name] for name in ("grant", "amount", "reference", "reason")} | {
        "day": given["day"].isoformat()
    }


def _reclaim_told(fact: Reclaimed) -> dict[str, Plain]:
    return {"grant": fact.grant, "amount": fact.amount, "day": fact.day.isoformat(), "reference": fact.reference}


def _tell_prepared(
    money: LockedMoney,
    actor: Actor,
    kind: str,
    at: datetime.datetime,
    before: dict[str, Plain] | None,
    after: dict[str, Plain] | None,
    reason: str = "",
) -> None:
    """Leave the event of a reclaim that is prepared or taken back: the money is as it was."""
    tell(
        actor=actor,
        organisation=money.organisation,
        thing=_thing(money),
        kind=kind,
        at=at,
        before=before,
        after=after,
        reason=reason,
    )


def _thing(money: LockedMoney) -> Thing:
    agreement, duty = money.shown.agreement, money.terms.repayment
    return thing_of(agreement.id, duty) if duty else Thing("agreement", agreement.id, agreement.name)


def _tell(
    money: LockedMoney,
    actor: Actor,
    kind: str,
    at: datetime.datetime,
    before: dict[str, Plain] | None,
    after: dict[str, Plain],
    outcome: Outcome,
    reason: str = "",
) -> None:
    total = money.balance.total
    left: dict[str, Plain] = {"repaid_in_all": total.repaid, "to_repay": total.to_repay, "duty": outcome or None}
    tell(
        actor=actor,
        organisation=money.organisation,
        thing=_thing(money),
        kind=kind,
        at=at,
        before=before,
        after=after | left,
        reason=reason.strip(),
    )
