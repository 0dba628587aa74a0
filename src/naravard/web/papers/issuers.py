"""The issuers of electronic signatures that the service trusts: certificates in a folder of the operator's."""

import logging
from pathlib import Path

from django.conf import settings

_ENDINGS = frozenset({".pem", ".crt", ".cer", ".der"})
_MOST_BYTES = 100_000
_log = logging.getLogger(__name__)


def trusted_issuers() -> list[bytes]:
    """Return the trusted issuers' certificates, in DER; a file that is none is left out and said in the log."""
    folder = Path(settings.TRUSTED_ISSUERS)
    if not folder.is_dir():
        return []
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS and path.is_file())
    return [certificate for path in files for certificate in _read(path)]


def _read(path: Path) -> list[bytes]:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        content = path.read_bytes()[:_MOST_BYTES]
        if b"-----BEGIN CERTIFICATE-----" in content:
            found = x509.load_pem_x509_certificates(content)
        else:
            found = [x509.load_der_x509_certificate(content)]
    except (OSError, ValueError) as error:
        _log.warning("%s is no certificate of a trusted issuer: %s", path, error)
        return []
    return [one.public_bytes(Encoding.DER) for one in found]
