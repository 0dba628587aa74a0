"""Slips of the keyboard and of word processors, found in a file's lines.

A YAML parser complains of such a slip on a later line and in its own words. Here the line itself tells what happened:
a tab, a no-break space, a dash for a hyphen, a typographic quotation mark, a space forgotten after a colon.
"""

import re
from typing import NamedTuple

QUOTATION_MARKS = "\u201c\u201d\u201e\u00ab\u00bb"
"""The quotation marks that a word processor puts in place of the straight one."""

LINES_ABOVE = 2
"""How far above the line where the parser gave up a slip may stand."""

_INDENT = re.compile(r"^ *[\t\u00a0\u2007\u202f]\s*\S", re.MULTILINE)
_NEAR = (
    ("A036", re.compile(r"^\s*(?P<sign>[\u2013\u2014\u2212\u2022\u00b7])\s+\S")),
    ("A034", re.compile(rf"(?:[:\-\[{{,]\s+|[\[{{])(?P<sign>[{QUOTATION_MARKS}])")),
    ("A035", re.compile(r"(?:^|[{,])\s*(?:-\s+)?(?P<sign>[a-z_]+:)[^\s/]")),
)
_CUT_OFF = re.compile(r"\s+(?P<cut>#[^\s#].*)")
_WORD_AND_COLON = re.compile(r"(?P<sign>[a-z_]+:)[^\s/].*")
_ENCLOSED = re.compile(rf"[{QUOTATION_MARKS}][^{QUOTATION_MARKS}]*[{QUOTATION_MARKS}]")


class Slip(NamedTuple):
    """A slip: the id of its finding, its line, and the sign or word in question."""

    finding_id: str
    line: int
    sign: str


def slip_behind(text: str, line: int) -> Slip | None:
    """Return the slip that made a parser give up at this line, if one can be seen."""
    indent = _INDENT.search(text)
    if indent is not None:
        return Slip("A021", text.count("\n", 0, indent.start()) + 1, "")
    lines = text.splitlines()
    for number in range(min(line, len(lines)), max(line - 1 - LINES_ABOVE, 0), -1):
        for finding_id, pattern in _NEAR:
            match = pattern.search(lines[number - 1])
            if match is not None:
                return Slip(finding_id, number, match["sign"])
    return None


def enclosed(text: str) -> bool:
    """Tell whether a value stands within typographic quotation marks, which YAML takes for a part of it.

    >>> enclosed("”2”"), enclosed("”Nära vård” och annat")
    (True, False)
    """
    return _ENCLOSED.fullmatch(text) is not None


def unspaced(name: str) -> str:
    """Return the name and colon of a field with no space after its colon, read as one long name.

    >>> unspaced("key:folk"), unspaced("https://skr.se")
    ('key:', '')
    """
    match = _WORD_AND_COLON.fullmatch(name)
    return match["sign"] if match is not None else ""


def cut_off(rest: str) -> str:
    """Return what a number sign keeps from being read, when it looks as if it belonged to the value before it.

    >>> cut_off(" #1 till staten"), cut_off("  # en kommentar")
    ('#1 till staten', '')
    """
    match = _CUT_OFF.match(rest)
    return match["cut"] if match is not None else ""
