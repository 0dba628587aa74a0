"""``naravard history`` in the terminal: events as sentences, and the chain held against what was noted elsewhere."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from test_processes import acted

from command_line import Run
from own_databases import Place, place_on, remove

FIVE = range(1, 6)
Verify = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def told(migrated_database: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A database in which five agreements were taken in, a minute after one another; it is only read."""
    engine = settings.DATABASES["default"]["ENGINE"]
    place = place_on(engine, tmp_path_factory.mktemp("told"), like=migrated_database)
    assert len(acted(place, "do", "take-in", numbers=FIVE)) == len(FIVE)
    yield place
    remove(place)


@pytest.fixture
def changed(told: Place, tmp_path: Path) -> Iterator[Place]:
    """A copy of it that a test may change, the guards taken away as one with full power over the database can."""
    place = place_on(settings.DATABASES["default"]["ENGINE"], tmp_path / "changed", like=told)
    if place.address.startswith("sqlite"):
        triggers = place.ask("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        place.execute(*(f"DROP TRIGGER {row['name']}" for row in triggers))
    else:
        guarded = ("history_event", "history_chainhead")
        place.execute(*(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in guarded))
    yield place
    remove(place)


def last_event(place: Place) -> tuple[int, str]:
    """Return the number and hash of the last event."""
    row = place.ask("SELECT sequence, hash FROM history_event ORDER BY sequence DESC LIMIT 1")[0]
    return int(str(row["sequence"])), str(row["hash"])


@pytest.fixture
def verify(command: Run) -> Verify:
    """What runs the command, and returns its exit code and all it said."""

    def verified(place: Place, *known: str) -> tuple[int, str]:
        witnesses = [word for each in known for word in ("--known", each)]
        done = command(place, "history", "verify", "--language", "en", *witnesses)
        return done.code, done.out + done.err

    return verified


def test_the_answer_has_what_is_to_be_noted_and_the_note_holds(told: Place, verify: Verify) -> None:
    number, hashed = last_event(told)
    code, said = verify(told)
    assert (code, said.splitlines()[0]) == (0, f"The history is whole. Events: {number}. The last: {number}:{hashed}")
    assert "The rows have not been taken up in the history by this version yet." in said, "the service has not begun"
    first = told.ask("SELECT sequence, hash FROM history_event WHERE thing_id = '1'")[0]
    assert verify(told, f"{first['sequence']}:{first['hash']}", f"{number}:{hashed}")[0] == 0


def test_a_note_with_another_hash_is_told_of_with_both(told: Place, verify: Verify) -> None:
    number, hashed = last_event(told)
    code, said = verify(told, f"{number}:{'f' * 64}")
    assert code == 1
    assert f"First broken link: event {number}: the event is another than the one that was noted." in said
    assert f"Expected: {'f' * 64}" in said
    assert f"Found: {hashed}" in said
    assert f"Whole up to event {number - 1}." in said


def test_a_note_of_a_later_event_than_there_is_tells_of_a_removed_end(told: Place, verify: Verify) -> None:
    number, hashed = last_event(told)
    code, said = verify(told, f"{number + 3}:{hashed}")
    assert code == 1
    assert f"First broken link: event {number + 1}: the end of the chain has been removed." in said
    assert f"Whole up to event {number}." in said


def test_an_end_cut_off_with_all_its_traces_is_found_by_the_note_only(changed: Place, verify: Verify) -> None:
    number, hashed = last_event(changed)
    changed.execute(
        f"DELETE FROM history_event WHERE sequence > {number - 2}",  # noqa: S608 - a number
        f"UPDATE history_chainhead SET sequence = {number - 2}, "  # noqa: S608 - as above
        f"hash = (SELECT hash FROM history_event WHERE sequence = {number - 2})",
    )
    assert verify(changed)[0] == 0, "nothing in the database tells of it"
    code, said = verify(changed, f"{number}:{hashed}")
    assert code == 1
    assert f"First broken link: event {number - 1}: the end of the chain has been removed." in said


def test_what_was_changed_in_the_tables_is_found_while_the_chain_is_whole(changed: Place, verify: Verify) -> None:
    changed.run(
        "from naravard.web.startup import start_django; start_django()\n"
        "from django.utils import timezone\n"
        "from naravard.web.access.actor import THE_SERVICE\n"
        "from naravard.web.organisations.intake import take_in_organisations\n"
        "from naravard.web.access.row_baseline import take_up_rows\n"
        "take_in_organisations(actor=THE_SERVICE, at=timezone.now())\n"
        "take_up_rows(actor=THE_SERVICE, at=timezone.now())\n"
    )
    code, said = verify(changed)
    assert (code, "The rows say what the history says." in said) == (0, True)
    changed.execute(
        "UPDATE organisations_organisation SET bankgiro = '50501055' WHERE code = 'region-09'",
        "DELETE FROM organisations_organisation WHERE code = 'kommun-0980'",
        "INSERT INTO people_person (id, name, proposed_name) VALUES ('00000000000040008000000000000001', 'X', '')",
        "INSERT INTO people_membership (person_id, organisation_id, role, from_day) "
        "VALUES ('00000000000040008000000000000001', 'region-10', 'administrator', '2026-01-01')",
    )
    code, said = verify(changed)
    assert code == 1
    assert "The history is whole." in said
    assert "organisations_organisation:region-09: the row says something else than the history (event " in said
    assert "organisations_organisation:kommun-0980: the row is missing" in said
    assert "people_membership:1: no event tells of the row" in said


def test_a_file_elsewhere_is_the_witness_from_one_night_to_the_next(
    changed: Place, command: Run, tmp_path: Path
) -> None:
    noted = tmp_path / "noted.txt"
    line = ("history", "verify", "--language", "en", "--witness", str(noted))
    number, hashed = last_event(changed)
    for nights in (1, 2):
        assert command(changed, *line).code == 0
        assert [row.split()[-1] for row in noted.read_text().splitlines()] == [f"{number}:{hashed}"] * nights
    changed.execute(
        f"DELETE FROM history_event WHERE sequence > {number - 1}",  # noqa: S608 - a number
        f"UPDATE history_chainhead SET sequence = {number - 1}, "  # noqa: S608 - as above
        f"hash = (SELECT hash FROM history_event WHERE sequence = {number - 1})",
    )
    cut = command(changed, *line)
    assert cut.code == 1
    assert "the end of the chain has been removed" in cut.out
    assert len(noted.read_text().splitlines()) == 2, "what is wrong is not noted"


def test_the_first_broken_link_is_named(changed: Place, verify: Verify) -> None:
    number, _ = last_event(changed)
    changed.execute(f"DELETE FROM history_event WHERE sequence = {number - 2}")  # noqa: S608 - a number
    code, said = verify(changed)
    assert code == 1
    assert f"First broken link: event {number - 2}: the event is missing." in said
    assert f"Whole up to event {number - 3}." in said


@pytest.mark.parametrize("written", ["3", "3:abc", f"x:{'f' * 64}", f"0:{'f' * 64}", f"3:{'F' * 64}", f":{'f' * 64}"])
def test_a_note_that_cannot_be_read_is_refused_in_words(told: Place, written: str, verify: Verify) -> None:
    code, said = verify(told, written)
    assert code == 2
    assert f"--known “{written}” cannot be read." in said


def test_the_list_tells_sentences_the_oldest_first(told: Place, command: Run) -> None:
    done = command(told, "history", "list")
    assert done.code == 0, done.err
    lines = [line for line in done.out.splitlines() if "överenskommelsen" in line]
    assert [line.split("  ", 1)[1] for line in lines] == [
        f"2026-06-01 14:0{number}  Naravard tog in överenskommelsen ”{number}”." for number in FIVE
    ]
    numbers = [int(line.split("  ")[0]) for line in done.out.splitlines()]
    assert sorted(numbers) == list(range(1, last_event(told)[0] + 1)), "all of them, once each"


def test_the_list_tells_of_one_thing_and_of_some_days(told: Place, command: Run) -> None:
    done = command(told, "history", "list", "--thing", "agreement:3", "--language", "en")
    assert [line.split("  ")[2] for line in done.out.splitlines()] == ["Naravard took in the agreement “3”."]
    on_the_day = ("--from", "2026-06-01", "--to", "2026-06-01")
    assert len(command(told, "history", "list", "--thing", "agreement:4", *on_the_day).out.splitlines()) == 1
    for others in (("--from", "2026-06-02"), ("--organisation", "region-09")):
        nothing = command(told, "history", "list", "--thing", "agreement:4", *others)
        assert (nothing.code, nothing.out) == (0, "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("list", "--thing", "agreement"), "--thing ”agreement” går inte att läsa. Skriv som i agreement:liten."),
        (("list", "--from", "i går"), "--from ska vara en dag, som 2022-01-28, inte ”i går”."),
        (("list", "--known", f"1:{'f' * 64}"), "--known, --witness och --mail hör till verify."),
        (("verify", "--to", "2022-12-01"), "verify prövar alltid hela historiken."),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(told: Place, line: tuple[str, ...], said: str, command: Run) -> None:
    done = command(told, "history", *line)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_database_without_tables_has_no_history(bare_database: Place) -> None:
    done = bare_database.program("history", "verify")
    assert done.returncode == 2
    assert "Databasen har ingen historik än. Starta webbplatsen en gång: naravard serve." in done.stderr
