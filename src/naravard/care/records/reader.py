"""The reader: files of one table read, checked row by row, and written as one clean Parquet file."""

import datetime
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from naravard.agreement.model import Text
from naravard.care.records import faults as fault
from naravard.care.records.column_names import ColumnNames
from naravard.care.records.faults import FaultExample, FaultKind, Faults, RecordsRefusedError
from naravard.care.records.sources import BadRow, RecordBatch, batches, files_in
from naravard.care.records.tables import PATIENTS, VISITS, RecordColumn, RecordTable, known_values
from naravard.care.records.values import EARLIEST, EARLIEST_BIRTH, answer_of, day_of, second_of

ROW = "row"
"""The column that numbers rows in the order of the files."""
MOST_DROPPED = Fraction(1, 20)
CLEAN_TYPES: Mapping[str, Any] = {
    "id": pa.string(),
    "word": pa.string(),
    "day": pa.date32(),
    "moment": pa.int32(),
    "yes or no": pa.bool_(),
}
_MANY = frozenset({"patient", "visit"})
_MISSING = {
    "patient": fault.MISSING_PATIENT,
    "provider": fault.MISSING_PROVIDER,
    "date": fault.MISSING_DATE,
}
Progress = Callable[[float], None]
"""Is told how much has been read, as a share."""


@dataclass(frozen=True, slots=True)
class CleanTable:
    """A clean file, and what is known of those that it was made from."""

    path: Path
    columns: tuple[str, ...]
    """The columns that the files had, by our names; one's own last."""
    rows: int
    faults: Faults
    digests: Mapping[str, str]
    """SHA-256 of each file, in hex."""
    headings: Mapping[str, str]
    """What each column was called in the last file that had it."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the columns of one file are found."""

    headings: Mapping[str, str]
    """Our name of each column that is read, and the file's."""
    own: tuple[str, ...]
    unused: tuple[str, ...]
    values: Mapping[str, Mapping[str, str]]


class CleanSink(Protocol):
    """What takes clean rows, piece by piece; words may come as dictionaries."""

    def take(self, rows: pa.Table) -> None:
        """Take some rows."""


class ParquetSink:
    """Clean rows as a Parquet file."""

    def __init__(self, target: Path, schema: pa.Schema) -> None:
        self._schema = schema
        self._writer = pyarrow.parquet.ParquetWriter(target, schema, compression="lz4")

    def take(self, rows: pa.Table) -> None:
        """Write some rows."""
        self._writer.write_table(rows.cast(self._schema))

    def close(self) -> None:
        """Write the end of the file."""
        self._writer.close()


