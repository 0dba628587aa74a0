"""What the database keeps of reports in words: an answer a question, what was changed in a sitting, what was sealed."""

from typing import ClassVar

from django.db import models

from naravard.web.organisations.models import Organisation
from naravard.web.papers.models import HandedInPaper, PapersAreKeptError
from naravard.web.site.written_once import WrittenOnce


class ReportAnswer(models.Model):
    """What an organisation has answered to one question of a report that is being written.

    The version is the question's own, so that two who write in one part of the form do not meet.
    """

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="report_answers")
    """Whose answer it is."""
    duty_id = models.CharField(max_length=100)
    """The duty to report."""
    form_id = models.CharField(max_length=100)
    form_version = models.PositiveIntegerField()
    """The form that it was given in: an answer is read by the words of its own version."""
    question_id = models.CharField(max_length=100)
    value = models.JSONField(default=dict)
    """The answer as :mod:`naravard.questionnaire.answers` reads it; empty where it has been taken away."""
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=100)
    changed_by_name = models.CharField(max_length=200)

    class Meta:
        """One for each question of an organisation's report."""

        ordering = ("agreement_id", "organisation", "duty_id", "question_id")
        constraints = (
            models.UniqueConstraint(
                fields=["agreement_id", "organisation", "duty_id", "question_id"], name="report_answer_once"
            ),
        )
        indexes = (models.Index(fields=["agreement_id", "duty_id"], name="report_answers_of_duty"),)

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id} {self.question_id}"


class Sitting(models.Model):
    """What someone has changed in a report since beginning to write: told in the history when the sitting is over."""

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="report_sittings")
    duty_id = models.CharField(max_length=100)
    by = models.CharField(max_length=100)
    """Who writes, as events name the actor."""
    actor = models.JSONField()
    """Who, as what role and for whom, as the event tells it (:class:`.sittings.Sitter`)."""
    began_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)
    before = models.JSONField(default=dict)
    """What the answers that were changed were when the sitting began, in words, by question."""

    class Meta:
        """One for each person and report."""

        ordering = ("last_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["agreement_id", "organisation", "duty_id", "by"], name="report_sitting_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id} {self.by}"


class SealedAnswers(WrittenOnce):
    """The answers of a report as it was handed in, so that they can be read, counted and compared for ever."""

    refused: ClassVar[type[Exception]] = PapersAreKeptError
    instead: ClassVar[str] = "answers that were handed in are never changed or removed; a new edition is handed in"

    paper = models.OneToOneField(HandedInPaper, models.PROTECT, related_name="answers", primary_key=True)
    form_id = models.CharField(max_length=100)
    form_version = models.PositiveIntegerField()
    answers = models.JSONField()
    """By question, as :mod:`naravard.questionnaire.answers` reads them."""

    def __str__(self) -> str:
        return f"{self.paper_id} {self.form_id}/{self.form_version}"


class AskedAgain(models.Model):
    """What a report's receiver asks about one answer of an edition that it has returned."""

    paper = models.ForeignKey(HandedInPaper, models.PROTECT, related_name="asked_again")
    """The edition that was returned."""
    question_id = models.CharField(max_length=100)
    asks = models.TextField()
    asked_at = models.DateTimeField()

    class Meta:
        """One for each question of an edition."""

        ordering = ("paper", "id")
        constraints = (models.UniqueConstraint(fields=["paper", "question_id"], name="asked_again_once"),)

    def __str__(self) -> str:
        return f"{self.paper_id} {self.question_id}"


class ReportAttachment(models.Model):
    """A file that goes with a report, byte for byte. One that is taken away stays with the editions it went with."""

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="report_attachments")
    duty_id = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=200)
    removed_at = models.DateTimeField(null=True, blank=True)
    editions = models.ManyToManyField(HandedInPaper, related_name="report_attachments")
    """The editions that it went with."""

    class Meta:
        """In the order that they came."""

        ordering = ("id",)
        indexes = (models.Index(fields=["organisation", "agreement_id", "duty_id"], name="report_attachments_of_duty"),)

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id} {self.name}"


class ReportComment(models.Model):
    """What a colleague, or someone outside who read the draft in Word, says about an answer while it is written.

    It stays within the organisation: it is no part of the report, and is not handed in.
    """

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="report_comments")
    duty_id = models.CharField(max_length=100)
    question_id = models.CharField(max_length=100, blank=True)
    """The question; empty for a comment on the whole."""
    text = models.TextField()
    passage = models.TextField(blank=True)
    """The words that it is about, where it comes out of a Word document."""
    said_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    """The code of the person who wrote it, or took it in."""
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In the order that they came."""

        ordering = ("id",)
        indexes = (models.Index(fields=["organisation", "agreement_id", "duty_id"], name="report_comments_of_duty"),)

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id} {self.pk}"


class CountyReply(models.Model):
    """What a municipality answers the county's RSS in a form, as a whole: whether it is given, and by whom.

    It lives on when it is taken back and given again. The answers are :class:`Answer` of the municipality.
    """

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="county_replies")
    """The municipality."""
    duty_id = models.CharField(max_length=100)
    """The duty of the RSS to report."""
    version = models.PositiveIntegerField(default=0)
    """Grows with every save, so that two who write at once can be shown both versions."""
    given_at = models.DateTimeField(null=True, blank=True)
    """When it was given to the RSS; none while it is being written."""
    given_by_name = models.CharField(max_length=200, blank=True)
    told_by = models.CharField(max_length=200, blank=True)
    """Who in the municipality told the answers, where the RSS wrote them down."""

    class Meta:
        """One for each municipality and form."""

        ordering = ("agreement_id", "duty_id", "organisation")
        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "organisation", "duty_id"], name="county_reply_once"),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id}"

    @property
    def is_given(self) -> bool:
        """Whether the RSS has it."""
        return self.given_at is not None


class CountyLastDay(models.Model):
    """By which day an RSS asks its municipalities to answer: its own day, before that of its own report."""

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="county_last_days")
    """The RSS."""
    duty_id = models.CharField(max_length=100)
    day = models.DateField()
    set_at = models.DateTimeField()

    class Meta:
        """One for each RSS and report."""

        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "organisation", "duty_id"], name="county_last_day_once"),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.duty_id} {self.organisation_id} {self.day}"
