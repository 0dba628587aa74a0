"""``naravard costs import``: read, compared and booked from the command line, by the program itself."""

from pathlib import Path

import pytest

from command_line import AGREEMENT
from costs_steps import sie_file, voucher
from own_databases import Place

READY = """
import sys
sys.path.insert(0, sys.argv[1])
from naravard.web.starting import start_django
start_django()
from naravard.agreement.library import folders
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.intake import take_in_folders
from naravard.web.organisations.taking_in import take_in_organisations
import costs_steps
take_in_organisations(actor=THE_SERVICE, at=costs_steps.AT)
take_in_folders(list(folders()), costs_steps.AT)
costs_steps.ready()
costs_steps.mapped()
"""
OWN = ("--organisation", "region-09", "--agreement", AGREEMENT)


@pytest.fixture
def place(own_database: Place) -> Place:
    """A database where Region Gotland has money, two activities and a mapping."""
    done = own_database.run(READY, Path(__file__).resolve().parents[1])
    assert done.returncode == 0, done.stderr
    return own_database


def costs(place: Place) -> int:
    """Return what is booked, in kronor."""
    booked = place.ask("SELECT coalesce(sum(amount), 0) AS sum FROM costs_bookedcost")[0]["sum"]
    corrected = place.ask("SELECT coalesce(sum(amount), 0) AS sum FROM costs_costcorrection")[0]["sum"]
    return int(str(booked)) - int(str(corrected))


def test_a_file_is_read_compared_and_booked(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "export.se"
    file.write_bytes(sie_file(voucher("1", {"P1": 100_050, "P9": 700})))
    waits = place.program("costs", "import", file, *OWN)
    assert waits.returncode == 0, waits.stderr
    assert "Fil 1: export.se: 1 verifikationer. Nya 1" in waits.stdout
    assert "1 Aktivitet 1: 0 kr → 1 001 kr (+1 001 kr)".replace(" ", "\N{NO-BREAK SPACE}") in waits.stdout.replace(
        " ", "\N{NO-BREAK SPACE}"
    )
    assert "Utan regel, bokförs inte: 7,00" in waits.stdout
    assert costs(place) == 0

    same = place.program("costs", "import", file, *OWN)
    assert same.returncode == 1
    assert "Samma fil är redan mottagen" in same.stderr

    file.write_bytes(sie_file(voucher("1", {"P1": 200_000})))
    booked = place.program("costs", "import", file, *OWN, "--book")
    assert booked.returncode == 0, booked.stderr
    assert "Bokfört." in booked.stdout
    assert costs(place) == 2_000
    told = place.program("history", "list", "--organisation", "region-09").stdout
    assert "Naravard bokförde kostnaderna ur Fil 2: export.se för Region Gotland" in told

    february = tmp_path / "februari.si"
    february.write_bytes(sie_file(voucher("9", {"P1": 5_000}, day="2022-02-10"), balances=False))
    month = place.program("costs", "import", february, *OWN, "--from", "2022-02-01", "--to", "2022-02-28", "--book")
    assert month.returncode == 0, month.stderr
    assert costs(place) == 2_050


def test_a_file_with_errors_is_told_of_and_not_saved(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "export.se"
    file.write_bytes(sie_file(voucher("1", {"P1": 100}), number="5560360793"))
    wrong = place.program("costs", "import", file, *OWN)
    assert wrong.returncode == 1
    assert "S053 fel" in wrong.stderr
    assert "5560360793" in wrong.stderr
    assert place.ask("SELECT count(*) AS count FROM costs_costfile") == [{"count": 0}]


def test_what_is_wrong_on_the_line_is_met_with_what_was_meant(place: Place, tmp_path: Path) -> None:
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
        done = place.program("costs", *line)
        assert done.returncode == 2, (line, done.stderr)
        assert says in done.stderr, done.stderr
