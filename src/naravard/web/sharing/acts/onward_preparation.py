"""Payments onward that one person prepares, for another to record: to whom, how much, on which day.

Nothing counts as passed on by it. What was prepared is void when another version is decided, or when something else is
paid, comes back or is taken back of the same grant.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.ledger import Book
from naravard.ledger.facts import OnwardReturned, PaidOnward, Sum
from naravard.ledger.onward_shares import less, part_of
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Plain
from naravard.web.history.kinds import event, example
from naravard.web.ledger.models import PreparedDecision
from naravard.web.ledger.preparation import PreparedMatter, Values, prepare, what_waited, withdraw
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.acts.draft import parts_of
from naravard.web.sharing.acts.row_locks import GRANT, RSS, LockedSharing, leave, locked_sharing
from naravard.web.sharing.errors import SharingRefusedError, refused
from naravard.web.sharing.models import Proposal
from naravard.web.sharing.overview import PASSED_ON

_DAY, _REFERENCE = "day", "reference"


def onward_matter(rss_code: str, agreement_id: str, grant_id: str) -> PreparedMatter:
    """Return the payment of a grant onward as what is prepared by one person and recorded by another."""
    return PreparedMatter(Permission.PAY_ONWARD, agreement_id, f"{rss_code}/{grant_id}")


def onward_rests_on(book: Book, grant_id: str, decided: Proposal | None) -> str:
    """Return what a payment onward rests on, in one word: the version decided, and all that was paid and came back."""
    made = [fact.id for fact in book.facts.values() if isinstance(fact, PASSED_ON) and fact.sum.grant == grant_id]
    return f"{decided.number if decided else 0}/{len(made)}/{len(book.undone.intersection(made))}"


@act(
    Permission.PAY_ONWARD,
    leaves=event(
        "onward-prepared",
        Text(
            "{who} förberedde att {amount:kronor} av {thing:quoted} betalas vidare till kommunerna. Någon annan "
            "bekräftar.",
            "{who} prepared that {amount:kronor} of {thing:quoted} is passed on to the municipalities. Someone else "
            "confirms.",
        ),
        example(GRANT, organisation=RSS, after={"amount": 400_000}),
    ),
)
def prepare_onward(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    grant_id: str,
    payments: Mapping[str, int],
    day: datetime.date,
    reference: str,
    at: datetime.datetime,
    seen_money: int | None = None,
) -> PreparedDecision:
    """Prepare payments of one grant, kronor by municipality, for another to record; nothing is passed on by it.

    Raises:
        MoneyRefusedError: when a payment waits that still holds, or for what :func:`.pay_onward` refuses.
    """
    sharing = locked_sharing(organisation, agreement_id, grant_id, at=at, seen_money=seen_money)
    decided = decided_version(sharing)
    trial = replace(sharing, money=sharing.money.trial())
    facts = [
        trial.money.tried_next(PaidOnward, to=code, sum=part, day=day, reference=reference.strip())
        for code, part in parts_to_pay(trial, payments)
    ]
    made = prepare(
        onward_matter(organisation.code, agreement_id, grant_id),
        onward_values(payments, day, reference),
        seen=onward_rests_on(sharing.money.book, grant_id, decided),
        amount=sum(fact.sum.amount for fact in facts),
        actor=actor,
        at=at,
    )
    leave(sharing, "onward-prepared", actor, decided, before=None, after=told_of(facts, day, reference))
    return made


@act(
    Permission.PAY_ONWARD,
    leaves=event(
        "prepared-onward-withdrawn",
        Text(
            "{who} tog tillbaka den förberedda betalningen vidare av {amount:kronor} av {thing:quoted}. Inget hade "
            "registrerats.",
            "{who} took back the prepared payment onwards of {amount:kronor} of {thing:quoted}; nothing had been "
            "recorded.",
        ),
        example(GRANT, organisation=RSS, before={"amount": 400_000}),
    ),
)
def withdraw_onward(
    *, actor: Actor, organisation: Organisation, agreement_id: str, grant_id: str, at: datetime.datetime
) -> PreparedDecision:
    """Take back a payment onward that waits to be recorded.

    Raises:
        MoneyRefusedError: when none waits.
    """
    sharing = locked_sharing(organisation, agreement_id, grant_id, at=at)
    found = withdraw(onward_matter(organisation.code, agreement_id, grant_id), actor=actor, at=at)
    leave(sharing, "prepared-onward-withdrawn", actor, sharing.proposals[0], before=what_waited(found), after=None)
    return found


def decided_version(sharing: LockedSharing) -> Proposal:
    """Return the version that bounds what is passed on.

    Raises:
        SharingRefusedError: when none is decided.
    """
    decided = sharing.with_status(Proposal.DECIDED)
    if decided is None:
        raise refused(
            "not-decided",
            "Fördelningen är inte beslutad än, så inget kan betalas vidare.",
            "The sharing has not been decided on yet, so nothing can be passed on.",
        )
    return decided


def parts_to_pay(sharing: LockedSharing, payments: Mapping[str, int]) -> Iterator[tuple[str, Sum]]:
    """Give each payment with its part of the earmarks: in proportion to what is decided and not passed on.

    Raises:
        SharingRefusedError: when nothing is decided, nothing is paid, or a sum is above what is to come.
    """
    parts = parts_of(decided_version(sharing))
    if not payments:
        raise refused("nothing-passed-on", "Skriv minst ett belopp.", "Write at least one amount.")
    for code, amount in payments.items():
        yield code, _within(sharing, code, amount, parts.get(code, Sum(sharing.grant.id, 0)))


def onward_values(payments: Mapping[str, int], day: datetime.date, reference: str) -> Values:
    """Return what is prepared: what the act that records it is given."""
    return {_DAY: day.isoformat(), _REFERENCE: reference.strip(), **payments}


@dataclass(frozen=True, slots=True)
class OnwardPayment:
    """Payments of one day and reference, as they were prepared."""

    payments: Mapping[str, int]
    """Kronor by the municipality's organisation code."""
    day: datetime.date
    reference: str


