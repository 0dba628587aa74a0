"""Whatever is typed wrongly is answered with a sentence, a way out and exit code 2; never with a traceback."""

import os
from pathlib import Path

import pytest

from command_line import AGREEMENT, Run

A = AGREEMENT


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (["alocate", A], "Menade du ”allocate”?"),
        (["visa"], "inget kommando ”visa”"),
        (["allocate", "god-och-nara-vard-2023"], f"Menade du ”{A}”?"),
        (["allocate", "finns/inte"], "Ange en mapps sökväg"),
        (["allocate"], "AGREEMENT måste anges"),
        (["allocate", A, "extra", "ord"], "extra ord"),
        (["allocate", A, "--format", "cvs"], "Menade du csv?"),
        (["allocate", A, "--format", "pdf"], "Välj bland: table, csv, json, xlsx"),
        (["allocate", A, "--fromat", "csv"], "Menade du --format?"),
        (["allocate", A, "--format"], "--format är inte använt som det ska"),
        (["allocate", A, "--binding=ja"], "--binding är inte använt som det ska"),
        (["allocate", A, "--grant", "ambulan"], "Menade du ”ambulans”?"),
        (["allocate", A, "--key", "population"], "NAMN=FIL.csv"),
        (["allocate", A, "--key", "populaton=x.csv"], "Menade du ”population”?"),
        (["allocate", A, "--key", "population=x.csv"], "Det finns ingen fil x.csv"),
        (["allocate", A, "--output", "/finns/inte/x.csv"], "Mappen /finns/inte finns inte"),
        (["allocate", A, "--output", "/"], "är en mapp"),
        (["explain", A, "--grant", "ambulans"], "--recipient måste anges"),
        (["explain", A, "--grant", "ambulans", "--recipient", "9"], "Menade du 09 (Region Gotland)?"),
        (["explain", A, "--grant", "ambulans", "--recipient", "sormland"], "Menade du 04 (Region Sörmland)?"),
        (["explain", A, "--grant", "ambulans", "--recipient", "99"], "Koderna är: 01 (Region Stockholm)"),
        (
            ["explain", A, "--grant", "nara-vard-regioner", "--recipient", "01", "--earmark", "fast-lakare"],
            "Menade du ”fast-lakarkontakt”?",
        ),
        (["onward", A, "--grant", "nara-vard-kommuner"], "--by FIL.csv"),
        (["annex", A, "bilaga-5"], "Menade du ”bilaga-4”?"),
        (["annex", A, "bilaga-4", "--date", "28/1"], "som 2022-01-28"),
        (["simulate", A], "Säg vad som ska ändras"),
        (["simulate", A, "--set", "ambulans"], "FÄLT=VÄRDE"),
        (["simulate", A, "--set", "ambulanss.amount=1"], "menade du ambulans?"),
        (["simulate", A, "--set", "ambulans.rule.amnt=1"], "amount"),
        (["simulate", A, "--set", "ambulans.amount=många"], "Var: ambulans.amount"),
        (["simulate", A, "--variant", "finns-inte.yaml"], "Det finns ingen fil finns-inte.yaml"),
        (["simulate", A, "--variant", "x.yaml", "--save", "y.yaml"], "x.yaml"),
        (["serve", "--port", "abc"], "--port ska vara ett heltal mellan 1 och 65535, inte ”abc”"),
        (["serve", "--port", "99999"], "mellan 1 och 65535"),
        (["serve", "--agreements", "finns-inte"], "Det finns ingen mapp finns-inte"),
        (["check", "finns-inte"], "Det finns ingen överenskommelse"),
        (["check", "/etc/passwd"], "/etc/passwd är en fil"),
        (["agreements", "--agreements", "finns-inte"], "Det finns ingen mapp finns-inte"),
        (["simulate", A, "--set", "skr.amount=1", "--save", "finns/inte.yaml"], "Det finns ingen mapp finns"),
        (["--verson"], "Menade du --version?"),
        (["--language", "de", "agreements"], "Välj sv (svenska) eller en (engelska)"),
        (["agreements", "--language"], "--language behöver ett värde"),
    ],
)
def test_wrong_use_is_answered_with_a_way_out(
    naravard: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: list[str], expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = naravard(*line)
    assert answer.code == 2
    assert expected in answer.err
    assert answer.out == ""
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (["alocate", A], "Did you mean “allocate”?"),
        (["allocate", "god-och-nara-vard-2023"], "There is no agreement"),
        (["allocate", A, "--format", "cvs"], "Did you mean csv?"),
        (["explain", A, "--grant", "ambulans", "--recipient", "Gotland"], "Did you mean 09 (Region Gotland)?"),
        (["simulate", A, "--set", "ambulans.amount=many"], "Where: ambulans.amount"),
    ],
)
def test_wrong_use_is_answered_in_english_when_asked(naravard: Run, line: list[str], expected: str) -> None:
    answer = naravard(*line, "--language", "en")
    assert answer.code == 2
    assert expected in answer.err


def test_the_environment_chooses_the_language_and_the_line_comes_first(
    naravard: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARAVARD_LANGUAGE", "en")
    assert "no command" in naravard("x").err
    assert "inget kommando" in naravard("x", "--language=sv").err
    monkeypatch.setenv("NARAVARD_LANGUAGE", "klingon")
    assert naravard("agreements").code == 2


def test_a_grant_that_awaits_a_key_cannot_be_explained(naravard: Run) -> None:
    answer = naravard("explain", A, "--grant", "vfu", "--recipient", "09")
    assert answer.code == 1
    assert "vfu-weeks-2021" in answer.err


def test_a_rule_that_cannot_be_carried_out_is_a_finding(naravard: Run) -> None:
    answer = naravard("simulate", A, "--set", "ambulans.rule.amount=90000000")
    assert answer.code == 1
    assert "Gör så här" in answer.err


def test_an_agreement_with_errors_is_refused_with_its_findings(naravard: Run, tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text("format: 1\nname: Prov\nperod: {from: 2022-01-01, to: 2022-12-31}\n")
    for command in ("allocate", "audit"):
        answer = naravard(command, tmp_path)
        assert answer.code == 1
        assert answer.out == ""
        assert "har fel och kan inte användas" in answer.err
        assert "perod" in answer.err
        assert "rad 3" in answer.err


def test_a_folder_that_is_no_agreement_is_refused(naravard: Run, tmp_path: Path) -> None:
    answer = naravard("allocate", tmp_path)
    assert answer.code == 1
    assert "agreement.yaml" in answer.err


def test_a_variant_of_another_agreement_is_refused(naravard: Run, tmp_path: Path) -> None:
    file = tmp_path / "annan.yaml"
    file.write_text("variant: Annan\nagreement: annan-2023\nchanges:\n  ambulans.amount: 1\n")
    answer = naravard("simulate", A, "--variant", file)
    assert answer.code == 2
    assert "annan-2023" in answer.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written_is_told_of(naravard: Run, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    answer = naravard("agreements", "--output", tmp_path / "x.csv")
    assert answer.code == 2
    assert "går inte att skriva" in answer.err
