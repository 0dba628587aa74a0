"""A file that someone says is the signed paper: looked at before the act, so that no one waits for it at a lock."""

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any

from naravard.agreement.model import Text
from naravard.documents.signatures import SignatureCheck, Signer, check
from naravard.documents.signer_identity import KnownPerson, Likeness, likeness
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
    is_own_name: bool = False
    """Whether the one who hands in says that a name which is nearly theirs is theirs."""

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
            | ({"is_own_name": True} if self.is_own_name else {})
            for one in self.check.signers
        ]


@dataclass(frozen=True, slots=True)
class ScannedPaper:
    """A picture of the paper that was signed by hand, as a PDF. Nothing in it is looked at: the original holds."""

    content: bytes

    @property
    def signatures(self) -> list[dict[str, Any]]:
        """None: what is written by hand is read by people."""
        return []


def is_pdf(content: bytes) -> bool:
    """Tell whether a file is a PDF by how it begins and ends."""
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def looked_at(
    content: bytes, original: bytes, *, at: datetime.datetime, known: KnownPerson | None = None
) -> SignedFile:
    """Look at a file that is to be ``original`` with signatures added (about a second).

    ``known`` is what is known of whoever hands it in.
    """
    found = check(content, original=original, trusted=trusted_issuers(), at=at, known=known)
    return SignedFile(content, hashlib.sha256(original).hexdigest(), found)


def nearly_named(file: SignedFile, name: Text) -> Text | None:
    """Return the question to whoever hands in a good file that is signed with nearly their name; None if it is not."""
    if not file.check.is_good or any(_is_by(one, name) is Likeness.SAME for one in file.check.signers):
        return None
    nearly = next((one.name for one in file.check.signers if _is_by(one, name) is Likeness.NEARLY), None)
    if nearly is None:
        return None
    return Text(
        f"Underskriften är gjord av {nearly}, och du heter {name.sv} här. Är det du? Kryssa i rutan om underskriften "
        "är din, och välj filen igen.",
        f"The signature is made by {nearly}, and you are called {name.en} here. Is it you? Tick the box if the "
        "signature is yours, and choose the file again.",
    )


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
    likely = {_is_by(one, signer) for one in file.check.signers}
    if Likeness.SAME not in likely and not (Likeness.NEARLY in likely and file.is_own_name):
        names = ", ".join(one.name for one in file.check.signers)
        raise PaperRefusedError(
            "another-signer",
            Text(
                f"Filen är undertecknad av {names}, men du som lämnar in heter {signer.sv}. Den som skriver under "
                "lämnar själv in.",
                f"The file is signed by {names}, but you who hand it in are called {signer.sv}. The one who signs "
                "hands it in.",
            )
            if not any(one.is_whom is False for one in file.check.signers)
            else Text(
                f"Filen är undertecknad av {names}, och personnumret i certifikatet är inte det som du har loggat in "
                "med. Den som skriver under lämnar själv in.",
                f"The file is signed by {names}, and the personal number of the certificate is not the one that you "
                "have signed in with. The one who signs hands it in.",
            ),
            "signed",
        )
    return file


def _is_by(one: Signer, name: Text) -> Likeness:
    """Say whether a signature is by a person: by the numbers where they tell, else by the names."""
    if one.is_whom is not None:
        return Likeness.SAME if one.is_whom else Likeness.OTHER
    found = {likeness(each, name.sv) for each in (one.name, *one.other_names)}
    return next(each for each in Likeness if each in found)


_ANOTHER = Text(
    "Handlingen har ändrats sedan filen prövades. Hämta den nya handlingen och skriv under den.",
    "The paper has been changed since the file was looked at. Fetch the new paper and sign it.",
)
