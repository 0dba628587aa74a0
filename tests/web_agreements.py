"""Names that the tests of the pages share."""

from pathlib import Path

FOLDERS = Path(__file__).parent / "web" / "folders"
WHOLE = "god-och-nara-vard-2022"
"""The shipped agreement."""
LAROSATEN = "larosaten"
"""A small agreement with everything an agreement can have."""
LITEN = "liten"
"""The smallest agreement that can be."""
TODAY = "2026-11-02"
"""A day on which some of the small agreement's dates have passed."""
