"""Text that will stand on paper, in a bank's file, in Word or in the history: mended where nobody need be asked.

What people paste brings signs that are no signs: Word's bullets are numbers in a font of its own, a Mac parts *å* into
a letter and a ring, web pages bring marks that turn the direction of writing. Those are mended. What cannot be mended
is named with its place, so that whoever wrote it can find it.
"""

import re
import unicodedata
from typing import NamedTuple

_SYMBOLS = {
    0xF020: " ",
    0xF02D: "-",
    0xF0A2: "\u25cb",
    0xF0A3: "\u2264",
    0xF0A7: "\u2022",
    0xF0A8: "\u2022",
    0xF06E: "\u2022",
    0xF06F: "\u2610",
    0xF071: "\u2610",
    0xF072: "\u2610",
    0xF075: "\u2022",
    0xF076: "\u2022",
    0xF0AE: "\u2192",
    0xF0B0: "\u00b0",
    0xF0B1: "\u00b1",
    0xF0B3: "\u2265",
    0xF0B4: "\u00d7",
    0xF0B7: "\u2022",
    0xF0D8: "\u2022",
    0xF0DE: "\u2192",
    0xF0E0: "\u2192",
    0xF0E8: "\u2192",
    0xF0DF: "\u2190",
    0xF0F0: "\u2192",
    0xF0FB: "\u2717",
    0xF0FC: "\u2713",
    0xF0FD: "\u2612",
    0xF0FE: "\u2611",
    0xF04A: "\u263a",
    0xF04C: "\u2639",
}
"""Signs of the fonts Symbol and Wingdings that Word writes as numbers, and what they look like."""
_FIRST_SYMBOL, _LAST_SYMBOL = 0xF020, 0xF0FF
_BULLET = "\u2022"
_LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_BEGINS_LINE = re.compile("^([ \t]*)([\uf020-\uf0ff])(?=[ \t])", re.MULTILINE)


SQUARE = "\N{WHITE SQUARE}"
"""Stands for a sign that cannot be shown."""
JOINERS = "\u200c\u200d"
"""Join and part letters in names of Persian, Indian and other scripts: they show by what they do."""


_NO_FORM = ("Cc", "Cs", "Co")
"""Unicode's categories of what has no form to print: control signs, halves of signs, and numbers of a font's own."""
_NOT_SEEN = (*_NO_FORM, "Cf", "Cn")
"""And with them what only reorders other signs, and what is no sign."""


class Unprintable(NamedTuple):
    """A sign that cannot be kept, and where it stands, 1 for the first line and the first sign."""

    sign: str
    line: int
    place: int

    @property
    def name(self) -> str:
        """``U+0001``."""
        return f"U+{ord(self.sign):04X}"


def mended(text: str) -> str:
    r"""Return the text with one form of its letters and line ends, and without signs that say nothing.

    >>> mended("a\u030as\x0b\uf0b7 vård")
    'ås\n• vård'
    """
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub("", _LINES.sub("\n", text))
    text = _BEGINS_LINE.sub(lambda match: match[1] + _SYMBOLS.get(ord(match[2]), _BULLET), text)
    return unicodedata.normalize("NFC", text.translate(_SYMBOLS))


def unprintable(text: str, *, lines: bool = True) -> Unprintable | None:
    """Return the first sign of a text that cannot be kept: a control sign, or a number that no font has agreed on."""
    for number, line in enumerate(text.split("\n") if lines else [text], start=1):
        for place, sign in enumerate(line, start=1):
            if sign.isascii() and sign.isprintable():
                continue
            if (sign != "\t" or not lines) and unicodedata.category(sign) in _NO_FORM:
                return Unprintable(sign, number, place)
    return None


def shows(sign: str) -> bool:
    """Tell whether a sign shows in a line, or is a blank."""
    return sign.isspace() or unicodedata.category(sign) not in _NOT_SEEN or sign in JOINERS


def printable(text: str) -> str:
    """Return a saved text as it can be shown: mended, and a square for what has no form."""
    found = mended(text)
    return "".join(SQUARE if unicodedata.category(sign) in _NO_FORM and sign not in "\n\t" else sign for sign in found)


def folded(text: str) -> str:
    """Return a text as it is compared and searched: one form of its letters, no case, no signs that say nothing.

    >>> folded("O\u0308REBRO  la\u0308n") == folded("örebro län")
    True
    """
    return " ".join(mended(text).casefold().replace("\u00ad", "").split())


def swedish_order(text: str) -> str:
    """Return what a text is sorted by: the Swedish alphabet, å, ä and ö last, without case.

    >>> sorted(["Örebro", "Aneby", "Ånge", "Zorn", "Älvdalen"], key=swedish_order)
    ['Aneby', 'Zorn', 'Ånge', 'Älvdalen', 'Örebro']
    """
    return folded(text).translate(_ORDER)


def latin(text: str) -> str:
    """Return a text in the letters a to z, as passports and some certificates write names: *Åsa Öberg*, *Asa Oberg*."""
    plain = unicodedata.normalize("NFKD", text.translate(_LATIN))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


_LATIN = str.maketrans({"ø": "o", "æ": "ae", "ð": "d", "þ": "th", "ß": "ss", "ł": "l", "đ": "d"})
_ORDER = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e"})
