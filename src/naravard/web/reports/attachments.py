"""Files that go with a report: added and taken away while it is written, and sealed with each edition."""

import datetime
import hashlib

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_named
from naravard.web.history.kinds import event, example
from naravard.web.organisations.models import Organisation
from naravard.web.papers import errors
from naravard.web.papers.acts import LockedPaper, locked_paper
from naravard.web.papers.errors import PaperRefusedError
from naravard.web.papers.kinds import kind_of
from naravard.web.reports.examples import REPORT
from naravard.web.reports.models import ReportAttachment
from naravard.web.reports.paper_kinds import ReportKind
from naravard.web.reports.report import Report, attachments_of
from naravard.web.tasks.contents import AttachedFile
from naravard.web.tasks.duties import thing_of
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.errors import NoSuchDutyError

ATTACHED, REMOVED = "report-attachment-added", "report-attachment-removed"
MOST = 10
"""Files that go with a report; each is at most 1 MB."""
_TOO_MANY = Text(
    f"En redovisning kan ha högst {MOST} bilagor. Ta bort en först.",
    f"A report can have at most {MOST} attachments. Remove one first.",
)
GONE = Text("Bilagan är redan borttagen.", "The attachment is removed already.")


@act(
    Permission.WORK_ON_DUTIES,
    leaves=event(
        ATTACHED,
        Text(
            "{who} lade en bilaga till {thing:quoted} för {whose}.",
            "{who} attached a file to {thing:quoted} for {whose}.",
        ),
        example(REPORT, after={"file": "karta.pdf"}),
    ),
)
def attach_to_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    file: AttachedFile,
    at: datetime.datetime,
) -> ReportAttachment:
    """Let a file go with a report.

    Raises:
        NoSuchDutyError: if the organisation has no such report.
        DutyRefusedError: if it cannot be handed in now.
        PaperRefusedError: if it waits to be signed, or has as many files as it can have.
    """
    one, report = _open_report(actor, organisation, agreement_id, duty_id, at)
    if len(attachments_of(report)) >= MOST:
        raise PaperRefusedError("too-many-attachments", _TOO_MANY)
    made = ReportAttachment.objects.create(
        agreement_id=agreement_id, organisation=organisation, duty_id=duty_id, name=file.name,
        media_type=file.media_type, content=file.content, sha256=hashlib.sha256(file.content).hexdigest(),
        size=len(file.content), added_at=at, added_by_name=actor.who.name.sv,
    )  # fmt: skip
    one.begin()
    tell(
        actor=actor, organisation=organisation, thing=thing_of(agreement_id, one.duty.duty), kind=ATTACHED, at=at,
        before=None, after={"file": made.name, "sha256": made.sha256},
    )  # fmt: skip
    return made


@act(
    Permission.WORK_ON_DUTIES,
    leaves=event(
        REMOVED,
        Text(
            "{who} tog bort en bilaga till {thing:quoted} för {whose}.",
            "{who} removed an attachment of {thing:quoted} for {whose}.",
        ),
        example(REPORT, before={"file": "karta.pdf"}),
    ),
)
def remove_attachment(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    attachment_number: int,
    at: datetime.datetime,
) -> ReportAttachment:
    """Take a file away from a report. With the editions that it went with it stays.

    Raises:
        NoSuchDutyError: if the organisation has no such report.
        DutyRefusedError: if it cannot be handed in now.
        PaperRefusedError: if it waits to be signed, or has no such file.
    """
    one, report = _open_report(actor, organisation, agreement_id, duty_id, at)
    found = next((two for two in attachments_of(report) if two.pk == attachment_number), None)
    if found is None:
        raise PaperRefusedError("no-such-attachment", GONE)
    found.removed_at = at
    found.save(update_fields=["removed_at"])
    tell(
        actor=actor, organisation=organisation, thing=thing_of(agreement_id, one.duty.duty), kind=REMOVED, at=at,
        before={"file": found.name, "sha256": found.sha256}, after=None,
    )  # fmt: skip
    return found


def _open_report(
    actor: Actor, organisation: Organisation, agreement_id: str, duty_id: str, at: datetime.datetime
) -> tuple[LockedPaper, Report]:
    """Lock a report that can be written in, and return it."""
    shown = shown_named(agreement_id)
    duty = duty_book(shown).find(duty_id, organisation.code) if shown is not None else None
    kind = kind_of(duty) if duty is not None else None
    if not isinstance(kind, ReportKind):
        raise NoSuchDutyError(agreement_id, duty_id, organisation.code)
    one = locked_paper(kind, actor, organisation, agreement_id, at, duty_id)
    kind.may_be_written(one)
    if one.draft.is_ready:
        raise errors.is_ready()
    report = one.paper()
    assert isinstance(report, Report)  # noqa: S101 - for the type checker; the kind makes no other
    return one, report
