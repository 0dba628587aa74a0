"""What the standard says of SIE 4, in small files written by hand."""

import zlib
from datetime import date

import pytest

from naravard.exchange.sie import ChartAccount, Dimension, FiscalYear, Transaction, amount_text
from naravard.exchange.sie.fields import ObjectList, split
from sie_samples import CHART, HEAD, VOUCHER, file, found, reading_of


def rows(*lines: str, head: str = "#VER A 1 20220315 Prov") -> str:
    return "\n".join([head, "{", *lines, "}", ""])


def test_an_exported_file_is_read_whole():
    vouchers, reading = reading_of(HEAD + CHART + "#IB 0 1930 5000.00\n" + VOUCHER)
    head = reading.head
    assert reading.findings == ()
    assert (head.program, head.program_version, head.generated_by) == ("Ekonomi Exempel", "4.2", "Åsa Ek")
    assert (head.generated_on, head.sie_type, head.format) == (date(2022, 11, 30), 4, "PC8")
    assert (head.company, head.organisation_number) == ("Region Exempel", "232100-0099")
    assert (head.kind, head.currency, head.already_read) == ("4E", "SEK", False)
    assert head.fiscal_years[-1] == FiscalYear(-1, date(2021, 1, 1), date(2021, 12, 31))
    assert head.accounts["4010"] == ChartAccount("4010", "Köpt vård")
    assert head.dimensions[21] == Dimension(21, "Insats", part_of=20)
    assert head.objects[1, "100"] == "Vårdcentral Öster"
    [voucher] = vouchers
    assert (voucher.series, voucher.number, voucher.date, voucher.line) == ("A", "1", date(2022, 3, 15), 21)
    assert voucher.text == "Utbildning, fast vårdkontakt"
    first, second = voucher.transactions
    assert first == Transaction("5010", 125050, date(2022, 3, 15), "", {1: "100", 6: "P1"})
    assert second == Transaction("1930", -125050, date(2022, 3, 15))


def test_a_file_to_import_needs_neither_chart_nor_year_nor_numbers():
    vouchers, reading = reading_of(
        HEAD + "#RAR 0\n" + rows("#TRANS 4010 {} 1", "#TRANS 2440 {} -1", head='#VER "" "" 20220101') * 2
    )
    assert reading.findings == ()
    assert reading.head.kind == "4I"
    assert [(voucher.series, voucher.number) for voucher in vouchers] == [("", ""), ("", "")]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("#KONTO 1930 Bank", ["#KONTO", "1930", "Bank"]),
        ('#KONTO\t"1930"\t \t"Bank och giro"  ', ["#KONTO", "1930", "Bank och giro"]),
        (r'#KONTO 1930 "Bank \"Öster\""', ["#KONTO", "1930", 'Bank "Öster"']),
        (r'#KONTO 1930 "c:\vård"', ["#KONTO", "1930", "c:\\vård"]),
        (r'#KONTO 1930 "a\\"b"', ["#KONTO", "1930", 'a\\"b']),
        ('#VER "" "" 20220101', ["#VER", "", "", "20220101"]),
        ("#TRANS 1930 {} -1", ["#TRANS", "1930", ObjectList(()), "-1"]),
        ("#TRANS 1930 { } -1", ["#TRANS", "1930", ObjectList(()), "-1"]),
        ('#TRANS 1930 {"1" "a b" 6 c} 1', ["#TRANS", "1930", ObjectList(("1", "a b", "6", "c")), "1"]),
        ('#TRANS 1930 {1 "en } till"} 1', ["#TRANS", "1930", ObjectList(("1", "en } till")), "1"]),
        ('#OBJEKT 1 5 "med {klammer}"', ["#OBJEKT", "1", "5", "med {klammer}"]),
        ('#KONTO 1930 5"', ["#KONTO", "1930", '5"']),
    ],
)
def test_a_line_is_parted_into_fields(line: str, fields: list[object]):
    assert split(line) == fields


@pytest.mark.parametrize(
    ("written", "ore"),
    [("0", 0), ("-0.00", 0), ("1", 100), ("1.5", 150), ("-1.05", -105), ("0.01", 1), ("9" * 15 + ".99", 10**17 - 1)],
)
def test_amounts_are_whole_ore(written: str, ore: int):
    [voucher], reading = reading_of(HEAD + rows(f"#TRANS 4010 {{}} {written}", f"#TRANS 1930 {{}} {amount_text(-ore)}"))
    assert [row.amount for row in voucher.transactions] == [ore, -ore]
    assert all(type(row.amount) is int for row in voucher.transactions)
    assert not reading.has_errors


