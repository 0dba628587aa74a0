"""The catalogue of findings: every id once, with its words, its explanation and an example.

The words stand as TOML in ``findings_catalogue/``, one file per family, so that they can be read and corrected without
reading code. An id is never used again, not even when its finding is gone. ``docs/findings.md`` is generated from here.
"""

import datetime
import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from naravard.agreement import wording
from naravard.agreement.findings import Finding, Level, Place
from naravard.agreement.model import Text

CATALOGUE = Path(__file__).with_name("findings_catalogue")
MOST_LISTED = 8
MOST_SHOWN = 80

Value = str | int | Fraction | datetime.date | Text | tuple[str, ...]


class FindingKind(NamedTuple):
    """One kind of finding: its fixed words, with ``{places}`` for what differs from case to case."""

    id: str
    family: Text
    level: Level
    what: Text
    explanation: Text
    found: Text
    expected: Text
    way_out: Text
    bad: str
    good: str


@cache
def entries() -> dict[str, FindingKind]:
    """Return the whole catalogue by id, in the order of the ids."""
    found: dict[str, FindingKind] = {}
    for file in sorted(CATALOGUE.glob("*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        family = Text(**content.pop("family"))
        for finding_id, fields in content.items():
            if finding_id in found:
                raise ValueError(f"{finding_id} stands twice in the catalogue")
            found[finding_id] = _entry(finding_id, family, fields)
    return dict(sorted(found.items()))


def finding(finding_id: str, place: Place, *, near: str | None = None, **values: Value) -> Finding:
    """Make a finding of the catalogue's words.

    Args:
        finding_id: The id, ``A041``.
        place: Where it was found.
        near: The nearest known spelling, when there is one; the way out then begins by asking whether it was meant.
        values: What goes into the words' ``{places}``.
    """
    entry = entries()[finding_id]
    way_out = _filled(entry.way_out, values)
    if near is not None:
        way_out = Text(f"Menade du ”{near}”? {way_out.sv}", f"Did you mean “{near}”? {way_out.en}")
    return Finding(
        id=finding_id,
        level=entry.level,
        what=entry.what,
        file=place.file,
        line=place.line,
        found=_filled(entry.found, values),
        expected=_filled(entry.expected, values),
        way_out=way_out,
    )


def as_markdown() -> str:
    """Write the catalogue as ``docs/findings.md``."""
    lines = [
        "# Fynd vid kontroll av en överenskommelse",
        "",
        "<!-- Generated from src/naravard/agreement/findings_catalogue/. Write there, then run make docs. -->",
        "",
        "`naravard check MAPP` läser en överenskommelses mapp och säger vad som är fel: var, vad som hittades, vad som",
        "väntades och hur det rättas. Varje slags fynd har ett nummer som aldrig används om. Ett *fel* gör att",
        "överenskommelsen inte kan användas förrän det är rättat. En *varning* är värd att se efter.",
        "",
        "Hur mappen skrivs står i [agreement-format.md](agreement-format.md).",
    ]
    family = Text("")
    for entry in entries().values():
        if entry.family != family:
            family = entry.family
            lines += ["", f"## {family.sv}"]
        lines += ["", f'<a id="{entry.id.lower()}"></a>', "", *_entry_as_markdown(entry)]
    return "\n".join(lines) + "\n"


def _entry_as_markdown(entry: FindingKind) -> list[str]:
    level = "fel" if entry.level == "error" else "varning"
    lines = [f"### {entry.id} {entry.what.sv}", "", f"*{level}* – {entry.explanation.sv}"]
    for heading, example in (("Så här blir det fynd", entry.bad), ("Så här är det rätt", entry.good)):
        if example:
            lines += ["", f"{heading}:", "", "```text", *example.strip("\n").splitlines(), "```"]
    return [*lines, "", f"*In English: {entry.what.en}. {entry.explanation.en}*"]


def _entry(finding_id: str, family: Text, fields: dict[str, Any]) -> FindingKind:
    return FindingKind(
        id=finding_id,
        family=family,
        level=cast("Level", fields.get("level", "error")),
        what=Text(**fields["what"]),
        explanation=Text(**fields["explanation"]),
        found=Text(**fields["found"]),
        expected=Text(**fields["expected"]),
        way_out=Text(**fields["way_out"]),
        bad=fields.get("bad", ""),
        good=fields.get("good", ""),
    )


def _filled(template: Text, values: dict[str, Value]) -> Text:
    """Put the values into a template's places, each in its own language."""
    swedish = {name: _shown(value, "sv") for name, value in values.items()}
    english = {name: _shown(value, "en") for name, value in values.items()}
    return Text(template.sv.format_map(swedish), template.en.format_map(english))


def _shown(value: Value, language: str) -> str:
    """Write a value as a person reads it, long ones cut short."""
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, str):
        printable = "".join(sign if sign.isprintable() else " " for sign in value)
        return printable if len(printable) <= MOST_SHOWN else printable[: MOST_SHOWN - 1] + "…"
    if isinstance(value, tuple):
        shown = [_shown(item, language) for item in value[:MOST_LISTED]]
        if len(value) > MOST_LISTED:
            more = len(value) - MOST_LISTED
            shown.append(f"{more} more" if language == "en" else f"{more} till")
        return wording.listed(shown, language)
    if isinstance(value, datetime.date):
        return wording.day(value)
    return wording.whole(value) if isinstance(value, int) else wording.exact(value, language)
