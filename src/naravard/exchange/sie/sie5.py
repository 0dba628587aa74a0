"""SIE 5 (XML) told in the records of SIE 4, so that one reader has the rules for both.

Read are the head, the accounts, the dimensions with their objects, and the vouchers; balances, invoices, fixed assets
and enclosed documents say nothing of costs. What the XML says that SIE 4 has no record for is left out.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from naravard.exchange.xml_elements import child, every, local_name

_BEGINNING = 4096
_ROOT = re.compile(rb"<(?:\w+:)?Sie(?:Entry)?\b[^>]*sie\.se/sie5", re.DOTALL)
_KINDS = {"asset": "T", "liability": "S", "equity": "S", "cost": "K", "income": "I"}
_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?.*")


class BrokenSie5Error(ValueError):
    """The XML breaks off, or holds what no accounting file has."""


def is_sie5(stream: BinaryIO) -> bool:
    """Tell whether a file is SIE 5 by how it begins; the stream is left at its start."""
    beginning = stream.read(_BEGINNING)
    stream.seek(0)
    return _ROOT.search(beginning) is not None


def as_sie4(stream: BinaryIO) -> BinaryIO:
    """Return the same in the records of SIE 4, in UTF-8.

    Raises:
        BrokenSie5Error: when the XML cannot be read to its end.
    """
    made = BytesIO()
    made.write(b"#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n")
    journal = ""
    try:
        for event, each in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            name = local_name(each)
            if event == "start":
                journal = each.get("id", "") if name == "Journal" else journal
            elif name == _ENTRY or name in _TOLD:
                records = _voucher(each, journal) if name == _ENTRY else _TOLD[name](each)
                made.writelines(f"{record}\n".encode() for record in records)
                each.clear()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BrokenSie5Error(type(error).__name__) from None
    made.seek(0)
    return made


def _file_info(info: Element) -> Iterator[str]:
    program, creation, company = (child(info, name) for name in ("SoftwareProduct", "FileCreation", "Company"))
    yield f"#PROGRAM {_text(program, 'name')} {_text(program, 'version')}"
    yield f"#GEN {_day(creation.get('time', '') if creation is not None else '')} {_text(creation, 'by')}"
    yield f"#FNAMN {_text(company, 'name')}"
    if company is not None and company.get("organizationId"):
        yield f"#ORGNR {_text(company, 'organizationId')}"
    currency = child(info, "AccountingCurrency")
    if currency is not None and currency.get("currency"):
        yield f"#VALUTA {_text(currency, 'currency')}"
    years = sorted(
        (one for group in every(info, "FiscalYears") for one in every(group, "FiscalYear")),
        key=lambda year: year.get("start", ""),
    )
    own = next((place for place, year in enumerate(years) if year.get("primary") == "true"), len(years) - 1)
    for place, year in enumerate(years):
        yield f"#RAR {place - own} {_day(year.get('start', ''))} {_day(year.get('end', ''), is_last=True)}"


def _account(account: Element) -> Iterator[str]:
    number = account.get("id", "")
    yield f"#KONTO {_quoted(number)} {_text(account, 'name')}"
    kind = _KINDS.get(account.get("type", ""))
    if kind:
        yield f"#KTYP {_quoted(number)} {kind}"


def _dimension(dimension: Element) -> Iterator[str]:
    number = dimension.get("id", "")
    yield f"#DIM {_quoted(number)} {_text(dimension, 'name')}"
    for one in every(dimension, "Object"):
        yield f"#OBJEKT {_quoted(number)} {_text(one, 'id')} {_text(one, 'name')}"


def _voucher(entry: Element, journal: str) -> Iterator[str]:
    number, day = entry.get("id", ""), _day(entry.get("journalDate", ""))
    yield f"#VER {_quoted(journal)} {_quoted(number)} {day} {_text(entry, 'text')}"
    yield "{"
    for row in every(entry, "LedgerEntry"):
        label = "#TRANS" if child(row, "Overstrike") is None else "#BTRANS"
        objects = " ".join(
            f"{_text(one, 'dimensionId')} {_text(one, 'objectId')}" for one in every(row, "ObjectReference")
        )
        dated = _day(row.get("ledgerDate", "")) if row.get("ledgerDate") else '""'
        amount = _quoted(row.get("amount", ""))
        yield f"{label} {_text(row, 'accountId')} {{{objects}}} {amount} {dated} {_text(row, 'text')}"
    yield "}"


_ENTRY = "JournalEntry"
_TOLD: Mapping[str, Callable[[Element], Iterator[str]]] = {
    "FileInfo": _file_info,
    "Account": _account,
    "Dimension": _dimension,
}


def _day(written: str, *, is_last: bool = False) -> str:
    """Write a day as SIE 4 does; of a month alone its first day, or its last. What is none stays as it is."""
    found = _MONTH.fullmatch(written)
    if found is None:
        return _quoted(written)
    year, month, day = found.groups()
    if day is None:
        day = "01" if not is_last or not 1 <= int(month) <= 12 else str(calendar.monthrange(int(year), int(month))[1])
    return f"{year}{month}{day}"


def _text(element: Element | None, name: str) -> str:
    return _quoted(element.get(name, "") if element is not None else "")


def _quoted(text: str) -> str:
    """Write a text as a field: on one line, with its marks escaped."""
    line = " ".join(text.split()).replace('"', '\\"')
    return f'"{line} "' if line.endswith("\\") else f'"{line}"'
