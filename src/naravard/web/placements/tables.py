"""Reports of keys as tables: one organisation's or a county's, and all with what everyone would get."""

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Duty, Grant, Text
from naravard.allocation import Allocation
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table, sum_if_any
from naravard.web.agreements.current import Shown
from naravard.web.agreements.in_force import in_force
from naravard.web.agreements.provenance import provenance
from naravard.web.fixing.sums import amount_of
from naravard.web.money.addresses import explanation_url
from naravard.web.placements.overview import ReportOfKeys
from naravard.web.placements.participation import UNDECIDED, Reporter, Sharing
from naravard.web.placements.questions import KeyQuestion, Rise, asked_of, rises_of
from naravard.web.site.templatetags.naravard import figure

_REPORTS = Text("Redovisar", "Reports")


def reports_table(shown: Shown, duty: Duty, reports: Sequence[ReportOfKeys], coordinator: str = "") -> Table:
    """Return some organisations' reports as they were handed in last.

    ``coordinator`` is the code of the one that writes for those that let it.
    """

    def link(report: ReportOfKeys) -> str | None:
        if not coordinator or report.coordinator != coordinator:
            return None
        return reverse(
            "placements:write_for", args=[coordinator, shown.agreement.id, duty.id, report.organisation.code]
        )

    columns: list[Column[ReportOfKeys]] = [
        Column("code", headings.CODE, "code", of=lambda report: report.organisation.code, on_page=False),
        Column(
            "reporter", _REPORTS, of=lambda report: report.organisation.name, link=link,
            remark=lambda report: _("låter RSS lämna in") if link(report) else "",
        ),
        Column("standing", headings.STATUS, of=lambda report: report.task.state.shown),
        Column("came", headings.CAME_IN, "date", of=_came),
        *(_number(one) for one in asked_of(shown.agreement, duty)),
    ]  # fmt: skip
    return Table.of(
        reports, columns, id=f"{shown.agreement.id}-{duty.id}", caption=duty.name, provenance=provenance(shown)
    )


def _number(one: KeyQuestion) -> Column[ReportOfKeys]:
    return Column(one.id, one.name, "number", one.decimals or None, of=lambda report: _exact(report).get(one.id))


def sharing_table(
    sharing: Sharing, allocation: Allocation | None, basis: str, reporters: Sequence[Reporter], receiver: str
) -> Table:
    """Return what was reported with each one's increase and what it would get; a fall stands as no increase.

    ``allocation`` is what would be fixed, nothing while it cannot be worked out; ``receiver`` is the code of the one
    who receives the reports.
    """
    agreement, duty = sharing.shown.agreement, sharing.duty
    rises = rises_of(agreement, duty)
    places = [receiver, agreement.id, duty.id]
    columns: list[Column[Reporter]] = [
        Column("code", headings.CODE, "code", of=lambda one: one.report.organisation.code, on_page=False),
        Column(
            "reporter", _REPORTS, of=lambda one: one.report.organisation.name, total=TOTAL,
            link=lambda one: reverse("placements:received", args=[*places, one.report.organisation.code]),
        ),
        Column("standing", headings.STATUS, of=lambda one: one.part.words),
        Column("came", headings.CAME_IN, "date", of=lambda one: _came(one.report)),
        *(_number_of_reporter(one) for one in asked_of(agreement, duty)),
        *(_rise_column(place, rise, len(rises)) for place, rise in enumerate(rises)),
    ]  # fmt: skip
    if allocation is not None:
        columns += [
            _grant_column(sharing.shown, grant, _amounts(allocation, grant.id, basis)) for grant in sharing.grants
        ]
    return Table.of(
        reporters,
        columns,
        id=f"{agreement.id}-{duty.id}-fordelning",
        caption=duty.name,
        note=_fall_note(sharing) if rises else None,
        provenance=provenance(sharing.shown),
    )


def _number_of_reporter(asked: KeyQuestion) -> Column[Reporter]:
    column = _number(asked)
    return Column(
        column.id, column.heading, column.kind, column.decimals, of=lambda one: column.of(one.report), total=sum_if_any
    )


def _rise_column(place: int, rise: Rise, count: int) -> Column[Reporter]:
    def change(one: Reporter) -> Fraction | None:
        return rise.of(one.numbers) if one.part.takes_part else None

    def rises(one: Reporter) -> Fraction | None:
        return max(changed, Fraction(0)) if (changed := change(one)) is not None else None

    def fall(one: Reporter) -> str:
        changed = change(one)
        return _("minskning: %(fall)s") % {"fall": figure(-changed)} if changed is not None and changed < 0 else ""

    return Column(f"rise-{place}", _rise_heading(place, count), "number", of=rises, total=sum_if_any, remark=fall)


def _grant_column(shown: Shown, grant: Grant, amounts: Mapping[str, int]) -> Column[Reporter]:
    """Return what each would get of a grant; what has been fixed so leads to why."""
    valid = in_force(shown)
    shared = valid.allocation.grant(grant.id).cells if valid.allocation and valid.version else ()
    known = {cell.recipient.code: cell.binding for cell in shared}

    def link(one: Reporter) -> str | None:
        code = one.recipient_code
        return explanation_url(shown, grant.id, code) if known.get(code) == amounts.get(code) else None

    return Column(
        grant.id,
        Text(f"{grant.name.sv}, kr", f"{grant.name.in_language('en')}, kr"),
        "kronor",
        of=lambda one: None if one.part in UNDECIDED else amounts.get(one.recipient_code),
        total=sum_if_any,
        link=link,
    )


def _rise_heading(place: int, count: int) -> Text:
    return headings.INCREASE if count == 1 else Text(f"Ökning {place + 1}", f"Increase {place + 1}")


def _fall_note(sharing: Sharing) -> Text:
    notes = [grant.rule.note for grant in sharing.grants if grant.rule.note is not None]
    if notes:
        return notes[0]
    return Text(
        "En minskning räknas som ingen ökning, för den själv och i summan.",
        "A decrease counts as no increase, for the recipient itself and in the sum.",
    )


def _came(report: ReportOfKeys) -> datetime.date | None:
    came = report.task.record.submitted_at
    return swedish_day(came) if came else None


def _exact(report: ReportOfKeys) -> Mapping[str, Fraction]:
    return report.newest.exact if report.newest else {}


def _amounts(allocation: Allocation, grant_id: str, basis: str) -> dict[str, int]:
    return {cell.recipient.code: amount_of(cell, basis) for cell in allocation.grant(grant_id).cells}
