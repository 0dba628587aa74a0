"""A file that someone says is the signed paper: looked at before the act, so that no one waits for it at a lock."""

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any

from naravard.agreement.model import Text
from naravard.agreement.plain_text import folded, latin
from naravard.documents.signatures import SignatureCheck, check
from naravard.web.papers.errors import PaperRefusedError
from naravard.web.papers.issuers import trusted_issuers

ELECTRONIC, ON_PAPER = "electronic", "paper"
"""The ways of signing."""


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file and what the check of it found."""

    content: bytes
    original_sha256: str
    """Of the paper that it was held against."""
    check: SignatureCheck

    @property
    def signatures(self) -> list[dict[str, Any]]:
        """What was found of each signature, as a paper keeps it."""
        return [
            {
                "name": one.name,
                "organisation": one.organisation,
                "issuer": one.issuer,
                "certificate_number": one.certificate_number,
                "claimed_at": one.claimed_at.isoformat() if one.claimed_at else None,
                "stamped_at": one.stamped_at.isoformat() if one.stamped_at else None,
            }
            for one in self.check.signers
        ]


def looked_at(content: bytes, original: bytes, *, at: datetime.datetime) -> SignedFile:
    """Look at a file that is to be ``original`` with signatures added (about a second)."""
    found = check(content, original=original, trusted=trusted_issuers(), at=at)
    return SignedFile(content, hashlib.sha256(original).hexdigest(), found)


def require_good(file: SignedFile | None, original: bytes, signer: Text) -> SignedFile:
    """Refuse a file that is not the paper with a good signature of the one who hands it in.

    Raises:
        PaperRefusedError: with what the check found, the first thing first.
    """
    if file is None:
        raise PaperRefusedError(
            "no-signed-file",
            Text(
                "Välj den undertecknade filen, eller säg att handlingen skrivs under på papper.",
                "Choose the signed file, or say that the paper is signed by hand.",
            ),
            "signed",
        )
    if file.original_sha256 != hashlib.sha256(original).hexdigest():
        raise PaperRefusedError("changed-meanwhile", _ANOTHER, "signed")
    for one in file.check.findings:
        raise PaperRefusedError(one.id, Text(one.in_language("sv"), one.in_language("en")), "signed")
    if not any(is_likely_same(one.name, signer.sv) for one in file.check.signers):
        names = ", ".join(one.name for one in file.check.signers)
        raise PaperRefusedError(
            "another-signer",
            Text(
                f"Filen är undertecknad av {names}, men du som lämnar in heter {signer.sv}. Den som skriver under "
                "lämnar själv in.",
                f"The file is signed by {names}, but you who hand it in are called {signer.sv}. The one who signs "
                "hands it in.",
            ),
            "signed",
        )
    return file


def is_likely_same(one: str, other: str) -> bool:
    """Tell whether two names may be the same person's: all the words of the one are in the other, or two are shared.

    A certificate may hold more or fewer names than the person has here, so this only stops someone else's signature
    from being handed in by mistake; who it was stands in the certificate.
    """
    first, second = _words(one), _words(other)
    shared = first & second
    return bool(shared) and (first <= second or second <= first or len(shared) > 1)


def _words(name: str) -> frozenset[str]:
    return frozenset(latin(folded(name)).replace("-", " ").replace(",", " ").split())


_ANOTHER = Text(
    "Handlingen har ändrats sedan filen prövades. Hämta den nya handlingen och skriv under den.",
    "The paper has been changed since the file was looked at. Fetch the new paper and sign it.",
)
