"""How many things wait for who reads, for the menu of every page: worked out again once something has happened."""

import datetime
from threading import Lock
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from naravard.agreement.duties import swedish_day
from naravard.web.access.addresses import person_of, standings_of
from naravard.web.handovers.overview import waits_for
from naravard.web.history.models import Event
from naravard.web.site.clock import now

Key = tuple[datetime.date, int, tuple[tuple[str, str], ...]]
_COUNTED: dict[str, tuple[Key, int]] = {}
"""The count of each person with what it was worked out from: the day, the newest event, the roles."""
_LOCK = Lock()
_MOST = 5_000
"""Persons whose counts are remembered; then all are forgotten."""


def waiting(request: HttpRequest) -> dict[str, Any]:
    """Return how many things wait for who reads; asked for only where a page shows it."""
    return {"waiting_count": SimpleLazyObject(lambda: _count(request))}


def _count(request: HttpRequest) -> int:
    person = person_of(request)
    if person is None:
        return 0
    at, found = now(), standings_of(request)
    newest = Event.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    roles = tuple((one.organisation.code, one.role.code) for one in found)
    key: Key = (swedish_day(at), newest, roles)
    code = str(person.pk)
    with _LOCK:
        known = _COUNTED.get(code)
    if known is not None and known[0] == key:
        return known[1]
    count = len(waits_for(person, found, at))
    with _LOCK:
        if len(_COUNTED) >= _MOST:
            _COUNTED.clear()
        _COUNTED[code] = key, count
    return count
