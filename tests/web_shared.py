"""Names that the tests of the pages share."""

import datetime
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
LOADED_AT = datetime.datetime(2026, 5, 4, 9, 0, tzinfo=datetime.UTC)
