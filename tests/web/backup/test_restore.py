"""Back up, wipe, restore: every row is there again, on both databases and across, or nothing is changed."""

import fcntl
import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backup_samples import NAMES, TABLES, fill, told_apart
from own_databases import PROGRAM, Place, postgresql_place, remove, sqlite_place

LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536));" + PROGRAM
CHANGE_AN_EVENT = """
from naravard.web.startup import start_django
start_django()
from django.db import connection
connection.cursor().execute("UPDATE history_event SET kind = 'other'")
"""
HALF_MADE = """
from naravard.web.startup import start_django
start_django()
from django.core.management import call_command
call_command("migrate", "people", verbosity=0, interactive=False)
"""
WITH_KEYS = """
from naravard.web.startup import start_django
start_django()
from django.utils import timezone
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.models import CurrentSnapshot
from naravard.web.organisations.intake import take_in_organisations
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Account, Person
from naravard.web.tokens.acts import last_day_possible, make_token
CurrentSnapshot.objects.all().delete()  # the samples are no agreements that can be read
now = timezone.now()
take_in_organisations(actor=THE_SERVICE, at=now)
Account.objects.create(email="a@example.org", person=Person.objects.create(name="Anna Ek"), made_at=now)
gotland = Organisation.objects.get(pk="region-09")
for name in ("Kvar", "Läckt"):
    make_token(actor=THE_SERVICE, organisation=gotland, name=name, scopes=["read"],
               to_day=last_day_possible(now.date()), at=now)
"""
WRITE_WHILE_READING = """
import sys
from naravard.web.startup import start_django
start_django()
from pathlib import Path
from django.utils import timezone
from naravard.web.backup import backup
from naravard.web.backup.rows import lines
import sqlite3
def and_someone_writes(model):
    for line in lines(model):
        yield line
        other = sqlite3.connect(sys.argv[2], timeout=0)
        other.execute("DELETE FROM agreements_currentsnapshot")
        other.commit()
        other.close()
backup.lines = and_someone_writes
print(backup.make_backup(Path(sys.argv[1]), at=timezone.now()).manifest.rows)
"""


def back_up(place: Place, file: Path) -> Path:
    done = place.program("backup", file)
    assert done.returncode == 0, done.stderr
    return file


def rewritten(file: Path, to: Path, change: Callable[[dict[str, object]], None]) -> Path:
    """Copy a backup with another manifest and a right seal, as a newer program would have written it."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                manifest = json.loads(content)
                change(manifest)
                content = json.dumps(manifest).encode()
            new.writestr(name, content)
        new.comment = b"sha256:" + b"0" * 64
    whole = to.read_bytes()[:-71]
    to.write_bytes(whole + b"sha256:" + hashlib.sha256(whole).hexdigest().encode())
    return to


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A database with odd rows, that is only read."""
    made = sqlite_place(tmp_path_factory.mktemp("filled"))
    fill(made, *NAMES)
    return made