class RecordReader:
    """Reads the files of one table."""

    def __init__(
        self,
        table: RecordTable,
        *,
        today: datetime.date,
        names: ColumnNames | None = None,
        keep_own: Sequence[str] = (),
    ) -> None:
        self._table = table
        self._today = today
        self._names = names or ColumnNames()
        self._keep_own = tuple(keep_own)
        self._faults = Faults(table.title)
        self._layouts: dict[str, _Layout] = {}
        self._row = 0

    def read(
        self, paths: Sequence[Path], target: Path | CleanSink | None, progress: Progress = lambda _share: None
    ) -> CleanTable:
        """Read files and hand what is right to ``target``, a file or a sink, or only count when there is none."""
        files = files_in(paths)
        schema = pa.schema(
            [
                (ROW, pa.int64()),
                *((column.name, CLEAN_TYPES[column.kind]) for column in self._table.columns),
                *((name, pa.string()) for name in self._keep_own),
            ]
        )
        digests, kept, passed = {}, 0, 0
        whole = max(sum(file.stat().st_size for file in files), 1)
        sink = ParquetSink(target, schema) if isinstance(target, Path) else target
        try:
            for file in files:
                digests[str(file)] = digest_of(file)
                for piece in batches(file, self._wanted, self._of_few):
                    if isinstance(piece, BadRow):
                        self._note_bad(piece)
                        continue
                    clean = self._cleaned(piece, schema)
                    kept += clean.num_rows
                    if sink is not None:
                        sink.take(clean)
                    progress((passed + piece.read * file.stat().st_size) / whole)
                passed += file.stat().st_size
        finally:
            if isinstance(sink, ParquetSink):
                sink.close()
        headings = {ours: theirs for layout in self._layouts.values() for ours, theirs in layout.headings.items()}
        present = tuple(name for name in schema.names if name in headings)
        if not self._faults.rows:
            raise RecordsRefusedError(
                Text(
                    f"Filerna med {self._table.title.sv} har inga rader under rubrikerna.",
                    f"The files with {self._table.title.en} have no rows under their headings.",
                )
            )
        return CleanTable(
            target if isinstance(target, Path) else Path(), present, kept, self._faults, digests, headings
        )

    def _note_bad(self, bad: BadRow) -> None:
        self._faults.rows += 1
        self._faults.dropped += 1
        self._faults.note(bad.kind, 1, [bad.example])

    def _wanted(self, file: str, headings: Sequence[str]) -> Sequence[str]:
        if file not in self._layouts:
            self._layouts[file] = layout = self._layout(file, headings)
            if layout.unused:
                self._faults.ignored[file] = layout.unused
        return list(self._layouts[file].headings.values())

    def _of_few(self, file: str, _headings: Sequence[str]) -> Sequence[str]:
        """Return the columns that have few different words: all but pseudonyms of patients, and ids of visits."""
        many = {column.name for column in self._table.columns if column.kind == "id" and column.name in _MANY}
        return [theirs for ours, theirs in self._layouts[file].headings.items() if ours not in many]

    def _layout(self, file: str, headings: Sequence[str]) -> _Layout:
        found = columns_meant(self._table, self._names, headings)
        lacking = [column.name for column in self._table.required if column.name not in found]
        if lacking:
            shown = ", ".join(list(headings)[:20]) + (" …" if len(headings) > 20 else "")
            raise RecordsRefusedError(
                Text(
                    f"Filen {file} ({self._table.title.sv}) saknar kolumnen {', '.join(lacking)}. Den har: {shown}. "
                    "Säg vad kolumnerna heter i en fil: --columns FIL.yaml.",
                    f"The file {file} ({self._table.title.en}) has no column {', '.join(lacking)}. It has: {shown}. "
                    "Say what the columns are called in a file: --columns FILE.yaml.",
                )
            )
        own = {}
        for name in self._keep_own:
            mapped = self._names.heading(self._table, name) or name
            if mapped in headings:
                own[name] = mapped
        used = {*found.values(), *own.values()}
        unused = tuple(one for one in headings if one not in used)
        values = {**known_values(self._table, frozenset(headings)), **self._names.values}
        return _Layout({**found, **own}, tuple(own), unused, values)

    def _cleaned(self, piece: RecordBatch, schema: pa.Schema) -> pa.Table:
        layout = self._layouts[piece.file]
        count = piece.rows.num_rows
        right: Any = None  # all rows, so far
        made: dict[str, Any] = {}
        for column in self._table.columns:
            heading = layout.headings.get(column.name)
            words = piece.rows.column(heading).combine_chunks() if heading is not None else None
            made[column.name], right = self._values(column, words, right, piece, layout)
        if "time" in schema.names and "time" not in layout.headings:
            made["time"] = _time_within(piece.rows.column(layout.headings["date"]).combine_chunks())
        for name in self._keep_own:
            heading = layout.headings.get(name)
            made[name] = (
                _text(piece.rows.column(heading).combine_chunks())
                if heading is not None
                else pa.nulls(count, pa.string())
            )
            made[name] = _replaced(made[name], layout.values.get(name, {}))
        made[ROW] = pa.array(np.arange(self._row, self._row + count, dtype=np.int64))
        self._row += count
        self._faults.rows += count
        table = pa.table([made[name] for name in schema.names], names=schema.names)
        kept = table if right is None or pc.all(right).as_py() is not False else table.filter(right)
        self._faults.dropped += count - kept.num_rows
        return kept

    def _values(
        self, column: RecordColumn, words: Any, right: Any, piece: RecordBatch, layout: _Layout
    ) -> tuple[Any, Any]:
        """Return a column's values, and which rows are right after it."""
        if words is None:
            return pa.nulls(piece.rows.num_rows, CLEAN_TYPES[column.kind]), right
        if column.kind in {"id", "word"}:
            text = _replaced(_text(words), layout.values.get(column.name, {}))
            if column.required:
                right = self._required(column, text, right, piece)
            return text, right
        if column.kind == "day":
            return self._days(column, words, right, piece)
        read, kind = (
            (second_of, fault.UNREADABLE_TIME) if column.kind == "moment" else (answer_of, fault.UNREADABLE_ANSWER)
        )
        if column.kind == "moment" and pa.types.is_time(words.type):
            return words.cast(pa.time32("s"), safe=False).cast(pa.int32()), right
        if column.kind == "moment" and pa.types.is_timestamp(words.type):
            words = pc.strftime(words, "%H:%M:%S")
        values = _each(_text(words), read, CLEAN_TYPES[column.kind])
        if values.null_count:
            self._note(kind, pc.and_(pc.is_null(values), pc.is_valid(words)), words, piece)
        return values, right

    def _required(self, column: RecordColumn, values: Any, right: Any, piece: RecordBatch) -> Any:
        if not values.null_count:
            return right
        return self._left_out(_MISSING.get(column.name, fault.MISSING_VALUE), pc.is_null(values), values, right, piece)

    def _left_out(self, kind: FaultKind, wrong: Any, words: Any, right: Any, piece: RecordBatch) -> Any:
        """Note rows that are wrong and were not already, and return which rows are right after it."""
        if right is not None:
            wrong = pc.and_(wrong, right)
        if not pc.any(wrong).as_py():
            return right
        self._note(kind, wrong, words, piece)
        return pc.invert(wrong) if right is None else pc.and_(right, pc.invert(wrong))

    def _days(self, column: RecordColumn, words: Any, right: Any, piece: RecordBatch) -> tuple[Any, Any]:
        if pa.types.is_date(words.type) or pa.types.is_timestamp(words.type):
            values = words.cast(pa.date32(), safe=False)
        else:
            words = _plain(_text(words))
            values = _each(words, day_of, pa.date32())
        span = pc.min_max(values)
        earliest = EARLIEST if column.required else EARLIEST_BIRTH
        if span["min"].as_py() is not None and span["min"].as_py() < earliest:
            too_early = pc.fill_null(pc.less(values, pa.scalar(earliest, pa.date32())), fill_value=False)
            values = pc.if_else(too_early, pa.scalar(None, pa.date32()), values)
        unreadable = pc.and_(pc.is_null(values), pc.is_valid(words)) if values.null_count else None
        if not column.required:
            if unreadable is not None and self._table.needs_days:
                return values, self._left_out(fault.NO_SUCH_DATE, unreadable, words, right, piece)
            if unreadable is not None:
                self._note(fault.UNREADABLE_DAY, unreadable, words, piece)
            return values, right
        right = self._required(column, words, right, piece)
        if unreadable is not None:
            right = self._left_out(fault.NO_SUCH_DATE, unreadable, words, right, piece)
        if span["max"].as_py() is not None and span["max"].as_py() > self._today:
            future = pc.fill_null(pc.greater(values, pa.scalar(self._today, pa.date32())), fill_value=False)
            right = self._left_out(fault.FUTURE_DATE, future, words, right, piece)
        return values, right

    def _note(self, kind: FaultKind, wrong: Any, words: Any, piece: RecordBatch) -> None:
        count = pc.sum(wrong).as_py() or 0
        if count:
            places = pc.indices_nonzero(wrong).slice(0, fault.MOST_EXAMPLES).to_pylist()
            self._faults.note(
                kind,
                count,
                [FaultExample(piece.file, piece.row_at(at), str(words[at].as_py() or "")[:40]) for at in places],
            )


