"""Files as people have them are read to the last row; what is wrong is counted and shown with its place."""

import datetime
import json
import stat
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from naravard.care.records.column_names import ColumnNames, read_column_names
from naravard.care.records.faults import RecordsRefusedError
from naravard.care.records.reader import CleanTable, RecordReader, refuse_if_too_much
from naravard.care.records.tables import PATIENTS, VISITS
from naravard.care.records.values import day_of, second_of
from naravard.care.records.workspace import workspace

TODAY = datetime.date(2023, 1, 15)


def read(folder: Path, *files: Path, names: ColumnNames | None = None) -> tuple[CleanTable, list[dict[str, Any]]]:
    clean = RecordReader(VISITS, today=TODAY, names=names).read(files, folder / "clean.parquet")
    rows: list[dict[str, Any]] = pyarrow.parquet.read_table(clean.path).to_pylist()
    return clean, rows


def written(folder: Path, name: str, text: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_a_swedish_file_of_a_spreadsheet(tmp_path: Path) -> None:
    """Semicolons, code page 1252, Windows' line ends, Swedish headings."""
    file = written(
        tmp_path,
        "besök.csv",
        "Patient;Vårdgivare;Datum;Tid;Enhet;Belopp\r\np1;Åsa;2022-01-31;10.20;Öster;1,5\r\n".encode("cp1252"),
    )
    clean, rows = read(tmp_path, file)
    assert rows == [
        {
            "row": 0, "patient": "p1", "provider": "Åsa", "date": datetime.date(2022, 1, 31), "time": 37200,
            "visit": None, "profession": None, "unit": "Öster", "contact_type": None, "list": None,
        }
    ]  # fmt: skip
    assert clean.faults.ignored == {str(file): ("Belopp",)}


def test_what_is_wrong_is_counted_with_file_and_row(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "v.csv",
        "patient,provider,date,time\n"
        "p1,a,2022-01-31,10:20\n"
        "p1,a,2022-02-30,\n"
        "p1,,2022-01-31,\n"
        ",a,2022-01-31,\n"
        "p1,a\n"
        'p1,"a\nb",2022-01-31,\n'
        "p1,a,2023-01-16,\n"
        "p1,a,,\n"
        "p1,a,31/1/2022,25:00\n",
    )
    clean, rows = read(tmp_path, file)
    told = {
        kind.id: (count, [one.row for one in clean.faults.examples[kind]])
        for kind, count in clean.faults.counts.items()
    }
    assert told == {
        "no-such-date": (1, [3]),
        "missing-provider": (1, [4]),
        "missing-patient": (1, [5]),
        "wrong-width": (1, [6]),
        "future-date": (1, [8]),
        "missing-date": (1, [9]),
        "unreadable-time": (1, [10]),
    }
    assert [(row["provider"], row["time"]) for row in rows] == [("a", 37200), ("a\nb", None), ("a", None)]
    assert (clean.faults.rows, clean.faults.dropped) == (9, 6)


def test_too_much_wrong_is_refused(tmp_path: Path) -> None:
    clean, _rows = read(tmp_path, written(tmp_path, "v.csv", "patient,provider,date\np,a,2022-01-01\np,,2022-01-01\n"))
    refuse_if_too_much([clean], Fraction(1, 2))
    with pytest.raises(RecordsRefusedError, match=r"50\.0 % av raderna"):
        refuse_if_too_much([clean], Fraction(49, 100))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("tom.csv", b"", "är tom"),
        ("bara-rubriker.csv", b"patient,provider,date\n", "inga rader"),
        ("andra.csv", b"a,b\n1,2\n", "saknar kolumnen patient, provider, date"),
        ("avbruten.parquet", b"PAR1 trunkerad", "går inte att läsa"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    with pytest.raises(RecordsRefusedError, match=says):
        read(tmp_path, written(tmp_path, name, content))


def test_ten_thousand_columns(tmp_path: Path) -> None:
    extra = ",".join(f"c{number}" for number in range(10_000))
    file = written(tmp_path, "bred.csv", f"patient,provider,date,{extra}\np,a,2022-01-01,{',' * 9_999}\n")
    clean, rows = read(tmp_path, file)
    assert len(rows) == 1
    assert len(clean.faults.ignored[str(file)]) == 10_000


def test_parquet_of_types_and_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    moments = pa.array(["2022-01-02T09:30:00", "2022-01-03T00:00:00"]).cast(pa.timestamp("us"))
    table = pa.table({"patient": pa.array([1, 2]), "provider": pa.array([7, None]), "date": moments})
    pyarrow.parquet.write_table(table, folder / "a.parquet")
    written(folder, "b.csv", "patient,provider,date\n3,8,20220104\n")
    clean, rows = read(tmp_path, folder)
    assert [(row["patient"], row["provider"], row["date"].day, row["time"]) for row in rows] == [
        ("1", "7", 2, 34200),
        ("3", "8", 4, None),
    ]
    assert {kind.id for kind in clean.faults.counts} == {"missing-provider"}


def test_encounters_one_a_line(tmp_path: Path) -> None:
    encounter = {
        "resourceType": "Encounter",
        "id": "e1",
        "status": "finished",
        "class": {"code": "AMB"},
        "subject": {"reference": "Patient/p1"},
        "participant": [
            {"individual": {"reference": "Practitioner/a"}, "type": [{"text": "läkare"}]},
            {"individual": {"identifier": {"value": "b"}}},
        ],
        "period": {"start": "2022-03-01T23:30:00Z"},
        "serviceProvider": {"reference": "Organization/U1"},
    }
    lines = [json.dumps(encounter), json.dumps({**encounter, "status": "cancelled"}), "{"]
    clean, rows = read(tmp_path, written(tmp_path, "e.ndjson", "\n".join(lines) + "\n"))
    assert [(row["patient"], row["provider"], row["visit"], row["profession"]) for row in rows] == [
        ("p1", "a", "e1", "läkare"),
        ("p1", "b", "e1", None),
    ]
    assert (rows[0]["date"], rows[0]["time"], rows[0]["contact_type"]) == (datetime.date(2022, 3, 2), 1800, "besök")
    assert {kind.id: one[0].row for kind, one in clean.faults.examples.items()} == {
        "not-carried-out": 2,
        "unreadable-line": 3,
    }


def test_omop_visit_occurrence(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "visit_occurrence.csv",
        "visit_occurrence_id,person_id,visit_concept_id,visit_start_date,visit_start_datetime,provider_id,care_site_id\n"
        "1,10,9202,2022-01-31,2022-01-31 10:20:00,5,77\n"
        "2,10,9201,2022-02-01,,5,77\n",
    )
    _clean, rows = read(tmp_path, file)
    assert [(row["visit"], row["patient"], row["contact_type"], row["time"], row["unit"]) for row in rows] == [
        ("1", "10", "besök", 37200, "77"),
        ("2", "10", "vårdtillfälle", None, "77"),
    ]


def test_a_mapping_names_columns_and_codes(tmp_path: Path) -> None:
    mapping = written(
        tmp_path,
        "namn.yaml",
        "visits: {patient: Pseudo, provider: Behandlare, date: Dag, contact_type: Typ}\n"
        "values: {contact_type: {NB: besök}}\n",
    )
    file = written(tmp_path, "v.csv", "Pseudo;Behandlare;Dag;Typ\np;a;2022-01-01;NB\n")
    _clean, rows = read(tmp_path, file, names=read_column_names(mapping))
    assert (rows[0]["patient"], rows[0]["contact_type"]) == ("p", "besök")
    with pytest.raises(RecordsRefusedError, match="ingen kolumn ”patent”"):
        read_column_names(written(tmp_path, "fel.yaml", "visits: {patent: Pseudo}\n"))
    for values in ("values: besök\n", "values: {contact_type: NB}\n"):
        with pytest.raises(RecordsRefusedError, match="koder och vad de betyder"):
            read_column_names(written(tmp_path, "fel.yaml", values))


def test_columns_of_ones_own_are_kept_to_group_by(tmp_path: Path) -> None:
    file = written(tmp_path, "p.csv", "patient,kön,kronisk,rest\np,K,ja,x\n")
    clean = RecordReader(PATIENTS, today=TODAY, keep_own=["kronisk"]).read([file], tmp_path / "c.parquet")
    row = pyarrow.parquet.read_table(clean.path).to_pylist()[0]
    assert (row["sex"], row["kronisk"]) == ("K", "ja")


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("2022-02-28", 28),
        ("20220228", 28),
        ("28.2.2022", 28),
        ("2022-02-28T10:00", 28),
        ("2022-02-29", None),
        ("i går", None),
    ],
)
def test_days(word: str, day: int | None) -> None:
    found = day_of(word)
    assert (found.day if found else None) == day


