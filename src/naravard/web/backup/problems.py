"""Why a backup cannot be made, read or restored: what, where, found, expected and the way out, in both languages.

BackupProblem
├── FileRefused       the file is damaged, foreign, or from another version
└── DatabaseRefused   the database or the disk does not allow it
"""

from pathlib import Path

from naravard.agreement.model import Text

NOTHING = Text("", "")


class BackupProblem(Exception):  # noqa: N818 - the family's members are refusals
    """Nothing was changed; the parts say why and what to do."""

    def __init__(
        self, what: Text, *, where: str = "", found: Text = NOTHING, expected: Text = NOTHING, way_out: Text = NOTHING
    ) -> None:
        super().__init__(what.sv)
        self.what = what
        self.where = where
        self.found = found
        self.expected = expected
        self.way_out = way_out


class FileRefused(BackupProblem):
    """The file cannot be restored."""


class DatabaseRefused(BackupProblem):
    """The database or the disk does not allow it."""


ANOTHER_COPY = Text(
    "Använd en annan säkerhetskopia, eller hämta filen igen där den förvaras.",
    "Use another backup, or fetch the file again from where it is kept.",
)


def damaged(file: Path, where: str, found: Text, expected: Text) -> FileRefused:
    """Return the refusal of a file that is not what it was when it was written."""
    what = Text(f"Säkerhetskopian {file} är skadad.", f"The backup {file} is damaged.")
    return FileRefused(what, where=where, found=found, expected=expected, way_out=ANOTHER_COPY)


def foreign(file: Path, found: Text) -> FileRefused:
    """Return the refusal of a file that is no backup, or only a part of one."""
    return FileRefused(
        Text(f"{file} är ingen hel säkerhetskopia.", f"{file} is not a whole backup."),
        found=found,
        expected=Text("en fil som naravard backup har skrivit", "a file that naravard backup has written"),
        way_out=ANOTHER_COPY,
    )


def disk(file: Path, error: OSError) -> DatabaseRefused:
    """Return the refusal of the operating system, as when the disk is full."""
    reason = error.strerror or type(error).__name__
    return DatabaseRefused(
        Text(f"Säkerhetskopian {file} kunde inte skrivas.", f"The backup {file} could not be written."),
        where=str(file.parent),
        found=Text(reason, reason),
        expected=Text("en mapp med plats, där det går att skriva", "a folder with room, that can be written to"),
        way_out=Text("Ange en fil i en annan mapp, eller ge plats.", "Name a file in another folder, or make room."),
    )
