"""When a file was signed, as far as trusted time-stamps prove it, and whether its certificate held then.

pyHanko validates; here is only in which order, and what its answers mean in words. A time-stamp proves that what it
covers was there at its moment, so whatever it covers is judged at that moment: a certificate that has expired or was
revoked since is as good as it was. The newest stamp on the document is judged at the hand-in, the one before it at that
one's moment, and so on back to the signature. Without a stamp the signature is judged at the hand-in.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.general import MultivaluedAttributeError, NonexistentAttributeError, find_unique_cms_attribute
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    EmbeddedPdfSignature,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel, TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, FreshnessReqType, RevocationCheckingPolicy

from naravard.documents.event_loops import apart
from naravard.documents.signature_findings import SignatureFinding, finding
from naravard.documents.signer_identity import without_numbers

CLOCKS_MAY_DIFFER = datetime.timedelta(minutes=5)
"""How far the clocks of those who issue, sign and receive may be from one another."""
_USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
_AT_ANY_AGE = CertRevTrustPolicy(
    RevocationCheckingPolicy.from_legacy("soft-fail"),
    freshness=datetime.timedelta(days=36_500),
    freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION,
)
"""What the file itself holds of revoked certificates counts however old it is; nothing is asked of the network."""
_TOO_WEAK = frozenset(
    {AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE, AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE}
)
_MOST_IN_A_CHAIN = 10


@dataclass(frozen=True, slots=True)
class SignatureJudgement:
    """What pyHanko says of a signature, and at which moment it was judged."""

    status: PdfSignatureStatus
    moment: datetime.datetime
    stamped_at: datetime.datetime | None
    """The moment of a trusted time-stamp; ``None`` without one."""
    others: Sequence[x509.Certificate]
    """The certificates that the file holds beside the signer's."""
    roots: Sequence[x509.Certificate]
    """Those that are trusted."""

    @property
    def untrusted_stamp(self) -> TimestampSignatureStatus | None:
        """A stamp that proves nothing: broken, or of an issuer that is not trusted."""
        stamp = self.status.timestamp_validity
        return None if stamp is None or _is_good(stamp) else stamp


@dataclass
class Judge:
    """Judges the signatures of one file."""

    reader: PdfFileReader
    roots: Sequence[x509.Certificate]
    at: datetime.datetime
    """When the file was handed in."""
    _moments: list[tuple[int, datetime.datetime]] = field(default_factory=list)
    """From which revision on back something is proved to have been there, and when: the newest stamp first."""

    def __post_init__(self) -> None:
        """Go through the stamps on the document from the last to the first."""
        moment = self.at
        for stamp in reversed(self.reader.embedded_timestamp_signatures):
            context = self._context(stamp, moment)
            try:
                status = apart(partial(validate_pdf_timestamp, stamp, context))
            except Exception:  # noqa: S112 - a stamp that cannot be read proves nothing, and says nothing worth a log
                continue
            if _is_good(status) and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION:
                moment = min(moment, status.timestamp)
                self._moments.append((stamp.signed_revision, moment))

    def judge(self, signature: EmbeddedPdfSignature) -> SignatureJudgement:
        """Judge one signature."""
        proved = [moment for revision, moment in self._moments if revision > signature.signed_revision]
        moment = min(proved, default=self.at)
        first = self._validated(signature, moment, moment, skips_changes=True)
        stamp = first.timestamp_validity
        stamped_at = min(proved) if proved else None
        if stamp is not None and _is_good(stamp):
            stamped_at = min(stamp.timestamp, moment)
        status = self._validated(signature, stamped_at or moment, moment)
        return SignatureJudgement(status, stamped_at or moment, stamped_at, self._certificates(signature), self.roots)

    def _validated(
        self,
        signature: EmbeddedPdfSignature,
        moment: datetime.datetime,
        stamps_at: datetime.datetime,
        *,
        skips_changes: bool = False,
    ) -> PdfSignatureStatus:
        signer, stamps = self._context(signature, moment), self._context(signature, stamps_at)
        return apart(
            partial(
                validate_pdf_signature, signature, signer, stamps, key_usage_settings=_USAGE, skip_diff=skips_changes
            )
        )

    def _context(self, signature: EmbeddedPdfSignature, moment: datetime.datetime) -> ValidationContext:
        crls, answers = _archived(signature)
        how: dict[str, Any] = {
            "trust_roots": list(self.roots),
            "allow_fetching": False,
            "moment": moment,
            "revinfo_policy": _AT_ANY_AGE,
            "time_tolerance": CLOCKS_MAY_DIFFER,
            "crls": crls,
            "ocsps": answers,
        }
        try:
            return DocumentSecurityStore.read_dss(self.reader).as_validation_context(how)
        except NoDSSFoundError:
            return ValidationContext(other_certs=[], **how)

    def _certificates(self, signature: EmbeddedPdfSignature) -> list[x509.Certificate]:
        try:
            stored = list(DocumentSecurityStore.read_dss(self.reader).load_certs())
        except NoDSSFoundError:
            stored = []
        return [*signature.other_embedded_certs, *stored]


