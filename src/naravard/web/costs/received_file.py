"""A file with costs, read before anything is saved: what it is, its vouchers, and what is wrong with it."""

import calendar
import datetime
import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import BinaryIO

from naravard.agreement.findings import Finding
from naravard.agreement.model import Text
from naravard.exchange import sheets, sie
from naravard.exchange.costs import Gathered, Gathering, gather
from naravard.web.costs.models import SHEET, SIE
from naravard.web.costs.places import CostPlace
from naravard.web.ledger.errors import MoneyRefusedError

Progress = Callable[[int, int | None], None]

PIECE = 1 << 19
"""Bytes of a file's own content in one row."""
_LONGEST_NAME = 200
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SIE_ENDINGS = frozenset({".se", ".si", ".sie"})


@dataclass(frozen=True)
class ReceivedFile:
    """A file as it was read."""

    source: str
    form: str
    name: str
    size: int
    sha256: str
    original: list[bytes]
    """The file's own bytes, packed, in pieces."""
    gathered: Gathered
    findings: tuple[Finding, ...]
    has_errors: bool
    covers: tuple[datetime.date, datetime.date]
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def warnings(self) -> list[dict[str, str]]:
        """What was noticed, to be kept with the file."""
        return [
            {
                "id": one.id,
                "where_sv": one.in_language("sv").where,
                "where_en": one.in_language("en").where,
                **{
                    f"{name}_{language}": getattr(one, name).in_language(language)
                    for name in ("what", "found", "way_out")
                    for language in ("sv", "en")
                },
            }
            for one in self.findings
        ]


def sha256_of(stream: BinaryIO) -> str:
    """Return the hash of a file; the stream is left at its start."""
    stream.seek(0)
    digest = hashlib.sha256()
    while data := stream.read(PIECE):
        digest.update(data)
    stream.seek(0)
    return digest.hexdigest()


def read_file(
    stream: BinaryIO, *, name: str, place: CostPlace, progress: Progress | None = None, sheet: str = ""
) -> ReceivedFile:
    """Read a file to its end; nothing is saved. ``sheet`` says which of a workbook's sheets is meant.

    Raises:
        MoneyRefusedError: when it is an accounting file, and the organisation's number is not known.
    """
    name = PurePath(name.replace("\\", "/")).name[:_LONGEST_NAME] or "fil"
    stream.seek(0)
    beginning = stream.read(256)
    stream.seek(0)
    if beginning.startswith(_WORKBOOKS):
        return _workbook(stream, name, place, sheet)
    is_sie = beginning.lstrip().startswith(b"#") or sie.is_sie5(stream)
    if is_sie or PurePath(name).suffix.lower() in _SIE_ENDINGS:
        return _sie(stream, name, place, progress)
    if name.lower().endswith((".xlsx", ".xls")):
        return _workbook(stream, name, place, sheet)
    return _sheet(stream, name, "csv", sheets.read_csv(stream, name=name, activities=_activities(place)))


def _sie(stream: BinaryIO, name: str, place: CostPlace, progress: Progress | None) -> ReceivedFile:
    number = place.organisation.organisation_number
    if not number:
        raise MoneyRefusedError(
            "no-organisation-number",
            Text(
                f"Organisationsnumret för {place.organisation.name} är inte ifyllt, så det går inte att se om filen är "
                "er. Fyll i det under Kontakt och betalning, och läs in filen igen.",
                f"The organisation number of {place.organisation.name} is not filled in, so nobody can see if the file "
                "is yours. Fill it in under Contact and payment, and take the file in again.",
            ),
        )
    size = stream.seek(0, 2)
    stream.seek(0)
    reading = sie.read(
        stream, name=name, size=size, organisation_number=number, fiscal_year=place.period, progress=progress
    )
    gathered = gather(reading, reading.head)
    head = reading.head
    year = head.fiscal_years.get(0)
    facts = {
        "company": head.company,
        "organisation_number": head.organisation_number,
        "program": f"{head.program} {head.program_version}".strip(),
        "generated_on": head.generated_on.isoformat() if head.generated_on else "",
        "year_from": year.first.isoformat() if year else "",
        "year_to": year.last.isoformat() if year else "",
        "checksum": reading.checksum,
    }
    return _received(stream, SIE, head.kind, name, gathered, reading.findings, reading.has_errors, facts)


def _workbook(stream: BinaryIO, name: str, place: CostPlace, sheet: str) -> ReceivedFile:
    reading = sheets.read_workbook_apart(stream, name=name, activities=_activities(place), sheet=sheet)
    return _sheet(stream, name, "xlsx", reading)


def _activities(place: CostPlace) -> dict[str, str]:
    return {str(number): activity.name for number, activity in place.activities.items()}


def _sheet(stream: BinaryIO, name: str, form: str, reading: sheets.SheetReading) -> ReceivedFile:
    gathering = Gathering()
    for voucher in reading.vouchers:
        gathering.add(voucher, voucher.date)
    head = sie.FileHead(dimensions={6: sie.Dimension(6, "Projekt"), 1: sie.Dimension(1, "Kostnadsställe")})
    gathered = gathering.finished(head)
    facts = {"sheet": reading.sheet, "unread_sheets": ", ".join(reading.unread)} if reading.sheet else {}
    return _received(stream, SHEET, form, name, gathered, reading.findings, reading.has_errors, facts)


def _received(
    stream: BinaryIO,
    source: str,
    form: str,
    name: str,
    gathered: Gathered,
    findings: tuple[Finding, ...],
    has_errors: bool,  # noqa: FBT001 - made here only, in two places
    facts: dict[str, str],
) -> ReceivedFile:
    if not has_errors and not gathered.vouchers:
        raise MoneyRefusedError(
            "no-vouchers",
            Text(
                "Filen har inga verifikationer. Exportera den igen, med verifikationer för den tid som ska läsas in.",
                "The file has no vouchers. Export it again, with vouchers for the days that are to be taken in.",
            ),
        )
    size = stream.seek(0, 2)
    digest = sha256_of(stream)
    original = [] if has_errors else packed(stream)
    days = _months(gathered) if source == SIE else _days(gathered)
    return ReceivedFile(source, form, name, size, digest, original, gathered, findings, has_errors, days, facts)


def packed(stream: BinaryIO) -> list[bytes]:
    """Return a whole file packed, in pieces."""
    stream.seek(0)
    packer, pieces, waiting = zlib.compressobj(6), [], b""
    while data := stream.read(PIECE):
        waiting += packer.compress(data)
        while len(waiting) >= PIECE:
            pieces.append(waiting[:PIECE])
            waiting = waiting[PIECE:]
    pieces.append(waiting + packer.flush())
    return pieces


def _days(gathered: Gathered) -> tuple[datetime.date, datetime.date]:
    """Return the days from the first voucher to the last: what a sheet replaces unless someone says otherwise.

    Not whole months: people write some vouchers in a sheet, and all others would be taken away.
    """
    if not gathered.first:
        return datetime.date.min, datetime.date.min
    return datetime.date.fromordinal(gathered.first), datetime.date.fromordinal(gathered.last)


def _months(gathered: Gathered) -> tuple[datetime.date, datetime.date]:
    """Return the whole months of the vouchers: accounting systems export by month, so what is missing there is gone.

    Not the fiscal year that the file names, which it names in an export of one month too.
    """
    first, last = _days(gathered)
    if first == datetime.date.min:
        return first, last
    return first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])
