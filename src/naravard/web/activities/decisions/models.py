"""The region's own decision: who answers for each area, the memorandum in its versions, frames, and reallocations.

Codes and ids are kept and no labels, but for what a memorandum said when it was proposed: that is kept whole, since it
is what the board decided on.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from naravard.agreement.model import Text
from naravard.web.activities.models import Activity
from naravard.web.history.content import Thing
from naravard.web.history.witness import Witnessed, WitnessedRows
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person


class AreaOfficer(Witnessed):
    """Who answers for a development area in a region (ansvarig tjänsteperson): proposes its activities."""

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="area_officers")
    area = models.CharField(max_length=100, blank=True)
    """The area's id; empty for what belongs to no area."""
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = WitnessedRows.as_manager()

    class Meta:
        """One for each area."""

        ordering = ("agreement_id", "organisation", "area")
        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "organisation", "area"], name="one_officer_an_area"),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.organisation_id} {self.area}: {self.person}"


class Decision(Witnessed):
    """One version of a region's decision on how the money is used: its memorandum, and what the board decided."""

    DRAFT, PROPOSED, DECIDED, WITHDRAWN = "draft", "proposed", "decided", "withdrawn"
    BY_DIRECTOR, BY_BOARD = "director", "board"

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    """1, 2, … within the organisation and the agreement; of those decided the highest holds."""
    state = models.CharField(max_length=10, default=DRAFT)
    activities_by = models.CharField(max_length=10, default=BY_DIRECTOR)
    """``director``: the board lets the region director decide on activities and reallocate within areas; ``board``:
    the board itself decides on the activities of the basis."""
    rests_on = models.PositiveIntegerField(default=0)
    """The fixed version of the agreement's allocation that its amounts are from."""
    reason = models.TextField(blank=True)
    """Why there is a new version; empty for the first."""

    heading = models.CharField(max_length=300)
    background = models.TextField(blank=True)
    """The matter in the region's words, paragraphs with an empty line between; a line that begins with ``• `` is an
    item of a list."""
    points = models.JSONField(default=list)
    """The director's proposal, point by point."""
    handler = models.CharField(max_length=200, blank=True)
    """Who handles the matter (handläggare); where it is empty the one who began the decision."""
    signatures = models.JSONField(default=list)
    """Who signs *I tjänsten*: a list of ``[name, title]``."""
    extracts = models.JSONField(default=list)
    """Who gets an extract of the minutes (utdrag till)."""
    served_on = models.CharField(max_length=200, blank=True)
    """The board that the minutes are served on (delges)."""
    reference_number = models.CharField(max_length=100, blank=True)
    """The region's own (diarienummer)."""

    board = models.CharField(max_length=200, blank=True)
    """Who decides: ``Regionstyrelsen``."""
    protocol = models.CharField(max_length=100, blank=True)
    """Which minutes the decision stands in."""
    paragraph = models.CharField(max_length=30, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    """The day of the board's decision; it takes effect when it is entered here."""
    memorandum = models.TextField(blank=True)
    """What was proposed, whole (:mod:`naravard.documents.memorandum`, as JSON), or what a draft said when it was
    withdrawn; empty in a draft. It is never written again."""

    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    """The code of the person."""
    proposed_at = models.DateTimeField(null=True, blank=True)
    entered_at = models.DateTimeField(null=True, blank=True)
    """When the board's decision was entered."""
    entered_by = models.CharField(max_length=100, blank=True)
    version = models.PositiveIntegerField(default=1)
    """Grows with every change, so that whoever changes an older version is told."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first; one that is being prepared at a time."""

        ordering = ("agreement_id", "organisation", "-number")
        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "organisation", "number"], name="decision_number_once"),
            models.UniqueConstraint(
                fields=["agreement_id", "organisation"],
                condition=Q(state__in=["draft", "proposed"]),
                name="one_decision_prepared_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.organisation_id} {self.number} {self.state}"

    def thing(self) -> Thing:
        """Return the decision as what an event is about."""
        return Thing(
            "distribution-decision",
            f"{self.agreement_id}/{self.organisation_id}/{self.number}",
            Text(f"fördelningsbeslut {self.number}", f"distribution decision {self.number}"),
        )


class SentMemorandum(Witnessed):
    """A memorandum's files as they were sent to the board, or with its decision: the bytes, for ever."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="sent")
    number = models.PositiveIntegerField()
    """1, 2, … of the decision: it can be taken back and sent again."""
    state = models.CharField(max_length=10)
    """``proposed``: handed to the board; ``decided``: with the board's decision on it."""
    word = models.BinaryField()
    word_sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    objects = WitnessedRows.as_manager()

    class Meta:
        """In the order in which they were sent."""

        ordering = ("decision", "number")
        constraints = (models.UniqueConstraint(fields=["decision", "number"], name="sent_memorandum_once"),)

    def __str__(self) -> str:
        return f"{self.decision} {self.number}"

    @property
    def words(self) -> Text:
        """What it is called in a list."""
        if self.state == Decision.DECIDED:
            return Text("Med nämndens beslut", "With the board's decision")
        return Text("Lämnad till nämnden", "Handed to the board")


class FrameLine(Witnessed):
    """What a version of the decision gives an area of a grant, in kronor."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="frames")
    area = models.CharField(max_length=100, blank=True)
    """The area's id; empty for what is given to none."""
    grant = models.CharField(max_length=100)
    amount = models.BigIntegerField()

    objects = WitnessedRows.as_manager()

    class Meta:
        """Each grant once in an area."""

        ordering = ("decision", "area", "grant")
        constraints = (
            models.UniqueConstraint(fields=["decision", "area", "grant"], name="frame_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="frame_not_below_zero"),
        )

    def __str__(self) -> str:
        return f"{self.decision_id} {self.area}/{self.grant} {self.amount}"


class Reallocation(Witnessed):
    """Money moved within an area, by whoever may decide on activities, or between areas, by the board. Written once."""

    WITHIN, BETWEEN = "within", "between"

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reallocations")
    kind = models.CharField(max_length=10)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="reallocations")
    """Between areas the decision that moved it; within one, the decision that gives the mandate."""
    decider = models.CharField(max_length=200)
    """The board's name, or the name and role of the person."""
    by = models.CharField(max_length=100)
    """The code of the person who decided, or who entered the board's decision."""
    reason = models.TextField()
    reference = models.CharField(max_length=200, blank=True)
    """Where the decision stands: minutes and paragraph, or a reference number."""
    day = models.DateField()
    at = models.DateTimeField()

    objects = WitnessedRows.as_manager()

    class Meta:
        """In the order they were made."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.organisation_id} {self.kind} {self.day}"


class ReallocationLine(Witnessed):
    """What one activity, or one area's grant, had before a reallocation and after it, in kronor."""

    reallocation = models.ForeignKey(Reallocation, models.PROTECT, related_name="lines")
    area = models.CharField(max_length=100, blank=True)
    grant = models.CharField(max_length=100)
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="reallocated")
    """None for the area's grant itself: its frame between areas, what was not planned within one. What was not planned
    can be below zero where less has been allotted since the decision."""
    before = models.BigIntegerField()
    after = models.BigIntegerField()

    objects = WitnessedRows.as_manager()

    class Meta:
        """In the order they were written."""

        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(activity__isnull=True) | Q(before__gte=0) & Q(after__gte=0),
                name="reallocated_not_below_zero",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reallocation_id} {self.area}/{self.grant} {self.before} → {self.after}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new line; an old one is never changed."""
        if not self._state.adding:
            message = "what has been reallocated is never changed; make a reallocation of its own"
            raise ReallocationsAreOnlyAddedError(message)
        super().save(*args, **kwargs)


class ReallocationsAreOnlyAddedError(Exception):
    """Someone tried to change what has been reallocated."""
