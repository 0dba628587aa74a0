"""The figures of a financial report: the ledger's own, by grant and in all, with the larger cost items named.

Figures are taken down when a report is drawn up and kept with it, so that what was certified and signed can be shown
as it was whatever happens to the money since.
"""

from collections.abc import Iterable, Mapping

import msgspec

from naravard.ledger.balances import GrantBalance
from naravard.ledger.cost_items import CostItem, cost_items, itemised
from naravard.web.activities.models import Activity
from naravard.web.ledger.accounts import Money
from naravard.web.organisations.models import Organisation

LEAST = 100_000
"""From how many kronor an item is named, unless the one who writes chooses otherwise; the text names no sum."""


class NamedItem(msgspec.Struct, frozen=True, kw_only=True):
    """A cost item that is named."""

    code: str
    """The activity's code, or the organisation's that bore the costs."""
    name: str
    amount: int


class GrantFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One grant in the report; whole kronor."""

    grant: str
    name: str
    area: str
    """The id of its development area; empty where it serves them all."""
    allotted: int
    paid: int
    costs: int
    used: int
    own: int
    unused: int
    repaid: int
    with_others: int
    """Of what is left: held by others, who have it from the recipient."""
    items: tuple[NamedItem, ...]
    rest: int
    rest_count: int

    @property
    def ties(self) -> bool:
        """Whether the items are all costs, and what was paid is what was used and what was not."""
        named = sum(item.amount for item in self.items)
        return named + self.rest == self.costs and self.paid - self.used == self.unused


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """All of a report's figures."""

    least: int
    version: int
    """The fixed allocation that the sums rest on."""
    grants: tuple[GrantFigures, ...]

    def total(self, figure: str) -> int:
        """Return one figure over all grants."""
        return sum(getattr(one, figure) for one in self.grants)


def figures_of(money: Money, *, least: int) -> Figures:
    """Return the figures as the ledger has them now: every grant of which something has been paid."""
    items = cost_items(money.book)
    names = _names(money, items)
    grants = {terms.grant.id: terms.grant for terms in money.terms.grants}
    return Figures(
        least=least,
        version=money.balance.version,
        grants=tuple(
            _grant(balance, grants[balance.grant].name.sv, grants[balance.grant].area or "", items, names, least)
            for balance in money.balance.grants
            if balance.paid
        ),
    )


def as_json(figures: Figures) -> dict[str, object]:
    """Return figures as the database keeps them."""
    plain: dict[str, object] = msgspec.to_builtins(figures)
    return plain


def from_json(plain: Mapping[str, object]) -> Figures:
    """Return figures out of the database."""
    return msgspec.convert(plain, Figures)


def _grant(
    balance: GrantBalance, name: str, area: str, items: Iterable[CostItem], names: Mapping[str, str], least: int
) -> GrantFigures:
    split = itemised(items, balance.grant, least=least)
    return GrantFigures(
        grant=balance.grant,
        name=name,
        area=area,
        allotted=balance.allotted,
        paid=balance.paid,
        costs=balance.costs,
        used=balance.used,
        own=balance.own,
        unused=balance.unused,
        repaid=balance.repaid,
        with_others=balance.left - balance.share().left,
        items=tuple(
            NamedItem(code=code, name=names.get(code, code), amount=one.amount)
            for one in split.named
            for code in [one.holder or one.activity]
        ),
        rest=split.rest,
        rest_count=split.rest_count,
    )


def _names(money: Money, items: Iterable[CostItem]) -> dict[str, str]:
    """Return what activities and organisations are called, by code; two questions."""
    holders = {item.holder for item in items if item.holder}
    names = {one.code: one.name for one in Organisation.objects.filter(code__in=holders)} if holders else {}
    mine = Activity.objects.filter(agreement_id=money.shown.agreement.id, organisation=money.organisation)
    return names | {one.code: one.name for one in mine}
