"""What a bank's answer means for what was ordered: each payment by its end-to-end identity, nothing recorded."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct, structs

from naravard.exchange.bank_answers.model import BankAnswer, PaymentOutcome, ReportedPayment

_ORE = 100


class Ordered(Struct, frozen=True, kw_only=True):
    """One payment that was ordered."""

    end_to_end_id: str
    message_id: str
    amount: int
    """Whole kronor."""
    is_open: bool
    """Whether it still waits for the bank."""
    is_paid: bool
    """Whether it is recorded as paid."""
    is_returned: bool = False
    """Whether it was recorded as paid, and then as come back."""
    told_elsewhere: tuple[ReportedPayment, ...] = ()
    """What other answers say of it: each may tell a part of the sum."""


class Verdict(StrEnum):
    """What an answer means for one payment that was ordered."""

    PAID = "paid"
    """Made in full, and not recorded yet."""
    PARTLY = "partly"
    """Less was made than was ordered, by all answers together."""
    MORE = "more"
    """More was made than was ordered, by all answers together, which nobody can record as what was ordered."""
    REFUSED = "refused"
    """Not made: it can be put back and paid again."""
    RETURNED = "returned"
    """Recorded as paid, and all of it has come back."""
    RETURNED_IN_PART = "returned-in-part"
    OTHER_CURRENCY = "other-currency"
    """An amount that is none in kronor."""
    PENDING = "pending"
    """The bank has it, and it is not made yet."""
    KNOWN = "known"
    """It says what is recorded already."""
    CONTRADICTS = "contradicts"
    """It says other than what is recorded: refused after it was recorded as paid, or made after it was put back."""
    NOT_OURS = "not-ours"
    """Nothing was ordered by that identity."""


class Matched(Struct, frozen=True, kw_only=True):
    """What an answer says of one payment, and what it means."""

    verdict: Verdict
    ordered: Ordered | None
    reported: tuple[ReportedPayment, ...]
    made: int = 0
    """Öre that left the account, by this answer."""
    returned: int = 0
    """Öre that came back."""
    added: tuple[ReportedPayment, ...] = ()
    """The parts that other answers tell, which ``made`` and ``returned`` have in them."""


def held_against(answer: BankAnswer, ordered: Iterable[Ordered]) -> list[Matched]:
    """Return what an answer means: first for what was ordered, in its order, then what is not ours."""
    known = {one.end_to_end_id: one for one in ordered}
    said: dict[str, list[ReportedPayment]] = {}
    for line in answer.lines:
        for part in _parts(line, known.values()) or (line,):
            said.setdefault(part.end_to_end_id, []).append(part)
    if answer.whole is not None and answer.original_message_id:
        for one in known.values():
            if one.message_id == answer.original_message_id:
                said.setdefault(one.end_to_end_id, [answer.whole])
    ours = [_matched(one, said[one.end_to_end_id]) for one in known.values() if one.end_to_end_id in said]
    others = [
        Matched(verdict=Verdict.NOT_OURS, ordered=None, reported=(line,))
        for identity, lines in said.items()
        if identity not in known
        for line in lines
    ]
    return ours + others


def _parts(line: ReportedPayment, ordered: Iterable[Ordered]) -> list[ReportedPayment]:
    """Return what a line that speaks of a whole order says of each of its payments; nothing for any other line.

    Where another sum was booked than that of the order, one cannot tell of which payment: it says no amount of any.
    """
    if not line.order or line.outcome not in (PaymentOutcome.MADE, PaymentOutcome.PENDING):
        return []
    mine = [one for one in ordered if is_of_order(line.order, one.message_id)]
    is_whole = line.amount == sum(one.amount for one in mine) * _ORE
    return [
        structs.replace(line, end_to_end_id=one.end_to_end_id, amount=one.amount * _ORE if is_whole else 0, order="")
        for one in mine
    ]


def is_of_order(named: str, message_id: str) -> bool:
    """Tell whether a bank's word for an order means a message: its own identity, or that of its only part."""
    return named in (message_id, f"{message_id}-1")


def _matched(one: Ordered, said: Sequence[ReportedPayment]) -> Matched:
    amount = one.amount * _ORE
    outcomes = {line.outcome for line in said}
    if any(line.other for line in said):
        return Matched(verdict=Verdict.OTHER_CURRENCY, ordered=one, reported=tuple(said))
    added = _parts_told_elsewhere(one, said, amount) if outcomes <= _MOVES else ()
    made = _sum([*said, *added], PaymentOutcome.MADE, amount)
    returned = _sum([*said, *added], PaymentOutcome.RETURNED, amount)
    return Matched(
        verdict=_verdict(one, outcomes, amount, made, returned),
        ordered=one,
        reported=tuple(said),
        made=made,
        returned=returned,
        added=added,
    )


_MOVES = frozenset({PaymentOutcome.MADE, PaymentOutcome.RETURNED})


def _parts_told_elsewhere(one: Ordered, said: Sequence[ReportedPayment], amount: int) -> tuple[ReportedPayment, ...]:
    """Return the parts of the same kind that other answers tell; the same part told again is no further part.

    An answer that tells all of the sum, or no sum, needs no other.
    """
    found: list[ReportedPayment] = []
    for outcome in sorted({line.outcome for line in said}):
        if _sum(said, outcome, amount) >= amount:
            continue
        told = {_part(line) for line in said}
        for line in one.told_elsewhere:
            if line.outcome is outcome and line.amount is not None and line.amount < amount and _part(line) not in told:
                told.add(_part(line))
                found.append(line)
    return tuple(found)


def _part(line: ReportedPayment) -> tuple[object, ...]:
    """Return what tells one part from another: the bank's reference, or its day and sum where it has none."""
    return (line.outcome, line.amount, line.reference or line.day)


def _sum(said: Iterable[ReportedPayment], outcome: PaymentOutcome, whole: int) -> int:
    """Return what was made or returned; an answer without an amount speaks of all of it."""
    return sum(whole if line.amount is None else line.amount for line in said if line.outcome is outcome)


def _verdict(one: Ordered, outcomes: set[PaymentOutcome], amount: int, made: int, returned: int) -> Verdict:
    if returned and one.is_paid:
        return Verdict.RETURNED if returned >= amount else Verdict.RETURNED_IN_PART
    if returned and one.is_open:
        return Verdict.REFUSED if returned >= amount else Verdict.PARTLY
    if PaymentOutcome.REFUSED in outcomes:
        if one.is_paid or made:
            return Verdict.CONTRADICTS
        return Verdict.REFUSED if one.is_open else Verdict.KNOWN
    if PaymentOutcome.MADE in outcomes:
        if made != amount:
            return Verdict.PARTLY if made < amount else Verdict.MORE
        if one.is_open:
            return Verdict.PAID
        return Verdict.KNOWN if one.is_paid or one.is_returned else Verdict.CONTRADICTS
    return Verdict.PENDING if one.is_open else Verdict.KNOWN
