"""What the tests of backups share: databases of their own, filled with odd rows, and the program run on them."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PROGRAM = "import sys; from naravard.cli.main import run; sys.exit(run(sys.argv[1:]))"
FILL = """
import datetime, sys
from naravard.web.starting import start_django
start_django()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.db import transaction
from naravard.agreement.model import Text
from naravard.web.agreements.models import AgreementSnapshot, CurrentSnapshot
from naravard.web.history.recording import record
from naravard.web.history.told import SERVICE, SERVICE_ROLE, Thing
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


@dataclass(frozen=True)
class Place:
    """A database of a test's own."""

    address: str
    data: Path

    def run(self, code: str, *line: object) -> "subprocess.CompletedProcess[str]":
        """Run Python code with this database."""
        return subprocess.run(
            [sys.executable, "-c", code, *map(str, line)],
            env=os.environ | {"DATABASE_URL": self.address, "NARAVARD_DATA": str(self.data)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def program(self, *line: object) -> "subprocess.CompletedProcess[str]":
        """Run the program with this database."""
        return self.run(PROGRAM, *line)

    def fill(self, *names: str) -> None:
        """Make the tables, and rows by these names."""
        done = self.run(FILL, *names)
        assert done.returncode == 0, done.stderr

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """Return every row, read past Django and past the program."""
        if urlsplit(self.address).scheme == "sqlite":
            return self._sqlite_rows()
        import psycopg

        with psycopg.connect(self.address) as connection:
            return {name: connection.execute(EVERYTHING[name]).fetchall() for name in TABLES}

    def _sqlite_rows(self) -> dict[str, list[tuple[object, ...]]]:
        connection = sqlite3.connect(self.address.removeprefix("sqlite:///"))
        try:
            return {name: connection.execute(EVERYTHING[name]).fetchall() for name in TABLES}
        finally:
            connection.close()


EVERYTHING = {
    "agreements_agreementsnapshot": "SELECT * FROM agreements_agreementsnapshot ORDER BY 1",
    "agreements_currentsnapshot": "SELECT * FROM agreements_currentsnapshot ORDER BY 1",
    "history_event": "SELECT * FROM history_event ORDER BY 1",
    "history_chainhead": "SELECT * FROM history_chainhead ORDER BY 1",
}
TABLES = tuple(EVERYTHING)
ROWS = 3 * len(NAMES) + 1
"""What a database filled with the names holds: two rows and an event for each, and the end of the chain."""


def sqlite_place(folder: Path) -> Place:
    """Return a SQLite database that is not there yet."""
    folder.mkdir(exist_ok=True)
    return Place(f"sqlite:///{folder}/prov.sqlite3", folder)


def postgresql_place(folder: Path, name: str) -> Place:
    """Make a PostgreSQL database on the server that the tests run on."""
    import psycopg

    folder.mkdir(exist_ok=True)
    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    return Place(urlsplit(server)._replace(path=f"/{name}").geturl(), folder)
