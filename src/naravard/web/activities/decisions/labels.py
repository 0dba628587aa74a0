"""What the parts of a memorandum are called, on pages and in sentences of what changed."""

from naravard.agreement.model import Text

LABELS: dict[str, Text] = {
    "heading": Text("rubriken", "the heading"),
    "background": Text("ärendebeskrivningen", "the background"),
    "reference_number": Text("diarienumret", "the reference number"),
    "board": Text("nämnden som beslutar", "the board that decides"),
    "activities_by": Text("vem som beslutar om aktiviteter", "who decides on activities"),
    "points": Text("beslutspunkterna", "the decision points"),
    "served_on": Text("vem protokollet delges", "whom the minutes are served on"),
    "handler": Text("handläggaren", "who handles the matter"),
    "signatures": Text("underskrifterna", "the signatures"),
    "extracts": Text("vem som får utdrag", "who gets an extract"),
}
