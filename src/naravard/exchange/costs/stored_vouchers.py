"""From vouchers as they are read to vouchers as they are kept; a piece at a time, so that memory stays small."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from naravard.exchange.costs.records import (
    AT_A_TIME,
    SIGNS_OF_TEXT,
    Chart,
    Combination,
    Gathered,
    StoredVoucher,
    numbered,
    pack,
    unnumbered,
)
from naravard.exchange.sie import FileHead, Transaction, Voucher

_DIGEST_SIZE = 16
_ENCODER = msgspec.msgpack.Encoder()


class Gathering:
    """Vouchers on their way from a file."""

    def __init__(self) -> None:
        self._chart = Chart()
        self._pieces: list[bytes] = []
        self._waiting: list[StoredVoucher] = []
        self._places: dict[Combination, int] = {}
        self._known: dict[tuple[str, int], tuple[int, Mapping[int, str]]] = {}
        """Place by account and the identity of the row's objects, which are held so that it stays theirs."""
        self._occurrences: dict[bytes, int] = {}
        self._vouchers = self._rows = 0
        self._first = self._last = 0

    def add(self, voucher: Voucher, year: datetime.date) -> None:
        """Take in a voucher; ``year`` is the first day of its fiscal year, within which numbers are used once."""
        sums: dict[int, int] = {}
        content: list[tuple[str, tuple[tuple[int, str], ...], int, int, str]] = []
        for row in voucher.transactions:
            if row.kind == "removed":
                continue
            place = self._place(row)
            sums[place] = sums.get(place, 0) + row.amount
            self._rows += 1
            content.append(
                (row.account, self._chart.combinations[place].objects, row.amount, row.date.toordinal(), row.text)
            )
        day = voucher.date.toordinal()
        digest = hashlib.blake2b(
            _ENCODER.encode((voucher.series, voucher.number, day, voucher.text, content)), digest_size=_DIGEST_SIZE
        ).digest()
        flat = tuple(number for pair in sums.items() for number in pair)
        self._keep(StoredVoucher(self._key(voucher, year, digest), day, digest, voucher.text[:SIGNS_OF_TEXT], flat))
        self._first = min(self._first or day, day)
        self._last = max(self._last, day)

    def finished(self, head: FileHead) -> Gathered:
        """Return all of it, with what the head calls the accounts, dimensions and objects that the rows use."""
        if self._waiting:
            self._pieces.append(pack(self._waiting))
            self._waiting = []
        chart = self._chart
        for account, objects in chart.combinations:
            found = head.accounts.get(account)
            if found is not None:
                chart.accounts[account] = (found.name, found.kind)
            for dimension, code in objects:
                if dimension in head.dimensions:
                    chart.dimensions[dimension] = head.dimensions[dimension].name
                name = head.objects.get((dimension, code))
                if name:
                    chart.objects.setdefault(dimension, {})[code] = name
        return Gathered(
            chart=chart,
            pieces=self._pieces,
            vouchers=self._vouchers,
            rows=self._rows,
            first=self._first,
            last=self._last,
        )

    def _place(self, row: Transaction) -> int:
        short = (row.account, id(row.objects))
        known = self._known.get(short)
        if known is not None:
            return known[0]
        combination = Combination(row.account, tuple(sorted(row.objects.items())))
        place = self._places.get(combination)
        if place is None:
            place = self._places[combination] = len(self._chart.combinations)
            self._chart.combinations.append(combination)
        self._known[short] = (place, row.objects)
        return place

    def _key(self, voucher: Voucher, year: datetime.date, digest: bytes) -> str:
        if voucher.number:
            return numbered(f"{year:%Y%m%d}", voucher.series, voucher.number)
        occurrence = self._occurrences[digest] = self._occurrences.get(digest, 0) + 1
        return unnumbered(digest, occurrence)

    def _keep(self, kept: StoredVoucher) -> None:
        self._waiting.append(kept)
        self._vouchers += 1
        if len(self._waiting) == AT_A_TIME:
            self._pieces.append(pack(self._waiting))
            self._waiting = []


def gather(vouchers: Iterable[Voucher], head: FileHead) -> Gathered:
    """Gather all vouchers of a file; the head is whole when they have been gone through."""
    gathering = Gathering()
    for voucher in vouchers:
        year = head.year_of(voucher.date)
        gathering.add(voucher, year.first if year else voucher.date.replace(month=1, day=1))
    return gathering.finished(head)
