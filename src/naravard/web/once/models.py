"""An answer that has been given, kept for a week under the key that came with the request."""

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
