"""A grant's second level as a table: what each county's sum becomes for its municipalities."""

from naravard.agreement.model import Text
from naravard.allocation.model import CountyShare, SecondLevel
from naravard.documents.table import Column, Row, Table, Value
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.money.tables.working import working_columns
from naravard.web.site.templatetags.naravard import language

_COLUMNS = (
    Column("code", Text("Kod", "Code"), "code"),
    Column("recipient", Text("Mottagare", "Recipient")),
    Column("county", Text("Ur beloppet till", "Out of the sum to")),
    Column("amount", Text("Belopp, kr", "Amount, kr"), "kronor"),
)
_EXACT = Column("exact", Text("Exakt, kr", "Exact, kr"), "fraction", 4)


def onward_table(shown: Shown, second: SecondLevel, county: str = "") -> Table:
    """Return the second level's amounts, of all counties or of one (by the code of who got its sum)."""
    shares = [share for share in second.counties if county in {"", share.county.code}]
    rows = tuple(row for share in shares for row in _rows(shown, share))
    working = working_columns(shown.agreement, shares[0].cells[0].worked) if shares else []
    grant = second.grant
    total = ("", Text("Totalt", "Total").in_language(language()), "", sum(_given(share) for share in shares))
    rest: list[Value] = [None] * (len(working) + 1)
    return Table(
        id=f"{shown.agreement.id}-{grant.id}-vidare{f'-{county}' if county else ''}",
        caption=Text(f"{grant.name.sv}: vidare till kommunerna", f"{grant.name.in_language('en')}: shared onward"),
        columns=(*_COLUMNS, *(entry.column for entry in working), _EXACT),
        rows=rows,
        total=(*total, *rest),
        provenance=provenance(shown),
    )


def _rows(shown: Shown, share: CountyShare) -> list[Row]:
    """Return one county's rows; each county has its own key totals, so its shares are its own too."""
    working = working_columns(shown.agreement, share.cells[0].worked)
    return [
        (
            cell.recipient.code,
            cell.recipient.name,
            share.county.name,
            cell.binding,
            *(entry.values.get(cell.recipient.code) for entry in working),
            cell.exact,
        )
        for cell in share.cells
    ]


def _given(share: CountyShare) -> int:
    return sum(cell.binding for cell in share.cells)
