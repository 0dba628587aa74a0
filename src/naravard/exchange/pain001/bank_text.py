"""Text in the signs that banks take: letters a to z, å, ä and ö, figures, and a few marks of Swedish practice.

Others are refused or mangled by banks, so they are written by those that look or read most alike, and what was written
is shown beside what the bank will get.
"""

import re

from naravard.agreement.plain_text import latin, mended

_INSTEAD = {
    "&": "+",
    "<": "(",
    ">": ")",
    "[": "(",
    "]": ")",
    "{": "(",
    "}": ")",
    "\\": "/",
    "|": "/",
    "_": "-",
    ";": ",",
    "#": ".",
    "*": ".",
    "=": "-",
    "~": "-",
    "@": "(a)",
    "%": " procent",
    "§": " par.",
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    '"': "'",
    "!": ".",
    "^": "'",
    "`": "'",
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u00b4", "'"),
    **dict.fromkeys("\u2022\u00b7\u2026", "."),
}
_TAKEN = re.compile(r"[A-Za-z0-9ÅÄÖåäö/\-?:().,'+ ]")


def bank_text(text: str) -> str:
    """Return a text as the bank gets it.

    >>> bank_text("Löner & hyra – “mars” #12")
    "Löner + hyra - 'mars' .12"
    """
    found = []
    for sign in mended(text):
        if _TAKEN.fullmatch(sign):
            found.append(sign)
        elif sign in _INSTEAD:
            found.append(_INSTEAD[sign])
        elif sign.isspace():
            found.append(" ")
        else:
            plain = "".join(each for each in latin(sign.lower()) if _TAKEN.fullmatch(each)) or "."
            found.append(plain.capitalize() if sign.isupper() else plain)
    return "".join(found)
