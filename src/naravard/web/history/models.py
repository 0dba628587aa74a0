"""Events as the database keeps them: added by :func:`naravard.web.history.record.record`, never changed.

When a person is erased, words are taken out of them (:mod:`.erasure`), and nothing else ever is. Three fences keep them
so: these classes refuse, triggers in the database refuse (the migrations set them), and :mod:`.verification` finds what
was done past both.
"""

from typing import Any, NoReturn

from django.db import models

from naravard.web.history.content import Told, read


class HistoryIsOnlyAddedToError(Exception):
    """Someone tried to change or remove an event."""


class Events(models.QuerySet["Event"]):
    """Events to read."""

    def update(self, **_values: Any) -> NoReturn:
        """Refuse."""
        _refuse()

    def delete(self) -> NoReturn:
        """Refuse."""
        _refuse()

    def bulk_update(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse."""
        _refuse()

    def bulk_create(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse: events are recorded one by one, each after the one before."""
        _refuse()


class Event(models.Model):
    """One link of the chain. ``content`` is the event; the other columns repeat parts of it to be searched by."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=100)
    organisation_code = models.CharField(max_length=100)
    """Whose matter it is; empty where it is no organisation's."""
    by_code = models.CharField(max_length=100, default="")
    """The organisation of the one who acted, where it is another."""
    thing_kind = models.CharField(max_length=100)
    thing_id = models.CharField(max_length=200)
    content = models.TextField()
    """The canonical form, byte for byte (:mod:`.content`)."""
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = Events.as_manager()

    class Meta:
        """One index for each way the history is asked for, in the order it is shown in."""

        ordering = ("sequence",)
        indexes = (
            models.Index(fields=["at", "sequence"], name="history_by_time"),
            models.Index(fields=["organisation_code", "at", "sequence"], name="history_by_organisation"),
            models.Index(fields=["by_code", "at", "sequence"], name="history_by_actor"),
            models.Index(fields=["thing_kind", "thing_id", "at", "sequence"], name="history_by_thing"),
            models.Index(
                fields=["organisation_code", "thing_kind", "thing_id", "at", "sequence"], name="history_by_both"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new event; an old one is never changed."""
        if not self._state.adding:
            _refuse()
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        _refuse()

    @property
    def told(self) -> Told:
        """What the event tells."""
        return read(self.content)


class ChainHead(models.Model):
    """The one row that says where the chain ends. Whoever records holds it, so that the chain never forks."""

    id = models.SmallIntegerField(primary_key=True)
    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash[:12]}"


def _refuse() -> NoReturn:
    message = "an event is never changed or removed; what was wrong is put right by a new act with its own event"
    raise HistoryIsOnlyAddedToError(message)
