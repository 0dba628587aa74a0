"""Where an amount of a recipient's money leads: to the page that says what it consists of (decision 53).

One page (``funds:amount``; ``funds:country_amount`` for those who watch the country, ``funds:handled_amount`` for those
who pay or take back) accounts for every figure of an
account. An address says which figure, and by its query which part of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
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


_QUERY: Mapping[str, str] = {
    "grant": "medel",
    "earmark": "varav",
    "area": "omrade",
    "account": "hos",
    "bearer": "vems",
    "activity": "aktivitet",
    "activity_area": "aktiviteternas-omrade",
    "month": "manad",
    "until": "till-och-med",
    "source": "kalla",
    "method": "metod",
    "duty": "villkor",
    "fact": "handelse",
    "below": "under",
    "until_fact": "som-det-stod-efter",
}
"""What the parts of what is asked are called in an address's query."""


@dataclass(frozen=True, slots=True)
class AskedAmount:
    """Which amount is asked for, as an address says it; what is empty is not asked for."""

    figure: str
    """Its name, one of :data:`FIGURES`."""
    grant: str = ""
    """Of one grant; of all if left out."""
    earmark: str = ""
    """Of an earmark of the grant."""
    area: str = ""
    """Of the grants of one area; ``-`` for those of none."""
    account: str = ""
    """The code of whose account it stands in, where that is another's."""
    bearer: str = ""
    """The code of the one whose share of the account it is."""
    activity: str = ""
    """The code of the activity that costs were booked on."""
    activity_area: str = ""
    """The area, as the board has decided it, of the activities that costs were booked on."""
    month: str = ""
    """The month of the costs, ``2022-03``."""
    until: str = ""
    """The last month of costs that are added up from the first."""
    source: str = ""
    """Where the costs came from."""
    method: str = ""
    """The method of a forecast."""
    duty: str = ""
    """The duty that the grants are paid on condition of, or are requisitioned by."""
    fact: str = ""
    """The id of the one fact that it is about."""
    below: str = ""
    """Kronor: the cost items of a grant that are smaller than this, as a report adds them up."""
    until_fact: str = ""
    """The id of the last fact that counts: what the amount was when that had been recorded."""

    @classmethod
    def from_query(cls, figure: str, query: Mapping[str, str]) -> "AskedAmount":
        """Read what an address says."""
        return cls(figure, **{part: query.get(name, "") for part, name in _QUERY.items()})

    @property
    def is_of_costs(self) -> bool:
        """Say whether it is about costs of an activity, a month or a source, whatever account they stand in."""
        return self.figure == "costs" and any((self.activity, self.activity_area, self.month, self.until, self.source))


@dataclass(frozen=True, slots=True)
class AmountLinks:
    """The addresses of one organisation's amounts; the first is looked up once, for a table holds many."""

    base: str
    """The address that figures stand beneath."""
    until_fact: str = ""
    """The last fact that counts in each of the amounts (:attr:`AskedAmount.until_fact`)."""

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

    def of(self, figure: str, grant: str = "", **more: str) -> str:
        """Return the address that accounts for a figure; ``more`` is which part of it (:class:`AskedAmount`)."""
        return self.to(AskedAmount(figure, grant, **more))

    def to(self, asked: AskedAmount) -> str:
        """Return the address that accounts for what is asked."""
        if self.until_fact:
            asked = replace(asked, until_fact=self.until_fact)
        query = {name: value for part, name in _QUERY.items() if (value := getattr(asked, part))}
        return f"{self.base}{FIGURES[asked.figure]}/{'?' + urlencode(query) if query else ''}"
