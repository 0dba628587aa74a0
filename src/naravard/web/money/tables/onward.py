"""A grant's second level as a table: what each county's sum becomes for its municipalities."""

from collections.abc import Iterator, Sequence

from naravard.agreement.model import Text
from naravard.allocation.model import Cell, CountyShare, SecondLevel
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.money.addresses import onward_url, recipient_url
from naravard.web.money.tables.basis import working_columns

Part = tuple[CountyShare, Cell]
"""A county's sum, and what a municipality gets of it."""


def onward_table(shown: Shown, second: SecondLevel, county: str = "") -> Table:
    """Return the second level's amounts, of all counties or of one (by the code of who got its sum)."""
    shares = [share for share in second.counties if county in {"", share.county.code}]
    grant = second.grant
    return Table.of(
        [(share, cell) for share in shares for cell in share.cells],
        _columns(shown, grant.id, shares, is_one=bool(county)),
        id=f"{shown.agreement.id}-{grant.id}-vidare{f'-{county}' if county else ''}",
        caption=Text(f"{grant.name.sv}: vidare till kommunerna", f"{grant.name.in_language('en')}: shared onward"),
        provenance=provenance(shown),
    )


def _columns(shown: Shown, grant_id: str, shares: Sequence[CountyShare], *, is_one: bool) -> Iterator[Column[Part]]:
    yield Column("code", headings.CODE, "code", of=lambda one: one[1].recipient.code, on_page=False)
    yield Column(
        "recipient", headings.RECIPIENT, of=lambda one: one[1].recipient.name, total=TOTAL,
        link=lambda one: recipient_url(shown, one[1].recipient.code),
    )  # fmt: skip
    yield Column(
        "county", Text("Ur beloppet till", "Out of the sum to"), of=lambda one: one[0].county.name, on_page=not is_one
    )
    yield Column(
        "amount", headings.AMOUNT_KR, "kronor", of=lambda one: one[1].binding, total=sum,
        link=lambda one: onward_url(shown, grant_id, one[1].recipient.code),
    )  # fmt: skip
    if shares:
        yield from _working(shown, shares)
    yield Column("exact", headings.EXACT_KR, "fraction", 4, of=lambda one: one[1].exact)


def _working(shown: Shown, shares: Sequence[CountyShare]) -> Iterator[Column[Part]]:
    """Give the columns that the amounts rest on; each county has its own key totals, so its shares are its own too."""
    worked = {
        share.county.code: {column.id: column for column in working_columns(shown.agreement, share.cells[0].worked)}
        for share in shares
    }
    for column in worked[shares[0].county.code].values():
        yield _of_county(column, worked)


def _of_county(column: Column[Cell], worked: dict[str, dict[str, Column[Cell]]]) -> Column[Part]:
    return Column(
        column.id, column.heading, column.kind, column.decimals,
        of=lambda one: worked[one[0].county.code][column.id].of(one[1]),
    )  # fmt: skip
