"""From bytes to numbered lines, a piece at a time, so that a file never stands whole in memory."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from msgspec import Struct

from naravard.exchange.sie.encoding import PC8, UTF8_MARK, begins_as, control_character, other_than_pc8
from naravard.exchange.sie.findings import Findings

PIECE = 1 << 18
_END_OF_DOS_FILE = b"\x1a"

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
        self._encoding_said = self._control_said = False
        self._number = 0
        self.stopped = False
        """Whether the file was left before its end."""

    @property
    def number(self) -> int:
        """The number of the line last given."""
        return self._number

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Give number and text, without blanks around it and what ends the line."""
        for piece in self._pieces():
            first = self._number + 1
            self._look_at(piece, first)
            for number, line in enumerate(piece.decode(PC8).split("\n"), start=first):
                self._number = number
                if len(line) > self._limits.line:
                    self._too_long(number)
                else:
                    yield number, line.strip(" \t\r")

    def _pieces(self) -> Iterator[bytes]:
        """Give whole lines, many at a time, without the last one's end."""
        rest = b""
        read = 0
        while data := self._stream.read(PIECE):
            if read == 0:
                data = self._beginning(data)
            read += len(data)
            if read > self._limits.file:
                self._findings.add("S002", None, {"limit": self._limits.file // (1 << 20)})
                self.stopped = True
            if self.stopped:
                return
            end = data.rfind(b"\n")
            if end < 0:
                rest = self._clipped(rest + data)
            else:
                yield rest + data[:end]
                rest = self._clipped(data[end + 1 :])
            self._progress(read, self._size)
        if rest and rest != _END_OF_DOS_FILE:
            yield rest

    def _clipped(self, rest: bytes) -> bytes:
        """Keep no more of a line without end than it takes to see that it is too long."""
        return rest[: self._limits.line + 1]

    def _beginning(self, data: bytes) -> bytes:
        found = begins_as(data)
        if found is not None:
            self._other_encoding(found, 1)
            self.stopped = found == "UTF-16"
        return data.removeprefix(UTF8_MARK)

    def _look_at(self, piece: bytes, first: int) -> None:
        if not self._encoding_said and (other := other_than_pc8(piece)):
            self._other_encoding(other[0], first + piece.count(b"\n", 0, other[1]))
        if not self._control_said and (at := control_character(piece.rstrip(_END_OF_DOS_FILE))) is not None:
            self._control_said = True
            self._findings.add("S005", first + piece.count(b"\n", 0, at), {"code": f"{piece[at]:02X}"})

    def _other_encoding(self, name: str, line: int) -> None:
        self._encoding_said = True
        self._findings.add("S004", line, {"encoding": name})

    def _too_long(self, number: int) -> None:
        self._findings.add("S003", number, {"limit": self._limits.line})
