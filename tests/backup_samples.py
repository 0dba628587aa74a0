"""What the tests of backups share: odd rows in a database of their own."""

from typing import Any

from own_databases import Place

FILL = """
import datetime, sys
from naravard.web.startup import start_django
start_django()
from naravard.web.backup.schema import migrate
migrate()
from django.db import transaction
from naravard.agreement.model import Text
from naravard.web.agreements.models import AgreementSnapshot, CurrentSnapshot
from naravard.web.history.record import record
from naravard.web.history.content import SERVICE, SERVICE_ROLE, Thing
for number, name in enumerate(sys.argv[1:]):
    at = datetime.datetime(2022, 10, 30, 0, 30, 0, number + 1, tzinfo=datetime.UTC)
    digest = (name * 64)[:64]
    content = bytes(range(256)) * (number + 1)
    made = AgreementSnapshot.objects.create(
        agreement_id=name, digest=digest, folder_name=f"{name} ”1'\\n\\t%s😀", content=content, loaded_at=at
    )
    CurrentSnapshot.objects.create(agreement_id=name, snapshot=made)
    with transaction.atomic():
        record(
            actor=SERVICE, role=SERVICE_ROLE, for_whom=None, organisation=None, kind="agreement-taken-in", reason="",
            thing=Thing("agreement", name, Text(name)), before=None, after={"digest": digest, "folder": name}, at=at,
        )
"""
NAMES = ("B", "a", "Å", "ä", "z-1", "Z")
"""Texts that alphabets and bytes put in different orders."""
TABLES = ("agreements_agreementsnapshot", "agreements_currentsnapshot", "history_event")
"""The tables that are filled, a row for each name."""


def fill(place: Place, *names: str) -> None:
    """Make the tables, and rows by these names."""
    done = place.run(FILL, *names)
    assert done.returncode == 0, done.stderr


def told_apart(place: Place) -> tuple[dict[str, Any], int]:
    """Return the rows without what restoring has told itself, and how many times it did."""
    rows = place.rows()
    kept = [event for event in rows["history_event"] if event["kind"] != "database-restored"]
    told = len(rows["history_event"]) - len(kept)
    last = max(kept, key=lambda event: int(str(event["sequence"])))
    rows["history_event"] = kept
    rows["history_chainhead"] = [{"id": 1, "sequence": last["sequence"], "hash": last["hash"]}]
    return rows, told
