"""The rules of a report by their ids, with their words. ``docs/report-rules.md`` is generated from here."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from naravard.agreement.model import Text

RULES = Path(__file__).with_suffix(".toml")

RuleLevel = Literal["must", "ask"]


class ReportRule(Struct, frozen=True, kw_only=True):
    """A rule: what it says when a report does not keep it, and the way out, with ``{places}`` for what differs."""

    id: str
    level: RuleLevel
    text: Text
    way_out: Text


@cache
def report_rules() -> dict[str, ReportRule]:
    """Return the rules by id, in the order of the ids."""
    content = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return {
        rule_id: ReportRule(
            id=rule_id, level=fields["level"], text=Text(**fields["text"]), way_out=Text(**fields["way_out"])
        )
        for rule_id, fields in content.items()
    }


def as_markdown() -> str:
    """Write the rules as ``docs/report-rules.md``."""
    lines = [
        "# Regler för en redovisning",
        "",
        "<!-- Generated from src/naravard/questionnaire/report_rules.toml. Write there, then run make docs. -->",
        "",
        "Innan en redovisning lämnas in prövas den mot reglerna här. En regel som *måste* hållas hindrar inlämningen.",
        "En som *frågar* gör det en gång, och svaret på frågan sparas med redovisningen.",
        "",
        "| regel | slag | vad den säger | gör så här | in English |",
        "|---|---|---|---|---|",
    ]
    levels = {"must": "måste", "ask": "frågar"}
    for rule in report_rules().values():
        english = f"{rule.text.en} {rule.way_out.en}"
        lines.append(f"| `{rule.id}` | {levels[rule.level]} | {rule.text.sv} | {rule.way_out.sv} | {english} |")
    return "\n".join(lines) + "\n"
