"""Keeping a paper that is handed in: an inner function of the act that hands it in, within its transaction.

::

    changes.hand_in(duty, by=actor)
    paper = keep(draft, duty, name=…, way=…, signed=…, by=actor, at=at)
    event = tell(…, after=duty.facts | told_of(paper))
    link(paper, event)
"""

import datetime
import hashlib

from naravard.agreement.duties import state_of
from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.history.content import Plain
from naravard.web.history.models import Event
from naravard.web.papers.drafts import clear
from naravard.web.papers.entries import hash_of
from naravard.web.papers.errors import not_ready
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.receipt_numbers import new_receipt_number
from naravard.web.papers.signed_files import ScannedPaper, SignedFile
from naravard.web.people.four_eyes import require_other_person
from naravard.web.tasks.changes import PERSON, LockedDuty


def require_others_prepared(draft: PaperDraft, duty: LockedDuty, actor: Actor, what: Text) -> None:
    """Refuse one who has written in the paper, made it ready or begun its duty.

    ``what`` is that, as it is said after ”har själv”: ``Text("förberett rekvisitionen", "prepared the requisition")``.

    Raises:
        FourEyesProblem: when it is the same person as one of them, or no person acts.
    """
    for code in dict.fromkeys([*draft.preparers, duty.record.begun_by]):
        if code.startswith(PERSON):
            require_other_person(actor, than=code, what=what)


def keep(
    draft: PaperDraft,
    duty: LockedDuty,
    *,
    name: Text,
    way: str,
    signed: SignedFile | ScannedPaper | None,
    by: Actor,
    at: datetime.datetime,
) -> HandedInPaper:
    """Keep the paper that was made ready, with its receipt; the duty has just been handed in. The draft is cleared."""
    if draft.pdf is None:
        raise not_ready()
    pdf = bytes(draft.pdf)
    record, shown = duty.record, duty.task.shown
    extension = duty.task.extension
    state = state_of(duty.duty, record.progress, now=at, extended_to=extension.to_day if extension else None)
    paper = HandedInPaper(
        agreement_id=shown.agreement.id,
        organisation=draft.organisation,
        receiver_code=duty.duty.to or "",
        paper_id=draft.paper_id,
        name_sv=name.sv,
        name_en=name.en,
        duty_id=duty.duty.id,
        edition=draft.edition,
        content=draft.content,
        content_sha256=hash_of(draft.content),
        pdf=pdf,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        signed_pdf=signed.content if signed else None,
        signed_sha256=hashlib.sha256(signed.content).hexdigest() if signed else "",
        way=way,
        signatures=signed.signatures if signed else [],
        preparers=draft.preparers,
        signed_by=by.who.code,
        handed_in_at=at,
        first_handed_in_at=record.submitted_at or at,
        last_day=state.due,
        was_late=state.was_late,
        receipt_number=new_receipt_number(),
        allocation_version=draft.allocation_version,
        digest=draft.digest,
    )
    paper.save()
    clear(draft, at=at)
    return paper


def told_of(paper: HandedInPaper) -> dict[str, Plain]:
    """Return what the event tells of the paper, so that the chain of events proves what was handed in."""
    return {
        "paper": paper.paper_id,
        "edition": paper.edition,
        "receipt_number": paper.receipt_number,
        "way_of_signing": paper.way,
        "pdf_sha256": paper.pdf_sha256,
        "signed_sha256": paper.signed_sha256 or None,
        "content_sha256": paper.content_sha256,
        "allocation_version": paper.allocation_version,
    }


def link(paper: HandedInPaper, event: Event) -> None:
    """Write down the number of the event that tells that the paper was handed in."""
    paper.event_sequence = event.sequence
    paper.save(update_fields=["event_sequence"])
