"""The parts of a report: each with its questions, written in by those who may, and read by all."""

from collections.abc import Mapping
from functools import partial

from django.http import Http404, HttpResponse, HttpResponseBase

from naravard.web.papers.views.workflow import PaperRequest, unless_written_in
from naravard.web.reports.answers import Answered, keep_answers
from naravard.web.reports.views import word
from naravard.web.reports.views.lookup import report_of
from naravard.web.reports.views.part_form import GONE, PartPlace, part_page, save_by_itself, take_over_page


def next_part(asked: PaperRequest) -> HttpResponse:
    """Show the first part where something is missing; what is written there goes to the part's own address."""
    parts = report_of(asked).parts
    waiting = [one for one in parts if one.lacking] or [one for one in parts if one.is_open] or parts
    return part(asked, waiting[0].part.id)


def part(asked: PaperRequest, part_id: str) -> HttpResponse:
    """Show the questions of a part, or save what was written in it."""
    return part_page(_place(asked), partial(asked.page, report_of(asked)), part_id)


def answer_by_itself(asked: PaperRequest, part_id: str) -> HttpResponseBase:
    """Save what was written in one question; answer how it went, in JSON."""
    return save_by_itself(_place(asked), part_id)


def take_over(asked: PaperRequest, part_id: str, question_id: str, source: str) -> HttpResponse:
    """Take over what was answered before to a question."""
    return take_over_page(_place(asked), partial(asked.page, report_of(asked)), part_id, question_id, source)


def read_part(asked: PaperRequest, part_id: str) -> HttpResponse:
    """Show a part as it is answered, to one who reads."""
    report = report_of(asked)
    found = report.part(part_id)
    if found is None:
        raise Http404(GONE)
    urls = [(one, f"{asked.url('room')}las/{one.part.id}/") for one in report.parts]
    return asked.page(report, "reports/read_part.html", part=found, part_urls=urls)


def form_document(asked: PaperRequest) -> HttpResponse:
    """Give the form as a Word document to fill in offline."""
    return word.form_document(report_of(asked), asked.organisation)


def report_document(asked: PaperRequest) -> HttpResponse:
    """Give the report as a Word document, to register or to comment on."""
    return word.report_document(report_of(asked))


def form_as_fhir(asked: PaperRequest) -> HttpResponse:
    """Give the form as FHIR R4, for other programs."""
    return word.form_as_fhir(report_of(asked))


def report_as_fhir(asked: PaperRequest) -> HttpResponse:
    """Give what is answered as FHIR R4, for other programs."""
    report = report_of(asked)
    return word.report_as_fhir(report, asked.organisation, is_handed_in=report.is_handed_in)


def take_in(asked: PaperRequest) -> HttpResponse:
    """Read a form that was filled in offline."""
    return word.take_in(_word_place(asked), partial(asked.page, report_of(asked)))


def compare(asked: PaperRequest) -> HttpResponse:
    """Compare what was read with what stands, and take in what is chosen."""
    return word.compare(_word_place(asked), partial(asked.page, report_of(asked)))


def _word_place(asked: PaperRequest) -> word.WordPlace:
    report = report_of(asked)
    stop = unless_written_in(report)

    def write(answers: Answered, version: int, _told_by: str) -> object:
        return asked.do(asked.kind.acts.write, version, answers=answers)

    room = asked.url("room")
    return word.WordPlace(
        request=asked.request, actor=asked.actor, filling=report, reporter=asked.organisation, home=room,
        address=f"{room}word/", version=report.draft.version, closed=stop.why if stop else None, write=write,
    )  # fmt: skip


def _place(asked: PaperRequest) -> PartPlace:
    report = report_of(asked)
    stop = unless_written_in(report)

    def write(answers: Answered, values: Mapping[str, str], version: int) -> int:
        return int(asked.do(asked.kind.acts.write, version, answers=answers, values=values).version)

    def keep(answers: Answered, values: Mapping[str, str], version: int) -> int:
        return int(asked.do(partial(keep_answers, asked.kind), version, answers=answers, values=values).version)

    return PartPlace(
        request=asked.request,
        actor=asked.actor,
        filling=report,
        key={
            "agreement_id": report.shown.agreement.id,
            "organisation": report.organisation,
            "duty_id": report.task.duty.id,
        },
        room=asked.url("room"),
        version=report.draft.version,
        closed=stop.why if stop else None,
        write=write,
        keep=keep,
    )
