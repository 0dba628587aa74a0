"""Keep what a release's database looks like: a backup with data in it, from which every later version must migrate.

``python scripts/keep_release.py`` writes ``tests/web/migrations/released/VERSION.zip`` for the version that is about to
be released (``VERSION.zip`` into a folder that is named on the line), out of a throw-away SQLite database: a lived year
of a few organisations (``tests/lived_year.py``), so that there are rows in every table, and the small agreements of the
tests, taken in and changed over some days. A file that is there is never written over: what was released does not
change.
"""

import datetime
import os
import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
FOLDERS = TESTS / "web" / "folders"
KEPT = TESTS / "web" / "migrations" / "released"
BEGIN = datetime.datetime(2026, 5, 4, 9, 0, 0, 123456, tzinfo=datetime.UTC)
LARGEST = 450_000
"""Bytes."""


def main(into: Path = KEPT) -> int:
    """Write the file into a folder and say its name."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("DATABASE_URL", None)
        os.environ["NARAVARD_DATA"] = folder
        os.environ["NARAVARD_TODAY"] = BEGIN.date().isoformat()
        from naravard.web.startup import start_django

        start_django()
        from naravard.web.backup.backup import make_backup
        from naravard.web.backup.manifest import program_version
        from naravard.web.backup.schema import migrate
        from naravard.web.history.state import hold_against_events

        migrate()
        fill(Path(folder))
        if odd := hold_against_events().differences:
            sys.exit(f"the acts left rows that their events do not tell of: {odd[:5]}")
        into.mkdir(parents=True, exist_ok=True)
        file = into / f"{program_version()}.zip"
        archive = make_backup(file, at=BEGIN + datetime.timedelta(days=7))
    size = file.stat().st_size
    if size > LARGEST:
        file.unlink()
        sys.exit(f"{file.name} would be {size} bytes, and more than {LARGEST} do not belong in the repository")
    print(f"Kept: {file}, {size} bytes, {archive.manifest.rows} rows")
    return 0


def fill(folder: Path) -> None:
    """Live a year; then take in the small agreements, change one of them twice, and let its first files come back."""
    from naravard.web.agreements.intake import take_in_folders

    sys.path.insert(0, str(TESTS))
    import_module("lived_year").live(folder)
    copied = folder / "agreements"
    shutil.copytree(FOLDERS, copied)
    changed = copied / "liten" / "agreement.yaml"
    text, first = changed.read_text(encoding="utf-8"), "Liten överenskommelse"
    for day, name in enumerate([first, "Mindre än så, ”1 'och' 2”", "Minst 😀", first]):
        changed.write_text(text.replace(first, name), encoding="utf-8")
        for taken in take_in_folders([copied], BEGIN + datetime.timedelta(days=day)):
            if taken.agreement is None:
                sys.exit(f"{taken.folder.name} has errors")


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
