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

from benchmarks.measurement import Measurement, measure

EVENTS = 1_000_000
GOAL = 0.2
FOLLOWED_IN = 60.0
BEGIN = datetime.datetime(2022, 1, 1, tzinfo=datetime.UTC)
APART = datetime.timedelta(seconds=60)
_AT_ONCE = 10_000


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
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    fill(EVENTS)
    from django.conf import settings
    from django.test import Client

    from naravard.web.history.verification import verify

    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    client = Client(headers={"host": "localhost"})
    for what, query in {
        "opens": "",
        "of an organisation": "organisation=09",
        "of a thing": "sak=agreement:prov-17",
        "of an organisation and a thing": "organisation=09&sak=agreement:prov-8",
        "of a month": "fran=2022-06-01&till=2022-06-30",
        "half a million events back": f"fore={EVENTS // 2}",
        "its very end": "fore=40",
        "in English": "",
    }.items():
        prefix = "/en" if what == "in English" else ""
        address = f"{prefix}/historik/?{query}"
        if client.get(address).status_code != 200:
            raise SystemExit(f"{address} did not answer")
        yield measure(f"a history of {EVENTS:,} events, {what}", GOAL, partial(client.get, address))
    yield measure(f"the chain of {EVENTS:,} events followed whole", FOLLOWED_IN, lambda: _whole(verify()), runs=1)


def fill(count: int) -> None:
    """Put a chain of events into an empty history, as fast as the database takes them; the hashes are the real ones."""
    from django.db import connection, transaction

    from naravard.agreement.model import Text
    from naravard.web.history.models import ChainHead, Event
    from naravard.web.history.recording import as_row
    from naravard.web.history.told import BEGINNING, SERVICE, SERVICE_ROLE, Named, Thing, Told

    organisations = [Named(f"{code:02}", Text(f"Organisation {code}")) for code in range(1, 341)]
    names = [field.attname for field in Event._meta.concrete_fields]
    statement = f"INSERT INTO {Event._meta.db_table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})"  # noqa: S608
    previous = BEGINNING
    with transaction.atomic(), connection.cursor() as cursor:
        for first in range(1, count + 1, _AT_ONCE):
            rows: list[list[str | int]] = []
            for number in range(first, min(first + _AT_ONCE, count + 1)):
                told = Told(
                    sequence=number,
                    at=BEGIN + number * APART,
                    kind="agreement-taken-in",
                    actor=SERVICE,
                    role=SERVICE_ROLE,
                    for_whom=None,
                    organisation=organisations[number % 340],
                    thing=Thing("agreement", f"prov-{number % 1_020}", Text("Prov", "Trial")),
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
