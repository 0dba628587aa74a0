"""Workbooks as their readers meet them: opened by LibreOffice, and the same figures there."""

import csv
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from naravard.agreement.library import open_agreement
from naravard.agreement.model import Agreement
from naravard.allocation import allocate
from naravard.documents.allocation_tables import annex_tables, long_table
from naravard.documents.files import as_file

AGREEMENT = "god-och-nara-vard-2022"


@pytest.fixture(scope="module")
def office() -> str:
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: make test installs it (libreoffice-calc-nogui)"
    return program


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    opened = open_agreement(AGREEMENT).agreement
    assert opened is not None
    return opened


def opened_and_saved_as_csv(office: str, content: bytes, folder: Path) -> list[list[str]]:
    """Let LibreOffice open the workbook and save its first sheet; return the rows as it shows them."""
    workbook = folder / "fil.xlsx"
    workbook.write_bytes(content)
    utf8_as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", utf8_as_shown,
         "--outdir", str(folder), str(workbook)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    (saved,) = folder.glob("*.csv")
    return list(csv.reader(saved.read_text(encoding="utf-8").splitlines()))


def digits(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def test_every_amount_of_the_allocation_stands_in_the_workbook(agreement: Agreement, office: str, tmp_path: Path):
    allocation = allocate(agreement)
    table = long_table(allocation, binding=True)
    rows = opened_and_saved_as_csv(office, as_file([table], "xlsx").content, tmp_path)
    wanted = [(grant, code, amount) for grant, code, _name, amount in table.rows]
    assert len(wanted) == 190
    assert [(row[0], row[1], digits(row[3])) for row in rows if (row[0], row[1]) in {w[:2] for w in wanted}] == wanted


def test_a_sum_over_the_annex_for_the_regions_is_its_total(agreement: Agreement, office: str, tmp_path: Path):
    (regions, *_) = annex_tables(allocate(agreement), binding=True)
    heading, *rows = opened_and_saved_as_csv(office, as_file([regions], "xlsx").content, tmp_path)
    assert heading[-1] == "Summa"
    assert sum(digits(row[-1]) for row in rows) == regions.total_of("total") == 5_070_000_000
