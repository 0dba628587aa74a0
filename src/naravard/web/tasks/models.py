"""What has been done about a duty by one organisation, the later days it was given and asked for: facts with times.

How a duty stands is worked out from these by :mod:`naravard.agreement.duties` and never stored. Codes are kept and no
labels: a name is read from the agreement as it is now, and in the history as it was then.
"""

from django.db import models

from naravard.agreement.duties import Progress
from naravard.web.history.witness import Witnessed, WitnessedRows
from naravard.web.organisations.models import Organisation


class DutyRecord(Witnessed):
    """The facts of one duty for one organisation. There is none until something has been done."""

    agreement_id = models.CharField(max_length=100)
    duty_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="duty_records")
    begun_at = models.DateTimeField(null=True, blank=True)
    begun_by = models.CharField(max_length=100, blank=True)
    """The code of the person, as events name one: who prepares, and so may not sign."""
    submitted_at = models.DateTimeField(null=True, blank=True)
    """When it came in the first time, which decides whether it came in time."""
    submitted_by = models.CharField(max_length=100, blank=True)
    resubmitted_at = models.DateTimeField(null=True, blank=True)
    """When it came in the last time, where it has been opened again."""
    reference_number = models.CharField(max_length=100, blank=True)
    """The organisation's own number of what it handed in."""
    note = models.TextField(blank=True)
    """What the organisation wrote to the receiver."""
    done_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    """When it was opened again to be changed; empty again once it has been handed in again."""
    reopened_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    """Grows with every act, extensions too, so that whoever acts on an older version is told."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """One for each duty and organisation; what waits to be received is found by duty."""

        ordering = ("agreement_id", "duty_id", "organisation")
        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "duty_id", "organisation"], name="duty_record_once"),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id}"

    @property
    def progress(self) -> Progress:
        """The facts as the pure room takes them."""
        return Progress(
            begun_at=self.begun_at,
            submitted_at=self.submitted_at,
            done_at=self.done_at,
            reopened_at=self.reopened_at,
        )


class HandedInContent(Witnessed):
    """What came one time a duty was handed in without a paper of its own: a text, a file or both. It never changes."""

    record = models.ForeignKey(DutyRecord, models.PROTECT, related_name="contents")
    number = models.PositiveIntegerField()
    """1, 2, … for the duty and the organisation, which addresses name."""
    text = models.TextField(blank=True)
    file_name = models.CharField(max_length=100, blank=True)
    """As it was called; empty if no file came."""
    media_type = models.CharField(max_length=100, blank=True)
    file = models.BinaryField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    """Of the file."""
    size = models.PositiveIntegerField(default=0)
    """Bytes of the file."""
    handed_in_at = models.DateTimeField()
    handed_in_by = models.CharField(max_length=100)
    """The code of the person, or of the key."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """In the order in which it came."""

        ordering = ("record", "number")
        constraints = (models.UniqueConstraint(fields=["record", "number"], name="handed_in_content_once"),)

    def __str__(self) -> str:
        return f"{self.record} {self.number}"


class Extension(Witnessed):
    """A later day that an organisation was given for a duty, or that it was taken back. The newest counts."""

    agreement_id = models.CharField(max_length=100)
    duty_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="extensions")
    to_day = models.DateField(null=True, blank=True)
    """The last day; ``None`` if an extension was taken back, so that the agreement's own day counts."""
    reason = models.TextField()
    reference_number = models.CharField(max_length=100, blank=True)
    """The number of the decision at the one that gave it."""
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    """The code of the person."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        indexes = (models.Index(fields=["organisation", "agreement_id", "duty_id"], name="extension_by_duty"),)

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id} {self.to_day or '–'}"


class ReceiverReminder(models.Model):
    """That the receiver of a duty reminded an organisation of it. Only added; the newest is shown."""

    agreement_id = models.CharField(max_length=100)
    duty_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="receiver_reminders")
    """Who was reminded."""
    by_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    """Who receives the duty."""
    message = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    """The code of the person."""

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        indexes = (models.Index(fields=["organisation", "agreement_id", "duty_id"], name="receiver_reminder_by_duty"),)

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id} {self.made_at}"


class ExtensionRequest(Witnessed):
    """An organisation's wish for a later day, with its reason, and what was answered. One is open at a time."""

    agreement_id = models.CharField(max_length=100)
    duty_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="extension_requests")
    to_day = models.DateField()
    """The last day that is asked for."""
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=100)
    """The code of the person."""
    answered_at = models.DateTimeField(null=True, blank=True)
    """None while it is open."""
    answered_by = models.CharField(max_length=100, blank=True)
    granted_to = models.DateField(null=True, blank=True)
    """The later day that was given; None if it was declined, and while it is open."""
    answer = models.TextField(blank=True)
    """Why, in the words of the one who answered."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        indexes = (models.Index(fields=["organisation", "agreement_id", "duty_id"], name="extension_request_by_duty"),)

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id} {self.to_day}?"
