"""The receipt of a paper that was handed in as a PDF of one page, to keep beside the paper or send on."""

import datetime
from dataclasses import replace

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.documents.paper_pdf import PaperDocument, PaperRow, PaperSection, paper_pdf
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.words import in_time, swedish_time, time_of_signature, way_of_signing

_NOTHING = Text("", "")
_SIGNED = Text("Den undertecknade filens SHA-256", "The signed file's SHA-256")
_SCANNED = Text("Det skannade originalets SHA-256", "The scanned original's SHA-256")


def receipt_document(
    paper: HandedInPaper,
    shown: Shown,
    receiver: Organisation | None,
    event: Event | None,
    amount: int | None,
    today: datetime.date,
) -> PaperDocument:
    """Return what stands on the receipt: the same as on its page, without what was handed in."""
    day = swedish_day(paper.handed_in_at)
    said = Text(paper.name_sv, paper.name_en or paper.name_sv)
    rows = [
        PaperRow(Text("Belopp", "Amount"), Text(kronor(amount))) if amount is not None else None,
        PaperRow(Text("Kvittonummer", "Receipt number"), Text(paper.receipt_number)),
        PaperRow(Text("Inlämnad", "Handed in"), _swedish_time(paper)),
        PaperRow(Text("I tid", "In time"), in_time(paper, today)),
        PaperRow(Text("Handling", "Paper"), said),
        PaperRow(Text("Inlämnad av", "Handed in by"), _by(event)),
        PaperRow(Text("Underskrift", "Signature"), _signed(paper)),
        PaperRow(Text("Bygger på", "Rests on"), _version(paper)) if paper.allocation_version else None,
    ]
    proof = [
        PaperRow(Text("Händelse i historiken", "Event in the history"), _event(event)),
        PaperRow(Text("Handlingens SHA-256", "The paper's SHA-256"), _hash(paper.pdf_sha256)),
        PaperRow(_SIGNED if paper.is_electronic else _SCANNED, _hash(paper.signed_sha256))
        if paper.signed_sha256
        else None,
    ]
    return PaperDocument(
        title=Text(f"Kvitto {paper.receipt_number}", f"Receipt {paper.receipt_number}"),
        running=paper.organisation.text,
        to=receiver.text if receiver else Text("–", "–"),
        sender=paper.organisation.text,
        edition=paper.edition,
        reference_numbers=(),
        sections=(
            PaperSection(number=1, heading=said, rows=tuple(row for row in rows if row)),
            PaperSection(
                number=2,
                heading=Text("Kontrollsummor", "Checksums"),
                rows=tuple(row for row in proof if row),
                note=Text(
                    "Handlingen är en egen PDF. Dess kontrollsumma ska vara den som står här.",
                    "The paper is a PDF of its own. Its checksum is to be the one that stands here.",
                ),
            ),
        ),
        provenance=replace(provenance(shown), made=day),
        version=paper.allocation_version,
    )


def receipt_pdf(document: PaperDocument, language: str) -> bytes:
    """Return the receipt as PDF/A-2a and PDF/UA-1: the same bytes each time it is fetched in a language."""
    return paper_pdf(document, language)


def _swedish_time(paper: HandedInPaper) -> Text:
    at = swedish_time(paper.handed_in_at)
    return Text(f"{at} svensk tid", f"{at} Swedish time")


def _by(event: Event | None) -> Text:
    if event is None:
        return _NOTHING
    told = event.told
    sv, en = (f"{told.actor.name.in_language(one)}, {told.role.name.in_language(one)}" for one in ("sv", "en"))
    return Text(sv, en)


def _signed(paper: HandedInPaper) -> Text:
    way = way_of_signing(paper.way)
    signers = [f"{one.get('name', '')}, {time_of_signature(one, paper.handed_in_at)[0]}" for one in paper.signatures]
    return Text("; ".join([way.sv, *signers]), "; ".join([way.in_language("en"), *signers]))


def _version(paper: HandedInPaper) -> Text:
    number = paper.allocation_version
    return Text(f"fördelningens version {number}", f"version {number} of the allocation")


def _event(event: Event | None) -> Text:
    if event is None:
        return _NOTHING
    return Text(
        f"nummer {event.sequence} i kedjan: {_hash(event.hash).sv}",
        f"number {event.sequence} in the chain: {_hash(event.hash).sv}",
    )


def _hash(digest: str) -> Text:
    """Write a hash in groups of eight, so that it breaks within the page."""
    return Text(" ".join(digest[place : place + 8] for place in range(0, len(digest), 8)))
