"""Reports of keys as tables: one organisation's or a county's, and all with what everyone would get."""

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Duty, Text
from naravard.allocation import Allocation
from naravard.documents.table import TOTAL, Column, Row, Table, Value
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.fixing.sums import amount_of
from naravard.web.placements.asked import Asked, asked_of, rises_of
from naravard.web.placements.reading import Report
from naravard.web.placements.sharing import UNDECIDED, Reporter, Sharing
from naravard.web.site.templatetags.naravard import words

_CODE = Column("code", Text("Kod", "Code"), "code")
_NAME = Column("reporter", Text("Redovisar", "Reports"))
_STANDING = Column("standing", Text("Läge", "Standing"))
_CAME = Column("came", Text("Kom in", "Came in"), "date")


def reports_table(shown: Shown, duty: Duty, reports: Sequence[Report]) -> Table:
    """Return some organisations' reports as they were handed in last."""
    asked = asked_of(shown.agreement, duty)
    return Table(
        id=f"{shown.agreement.id}-{duty.id}",
        caption=duty.name,
        columns=(_CODE, _NAME, _STANDING, _CAME, *map(_column, asked)),
        rows=tuple(
            (
                report.organisation.code,
                report.organisation.name,
                words(report.task.state.status.label),
                _came(report),
                *_numbers(report, asked),
            )
            for report in reports
        ),
        provenance=provenance(shown),
    )


def sharing_table(sharing: Sharing, allocation: Allocation | None, basis: str, reporters: Sequence[Reporter]) -> Table:
    """Return what was reported with each one's increase and what it would get; a fall stands as no increase.

    ``allocation`` is what would be fixed, nothing while it cannot be worked out.
    """
    agreement, duty = sharing.shown.agreement, sharing.duty
    asked, rises = asked_of(agreement, duty), rises_of(agreement, duty)
    grants = sharing.grants if allocation is not None else ()
    amounts = [_amounts(allocation, grant.id, basis) for grant in grants] if allocation is not None else []
    columns = (
        _CODE,
        _NAME,
        _STANDING,
        _CAME,
        *map(_column, asked),
        *(Column(f"rise-{place}", _rise_heading(place, len(rises)), "number") for place in range(len(rises))),
        *(Column(grant.id, Text(f"{grant.name.sv}, kr", f"{grant.name.in_language('en')}, kr"), "kronor")
          for grant in grants),
    )  # fmt: skip
    rows: list[Row] = []
    for one in reporters:
        numbers = {name: int(number) for name, number in one.numbers.items()}
        risen: list[Value] = [
            max(change, 0) if one.part.takes_part and (change := rise.of(numbers)) is not None else None
            for rise in rises
        ]
        rows.append(
            (
                one.report.organisation.code,
                one.report.organisation.name,
                words(one.part.words),
                _came(one.report),
                *_numbers(one.report, asked),
                *risen,
                *(None if one.part in UNDECIDED else given.get(one.recipient_code) for given in amounts),
            )
        )
    return Table(
        id=f"{agreement.id}-{duty.id}-fordelning",
        caption=duty.name,
        columns=columns,
        rows=tuple(rows),
        total=_total(columns, rows),
        note=_fall_note(sharing) if rises else None,
        provenance=provenance(sharing.shown),
    )


def falls_of(sharing: Sharing, one: Reporter) -> list[int | None]:
    """Return by how much each increase is a fall for one who takes part, in the order of the columns."""
    numbers = {name: int(number) for name, number in one.numbers.items()}
    changes = [rise.of(numbers) for rise in rises_of(sharing.shown.agreement, sharing.duty)]
    return [-change if change is not None and change < 0 else None for change in changes]


def _rise_heading(place: int, count: int) -> Text:
    return Text("Ökning", "Increase") if count == 1 else Text(f"Ökning {place + 1}", f"Increase {place + 1}")


def _fall_note(sharing: Sharing) -> Text:
    notes = [grant.rule.note for grant in sharing.grants if grant.rule.note is not None]
    if notes:
        return notes[0]
    return Text(
        "En minskning räknas som ingen ökning, för den själv och i summan.",
        "A fall is counted as no increase, for oneself and in the sum.",
    )


def _column(one: Asked) -> Column:
    return Column(one.id, one.name, "number")


def _came(report: Report) -> datetime.date | None:
    came = report.task.record.submitted_at
    return swedish_day(came) if came else None


def _numbers(report: Report, asked: Sequence[Asked]) -> list[Value]:
    exact: Mapping[str, Fraction] = report.newest.exact if report.newest else {}
    return [exact.get(one.id) for one in asked]


def _amounts(allocation: Allocation, grant_id: str, basis: str) -> dict[str, int]:
    return {cell.recipient.code: amount_of(cell, basis) for cell in allocation.grant(grant_id).cells}


def _total(columns: Sequence[Column], rows: Sequence[Row]) -> Row:
    total: list[Value] = [None, words(TOTAL), None, None]
    for place in range(len(total), len(columns)):
        found = [Fraction(value) for row in rows if isinstance(value := row[place], int | Fraction)]
        total.append(sum(found, Fraction(0)) if found else None)
    return tuple(int(value) if isinstance(value, Fraction) and value.denominator == 1 else value for value in total)
