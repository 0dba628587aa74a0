"""``naravard costs import``: read, compared and booked from the command line, by the program itself."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from command_line import AGREEMENT, Run
from costs_steps import sie_file, voucher
from own_databases import Place, Row, copied

READY = """
import sys
sys.path.insert(0, sys.argv[1])
from naravard.web.startup import start_django
start_django()
from naravard.agreement.library import folders
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.intake import take_in_folders
from naravard.web.organisations.intake import take_in_organisations
import costs_steps
take_in_organisations(actor=THE_SERVICE, at=costs_steps.AT)
take_in_folders(list(folders()), costs_steps.AT)
costs_steps.ready()
costs_steps.mapped()
"""
JSON = frozenset({"facts", "warnings", "sums"})
OWN = ("--organisation", "region-09", "--agreement", AGREEMENT)


@pytest.fixture(scope="module")
def filled(module_database: Place) -> Place:
    """A database where Region Gotland has money, two activities and a mapping. It is only copied."""
    done = module_database.run(READY, Path(__file__).resolve().parents[1])
    assert done.returncode == 0, done.stderr
    return module_database


@pytest.fixture
def place(filled: Place, tmp_path: Path) -> Iterator[Place]:
    """A copy of it."""
    with copied(filled, tmp_path / "data") as place:
        yield place


def costs(place: Place) -> int:
    """Return what is booked, in kronor."""
    booked = place.ask("SELECT coalesce(sum(amount), 0) AS sum FROM costs_bookedcost")[0]["sum"]
    corrected = place.ask("SELECT coalesce(sum(amount), 0) AS sum FROM costs_costcorrection")[0]["sum"]
    return int(str(booked)) - int(str(corrected))


def plain(row: Row) -> Row:
    """Return a row with what is kept as JSON read, since the order of its names says nothing."""
    return {
        name: json.loads(str(value)) if name in JSON and isinstance(value, str) else value
        for name, value in row.items()
    }


def test_a_file_is_read_compared_and_booked(place: Place, tmp_path: Path, command: Run) -> None:
    file = tmp_path / "export.se"
    file.write_bytes(sie_file(voucher("1", {"P1": 100_050, "P9": 700})))
    waits = command(place, "costs", "import", file, *OWN)
    assert waits.code == 0, waits.err
    assert "Fil 1: export.se: 1 verifikationer. Nya 1" in waits.out
    assert "1 Aktivitet 1: 0 kr → 1 001 kr (+1 001 kr)".replace(" ", "\N{NO-BREAK SPACE}") in waits.out.replace(
        " ", "\N{NO-BREAK SPACE}"
    )
    assert "Utan regel, bokförs inte: 7,00" in waits.out
    assert costs(place) == 0

    same = command(place, "costs", "import", file, *OWN)
    assert same.code == 1
    assert "Samma fil är redan mottagen" in same.err

    file.write_bytes(sie_file(voucher("1", {"P1": 200_000})))
    booked = command(place, "costs", "import", file, *OWN, "--book")
    assert booked.code == 0, booked.err
    assert "Bokfört." in booked.out
    assert costs(place) == 2_000
    told = command(place, "history", "list", "--organisation", "region-09").out
    assert "Naravard bokförde kostnaderna ur Fil 2: export.se för Region Gotland" in told

    february = tmp_path / "februari.si"
    february.write_bytes(sie_file(voucher("9", {"P1": 5_000}, day="2022-02-10"), balances=False))
    month = command(place, "costs", "import", february, *OWN, "--from", "2022-02-01", "--to", "2022-02-28", "--book")
    assert month.code == 0, month.err
    assert costs(place) == 2_050


def test_what_a_file_takes_away_is_told_and_needs_a_yes_of_its_own(place: Place, tmp_path: Path, command: Run) -> None:
    first, second = tmp_path / "ar.se", tmp_path / "maj.se"
    first.write_bytes(sie_file(voucher("1", {"P1": 1_000_000}, day="2022-01-10")))
    assert command(place, "costs", "import", first, *OWN, "--book").code == 0
    second.write_bytes(sie_file(voucher("5", {"P1": 100_000}, day="2022-05-10")))
    year = ("--from", "2022-01-01", "--to", "2022-12-31")
    refused = command(place, "costs", "import", second, *OWN, *year, "--book")
    assert refused.code == 1
    assert "Det bokförda går från 10 000 kr till 1 000 kr.".replace(" ", "\xa0") in refused.err.replace(" ", "\xa0")
    assert "--take-away" in refused.err
    assert costs(place) == 10_000
    third = tmp_path / "maj-igen.se"
    third.write_bytes(sie_file(voucher("5", {"P1": 200_000}, day="2022-05-10")))
    assert command(place, "costs", "import", third, *OWN, *year, "--book", "--take-away").code == 0
    assert costs(place) == 2_000


def test_a_file_with_errors_is_told_of_and_not_saved(place: Place, tmp_path: Path, command: Run) -> None:
    file = tmp_path / "export.se"
    file.write_bytes(sie_file(voucher("1", {"P1": 100}), number="5560360793"))
    wrong = command(place, "costs", "import", file, *OWN)
    assert wrong.code == 1
    assert "S053 fel" in wrong.err
    assert "5560360793" in wrong.err
    assert place.ask("SELECT count(*) AS count FROM costs_costfile") == [{"count": 0}]


def test_what_is_wrong_on_the_line_is_met_with_what_was_meant(place: Place, tmp_path: Path, command: Run) -> None:
    file = tmp_path / "export.se"
    file.write_bytes(sie_file(voucher("1", {"P1": 100})))
    wrong = {
        ("import", tmp_path / "finns-inte.se", *OWN): "Det finns ingen fil",
        ("export", file, *OWN): "kan inte vara ”export”",
        ("import", file, "--organisation", "region-9", *OWN[2:]): "Menade du region-09",
        ("import", file, *OWN[:2], "--agreement", "god-och-nara-vard"): "Menade du ”god-och-nara-vard-2022”",
        ("import", file, "--organisation", "kammarkollegiet", *OWN[2:]): "ger inga medel till Kammarkollegiet",
        ("import", file, *OWN, "--from", "2022-01-01"): "hör ihop",
        ("import", file, *OWN, "--from", "2022-02-01", "--to", "2022-01-01"): "hör ihop",
    }
    for line, says in wrong.items():
        done = command(place, "costs", *line)
        assert done.code == 2, (line, done.err)
        assert says in done.err, done.err


def test_of_two_who_import_the_same_file_at_once_one_is_told(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "export.se"
    file.write_bytes(sie_file(*(voucher(f"{number}", {"P1": 100}) for number in range(1, 500))))
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _each: place.program("costs", "import", file, *OWN, "--book"), range(2)))
    assert sorted(one.returncode for one in done) == [0, 1], [one.stderr for one in done]
    assert "Samma fil är redan mottagen" in "".join(one.stderr for one in done)
    assert costs(place) == 499


def test_two_who_import_different_exports_at_once_end_with_one_of_them(place: Place, tmp_path: Path) -> None:
    """The second to confirm is told, or comes after: never both added up."""
    files = [tmp_path / "a.se", tmp_path / "b.se"]
    for file, ore in zip(files, (10_000, 30_000), strict=True):
        file.write_bytes(sie_file(*(voucher(f"{number}", {"P1": ore}) for number in range(1, 200))))
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda file: place.program("costs", "import", file, *OWN, "--book", "--take-away"), files))
    taken_in = [ore // 100 * 199 for ore, one in zip((10_000, 30_000), done, strict=True) if one.returncode == 0]
    told = [one.stderr for one in done if one.returncode != 0]
    assert costs(place) in taken_in, told
    assert all("Någon annan har registrerat något" in each for each in told)


def test_what_is_kept_is_the_same_after_a_backup(place: Place, bare_database: Place, tmp_path: Path) -> None:
    file = tmp_path / "export.se"
    file.write_bytes(sie_file(voucher("1", {"P1": 100_050})))
    assert place.program("costs", "import", file, *OWN, "--book").returncode == 0
    file.write_bytes(sie_file(voucher("1", {"P1": 200_050})))
    assert place.program("costs", "import", file, *OWN).returncode == 0
    kept = tmp_path / "kopia.naravard"
    made = place.program("backup", kept)
    assert made.returncode == 0, made.stderr
    restored = bare_database.program("restore", kept)
    assert restored.returncode == 0, restored.stderr
    before, after = place.rows(), bare_database.rows()
    for table in ("costs_costfile", "costs_costfilepiece", "costs_takenin", "costs_takeninpiece", "costs_bookedcost"):
        assert before[table], table
        assert [plain(row) for row in before[table]] == [plain(row) for row in after[table]], table
