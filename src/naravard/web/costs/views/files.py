"""Files with costs: which have been taken in, the form to take one in, and the workbook to fill in."""

from collections.abc import Sequence
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.findings import Finding
from naravard.agreement.model import Text
from naravard.agreement.wording import whole
from naravard.exchange import sheets
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.costs.models import CostFile
from naravard.web.costs.places import CostPlace
from naravard.web.costs.preparing import compared
from naravard.web.costs.receiving import Received, read_file, sha256_of
from naravard.web.costs.taking_in import receive_file, refuse_same
from naravard.web.costs.uploading import LARGEST, takes_large_files, was_too_large
from naravard.web.costs.views.frame import address, cost_page, place_of
from naravard.web.costs.words import FORMS, STATE_COLOURS, STATES
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.once.doing import once, once_of
from naravard.web.organisations.views.answering import done
from naravard.web.site.clock import now
from naravard.web.site.forms import Field
from naravard.web.site.templatetags.naravard import language

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 100


@takes_large_files
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOOK_COSTS)
def files(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Which files with costs have been taken in, how each of them stands, and the form to take one in."""
    place = place_of(actor, agreement_id)
    if request.method != "POST":
        return _page(request, actor, place)
    uploaded = request.FILES.get("fil")
    if was_too_large(request):
        return _page(request, actor, place, problem=_too_large())
    if uploaded is None or not uploaded.size:
        return _page(request, actor, place, problem=_none(uploaded))
    try:
        received = _read(uploaded, place)
        if received.has_errors:
            return _page(request, actor, place, findings=received.findings, name=received.name)
        number = once(once_of(request), actor.who.code, lambda: _received(actor, place, received), at=now())
    except MoneyRefusedError as error:
        return _page(request, actor, place, refused=error)
    file = CostFile.objects.get(organisation=place.organisation, agreement_id=agreement_id, number=int(number))
    compared(place, file)
    words = _("Filen är mottagen och läst utan fel. Inget är bokfört än.")
    return done(request, address(place, "file", number), words)


@require_safe
@requires(Permission.BOOK_COSTS)
def template_file(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:  # noqa: ARG001
    """The workbook to fill in with costs: its columns, what each is for, and the activities' numbers."""
    place = place_of(actor, agreement_id)
    activities = [(str(one.number), one.name) for one in place.activities.values()]
    answer = HttpResponse(sheets.template(activities, language()), content_type=_MEDIA_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="kostnader-mall.xlsx"'
    return answer


def _read(uploaded: "UploadedFile[Any]", place: CostPlace) -> Received:
    """Read an uploaded file; one that was received before is not read again."""
    stream = cast("Any", uploaded.file)
    refuse_same(place.organisation, place.shown.agreement.id, sha256_of(stream))
    return read_file(stream, name=uploaded.name or "", place=place)


def _received(actor: Actor, place: CostPlace, received: Received) -> str:
    file = receive_file(
        actor=actor,
        organisation=place.organisation,
        agreement_id=place.shown.agreement.id,
        received=received,
        at=now(),
    )
    return str(file.number)


def _page(
    request: HttpRequest,
    actor: Actor,
    place: CostPlace,
    *,
    problem: Text | None = None,
    findings: Sequence[Finding] = (),
    name: str = "",
    refused: MoneyRefusedError | None = None,
) -> HttpResponse:
    kept = CostFile.objects.filter(organisation=place.organisation, agreement_id=place.shown.agreement.id)
    field = Field(
        name="fil",
        label=Text("Fil", "File"),
        kind="file",
        hint=Text(
            f"SIE 4 (.se, .si), Excel (.xlsx) eller CSV. Högst {whole(LARGEST // (1 << 20))} MiB.",
            f"SIE 4 (.se, .si), Excel (.xlsx) or CSV. At most {whole(LARGEST // (1 << 20))} MiB.",
        ),
        accept=".se,.si,.sie,.xlsx,.csv,.txt",
        problem=problem,
    )
    words = language()
    errors = [one for one in findings if one.level == "error"]
    return cost_page(
        request,
        "costs/files.html",
        actor,
        place,
        status=422 if problem or findings or refused else 200,
        fields=[field],
        problems={"fil": problem} if problem else None,
        refused=refused,
        findings=[one.in_language(words) for one in (*errors, *(one for one in findings if one.level != "error"))][
            :MOST_SHOWN
        ],
        errors=len(errors),
        more=max(len(findings) - MOST_SHOWN, 0),
        name=name,
        files=[
            {
                "file": one,
                "state": STATES[one.state],
                "colour": STATE_COLOURS[one.state],
                "form": FORMS[one.form],
                "url": address(place, "file", one.number),
            }
            for one in kept.defer("chart", "comparison")
        ],
    )


def crumb(place: CostPlace) -> Crumb:
    """Return the way back to the files."""
    return Crumb(_("Filer"), address(place, "files"))


def _too_large() -> Text:
    most = whole(LARGEST // (1 << 20))
    return Text(
        f"Filen är större än {most} MiB. Dela upp exporten, till exempel på månader. Inget är sparat.",
        f"The file is larger than {most} MiB. Split the export, by month for instance. Nothing has been saved.",
    )


def _none(uploaded: object) -> Text:
    if uploaded is None:
        return Text("Ingen fil är vald. Välj filen som ska läsas in.", "No file is chosen. Choose the file to take in.")
    return Text("Filen är tom. Exportera eller spara den igen.", "The file is empty. Export or save it again.")