def test_every_byte_of_code_page_437_is_its_own_character():
    printable = bytes(range(0x80, 0x100))
    data = file(HEAD) + b'#KONTO 1930 "' + printable + b'"\r\n'
    reading = reading_of(data)[1]
    assert reading.head.accounts["1930"].name == printable.decode("cp437")
    assert [finding.id for finding in reading.findings if finding.level == "error"] == []


def test_a_row_has_its_own_day_and_text_or_the_day_of_its_voucher():
    [voucher], _ = reading_of(
        HEAD + rows('#TRANS 4010 {} 1 20220401 "Resa" 3 "AE"', '#TRANS 1930 {} -1 "" ""', head='#VER "A" "7" 20220315')
    )
    assert [(row.date, row.text) for row in voucher.transactions] == [
        (date(2022, 4, 1), "Resa"),
        (date(2022, 3, 15), ""),
    ]


def test_added_and_removed_rows():
    [voucher], reading = reading_of(
        HEAD
        + rows(
            "#BTRANS 4010 {} 90",
            "#RTRANS 4010 {} 100",
            "#TRANS 4010 {} 100",
            "#TRANS 1930 {} -100",
        )
    )
    assert reading.findings == ()
    assert [(row.kind, row.amount) for row in voucher.transactions] == [
        ("removed", 9000),
        ("added", 10000),
        ("trans", -10000),
    ]
    assert [row.amount for row in voucher.booked] == [10000, -10000]


def test_an_added_row_without_its_row_does_not_count():
    [voucher], reading = reading_of(
        HEAD + rows("#RTRANS 4010 {} 5", "#TRANS 4010 {} 100", "#TRANS 1930 {} -100", "#RTRANS 4010 {} 7")
    )
    assert [(row.kind, row.amount) for row in voucher.transactions] == [("trans", 10000), ("trans", -10000)]
    assert [(finding.id, finding.line) for finding in reading.findings] == [("S046", 10), ("S046", 13)]
    assert not reading.has_errors


def test_what_is_unknown_is_passed_by():
    own = "#NYPOST 1 2 3\n"
    vouchers, reading = reading_of(
        HEAD + own + own + '#KONTO 1930 "Bank" nytt\n#KONTO 4010 x\n' + VOUCHER.replace("5010", "4010")
    )
    assert reading.findings == ()
    assert reading.head.ignored == {"#NYPOST": 2}
    assert len(vouchers) == 1


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\x1a"])
def test_lines_end_as_in_dos_or_unix(line_end: str, last: str):
    vouchers, reading = reading_of(file(HEAD, CHART, VOUCHER, last, line_end=line_end))
    assert reading.findings == ()
    assert len(vouchers) == 1


def test_a_file_may_end_without_a_line_end():
    assert found(file(HEAD, CHART, VOUCHER).rstrip()) == []


def checked(records: str, summed: bytes, *, signed: bool = False) -> str:
    value = zlib.crc32(summed)
    return f"#KSUMMA\n{records}#KSUMMA {value - 2**32 if signed else value}\n"


SUMMED_HEAD = (
    '#PROGRAMEkonomi Exempel4.2#FORMATPC8#GEN20221130Åsa Ek#SIETYP4#ORGNR232100-0099#FNAMNRegion "Exempel"'
).encode("cp437")
HEAD_RECORDS = HEAD.removeprefix("#FLAGGA 0\n").replace("Region Exempel", r"Region \"Exempel\"")
ROW_RECORDS = rows('#TRANS  4010\t{ 1 "100" }   "1.00"', "#TRANS 1930 {} -1.00")
BRACED_ROWS = b"#VERA120220315Prov{#TRANS401011001.00#TRANS1930-1.00}"


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize(
    "summed", [SUMMED_HEAD + BRACED_ROWS.replace(b"{", b"").replace(b"}", b""), SUMMED_HEAD + BRACED_ROWS]
)
def test_the_checksum_is_over_labels_and_contents(*, summed: bytes, signed: bool):
    vouchers, reading = reading_of("#FLAGGA 0\n" + checked(HEAD_RECORDS + ROW_RECORDS, summed, signed=signed))
    assert [finding.id for finding in reading.findings] == []
    assert reading.checksum == "right"
    assert len(vouchers) == 1


def test_objects_are_summed_without_braces_and_quotation_marks():
    records = rows('#TRANS 4010 {1 "a 1" 6 P} 1', "#TRANS 1930 {} -1")
    summed = SUMMED_HEAD + b"#VERA120220315Prov#TRANS40101a 16P1#TRANS1930-1"
    _, reading = reading_of("#FLAGGA 0\n" + checked(HEAD_RECORDS + records, summed))
    assert (reading.checksum, reading.findings) == ("right", ())


def test_a_file_without_a_checksum_has_none_to_be_wrong():
    assert reading_of(HEAD + VOUCHER)[1].checksum == "none"
