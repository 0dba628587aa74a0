"""An allocation as tables: in long form for machines, and as annexes are laid out for people.

The long form has one row per grant and recipient (``naravard allocate --format csv``). The annex form has one table per
kind of recipient, a row per recipient and a column per grant, with totals both ways.
"""

from collections.abc import Container, Iterable, Iterator, Sequence

from naravard.agreement.model import Agreement, Grant, Recipient, RecipientGroup, Text
from naravard.agreement.wording import kronor
from naravard.allocation.model import Allocation, Cell, CountyShare, GrantAllocation, SecondLevel
from naravard.documents.awaiting import awaiting
from naravard.documents.table import TOTAL, Column, Provenance, Row, Table, Value

_GROUPS = {"region": "regions", "rss": "rss", "municipality": "municipalities", "skr": "skr"}
"""The built-in group of each kind of recipient, which names its table."""
_TITLES = {
    "regions": Text("Medel till regionerna", "Money to the regions"),
    "rss": Text("Medel till kommunerna, länsvis", "Money to the municipalities, by county"),
    "municipalities": Text("Medel till kommunerna", "Money to the municipalities"),
    "skr": Text("Medel till SKR", "Money to SKR"),
}
_RECIPIENTS = {
    "regions": Text("Region", "Region"),
    "rss": Text("Län", "County"),
    "municipalities": Text("Kommun", "Municipality"),
}
LONG_COLUMNS = (
    Column("grant", Text("Medel", "Grant"), "code"),
    Column("recipient_code", Text("Kod", "Code"), "code"),
    Column("recipient", Text("Mottagare", "Recipient")),
    Column("amount", Text("Belopp", "Amount"), "kronor"),
)


def amount_of(cell: Cell, *, binding: bool) -> int:
    """Return the cell's signed or computed amount."""
    return cell.binding if binding else cell.computed


def long_table(
    allocation: Allocation,
    *,
    only: Container[str] | None = None,
    binding: bool = False,
    earmarks: bool = False,
    provenance: Provenance | None = None,
) -> Table:
    """Return one row per grant and recipient, in the agreement's order; earmarks as ``grant/earmark`` if asked for."""
    rows: list[Row] = []
    for allocated in chosen(allocation, only):
        rows += _long_rows(allocated.grant.id, allocated.cells, binding=binding)
        for part in allocated.earmarks if earmarks else ():
            rows += _long_rows(f"{allocated.grant.id}/{part.earmark.id}", part.cells, binding=binding)
    return Table(
        id=f"{allocation.agreement.id}-fordelning",
        caption=Text("Fördelning", "Allocation"),
        columns=LONG_COLUMNS,
        rows=tuple(rows),
        note=_amounts_note(chosen(allocation, only), binding=binding),
        provenance=provenance,
    )


def chosen(allocation: Allocation, only: Container[str] | None) -> tuple[GrantAllocation, ...]:
    """Return the grants asked for, in the agreement's order; all of them for ``None``."""
    return tuple(allocated for allocated in allocation.grants if only is None or allocated.grant.id in only)


def _long_rows(name: str, cells: Sequence[Cell], *, binding: bool) -> Iterator[Row]:
    for cell in cells:
        yield (name, cell.recipient.code, cell.recipient.name, amount_of(cell, binding=binding))


def annex_tables(
    allocation: Allocation,
    *,
    only: Container[str] | None = None,
    binding: bool = False,
    earmarks: bool = False,
    provenance: Provenance | None = None,
    language: str = "sv",
) -> tuple[Table, ...]:
    """Return one table per kind of recipient: names and codes, a column per grant, totals both ways."""
    kinds: dict[str, list[GrantAllocation]] = {}
    for allocated in chosen(allocation, only):
        for kind in kinds_of(allocation.agreement, allocated.grant):
            kinds.setdefault(kind, []).append(allocated)
    return tuple(
        _Annex(allocation, kind, tuple(grants), binding=binding, earmarks=earmarks).table(provenance, language)
        for kind, grants in kinds.items()
    )


def kinds_of(agreement: Agreement, grant: Grant) -> tuple[str, ...]:
    """Return the kinds of the grant's recipients, by the built-in group; other bodies count as a kind each."""
    return tuple(dict.fromkeys(_kind(agreement.group(group)) for group in grant.recipients))


def title_of(agreement: Agreement, kind: str) -> Text:
    """Return the heading of a kind's table."""
    return _TITLES.get(kind) or agreement.group(kind).name


def _kind(group: RecipientGroup) -> str:
    return _GROUPS.get(group.kind, group.id)


