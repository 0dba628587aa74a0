"""Keep what a release's database looks like: a backup with data in it, from which every later version must migrate.

``python scripts/keep_release.py`` writes ``tests/web/migrations/released/VERSION.zip`` for the version that is about to
be released, out of a throw-away SQLite database with the small agreements of the tests, taken in and changed over some
days so that there is a history. A file that is there is never written over: what was released does not change.
"""

import datetime
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ROOT / "tests" / "web" / "folders"
KEPT = ROOT / "tests" / "web" / "migrations" / "released"
BEGIN = datetime.datetime(2026, 5, 4, 9, 0, 0, 123456, tzinfo=datetime.UTC)
LARGEST = 200_000


def main() -> int:
    """Write the file and say its name."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("DATABASE_URL", None)
        os.environ["NARAVARD_DATA"] = folder
        from naravard.web.starting import start_django

        start_django()
        from django.core.management import call_command

        from naravard.web.backup.making import make_backup
        from naravard.web.backup.manifest import program_version

        call_command("migrate", verbosity=0, interactive=False)
        fill()
        KEPT.mkdir(parents=True, exist_ok=True)
        file = KEPT / f"{program_version()}.zip"
        archive = make_backup(file, at=BEGIN + datetime.timedelta(days=7))
    size = file.stat().st_size
    if size > LARGEST:
        file.unlink()
        sys.exit(f"{file.name} would be {size} bytes, and more than {LARGEST} do not belong in the repository")
    print(f"Kept: {file.relative_to(ROOT)}, {size} bytes, {archive.manifest.rows} rows")
    return 0


def fill() -> None:
    """Take in the small agreements, change one of them twice, and let its first files come back."""
    from naravard.agreement.files import AgreementFiles
    from naravard.agreement.model import Text
    from naravard.web.agreements.acts import take_in
    from naravard.web.agreements.intake import take_in_folder

    for number, folder in enumerate(sorted(FOLDERS.iterdir())):
        if take_in_folder(folder, BEGIN + datetime.timedelta(hours=number)).agreement is None:
            sys.exit(f"{folder} has errors")
    liten = AgreementFiles.from_folder(FOLDERS / "liten")
    text, first = liten["agreement.yaml"].decode(), "Liten överenskommelse"
    for day, name in enumerate(["Mindre än så, ”1 'och' 2”", "Minst 😀", first], 1):
        changed = {**liten, "agreement.yaml": text.replace(first, name).encode()}
        files = AgreementFiles(changed, name="liten")
        take_in(agreement_id="liten", name=Text(name), files=files, at=BEGIN + datetime.timedelta(days=day))


if __name__ == "__main__":
    sys.exit(main())
