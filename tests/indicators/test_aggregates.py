"""What a care provider has computed becomes values: only of what was asked for, and what was hidden stays hidden."""

import csv
import io
from pathlib import Path

import pytest
from shipped_indicators import EXAMPLE, agreement_of, files_of

from command_line import Run
from naravard.agreement.files import AgreementFiles
from naravard.indicators.aggregates import AggregateError, as_csv, made_by, values_of
from naravard.indicators.load import load

CONTINUITY = """unit,sex,region,index,listed,eligible,coverage,visits,mean,weighted,q2,reference_date,grouping,hidden
,,,coc,100,80,0.8,400,0.36,0.4,0.35,2022-12-31,,
,K,,coc,50,41,0.82,200,0.37,0.4,0.35,2022-12-31,sex,
,M,,coc,50,39,0.78,200,0.35,0.4,0.35,2022-12-31,sex,
,,09,coc,,,,,,,,2022-12-31,region,small
Alfa,,,coc,10,8,0.8,40,0.3,0.4,0.35,2022-12-31,unit,
,,,upc,100,80,0.8,400,0.6,0.6,0.6,2022-12-31,,
"""
CONTACTS = """sex,measure,numerator,denominator,share,date,kind,method,grouping,hidden
,population,523,1000,0.523,2022-12-31,2,register,,
,listed,523,950,0.5505263158,2022-12-31,2,register,,
man,population,260,500,0.52,2022-12-31,2,register,sex,
kvinna,population,,,,2022-12-31,2,register,sex,yes
"""
PLACES = ("00", "07", "09")


def made(text: str, of: str):
    return values_of(text, of=of, place="07", method="register", source="registret", places=PLACES)


def test_the_index_that_was_asked_for_by_place_and_sex() -> None:
    found = made(CONTINUITY, "coc")
    assert found.left_out == 1, "a unit is no place here"
    rows = [(row["place"], row["sex"], row.get("value"), row.get("coverage")) for row in found.rows]
    assert rows == [
        ("07", "all", "0.36", "0.8"),
        ("07", "women", "0.37", "0.82"),
        ("07", "men", "0.35", "0.78"),
        ("09", "all", None, None),
    ]
    assert found.rows[0]["note"] == "80 av 100 listade räknades."
    assert "skydda små grupper" in found.rows[-1]["missing"]


def test_a_share_keeps_what_it_is_of_and_hidden_rows_are_missing() -> None:
    (whole, men, women) = made(CONTACTS, "population").rows
    assert (whole["value"], whole["numerator"], whole["denominator"]) == ("0.523", "523", "1000")
    assert men["sex"] == "men"
    assert women["missing"]
    assert "value" not in women
    assert [row["denominator"] for row in made(CONTACTS, "listed").rows] == ["950"]


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        (",K,,coc", ",X,,coc", 3, "sex"),
        (",,09,coc", ",,11,coc", 5, "region"),
        ("index,listed", "indx,listed", 1, "unit, sex, region, indx"),
        (",coc,", ",hi,", 1, "index"),
    ],
)
def test_what_cannot_be_a_value_is_told_with_its_line_and_column(old: str, new: str, line: int, column: str) -> None:
    with pytest.raises(AggregateError) as refused:
        made(CONTINUITY.replace(old, new), "coc")
    assert refused.value.line == line
    assert refused.value.column.startswith(column)


def test_neither_commands_file_is_told() -> None:
    assert made_by(["a", "b"]) is None
    assert made_by([]) is None
    with pytest.raises(AggregateError):
        made("", "coc")


def test_what_is_written_is_read_as_the_values_of_an_indicator() -> None:
    text = as_csv(made(CONTACTS, "population").rows)
    files = AgreementFiles(
        {**files_of(EXAMPLE), "indicators/plan-vid-utskrivning.csv": text.encode()}, name=EXAMPLE.name
    )
    loaded = load(files, agreement_of(EXAMPLE))
    assert loaded.findings == ()
    values = next(one for one in loaded.indicators if one.version == 2).values[-3:]
    assert [(value.sex, value.numerator, value.missing is None) for value in values] == [
        ("all", 523, True),
        ("men", 260, True),
        ("women", None, False),
    ]


def test_the_command_writes_the_file_and_tells_what_it_left_out(naravard: Run, tmp_path: Path) -> None:
    file = tmp_path / "index.csv"
    file.write_text(CONTINUITY, encoding="utf-8")
    line = ("values", file, "--of", "coc", "--place", "07", "--method", "m", "--source", "s")
    done = naravard(*line)
    assert done.code == 0
    assert len(list(csv.DictReader(io.StringIO(done.out)))) == 4
    assert "1 rader för andra grupper är utelämnade." in done.err
    assert naravard(*line[:3], "finns-inte", *line[4:]).code == 2
    assert naravard("values", tmp_path / "nej.csv", *line[2:]).code == 2
    assert "11" in naravard(*line[:5], "11", *line[6:]).err
    file.write_bytes(b"\xff\xfe\x00")
    assert naravard(*line).code == 2
