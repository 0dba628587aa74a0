"""Signing a PDF (PAdES B-B) with a certificate of our own making: for the demonstration and for tests.

No one else trusts such a certificate. An organisation's own service for electronic signatures is what signs for real.
"""

import datetime
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from naravard.documents.event_loops import apart

_YEAR = datetime.timedelta(days=365)
_FIELD = "Underskrift"


@dataclass(frozen=True, slots=True)
class SigningCertificate:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    issuer: x509.Certificate

    @property
    def der(self) -> bytes:
        """The certificate as a file of trusted issuers has it."""
        return _der(self.certificate)


def new_issuer(name: str, *, since: datetime.datetime, years: int = 10) -> SigningCertificate:
    """Make an issuer, valid from ``since``."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _named(name, "")
    certificate = (
        _beginning(subject, subject, key, since, years)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return SigningCertificate(certificate, key, certificate)


def new_signer(
    issuer: SigningCertificate,
    name: str,
    organisation: str,
    *,
    since: datetime.datetime,
    years: int = 2,
    number: str = "",
) -> SigningCertificate:
    """Issue a certificate to a person; ``number`` is the personal number that Swedish certificates hold."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _beginning(_named(name, organisation, number), issuer.certificate.subject, key, since, years)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .sign(issuer.key, hashes.SHA256())
    )
    return SigningCertificate(certificate, key, issuer.certificate)


def signed(pdf: bytes, holder: SigningCertificate, *, at: datetime.datetime, field: str = _FIELD) -> bytes:
    """Return the PDF with a signature added to it; what was there stays byte for byte."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class AtAMoment(signers.PdfSigner):
        """Signs at the moment given, not at that of the machine: the demonstration has a time of its own."""

        def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
            session = super().init_signing_session(*args, **kwargs)
            session.system_time = at
            return session

    store = SimpleCertificateStore()
    store.register(Certificate.load(_der(holder.issuer)))
    key = holder.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    signer = signers.SimpleSigner(
        signing_cert=Certificate.load(_der(holder.certificate)),
        signing_key=PrivateKeyInfo.load(key),
        cert_registry=store,
    )
    metadata = signers.PdfSignatureMetadata(
        field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    written = apart(lambda: AtAMoment(metadata, signer=signer).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))))
    content: bytes = written.getvalue()
    return content


def _beginning(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, since: datetime.datetime, years: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + years * _YEAR)
    )


def _named(name: str, organisation: str, number: str = "") -> x509.Name:
    parts = ((NameOID.COMMON_NAME, name), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.SERIAL_NUMBER, number))
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)
