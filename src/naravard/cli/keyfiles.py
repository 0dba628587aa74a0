"""Numbers that a user brings for an allocation key: ``--key NAME=FILE.csv``."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from naravard.agreement.model import Agreement, Text
from naravard.cli.refusal import CommandRefused, unknown

_LABELS = ("code", "name")
_LARGEST = 5_000_000


def read_keys(agreement: Agreement, pairs: Iterable[str], *, new: bool = False) -> dict[str, dict[str, Fraction]]:
    """Return the numbers by key id and recipient code; the last file of a key holds.

    ``new`` lets a key be brought that the agreement does not have.
    """
    known = {key.id: key.column for key in agreement.keys}
    numbers: dict[str, dict[str, Fraction]] = {}
    for pair in pairs:
        name, equals, file = pair.partition("=")
        if not (name and equals and file):
            raise CommandRefused(
                Text(
                    f"--key ska skrivas NAMN=FIL.csv, inte ”{pair}”.",
                    f"--key is written NAME=FILE.csv, not “{pair}”.",
                )
            )
        if name not in known and not new:
            raise unknown(Text("ingen fördelningsnyckel", "no allocation key"), name, known)
        numbers[name] = read_numbers(Path(file), known.get(name, "value"))
    return numbers


def read_numbers(file: Path, column: str = "value") -> dict[str, Fraction]:
    """Return a CSV file's numbers by code; the file has a column ``code`` and one with the numbers."""
    from naravard.agreement.sources.codes import is_total
    from naravard.agreement.tables import read_table

    table, findings = read_table(file_content(file), file.name)
    if table is None or findings:
        from naravard.cli.findings import findings_text

        told = {language: findings_text(findings, language) for language in ("sv", "en")}
        raise CommandRefused(
            Text(
                f"Filen {file} går inte att använda.\n\n{told['sv']}",
                f"The file {file} cannot be used.\n\n{told['en']}",
            )
        )
    place = _number_column(file, table.columns, column)
    numbers: dict[str, Fraction] = {}
    for row in table.rows:
        code = row.cells["code"]
        if is_total(code):
            continue
        if not code or code in numbers:
            raise _refused(file, row.line, _missing_code() if not code else _twice(code))
        numbers[code] = _number(file, row.line, row.cells[place], comma=table.decimal_comma)
    return numbers


def file_content(file: Path) -> bytes:
    """Return a file's bytes; say so when there is no such file, or it cannot be read."""
    try:
        if file.stat().st_size > _LARGEST:
            raise CommandRefused(Text(f"Filen {file} är för stor.", f"The file {file} is too large."))
        return file.read_bytes()
    except FileNotFoundError:
        raise CommandRefused(Text(f"Det finns ingen fil {file}.", f"There is no file {file}.")) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CommandRefused(
            Text(f"Filen {file} går inte att läsa: {why}.", f"The file {file} cannot be read: {why}.")
        ) from None


def _number_column(file: Path, columns: tuple[str, ...], wanted: str) -> str:
    """Return the column with the numbers: the key's own, ``value``, or the only one beside code and name."""
    if "code" in columns:
        for name in (wanted, "value"):
            if name in columns:
                return name
        others = [name for name in columns if name not in _LABELS]
        if len(others) == 1:
            return others[0]
    shown = ", ".join(columns)
    raise _refused(
        file,
        1,
        Text(
            f"Filen ska ha kolumnerna code och {wanted}, men har: {shown}.",
            f"The file must have the columns code and {wanted}, but has: {shown}.",
        ),
    )


def _number(file: Path, line: int, text: str, *, comma: bool) -> Fraction:
    from naravard.agreement import numerals

    number = numerals.decimal(text, comma=comma)
    if number is None:
        raise _refused(file, line, Text(f"”{text}” är inget tal.", f"“{text}” is not a number."))
    if number < 0:
        raise _refused(file, line, Text(f"{text} är mindre än noll. En nyckel räknar något.", f"{text} is below zero."))
    return number


def _missing_code() -> Text:
    return Text("Raden har ingen kod.", "The row has no code.")


def _twice(code: str) -> Text:
    return Text(f"Koden {code} står två gånger.", f"The code {code} stands twice.")


def _refused(file: Path, line: int | None, text: Text) -> CommandRefused:
    place = Text(f", rad {line}", f", line {line}") if line else Text("", "")
    return CommandRefused(Text(f"{file}{place.sv}: {text.sv}", f"{file}{place.en}: {text.en}"))
