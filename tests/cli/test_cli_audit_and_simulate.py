"""audit and simulate: what they answer in words and for machines."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from command_line import AGREEMENT, Run


def test_audit_tells_of_the_four_amounts_and_the_departures(naravard: Run) -> None:
    answer = naravard("audit", AGREEMENT)
    words = answer.out.replace("\u00a0", " ")
    assert answer.code == 0
    assert "189 publicerade belopp har jämförts med de beräknade. 185 är lika och 4 skiljer sig." in words
    for amount in ("3 846 172 kr", "1 386 624 kr", "46 426 770 kr", "53 227 562 kr"):
        assert f"tryckt {amount}" in words
    assert "Textens beräkningsmodell mot den använda" in words


def test_audit_answers_machines(naravard: Run) -> None:
    data = json.loads(naravard("audit", AGREEMENT, "--format", "json").out)
    assert (data["compared"], data["equal"], len(data["differing"])) == (189, 185, 4)
    rows = list(csv.DictReader(io.StringIO(naravard("audit", AGREEMENT, "--format", "csv").out)))
    assert len(rows) == 189
    assert sum(1 for row in rows if row["difference"] != "0") == 4


def test_audit_fills_a_workbook(naravard: Run, tmp_path: Path) -> None:
    file = tmp_path / "granskning.xlsx"
    assert naravard("audit", AGREEMENT, "--format", "xlsx", "--output", file).code == 0
    assert load_workbook(file).sheetnames == [
        "Vad granskningen säger", "Tryckta summor", "Tryckta och beräknade belopp", "Källa",
    ]  # fmt: skip


def test_simulate_shows_before_after_and_difference(naravard: Run) -> None:
    answer = naravard("simulate", AGREEMENT, "--set", "ambulans.rule.amount=1000000", "--format", "csv")
    assert answer.code == 0
    rows = {row["recipient_code"]: row for row in csv.DictReader(io.StringIO(answer.out)) if row["kind"] == "region"}
    gotland = rows["09"]
    assert int(gotland["after"]) - int(gotland["before"]) == int(gotland["difference"])
    assert int(gotland["difference"]) > 0
    assert int(rows["01"]["difference"]) < 0
    assert sum(int(row["difference"]) for row in rows.values()) == 0
    assert float(gotland["per_inhabitant_difference"]) > 0


def test_simulate_names_who_gains_and_loses_most(naravard: Run) -> None:
    answer = naravard("simulate", AGREEMENT, "--set", "ambulans.rule.amount=1000000", "--name", "Högre grundbelopp")
    assert "Simulering: Högre grundbelopp" in answer.out
    assert "Ökar mest: Region Gotland" in answer.out
    assert "Minskar mest: Region Stockholm" in answer.out


def test_a_variant_is_saved_and_gives_the_same_amounts_again(naravard: Run, tmp_path: Path) -> None:
    file = tmp_path / "lika.yaml"
    changed = ("--set", "karriartjanster.rule={kind: equal}")
    saved = naravard("simulate", AGREEMENT, *changed, "--name", "Lika", "--save", file, "--format", "csv")
    assert saved.code == 0
    assert str(file) in saved.err
    again = naravard("simulate", AGREEMENT, "--variant", file, "--format", "csv")
    assert again.out == saved.out


def test_several_variants_stand_side_by_side(naravard: Run, tmp_path: Path) -> None:
    file = tmp_path / "lika.yaml"
    naravard("simulate", AGREEMENT, "--set", "karriartjanster.rule={kind: equal}", "--name", "Lika", "--save", file)
    answer = naravard("simulate", AGREEMENT, "--variant", file, "--set", "skr.amount=60000000", "--format", "json")
    data = json.loads(answer.out)
    headings = {column["id"]: column["sv"] for column in data["columns"]}
    assert headings["variant_1"] == "Lika"
    assert headings["variant_2"] == "Utan namn"
    skr = next(row for row in data["rows"] if row["recipient_code"] == "SKR")
    assert (skr["variant_1_difference"], skr["variant_2_difference"]) == (0, 7_000_000)


def test_simulate_with_a_key_of_ones_own(naravard: Run, tmp_path: Path) -> None:
    file = tmp_path / "ny.csv"
    codes = [f"{code:02}" for code in (1, *range(3, 11), 12, 13, 14, *range(17, 26))]
    file.write_text("code,value\n" + "".join(f"{code},1\n" for code in codes))
    answer = naravard(
        "simulate", AGREEMENT, "--set", "karriartjanster.rule={kind: proportional, key: ny}", "--key", f"ny={file}",
        "--format", "json",
    )  # fmt: skip
    assert answer.code == 0
    data = json.loads(answer.out)
    after = {row["after"] for row in data["grants"]["rows"] if row["grant"] == "karriartjanster"}
    assert after == {4_761_904, 4_761_905}


@pytest.mark.parametrize("flag", [["--save", "x.yaml"], ["--save", "x.yaml", "--name", "X"]])
def test_nothing_is_saved_without_changes(
    naravard: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flag: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert naravard("simulate", AGREEMENT, *flag).code == 2
    assert list(tmp_path.iterdir()) == []
