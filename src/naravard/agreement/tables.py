"""CSV files as rows with line numbers: comma, semicolon or tab, with or without a byte order mark, as Excel saves."""

import csv
import re
from collections.abc import Iterable
from io import StringIO
from typing import NamedTuple

from naravard.agreement.draft import nearest
from naravard.agreement.findings import Finding, Place
from naravard.agreement.findings_catalogue import finding
from naravard.agreement.nodes import read_text
from naravard.agreement.swedish_spellings import written_for

DELIMITERS = ",;\t"
_SEPARATOR_LINE = re.compile(f"sep=([{DELIMITERS}])", re.IGNORECASE)
"""The first line of a file where Excel is told what parts the columns."""


class CsvRow(NamedTuple):
    """One row: its line in the file and its cells by column, without surrounding spaces."""

    line: int
    cells: dict[str, str]


class CsvTable(NamedTuple):
    """A CSV file that could be read."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    decimal_comma: bool
    """Whether a comma in a number can be a decimal comma: not where the comma parts the columns."""
    whole: bool
    """Whether every row could be read."""

    def at(self, line: int) -> Place:
        """Return the place of a line."""
        return Place(self.file, line)

    def missing(self, wanted: Iterable[str]) -> list[Finding]:
        """Return a finding when the file does not have each wanted column."""
        lacking = tuple(name for name in wanted if name not in self.columns)
        if not lacking:
            return []
        near = written_for(lacking[0], self.columns) or nearest(lacking[0], self.columns)
        return [finding("A110", self.at(1), near=near, lacking=lacking, columns=self.columns)]


def read_table(content: bytes, file: str) -> tuple[CsvTable | None, tuple[Finding, ...]]:
    """Read a CSV file; mistakes of form are findings, and a file that cannot be read at all is no table."""
    text = read_text(content, file)
    if isinstance(text, Finding):
        return None, (text,)
    lines = list(StringIO(text, newline=""))
    said = _SEPARATOR_LINE.fullmatch(lines[0].strip())
    if said is not None:
        lines[0] = "\n"
    header = next((line for line in lines if line.strip()), "")
    delimiter = said[1] if said is not None else max(DELIMITERS, key=header.count)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    findings: list[Finding] = []
    columns: tuple[str, ...] = ()
    rows: list[CsvRow] = []
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if not any(stripped):
                continue
            if not columns:
                columns = tuple(stripped)
            elif any(stripped[len(columns) :]):
                findings.append(finding("A111", Place(file, reader.line_num), count=len(stripped), wanted=len(columns)))
            else:
                padded = stripped + [""] * (len(columns) - len(stripped))
                rows.append(CsvRow(reader.line_num, dict(zip(columns, padded, strict=False))))
    except csv.Error:
        return None, (*findings, finding("A125", Place(file, max(reader.line_num, 1))))
    if not rows and not findings:
        findings.append(finding("A124", Place(file, 1)))
    table = CsvTable(file, columns, tuple(rows), decimal_comma=delimiter != ",", whole=not findings)
    return table, tuple(findings)
