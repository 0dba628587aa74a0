"""Codes in CSV files and lists, and what was meant by those that no one has."""

import re
from collections.abc import Iterable, Mapping

from naravard.agreement.draft import nearest
from naravard.agreement.model import Recipient

TOTAL_CODES = frozenset({"total", "totalt", "summa"})
"""The codes of a row of totals, in any case; the format's description says TOTAL."""

_COMMON_WORDS = re.compile(r"\b(region|regionen|rss|i|län|läns|kommun|kommuns|stad)\b|(?<=s)regionen\b")

_ADDRESS_SAFE = re.compile(r"\w[\w .-]*")


def is_address_safe(code: str) -> bool:
    """Tell whether a code can stand in the address of a page and in a command.

    >>> is_address_safe("802000-1234"), is_address_safe("A/B"), is_address_safe("..")
    (True, False, False)
    """
    return _ADDRESS_SAFE.fullmatch(code) is not None


def is_total(code: str) -> bool:
    """Tell whether a row is one of totals, by its code."""
    return code.casefold() in TOTAL_CODES


def names_of(recipients: Iterable[Recipient]) -> dict[str, str]:
    """Return the recipients' names by code."""
    return {recipient.code: recipient.name for recipient in recipients}


def near_code(code: str, names: Mapping[str, str]) -> str | None:
    """Return the code that was meant, of those that have names here.

    Spreadsheets drop leading zeros, and people write names where codes belong. A number that is no code is not
    compared with others: a code of the same digits in another order is someone else's.
    """
    for padded in (code.zfill(2), code.zfill(4)):
        if padded in names:
            return padded
    if not re.search(r"[^\W\d]", code):
        return None
    bare = _bare(code)
    named = [known for known, name in names.items() if _bare(name) == bare]
    return named[0] if len(named) == 1 else nearest(code, sorted(names))


def _bare(name: str) -> str:
    """Return what tells a name from others: ``Region Kalmar län`` and ``Kalmar`` are the same."""
    words = _COMMON_WORDS.sub(" ", name.casefold()).split()
    return " ".join(word.removesuffix("s") for word in words)