def columns_meant(table: RecordTable, names: ColumnNames, headings: Sequence[str]) -> dict[str, str]:
    """Return which heading is meant for each column: as the mapping says, else our own name, else one known for it."""
    found: dict[str, str] = {}
    for column in table.columns:
        mapped = names.heading(table, column.name)
        exact = [one for one in headings if one.strip().casefold() == column.name]
        meant = [one for one in headings if table.named(one) is column]
        chosen = [one for one in headings if one == mapped] if mapped is not None else exact or meant
        if chosen:
            found[column.name] = chosen[0]
    return found


def refuse_if_too_much(tables: Sequence[CleanTable], most: Fraction) -> None:
    """Refuse to go on when more than a share of a table's rows would be left out."""
    for table in tables:
        if table.faults.share_dropped > most:
            lines = table.faults.lines()
            share = round(float(table.faults.share_dropped * 100), 1)
            bound = round(float(most * 100), 1)
            raise RecordsRefusedError(
                Text(
                    f"{share} % av raderna med {table.faults.table.sv} skulle lämnas utanför; gränsen är {bound} % "
                    f"(--most-dropped).\n" + "\n".join(f"  {line.sv}" for line in lines),
                    f"{share} % of the rows with {table.faults.table.en} would be left out; the limit is {bound} % "
                    f"(--most-dropped).\n" + "\n".join(f"  {line.en}" for line in lines),
                )
            )


