"""What the facts come to: for each grant, for each who holds a part of it, and in all.

Laws, for each grant and in all: ``paid = used + repaid + left``, ``costs = used + awaiting + own``, and nothing is
below zero. What is set aside for an earmark covers only the earmark's costs; such costs may also take of the rest of
the grant. Money that has been passed on is used by the one who holds it.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct, structs

from naravard.ledger.facts import Fact, Sum
from naravard.ledger.tally import Column, Tally, tally


class Sums(Struct, frozen=True, kw_only=True):
    """Whole kronor, none below zero."""

    allotted: int = 0
    requisitioned: int = 0
    paid: int = 0
    onward: int = 0
    """Of what was paid: passed on to others, less what came back."""
    costs: int = 0
    """All booked costs, also those that the grant does not cover."""
    used: int = 0
    """Costs that what was paid covers."""
    awaiting: int = 0
    """Costs that money not yet paid may come to cover."""
    own: int = 0
    """Costs above the grant: the recipient's own."""
    left: int = 0
    """Paid and neither used nor repaid."""
    repaid: int = 0
    reclaimed: int = 0
    """Demanded back, answered to or not."""
    reclaim_open: int = 0
    """Of what was demanded back: not yet repaid."""
    paid_above: int = 0
    """Paid above what the version that holds allots, and not repaid: an amendment has lowered the grant since."""
    to_repay: int = 0
    """To be paid back as it stands: the most of what is left, demanded, and paid above the allotment."""

    @property
    def unused(self) -> int:
        """What is not used of the funds: what was paid less what was used, repaid or not."""
        return self.paid - self.used


class EarmarkBalance(Struct, frozen=True, kw_only=True):
    """A grant's earmark: a part of the grant's sums, no money of its own."""

    earmark: str
    allotted: int
    paid: int
    costs: int
    used: int
    """Of the earmark's paid kronor: covered by its costs."""
    repaid: int
    """Of what the recipient has repaid of the grant: what more was repaid than it had left that is not earmarked."""
    left: int
    """Paid and neither used nor repaid."""


class ShareBalance(Struct, frozen=True, kw_only=True):
    """The part of a grant that one organisation holds: the recipient itself, or one it has passed money on to."""

    holder: str
    """Empty for the recipient itself."""
    received: int
    general_left: int
    """What is left that is set aside for no earmark."""
    earmarks_left: Mapping[str, int]
    costs: int
    used: int
    repaid: int
    left: int

    def can_give(self, part: Sum) -> bool:
        """Tell whether a sum, split as it is on earmarks, can be taken out of what is left."""
        return (
            part.amount <= self.left
            and part.general <= self.general_left
            and all(amount <= self.earmarks_left.get(earmark, 0) for earmark, amount in part.earmarks.items())
        )


class GrantBalance(Sums, frozen=True, kw_only=True):
    """One grant of one recipient."""

    grant: str
    earmarks: tuple[EarmarkBalance, ...] = ()
    shares: tuple[ShareBalance, ...] = ()
    """The recipient's own first, then those money was passed on to, by code."""

    def share(self, holder: str = "") -> ShareBalance:
        """Return what one holder has; all zeros for one that has nothing."""
        for share in self.shares:
            if share.holder == holder:
                return share
        return _share(holder, {}, {}, 0)


class Balance(Struct, frozen=True, kw_only=True):
    """One recipient's money under one agreement."""

    recipient: str
    version: int
    """The fixed allocation that holds; 0 while nothing is allotted."""
    grants: tuple[GrantBalance, ...]
    total: Sums

    def grant(self, grant_id: str) -> GrantBalance:
        """Return a grant's balance; all zeros for one that nothing has happened to."""
        for found in self.grants:
            if found.grant == grant_id:
                return found
        return GrantBalance(grant=grant_id, shares=(_share("", {}, {}, 0),))


def balance(facts: Iterable[Fact], *, coming: Mapping[str, Sum] | None = None) -> Balance:
    """Return what one recipient's facts come to.

    ``coming`` is what can still be paid, by grant (:func:`~naravard.ledger.instalments.to_come`): costs that no payment
    comes to cover are the recipient's own. Where it is not told, all that is asked for or allotted comes.
    """
    return balance_of(tally(facts), coming=coming)


def balance_of(added: Tally, *, coming: Mapping[str, Sum] | None = None) -> Balance:
    """Return what facts that have been added up come to."""
    allotted = {part.grant: part for part in added.allotted.sums} if added.allotted else {}
    ids = list(dict.fromkeys([*allotted, *sorted(place.grant for place in added.kronor)]))
    grants = tuple(_grant(added, grant, allotted.get(grant), coming) for grant in ids)
    return Balance(
        recipient=added.recipient,
        version=added.allotted.version if added.allotted else 0,
        grants=grants,
        total=total(grants),
    )


