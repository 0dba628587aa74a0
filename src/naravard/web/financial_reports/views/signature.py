"""The CFO's review and the signatory's signature."""

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.financial_reports.acts import certify_financial_report
from naravard.web.financial_reports.document import field_of
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT
from naravard.web.financial_reports.report import FinancialReport
from naravard.web.financial_reports.report import ReportStage as At
from naravard.web.financial_reports.tables import own_table
from naravard.web.financial_reports.views.lookup import address, do, existing, report_deed, report_page
from naravard.web.financial_reports.views.own import areas_of
from naravard.web.papers.composition import named
from naravard.web.papers.signing_form import Signing, electronic_is_possible, read_signing, signing_fields, statement_of
from naravard.web.papers.views.workflow import SIGN, has_prepared
from naravard.web.site.clock import now
from naravard.web.site.forms import Choice, Field, Written, filled
from naravard.web.site.forms.deeds import Deed
from naravard.web.site.forms.step import Row, Step, answer, within
from naravard.web.site.tables import present

_REVIEWER = {
    "name": "reviewer",
    "position": "reviewer-position",
    "phone": "reviewer-phone",
    "email": "reviewer-email",
}
"""What is asked of who reviews, and which field of the paper it is."""


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """What the CFO says of a report."""

    alternative: str
    texts: dict[str, str]
    told: dict[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CERTIFY)
def review(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str = "") -> HttpResponse:
    """Review the report as chief financial officer: say that it is correct, or what is not and what then."""
    report = existing(actor, agreement_id, duty_id)
    alternatives = {one.value: one for one in _alternatives(report, actor.who.name.sv)}
    asked = {one.name: one for one in _reviewer_fields(report, actor.who.name.sv)}

    def read(written: Written) -> _Reviewed:
        choice = written.chosen("alternative", list(alternatives.values()))
        texts = {name: written.text(name) for name in ("deviations", "measures")}
        told = {one: written.line(one, required=True) if one in asked else "" for one in _REVIEWER}
        _look(written, choice, texts)
        return _Reviewed(choice, texts, told)

    def rows(said: _Reviewed) -> list[Row]:
        texts = [(one.label, said.texts[one.name]) for one in _texts() if said.texts[one.name]]
        return [
            (Text("Din bedömning", "Your judgement"), alternatives[said.alternative].label),
            *texts,
            *((one.label, said.told[one.name]) for one in asked.values()),
        ]

    def certify(said: _Reviewed, seen: int | None) -> str:
        do(
            certify_financial_report, actor, report, alternative=int(said.alternative), version=seen or 0, **said.told,
            **said.texts,
        )  # fmt: skip
        return address(actor, report)

    step = Step[_Reviewed](
        title=Text("Granska och intyga", "Review and certify"),
        question=Text("Är redovisningen korrekt?", "Is the report correct?"),
        button=Text("Intyga", "Certify"),
        deed=lambda said: _certified(report, said.alternative),
        fields=filled(_review_fields(report, actor.who.name.sv), {"name": actor.who.name.sv}),
        read=read,
        rows=rows,
        do=certify,
        done=Text(
            "Redovisningen är granskad. Behörig företrädare kan skriva under den.",
            "The report has been reviewed. The authorised signatory can sign it.",
        ),
        version=report.draft.version,
        closed=None
        if report.step is At.AT_CFO
        else Text("Det finns ingen redovisning att granska nu.", "There is no report to review now."),
        back=address(actor, report),
        template="financial_reports/review.html",
        extra={
            "areas": areas_of(report),
            "table": present(request, own_table(report), export_base=""),
            "is_own": has_prepared(actor, report),
            "reviewed": _reviewed_part(report),
        },
    )
    return answer(request, actor, within(report_page, request, actor, report), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN)
