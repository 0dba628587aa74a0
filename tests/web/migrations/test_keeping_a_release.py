"""What the next release would keep of itself can be made, and has rows in every table."""

import subprocess
import sys
from pathlib import Path

from test_from_released_versions import ROOT, WITHOUT_ROWS

from naravard.web.backup.archive import open_archive


def test_the_lived_year_of_the_next_release_fills_every_table(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, ROOT / "scripts" / "keep_release.py", tmp_path], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    (file,) = tmp_path.glob("*.zip")
    empty = {table.model for table in open_archive(file).manifest.tables if table.rows == 0}
    assert sorted(empty - WITHOUT_ROWS.keys()) == [], "let tests/lived_year.py fill them"
