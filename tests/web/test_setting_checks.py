"""A setting that cannot be used is told of before anything is started, and all of them at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from naravard.web.environment import SETTINGS, SettingError
from naravard.web.setting_checks import CHECKS, mistakes, refuse_mistakes, unknown_names


def test_every_setting_has_its_check() -> None:
    assert [setting for setting, _ in CHECKS] == list(SETTINGS)


def test_nothing_needs_to_be_set() -> None:
    assert mistakes({}) == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NARAVARD_DATA", "/dev/null/data", "mappen /dev/null/data går inte att skapa"),
        ("DATABASE_URL", "mysql://x/y", "sqlite: eller postgresql:"),
        ("NARAVARD_TRUSTED_ISSUERS", "/finns/inte", "mappen /finns/inte finns inte"),
        ("NARAVARD_AGREEMENTS", "/finns/inte", "mappen /finns/inte, som inte finns"),
        ("NARAVARD_HOSTS", "https://naravard.example", "utan https://"),
        ("NARAVARD_HOSTS", "naravard.example:443", "utan port"),
        ("NARAVARD_HTTPS", "jaa", "ja eller nej, men är ”jaa”"),
        ("NARAVARD_SECRET_KEY", "kort", "minst 32 tecken, men har 4"),
        ("NARAVARD_SECRET_KEY", "abc" * 20, "har bara 3 olika tecken"),
        ("NARAVARD_DEBUG", "2", "ja eller nej"),
        ("NARAVARD_WORKERS", "0", "mellan 1 och 256, men är 0"),
        ("NARAVARD_THREADS", "två", "ett heltal"),
        ("NARAVARD_TODAY", "1/9 2022", "ett datum som 2022-09-01"),
        ("NARAVARD_LANGUAGE", "fi", "sv eller en"),
        ("NARAVARD_ACCESSIBILITY", "ja", "helt, delvis eller inte, men är ”ja”"),
        ("NARAVARD_ACCESSIBILITY", "helt", "NARAVARD_ACCESSIBILITY_ASSESSED säger inte när och hur"),
        ("NARAVARD_ACCESSIBILITY_UPDATED", "i går", "ett datum som 2022-09-01"),
        ("NARAVARD_TRACEBACK", "kanske", "ja eller nej"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_of_by_name(name: str, value: str, said: str) -> None:
    [sentence] = mistakes({name: value})
    assert sentence.startswith(name)
    assert said in sentence


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NARAVARD_HOSTS", "naravard.example,[::1],.example.se"),
        ("NARAVARD_HTTPS", "Ja"),
        ("NARAVARD_SECRET_KEY", "qv7Zr2Lw9TtXc4Bn8KjYp3Hd6GfMs5Ea"),
        ("NARAVARD_TODAY", "2022-09-01"),
        ("NARAVARD_LANGUAGE", "en"),
    ],
)
def test_a_value_that_can_be_used_is_let_through(name: str, value: str) -> None:
    assert mistakes({name: value}) == []


def test_all_mistakes_are_told_of_at_once() -> None:
    with pytest.raises(SettingError) as caught:
        refuse_mistakes({"NARAVARD_HTTPS": "jaa", "NARAVARD_WORKERS": "0"})
    assert len(str(caught.value).splitlines()) == 3


def test_a_misspelt_name_is_told_of_with_the_nearest() -> None:
    assert unknown_names({"NARAVARD_HOST": "a.se", "HOME": "/"}) == [
        "NARAVARD_HOST är ingen inställning och läses inte. Menade du NARAVARD_HOSTS?"
    ]


def served_with(tmp_path: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Try to start the service in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "import sys; from naravard.cli.main import run; sys.exit(run(['serve']))"],
        env=os.environ | {"NARAVARD_DATA": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_the_service_does_not_start_with_a_mistake(tmp_path: Path) -> None:
    done = served_with(tmp_path, NARAVARD_WORKERS="0", NARAVARD_TODAY="i dag")
    assert done.returncode == 2
    assert "NARAVARD_WORKERS" in done.stderr
    assert "NARAVARD_TODAY" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir()), "nothing is begun"


def test_a_database_that_cannot_be_opened_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "fil.sqlite3").write_bytes(b"detta ar ingen databas" * 100)
    done = served_with(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/fil.sqlite3")
    assert done.returncode == 2
    assert "Databasen går inte att öppna: file is not a database" in done.stderr
    assert "Traceback" not in done.stderr
