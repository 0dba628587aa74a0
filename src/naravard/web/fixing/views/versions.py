"""Fixed versions as anyone may read them: a version's page, which never changes, and why a sum is what it is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naravard.agreement.model import Duty
from naravard.allocation import Allocation, AllocationError
from naravard.allocation.explanation import explain
from naravard.documents.table import Table
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb, page
from naravard.web.agreements.in_force import in_force
from naravard.web.fixing.addresses import Explanations, version_url
from naravard.web.fixing.allotments import awaited_by
from naravard.web.fixing.status import changed_by, history_of, numbers_of
from naravard.web.fixing.sums import amount_of, sums_of
from naravard.web.fixing.tables import amendment_of, changes_table, grants_table, sums_table, versions_table
from naravard.web.fixing.words import basis_words
from naravard.web.ledger.accounts import newest_fixed
from naravard.web.ledger.fixed_version import allocation_of, snapshot_of
from naravard.web.ledger.in_force import as_shown
from naravard.web.ledger.models import FixedAllocation
from naravard.web.money.tables.cell import steps_table
from naravard.web.site.tables import export, present
from naravard.web.site.templatetags.naravard import language

SECTION = "fixing:versions"
ASKED = "belopp"
"""The query's name for the grant that is asked for."""


@require_safe
@open_to_everyone
def versions(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """Which versions of an agreement's allocation have been fixed, what each changed, and which is in force."""
    shown = shown_or_404(agreement_id)
    found = history_of(agreement_id)
    table = versions_table(shown, found)
    if form:
        return export(table, form)
    return page(
        request,
        "fixing/versions.html",
        shown,
        SECTION,
        newest=found[0].fixed if found else None,
        valid=in_force(shown),
        table=present(request, table, stacked=True) if found else None,
        numbers=numbers_of(shown),
    )


@require_safe
@open_to_everyone
def changes(_request: HttpRequest, agreement_id: str, version: int, form: str) -> HttpResponse:
    """What a version changed against the one before it, sum by sum, as a file."""
    fixed = version_or_404(agreement_id, version)
    table = _changes(fixed)
    if table is None:
        raise Http404(_("Den första versionen ändrade inget."))
    return export(table, form)


@require_safe
@open_to_everyone
def version(request: HttpRequest, agreement_id: str, version: int, form: str = "") -> HttpResponse:
    """Which sums a fixed version of an agreement's allocation holds, on what they rest, and what it awaits."""
    fixed = version_or_404(agreement_id, version)
    shown, allocation = as_shown(fixed), allocation_of(fixed)
    wanted = request.GET.get(ASKED, "")
    sums = [one for one in sums_of(allocation, fixed.basis) if wanted in ("", one.grant.id)]
    if form:
        return export(sums_table(shown, fixed, sums), form)
    explanations = Explanations(fixed)
    newest, changed = newest_fixed(agreement_id), _changes(fixed)
    base = reverse("fixing:version_changes", args=[agreement_id, version, "csv"]).removesuffix(".csv")
    return page(
        request,
        "fixing/version.html",
        shown,
        SECTION,
        versions_crumb(agreement_id),
        fixed=fixed,
        basis=basis_words(fixed.basis),
        amendment=amendment_of(shown, fixed),
        changed=present(request, changed, sort_name="sort-andrat", export_base=base, stacked=True) if changed else None,
        newest=newest if newest and newest.version != fixed.version else None,
        newest_url=version_url(newest) if newest else "",
        outside=_outside(allocation, fixed),
        awaited=awaited_by(allocation),
        wanted=next((grant for grant in allocation.agreement.grants if grant.id == wanted), None),
        is_shown=explanations.is_shown,
        grants=present(
            request,
            grants_table(shown, allocation, fixed, lambda grant_id: f"?{ASKED}={grant_id}#mottagare"),
            sort_name="sort-belopp",
            export_base="",
        ),
        table=present(request, sums_table(shown, fixed, sums, explanations), stacked=True),
    )


@require_safe
@open_to_everyone
def explanation(
    request: HttpRequest, agreement_id: str, version: int, grant_id: str, code: str, earmark_id: str = ""
) -> HttpResponse:
    """Why a recipient's sum is what it is in a fixed version, from the files that the version was fixed from."""
    fixed = version_or_404(agreement_id, version)
    shown, allocation = snapshot_of(fixed), allocation_of(fixed)
    try:
        found = explain(allocation, grant_id, code, earmark=earmark_id or None)
    except AllocationError as error:
        raise Http404(error.in_language(language())) from error
    granted = allocation.grant(grant_id)
    return page(
        request,
        "fixing/explanation.html",
        shown,
        SECTION,
        versions_crumb(agreement_id),
        Crumb(_("Version %(version)s") % {"version": fixed.version}, version_url(fixed)),
        fixed=fixed,
        basis=basis_words(fixed.basis),
        grant=granted.grant,
        cell=found.cell,
        amount=amount_of(found.cell, fixed.basis),
        subject=found.subject,
        lines=found.lines[1:],
        version_url=version_url(fixed),
        earmarks=[] if earmark_id else _earmarks(allocation, fixed, grant_id, code),
        table=present(request, steps_table(shown, found), export_base=""),
    )


def versions_crumb(agreement_id: str) -> Crumb:
    """Return the step to the page with all versions."""
    return Crumb(_("Versioner"), reverse(SECTION, args=[agreement_id]))


def _changes(fixed: FixedAllocation) -> Table | None:
    """Return what a version changed against the one before it; None for the first."""
    before = FixedAllocation.objects.filter(agreement_id=fixed.agreement_id, version=fixed.version - 1).first()
    if before is None:
        return None
    found, ways = changed_by(before, fixed), (Explanations(before), Explanations(fixed))
    return changes_table(snapshot_of(fixed), found, fixed.version, *ways)


def version_or_404(agreement_id: str, version: int) -> FixedAllocation:
    """Return a version; 404 with words where it has not been fixed."""
    shown_or_404(agreement_id)
    fixed = FixedAllocation.objects.filter(agreement_id=agreement_id, version=version).first()
    if fixed is None:
        raise Http404(_("Fördelningen har ingen version %(version)s.") % {"version": version})
    return fixed


def _outside(allocation: Allocation, fixed: FixedAllocation) -> list[tuple[Duty, int]]:
    """Return the duties that some did not do in time, and how many did not."""
    counted = {duty: len(codes) for duty, codes in fixed.outside.items() if codes}
    return [(duty, counted[duty.id]) for duty in allocation.agreement.duties if duty.id in counted]


def _earmarks(allocation: Allocation, fixed: FixedAllocation, grant_id: str, code: str) -> list[dict[str, object]]:
    return [
        {
            "earmark": part.earmark,
            "amount": amount_of(part.cell(code), fixed.basis),
            "url": reverse("fixing:earmark", args=[fixed.agreement_id, fixed.version, grant_id, code, part.earmark.id]),
        }
        for part in allocation.grant(grant_id).earmarks
    ]
