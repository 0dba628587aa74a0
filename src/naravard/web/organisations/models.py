"""An organisation, whose code is its identity and whose name is a label that changes; and whom a provider works for."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from naravard.agreement.model import Text
from naravard.web.history.content import Named, Thing
from naravard.web.history.witness import Witnessed, WitnessedRows


class Organisation(Witnessed):
    """One that keeps an agreement: receives, reports, pays or watches."""

    code = models.CharField(max_length=40, primary_key=True)
    """``region-09``, ``rss-09``, ``kommun-0980``, ``skr``, ``skolverket``, ``mottagare-a``, ``utforare-5560360793``."""
    kind = models.CharField(max_length=20)
    """One of :class:`.kinds.Kind`."""
    recipient_code = models.CharField(max_length=40, blank=True)
    """The code that agreements name it by where it receives money: ``09``, ``0980``, ``SKR``."""
    county_code = models.CharField(max_length=2, blank=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

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
    bank_customer_id = models.CharField(max_length=35, blank=True)
    """What its bank asks for in payment files, here and below; see :mod:`.bank_terms`."""
    bank_customer_scheme = models.CharField(max_length=4, blank=True)
    bank_bic = models.CharField(max_length=11, blank=True)
    bank_iban = models.CharField(max_length=34, blank=True)
    """Without blanks."""
    bank_charge_bearer = models.CharField(max_length=4, blank=True)
    bank_bankgiro_clearing = models.CharField(max_length=5, blank=True)
    """Digits, or :data:`.bank_terms.NONE`; empty where it is the usual one."""
    bank_plusgiro_clearing = models.CharField(max_length=5, blank=True)
    version = models.PositiveIntegerField(default=1)
    """Grows with every change, so that two who change at once can be shown both versions."""

    objects = WitnessedRows.as_manager()

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


class Engagements(models.QuerySet[Any]):
    """What providers do for regions."""

    def on(self, day: datetime.date) -> Self:
        """Return those that hold on a day."""
        return self.filter(Q(to_day__isnull=True) | Q(to_day__gte=day), from_day__lte=day)


class Engagement(models.Model):
    """A private provider's work for a region, from a day to a day. A provider may work for several regions.

    Each region calls the provider what it wants, so that none writes in what another sees.
    """

    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="engagements")
    region = models.ForeignKey(Organisation, models.PROTECT, related_name="engaged")
    name = models.CharField(max_length=200)
    """What the region calls the provider."""
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)
    """The last day."""

    objects = Engagements.as_manager()

    class Meta:
        """In the order of the region's names; a provider is engaged once at a time by a region."""

        ordering = ("region", "name", "provider", "from_day")
        constraints = (
            models.UniqueConstraint(
                fields=["provider", "region"], condition=Q(to_day__isnull=True), name="engaged_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")), name="engaged_from_before_to"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.provider_id}) {self.region_id}"

    def thing(self) -> Thing:
        """Return the provider as what an event of the region is about."""
        return Thing("organisation", self.provider_id, Text(self.name))
