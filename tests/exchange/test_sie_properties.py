"""What holds of every accounting file: what is written reads the same, and no bytes make the reader fall."""

import io
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from naravard.exchange.sie import (
    ChartAccount,
    Dimension,
    FileHead,
    FiscalYear,
    ReaderLimits,
    Transaction,
    UnwritableError,
    Voucher,
    lines_of,
    read,
    write,
)
from naravard.exchange.sie.fields import content, split
from naravard.exchange.sie.findings import Findings
from naravard.exchange.sie.ordinary import OrdinaryRows
from naravard.exchange.sie.values import Values
from naravard.exchange.sie.vouchers import OpenVoucher
from sie_samples import CHART, HEAD, VOUCHER, file, reading_of

PC8 = "".join(chr(code) for code in range(32, 127)) + bytes(range(0x80, 0x100)).decode("cp437")
texts = st.text(st.sampled_from(PC8), max_size=30).map(lambda text: text.rstrip("\\"))
ascii_texts = st.text(st.sampled_from('ab "\\{}#.,1'), max_size=12).map(lambda text: text.rstrip("\\"))
names = ascii_texts | st.sampled_from(["Åre", "Vård", "öäåÖÄÅ éÉü"])
words = st.from_regex("[A-ZÅÄÖ]?[a-zåäöé]{3,9}|[A-ZÅÄÖ]{3,9}", fullmatch=True).map(lambda word: f"{word}vård")
"""Words as they stand in accounts; each has a Swedish letter."""
DAY = date(2022, 1, 1)
days = st.dates(date(2022, 1, 1), date(2022, 12, 31))
accounts = st.integers(1000, 1010).map(str)
dimensions = st.sampled_from([1, 6, 20])
objects = st.dictionaries(dimensions, st.sampled_from(["100", "a b", 'c"', "}"]), max_size=3)
kinds = st.sampled_from(["trans", "trans", "added", "removed"])
account_kinds = st.sampled_from(["", "T", "S", "K", "I"])
amounts = st.integers(-(10**17) + 1, 10**17 - 1)
rows = st.builds(Transaction, accounts, st.integers(-(10**14), 10**14), days, names, objects, kinds)


@st.composite
def vouchers(draw: st.DrawFn) -> list[Voucher]:
    made = []
    for number in range(draw(st.integers(0, 4))):
        drawn = draw(st.lists(rows, min_size=1, max_size=5))
        difference = sum(row.amount for row in drawn if row.counts)
        last = Transaction("1999", -difference, draw(days), draw(names))
        made.append(Voucher(draw(names), str(number), draw(days), draw(names), (*drawn, last)))
    return made


@st.composite
def heads(draw: st.DrawFn) -> FileHead:
    return FileHead(
        program=draw(names),
        program_version=draw(names),
        format="PC8",
        generated_on=draw(days),
        generated_by=draw(names),
        sie_type=4,
        company=draw(names),
        organisation_number=draw(st.sampled_from(["", "232100-0016"])),
        chart=draw(names),
        fiscal_years={0: FiscalYear(0, date(2022, 1, 1), date(2022, 12, 31))},
        accounts={
            number: ChartAccount(number, draw(names), draw(account_kinds))
            for number in [*map(str, range(1000, 1011)), "1999"]
        },
        dimensions={6: Dimension(6, draw(names)), 20: Dimension(20, draw(names)), 21: Dimension(21, draw(names), 20)},
        objects={(dimension, each): draw(names) for dimension in (1, 6, 20) for each in ("100", "a b", 'c"', "}")},
    )


@given(heads(), vouchers(), st.booleans())
def test_what_is_written_reads_the_same(head: FileHead, written: list[Voucher], with_sum: bool):  # noqa: FBT001
    read_again, reading = reading_of(write(head, written, checksum=with_sum))
    assert reading.findings == ()
    assert reading.head == head
    assert [without_line(each) for each in read_again] == written
    assert reading.checksum == ("right" if with_sum else "none")


@given(texts)
def test_a_text_of_code_page_437_reads_the_same_or_is_told_of(text: str):
    head = FileHead(generated_on=date(2022, 1, 1), company=text)
    _, reading = reading_of(write(head, []))
    assert reading.head.company == text or reading.findings[0].id in ("S004", "S017")


@given(st.lists(words, min_size=1), st.sampled_from(["cp437", "cp1252", "iso-8859-1", "mac-roman", "utf-8", "utf-16"]))
def test_words_read_the_same_whatever_they_are_written_in(listed: list[str], encoding: str):
    company = " ".join(listed)
    data = "".join(line.decode("cp437") for line in lines_of(FileHead(generated_on=DAY, company=company), []))
    _, reading = reading_of(data.encode(encoding))
    assert reading.head.company == company
    assert reading.checksum == "right"
    assert not reading.has_errors


@given(amounts)
def test_every_amount_reads_the_same(amount: int):
    day = date(2022, 1, 1)
    made = Voucher("", "", day, "", (Transaction("1", amount, day), Transaction("2", -amount, day)))
    [voucher], _ = reading_of(write(FileHead(generated_on=day), [made]))
    assert without_line(voucher) == made


@pytest.mark.parametrize("text", ["5 €", "a\nb", "a\tb", "slut\\", "\x7f", "“"])
def test_what_sie_cannot_hold_is_refused(text: str):
    with pytest.raises(UnwritableError):
        write(FileHead(generated_on=date(2022, 1, 1), company=text), [])


def test_a_file_to_write_has_a_day():
    with pytest.raises(UnwritableError):
        write(FileHead(), [])


