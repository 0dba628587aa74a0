"""A payment file: what it says, that it keeps to its schema, and that its sums are those of its transfers."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from naravard.exchange.pain001 import (
    BankTerms,
    CreditTransfer,
    Giro,
    NotAPaymentFileError,
    PaymentFile,
    PaymentParty,
    Version,
    bank_text,
    checked,
    problems,
    written,
)
from naravard.exchange.pain001.xml_file import lines

MADE_AT = datetime.datetime(2022, 12, 14, 10, 30, tzinfo=datetime.UTC)
PAYER = PaymentParty("Kammarkollegiet", "2021000829")
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=160).filter(
    lambda text: bool(text.strip())
)
giros = st.one_of(
    st.from_regex(r"[0-9]{7,8}", fullmatch=True).map(lambda number: Giro("bankgiro", number)),
    st.from_regex(r"[0-9]{2,8}", fullmatch=True).map(lambda number: Giro("plusgiro", number)),
)
transfers = st.builds(
    CreditTransfer,
    end_to_end_id=st.integers(0, 10**9).map(lambda number: f"NV20221214-{number}"),
    creditor=st.builds(PaymentParty, words, st.sampled_from(["", "2120000803"])),
    giro=giros,
    amount=st.integers(1, 9_999_999_999),
    remittance=st.lists(words, max_size=4).map(tuple),
)
terms = st.builds(
    BankTerms,
    customer_id=st.sampled_from(["", "55667788990001"]),
    customer_scheme=st.sampled_from(["BANK", "CUST"]),
    bic=st.sampled_from(["", "SWEDSESS"]),
    iban=st.sampled_from(["", "SE3550000000054910000003"]),
    charge_bearer=st.sampled_from([None, "SLEV", "SHAR", "DEBT"]),
    bankgiro_clearing=st.sampled_from(["9900", ""]),
    plusgiro_clearing=st.sampled_from(["9500", "9960", ""]),
)
files = st.builds(
    PaymentFile,
    terms=terms,
    message_id=st.just("NV20221214-AB12CD34EF56"),
    made_at=st.just(MADE_AT),
    execution_day=st.dates(datetime.date(2022, 1, 1), datetime.date(2030, 1, 1)),
    debtor=st.just(PAYER),
    giro=giros,
    transfers=st.lists(transfers, min_size=1, max_size=8, unique_by=lambda one: one.end_to_end_id).map(tuple),
)


def file(*made: CreditTransfer, **changed: object) -> PaymentFile:
    given = {
        "message_id": "NV20221214-AB12CD34EF56",
        "made_at": MADE_AT,
        "execution_day": datetime.date(2022, 12, 20),
        "debtor": PAYER,
        "giro": Giro("bankgiro", "50501055"),
        "transfers": made or (transfer(),),
    }
    return PaymentFile(**(given | changed))


def transfer(**changed: object) -> CreditTransfer:
    given = {
        "end_to_end_id": "NV20221214-AB12CD34EF56-0001",
        "creditor": PaymentParty("Region Gotland", "2120000803"),
        "giro": Giro("plusgiro", "9020017"),
        "amount": 30_039_872,
        "remittance": ("Ref 4711", "Dnr S2022/00001", "Dnr S2022/00002"),
    }
    return CreditTransfer(**(given | changed))


def read(content: bytes, version: Version = Version.V09) -> tuple[etree._Element, dict[str, str]]:
    return etree.fromstring(content), {"p": version.namespace}


def said(content: bytes, path: str) -> list[str]:
    root, names = read(content)
    return [found.text for found in root.iterfind(f".//p:{path.replace('/', '/p:')}", names)]


@pytest.mark.parametrize("version", Version)
def test_a_file_keeps_to_the_schema_of_its_version(version: Version) -> None:
    assert problems(checked(file(), version), version) == ()
    other = Version.V03 if version is Version.V09 else Version.V09
    assert problems(written(file(), version), other) != ()


def test_the_file_says_who_pays_whom_what_and_when() -> None:
    content = checked(file())
    assert said(content, "PmtInf/Dbtr/Nm") == ["Kammarkollegiet"]
    assert said(content, "ReqdExctnDt/Dt") == ["2022-12-20"]
    assert said(content, "GrpHdr/CreDtTm") == ["2022-12-14T10:30:00"]
    assert said(content, "CdtTrfTxInf/Cdtr/Nm") == ["Region Gotland"]
    assert said(content, "CdtTrfTxInf/Amt/InstdAmt") == ["30039872.00"]
    assert said(content, "RmtInf/Ustrd") == ["Ref 4711, Dnr S2022/00001, Dnr S2022/00002"]


def test_bankgiro_and_plusgiro_are_told_as_swedish_banks_ask_for() -> None:
    content = checked(file())
    assert said(content, "DbtrAcct/Id/Othr/SchmeNm/Prtry") == ["BGNR"]
    assert said(content, "DbtrAgt/FinInstnId/ClrSysMmbId/MmbId") == ["9900"]
    assert said(content, "CdtrAcct/Id/Othr/Id") == ["9020017"]
    assert said(content, "CdtrAcct/Id/Othr/SchmeNm/Cd") == ["BBAN"]
    assert said(content, "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId") == ["9500"]
    assert set(said(content, "ClrSysMmbId/ClrSysId/Cd")) == {"SESBA"}


@pytest.mark.parametrize("version", Version)
def test_what_the_payers_bank_asks_for_is_told(version: Version) -> None:
    asked = BankTerms(
        customer_id="55667788990001",
        bic="SWEDSESS",
        iban="SE3550000000054910000003",
        charge_bearer="SLEV",
        plusgiro_clearing="9960",
    )
    root, names = read(checked(file(terms=asked), version), version)

    def told(path: str) -> list[str]:
        return [found.text for found in root.iterfind(f".//p:{path.replace('/', '/p:')}", names)]

    assert told("InitgPty/Id/OrgId/Othr/Id") == ["55667788990001", "2021000829"]
    assert told("InitgPty/Id/OrgId/Othr/SchmeNm/Cd") == ["BANK", "COID"]
    assert told("Dbtr/Id/OrgId/Othr/Id") == ["55667788990001", "2021000829"]
    assert told("DbtrAcct/Id/IBAN") == ["SE3550000000054910000003"]
    assert told("DbtrAgt/FinInstnId/BIC" + ("" if version is Version.V03 else "FI")) == ["SWEDSESS"]
    assert told("ChrgBr") == ["SLEV"]
    assert told("CdtrAgt/FinInstnId/ClrSysMmbId/MmbId") == ["9960"]


def test_a_bank_that_asks_for_no_clearing_number_gets_none_and_an_account_without_bic_says_so() -> None:
    asked = BankTerms(iban="SE3550000000054910000003", plusgiro_clearing="")
    content = checked(file(terms=asked))
    assert said(content, "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId") == []
    assert said(content, "DbtrAgt/FinInstnId/Othr/Id") == ["NOTPROVIDED"]


def test_the_same_file_gives_the_same_bytes() -> None:
    assert checked(file()) == checked(file())


def test_what_the_recipient_is_to_read_is_parted_and_never_cut() -> None:
    long = "x" * 150
    assert lines((long, "Dnr 1")) == ["x" * 140, "x" * 10 + ", Dnr 1"]
    assert lines(("  ", "a\n b")) == ["a b"]


@pytest.mark.parametrize(
    "wrong",
    [
        file(message_id="x" * 36),
        file(transfer(end_to_end_id="x" * 36)),
        file(transfer(amount=-1)),
        file(transfer(giro=Giro("bankgiro", ""))),
        file(transfer(giro=Giro("bankgiro", "5050\x001055"))),
    ],
    ids=["message", "identity", "amount", "account", "sign"],
)
def test_what_does_not_keep_to_the_schema_is_never_handed_out(wrong: PaymentFile) -> None:
    with pytest.raises(NotAPaymentFileError) as refused:
        checked(wrong)
    assert refused.value.problems


@settings(max_examples=60)  # each is held against the bank's schema
@given(made=files, version=st.sampled_from(Version))
def test_whatever_is_paid_the_control_sum_is_the_sum_of_the_transfers_and_the_schema_is_kept(
    made: PaymentFile, version: Version
) -> None:
    content = checked(made, version)
    root, names = read(content, version)
    amounts = [Decimal(found.text) for found in root.iterfind(".//p:InstdAmt", names)]
    sums = {Decimal(found.text) for found in root.iterfind(".//p:CtrlSum", names)}
    counts = {int(found.text) for found in root.iterfind(".//p:NbOfTxs", names)}
    assert sums == {sum(amounts)} == {Decimal(made.total)}
    assert counts == {len(made.transfers)} == {len(amounts)}
    assert all(found.text.endswith(".00") for found in root.iterfind(".//p:InstdAmt", names))
    told = [
        "".join(part.text for part in one.iterfind("p:RmtInf/p:Ustrd", names))
        for one in root.iterfind(".//p:CdtTrfTxInf", names)
    ]
    for one, text in zip(made.transfers, told, strict=True):
        for part in one.remittance:
            assert "".join(bank_text(part).split()) in "".join(text.split())


def test_the_declaration_is_in_double_quotes() -> None:
    assert written(file()).startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<Document')


@pytest.mark.parametrize(
    ("text", "bank"),
    [
        ("Löner & hyra – ”mars” <#12>", "Löner + hyra - 'mars' (.12)"),
        ("Dnr S2022/1; konto_5 * 3 €", "Dnr S2022/1, konto-5 . 3 EUR"),
        ("Müller, Ærø, Łódź", "Muller, Aero, Lodz"),
        ("王小明", "..."),
        ("a\u030ar 100 %", "år 100  procent"),
    ],
)
def test_a_text_has_only_signs_that_banks_take(text: str, bank: str) -> None:
    assert bank_text(text) == bank


@given(st.text(max_size=60))
def test_no_text_has_a_sign_that_a_bank_refuses(text: str) -> None:
    taken = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖabcdefghijklmnopqrstuvwxyzåäö0123456789/-?:().,'+ "
    assert set(bank_text(text)) <= set(taken)
    assert bank_text(bank_text(text)) == bank_text(text)
