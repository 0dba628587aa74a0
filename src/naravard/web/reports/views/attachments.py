"""The pages of files that go with a report: added, saved, taken away, and read by whoever received it."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.organisations.views.lookup import own
from naravard.web.papers.overview import paper_or_404
from naravard.web.papers.views.workflow import PaperRequest, unless_written_in
from naravard.web.reports.attachments import MOST, attach_to_report, remove_attachment
from naravard.web.reports.models import ReportAttachment
from naravard.web.reports.report import Report
from naravard.web.reports.views.lookup import named, report_of
from naravard.web.reports.views.word import FILE, uploaded_file
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.step import OwnYes, Step, answer, read_nothing
from naravard.web.tasks import contents
from naravard.web.tasks.contents import AttachedFile
from naravard.web.tasks.errors import DutyRefusedError


def attachments(asked: PaperRequest) -> HttpResponse:
    """Show the files that go with the report, and take one more."""
    report, here = report_of(asked), f"{asked.url('room')}bilagor/"
    stop = unless_written_in(report)

    def read(written: Written) -> AttachedFile | None:
        content = uploaded_file(asked.request, written)
        if content is None:
            return None
        try:
            return contents.attached(str(written.files[FILE].name), content)
        except DutyRefusedError as refused:
            written.wrong(FILE, refused.says.sv, refused.says.in_language("en"))
            return None

    def do(file: AttachedFile, _version: int | None) -> str:
        attach_to_report(file=file, **named(asked, report))
        return here

    count = len(report.attachments)
    step: Step[Any] = Step(
        title=Text(f"Bilagor: {count} av högst {MOST}", f"Attachments: {count} of at most {MOST}"),
        explains=Text(
            "Bilagorna lämnas in med redovisningen och blir allmänna handlingar. De får inte säga något om patienter.",
            "The attachments are handed in with the report and become public documents. They may say nothing about "
            "patients.",
        ),
        button=Text("Lägg till", "Add"),
        fields=[
            Field(name=FILE, label=Text("Ny bilaga", "New attachment"), kind="file", accept=contents.ACCEPTED,
                  hint=Text("PDF, Word (.docx) eller ODT. Högst 1 MB.", "PDF, Word (.docx) or ODT. At most 1 MB."))
        ],
        read=read, do=do, done=Text("Bilagan är tillagd.", "The attachment is added."), back=asked.url("room"),
        closed=stop.why if stop else None, template="reports/attachments.html", address=here,
        extra={"here": here},
    )  # fmt: skip
    return answer(asked.request, asked.actor, partial(asked.page, report), step)


def attachment(asked: PaperRequest, attachment_number: int) -> HttpResponse:
    """Give a file that goes with the report, byte for byte."""
    return _file(_found(asked, report_of(asked), attachment_number))


def remove(asked: PaperRequest, attachment_number: int) -> HttpResponse:
    """Take a file away from the report."""
    report, here = report_of(asked), f"{asked.url('room')}bilagor/"
    found, stop = _found(asked, report, attachment_number), unless_written_in(report)

    def do(_values: None, _version: int | None) -> str:
        remove_attachment(attachment_number=attachment_number, **named(asked, report))
        return here

    step = Step(
        title=Text(f"Ta bort {found.name}", f"Remove {found.name}"), button=Text("Ta bort", "Remove"),
        explains=Text("Har den lämnats in i en tidigare utgåva finns den kvar där.",
                      "If it was handed in with an earlier edition, it stays there."),
        read=read_nothing, do=do, back=here, done=Text("Bilagan är borttagen.", "The attachment is removed."),
        closed=stop.why if stop else None, is_warning=True,
        own_yes=[OwnYes(
            Text(f"{found.name} följer inte med redovisningen.", f"{found.name} goes with the report no more."),
            Text(f"Ja, ta bort {found.name}", f"Yes, take away {found.name}"),
        )],
    )  # fmt: skip
    return answer(asked.request, asked.actor, partial(asked.page, report), step)


@require_safe
@requires(Permission.SEE)
def sealed(_request: HttpRequest, actor: Actor, receipt_number: str, attachment_number: int) -> HttpResponse:
    """A file that was handed in with an edition of a report, byte for byte."""
    paper = paper_or_404(own(actor), receipt_number)
    found = paper.report_attachments.filter(pk=attachment_number).first()
    if found is None:
        raise Http404(_("Det finns ingen sådan bilaga."))
    return _file(found)


def _found(asked: PaperRequest, report: Report, number: int) -> ReportAttachment:
    found = ReportAttachment.objects.filter(
        pk=number, organisation=asked.organisation, agreement_id=asked.agreement_id, duty_id=report.task.duty.id,
        removed_at=None,
    ).first()  # fmt: skip
    if found is None:
        raise Http404(_("Det finns ingen sådan bilaga."))
    return found


def _file(found: ReportAttachment) -> HttpResponse:
    answered = HttpResponse(bytes(found.content), content_type=found.media_type)
    answered["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=found.name))
    return answered
