"""Which characters a file is written in: SIE says code page 437 (#FORMAT PC8), and programs do not always obey.

In code page 437 the Swedish letters are bytes that neither UTF-8 nor Windows uses for them, and what those use are
drawings of lines and Greek letters, which stand in no accounts.
"""

import codecs
import re
from encodings import cp437
from typing import Literal

PC8 = "cp437"
_TO_BYTES = codecs.charmap_build(cp437.decoding_table)  # many times quicker than the codec's own dictionary
Other = Literal["UTF-8", "UTF-16", "Windows-1252 (ISO 8859-1)"]

UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SUSPECT = b"\xc3\xc4\xc5\xd6\xe4\xe5\xe9\xf6"
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")
_STRAY_RETURN = re.compile(rb"\r(?!\r*(?:\n|\Z))")
_UTF8_LETTERS = re.compile(rb"\xc3[\x84\x85\x89\x96\xa4\xa5\xa9\xb6\xbc]")
_WINDOWS_LETTERS = re.compile(rb"[A-Za-z][\xe4\xe5\xe9\xf6]|[\xe4\xe5\xf6\xc4\xc5\xd6][a-z]|[A-Z][\xc4\xc5\xd6]")


def encoded(text: str) -> bytes:
    """Return the text in code page 437; raises UnicodeEncodeError where that has no such character."""
    return codecs.charmap_encode(text, "strict", _TO_BYTES)[0]


def control_character(data: bytes) -> int | None:
    """Return where the first control character is that is neither tab nor a line end."""
    first = (
        min((data.find(code) for code in _CONTROLS if code in data), default=None) if _has(data, _CONTROLS) else None
    )
    if data.count(b"\r") != data.count(b"\r\n") and (stray := _STRAY_RETURN.search(data)):
        first = stray.start() if first is None else min(first, stray.start())
    return first


def begins_as(data: bytes) -> Other | None:
    """Return what the first bytes of a file say that it is, if they say anything."""
    if data.startswith(UTF8_MARK):
        return "UTF-8"
    if data.startswith(_UTF16_MARKS) or b"\x00" in data[:2]:
        return "UTF-16"
    return None


def other_than_pc8(data: bytes) -> tuple[Other, int] | None:
    """Return what the bytes are written in and where that is first seen, when it is not code page 437."""
    if not _has(data, _SUSPECT):
        return None
    if letter := _UTF8_LETTERS.search(data):
        return "UTF-8", letter.start()
    if letter := _WINDOWS_LETTERS.search(data):
        return "Windows-1252 (ISO 8859-1)", letter.start()
    return None


def _has(data: bytes, any_of: bytes) -> bool:
    return len(data.translate(None, any_of)) != len(data)
