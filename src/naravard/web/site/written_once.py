"""Rows that are written once: later steps rest on them, and what was wrong is put right by a further row."""

from typing import Any, ClassVar, NoReturn

from django.db import models


class WrittenOnce(models.Model):
    """A row that is never changed or removed once it is saved."""

    refused: ClassVar[type[Exception]]
    """What is raised when someone tries."""
    instead: ClassVar[str]
    """What it says: what is never changed, and what is done instead."""

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new row; an old one is never changed."""
        if not self._state.adding:
            raise self.refused(self.instead)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise self.refused(self.instead)
