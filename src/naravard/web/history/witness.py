"""Rows that the history witnesses: each event bears the digests of those that its act wrote.

So it can be told afterwards whether a row still says what it said when it was last recorded (:mod:`.state`). A row that
was changed, removed or added past the program is found by it, as an event that was is found by the chain.

A digest is of the row's own values, with their names, so anyone can compute it again::

    SHA-256( {"bankgiro":"50501055", …, "pk":"region-09", "table":"organisations_organisation"} )

as JSON without blanks, keys in alphabetical order, times in UTC; its first 32 hexadecimal digits are kept.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from django.db import connection, models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

Row = TypeVar("Row", bound=models.Model)
GONE = ""
"""The digest of a row that an act removed."""
_SIGNS = 32


class WitnessedRows(models.QuerySet[Row]):
    """Rows whose changes are noted, also where many are changed at once."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Add rows, and note them."""
        made = super().bulk_create(objs, *args, **kwargs)
        _note_all(made)
        return made

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        """Change rows, and note them."""
        rows = list(objs)
        changed = super().bulk_update(rows, fields, *args, **kwargs)
        _note_all(rows)
        return changed

    def update(self, **values: Any) -> int:
        """Change rows, and note those whose witnessed values it was."""
        if not _witnesses(self.model, values):
            return super().update(**values)
        keys = list(self.values_list("pk", flat=True))
        changed = super().update(**values)
        _note_all(self.model._base_manager.filter(pk__in=keys))
        return changed


class Witnessed(models.Model):
    """A row that the history witnesses. Its model's managers give :class:`WitnessedRows`."""

    unwitnessed: ClassVar[tuple[str, ...]] = ()
    """The fields that say nothing others rely on: when something was last used, a version to compare with."""

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and note what the row says."""
        super().save(*args, **kwargs)
        named = kwargs.get("update_fields")
        if named is None or _witnesses(type(self), named):
            _note_all([self])


@receiver(post_delete)
def _removed(instance: models.Model, **_rest: Any) -> None:
    """Note that a row is gone, also one that goes with the row it belongs to."""
    if isinstance(instance, Witnessed):
        note(key_of(instance), GONE)


def witnessed_models() -> list[type[Witnessed]]:
    """Return the models whose rows are witnessed."""
    from django.apps import apps

    return [model for model in apps.get_models() if issubclass(model, Witnessed)]


def fields_of(model: type[Witnessed]) -> list["models.Field[Any, Any]"]:
    """Return the fields that a digest is made of."""
    left_out = {model._meta.pk.name, *model.unwitnessed}
    return [field for field in model._meta.concrete_fields if field.name not in left_out]


def key_of(row: models.Model) -> str:
    """Return what a row is called in an event: its table and its key."""
    return f"{row._meta.db_table}:{row.pk}"


def digest_of(row: Witnessed) -> str:
    """Return the digest of what a row says."""
    values: dict[str, Any] = {field.attname: _plain(field, row) for field in fields_of(type(row))}
    said = json.dumps(
        values | {"table": row._meta.db_table, "pk": str(row.pk)},
        ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    )  # fmt: skip
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_SIGNS]


def noted_rows() -> dict[str, str] | None:
    """Return the digests of the rows that were written in this transaction since the event before; None if none were.

    They are given once.
    """
    found: dict[str, str] = {}
    waiting: list[Any] = connection.run_on_commit
    for _sids, function, *_robust in waiting:
        if isinstance(function, _Noted) and not function.given:
            function.given = True
            found[function.key] = function.digest
    return found or None


class _Noted:
    """A note that lives as long as the transaction: Django drops what waits for a commit when a savepoint is undone."""

    def __init__(self, key: str, digest: str) -> None:
        self.key, self.digest, self.given = key, digest, False

    def __call__(self) -> None:
        """Do nothing; the transaction has ended."""


def _note_all(rows: Iterable[Any]) -> None:
    for row in rows:
        note(key_of(row), digest_of(row))


def note(key: str, digest: str) -> None:
    """Note what a row says, for the event that the transaction leaves next."""
    transaction.on_commit(_Noted(key, digest))


def _witnesses(model: type[models.Model], names: Iterable[str]) -> bool:
    assert issubclass(model, Witnessed)  # noqa: S101 - for the type checker
    witnessed = {name for field in fields_of(model) for name in (field.name, field.attname)}
    return not witnessed.isdisjoint(names)


def _plain(field: "models.Field[Any, Any]", row: models.Model) -> Any:
    """Return a value as it is in JSON, the same whether it was written now or read from the database."""
    value = getattr(row, field.attname)
    if isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return None if value is None else hashlib.sha256(bytes(value)).hexdigest()
    value = field.target_field.to_python(value) if isinstance(field, models.ForeignKey) else field.to_python(value)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return value if isinstance(value, bool | int | str | None) else str(value)
