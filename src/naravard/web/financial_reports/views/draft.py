"""Writing the report, drawing it up, and opening it again: what those do who prepare it."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import whole
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.financial_reports.acts import ask_to_reopen_financial_report
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT
from naravard.web.financial_reports.report import COMMENT, LEAST_NAME, FinancialReport
from naravard.web.financial_reports.tables import own_table
from naravard.web.financial_reports.views.lookup import address, do, existing, report_deed, report_page
from naravard.web.financial_reports.views.own import areas_of
from naravard.web.papers.paper import NUMBER
from naravard.web.papers.prefill import number_names
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, filled, reason
from naravard.web.site.forms.deeds import Deed
from naravard.web.site.forms.step import OwnYes, Step, answer, read_nothing, within
from naravard.web.site.tables import present


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def write(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str = "") -> HttpResponse:
    """Write what only the organisation knows: from which sum a cost is named, and its own words on each area."""
    report = existing(actor, agreement_id, duty_id)
    fields = filled(_fields(report), _shown(report))

    def save(values: Mapping[str, str], seen: int | None) -> str:
        do(FINANCIAL_REPORT.acts.write, actor, report, values=values, version=seen or 0)
        return address(actor, report)

    step = Step[dict[str, str]](
        title=Text("Skriv i redovisningen", "Write in the report"),
        explains=_FILLED_IN,
        button=Text("Spara", "Save"),
        fields=fields,
        read=lambda written: {one.name: _read(one, written) for one in fields},
        do=save,
        done=Text("Det du skrev är sparat.", "What you wrote has been saved."),
        was={one.name: report.values.get(one.name, "") for one in fields},
        shown=lambda name, value: whole(int(value)) if name == LEAST_NAME and value else value,
        version=report.draft.version,
        closed=_DRAWN_UP if report.standing else report.not_open,
        back=address(actor, report),
    )
    return answer(request, actor, within(report_page, request, actor, report), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def draw_up(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str = "") -> HttpResponse:
    """Check all that the report says, and draw it up: from then on its figures stand and the CFO has it."""
    report = existing(actor, agreement_id, duty_id)

    def draw(_values: None, seen: int | None) -> str:
        do(FINANCIAL_REPORT.acts.ready, actor, report, version=seen or 0)
        return address(actor, report)

    step = Step[None](
        title=Text("Gör redovisningen klar", "Draw the report up"),
        button=Text("Gör redovisningen klar", "Draw the report up"),
        deed=_drawn_up(report),
        read=read_nothing,
        do=draw,
        done=Text(
            "Redovisningen är klar. Ekonomichefen kan granska den.",
            "The report has been drawn up. The chief financial officer can review it.",
        ),
        version=report.draft.version,
        back=address(actor, report),
        template="financial_reports/draw_up.html",
        extra={
            "areas": areas_of(report),
            "table": present(request, own_table(report), export_base=""),
            "entries": _head(report),
        },
    )
    return answer(request, actor, within(report_page, request, actor, report), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def reopen(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str = "") -> HttpResponse:
    """Open the report again before it is handed in, or ask its receiver to do so afterwards; with a reason."""
    report = existing(actor, agreement_id, duty_id)
    asks = report.step.is_in

    def open_again(because: str, seen: int | None) -> str:
        if asks:
            do(ask_to_reopen_financial_report, actor, report, reason=because)
        else:
            do(FINANCIAL_REPORT.acts.open, actor, report, reason=because, version=seen or 0)
        return address(actor, report)

    step = Step[str](
        title=_ASK if asks else Text("Öppna redovisningen igen", "Open the report again"),
        explains=_ASKING if asks else _OPENING,
        button=Text("Skicka", "Send") if asks else Text("Öppna igen", "Open again"),
        fields=[reason()],
        read=Written.reason,
        do=open_again,
        done=Text("Begäran är skickad.", "The request has been sent.") if asks else _OPENED,
        version=report.draft.version,
        closed=None if report.standing else _NOT_DRAWN_UP,
        back=address(actor, report),
        is_warning=not asks,
        own_yes=() if asks or report.standing is None else _done_again(report.standing),
    )
    return answer(request, actor, within(report_page, request, actor, report), step)


def _drawn_up(report: FinancialReport) -> Deed:
    """Return what is decided by drawing the report up: what it has cost, and what is left."""
    return report_deed(
        report,
        act=Text("Gör redovisningen klar: kostnader", "Draw the report up: costs"),
        final=_FIGURES_STAND,
    )


def _done_again(row: DrawnUpReport) -> list[OwnYes]:
    """Return the yes to what is to be done again when a report that is drawn up is opened before it is handed in."""
    reviewed = row.alternative is not None
    return [
        OwnYes(
            Text(
                "Det ekonomichefen har intygat gäller inte längre. Redovisningen granskas och skrivs under på nytt."
                if reviewed
                else "Redovisningen väntar inte längre på ekonomichefen. Den görs klar och granskas på nytt.",
                "What the CFO certified no longer holds. The report is reviewed and signed again."
                if reviewed
                else "The report no longer waits for the CFO. It is made ready and reviewed again.",
            ),
            Text("Ja, den ska granskas igen", "Yes, it is to be reviewed again"),
        )
    ]


_FILLED_IN = Text(
    "Kontaktuppgifter, bidrag, kostnader och summor fylls i av sig själva. Här skriver ni det som bara ni vet.",
    "Contact details, grant, costs and sums are filled in by themselves. Here you write what only you know.",
)
_DRAWN_UP = Text(
    "Redovisningen är klar och går inte att ändra. Öppna den igen först.",
    "The report has been drawn up and cannot be changed. Reopen it first.",
)
_NOT_DRAWN_UP = Text(
    "Redovisningen är inte klar, så den går att ändra.", "The report has not been drawn up, so it can be changed."
)
_FIGURES_STAND = Text(
    "När du gör den klar låses siffrorna, och inga kostnader kan bokföras förrän den öppnas igen. Ekonomichefen kan "
    "sedan granska den. Du som gör den klar får varken granska eller skriva under den.",
    "When you draw it up its figures stand, and no costs can be booked until it is reopened. The chief financial "
    "officer can then review it. You who draw it up may neither review nor sign it.",
)
_ASK = Text("Be om att redovisningen öppnas igen", "Ask for the report to be reopened")
_ASKING = Text(
    "Redovisningen är inlämnad. Bara mottagaren kan öppna den igen. Skriv varför, så syns det hos mottagaren.",
    "The report has been handed in. Only its receiver can reopen it. Write why, and the receiver sees it.",
)
_OPENING = Text(
    "Kostnader kan bokföras och redovisningen ändras. Den görs klar, granskas och skrivs under på nytt. Den som finns "
    "nu sparas.",
    "Costs can be booked and the report changed. It is drawn up, reviewed and signed again. The one that is there now "
    "is kept.",
)
_OPENED = Text("Redovisningen är öppnad igen.", "The report is opened again.")


def _read(field: Field, written: Written) -> str:
    if field.kind == "kronor":
        return str(written.kronor(field.name))
    return written.line(field.name) if field.kind == "line" else written.text(field.name)


def _fields(report: FinancialReport) -> list[Field]:
    names = number_names(report.shown.agreement)
    numbers = [number for number in report.numbers if not report.stated.get(number)]
    least = Text(
        "Aktiviteter som har kostat minst så här mycket namnges. Resten läggs ihop till en post.",
        "Activities that have cost at least this much are named. The rest is added up to one item.",
    )
    comment = Text("Egna ord om området, om ni vill.", "Your own words on the area, if you wish.")
    number = Text("Numret är inte angett här. Skriv det själv.",
                  "The number is not stated here. Write it yourself.")  # fmt: skip
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


def _shown(report: FinancialReport) -> dict[str, str]:
    return {**report.values, LEAST_NAME: whole(report.least)}


def _head(report: FinancialReport) -> list[tuple[str, str]]:
    """Return what stands on the paper before the figures: label and value."""
    if report.paper is None:
        return []
    document = report.document(now().date())
    return [(row.label.sv, row.value.sv) for section in document.sections[:2] for row in section.rows]
