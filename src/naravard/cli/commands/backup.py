"""``naravard backup FILE``: every row of the database in one verified file."""

from pathlib import Path

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, argument
from naravard.cli.values import FILE


@click.command(
    "backup",
    cls=Command,
    summary=Text("säkerhetskopierar databasen till en fil", "backs the database up to one file"),
    details=(
        Text(
            "Alla rader som de är i ett och samma ögonblick. Tjänsten får vara igång. Filen läses tillbaka och "
            "kontrolleras innan den får sitt namn, så den är hel eller finns inte. Den hemliga nyckeln, "
            "inloggningar som pågår och andra nycklar för stunden är inte med.",
            "Every row as it is at one moment; the service may be running. The file is read back and checked before it "
            "gets its name, so it is whole or not there. The secret key, sign-in sessions and other keys of the "
            "moment are not in it.",
        ),
    ),
    examples=(
        Example("naravard backup kopia.zip", Text("En kopia i den här mappen.", "A backup in this folder.")),
        Example(
            "naravard backup /srv/kopior/naravard-$(date +%F).zip",
            Text("En kopia med dagens datum i namnet.", "A backup with the day in its name."),
        ),
    ),
    on_findings=Text("kopian kunde inte göras", "the backup could not be made"),
)
@argument(
    "file",
    metavar="FILE",
    type=FILE,
    tells=Text("filen som skrivs. Den får inte finnas", "the file to write; it must not exist"),
)
def run(file: Path) -> None:
    """Make a backup."""
    from naravard.cli.backups import account, database_at_hand
    from naravard.cli.output import write_text

    with database_at_hand():
        from django.utils import timezone

        from naravard.web.backup.backup import make_backup

        archive = make_backup(file, at=timezone.now())
        write_text(account(archive, file, Text(f"Skrev och kontrollerade {file}.", f"Wrote and checked {file}.")))