class _Annex:
    """One kind of recipient and the grants it has a part in."""

    def __init__(
        self,
        allocation: Allocation,
        kind: str,
        grants: tuple[GrantAllocation, ...],
        *,
        binding: bool,
        earmarks: bool,
    ) -> None:
        self._allocation, self._kind, self._binding = allocation, kind, binding
        self._waiting = tuple(allocated for allocated in grants if allocated.awaits)
        self._shared = tuple(allocated for allocated in grants if not allocated.awaits)
        self._sums = tuple(_column_sums(self._shared, earmarks=earmarks, binding=binding))

    def table(self, provenance: Provenance | None, language: str) -> Table:
        rows = tuple(self._row(recipient) for recipient in self._recipients())
        agreement = self._allocation.agreement
        return Table(
            id=f"{agreement.id}-{self._kind}",
            caption=title_of(agreement, self._kind),
            columns=tuple(self._columns()),
            rows=rows,
            total=self._total(rows, language) if rows else None,
            note=self._note(),
            provenance=provenance,
        )

    def _recipients(self) -> list[Recipient]:
        agreement = self._allocation.agreement
        found: dict[str, Recipient] = {}
        for allocated in self._shared:
            for group in (agreement.group(name) for name in allocated.grant.recipients):
                if _kind(group) == self._kind:
                    found.update((member.code, member) for member in group.members)
        return sorted(found.values(), key=lambda recipient: recipient.code)

    def _columns(self) -> Iterator[Column]:
        yield Column("recipient", _RECIPIENTS.get(self._kind, Text("Mottagare", "Recipient")))
        yield Column("recipient_code", Text("Kod", "Code"), "code")
        for column, _ in self._sums:
            yield column
        if self._has_total:
            yield Column("total", TOTAL, "kronor")

    @property
    def _has_total(self) -> bool:
        return len(self._shared) > 1

    def _row(self, recipient: Recipient) -> Row:
        amounts: list[Value] = [amounts.get(recipient.code) for _, amounts in self._sums]
        if self._has_total:
            amounts.append(self._sum_of_grants([recipient.code]))
        return (recipient.name, recipient.code, *amounts)

    def _total(self, rows: tuple[Row, ...], language: str) -> Row:
        codes = [str(row[1]) for row in rows]
        sums: list[Value] = [sum(amounts.get(code, 0) for code in codes) for _, amounts in self._sums]
        if self._has_total:
            sums.append(self._sum_of_grants(codes))
        return (TOTAL.in_language(language), None, *sums)

    def _sum_of_grants(self, codes: Sequence[str]) -> int:
        """Add the grants; earmarks are parts of them and no money of their own."""
        grants = [amounts for column, amounts in self._sums if "/" not in column.id]
        return sum(amounts.get(code, 0) for amounts in grants for code in codes)

    def _note(self) -> Text:
        agreement = self._allocation.agreement
        notes = [_amounts_note(self._shared, binding=self._binding)] if self._shared else []
        notes += [awaiting(agreement, allocated) for allocated in self._waiting]
        notes += [_unallocated(allocated) for allocated in self._shared if allocated.unallocated]
        return Text(" ".join(note.sv for note in notes), " ".join(note.in_language("en") for note in notes))


def _column_sums(
    grants: Sequence[GrantAllocation], *, earmarks: bool, binding: bool
) -> Iterator[tuple[Column, dict[str, int]]]:
    """Give each grant's column, and each earmark's beside it when asked for, with the amounts by code."""
    for allocated in grants:
        column = Column(allocated.grant.id, allocated.grant.name, "kronor")
        yield column, {cell.recipient.code: amount_of(cell, binding=binding) for cell in allocated.cells}
        for part in allocated.earmarks if earmarks else ():
            name = Text(f"varav {part.earmark.name.sv}", f"of which {part.earmark.name.in_language('en')}")
            cells = {cell.recipient.code: amount_of(cell, binding=binding) for cell in part.cells}
            yield Column(f"{allocated.grant.id}/{part.earmark.id}", name, "kronor"), cells


def _amounts_note(grants: Iterable[GrantAllocation], *, binding: bool) -> Text:
    overridden = any(cell.override for allocated in grants for cell in allocated.cells)
    if binding and overridden:
        return Text(
            "Belopp i kronor, som i de undertecknade bilagorna.", "Amounts in kronor, as in the signed annexes."
        )
    return Text("Belopp i kronor, beräknade.", "Amounts in kronor, computed.")


def _unallocated(allocated: GrantAllocation) -> Text:
    left, name = kronor(allocated.unallocated), allocated.grant.name
    return Text(f"Av {name.sv} fördelas {left} inte.", f"Of {name.in_language('en')}, {left} are not allocated.")


def onward_table(shared: SecondLevel, *, provenance: Provenance | None = None, language: str = "sv") -> Table:
    """Return a grant's second level: for each county, its municipalities and their amounts."""
    rows = tuple(row for county in shared.counties for row in _onward_rows(county))
    return Table(
        id=f"{shared.grant.id}-vidare",
        caption=Text(
            f"{shared.grant.name.sv}: vidarefördelning", f"{shared.grant.name.in_language('en')}: second level"
        ),
        columns=(
            Column("county_code", Text("Länskod", "County code"), "code"),
            Column("county", Text("Från", "From")),
            Column("recipient_code", Text("Kod", "Code"), "code"),
            Column("recipient", Text("Till", "To")),
            Column("amount", Text("Belopp", "Amount"), "kronor"),
        ),
        rows=rows,
        total=(None, TOTAL.in_language(language), None, None, sum(row[4] for row in rows)),
        note=Text("Belopp i kronor, beräknade.", "Amounts in kronor, computed."),
        provenance=provenance,
    )


def _onward_rows(county: CountyShare) -> Iterator[tuple[str, str, str, str, int]]:
    for cell in county.cells:
        yield (
            county.county.code,
            county.county.name,
            cell.recipient.code,
            cell.recipient.name,
            cell.computed,
        )
