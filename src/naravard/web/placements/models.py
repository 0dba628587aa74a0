"""What the database keeps of reports of keys: drafts, what was handed in, and who lets its RSS hand in.

What was handed in is written once; a correction is the next version. Numbers are kept by the id that the agreement's
data gives them, as text, so that nothing is lost when a number is exact.
"""

from collections.abc import Mapping
from fractions import Fraction

from django.db import models

from naravard.web.history.witness import Witnessed, WitnessedRows
from naravard.web.organisations.models import Organisation
from naravard.web.site.written_once import WrittenOnce


class ReportIsImmutableError(Exception):
    """Someone tried to change or remove what was handed in."""


class ReportDraft(Witnessed):
    """The numbers of a report as they are being written; one for each duty and organisation."""

    agreement_id = models.CharField(max_length=100)
    duty_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="report_drafts")
    numbers = models.JSONField(default=dict)
    """By id; what is not written yet is not here."""
    note = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=100)
    """The code of the person."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """One for each duty and organisation."""

        ordering = ("agreement_id", "duty_id", "organisation")
        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "duty_id", "organisation"], name="report_draft_once"),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id}"


class SubmittedReport(WrittenOnce, Witnessed):
    """A report as it was handed in; an allocation may rest on it. The highest number counts."""

    refused = ReportIsImmutableError
    instead = "what was handed in is never changed or removed; a correction is the next version"

    agreement_id = models.CharField(max_length=100)
    duty_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="submitted_reports")
    number = models.PositiveIntegerField()
    """1, 2, … within the duty and organisation."""
    numbers = models.JSONField()
    """By id, exact, as text."""
    note = models.TextField(blank=True)
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=100)
    """The code of the person."""
    submitted_in = models.CharField(max_length=100)
    """The code of the organisation that handed it in: the one whose report it is, or the RSS that coordinates."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the content, so that a receipt can be compared with what is kept."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """The newest first; each number once."""

        ordering = ("agreement_id", "duty_id", "organisation", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["agreement_id", "duty_id", "organisation", "number"], name="report_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id} {self.number}"

    @property
    def exact(self) -> Mapping[str, Fraction]:
        """The numbers by id."""
        return {name: Fraction(number) for name, number in self.numbers.items()}


class Coordination(Witnessed):
    """That a municipality lets its RSS hand in a report for it, or does so no longer. The newest counts."""

    agreement_id = models.CharField(max_length=100)
    duty_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="coordinations")
    """Whose report it is."""
    coordinator = models.CharField(max_length=100, blank=True)
    """The code of the RSS; empty where it was taken back."""
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=100)
    """The code of the person."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        indexes = (models.Index(fields=["agreement_id", "duty_id", "organisation"], name="coordination_by_duty"),)

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id} {self.coordinator or '–'}"
