"""``naravard remind`` and ``naravard sweep`` as a timer runs them: with a database and a mail server of their own."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import forked_program
from command_line import Run
from own_databases import Place, copied
from postbox import Postbox, open_postbox, subject_of

REMINDING = Path(__file__).resolve().parents[1] / "web" / "reminders" / "reminding.py"
MORNING = "2022-09-23"
REGIONS = 21


@pytest.fixture(scope="module")
def peopled(module_database: Place) -> Place:
    """A database with the shipped agreement, and two people in each region; it is only copied."""
    remind(module_database, "people").check_returncode()
    return module_database


@pytest.fixture
def place(peopled: Place, tmp_path: Path) -> Iterator[Place]:
    """A copy of it."""
    with copied(peopled, tmp_path / "place") as place:
        yield place


@pytest.fixture
def postbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Postbox]:
    """A mail server that the processes are set to, on a morning with a reminder."""
    with open_postbox() as postbox:
        monkeypatch.setenv("NARAVARD_MAIL_URL", f"smtp://127.0.0.1:{postbox.port}")
        monkeypatch.setenv("NARAVARD_MAIL_FROM", "Naravard <naravard@example.org>")
        monkeypatch.setenv("NARAVARD_SITE", "https://naravard.exempel.se")
        monkeypatch.setenv("NARAVARD_TODAY", MORNING)
        yield postbox


def remind(place: Place, *line: str) -> "subprocess.CompletedProcess[str]":
    """Run the tests' own process."""
    return forked_program.run_file(place.environment, REMINDING, *line)


def test_each_gets_one_mail_and_the_second_run_sends_none(place: Place, postbox: Postbox, command: Run) -> None:
    first, second = command(place, "remind"), place.program("remind", "--language", "en")
    assert (first.code, first.out) == (0, "Skickade mejl: 42, med 42 påminnelser.\n"), first.err
    assert (second.returncode, second.stdout) == (0, "Mails sent: 0, with 0 reminders.\n")
    assert len(set(postbox.receivers)) == len(postbox.receivers) == 2 * REGIONS


def test_two_at_once_send_nothing_twice(place: Place, postbox: Postbox) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, REMINDING, "morning", "2022-08-31", MORNING, "2022-09-29", "2022-10-01"],
            env=place.environment,
        )
        for _ in range(2)
    ]
    assert [process.wait(timeout=600) for process in processes] == [0, 0]
    assert len(postbox.got) == 4 * 2 * REGIONS
    assert len({(mail["To"], subject_of(mail)) for mail in postbox.got}) == 2 * 2 * REGIONS  # late, and three alike
    assert place.ask("SELECT count(*) AS n FROM reminders_givenreminder")[0]["n"] == 4 * 2 * REGIONS
    assert place.program("history", "verify").returncode == 0


def test_what_a_fall_leaves_is_told_of_and_sent_only_when_asked_for(
    place: Place, postbox: Postbox, monkeypatch: pytest.MonkeyPatch, command: Run
) -> None:
    assert remind(place, "fall", MORNING).returncode == -9
    monkeypatch.setenv("NARAVARD_TODAY", "2022-09-24")
    ran = command(place, "remind")
    assert (ran.code, len(postbox.got)) == (1, 2 * REGIONS - 1)
    told = re.search(r"^  (\d+): (\S+), 2022-09-23 \d\d:\d\d UTC$", ran.err, re.MULTILINE)
    assert told, ran.err
    assert "kan ha gått iväg eller inte" in ran.err
    number, address = told.groups()
    assert address not in postbox.receivers

    again = command(place, "remind", "--again", number)
    assert (again.code, postbox.receivers[-1]) == (0, address), again.err
    refused = command(place, "remind", "--again", number)
    assert refused.code == 2
    assert f"Det finns inget mejl {number}." in refused.err


def test_the_keeper_can_say_that_it_went(
    place: Place, postbox: Postbox, monkeypatch: pytest.MonkeyPatch, command: Run
) -> None:
    remind(place, "fall", MORNING)
    monkeypatch.setenv("NARAVARD_TODAY", "2022-09-24")
    assert command(place, "remind", "--sent", 1).code == 0
    assert len(postbox.got) == 2 * REGIONS - 1
    assert "är skickat" in command(place, "remind", "--sent", 1).err


def test_refused_addresses_and_a_server_that_is_not_there_are_told_of(
    place: Place, postbox: Postbox, monkeypatch: pytest.MonkeyPatch, command: Run
) -> None:
    postbox.refused = {str(row["email"]) for row in place.ask("SELECT email FROM people_account ORDER BY id LIMIT 2")}
    ran = command(place, "remind")
    assert (ran.code, len(postbox.got)) == (1, 2 * REGIONS - 2)
    assert ran.err.count("550 5.1.1 No such user") == 2
    monkeypatch.setenv("NARAVARD_MAIL_URL", "smtp://127.0.0.1:9")
    down = command(place, "remind")
    assert down.code == 1
    assert "Mejlservern tar inte emot" in down.err
    assert "Resten skickas vid nästa körning." in down.err


def test_a_dry_run_shows_any_day_and_sends_nothing(place: Place, postbox: Postbox, command: Run) -> None:
    ran = command(place, "remind", "--dry-run", "--day", "2022-12-02")
    assert ran.code == 0, ran.err
    assert ran.out.endswith("Inget är skickat. Mejl som skulle skickas: 42, med 84 påminnelser.\n")
    assert "Ämne: Sista dagen har passerat för 2 saker\n" in ran.out
    assert "Rätten har förfallit." in ran.out
    assert (postbox.got, place.ask("SELECT count(*) AS n FROM reminders_remindermail")[0]["n"]) == ([], 0)


@pytest.mark.parametrize(
    "line",
    [("--day", "2022-12-02"), ("--dry-run", "--day", "i morgon"), ("--dry-run", "--again", "1"), ("--again", "ett")],
)
def test_what_cannot_be_is_refused(peopled: Place, line: tuple[str, ...], command: Run) -> None:
    assert command(peopled, "remind", *line).code == 2


@pytest.mark.parametrize("command", ["remind", "sweep"])
def test_a_database_that_is_not_made_yet_is_refused(bare_database: Place, command: str) -> None:
    ran = bare_database.program(command)
    assert ran.returncode == 2
    assert "Starta webbplatsen en gång" in ran.stderr


def test_sweeping_removes_what_has_served_its_time(place: Place, command: Run) -> None:
    old, new = "2022-01-01 00:00:00+00:00", "2999-01-01 00:00:00+00:00"
    for key, at in (("gammal", old), ("ny", new)):
        place.execute(
            'INSERT INTO once_givenanswer ("by", key, fingerprint, answer, at) '  # noqa: S608 - the test's own words
            f"VALUES ('anna', '{key}', '', '/', '{at}')"
        )
    ran = command(place, "sweep")
    assert ran.code == 0, ran.err
    assert "       1  svar på det som redan är gjort, och formulär som ingen har skickat färdigt\n" in ran.out
    assert [row["key"] for row in place.ask("SELECT key FROM once_givenanswer")] == ["ny"]
