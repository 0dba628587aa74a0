"""What the database keeps of recipients' money: fixed allocations, reference numbers, and facts that never change.

Balances are never stored: they are folded from the facts each time (:mod:`naravard.ledger`). Codes are kept and no
labels: names are read from the agreement and the organisations as they are now.
"""

import msgspec
from django.db import models

from naravard.ledger.facts import Fact
from naravard.web.agreements.models import reads_as
from naravard.web.history.witness import Witnessed, WitnessedRows
from naravard.web.organisations.models import Organisation
from naravard.web.site.written_once import WrittenOnce


class FactsAreOnlyAddedError(Exception):
    """Someone tried to change or remove what has been recorded."""


class Recorded(WrittenOnce, Witnessed):
    """What has been recorded of money."""

    refused = FactsAreOnlyAddedError
    instead = "what has been recorded is never changed or removed; record a correction instead"

    class Meta:
        """No table of its own."""

        abstract = True


class FixedAllocation(Recorded):
    """A version of an agreement's allocation, as it was fixed. Who gets what stands in the facts that it led to."""

    agreement_id = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    """1, 2, … within the agreement; the highest holds."""
    digest = models.CharField(max_length=64)
    """Of the agreement's files that it was worked out from: :class:`.AgreementSnapshot`."""
    amendments = models.PositiveSmallIntegerField(default=0)
    """How many of the amendments in the files the agreement read as changed by."""
    basis = models.CharField(max_length=10)
    """``signed`` (the annexes as signed, with their overrides) or ``computed``."""
    keys = models.JSONField(default=dict)
    """Numbers that were brought for keys that the agreement awaits: by key id, then recipient code; exact, as text."""
    outside = models.JSONField(default=dict)
    """Those who do not take part in what a duty's keys share: recipient codes by the duty's id."""
    reason = models.TextField(blank=True)
    """Why there is a new version; empty for the first."""
    total = models.BigIntegerField()
    """Kronor, all grants that have amounts."""
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    """The code of the person."""

    @property
    def reads(self) -> str:
        """A word for how the agreement read: :attr:`.Shown.reads`."""
        return reads_as(self.digest, self.amendments)

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first; each version once."""

        ordering = ("agreement_id", "-version")
        constraints = (models.UniqueConstraint(fields=["agreement_id", "version"], name="fixed_version_once"),)

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.version}"


class StatedReferenceNumber(Witnessed):
    """A reference number (diarienummer) that the agreement names but does not state; the newest holds (10.1)."""

    agreement_id = models.CharField(max_length=100)
    reference_id = models.CharField(max_length=100)
    """The id among the agreement's ``reference_numbers``."""
    number = models.CharField(max_length=100)
    stated_at = models.DateTimeField()
    stated_by = models.CharField(max_length=100)
    """The code of the person."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first."""

        ordering = ("agreement_id", "reference_id", "-id")

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.reference_id} {self.number}"


class PreparedDecision(Witnessed):
    """What one person has prepared for another to decide on: a version to fix, money to demand back."""

    WAITING, DECIDED, WITHDRAWN = "waiting", "decided", "withdrawn"

    permission = models.CharField(max_length=40)
    """What decides it: the code of one of :data:`~naravard.web.access.permissions.NEEDS_TWO`."""
    agreement_id = models.CharField(max_length=100)
    about = models.CharField(max_length=100, blank=True)
    """What it concerns in the agreement: a duty's id, a recipient's code; empty if it is the whole."""
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="prepared_decisions")
    """Whose people prepare and decide."""
    values = models.JSONField()
    """What the act that decides is given, by name."""
    seen = models.CharField(max_length=200)
    """What it was prepared from, in one word: it is void when another word holds."""
    amount = models.BigIntegerField()
    """Whole kronor."""
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=100)
    """The code of the person."""
    state = models.CharField(max_length=10, default=WAITING)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=100, blank=True)

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first; one at a time waits."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["permission", "agreement_id", "about"],
                condition=models.Q(state="waiting"),
                name="prepared_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.permission} {self.agreement_id} {self.about} {self.state}"


class Account(models.Model):
    """One recipient's money under one agreement: the row that is locked while facts are added."""

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="money_accounts")
    version = models.PositiveIntegerField(default=0)
    """Grows with every fact, so that whoever acts on an older version is told."""

    class Meta:
        """One for each recipient and agreement."""

        ordering = ("agreement_id", "organisation")
        constraints = (models.UniqueConstraint(fields=["agreement_id", "organisation"], name="account_once"),)

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.organisation_id}"


class RecordedFact(Recorded):
    """One fact, as :mod:`naravard.ledger.facts` has it, in JSON. Written once."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="facts")
    sequence = models.PositiveIntegerField()
    """1, 2, … within the account: the order that they were recorded in."""
    fact_id = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=40)
    """The fact's tag, to be searched by."""
    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    """The code of who recorded it, as events name the actor."""
    content = models.TextField()

    objects = WitnessedRows.as_manager()

    class Meta:
        """In the order that they were recorded in."""

        ordering = ("account", "sequence")
        constraints = (models.UniqueConstraint(fields=["account", "sequence"], name="fact_in_order"),)
        indexes = (models.Index(fields=["account", "kind"], name="fact_by_kind"),)

    def __str__(self) -> str:
        return f"{self.account_id}/{self.sequence} {self.kind}"

    @property
    def fact(self) -> Fact:
        """The fact."""
        return fact_of(self.content)


def fact_of(content: str) -> Fact:
    """Return the fact that :attr:`RecordedFact.content` tells."""
    return _DECODER.decode(content)


def written(fact: Fact) -> str:
    """Return a fact as :attr:`RecordedFact.content` has it."""
    return msgspec.json.encode(fact, order="sorted").decode()


_DECODER: msgspec.json.Decoder[Fact] = msgspec.json.Decoder(Fact)
