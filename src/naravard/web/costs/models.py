"""What the database keeps of costs: those booked, files from accounting systems, and which codes mean which activity.

The kronor stand in the ledger's facts; the rows here say what a fact was booked for and where it came from. Vouchers
are never rows: they lie packed in pieces, some thousands in each (:mod:`naravard.exchange.costs`).
"""

import datetime
from collections.abc import Iterator
from functools import cached_property

import msgspec
from django.db import models
from django.db.models import Q

from naravard.agreement.model import Text
from naravard.exchange.costs import Chart, CodeMapping
from naravard.exchange.costs.records import chart_of
from naravard.web.activities.models import Activity
from naravard.web.history.content import Thing
from naravard.web.history.witness import Witnessed, WitnessedRows
from naravard.web.organisations.models import Organisation

HAND, SIE, SHEET = "hand", "sie", "sheet"
"""Where costs come from. What is taken in from the accounting system and from sheets are two sets of vouchers."""


class OfOneAgreement(models.Model):
    """What belongs to one organisation under one agreement."""

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        """Has no table of its own."""

        abstract = True

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.organisation_id} {self.pk}"


class CostBook(OfOneAgreement):
    """The row that is locked while anything about an organisation's costs is changed."""

    version = models.PositiveIntegerField(default=0)
    """Grows with every change."""

    class Meta:
        """One for each organisation and agreement."""

        constraints = (models.UniqueConstraint(fields=["agreement_id", "organisation"], name="cost_book_once"),)


class CostMapping(OfOneAgreement, Witnessed):
    """A version of which codes mean which activity. Never changed: a new one is added, and the highest holds."""

    version = models.PositiveIntegerField()
    content = models.TextField()
    """A :class:`naravard.exchange.costs.CodeMapping` as JSON."""
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first."""

        ordering = ("agreement_id", "organisation", "-version")
        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "organisation", "version"], name="cost_mapping_version"),
        )

    @cached_property
    def mapping(self) -> CodeMapping:
        """The rules."""
        return msgspec.json.decode(self.content, type=CodeMapping)


class CostFile(OfOneAgreement, Witnessed):
    """A file with costs as it was received: whole, packed, with its hash."""

    unwitnessed = ("chart", "comparison", "compared_with")

    WAITING, BOOKED, DISCARDED = "waiting", "booked", "discarded"

    number = models.PositiveIntegerField()
    """1, 2, … within the organisation and the agreement."""
    source = models.CharField(max_length=10)
    """``sie`` or ``sheet``."""
    form = models.CharField(max_length=10)
    """``4E``, ``4I``, ``xlsx`` or ``csv``."""
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    """Bytes."""
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default=WAITING)
    facts = models.JSONField(default=dict)
    """What the file says of itself: company, program, day, fiscal year."""
    warnings = models.JSONField(default=list)
    """What was noticed and did not stop it, in both languages."""
    vouchers = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    covers_from = models.DateField()
    """The days that it is the whole of: what it is said to cover until someone says otherwise."""
    covers_to = models.DateField()
    chart = models.BinaryField(default=bytes)
    """What its rows point at; empty when it no longer waits."""
    comparison = models.TextField(blank=True)
    """The latest comparison as JSON, so that the page need not work it out each time; empty when it no longer waits."""
    compared_with = models.CharField(max_length=100, blank=True)
    """What it was compared with: another means that the comparison is old."""
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=100)
    settled_at = models.DateTimeField(null=True, blank=True)
    """When it was booked or discarded."""
    settled_by = models.CharField(max_length=100, blank=True)

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first; the same content once, unless it was discarded."""

        ordering = ("agreement_id", "organisation", "-number")
        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "organisation", "number"], name="cost_file_number_once"),
            models.UniqueConstraint(
                fields=["agreement_id", "organisation", "sha256"],
                condition=~Q(state="discarded"),
                name="cost_file_content_once",
            ),
        )

    @property
    def text(self) -> Text:
        """What it is called."""
        return Text(f"Fil {self.number}: {self.name}", f"File {self.number}: {self.name}")

    def thing(self) -> Thing:
        """Return the file as what an event is about."""
        return Thing("cost-file", f"{self.agreement_id}/{self.organisation_id}-{self.number}", self.text)

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for someone to confirm or discard it."""
        return self.state == self.WAITING

    @property
    def covers(self) -> tuple[datetime.date, datetime.date]:
        """The days that it is said to be the whole of."""
        return self.covers_from, self.covers_to

    @property
    def own_chart(self) -> Chart:
        """What its rows point at."""
        return chart_of(bytes(self.chart))

    def contents(self, kind: str) -> Iterator[bytes]:
        """Give its pieces of one kind, in order."""
        for piece in self.pieces.filter(kind=kind).order_by("number").iterator(chunk_size=8):
            yield bytes(piece.content)


class CostFilePiece(models.Model):
    """A piece of a file: of its own bytes, packed, or of its vouchers while it waits."""

    ORIGINAL, VOUCHERS = "original", "vouchers"

    file = models.ForeignKey(CostFile, models.PROTECT, related_name="pieces")
    kind = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        """In order."""

        ordering = ("file", "kind", "number")
        constraints = (models.UniqueConstraint(fields=["file", "kind", "number"], name="cost_file_piece_once"),)

    def __str__(self) -> str:
        return f"{self.file_id} {self.kind} {self.number}"


class TakenIn(OfOneAgreement, Witnessed):
    """The vouchers that are taken in from one source, as they are now, and what they come to."""

    source = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    """Grows each time a file is taken in, or it is worked out again."""
    mapping_version = models.PositiveIntegerField(default=0)
    chart = models.BinaryField(default=bytes)
    sums = models.JSONField(default=dict)
    """Öre by activity's number and month (``2022-03``)."""
    file = models.ForeignKey(CostFile, models.PROTECT, null=True, related_name="+")
    """The file that was taken in last."""
    at = models.DateTimeField()
    by = models.CharField(max_length=100)

    objects = WitnessedRows.as_manager()

    class Meta:
        """One for each source."""

        constraints = (models.UniqueConstraint(fields=["agreement_id", "organisation", "source"], name="taken_once"),)

    def total(self, activity: int) -> int:
        """Return an activity's öre."""
        return sum(self.sums.get(str(activity), {}).values())


