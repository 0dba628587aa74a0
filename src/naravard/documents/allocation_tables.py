"""An allocation as tables: in long form for machines, and as annexes are laid out for people.

The long form has one row per grant and recipient (``naravard allocate --format csv``). The annex form has one table per
kind of recipient, a row per recipient and a column per grant, with totals both ways.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from naravard.agreement.model import Agreement, Grant, Recipient, RecipientGroup, Text
from naravard.agreement.wording import kronor
from naravard.allocation.model import Allocation, Cell, CountyShare, GrantAllocation, SecondLevel
from naravard.documents import headings
from naravard.documents.pending_grants import awaiting
from naravard.documents.table import TOTAL, Column, Provenance, Table

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
    "rss": headings.COUNTY,
    "municipalities": headings.MUNICIPALITY,
}


class AllocationRow(NamedTuple):
    """A row of the long form."""

    grant: str
    """The grant's id, or the earmark's as ``grant/earmark``."""
    recipient: Recipient
    amount: int


LONG_COLUMNS: tuple[Column[AllocationRow], ...] = (
    Column("grant", headings.FUNDS, "code", of=lambda one: one.grant),
    Column("recipient_code", headings.CODE, "code", of=lambda one: one.recipient.code),
    Column("recipient", headings.RECIPIENT, of=lambda one: one.recipient.name),
    Column("amount", headings.AMOUNT, "kronor", of=lambda one: one.amount),
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
    lines: list[AllocationRow] = []
    for allocated in chosen(allocation, only):
        lines += _lines(allocated.grant.id, allocated.cells, binding=binding)
        for part in allocated.earmarks if earmarks else ():
            lines += _lines(f"{allocated.grant.id}/{part.earmark.id}", part.cells, binding=binding)
    return Table.of(
        lines,
        LONG_COLUMNS,
        id=f"{allocation.agreement.id}-fordelning",
        caption=Text("Fördelning", "Allocation"),
        note=_amounts_note(chosen(allocation, only), binding=binding),
        provenance=provenance,
    )


def chosen(allocation: Allocation, only: Container[str] | None) -> tuple[GrantAllocation, ...]:
    """Return the grants asked for, in the agreement's order; all of them for ``None``."""
    return tuple(allocated for allocated in allocation.grants if only is None or allocated.grant.id in only)


def _lines(name: str, cells: Sequence[Cell], *, binding: bool) -> Iterator[AllocationRow]:
    for cell in cells:
        yield AllocationRow(name, cell.recipient, amount_of(cell, binding=binding))


def annex_tables(
    allocation: Allocation,
    *,
    only: Container[str] | None = None,
    binding: bool = False,
    earmarks: bool = False,
    provenance: Provenance | None = None,
) -> tuple[Table, ...]:
    """Return one table per kind of recipient: names and codes, a column per grant, totals both ways."""
    kinds: dict[str, list[GrantAllocation]] = {}
    for allocated in chosen(allocation, only):
        for kind in kinds_of(allocation.agreement, allocated.grant):
            kinds.setdefault(kind, []).append(allocated)
    return tuple(
        _Annex(allocation, kind, tuple(grants), binding=binding, earmarks=earmarks).table(provenance)
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
        self._earmarks = earmarks

    def table(self, provenance: Provenance | None) -> Table:
        agreement = self._allocation.agreement
        return Table.of(
            self._recipients(),
            self._columns(),
            id=f"{agreement.id}-{self._kind}",
            caption=title_of(agreement, self._kind),
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

    def _columns(self) -> Iterator[Column[Recipient]]:
        heading = _RECIPIENTS.get(self._kind, headings.RECIPIENT)
        yield Column("recipient", heading, of=lambda one: one.name, total=TOTAL)
        yield Column("recipient_code", headings.CODE, "code", of=lambda one: one.code)
        grants: list[Mapping[str, int]] = []
        for allocated in self._shared:
            grants.append(self._amounts(allocated.cells))
            yield _amounts_column(allocated.grant.id, allocated.grant.name, grants[-1])
            for part in allocated.earmarks if self._earmarks else ():
                name = Text(f"varav {part.earmark.name.sv}", f"of which {part.earmark.name.in_language('en')}")
                yield _amounts_column(f"{allocated.grant.id}/{part.earmark.id}", name, self._amounts(part.cells))
        if len(grants) > 1:  # earmarks are parts of their grants and no money of their own
            whole = {one.code: sum(amounts.get(one.code, 0) for amounts in grants) for one in self._recipients()}
            yield _amounts_column("total", TOTAL, whole)

    def _amounts(self, cells: Sequence[Cell]) -> dict[str, int]:
        return {cell.recipient.code: amount_of(cell, binding=self._binding) for cell in cells}

    def _note(self) -> Text:
        agreement = self._allocation.agreement
        notes = [_amounts_note(self._shared, binding=self._binding)] if self._shared else []
        notes += [awaiting(agreement, allocated) for allocated in self._waiting]
        notes += [_unallocated(allocated) for allocated in self._shared if allocated.unallocated]
        return Text(" ".join(note.sv for note in notes), " ".join(note.in_language("en") for note in notes))


def _amounts_column(column_id: str, heading: Text, amounts: Mapping[str, int]) -> Column[Recipient]:
    return Column(column_id, heading, "kronor", of=lambda one: amounts.get(one.code), total=sum)


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


ONWARD_COLUMNS: tuple[Column[tuple[CountyShare, Cell]], ...] = (
    Column("county_code", headings.COUNTY_CODE, "code", of=lambda one: one[0].county.code),
    Column("county", headings.FROM, of=lambda one: one[0].county.name, total=TOTAL),
    Column("recipient_code", headings.CODE, "code", of=lambda one: one[1].recipient.code),
    Column("recipient", headings.TO, of=lambda one: one[1].recipient.name),
    Column("amount", headings.AMOUNT, "kronor", of=lambda one: one[1].computed, total=sum),
)


def onward_table(shared: SecondLevel, *, provenance: Provenance | None = None) -> Table:
    """Return a grant's second level: for each county, its municipalities and their amounts."""
    return Table.of(
        [(county, cell) for county in shared.counties for cell in county.cells],
        ONWARD_COLUMNS,
        id=f"{shared.grant.id}-vidare",
        caption=Text(
            f"{shared.grant.name.sv}: vidarefördelning", f"{shared.grant.name.in_language('en')}: second level"
        ),
        note=Text("Belopp i kronor, beräknade.", "Amounts in kronor, computed."),
        provenance=provenance,
    )
