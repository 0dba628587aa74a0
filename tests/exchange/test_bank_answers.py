"""Banks' answers: what they say of each payment, and what that means for what was ordered. Nothing is recorded."""

import datetime
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naravard.documents import own_process
from naravard.exchange.bank_answers import (
    BankAnswer,
    NotAnAnswerError,
    Ordered,
    PaymentOutcome,
    ReportedPayment,
    Verdict,
    held_against,
    read,
    read_apart,
    reason_words,
)

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
ORDER = "NV20221214-AB12CD34EF56"


def identity(number: int) -> str:
    return f"{ORDER}-{number:04}"


def ordered(number: int, amount: int = 1000, *, is_open: bool = True, is_paid: bool = False) -> Ordered:
    return Ordered(
        end_to_end_id=identity(number), message_id=ORDER, amount=amount, is_open=is_open and not is_paid,
        is_paid=is_paid,
    )  # fmt: skip


def status(number: int, code: str, reason: str = "", words: str = "") -> str:
    why = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn><AddtlInf>{words}</AddtlInf></StsRsnInf>" if reason else ""
    return (
        f"<TxInfAndSts><OrgnlInstrId>x</OrgnlInstrId><OrgnlEndToEndId>{identity(number)}</OrgnlEndToEndId>"
        f"<TxSts>{code}</TxSts>{why}<OrgnlTxRef><Amt><InstdAmt "
        "Ccy='SEK'>1000.00</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>"
    )


def report(
    *lines: str, group: str = "PART", of_payment: str = "", name: str = "pain.002.001.03", why: str = ""
) -> bytes:
    payment = (
        f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{ORDER}-1</OrgnlPmtInfId>{of_payment}{''.join(lines)}</OrgnlPmtInfAndSts>"
        if lines or of_payment
        else ""
    )
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><Document xmlns='{NAMESPACE}{name}'><CstmrPmtStsRpt>"
        f"<GrpHdr><MsgId>SVAR1</MsgId><CreDtTm>2022-12-14T11:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>"
        f"<OrgnlMsgId>{ORDER}</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId><GrpSts>{group}</GrpSts>{why}"
        f"</OrgnlGrpInfAndSts>{payment}</CstmrPmtStsRpt></Document>"
    ).encode()


def booked(
    number: int | None, amount: str = "1000.00", *, credit: bool = False, returned: str = "", currency: str = "SEK"
) -> str:
    named = identity(number) if number is not None else "NOTPROVIDED"
    why = f"<RtrInf><Rsn><Cd>{returned}</Cd></Rsn></RtrInf>" if returned else ""
    return (
        f"<TxDtls><Refs><AcctSvcrRef>B{number}</AcctSvcrRef><EndToEndId>{named}</EndToEndId></Refs>"
        f"<Amt Ccy='{currency}'>{amount}</Amt><CdtDbtInd>{'CRDT' if credit else 'DBIT'}</CdtDbtInd>{why}</TxDtls>"
    )


