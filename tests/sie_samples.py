"""Accounting files made for the tests: small ones by hand, in the words of an invented region."""

import io
from typing import Any

from naravard.exchange.sie import SieReading, Voucher, read

HEAD = """\
#FLAGGA 0
#PROGRAM "Ekonomi Exempel" 4.2
#FORMAT PC8
#GEN 20221130 "Åsa Ek"
#SIETYP 4
#ORGNR 232100-0099
#FNAMN "Region Exempel"
"""

CHART = """\
#RAR 0 20220101 20221231
#RAR -1 20210101 20211231
#KONTO 1930 "Bank"
#KONTO 2440 "Leverantörsskulder"
#KONTO 4010 "Köpt vård"
#KONTO 5010 "Lön, läkare"
#DIM 1 "Kostnadsställe"
#UNDERDIM 21 "Insats" 20
#DIM 20 "Statsbidrag"
#OBJEKT 1 "100" "Vårdcentral Öster"
#OBJEKT 6 "P1" "Nära vård"
#OBJEKT 20 "GNV" "God och nära vård"
"""

VOUCHER = """\
#VER A 1 20220315 "Utbildning, fast vårdkontakt" 20220316
{
#TRANS 5010 {1 "100" 6 "P1"} 1250.50
#TRANS 1930 {} -1250.50
}
"""


def file(*parts: str, encoding: str = "cp437", line_end: str = "\r\n") -> bytes:
    """Join parts of a file and write them as SIE is written."""
    return "".join(parts).replace("\n", line_end).encode(encoding)


def reading_of(content: bytes | str, **known: Any) -> tuple[list[Voucher], SieReading]:
    """Read to the end; return the vouchers and what there is to say of the file."""
    data = file(content) if isinstance(content, str) else content
    reading = read(io.BytesIO(data), name="prov.se", **known)
    return list(reading), reading


def found(content: bytes | str, **known: Any) -> list[tuple[str, int | None]]:
    """Read to the end; return the id and the line of each finding."""
    return [(finding.id, finding.line) for finding in reading_of(content, **known)[1].findings]
