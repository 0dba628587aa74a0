"""The order in which acts lock, as ``docs/architecture.md`` states it, and what an act locks when it is done."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.signals import post_save

from architecture_page import TEXT


def order() -> list[str]:
    """Return the kinds of rows in the order in which they are locked, by class; with the app if two have one name."""
    table = re.findall(r"^\| \d \| .* \| (`[^|]+`) \|$", TEXT, re.MULTILINE)
    return [name for names in table for name in re.findall(r"`([\w.]+)`", names)]


def place_of(model: type[Model]) -> int:
    """Return a kind of row's place in the order."""
    stated = order()
    meta = model._meta
    return stated.index(meta.label if meta.label in stated else meta.object_name or "")


def is_in_order(locked: Iterable[type[Model]]) -> bool:
    """Tell whether rows were locked in the order that is stated."""
    places = [place_of(model) for model in locked]
    return places == sorted(places)


@contextmanager
def recorded() -> Iterator[list[type[Model]]]:
    """Give the kinds of rows that are locked meanwhile, in order; rows locked already, or made, do not count."""
    found: list[type[Model]] = []
    mine: set[tuple[type[Model], Any]] = set()
    fetch = QuerySet._fetch_all

    def fetch_all(rows: "QuerySet[Any]") -> None:
        is_asked = rows._result_cache is None
        fetch(rows)
        if is_asked and rows.query.select_for_update:
            keys = {(rows.model, row.pk) for row in rows} or {(rows.model, None)}
            if not keys <= mine:
                mine.update(keys)
                found.append(rows.model)

    def made(sender: type[Model], instance: Model, *, created: bool, **_told: object) -> None:
        if created:
            mine.add((sender, instance.pk))

    QuerySet._fetch_all = fetch_all
    post_save.connect(made)
    try:
        yield found
    finally:
        QuerySet._fetch_all = fetch
        post_save.disconnect(made)
