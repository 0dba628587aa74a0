"""Processes that write at once, and those that are killed in the middle: the chain never forks, no act is half there.

Each test has a database of its own, since the tests' shared database is one transaction; on SQLite and on PostgreSQL.
"""

import random
import signal
import subprocess
import sys
from collections.abc import Sequence

from killing import ACTING, TRACES, TwoProcesses, assert_none_is_half_there, killed_again_and_again
from own_databases import Place

ACTS = 1_000
KILLS = 3
ACT = "take-in"


def verified(place: Place) -> tuple[int, str]:
    """Run the command as its users do; return its exit code and answer."""
    done = place.program("history", "verify", "--language", "en")
    return done.returncode, done.stdout + done.stderr


def acted(place: Place, *line: str, numbers: Sequence[int] = ()) -> list[str]:
    """Let a process act to its end and return its answers."""
    return subprocess.run(
        [sys.executable, ACTING, *line],
        env=place.environment,
        input="".join(f"{number}\n" for number in numbers),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout.split()


def test_two_threads_that_write_at_once_make_one_chain(own_database: Place) -> None:
    before = own_database.ask("SELECT sequence FROM history_chainhead")[0]["sequence"]
    assert len(acted(own_database, "threads", ACT)) == 80
    code, answer = verified(own_database)
    assert (code, answer.startswith(f"The history is whole. Events: {int(str(before)) + 80}.")) == (0, True), answer
    assert_none_is_half_there(own_database, ACT, {*range(40), *range(1000, 1040)})


def test_killed_in_the_middle_of_a_thousand_acts_every_answered_act_is_there_and_none_is_half_there(
    own_database: Place,
) -> None:
    begun: list[TwoProcesses] = []

    def begin(numbers: Sequence[int]) -> TwoProcesses:
        begun.append(TwoProcesses(own_database, ACT, numbers))
        return begun[-1]

    def check(answered: set[int]) -> None:
        assert_none_is_half_there(own_database, ACT, answered)

    kills = [random.randint(1, ACTS // (KILLS + 1)) for _ in range(KILLS)]  # noqa: S311 - the run's seed says where
    killed_again_and_again(begin, acts=ACTS, kills=kills, check=check)
    assert [running.ended for running in begun] == [-signal.SIGKILL] * KILLS + [0]
    events = own_database.ask(TRACES[ACT]["an event"])
    assert len(events) == ACTS, "what was asked for again, having been done unanswered, was done once"
    code, answer = verified(own_database)
    assert code == 0, answer


def test_an_event_outside_a_transaction_is_refused(own_database: Place) -> None:
    assert acted(own_database, "outside") == ["refused"]
