"""A report of keys: the form, the check before it is handed in, the receipt, and letting the RSS hand it in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.frame import money_page
from naravard.web.once.doing import answered, once, once_of
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.answering import done
from naravard.web.placements.acts import choose_coordination, save_report, submit_report
from naravard.web.placements.asked import coordinator_of, rises_of
from naravard.web.placements.reading import Report
from naravard.web.placements.views.finding import NOTE, ROOM, Asking, asking_or_404, fields_of, read
from naravard.web.placements.views.receipts import told_receipt
from naravard.web.placements.views.report import line_for
from naravard.web.site.clock import now
from naravard.web.site.forms import Written, filled
from naravard.web.tasks.carried import is_carried
from naravard.web.tasks.errors import DutyRefusedError

CHECK = "kontrollera"
"""The button that leads on to the check; the other only saves."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def write(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str) -> HttpResponse:
    """The form of a report: the numbers that the agreement's data asks for; saved as far as they are written."""
    return _write(request, asking_or_404(actor, agreement_id, duty_id))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def write_for(request: HttpRequest, actor: Actor, agreement_id: str, report_id: str, holder_code: str) -> HttpResponse:
    """The form of a report that the county's RSS writes for a municipality that lets it."""
    return _write(request, asking_or_404(actor, agreement_id, report_id, holder_code))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SUBMIT_REPORTS)
def check(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str) -> HttpResponse:
    """The numbers once more before they are handed in, with what they mean and when they are due; then hand them in."""
    return _check(request, asking_or_404(actor, agreement_id, duty_id))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SUBMIT_REPORTS)
def check_for(request: HttpRequest, actor: Actor, agreement_id: str, report_id: str, holder_code: str) -> HttpResponse:
    """The numbers of a municipality's report once more before the county's RSS hands them in for it."""
    return _check(request, asking_or_404(actor, agreement_id, report_id, holder_code))


@require_safe
@requires(Permission.SEE)
def receipt(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str, report_number: int) -> HttpResponse:
    """The receipt of a report that was handed in: what, when, by whom, and whether it came in time; to print."""
    return _receipt(request, asking_or_404(actor, agreement_id, duty_id), report_number)


@require_safe
@requires(Permission.SEE)
def receipt_for(
    request: HttpRequest, actor: Actor, agreement_id: str, report_id: str, holder_code: str, report_number: int
) -> HttpResponse:
    """The receipt of a report that was handed in for a municipality, to its county's RSS; to print."""
    return _receipt(request, asking_or_404(actor, agreement_id, report_id, holder_code), report_number)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SUBMIT_REPORTS)
def coordination(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str) -> HttpResponse:
    """Whether the county's RSS may hand in a municipality's report, and the choice to let it or not."""
    asking = asking_or_404(actor, agreement_id, duty_id)
    code = coordinator_of(asking.shown, asking.organisation.code)
    if not code:
        raise Http404
    coordinator = Organisation.objects.get(pk=code)
    report = asking.report()
    values: dict[str, Any] = {"coordinator": coordinator, "lets": bool(report.coordinator)}
    if request.method != "POST":
        return _page(request, "placements/coordination.html", asking, report, **values)
    wanted = request.POST.get("later", "")
    if wanted not in ("ja", "nej"):
        return _page(request, "placements/coordination.html", asking, report, status=422, **values)

    def do() -> str:
        choose_coordination(
            actor=actor,
            organisation=asking.organisation,
            agreement_id=agreement_id,
            duty_id=duty_id,
            wanted=wanted == "ja",
            at=now(),
            seen_version=Written(request.POST).version(),
        )
        return asking.url(ROOM)

    try:
        url = once(once_of(request), actor.who.code, do, at=now())
    except DutyRefusedError as error:
        return _page(
            request,
            "placements/coordination.html",
            asking,
            asking.report(),
            status=error.status,
            refused=error,
            **values,
        )
    return done(request, url, _("Valet är sparat."))


