"""Files as people really have them, each for its kind: what is read of them, and what is told.

``cases/expected.toml`` says of each file whether it can be taken in, the öre that it debits (an accounting file) or
sums to (a sheet), and what is told of it. A file in the folder that it does not name fails.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from naravard.exchange.sheets import SheetReading, read_csv, read_workbook
from naravard.exchange.sie import SieReading, read

CASES = Path(__file__).with_name("cases")
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((CASES / "expected.toml").read_text(encoding="utf-8"))
ACTIVITIES = {"1": "Fast läkarkontakt", "2": "Mobila team"}
SIE = (".se", ".si", ".sie")


def outcome(path: Path) -> tuple[SieReading | SheetReading, int]:
    """Read a file to its end by what it holds; return the reading and its öre."""
    with path.open("rb") as stream:
        if path.suffix in SIE:
            accounting = read(stream, name=path.name)
            vouchers = list(accounting)
            return accounting, sum(max(row.amount, 0) for voucher in vouchers for row in voucher.booked)
        as_workbook = stream.read(2) == b"PK"
        stream.seek(0)
        reader = read_workbook if as_workbook else read_csv
        sheet = reader(stream, name=path.name, activities=ACTIVITIES)
        return sheet, sum(row.amount for voucher in sheet.vouchers for row in voucher.booked)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_file_from_the_world_is_read_or_its_fault_is_named(name: str) -> None:
    reading, ore = outcome(CASES / name)
    expected = EXPECTED[name]
    assert {
        "taken": not reading.has_errors,
        "ore": ore,
        "told": [finding.id for finding in reading.findings],
    } == {"taken": expected["taken"], "ore": expected["ore"], "told": expected["told"]}


def test_every_file_has_an_expectation() -> None:
    assert {path.name for path in CASES.iterdir()} - {"expected.toml"} == set(EXPECTED)
