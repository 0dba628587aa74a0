"""The receiver's pages of financial reports: all that are to come in, one with its checks, accepting and reopening."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import roles_in
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.financial_reports.acts import accept_financial_report, reopen_financial_report
from naravard.web.financial_reports.checks import checks_of
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT, reports_to
from naravard.web.financial_reports.report import FinancialReport
from naravard.web.financial_reports.report import ReportStage as At
from naravard.web.financial_reports.tables import own_table, received_table, seen_by_receiver, time_words
from naravard.web.financial_reports.views.lookup import do, permissions_of, report_deed, report_to
from naravard.web.financial_reports.views.own import areas_of
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.papers.overview import edition_before
from naravard.web.site.checks import Checklist
from naravard.web.site.clock import now
from naravard.web.site.forms import Written, reason
from naravard.web.site.forms.deeds import Deed
from naravard.web.site.forms.step import Step, answer, within
from naravard.web.site.lists import chosen_in
from naravard.web.site.tables import export, present
from naravard.web.tasks.losses import yes_to_opening

FILTER = "lage"
IN, ACCEPTED, NOT_IN = "inlamnad", "godtagen", "inte-inlamnad"
MISSING, LATE, DEVIATING, UNUSED, ASKED = "saknas", "for-sent", "alternativ-2", "inte-forbrukat", "ber-om"
SEEN = "seen"
"""The name of the number of the report that was looked at."""
_FILTERS = {
    IN: Text("Inlämnad, väntar på dig", "Handed in, waits for you"),
    ACCEPTED: Text("Godtagen", "Accepted"),
    NOT_IN: Text("Inte inlämnad", "Not handed in"),
    MISSING: Text("Saknas", "Missing"),
    LATE: Text("Kom för sent", "Came too late"),
    DEVIATING: Text("Inte korrekt enligt granskningen", "Not correct by the review"),
    UNUSED: Text("Medel som inte har förbrukats", "Funds not used"),
    ASKED: Text("Ber om att öppna igen", "Asks to reopen"),
}


@require_safe
@requires(Permission.SEE)
def received(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """Which financial reports have come in, in time or late or not at all; what was not used; where the CFO objects."""
    shown, organisation = shown_or_404(agreement_id), own(actor)
    receives_or_404(organisation)
    every = reports_to(shown, organisation.code, now())
    to_do = [(value, any(_is_wanted(one, value) for one in every)) for value in (IN, MISSING)]
    chosen = chosen_in(request, FILTER, to_do, form=form)
    some = [one for one in every if _is_wanted(one, chosen)]
    table = received_table(shown, some, organisation.code)
    if form:
        return export(table, form)

    choices = [(value, label, sum(_is_wanted(one, value) for one in every)) for value, label in _FILTERS.items()]
    values: dict[str, Any] = {
        "every": every,
        "chosen": chosen,
        "filter": FILTER,
        "choices": choices,
        "came": sum(one.step.is_in for one in every),
        "waits": sum(one.step is At.HANDED_IN for one in every),
        "missing": sum(_is_wanted(one, MISSING) for one in every),
        "deviating": sum(_is_wanted(one, DEVIATING) for one in every),
        "unused": sum(one.figures.total("unused") for one in every if one.step.is_in),
        "table": present(request, table),
        "may_accept_many": sum(one.step is At.HANDED_IN for one in every) > 1
        and Permission.RECEIVE in permissions_of(request, organisation),
    }
    return money_page(
        request, "financial_reports/received.html", actor, shown, room=FINANCIAL_REPORT.received, **values
    )


def receives_or_404(organisation: Organisation) -> None:
    """Answer 404 for an organisation that has nobody who pays, and so receives no financial reports."""
    if not any(Permission.PAY in role.permissions for role in roles_in(organisation.kind, organisation.code)):
        raise Http404


@require_safe
@requires(Permission.SEE)
def one(request: HttpRequest, actor: Actor, agreement_id: str, reporting_code: str, duty_id: str = "") -> HttpResponse:
    """One report with its checks: does it tie to the ledger, did it come in time, who certified and signed."""
    report = report_to(actor, agreement_id, reporting_code, duty_id)
    row = report.standing
    is_shown = row is not None and report.step.is_in
    paper = report.newest
    values: dict[str, Any] = {
        "row": row if is_shown else None,
        "paper": paper,
        "checklist": Checklist(checks_of(report, row, paper) if is_shown and row else []),
        "label": seen_by_receiver(report),
        "time": time_words(report),
        "next_waiting": _next_waiting(actor, report),
        "may": Permission.RECEIVE in permissions_of(request, own(actor)),
        "areas": areas_of(report) if is_shown else [],
        "before": edition_before(paper) if paper else None,
        "unused": report.figures.total("unused") if is_shown else 0,
        "table": present(request, own_table(report, own(actor).code), export_base="") if is_shown else None,
        "received_urls": {
            name: report.received_url(own(actor).code, f"financial_reports:{name}")
            for name in ("accept", "reopen_received")
        },
    }
    return _page(request, "financial_reports/one.html", actor, report, **values)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECEIVE)
def accept(
    request: HttpRequest, actor: Actor, agreement_id: str, reporting_code: str, duty_id: str = ""
) -> HttpResponse:
    """Accept a financial report that has come in, when its checks have been looked at."""
    report = report_to(actor, agreement_id, reporting_code, duty_id)
    row, paper = report.standing, report.newest

    def take(seen: int, _version: int | None) -> str:
        do(accept_financial_report, actor, report, seen=seen)
        return _url(actor, report)

    step = Step[int](
        title=Text("Godta redovisningen", "Accept the report"),
        deed=_accepted(report) if report.step is At.HANDED_IN else None,
        button=Text("Godta redovisningen", "Accept the report"),
        read=_seen,
        do=take,
        done=Text("Redovisningen är godtagen.", "The report is accepted."),
        closed=None
        if report.step is At.HANDED_IN
        else Text(
            "Det finns ingen inlämnad redovisning att godta.", "There is no report that has been handed in to accept."
        ),
        template="financial_reports/accept.html",
        extra={"checklist": Checklist(checks_of(report, row, paper) if row and row.receipt_number else [])},
        **_received(actor, report),
    )
    return answer(request, actor, within(_page, request, actor, report, _crumb(actor, report)), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECEIVE)
def reopen(
    request: HttpRequest, actor: Actor, agreement_id: str, reporting_code: str, duty_id: str = ""
) -> HttpResponse:
    """Open a financial report again that has come in, with a reason; the edition that came is kept as it is."""
    report = report_to(actor, agreement_id, reporting_code, duty_id)

    def open_again(given: tuple[str, int], _version: int | None) -> str:
        because, seen = given
        do(reopen_financial_report, actor, report, reason=because, seen=seen)
        return _url(actor, report)

    step = Step[tuple[str, int]](
        title=Text("Öppna redovisningen igen", "Open the report again"),
        explains=_OPENING,
        button=Text("Öppna igen", "Open again"),
        fields=[reason(hint=_READ_BY)],
        read=lambda written: (written.reason(), _seen(written)),
        do=open_again,
        done=Text("Redovisningen är öppnad igen.", "The report is opened again."),
        closed=None
        if report.step.is_in
        else Text(
            "Det finns ingen inlämnad redovisning att öppna.", "There is no report that has been handed in to reopen."
        ),
        is_warning=True,
        own_yes=yes_to_opening(report.task) if report.step.is_in else (),
        **_received(actor, report),
    )
    return answer(request, actor, within(_page, request, actor, report, _crumb(actor, report)), step)


_READ_BY = Text("Den som redovisar läser skälet.", "The one who reports reads the reason.")
_OPENING = Text(
    "Den som redovisar kan ändra den och lämna in på nytt. Den som har kommit in sparas och kan jämföras. Att den "
    "första kom i tid räknas fortfarande.",
    "The one who reports can change it and hand it in again. The one that has come in is kept and can be compared. "
    "That the first came in time still counts.",
)


def _next_waiting(actor: Actor, report: FinancialReport) -> tuple[Text, str] | None:
    """Return the report that waits after this one, the first again after the last; None if no other waits."""
    here = (report.organisation.code, report.duty.id)
    waiting = {
        (one.organisation.code, one.duty.id): one
        for one in reports_to(report.shown, own(actor).code, now())
        if one.step is At.HANDED_IN and (one.organisation.code, one.duty.id) != here
    }
    if not waiting:
        return None
    found = waiting[min((key for key in waiting if key > here), default=min(waiting))]
    return found.organisation.text, _url(actor, found)


def _accepted(report: FinancialReport) -> Deed:
    return report_deed(
        report,
        act=Text("Godta redovisningen av", "Accept the report of"),
        to=Text("från", "from"),
        final=Text(
            "Redovisningen är klar när du har godtagit den. Behöver den ändras kan du öppna den igen, med ett skäl.",
            "The report is done when you have accepted it. If it has to be changed you can open it again, with "
            "a reason.",
        ),
    )


def _seen(written: Written) -> int:
    """Return which report was looked at."""
    return written.version(SEEN) or 0


def _received(actor: Actor, report: FinancialReport) -> dict[str, Any]:
    """Return what the receiver's forms share."""
    row = report.standing
    return {
        "of": report.organisation.text,
        "hidden": {SEEN: str(row.number if row else 0)},
        "tells_seen": frozenset({SEEN}),
        "back": _url(actor, report),
    }


