"""Everything that can be wrong with an accounting file: found, where it is, and told of once."""

import io
import re
from datetime import date
from typing import Any

import pytest

from naravard.exchange.sie import ReaderLimits, entries, read
from naravard.exchange.sie.findings import KEPT_OF_EACH
from sie_samples import CHART, HEAD, VOUCHER, file, found, reading_of

E = HEAD + CHART
"""19 lines; the voucher after it begins on line 20."""
YEAR = (date(2022, 1, 1), date(2022, 12, 31))


def voucher(*rows: str, first: str = "#VER A 1 20220315 Prov") -> str:
    return "\n".join([first, "{", *rows, "}", ""])


def row(written: str, *, fits: str = "-1") -> str:
    return voucher(written, f"#TRANS 1930 {{}} {fits}")


NOW = "#KSUMMA\n"
UTF16 = ("\ufeff" + HEAD + VOUCHER).encode("utf-16-le")
CASES: list[tuple[str, int | None, str | bytes, dict[str, Any]]] = [
    ("S001", None, b"", {}),
    ("S001", None, "\n\n", {}),
    ("S002", None, E + VOUCHER, {"limits": ReaderLimits(file=50)}),
    ("S003", 8, HEAD + f"#PROSA {'x' * 200}\n" + VOUCHER, {"limits": ReaderLimits(line=150)}),
    ("S004", None, (HEAD + VOUCHER).encode(), {}),
    ("S004", None, file(HEAD + VOUCHER, encoding="cp1252"), {}),
    ("S004", None, file(HEAD + VOUCHER, encoding="mac-roman", line_end="\r"), {}),
    ("S004", None, b"\xef\xbb\xbf" + (HEAD + VOUCHER).encode(), {}),
    ("S004", None, UTF16, {}),
    ("S004", None, UTF16[2:], {}),
    ("S005", 8, HEAD + '#PROSA "a\x07b"\n' + VOUCHER, {}),
    ("S005", 8, HEAD + '#PROSA "a\rb"\n' + VOUCHER, {}),
    ("S006", 1, "Konto;Belopp\n4010;100,00\n", {}),
    ("S006", 1, b"PK\x03\x04 en arbetsbok\n", {}),
    ("S016", 1, '<?xml version="1.0"?>\n<Sie xmlns="urn:prov">\n', {}),
    ("S016", 1, "<SieEntry>\n", {}),
    ("S017", None, HEAD.encode("cp437") + b'#PROSA "\xe9 \xe0"\n', {}),
    ("S007", 1, E.replace("#FLAGGA 0", "#FLAGGA 1") + VOUCHER, {}),
    ("S008", 1, E.replace("#FLAGGA 0", "#FLAGGA X") + VOUCHER, {}),
    ("S009", 3, E.replace("PC8", "ANSI") + VOUCHER, {}),
    *[("S010", 5, E.replace("#SIETYP 4", f"#SIETYP {n}") + VOUCHER, {}) for n in (1, 2, 3, 5)],
    *[
        ("S011", None, re.sub(f"{label} .*\n", "", E + "#IB 0 1930 5\n"), {})
        for label in ("#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#FNAMN", "#FLAGGA", "#RAR", "#KONTO")
    ],
    ("S012", 20, E + '#ORGNR "556000-0000"\n', {"organisation_number": "2321000099"}),
    ("S013", 2, E.replace("#FLAGGA 0\n", "").replace("#FORMAT", "#FLAGGA 0\n#FORMAT"), {}),
    ("S014", 20, E + "en rad till\n", {}),
    ("S015", 19, E, {"limits": ReaderLimits(records=18)}),
    ("S020", 22, E + row('#TRANS 4010 {} 1 20220315 "Resa'), {}),
    ("S020", 20, E + voucher(first='#VER A 1 20220315 "Prov'), {}),
    ("S020", 8, HEAD + '#PROSA "en rad\nsom går vidare"\n' + VOUCHER, {}),
    ("S021", 22, E + row("#TRANS 4010 {1 100 1"), {}),
    ("S021", 22, E + row('#TRANS 4010 {1 "100} 1'), {}),
    ("S021", 22, E + row("#TRANS 4010 1 } 1"), {}),
    ("S021", 22, E + row("#TRANS 4010 100 1"), {}),
    ("S022", 22, E + row("#TRANS 4010 {}"), {}),
    ("S022", 22, E + row("#TRANS 4010"), {}),
    ("S022", 20, E + "#KONTO\n", {}),
    ("S022", 20, E + voucher("#TRANS 4010 {} 1", first="#VER A 1"), {}),
    ("S022", 20, E + voucher("#TRANS 4010 {} 1", first="#VER {} 1 20220315"), {}),
    ("S023", 22, E + row("#TRANS 40X0 {} 1"), {}),
    ("S024", 20, E + "#DIM A Avdelning\n", {}),
    ("S024", 22, E + row("#TRANS 4010 {A 1} 1"), {}),
    ("S025", 22, E + row("#TRANS 4010 {} 1 220315"), {}),
    ("S025", 20, E + voucher("#TRANS 4010 {} 1", first="#VER A 1 20220230"), {}),
    ("S026", 22, E + row("#TRANS 4010 {} 1,00"), {}),
    ("S026", 22, E + row('#TRANS 4010 {} "1 000,50"'), {}),
    ("S027", 22, E + row("#TRANS 4010 {} 1.005"), {}),
    *[("S028", 22, E + row(f"#TRANS 4010 {{}} {raw}"), {}) for raw in ("+1", "1.", ".5", "1e3", "ett", "1²", "--1")],
    ("S029", 22, E + row(f"#TRANS 4010 {{}} {'9' * 16}"), {}),
    ("S029", 22, E + row(f"#TRANS 4010 {{}} {'9' * 5000}"), {}),
    ("S030", 22, E + row("#TRANS 4010 {1} 1"), {}),
    ("S031", 22, E + row("#TRANS 4010 {1 100 1 200} 1"), {}),
    ("S040", 20, E + row("#TRANS 4010 {} 1.01"), {}),
    ("S041", 20, E + "#TRANS 4010 {} 1\n", {}),
    ("S042", 20, E + "#VER A 1 20220315\n#TRANS 4010 {} 1\n#TRANS 1930 {} -1\n}\n", {}),
    ("S042", 20, E + "#VER A 1 20220315\n" + voucher("#TRANS 4010 {} 0", first="#VER A 2 20220315"), {}),
    ("S043", 20, E + VOUCHER.removesuffix("}\n") + VOUCHER.replace("A 1", "A 2"), {}),
    ("S044", 20, E + "#VER A 1 20220315\n{\n#TRANS 4010 {} 1\n#TRANS 19", {}),
    ("S045", 20, E + "}\n", {}),
    ("S045", 20, E + "{\n", {}),
    ("S046", 22, E + voucher("#RTRANS 4010 {} 1", "#TRANS 4010 {} 0"), {}),
    ("S047", 22, E + row("#TRANS 4711 {} 1"), {}),
    ("S048", 22, E + row("#TRANS 4010 {40 1} 1"), {}),
    ("S049", 22, E + row('#TRANS 4010 {1 "999"} 1'), {}),
    ("S050", 20, E + VOUCHER.replace("20220315 ", "20200315 "), {}),
    ("S050", 8, HEAD + VOUCHER.replace("20220315 ", "20210315 "), {"fiscal_year": YEAR}),
    ("S051", 8, E + "", {"fiscal_year": (date(2023, 1, 1), date(2023, 12, 31))}),
    ("S053", 6, E + VOUCHER, {"organisation_number": "232100-0016"}),
    ("S054", None, E.replace("#ORGNR", "#FNR") + VOUCHER, {"organisation_number": "232100-0016"}),
    ("S056", 25, E + VOUCHER + VOUCHER, {}),
    ("S057", 20, E + voucher(), {}),
    ("S058", 20, E + "#RAR -2 20200101 20191231\n", {}),
    ("S059", 20, E + "#VALUTA EUR\n", {}),
    ("S060", 26, E + NOW + VOUCHER[:-2] + "}\n#KSUMMA 1\n", {}),
    ("S061", 20, E + NOW + VOUCHER, {}),
    ("S062", 21, E + NOW + "#KSUMMA mycket\n", {}),
    ("S063", 25, E + VOUCHER + "#KSUMMA 1\n", {}),
    ("S064", 26, (E + NOW + VOUCHER + "#KSUMMA 1\n").encode(), {}),
]


