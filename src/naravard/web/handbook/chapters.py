"""The handbook's chapters: one Markdown file each, in the order of the file names, and the agreement format last."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from naravard.agreement.plain_text import folded

_NUMBER = re.compile(r"^\d+-")
_HEADING = re.compile(r"^(#{1,3}) +(.+?)\s*$", re.MULTILINE)
_MARKS = re.compile(r"[*_`>#|]|\[([^\]]*)\]\([^)]*\)")
_AROUND = 110


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter."""

    slug: str
    title: str
    text: str
    """Markdown, without the title's line."""

    def sections(self) -> Iterator[tuple[str, str]]:
        """Give the chapter's parts: heading and plain words."""
        heading, start = self.title, 0
        for found in _HEADING.finditer(self.text):
            yield heading, plain(self.text[start : found.start()])
            heading, start = found[2], found.end()
        yield heading, plain(self.text[start:])


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in the handbook where all the words stand."""

    chapter: Chapter
    heading: str
    excerpt: str


def files() -> list[Path]:
    """Return the chapters' files in order: in the repository, or beside the installed package."""
    package = Path(__file__).resolve().parents[2]
    docs = package.parents[1] / "docs"
    if not (docs / "handbok").is_dir():
        docs = package / "docs"
    chapters = sorted(file for file in (docs / "handbok").glob("*.md") if file.name != "README.md")
    return [*chapters, *docs.glob("agreement-format.md")]


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return the chapters in order, or an empty tuple if the handbook does not exist."""
    return tuple(_read(file) for file in files())


def search(words: str) -> list[Hit]:
    """Return the places where all the words stand, in the order of the book."""
    wanted = folded(words).split()
    if not wanted:
        return []
    return [
        Hit(chapter, heading, _excerpt(text, wanted))
        for chapter in chapters()
        for heading, text in chapter.sections()
        if all(word in folded(f"{heading}\n{text}") for word in wanted)
    ]


def plain(markdown: str) -> str:
    """Return the words of a piece of Markdown on one line."""
    return " ".join(_MARKS.sub(lambda found: found[1] or " ", markdown).split())


def _read(file: Path) -> Chapter:
    text = file.read_text(encoding="utf-8")
    found = _HEADING.search(text)
    title = found[2] if found else file.stem
    return Chapter(_NUMBER.sub("", file.stem), title, text[found.end() :].lstrip() if found else text)


def _excerpt(text: str, wanted: list[str]) -> str:
    """Return the words around the first one that was sought."""
    places = [place for word in wanted if (place := text.casefold().find(word)) >= 0]
    middle = min(places, default=0)
    start, end = max(0, middle - _AROUND), middle + _AROUND
    return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"
