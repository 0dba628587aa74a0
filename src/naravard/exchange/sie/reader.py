"""Reading an accounting file as a stream: vouchers one by one, and all that is wrong.

Give the file, go through its vouchers to the end, and then look at what was found: only then is the head whole, and
only then is it known whether the checksum is right. Whoever saves as the vouchers come does it in a transaction and
ends it only if ``has_errors`` says no.

>>> import io
>>> reading = read(io.BytesIO(b"#FLAGGA 0"))
>>> list(reading), [finding.id for finding in reading.findings]
([], ['S011', 'S011', 'S011', 'S011', 'S011'])
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from naravard.agreement.findings import Finding
from naravard.exchange.sie.checksum import RunningChecksum
from naravard.exchange.sie.fields import Field, content, split
from naravard.exchange.sie.findings import Findings, WrongError
from naravard.exchange.sie.head import ALWAYS_NEEDED, NEEDED_WITH_BALANCES, HeadReader, LeaveError
from naravard.exchange.sie.lines import LIMITS, Lines, Progress, ReaderLimits
from naravard.exchange.sie.model import Checksum, FileHead, Voucher
from naravard.exchange.sie.ordinary import OrdinaryRows
from naravard.exchange.sie.references import Expected, References
from naravard.exchange.sie.values import Values
from naravard.exchange.sie.vouchers import ROWS, OpenVoucher

_WHOLE_NUMBER = re.compile("-?[0-9]{1,10}")


class SieReading:
    """One reading of one file; made by :func:`read`, gone through once."""

    def __init__(self, lines: Lines, findings: Findings, expected: Expected, limits: ReaderLimits) -> None:
        self.head = FileHead()
        self.checksum: Checksum = "none"
        self._lines, self._findings, self._limits = lines, findings, limits
        self._values = Values()
        self._ordinary = OrdinaryRows(self._values)
        self._references = References(self.head, findings, expected)
        self._head_reader = HeadReader(self.head, self._values)
        self._voucher: OpenVoucher | None = None
        self._sum: RunningChecksum | None = None
        self._sum_began = 0
        self._left = self._anything = False
        self._records = 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, in the order of the file, errors before warnings; of each kind the first."""
        return tuple(sorted(self._findings.kept, key=lambda finding: (finding.line or 0, finding.level)))

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings there were of each kind, also of those that were not kept."""
        return self._findings.counts

    @property
    def has_errors(self) -> bool:
        """Whether the file is unfit to be taken in."""
        return self._findings.has_errors

    def __iter__(self) -> Iterator[Voucher]:
        """Give each voucher that could be read, balances and stands in its year."""
        for line_number, line in self._lines:
            try:
                voucher = self._line(line, line_number)
            except WrongError as wrong:
                self._wrong(wrong, line_number)
                if self._left:
                    return
                continue
            if voucher is not None:
                yield voucher
        self._end()

    def _line(self, line: str, line_number: int) -> Voucher | None:
        if not line:
            return None
        if line[0] != "#":
            return self._brace(line)
        self._count_record()
        if line.startswith("#TRANS") and self._ordinary_row(line, line_number):
            return None
        fields = self._fields(line, line_number)
        label = str(fields[0]).upper()
        if label == "#KSUMMA":
            self._anything = True
            self._checksum(fields, line_number)
            return None
        if self._sum is not None:
            self._sum.record(content(fields))
        if label in ROWS:
            self._row(label, fields, line_number)
        elif label == "#VER":
            self._begin(fields, line_number)
        else:
            self._head_record(label, fields, line_number)
        self._anything = True
        return None

    def _ordinary_row(self, line: str, line_number: int) -> bool:
        voucher = self._voucher
        if voucher is None or voucher.date is None or not voucher.takes_rows:
            return False
        found = self._ordinary.read(line, voucher.date)
        if found is None:
            return False
        row, counted = found
        if self._sum is not None:
            self._sum.record(counted)
        voucher.add(row)
        self._references.row(row, line_number)
        return True

    def _fields(self, line: str, line_number: int) -> list[Field]:
        try:
            return split(line)
        except WrongError:
            if line[:5].upper().rstrip() == "#VER":
                self._open([], line_number)  # so that its rows are not taken for strays
            raise

    def _count_record(self) -> None:
        self._records += 1
        if self._records > self._limits.records:
            raise LeaveError("S015", limit=self._limits.records)

    def _row(self, label: str, fields: list[Field], line_number: int) -> None:
        voucher = self._voucher
        if voucher is None:
            raise WrongError("S041", record=label)
        if not voucher.in_rows:
            self._findings.add("S042", voucher.line, {"voucher": voucher.name})
            voucher.in_rows = voucher.broken = True
        row = voucher.row(label, fields, line_number, self._findings)
        if row is not None:
            self._references.row(row, line_number)

    def _begin(self, fields: list[Field], line_number: int) -> None:
        try:
            self._open(fields, line_number).read_date(fields)
        except WrongError:
            if self._voucher is None:
                self._open([], line_number)
            raise

    def _open(self, fields: list[Field], line_number: int) -> OpenVoucher:
        if self._voucher is not None:
            self._give_up(self._voucher, "S043" if self._voucher.in_rows else "S042")
        self._voucher = OpenVoucher(fields, line_number, self._values)
        return self._voucher

    def _brace(self, line: str) -> Voucher | None:
        if line not in ("{", "}"):
            if not self._anything:
                raise LeaveError("S006", found=line)
            raise WrongError("S014", found=line)
        if self._sum is not None:
            self._sum.brace(line)
        voucher = self._voucher
        if voucher is None or voucher.in_rows == (line == "{"):
            raise WrongError("S045", found=line)
        if line == "{":
            voucher.in_rows = True
            return None
        self._voucher = None
        closed = voucher.closed(self._findings)
        return closed if closed is not None and self._references.voucher(closed) else None

    def _head_record(self, label: str, fields: list[Field], line_number: int) -> None:
        if self._anything and label == "#FLAGGA" and label not in self._head_reader.seen:
            self._findings.add("S013", line_number, {})
        self._head_reader.read(label, fields)
        if label == "#RAR":
            self._references.fiscal_year(line_number)
        elif label == "#ORGNR":
            self._references.organisation_number(line_number)

    def _checksum(self, fields: list[Field], line_number: int) -> None:
        if len(fields) == 1:
            self._sum, self._sum_began = RunningChecksum(), line_number
            return
        running, self._sum = self._sum, None
        stated = str(fields[1])
        if not _WHOLE_NUMBER.fullmatch(stated):
            raise WrongError("S062", found=stated)
        if running is None:
            raise WrongError("S063")
        if not running.is_right(int(stated)):
            self.checksum = "wrong"
            raise WrongError("S060", found=stated, expected=running.value)
        self.checksum = "right"

    def _wrong(self, wrong: WrongError, line_number: int) -> None:
        self._anything = True
        self._findings.add(wrong.finding_id, line_number, wrong.values)
        self._left = isinstance(wrong, LeaveError)
        if self._voucher is not None:
            self._voucher.broken = True

    def _give_up(self, voucher: OpenVoucher, finding_id: str) -> None:
        self._findings.add(finding_id, voucher.line, {"voucher": voucher.name})
        self._voucher = None

    def _end(self) -> None:
        if self._lines.stopped:
            return
        if not self._anything:
            if not self._findings.counts:
                self._findings.add("S001", None, {})
            return
        if self._voucher is not None:
            self._give_up(self._voucher, "S044")
        if self._sum is not None:
            self._findings.add("S061", self._sum_began, {})
        needed = ALWAYS_NEEDED + (NEEDED_WITH_BALANCES if self.head.has_balances else ())
        for record in needed:
            if record not in self._head_reader.seen:
                self._findings.add("S011", None, {"record": record})
        if "#ORGNR" not in self._head_reader.seen:
            self._references.organisation_number(None)


def read(
    stream: BinaryIO,
    *,
    name: str = "",
    size: int | None = None,
    organisation_number: str = "",
    fiscal_year: tuple[datetime.date, datetime.date] | None = None,
    limits: ReaderLimits = LIMITS,
    progress: Progress | None = None,
) -> SieReading:
    """Begin to read an accounting file.

    Args:
        stream: The bytes; read a piece at a time.
        name: What the file is called, for the findings.
        size: How many bytes there are, for ``progress``.
        organisation_number: Whose file it should be; left out, that is not compared.
        fiscal_year: First and last day of the year that it should be of; left out, that is not compared.
        limits: How much is taken.
        progress: Told, now and then, how many bytes have been read, and of how many.
    """
    findings = Findings(name)
    lines = Lines(stream, findings, size=size, limits=limits, progress=progress)
    expected = Expected(organisation_number=organisation_number, fiscal_year=fiscal_year)
    return SieReading(lines, findings, expected, limits)
