"""``naravard synthetic visits|contacts``: invented care records of any size, to try with."""

import csv
import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, argument, option
from naravard.cli.language import in_this
from naravard.cli.output import write_text
from naravard.cli.refusal import CommandRefused
from naravard.cli.values import FILE, Day, OneWord, WholeNumber

if TYPE_CHECKING:
    from naravard.care.synthetic.records import InventedRecords

_PIECE = 100_000


@click.command(
    "synthetic",
    cls=Command,
    summary=Text("hittar på vårduppgifter att prova med", "invents care records to try with"),
    details=(
        Text(
            "visits skriver besök, patienter och vårdpersonal, och contacts ett register över fasta kontakter och "
            "befolkningen det hör till. Samma frö ger samma filer. Ingen människa finns i dem.",
            "visits writes visits, patients and providers; contacts writes a register of named contacts and the "
            "population "
            "it belongs to. The same seed gives the same files. No human being is in them.",
        ),
    ),
    examples=(
        Example(
            "naravard synthetic visits --patients 10000 --output pahittat/",
            Text("Tre CSV-filer i en mapp.", "Three CSV files in a folder."),
        ),
        Example(
            "naravard synthetic contacts --patients 10000 --faults --output pahittat/",
            Text("Ett register med fel i.", "A register with errors in it."),
        ),
    ),
)
@argument("what", type=OneWord("visits", "contacts"), tells=Text("vad som hittas på", "what is invented"))
@option(
    "--patients", metavar="N", type=WholeNumber(), default=10_000, tells=Text("antal patienter", "how many patients")
)
@option(
    "--seed",
    metavar="N",
    type=WholeNumber(),
    default=1,
    tells=Text("frö: samma ger samma filer", "seed: the same gives the same files"),
)
@option(
    "--last",
    metavar="DAY",
    type=Day(),
    default="2022-12-31",
    tells=Text("den sista dagen som något händer", "the last day on which anything happens"),
)
@option("--faults", is_flag=True, tells=Text("ta med rader som är fel", "have rows that are wrong among them"))
@option(
    "--format",
    "form",
    type=OneWord("csv", "parquet"),
    default="csv",
    tells=Text("filernas format", "the files' format"),
)
@option("--output", metavar="FOLDER", type=FILE, required=True, tells=Text("mapp att skriva i", "folder to write in"))
def run(what: str, *, patients: int, seed: int, last: datetime.date, faults: bool, form: str, output: Path) -> None:
    """Invent records."""
    from naravard.care.synthetic import records as invented

    size = invented.InventedSize(patients=patients, seed=seed, last=last, faults=faults)
    made = invented.InventedRecords(size)
    files = _files(what, made)
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, columns, rows in files:
            target = output / f"{name}.{form}"
            count = _write_csv(target, columns, rows) if form == "csv" else _write_parquet(target, columns, rows)
            write_text(in_this(Text(f"{target}: {count} rader", f"{target}: {count} rows")))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CommandRefused(
            Text(f"Det går inte att skriva i {output}: {why}.", f"{output} cannot be written to: {why}.")
        ) from None


def _files(what: str, made: "InventedRecords") -> list[tuple[str, Sequence[str], Iterator[tuple[str, ...]]]]:
    from naravard.care.synthetic import records as invented

    main: tuple[str, Sequence[str], Iterator[tuple[str, ...]]] = (
        ("visits", invented.VISIT_COLUMNS, made.visits())
        if what == "visits"
        else ("contacts", invented.CONTACT_COLUMNS, made.contacts())
    )
    return [
        main,
        ("patients", invented.PATIENT_COLUMNS, made.patients()),
        ("providers", invented.PROVIDER_COLUMNS, made.providers()),
    ]


def _write_csv(target: Path, columns: Sequence[str], rows: Iterator[tuple[str, ...]]) -> int:
    count = 0
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def _write_parquet(target: Path, columns: Sequence[str], rows: Iterator[tuple[str, ...]]) -> int:
    from itertools import islice

    import pyarrow as pa
    import pyarrow.parquet

    count = 0
    with pyarrow.parquet.ParquetWriter(target, pa.schema([(name, pa.string()) for name in columns])) as writer:
        while piece := list(islice(rows, _PIECE)):
            values = zip(*piece, strict=True)
            writer.write_table(
                pa.table({name: pa.array(of, pa.string()) for name, of in zip(columns, values, strict=True)})
            )
            count += len(piece)
    return count
