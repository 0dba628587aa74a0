"""Two programs ask the API at the same time: no change is lost, and an act that is sent twice happens once."""

import json
from collections import Counter
from pathlib import Path

from own_databases import Place

ASKING = Path(__file__).with_name("asking_at_once.py").read_text(encoding="utf-8")


def answers(place: Place, what: str) -> list[list[object]]:
    done = place.run(ASKING, what)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def kinds(place: Place) -> Counter[object]:
    return Counter(row["kind"] for row in place.rows()["history_event"])


def test_of_two_changes_of_the_same_version_one_is_refused(own_database: Place) -> None:
    found = answers(own_database, "changes")
    assert [sorted(each) for each in found] == [[200, 412]] * len(found)
    assert kinds(own_database)["organisation-contact-changed"] == len(found)


def test_the_same_act_sent_twice_at_once_happens_once(own_database: Place) -> None:
    found = answers(own_database, "acts")
    for one, other in found:
        assert {str(one).split()[1], str(other).split()[1]} == {"true", "false"}
        assert str(one).split()[0] == str(other).split()[0] == "200"
        assert str(one).split()[2] == str(other).split()[2]
    assert kinds(own_database)["duty-begun"] == kinds(own_database)["duty-put-back"] == len(found)
