"""What can be requisitioned under each duty to requisition: at one time, in parts, in instalments, after an amendment.

An instalment is a share of what is allotted. Instalments are rounded together: what can have been asked for up to and
with one is the nearest krona of their shares added up, so that all of them come to what is allotted, to the krona. The
earmarks of a grant, and what is set aside for none, are each shared so. What was not asked for in time, or was given
up by asking for less at the one time, is not asked for later; what a later version of the allocation adds is.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from msgspec import Struct

from naravard.agreement.duties import Progress, Status
from naravard.agreement.model import Duty
from naravard.ledger.book import Book
from naravard.ledger.facts import Allotted, Requisitioned, RequisitionReturned, Sum
from naravard.ledger.terms import DutyStanding, GrantTerms, Standings, Terms

_HALF = Fraction(1, 2)
_Parts = dict[tuple[str, str], int]
"""Kronor by grant and earmark; the earmark is empty for what is set aside for none."""


class Asking(Struct, frozen=True, kw_only=True):
    """How one duty to requisition stands by the facts."""

    duty: Duty
    standing: tuple[Requisitioned, ...]
    """What has been asked for and stands, the oldest first."""
    sent_back: RequisitionReturned | None
    """What was sent back and has not been made again."""
    came: datetime.datetime | None
    """When that which was sent back first came, or else when the newest that stands did."""
    is_accepted: bool
    """Whether the newest that stands is accepted."""

    @property
    def newest(self) -> Requisitioned | None:
        """The requisition that was made last and stands."""
        return self.standing[-1] if self.standing else None


def asking(book: Book, terms: Terms, duty: Duty) -> Asking:
    """Return how a duty to requisition stands."""
    standing = tuple(one for one in book.requisitions.values() if terms.is_of(duty, one.duty))
    sent_back = next((one for named, one in book.sent_back.items() if terms.is_of(duty, named)), None)
    latest = sent_back.requisition if sent_back else standing[-1] if standing else None
    return Asking(
        duty=duty,
        standing=standing,
        sent_back=sent_back,
        came=book.came[latest.id] if latest else None,
        is_accepted=bool(standing) and standing[-1].id in book.accepted,
    )


def standing_of(one: Asking, standings: Standings) -> DutyStanding:
    """Return how the next requisition of a duty stands by the facts; only a later day comes from outside."""
    sent_back = one.sent_back
    return DutyStanding(
        progress=Progress(submitted_at=one.came, reopened_at=sent_back.at) if sent_back else Progress(),
        extended_to=standings.get(one.duty.id, DutyStanding()).extended_to,
    )


def is_over(one: Asking, standings: Standings, now: datetime.datetime) -> bool:
    """Tell whether nothing more can be asked for under a duty: its last day has passed, and with it the right."""
    return standing_of(one, standings).state(one.duty, now).status is Status.LAPSED


def available(
    book: Book,
    terms: Terms,
    duty: Duty,
    now: datetime.datetime,
    standings: Standings | None = None,
    *,
    without: str = "",
) -> tuple[Sum, ...]:
    """Return what can be asked for under a duty, beside what has been; its days are not looked at.

    A grant that is allotted is there with no kronor where nothing of it can be asked for. ``without`` is the id of a
    requisition that is looked at as if it had not been made.
    """
    if without:
        book = Book(fact for fact in book.facts.values() if without not in (fact.id, getattr(fact, "requisition", "")))
    allotted = book.tally.allotted
    if allotted is None:
        return ()
    asked = [one.grant.id for one in terms.grants if one.needs_requisition and duty.is_of_grant(one.grant.id)]
    given = {part.grant: part for part in allotted.sums if part.grant in asked}
    spent = _Spent(book, terms, now, standings or {})
    here, all_ = spent.up_to(duty), spent.up_to(None)
    most, whole = _parts(allotted, lambda grant: _share(terms, grant, duty)), _added(allotted.sums)
    left = {
        key: max(0, min(most.get(key, 0) - here.get(key, 0), amount - all_.get(key, 0)))
        for key, amount in whole.items()
        if key[0] in given
    }
    remains = {grant: part.amount - _of(all_, grant) for grant, part in given.items()}
    return tuple(_sum(grant, left, max(0, remains[grant])) for grant in asked if grant in given)


def to_come(book: Book, terms: Terms, now: datetime.datetime, standings: Standings | None = None) -> Mapping[str, Sum]:
    """Return what can still be paid of each allotted grant: asked for and not paid, or to be asked for in time."""
    standings = standings or {}
    unpaid = _added(part for one in book.unpaid_requisitions() for part in one.sums)
    for duty in terms.requisitions:
        one = asking(book, terms, duty)
        if not is_over(one, standings, now) and may_ask(one, book):
            unpaid = _more(unpaid, _added(available(book, terms, duty, now, standings)))
    allotted = {part.grant: part for part in book.tally.allotted.sums} if book.tally.allotted else {}
    found = {}
    for terms_ in terms.grants:
        grant = terms_.grant.id
        if grant not in allotted:
            continue
        if terms_.needs_requisition:
            left = allotted[grant].amount - book.tally.sum("paid", grant)
            without = _less(_of_payouts(terms_, allotted[grant], terms_.payouts), _paid_without(book, grant))
            found[grant] = _sum(grant, _more(unpaid, without), max(0, left))
        else:
            found[grant] = not_paid(book, allotted[grant])
    return found


def not_paid(book: Book, allotted: Sum) -> Sum:
    """Return what has not been paid of what is allotted of a grant."""
    paid = _added(part for one in book.payments() for part in one.sums if part.grant == allotted.grant)
    left = {key: max(0, amount - paid.get(key, 0)) for key, amount in _added([allotted]).items()}
    return _sum(allotted.grant, left, max(0, allotted.amount - _of(paid, allotted.grant)))


def due_without_requisition(book: Book, terms: GrantTerms, allotted: Sum, day: datetime.date) -> Sum:
    """Return what is to be paid of a grant on a day without requisition, and has not been.

    That is all of it where nothing else is said. Where it is paid in instalments each adds its share from its first
    day.
    """
    if not terms.payouts:
        return Sum(allotted.grant, 0) if terms.needs_requisition else not_paid(book, allotted)
    begun = [duty for duty in terms.payouts if duty.opens is None or duty.opens <= day]
    due = _less(_of_payouts(terms, allotted, begun), _paid_without(book, allotted.grant))
    return _sum(allotted.grant, due, not_paid(book, allotted).amount)


def up_to_payment(terms: GrantTerms, allotted: Sum, duty: Duty) -> tuple[int, int]:
    """Return what is to have been paid of a grant without requisition before one of the payments, and with it."""
    number = terms.payouts.index(duty)
    before, with_it = (_of_payouts(terms, allotted, terms.payouts[:last]) for last in (number, number + 1))
    return sum(before.values()), sum(with_it.values())


def next_without_requisition(terms: GrantTerms, day: datetime.date) -> Duty | None:
    """Return the payment without requisition that begins next after a day; None if none is to come."""
    coming = [duty for duty in terms.payouts if duty.opens is not None and duty.opens > day]
    return min(coming, key=lambda duty: duty.opens or day, default=None)


def may_ask(one: Asking, book: Book) -> bool:
    """Tell whether a duty lets more be asked for: nothing was, it is in parts, or the allocation is a later version."""
    newest, fixed = one.newest, book.tally.allotted
    if newest is None or one.duty.requisitioned in (None, "in-parts"):
        return True
    return fixed is not None and newest.version != fixed.version


class _Spent:
    """What has been asked for or lost of each grant, up to and with a duty."""

    def __init__(self, book: Book, terms: Terms, now: datetime.datetime, standings: Standings) -> None:
        self.book, self.terms, self.now, self.standings = book, terms, now, standings

    def up_to(self, last: Duty | None) -> _Parts:
        """Add up what the duties before, and this one, have asked for and lost, and what is paid without requisition.

        ``None`` adds up all, of which the last requisition has not ended.
        """
        spent: _Parts = self._paid_above()
        for duty in self.terms.instalments:
            if duty.pays_without_requisition:
                spent = _more(spent, self._paid_by(duty))
                continue
            one = asking(self.book, self.terms, duty)
            spent = _more(spent, _added(part for made in one.standing for part in made.sums))
            newest = one.newest
            if newest is not None and duty.requisitioned in ("once", "whole"):
                spent = self._at_least(spent, self.book.version(newest.version), duty)
            if duty not in (last, self.terms.requisitions[-1]) and is_over(one, self.standings, self.now):
                spent = self._at_least(spent, self._at_the_end(one), duty)
            if duty == last:
                break
        return spent

    def _paid_by(self, payout: Duty) -> _Parts:
        """Return what a payment without requisition is of each grant, of what is allotted now."""
        found: _Parts = {}
        for terms, allotted in self._paid_so():
            if payout in terms.payouts:
                found = _more(found, _of_payouts(terms, allotted, [payout]))
        return found

    def _paid_above(self) -> _Parts:
        """Return what was paid without requisition above what is to be, where an allocation has been lowered."""
        found: _Parts = {}
        for terms, allotted in self._paid_so():
            due = _of_payouts(terms, allotted, terms.payouts)
            found = _more(found, _less(_paid_without(self.book, allotted.grant), due))
        return found

    def _paid_so(self) -> list[tuple[GrantTerms, Sum]]:
        allotted = self.book.tally.allotted
        given = {part.grant: part for part in allotted.sums} if allotted else {}
        some = (terms for terms in self.terms.grants if terms.needs_requisition and terms.payouts)
        return [(terms, given[terms.grant.id]) for terms in some if terms.grant.id in given]

    def _at_least(self, spent: _Parts, allotted: Allotted | None, duty: Duty) -> _Parts:
        if allotted is None:
            return spent
        most = _parts(allotted, lambda grant: _share(self.terms, grant, duty))
        return {key: max(spent.get(key, 0), most.get(key, 0)) for key in {*spent, *most}}

    def _at_the_end(self, one: Asking) -> Allotted | None:
        """Return what was allotted when the last day of a duty ended."""
        ends = standing_of(one, self.standings).state(one.duty, self.now).ends_at
        before = [each for each in self.book.allocations if ends is None or each.at < ends]
        return before[-1] if before else None


def _share(terms: Terms, grant: str, duty: Duty) -> Fraction:
    """Return how much of what is allotted of a grant can have been asked for and paid, up to and with a duty."""
    of_grant = terms.grant(grant)
    if of_grant is None or duty not in of_grant.instalments:
        return Fraction(0)
    return _up_to(of_grant, duty)


def _up_to(terms: GrantTerms, duty: Duty) -> Fraction:
    if duty.share is None:
        return Fraction(1)
    until = terms.instalments[: terms.instalments.index(duty) + 1]
    return min(Fraction(1), sum((one.share or Fraction(0) for one in until), Fraction(0)))


def _parts(allotted: Allotted, share: Callable[[str], Fraction]) -> _Parts:
    return {key: _rounded(amount, share(key[0])) for key, amount in _added(allotted.sums).items()}


def _rounded(amount: int, share: Fraction) -> int:
    return (amount * share + _HALF).__floor__()


def _of_payouts(terms: GrantTerms, allotted: Sum, payouts: Iterable[Duty]) -> _Parts:
    """Return what some payments without requisition are of a grant, rounded together with its other instalments."""
    found: _Parts = {}
    for duty in payouts:
        until = _up_to(terms, duty)
        before = until - (Fraction(1) if duty.share is None else duty.share)
        for key, amount in _added([allotted]).items():
            found[key] = found.get(key, 0) + _rounded(amount, until) - _rounded(amount, before)
    return found


def _paid_without(book: Book, grant: str) -> _Parts:
    return _added(part for one in book.payments() if not one.requisition for part in one.sums if part.grant == grant)


def _less(one: _Parts, other: _Parts) -> _Parts:
    """Return what is left of some parts, never below nothing."""
    return {key: max(0, amount - other.get(key, 0)) for key, amount in one.items()}


def _added(parts: Iterable[Sum]) -> _Parts:
    found: _Parts = {}
    for part in parts:
        for earmark, amount in (("", part.general), *part.earmarks.items()):
            found[part.grant, earmark] = found.get((part.grant, earmark), 0) + amount
    return found


def _more(one: _Parts, other: _Parts) -> _Parts:
    return {key: one.get(key, 0) + other.get(key, 0) for key in {*one, *other}}


def _of(parts: _Parts, grant: str) -> int:
    return sum(amount for (of, _earmark), amount in parts.items() if of == grant)


def _sum(grant: str, parts: _Parts, most: int) -> Sum:
    """Return a grant's parts as a sum of at most so many kronor; what is set aside for no earmark gives way first."""
    earmarks = {}
    left = most
    for (of, earmark), amount in sorted(parts.items()):
        if of == grant and earmark:
            earmarks[earmark] = min(amount, left)
            left -= earmarks[earmark]
    general = min(parts.get((grant, ""), 0), left)
    return Sum(grant, general + sum(earmarks.values()), earmarks)
