"""Reading an accounting file as a stream: vouchers one by one, and all that is wrong.

Give the file, go through its vouchers to the end, and then look at what was found: only then is the head whole, and
only then is it known whether the checksum is right. Whoever saves as the vouchers come does it in a transaction and
ends it only if ``has_errors`` says no.

>>> import io
>>> reading = read(io.BytesIO(b"#FLAGGA 0"))
>>> list(reading), [finding.id for finding in reading.findings]
([], ['S011', 'S011', 'S011', 'S011', 'S011'])

What cannot change a sum is a warning, since the program that wrote the file will write it the same again: a record of
the head that cannot be read, a brace too many or one missing, a text that is cut off.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import BinaryIO

from naravard.agreement.findings import Finding
from naravard.exchange.encoding import PC8
from naravard.exchange.sie import sie5
from naravard.exchange.sie.checksum import RunningChecksum
from naravard.exchange.sie.fields import Field, UnclosedError, content, split
from naravard.exchange.sie.findings import Findings, WrongError
from naravard.exchange.sie.head import ALWAYS_NEEDED, DECIDING, NEEDED_WITH_BALANCES, HeadReader, LeaveError
from naravard.exchange.sie.lines import LIMITS, Lines, Progress, ReaderLimits
from naravard.exchange.sie.model import Checksum, FileHead, Voucher
from naravard.exchange.sie.ordinary import OrdinaryRows
from naravard.exchange.sie.references import Expected, References
from naravard.exchange.sie.values import Values
from naravard.exchange.sie.vouchers import ROWS, OpenVoucher

_WHOLE_NUMBER = re.compile("-?[0-9]{1,10}")
_RECORD = re.compile(r"(?:VER|[RB]?TRANS|KSUMMA)\b", re.IGNORECASE)
"""A record that lost its sign: what it said could change a sum."""
_XML = re.compile(r"<(?:\?xml\b|!--|(?:\w+:)?Sie(?:Entry)?\b)", re.IGNORECASE)


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
        self._left = self._anything = self._cut_text = False
        self._records = 0
        self._ready: list[Voucher] = []

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
                self._line(line, line_number)
            except WrongError as wrong:
                self._wrong(wrong, line_number)
                if self._left:
                    return
            if self._ready:
                yield from self._ready
                self._ready.clear()
        self._end()

    def _line(self, line: str, line_number: int) -> None:
        if not line:
            return
        if line[0] in "{}" and line[1:].lstrip().startswith(
            "#"
        ):  # some programs write a brace and a record on one line
            self._brace(line[0], line_number)
            line = line[1:].lstrip()
        if line[0] != "#":
            self._brace(line, line_number)
            return
        self._cut_text = False
        self._count_record()
        if line.startswith("#TRANS") and self._ordinary_row(line, line_number):
            return
        line, brace = _without_last_brace(line)
        self._take(self._fields(line, line_number), line_number)
        if brace:
            self._brace(brace, line_number)

    def _take(self, fields: list[Field], line_number: int) -> None:
        label = str(fields[0]).upper()
        if label == "#KSUMMA":
            self._anything = True
            self._checksum(fields, line_number)
            return
        if self._sum is not None:
            self._sum.record(content(fields))
        if label in ROWS:
            self._row(label, fields, line_number)
        elif label == "#VER":
            self._begin(fields, line_number)
        else:
            self._head_record(label, fields, line_number)
        self._anything = True

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
        except UnclosedError as unclosed:
            self._cut_text = True
            self._findings.add("S020", line_number, unclosed.values)
            return unclosed.fields
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
            voucher.in_rows = True
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
            voucher = self._voucher
            self._give_up(voucher, "S043" if voucher.in_rows else "S042")
            if voucher.in_rows:
                self._close(voucher)
        self._voucher = OpenVoucher(fields, line_number, self._values)
        return self._voucher

    def _brace(self, line: str, line_number: int) -> None:
        if line not in ("{", "}"):
            self._stray(line, line_number)
            return
        if self._sum is not None:
            self._sum.brace(line)
        voucher = self._voucher
        if voucher is None or voucher.in_rows == (line == "{"):
            self._findings.add("S045", line_number, {"found": line})
        if voucher is None:
            return
        if line == "{":
            voucher.in_rows = True
            return
        self._voucher = None
        self._close(voucher)

    def _close(self, voucher: OpenVoucher) -> None:
        closed = voucher.closed(self._findings)
        if closed is not None and self._references.voucher(closed):
            self._ready.append(closed)

    def _stray(self, line: str, line_number: int) -> None:
        """Pass the rest of a text that was broken over lines, and lines between vouchers that are no records."""
        if self._cut_text:
            return
        if not self._anything:
            raise LeaveError("S016" if _XML.match(line) else "S006", found=line)
        if self._voucher is not None or _RECORD.match(line):
            raise WrongError("S014", found=line)
        self._findings.add("S014", line_number, {"found": line}, level="warning")

    def _head_record(self, label: str, fields: list[Field], line_number: int) -> None:
        if self._anything and label == "#FLAGGA" and label not in self._head_reader.seen:
            self._findings.add("S013", line_number, {})
        try:
            self._head_reader.read(label, fields)
        except LeaveError:
            raise
        except WrongError as wrong:
            if label in DECIDING:
                raise
            self._findings.add(wrong.finding_id, line_number, wrong.values, level="warning")
            return
        if label == "#RAR":
            self._references.fiscal_year(line_number)
        elif label == "#ORGNR":
            self._references.organisation_number(line_number)

    def _checksum(self, fields: list[Field], line_number: int) -> None:
        if len(fields) == 1:
            self._sum, self._sum_began = RunningChecksum(self._lines.judgement.encoding), line_number
            return
        running, self._sum = self._sum, None
        stated = str(fields[1])
        if not _WHOLE_NUMBER.fullmatch(stated):
            self._findings.add("S062", line_number, {"found": stated})
        elif running is None:
            self._findings.add("S063", line_number, {})
        elif running.is_right(int(stated)):
            self.checksum = "right"
        elif self._lines.judgement.encoding == PC8:
            self.checksum = "wrong"
            raise WrongError("S060", found=stated, expected=running.value)
        else:  # it was made before the file was written in other characters, and those cannot be told
            self._findings.add("S064", line_number, {"found": stated})

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


def _without_last_brace(line: str) -> tuple[str, str]:
    """Part a record from the brace that some programs write last on its line."""
    rest = line[:-1].rstrip()
    if line.endswith("{") and line[:4].upper() == "#VER":
        return rest, "{"
    if line.endswith("}") and _outside_quotes(line, "}") > _outside_quotes(line, "{"):
        return rest, "}"
    return line, ""


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in re.sub(r'\\"', "", line).split('"')[::2])


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
        stream: The bytes; gone through once to see what they are written in, and then read a piece at a time.
        name: What the file is called, for the findings.
        size: How many bytes there are, for ``progress``.
        organisation_number: Whose file it should be; left out, that is not compared.
        fiscal_year: First and last day of the year that it should be of; left out, that is not compared.
        limits: How much is taken.
        progress: Told, now and then, how many bytes have been read, and of how many.
    """
    findings = Findings(name)
    if sie5.is_sie5(stream):
        stream, size = _translated(stream, findings), None
    lines = Lines(stream, findings, size=size, limits=limits, progress=progress)
    expected = Expected(organisation_number=organisation_number, fiscal_year=fiscal_year)
    return SieReading(lines, findings, expected, limits)


def _translated(stream: BinaryIO, findings: Findings) -> BinaryIO:
    """Return a SIE 5 file in the records of SIE 4; nothing, and what is wrong, if it breaks off."""
    findings.is_translated = True
    try:
        return sie5.as_sie4(stream)
    except sie5.BrokenSie5Error as error:
        findings.add("S016", None, {"found": str(error)})
        return BytesIO()
