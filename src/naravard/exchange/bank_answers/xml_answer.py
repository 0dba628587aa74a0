"""ISO 20022's answers: ``pain.002`` (how payments stand), ``camt.054`` and ``camt.053`` (what was booked).

Versions differ in small things, so elements are found by their names and not by one version's schema. Entities and
document types, which can make a small file cost hours, are refused by ``defusedxml``.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from naravard.agreement.model import Text
from naravard.exchange.bank_answers.model import BankAnswer, NotAnAnswerError, PaymentOutcome, ReportedPayment
from naravard.exchange.xml_elements import child, every, local_name

_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
_REFUSED = frozenset({"RJCT", "CANC"})
_MADE = frozenset({"ACSC", "ACCC"})
_TRUE = frozenset({"true", "1"})
"""How XML Schema writes that something is so."""
_PARTLY = "PART"
_NOT_GIVEN = "NOTPROVIDED"
_MESSAGES = {
    "CstmrPmtStsRpt": "pain.002",
    "BkToCstmrDbtCdtNtfctn": "camt.054",
    "BkToCstmrStmt": "camt.053",
}
"""The messages that are read, and what each is called."""
_ORE = 100
_TOO_MUCH = Decimal(10) ** 17
"""Öre: more than there is. A number may be written so short that it would fill the memory."""


def read_xml(content: bytes) -> BankAnswer:
    """Read an answer in XML. What stands of one payment is let go as soon as it is read: a file may be large.

    Raises:
        NotAnAnswerError: when it is no XML, or another message.
    """
    lines: list[ReportedPayment] = []
    message: Element | None = None
    root: Element | None = None
    try:
        for event, element in iterparse(BytesIO(content.lstrip()), events=("start", "end")):
            name = local_name(element)
            if event == "start":
                root = element if root is None else root
                message = element if message is None and name in _MESSAGES else message  # banks may put it in a cover
            elif message is not None and name in _READ:
                lines.extend(_READ[name](element))
                element.clear()
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise NotAnAnswerError(
            Text(
                "Filen går inte att läsa som ett svar från banken. Väntat är pain.002, camt.054, camt.053 eller BgMax, "
                "som de kommer från banken. Hämta filen på nytt och ändra inget i den.",
                "The file cannot be read as an answer of a bank. Expected is pain.002, camt.054, camt.053 or BgMax as "
                "it comes from the bank. Fetch the file again and change nothing in it.",
            )
        ) from error
    if message is None or root is None:
        raise _another_message(root)
    short = _MESSAGES[local_name(message)]
    name = _namespace(message) or short
    return _report(message, name, lines) if short == "pain.002" else _notices(message, name, lines)


def _another_message(root: Element | None) -> NotAnAnswerError:
    name = "" if root is None else _namespace(root) or local_name(root)
    return NotAnAnswerError(
        Text(
            f"Filen är inte ett svar som läses här utan {name}. Väntat är pain.002 (hur "
            "betalningarna står), camt.054 eller camt.053 (vad som har bokförts) eller BgMax. Be banken om en av dem.",
            f"The file is no answer that is read here but {name}. Expected is pain.002 (how the "
            "payments stand), camt.054 or camt.053 (what was booked) or BgMax. Ask the bank for one of them.",
        )
    )


def _report(report: Element, name: str, lines: list[ReportedPayment]) -> BankAnswer:
    group = child(report, "OrgnlGrpInfAndSts")
    whole = _stated(group, "GrpSts")
    for payment in every(report, "OrgnlPmtInfAndSts"):
        if child(payment, "TxInfAndSts") is None:
            whole = _stated(payment, "PmtInfSts") or whole
    return BankAnswer(
        format=name,
        message_id=_text(report, "GrpHdr/MsgId"),
        made_at=_moment(_text(report, "GrpHdr/CreDtTm")),
        original_message_id=_text(group, "OrgnlMsgId"),
        whole=whole,
        lines=tuple(lines),
    )


def _stated(part: Element | None, of: str) -> ReportedPayment | None:
    """Return what is said of many payments at once; None if it is said of each."""
    status = _text(part, of)
    return None if part is None or status in ("", _PARTLY) else _reported(part, status)


def _of_report(one: Element) -> Iterator[ReportedPayment]:
    yield _reported(one, _text(one, "TxSts"))


def _reported(part: Element, status: str) -> ReportedPayment:
    outcome = (
        PaymentOutcome.REFUSED
        if status in _REFUSED
        else PaymentOutcome.MADE
        if status in _MADE
        else PaymentOutcome.PENDING
    )
    reasons, words = _why(part, "StsRsnInf")
    ore, other = _amount(_first(part, "OrgnlTxRef/Amt/InstdAmt"))
    return ReportedPayment(
        outcome=outcome,
        other=other,
        end_to_end_id=_given(_text(part, "OrgnlEndToEndId")),
        amount=ore,
        day=_day(_text(part, "AccptncDtTm")) if outcome is PaymentOutcome.MADE else None,
        reasons=reasons,
        words=words,
        reference=_text(part, "AcctSvcrRef"),
    )


def _notices(notices: Element, name: str, lines: list[ReportedPayment]) -> BankAnswer:
    return BankAnswer(
        format=name,
        message_id=_text(notices, "GrpHdr/MsgId"),
        made_at=_moment(_text(notices, "GrpHdr/CreDtTm")),
        lines=tuple(lines),
    )


def _entry(entry: Element) -> Iterator[ReportedPayment]:
    details = [one for group in every(entry, "NtryDtls") for one in every(group, "TxDtls")]
    for one in details or [entry]:
        yield _booked(entry, one, is_only=len(details) <= 1)


def _booked(entry: Element, one: Element, *, is_only: bool) -> ReportedPayment:
    status = _text(entry, "Sts/Cd") or _text(entry, "Sts")
    comes_in = (_text(one, "CdtDbtInd") or _text(entry, "CdtDbtInd")) == "CRDT"
    returned = child(one, "RtrInf")
    is_reversed = _text(entry, "RvslInd") in _TRUE
    amount = _first(one, "Amt") if one is not entry else None
    if amount is None:
        amount = _first(one, "AmtDtls/TxAmt/Amt")
    if amount is None and is_only:
        amount = _first(entry, "Amt")
    identity = _given(_text(one, "Refs/EndToEndId"))
    batch = _first(entry, "NtryDtls/Btch")
    order = "" if identity or one is not entry else _text(batch, "MsgId") or _text(batch, "PmtInfId")
    if status not in ("", "BOOK"):
        outcome = PaymentOutcome.PENDING
    elif not comes_in:
        outcome = PaymentOutcome.MADE
    else:
        outcome = PaymentOutcome.RETURNED if returned is not None or is_reversed else PaymentOutcome.RECEIVED
    reasons, words = _why(one, "RtrInf")
    ore, other = _amount(amount)
    return ReportedPayment(
        outcome=outcome,
        end_to_end_id=identity,
        order=order,
        amount=ore,
        other=other,
        day=_day(_text(entry, "BookgDt/Dt") or _text(entry, "BookgDt/DtTm") or _text(entry, "ValDt/Dt")),
        reasons=reasons,
        words=words or ", ".join(_remittance(one)),
        reference=_text(one, "Refs/AcctSvcrRef") or _text(entry, "AcctSvcrRef"),
    )


def _remittance(one: Element) -> list[str]:
    """Return what the payer wrote: its text, and the creditor's references."""
    given = child(one, "RmtInf")
    structured = [] if given is None else list(every(given, "Strd"))
    return _texts(one, "RmtInf/Ustrd") + [text for part in structured if (text := _text(part, "CdtrRefInf/Ref"))]