class TakenInPiece(models.Model):
    """A piece of the vouchers that are taken in."""

    taken = models.ForeignKey(TakenIn, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        """In order."""

        ordering = ("taken", "number")
        constraints = (models.UniqueConstraint(fields=["taken", "number"], name="taken_piece_once"),)

    def __str__(self) -> str:
        return f"{self.taken_id} {self.number}"


class BookedCost(OfOneAgreement, Witnessed):
    """A cost that was booked on an activity: what stands behind one fact of the ledger."""

    number = models.PositiveIntegerField()
    """1, 2, … within the organisation and the agreement."""
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="costs")
    recipient = models.CharField(max_length=40)
    """The code of the organisation whose account it stands in."""
    grant = models.CharField(max_length=100)
    earmark = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=10)
    fact_id = models.CharField(max_length=64, unique=True)
    amount = models.BigIntegerField()
    day = models.DateField()
    text = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(CostFile, models.PROTECT, null=True, blank=True, related_name="costs")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)

    objects = WitnessedRows.as_manager()

    class Meta:
        """In the order that they were booked."""

        ordering = ("agreement_id", "organisation", "number")
        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "organisation", "number"], name="cost_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="cost_above_zero"),
        )

    @property
    def corrected(self) -> int:
        """How much of it has been taken back."""
        return sum(one.amount for one in self.corrections.all())

    @property
    def left(self) -> int:
        """What remains of it."""
        return self.amount - self.corrected

    def thing(self) -> Thing:
        """Return the cost as what an event is about."""
        name = Text(f"Kostnad {self.number}", f"Cost {self.number}")
        return Thing("cost", f"{self.agreement_id}/{self.organisation_id}-{self.number}", name)


class CostCorrection(Witnessed):
    """A booked cost that was taken back, in whole or in part."""

    cost = models.ForeignKey(BookedCost, models.PROTECT, related_name="corrections")
    fact_id = models.CharField(max_length=64, unique=True)
    amount = models.BigIntegerField()
    day = models.DateField()
    reason = models.TextField(blank=True)
    file = models.ForeignKey(CostFile, models.PROTECT, null=True, blank=True, related_name="corrections")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)

    objects = WitnessedRows.as_manager()

    class Meta:
        """In the order that they were made."""

        ordering = ("cost", "pk")
        constraints = (models.CheckConstraint(condition=Q(amount__gt=0), name="correction_above_zero"),)

    def __str__(self) -> str:
        return f"{self.cost_id} {self.amount}"
