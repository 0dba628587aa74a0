"""The service killed with -9 in the middle of 1 000 acts asked for over HTTP, and started again, several times.

Every act that was answered is there, none is half there, and what was asked for again with the same key, having been
done unanswered, was done once; on SQLite and on PostgreSQL.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from asked_acts import KINDS, Clients, Plan, parts_left

from killing import assert_the_same_in_all, killed_again_and_again
from own_databases import Place
from real_service import prepared, started

ACTS = 1_000
KILLS = 2
PEOPLE = Path(__file__).with_name("fault_people.py")


@pytest.fixture
def begun() -> Iterator[list[Clients]]:
    """The clients of each service that has been started; whatever still runs at the end is stopped."""
    started: list[Clients] = []
    yield started
    for clients in started:
        clients.service.stop()


def test_the_service_killed_in_the_middle_of_a_thousand_acts_keeps_every_answered_act_and_no_half_one(
    own_database: Place, begun: list[Clients]
) -> None:
    plan = Plan(prepared(own_database, PEOPLE, "keys", str(ACTS // len(KINDS))))

    def begin(numbers: Sequence[int]) -> Clients:
        in_any_order = random.sample(numbers, len(numbers))
        begun.append(Clients(started(own_database), plan, in_any_order))
        return begun[-1]

    def check(answered: set[int]) -> None:
        left = parts_left(own_database, plan)
        for kind in KINDS:
            assert_the_same_in_all(left[kind], {number for number in answered if plan.act(number)[0] == kind})

    kills = [random.randint(1, ACTS // (KILLS + 1)) for _ in range(KILLS)]  # noqa: S311 - the run's seed says where
    killed_again_and_again(begin, acts=ACTS, kills=kills, check=check)

    assert all(clients.cut_off for clients in begun[:-1]), "nobody was waiting for an answer"
    left = parts_left(own_database, plan)
    assert [len(left[kind]["event"]) for kind in KINDS] == [ACTS // len(KINDS)] * len(KINDS)
    assert own_database.ask("SELECT organisation_id FROM tasks_dutyrecord WHERE version <> 1") == []
    changed = own_database.ask("SELECT version FROM organisations_organisation WHERE address <> ''")
    assert {row["version"] for row in changed} == {3}, "two changes and no more of each organisation"
    verified = own_database.program("history", "verify", "--language", "en")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "Traceback" not in begun[-1].service.complaints
