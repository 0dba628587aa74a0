"""Looking a password up in a file of breached ones, without sending anything anywhere.

The file is that of Have I Been Pwned: one line for each password, ``SHA-1 in capitals:count``, in the order of the
hashes. It is some 40 GB long, so it is searched by halves and never read whole.
"""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

_HASH = 40
_LONGEST_LINE = 64


def is_breached(password: str, file: Path) -> bool:
    """Tell whether the password's hash stands in the file."""
    sought = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with file.open("rb") as lines:
        low, high = 0, lines.seek(0, os.SEEK_END)
        while low < high:  # the line sought, if any, begins in [low, high)
            middle = (low + high) // 2
            start, found = _line_at(lines, middle)
            if found[:_HASH].upper() == sought:
                return True
            if not found or found[:_HASH].upper() > sought or start >= high:
                high = middle
            else:
                low = start + len(found)
    return False


def problem_with(file: Path) -> str:
    """Return what is wrong with a file of breached passwords in words, or an empty text if it can be searched."""
    try:
        with file.open("rb") as lines:
            first = lines.readline(_LONGEST_LINE)
    except OSError as error:
        return f"går inte att läsa: {error.strerror}"
    digest = first[:_HASH].decode("ascii", "replace")
    if len(digest) != _HASH or set(digest.upper()) - set("0123456789ABCDEF") or first[_HASH : _HASH + 1] != b":":
        return "har inte formen ”SHA-1:antal” på varje rad"
    return ""


def _line_at(lines: BinaryIO, place: int) -> tuple[int, bytes]:
    """Return the first line that begins at ``place`` or after it, and where it begins."""
    lines.seek(max(place - 1, 0))
    if place:
        lines.readline()
    return lines.tell(), lines.readline()
