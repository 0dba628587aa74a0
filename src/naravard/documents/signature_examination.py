"""Looking at the signatures of a PDF with pyHanko. Run in a process of its own: see :mod:`.own_process`."""

import logging
from collections.abc import Iterator
from io import BytesIO

import msgspec
from asn1crypto import x509
from msgspec import structs
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from naravard.documents.signature_additions import Addition, added_before, shown_on
from naravard.documents.signature_findings import SignatureFinding, finding
from naravard.documents.signature_trust import Judge, SignatureJudgement, issuer_of, name_of, reasons_of, refused_as
from naravard.documents.signatures import SignatureCheck, SignatureQuestion, Signer
from naravard.documents.signer_identity import is_whom, names_in, without_numbers

_BEGINNING, _BEGINS_WITHIN = b"%PDF-", 1024
_BLANKS = b"\xef\xbb\xbf \t\r\n\x00"
_NAMED = {
    Addition.PAGE: "page-added",
    Addition.RECORD: "record-added",
    Addition.OTHER: "changed-before-signing",
}


def answer(asked: bytes) -> bytes:
    """Answer a question that came from another process."""
    question = msgspec.msgpack.decode(asked, type=SignatureQuestion)
    return msgspec.msgpack.encode(examine(question))


def examine(question: SignatureQuestion) -> SignatureCheck:
    """Return what is found of a file's signatures."""
    logging.disable(logging.CRITICAL)  # what a stranger's file says is not for our log
    question = _from_its_beginning(question)
    original = question.original
    try:
        reader = _opened(question.pdf)
        if original is not None and not question.pdf.startswith(original):
            return _of_another(reader, question, original)
        if reader.encrypted:
            return SignatureCheck(findings=(finding("encrypted"),))
        if reader.xrefs.hybrid_xrefs_present:
            return SignatureCheck(findings=(finding("two-layouts"),))
        signatures = list(reader.embedded_regular_signatures)
    except Exception:
        if original is not None and not question.pdf.startswith(original):
            return SignatureCheck(findings=(finding("another-document"),), is_same_document=False)
        return SignatureCheck(findings=(finding("not-readable"),))
    if not signatures:
        return SignatureCheck(findings=(finding("unsigned"),))
    added = None if original is None else added_before(reader, original, signatures[0].signed_revision)
    return _together(reader, signatures, question, added)


def _from_its_beginning(question: SignatureQuestion) -> SignatureQuestion:
    """Pass by blanks and line ends before the document, which mail and other programs put there.

    The places that a signature states are counted from the document's beginning, as Acrobat counts them.
    """
    before, mark, _ = question.pdf[:_BEGINS_WITHIN].partition(_BEGINNING)
    if not mark or before.strip(_BLANKS):
        return question
    return structs.replace(question, pdf=question.pdf[len(before) :])


def _opened(pdf: bytes) -> PdfFileReader:
    """Open a file as the programs that people use do: what they let pass in its writing is no reason to refuse it."""
    return PdfFileReader(BytesIO(pdf), strict=False)


def _of_another(reader: PdfFileReader, question: SignatureQuestion, original: bytes) -> SignatureCheck:
    """Say whether a file that does not begin with our paper is ours all the same, saved again by another program."""
    ours = shown_on(_opened(original))
    is_saved_again = bool(ours) and shown_on(reader)[: len(ours)] == ours
    if is_saved_again:
        signatures = list(reader.embedded_regular_signatures)
        is_saved_again = bool(signatures) and _together(reader, signatures, question, None).is_unchanged
    named = "saved-again" if is_saved_again else "another-document"
    return SignatureCheck(findings=(finding(named),), is_same_document=False)


def _together(
    reader: PdfFileReader, signatures: list[EmbeddedPdfSignature], question: SignatureQuestion, added: Addition | None
) -> SignatureCheck:
    signers: list[Signer] = []
    findings: list[SignatureFinding] = [finding(_NAMED[added])] if added in _NAMED else []
    judged: list[SignatureJudgement] = []
    same = None if added is None else added is Addition.SIGNATURES
    judge = Judge(reader, [x509.Certificate.load(one) for one in question.trusted], question.at)
    for signature in signatures:
        try:
            judged.append(judge.judge(signature))
            signers.append(_signer(judged[-1], question))
            found = list(_findings_of(judged[-1]))
        except SignatureValidationError as error:
            return SignatureCheck(findings=(refused_as(error),), is_same_document=same)
        except Exception:
            return SignatureCheck(findings=(finding("signature-not-readable"),), is_same_document=same)
        findings.extend(one for one in found if one not in findings)
    unchanged = all(one.status.intact and one.status.valid for one in judged)
    _, _, start, length = signatures[-1].byte_range
    covers = _covers_all(judged[-1].status, question.pdf[start + length :])
    if unchanged:
        findings.extend(_left_out([one.status for one in judged], covers=covers))
    return SignatureCheck(
        signers=tuple(signers),
        is_unchanged=unchanged,
        covers_all=covers,
        is_same_document=same,
        findings=tuple(findings),
    )


def _covers_all(status: PdfSignatureStatus, rest: bytes) -> bool:
    """Say whether the last signature covers the file; what is added to prove it for long is not counted."""
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return True
    if status.coverage is not SignatureCoverageLevel.ENTIRE_REVISION:
        return False
    return not rest.strip() or status.modification_level is ModificationLevel.LTA_UPDATES


def _left_out(statuses: list[PdfSignatureStatus], *, covers: bool) -> Iterator[SignatureFinding]:
    """Say what stands in the file that one of those who signed has not signed, or has forbidden."""
    if any(one.coverage < SignatureCoverageLevel.ENTIRE_REVISION for one in statuses):
        yield finding("part-signed")
        return
    if not covers:
        yield finding("not-the-whole")
        return
    for status in statuses[:-1]:
        if status.docmdp_ok is False:
            is_change = status.modification_level is ModificationLevel.OTHER
            yield finding("changed-between" if is_change else "forbidden", name_of(status.signing_cert))
            return


def _findings_of(judged: SignatureJudgement) -> Iterator[SignatureFinding]:
    if not (judged.status.intact and judged.status.valid):
        yield finding("altered")
        return
    yield from reasons_of(judged)


def _signer(judged: SignatureJudgement, question: SignatureQuestion) -> Signer:
    certificate = judged.status.signing_cert
    names = names_in(certificate)
    return Signer(
        name=names[0],
        other_names=names[1:],
        organisation=without_numbers(certificate.subject.native.get("organization_name")),
        issuer=issuer_of(certificate),
        certificate_number=f"{certificate.serial_number:x}",
        claimed_at=judged.status.signer_reported_dt,
        stamped_at=judged.stamped_at,
        is_trusted=judged.status.trusted,
        is_whom=None if question.known is None else is_whom(certificate, question.known),
    )
