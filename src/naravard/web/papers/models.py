"""What the database keeps of papers: the one being written, and those that were handed in, which never change."""

import datetime
from typing import Any, NoReturn

from django.db import models

from naravard.agreement.model import Text
from naravard.web.history.witness import Witnessed, WitnessedRows
from naravard.web.organisations.models import Organisation


class PapersAreKeptError(Exception):
    """Someone tried to change or remove a paper that has been handed in."""


class PaperDraft(Witnessed):
    """A paper that an organisation is writing. There is one for each duty; it lives on from edition to edition."""

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="paper_drafts")
    paper_id = models.CharField(max_length=100)
    """What kind of paper it is, which is what its duty is about: ``requisition``."""
    duty_id = models.CharField(max_length=100)
    """The duty that it carries: an organisation has one draft for each, also where several are of one kind."""
    values = models.JSONField(default=dict)
    """What has been written, by field, as text."""
    preparers = models.JSONField(default=list)
    """The codes of all who have written in it or made it ready, in the order that they first did."""
    version = models.PositiveIntegerField(default=0)
    """Grows with every act, so that two who write at once can be shown both versions."""
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.CharField(max_length=100, blank=True)

    ready_at = models.DateTimeField(null=True, blank=True)
    """When it was made ready to be signed; none while it is being written."""
    ready_by = models.CharField(max_length=100, blank=True)
    edition = models.PositiveIntegerField(default=0)
    """The edition that was made ready; 0 while it is being written."""
    content = models.JSONField(default=list)
    """What stands on the paper that was made ready: :class:`.entries.Entry`, one after another."""
    pdf = models.BinaryField(null=True, blank=True)
    allocation_version = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    objects = WitnessedRows.as_manager()

    class Meta:
        """One for each duty of an organisation."""

        ordering = ("agreement_id", "organisation", "duty_id")
        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "organisation", "duty_id"], name="paper_draft_of_duty"),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id}"

    @property
    def is_ready(self) -> bool:
        """Whether it is waiting to be signed, and cannot be written in."""
        return self.ready_at is not None


class HandedInPaper(Witnessed):
    """A paper as it was handed in: what it said, the file, who signed it how, and the receipt. Written once."""

    unwitnessed = ("event_sequence",)  # known when the event that witnesses the row has been recorded

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="handed_in_papers")
    """Whose paper it is."""
    receiver_code = models.CharField(max_length=40, blank=True)
    """The code of the organisation that it was handed in to."""
    paper_id = models.CharField(max_length=100)
    name_sv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    duty_id = models.CharField(max_length=100)
    edition = models.PositiveIntegerField()
    """1, 2, … of the duty's paper; the highest is the one that holds."""
    content = models.JSONField()
    """What stands on it: :class:`.entries.Entry`, one after another."""
    content_sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    signed_pdf = models.BinaryField(null=True, blank=True)
    """The file with electronic signatures, or a picture of the paper signed by hand."""
    signed_sha256 = models.CharField(max_length=64, blank=True)
    way = models.CharField(max_length=20)
    """``electronic`` or ``paper``: how it was signed."""
    signatures = models.JSONField(default=list)
    """What the check found of each signature: name, organisation, issuer, when."""
    preparers = models.JSONField(default=list)
    signed_by = models.CharField(max_length=100)
    """The code of the person who signed and handed it in."""
    handed_in_at = models.DateTimeField()
    first_handed_in_at = models.DateTimeField()
    """When the duty's first paper came in, which decides whether it came in time."""
    last_day = models.DateField(null=True, blank=True)
    """The last day that was current then; ``None`` if the text gives none."""
    was_late = models.BooleanField(default=False)
    receipt_number = models.CharField(max_length=20, unique=True)
    allocation_version = models.PositiveIntegerField(default=0)
    """The fixed allocation that its amounts rest on; 0 where it states none."""
    digest = models.CharField(max_length=64)
    """Of the agreement's files that it was made from."""
    event_sequence = models.PositiveIntegerField(null=True, blank=True)
    """The number of the event, in the chain, that tells that it was handed in."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first; each edition once."""

        ordering = ("-handed_in_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["agreement_id", "organisation", "duty_id", "edition"], name="paper_edition_of_duty"
            ),
        )
        indexes = (models.Index(fields=["receiver_code", "agreement_id"], name="paper_by_receiver"),)

    def __str__(self) -> str:
        return f"{self.receipt_number} {self.agreement_id}/{self.paper_id} {self.organisation_id} {self.edition}"

    @property
    def name(self) -> Text:
        """What the paper was called."""
        return Text(self.name_sv, self.name_en)

    @property
    def is_electronic(self) -> bool:
        """Whether it was signed electronically."""
        return self.way == "electronic"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new paper; afterwards only the number of its event is written, once."""
        if not self._state.adding and list(kwargs.get("update_fields") or ()) != ["event_sequence"]:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: a receipt has been given for it."""
        _refuse()


def _refuse() -> NoReturn:
    message = "what has been handed in is never changed or removed; a new edition is handed in instead"
    raise PapersAreKeptError(message)


def moment_of(text: str | None) -> datetime.datetime | None:
    """Return a moment that stands as text in a paper's JSON."""
    return datetime.datetime.fromisoformat(text) if text else None
