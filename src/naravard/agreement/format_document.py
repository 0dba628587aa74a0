"""The generated parts of ``docs/agreement-format.md``: examples from real folders, tables from the model.

The document is written by hand. Between a mark and the next ``<!-- slut -->`` stands what is generated:

- ``<!-- visa FOLDER FILE -->`` a file of an example; with ``SECTION`` or ``SECTION/ITEM/FIELD`` after it, a part of it
- ``<!-- fält NAME … -->`` the fields of items of the model
- ``<!-- grupper -->``, ``<!-- organisationer -->``, ``<!-- län -->``, ``<!-- kommuner -->`` the built-in recipients
"""

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from naravard.agreement import reference
from naravard.agreement.field_words import field_words
from naravard.agreement.labels import KINDS, LABELS, LABELS_ELSEWHERE
from naravard.agreement.shapes import Atom, Item, ListOf, OneOf, Shape, TableOf, fields_of

DOCUMENT = "agreement-format.md"
EXAMPLES = "examples"

_MARK = re.compile(r"<!-- (?P<word>\w+)(?P<arguments>[^>\n]*) -->\n.*?<!-- slut -->", re.DOTALL)
_LANGUAGES = {".yaml": "yaml", ".csv": "text", ".md": "markdown"}


def format_document(docs: Path) -> str:
    """Return the document with its generated parts as they should be now."""
    text = (docs / DOCUMENT).read_text(encoding="utf-8")

    def part(match: re.Match[str]) -> str:
        arguments = match["arguments"].split()
        lines = _PARTS[match["word"]](docs / EXAMPLES, arguments)
        mark = " ".join((match["word"], *arguments))
        return "\n".join((f"<!-- {mark} -->", "", *lines, "", "<!-- slut -->"))

    return _MARK.sub(part, text)


def _shown_file(examples: Path, arguments: list[str]) -> list[str]:
    folder, file, *path = arguments
    text = (examples / folder / file).read_text(encoding="utf-8")
    wanted = path[0].split("/") if path else []
    language = _LANGUAGES[Path(file).suffix]
    return [f"```{language}", *_part_of(text, wanted).strip("\n").splitlines(), "```"]


def _part_of(text: str, wanted: list[str]) -> str:
    """Return a section of a YAML text, an item of it, or a field of that, as it is written."""
    lines = text.splitlines()
    for depth, name in enumerate(wanted):
        opening = re.compile(rf"\s*- (?:id: {name}$|{{id: {name},)" if depth == 1 else rf"\s*{name}:")
        start = next(number for number, line in enumerate(lines) if opening.match(line))
        indent = _indent(lines[start])
        end = start + 1
        while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
            end += 1
        lines = lines[start:end]
    return textwrap.dedent("\n".join(lines))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _fields(_examples: Path, arguments: list[str]) -> list[str]:
    """Write a table of the fields of items, by the items' names in the model."""
    items = {item.__name__: item for item in (*LABELS, *LABELS_ELSEWHERE) if issubclass(item, Struct)}
    lines = ["| fält | måste finnas | vad | värde |", "|---|---|---|---|"]
    for name in arguments:
        for field in fields_of(items[name]):
            if not field.filled_by_loader:
                required = "ja" if field.required else ""
                words = field_words(items[name], field.name).sv
                lines.append(f"| `{field.name}` | {required} | {words} | {_value(field.shape)} |")
    return lines


def _value(shape: Shape) -> str:
    """Say in Swedish what may be written."""
    if isinstance(shape, ListOf):
        return "lista av poster" if isinstance(shape.item, Item) else f"lista: {_value(shape.item)}"
    if isinstance(shape, TableOf):
        return f"koder med {_value(shape.value)}"
    if isinstance(shape, OneOf):
        return "regel, se [Regler](#regler)"
    if isinstance(shape, Item):
        names = ", ".join(f"`{field.name}`" for field in fields_of(shape.type) if not field.filled_by_loader)
        return f"fälten {names}"
    return _atom(shape) if isinstance(shape, Atom) else "text"


def _atom(shape: Atom) -> str:
    if shape.kind == "choice":
        return ", ".join(f"`{choice}`" for choice in shape.choices)
    if shape.kind == "reference":
        return KINDS[shape.refers_to].sv
    kinds = {"text": "text", "identifier": "kortnamn", "kronor": "hela kronor", "whole": "heltal", "number": "tal"}
    return {**kinds, "day": "datum", "yes-no": "`true` eller `false`"}[shape.kind]


def _groups(_examples: Path, _arguments: list[str]) -> list[str]:
    lines = ["| grupp | mottagare | antal | koder |", "|---|---|---|---|"]
    codes = {"municipality": "kommunkoder med fyra siffror", "skr": "`SKR`"}
    for group in reference.groups():
        code = codes.get(group.kind, "länskoder `01`–`25`")
        lines.append(f"| `{group.id}` | {group.name.sv} | {len(group.members)} | {code} |")
    return lines


def _organisations(_examples: Path, _arguments: list[str]) -> list[str]:
    lines = ["| kortnamn | organisation |", "|---|---|"]
    return lines + [f"| `{one.id}` | {one.name.sv} |" for one in reference.organisations()]


def _counties(_examples: Path, _arguments: list[str]) -> list[str]:
    lines = ["| kod | län | region | RSS |", "|---|---|---|---|"]
    return lines + [f"| `{one.code}` | {one.name} | {one.region} | {one.rss} |" for one in reference.counties()]


def _municipalities(_examples: Path, _arguments: list[str]) -> list[str]:
    lines = []
    for county in reference.counties():
        within = [one for one in reference.municipalities() if one.county == county.code]
        lines.append(f"- {county.name}: " + ", ".join(f"`{one.code}` {one.name}" for one in within))
    return lines


_PARTS: dict[str, Callable[[Path, list[str]], list[str]]] = {
    "visa": _shown_file,
    "fält": _fields,
    "grupper": _groups,
    "organisationer": _organisations,
    "län": _counties,
    "kommuner": _municipalities,
}
