"""Take the addresses out of ``package-lock.json``; names, versions and hashes stay."""

import json
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "package-lock.json"


def without_addresses(lock: dict[str, object]) -> dict[str, object]:
    """Return the lock without the packages' ``funding`` and ``resolved`` entries."""
    packages = lock.get("packages")
    if isinstance(packages, dict):
        for package in packages.values():
            for name in ("funding", "resolved"):
                package.pop(name, None)
    return lock


if __name__ == "__main__":
    LOCK.write_text(json.dumps(without_addresses(json.loads(LOCK.read_text())), indent=2) + "\n")