def notice(*details: str, state: str = "<Cd>BOOK</Cd>", total: str = "3000.00") -> bytes:
    return (
        f"<Document xmlns='{NAMESPACE}camt.054.001.08'><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>AVI1</MsgId>"
        f"<CreDtTm>2022-12-20T18:00:00</CreDtTm></GrpHdr><Ntfctn><Id>1</Id><Ntry><Amt Ccy='SEK'>{total}</Amt>"
        f"<CdtDbtInd>DBIT</CdtDbtInd><Sts>{state}</Sts><BookgDt><Dt>2022-12-20</Dt></BookgDt>"
        f"<NtryDtls>{''.join(details)}</NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    ).encode()


def verdicts(content: bytes, *orders: Ordered) -> list[Verdict]:
    return [one.verdict for one in held_against(read(content), orders)]


@pytest.mark.parametrize("name", ["pain.002.001.03", "pain.002.001.10"])
def test_a_report_says_how_each_payment_stands_and_why_one_was_refused(name: str) -> None:
    content = report(status(1, "ACSC"), status(2, "RJCT", "AC04", "Kontot finns inte"), status(3, "ACSP"), name=name)
    answer = read(content)
    assert (answer.format, answer.message_id, answer.original_message_id) == (name, "SVAR1", ORDER)
    assert [one.outcome for one in answer.lines] == [
        PaymentOutcome.MADE,
        PaymentOutcome.REFUSED,
        PaymentOutcome.PENDING,
    ]
    refused = answer.lines[1]
    assert (refused.amount, refused.reasons, refused.words) == (100_000, ("AC04",), "Kontot finns inte")
    assert reason_words("AC04").sv == "kontot är avslutat (AC04)"
    assert reason_words("ZZ99").sv == "ZZ99"
    orders = (ordered(1), ordered(2), ordered(3), ordered(4))
    assert verdicts(content, *orders) == [Verdict.PAID, Verdict.REFUSED, Verdict.PENDING]


@pytest.mark.parametrize(
    "content",
    [
        report(group="RJCT", why="<StsRsnInf><Rsn><Cd>DU01</Cd></Rsn></StsRsnInf>"),
        report(of_payment="<PmtInfSts>RJCT</PmtInfSts>"),
    ],
    ids=["file", "payment"],
)
def test_a_file_that_is_refused_as_a_whole_refuses_each_payment_of_that_order_alone(content: bytes) -> None:
    other = Ordered(end_to_end_id="NV-X-0001", message_id="NV-X", amount=5, is_open=True, is_paid=False)
    found = held_against(read(content), (ordered(1), ordered(2), other))
    assert [one.verdict for one in found] == [Verdict.REFUSED, Verdict.REFUSED]
    assert [one.ordered for one in found] == [ordered(1), ordered(2)]


def test_a_notice_says_what_was_booked_and_when() -> None:
    answer = read(notice(booked(1), booked(2, "250.50")))
    assert [(one.end_to_end_id, one.outcome, one.amount, one.day) for one in answer.lines] == [
        (identity(1), PaymentOutcome.MADE, 100_000, datetime.date(2022, 12, 20)),
        (identity(2), PaymentOutcome.MADE, 25_050, datetime.date(2022, 12, 20)),
    ]
    assert verdicts(notice(booked(1), booked(2, "250.50")), ordered(1), ordered(2)) == [Verdict.PAID, Verdict.PARTLY]


def test_what_is_only_announced_is_not_booked() -> None:
    assert verdicts(notice(booked(1), state="PDNG"), ordered(1)) == [Verdict.PENDING]
    assert verdicts(notice(booked(1), state="BOOK"), ordered(1)) == [Verdict.PAID]


def test_a_payment_booked_in_two_parts_is_added_up() -> None:
    assert verdicts(notice(booked(1, "400.00"), booked(1, "600.00")), ordered(1)) == [Verdict.PAID]
    assert verdicts(notice(booked(1, "400.00"), booked(1, "500.00")), ordered(1)) == [Verdict.PARTLY]


def part(ore: int, reference: str = "") -> ReportedPayment:
    return ReportedPayment(
        outcome=PaymentOutcome.MADE, end_to_end_id=identity(1), amount=ore, reference=reference,
        day=datetime.date(2022, 12, 20),
    )  # fmt: skip


def told_in(here: list[ReportedPayment], elsewhere: list[ReportedPayment], *, is_paid: bool = False) -> Verdict:
    order = msgspec.structs.replace(ordered(1, is_paid=is_paid), told_elsewhere=tuple(elsewhere))
    (found,) = held_against(BankAnswer(format="x", message_id="x", lines=tuple(here)), (order,))
    return found.verdict


def test_two_answers_that_each_tell_a_part_add_up_and_the_same_part_again_does_not() -> None:
    first, rest = part(40_000, "A"), part(60_000, "B")
    assert told_in([rest], [first]) is Verdict.PAID
    assert told_in([first], [rest]) is Verdict.PAID, "in either order"
    assert told_in([first], [first]) is Verdict.PARTLY
    assert told_in([first], [first, rest, rest]) is Verdict.PAID
    assert told_in([part(50_000)], [part(50_000)]) is Verdict.PARTLY, "nothing tells it from the same part told again"
    assert told_in([rest], [first], is_paid=True) is Verdict.KNOWN
    assert told_in([part(100_000, "A")], [part(100_000, "B")]) is Verdict.PAID, "all of it needs no other answer"


def test_more_than_was_ordered_is_no_payment() -> None:
    assert told_in([part(100_001)], []) is Verdict.MORE
    assert told_in([part(60_000, "A")], [part(60_000, "B")]) is Verdict.MORE


@given(st.lists(st.integers(1, 60_000), min_size=1, max_size=5), st.integers(0, 4))
def test_parts_come_to_the_same_however_answers_hold_them(sums: list[int], at: int) -> None:
    parts = [part(ore, f"R{number}") for number, ore in enumerate(sums)]
    here, elsewhere = parts[: at + 1], parts[at + 1 :]
    all_of_it, made = 100_000, sum(sums)
    if sum(one.amount or 0 for one in here) >= all_of_it:
        made = sum(one.amount or 0 for one in here)
    expected = Verdict.PAID if made == all_of_it else Verdict.MORE if made > all_of_it else Verdict.PARTLY
    assert told_in(here, elsewhere) is expected


def test_an_amount_that_is_not_in_kronor_stops_that_payment_and_not_the_file() -> None:
    content = notice(booked(1), booked(2, "12.00", currency="EUR"), booked(3, "1.005"), booked(9, "1e99"))
    assert verdicts(content, ordered(1), ordered(2), ordered(3))[:3] == [
        Verdict.PAID, Verdict.OTHER_CURRENCY, Verdict.OTHER_CURRENCY,
    ]  # fmt: skip
    assert [one.other for one in read(content).lines[1:]] == ["12.00 EUR", "1.005 SEK", "1e99 SEK"]


def test_a_bgmax_file_in_euro_says_no_kronor() -> None:
    answer = read(
        bgmax(
            "01BGMAX               0120221220173035010331P",
            "050050501055          EUR",
            "20" + "0003783511" + "700000013".ljust(25) + "000000000000180000" + "2" + "1" + "100200000001" + "0",
            "15" + "0" * 35 + "20221220" + "00001" + "000000000000180000" + "EUR" + "00000001",
            "7000000001000000000000000000000001",
        )
    )
    assert [(one.amount, one.other) for one in answer.lines] == [(None, "1800.00 EUR")]


def test_a_reversal_is_told_in_either_of_the_ways_that_xml_says_yes() -> None:
    for yes in ("true", "1"):
        reversed_ = notice(booked(1, credit=True)).replace(b"<Sts>", f"<RvslInd>{yes}</RvslInd><Sts>".encode())
        assert verdicts(reversed_, ordered(1, is_paid=True)) == [Verdict.RETURNED]


def test_a_large_statement_is_read_apart_as_it_is_read_here() -> None:
    entries = [booked(number % 9999) for number in range(6_000)]
    content = notice(*entries)
    assert len(content) > 1_000_000
    assert read_apart(content) == read(content)
    with pytest.raises(NotAnAnswerError, match="Expected is"):
        read_apart(b"Hej")
    with pytest.raises(NotAnAnswerError, match="too long"):
        read_apart(content * 20, seconds=0)


def test_few_heavy_files_are_read_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(own_process, "LONGEST_QUEUE", 0.0)
    monkeypatch.setattr(own_process, "MOST_AT_ONCE", 1)
    with own_process._place(), pytest.raises(NotAnAnswerError, match="Others are reading heavy files"):
        read_apart(notice(booked(1)))
    assert len(read_apart(notice(booked(1))).lines) == 1


def test_money_that_comes_back_is_told_by_whether_it_was_recorded_as_paid() -> None:
    back = notice(booked(1, credit=True, returned="AC06"))
    (found,) = held_against(read(back), (ordered(1, is_paid=True),))
    assert (found.verdict, found.returned, found.reported[0].reasons) == (Verdict.RETURNED, 100_000, ("AC06",))
    assert verdicts(back, ordered(1)) == [Verdict.REFUSED]
    part = notice(booked(1, "10.00", credit=True, returned="AC06"))
    assert verdicts(part, ordered(1, is_paid=True)) == [Verdict.RETURNED_IN_PART]
    assert verdicts(part, ordered(1)) == [Verdict.PARTLY]


def test_what_is_recorded_already_is_known_and_what_contradicts_it_is_told() -> None:
    assert verdicts(notice(booked(1)), ordered(1, is_paid=True)) == [Verdict.KNOWN]
    assert verdicts(notice(booked(1)), ordered(1, is_open=False)) == [Verdict.CONTRADICTS]
    assert verdicts(report(status(1, "RJCT", "AC01")), ordered(1, is_paid=True)) == [Verdict.CONTRADICTS]
    assert verdicts(report(status(1, "RJCT", "AC01")), ordered(1, is_open=False)) == [Verdict.KNOWN]


def test_what_was_never_ordered_here_is_told_and_never_taken_for_something_else() -> None:
    found = held_against(read(notice(booked(9), booked(None, credit=True))), (ordered(1),))
    assert [one.verdict for one in found] == [Verdict.NOT_OURS, Verdict.NOT_OURS]
    assert [one.reported[0].outcome for one in found] == [PaymentOutcome.MADE, PaymentOutcome.RECEIVED]


def bgmax(*records: str) -> bytes:
    return "\r\n".join(record.ljust(80) for record in records).encode("iso-8859-1")


def test_bgmax_says_what_came_in() -> None:
    content = bgmax(
        "01BGMAX               0120221220173035010331P",
        "050050501055          SEK",
        "20" + "0003783511" + "NV 2022 ÅTER".ljust(25) + "000000000000180000" + "2" + "1" + "100200000001" + "0",
        "25Återbetalning God och nära vård",
        "26Region Gotland",
        "21" + "0003783511" + "NV 2022 AVDRAG".ljust(25) + "000000000000030000" + "2" + "1" + "100200000002" + "0",
        "15" + "0" * 35 + "20221220" + "00001" + "000000000000150000" + "SEK" + "00000002",
        "7000000001000000010000000000000001",
    )
    answer = read(content)
    assert (answer.format, answer.message_id) == ("BgMax", "20221220173035010331")
    assert [(one.outcome, one.end_to_end_id, one.amount, one.day) for one in answer.lines] == [
        (PaymentOutcome.RECEIVED, "NV 2022 ÅTER", 180_000, datetime.date(2022, 12, 20)),
        (PaymentOutcome.RECEIVED, "NV 2022 AVDRAG", -30_000, datetime.date(2022, 12, 20)),
    ]
    assert answer.lines[0].words == "Återbetalning God och nära vård, Region Gotland"


def refused(content: bytes) -> str:
    with pytest.raises(NotAnAnswerError) as error:
        read(content)
    assert error.value.says.en
    return error.value.says.sv


def test_what_is_no_answer_is_refused_with_what_was_expected() -> None:
    assert "Väntat är pain.002, camt.054, camt.053 eller BgMax" in refused(b"Hej")
    assert "pain.001.001.09" in refused(f"<Document xmlns='{NAMESPACE}pain.001.001.09'/>".encode())
    assert "avklippt" in refused(bgmax("01BGMAX               0120221220173035010331P"))
    assert "1 betalningar, 0 lästa" in refused(
        bgmax("01BGMAX               0120221220173035010331P", "7000000001000000000000000000000000")
    )
    assert "för stor: 51 MB" in refused(b" " * 51_000_000)


def test_a_file_that_swells_or_points_elsewhere_is_refused() -> None:
    swelling = b"<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;'>]><Document>&d;</Document>"
    assert "går inte att läsa" in refused(swelling)
    outside = b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><Document>&b;</Document>"
    assert "går inte att läsa" in refused(outside)


reported = st.builds(
    ReportedPayment,
    outcome=st.sampled_from(PaymentOutcome),
    end_to_end_id=st.integers(1, 4).map(identity),
    amount=st.one_of(st.none(), st.integers(1, 300_000)),
)


@given(
    st.lists(reported, max_size=6),
    st.lists(st.tuples(st.integers(1, 2000), st.booleans(), st.booleans()), max_size=3),
)
def test_only_what_left_the_account_in_full_and_is_open_is_taken_for_paid(
    lines: list[ReportedPayment], orders: list[tuple[int, bool, bool]]
) -> None:
    known = [ordered(n, amount, is_open=o, is_paid=p) for n, (amount, o, p) in enumerate(orders, start=1)]
    found = held_against(BankAnswer(format="x", message_id="y", lines=tuple(lines)), known)
    said = {line.end_to_end_id for line in lines}
    assert [one.ordered for one in found if one.ordered] == [one for one in known if one.end_to_end_id in said]
    for one in found:
        if one.verdict is Verdict.PAID:
            assert one.ordered is not None
            assert one.ordered.is_open
            assert (one.made, one.returned) == (one.ordered.amount * 100, 0)
        if one.verdict is Verdict.RETURNED:
            assert one.ordered is not None
            assert one.ordered.is_paid


def in_one_sum(order: str, amount: str, message: str = "BkToCstmrStmt", of: str = "Stmt") -> bytes:
    """Write an order that was booked as one sum, in a statement within a cover, with blanks before it."""
    return (
        f"\n <Cover><Head/><Document xmlns='{NAMESPACE}camt.053.001.02'><{message}><GrpHdr><MsgId>U1</MsgId></GrpHdr>"
        f"<{of}><Ntry><Amt Ccy='SEK'>{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2022-12-20"
        f"</Dt></BookgDt><NtryDtls><Btch><PmtInfId>{order}</PmtInfId></Btch></NtryDtls></Ntry></{of}></{message}>"
        "</Document></Cover>"
    ).encode()


def test_an_order_that_was_booked_as_one_sum_in_a_statement_is_each_of_its_payments() -> None:
    content = in_one_sum(f"{ORDER}-1", "3000.00")
    answer = read(content)
    assert (answer.format, answer.lines[0].order, answer.lines[0].day) == (
        "camt.053.001.02", f"{ORDER}-1", datetime.date(2022, 12, 20),
    )  # fmt: skip
    assert verdicts(content, ordered(1), ordered(2, 2000)) == [Verdict.PAID, Verdict.PAID]
    assert verdicts(in_one_sum(ORDER, "2999.00"), ordered(1), ordered(2, 2000)) == [Verdict.PARTLY, Verdict.PARTLY]
    assert verdicts(in_one_sum("ANNAN-1", "3000.00"), ordered(1)) == [Verdict.NOT_OURS]


def test_what_is_told_again_after_a_payment_came_back_is_known() -> None:
    came_back = msgspec.structs.replace(ordered(1, is_open=False), is_returned=True)
    again = notice(booked(1), booked(1, credit=True, returned="AC06"))
    assert verdicts(again, came_back) == verdicts(notice(booked(1)), came_back) == [Verdict.KNOWN]
    assert verdicts(report(status(1, "ACSC")), came_back) == [Verdict.KNOWN]


@pytest.mark.parametrize("amount", ["Infinity", "-Infinity", "NaN", "1E999999999", "1E17", "1,5", "", "1.005"])
def test_an_amount_that_no_bank_has_is_none_in_kronor(amount: str) -> None:
    (line,) = read(notice(booked(1, amount))).lines
    assert (line.amount, line.other) == (None, f"{amount} SEK".strip())
    assert verdicts(notice(booked(1, amount)), ordered(1)) == [Verdict.OTHER_CURRENCY]
