"""Processes that write at once, and one that is killed in the middle: the chain never forks, and no act is half there.

Each test has a SQLite file of its own, since the tests' shared database is one transaction.
"""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ACTING = Path(__file__).with_name("acting.py")
ACTS = 1_000


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A data folder with a database that is ready."""
    values = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    values |= {"NARAVARD_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "naravard.web.settings"}
    subprocess.run([sys.executable, ACTING, "prepare"], env=values, check=True)
    return values


def verified(environment: dict[str, str]) -> tuple[int, str]:
    """Run the command as its users do; return its exit code and answer."""
    code = "import sys; from naravard.cli.main import run; sys.exit(run(['history', 'verify', '--language', 'en']))"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def stored(folder: Path) -> tuple[set[str], set[str], set[str]]:
    """Return the agreements with a snapshot, those that are shown, and those with an event."""
    database = sqlite3.connect(folder / "naravard.sqlite3")
    try:
        return (
            {row[0] for row in database.execute("SELECT agreement_id FROM agreements_agreementsnapshot")},
            {row[0] for row in database.execute("SELECT agreement_id FROM agreements_currentsnapshot")},
            {row[0] for row in database.execute("SELECT thing_id FROM history_event")},
        )
    finally:
        database.close()


def test_two_threads_that_write_at_once_make_one_chain(environment: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ACTING, "threads"], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    assert len(done.stdout.split()) == 80
    code, answer = verified(environment)
    assert (code, answer.startswith("The history is whole. Events: 80.")) == (0, True), answer


@pytest.mark.parametrize("killed_after", [[1, 40, 150]])
def test_a_process_killed_in_the_middle_of_acts_leaves_every_answered_act_and_none_half(
    environment: dict[str, str], tmp_path: Path, killed_after: list[int]
) -> None:
    answered: set[str] = set()
    for place, answers in enumerate(killed_after):
        span = [str(place * ACTS), str((place + 1) * ACTS)]
        with subprocess.Popen(
            [sys.executable, ACTING, "act", *span], env=environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for _ in range(answers):
                answered.add(f"prov-{process.stdout.readline().strip()}")
            process.kill()
            answered |= {f"prov-{line.strip()}" for line in process.stdout if line.endswith("\n")}
        snapshots, shown, told = stored(tmp_path)
        assert snapshots == shown == told, "an act is half there"
        assert answered <= told, "an act that was answered is not there"
        assert len(told) < (place + 1) * ACTS, "it was killed too late to be in the middle"
        code, answer = verified(environment)
        assert code == 0, answer


def test_an_event_outside_a_transaction_is_refused(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, ACTING, "outside"], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    assert done.stdout == "refused\n"


def test_the_command_names_the_first_broken_link_and_ends_with_1(environment: dict[str, str], tmp_path: Path) -> None:
    subprocess.run([sys.executable, ACTING, "act", "0", "5"], env=environment, stdout=subprocess.DEVNULL, check=True)
    database = sqlite3.connect(tmp_path / "naravard.sqlite3")
    database.execute("DROP TRIGGER history_no_removal")
    database.execute("DELETE FROM history_event WHERE sequence = 3")
    database.commit()
    database.close()
    code, answer = verified(environment)
    assert code == 1
    assert "First broken link: event 3: the event is missing." in answer
    assert "Whole up to event 2." in answer
