"""The agreement's own text as clauses: a Markdown file where a heading begins each clause.

``## 3.1.2 Särskilda insatsområden {#3.1.2}`` begins clause ``3.1.2``; the number of ``#`` is its level. A heading
without ``{#…}`` stays inside its clause. Where no heading of the file has ``{#…}``, those that begin with a number or
with *Bilaga* and a number begin the clauses.
"""

import re
from typing import NamedTuple

from naravard.agreement.model import Clause

LONGEST_HEADING = 500

_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<title>.*?)\s*#*")
_MARKED = re.compile(r"(?P<title>.*?)\s*\{#(?P<id>[^{}]*)\}\s*#*")
_NUMBERED = re.compile(r"[*_]*(?P<id>(?:bilaga\s+)?\d+(?:\.\d+)*)\.?(?:[\s*_]+(?P<title>.*))?", re.IGNORECASE)


def clause_name(text: str) -> str:
    """Write a clause's id in one way: ``Bilaga  4`` is ``bilaga 4``.

    >>> clause_name("Bilaga  4"), clause_name("3.4.1")
    ('bilaga 4', '3.4.1')
    """
    return re.sub(r"^bilaga(?!\w)", "bilaga", " ".join(text.split()), flags=re.IGNORECASE)


def clause_heading(clause: Clause) -> str:
    """Return a clause's heading: ``9 Beräkningsmodell``, ``Bilaga 4 Medel till regionerna``."""
    if clause.title.casefold().startswith(clause.id.casefold()):
        return clause.title
    return f"{clause.id[:1].upper()}{clause.id[1:]} {clause.title}"


class ClauseText(NamedTuple):
    """A clause and the line of its heading."""

    clause: Clause
    line: int


class _Heading(NamedTuple):
    at: int
    level: int
    id: str
    title: str


def read_clauses(text: str) -> tuple[ClauseText, ...]:
    """Part a Markdown text into its clauses; what stands before the first is no clause."""
    lines = text.split("\n")
    headings = _marked(lines) or _numbered(lines)
    ends = [*(heading.at for heading in headings[1:]), len(lines)] if headings else []
    return tuple(
        ClauseText(
            Clause(
                id=heading.id,
                title=heading.title,
                text="\n".join(lines[heading.at + 1 : end]).strip(),
                level=heading.level,
            ),
            heading.at + 1,
        )
        for heading, end in zip(headings, ends, strict=True)
    )


def write_clause(text: str, number: int | None, clause: Clause) -> str:
    """Return the text with the clause of this number (from 0) written again; ``None`` adds it last.

    The heading stays as it was written where number, title and level are the same.
    """
    lines = text.split("\n")
    headings = _marked(lines) or _numbered(lines)
    if number is None:
        return f"{text.rstrip()}\n\n{_heading_line(clause)}\n\n{clause.text.strip()}\n".lstrip("\n")
    heading = headings[number]
    end = headings[number + 1].at if number + 1 < len(headings) else len(lines)
    same = (heading.id, heading.title, heading.level) == (clause.id, clause.title, clause.level)
    first = lines[heading.at] if same else _heading_line(clause)
    body = ["", *clause.text.strip().split("\n"), ""] if clause.text.strip() else [""]
    return "\n".join([*lines[: heading.at], first, *body, *lines[end:]])


def remove_clause(text: str, number: int) -> str:
    """Return the text without the clause of this number (from 0), its heading and all that stands in it."""
    lines = text.split("\n")
    headings = _marked(lines) or _numbered(lines)
    end = headings[number + 1].at if number + 1 < len(headings) else len(lines)
    return "\n".join([*lines[: headings[number].at], *lines[end:]])


def _heading_line(clause: Clause) -> str:
    return f"{'#' * clause.level} {clause.id[:1].upper()}{clause.id[1:]} {clause.title}".rstrip() + f" {{#{clause.id}}}"


def _marked(lines: list[str]) -> list[_Heading]:
    found = []
    for index, level, title in _headings(lines):
        match = _MARKED.fullmatch(title)
        if match is not None:
            clause_id = clause_name(match["id"])
            found.append(_Heading(index, level, clause_id, _without_number(match["title"], clause_id)))
    return found


def _numbered(lines: list[str]) -> list[_Heading]:
    found = []
    for index, level, title in _headings(lines):
        match = _NUMBERED.fullmatch(title)
        if match is not None:
            clause_id = clause_name(match["id"])
            found.append(_Heading(index, level, clause_id, _bare(match["title"] or title)))
    return found


def _headings(lines: list[str]) -> list[tuple[int, int, str]]:
    found = []
    fenced = False
    for index, line in enumerate(lines):
        fenced ^= line.startswith("```")
        match = None if fenced or len(line) > LONGEST_HEADING else _HEADING.fullmatch(line.rstrip())
        if match is not None:
            found.append((index, len(match["marks"]), match["title"]))
    return found


def _without_number(title: str, clause_id: str) -> str:
    """Take the clause's own number away from the beginning of its title."""
    bare = _bare(title)
    rest = re.sub(rf"{re.escape(clause_id)}(?![\w])[.:]?\s*", "", bare, count=1, flags=re.IGNORECASE)
    return rest if bare.casefold().startswith(clause_id.casefold()) and rest else bare


def _bare(title: str) -> str:
    return title.replace("*", "").strip()
