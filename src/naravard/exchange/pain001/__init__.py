"""Payment files for a bank: ISO 20022 ``pain.001`` (CustomerCreditTransferInitiation) with Swedish giro numbers.

Pure: ``written`` makes the bytes, the same for the same file every time; ``checked`` makes them and holds them against
the schema, and is what is handed out. See ``docs/decisions`` on payment files for what the elements hold and why.
"""

from naravard.exchange.pain001.bank_text import bank_text
from naravard.exchange.pain001.model import (
    BankTerms,
    CreditTransfer,
    Giro,
    GiroKind,
    PaymentFile,
    PaymentParty,
    Version,
)
from naravard.exchange.pain001.validation import NotAPaymentFileError, checked, problems
from naravard.exchange.pain001.xml_file import written

__all__ = [
    "BankTerms",
    "CreditTransfer",
    "Giro",
    "GiroKind",
    "NotAPaymentFileError",
    "PaymentFile",
    "PaymentParty",
    "Version",
    "bank_text",
    "checked",
    "problems",
    "written",
]
