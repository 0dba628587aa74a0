"""A table's rows as lines of JSON, the same whatever database they lie in, and back again."""

from collections.abc import Iterator, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

import msgspec
from django.apps import apps
from django.apps.registry import Apps
from django.db import connection, models
from django.db.models.functions import Collate

LEFT_OUT = frozenset(
    {
        "sessions.Session",  # who is signed in
        "signin.Session",
        "signin.SharedValue",  # what was tried, and how often
        "account.EmailConfirmation",  # keys that were mailed
        "socialaccount.SocialToken",  # keys to an identity provider
    }
)
"""Secrets of the moment: a file with them opens the doors to whoever finds it, and they are nothing to return to."""
FILLED_BY_MIGRATION = frozenset({"contenttypes.ContentType", "auth.Permission", "sites.Site", "history.ChainHead"})
"""Migrations fill these; a database with rows in these only is empty."""
_ROWS_AT_A_TIME = 200
_ENCODER = msgspec.json.Encoder(order="sorted")


def every_model(among: Apps = apps) -> list[type[models.Model]]:
    """Return every model with a table of its own, each after those that it refers to."""
    own = [
        model
        for model in among.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped
    ]
    own.sort(key=lambda model: model._meta.label)
    after = {model: [other for other in own if other is not model and other in _referred(model)] for model in own}
    try:
        return list(TopologicalSorter(after).static_order())
    except CycleError:
        return own  # references are checked when the transaction ends, so the order is only for the reader


def kept_models() -> list[type[models.Model]]:
    """Return the models whose rows are kept."""
    return [model for model in every_model() if model._meta.label not in LEFT_OUT]


@cache
def fields_of(model: type[models.Model]) -> tuple["models.Field[Any, Any]", ...]:
    """Return the columns of the model's own table."""
    return tuple(field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False))


def lines(model: type[models.Model]) -> Iterator[bytes]:
    """Give each row of a table as a line, in the order of the primary key."""
    names = [field.attname for field in fields_of(model)]
    rows = model._base_manager.order_by(_in_order(model)).values_list(*names)
    for row in rows.iterator(chunk_size=_ROWS_AT_A_TIME):
        yield _ENCODER.encode(dict(zip(names, row, strict=True))) + b"\n"


def values(model: type[models.Model], line: bytes) -> list[Any]:
    """Return a line as the values of the table's columns; an error when it is no row of this table."""
    given = msgspec.json.decode(line, type=dict[str, Any])
    fields = fields_of(model)
    if given.keys() != {field.attname for field in fields}:
        message = f"columns {sorted(given)}"
        raise ValueError(message)
    return [field.get_db_prep_save(field.to_python(given[field.attname]), connection) for field in fields]


def insert(model: type[models.Model], rows: Sequence[list[Any]]) -> None:
    """Insert rows as they are: without the acts of the model, its events and its refusals."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields_of(model))
    places = ", ".join("%s" for _ in fields_of(model))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})",  # noqa: S608 - names of the code's own
            rows,
        )


def empty(model: type[models.Model]) -> None:
    """Remove every row of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - as above


def _in_order(model: type[models.Model]) -> Any:
    """Return an order that is the same in every database: texts by their bytes, not by a language's alphabet."""
    key: Any = model._meta.pk
    while key.remote_field is not None:
        key = key.target_field
    if not isinstance(key, models.CharField | models.TextField):
        return "pk"
    return Collate("pk", "C" if connection.vendor == "postgresql" else "BINARY")


def _referred(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in fields_of(model) if field.remote_field is not None}
