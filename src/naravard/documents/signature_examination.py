"""Looking at the signatures of a PDF with pyHanko. Run in a process of its own: see :mod:`.signature_process`."""

import datetime
import logging
import re
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from naravard.documents.event_loops import apart
from naravard.documents.signature_additions import only_signatures_added
from naravard.documents.signature_findings import SignatureFinding, finding
from naravard.documents.signatures import SignatureCheck, SignatureQuestion, Signer

_PERSONAL_NUMBER = re.compile(r"\b(?:\d{2})?\d{6}[-+ ]?\d{4}\b")
_USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)


def examine(question: SignatureQuestion) -> SignatureCheck:
    """Return what is found of a file's signatures."""
    logging.disable(logging.CRITICAL)  # what a stranger's file says is not for our log
    original = question.original
    if original is not None and not question.pdf.startswith(original):
        return SignatureCheck(findings=(finding("another-document"),), is_same_document=False)
    try:
        reader = PdfFileReader(BytesIO(question.pdf))
        if reader.encrypted:
            return SignatureCheck(findings=(finding("encrypted"),))
        signatures = list(reader.embedded_regular_signatures)
    except Exception:
        return SignatureCheck(findings=(finding("not-readable"),))
    if not signatures:
        return SignatureCheck(findings=(finding("unsigned"),))
    same = None if original is None else only_signatures_added(reader, original, signatures[0].signed_revision)
    return _together(signatures, question, same=same)


def _together(
    signatures: list[EmbeddedPdfSignature], question: SignatureQuestion, *, same: bool | None
) -> SignatureCheck:
    signers: list[Signer] = []
    findings: list[SignatureFinding] = [] if same is not False else [finding("changed-before-signing")]
    statuses: list[PdfSignatureStatus] = []
    for signature in signatures:
        try:
            status = apart(partial(validate_pdf_signature, signature, _context(question), key_usage_settings=_USAGE))
            statuses.append(status)
            signer = _signer(status)
            found = list(_findings_of(status, signer, question.at))
        except Exception:
            return SignatureCheck(findings=(finding("signature-not-readable"),), is_same_document=same)
        signers.append(signer)
        findings.extend(one for one in found if one not in findings)
    _, _, start, length = signatures[-1].byte_range
    covers = _covers_all(statuses[-1], question.pdf[start + length :])
    unchanged = all(status.intact and status.valid for status in statuses)
    if unchanged and not covers:
        findings.append(finding("not-the-whole"))
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


def _findings_of(status: PdfSignatureStatus, signer: Signer, at: datetime.datetime) -> Iterator[SignatureFinding]:
    if not (status.intact and status.valid):
        yield finding("altered")
        return
    certificate = status.signing_cert
    moment = signer.stamped_at or at
    if not certificate.not_valid_before <= moment <= certificate.not_valid_after:
        days = f"{certificate.not_valid_before:%Y-%m-%d} – {certificate.not_valid_after:%Y-%m-%d}"
        yield finding("expired", days)
    elif not _may_sign(certificate):
        yield finding("not-for-signing", signer.name)
    elif not status.trusted:
        yield finding("unknown-issuer", signer.issuer)


def _may_sign(certificate: x509.Certificate) -> bool:
    usage = certificate.key_usage_value
    return usage is None or bool({"digital_signature", "non_repudiation"} & usage.native)


def _context(question: SignatureQuestion) -> ValidationContext:
    roots = [x509.Certificate.load(one) for one in question.trusted]
    return ValidationContext(
        trust_roots=roots, allow_fetching=False, moment=question.at, revocation_mode="soft-fail", other_certs=[]
    )


def _signer(status: PdfSignatureStatus) -> Signer:
    certificate = status.signing_cert
    subject = certificate.subject.native
    stamp = status.timestamp_validity
    is_stamped = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
    return Signer(
        name=_plain(subject.get("common_name")) or _plain(subject.get("organization_name")) or "–",
        organisation=_plain(subject.get("organization_name")),
        issuer=_plain(certificate.issuer.native.get("common_name")) or _plain(certificate.issuer.human_friendly),
        certificate_number=f"{certificate.serial_number:x}",
        claimed_at=status.signer_reported_dt,
        stamped_at=stamp.timestamp if is_stamped and stamp is not None else None,
        is_trusted=status.trusted,
    )


def _plain(value: Any) -> str:
    """Return a name of a certificate as one line, without a personal number."""
    text = ", ".join(str(part) for part in value) if isinstance(value, list) else str(value or "")
    return _PERSONAL_NUMBER.sub("", "".join(sign for sign in text if sign.isprintable())).strip(" ,-–")[:200]
