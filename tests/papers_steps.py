"""Papers handed in without a room of their own around them, for tests of receipts, lists and comparison."""

import datetime
import hashlib
from typing import Any

from money_steps import swedish
from naravard.agreement.model import Text
from naravard.web.access.actor import THE_SERVICE
from naravard.web.access.acts import tell
from naravard.web.durable import durably
from naravard.web.history.content import Thing
from naravard.web.organisations.models import Organisation
from naravard.web.papers.archive import link, told_of
from naravard.web.papers.entries import hash_of
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.receipt_numbers import new_receipt_number
from web_shared import WHOLE

HANDED_IN_AT = swedish("2022-11-03 09:30:15")
CONTENT = [
    {"part": 1, "heading": "Kontaktuppgifter", "id": "fax", "label": "Faxnummer", "value": ""},
    {"part": 2, "heading": "Bidrag", "id": "belopp", "label": "Belopp som rekvireras", "value": "934 968 kr"},
]


def kept_paper(
    code: str, *, to: str = "kammarkollegiet", at: datetime.datetime = HANDED_IN_AT, **changes: Any
) -> HandedInPaper:
    """Keep a paper of an organisation as if it had been handed in, with its event."""
    pdf = changes.pop("pdf", b"%PDF-1.7 a paper")
    signed = changes.pop("signed_pdf", b"%PDF-1.7 a paper, signed")
    content = changes.pop("content", CONTENT)
    organisation = Organisation.objects.get(pk=code)
    given: dict[str, Any] = {
        "agreement_id": WHOLE,
        "organisation": organisation,
        "receiver_code": to,
        "paper_id": "requisition",
        "name_sv": "Rekvisition",
        "name_en": "Requisition",
        "duty_id": "requisition-regions-skr",
        "edition": 1,
        "content": content,
        "content_sha256": hash_of(content),
        "pdf": pdf,
        "pdf_sha256": hashlib.sha256(pdf).hexdigest(),
        "signed_pdf": signed,
        "signed_sha256": hashlib.sha256(signed).hexdigest() if signed else "",
        "way": "electronic" if signed else "paper",
        "signed_by": "person-x",
        "handed_in_at": at,
        "first_handed_in_at": at,
        "last_day": datetime.date(2022, 12, 1),
        "receipt_number": new_receipt_number(),
        "allocation_version": 1,
        "digest": "ab12" * 16,
    }
    paper = HandedInPaper(**(given | changes))
    with durably():
        paper.save()
        event = tell(
            actor=THE_SERVICE,
            organisation=organisation,
            thing=Thing("duty", f"{WHOLE}/requisition-regions-skr", Text("Rekvisition", "Requisition")),
            kind="requisition-handed-in",
            at=at,
            before=None,
            after=told_of(paper),
        )
        link(paper, event)
    return paper
