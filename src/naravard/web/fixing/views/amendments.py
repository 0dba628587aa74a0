"""An agreement's amendments: what each changes and adds, whom it gives other sums, and which versions rest on it."""

import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.agreement.amendments import amended, changes_of
from naravard.agreement.model import Amendment, Text
from naravard.agreement.wording import day, kronor
from naravard.allocation import AllocationError, allocate
from naravard.documents.table import Table
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import page
from naravard.web.fixing.addresses import version_url
from naravard.web.fixing.tables import amended_table, changes_between, changes_table
from naravard.web.ledger.fixed_version import SIGNED
from naravard.web.ledger.models import FixedAllocation
from naravard.web.site.clock import today
from naravard.web.site.tables import ShownTable, export, present

SECTION = "fixing:amendments"


@dataclass(frozen=True, slots=True)
class AmendmentShown:
    """One amendment as its page shows it."""

    amendment: Amendment
    number: int
    holds: bool
    changed: ShownTable | None
    added: tuple[Text, ...]
    sums: ShownTable | None
    """Whose sums it changes; None if the money cannot be shared, or no sum is changed."""
    recipients: int
    versions: tuple[tuple[int, str], ...]
    """The versions of the allocation that rest on it, with their addresses."""


@require_safe
@open_to_everyone
def amendments(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """What later papers have changed in the agreement: before and after, by which clause, and from which day."""
    shown = shown_or_404(agreement_id)
    signed = shown.signed
    numbers = range(1, len(signed.amendments) + 1)
    if form:
        return export(amended_table(shown, [one for number in numbers for one in changes_of(signed, number)]), form)
    fixed = list(FixedAllocation.objects.filter(agreement_id=agreement_id).order_by("version"))
    return page(
        request,
        "fixing/amendments.html",
        shown,
        SECTION,
        found=[_shown(request, shown, number, today(), fixed) for number in numbers],
        signed=[(one.version, version_url(one)) for one in fixed if not one.amendments],
    )


def _shown(
    request: HttpRequest, shown: Shown, number: int, on: datetime.date, fixed: list[FixedAllocation]
) -> AmendmentShown:
    amendment = shown.signed.amendments[number - 1]
    changed = amended_table(shown, changes_of(shown.signed, number))
    sums = _sums(shown, number)
    return AmendmentShown(
        amendment=amendment,
        number=number,
        holds=amendment.from_ <= on,
        changed=present(request, changed, sort_name=f"sort-{number}", stacked=True) if changed.rows else None,
        added=_added(amendment),
        sums=present(request, sums[0], sort_name=f"sort-belopp-{number}", export_base="", stacked=True)
        if sums
        else None,
        recipients=sums[1] if sums else 0,
        versions=tuple((one.version, version_url(one)) for one in fixed if one.amendments == number),
    )


def _sums(shown: Shown, number: int) -> tuple[Table, int] | None:
    """Return whose sums the amendment changes, as a table, and how many they are."""
    try:
        before, after = (allocate(amended(shown.signed, one)) for one in (number - 1, number))
    except AllocationError:
        return None
    found = changes_between((before, SIGNED), (after, SIGNED))
    return (changes_table(shown, found, number), len({one.sum.code for one in found})) if found else None


def _added(amendment: Amendment) -> tuple[Text, ...]:
    """Return what an amendment adds, each as a line."""
    grants = [
        Text(f"{one.name.sv}: {kronor(one.amount)}", f"{one.name.in_language('en')}: {kronor(one.amount)}")
        for one in amendment.grants
    ]
    duties = [
        Text(
            f"{one.name.sv}: senast {day(one.due)}" if one.due else one.name.sv,
            f"{one.name.in_language('en')}: by {day(one.due)}" if one.due else one.name.in_language("en"),
        )
        for one in amendment.duties
    ]
    named = [
        one.name for items in (amendment.areas, amendment.keys, amendment.goals, amendment.papers) for one in items
    ]
    return (*grants, *duties, *named)
