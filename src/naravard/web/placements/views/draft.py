"""A report of keys: the form, the check before it is handed in, the receipt, and letting the RSS hand it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.models import Organisation
from naravard.web.placements.acts import choose_coordination, not_yet, save_report, submit_report
from naravard.web.placements.overview import ReportOfKeys
from naravard.web.placements.questions import as_text, coordinator_of, rises_of
from naravard.web.placements.views.lookup import (
    ROOM,
    KeyReportRequest,
    fields_of,
    key_report_request_or_404,
    read_numbers,
)
from naravard.web.placements.views.receipts import told_receipt
from naravard.web.placements.views.report import line_for
from naravard.web.site.forms import Written
from naravard.web.site.forms.step import VERSION, Step, answer, read_nothing, within
from naravard.web.site.templatetags.naravard import words
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.paper_duties import is_carried
from naravard.web.tasks.refusals import cannot_be_submitted

LATER = "senare"
"""The button that saves what is written so far; the other leads on to the check."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def write(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str) -> HttpResponse:
    """The form of a report: the numbers that the agreement's data asks for; saved as far as they are written."""
    return _write(request, key_report_request_or_404(actor, agreement_id, duty_id))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def write_for(request: HttpRequest, actor: Actor, agreement_id: str, report_id: str, holder_code: str) -> HttpResponse:
    """The form of a report that the county's RSS writes for a municipality that lets it."""
    return _write(request, key_report_request_or_404(actor, agreement_id, report_id, holder_code))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SUBMIT_REPORTS)
def check(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str) -> HttpResponse:
    """The numbers once more before they are handed in, with what they mean and when they are due; then hand them in."""
    return _check(request, key_report_request_or_404(actor, agreement_id, duty_id))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SUBMIT_REPORTS)
def check_for(request: HttpRequest, actor: Actor, agreement_id: str, report_id: str, holder_code: str) -> HttpResponse:
    """The numbers of a municipality's report once more before the county's RSS hands them in for it."""
    return _check(request, key_report_request_or_404(actor, agreement_id, report_id, holder_code))


@require_safe
@requires(Permission.SEE)
def receipt(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str, report_number: int) -> HttpResponse:
    """The receipt of a report that was handed in: what, when, by whom, and whether it came in time; to print."""
    return _receipt(request, key_report_request_or_404(actor, agreement_id, duty_id), report_number)


@require_safe
@requires(Permission.SEE)
def receipt_for(
    request: HttpRequest, actor: Actor, agreement_id: str, report_id: str, holder_code: str, report_number: int
) -> HttpResponse:
    """The receipt of a report that was handed in for a municipality, to its county's RSS; to print."""
    return _receipt(request, key_report_request_or_404(actor, agreement_id, report_id, holder_code), report_number)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SUBMIT_REPORTS)
def coordination(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str) -> HttpResponse:
    """Whether the county's RSS may hand in a municipality's report, and the choice to let it or not."""
    asking = key_report_request_or_404(actor, agreement_id, duty_id)
    code = coordinator_of(asking.shown, asking.organisation.code)
    if not code:
        raise Http404
    name = Organisation.objects.get(pk=code).text
    sv, en = name.sv, name.in_language("en")
    report = asking.report()
    lets = bool(report.coordinator)

    def do(wanted: bool, seen: int | None) -> str:  # noqa: FBT001 - what was read
        asking.do(choose_coordination, seen, wanted=wanted)
        return asking.url(ROOM)

    step = Step[bool](
        title=Text("Samordning", "Coordination"),
        question=Text(f"{sv} får lämna in åt er", f"{en} may hand in for you")
        if lets
        else Text(f"Ska {sv} lämna in åt er?", f"Must {en} hand in for you?"),
        explains=_COORDINATING,
        button=Text("Ta tillbaka", "Take back") if lets else Text(f"Låt {sv} lämna in", f"Let {en} hand in"),
        read=_wanted,
        do=do,
        done=Text("Valet är sparat.", "The choice is saved."),
        version=report.task.record.version,
        tells_seen=frozenset({VERSION, _CHOICE}),
        hidden={_CHOICE: "nej" if lets else "ja"},
        back=asking.url(ROOM),
        template="placements/coordination.html",
    )
    return answer(request, actor, within(_page, request, asking, report), step)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What was written in a report's form."""

    numbers: Mapping[str, Fraction]
    note: str
    is_whole: bool
    """Whether it is to be checked and handed in, and not only saved."""


