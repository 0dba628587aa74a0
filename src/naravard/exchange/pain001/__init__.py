"""Payment files for a bank: ISO 20022 ``pain.001`` (CustomerCreditTransferInitiation) with Swedish giro numbers.

Pure: ``written`` makes the bytes, the same for the same file every time; ``checked`` makes them and holds them against
the schema, and is what is handed out. See ``docs/decisions`` on payment files for what the elements hold and why.
"""

from naravard.exchange.pain001.model import Giro, GiroKind, Party, PaymentFile, Transfer, Version
from naravard.exchange.pain001.validating import NotAPaymentFileError, checked, problems
from naravard.exchange.pain001.writing import written

__all__ = [
    "Giro",
    "GiroKind",
    "NotAPaymentFileError",
    "Party",
    "PaymentFile",
    "Transfer",
    "Version",
    "checked",
    "problems",
    "written",
]
