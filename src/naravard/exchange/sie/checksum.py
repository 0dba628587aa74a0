"""The checksum of a file: CRC-32 (polynomial 0xEDB88320) over the records between ``#KSUMMA`` and ``#KSUMMA sum``.

What counts are labels and contents, in code page 437, without what parts or encloses them. The braces around a
voucher's rows are no records; some programs count them all the same, and a sum that is right by either is taken. So is
one that was made of the bytes that the file is written in, where they are not code page 437.
"""

import zlib

from naravard.exchange.encoding import PC8, Encoding, encoded

_AT_ONCE = 2048


class RunningChecksum:
    """The sum as it grows; nothing is kept but the last few records."""

    def __init__(self, encoding: Encoding = PC8) -> None:
        self._parts: list[str] = []
        self._encodings: tuple[Encoding, ...] = tuple(dict.fromkeys((PC8, encoding)))
        self._sums = {(each, braces): 0 for each in self._encodings for braces in (False, True)}

    def record(self, content: str) -> None:
        """Count a record by its label and contents; it begins with its label's #."""
        self._parts.append(content)
        if len(self._parts) >= _AT_ONCE:
            self._add()

    def brace(self, which: str) -> None:
        """Pass a brace on a line of its own."""
        self._parts.append(which)

    @property
    def value(self) -> int:
        """The sum of the records so far, as the standard has it."""
        self._add()
        return self._sums.get((PC8, False)) or 0

    def is_right(self, stated: int) -> bool:
        """Whether the stated sum is right; some programs write it with a sign."""
        self._add()
        return stated & 0xFFFFFFFF in self._sums.values()

    def _add(self) -> None:
        if not self._parts:
            return
        text = "\n" + "\n".join(self._parts)  # no content holds a line end, and all begin with #
        self._parts.clear()
        for each in self._encodings:
            if (each, True) not in self._sums:
                continue
            try:
                parts = encoded(text) if each == PC8 else text.encode(each)
            except UnicodeEncodeError:  # no program can have made the sum in this code page
                del self._sums[each, False], self._sums[each, True]
                continue
            records = parts.replace(b"\n{", b"").replace(b"\n}", b"").replace(b"\n", b"")
            self._sums[each, False] = zlib.crc32(records, self._sums[each, False])
            self._sums[each, True] = zlib.crc32(parts.replace(b"\n", b""), self._sums[each, True])
