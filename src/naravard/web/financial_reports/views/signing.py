"""The CFO's review and the signatory's signature."""

from collections.abc import Mapping
from typing import Any, Literal

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.financial_reports.acts import certify_financial_report
from naravard.web.financial_reports.document import field_of
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT
from naravard.web.financial_reports.report import Report
from naravard.web.financial_reports.tables import own_table
from naravard.web.financial_reports.views.finding import REFUSALS, Refused, address, existing, report_page
from naravard.web.financial_reports.views.own import areas_of
from naravard.web.once.doing import answered, once, once_of
from naravard.web.organisations.views.answering import done
from naravard.web.papers.signing_form import FILE, read_signing, signing_fields, statement_of, ways
from naravard.web.simulation.reading.uploads import was_too_large
from naravard.web.site.clock import now
from naravard.web.site.forms import Choice, Field, Written, filled
from naravard.web.site.tables import present

STEP, CHECK, CHANGE = "steg", "kontrollera", "andra"
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "once", STEP})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CERTIFY)
def review(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Review the report as chief financial officer: say that point three is correct, or what is not and what then."""
    report = existing(actor, agreement_id)
    fields = _review_fields(report)
    if request.method != "POST":
        return _review(request, actor, report, filled(fields, {"name": actor.who.name.sv}))
    written = Written(request.POST)
    choice = written.chosen("alternative", _alternatives(report))
    texts = {name: written.text(name) for name in ("deviations", "measures")}
    told = {name: written.line(name, required=True) for name in ("name", "position", "phone", "email")}
    if request.POST.get(STEP) == CHANGE:
        return _review(request, actor, report, filled(fields, request.POST))
    _look(written, choice, texts)
    if written.problems:
        again = filled(fields, request.POST, written.problems)
        return _review(request, actor, report, again, problems=written.problems, status=422)
    if request.POST.get(STEP) == CHECK:
        return report_page(
            request, "financial_reports/check_review.html", actor, report, step=STEP, told=told, texts=texts,
            alternative=next(one for one in _alternatives(report) if one.value == choice),
            unused=report.figures.total("unused"), posted=_posted(request),
        )  # fmt: skip

    def do() -> str:
        alternative: Literal[1, 2] = 1 if choice == "1" else 2
        certify_financial_report(
            actor=actor, organisation=report.organisation, agreement_id=agreement_id, alternative=alternative,
            version=written.version() or 0, at=now(), **told, **texts,
        )  # fmt: skip
        return address(actor, report)

    try:
        to = once(once_of(request), actor.who.code, do, at=now())
    except REFUSALS as error:
        refused, newer = Refused(error), existing(actor, agreement_id)
        return _review(request, actor, newer, filled(fields, request.POST), refused=refused, status=refused.status)
    return done(request, to, _("Redovisningen är granskad. Behörig företrädare kan skriva under den."))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN)
def sign(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Sign the report as authorised signatory, on paper or with a signed file, and hand it in."""
    if request.method == "POST" and (before := answered(once_of(request), actor.who.code)):
        return done(request, before, _("Redovisningen är inlämnad."))
    report = existing(actor, agreement_id)
    if request.method != "POST":
        return _sign(request, actor, report, {}, {})
    written = Written(request.POST)
    file, too_large = _file(request), bool(was_too_large(request))
    way, signed = read_signing(written, file, bytes(report.draft.pdf or b""), too_large=too_large, at=now())
    if written.problems:
        return _sign(request, actor, report, request.POST, written.problems, status=422)

    def do() -> str:
        paper = FINANCIAL_REPORT.acts.hand_in(
            actor=actor, organisation=report.organisation, agreement_id=agreement_id, way=way, signed=signed,
            version=written.version() or 0, at=now(),
        )  # fmt: skip
        return reverse("papers:receipt", args=[report.organisation.code, paper.receipt_number])

    try:
        to = once(once_of(request), actor.who.code, do, at=now())
    except REFUSALS as error:
        refused, newer = Refused(error), existing(actor, agreement_id)
        problems = {refused.field: refused.says} if refused.field else {}
        return _sign(request, actor, newer, request.POST, problems, refused=refused, status=refused.status)
    return done(request, to, _("Redovisningen är inlämnad."))


def _posted(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was written, to be sent once more."""
    return [(name, str(value)) for name, value in request.POST.items() if name not in _NOT_KEPT]


def _look(written: Written, choice: str, texts: dict[str, str]) -> None:
    """Say what does not go with the alternative."""
    for name, text in texts.items():
        if choice == "2" and not text:
            written.wrong(name, "Alternativ 2 kräver en text här.", "Alternative 2 requires a text here.")
        if choice == "1" and text:
            written.wrong(
                name,
                "Alternativ 1 säger att redovisningen är korrekt. Välj alternativ 2, eller ta bort texten.",
                "Alternative 1 says that the report is correct. Choose alternative 2, or take the text away.",
            )


def _file(request: HttpRequest) -> "UploadedFile[bytes] | None":
    """Return the file that was sent."""
    found = request.FILES.get(FILE)
    return found if isinstance(found, UploadedFile) else None


def _alternatives(report: Report) -> list[Choice]:
    """Return the two alternatives in the agreement's own words."""
    labels = _labels(report)
    return [Choice("1", labels["correct"]), Choice("2", labels["not-correct"])]


def _labels(report: Report) -> dict[str, Text]:
    plain = {
        "correct": Text("Redovisningen är korrekt", "The report is correct"),
        "not-correct": Text("Redovisningen är inte korrekt", "The report is not correct"),
        "reviewer": Text("Namn", "Name"),
        "reviewer-position": Text("Befattning", "Position"),
        "reviewer-phone": Text("Telefon", "Telephone"),
        "reviewer-email": Text("E-post", "E-mail"),
    }
    if report.paper is None:
        return plain
    found = {name: field_of(report.paper, name) for name in plain}
    return {name: Text(field.label) if field else plain[name] for name, field in found.items()}


def _review_fields(report: Report) -> list[Field]:
    labels = _labels(report)
    only = Text("Bara vid alternativ 2.", "For alternative 2 only.")
    return [
        Field(name="alternative", label=Text("Vad bedömer du?", "What do you judge?"), kind="radio",
              choices=_alternatives(report)),
        Field(name="deviations", label=Text("Avvikelser", "Deviations"), kind="area", hint=only),
        Field(name="measures", label=Text("Åtgärder", "Measures"), kind="area", hint=only),
        Field(name="name", label=labels["reviewer"]),
        Field(name="position", label=labels["reviewer-position"]),
        Field(name="phone", label=labels["reviewer-phone"]),
        Field(name="email", label=labels["reviewer-email"]),
    ]  # fmt: skip


def _review(
    request: HttpRequest, actor: Actor, report: Report, fields: list[Field], *, status: int = 200, **values: Any
) -> HttpResponse:
    return report_page(
        request, "financial_reports/review.html", actor, report, status=status, fields=fields, areas=areas_of(report),
        table=present(request, own_table(report), export_base=""), back=address(actor, report), step=STEP,
        check=CHECK, is_own=actor.who.code in report.draft.preparers, **values,
    )  # fmt: skip


def _sign(
    request: HttpRequest,
    actor: Actor,
    report: Report,
    written: Mapping[str, str],
    problems: Mapping[str, Text],
    *,
    status: int = 200,
    refused: Refused | None = None,
) -> HttpResponse:
    is_own = actor.who.code in report.draft.preparers or bool(
        report.standing and report.standing.reviewed_by == actor.who.code
    )
    paper = report.paper
    return report_page(
        request, "financial_reports/sign.html", actor, report, status=status, refused=refused, problems=problems,
        fields=signing_fields(paper, written, problems) if paper else [], is_own=is_own,
        statement=statement_of(paper) if paper else "", is_electronic=len(ways()) > 1,
        table=present(request, own_table(report), export_base=""), back=address(actor, report),
    )  # fmt: skip
