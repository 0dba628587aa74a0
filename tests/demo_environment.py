"""The environment of someone's own machine, for the tests that start the demonstration."""

import os
from pathlib import Path

REAL = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "NARAVARD_TODAY", "NARAVARD_HTTPS", "NARAVARD_SECRET_KEY")


def environment(data: Path) -> dict[str, str]:
    """The environment of someone's own machine, whatever the tests themselves run on."""
    kept = {name: value for name, value in os.environ.items() if name not in REAL}
    return kept | {"NARAVARD_DATA": str(data), "NARAVARD_WORKERS": "1"}