def sign(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str = "") -> HttpResponse:
    """Sign the report as authorised signatory, on paper or with a signed file, and hand it in."""
    report = existing(actor, agreement_id, duty_id)
    paper, row = report.paper, report.standing
    original = bytes(report.draft.pdf or b"")

    def hand_in(signing: Signing, seen: int | None) -> str:
        given = {"way": signing.way, "signed": signing.file, "version": seen or 0}
        kept = do(FINANCIAL_REPORT.acts.hand_in, actor, report, **given)
        return reverse("papers:receipt", args=[report.organisation.code, kept.receipt_number])

    step = Step[Signing](
        title=Text("Skriv under och lämna in redovisningen", "Sign the report and hand it in"),
        button=SIGN,
        deed=FINANCIAL_REPORT.sign_deed(report) if row is not None else None,
        fields=partial(signing_fields, paper) if paper else [],
        read=lambda written: read_signing(written, request, actor, original, at=now()),
        do=hand_in,
        done=FINANCIAL_REPORT.words.handed_in,
        version=report.draft.version,
        closed=None
        if report.step is At.AT_SIGNATORY
        else Text(
            "Det finns ingen granskad redovisning att skriva under nu.", "There is no reviewed report to sign now."
        ),
        back=address(actor, report),
        template="financial_reports/sign.html",
        extra={
            "is_own": has_prepared(actor, report, row.reviewed_by if row else ""),
            "statement": statement_of(paper) if paper else "",
            "electronic": electronic_is_possible(),
            "table": present(request, own_table(report), export_base=""),
        },
    )
    return answer(request, actor, within(report_page, request, actor, report), step)


def _certified(report: FinancialReport, alternative: str) -> Deed:
    """Return what the chief financial officer decides: the report with what it has cost and what is left."""
    is_correct = alternative == "1"
    return report_deed(
        report,
        act=Text(
            f"Intyga att redovisningen {'är' if is_correct else 'inte är'} korrekt: kostnader",
            f"Certify that the report is {'correct' if is_correct else 'not correct'}: costs",
        ),
        verb=Text(
            f"Intyga {'korrekt' if is_correct else 'inte korrekt'}: kostnader",
            f"Certify {'correct' if is_correct else 'not correct'}: costs",
        ),
        final=Text(
            "Sedan skriver någon annan under den. Granskningen ändras bara om redovisningen öppnas igen.",
            "Then someone else signs it. The review changes only if the report is opened again.",
        ),
    )


def _reviewed_part(report: FinancialReport) -> Text:
    """Return the part of the paper that holds the costs, as it is numbered there; the report where no part does."""
    parts = report.paper.parts if report.paper else ()
    for part in parts:
        if any(field.figure == "costs" for field in part.fields):
            return Text(f"punkt {part.number}, ”{part.heading}”", f"point {part.number}, “{part.heading}”")
    return Text("redovisningen", "the report")


def _look(written: Written, choice: str, texts: dict[str, str]) -> None:
    """Say what does not go with the alternative."""
    for name, text in texts.items():
        if choice == "2" and not text:
            written.wrong(
                name,
                "Skriv det här när redovisningen inte är korrekt.",
                "Write it here when the report is not correct.",
            )
        if choice == "1" and text:
            written.wrong(
                name,
                "Du har valt att redovisningen är korrekt. Välj att den inte är det, eller ta bort texten.",
                "You have chosen that the report is correct. Choose that it is not, or take the text away.",
            )


def _alternatives(report: FinancialReport, certifier: str) -> list[Choice]:
    """Return the two alternatives in the agreement's own words, with the name of who certifies."""
    labels = _labels(report, certifier)
    return [Choice("1", labels["correct"]), Choice("2", labels["not-correct"])]


def _labels(report: FinancialReport, certifier: str) -> dict[str, Text]:
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
    return {name: Text(named(field.label, certifier)) if field else plain[name] for name, field in found.items()}


def _review_fields(report: FinancialReport, certifier: str) -> list[Field]:
    return [
        Field(name="alternative", label=Text("Vad bedömer du?", "What do you judge?"), kind="radio",
              choices=_alternatives(report, certifier)),
        *_texts(),
        *_reviewer_fields(report, certifier),
    ]  # fmt: skip


def _reviewer_fields(report: FinancialReport, certifier: str) -> list[Field]:
    """Return what the paper asks of who reviews; the name always, since it is kept with what was judged."""
    labels, paper = _labels(report, certifier), report.paper
    return [
        Field(name=name, label=labels[figure])
        for name, figure in _REVIEWER.items()
        if name == "name" or paper is None or field_of(paper, figure) is not None
    ]


def _texts() -> list[Field]:
    only = Text("Bara om redovisningen inte är korrekt.", "Only when the report is not correct.")
    return [
        Field(name="deviations", label=Text("Avvikelser", "Deviations"), kind="area", hint=only),
        Field(name="measures", label=Text("Åtgärder", "Measures"), kind="area", hint=only),
    ]
