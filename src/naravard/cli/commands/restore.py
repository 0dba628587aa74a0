"""``naravard restore FILE``: the database as it was when the backup was made."""

from pathlib import Path

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, argument, option
from naravard.cli.language import in_this
from naravard.cli.values import FILE

_OLDER = Text(
    "Kopian är från en äldre version: raderna ställs om till den här versionens tabeller.",
    "The backup is from an older version: its rows are brought to the tables of this version.",
)


@click.command(
    "restore",
    cls=Command,
    summary=Text("återställer databasen ur en säkerhetskopia", "restores the database from a backup"),
    details=(
        Text(
            "Hela filen kontrolleras innan något rörs. Allt återställs eller inget, och varje rad läses tillbaka och "
            "jämförs med filen. Kopian kan komma från SQLite och återställas i PostgreSQL, och tvärtom. "
            "Stoppa tjänsten först.",
            "The whole file is checked before anything is touched. All of it is restored or none, and every row is "
            "read back and compared with the file. A backup from SQLite can be restored into PostgreSQL, and the other "
            "way. Stop the service first.",
        ),
        Text(
            "En kopia från en äldre version av programmet ställs om till den här versionens tabeller, i en tillfällig "
            "databas, innan något rörs. En kopia från en nyare version vägras.",
            "A backup from an older version of the program is brought to the tables of this version, in a temporary "
            "database, before anything is touched. A backup from a newer version is refused.",
        ),
    ),
    examples=(
        Example("naravard restore kopia.zip", Text("I en tom databas.", "Into an empty database.")),
        Example(
            "naravard restore kopia.zip --force",
            Text("Allt som finns i databasen ersätts.", "Everything in the database is replaced."),
        ),
        Example(
            "naravard restore kopia.zip --check",
            Text("Bara kontroll av filen; inget ändras.", "Only checks the file; nothing is changed."),
        ),
    ),
    on_findings=Text("databasen kunde inte återställas; inget är ändrat", "nothing could be restored or was changed"),
)
@argument("file", metavar="FILE", type=FILE, tells=Text("säkerhetskopian som läses", "the backup to read"))
@option("--force", is_flag=True, tells=Text("ersätt det som finns i databasen", "replace what is in the database"))
@option("--check", is_flag=True, tells=Text("kontrollera bara filen", "only check the file"))
def run(file: Path, *, force: bool, check: bool) -> None:
    """Restore a backup."""
    from naravard.cli.backups import account, database_at_hand
    from naravard.cli.output import write_text

    with database_at_hand():
        from naravard.web.backup.restoration import check_backup, restore_backup
        from naravard.web.backup.upgrade import is_of_today

        if check:
            archive = check_backup(file)
            done = Text(f"{file} är hel och kan återställas.", f"{file} is whole and can be restored.")
        else:
            archive = restore_backup(file, force=force)
            done = Text(f"Återställde {file} och jämförde varje rad.", f"Restored {file} and compared every row.")
        write_text(account(archive, file, done))
        if not is_of_today(archive.manifest):
            write_text(in_this(_OLDER))
