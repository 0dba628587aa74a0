"""Files with costs: which have been taken in, the form to take one in, and the workbook to fill in."""

from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.agreement.wording import whole
from naravard.exchange import sheets
from naravard.exchange.sie import LIMITS
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.large_uploads import takes_large_files, was_too_large
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.costs.intake import receive_file, refuse_errors, refuse_same
from naravard.web.costs.models import CostFile
from naravard.web.costs.places import CostPlace
from naravard.web.costs.received_file import ReceivedFile, read_file, sha256_of
from naravard.web.costs.views.frame import address, place_of, render_in
from naravard.web.costs.words import FORMS, STATES
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.step import Step, answer
from naravard.web.site.templatetags.naravard import language

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE, SHEET = "fil", "blad"
_SHEET = Field(
    name=SHEET,
    label=Text("Blad (valfritt)", "Sheet (optional)"),
    hint=Text(
        "Bara om arbetsboken har kostnader på fler än ett blad: namnet på det som ska läsas.",
        "Only if the workbook has costs on more than one sheet: the name of the one to be read.",
    ),
)
LARGEST = LIMITS.file
"""Bytes of a file; what the reader of SIE takes."""
_MOST = whole(LARGEST // (1 << 20))
_TOO_LARGE = Text(
    f"Filen är större än {_MOST} MiB. Dela upp exporten, till exempel på månader. Inget är sparat.",
    f"The file is larger than {_MOST} MiB. Split the export, by month for instance. Nothing has been saved.",
)


@takes_large_files(Permission.BOOK_COSTS, LARGEST)
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOOK_COSTS)
def files(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Which files with costs have been taken in, how each of them stands, and the form to take one in."""
    place = place_of(actor, agreement_id)

    def read(written: Written) -> ReceivedFile | None:
        uploaded: Any = written.files.get(FILE)
        if was_too_large(request):
            written.wrong(FILE, _TOO_LARGE.sv, _TOO_LARGE.en)
        elif uploaded is None:
            written.wrong(FILE, "Ingen fil är vald. Välj filen som ska läsas in.",
                          "No file is chosen. Choose the file to take in.")  # fmt: skip
        elif not uploaded.size:
            written.wrong(FILE, "Filen är tom. Exportera eller spara den igen.",
                          "The file is empty. Export or save it again.")  # fmt: skip
        sheet = written.line(SHEET, most=31)
        return None if written.problems else _read(uploaded, place, sheet)

    def do(received: ReceivedFile, _seen: int | None) -> str:
        file = receive_file(
            actor=actor,
            organisation=place.organisation,
            agreement_id=place.shown.agreement.id,
            received=received,
            at=now(),
        )
        return address(place, "file", file.number)

    step: Step[Any] = Step(
        title=Text("Filer med kostnader", "Files with costs"),
        button=Text("Läs in", "Take in"),
        fields=[_field(), _SHEET],
        read=read,
        do=do,
        done=Text(
            "Filen är mottagen och läst utan fel. Inget är bokfört än.",
            "The file is received and read without errors. Nothing is booked yet.",
        ),
        back=address(place, "costs"),
        template="costs/files.html",
        extra=lambda: {"files": _listed(place)},
    )
    return answer(request, actor, render_in(request, actor, place), step)


@require_safe
@requires(Permission.BOOK_COSTS)
def template_file(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:  # noqa: ARG001
    """The workbook to fill in with costs: its columns, what each is for, and the activities' numbers."""
    place = place_of(actor, agreement_id)
    activities = [(str(one.number), one.name) for one in place.activities.values()]
    answer = HttpResponse(sheets.template(activities, language()), content_type=_MEDIA_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="kostnader-mall.xlsx"'
    return answer


def _read(uploaded: "UploadedFile[Any]", place: CostPlace, sheet: str) -> ReceivedFile:
    """Read an uploaded file; one that was received before is not read again, and one with errors is refused."""
    stream = cast("Any", uploaded.file)
    refuse_same(place.organisation, place.shown.agreement.id, sha256_of(stream))
    received = read_file(stream, name=uploaded.name or "", place=place, sheet=sheet)
    refuse_errors(received)
    return received


def _field() -> Field:
    return Field(
        name=FILE,
        label=Text("Fil", "File"),
        kind="file",
        hint=Text(
            f"SIE 4 eller 5 (.se, .si, .sie), Excel (.xlsx), LibreOffice (.ods) eller CSV. Högst {_MOST} MiB.",
            f"SIE 4 or 5 (.se, .si, .sie), Excel (.xlsx), LibreOffice (.ods) or CSV. At most {_MOST} MiB.",
        ),
        accept=".se,.si,.sie,.xlsx,.ods,.csv,.txt",
    )


def _listed(place: CostPlace) -> list[dict[str, Any]]:
    kept = CostFile.objects.filter(organisation=place.organisation, agreement_id=place.shown.agreement.id)
    return [
        {
            "file": one,
            "state": STATES[one.state],
            "form": FORMS[one.form],
            "url": address(place, "file", one.number),
        }
        for one in kept.defer("chart", "comparison")
    ]


def crumb(place: CostPlace) -> Crumb:
    """Return the way back to the files."""
    return Crumb(_("Filer"), address(place, "files"))
