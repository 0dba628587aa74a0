"""Records as numbers, kept in parts by who they are of, in the run's own folder."""

import datetime
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from naravard.care.continuity.engines.native import kernels
from naravard.care.continuity.engines.native.available import NativeCannotError
from naravard.care.continuity.rules import OF_VISIT, Rules

_BEFORE = datetime.date(1850, 1, 1).toordinal() - 1
_BEFORE_ARROW = datetime.date(1970, 1, 1).toordinal() - _BEFORE
LAST_BIRTH = (1 << kernels.DAY_BITS) - 1
Numbers = Any
"""A NumPy array of whole numbers."""


def number_of(day: datetime.date) -> int:
    """Return a day's number here: 1 is the first of 1850, and 0 is no day."""
    return max(day.toordinal() - _BEFORE, 0)


class Codes:
    """Different words, numbered as they come; 0 is no word."""

    def __init__(self, bits: int) -> None:
        self._most = (1 << bits) - 1
        self.words: list[str] = [""]
        self._of: dict[str | None, int] = {None: 0}

    def of(self, word: str | None) -> int:
        """Return a word's number."""
        found = self._of.get(word)
        if found is None:
            found = self._of[word] = len(self.words)
            if found > self._most:
                raise NativeCannotError
            self.words.append(word or "")
        return found

    def each(self, words: Any) -> Numbers:
        """Return the numbers of a column's words."""
        if words.null_count == len(words):
            return np.zeros(len(words), np.int64)
        encoded = words if pa.types.is_dictionary(words.type) else words.dictionary_encode()
        meant = np.array([*(self.of(word) for word in encoded.dictionary.to_pylist()), 0], np.int64)
        return meant[encoded.indices.fill_null(len(meant) - 1).to_numpy(zero_copy_only=False)]


class PartedRecords:
    """Records in one file, each piece of it sorted by part, so that a part can be read by itself."""

    def __init__(self, path: Path, words: int) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        self._words = words
        self._pieces: list[tuple[int, Numbers]] = []
        self._end = 0

    def add(self, records: Numbers) -> None:
        """Add records, in the order of the files."""
        into, counts = np.empty_like(records), np.empty(kernels.PARTS, np.int64)
        kernels.parted(records, counts, into)
        self.add_sorted(into, counts)

    def add_sorted(self, records: Numbers, counts: Numbers) -> None:
        """Add records that are sorted by part."""
        left: memoryview = records.data.cast("B")
        self._pieces.append((self._end, np.concatenate([[0], np.cumsum(counts)])))
        while left:
            done = os.pwrite(self._file, left, self._end)
            self._end += done
            left = left[done:]

    def part(self, number: int) -> Numbers:
        """Return the records of a part, in the order of the files."""
        width = self._words * 8
        count = sum(int(places[number + 1] - places[number]) for _begin, places in self._pieces)
        records = np.empty((count, self._words), np.uint64)
        view, at = records.data.cast("B") if count else memoryview(b""), 0
        for begin, places in self._pieces:
            size = int(places[number + 1] - places[number]) * width
            if size:
                _read_whole(self._file, view[at : at + size], begin + int(places[number]) * width)
                at += size
        return records

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)


def _read_whole(file: int, into: memoryview, begin: int) -> None:
    while into:
        done = os.preadv(file, [into], begin)
        if not done:
            raise OSError(file)
        into, begin = into[done:], begin + done


