"""Databases of a test's own, on SQLite or PostgreSQL: the program is run on them, and their rows are read past it.

What cannot be tried in the tests' shared database, which is one transaction: processes that write at once, migrations,
backups and restores.
"""

import datetime
import itertools
import os
import runpy
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import forked_program
from kept import kept, one_at_a_time, state

PROGRAM = "import sys; from naravard.cli.main import run; sys.exit(run(sys.argv[1:]))"
MIGRATE = """
from naravard.web.startup import start_django
start_django()
from naravard.web.backup.schema import migrate
migrate()
"""
TAKE_IN = """
import datetime, sys
from pathlib import Path
from naravard.web.startup import start_django
start_django()
from naravard.agreement.library import folders
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.intake import take_in_folders
from naravard.web.organisations.intake import take_in_organisations
at = datetime.datetime.fromisoformat(sys.argv[1])
take_in_organisations(actor=THE_SERVICE, at=at)
take_in_folders([*folders(), *map(Path, sys.argv[2:])], at)
"""
NOT_KEPT = frozenset(
    {
        "account_emailconfirmation",
        "django_migrations",
        "django_session",
        "signin_session",
        "signin_sharedvalue",
        "socialaccount_socialtoken",
        "sqlite_sequence",
    }
)
"""Tables that no backup has: when each migration was done, who is signed in, keys of the moment, and SQLite's own."""
SQLITE_FILE = "prov.sqlite3"
_NUMBERS = itertools.count(1)

Row = dict[str, object]


@dataclass(frozen=True)
class Place:
    """A database of a test's own."""

    address: str
    data: Path

    @property
    def environment(self) -> dict[str, str]:
        """The settings of a process that works with this database."""
        own = {"DATABASE_URL": self.address, "NARAVARD_DATA": str(self.data)}
        return os.environ | own | {"DJANGO_SETTINGS_MODULE": "naravard.web.settings"}

    def run(self, code: str, *line: object) -> "subprocess.CompletedProcess[str]":
        """Run Python code with this database, in a process of its own."""
        return forked_program.run(self.environment, code, *map(str, line))

    def program(self, *line: object) -> "subprocess.CompletedProcess[str]":
        """Run the program with this database."""
        return self.run(PROGRAM, *line)

    def migrate(self) -> None:
        """Make the tables of today."""
        done = self.run(MIGRATE)
        assert done.returncode == 0, done.stderr

    def take_in(self, at: datetime.datetime, *folders: Path) -> None:
        """Take in the organisations, the shipped agreements and those in the folders."""
        done = self.run(TAKE_IN, at.isoformat(), *folders)
        assert done.returncode == 0, done.stderr

    def execute(self, *statements: str) -> None:
        """Do something past the program."""
        for _ in self._answers(statements):
            pass

    def ask(self, statement: str) -> list[Row]:
        """Return the rows that a question gives, past the program."""
        return next(self._answers([statement]))

    def rows(self) -> dict[str, list[Row]]:
        """Return every row that a backup keeps, table by table, in an order that is the same whenever they are."""
        asked = self.ask(_EVERY_TABLE[urlsplit(self.address).scheme])
        tables = [str(row["name"]) for row in asked if row["name"] not in NOT_KEPT]
        answers = self._answers([f'SELECT * FROM "{table}"' for table in tables])  # noqa: S608
        return {table: sorted(rows, key=repr) for table, rows in zip(tables, answers, strict=True)}

    def _answers(self, statements: "tuple[str, ...] | list[str]") -> Iterator[list[Row]]:
        if urlsplit(self.address).scheme == "sqlite":
            yield from self._from_sqlite(statements)
        else:
            yield from self._from_postgresql(statements)

    def _from_sqlite(self, statements: "tuple[str, ...] | list[str]") -> Iterator[list[Row]]:
        connection = sqlite3.connect(self.address.removeprefix("sqlite:///"))
        connection.row_factory = sqlite3.Row
        try:
            for statement in statements:
                yield [dict(row) for row in connection.execute(statement)]
            connection.commit()
        finally:
            connection.close()

    def _from_postgresql(self, statements: "tuple[str, ...] | list[str]") -> Iterator[list[Row]]:
        import psycopg
        from psycopg.rows import dict_row

        with psycopg.connect(self.address, row_factory=dict_row) as connection:
            for statement in statements:
                done = connection.execute(statement)
                yield done.fetchall() if done.description else []


_EVERY_TABLE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1",
    "postgresql": "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
}


