"""The checksum of a file: CRC-32 (polynomial 0xEDB88320) over the records between ``#KSUMMA`` and ``#KSUMMA sum``.

What counts are labels and contents, in code page 437, without what parts or encloses them. The braces around a
voucher's rows are no records; some programs count them all the same, and a sum that is right by either is taken.
"""

import zlib

from naravard.exchange.sie.encoding import encoded

_AT_ONCE = 2048


class RunningChecksum:
    """The sum as it grows; nothing is kept but the last few records."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._sum = self._sum_with_braces = 0

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
        return self._sum

    def is_right(self, stated: int) -> bool:
        """Whether the stated sum is right; some programs write it with a sign."""
        self._add()
        return stated & 0xFFFFFFFF in {self._sum, self._sum_with_braces}

    def _add(self) -> None:
        if not self._parts:
            return
        parts = encoded("\n" + "\n".join(self._parts))  # no content holds a line end, and all begin with #
        self._parts.clear()
        self._sum_with_braces = zlib.crc32(parts.replace(b"\n", b""), self._sum_with_braces)
        records = parts.replace(b"\n{", b"").replace(b"\n}", b"").replace(b"\n", b"")
        self._sum = zlib.crc32(records, self._sum)