def digest_of(path: Path) -> str:
    """Return a file's SHA-256, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _text(words: Any) -> Any:
    """Return words as text without spaces around them, an empty one as none; numbers as they are written.

    What comes as a dictionary stays one where each of its words stays a word.
    """
    if pa.types.is_dictionary(words.type):
        meant = _text(words.dictionary)
        if not meant.null_count:
            return pa.DictionaryArray.from_arrays(words.indices, meant)
        return meant.take(words.indices)
    text = words if pa.types.is_string(words.type) else words.cast(pa.string())
    if _may_be_untidy(text) and pc.any(pc.match_substring_regex(text, r"^\s|\s$|^$")).as_py():
        text = pc.utf8_trim_whitespace(text)
        text = pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
    return text


def _may_be_untidy(text: Any) -> bool:
    """Say whether a word may be empty or begin or end with a space: told by the first and the last byte of each."""
    if not len(text):
        return False
    _valid, places, letters = text.buffers()
    ends = np.frombuffer(places, np.int32)[text.offset : text.offset + len(text) + 1]
    first, after = ends[:-1], ends[1:]
    empty = int(np.count_nonzero(first == after))
    if empty != text.null_count:
        return True
    if empty:
        first, after = first[first != after], after[first != after]
    if not len(first):
        return False
    byte = np.frombuffer(letters, np.uint8)
    return any(_odd(byte[at]) for at in (first, after - 1))


def _odd(byte: Any) -> bool:
    """Say whether any byte is a control sign or a space, or of a letter that takes several bytes."""
    return bool(((byte <= ord(" ")) | (byte >= 128)).any())


def _plain(text: Any) -> Any:
    return text.dictionary_decode() if pa.types.is_dictionary(text.type) else text


def _replaced(text: Any, values: Mapping[str, str]) -> Any:
    return _each(text, lambda word: values.get(word, word), pa.string()) if values else text


def _each(words: Any, read: Callable[[str], Any], kind: pa.DataType) -> Any:
    """Read each different word once."""
    encoded = words if pa.types.is_dictionary(words.type) else words.dictionary_encode()
    meant = pa.array([read(word) for word in encoded.dictionary.to_pylist()], kind)
    return meant.take(encoded.indices)


def _time_within(words: Any) -> Any:
    """Return the times of the day that stand in a column of dates; a day alone, or midnight throughout, has none."""
    words = _plain(words)
    if pa.types.is_timestamp(words.type):
        words = pc.strftime(words, "%Y-%m-%dT%H:%M:%S")
    elif not pa.types.is_string(words.type):
        return pa.nulls(len(words), pa.int32())
    has_time = pc.fill_null(pc.match_substring_regex(words, r"[T ]\d"), fill_value=False)
    if not pc.any(has_time).as_py():
        return pa.nulls(len(words), pa.int32())
    seconds = _each(pc.if_else(has_time, words, pa.scalar(None, pa.string())), second_of, pa.int32())
    return seconds if pc.any(pc.greater(seconds, 0)).as_py() else pa.nulls(len(words), pa.int32())


__all__ = ["MOST_DROPPED", "PATIENTS", "ROW", "VISITS", "CleanTable", "RecordReader", "refuse_if_too_much"]
