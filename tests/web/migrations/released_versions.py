"""The versions that were released, each as a backup that it made itself, and what holds once one is in the database.

``released/`` holds the backups (``scripts/keep_release.py``).
"""

import json
from pathlib import Path

import pytest

from naravard.web.backup.archive import open_archive
from own_databases import Place

RELEASED = sorted((Path(__file__).parent / "released").glob("*.zip"))
PAGES = """
import json, sys
from naravard.web.startup import start_django
start_django()
from django.conf import settings
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("whitenoise.")]
from django.test import Client
from naravard.web.agreements.models import CurrentSnapshot
for current in CurrentSnapshot.objects.select_related("snapshot"):
    assert current.snapshot.files.digest == current.snapshot.digest, current
client = Client(headers={"host": "localhost"})
answers = {address: client.get(address) for address in sys.argv[1:]}
print(json.dumps({address: [answer.status_code, answer.content.decode()] for address, answer in answers.items()}))
"""
CHANGE_AN_EVENT = "UPDATE history_event SET kind = 'other'"


def lines(file: Path, model: str) -> list[dict[str, object]]:
    """Return a table's rows as the released version wrote them."""
    archive = open_archive(file)
    return [
        json.loads(line) for table in archive.manifest.tables if table.model == model for line in archive.lines(table)
    ]


def assert_whole(place: Place, file: Path) -> None:
    """The chain is the one that was kept and is guarded, and the pages answer with what was taken in."""
    last = max(lines(file, "history.Event"), key=lambda event: int(str(event["sequence"])))
    known = f"{last['sequence']}:{last['hash']}"
    verified = place.program("history", "verify", "--known", known)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    with pytest.raises(Exception, match="only ever added"):
        place.execute(CHANGE_AN_EVENT)
    shown = [f"/overenskommelser/{row['agreement_id']}/" for row in lines(file, "agreements.CurrentSnapshot")]
    done = place.run(PAGES, "/halsa", "/", "/overenskommelser/", "/historik/", *shown)
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert {address: code for address, (code, _) in answers.items() if code >= 400} == {}
    assert [answers[address][0] for address in shown] == [200] * len(shown)
    assert "Liten överenskommelse" in answers["/overenskommelser/liten/"][1]
