"""Vouchers kept compactly: a million rows in some ten megabytes, read back a piece at a time.

A voucher keeps its identity, day, a hash of its content and its rows added up by what they point at. What they point
at (account and objects) stands once in a :class:`Chart`, and rows name it by place.
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec
from msgspec import Struct, field

AT_A_TIME = 8192
"""Vouchers in a piece."""
SIGNS_OF_TEXT = 60
_LEVEL = 3
_APART = "\x1f"


class Combination(NamedTuple):
    """What a row points at: an account, and objects as pairs of dimension and code, by dimension."""

    account: str
    objects: tuple[tuple[int, str], ...]


class StoredVoucher(Struct, frozen=True, array_like=True, gc=False):
    """A voucher, as it is kept."""

    key: str
    """Its identity: fiscal year, series and number, or the hash of its content and its place among its equals."""
    day: int
    """The voucher's day as a proleptic Gregorian ordinal."""
    digest: bytes
    text: str
    rows: tuple[int, ...]
    """Place in the chart and öre, place and öre: flat, since there are so many."""


class Chart(Struct):
    """What the rows of some vouchers point at, and what it is called."""

    combinations: list[Combination] = field(default_factory=list)
    accounts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name and kind (T, S, K, I or nothing) by account."""
    dimensions: dict[int, str] = field(default_factory=dict)
    objects: dict[int, dict[str, str]] = field(default_factory=dict)
    """Names by dimension and code."""

    def name_of(self, dimension: int, code: str) -> str:
        """Return what a code is called, or an empty text if it has no name."""
        return self.objects.get(dimension, {}).get(code, "")

    def with_names_of(self, other: "Chart") -> "Chart":
        """Return this chart's combinations with the names of both; the other's hold where both have one."""
        objects = {dimension: dict(names) for dimension, names in self.objects.items()}
        for dimension, names in other.objects.items():
            objects.setdefault(dimension, {}).update(names)
        return Chart(
            list(self.combinations), self.accounts | other.accounts, self.dimensions | other.dimensions, objects
        )


class Gathered(Struct, kw_only=True):
    """The vouchers of a file, ready to be kept and compared."""

    chart: Chart
    pieces: list[bytes]
    vouchers: int
    rows: int
    first: int
    """The first voucher's day as an ordinal; 0 where there is none."""
    last: int


def pack(vouchers: list[StoredVoucher]) -> bytes:
    """Return some vouchers as one piece."""
    return zlib.compress(msgspec.msgpack.encode(vouchers), _LEVEL)


def unpack(pieces: Iterable[bytes]) -> Iterator[StoredVoucher]:
    """Give the vouchers of pieces, in order."""
    for piece in pieces:
        yield from _DECODER.decode(zlib.decompress(piece))


def chart_bytes(chart: Chart) -> bytes:
    """Return a chart as bytes."""
    return zlib.compress(msgspec.msgpack.encode(chart), _LEVEL)


def chart_of(content: bytes) -> Chart:
    """Return the chart that :func:`chart_bytes` wrote; an empty one for no bytes."""
    return _CHARTS.decode(zlib.decompress(content)) if content else Chart()


def numbered(year: str, series: str, number: str) -> str:
    """Return the identity of a voucher with a number, within the fiscal year that begins on a day."""
    return _APART.join((year, series, number))


def unnumbered(digest: bytes, occurrence: int) -> str:
    """Return the identity of a voucher without a number: its content, and which of its equals it is."""
    return _APART.join(("", digest.hex(), str(occurrence)))


def name_of(key: str) -> str:
    """Return a voucher's series and number as people say them; nothing for one without a number.

    >>> name_of(numbered("20220101", "A", "17"))
    'A 17'
    """
    year, series, number = key.split(_APART)
    return f"{series} {number}".strip() if year else ""


_DECODER = msgspec.msgpack.Decoder(list[StoredVoucher])
_CHARTS = msgspec.msgpack.Decoder(Chart)
