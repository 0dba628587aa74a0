"""Killing the actors, in the middle of their acts, and what must be true of the database whenever that happens.

What acts is any :class:`Running`: processes that call an act here, or a server with clients that ask it over HTTP.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from own_databases import Place

ACTING = Path(__file__).parent / "web" / "history" / "acting.py"

TRACES = {
    "take-in": {
        "a snapshot": "SELECT agreement_id AS done FROM agreements_agreementsnapshot",
        "what is shown": "SELECT agreement_id AS done FROM agreements_currentsnapshot",
        "an event": "SELECT thing_id AS done FROM history_event WHERE kind = 'agreement-taken-in'",
    },
}
"""What each act leaves in the database, part by part: questions for the numbers of the acts that are done."""


class Running(Protocol):
    """Those who act, once they have begun."""

    def answered(self) -> Iterator[int]:
        """Give the number of each act as it is answered, until nobody acts any more."""

    def kill(self) -> None:
        """Kill the actors, at once and without a word (SIGKILL)."""


class TwoProcesses:
    """Two processes that share the acts between them, so that one is killed somewhere in the midst of an act."""

    def __init__(self, place: Place, act: str, numbers: Sequence[int]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, ACTING, "do", act],
            env=place.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # all of them are killed as one group
        )
        assert self._process.stdin is not None
        with self._process.stdin as asked:
            asked.write("".join(f"{number}\n" for number in numbers))

    def answered(self) -> Iterator[int]:
        assert self._process.stdout is not None
        with self._process.stdout as answers:
            for line in answers:
                yield int(line)
        self._process.wait()

    def kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)

    @property
    def ended(self) -> int | None:
        """How it ended: 0, or the negative number of the signal that killed it."""
        return self._process.returncode


def killed_again_and_again(
    begin: Callable[[Sequence[int]], Running], *, acts: int, kills: Sequence[int], check: Callable[[set[int]], None]
) -> None:
    """Let acts be done and the actors be killed after so many answers, several times; then let the rest be done.

    What was not answered is asked for again, as anyone would who got no answer. ``check`` is called with the numbers of
    all acts that have been answered: after each killing, and at the end.
    """
    answered: set[int] = set()
    for after in [*kills, None]:
        running = begin([number for number in range(acts) if number not in answered])
        for count, number in enumerate(running.answered(), 1):
            answered.add(number)
            if count == after:
                running.kill()
        check(answered)
        assert (len(answered) < acts) == (after is not None), "they were killed in the middle, and not at the end"
    assert answered == set(range(acts))


def assert_none_is_half_there(place: Place, act: str, answered: set[int]) -> None:
    """Every act that was answered has left each of its parts, once; and what one part tells of, all of them do.

    All parts are asked for in one question: the database's own processes may still be
    ending what was begun.
    """
    traces = TRACES[act]
    asked = [f"SELECT '{part}' AS part, done FROM ({trace}) AS asked" for part, trace in traces.items()]  # noqa: S608
    parts: dict[str, list[int]] = {part: [] for part in traces}
    for row in place.ask(" UNION ALL ".join(asked)):
        parts[str(row["part"])].append(int(str(row["done"])))
    assert_the_same_in_all(parts, answered)


def assert_the_same_in_all(parts: Mapping[str, Iterable[int]], answered: set[int]) -> None:
    """Every act that was answered is in each part, once; and what is in one part is in all of them."""
    first, *others = [sorted(done) for done in parts.values()]
    assert all(other == first for other in others), f"an act is half there: {parts}"
    assert len(first) == len(set(first)), "an act is there twice"
    assert answered <= set(first), f"answered and not there: {sorted(answered - set(first))}"
