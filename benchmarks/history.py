"""How quickly a history of a million events opens, and how long its whole chain takes to follow.

The service's settings are read once in a process, so this room measures in a process of its own, on a database of its
own: ``python -m benchmarks.history`` prints one measurement a line.
"""

import dataclasses
import datetime
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from typing import Any

from benchmarks.measurement import Measurement, measure

EVENTS = 1_000_000
GOAL = 0.2
FOLLOWED_IN = 60.0
BEGIN = datetime.datetime(2022, 1, 1, tzinfo=datetime.UTC)
APART = datetime.timedelta(seconds=60)
_AT_ONCE = 10_000
SHARED = 3
"""Every third event is everyone's matter; the others are those of organisations in turn."""


def measurements() -> Iterator[Measurement]:
    """Measure in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        values = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        values |= {"NARAVARD_DATA": folder, "DJANGO_SETTINGS_MODULE": "naravard.web.settings"}
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.history"], env=values, stdout=subprocess.PIPE, text=True, check=True
        )
    for line in done.stdout.splitlines():
        yield Measurement(**json.loads(line))


def measured_here() -> Iterator[Measurement]:
    """Fill the database and measure: the page as it opens, each filter, a page deep inside, and the whole chain."""
    import django

    django.setup()
    from naravard.web.backup.schema import migrate

    migrate()
    fill(EVENTS)
    from django.conf import settings
    from django.test import Client

    from naravard.web.history.verification import verify

    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    client = Client(headers={"host": "localhost"})
    client.force_login(a_reader())
    own = "/organisation/region-09/historik/"
    for what, address in {
        "opens": "/historik/",
        "of an organisation": own,
        "of a thing": "/historik/?sak=agreement:prov-18",
        "of an organisation and a thing": f"{own}?sak=organisation:prov-7",
        "of a month": "/historik/?fran=2022-06-01&till=2022-06-30",
        "of an organisation in a month": f"{own}?fran=2022-06-01&till=2022-06-30",
        "half a million events back": f"/historik/?fore={EVENTS // 2 // SHARED * SHARED}",
        "its very end": f"/historik/?fore={13 * SHARED}",
        "in English": "/en/historik/",
    }.items():
        if client.get(address).status_code != 200:
            raise SystemExit(f"{address} did not answer")
        yield measure(f"a history of {EVENTS:,} events, {what}", GOAL, partial(client.get, address))
    yield measure(f"the chain of {EVENTS:,} events followed whole", FOLLOWED_IN, lambda: _whole(verify()), runs=1)


def a_reader() -> Any:
    """Return the account of someone who may see the history of Region Gotland."""
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.organisations.intake import take_in_organisations
    from naravard.web.people.models import Account, Membership, Person

    take_in_organisations(actor=THE_SERVICE, at=BEGIN + (EVENTS + 1) * APART)
    person = Person.objects.create(name="Läsare")
    Membership.objects.create(person=person, organisation_id="region-09", role="reader", from_day=BEGIN.date())
    return Account.objects.create(email="reader@example.org", person=person, made_at=BEGIN)


def fill(count: int) -> None:
    """Put a chain of events into an empty history, as fast as the database takes them; the hashes are the real ones."""
    from django.db import connection, transaction

    from naravard.agreement.model import Text
    from naravard.web.history.content import BEGINNING, SERVICE, SERVICE_ROLE, Named, Thing, Told
    from naravard.web.history.models import ChainHead, Event
    from naravard.web.history.record import as_row
    from naravard.web.organisations.reference import known_organisations

    organisations = [Named(known.code, known.name) for known in known_organisations()]
    names = [field.attname for field in Event._meta.concrete_fields]
    statement = f"INSERT INTO {Event._meta.db_table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})"  # noqa: S608
    previous = BEGINNING
    with transaction.atomic(), connection.cursor() as cursor:
        for first in range(1, count + 1, _AT_ONCE):
            rows: list[list[str | int]] = []
            for number in range(first, min(first + _AT_ONCE, count + 1)):
                public = number % SHARED == 0
                told = Told(
                    sequence=number,
                    at=BEGIN + number * APART,
                    kind="agreement-taken-in",
                    actor=SERVICE,
                    role=SERVICE_ROLE,
                    for_whom=None,
                    organisation=None if public else organisations[number % len(organisations)],
                    thing=Thing(
                        "agreement" if public else "organisation", f"prov-{number % 1_008}", Text("Prov", "Trial")
                    ),
                    reason="",
                    before={"digest": f"{number:064x}", "folder": "prov"},
                    after={"digest": f"{number + 1:064x}", "folder": "prov"},
                )
                event = as_row(told, previous)
                previous = event.hash
                rows.append([_stored(getattr(event, name)) for name in names])
            cursor.executemany(statement, rows)
        ChainHead.objects.update(sequence=count, hash=previous)


def _stored(value: object) -> str | int:
    """Return a value as SQLite stores it."""
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return value if isinstance(value, int) else str(value)


def _whole(verified: object) -> None:
    if getattr(verified, "broken", None) is not None:
        raise SystemExit(f"the chain is broken: {verified}")


if __name__ == "__main__":
    for measurement in measured_here():
        print(json.dumps(dataclasses.asdict(measurement)), flush=True)
