"""Writing a SIE file of type 4I: for tests, and so that what has been read can be read again the same.

What SIE cannot hold is refused and never changed: characters outside code page 437, control characters, and a backslash
last in a text, which would hide the quotation mark after it.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping

from naravard.exchange.encoding import encoded
from naravard.exchange.sie.checksum import RunningChecksum
from naravard.exchange.sie.fields import content, split
from naravard.exchange.sie.model import FileHead, Transaction, Voucher
from naravard.exchange.sie.values import amount_text

_LABELS: Mapping[str, tuple[str, ...]] = {
    "trans": ("#TRANS",),
    "added": ("#RTRANS", "#TRANS"),
    "removed": ("#BTRANS",),
}


class UnwritableError(ValueError):
    """SIE has no way to write this."""


def write(head: FileHead, vouchers: Iterable[Voucher], *, checksum: bool = True) -> bytes:
    """Return the whole file; lines end as in DOS."""
    return b"".join(lines_of(head, vouchers, checksum=checksum))


def lines_of(head: FileHead, vouchers: Iterable[Voucher], *, checksum: bool = True) -> Iterator[bytes]:
    """Give the file line by line, so that it need not stand whole in memory."""
    running = RunningChecksum() if checksum else None
    yield _encoded(f"#FLAGGA {int(head.already_read)}")
    if running:
        yield _encoded("#KSUMMA")
    for line in _lines(head, vouchers):
        in_bytes = _encoded(line)
        if running and line[0] == "#":
            running.record(content(split(line)))
        yield in_bytes
    if running:
        yield _encoded(f"#KSUMMA {running.value}")


def _lines(head: FileHead, vouchers: Iterable[Voucher]) -> Iterator[str]:
    yield from _identification(head)
    for year in head.fiscal_years.values():
        yield f"#RAR {year.number} {_day(year.first)} {_day(year.last)}"
    for account in head.accounts.values():
        yield f"#KONTO {account.number} {_quoted(account.name)}"
        if account.kind:
            yield f"#KTYP {account.number} {account.kind}"
    for dimension in head.dimensions.values():
        label, above = ("#DIM", "") if dimension.part_of is None else ("#UNDERDIM", f" {dimension.part_of}")
        yield f"{label} {dimension.number} {_quoted(dimension.name)}{above}"
    for (number, each), name in head.objects.items():
        yield f"#OBJEKT {number} {_quoted(each)} {_quoted(name)}"
    for voucher in vouchers:
        name = f"{_quoted(voucher.series)} {_quoted(voucher.number)}"
        yield f"#VER {name} {_day(voucher.date)} {_quoted(voucher.text)}"
        yield "{"
        for row in voucher.transactions:
            written = _row(row)
            yield from (f"{label} {written}" for label in _LABELS[row.kind])
        yield "}"


def _identification(head: FileHead) -> Iterator[str]:
    yield f"#PROGRAM {_quoted(head.program)} {_quoted(head.program_version)}"
    yield "#FORMAT PC8"
    if head.generated_on is None:
        raise UnwritableError("a file says on which day it was made")
    yield f"#GEN {_day(head.generated_on)} {_quoted(head.generated_by)}"
    yield "#SIETYP 4"
    if head.organisation_number:
        yield f"#ORGNR {_quoted(head.organisation_number)}"
    yield f"#FNAMN {_quoted(head.company)}"
    if head.chart:
        yield f"#KPTYP {_quoted(head.chart)}"
    yield f"#VALUTA {_quoted(head.currency)}"


def _row(row: Transaction) -> str:
    objects = " ".join(f"{dimension} {_quoted(each)}" for dimension, each in row.objects.items())
    return f"{row.account} {{{objects}}} {amount_text(row.amount)} {_day(row.date)} {_quoted(row.text)}"


def _day(day: datetime.date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _quoted(text: str) -> str:
    if text.endswith("\\") or any(each < " " or each == "\x7f" for each in text):
        raise UnwritableError(f"SIE has no way to write {text!r}")
    return '"' + text.replace('"', '\\"') + '"'


def _encoded(line: str) -> bytes:
    try:
        return encoded(f"{line}\r\n")
    except UnicodeEncodeError as error:
        raise UnwritableError(f"code page 437 has no {error.object[error.start]!r}") from error