def _is_wanted(report: FinancialReport, wanted: str) -> bool:
    row = report.standing if report.step.is_in else None
    return {
        IN: report.step is At.HANDED_IN,
        ACCEPTED: report.step is At.ACCEPTED,
        NOT_IN: not report.step.is_in and report.step is not At.NOTHING_PAID,
        MISSING: time_words(report).sv == "saknas",
        LATE: report.task.state.was_late,
        DEVIATING: row is not None and row.alternative == 2,
        UNUSED: row is not None and report.figures.total("unused") > 0,
        ASKED: row is not None and row.asked_at is not None,
    }.get(wanted, True)


def _url(actor: Actor, report: FinancialReport) -> str:
    return report.received_url(own(actor).code)


def _crumb(actor: Actor, report: FinancialReport) -> Crumb:
    return Crumb(report.organisation.text, _url(actor, report))


def _page(
    request: HttpRequest,
    template: str,
    actor: Actor,
    report: FinancialReport,
    *crumbs: Crumb,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    first = Crumb(
        _("Redovisningar"), reverse(FINANCIAL_REPORT.received, args=[own(actor).code, report.shown.agreement.id])
    )
    return money_page(
        request,
        template,
        actor,
        report.shown,
        first,
        *crumbs,
        room=FINANCIAL_REPORT.received,
        status=status,
        report=report,
        **values,
    )