words = st.sampled_from(
    ["", '""', "5010", "{}", '{1 "100" 6 P1}', '{1 "a} b"}', "{1}", '{1 "a}', "1", "-1.5", "0.07", "1,5", "20220101",
     '"20220101"', "20229999", '"Resa"', "Resa", '"', '5"', r'"a\"b"', "x{", '"å ä"', "1.234", "9" * 15]
)  # fmt: skip


@given(st.lists(words, max_size=8), st.sampled_from([" ", "\t", "  "]))
@example(["5010", "{}", "1", "Resa"], " ")
@example(["5010", "{}", "1", '""', "Resa"], " ")
def test_an_ordinary_row_reads_as_the_long_way_does(parts: list[str], blank: str):
    written = blank.join(parts)
    at = date(2022, 2, 2)
    short = OrdinaryRows(Values()).read(f"#TRANS {written}", at)
    if short is None:
        return
    fields = split(f"#TRANS {written}")
    voucher = OpenVoucher(split("#VER A 1 20220202"), 1, Values())
    voucher.read_date(split("#VER A 1 20220202"))
    long = voucher.row("#TRANS", fields, 1, Findings(""))
    assert short == (long, content(fields))


def test_the_rows_of_a_common_export_are_ordinary():
    ordinary = OrdinaryRows(Values())
    for line in (
        "#TRANS 1930 {} -1250.50",
        '#TRANS 5010 {1 "100" 6 "P1"} 1250.5 20220315',
        '#TRANS 5010 {"1" "100"} 1 "" "" 0',
        '#TRANS 5010 {} 1 20220315 "Resa, Åre" 3 "AE"',
        "#TRANS 5010 {} 1 20220315 Resa",
    ):
        assert ordinary.read(line, date(2022, 1, 1)) is not None


pieces = st.sampled_from(
    [
        *(HEAD + CHART + VOUCHER).splitlines(keepends=True),
        "{\n", "}\n", "#VER", "#TRANS ", "{1 ", '"', "\\", "\n", " ", "\t", "\r", "-1", "1,5", "\x1a", "\x00",
        "#KSUMMA\n",
        "#KSUMMA 1\n", "#RTRANS 1930 {} 1\n", "#BTRANS 1930 {} 1\n", "#SIETYP", "#RAR 0 20220101 99999999\n", "9" * 30,
    ]
)  # fmt: skip


def swallow(data: bytes) -> None:
    """Read to the end, whatever it is, with small limits so that they too are met."""
    reading = read(io.BytesIO(data), organisation_number="1", limits=ReaderLimits(file=4000, line=300, records=60))
    for voucher in reading:
        assert sum(row.amount for row in voucher.booked) == 0
    for finding in reading.findings:
        assert finding.in_language("sv").what
        assert finding.in_language("en").what
    assert reading.checksum in ("none", "right", "wrong")


@given(st.binary(max_size=600))
@example(b'#FLAGGA "')
@example(b'#VER {"')
@example(b"#KSUMMA {}")
@example(b"#KSUMMA\n#KSUMMA {}")
@example(b"#FLAGGA 0\n{}")
def test_no_bytes_make_the_reader_fall(data: bytes):
    swallow(data)
    swallow(file(HEAD) + data)
    swallow(b"#FLAGGA 0\n#KSUMMA\n#VER A 1 20220101\n{\n" + data)


@given(st.lists(pieces, max_size=60))
def test_no_mixture_of_records_makes_the_reader_fall(parts: list[str]):
    swallow(file("".join(parts), line_end="\n"))


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_no_changed_byte_passes_a_checksum(position: int, value: int):
    head = FileHead(generated_on=date(2022, 1, 1), company="Region Exempel")
    day = date(2022, 2, 2)
    data = bytearray(write(head, [Voucher("A", "1", day, "x", (Transaction("1", 5, day), Transaction("2", -5, day)))]))
    at = position % len(data)
    before, data[at] = data[at], value
    _, reading = reading_of(bytes(data))
    if reading.checksum == "right" and not reading.has_errors:  # only what parts or encloses, or the flag, was changed
        untouched = {ord(each) for each in ' \t\r\n"{}0123\\'} | set(b"flagksum".upper()) | {before}
        assert value in untouched or before in untouched


class InSteps(io.RawIOBase):
    """A stream that gives what it has in small steps."""

    def __init__(self, data: bytes, step: int) -> None:
        self._data, self._step = data, step
        self.seek(0)

    def seek(self, place: int, _from: int = 0, /) -> int:
        self._steps: Iterator[bytes] = (
            self._data[at : at + self._step] for at in range(place, len(self._data), self._step)
        )
        return place

    def read(self, size: int = -1, /) -> bytes:
        return next(self._steps, b"")


@given(st.integers(1, 40))
def test_a_file_reads_the_same_in_steps_of_any_size(step: int):
    data = file(HEAD, CHART, VOUCHER, "#VER A 2 20220230\n{\n}\n")
    whole, reading = reading_of(data)
    stepwise = read(InSteps(data, step), name="prov.se")  # type: ignore[arg-type]
    assert (list(stepwise), stepwise.head, stepwise.findings) == (whole, reading.head, reading.findings)


def test_progress_is_told():
    data = b"".join(lines_of(FileHead(generated_on=date(2022, 1, 1)), [], checksum=False)) + b"#PROSA x\r\n" * 60_000
    told: list[tuple[int, int | None]] = []
    list(read(io.BytesIO(data), size=len(data), progress=lambda done, whole: told.append((done, whole))))
    assert len(told) > 2
    assert told == sorted(told)
    assert told[-1] == (len(data), len(data))


def without_line(voucher: Voucher) -> Voucher:
    return Voucher(voucher.series, voucher.number, voucher.date, voucher.text, voucher.transactions)
