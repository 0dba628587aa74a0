"""The amounts of a requisition: the grants that are requisitioned, what was allotted, and what is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from naravard.agreement.model import Earmark, Grant, Text
from naravard.agreement.wording import whole
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.ledger import Terms
from naravard.ledger.facts import Sum
from naravard.web.ledger.amount_links import AmountLinks

_GRANT, _EARMARK = "belopp-", "varav-"
VERSION = "fordelningens-version"
"""The value that says which version of the allocation the amounts were written for."""
BEFORE = "tidigare-rekvisitioner"
"""The value that says how many requisitions of the duty stood when the amounts were written."""


@dataclass(frozen=True, slots=True)
class RequisitionedGrant:
    """One grant that is requisitioned, and what can be asked for of it: what was allotted, or what is left of it."""

    grant: Grant
    allotted: Sum

    @property
    def name(self) -> str:
        """The name of the grant's value in the draft, and of its field."""
        return f"{_GRANT}{self.grant.id}"

    @property
    def earmarks(self) -> list[tuple[Earmark, str, int]]:
        """The grant's earmarks: each with its value's name and what was allotted."""
        return [
            (earmark, f"{_EARMARK}{self.grant.id}--{earmark.id}", self.allotted.earmarks[earmark.id])
            for earmark in self.grant.earmarks
            if earmark.id in self.allotted.earmarks
        ]

    def wanted(self, values: Mapping[str, str]) -> Sum:
        """Return what is written; what was allotted where nothing is."""
        return Sum(
            self.grant.id,
            _number(values.get(self.name), self.allotted.amount),
            {earmark.id: _number(values.get(name), given) for earmark, name, given in self.earmarks},
        )


def values_of(written: Mapping[str, object], before: int) -> dict[str, str]:
    """Return what has been written in a requisition that comes after so many others of the duty.

    Amounts that were written for one of those are left out.
    """
    values = {name: str(value) for name, value in written.items()}
    if values.get(BEFORE, "0") == str(before):
        return values
    return {name: value for name, value in values.items() if not name.startswith((_GRANT, _EARMARK))}


def asked_of(terms: Terms, can_be_asked: Sequence[Sum]) -> list[RequisitionedGrant]:
    """Return the grants that a recipient requisitions, of those that it was allotted, in the agreement's order."""
    sums = {part.grant: part for part in can_be_asked}
    return [
        RequisitionedGrant(one.grant, sums[one.grant.id])
        for one in terms.grants
        if one.needs_requisition and one.grant.id in sums
    ]


def sums_of(asked: Sequence[RequisitionedGrant], values: Mapping[str, str]) -> tuple[Sum, ...]:
    """Return what is requisitioned, grant by grant; a grant of which nothing is asked is left out."""
    return tuple(wanted for one in asked if (wanted := one.wanted(values)).amount)


def total_of(asked: Sequence[RequisitionedGrant], values: Mapping[str, str]) -> int:
    """Return the whole sum in kronor."""
    return sum(one.wanted(values).amount for one in asked)


class _Line(NamedTuple):
    name: str
    allotted: int
    wanted: int
    grant: str
    earmark: str = ""
    """The earmark whose part of the grant above it is; empty if it is the grant itself."""


def amounts_table(
    asked: Sequence[RequisitionedGrant],
    values: Mapping[str, str],
    amounts: AmountLinks | None = None,
    *,
    stands: bool = False,
) -> Table:
    """Return the amounts as the table that stands on the paper: each grant, its earmarks under it, and the sum.

    ``amounts`` is where a page lets them lead; what is only to be asked for leads to what is allotted, what has been
    asked for (``stands``) to that.
    """
    figure = "requisitioned" if stands else "allotted"
    columns: tuple[Column[_Line], ...] = (
        Column("medel", headings.FUNDS, of=lambda line: line.name, total=TOTAL, swedish=True),
        Column(
            "tilldelat", headings.ALLOTTED, "kronor", of=lambda line: line.allotted, total=sum,
            link=(lambda line: amounts.of("allotted", line.grant, earmark=line.earmark)) if amounts else None,
        ),
        Column(
            "rekvireras", Text("Rekvireras", "Requisitioned"), "kronor", of=lambda line: line.wanted, total=sum,
            link=(lambda line: amounts.of(figure, line.grant, earmark=line.earmark)) if amounts else None,
        ),
    )  # fmt: skip
    lines: list[_Line] = []
    for one in asked:
        wanted = one.wanted(values)
        lines.append(_Line(one.grant.name.sv, one.allotted.amount, wanted.amount, one.grant.id))
        lines += [
            _Line(f"varav {earmark.name.sv}", given, wanted.earmarks[earmark.id], one.grant.id, earmark.id)
            for earmark, _name, given in one.earmarks
        ]
    return Table.of(
        lines,
        columns,
        id="belopp",
        caption=Text("Beloppet fördelat på medel", "The amount by grant"),
        counted=lambda line: not line.earmark,
    )


def written(amount: int) -> str:
    """Return an amount as a field shows it."""
    return whole(amount)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text else otherwise
