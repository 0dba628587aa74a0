"""The figures of a financial report: the ledger's own, by grant and in all, with the larger cost items named.

Figures are taken down when a report is drawn up and kept with it, so that what was certified and signed can be shown
as it was whatever happens to the money since.
"""

from collections.abc import Iterable, Mapping

import msgspec

from naravard.agreement.model import Grant, Text
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


class EarmarkFigures(msgspec.Struct, frozen=True, kw_only=True):
    """An earmark of a grant: a part of the grant's sums."""

    earmark: str
    name: str
    allotted: int
    paid: int
    costs: int
    unused: int


class AreaFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What the costs of one development area come to, whichever grant bears them."""

    area: str
    """Its id; empty for what is for no area of its own."""
    name: str
    costs: int


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
    earmarks: tuple[EarmarkFigures, ...] = ()

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
    areas: tuple[AreaFigures, ...] = ()
    """The costs by area; empty if each grant has an area of its own, so that the grants say it."""

    def total(self, figure: str) -> int:
        """Return one figure over all grants."""
        return sum(getattr(one, figure) for one in self.grants)


def figures_of(money: Money, *, least: int) -> Figures:
    """Return the figures as the ledger has them now: every grant that was allotted or paid, or that bears costs.

    What was allotted and never paid is there too: a paper may ask for the sum by the agreement beside what was paid.
    """
    items = cost_items(money.book)
    activities = _activities(money)
    names = _names(items) | {one.code: one.name for one in activities}
    grants = {terms.grant.id: terms.grant for terms in money.terms.grants}
    return Figures(
        least=least,
        version=money.balance.version,
        grants=tuple(
            _grant(balance, grants[balance.grant], items, names, least)
            for balance in money.balance.grants
            if balance.grant in grants and (balance.allotted or balance.paid or balance.costs)
        ),
        areas=_areas(money, items, {one.code: one.area for one in activities}),
    )


def as_json(figures: Figures) -> dict[str, object]:
    """Return figures as the database keeps them."""
    plain: dict[str, object] = msgspec.to_builtins(figures)
    return plain


def from_json(plain: Mapping[str, object]) -> Figures:
    """Return figures out of the database."""
    return msgspec.convert(plain, Figures)


def _grant(
    balance: GrantBalance, grant: Grant, items: Iterable[CostItem], names: Mapping[str, str], least: int
) -> GrantFigures:
    called = {earmark.id: earmark.name.sv for earmark in grant.earmarks}
    split = itemised(items, balance.grant, least=least)
    return GrantFigures(
        grant=balance.grant,
        name=grant.name.sv,
        area=grant.area or "",
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
        earmarks=tuple(
            EarmarkFigures(
                earmark=one.earmark, name=called.get(one.earmark, one.earmark), allotted=one.allotted, paid=one.paid,
                costs=one.costs, unused=one.paid - one.used,
            )
            for one in balance.earmarks
        ),
    )  # fmt: skip


def _areas(money: Money, items: Iterable[CostItem], activities: Mapping[str, str]) -> tuple[AreaFigures, ...]:
    """Return the costs by area where a grant serves several: by the activity's area, else by the grant's own."""
    own = {terms.grant.id: terms.grant.area or "" for terms in money.terms.grants}
    if all(own.values()) or not money.shown.agreement.areas:
        return ()
    sums: dict[str, int] = {}
    for item in items:
        area = activities.get(item.activity) or own.get(item.grant, "")
        sums[area] = sums.get(area, 0) + item.amount
    found = [
        AreaFigures(area=area.id, name=area.name.sv, costs=sums.get(area.id, 0)) for area in money.shown.agreement.areas
    ]
    shared = sums.get("", 0)
    return (*found, AreaFigures(area="", name=_SHARED.sv, costs=shared)) if shared else tuple(found)


_SHARED = Text("Gemensamt för områdena", "Common to the areas")


def _activities(money: Money) -> list[Activity]:
    """Return the recipient's own activities."""
    return list(Activity.objects.filter(agreement_id=money.shown.agreement.id, organisation=money.organisation))


def _names(items: Iterable[CostItem]) -> dict[str, str]:
    """Return what the organisations that bore costs are called, by code."""
    holders = {item.holder for item in items if item.holder}
    return {one.code: one.name for one in Organisation.objects.filter(code__in=holders)} if holders else {}
