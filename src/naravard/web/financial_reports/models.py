"""Financial reports that were drawn up: figures taken down, what the CFO said of them, and what became of them.

What the report says in words is written in the paper (:class:`naravard.web.papers.models.PaperDraft`), and kept with
the paper that is handed in.
"""

from django.db import models

from naravard.web.history.witness import Witnessed, WitnessedRows
from naravard.web.organisations.models import Organisation


class DrawnUpReport(Witnessed):
    """One financial report as it was drawn up. Opened again, it stays as it was, and the next one is another row."""

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="financial_reports")
    duty_id = models.CharField(max_length=100)
    """The duty that it is drawn up for."""
    number = models.PositiveIntegerField()
    """1, 2, … within the organisation and the agreement."""
    fact_id = models.CharField(max_length=64, unique=True)
    """The ledger's fact that it was drawn up."""
    figures = models.JSONField()
    """:class:`.figures.Figures`."""
    comments = models.JSONField(default=dict)
    """The organisation's own words on each development area, by its id."""
    drawn_up_at = models.DateTimeField()
    drawn_up_by = models.CharField(max_length=100)
    """The code of the person."""
    drawn_up_by_name = models.CharField(max_length=200)

    alternative = models.PositiveSmallIntegerField(null=True, blank=True)
    """1: correct, 2: not correct; none while the CFO has not reviewed it."""
    deviations = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    reviewer = models.CharField(max_length=200, blank=True)
    """The CFO's name, as the paper has it."""
    reviewer_position = models.CharField(max_length=200, blank=True)
    reviewer_phone = models.CharField(max_length=50, blank=True)
    reviewer_email = models.CharField(max_length=254, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=100, blank=True)

    receipt_number = models.CharField(max_length=20, blank=True)
    """Of the paper that it was handed in as; empty where it never was."""
    signed_by_name = models.CharField(max_length=200, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by_name = models.CharField(max_length=200, blank=True)
    reopened_because = models.TextField(blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    """When the organisation asked its receiver to open it again."""
    asked_because = models.TextField(blank=True)

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first; each number once."""

        ordering = ("agreement_id", "organisation", "-number")
        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "organisation", "number"], name="financial_report_once"),
            models.CheckConstraint(
                condition=models.Q(alternative__isnull=True) | models.Q(alternative__in=(1, 2)),
                name="financial_report_alternative",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.organisation_id} {self.number}"
