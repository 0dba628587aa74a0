"""check, agreements, explain, onward, annex: what each command answers."""

import csv
import io
import json
from pathlib import Path

import pikepdf

from command_line import AGREEMENT, Run
from naravard.agreement.reference import recipients_of_kind


def test_agreements_lists_the_shipped_and_those_given(naravard: Run, tmp_path: Path) -> None:
    (tmp_path / "trasig").mkdir()
    (tmp_path / "trasig" / "agreement.yaml").write_text("format: 1\n")
    answer = naravard("agreements", "--agreements", tmp_path, "--format", "csv")
    assert answer.code == 1
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert [row["id"] for row in rows] == [AGREEMENT, "trasig"]
    assert rows[0]["amount"] == "6373000000"
    assert rows[0]["errors"] == "0"
    assert int(rows[1]["errors"]) > 0
    assert naravard("agreements").code == 0


def test_check_groups_findings_by_file_and_ends_with_a_count(naravard: Run, tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text("format: 1\nname: Prov\nperod: {from: 2022-01-01, to: 2022-12-31}\n")
    answer = naravard("check", tmp_path)
    assert answer.code == 1
    assert answer.out.startswith("agreement.yaml\n")
    assert "perod" in answer.out
    assert "Gör så här:" in answer.out
    assert answer.out.splitlines()[-1].endswith(("varning.", "varningar."))
    assert naravard("check", tmp_path, "--language", "en").out.splitlines()[-1].endswith(("warning.", "warnings."))


def test_check_finds_nothing_wrong_with_the_shipped_agreement(naravard: Run) -> None:
    answer = naravard("check", AGREEMENT)
    assert answer.code == 0
    assert answer.out.splitlines()[-1].startswith("0 fel")


def test_check_answers_machines_with_ids_and_lines(naravard: Run, tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text("format: 1\nname: Prov\nperod: {from: 2022-01-01, to: 2022-12-31}\n")
    data = json.loads(naravard("check", tmp_path, "--format", "json").out)
    finding = next(each for each in data["findings"] if each["line"] == 3)
    assert finding["id"].startswith("A")
    assert finding["level"] == "error"
    assert finding["what"]["sv"] != finding["what"]["en"]


def test_explain_goes_from_the_pot_to_the_krona(naravard: Run) -> None:
    answer = naravard("explain", AGREEMENT, "--grant", "medarbetare-regioner", "--recipient", "08")
    assert answer.code == 0
    words = answer.out.replace("\u00a0", " ")
    for part in ("46 426 770 kr", "46 426 771 kr", "246 989", "10 443 100", "avsnitt 9", "bilaga 4", "2021-11-01"):
        assert part in words
    assert words.splitlines()[-1].strip().startswith("Belopp")


def test_explain_speaks_english_and_answers_machines(naravard: Run) -> None:
    line = ("explain", AGREEMENT, "--grant", "ambulans", "--recipient", "09")
    assert "From the pot to the krona" in naravard(*line, "--language", "en").out
    data = json.loads(naravard(*line, "--format", "json").out)
    assert data["amount"] == 934_968
    assert data["exact"]["fraction"].count("/") == 1


def test_explain_tells_of_an_earmark(naravard: Run) -> None:
    answer = naravard(
        "explain", AGREEMENT, "--grant", "nara-vard-regioner", "--recipient", "09", "--earmark", "fast-lakarkontakt"
    )
    assert answer.code == 0
    assert "200\u00a0000\u00a0000" in answer.out


def test_onward_shares_each_countys_sum_among_its_municipalities(naravard: Run, tmp_path: Path) -> None:
    file = tmp_path / "tal.csv"
    municipalities = recipients_of_kind("municipality")
    file.write_text("code,value\n" + "".join(f"{each.code},{int(each.code)}\n" for each in municipalities))
    answer = naravard("onward", AGREEMENT, "--grant", "nara-vard-kommuner", "--by", file, "--format", "csv")
    assert answer.code == 0
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert len(rows) == 290
    assert sum(int(row["amount"]) for row in rows) == 750_000_000
    assert sum(int(row["amount"]) for row in rows if row["county_code"] == "01") == 109_582_580


def test_explain_tells_a_municipalitys_part_of_its_countys_sum(naravard: Run, tmp_path: Path) -> None:
    file = tmp_path / "tal.csv"
    municipalities = recipients_of_kind("municipality")
    file.write_text("code,value\n" + "".join(f"{each.code},1\n" for each in municipalities))
    line = ("explain", AGREEMENT, "--grant", "nara-vard-kommuner", "--recipient", "0880")
    answer = naravard(*line, "--by", file)
    assert answer.code == 0
    assert "Kalmar har 1 av tillsammans 12, alltså 8,3333\u00a0%" in answer.out
    assert "RSS i Kalmar län har 26\u00a0341\u00a0515\u00a0kr att dela ut" in answer.out
    assert naravard(*line).code == 2


def test_annex_lists_what_there_is(naravard: Run) -> None:
    answer = naravard("annex", AGREEMENT)
    assert answer.code == 0
    names = [line.split()[0] for line in answer.out.splitlines()]
    assert names == ["bilaga-3", "bilaga-4", "regions", "rss", "municipalities", "skr"]


def test_annex_writes_the_same_pdf_each_time(naravard: Run, tmp_path: Path) -> None:
    first, second, dated = tmp_path / "1.pdf", tmp_path / "2.pdf", tmp_path / "3.pdf"
    for file, extra in ((first, ()), (second, ()), (dated, ("--date", "2022-02-01"))):
        answer = naravard("annex", AGREEMENT, "bilaga-4", "--output", file, *extra)
        assert answer.code == 0
        assert answer.out == ""
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes() != dated.read_bytes()
    with pikepdf.open(first) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Bilaga 4. Medel till regionerna"


def test_a_computed_annex_is_written_too(naravard: Run, tmp_path: Path) -> None:
    file = tmp_path / "rss.pdf"
    assert naravard("annex", AGREEMENT, "rss", "--binding", "--output", file, "--language", "en").code == 0
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
