"""From bytes to numbered lines, a piece at a time, so that a file never stands whole in memory."""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from msgspec import Struct

from naravard.exchange.encoding import PC8, UTF8_MARK, Judgement, control_character, judged
from naravard.exchange.sie.findings import Findings

PIECE = 1 << 18
_PADDING = b"\x1a\x00"
"""What old programs fill the end of a file with."""
_RETURN = re.compile(rb"\r+(?=[ \t]*[#{}])")
"""A line end without line feed, known by what a line begins with."""

Progress = Callable[[int, int | None], None]
"""Told how many bytes have been read, and of how many (``None`` if that is not known)."""


class ReaderLimits(Struct, frozen=True):
    """How much the reader takes: bytes of a file, bytes of a line, and records, which is what memory grows with."""

    file: int = 1 << 29
    line: int = 1 << 14
    records: int = 3_000_000


LIMITS = ReaderLimits()


def _no_progress(_read: int, _of: int | None) -> None:
    """Tell no one."""


class Lines:
    """The lines of a file with their numbers, 1 for the first; what is wrong with the bytes goes to ``findings``."""

    def __init__(
        self,
        stream: BinaryIO,
        findings: Findings,
        *,
        size: int | None = None,
        limits: ReaderLimits = LIMITS,
        progress: Progress | None = None,
    ) -> None:
        self._stream, self._findings, self._size, self._limits = stream, findings, size, limits
        self._progress = progress or _no_progress
        self._control_said = False
        self._number = 0
        self.judgement: Judgement = judged(stream)
        """What the file is written in."""
        self.stopped = False
        """Whether the file was left before its end."""

    @property
    def number(self) -> int:
        """The number of the line last given."""
        return self._number

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Give number and text, without blanks around it and what ends the line."""
        encoding = self.judgement.encoding if self.judgement.encoding in (PC8, "cp1252", "mac-roman") else "utf-8"
        self._tell_of_encoding()
        for piece in self._pieces():
            first = self._number + 1
            self._look_at(piece, first)
            for number, line in enumerate(piece.decode(encoding, "replace").split("\n"), start=first):
                self._number = number
                if len(line) > self._limits.line:
                    self._too_long(number)
                else:
                    yield number, line.strip(" \t\r")

    def _tell_of_encoding(self) -> None:
        found = self.judgement
        words = ", ".join(f"”{word}”" for word in found.words) or "–"
        if found.encoding != PC8:
            self._findings.add("S004", None, {"encoding": found.name, "words": words})
        elif found.doubtful:
            self._findings.add("S017", None, {"encoding": found.name, "words": words})

    def _pieces(self) -> Iterator[bytes]:
        """Give whole lines, many at a time, without the last one's end; lines are parted by line feeds."""
        rest = b""
        read = 0
        for data in self._data():
            read += len(data)
            if read > self._limits.file:
                self._findings.add("S002", None, {"limit": self._limits.file // (1 << 20)})
                self.stopped = True
                return
            end = data.rfind(b"\n")
            if end < 0:
                rest = self._clipped(rest + data)
            else:
                yield _RETURN.sub(b"\n", rest + data[:end])
                rest = self._clipped(data[end + 1 :])
            self._progress(read, self._size)
        rest = _RETURN.sub(b"\n", rest).rstrip(_PADDING)
        if rest:
            yield rest

    def _data(self) -> Iterator[bytes]:
        """Give the bytes a piece at a time: UTF-16 as UTF-8, and every line end as a line feed."""
        wide = None
        if self.judgement.encoding.startswith("utf-16"):
            wide = codecs.getincrementaldecoder(self.judgement.encoding)("replace")
        beginning = True
        while data := self._stream.read(PIECE):
            if wide is not None:
                data = wide.decode(data).encode("utf-8", "replace")
            if beginning:
                data, beginning = data.removeprefix(UTF8_MARK), False
            yield data.replace(b"\r", b"\n") if self.judgement.line_end == b"\r" else data

    def _clipped(self, rest: bytes) -> bytes:
        """Keep no more of a line without end than it takes to see that it is too long."""
        return rest[: self._limits.line + 1]

    def _look_at(self, piece: bytes, first: int) -> None:
        if not self._control_said and (at := control_character(piece.rstrip(_PADDING))) is not None:
            self._control_said = True
            self._findings.add("S005", first + piece.count(b"\n", 0, at), {"code": f"{piece[at]:02X}"})

    def _too_long(self, number: int) -> None:
        self._findings.add("S003", number, {"limit": self._limits.line})
