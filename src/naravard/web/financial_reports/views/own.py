"""The recipient's report to read: where it is on its way, its figures, the file, and each time it was drawn up."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.agreement.model import Text
from naravard.documents.paper_pdf import as_draft, paper_pdf
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import roles_in
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT
from naravard.web.financial_reports.report import FinancialReport, ReportStage
from naravard.web.financial_reports.tables import own_table, time_words, versions_table
from naravard.web.financial_reports.views.lookup import address, existing, own_report, permissions_of, report_page
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.models import Organisation
from naravard.web.papers.views.files import pdf_answer
from naravard.web.repayments.overview import Repayment, names_of
from naravard.web.site.clock import today
from naravard.web.site.tables import export, present
from naravard.web.tasks.words import joined

_ORDER = (
    ReportStage.WRITING,
    ReportStage.AT_CFO,
    ReportStage.AT_SIGNATORY,
    ReportStage.HANDED_IN,
    ReportStage.ACCEPTED,
)
_STEPS = (
    (ReportStage.WRITING, Text("Skriv och gör klar", "Write and draw up"), Permission.WORK_ON_DUTIES),
    (
        ReportStage.AT_CFO,
        Text("Ekonomichefen granskar och intygar", "The CFO reviews and certifies"),
        Permission.CERTIFY,
    ),
    (
        ReportStage.AT_SIGNATORY,
        Text("Behörig företrädare skriver under och lämnar in", "The authorised signatory signs and hands in"),
        Permission.SIGN,
    ),
    (ReportStage.HANDED_IN, Text("Mottagaren godtar", "The receiver accepts"), Permission.RECEIVE),
)


@dataclass(frozen=True, slots=True)
class TaskStep:
    """One step of the task list."""

    name: Text
    who: Text
    is_done: bool
    is_now: bool


@require_safe
@requires(Permission.SEE)
def report(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str = "", form: str = "") -> HttpResponse:
    """Where the financial report is on its way, who does what next, and all its figures with how they came about."""
    shown, found = own_report(actor, agreement_id, duty_id)
    if found is None:
        return money_page(request, "financial_reports/none.html", actor, shown, room=FINANCIAL_REPORT.room)
    table = own_table(found)
    if form:
        return export(table, form)
    repayment = Repayment(found.money)
    names = names_of(code for code, _left in repayment.holders)
    values: dict[str, Any] = {
        "steps": steps_of(found),
        "time": time_words(found),
        "may": permissions_of(request, found.organisation),
        "table": present(request, table),
        "holders": [(names.get(code, Text(code)), left) for code, left in repayment.holders],
        "areas": areas_of(found),
        "handed_in": found.newest,
    }
    return money_page(
        request,
        "financial_reports/report.html",
        actor,
        shown,
        room=FINANCIAL_REPORT.room,
        duty=found.duty,
        report=found,
        **values,
    )


@require_safe
@requires(Permission.SEE)
def pdf(_request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str = "") -> HttpResponse:
    """The report as PDF: the file that is to be signed where it is drawn up, otherwise as it would be now."""
    found = existing(actor, agreement_id, duty_id)
    name = f"ekonomisk-redovisning-{found.organisation.code}.pdf"
    if found.draft.pdf is not None:
        return pdf_answer(bytes(found.draft.pdf), name)
    if found.paper is None:
        return pdf_answer(b"", name)
    return pdf_answer(paper_pdf(as_draft(found.document(today(), found.review))), f"utkast-{name}")


@require_safe
@requires(Permission.SEE)
def versions(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str = "", form: str = "") -> HttpResponse:
    """Each time the report was drawn up, side by side: by whom, what the CFO said, and why it was opened again."""
    found = existing(actor, agreement_id, duty_id)
    table = versions_table(found)
    if form:
        return export(table, form)
    return report_page(
        request, "financial_reports/versions.html", actor, found, table=present(request, table),
        back=address(actor, found),
    )  # fmt: skip


def steps_of(found: FinancialReport) -> list[TaskStep]:
    """Return the task list: each step, who does it, and whether it is done."""
    step = ReportStage.WRITING if found.step is ReportStage.NOTHING_PAID else found.step
    place = _ORDER.index(step)
    receiver = Organisation.objects.filter(pk=found.duty.to or "").first()
    return [
        TaskStep(
            name,
            (receiver.text if receiver else Text("–")) if one is ReportStage.HANDED_IN else _roles(found, permission),
            is_done=_ORDER.index(one) < place,
            is_now=one is found.step,
        )
        for one, name, permission in _STEPS
    ]


def areas_of(found: FinancialReport) -> list[tuple[str, Text, str]]:
    """Return the areas that the report is about, with the words on each: id, name, words."""
    mine = {one.area for one in found.figures.grants}
    areas = found.shown.agreement.areas
    return [(area.id, area.name, found.comments.get(area.id, "")) for area in areas if area.id in mine or "" in mine]


def _roles(found: FinancialReport, permission: Permission) -> Text:
    organisation = found.organisation
    names = [role.name for role in roles_in(organisation.kind, organisation.code) if permission in role.permissions]
    return joined(names)