def _write(request: HttpRequest, asking: Asking) -> HttpResponse:
    report = asking.report()
    if request.method != "POST":
        return _form(request, asking, report, fields_of(report.asked, report.written, report.note))
    checking = CHECK in request.POST
    written, numbers, note = read(request, report.asked, whole=checking)
    posted = {**request.POST.dict(), NOTE: note}
    fields = filled(fields_of(report.asked, {}, ""), posted, written.problems)
    if written.problems:
        return _form(request, asking, report, fields, status=422)
    refused = _saved(request, asking, report, numbers, note, written)
    if refused is not None:
        return _form(request, asking, asking.report(), fields, status=refused.status, refused=refused)
    if checking:
        return done(request, asking.url("placements:check"), _("Talen är sparade. Kontrollera dem innan du lämnar in."))
    return done(request, asking.url("placements:write"), _("Talen är sparade. De är inte inlämnade än."))


def _check(request: HttpRequest, asking: Asking) -> HttpResponse:
    if request.method != "POST":
        return _check_page(request, asking)
    if (url := answered(once_of(request), asking.actor.who.code)) is not None:
        return done(request, url, _("Redovisningen är inlämnad."))
    report, written = asking.report(), Written(request.POST)

    def do() -> str:
        made = submit_report(
            actor=asking.actor,
            organisation=asking.organisation,
            agreement_id=asking.shown.agreement.id,
            duty_id=asking.duty.id,
            numbers={name: int(number) for name, number in report.written.items()},
            note=report.note,
            at=now(),
            seen_version=written.version(),
        )
        return asking.url("placements:receipt", made.number)

    try:
        url = once(once_of(request), asking.actor.who.code, do, at=now())
    except DutyRefusedError as error:
        return _check_page(request, asking, refused=error)
    return done(request, url, _("Redovisningen är inlämnad."))


def _receipt(request: HttpRequest, asking: Asking, report_number: int) -> HttpResponse:
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


def _saved(
    request: HttpRequest, asking: Asking, report: Report, numbers: dict[str, int], note: str, written: Written
) -> DutyRefusedError | None:
    """Save what was written, unless it is saved already; return why it was refused."""
    same = {name: str(number) for name, number in numbers.items()} == (report.draft.numbers if report.draft else None)
    if same and report.draft is not None and report.draft.note == note and report.can_be_written:
        return None

    def do() -> str:
        save_report(
            actor=asking.actor,
            organisation=asking.organisation,
            agreement_id=asking.shown.agreement.id,
            duty_id=asking.duty.id,
            numbers=numbers,
            note=note,
            at=now(),
            seen_version=written.version(),
        )
        return "saved"  # no address: what is written may be saved again and again with the same form

    try:
        once(once_of(request), asking.actor.who.code, do, at=now())
    except DutyRefusedError as error:
        return error
    return None


def _form(
    request: HttpRequest, asking: Asking, report: Report, fields: list[Any], *, status: int = 200, **values: Any
) -> HttpResponse:
    return _page(
        request,
        "placements/write.html",
        asking,
        report,
        status=status,
        fields=fields,
        problems=any(field.problem for field in fields),
        check_name=CHECK,
        is_carried=is_carried(asking.shown, asking.duty),
        **values,
    )


def _check_page(request: HttpRequest, asking: Asking, refused: DutyRefusedError | None = None) -> HttpResponse:
    report = asking.report()
    status = 200 if refused is None else refused.status
    numbers = {name: int(number) for name, number in report.written.items()}
    rises = [rise.of(numbers) for rise in rises_of(asking.shown.agreement, asking.duty)]
    return _page(
        request,
        "placements/check.html",
        asking,
        report,
        status=status,
        refused=refused,
        written=[(one, numbers.get(one.id)) for one in report.asked],
        note=report.note,
        rises=[rise for rise in rises if rise is not None],
        falls=[-rise for rise in rises if rise is not None and rise < 0],
        can_be_submitted=not report.missing and report.can_be_written,
    )


def _page(
    request: HttpRequest, template: str, asking: Asking, report: Report, *, status: int = 200, **values: Any
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
