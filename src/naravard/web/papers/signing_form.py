"""The form with which a paper is signed: in which way, the signed file, and what the signatory declares."""

import datetime
from dataclasses import dataclass, replace

from django.http import HttpRequest

from naravard.agreement.model import Paper, Text
from naravard.web.access.actor import Actor
from naravard.web.papers.issuers import trusted_issuers
from naravard.web.papers.signed_files import (
    ELECTRONIC,
    ON_PAPER,
    ScannedPaper,
    SignedFile,
    is_pdf,
    looked_at,
    nearly_named,
)
from naravard.web.signin.known_identity import known_of
from naravard.web.simulation.input.uploads import was_too_large
from naravard.web.site.forms import Choice, Field, Written

WAY, FILE, SCAN, OWN_NAME, DECLARES = "way", "signed", "scan", "own-name", "declares"
_LABELS = {
    WAY: Text("Hur skriver du under?", "How do you sign?"),
    FILE: Text("Den undertecknade filen", "The signed file"),
    SCAN: Text("Skannat original (valfritt)", "Scanned original (optional)"),
}
_ELECTRONIC = Choice(
    ELECTRONIC,
    Text("Elektroniskt", "Electronically"),
    Text(
        "Hämta handlingen, skriv under den i er tjänst för elektronisk underskrift och lämna filen här nedanför. Den "
        "prövas: vem, när, och att inget är ändrat.",
        "Fetch the paper, sign it in your service for electronic signatures, and hand in the file below. It is looked "
        "at: who, when, and that nothing was changed.",
    ),
)
_ON_PAPER = Choice(
    ON_PAPER,
    Text("På papper", "On paper"),
    Text(
        "Skriv ut handlingen och skriv under originalet innan du lämnar in. Spara originalet. Mottagaren kan be att få "
        "se det.",
        "Print the paper and sign the original before you hand it in. Keep the original; the receiver may ask to see "
        "it.",
    ),
)


@dataclass(frozen=True, slots=True)
class Signing:
    """How a paper is signed."""

    way: str
    file: SignedFile | ScannedPaper | None = None
    """The signed file if it is signed electronically; a picture of the paper, if there is one, where it is by hand."""


def ways() -> tuple[Choice, ...]:
    """Return the ways to sign: electronically only where some issuer is trusted."""
    return (_ELECTRONIC, _ON_PAPER) if trusted_issuers() else (_ON_PAPER,)


def statement_of(paper: Paper) -> str:
    """Return what the signatory declares, in the agreement's own words; empty where it says nothing."""
    return next((part.statement for part in paper.parts if part.statement), "")


def electronic_is_possible() -> bool:
    """Tell whether one can sign electronically: the service trusts some issuer."""
    return len(ways()) > 1


def signing_fields(paper: Paper, written: Written) -> list[Field]:
    """Return the form's fields: that a name is one's own only where it was asked about."""
    choices = ways()
    way = Field(
        name=WAY, label=_LABELS[WAY], kind="radio", choices=choices,
        value=choices[0].value if len(choices) == 1 else "",
    )  # fmt: skip
    file = Field(
        name=FILE, label=_LABELS[FILE], kind="file", accept=".pdf,application/pdf",
        hint=Text("Bara när du skriver under elektroniskt. PDF.", "Only when you sign electronically. PDF."),
    )  # fmt: skip
    scan = Field(
        name=SCAN, label=_LABELS[SCAN], kind="file", accept=".pdf,application/pdf",
        hint=Text(
            "När du skriver under på papper. PDF, högst 1 MB. Mottagaren ser filen som den är.",
            "When you sign on paper. PDF, at most 1 MB. The receiver sees the file as it is.",
        ),
    )  # fmt: skip
    declares = Field(name=DECLARES, label=_declares(paper), kind="checkbox")
    is_asked = OWN_NAME in written.problems or written.raw(OWN_NAME)
    own = [Field(name=OWN_NAME, label=_OWN_NAME, kind="checkbox")] if is_asked else []
    return [way, file, scan, *own, declares] if len(choices) > 1 else [way, scan, declares]


def read_signing(
    written: Written, request: HttpRequest, actor: Actor, original: bytes, *, at: datetime.datetime
) -> Signing:
    """Return the way and the file, looked at; what is wrong stands in ``written.problems``."""
    way, file = written.chosen(WAY, ways()), written.files.get(FILE)
    if written.raw(DECLARES) != "ja":
        written.wrong(
            DECLARES,
            "Kryssa i rutan om det stämmer. Annars kan handlingen inte lämnas in.",
            "Tick the box if it is so. Otherwise the paper cannot be handed in.",
        )
    if way != ELECTRONIC:
        return Signing(way, _scanned(written, request))
    if was_too_large(request):
        written.wrong(
            FILE,
            "Filen är för stor: mer än 1 MB. En undertecknad handling härifrån är mindre än så.",
            "The file is too large: more than 1 MB. A signed paper from here is less than that.",
        )
    elif file is None or not file.size:
        written.wrong(
            FILE,
            "Ingen fil är vald. Välj den undertecknade filen, eller välj att du skriver under på papper.",
            "No file is chosen. Choose the signed file, or choose that you sign on paper.",
        )
    if written.problems or file is None:
        return Signing(way)
    found = looked_at(file.read(), original, at=at, known=known_of(actor.person_id))
    if written.raw(OWN_NAME) == "ja":
        return Signing(way, replace(found, is_own_name=nearly_named(found, actor.who.name) is not None))
    if asks := nearly_named(found, actor.who.name):
        written.wrong(OWN_NAME, asks.sv, asks.en)
    return Signing(way, found)


def _scanned(written: Written, request: HttpRequest) -> ScannedPaper | None:
    """Return the picture of the paper that was signed by hand; None if none came, or something is wrong with it."""
    file = written.files.get(SCAN)
    if was_too_large(request):
        written.wrong(
            SCAN,
            "Filen är för stor: mer än 1 MB. Skanna med lägre upplösning eller i gråskala, eller lämna in utan den.",
            "The file is too large: more than 1 MB. Scan at a lower resolution or in greyscale, or hand in without it.",
        )
        return None
    if file is None or not file.size:
        return None
    content = file.read()
    if not is_pdf(content):
        written.wrong(SCAN, "Filen är ingen hel PDF. Spara skanningen som PDF.",
                      "The file is no whole PDF. Save the scan as PDF.")  # fmt: skip
        return None
    return ScannedPaper(content)


_OWN_NAME = Text("Namnet i underskriften är mitt", "The name in the signature is mine")


def _declares(paper: Paper) -> Text:
    if statement_of(paper):
        return Text("Jag intygar det som står ovan", "I declare what stands above")
    return Text("Jag har läst handlingen och lämnar in den", "I have read the paper and hand it in")
