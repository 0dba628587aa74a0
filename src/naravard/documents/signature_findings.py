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
    "busy": (
        (
            "Andra läser tunga filer just nu. Inget är fel med filen.",
            "Others are reading heavy files just now. Nothing is wrong with the file.",
        ),
        ("Vänta en minut och skicka den igen.", "Wait a minute and send it again."),
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
        ("Underskriften går inte att läsa. Den kan vara skadad.", "The signature cannot be read. It may be damaged."),
        _SIGN_AGAIN,
    ),
    "two-layouts": (
        (
            "Filen är skriven så att den kan visa olika innehåll i olika program (två innehållsförteckningar).",
            "The file is written so that it may show different things in different programs (two tables of contents).",
        ),
        _SIGN_AGAIN,
    ),
    "weak-method": (
        (
            "Underskriften eller dess certifikat bygger på en metod som inte längre är säker, till exempel SHA-1 eller "
            "en nyckel som är för kort.",
            "The signature or its certificate is made by a method that is no longer secure, such as SHA-1 or a key "
            "that is too short.",
        ),
        (
            "Skriv under med ett nyare certifikat eller program, eller på papper.",
            "Sign with a newer certificate or program, or on paper.",
        ),
    ),
    "altered": (
        (
            "Filen har ändrats efter att den skrevs under: underskriften stämmer inte med innehållet.",
            "The file was altered after it was signed: the signature does not fit what it holds.",
        ),
        _SIGN_AGAIN,
    ),
    "part-signed": (
        (
            "Underskriften täcker bara en del av filen: något mitt i den är inte undertecknat.",
            "The signature covers only a part of the file: something within it is not signed.",
        ),
        _SIGN_AGAIN,
    ),
    "changed-between": (
        (
            "Handlingen ändrades mellan två underskrifter. Den som skrev under först har inte skrivit under det som "
            "står i filen nu: {found}.",
            "The paper was changed between two signatures. Whoever signed first has not signed what the file says now: "
            "{found}.",
        ),
        _SIGN_AGAIN,
    ),
    "forbidden": (
        (
            "Den som skrev under först har låst filen, så att inget fick läggas till, och något har lagts till "
            "efteråt: {found}.",
            "Whoever signed first has locked the file, so that nothing was to be added, and something was added "
            "afterwards: {found}.",
        ),
        (
            "Skriv under den nya filen utan att låsa den (certifiera den inte), eller låt den som låser skriva under "
            "sist.",
            "Sign the new file without locking it (do not certify it), or let whoever locks it sign last.",
        ),
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
    "saved-again": (
        (
            "Det här är den här handlingen, men sparad på nytt av ett annat program innan den skrevs under. Då går det "
            "inte att se att inget är ändrat.",
            "This is this paper, but saved again by another program before it was signed. Then it cannot be seen that "
            "nothing was changed.",
        ),
        (
            "Hämta handlingen på den här sidan och skriv under just den filen, utan att öppna och spara den i ett "
            "annat program. Gör tjänsten om filen själv, skriv under på papper.",
            "Fetch the paper from this page and sign that very file, without opening and saving it in another program. "
            "If the service itself makes the file again, sign on paper.",
        ),
    ),
    "page-added": (
        (
            "Er tjänst för underskrift har lagt till en sida i handlingen innan den skrevs under. Sidorna härifrån är "
            "oförändrade, men den undertecknade filen är inte längre bara den handling som gjordes klar här.",
            "Your service for signatures added a page to the paper before it was signed. The pages from here are "
            "unchanged, but the signed file is no longer only the paper that was made ready here.",
        ),
        (
            "Stäng av försättsblad och signatursida i tjänsten och skriv under igen, eller skriv under på papper.",
            "Turn off cover sheets and signature pages in the service and sign again, or sign on paper.",
        ),
    ),
    "record-added": (
        (
            "Er tjänst för underskrift har bifogat en fil i handlingen, till exempel en logg, innan den skrevs under. "
            "Sidorna härifrån är oförändrade, men den undertecknade filen är inte längre bara den handling som gjordes "
            "klar här.",
            "Your service for signatures enclosed a file in the paper, such as a record, before it was signed. The "
            "pages from here are unchanged, but the signed file is no longer only the paper that was made ready here.",
        ),
        (
            "Stäng av bilagor och loggfiler i tjänsten och skriv under igen, eller skriv under på papper.",
            "Turn off enclosures and records in the service and sign again, or sign on paper.",
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
            "Ändra det här i stället, och skriv under den nya handlingen.",
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
    "issuer-missing": (
        (
            "Underskriften går att följa till {found}, som tjänsten inte känner, och längre räcker inte certifikaten i "
            "filen.",
            "The signature can be followed to {found}, which the service does not know, and the certificates in the "
            "file reach no further.",
        ),
        (
            "Skriv under med hela certifikatkedjan i filen (en inställning i programmet), eller be den som sköter "
            "tjänsten att lägga in utfärdaren.",
            "Sign with the whole chain of certificates in the file (a setting of the program), or ask the operator of "
            "the service to add the issuer.",
        ),
    ),
    "issuer-expired": (
        (
            "Ett certifikat hos utfärdaren gällde inte när underskriften prövades: {found}.",
            "A certificate of the issuer was not valid at the moment of the signature: {found}.",
        ),
        ("Skriv under med ett certifikat från en utfärdare som gäller.", "Sign with a certificate of a valid issuer."),
    ),
    "issuers-rules": (
        (
            "Certifikatet följer inte utfärdarens egna regler för vem som får ge ut vad: {found}.",
            "The certificate does not follow the issuer's own rules of who may issue what: {found}.",
        ),
        (
            "Skriv under med ett annat certifikat, eller på papper. Den som gav ut certifikatet kan säga vad som är "
            "fel.",
            "Sign with another certificate, or on paper. Whoever issued the certificate can say what is wrong.",
        ),
    ),
    "revoked": (
        (
            "Underskriftens certifikat är spärrat sedan {found}, och ingen betrodd tidsstämpel visar att filen skrevs "
            "under innan dess.",
            "The signature's certificate was revoked on {found}, and no trusted time-stamp shows that the file was "
            "signed before that.",
        ),
        ("Skriv under med ett certifikat som gäller.", "Sign with a certificate that is valid."),
    ),
    "issuer-revoked": (
        (
            "Ett certifikat hos utfärdaren är spärrat sedan {found}, och ingen betrodd tidsstämpel visar att filen "
            "skrevs under innan dess.",
            "A certificate of the issuer was revoked on {found}, and no trusted time-stamp shows that the file was "
            "signed before that.",
        ),
        ("Skriv under med ett certifikat från en utfärdare som gäller.", "Sign with a certificate of a valid issuer."),
    ),
    "expired": (
        (
            "Underskriftens certifikat gick ut {found}, och filen har ingen tidsstämpel som visar att den skrevs under "
            "innan dess.",
            "The signature's certificate expired on {found}, and the file has no time-stamp that shows that it was "
            "signed before that.",
        ),
        (
            "Skriv under med ett certifikat som gäller, eller i en tjänst som tidsstämplar underskriften.",
            "Sign with a certificate that is valid, or in a service that time-stamps the signature.",
        ),
    ),
    "expired-when-stamped": (
        (
            "Underskriftens certifikat hade gått ut när filen tidsstämplades (gick ut, stämplades): {found}.",
            "The signature's certificate had expired when the file was time-stamped (expired, stamped): {found}.",
        ),
        ("Skriv under med ett certifikat som gäller.", "Sign with a certificate that is valid."),
    ),
    "stamp-not-trusted": (
        (
            "Underskriftens certifikat har gått ut, och filens tidsstämpel kommer från en utfärdare som tjänsten inte "
            "litar på: {found}.",
            "The signature's certificate has expired, and the file's time-stamp comes from an issuer that the service "
            "does not trust: {found}.",
        ),
        (
            "Skriv under igen med ett certifikat som gäller, eller be den som sköter tjänsten att lägga in utfärdaren "
            "av tidsstämplar.",
            "Sign again with a certificate that is valid, or ask the operator of the service to add the issuer of "
            "time-stamps.",
        ),
    ),
    "stamp-broken": (
        (
            "Underskriftens certifikat gick ut {found}, och filens tidsstämpel stämmer inte med underskriften.",
            "The signature's certificate expired on {found}, and the file's time-stamp does not fit the signature.",
        ),
        _SIGN_AGAIN,
    ),
    "not-yet-valid": (
        (
            "Underskriftens certifikat gällde inte än när filen skrevs under. Det gäller från {found}.",
            "The signature's certificate was not valid yet when the file was signed; it is valid from {found}.",
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