def _why(part: Element, of: str) -> tuple[tuple[str, ...], str]:
    found = list(every(part, of))
    codes = [_text(one, "Rsn/Cd") or _text(one, "Rsn/Prtry") for one in found]
    return tuple(code for code in codes if code), " ".join(text for one in found for text in _texts(one, "AddtlInf"))


def _amount(element: Element | None) -> tuple[int | None, str]:
    """Return an amount in öre, or as it stands where it is none in kronor.

    An account's statement also holds others' payments in other currencies; they are no reason to refuse the file.
    """
    if element is None:
        return None, ""
    currency, text = element.get("Ccy", ""), (element.text or "").strip()
    try:
        ore = Decimal(text) * _ORE
    except ArithmeticError:  # no number, or one without end
        ore = Decimal("0.5")
    if currency != "SEK" or not ore.is_finite() or abs(ore) >= _TOO_MUCH or ore != ore.to_integral_value():
        return None, f"{text[:40]} {currency[:10]}".strip() or "–"
    return int(ore), ""


def _moment(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return None


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _namespace(element: Element) -> str:
    return element.tag.partition("}")[0].strip("{").removeprefix(_NAMESPACE) if element.tag.startswith("{") else ""


def _given(identity: str) -> str:
    return "" if identity == _NOT_GIVEN else identity


def _first(parent: Element | None, path: str) -> Element | None:
    for name in path.split("/"):
        parent = None if parent is None else child(parent, name)
    return parent


def _text(parent: Element | None, path: str) -> str:
    found = _first(parent, path)
    return "" if found is None else (found.text or "").strip()


def _texts(parent: Element, path: str) -> list[str]:
    *above, last = path.split("/")
    within = _first(parent, "/".join(above)) if above else parent
    return [] if within is None else [(one.text or "").strip() for one in every(within, last)]


_READ = {"TxInfAndSts": _of_report, "Ntry": _entry}
"""What stands of one payment in a report, and of one booked entry in a notice."""