def _archived(signature: EmbeddedPdfSignature) -> tuple[list[Any], list[Any]]:
    """Return the lists and answers about revoked certificates that Adobe's programs put into a signature."""
    try:
        kept = find_unique_cms_attribute(signature.signer_info["signed_attrs"], "adobe_revocation_info_archival")
    except (MultivaluedAttributeError, NonexistentAttributeError):
        return [], []
    return list(kept["crl"] or ()), list(kept["ocsp"] or ())


def _is_good(stamp: TimestampSignatureStatus) -> bool:
    return bool(stamp.intact and stamp.valid and stamp.trusted)


def refused_as(error: SignatureValidationError) -> SignatureFinding:
    """Return what it means that pyHanko did not validate a signature to its end."""
    if error.ades_subindication in _TOO_WEAK:
        return finding("weak-method")
    return finding("signature-not-readable")


def reasons_of(judged: SignatureJudgement) -> Iterator[SignatureFinding]:
    """Say why a signature's certificate is not taken as good at its moment; nothing if it is."""
    status, certificate = judged.status, judged.status.signing_cert
    if judged.moment > certificate.not_valid_after + CLOCKS_MAY_DIFFER:
        yield _expired(judged)
    elif judged.moment < certificate.not_valid_before - CLOCKS_MAY_DIFFER:
        yield finding("not-yet-valid", _day(certificate.not_valid_before))
    elif not _may_sign(certificate):
        yield finding("not-for-signing", name_of(certificate))
    elif not status.trusted:
        yield _untrusted(judged)


def _expired(judged: SignatureJudgement) -> SignatureFinding:
    day, stamp = _day(judged.status.signing_cert.not_valid_after), judged.untrusted_stamp
    if judged.stamped_at is not None:
        return finding("expired-when-stamped", f"{day}, {_day(judged.stamped_at)}")
    if stamp is None:
        return finding("expired", day)
    if not (stamp.intact and stamp.valid):
        return finding("stamp-broken", day)
    return finding("stamp-not-trusted", _top(stamp.signing_cert, judged.others)[0])


def _untrusted(judged: SignatureJudgement) -> SignatureFinding:
    status = judged.status
    problem, revoked = status.trust_problem_indic, status.revocation_details
    if revoked is not None:
        day = _day(revoked.revocation_date)
        return finding("issuer-revoked" if revoked.ca_revoked else "revoked", day)
    if problem in _TOO_WEAK:
        return finding("weak-method")
    issuer, is_whole = _top(status.signing_cert, judged.others)
    if problem is AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        return finding("unknown-issuer" if is_whole else "issuer-missing", issuer)
    trusted = {one.dump() for one in judged.roots}
    if is_whole and trusted.isdisjoint(one.dump() for one in (status.signing_cert, *judged.others)):
        return finding("unknown-issuer", issuer)  # one that is trusted has only the same name
    for one in status.validation_path or ():
        if not one.not_valid_before <= judged.moment <= one.not_valid_after:
            return finding("issuer-expired", f"{name_of(one)}, {_day(one.not_valid_after)}")
    if problem is AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE:
        return finding("not-for-signing", name_of(status.signing_cert))
    return finding("issuers-rules", issuer)


def _top(certificate: x509.Certificate, others: Sequence[x509.Certificate]) -> tuple[str, bool]:
    """Return the topmost issuer that is named, and whether its own certificate is in the file."""
    for _ in range(_MOST_IN_A_CHAIN):
        if certificate.self_issued:
            return name_of(certificate), True
        above = next((one for one in others if one.subject == certificate.issuer), None)
        if above is None:
            break
        certificate = above
    return issuer_of(certificate), False


def _may_sign(certificate: x509.Certificate) -> bool:
    usage = certificate.key_usage_value
    return usage is None or bool({"digital_signature", "non_repudiation"} & usage.native)


def name_of(certificate: x509.Certificate) -> str:
    """Return whose a certificate is, in a few words."""
    return _named(certificate.subject)


def issuer_of(certificate: x509.Certificate) -> str:
    """Return who issued a certificate, in a few words."""
    return _named(certificate.issuer)


def _named(name: x509.Name) -> str:
    native = name.native
    return without_numbers(native.get("common_name")) or without_numbers(name.human_friendly)


def _day(moment: datetime.datetime) -> str:
    return f"{moment:%Y-%m-%d}"
