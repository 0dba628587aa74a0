"""What has been given to whom: mails with their reminders, those who want none, and the keys to calendars.

A mail and its reminders are written before the mail is sent (it is *claimed*), so that two timers at once, or a fall in
between, never send anything twice. What is claimed and not marked as sent may have gone or not.
"""

from django.db import models

from naravard.agreement.model import Text
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person


class ReminderMail(models.Model):
    """One mail to one person, with all that was due, or all that waited, when it was made."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="reminder_mails")
    address = models.EmailField()
    """Where it was sent."""
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    """When the mail server had taken it; empty while that is not known."""

    class Meta:
        """Newest first; those that may have gone or not are few, and found by index."""

        ordering = ("-id",)
        indexes = (
            models.Index(fields=["claimed_at"], condition=models.Q(sent_at=None), name="reminder_mail_unsure"),
            models.Index(fields=["person", "-id"], name="reminder_mail_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.address}"


class GivenReminder(models.Model):
    """One reminder of one duty to one person: with the last day that it was for, so that a later day begins again."""

    mail = models.ForeignKey(ReminderMail, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, models.PROTECT, related_name="reminders")
    agreement_id = models.CharField(max_length=100)
    duty_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reminders")
    due = models.DateField()
    offset = models.SmallIntegerField()
    """Which of :data:`naravard.agreement.duties.OFFSETS` it is."""

    class Meta:
        """None is ever given twice; the database says so too."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["person", "agreement_id", "duty_id", "organisation", "due", "offset"], name="reminded_once"
            ),
        )
        indexes = (models.Index(fields=["due"], name="reminder_by_day"),)

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id} {self.due} {self.offset}"


class ToldHandover(models.Model):
    """One handover that a person got mail about: what waited, and which handing over it was."""

    mail = models.ForeignKey(ReminderMail, models.CASCADE, related_name="handovers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="told_handovers")
    key = models.CharField(max_length=300)
    """:attr:`naravard.web.handovers.handover.Handover.key`."""
    told_as = models.CharField(max_length=40)
    """:attr:`naravard.web.handovers.handover.Handover.told_as`: handed over again, it is mailed again."""
    what_sv = models.CharField(max_length=500)
    what_en = models.CharField(max_length=500, blank=True)
    """What it was called then."""

    class Meta:
        """Nobody is told twice; the database says so too."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["person", "key", "told_as"], name="told_once"),)

    def __str__(self) -> str:
        return f"{self.key} {self.told_as}"

    @property
    def what(self) -> Text:
        """What it was called then."""
        return Text(self.what_sv, self.what_en)


class HandoverMailChoice(models.Model):
    """When someone wants mail about what waits, where it is not at each handing over."""

    AT_ONCE, DAILY, NEVER = "at-once", "daily", "never"

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="handover_mail_choice")
    wanted = models.CharField(max_length=10)
    """``at-once``, ``daily`` or ``never``."""
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} {self.wanted}"


class RemindersOff(models.Model):
    """Someone who wants no reminders by mail."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="reminders_off")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person)


class CalendarSecret(models.Model):
    """The key to a person's calendar; only its hash is kept."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="calendar_secret")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person)
