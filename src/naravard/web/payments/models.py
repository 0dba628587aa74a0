"""What the database keeps of payments beside the facts: batches sent to the bank, and their lines.

That money was paid is a fact (:class:`naravard.ledger.facts.Paid`). A batch is an order to the bank: who is to be paid
what, from and to which account, as it was when the order was made, so that its file is the same every time.
"""

from typing import Literal, get_args

import msgspec
from django.db import models
from django.db.models import Q

from naravard.agreement.model import Text
from naravard.exchange.bank_answers import BankAnswer
from naravard.exchange.pain001 import BankTerms, Giro, PaymentParty
from naravard.ledger.facts import Sum
from naravard.web.history.content import Thing
from naravard.web.history.witness import Witnessed, WitnessedRows
from naravard.web.organisations.models import Organisation

LineState = Literal["waiting", "paid", "put-back", "undone", "returned"]
WAITING, PAID, PUT_BACK, UNDONE, RETURNED = get_args(LineState)
DEAD = frozenset({PUT_BACK, UNDONE, RETURNED})
"""How a line stands whose money is to be paid in another way: the bank must not get it again in this batch's file."""


class Batch(Witnessed):
    """One order to the bank under one agreement. It never changes; what became of its lines stands in them."""

    agreement_id = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    """1, 2, … within the agreement."""
    payer = models.ForeignKey(Organisation, models.PROTECT, related_name="payment_batches")
    message_id = models.CharField(max_length=35, unique=True)
    """The message's identity at the bank; each line's begins with it."""
    execution_day = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    """The code of the person."""
    debtor_name = models.CharField(max_length=200)
    debtor_number = models.CharField(max_length=10, blank=True)
    debtor_giro_kind = models.CharField(max_length=10)
    debtor_giro = models.CharField(max_length=8)
    bank_terms = models.JSONField(default=dict)
    """What the payer's bank asked for in the file, as it was when the order was made."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first; each number once."""

        ordering = ("agreement_id", "-number")
        constraints = (models.UniqueConstraint(fields=["agreement_id", "number"], name="payment_batch_once"),)

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.number}"

    @property
    def is_alive(self) -> bool:
        """Whether its payment file may still be handed to the bank: no payment of it is to be paid in another way."""
        return not any(line.state in DEAD for line in self.lines.all())

    @property
    def debtor(self) -> PaymentParty:
        """Who pays, as it was when the order was made."""
        return PaymentParty(self.debtor_name, self.debtor_number)

    @property
    def terms(self) -> BankTerms:
        """What the bank asked for."""
        return msgspec.convert(self.bank_terms, BankTerms)

    @property
    def giro(self) -> Giro:
        """The account that is charged, where the bank does not want it as IBAN."""
        return Giro("bankgiro" if self.debtor_giro_kind == "bankgiro" else "plusgiro", self.debtor_giro)

    @property
    def text(self) -> Text:
        """What it is called."""
        return Text(f"Utbetalningsomgång {self.number}", f"Payment batch {self.number}")

    def thing(self) -> Thing:
        """Return the batch as what an event is about."""
        return Thing("payment-batch", f"{self.agreement_id}/{self.number}", self.text)


class OrderedSums(msgspec.Struct, frozen=True, kw_only=True):
    """What the bank was asked to pay, grant by grant, and what it rested on then."""

    version: int
    clause: str
    sums: tuple[Sum, ...]


