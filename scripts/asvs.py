"""The page of OWASP ASVS: for each requirement of levels 1 and 2 whether it is met, where, and by which test.

The data stand in ``docs/asvs.toml``; this makes ``docs/asvs.md`` of them.
"""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
DATA = REPOSITORY / "docs" / "asvs.toml"
STATUSES = ("met", "partly", "not met", "not applicable")
CHAPTERS = {
    1: "What is written where it is interpreted",
    2: "Input and the rules of the business",
    3: "The browser",
    4: "HTTP and the API",
    5: "Files",
    6: "Signing in",
    7: "Sessions",
    8: "Who may do what",
    9: "Signed tokens",
    10: "OAuth and OpenID Connect",
    11: "Cryptography",
    12: "What travels",
    13: "Settings and secrets",
    14: "Data",
    15: "Code and parts",
    16: "Logs and faults",
    17: "WebRTC",
}
"""Our own words for the standard's chapters."""

Requirement = dict[str, Any]


def requirements() -> list[Requirement]:
    """Return the requirements as they stand in the data."""
    found: list[Requirement] = tomllib.loads(DATA.read_text(encoding="utf-8"))["requirement"]
    return found


def as_markdown() -> str:
    """Return ``docs/asvs.md``."""
    found = requirements()
    counts = Counter(str(each["status"]) for each in found)
    lines = [
        "# OWASP ASVS 5.0.0, levels 1 and 2",
        "",
        "Made from `docs/asvs.toml`; do not edit. The numbers are those of the *Application Security Verification",
        "Standard* 5.0.0 (OWASP, CC BY-SA 4.0); the words are ours and only say what each is about, so read the",
        "standard beside this. It is an assessment by those who write the program, not by anyone independent.",
        "",
        "*Met* names where in the code or the documents, and the tests that would fail if it were not so. *Partly* and",
        "*not met* say what is missing. What stands under *where* lies in `src/naravard/web/` where it lies nowhere",
        "else; tests lie in `tests/`.",
        "",
        ", ".join(f"{status}: {counts[status]}" for status in STATUSES) + f"; in all {len(found)}.",
        "",
    ]
    for number, name in CHAPTERS.items():
        lines += [
            f"## V{number}. {name}",
            "",
            "| No. | About | Status | Where | Tests | Note |",
            "|---|---|---|---|---|---|",
        ]
        lines += [_row(each) for each in found if each["id"].partition(".")[0] == str(number)]
        lines.append("")
    return "\n".join(lines)


def _row(each: Requirement) -> str:
    where = ", ".join(f"`{_short(path, 'src/naravard/web/')}`" for path in each.get("where", []))
    tests = ", ".join(f"`{_short(path, 'tests/')}`" for path in each.get("tests", []))
    note = str(each.get("note", "")).replace("|", "\\|")
    return f"| {each['id']} | {each['about']} | {each['status']} | {where} | {tests} | {note} |"


def _short(path: str, folder: str) -> str:
    return path.removeprefix(folder)
