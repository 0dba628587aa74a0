"""The code in ``docs/architecture.md``: what is run, what is quoted from a file, and what is a recipe."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "architecture.md"
TEXT = PAGE.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Block:
    """Code on the page: its language, its first line without the signs of a comment, and the lines after that."""

    language: str
    head: str
    body: str


def blocks() -> list[Block]:
    """Return every block of code on the page."""
    found = re.findall(r"^```(\w+)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    return [Block(language, *_parted(code)) for language, code in found]


def recipe(name: str) -> str:
    """Return the code of a recipe."""
    (found,) = [block.body for block in blocks() if block.head.startswith(f"recipe: {name},")]
    return found


def _parted(code: str) -> tuple[str, str]:
    first, _, rest = code.partition("\n")
    comment = re.fullmatch(r"(?:#|<!--) (recipe: .*?|src/\S+)(?: -->)?", first)
    return (comment[1], rest) if comment else ("", code)
