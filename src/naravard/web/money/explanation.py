"""One amount, explained, with those it was rounded together with."""

from dataclasses import dataclass

from django.http import HttpRequest

from naravard.agreement.model import Text
from naravard.agreement.wording import exact
from naravard.allocation.explanation import Explanation
from naravard.allocation.model import Cell
from naravard.allocation.sentences import units
from naravard.web.agreements.current import Shown
from naravard.web.money.addresses import earmark_url, explanation_url, grant_url, onward_url
from naravard.web.money.tables.cell import neighbours
from naravard.web.site.tables import exports
from naravard.web.site.templatetags.naravard import language

_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation and its surroundings."""

    shown: Shown
    explanation: Explanation
    cells: tuple[Cell, ...]
    """All that were rounded together, the explained one among them."""
    earmark_id: str = ""

    def url_of(self, cell: Cell) -> str:
        """Return the address of the explanation of one of the cells."""
        grant_id, code = self.explanation.subject.grant_id, cell.recipient.code
        if self.explanation.subject.kind == "onward":
            return onward_url(self.shown, grant_id, code)
        if self.earmark_id:
            return earmark_url(self.shown, grant_id, code, self.earmark_id)
        return explanation_url(self.shown, grant_id, code)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One remainder near the explained one, or near the place where the raising ends."""

    cell: Cell
    remainder: str
    url: str
    is_own: bool
    after_gap: bool
    """Others lie between this and the one before."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The recipient before or after, in the grant's order."""

    name: str
    url: str


def rounding_shown(request: HttpRequest, explained: Explained) -> dict[str, object]:
    """Return what the page shows of the rounding, or an empty mapping if no remainders were compared."""
    subject = explained.explanation.subject
    if subject.rounding.method != "largest-remainder" or not any(cell.remainder for cell in explained.cells):
        return {}
    grant = explained.shown.agreement.grant(subject.grant_id)
    base = f"{grant_url(explained.shown, grant)}avrundning"
    unit: Text = units(subject.rounding.unit)
    return {
        "neighbours": _neighbours(explained),
        "unit_words": unit.in_language(language()),
        "remainder_exports": exports(request, base) if subject.kind == "grant" else (),
    }


def _neighbours(explained: Explained) -> list[Neighbour]:
    own = explained.explanation.cell.recipient.code
    rows: list[Neighbour] = []
    rank = 0
    for cell in neighbours(explained.explanation, explained.cells):
        remainder = exact(cell.remainder, language(), _DECIMALS)
        is_own = cell.recipient.code == own
        rows.append(Neighbour(cell, remainder, explained.url_of(cell), is_own, cell.rank > rank + 1))
        rank = cell.rank
    return rows


def beside(explained: Explained) -> tuple[Beside | None, Beside | None]:
    """Return the recipients before and after the explained one."""
    codes = [cell.recipient.code for cell in explained.cells]
    place = codes.index(explained.explanation.cell.recipient.code)
    before = explained.cells[place - 1] if place else None
    after = explained.cells[place + 1] if place + 1 < len(codes) else None
    return _step(explained, before), _step(explained, after)


def _step(explained: Explained, cell: Cell | None) -> Beside | None:
    return Beside(cell.recipient.name, explained.url_of(cell)) if cell else None
