"""What the code must not do, whatever it is for: looked for in the code itself, beside ruff's rules on security."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WEB = ROOT / "src" / "naravard" / "web"
MODULES = sorted((ROOT / "src" / "naravard").rglob("*.py"))
UNEXPLAINED = re.compile(r"# noqa: S10[15]$|S105")
"""An assertion for the type checker, and the name of something secret: they say themselves what they are."""
UNWANTED = {"pickle", "marshal", "shelve", "subprocess", "telnetlib", "ftplib", "xmlrpc", "ctypes"}


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def called(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_the_program_starts_no_other_and_unpacks_no_objects() -> None:
    found = {str(module.relative_to(WEB)): UNWANTED & set(imported(module)) for module in WEB.rglob("*.py")}
    assert {name: names for name, names in found.items() if names and not name.startswith("demo/")} == {}


def test_nothing_is_made_into_code() -> None:
    wrong = {"eval", "exec", "compile", "os.system", "os.popen", "yaml.load"}
    assert {str(module): wrong & set(called(module)) for module in MODULES if wrong & set(called(module))} == {}


def test_nothing_secret_comes_from_the_ordinary_dice() -> None:
    """``random`` is for what may be guessed; secrets come from ``secrets``."""
    found = {str(module.relative_to(WEB)) for module in WEB.rglob("*.py") if "random" in set(imported(module))}
    assert {name for name in found if not name.startswith("demo/")} == set()


def test_rules_on_security_are_on_and_switched_off_only_with_a_reason() -> None:
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert "S" in ruff["select"]
    assert not any(rule.startswith("S") for rule in ruff["ignore"])
    off = re.compile(r"# noqa: [^#\n]*\bS\d+[^\n-]*(?P<why>.*)")
    without = [
        f"{module.relative_to(ROOT)}: {line.strip()}"
        for module in MODULES
        for line in module.read_text(encoding="utf-8").splitlines()
        if (found := off.search(line)) and not found["why"].startswith("- ") and not UNEXPLAINED.search(line)
    ]
    assert without == []


@pytest.mark.parametrize(
    "word", ["localStorage", "sessionStorage", "indexedDB", "document.cookie", "innerHTML", "eval("]
)
def test_our_script_keeps_nothing_and_writes_no_markup(word: str) -> None:
    assert word not in (WEB / "frontend" / "naravard.js").read_text(encoding="utf-8")


def test_no_secret_stands_in_the_repository() -> None:
    secret = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bnv_[a-z0-9]{8}_[A-Za-z0-9_-]{43}\b|AKIA[0-9A-Z]{16}")
    folders = (ROOT / "src", ROOT / "docs", ROOT / "scripts", ROOT / "requirements")
    texts = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".md", ".toml", ".txt"}]
    assert [str(path) for path in texts if secret.search(path.read_text(encoding="utf-8"))] == []
