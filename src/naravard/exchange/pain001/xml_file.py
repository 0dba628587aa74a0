"""A payment file as XML. The same file gives the same bytes: nothing here looks at a clock or draws a number."""

from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from naravard.exchange.pain001.bank_text import bank_text
from naravard.exchange.pain001.model import (
    CLEARING,
    CURRENCY,
    LONGEST_LINE,
    LONGEST_NAME,
    CreditTransfer,
    Giro,
    PaymentFile,
    PaymentParty,
    Version,
)

CLEARING_SYSTEM = "SESBA"
"""Sweden's clearing numbers, in ISO's list of clearing systems."""
BETWEEN = ", "
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
"""In double quotes: a bank has refused a file whose declaration had single ones."""


def written(file: PaymentFile, version: Version = Version.V09) -> bytes:
    """Return the file as UTF-8 XML; :func:`.validation.checked` also holds it against the schema."""
    document = Xml.Element("Document", {"xmlns": version.namespace})
    message = _in(document, "CstmrCdtTrfInitn")
    _header(message, file)
    _payment(message, file, version)
    Xml.indent(document)
    return _DECLARATION + Xml.tostring(document, encoding="unicode").encode() + b"\n"


def kronor_text(amount: int) -> str:
    """Write whole kronor as the message has amounts.

    >>> kronor_text(30039872)
    '30039872.00'
    """
    return f"{amount}.00"


def lines(remittance: Iterable[str]) -> list[str]:
    """Put what the recipient is to read on as few lines as it fits, none longer than the message allows.

    >>> lines(("Ref 12", "", "Dnr S2022/1"))
    ['Ref 12, Dnr S2022/1']
    """
    found: list[str] = []
    for part in (" ".join(bank_text(one).split()) for one in remittance if one.strip()):
        if found and len(found[-1]) + len(BETWEEN) + len(part) <= LONGEST_LINE:
            found[-1] += BETWEEN + part
        else:
            found += [part[place : place + LONGEST_LINE] for place in range(0, len(part), LONGEST_LINE)]
    return found


def _header(message: Xml.Element, file: PaymentFile) -> None:
    header = _in(message, "GrpHdr")
    _in(header, "MsgId", file.message_id)
    _in(header, "CreDtTm", file.made_at.replace(tzinfo=None).isoformat(timespec="seconds"))
    _in(header, "NbOfTxs", str(len(file.transfers)))
    _in(header, "CtrlSum", kronor_text(file.total))
    _party(_in(header, "InitgPty"), file.debtor, *_customer(file))


def _payment(message: Xml.Element, file: PaymentFile, version: Version) -> None:
    payment = _in(message, "PmtInf")
    _in(payment, "PmtInfId", f"{file.message_id}-1")
    _in(payment, "PmtMtd", "TRF")
    _in(payment, "NbOfTxs", str(len(file.transfers)))
    _in(payment, "CtrlSum", kronor_text(file.total))
    kind = _in(payment, "PmtTpInf")
    _in(kind, "SvcLvl/Cd", "NURG")
    _in(kind, "CtgyPurp/Cd", "SUPP")
    _in(payment, "ReqdExctnDt" if version is Version.V03 else "ReqdExctnDt/Dt", file.execution_day.isoformat())
    _party(_in(payment, "Dbtr"), file.debtor, *_customer(file))
    account = _in(payment, "DbtrAcct")
    if file.terms.iban:
        _in(account, "Id/IBAN", file.terms.iban)
    else:
        _account(account, file.giro)
    _in(account, "Ccy", CURRENCY)
    _debtors_bank(_in(payment, "DbtrAgt"), file, version)
    if file.terms.charge_bearer:
        _in(payment, "ChrgBr", file.terms.charge_bearer)
    for transfer in file.transfers:
        _transfer(_in(payment, "CdtTrfTxInf"), transfer, file)


def _customer(file: PaymentFile) -> list[tuple[str, str]]:
    """Return the number that the bank knows the debtor by, with its kind; nothing without one."""
    return [(file.terms.customer_id, file.terms.customer_scheme)] if file.terms.customer_id else []


def _debtors_bank(parent: Xml.Element, file: PaymentFile, version: Version) -> None:
    if file.terms.bic:
        _in(parent, "FinInstnId/BIC" if version is Version.V03 else "FinInstnId/BICFI", file.terms.bic)
    elif file.terms.iban:
        _in(parent, "FinInstnId/Othr/Id", "NOTPROVIDED")
    else:
        _agent(parent, CLEARING[file.giro.kind])


def _transfer(parent: Xml.Element, transfer: CreditTransfer, file: PaymentFile) -> None:
    identity = _in(parent, "PmtId")
    _in(identity, "InstrId", transfer.end_to_end_id)
    _in(identity, "EndToEndId", transfer.end_to_end_id)
    amount = _in(_in(parent, "Amt"), "InstdAmt", kronor_text(transfer.amount))
    amount.set("Ccy", CURRENCY)
    clearing = file.terms.clearing(transfer.giro.kind)
    if clearing:
        _agent(_in(parent, "CdtrAgt"), clearing)
    _party(_in(parent, "Cdtr"), transfer.creditor)
    _account(_in(parent, "CdtrAcct"), transfer.giro)
    told = lines(transfer.remittance)
    if told:
        remittance = _in(parent, "RmtInf")
        for line in told:
            _in(remittance, "Ustrd", line)


def _party(parent: Xml.Element, party: PaymentParty, *further: tuple[str, str]) -> None:
    """Write a party by its name and its numbers, each with its kind: those of the bank first."""
    _in(parent, "Nm", bank_text(party.name)[:LONGEST_NAME].strip() or "-")
    numbers = [*further, *([(party.organisation_number, "COID")] if party.organisation_number else [])]
    if numbers:
        identity = _in(parent, "Id/OrgId")
        for number, kind in numbers:
            other = _in(identity, "Othr")
            _in(other, "Id", number)
            _in(other, "SchmeNm/Cd", kind)


def _account(parent: Xml.Element, giro: Giro) -> None:
    other = _in(parent, "Id/Othr")
    _in(other, "Id", giro.number)
    if giro.kind == "bankgiro":
        _in(other, "SchmeNm/Prtry", "BGNR")
    else:
        _in(other, "SchmeNm/Cd", "BBAN")


def _agent(parent: Xml.Element, clearing: str) -> None:
    member = _in(parent, "FinInstnId/ClrSysMmbId")
    _in(member, "ClrSysId/Cd", CLEARING_SYSTEM)
    _in(member, "MmbId", clearing)


def _in(parent: Xml.Element, path: str, text: str | None = None) -> Xml.Element:
    """Make one element within another for each step of the path; return the last."""
    for name in path.split("/"):
        parent = Xml.SubElement(parent, name)
    parent.text = text
    return parent
