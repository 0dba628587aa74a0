"""The form with which a paper is signed: in which way, the signed file, and what the signatory declares."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from naravard.agreement.model import Paper, Text
from naravard.web.papers.issuers import trusted_issuers
from naravard.web.papers.signed_files import ELECTRONIC, ON_PAPER, SignedFile, looked_at
from naravard.web.site.forms import Choice, Field, Written

WAY, FILE, DECLARES = "way", "signed", "declares"
_LABELS = {
    WAY: Text("Hur skriver du under?", "How do you sign?"),
    FILE: Text("Den undertecknade filen", "The signed file"),
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
        "Skriv ut handlingen och skriv under originalet innan du lämnar in. Spara originalet; mottagaren kan be att få "
        "se det.",
        "Print the paper and sign the original before you hand it in. Keep the original; the receiver may ask to see "
        "it.",
    ),
)


def ways() -> tuple[Choice, ...]:
    """Return the ways to sign: electronically only where some issuer is trusted."""
    return (_ELECTRONIC, _ON_PAPER) if trusted_issuers() else (_ON_PAPER,)


def statement_of(paper: Paper) -> str:
    """Return what the signatory declares, in the agreement's own words; empty where it says nothing."""
    return next((part.statement for part in paper.parts if part.statement), "")


def signing_fields(paper: Paper, written: Mapping[str, str], problems: Mapping[str, Text]) -> list[Field]:
    """Return the form's fields."""
    choices = ways()
    fields = [
        Field(
            name=WAY,
            label=_LABELS[WAY],
            kind="radio",
            choices=choices,
            value=written.get(WAY, choices[0].value if len(choices) == 1 else ""),
            problem=problems.get(WAY),
        )
    ]
    if len(choices) > 1:
        fields.append(
            Field(
                name=FILE,
                label=_LABELS[FILE],
                kind="file",
                accept=".pdf,application/pdf",
                hint=Text("Bara när du skriver under elektroniskt. PDF.", "Only when you sign electronically. PDF."),
                problem=problems.get(FILE),
            )
        )
    fields.append(
        Field(
            name=DECLARES,
            label=_declares(paper),
            kind="checkbox",
            value=written.get(DECLARES, ""),
            problem=problems.get(DECLARES),
        )
    )
    return fields


def read_signing(
    written: Written, file: "UploadedFile[Any] | None", original: bytes, *, too_large: bool, at: datetime.datetime
) -> tuple[str, SignedFile | None]:
    """Return the way and the file, looked at; what is wrong stands in ``written.problems``.

    ``too_large`` tells that a file was dropped on its way in because of its size.
    """
    way = written.chosen(WAY, ways())
    if written.raw(DECLARES) != "ja":
        written.wrong(
            DECLARES,
            "Kryssa i rutan om det stämmer. Annars kan handlingen inte lämnas in.",
            "Tick the box if it is so. Otherwise the paper cannot be handed in.",
        )
    if way != ELECTRONIC:
        return way, None
    if too_large:
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
        return way, None
    return way, looked_at(file.read(), original, at=at)


def _declares(paper: Paper) -> Text:
    if statement_of(paper):
        return Text("Jag intygar det som står ovan", "I declare what stands above")
    return Text("Jag har läst handlingen och lämnar in den", "I have read the paper and hand it in")
