"""The forms of a memorandum: lists that are written a line each, and what was written read into values."""

from naravard.agreement.model import Text
from naravard.documents.memorandum import AREAS, SUM
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.decisions.preparation import Wording
from naravard.web.site.forms import LONGEST_LINE, Choice, Field, Written

LONGEST_BACKGROUND = 20_000
_MOST_LINES = 30

WAYS = (
    Choice(
        Decision.BY_DIRECTOR,
        Text("Regiondirektören", "The region director"),
        Text(
            "Nämnden beslutar om områdenas ramar. Regiondirektören beslutar om aktiviteterna och omfördelar inom ett "
            "område.",
            "The board decides on the areas' frames. The region director decides on the activities and reallocates "
            "within an area.",
        ),
    ),
    Choice(
        Decision.BY_BOARD,
        Text("Nämnden", "The board"),
        Text(
            "Nämnden beslutar om aktiviteterna i beslutsunderlaget, som de står där.",
            "The board decides on the activities of the decision basis, as they stand there.",
        ),
    ),
)


def way_field(value: str) -> Field:
    """Return the question of who decides on the activities."""
    return Field(
        name="activities_by",
        label=Text("Vem beslutar om aktiviteterna?", "Who decides on the activities?"),
        kind="radio",
        choices=WAYS,
        value=value,
    )


def text_fields(decision: Decision) -> list[Field]:
    """Return the fields of the matter."""
    return [
        Field(name="heading", label=Text("Rubrik", "Heading"), value=decision.heading),
        Field(
            name="reference_number",
            label=Text("Regionens diarienummer (behövs inte)", "The region's reference number (not needed)"),
            hint=Text(
                "Lämnas det tomt kan diariet fylla i det i Word-filen.",
                "Left empty, the registry can fill it in in the Word file.",
            ),
            value=decision.reference_number,
        ),
        Field(
            name="handler",
            label=Text("Handläggare (behövs inte)", "Who handles the matter (not needed)"),
            hint=Text(
                "Lämnas det tomt står den som påbörjade beslutet.", "Left empty, it is the one who began the decision."
            ),
            value=decision.handler,
        ),
        Field(
            name="board",
            label=Text("Nämnd som beslutar", "The board that decides"),
            value=decision.board,
        ),
        Field(
            name="background",
            label=Text("Ärendebeskrivning", "The matter"),
            hint=Text(
                "Texten är hämtad ur överenskommelsens data. Skriv om den och lägg till regionens egen. En tom rad "
                "skiljer stycken. En rad som börjar med • blir en punkt i en lista. "
                f"{AREAS} blir en lista över områdena med belopp.",
                "The text is taken from the agreement's data; rewrite it and add the region's own. An empty line parts "
                "paragraphs. A line that begins with • becomes an item of a list. "
                f"{AREAS} becomes a list of the areas with their sums.",
            ),
            kind="area",
            rows=22,
            value=decision.background,
        ),
    ]


def read_text(written: Written) -> Wording:
    """Read the matter."""
    return Wording(
        heading=written.line("heading", required=True, most=300),
        reference_number=written.line("reference_number", most=100),
        handler=written.line("handler", most=200),
        board=written.line("board", required=True),
        background=written.text("background", required=True, most=LONGEST_BACKGROUND),
    )


def point_fields(decision: Decision) -> list[Field]:
    """Return the fields of the proposal."""
    return [
        way_field(decision.activities_by),
        Field(
            name="points",
            label=Text("Regiondirektörens förslag", "The director's proposal"),
            hint=Text(
                f"En punkt på varje rad. De numreras. {SUM} blir det sammanlagda beloppet. Varje flytt mellan områden "
                "blir en egen punkt därefter.",
                f"A point on each line; they are numbered. {SUM} becomes the whole sum. Each move between areas "
                "becomes a point of its own after them.",
            ),
            kind="area",
            rows=10,
            value="\n".join(decision.points),
        ),
        Field(
            name="served_on",
            label=Text(
                "Vilken nämnd ska protokollet delges? (behövs inte)", "On whom are the minutes served? (not needed)"
            ),
            hint=Text(
                "Fylls det i blir det förslagets sista punkt.", "Filled in, it becomes the last point of the proposal."
            ),
            value=decision.served_on,
        ),
    ]


def read_points(written: Written) -> Wording:
    """Read the proposal."""
    return Wording(
        activities_by=written.chosen("activities_by", WAYS),
        points=read_lines(written, "points", most=1_000, required=True),
        served_on=written.line("served_on"),
    )


def signing_fields(decision: Decision) -> list[Field]:
    """Return the fields of who signs and who is sent an extract."""
    return [
        Field(
            name="signatures",
            label=Text("Vilka skriver under i tjänsten?", "Who signs?"),
            hint=Text("En på varje rad: namn, titel.", "One on each line: name, title."),
            kind="area",
            rows=4,
            value="\n".join(", ".join(one) for one in decision.signatures),
        ),
        Field(
            name="extracts",
            label=Text("Vilka får utdrag ur protokollet? (behövs inte)", "Who gets an extract? (not needed)"),
            hint=Text("En på varje rad.", "One on each line."),
            kind="area",
            rows=6,
            value="\n".join(decision.extracts),
        ),
    ]


def read_signing(written: Written) -> Wording:
    """Read who signs and who is sent an extract."""
    signatures = []
    for line in read_lines(written, "signatures", most=LONGEST_LINE, required=True):
        name, _comma, title = line.partition(",")
        if not (name.strip() and title.strip()):
            written.wrong(
                "signatures",
                f"Skriv namn, ett kommatecken och titel på varje rad. Du skrev: {line}.",
                f"Write name, a comma and title on each line. Found: {line}.",
            )
        signatures.append([name.strip(), title.strip()])
    return Wording(signatures=signatures, extracts=read_lines(written, "extracts", most=LONGEST_LINE))


def read_lines(written: Written, name: str, *, most: int, required: bool = False) -> list[str]:
    """Read a list that is written a line each; empty lines are left out."""
    lines = [line.strip() for line in written.text(name, required=required).split("\n") if line.strip()]
    if len(lines) > _MOST_LINES:
        written.wrong(
            name,
            f"Det är för många rader: {len(lines)}. Skriv högst {_MOST_LINES}.",
            f"There are too many lines: {len(lines)}. Write at most {_MOST_LINES}.",
        )
    for line in lines:
        if len(line) > most:
            written.wrong(
                name,
                f"En rad är för lång: {len(line)} tecken. Skriv högst {most}.",
                f"A line is too long: {len(line)} characters. Write at most {most}.",
            )
    return lines
