"""What is installed is what was chosen: locked with hashes, under licences that fit, and running nothing by itself.

Whether any of it has a known flaw is asked by ``scripts/audit.py``, which needs a source of advisories.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from audit import LOCKS, Asked, of_npm, of_python, told  # noqa: E402 - a script of the repository

REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))
ENTRY = re.compile(r"^(?P<name>[a-z0-9-]+)(?:\[[a-z,-]+\])?==(?P<version>[^\s;\\]+)", re.MULTILINE)
NPM = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
ALLOWED = re.compile(
    r"MIT|BSD|Apache|Python|PSF|ISC|MPL|Mozilla|EUPL|Unlicense|CC0|0BSD|Zero-Clause|OFL|Zlib|BlueOak|HPND|LGPL|Lesser",
    re.IGNORECASE,
)
"""Licences that a public body may build an EUPL program on. The GPL and the AGPL are not among them."""


def locked(file: Path) -> dict[str, str]:
    text = file.read_text(encoding="utf-8")
    found = [(entry["name"], entry["version"]) for entry in ENTRY.finditer(text)]
    assert len({name for name, _version in found}) == len(found), f"{file.name} has a package twice"
    return dict(found)


def licence_of(name: str) -> str:
    known = metadata(name)
    classifiers = [line for line in known.get_all("Classifier", []) if line.startswith("License ::")]
    return " | ".join([known.get("License-Expression") or "", (known.get("License") or "")[:200], *classifiers])


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.name)
def test_every_package_is_of_one_version_with_hashes_and_from_no_address(file: Path) -> None:
    blocks = re.split(r"\n(?=[a-z0-9])", file.read_text(encoding="utf-8").strip())
    assert len(blocks) == len(locked(file)) > 0
    assert [block for block in blocks if not re.search(r"--hash=sha256:[0-9a-f]{64}", block)] == []
    assert not re.search(r"://|@ |--(?:extra-)?index|--find-links|--trusted|-e ", file.read_text(encoding="utf-8"))


def test_the_locks_agree() -> None:
    run, postgresql, dev = (locked(ROOT / "requirements" / f"{name}.txt") for name in ("run", "postgresql", "dev"))
    assert run.items() <= postgresql.items()
    assert run.items() <= dev.items()
    assert {name for name in postgresql if name in dev and dev[name] != postgresql[name]} == set()


def test_every_python_package_has_a_licence_that_fits() -> None:
    without = {}
    for name in locked(ROOT / "requirements" / "dev.txt"):
        try:
            licence = licence_of(name)
        except PackageNotFoundError:
            continue  # for another system or version of Python
        if not ALLOWED.search(licence):
            without[name] = licence
    assert without == {}


def test_every_npm_package_is_locked_with_a_hash_and_a_licence_that_fits() -> None:
    packages = {name: package for name, package in NPM.items() if name}
    assert len(packages) > 10
    # What is bundled comes inside another package, under that one's hash.
    apart = {name: package for name, package in packages.items() if not package.get("inBundle")}
    assert [name for name, package in apart.items() if not package["integrity"].startswith("sha512-")] == []
    assert {
        name: package.get("license") for name, package in packages.items() if not ALLOWED.search(package["license"])
    } == {}


def test_no_package_runs_a_script_when_it_is_installed() -> None:
    assert "ignore-scripts=true" in (ROOT / ".npmrc").read_text(encoding="utf-8").splitlines()
    assert '"--ignore-scripts"' in (ROOT / "scripts" / "build_frontend.py").read_text(encoding="utf-8")
    needing = {name for name, package in NPM.items() if package.get("hasInstallScript") and not package.get("optional")}
    assert needing == set()


def test_what_is_served_to_browsers_is_only_what_the_pages_need() -> None:
    served = {name.removeprefix("node_modules/") for name, package in NPM.items() if name and not package.get("dev")}
    assert {"govuk-frontend", "htmx.org"} <= served
    assert "oidc-provider" not in served


def test_a_known_flaw_is_told_of_and_silence_is_not_taken_for_health() -> None:
    asked = Asked()
    flaw = {"id": "PYSEC-0000-1", "fix_versions": ["2.0"]}
    answer = [
        {"name": "bra", "version": "1.0", "vulns": []},
        {"name": "trasig", "version": "1.0", "vulns": [flaw]},
        {"name": "tyst", "skip_reason": "not found"},
    ]
    of_python(json.dumps({"dependencies": answer}), "a.txt", asked)
    of_python("", "b.txt", asked)
    of_npm("npm error 405", asked)
    of_npm('{"vulnerabilities": {"x": {"severity": "high"}}, "metadata": {"dependencies": {"total": 7}}}', asked)
    assert asked.answered == 9
    assert asked.flaws == ["trasig 1.0: PYSEC-0000-1, mended in ['2.0']", "x: high"]
    assert asked.silent == ["tyst (not known there)", "b.txt (no answer)", "package-lock.json (no answer)"]
    assert told(asked)[-1].startswith("COULD NOT BE ASKED")


def test_all_locks_are_asked_about() -> None:
    assert {ROOT / lock for lock in LOCKS} | {ROOT / "requirements" / "run.txt"} == set(REQUIREMENTS)
