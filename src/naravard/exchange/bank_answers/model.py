"""What a bank's answer says, whatever format it came in. Amounts are öre."""

import datetime
from enum import StrEnum

from msgspec import Struct

from naravard.agreement.model import Text


class PaymentOutcome(StrEnum):
    """What a bank says of one payment."""

    PENDING = "pending"
    """Received or accepted, and not made yet."""
    MADE = "made"
    """The money has left the payer's account."""
    REFUSED = "refused"
    """It is not made and will not be."""
    RETURNED = "returned"
    """It was made, and the money has come back."""
    RECEIVED = "received"
    """Money that someone else has paid in."""


class ReportedPayment(Struct, frozen=True, kw_only=True):
    """What a bank says of one payment."""

    outcome: PaymentOutcome
    end_to_end_id: str = ""
    """The identity that the payer gave the payment; empty where the answer has none."""
    order: str = ""
    """The identity of an order that it speaks of as a whole: all its payments booked as one sum."""
    amount: int | None = None
    """Öre; ``None`` where the answer does not say."""
    other: str = ""
    """The amount as it stands where it is not in kronor: ``12.00 EUR``. Then it says no amount in öre."""
    day: datetime.date | None = None
    """When it was booked."""
    reasons: tuple[str, ...] = ()
    """Why it was refused or returned, as ISO 20022's codes: ``AC01``."""
    words: str = ""
    """What the bank writes beside them, or the payer beside money that came in."""
    reference: str = ""
    """The bank's own reference."""


class BankAnswer(Struct, frozen=True, kw_only=True):
    """One file from a bank."""

    format: str
    """``pain.002.001.10``, ``camt.054.001.08`` or ``BgMax``."""
    message_id: str
    """The file's own identity at the bank."""
    made_at: datetime.datetime | None = None
    original_message_id: str = ""
    """The identity of the order that it answers; empty if it does not answer one."""
    whole: ReportedPayment | None = None
    """What it says of all payments of the order at once."""
    lines: tuple[ReportedPayment, ...] = ()


class NotAnAnswerError(Exception):
    """A file cannot be read as a bank's answer; ``says`` tells what was found, what was expected and the way out."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.in_language("en"))
        self.says = says
