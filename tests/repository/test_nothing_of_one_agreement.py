"""Code and templates name no day, clause, authority or purpose of one agreement: those are its data.

Docstrings, comments, examples of events, the command line's help and the catalogue of findings show examples; what a
page, a paper, a file or an act says may not. The kinds of organisations (region, RSS, SKR) are the field's own words.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "naravard"
LEFT_OUT = {
    "migrations/": "they tell what was",
    "cli/": "the help shows commands with the agreement that is shipped",
    "agreement/sources/": "built-in data",
    "agreement/findings_catalogue/": "each finding shows a bad and a good line of an agreement",
    "agreement/field_": "the words of the format's own description",
    "indicators/field_": "the words of the format's own description",
    "agreement/model/": "it describes the format, with examples of clauses",
    "agreement/schema.py": "the address of the schemas' own standard",
    "exchange/sheets/": "a sheet shows how a day is written",
    "documents/word_forms/": "the addresses of the file format's own parts have years in them",
    "documents/fonts/": "fonts that were installed, with their licences",
    "web/drafting/": "the pages of drafting show how a clause is written",
    "web/environment.py": "the operator's settings, with examples",
    "web/setting_checks.py": "the operator's settings, with examples",
}
OF_ONE = re.compile(
    r"Kammarkolleg|Legal, Financial and Admin|Socialstyrels|Board of Health|Regeringskansl|Government Offices"
    r"|Socialdepart|Ministry of Health|placement (?:money|weeks)|\bVFU\b"
    r"|God och n[äa]ra|god-och-nara|patientkontrakt|ambulans"
    r"|(?:avsnitt|section|annex)[ \u00a0]\d|bilaga[ \u00a0]\d(?!\. Beslutsunderlag)",
    re.IGNORECASE,
)
A_DAY = re.compile(r"[^\W\d]\D*\b20[12]\d\b")
"""A year in words: a day alone, as in an example of an event, is no sentence."""


def files(*suffixes: str) -> list[Path]:
    """Return the files that the test is about."""
    return [
        file
        for suffix in suffixes
        for file in sorted(SOURCE.rglob(f"*{suffix}"))
        if not any(part in file.relative_to(SOURCE).as_posix() for part in LEFT_OUT)
    ]


def said_in(module: str) -> Iterator[tuple[int, str]]:
    """Give the words of a module, with their lines, without docstrings, descriptions of fields and examples."""
    tree = ast.parse(module)
    shown = {
        id(inner)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"example", "about", "_described"})
        or (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _is_an_example(node.value))
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in shown:
            yield node.lineno, node.value


def _is_an_example(call: ast.Call) -> bool:
    """Tell whether it makes a thing or a name that events' examples show."""
    return getattr(call.func, "id", "") in {"Thing", "Named"} and all(
        isinstance(one, ast.Constant | ast.Call) for one in call.args
    )


def of_one(words: str) -> str:
    """Return what names one agreement in some words; empty if nothing does."""
    found = OF_ONE.search(words) or A_DAY.search(words)
    return found[0] if found else ""


def test_no_module_says_anything_of_one_agreement() -> None:
    found = {
        f"{file.relative_to(SOURCE)}:{line}": words
        for file in files(".py")
        for line, words in said_in(file.read_text())
        if of_one(words)
    }
    assert found == {}


def test_no_template_says_anything_of_one_agreement() -> None:
    found = {}
    for file in files(".html", ".txt", ".typ", ".toml"):
        text = re.sub(r"{% comment %}.*?{% endcomment %}|<!--.*?-->", "", file.read_text(), flags=re.DOTALL)
        for line in text.splitlines():
            if of_one(line) and not line.lstrip().startswith(("//", "#")):
                found[f"{file.relative_to(SOURCE)}"] = line.strip()
    assert found == {}


@pytest.mark.parametrize(
    "words",
    [
        "Kammarkollegiet betalar", "enligt avsnitt 10.2", "senast 1 december 2022", "bilaga 4", "By 30 September 2022",
        "VFU-veckor", "The Government Offices fix it",
    ],
)  # fmt: skip
def test_words_of_one_agreement_are_found(words: str) -> None:
    assert of_one(words)
    assert list(said_in(f"x = f({words!r})")) == [(1, words)]


@pytest.mark.parametrize("words", ["ÅÅÅÅ-MM-DD", "avsnittet", "2022-12-15", "varje bilaga", "Regionen"])
def test_other_words_are_left(words: str) -> None:
    assert of_one(words) == ""