def as_bytes(content: str | bytes) -> bytes:
    return file(content) if isinstance(content, str) else content


@pytest.mark.parametrize(("finding_id", "line", "content", "known"), CASES, ids=lambda value: None)
def test_one_mistake_is_one_finding(finding_id: str, line: int | None, content: str | bytes, known: dict[str, Any]):
    told = found(as_bytes(content), **known)
    assert [each for each in told if each[0] not in FOLLOWING.get(finding_id, ())][:1] == [(finding_id, line)]
    rest = {other for other, _ in told}
    assert rest <= {finding_id, *FOLLOWING.get(finding_id, ())}


FOLLOWING = {"S044": ("S022",), "S006": ("S005",), "S020": ("S057",), "S064": ("S004",)}
"""What may rightly be said besides."""


def test_every_finding_has_a_case_and_its_words():
    assert {case[0] for case in CASES} == set(entries())
    for entry in entries().values():
        for text in (entry.what, entry.found, entry.expected, entry.way_out):
            assert text.sv
            assert text.en
        assert entry.level in ("error", "warning")


@pytest.mark.parametrize("finding_id", sorted(entries()))
def test_the_words_are_filled_in(finding_id: str):
    content, known = next((content, known) for each, _, content, known in CASES if each == finding_id)
    finding = next(f for f in reading_of(as_bytes(content), **known)[1].findings if f.id == finding_id)
    assert finding.file == "prov.se"
    for language in ("sv", "en"):
        words = " ".join(finding.in_language(language))
        assert not re.search(r"\{[a-z]+\}", words)
        assert "{{" not in words


