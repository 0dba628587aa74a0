"""The words that stand in a piece of a Word document, as whoever looks at it sees them."""

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CHECKED = "☒"
_LEFT_OUT = {f"{W}sdtPr", f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{MC}Fallback", f"{W}pPr", f"{W}rPr"}
"""What holds no words that anyone sees: properties, what is struck out in tracked changes, a second copy."""
_MARKS_OF_FONTS = ("F0FE", "F0FD", "F078", "F0FC")
"""Marks as the font Wingdings numbers them."""


def text_of(cell: Any) -> str:
    """Return all that stands in a cell, a line for each paragraph and line break."""
    lines = ["".join(_pieces(paragraph)) for paragraph in cell.iter(f"{W}p") if not _is_left_out(paragraph, cell)]
    return "\n".join(lines).strip("\n")


def words_of(paragraph: Any) -> str:
    """Return the words of one paragraph."""
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[str]:
    for element in _children(paragraph):
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif element.tag == f"{W}tab":
            yield "\t"
        elif element.tag in (f"{W}noBreakHyphen", f"{W}softHyphen"):
            yield "-" if element.tag == f"{W}noBreakHyphen" else ""
        elif element.tag == f"{W}sym":
            yield CHECKED if element.get(f"{W}char", "").upper() in _MARKS_OF_FONTS else ""


def _children(element: Any) -> Iterator[Any]:
    """Give what lies in a paragraph, but not what lies in a paragraph within it (a text box, a nested table)."""
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == f"{W}p":
            continue
        yield child
        yield from _children(child)


def _is_left_out(paragraph: Any, cell: Any) -> bool:
    for parent in paragraph.iterancestors():
        if parent is cell:
            return False
        if parent.tag in _LEFT_OUT:
            return True
    return True
