"""What can be wrong with a signed file, each with a stable id, what it is, and the way out."""

import msgspec

from naravard.agreement.model import Text


class SignatureFinding(msgspec.Struct, frozen=True):
    """Why a file cannot be taken as signed."""

    id: str
    """Stable, for programs and tests: ``altered``."""
    what: Text
    way_out: Text

    def in_language(self, language: str) -> str:
        """Return both sentences in ``"sv"`` or ``"en"``."""
        return f"{self.what.in_language(language)} {self.way_out.in_language(language)}"


_Words = tuple[str, str]
_SIGN_AGAIN: _Words = (
    "Hämta handlingen på nytt, skriv under den och lämna den undertecknade filen.",
    "Fetch the paper again, sign it and hand in the signed file.",
)
_FINDINGS: dict[str, tuple[_Words, _Words]] = {
    "too-large": (
        ("Filen är för stor: {found}. Den får vara högst 10 MB.", "The file is too large: {found}. At most 10 MB."),
        _SIGN_AGAIN,
    ),
    "not-a-pdf": (
        ("Filen är inte en PDF.", "The file is not a PDF."),
        _SIGN_AGAIN,
    ),
    "encrypted": (
        ("Filen är skyddad med lösenord eller krypterad.", "The file is protected by a password or encrypted."),
        ("Lämna filen utan lösenord.", "Hand in the file without a password."),
    ),
    "not-readable": (
        ("Filen går inte att läsa som PDF. Den kan vara skadad.", "The file cannot be read as PDF. It may be damaged."),
        _SIGN_AGAIN,
    ),
    "too-slow": (
        (
            "Filen tog för lång tid att läsa. En handling härifrån tar någon sekund.",
            "The file took too long to read. A paper from here takes a second or so.",
        ),
        _SIGN_AGAIN,
    ),
    "unsigned": (
        ("Filen har ingen elektronisk underskrift.", "The file has no electronic signature."),
        (
            "Skriv under filen i er tjänst för elektronisk underskrift och lämna den som kommer därifrån. En bild av "
            "en namnteckning räcker inte.",
            "Sign the file in your service for electronic signatures and hand in the one that comes from there. A "
            "picture of a signature is not enough.",
        ),
    ),
    "signature-not-readable": (
        (
            "Underskriften går inte att läsa, eller bygger på en metod som inte längre är säker.",
            "The signature cannot be read, or is made by a method that is no longer secure.",
        ),
        _SIGN_AGAIN,
    ),
    "altered": (
        (
            "Filen har ändrats efter att den skrevs under: underskriften stämmer inte med innehållet.",
            "The file was altered after it was signed: the signature does not fit what it holds.",
        ),
        _SIGN_AGAIN,
    ),
    "not-the-whole": (
        (
            "Underskriften täcker inte hela filen. Något har lagts till som ingen har skrivit under.",
            "The signature does not cover the whole file. Something was added that no one has signed.",
        ),
        _SIGN_AGAIN,
    ),
    "another-document": (
        (
            "Det här är inte den handling som har gjorts klar här, eller en annan utgåva av den.",
            "This is not the paper that was made ready here, or it is another edition of it.",
        ),
        (
            "Hämta handlingen på den här sidan, skriv under just den filen och spara den inte om i ett annat program.",
            "Fetch the paper from this page, sign that very file, and do not save it again in another program.",
        ),
    ),
    "changed-before-signing": (
        (
            "Handlingen ändrades innan den skrevs under. Den undertecknade filen säger något annat än den som gjordes "
            "klar här.",
            "The paper was changed before it was signed. The signed file says something else than the one that was "
            "made ready here.",
        ),
        (
            "Ändra uppgifterna här i stället, och skriv under den nya handlingen.",
            "Change the details here instead, and sign the new paper.",
        ),
    ),
    "unknown-issuer": (
        (
            "Underskriftens certifikat kommer från en utfärdare som tjänsten inte litar på: {found}.",
            "The signature's certificate comes from an issuer that the service does not trust: {found}.",
        ),
        (
            "Skriv under med en tjänst vars utfärdare är inlagd, skriv under på papper, eller be den som sköter "
            "tjänsten att lägga in utfärdaren.",
            "Sign with a service whose issuer is known here, sign on paper, or ask the operator of the service to add "
            "the issuer.",
        ),
    ),
    "expired": (
        (
            "Underskriftens certifikat gällde inte när filen skrevs under: {found}.",
            "The signature's certificate was not valid when the file was signed: {found}.",
        ),
        ("Skriv under med ett certifikat som gäller.", "Sign with a certificate that is valid."),
    ),
    "not-for-signing": (
        (
            "Underskriftens certifikat får inte användas till underskrifter: {found}.",
            "The signature's certificate may not be used for signatures: {found}.",
        ),
        ("Skriv under med ett certifikat för underskrift.", "Sign with a certificate for signatures."),
    ),
}
FINDINGS = tuple(_FINDINGS)
"""Every finding's id."""


def finding(finding_id: str, found: str = "") -> SignatureFinding:
    """Return a finding; ``found`` is put into its words where they have a place for it."""
    what, way_out = _FINDINGS[finding_id]
    return SignatureFinding(finding_id, Text(*(words.replace("{found}", found) for words in what)), Text(*way_out))
