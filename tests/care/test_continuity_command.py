"""``naravard continuity``: from files to figures, with what they rest on, and what may not be shown left out."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet
import pytest

from command_line import Run
from naravard.care.continuity.tables import csv_text

DAYS = ("2021-07-01", "2021-10-05", "2022-03-01", "2022-05-05", "2022-08-15", "2022-09-09")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Thirty patients at two units: those of the first see one doctor, of the second two by turns."""
    visits, patients = ["patient;provider;date;unit;contact_type"], ["patient;unit;sex"]
    for number in range(30):
        unit = "Alfa" if number < 20 else "Beta"
        patients.append(f"p{number};{unit};{'KM'[number % 2]}")
        for place, day in enumerate(DAYS[: 2 if number == 29 else 4]):
            provider = "A" if unit == "Alfa" else "BC"[place % 2]
            visits.append(f"p{number};{provider};{day};{unit};besök")
    visits.append("p0;C;2022-11-11;Alfa;telefon")
    (tmp_path / "v.csv").write_text("\n".join(visits), encoding="utf-8")
    (tmp_path / "p.csv").write_text("\n".join(patients), encoding="utf-8")
    return tmp_path / "v.csv", tmp_path / "p.csv"


def test_csv_parquet_and_the_run_card(naravard: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    visits, patients = files
    line = (
        "continuity",
        "--visits",
        visits,
        "--patients",
        patients,
        "--reference-date",
        "2022-12-31",
        "--engine",
        "duckdb",
    )
    answer = naravard(*line, "--by", "unit", "--index", "coc,upc", "--format", "csv")
    assert answer.code == 0, answer.err
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert answer.out.startswith("unit,index,listed,eligible,coverage,visits,mean,weighted,median,")
    assert [(row["unit"], row["index"], row["eligible"], row["mean"], row["median"]) for row in rows] == [
        ("Alfa", "coc", "20", "1", "1"),
        ("Alfa", "upc", "20", "1", "1"),
        ("Beta", "coc", "9", "0.3333333333", "0.3333333333"),
        ("Beta", "upc", "9", "0.5", "0.5"),
    ]
    # One of Beta's ten is not eligible: who that is must not be worked out.
    assert [(row["listed"], row["coverage"]) for row in rows if row["unit"] == "Beta"] == [("", ""), ("", "")]
    assert "annan kontakttyp: 1" in answer.err

    output = tmp_path / "index.parquet"
    assert naravard(*line, "--by", "unit", "--output", output).code == 0
    kept = pyarrow.parquet.read_table(output).to_pylist()
    assert [str(row["mean"]) for row in kept if row["index"] == "coc"] == ["1.0000000000", "0.3333333333"]
    card = json.loads((tmp_path / "index.parquet.run-card.json").read_text(encoding="utf-8"))
    assert card["parameters"]["windows"] == ["2021-07-01–2022-12-31"]
    assert card["counted"][0]["visits"] == {"other-contact-type": 1, "counted": 118}
    assert len(card["files"][0]["sha256"][str(visits)]) == 64

    report = tmp_path / "index.json"
    assert naravard(*line, "--by", "unit", "--index", "coc", "--output", report).code == 0
    bundle = json.loads(report.read_text(encoding="utf-8"))
    group = bundle["entry"][0]["resource"]["group"][0]
    assert [one["value"]["text"] for one in group["stratifier"][0]["stratum"]] == ["Alfa", "Beta"]
    assert group["population"][1]["count"] == 29


def test_check_counts_and_computes_nothing(naravard: Run, files: tuple[Path, Path]) -> None:
    visits, _patients = files
    answer = naravard("continuity", "--visits", visits, visits, "--reference-date", "2022-12-31", "--check")
    assert (answer.code, answer.err) == (0, "")
    assert "besök: 238 rader, varav 0 lämnas utanför" in answer.out
    assert "  patient ← patient" in answer.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--by", "sex"), "--by sex kräver kolumnen sex"),
        (("--by", "patient"), "--by patient går inte"),
        (("--index", "secom"), "Menade du secon?"),
        (("--age-bands", "0-17,10-20"), "Skriv grupperna i ordning"),
        (("--by", "month"), "går bara för SLICC"),
        (("--format", "xlsx"), "Lägg till --output"),
        (("--most-dropped", "101"), "inte ett procenttal"),
    ],
)
def test_what_cannot_be_done_is_said_in_swedish(
    naravard: Run, files: tuple[Path, Path], words: tuple[str, ...], says: str
) -> None:
    answer = naravard("continuity", "--visits", files[0], "--reference-date", "2022-12-31", *words)
    assert answer.code in {1, 2}
    assert says in answer.err
    assert answer.out == ""


def test_no_spreadsheet_takes_a_units_name_for_a_formula() -> None:
    assert csv_text(["unit", "listed"], [{"unit": "=1+1", "listed": -1}]) == "unit,listed\n'=1+1,-1\n"


def test_few_patients_with_visits_of_unknown_order_are_not_told_of(naravard: Run, files: tuple[Path, Path]) -> None:
    """One of twenty-nine met two doctors on a day: neither the card's words nor its data say how many."""
    visits, patients = files
    with visits.open("a", encoding="utf-8") as file:
        file.write(f"\np0;C;{DAYS[0]};Alfa;besök")
    output = visits.with_name("index.csv")
    line = ("continuity", "--visits", visits, "--patients", patients, "--reference-date", "2022-12-31")
    answer = naravard(*line, "--output", output)
    assert (answer.code, "andelen patienter visas inte (för få)" in answer.err) == (0, True)
    card = json.loads(output.with_name("index.csv.run-card.json").read_text(encoding="utf-8"))
    assert card["counted"][0]["tied"] is None
