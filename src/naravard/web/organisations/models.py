"""An organisation: its code is its identity; its name is a label that changes."""

from django.db import models

from naravard.agreement.model import Text
from naravard.web.history.told import Named, Thing


class Organisation(models.Model):
    """One that keeps an agreement: receives, reports, pays or watches."""

    code = models.CharField(max_length=40, primary_key=True)
    """``region-09``, ``rss-09``, ``kommun-0980``, ``skr``, ``kammarkollegiet``, ``utforare-5560360793``."""
    kind = models.CharField(max_length=20)
    """One of :class:`.kinds.Kind`."""
    recipient_code = models.CharField(max_length=20, blank=True)
    """The code that agreements name it by where it receives money: ``09``, ``0980``, ``SKR``."""
    county_code = models.CharField(max_length=2, blank=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="providers")
    """The region that a private provider works for."""

    organisation_number = models.CharField(max_length=10, blank=True)
    """Ten digits, without hyphen."""
    address = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=5, blank=True)
    """Five digits, without blank."""
    city = models.CharField(max_length=100, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    bankgiro = models.CharField(max_length=8, blank=True)
    """Digits only."""
    plusgiro = models.CharField(max_length=8, blank=True)
    """Digits only."""
    version = models.PositiveIntegerField(default=1)
    """Grows with every change, so that two who change at once can be told of one another."""

    class Meta:
        """In the order of counties and codes; a region and its county's RSS and municipalities lie together."""

        ordering = ("kind", "code")
        indexes = (models.Index(fields=["kind", "recipient_code"], name="organisation_by_recipient"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def text(self) -> Text:
        """The name, in the languages that it has."""
        return Text(self.name, self.name_en)

    def named(self) -> Named:
        """Return the organisation as events name it."""
        return Named(self.code, self.text)

    def thing(self) -> Thing:
        """Return the organisation as what an event is about."""
        return Thing("organisation", self.code, self.text)