def test_all_mistakes_are_found_in_one_go():
    content = (
        E
        + row("#TRANS 4010 {} 1,00").replace("A 1", "A 1")
        + voucher("#TRANS 4010 {} 2", first="#VER A 2 20220315")
        + "skräp\n"
        + VOUCHER.replace("A 1", "A 3")
    )
    vouchers, reading = reading_of(content)
    assert [(f.id, f.line) for f in reading.findings] == [("S026", 22), ("S040", 25), ("S014", 29)]
    assert [v.number for v in vouchers] == ["3"]
    assert reading.has_errors


def test_an_unbalanced_voucher_says_by_how_much():
    finding = reading_of(E + row("#TRANS 4010 {} 100", fits="-99.99"))[1].findings[0]
    assert finding.found.sv == "Verifikation A 1: raderna blir 0.01 kronor."


def test_a_changed_file_has_another_checksum():
    from naravard.exchange.sie import write

    vouchers, reading = reading_of(HEAD + VOUCHER)
    data = write(reading.head, vouchers)
    assert reading_of(data)[1].checksum == "right"
    changed = data.replace(b"1250.50", b"1250.60")
    assert found(changed) == [("S060", changed.count(b"\n"))]


def test_of_each_kind_the_first_are_kept_and_all_are_counted():
    _, reading = reading_of(E + "skräp\n" * 1000)
    assert len(reading.findings) == KEPT_OF_EACH
    assert reading.counts == {"S014": 1000}


@pytest.mark.parametrize("written", ["2321000099", "232100-0099", "16232100-0099", " 232100 0099"])
def test_an_organisation_number_is_compared_by_its_figures(written: str):
    assert found(E.replace("232100-0099", f'"{written}"') + VOUCHER, organisation_number="232100-0099") == []


def test_the_expected_year_may_be_a_part_of_the_files_year():
    assert found(E + VOUCHER, fiscal_year=(date(2022, 7, 1), date(2023, 6, 30))) == []


def test_warnings_do_not_make_a_file_unfit():
    vouchers, reading = reading_of(E.replace("#FLAGGA 0", "#FLAGGA 1") + VOUCHER)
    assert reading.head.already_read
    assert not reading.has_errors
    assert len(vouchers) == 1


def test_a_line_without_end_is_not_kept():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1, /) -> bytes:
            self.given += size
            return b"x" * size if self.given < 40_000_000 else b""

        def seek(self, place: int, _from: int = 0, /) -> int:
            self.given = place
            return place

    reading = read(Endless())  # type: ignore[arg-type]
    assert list(reading) == []
    assert [finding.id for finding in reading.findings] == ["S003"]