def total(sums: Iterable[Sums]) -> Sums:
    """Add sums up: a recipient's grants, or many recipients."""
    listed = tuple(sums)
    return Sums(**{name: sum(getattr(each, name) for each in listed) for name in structs.asdict(Sums())})


def _grant(added: Tally, grant: str, allotted: Sum | None, coming: Mapping[str, Sum] | None) -> GrantBalance:
    shares = _shares(added, grant)
    paid, costs, repaid = (added.sum(column, grant) for column in ("paid", "costs", "repaid"))
    used = sum(share.used for share in shares)
    left = sum(share.left for share in shares)
    requisitioned = added.sum("requisitioned", grant)
    granted = allotted.amount if allotted else 0
    to_come = (
        max(0, (requisitioned or granted) - paid) if coming is None else coming[grant].amount if grant in coming else 0
    )
    awaiting = min(costs - used, to_come)
    reclaimed = added.sum("reclaimed", grant)
    open_ = min(reclaimed - added.sum("repaid-on-reclaim", grant), paid - repaid)
    above = max(0, paid - repaid - granted)
    return GrantBalance(
        grant=grant,
        allotted=granted,
        requisitioned=requisitioned,
        paid=paid,
        onward=added.sum("onward", grant),
        costs=costs,
        used=used,
        awaiting=awaiting,
        own=costs - used - awaiting,
        left=left,
        repaid=repaid,
        reclaimed=reclaimed,
        reclaim_open=open_,
        paid_above=above,
        to_repay=max(left, open_, above),
        earmarks=_earmarks(added, grant, allotted),
        shares=shares,
    )


def _shares(added: Tally, grant: str) -> tuple[ShareBalance, ...]:
    onward, costs = _by_holder(added, "onward", grant), _by_holder(added, "costs", grant)
    own = _by_holder(added, "paid", grant).get("", {})
    for passed_on in onward.values():
        own = {earmark: own.get(earmark, 0) - passed_on.get(earmark, 0) for earmark in {*own, *passed_on}}
    others = sorted({*onward, *costs} - {""})
    return (
        _share("", own, costs.get("", {}), added.sum("repaid", grant)),
        *(_share(holder, onward.get(holder, {}), costs.get(holder, {}), 0) for holder in others),
    )


def _by_holder(added: Tally, column: Column, grant: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for place, amount in added.kronor.items():
        if place.column == column and place.grant == grant:
            found.setdefault(place.holder, {})[place.earmark] = amount
    return found


def _share(holder: str, received: Mapping[str, int], costs: Mapping[str, int], repaid: int) -> ShareBalance:
    """Set costs against money: the earmarks' costs first against the earmarks, then what remains against the rest."""
    in_all, spent = sum(received.values()), sum(costs.values())
    earmarks = {earmark: amount for earmark, amount in received.items() if earmark}
    on_earmarks = {earmark: min(amount, costs.get(earmark, 0)) for earmark, amount in earmarks.items()}
    general = received.get("", 0)
    on_general = min(general, spent - sum(on_earmarks.values()))
    used = min(on_general + sum(on_earmarks.values()), in_all - repaid)
    return ShareBalance(
        holder=holder,
        received=in_all,
        general_left=general - on_general,
        earmarks_left={earmark: amount - on_earmarks[earmark] for earmark, amount in earmarks.items()},
        costs=spent,
        used=used,
        repaid=repaid,
        left=in_all - repaid - used,
    )


def _earmarks(added: Tally, grant: str, allotted: Sum | None) -> tuple[EarmarkBalance, ...]:
    """Return how each earmark stands.

    A repayment is of a grant and names no earmark: it is reckoned first of what is not earmarked, then of the earmarks
    in their order, so that no earmark has more left than its grant (decision 101).
    """
    paid = _by_holder(added, "paid", grant).get("", {})
    costs = _by_holder(added, "costs", grant)
    granted = allotted.earmarks if allotted else {}
    own, *others = _shares(added, grant)
    beyond = max(0, own.repaid - own.general_left)
    found = []
    for id_ in sorted({*granted, *paid} - {""}):
        there = own.earmarks_left.get(id_, 0)
        back = min(there, beyond)
        beyond -= back
        unused = there + sum(share.earmarks_left.get(id_, 0) for share in others)
        found.append(
            EarmarkBalance(
                earmark=id_,
                allotted=granted.get(id_, 0),
                paid=paid.get(id_, 0),
                costs=sum(each.get(id_, 0) for each in costs.values()),
                used=paid.get(id_, 0) - unused,
                repaid=back,
                left=unused - back,
            )
        )
    return tuple(found)
