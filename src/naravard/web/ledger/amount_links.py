"""Where an amount of a recipient's money leads: to the page that says what it consists of (decision 53).

One page (``funds:amount``; ``funds:country_amount`` for those who watch the country, ``funds:handled_amount`` for those
who pay or take back) accounts for every figure of an
account. An address says which figure, and by its query which part of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

FIGURES: Mapping[str, str] = {
    "allotted": "tilldelat",
    "requisitioned": "rekvirerat",
    "paid": "utbetalat",
    "onward": "betalat-vidare",
    "costs": "kostnader",
    "used": "anvant",
    "awaiting": "vantar-pa-utbetalning",
    "own": "egna-kostnader",
    "left": "kvar",
    "repaid": "aterbetalat",
    "reclaimed": "aterkravt",
    "reclaim_open": "aterkravt-och-obetalt",
    "paid_above": "utbetalat-over-tilldelat",
    "to_repay": "att-aterbetala",
    "unused": "inte-forbrukat",
    "received": "att-anvanda",
    "uncovered": "utover-det-mottagna",
    "decided": "beslutat",
    "out": "ut",
    "back": "ater",
    "recorded": "registrerat",
    "planned": "planerat",
    "expected_costs": "vantade-kostnader",
    "expected_left": "vantas-bli-kvar",
    "expected_own": "vantade-egna-kostnader",
}
"""What a figure is called in addresses."""
BY_SLUG: Mapping[str, str] = {slug: figure for figure, slug in FIGURES.items()}


@dataclass(frozen=True, slots=True)
class AmountLinks:
    """The addresses of one organisation's amounts; the first is looked up once, for a table holds many."""

    base: str
    """The address that figures stand beneath."""

    @classmethod
    def own(cls, organisation_code: str, agreement_id: str) -> "AmountLinks":
        """Return the addresses for those who may see the organisation's own pages."""
        return cls(f"{reverse('funds:money', args=[organisation_code, agreement_id])}belopp/")

    @classmethod
    def watched(cls, agreement_id: str, organisation_code: str) -> "AmountLinks":
        """Return the addresses for those who watch the country."""
        return cls(f"{reverse('funds:country_recipient', args=[agreement_id, organisation_code])}belopp/")

    @classmethod
    def handled(cls, handler_code: str, agreement_id: str, organisation_code: str) -> "AmountLinks":
        """Return the addresses for those whose organisation pays, or takes back, the money of another."""
        own = reverse("funds:money", args=[handler_code, agreement_id])
        return cls(f"{own}mottagare/{organisation_code}/belopp/")

    def of(
        self,
        figure: str,
        grant: str = "",
        *,
        earmark: str = "",
        area: str = "",
        account: str = "",
        bearer: str = "",
        activity: str = "",
        activity_area: str = "",
        month: str = "",
        until: str = "",
        source: str = "",
        method: str = "",
        duty: str = "",
        fact: str = "",
    ) -> str:
        """Return the address that accounts for a figure.

        Args:
            figure: its name, one of :data:`FIGURES`.
            grant: of one grant; left out: of all.
            earmark: of an earmark of the grant.
            area: of the grants of one area; ``-`` for those of none.
            account: the code of whose account it stands in, where that is another's.
            bearer: the code of the one whose share of the account it is.
            activity: the code of the activity that costs were booked on.
            activity_area: the area, as the board has decided it, of the activities that costs were booked on.
            month: the month of the costs, ``2022-03``.
            until: the last month of costs that are added up from the first.
            source: where the costs came from.
            method: the method of a forecast.
            duty: the duty that the grants are paid on condition of, or are requisitioned by.
            fact: the id of the one fact that it is about.
        """
        asked = {
            "medel": grant, "varav": earmark, "omrade": area, "hos": account, "vems": bearer, "aktivitet": activity,
            "aktiviteternas-omrade": activity_area,
            "manad": month, "till-och-med": until, "kalla": source, "metod": method, "villkor": duty, "handelse": fact,
        }  # fmt: skip
        query = {name: value for name, value in asked.items() if value}
        return f"{self.base}{FIGURES[figure]}/{'?' + urlencode(query) if query else ''}"
