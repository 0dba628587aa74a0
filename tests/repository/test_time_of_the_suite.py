"""The suite's time is read out of what a run prints."""

import datetime
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

from benchmarks.suite import Leg, legs, report

PRINTED = """
.......... [100%]
============ processor seconds ============
  1850.2 all tests
    31.0 collecting them

   242.1 web/demo
    50.3 web/test_counties.py

   217.0 tests/web/demo/test_demo_year.py::test_it_begins

1 failed, 2990 passed, 3 warnings in 1284.11s (0:21:24)
.......... [100%]
   700.4 all tests
     5.0 web/access
600 passed in 400.50s (0:06:40)
"""


def test_each_database_has_its_clock_and_its_processor_seconds() -> None:
    sqlite, postgresql = legs(PRINTED)
    folders = {"web/demo": 242.1, "web/test_counties.py": 50.3}
    assert sqlite == Leg(
        "SQLite",
        "1 failed, 2990 passed, 3 warnings",
        1284.11,
        {"all tests": 1850.2, "collecting them": 31.0, **folders},
    )
    assert postgresql == Leg("PostgreSQL", "600 passed", 400.5, {"all tests": 700.4, "web/access": 5.0})
    page = report([sqlite, postgresql], datetime.date(2026, 11, 29))
    assert "| SQLite | 1 failed, 2990 passed, 3 warnings | 1,284 | 1,850 | 31 |" in page
    assert "| PostgreSQL | web/access | 5.0 |" in page
    assert list(legs("nothing of the kind")) == []
