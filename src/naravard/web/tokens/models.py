"""A key to the API, and how many wrong keys have come from an address."""

import datetime

from django.db import models

from naravard.agreement.model import Text
from naravard.web.history.content import Named, Thing
from naravard.web.history.witness import Witnessed, WitnessedRows
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person
from naravard.web.tokens.scopes import BY_CODE, Scope


class ApiToken(Witnessed):
    """A key with which a program acts for an organisation. Of the secret only a hash is kept."""

    unwitnessed = ("last_used_day",)

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    """What the key is for, in the words of the one who made it."""
    shown_id = models.CharField(max_length=8, unique=True)
    """The signs after ``nv_``: what the key is found by and told apart by."""
    secret_hash = models.CharField(max_length=64)
    scopes = models.CharField(max_length=200)
    """The codes, with blanks between."""
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="tokens_made")
    """The person; ``None`` if the service itself made it."""
    made_at = models.DateTimeField()
    from_day = models.DateField()
    to_day = models.DateField()
    """The last day; a key always has one."""
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_day = models.DateField(null=True, blank=True)
    """Written at most once a day."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first."""

        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"nv_{self.shown_id} {self.organisation_id}"

    @property
    def allowed(self) -> tuple[Scope, ...]:
        """What the key may do."""
        return tuple(BY_CODE[code] for code in self.scopes.split())

    def holds_on(self, day: datetime.date) -> bool:
        """Tell whether the key opens anything on a day."""
        return self.revoked_at is None and self.from_day <= day <= self.to_day

    def named(self) -> Named:
        """Return the key as events name the actor."""
        return Named(f"token-{self.shown_id}", Text(self.name))

    def thing(self) -> Thing:
        """Return the key as what an event is about."""
        return Thing("token", self.shown_id, Text(self.name))


class WrongKeys(models.Model):
    """How many wrong keys have come from an address in a while. The address is kept as a hash, and for a day."""

    address_hash = models.CharField(max_length=64)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        """One row for each address and while."""

        constraints = (models.UniqueConstraint(fields=["address_hash", "since"], name="wrong_keys_once"),)

    def __str__(self) -> str:
        return f"{self.count} {self.since:%Y-%m-%d %H:%M}"