class Line(Witnessed):
    """One payment to one recipient within a batch. What it orders never changes; what became of it is told once."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="lines")
    sequence = models.PositiveIntegerField()
    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="payment_lines")
    claim = models.CharField(max_length=120)
    """What is paid (:attr:`.claims.Claim.key`): a requisition, or a grant that needs none."""
    amount = models.BigIntegerField()
    """Whole kronor."""
    ordered = models.JSONField(default=dict)
    """What the amount is made of, as :class:`OrderedSums`; empty in a line that was made before it was kept."""
    end_to_end_id = models.CharField(max_length=35, unique=True)
    creditor_name = models.CharField(max_length=200)
    creditor_number = models.CharField(max_length=10, blank=True)
    giro_kind = models.CharField(max_length=10)
    giro = models.CharField(max_length=8)
    remittance = models.JSONField(default=list)
    """What the recipient is to read at the payment: its own reference first, the reference numbers, what is paid."""
    state = models.CharField(max_length=10, default=WAITING)
    """``waiting``, ``paid``, ``put-back`` (the bank refused), ``undone`` (recorded as paid by mistake) or ``returned``
    (paid, and come back)."""
    payment = models.CharField(max_length=64, blank=True)
    """The id of the fact that it became."""
    reason = models.TextField(blank=True)
    """Why it was put back or undone, or came back."""
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=100, blank=True)

    objects = WitnessedRows.as_manager()

    class Meta:
        """In the order of the batch; what is claimed is in one open batch at a time."""

        ordering = ("batch", "sequence")
        constraints = (
            models.UniqueConstraint(fields=["batch", "sequence"], name="payment_line_in_order"),
            models.UniqueConstraint(
                fields=["agreement_id", "organisation", "claim"],
                condition=Q(state="waiting"),
                name="payment_claim_in_one_open_batch",
            ),
        )

    def __str__(self) -> str:
        return f"{self.end_to_end_id} {self.state}"

    @property
    def creditor(self) -> PaymentParty:
        """Who is paid, as it was when the order was made."""
        return PaymentParty(self.creditor_name, self.creditor_number)

    @property
    def sums(self) -> OrderedSums | None:
        """What the bank was asked to pay; None if only the amount is known."""
        return msgspec.convert(self.ordered, OrderedSums) if self.ordered else None

    @property
    def account(self) -> Giro:
        """Where the money goes."""
        return Giro("bankgiro" if self.giro_kind == "bankgiro" else "plusgiro", self.giro)


class FetchedFile(models.Model):
    """One time that a batch's payment file was fetched. It never changes."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="fetched_files")
    version = models.CharField(max_length=20)
    """Of the message: ``pain.001.001.09``."""
    fetched_at = models.DateTimeField()
    fetched_by = models.CharField(max_length=100)
    """The code of the person."""
    name = models.CharField(max_length=200)
    """The person's name, as it was then."""

    class Meta:
        """The first one first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.batch} {self.version} {self.fetched_at:%Y-%m-%d}"


class ReceivedAnswer(models.Model):
    """A bank's answer that was taken in: what it says of the payer's payments, and of money with known references.

    What else the file says, of others, is counted and not kept.
    """

    payer = models.ForeignKey(Organisation, models.PROTECT, related_name="bank_answers")
    number = models.PositiveIntegerField()
    """1, 2, … for the payer."""
    sha256 = models.CharField(max_length=64)
    """Of the file as it came."""
    name = models.CharField(max_length=200)
    """Of the file."""
    content = models.JSONField()
    """What it says, as :class:`~naravard.exchange.bank_answers.BankAnswer`."""
    others = models.PositiveIntegerField(default=0)
    """How many payments of it are not the payer's from here."""
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=100)
    """The code of the person."""
    recorded_at = models.DateTimeField(null=True, blank=True)
    """When something of it was last recorded."""

    class Meta:
        """Newest first; each file once."""

        ordering = ("payer", "-number")
        constraints = (
            models.UniqueConstraint(fields=["payer", "number"], name="bank_answer_number_once"),
            models.UniqueConstraint(fields=["payer", "sha256"], name="bank_answer_once"),
        )

    def __str__(self) -> str:
        return f"{self.payer_id} {self.number}"

    @property
    def answer(self) -> BankAnswer:
        """What it says."""
        return msgspec.convert(self.content, BankAnswer)

    @property
    def text(self) -> Text:
        """What it is called."""
        return Text(f"Bankens svar {self.number}", f"The bank's answer {self.number}")

    def thing(self) -> Thing:
        """Return the answer as what an event is about."""
        return Thing("bank-answer", f"{self.payer_id}/{self.number}", self.text)
