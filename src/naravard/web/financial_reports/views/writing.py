"""Writing the report, drawing it up, and opening it again: what those do who prepare it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import whole
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.financial_reports.acts import ask_to_reopen_financial_report
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT
from naravard.web.financial_reports.report import COMMENT, LEAST_NAME, Report
from naravard.web.financial_reports.tables import own_table
from naravard.web.financial_reports.views.finding import REFUSALS, Refused, address, existing, may, report_page
from naravard.web.financial_reports.views.own import areas_of
from naravard.web.once.doing import once, once_of
from naravard.web.organisations.views.answering import done
from naravard.web.papers.known import number_names
from naravard.web.papers.written import NUMBER
from naravard.web.site.clock import now
from naravard.web.site.conflict import ChangedMeanwhileError
from naravard.web.site.forms import Field, Written, filled
from naravard.web.site.tables import present

_REASON = Field(
    name="reason",
    label=Text("Skäl", "Reason"),
    kind="area",
    hint=Text("Skälet står kvar i historiken.", "The reason stays in the history."),
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def write(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Write what only the organisation knows: from which sum a cost is named, and its own words on each area."""
    report = existing(actor, agreement_id)
    fields = _fields(report)
    if request.method != "POST":
        return _form(request, actor, report, filled(fields, _shown(report)))
    written = Written(request.POST)
    values = {
        field.name: str(written.kronor(field.name)) if field.kind == "kronor"
        else written.line(field.name) if field.kind == "line" else written.text(field.name)
        for field in fields
    }  # fmt: skip
    if written.problems:
        again = filled(fields, request.POST, written.problems)
        return _form(request, actor, report, again, status=422, problems=written.problems)

    def do() -> str:
        FINANCIAL_REPORT.acts.write(
            actor=actor, organisation=report.organisation, agreement_id=agreement_id, values=values,
            version=written.version() or 0, at=now(),
        )  # fmt: skip
        return address(actor, report)

    try:
        to = once(once_of(request), actor.who.code, do, at=now())
    except ChangedMeanwhileError as error:
        labels = {field.name: field.label for field in fields}
        theirs = [(labels[name], text) for name, text in error.now.items() if name in labels and text != values[name]]
        return _form(
            request, actor, existing(actor, agreement_id), filled(fields, request.POST), status=409, theirs=theirs,
            changed=True,
        )  # fmt: skip
    except REFUSALS as error:
        refused, newer = Refused(error), existing(actor, agreement_id)
        return _form(request, actor, newer, filled(fields, request.POST), status=refused.status, refused=refused)
    return done(request, to, _("Det du skrev är sparat."))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def draw_up(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Check all that the report says, and draw it up: from then on its figures stand and the CFO has it."""
    report = existing(actor, agreement_id)

    def do() -> str:
        FINANCIAL_REPORT.acts.ready(
            actor=actor, organisation=report.organisation, agreement_id=agreement_id,
            version=Written(request.POST).version() or 0, at=now(),
        )  # fmt: skip
        return address(actor, report)

    def page(refused: Refused | None = None) -> HttpResponse:
        found = existing(actor, agreement_id)
        return report_page(
            request, "financial_reports/draw_up.html", actor, found, status=refused.status if refused else 200,
            refused=refused, areas=areas_of(found), table=present(request, own_table(found), export_base=""),
            back=address(actor, found), entries=_head(found),
        )  # fmt: skip

    if request.method != "POST":
        return page()
    try:
        to = once(once_of(request), actor.who.code, do, at=now())
    except REFUSALS as error:
        return page(Refused(error))
    return done(request, to, _("Redovisningen är upprättad. Ekonomichefen kan granska den."))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def reopen(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Open the report again before it is handed in, or ask its receiver to do so afterwards; with a reason."""
    report = existing(actor, agreement_id)
    asks = report.step.is_in

    def page(**values: Any) -> HttpResponse:
        return report_page(
            request, "financial_reports/reopen.html", actor, existing(actor, agreement_id), asks=asks,
            back=address(actor, report), **values,
        )  # fmt: skip

    if request.method != "POST":
        return page(fields=[_REASON])
    written = Written(request.POST)
    reason = written.text("reason", required=True)
    fields = filled([_REASON], request.POST, written.problems)
    if written.problems:
        return page(fields=fields, problems=written.problems, status=422)

    def do() -> str:
        given: dict[str, Any] = {
            "actor": actor, "organisation": report.organisation, "agreement_id": agreement_id, "at": now(),
        }  # fmt: skip
        if asks:
            ask_to_reopen_financial_report(**given, reason=reason)
        else:
            FINANCIAL_REPORT.acts.open(**given, reason=reason, version=written.version() or 0)
        return address(actor, report)

    try:
        to = once(once_of(request), actor.who.code, do, at=now())
    except REFUSALS as error:
        refused = Refused(error)
        return page(fields=fields, refused=refused, status=refused.status)
    return done(request, to, _("Begäran är skickad.") if asks else _("Redovisningen är öppnad igen."))


def _fields(report: Report) -> list[Field]:
    names = number_names(report.shown.agreement)
    numbers = [number for number in report.numbers if not report.stated.get(number)]
    least = Text(
        "Aktiviteter som har kostat minst så här mycket namnges. Resten läggs ihop till en post.",
        "Activities that have cost at least this much are named. The rest is added up to one item.",
    )
    comment = Text("Egna ord om området, om ni vill.", "Your own words on the area, if you wish.")
    number = Text("Departementet har inte angett numret. Skriv det här.",
                  "The ministry has not stated the number. Write it here.")  # fmt: skip
    return [
        Field(name=LEAST_NAME, label=Text("Namnge kostnadsposter från", "Name cost items from"), kind="kronor",
              hint=least),
        *(Field(name=f"{NUMBER}{one}", label=names[one], hint=number) for one in numbers),
        *(Field(name=field.id, label=Text(field.label)) for field in report.fields_to_write),
        *(
            Field(name=f"{COMMENT}{area}", label=name, kind="area", hint=comment)
            for area, name, _text in areas_of(report)
        ),
    ]  # fmt: skip


def _shown(report: Report) -> dict[str, str]:
    return {**report.values, LEAST_NAME: whole(report.least)}


def _form(
    request: HttpRequest,
    actor: Actor,
    report: Report,
    fields: list[Field],
    *,
    status: int = 200,
    problems: Mapping[str, Text] | None = None,
    **values: Any,
) -> HttpResponse:
    return report_page(
        request, "financial_reports/write.html", actor, report, status=status, fields=fields, problems=problems,
        back=address(actor, report), may=may(request, report.organisation), **values,
    )  # fmt: skip


def _head(report: Report) -> list[tuple[str, str]]:
    """Return what stands on the paper before the figures: label and value."""
    if report.paper is None:
        return []
    document = report.document(now().date())
    return [(row.label.sv, row.value.sv) for section in document.sections[:2] for row in section.rows]