class NativeRecords:
    """What is read for the compiled way: a sink for visits and one for patients."""

    def __init__(self, folder: Path, rules: Rules) -> None:
        self.providers = Codes(kernels.PROVIDER_BITS)
        self.units, self.works = Codes(kernels.UNIT_BITS), Codes(kernels.WORK_BITS)
        self.types, self._lists = Codes(kernels.TYPE_BITS), Codes(kernels.LIST_BITS)
        names = dict.fromkeys(name for names in rules.by for name in names)
        self.dimensions = [name for name in names if name not in {"unit", "age", *OF_VISIT}]
        self.codes = {name: Codes(31) for name in self.dimensions}
        self.visits = PartedRecords(folder / "visits.parts", kernels.VISIT_WORDS)
        self._room = np.empty((0, kernels.VISIT_WORDS), np.uint64)
        self._patient_words = kernels.OF_PATIENT + (len(self.dimensions) + 1) // 2
        self.patients = PartedRecords(folder / "patients.parts", self._patient_words)

    def sinks(self) -> dict[str, Any]:
        """Return what takes the rows of each table."""
        return {"visits": _Sink(self._take_visits), "patients": _Sink(self._take_patients)}

    def close(self) -> None:
        """Let go of the files."""
        self.visits.close()
        self.patients.close()

    def _take_visits(self, rows: pa.Table) -> None:
        count = rows.num_rows
        who, who_too, who_check = _numbered(_column(rows, "patient"))
        visit, _too, visit_check = _numbered(_column(rows, "visit"))
        if count > len(self._room):
            self._room = np.empty((count, kernels.VISIT_WORDS), np.uint64)
        records, counts = self._room[:count], np.empty(kernels.PARTS, np.int64)
        kernels.visit_records(
            who,
            who_too,
            who_check,
            _days(_column(rows, "date")),
            _column(rows, "time").fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64),
            self.providers.each(_column(rows, "provider")),
            visit,
            visit_check,
            self.units.each(_column(rows, "unit")),
            self.works.each(_column(rows, "profession")),
            self.types.each(_column(rows, "contact_type")),
            self._lists.each(_column(rows, "list")),
            counts,
            records,
        )
        self.visits.add_sorted(records, counts)

    def _take_patients(self, rows: pa.Table) -> None:
        who, who_too, who_check = _numbered(_column(rows, "patient"))
        records = np.zeros((rows.num_rows, self._patient_words), np.uint64)
        records[:, 0], records[:, 1], records[:, 2] = who, who_too, who_check
        first, last, died, born = (
            _days(_column(rows, name)) for name in ("unit_from", "unit_to", "death_date", "birth_date")
        )
        records[:, kernels.LISTED] = _two(first, last)
        records[:, kernels.LIVED] = _two(died, np.minimum(born, LAST_BIRTH))
        records[:, kernels.UNIT] = self.units.each(_column(rows, "unit")).astype(np.uint64)
        codes = [self.codes[name].each(_words(_column(rows, name))) for name in self.dimensions]
        codes += [np.zeros(rows.num_rows, np.int64)] * (len(codes) % 2)
        for place in range(0, len(codes), 2):
            records[:, kernels.OF_PATIENT + place // 2] = _two(codes[place], codes[place + 1])
        self.patients.add(records)


class _Sink:
    """What takes the rows of a table."""

    def __init__(self, take: Callable[[pa.Table], None]) -> None:
        self._take = take

    def take(self, rows: pa.Table) -> None:
        """Take some rows; a piece of a file may have none that are right."""
        if rows.num_rows:
            self._take(rows)


def dimensions_of(names: Sequence[str], records: NativeRecords) -> list[tuple[int, list[str] | None]]:
    """Return where each dimension's value stands in a patient's record, and what its numbers mean (ages: None)."""
    found: list[tuple[int, list[str] | None]] = []
    for name in names:
        if name == "unit":
            found.append((0, records.units.words))
        elif name == "age":
            found.append((1, None))
        else:
            found.append((2 + records.dimensions.index(name), records.codes[name].words))
    return found


def _column(rows: pa.Table, name: str) -> Any:
    column = rows.column(name)
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _words(column: Any) -> Any:
    """Return yes and no as the words that groups are called by."""
    if not pa.types.is_boolean(column.type):
        return column
    words = pa.array(["nej", "ja"])
    return words.take(column.cast(pa.int32()))


def _days(column: Any) -> Numbers:
    """Return days by number, 0 for none."""
    days = column.cast(pa.int32()).fill_null(-_BEFORE_ARROW).to_numpy(zero_copy_only=False)
    return days.astype(np.int64) + _BEFORE_ARROW


def _two(high: Numbers, low: Numbers) -> Numbers:
    return high.astype(np.uint64) << np.uint64(32) | low.astype(np.uint64)


def _numbered(words: Any) -> tuple[Numbers, Numbers, Numbers]:
    """Return 128 bits and a check for each word."""
    count = len(words)
    first, after, check = np.zeros(count, np.uint64), np.zeros(count, np.uint64), np.zeros(count, np.uint16)
    if words.null_count < count:
        if pa.types.is_dictionary(words.type):
            words = words.dictionary_decode()
        _valid, ends, letters = words.buffers()
        places = np.frombuffer(ends, np.int32)[words.offset : words.offset + count + 1]
        eights = np.frombuffer(letters, np.uint64, letters.size // 8)
        kernels.numbered(np.frombuffer(letters, np.uint8), eights, places, first, after, check)
        if words.null_count:
            none = words.is_null().to_numpy(zero_copy_only=False)
            first[none] = after[none] = check[none] = 0
    return first, after, check
