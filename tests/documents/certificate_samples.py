"""An issuer, signers and an authority for time-stamps of our own, and PDFs that are signed by them with pyHanko."""

import asyncio
import datetime
import hashlib
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from asn1crypto import crl, x509
from asn1crypto.keys import PrivateKeyInfo
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
ATTRIBUTES = {
    "name": NameOID.COMMON_NAME,
    "organisation": NameOID.ORGANIZATION_NAME,
    "serial_number": NameOID.SERIAL_NUMBER,
    "given_name": NameOID.GIVEN_NAME,
    "surname": NameOID.SURNAME,
}


_LISTS = made.CRLDistributionPoints(
    [made.DistributionPoint([made.UniformResourceIdentifier("http://crl.example.se/list.crl")], None, None, None)]
)
"""Where an issuer says that its list of revoked certificates is; nothing is fetched."""


@dataclass(frozen=True)
class Holder:
    """A certificate, its key, and those above it."""

    certificate: made.Certificate
    key: Key
    above: tuple["Holder", ...] = ()

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def loaded(self) -> x509.Certificate:
        return x509.Certificate.load(self.der)

    @property
    def private_key(self) -> PrivateKeyInfo:
        how = serialization.PrivateFormat.PKCS8
        return PrivateKeyInfo.load(
            self.key.private_bytes(serialization.Encoding.DER, how, serialization.NoEncryption())
        )

    @property
    def chain(self) -> list[x509.Certificate]:
        return [one.loaded for one in self.above]


def holder(
    name: str,
    issuer: Holder | None,
    since: datetime.datetime,
    until: datetime.datetime,
    *,
    is_issuer: bool = False,
    is_for_stamps: bool = False,
    bits: int = 2048,
    email: str = "",
    path_length: int | None = None,
    **attributes: str,
) -> Holder:
    """Make a certificate; without an issuer it is one itself."""
    key: Key = ec.generate_private_key(ec.SECP256R1())
    if is_for_stamps or bits != 2048:
        key = rsa.generate_private_key(65537, bits)
    subject = made.Name(
        [made.NameAttribute(ATTRIBUTES[what], value) for what, value in ({"name": name} | attributes).items() if value]
    )
    builder = (
        made.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(made.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(made.BasicConstraints(ca=is_issuer, path_length=path_length), critical=True)
        .add_extension(_usage(is_issuer=is_issuer), critical=True)
    )
    if issuer:
        builder = builder.add_extension(_LISTS, critical=False)
    if is_for_stamps:
        builder = builder.add_extension(made.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    if email:
        builder = builder.add_extension(made.SubjectAlternativeName([made.RFC822Name(email)]), critical=False)
    certificate = builder.sign(issuer.key if issuer else key, hashes.SHA256())
    return Holder(certificate, key, (issuer, *issuer.above) if issuer else ())


def revoking(issuer: Holder, one: Holder, *, at: datetime.datetime, listed: datetime.datetime) -> crl.CertificateList:
    """Return the issuer's list, which says that a certificate was revoked."""
    revoked = made.RevokedCertificateBuilder().serial_number(one.certificate.serial_number).revocation_date(at).build()
    made_list = (
        made.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(listed)
        .next_update(listed + datetime.timedelta(days=1))
        .add_revoked_certificate(revoked)
        .sign(issuer.key, hashes.SHA256())
    )
    return crl.CertificateList.load(made_list.public_bytes(serialization.Encoding.DER))


def stamper(authority: Holder, at: datetime.datetime) -> timestamps.DummyTimeStamper:
    """Return an authority that stamps with one moment."""
    store = SimpleCertificateStore()
    store.register_multiple(authority.chain)
    return timestamps.DummyTimeStamper(authority.loaded, authority.private_key, store, fixed_dt=at)


def signed_by(
    pdf: bytes,
    one: Holder,
    *,
    stamps: timestamps.DummyTimeStamper | None = None,
    claimed: datetime.datetime | None = None,
    digest: str = "sha256",
    field: str = "Underskrift",
    chain: list[x509.Certificate] | None = None,
    **how: Any,
) -> bytes:
    """Return the PDF with a signature added; ``claimed`` is the time by the signer's own clock."""

    class AtAMoment(signers.PdfSigner):
        def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
            session = super().init_signing_session(*args, **kwargs)
            session.system_time = claimed or session.system_time
            return session

        def _enforce_certification_constraints(self, reader: Any) -> None:
            """Sign what another has locked too, as programs do that do not look."""

    store = SimpleCertificateStore()
    store.register_multiple(one.chain if chain is None else chain)
    signer = signers.SimpleSigner(signing_cert=one.loaded, signing_key=one.private_key, cert_registry=store)
    said = signers.PdfSignatureMetadata(
        field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm=digest, **how
    )
    maker, writer = AtAMoment(said, signer=signer, timestamper=stamps), IncrementalPdfFileWriter(BytesIO(pdf))
    content: bytes = _apart(lambda: maker.sign_pdf(writer)).getvalue()
    return content


def _apart(do: Callable[[], Any]) -> Any:
    """Do what needs a loop of its own in a thread of its own: Playwright's may run in this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(do).result()


def signed_but_for(pdf: bytes, one: Holder, left_out: int) -> bytes:
    """Return the PDF with a good signature that leaves out some bytes after itself."""
    store = SimpleCertificateStore()
    store.register_multiple(one.chain)
    signer = signers.SimpleSigner(signing_cert=one.loaded, signing_key=one.private_key, cert_registry=store)
    said = signers.PdfSignatureMetadata(field_name="Underskrift", md_algorithm="sha256")

    async def made_so() -> bytes:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        prepared, _, output = await signers.PdfSigner(said, signer=signer).async_digest_doc_for_signing(writer)
        whole = bytearray(output.getvalue())
        covered = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", whole[len(pdf) :])
        assert covered is not None
        first, second, length = (int(one) for one in covered.groups())
        narrower = b"/ByteRange [0 %d %d %d]" % (first, second + left_out, length - left_out)
        begins = len(pdf) + covered.start()
        whole[begins : begins + len(covered[0])] = narrower.ljust(len(covered[0]))
        rest = whole[second + left_out : second + length]
        digest = hashlib.sha256(bytes(whole[:first]) + bytes(rest)).digest()
        output.seek(0)
        output.write(bytes(whole))
        prepared.fill_with_cms(output, await signer.async_sign(digest, "sha256"))
        return bytes(output.getvalue())

    content: bytes = _apart(lambda: asyncio.run(made_so()))
    return content


def with_lists(pdf: bytes, *lists: crl.CertificateList) -> bytes:
    """Return the PDF with lists of revoked certificates added for later, as services do."""
    stream = BytesIO(pdf)
    DocumentSecurityStore.add_dss(stream, None, crls=list(lists))
    return stream.getvalue()


def document_stamped(pdf: bytes, stamps: timestamps.DummyTimeStamper, field: str = "Stämpel") -> bytes:
    """Return the PDF with a time-stamp on the whole document."""
    stamper, writer = signers.PdfTimeStamper(stamps, field_name=field), IncrementalPdfFileWriter(BytesIO(pdf))
    content: bytes = _apart(lambda: stamper.timestamp_pdf(writer, "sha256")).getvalue()
    return content


def _usage(*, is_issuer: bool) -> made.KeyUsage:
    return made.KeyUsage(
        digital_signature=not is_issuer,
        content_commitment=not is_issuer,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_issuer,
        crl_sign=is_issuer,
        encipher_only=False,
        decipher_only=False,
    )