@pytest.fixture(scope="module")
def kept(filled: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    return back_up(filled, tmp_path_factory.mktemp("kept") / "kopia.zip")


@pytest.fixture
def empty_postgresql(tmp_path: Path) -> Iterator[Place]:
    """A PostgreSQL database without tables."""
    made = postgresql_place(tmp_path / "there")
    yield made
    remove(made)


@pytest.fixture
def place(filled: Place, tmp_path: Path) -> Place:
    """A copy of the database, that a test may change."""
    shutil.copytree(filled.data, tmp_path / "first")
    return sqlite_place(tmp_path / "first")


def test_backed_up_wiped_and_restored_every_row_is_the_same(place: Place, tmp_path: Path) -> None:
    before = place.rows()
    assert [len(before[table]) for table in TABLES] == [len(NAMES)] * 3
    file = back_up(place, tmp_path / "kopia.zip")
    assert file.stat().st_mode & 0o077 == 0, "nobody else reads it"
    shutil.rmtree(place.data)
    place.data.mkdir()
    done = place.program("restore", file)
    assert done.returncode == 0, done.stderr
    assert f"{sum(map(len, before.values()))} rader i {len(before)} tabeller" in done.stdout
    assert told_apart(place) == (before, 1)
    assert place.program("history", "verify").returncode == 0
    assert place.run(CHANGE_AN_EVENT).returncode != 0, "the history is guarded again"
    assert not list(tmp_path.glob(".*")), "no draft is left"


@pytest.mark.postgresql
def test_from_sqlite_to_postgresql_and_back_every_row_is_the_same(
    place: Place, empty_postgresql: Place, tmp_path: Path
) -> None:
    before = place.rows()
    there = empty_postgresql
    assert there.program("restore", back_up(place, tmp_path / "first.zip")).returncode == 0
    home = sqlite_place(tmp_path / "home")
    assert home.program("restore", back_up(there, tmp_path / "second.zip")).returncode == 0
    assert told_apart(home) == (before, 2)
    fill(there, "new")  # the numbers of new rows go on after the restored
    assert len(there.rows()["agreements_agreementsnapshot"]) == len(NAMES) + 1


@pytest.mark.postgresql
def test_in_postgresql_what_came_after_the_backup_is_gone_when_it_is_restored_by_force(
    empty_postgresql: Place, tmp_path: Path
) -> None:
    there = empty_postgresql
    fill(there, *NAMES)
    before = there.rows()
    file = back_up(there, tmp_path / "kopia.zip")
    fill(there, "new")
    assert there.program("restore", file).returncode == 1
    assert there.program("restore", file, "--force").returncode == 0
    assert told_apart(there) == (before, 1)
    assert there.run(CHANGE_AN_EVENT).returncode != 0, "the history is guarded again"


def test_a_restore_is_refused_while_the_service_runs(place: Place, kept: Path) -> None:
    before = place.rows()
    with (place.data / "running.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        refused = place.program("restore", kept, "--force", "--language", "en")
    assert (refused.returncode, "Stop the service and try again." in refused.stderr) == (1, True)
    assert place.rows() == before


def test_a_killed_backup_is_cleared_away_by_the_next_and_a_running_one_is_left(place: Place, tmp_path: Path) -> None:
    dead, alive = tmp_path / ".gammal.zip.999999999.part", tmp_path / f".ny.zip.{os.getpid()}.part"
    for draft in (dead, alive):
        draft.write_bytes(b"half")
    back_up(place, tmp_path / "kopia.zip")
    assert (dead.exists(), alive.exists()) == (False, True)


def test_tables_half_made_by_a_killed_restore_are_made_whole_by_the_next(kept: Path, tmp_path: Path) -> None:
    half = sqlite_place(tmp_path / "half")
    assert half.run(HALF_MADE).returncode == 0
    assert half.program("restore", kept).returncode == 0
    assert told_apart(half)[1] == 1


def test_keys_revoked_since_the_backup_stay_revoked_and_accounts_closed_stay_closed(
    place: Place, tmp_path: Path
) -> None:
    made = place.run(WITH_KEYS)
    assert made.returncode == 0, made.stderr
    file = back_up(place, tmp_path / "kopia.zip")
    place.execute(
        "UPDATE tokens_apitoken SET revoked_at = '2026-11-03 00:00:00' WHERE name = 'Läckt'",
        "UPDATE people_account SET is_active = 0",
    )
    living = "SELECT name FROM tokens_apitoken WHERE revoked_at IS NULL"
    assert place.program("restore", file, "--force").returncode == 0
    assert place.ask(living) == [{"name": "Kvar"}]
    assert place.ask("SELECT count(*) AS count FROM people_account WHERE is_active") == [{"count": 0}]
    assert "1 nyckel till API:et slutade gälla." in place.program("history", "list").stdout
    elsewhere = sqlite_place(tmp_path / "elsewhere")
    assert elsewhere.program("restore", file).returncode == 0
    assert elsewhere.ask(living) == [], "nobody knows which were revoked"
    assert elsewhere.program("restore", file, "--force", "--keep-keys").returncode == 0
    assert len(elsewhere.ask(living)) == 2


def test_who_was_erased_since_the_backup_is_erased_anew_also_on_a_new_machine(tmp_path: Path) -> None:
    """Once on SQLite: what is done is the act of its own, tried on both."""
    place = sqlite_place(tmp_path / "here")
    place.migrate()
    assert place.run(WITH_KEYS).returncode == 0
    file = back_up(place, tmp_path / "kopia.zip")
    asked = ("people", "erase", "--person", "a@example.org", "--reason", "Bad om det")
    assert "skulle raderas" in place.program(*asked).stdout
    names = "SELECT name FROM people_person"
    assert place.ask(names) == [{"name": "Anna Ek"}]
    assert place.program(*asked, "--yes").returncode == 0
    assert place.ask(names) == [{"name": "Raderad person"}]
    register = next((tmp_path / "here").rglob("erased-persons"))
    elsewhere = sqlite_place(tmp_path / "elsewhere")
    for at, more in ((place, ("--force",)), (elsewhere, ("--erased", register))):
        assert at.program("restore", file, *more).returncode == 0
        assert at.ask(names) == [{"name": "Raderad person"}]
        assert "på nytt en person" in at.program("history", "list").stdout
        assert at.program("history", "verify").returncode == 0
    wrong = tmp_path / "fel.txt"
    wrong.write_text("Anna Ek\n", encoding="utf-8")
    refused = elsewhere.program("restore", file, "--force", "--erased", wrong)
    assert refused.returncode == 2
    assert "rad 1" in refused.stderr


def test_a_database_with_rows_is_only_replaced_by_force(place: Place, kept: Path) -> None:
    before = place.rows()
    fill(place, "new")
    after = place.rows()
    refused = place.program("restore", kept, "--language", "en")
    assert refused.returncode == 1
    assert "The database is not empty." in refused.stderr
    assert "Way out: Back up what is there, and add --force" in refused.stderr
    assert place.rows() == after
    assert place.program("restore", kept, "--force").returncode == 0
    assert told_apart(place) == (before, 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda manifest: manifest.update(format=2, new="field"), ", format 2"),
        (lambda manifest: manifest.update(program="99.0.0"), "Återställ med naravard 99.0.0 eller senare"),
        (lambda manifest: manifest["migrations"].update(future=["0001_initial"]), "future.0001_initial"),
        (lambda manifest: manifest["migrations"].update(future=["0001_initial"]), "eller en senare version"),
        (lambda manifest: manifest["migrations"].update(agreements=[]), "är skadad"),
        (lambda manifest: manifest["migrations"]["history"].pop(0), "är skadad"),
        (lambda manifest: manifest.update(tables=manifest["tables"][1:]), "är skadad"),
        (lambda manifest: manifest.update(product="annat"), "en kopia från annat"),
        (lambda manifest: manifest["tables"][0].update(rows=99), "99 rader"),
    ],
)
def test_a_file_of_another_version_is_refused_and_nothing_is_touched(
    place: Place, kept: Path, tmp_path: Path, change: Callable[[dict[str, object]], None], said: str
) -> None:
    file = rewritten(kept, tmp_path / "annan.zip", change)
    before = place.rows()
    refused = place.program("restore", file, "--force")
    assert refused.returncode == 2
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr
    assert place.rows() == before