def prepared_payment(waits: PreparedDecision) -> OnwardPayment:
    """Return what :func:`onward_values` kept."""
    amounts = {code: int(amount) for code, amount in waits.values.items() if code not in (_DAY, _REFERENCE)}
    day = datetime.date.fromisoformat(str(waits.values[_DAY]))
    return OnwardPayment(amounts, day, str(waits.values[_REFERENCE]))


def told_of(facts: Sequence[PaidOnward | OnwardReturned], day: datetime.date, reference: str) -> dict[str, Plain]:
    """Return what the event of payments says: when, how much, and who got or gave what."""
    return {
        "day": day.isoformat(),
        "reference": reference.strip(),
        "amount": sum(fact.sum.amount for fact in facts),
        "payments": [f"{fact.to if isinstance(fact, PaidOnward) else fact.by}: {fact.sum.amount}" for fact in facts],
    }


def _within(sharing: LockedSharing, code: str, amount: int, decided: Sum) -> Sum:
    """Return a payment with its part of the earmarks; refused above what is decided and not passed on."""
    to_come = less(decided, sharing.received(code))
    number = code.rpartition("-")[2]
    if amount < 1:
        raise refused("nothing-passed-on", "Skriv minst en krona.", "Write at least one krona.", f"belopp-{number}")
    if amount > to_come.amount:
        raise above_decided(kronor(to_come.amount), f"belopp-{number}")
    return part_of(to_come, amount)


def above_decided(most: str, field: str) -> SharingRefusedError:
    """Say that more would be passed on than is decided."""
    return refused(
        "above-decided",
        f"Beloppet är högre än det som är beslutat och inte redan betalt: {most}. Sänk beloppet, eller besluta om en "
        "ny fördelning.",
        f"The amount is above what is decided and not already paid: {most}. Lower the amount, or decide on a new "
        "sharing.",
        field,
    )
