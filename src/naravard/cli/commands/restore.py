"""``naravard restore FILE``: the database as it was when the backup was made."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, argument, option
from naravard.cli.language import in_this
from naravard.cli.values import FILE

if TYPE_CHECKING:
    from uuid import UUID

    from naravard.web.backup.archive import Archive

_OLDER = Text(
    "Kopian är från en äldre version: raderna ställs om till den här versionens tabeller.",
    "The backup is from an older version: its rows are brought to the tables of this version.",
)


_GO_THROUGH = Text(
    "Gå igenom det som hänt efter kopian: roller som avslutats, lösenord och andra steg som bytts är som de var då.",
    "Go through what happened after the backup: roles that ended, passwords and second steps that changed are as then.",
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
            "Återställningen vägras medan tjänsten är igång, och lämnar en händelse. Nycklar till API:et och adresser "
            "till kalendrar som inte gäller i databasen som ersätts slutar gälla, och alla när den är tom, eftersom "
            "ingen vet vilka som har återkallats sedan kopian gjordes. --keep-keys låter dem gälla. Konton som är "
            "stängda i databasen som ersätts förblir stängda.",
            "Restoring is refused while the service is running, and leaves an event. Keys to the API and calendar "
            "addresses that do not hold in the database that is replaced cease to hold, and all of them when it is "
            "empty, since nobody knows which have been revoked since the backup was made; --keep-keys lets them hold. "
            "Accounts that are closed in the database that is replaced stay closed.",
        ),
        Text(
            "Personer som har raderats sedan kopian gjordes raderas på nytt: de som är raderade i databasen som "
            "ersätts, de i datamappens fil erased-persons, och de i den fil som ges med --erased. Ta med den filen "
            "till en ny maskin.",
            "Persons who have been erased since the backup was made are erased again: those who are erased in the "
            "database that is replaced, those in the file erased-persons of the data folder, and those in the file "
            "given with --erased. Take that file along to a new machine.",
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
            Text("Bara kontroll av filen. Inget ändras.", "Only checks the file; nothing is changed."),
        ),
    ),
    on_findings=Text("databasen kunde inte återställas. Inget är ändrat", "nothing could be restored or was changed"),
)
@argument("file", metavar="FILE", type=FILE, tells=Text("säkerhetskopian som läses", "the backup to read"))
@option("--force", is_flag=True, tells=Text("ersätt det som finns i databasen", "replace what is in the database"))
@option("--check", is_flag=True, tells=Text("kontrollera bara filen", "only check the file"))
@option(
    "--keep-keys",
    is_flag=True,
    tells=Text(
        "låt kopians nycklar till API:et gälla, också de som kan ha återkallats sedan dess",
        "let the backup's keys to the API hold, also those that may have been revoked since",
    ),
)
@option(
    "--erased",
    metavar="FILE",
    type=FILE,
    tells=Text(
        "filen erased-persons från den maskin där personer har raderats",
        "the file erased-persons of the machine where persons have been erased",
    ),
)
def run(file: Path, *, force: bool, check: bool, keep_keys: bool, erased: Path | None) -> None:
    """Restore a backup."""
    from naravard.cli.backups import account, database_at_hand
    from naravard.cli.output import write_text

    with database_at_hand():
        from naravard.web.backup.restoration import check_backup
        from naravard.web.backup.upgrade import is_of_today

        if check:
            archive = check_backup(file)
            done = Text(f"{file} är hel och kan återställas.", f"{file} is whole and can be restored.")
        else:
            archive = _restored(file, force=force, keep_keys=keep_keys, given=erased)
            done = Text(f"Återställde {file} och jämförde varje rad.", f"Restored {file} and compared every row.")
        write_text(account(archive, file, done))
        if not check:
            write_text(in_this(_GO_THROUGH))
        if not is_of_today(archive.manifest):
            write_text(in_this(_OLDER))


def _restored(file: Path, *, force: bool, keep_keys: bool, given: Path | None) -> "Archive":
    """Restore, with what follows from it, while the service does not run."""
    from naravard.cli.refusal import FINDINGS, CommandRefused
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.backup.restoration import restore_backup
    from naravard.web.home.erased_register import register
    from naravard.web.home.erasure import erase_again
    from naravard.web.home.restoration import tell_of_restoration, what_opens
    from naravard.web.service_lock import ServiceRunningError, alone
    from naravard.web.site.clock import now

    try:
        with alone():
            stood = what_opens()
            erased = stood.erased | _read(register()) | (_read(given) if given else frozenset())

            def afterwards(archive: "Archive") -> None:
                opened = None if keep_keys else stood
                tell_of_restoration(actor=THE_SERVICE, archive=archive, opened=opened, at=now())
                erase_again(actor=THE_SERVICE, persons=erased, at=now())

            return restore_backup(file, force=force, afterwards=afterwards)
    except ServiceRunningError:
        raise CommandRefused(
            Text(
                "Tjänsten är igång, eller något annat använder databasen. Stoppa tjänsten och försök igen.",
                "The service is running, or something else uses the database. Stop the service and try again.",
            ),
            FINDINGS,
        ) from None


def _read(file: Path) -> "frozenset[UUID]":
    from naravard.cli.refusal import CommandRefused
    from naravard.web.home.erased_register import UnreadableRegisterError, erased_in

    try:
        return erased_in(file)
    except UnreadableRegisterError as error:
        raise CommandRefused(
            Text(
                f"{file}: rad {error.line} är ingen rad ur filen erased-persons.",
                f"{file}: line {error.line} is no line of a file erased-persons.",
            )
        ) from None