def test_a_file_that_is_there_is_never_written_over(place: Place, tmp_path: Path) -> None:
    (tmp_path / "kopia.zip").write_text("min")
    done = place.program("backup", tmp_path / "kopia.zip")
    assert done.returncode == 1
    assert "Det finns redan en fil" in done.stderr
    assert (tmp_path / "kopia.zip").read_text() == "min"


def test_a_disk_without_room_leaves_nothing_behind(place: Place, tmp_path: Path) -> None:
    noise = "import os;from naravard.web.startup import start_django;start_django();"
    noise += "from naravard.web.agreements.models import AgreementSnapshot as S;from django.utils import timezone as t;"
    noise += (
        "S.objects.create(agreement_id='x',digest='x',folder_name='x',content=os.urandom(200000),loaded_at=t.now())"
    )
    assert place.run(noise).returncode == 0
    done = place.run(LIMITED, "backup", tmp_path / "kopia.zip")
    assert done.returncode == 1
    assert "kunde inte skrivas" in done.stderr
    assert "Hittat: File too large" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["first"]


def test_those_who_write_meanwhile_need_not_wait_and_are_not_half_in_it(place: Place, tmp_path: Path) -> None:
    held = sum(map(len, place.rows().values()))
    done = place.run(WRITE_WHILE_READING, tmp_path / "kopia.zip", place.data / "prov.sqlite3")
    assert done.stdout.strip() == str(held), done.stderr
    assert place.rows()["agreements_currentsnapshot"] == []
