"""The reader: files of one table read, checked row by row, and written as one clean Parquet file."""

import datetime
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

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
_TYPES = {"id": pa.string(), "word": pa.string(), "day": pa.date32(), "moment": pa.int32(), "yes or no": pa.bool_()}
_MISSING = {
    "patient": fault.MISSING_PATIENT,
    "provider": fault.MISSING_PROVIDER,
    "date": fault.MISSING_DATE,
}
Progress = Callable[[int], None]
"""Is told how many bytes have been read."""


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

    def read(self, paths: Sequence[Path], target: Path | None, progress: Progress = lambda _bytes: None) -> CleanTable:
        """Read files and write what is right to ``target``, or only count when there is none."""
        files = files_in(paths)
        schema = pa.schema(
            [
                (ROW, pa.int64()),
                *((column.name, _TYPES[column.kind]) for column in self._table.columns),
                *((name, pa.string()) for name in self._keep_own),
            ]
        )
        digests, read, kept = {}, 0, 0
        writer = pyarrow.parquet.ParquetWriter(target, schema, compression="lz4") if target is not None else None
        try:
            for file in files:
                digests[str(file)] = digest_of(file)
                for piece in batches(file, self._wanted):
                    if isinstance(piece, BadRow):
                        self._note_bad(piece)
                        continue
                    clean = self._cleaned(piece, schema)
                    kept += clean.num_rows
                    if writer is not None:
                        writer.write_table(clean)
                read += file.stat().st_size
                progress(read)
        finally:
            if writer is not None:
                writer.close()
        headings = {ours: theirs for layout in self._layouts.values() for ours, theirs in layout.headings.items()}
        present = tuple(name for name in schema.names if name in headings)
        if not self._faults.rows:
            raise RecordsRefusedError(
                Text(
                    f"Filerna med {self._table.title.sv} har inga rader under rubrikerna.",
                    f"The files with {self._table.title.en} have no rows under their headings.",
                )
            )
        return CleanTable(target or Path(), present, kept, self._faults, digests, headings)

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

    def _layout(self, file: str, headings: Sequence[str]) -> _Layout:
        found: dict[str, str] = {}
        for column in self._table.columns:
            mapped = self._names.heading(self._table, column.name)
            exact = [one for one in headings if one.strip().casefold() == column.name]
            meant = [one for one in headings if self._table.named(one) is column]
            chosen = [one for one in headings if one == mapped] if mapped is not None else exact or meant
            if chosen:
                found[column.name] = chosen[0]
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
        right: Any = pa.repeat(pa.scalar(value=True), count)
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
        made[ROW] = pa.array(range(self._row, self._row + count), pa.int64())
        self._row += count
        self._faults.rows += count
        table = pa.table([made[name] for name in schema.names], schema=schema)
        kept = table if pc.all(right).as_py() is not False else table.filter(right)
        self._faults.dropped += count - kept.num_rows
        return kept

    def _values(
        self, column: RecordColumn, words: Any, right: Any, piece: RecordBatch, layout: _Layout
    ) -> tuple[Any, Any]:
        """Return a column's values, and which rows are right after it."""
        if words is None:
            return pa.nulls(piece.rows.num_rows, _TYPES[column.kind]), right
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
        if column.kind == "moment" and pa.types.is_timestamp(words.type):
            words = pc.strftime(words, "%H:%M:%S")
        values = _each(_text(words), read, _TYPES[column.kind])
        self._note(kind, pc.and_(pc.is_null(values), pc.is_valid(words)), words, piece)
        return values, right

    def _required(self, column: RecordColumn, values: Any, right: Any, piece: RecordBatch) -> Any:
        missing = pc.is_null(values)
        self._note(_MISSING.get(column.name, fault.MISSING_VALUE), pc.and_(missing, right), values, piece)
        return pc.and_(right, pc.invert(missing))

    def _days(self, column: RecordColumn, words: Any, right: Any, piece: RecordBatch) -> tuple[Any, Any]:
        if pa.types.is_date(words.type) or pa.types.is_timestamp(words.type):
            values = words.cast(pa.date32(), safe=False)
        else:
            words = _text(words)
            values = _each(words, day_of, pa.date32())
        earliest = EARLIEST if column.required else EARLIEST_BIRTH
        too_early = pc.fill_null(pc.less(values, pa.scalar(earliest, pa.date32())), fill_value=False)
        values = pc.if_else(too_early, pa.scalar(None, pa.date32()), values)
        unreadable = pc.and_(pc.is_null(values), pc.is_valid(words))
        if not column.required and self._table.needs_days:
            self._note(fault.NO_SUCH_DATE, pc.and_(unreadable, right), words, piece)
            return values, pc.and_(right, pc.invert(unreadable))
        if not column.required:
            self._note(fault.UNREADABLE_DAY, unreadable, words, piece)
            return values, right
        right = self._required(column, words, right, piece)
        self._note(fault.NO_SUCH_DATE, pc.and_(unreadable, right), words, piece)
        right = pc.and_(right, pc.invert(unreadable))
        future = pc.fill_null(pc.greater(values, pa.scalar(self._today, pa.date32())), fill_value=False)
        self._note(fault.FUTURE_DATE, pc.and_(future, right), words, piece)
        return values, pc.and_(right, pc.invert(future))

    def _note(self, kind: FaultKind, wrong: Any, words: Any, piece: RecordBatch) -> None:
        count = pc.sum(wrong).as_py() or 0
        if count:
            places = pc.indices_nonzero(wrong).slice(0, fault.MOST_EXAMPLES).to_pylist()
            self._faults.note(
                kind,
                count,
                [FaultExample(piece.file, piece.row_at(at), str(words[at].as_py() or "")[:40]) for at in places],
            )


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
    """Return words as text without spaces around them, an empty one as none; numbers as they are written."""
    if pa.types.is_dictionary(words.type):
        words = words.dictionary_decode()
    text = words if pa.types.is_string(words.type) else words.cast(pa.string())
    if pc.any(pc.match_substring_regex(text, r"^\s|\s$|^$")).as_py():
        text = pc.utf8_trim_whitespace(text)
        text = pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
    return text


def _replaced(text: Any, values: Mapping[str, str]) -> Any:
    return _each(text, lambda word: values.get(word, word), pa.string()) if values else text


def _each(words: Any, read: Callable[[str], Any], kind: pa.DataType) -> Any:
    """Read each different word once."""
    encoded = words.dictionary_encode()
    meant = pa.array([read(word) for word in encoded.dictionary.to_pylist()], kind)
    return meant.take(encoded.indices)


def _time_within(words: Any) -> Any:
    """Return the times of the day that stand in a column of dates; a day alone, or midnight throughout, has none."""
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
