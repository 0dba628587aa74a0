"""The table of ASVS is whole, and what it names is there."""

import sys
from pathlib import Path

import pytest
from asvs_levels import LEVELS, WANTED

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "scripts"))

from asvs import STATUSES, Requirement, as_markdown, requirements  # noqa: E402 - a script of the repository

FOUND = requirements()
HEADINGS = (
    "## What is protected",
    "## From whom",
    "## What is sensitive, and how it is kept",
    "## Keys and cryptography",
    "## Whom the service talks to",
    "## Which files are taken",
    "## Limits",
    "## What is logged",
    "## What is not met",
)
"""What the table says that the threat model tells of."""


def test_every_requirement_of_both_levels_stands_once_in_order() -> None:
    levels = "".join(LEVELS.values())
    assert (levels.count("1"), levels.count("2"), len(levels)) == (70, 183, 345)
    assert [each["id"] for each in FOUND] == WANTED


@pytest.mark.parametrize("each", FOUND, ids=lambda each: each["id"])
def test_a_requirement_says_how_it_stands_and_what_it_names_is_there(each: Requirement) -> None:
    assert each["status"] in STATUSES
    assert 3 < len(each["about"]) < 60
    assert set(each) <= {"id", "about", "status", "where", "tests", "note"}
    named = [*each.get("where", []), *each.get("tests", [])]
    assert [path for path in named if not (ROOT / path).exists()] == []
    assert all(path.startswith("tests/") for path in each.get("tests", []))
    if each["status"] == "met":
        assert each.get("where"), "what is met is met somewhere"
    else:
        assert each.get("note"), "what is not met says what is missing, or why it does not apply"


def test_the_page_is_made_from_the_data() -> None:
    assert (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8") == as_markdown()


def test_the_threat_model_tells_what_the_table_says_it_tells() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    assert [heading for heading in HEADINGS if heading not in text] == []
    named = {word for word in text.replace("`", " ").split() if word.startswith(("tests/", "src/naravard/"))}
    assert len(named) > 20
    assert [path for path in sorted(named) if not (ROOT / path.rstrip(".,;")).exists()] == []
