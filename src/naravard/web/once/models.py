"""An answer that has been given, and what has been written and not yet done; both are kept for a week."""

from django.db import models


class GivenAnswer(models.Model):
    """What someone's act was answered with."""

    by = models.CharField(max_length=100)
    """Who acted, as events name the actor: one's keys are one's own."""
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, blank=True)
    """What was asked for, as a hash; empty where the key itself tells requests apart."""
    answer = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        """One answer for each key; this is also what makes the second of two at once wait for the first."""

        constraints = (models.UniqueConstraint(fields=["by", "key"], name="answered_once"),)

    def __str__(self) -> str:
        return f"{self.by} {self.key}"


class WrittenForm(models.Model):
    """What someone has written in a form that has not been done: it is there again wherever the form is opened."""

    by = models.CharField(max_length=100)
    """Who wrote it, as events name the actor: nobody else sees it."""
    address = models.CharField(max_length=500)
    """The form's address."""
    content = models.JSONField()
    """The fields, and what was wrong with them; or where the form led, if it has been done."""
    at = models.DateTimeField(db_index=True)

    class Meta:
        """One for each person and address: the newest."""

        constraints = (models.UniqueConstraint(fields=["by", "address"], name="written_form_once"),)

    def __str__(self) -> str:
        return f"{self.by} {self.address}"
