"""Every command and every option has help in both languages, and the reference in docs/ is current."""

from pathlib import Path

import pytest

import naravard.cli.commands
from command_line import Run
from naravard.cli.program import COMMANDS, command
from naravard.cli.reference import as_markdown

REFERENCE = Path(__file__).parents[2] / "docs" / "cli.md"
LANGUAGES = ("sv", "en")


def test_every_module_of_a_command_is_a_command() -> None:
    modules = {file.stem for file in Path(naravard.cli.commands.__path__[0]).glob("*.py")} - {"__init__"}
    assert modules == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_of_itself_and_its_options_in_both_languages(naravard: Run, name: str) -> None:
    one = command(name)
    assert one.name == name
    assert one.examples
    told = [one.summary, *one.details, *(example.tells for example in one.examples)]
    told += [parameter.tells for parameter in one.params]
    for text in told:
        assert text.sv
        assert text.en
    for example in one.examples:
        assert example.line.startswith(f"naravard {name}")
    swedish, english = (naravard(name, "--help", "--language", language).out for language in LANGUAGES)
    assert f": {one.summary.sv}\n" in swedish
    assert f": {one.summary.en}\n" in english


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_shows_every_command(naravard: Run, language: str) -> None:
    answer = naravard("--language", language)
    assert answer.code == 0
    assert answer.out == naravard("--help", "--language", language).out
    for name in COMMANDS:
        assert f"  {name} " in answer.out


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_ends_well(naravard: Run, name: str) -> None:
    answer = naravard(name, "--help")
    assert answer.code == 0
    assert answer.out.startswith(f"naravard {name}: ")
    assert "Slutkod" in answer.out
    assert "Exit codes" in naravard(name, "--help", "--language", "en").out


def test_the_reference_is_current() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == as_markdown(), "run: make docs"
