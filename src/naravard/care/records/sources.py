"""Files with care records as a stream of tables, each row with its place in its file: CSV, Parquet and FHIR NDJSON."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from naravard.agreement.model import Text
from naravard.care.records.encounters import ENCOUNTER_COLUMNS, encounter_rows
from naravard.care.records.faults import (
    UNREADABLE_LINE,
    WRONG_WIDTH,
    FaultExample,
    FaultKind,
    RecordsRefusedError,
)
from naravard.exchange.encoding import judged

CSV, PARQUET, NDJSON = (".csv", ".tsv", ".txt"), (".parquet", ".pq"), (".ndjson", ".jsonl")
ENDINGS = (*CSV, *PARQUET, *NDJSON)
_BLOCK = 16 << 20
_ROWS = 1 << 20
_SEPARATORS = ";,\t|"
_EMPTY = ["", "NULL", "null", "NA", "N/A", "None", "-"]
_LONGEST_HEADING = 1 << 20


@dataclass(frozen=True, slots=True)
class RecordBatch:
    """Some rows of a file, and how to find a row's place in it."""

    file: str
    rows: pa.Table
    row_at: Callable[[int], int]
    """From a row's number here, counted from 0, to its row in the file; the heading is row 1."""
    read: float = 1
    """How much of the file has been read, as a share."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read into fields at all."""

    kind: FaultKind
    example: FaultExample


Wanted = Callable[[str, Sequence[str]], Sequence[str]]
"""From a file and its headings to those that are read."""


def files_in(paths: Sequence[Path]) -> list[Path]:
    """Return the files that are named, those of folders in order of their names."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            within = sorted(one for one in path.rglob("*") if one.is_file() and one.suffix.lower() in ENDINGS)
            if not within:
                raise RecordsRefusedError(
                    Text(
                        f"Mappen {path} har inga filer som slutar på {', '.join(ENDINGS)}.",
                        f"The folder {path} has no files that end with {', '.join(ENDINGS)}.",
                    )
                )
            found.extend(within)
        elif path.is_file():
            found.append(path)
        else:
            raise RecordsRefusedError(Text(f"Det finns ingen fil {path}.", f"There is no file {path}."))
    return found


def batches(path: Path, wanted: Wanted, of_few: Wanted) -> Iterator[RecordBatch | BadRow]:
    """Read a file piece by piece; one that is empty, broken off or of another kind is refused with its name.

    Args:
        path: the file.
        wanted: which of its columns are read.
        of_few: which of those have few different words: they come as dictionaries where the file has them so.
    """
    ending = path.suffix.lower()
    with _readable(path):
        if ending in PARQUET:
            yield from _of_parquet(path, wanted, of_few)
        elif ending in NDJSON:
            yield from _of_encounters(path, wanted)
        else:
            yield from _of_csv(path, wanted)


def headings_of(path: Path) -> list[str]:
    """Return the headings of a file; one that has none, or cannot be read, is refused with its name."""
    ending = path.suffix.lower()
    if ending in NDJSON:
        return list(ENCOUNTER_COLUMNS)
    with _readable(path):
        if ending in PARQUET:
            return list(pyarrow.parquet.read_schema(path).names)
        return _beginning(path)[0]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Refuse, with its name, a file that is empty, broken off or of another kind."""
    try:
        if not path.stat().st_size:
            raise RecordsRefusedError(Text(f"Filen {path} är tom.", f"The file {path} is empty."))
        yield
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError, UnicodeDecodeError) as error:
        why = str(error).splitlines()[0]
        raise RecordsRefusedError(
            Text(
                f"Filen {path} går inte att läsa till slutet. Den kan vara avbruten eller av ett annat slag ({why}).",
                f"The file {path} cannot be read to its end; it may be cut short or of another kind ({why}).",
            )
        ) from None