def place_on(engine: str, folder: Path, *, like: Place | None = None) -> Place:
    """Return a database of its own on the kind of database named: without tables, or a copy of another."""
    return postgresql_place(folder, like=like) if engine.endswith("postgresql") else sqlite_place(folder, like=like)


@contextmanager
def entered(place: Place) -> Iterator[None]:
    """Let this process work with a database, under the settings that a process of its own would have.

    Beside :meth:`Place.program` where what is tried is a command and not how it starts: starting takes most of its
    time. The tests' own connection stays open, since their database is gone when it closes.
    """
    from django.db import connections
    from django.test import override_settings
    from django.utils import translation

    from naravard.web.agreements import current

    own = connections["default"]
    name = place.address.removeprefix("sqlite:///") if own.vendor == "sqlite" else urlsplit(place.address).path[1:]
    with (
        patch.dict(os.environ, place.environment),
        override_settings(**_settings_of_now()),
        translation.override(translation.get_language()),
        patch.dict(current._READ, clear=True),
        patch.dict(connections.settings["default"], NAME=name),  # for the connections of other threads
        patch("django.setup"),  # it is, and logging would be set up again
    ):
        connections["default"] = type(own)(own.settings_dict | {"NAME": name})
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"] = own


def _settings_of_now() -> dict[str, object]:
    """Return the settings that differ from those at hand when they are read from the environment again."""
    from django.conf import settings

    from naravard.web import settings as written

    read = runpy.run_path(written.__file__)
    return {
        name: value
        for name, value in read.items()
        if name.isupper() and name != "DATABASES" and getattr(settings, name, None) != value
    }


@contextmanager
def copied(place: Place, folder: Path) -> Iterator[Place]:
    """Give a copy of a database, of the same kind, with what lies beside it: the key that sessions are signed with."""
    shutil.copytree(place.data, folder, ignore=shutil.ignore_patterns(f"{SQLITE_FILE}*"))
    make = sqlite_place if urlsplit(place.address).scheme == "sqlite" else postgresql_place
    copy = make(folder, like=place)
    try:
        yield copy
    finally:
        remove(copy)


def sqlite_place(folder: Path, *, like: Place | None = None) -> Place:
    """Return a SQLite database that does not exist yet, or a copy of another."""
    folder.mkdir(exist_ok=True)
    file = folder / SQLITE_FILE
    if like is not None:
        first, copy = sqlite3.connect(like.address.removeprefix("sqlite:///")), sqlite3.connect(file)
        first.backup(copy)  # with what stands in the write-ahead log
        first.close()
        copy.close()
    return Place(f"sqlite:///{file}", folder)


def postgresql_place(folder: Path, *, like: Place | None = None) -> Place:
    """Make a PostgreSQL database on the server that the tests run on, empty or a copy of another."""
    folder.mkdir(exist_ok=True)
    name = f"own_{os.getpid()}_{next(_NUMBERS)}"
    template = f" TEMPLATE {urlsplit(like.address).path[1:]}" if like else ""
    _on_the_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}{template}")
    return Place(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl(), folder)


def template(engine: str, name: str, fill: Callable[[Place], None], *, like: Place | None = None) -> Place:
    """Return a database only to be copied, filled once for a state of the code: see :mod:`kept`."""
    if engine.endswith("postgresql"):
        return _postgresql_template(name, fill, like)
    folder = kept(name, lambda making: fill(sqlite_place(making, like=like)))
    return Place(f"sqlite:///{folder / SQLITE_FILE}", folder)


def _postgresql_template(name: str, fill: Callable[[Place], None], like: Place | None) -> Place:
    """Fill one on the server, beside the databases that are its copies."""
    database = f"kept_{name}_{state()}"
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    with one_at_a_time(name):
        if database not in _databases():
            for old in _databases(f"kept_{name}_"):
                _on_the_server(f"DROP DATABASE {old} WITH (FORCE)")
            with tempfile.TemporaryDirectory() as data:
                making = postgresql_place(Path(data), like=like)
                fill(making)
            _on_the_server(f"ALTER DATABASE {urlsplit(making.address).path[1:]} RENAME TO {database}")
    return Place(address, Path())


def remove(place: Place) -> None:
    """Remove a PostgreSQL database; a SQLite file goes with its folder."""
    if urlsplit(place.address).scheme != "sqlite":
        _on_the_server(f"DROP DATABASE {urlsplit(place.address).path[1:]} WITH (FORCE)")


def _databases(beginning: str = "") -> list[str]:
    found = Place(os.environ["DATABASE_URL"], Path()).ask("SELECT datname FROM pg_database")
    return [str(row["datname"]) for row in found if str(row["datname"]).startswith(beginning)]


def _on_the_server(*statements: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
