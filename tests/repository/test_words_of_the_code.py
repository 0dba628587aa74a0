"""How the code speaks: plain words, modules that are nouns of the field, one class name for one idea.

What a word not to use is replaced by stands beside it, so that a failure says what to write.
"""

import ast
import io
import re
import tokenize
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "naravard"
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]

INSTEAD = {
    r"\b(?:none|nothing) (?:where|when)\b": "None if …",
    r"\black(?:s|ing|ed)?\b": "missing, is missing",
    r"\banew\b": "again",
    r"\bkeepers?\b": "operator",
    r"\bwho acts\b": "the actor",
    r"\bset(?:s|ting)? down\b": "record",
    r"\bthe own\b": "one's own, its own",
    r"\btold of\b": "reported, recorded, shown",
    r"\b(?:is|are|was|were) not there\b": "does not exist, is missing",
    r"\b(?:has|have|had) come to stand\b": "has been written",
    r"\btaken? hold of\b": "locked",
    r"\bis led to\b|\bare led to\b": "is redirected to, goes to",
    r"\bset(?:s|ting)? right\b": "correct",
    r"\bfor the own\b": "for one's own",
    r"\bthose who (?:act|acts)\b": "the actors",
    r"\bas it stands to\b": "as it is",
    r"\bto be changed; asked for only\b": "write a whole sentence",
}
"""Words not to use in docstrings and comments, and what to write."""

NOUNS = {
    "rounding": "the field's word for how exact amounts become whole kronor",
    "mapping": "the field's word for which account means which activity",
    "wording": "a noun: how numbers and days are worded",
    "encoding": "a noun: how a file's characters, or an answer's values, are written as bytes",
    "calendar_feed": "a feed is a noun",
    "paging": "a noun: lists in parts",
    "caching": "a noun: what HTTP calls it",
    "hashing": "a noun: what the security field calls it",
    "spending": "a noun: what has been spent",
    "fixed": "the agreement format's own word for the rule",
    "published": "the agreement format's own word for an annex as printed",
    "signing": "a noun: the act of signing a document",
    "drafting": "a noun: the writing of a new agreement before anyone has signed it",
    "fixing": "the field's word: the fixing of an allocation (fastställande)",
    "sharing": "the field's word: the sharing out within a county (vidarefördelning)",
}
"""Names that end like a participle and are nouns of the field, each with its reason."""

SHARED_NAMES: dict[str, str] = {
    "Account": "an account of money, and one for signing in: each the name of its app's table",
    "AreaOfficer": "the role, and the table of who has it for which area",
    "Organisation": "one that an agreement names, in the agreement's own data and in the register",
}
"""Class names that two modules may share, since they are the same idea or each is its app's table, with the reason."""

PARTICIPLE = re.compile(r"(?:^|_)\w+(?:ing|ed)$|^(?:known|kept|told|many|held)$")


@cache  # every module is read once for all words
def prose_of(path: Path) -> list[tuple[int, str]]:
    """Return (line, text) for every docstring and comment of a module."""
    source = path.read_text(encoding="utf-8")
    docstrings = [
        (node.lineno, re.sub(r"``[^`]*``|:\w+:`[^`]*`|\s+", " ", node.value.value))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return docstrings + [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


@pytest.mark.parametrize("words", INSTEAD)
def test_docstrings_and_comments_use_plain_words(words: str) -> None:
    pattern = re.compile(words, re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{line}: “{hit[0]}”, write: {INSTEAD[words]}"
        for path in MODULES
        for line, text in prose_of(path)
        for hit in pattern.finditer(text)
    ]
    assert found == []


def test_modules_are_nouns_of_the_field() -> None:
    named = {path.stem for path in MODULES} | {path.parent.name for path in MODULES}
    assert sorted(name for name in named if PARTICIPLE.search(name) and name not in NOUNS) == []
    assert sorted(set(NOUNS) - named) == [], "a name that is no longer used needs no reason"


def test_a_class_name_stands_for_one_idea() -> None:
    places = defaultdict(list)
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(PACKAGE)))
    twice = {name: where for name, where in places.items() if len(where) > 1}
    assert twice.keys() == SHARED_NAMES.keys(), twice
