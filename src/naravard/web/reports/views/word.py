"""A form to fill in offline in Word, and what comes back: read, compared with what stands, and taken in by choice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.documents.paper_pdf import as_draft
from naravard.documents.paper_word import paper_word
from naravard.documents.word_forms.reader import read_word_form
from naravard.documents.word_forms.writer import MEDIA_TYPE, form_as_word
from naravard.exchange.fhir.form_out import Resource
from naravard.exchange.fhir.report_out import ReportStatus
from naravard.web.access.actor import Actor
from naravard.web.organisations.models import Organisation
from naravard.web.reports import fhir_exchange, file_intake
from naravard.web.reports.answers import Answered
from naravard.web.reports.file_intake import InFile, OfflineForm, Unread
from naravard.web.reports.filled_form import FilledForm
from naravard.web.reports.report import Report
from naravard.web.reports.views.part_form import unless_changed
from naravard.web.simulation.input.uploads import was_too_large
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.step import Render, Step, answer, answer_closed
from naravard.web.site.refusals import CHANGED, Refused

FILE, TAKE, TOLD_BY = "fil", "ta", "told_by"
LONGEST_NAME = 200
_TOO_LARGE = Text(
    "Filen är större än 1 MB. Ta bort bilder ur den och spara den igen. Inget är sparat.",
    "The file is larger than 1 MB. Remove pictures from it and save it again. Nothing has been saved.",
)
_NONE_CHOSEN = Text(
    "Ingen fil är vald, eller så är den tom. Välj en fil.",
    "No file is chosen, or it is empty. Choose a file.",
)
_NO_FILE = Text("Läs en fil först. Sedan jämförs den här.", "Read a file first. Then it is compared here.")
_NOTHING_TAKEN = Text("Välj minst ett svar att ta in.", "Choose at least one answer to take in.")
_CHANGED = Text(
    "Någon har ändrat svaren sedan du öppnade sidan. Jämför en gång till och välj sedan.",
    "Someone has changed the answers since you opened the page. Compare once more, and then choose.",
)


@dataclass(frozen=True, kw_only=True)
class WordPlace:
    """A form that can be filled in offline, and how what comes back is taken in."""

    request: HttpRequest
    actor: Actor
    filling: FilledForm
    reporter: Organisation
    """Whose answers they are."""
    home: str
    """Where one goes who takes nothing in."""
    address: str
    """The address where a file is given; the page that compares lies beneath it."""
    version: int
    closed: Text | None
    """Why nothing can be taken in now; None if it can."""
    write: Callable[[Answered, int, str], object]
    """Saves answers for the version that was seen; the last says who told them, where others write them down."""
    asks_who: bool = False
    """Whether it is asked who has answered: others than those who answer take the file in."""

    @property
    def by(self) -> str:
        """Who takes the file in."""
        return self.actor.who.code

    @property
    def comparison(self) -> str:
        """The address of the page that compares."""
        return f"{self.address}jamfor/"


def form_document(filling: FilledForm, reporter: Organisation) -> HttpResponse:
    """Return a form as a Word document, filled in as far as it is answered."""
    content = form_as_word(
        filling.form, filling.answers, reporter=reporter.name, reporter_code=reporter.code, day=today(),
        grants=filling.grants,
    )  # fmt: skip
    return word_answer(content, f"{filling.form.id}-{reporter.code}.docx")


def report_document(report: Report) -> HttpResponse:
    """Return a report as a Word document, as its PDF says it: a draft says so."""
    document = report.document(swedish_day(now()))
    if report.is_handed_in and report.newest is not None:
        document = replace(document, edition=report.newest.edition)
    elif not report.draft.is_ready:
        document = as_draft(document)
    content = paper_word(document)
    return word_answer(content, f"{report.kind.id}-{report.organisation.code}.docx")


def word_answer(content: bytes, name: str) -> HttpResponse:
    """Return a Word document to be saved."""
    found = HttpResponse(content, content_type=MEDIA_TYPE)
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    return found


def form_as_fhir(filling: FilledForm) -> HttpResponse:
    """Return a form as a FHIR Questionnaire."""
    return _fhir(fhir_exchange.questionnaire_of(filling), f"{filling.form.id}.json")


def report_as_fhir(filling: FilledForm, reporter: Organisation, *, is_handed_in: bool) -> HttpResponse:
    """Return what is answered as a FHIR QuestionnaireResponse."""
    status: ReportStatus = "completed" if is_handed_in else "in-progress"
    found = fhir_exchange.response_of(filling.form, filling.answers, reporter, status=status, at=now())
    return _fhir(found, f"{filling.form.id}-{reporter.code}.json")


def _fhir(resource: Resource, name: str) -> HttpResponse:
    found = HttpResponse(fhir_exchange.as_file(resource), content_type=fhir_exchange.MEDIA_TYPE)
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    return found


def take_in(place: WordPlace, render: Render) -> HttpResponse:
    """Read a form that was filled in offline. Nothing is saved: the next page shows what was read."""

    def read(written: Written) -> OfflineForm | None:
        content = uploaded_file(place.request, written)
        if content is None:
            return None
        taken = _read(content, str(written.files[FILE].name)[:LONGEST_NAME], place.filling)
        if not taken.answers and taken.unread:
            says = taken.unread[0].says
            written.wrong(FILE, says.sv, says.in_language("en"))
            return None
        return taken

    def do(taken: OfflineForm, _version: int | None) -> str:
        file_intake.keep(place.by, place.address, taken, at=now())
        return place.comparison

    step: Step[Any] = Step(
        title=Text("Läs in ett ifyllt formulär", "Take in a form that is filled in"),
        explains=Text(
            "Filen läses och jämförs med det som står. Inget sparas förrän du har sett och valt.",
            "The file is read and compared with what stands. Nothing is saved until you have looked and chosen.",
        ),
        button=Text("Läs filen", "Read the file"),
        fields=[
            Field(
                name=FILE, label=Text("Ifyllt formulär", "The form, filled in"), kind="file", accept=".docx,.json",
                hint=Text("Word (.docx), också ur Word Online och LibreOffice, eller FHIR R4 (.json). Högst 1 MB.",
                          "Word (.docx), also from Word Online and LibreOffice, or FHIR R4 (.json). At most 1 MB."),
            )
        ],
        read=read, do=do, done=Text("Filen är läst. Inget är sparat än.", "The file is read. Nothing is saved yet."),
        back=place.home, closed=place.closed, address=place.address,
    )  # fmt: skip
    return answer(place.request, place.actor, render, step)


def uploaded_file(request: HttpRequest, written: Written) -> bytes | None:
    """Return the file that was given; None, with what is wrong, if there is none or it is too large."""
    uploaded: Any = written.files.get(FILE)
    if was_too_large(request):
        written.wrong(FILE, _TOO_LARGE.sv, _TOO_LARGE.en)
    elif uploaded is None or not uploaded.size:
        written.wrong(FILE, _NONE_CHOSEN.sv, _NONE_CHOSEN.en)
    return None if written.problems else bytes(uploaded.read())


def _read(content: bytes, name: str, filling: FilledForm) -> OfflineForm:
    """Read a file by what it is: FHIR is JSON, and all else is tried as Word."""
    if content.lstrip().startswith(b"{"):
        return fhir_exchange.read(content, name, filling)
    document = read_word_form(content, filling.form, grants=filling.grants)
    problems = [Unread(one.question, one.text) for one in document.problems]
    return file_intake.taken_in(name, document.reporter, document.answers, problems, filling)


def compare(place: WordPlace, render: Render) -> HttpResponse:
    """Show what was read of a file, what could not be, and what differs from what stands; take in what is chosen."""
    taken = file_intake.kept(place.by, place.address)
    if taken is None:
        return answer_closed(
            place.request, place.actor, render, title=Text("Ingen fil är läst", "No file is read"), why=_NO_FILE,
            back=place.address, address=place.comparison,
        )  # fmt: skip
    differing = taken.differing(place.filling)
    by_field = {_field(one).name: one for one in differing}
    who = Field(
        name=TOLD_BY, label=Text("Vem lämnade svaren, och hur?", "Who gave the answers, and how?"),
        hint=Text("Till exempel: Kim Ek, Wordfil 3 mars.", "For example: Kim Ek, Word file 3 March."),
    )  # fmt: skip

    def read(written: Written) -> tuple[Answered, str]:
        told_by = written.line(TOLD_BY, required=True) if place.asks_who else ""
        chosen = {one.question: one.answer for name, one in by_field.items() if written.raw(name)}
        if not chosen:
            written.wrong(next(iter(by_field), TAKE), _NOTHING_TAKEN.sv, _NOTHING_TAKEN.en)
        return chosen, told_by

    def do(chosen: tuple[Answered, str], version: int | None) -> str:
        answers, told_by = chosen
        if version != place.version:
            raise Refused("changed-meanwhile", _CHANGED, status=CHANGED)
        unless_changed(lambda: place.write(answers, place.version, told_by))
        file_intake.forget(place.by, place.address)
        return place.home

    step: Step[Any] = Step(
        title=_heading(differing),
        button=Text("Ta in de valda svaren", "Take in the chosen answers"),
        fields=[*([who] if place.asks_who else []), *(_field(one) for one in differing)],
        read=read, do=do, done=Text("De valda svaren är sparade.", "The chosen answers are saved."),
        back=place.home, closed=place.closed, version=place.version, address=place.comparison,
        template="reports/word_compared.html",
        more=lambda _written, fields: {
            "who": fields[0] if place.asks_who else None,
            "differing": [(one, field) for one, field in zip(differing, fields[-len(differing) :], strict=True)]
            if differing else [],
        },
        extra=lambda: {
            "taken": taken, "same": taken.same(place.filling), "unread": _unread(place, taken),
            "others": _others(place, taken), "again": place.address,
        },
    )  # fmt: skip
    return answer(place.request, place.actor, render, step)


def _heading(differing: Sequence[InFile]) -> Text:
    count = len(differing)
    if not count:
        return Text("Inget i filen skiljer sig från det som står", "Nothing in the file differs from what stands")
    return Text(
        f"{count} svar i filen skiljer sig från det som står",
        f"{count} answer{'' if count == 1 else 's'} in the file differ{'s' if count == 1 else ''} from what stands",
    )


def _field(one: InFile) -> Field:
    """Return the box that takes an answer in. Nothing that stands is replaced unless someone ticks it."""
    name, of = f"{TAKE}--{one.question}", one.called.sv
    if one.replaces:
        label = Text(f"Ersätt det som står: {of}", f"Replace what stands: {of}")
        return Field(name=name, kind="checkbox", label=label)
    return Field(name=name, kind="checkbox", label=Text(f"Ta in: {of}", f"Take in: {of}"), value="ja")


def _unread(place: WordPlace, taken: OfflineForm) -> list[dict[str, Any]]:
    """Return what could not be read, with the question that it is about."""
    called = {one.question.id: one.called for part in place.filling.parts for one in part.questions}
    return [{"called": called.get(one.question), "says": one.says, "written": one.written} for one in taken.unread]


def _others(place: WordPlace, taken: OfflineForm) -> str:
    """Return whose form it is, where the file was made for another."""
    if taken.reporter in ("", place.reporter.code):
        return ""
    found = Organisation.objects.filter(pk=taken.reporter).first()
    return found.name if found is not None else taken.reporter
