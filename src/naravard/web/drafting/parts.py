"""The parts of a draft's page: which sections of the format each holds, and what remains to be done in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from naravard.agreement.files import MAIN_FILE
from naravard.agreement.findings import Finding
from naravard.agreement.manuscript import Manuscript, Path
from naravard.agreement.model import Text

TEXT_FILE = "text.md"


@dataclass(frozen=True, slots=True)
class DraftPart:
    """A part of a draft's page."""

    slug: str
    name: Text
    purpose: Text
    sections: tuple[str, ...]


ABOUT = DraftPart(
    "om",
    Text("Namn, år och parter", "Name, years and parties"),
    Text("Vad överenskommelsen heter, vilka dagar den gäller, hela summan, parterna och vem som gör vad.",
         "What the agreement is called, which days it covers, the whole sum, the parties and who does what."),
    ("parties", "mandates", "organisations", "reference_numbers"),
)  # fmt: skip
TEXT = DraftPart(
    "text",
    Text("Text och avsnitt", "Text and clauses"),
    Text("Överenskommelsens egen text, avsnitt för avsnitt.", "The agreement's own text, clause by clause."),
    (),
)
PARTS: tuple[DraftPart, ...] = (
    ABOUT,
    TEXT,
    DraftPart(
        "medel",
        Text("Medel och områden", "Grants and areas"),
        Text("Utvecklingsområden, och varje belopp med mottagare, regel och delbelopp.",
             "Development areas, and each grant with recipients, rule and earmarks."),
        ("areas", "grants"),
    ),
    DraftPart(
        "mottagare",
        Text("Mottagare och nycklar", "Recipients and keys"),
        Text("Egna mottagargrupper, och talen som medlen fördelas efter.",
             "Recipient groups of its own, and the numbers by which the money is shared."),
        ("recipients", "keys"),
    ),
    DraftPart(
        "dagar",
        Text("Skyldigheter och dagar", "Duties and days"),
        Text("Vem som ska göra vad, till vem och senast när.", "Who is to do what, for whom and by when."),
        ("duties",),
    ),
    DraftPart(
        "krav",
        Text("Krav och mål", "Requirements and goals"),
        Text("Det som ska, bör eller kan göras, och det som ska nås.",
             "What must, should or may be done, and what is to be reached."),
        ("requirements", "goals"),
    ),
    DraftPart(
        "handlingar",
        Text("Handlingar", "Papers"),
        Text("Vad en rekvisition, en redovisning eller en annan handling ska innehålla.",
             "What a requisition, a report or another paper must hold."),
        ("papers",),
    ),
    DraftPart(
        "tillagg",
        Text("Tillägg", "Amendments"),
        Text("Vad senare beslut ändrar och lägger till, från vilken dag, med sin egen text.",
             "What later papers change and add, from which day, with a text of their own."),
        ("amendments",),
    ),
    DraftPart(
        "bilagor",
        Text("Bilagor och anmärkningar", "Annexes and remarks"),
        Text("Undertecknade bilagor, kronor flyttade för hand, och anmärkningar på texten.",
             "Signed annexes, kronor moved by hand, and remarks on the text."),
        ("published", "overrides", "remarks"),
    ),
)  # fmt: skip
"""Every part, in the order of the page."""
BY_SLUG: Mapping[str, DraftPart] = {part.slug: part for part in PARTS}
_OF_SECTION = {section: part for part in PARTS for section in part.sections}


def part_of(path: Path) -> DraftPart:
    """Return the part that something of a draft belongs to."""
    return _OF_SECTION.get(path[0], ABOUT) if path else ABOUT


@dataclass(frozen=True, slots=True)
class Remaining:
    """One thing that remains to be put right: a finding of the check, and where in the draft it is mended."""

    finding: Finding
    path: Path
    """The item or field; empty for the agreement as a whole, or its text."""
    part: DraftPart


def remaining(manuscript: Manuscript, findings: Sequence[Finding]) -> list[Remaining]:
    """Return where each finding is mended, in the order of the draft's parts."""
    made = []
    for finding in findings:
        if finding.file.endswith(".md"):
            made.append(Remaining(finding, (), TEXT))
            continue
        path = manuscript.place(finding.file or MAIN_FILE, finding.line) if finding.file in manuscript.files else ()
        made.append(Remaining(finding, path, part_of(path)))
    return sorted(made, key=lambda one: PARTS.index(one.part))