def _write(request: HttpRequest, asking: KeyReportRequest) -> HttpResponse:
    report = asking.report()

    def read(written: Written) -> _Numbers:
        is_whole = LATER not in written.posted
        numbers, note = read_numbers(written, report.asked, whole=is_whole)
        return _Numbers(numbers, note, is_whole)

    def do(given: _Numbers, seen: int | None) -> str:
        if not _is_saved(report, given):
            asking.do(save_report, seen, numbers=given.numbers, note=given.note)
        if given.is_whole:
            return f"{asking.url('placements:check')}\n{words(_SAVED_TO_CHECK)}"
        return f"{asking.url('placements:write')}\n{words(_SAVED)}"

    step = Step[_Numbers](
        title=asking.duty.name,
        of=asking.of,
        button=Text("Spara och kontrollera", "Save and check"),
        fields=fields_of(report.asked, report.written, report.note),
        read=read,
        do=do,
        version=report.task.record.version,
        closed=_unless_written_in(asking, report),
        back=asking.url(ROOM),
        template="placements/write.html",
        extra={"later": LATER},
    )
    return answer(request, asking.actor, within(_page, request, asking, report), step)


def _check(request: HttpRequest, asking: KeyReportRequest) -> HttpResponse:
    report = asking.report()
    numbers = {name: Fraction(number) for name, number in report.written.items()}
    rises = [rise.of(numbers) for rise in rises_of(asking.shown.agreement, asking.duty)]

    def do(_values: None, seen: int | None) -> str:
        made = asking.do(submit_report, seen, numbers=numbers, note=report.note)
        return asking.url("placements:receipt", made.number)

    step = Step[None](
        title=Text("Kontrollera innan du lämnar in", "Check before you hand in"),
        of=asking.of,
        button=Text("Lämna in", "Hand in"),
        read=read_nothing,
        do=do,
        done=Text("Redovisningen är inlämnad.", "The report is handed in."),
        version=report.task.record.version,
        back=asking.url(ROOM),
        template="placements/check.html",
        extra={
            "written": [(one, numbers.get(one.id)) for one in report.asked],
            "note": report.note,
            "rises": [rise for rise in rises if rise is not None],
            "can_be_submitted": not report.missing and report.can_be_written,
        },
    )
    return answer(request, asking.actor, within(_page, request, asking, report), step)


_CHOICE = "samordnas"
_COORDINATING = Text(
    "Den som samordnar skriver och lämnar in talen för kommunen. Talen står fortfarande för varje kommun, och ni ser "
    "allt som skrivs. Ni kan alltid göra det själva, och ta tillbaka valet.",
    "The one who coordinates writes and hands in the numbers for the municipality. The numbers still stand for each "
    "municipality, and you see all that is written. You can always do it yourselves, and take the choice back.",
)
_SAVED = Text("Talen är sparade. De är inte inlämnade än.", "The numbers are saved. They are not handed in yet.")
_SAVED_TO_CHECK = Text(
    "Talen är sparade. Kontrollera dem innan du lämnar in.", "The numbers are saved. Check them before you hand in."
)


def _wanted(written: Written) -> bool:
    """Return whether the RSS is to hand in.

    Raises:
        DutyRefusedError: if the form does not say.
    """
    choice = written.raw(_CHOICE)
    if choice not in ("ja", "nej"):
        raise DutyRefusedError(
            "choice-missing",
            Text("Valet saknas. Välj med knappen nedan.", "The choice is missing. Choose with the button below."),
        )
    return choice == "ja"


def _is_saved(report: ReportOfKeys, given: _Numbers) -> bool:
    """Tell whether what was written is saved already."""
    draft, numbers = report.draft, {name: as_text(number) for name, number in given.numbers.items()}
    return draft is not None and (draft.numbers, draft.note) == (numbers, given.note)


def _unless_written_in(asking: KeyReportRequest, report: ReportOfKeys) -> Text | None:
    """Return why a report cannot be written in now."""
    if not is_carried(asking.shown, asking.duty):
        return not_yet().says
    return None if report.can_be_written else cannot_be_submitted(report.task).says


def _receipt(request: HttpRequest, asking: KeyReportRequest, report_number: int) -> HttpResponse:
    report = asking.report()
    made = next((one for one in report.submitted if one.number == report_number), None)
    if made is None:
        raise Http404
    return _page(
        request,
        "placements/receipt.html",
        asking,
        report,
        receipt=told_receipt(made, report),
        earlier=[one for one in report.submitted if one.number != made.number],
    )


def _page(
    request: HttpRequest,
    template: str,
    asking: KeyReportRequest,
    report: ReportOfKeys,
    *,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    urls = {
        "room_url": asking.url(ROOM),
        "write_url": asking.url("placements:write"),
        "check_url": asking.url("placements:check"),
    }
    return money_page(
        request,
        template,
        asking.actor,
        asking.shown,
        Crumb(asking.duty.name, asking.url(ROOM)),
        room=ROOM,
        status=status,
        report=report,
        task=report.task,
        duty=asking.duty,
        whose=asking.organisation,
        is_for_another=bool(asking.holder_code),
        line=line_for(request, report),
        **urls,
        **values,
    )