@pytest.mark.parametrize(
    ("word", "second"), [("10:20", 37200), ("10.20", 37200), ("1020", 37200), ("24:00", None), ("x", None)]
)
def test_times(word: str, second: int | None) -> None:
    assert second_of(word) == second


def test_the_work_folder_is_ones_own_and_what_a_killed_run_left_goes(tmp_path: Path) -> None:
    root = tmp_path / "work"
    root.mkdir(mode=0o700)
    left = root / "run-killed"
    left.mkdir()
    (left / "visits.parquet").write_bytes(b"rest")
    with workspace(root) as first:
        assert not left.exists()
        assert stat.S_IMODE(first.stat().st_mode) == 0o700
        with workspace(root) as second:
            assert first.exists()
            assert second != first
    assert list(root.iterdir()) == []
    root.chmod(0o755)
    with pytest.raises(RecordsRefusedError, match="bara du kan läsa"), workspace(root):
        pass


def test_words_are_trimmed_whatever_they_begin_and_end_with(tmp_path: Path) -> None:
    """Spaces that take several bytes, empty words, dictionaries and columns without a word."""
    words = ["p1", " p2", "p3\u00a0", "", "Åsa", "  "]
    many = pa.array(words)
    table = pa.table(
        {
            "patient": pa.array(["p"] * 6),
            "provider": pa.array(["v"] * 6),
            "date": pa.array([datetime.date(2022, 1, 1)] * 6),
            "visit": many,
            "unit": many.dictionary_encode(),
            "list": pa.nulls(6, pa.string()),
            "time": pa.array([0, 60, None, 1, 2, 3], pa.time32("s")),
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "v.parquet")
    _clean, rows = read(tmp_path, tmp_path / "v.parquet")
    tidy = ["p1", "p2", "p3", None, "Åsa", None]
    assert [row["visit"] for row in rows] == tidy
    assert [row["unit"] for row in rows] == tidy
    assert [row["time"] for row in rows] == [0, 60, None, 1, 2, 3]
