"""What a payment file says: who pays, from which account, when, and each transfer. Whole Swedish kronor only."""

import datetime
from enum import StrEnum
from typing import Literal

from msgspec import Struct

CURRENCY = "SEK"
LONGEST_ID = 35
"""Characters, of every identity in the message (``Max35Text``)."""
LONGEST_NAME = 140
LONGEST_LINE = 140
"""Characters of one line of remittance (``Max140Text``)."""

GiroKind = Literal["bankgiro", "plusgiro"]
CustomerScheme = Literal["BANK", "CUST"]
ChargeBearer = Literal["SLEV", "SHAR", "DEBT"]
CLEARING: dict[GiroKind, str] = {"bankgiro": "9900", "plusgiro": "9500"}
"""The clearing numbers that stand for the two giro systems, as most banks ask for them."""


class Version(StrEnum):
    """A version of the message. Banks that do not take the newer one yet take the older."""

    V09 = "pain.001.001.09"
    V03 = "pain.001.001.03"

    @property
    def namespace(self) -> str:
        """The XML namespace of the version."""
        return f"urn:iso:std:iso:20022:tech:xsd:{self.value}"


class Giro(Struct, frozen=True):
    """A bankgiro or plusgiro number, digits only."""

    kind: GiroKind
    number: str


class PaymentParty(Struct, frozen=True):
    """One who pays or is paid."""

    name: str
    organisation_number: str = ""
    """Ten digits; empty where it is not known."""


class BankTerms(Struct, frozen=True, kw_only=True):
    """What the debtor's bank asks for in a file; what is empty is left out, or is as most banks take it."""

    customer_id: str = ""
    """The number of the customer or of the agreement, as the bank has given it."""
    customer_scheme: CustomerScheme = "BANK"
    """What kind of number it is: the bank's own (``BANK``, as Swedbank asks for) or a customer number (``CUST``)."""
    bic: str = ""
    """The debtor's bank; instead of the clearing number of the giro system."""
    iban: str = ""
    """The account to charge, without spaces; instead of the debtor's giro."""
    charge_bearer: ChargeBearer | None = None
    """Who bears the bank's charges."""
    bankgiro_clearing: str = CLEARING["bankgiro"]
    """Which clearing number stands for a creditor's bankgiro; empty if the bank asks for none."""
    plusgiro_clearing: str = CLEARING["plusgiro"]
    """The same for a plusgiro."""

    def clearing(self, kind: GiroKind) -> str:
        """Return the clearing number for a creditor's account."""
        return self.bankgiro_clearing if kind == "bankgiro" else self.plusgiro_clearing


class CreditTransfer(Struct, frozen=True, kw_only=True):
    """One payment to one recipient."""

    end_to_end_id: str
    """Stable and unique; it follows the payment to the recipient's account statement."""
    creditor: PaymentParty
    giro: Giro
    amount: int
    """Whole kronor, at least 1."""
    remittance: tuple[str, ...] = ()
    """What the recipient is to read, in the order of weight; a line that is too long is parted, never cut."""


class PaymentFile(Struct, frozen=True, kw_only=True):
    """A whole file: one debtor, one account, one day."""

    message_id: str
    made_at: datetime.datetime
    """When the order was made; aware. It is written as the clock showed in its own zone."""
    execution_day: datetime.date
    debtor: PaymentParty
    giro: Giro
    transfers: tuple[CreditTransfer, ...]
    terms: BankTerms = BankTerms()

    @property
    def total(self) -> int:
        """The control sum, in kronor."""
        return sum(transfer.amount for transfer in self.transfers)
