"""Electronic signatures in a PDF (PAdES): who signed, when, and whether it is our paper, unchanged since.

:func:`check` looks at a file that someone has uploaded. A PDF can be made to cost a program hours and gigabytes, so the
looking is done by a process of its own (:mod:`.own_process`) with little time and memory; what does not answer in
time is refused with words. Nothing is fetched over the network: the issuers that are trusted are given, and of revoked
certificates only what the file itself holds is known (the receiver's own check asks the issuer).

What is kept of the signer is the name and the organisation of the certificate, never its personal number: that is held
against what is known of whoever hands in, within the process that looks, and only the answer comes out.
"""

import datetime
from collections.abc import Sequence

import msgspec

from naravard.agreement.model import Text
from naravard.documents.own_process import WAIT, BusyError, TooSlowError, ask
from naravard.documents.signature_findings import SignatureFinding, finding
from naravard.documents.signer_identity import KnownPerson

MOST_BYTES = 10_000_000
"""The largest file that is looked at, less than a whole request may be. A paper of ours is some 50 kB."""


class Signer(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed, as the certificate says it."""

    name: str
    """The subject's common name; figures that may be a personal number are taken out."""
    other_names: tuple[str, ...] = ()
    """Further names that the certificate gives: given name and surname, where the common name is another."""
    organisation: str
    issuer: str
    certificate_number: str
    """The issuer's number of the certificate, in hex."""
    claimed_at: datetime.datetime | None
    """When the signer's own program says that it was signed."""
    stamped_at: datetime.datetime | None
    """When a timestamp from a trusted issuer says that it was signed."""
    is_trusted: bool
    """Whether the certificate comes from an issuer that the service trusts."""
    is_whom: bool | None = None
    """Whether the certificate is the person's who was asked about, by its numbers; ``None`` if they do not tell."""


class SignatureCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What the check found."""

    signers: tuple[Signer, ...] = ()
    """In the order that they signed."""
    is_unchanged: bool = False
    """Nothing that was signed has been changed since."""
    covers_all: bool = False
    """The last signature covers the whole file."""
    is_same_document: bool | None = None
    """Whether the signed file begins with our own paper, byte for byte, with only signatures added; None if no paper
    was given to compare with."""
    findings: tuple[SignatureFinding, ...] = ()

    @property
    def is_good(self) -> bool:
        """Say whether the file can be taken as signed."""
        return not self.findings and bool(self.signers)


class SignatureQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """What the process of its own is asked."""

    pdf: bytes
    original: bytes | None
    trusted: tuple[bytes, ...]
    at: datetime.datetime
    known: KnownPerson | None = None


def check(
    pdf: bytes,
    *,
    original: bytes | None,
    trusted: Sequence[bytes],
    at: datetime.datetime,
    known: KnownPerson | None = None,
    seconds: float = WAIT,
) -> SignatureCheck:
    """Look at the signatures of a file.

    Args:
        pdf: The file.
        original: Our own paper, which the file must be with signatures added; ``None`` if any paper will do.
        trusted: The issuers' certificates, in DER.
        at: The moment that certificates must be valid at, where no trusted timestamp says when it was signed; aware.
        known: What is known of whoever hands in, to hold the certificate's numbers against.
        seconds: How long it may take; a paper of ours takes about a second, most of it to start.
    """
    refused = _at_a_glance(pdf, original)
    if refused is not None:
        return refused
    asked = SignatureQuestion(pdf=pdf, original=original, trusted=tuple(trusted), at=at, known=known)
    question = msgspec.msgpack.encode(asked)
    try:
        answered = ask("naravard.documents.signature_examination:answer", question, wait=seconds)
        return msgspec.msgpack.decode(answered, type=SignatureCheck)
    except BusyError:
        return _refused("busy")
    except TooSlowError:
        return _refused("too-slow")
    except msgspec.DecodeError:  # out of memory or time, or shot down by the limits
        return _refused("not-readable")


def _at_a_glance(pdf: bytes, original: bytes | None) -> SignatureCheck | None:
    if len(pdf) > MOST_BYTES:
        return _refused("too-large", f"{len(pdf) / 1_000_000:.0f} MB")
    if b"%PDF-" not in pdf[:1024]:
        return _refused("not-a-pdf")
    if original is not None and pdf == original:
        return _refused("unsigned", same=True)
    return None


def _refused(finding_id: str, found: str = "", *, same: bool | None = None) -> SignatureCheck:
    return SignatureCheck(findings=(finding(finding_id, found),), is_same_document=same)


def described(signer: Signer) -> Text:
    """Return a signer in words: ``Anna Ö (Region X), certifikat från Y``."""
    who = f"{signer.name} ({signer.organisation})" if signer.organisation else signer.name
    return Text(f"{who}, certifikat från {signer.issuer}", f"{who}, certificate from {signer.issuer}")