def _of_parquet(path: Path, wanted: Wanted, of_few: Wanted) -> Iterator[RecordBatch]:
    with pyarrow.parquet.ParquetFile(path, memory_map=True) as looked_at:
        names = looked_at.schema_arrow.names
    columns = list(wanted(str(path), names))
    few = list(of_few(str(path), names))
    with pyarrow.parquet.ParquetFile(path, memory_map=True, read_dictionary=few) as file:
        first, whole = 0, max(file.metadata.num_rows, 1)
        for piece in _ahead(file.iter_batches(batch_size=_ROWS, columns=columns)):
            share = (first + piece.num_rows) / whole
            rows = pa.Table.from_batches([piece])
            yield RecordBatch(str(path), rows, lambda row, first=first: first + row + 2, share)  # type: ignore[misc]
            first += piece.num_rows


_Piece = TypeVar("_Piece")


def _ahead(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Take the next piece out of the file while the one before is looked at."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, pieces, None)
        while (piece := coming.result()) is not None:
            coming = pool.submit(next, pieces, None)
            yield piece


def _of_csv(path: Path, wanted: Wanted) -> Iterator[RecordBatch | BadRow]:
    headings, separator, encoding = _beginning(path)
    columns = list(wanted(str(path), headings))
    bad: list[tuple[int, str]] = []

    def note(row: pyarrow.csv.InvalidRow) -> str:
        bad.append((row.number or 0, (row.text or "")[:80]))
        return "skip"

    source, size = pa.OSFile(str(path)), path.stat().st_size
    reader = pyarrow.csv.open_csv(
        source,
        # Rows are numbered only where one thread reads.
        read_options=pyarrow.csv.ReadOptions(
            use_threads=False, block_size=_BLOCK, encoding=encoding, column_names=headings, skip_rows_after_names=1
        ),
        parse_options=pyarrow.csv.ParseOptions(delimiter=separator, newlines_in_values=True, invalid_row_handler=note),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.string()),
            include_columns=columns,
            strings_can_be_null=True,
            null_values=_EMPTY,
        ),
    )
    first, told = 0, 0
    for piece in reader:
        for number, text in bad[told:]:
            yield BadRow(WRONG_WIDTH, FaultExample(str(path), number, text))
        told = len(bad)
        numbers = [number for number, _text in bad]

        def row_at(row: int, first: int = first, numbers: list[int] = numbers) -> int:
            place = first + row + 2
            for number in numbers:
                place += number <= place
            return place

        yield RecordBatch(str(path), pa.Table.from_batches([piece]), row_at, min(source.tell() / size, 1))
        first += piece.num_rows
    for number, text in bad[told:]:
        yield BadRow(WRONG_WIDTH, FaultExample(str(path), number, text))


def _beginning(path: Path) -> tuple[list[str], str, str]:
    """Return the headings of a CSV file, what parts them, and its encoding."""
    with path.open("rb") as stream:
        encoding = judged(stream, usual="cp1252").encoding
        beginning = stream.read(_LONGEST_HEADING).decode(encoding, "replace")
    return *_headings(beginning), encoding


def _headings(beginning: str) -> tuple[list[str], str]:
    """Return the headings and what parts them: what there is most of in the first row."""
    line = beginning.lstrip("\ufeff").splitlines()[0]
    separator = max(_SEPARATORS, key=line.count)
    row = next(csv.reader(io.StringIO(beginning.lstrip("\ufeff")), delimiter=separator))
    names: list[str] = []
    for place, name in enumerate(row):
        written = name.strip() or f"#{place + 1}"
        names.append(written if written not in names else f"{written}#{place + 1}")
    return names, separator


def _of_encounters(path: Path, wanted: Wanted) -> Iterator[RecordBatch | BadRow]:
    columns: dict[str, list[str | None]] = {}
    places: list[int] = []

    def flushed() -> RecordBatch:
        table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
        kept = list(places)
        names = list(wanted(str(path), table.column_names))
        return RecordBatch(str(path), table.select(names), lambda row: kept[row])

    with path.open("rb") as stream:
        for line, found in encounter_rows(stream):
            if isinstance(found, FaultKind):
                yield BadRow(found, FaultExample(str(path), line, ""))
                continue
            for name, value in found.items():
                columns.setdefault(name, []).append(value)
            places.append(line)
            if len(places) == _ROWS:
                yield flushed()
                columns.clear()
                places.clear()
    if places:
        yield flushed()


__all__ = ["UNREADABLE_LINE", "BadRow", "RecordBatch", "batches", "files_in"]
