"""Which characters a file of costs is written in.

SIE says code page 437 (#FORMAT PC8), and programs do not always obey; sheets say nothing.

It is judged from the bytes of the whole file before it is read. Bytes above 127 that are UTF-8 all the way are UTF-8:
as code page 437 they would be drawings of lines. Otherwise each of the code pages that programs use is tried on the
words that hold such bytes, and the one in which they look most like words is taken. Only what was read as something
else than code page 437 is reported, with some of the words, so that a person can see whether it is right.
"""

import codecs
import re
from collections import Counter
from encodings import cp437
from typing import BinaryIO, Literal

from msgspec import Struct

_TO_BYTES = codecs.charmap_build(cp437.decoding_table)  # many times quicker than the codec's own dictionary
Encoding = Literal["cp437", "utf-8", "utf-16-le", "utf-16-be", "cp1252", "mac-roman"]

PC8: Encoding = "cp437"
NAMES: dict[Encoding, str] = {
    "cp437": "PC8 (437)",
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252 (ISO 8859-1)",
    "mac-roman": "Mac",
}
UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS: dict[bytes, Encoding] = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_PIECE = 1 << 18
_MOST_WORDS = 20_000
_LONGEST_WORD = 40
_MARGIN = 3
"""By how much another code page has to fit better than the usual one."""
MOST_SHOWN = 4
"""Words that are shown of a file that was read as something else."""

_ASCII = bytes(range(128))
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_LINE = re.compile(r"([^\x00-\x7f])\1\1")
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")
_STRAY_RETURN = re.compile(rb"\r(?!\r*(?:[ \t]*[#{}]|\n|\Z))")
_SWEDISH = "åäöÅÄÖ"
_COMMON = "éèêëáàâüúùûóòôíìîïæøñçßÿÉÈÊËÜÓÁÀÂÍÆØÑÇ"
_SIGNS = "§°´·½¼¾€£¤«»‘’“”„–—…•™®©²³±×÷µº\u00a0\u00ad"
_SINGLE_BYTE: tuple[Encoding, ...] = ("cp437", "cp1252", "mac-roman")


class Judgement(Struct, frozen=True):
    """How a file is to be read."""

    encoding: Encoding
    line_end: bytes
    words: tuple[str, ...] = ()
    """Some words with other letters than a to z, as they were read."""
    doubtful: bool = False
    """Whether the words hardly look like words by any code page."""

    @property
    def name(self) -> str:
        """What the encoding is called."""
        return NAMES[self.encoding]


def encoded(text: str) -> bytes:
    """Return the text in code page 437; raises UnicodeEncodeError where that has no such character."""
    return codecs.charmap_encode(text, "strict", _TO_BYTES)[0]


def judged(stream: BinaryIO, *, usual: Encoding = PC8) -> Judgement:
    """Go through a file once, and leave it at its beginning.

    ``usual`` is what it is taken for if nothing fits better.
    """
    stream.seek(0)
    beginning = stream.read(4)
    stream.seek(0)
    wide = _wide(beginning)
    if wide is not None:
        text = stream.read(_PIECE).decode(wide, "replace").encode("utf-8", "replace")
        stream.seek(0)
        words = Counter(_WORD.findall(text.removeprefix(UTF8_MARK)))
        return Judgement(wide, b"\n" if b"\n" in text else b"\r", _shown(words, "utf-8"))
    words = Counter[bytes]()
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, has_line_feed, rest = True, False, b""
    while data := stream.read(_PIECE):
        has_line_feed = has_line_feed or b"\n" in data
        if is_utf8:
            try:
                decoder.decode(data)
            except UnicodeDecodeError:
                is_utf8 = False
        has_words = data.translate(None, _ASCII) and len(words) < _MOST_WORDS
        rest = _count(rest + data, words) if has_words else b""
    words.update(_WORD.findall(rest))
    stream.seek(0)
    line_end = b"\n" if has_line_feed else b"\r"
    words.pop(UTF8_MARK, None)
    if beginning.startswith(UTF8_MARK):
        return Judgement("utf-8", line_end, _shown(words, "utf-8"))
    if not words:
        return Judgement(usual, line_end)
    if is_utf8 and not decoder.getstate()[0]:
        return Judgement("utf-8", line_end, _shown(words, "utf-8"))
    scores = {encoding: sum(_score(word, encoding) for word in words) for encoding in _SINGLE_BYTE}
    best = max(_SINGLE_BYTE, key=lambda encoding: scores[encoding])
    if scores[best] <= 0 or scores[best] < scores[usual] + _MARGIN:
        best = usual
    return Judgement(best, line_end, _shown(words, best), doubtful=scores[best] <= 0)


def control_character(data: bytes) -> int | None:
    """Return where the first control character is that is neither tab nor a line end."""
    first = (
        min((data.find(code) for code in _CONTROLS if code in data), default=None) if _has(data, _CONTROLS) else None
    )
    if data.count(b"\r") != data.count(b"\r\n") and (stray := _STRAY_RETURN.search(data)):
        first = stray.start() if first is None else min(first, stray.start())
    return first


def _wide(beginning: bytes) -> Encoding | None:
    for mark, encoding in _UTF16_MARKS.items():
        if beginning.startswith(mark):
            return encoding
    if beginning[1:2] == b"\x00" and beginning[:1] != b"\x00":
        return "utf-16-le"
    return "utf-16-be" if beginning[:1] == b"\x00" and beginning[1:2] not in (b"", b"\x00") else None


def _count(data: bytes, words: Counter[bytes]) -> bytes:
    """Count the words of some data; return its last line, which may go on."""
    end = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
    if not end and len(data) > _PIECE:
        end = len(data)
    words.update(_WORD.findall(data[:end]))
    return data[end:]


def _score(word: bytes, encoding: Encoding) -> int:
    """Return how much a word looks like one: a Swedish letter among letters of its own case tells most."""
    if len(word) > _LONGEST_WORD:
        return 0
    text = word.decode(encoding, "replace")
    if _LINE.search(text):
        return 4 if encoding == "cp437" and any("\u2500" <= sign <= "\u259f" for sign in text) else -4
    score = 0
    for place, sign in enumerate(text):
        if sign.isascii():
            continue
        score += _SCORES.get(sign, -4)
        if len(text) == 1 and sign not in _ALONE:
            score -= 4
        around = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
        if sign.isalpha() and around and not _fits(sign, place, around):
            score -= 5
        elif sign not in _LETTERS and len(around) == 2 and around.isalpha():
            score -= 1  # a sign in the middle of a word
    return score


def _fits(sign: str, place: int, around: str) -> bool:
    """Tell whether a letter has the case that its neighbours make one expect."""
    if sign.islower():
        return any(each.islower() or not each.isalpha() for each in around)
    return place == 0 or all(each.isupper() or not each.isalpha() for each in around)


_ALONE = frozenset("åöÅÄÖà" + _SIGNS)
"""What stands by itself between blanks."""
_LETTERS = frozenset(_SWEDISH + _COMMON)
_SCORES = {
    **dict.fromkeys(_SWEDISH, 4),
    **dict.fromkeys(_COMMON, 1),
    **dict.fromkeys(_SIGNS, 0),
}


def _shown(words: Counter[bytes], encoding: Encoding) -> tuple[str, ...]:
    often = sorted(words, key=lambda word: (-words[word], word))
    return tuple(word.decode(encoding, "replace") for word in often[:MOST_SHOWN])


def _has(data: bytes, any_of: bytes) -> bool:
    return len(data.translate(None, any_of)) != len(data)
