"""``naravard history verify`` and ``naravard history list``: whether the history is whole, and what it tells."""

import datetime
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, argument, option
from naravard.cli.language import in_this, language
from naravard.cli.output import fitted, write_text
from naravard.cli.refusal import FINDINGS, CommandRefused
from naravard.cli.values import Day, OneWord

if TYPE_CHECKING:
    from naravard.web.history.state import Held
    from naravard.web.history.verification import Verified

WHAT = ("verify", "list")
_HASH_SIGNS = 64
_MOST_SHOWN = 20


@click.command(
    "history",
    cls=Command,
    summary=Text("visar historiken, och prövar att den är hel", "shows the history, and tests that it is whole"),
    details=(
        Text(
            "verify följer händelsernas kedja från början till slut. Det som är ändrat, borttaget, tillagt eller "
            "flyttat hittas, och den första brutna länken visas. Svaret har den sista händelsens nummer och hash: "
            "skriv ner dem, och ge dem till --known en senare dag, eller låt --witness skriva dem i en fil på en annan "
            "maskin och hålla kedjan mot det som stod där. Bara så märks det om någon med full makt över databasen har "
            "skrivit om hela kedjan eller tagit bort dess slut.",
            "verify follows the chain of events from its beginning to its end. What has been changed, removed, added "
            "or moved is found, and the first broken link is shown. The answer has the number and hash of the last "
            "event: write them down, and give them to --known on a later day, or let --witness write them to a file "
            "on another machine and hold the chain against what stood there. Only so is it noticed when someone with "
            "full power over the database has rewritten the whole chain or removed its end.",
        ),
        Text(
            "Är kedjan hel hålls också raderna i databasen mot den: organisationernas kontaktuppgifter och bankgiron, "
            "konton med lösenord, roller, nycklar, fördelningar, pengarnas fakta, utbetalningar, skyldigheternas gång, "
            "papper och utkast, kostnader, aktiviteter, beslut och delningar. En rad som har ändrats, tagits bort "
            "eller lagts till vid sidan av programmet visas. Inloggningar och påminnelser prövas inte.",
            "When the chain is whole, the rows of the database are held against it too: the organisations' details and "
            "bankgiro numbers, accounts with passwords, roles, keys, allocations, the facts of money, payments, the "
            "course of duties, papers and drafts, costs, activities, decisions and sharing. A row that was changed, "
            "removed or added past the program is shown. Sessions and reminders are not tried.",
        ),
        Text(
            "list visar händelserna som meningar, den äldsta först. Databasen är den som webbplatsen använder.",
            "list shows the events as sentences, the oldest first. The database is the one the web site uses.",
        ),
    ),
    examples=(
        Example("naravard history verify", Text("Är historiken hel?", "Is the history whole?")),
        Example(
            "naravard history verify --known 1200:4f0c…",
            Text("Och är den densamma som när hashen skrevs ner?", "And is it the same as when the hash was noted?"),
        ),
        Example(
            "naravard history verify --witness /mnt/annan-maskin/naravard.txt",
            Text("Varje natt: pröva, och skriv ner var kedjan slutar.", "Each night: test, and note where it ends."),
        ),
        Example(
            "naravard history list --thing agreement:god-och-nara-vard-2022 --from 2026-01-01",
            Text("Allt om en överenskommelse, från årets början.", "All about an agreement, from the year's start."),
        ),
    ),
    on_findings=Text(
        "historiken är inte hel, eller raderna säger något annat än den",
        "the history is not whole, or the rows say something else",
    ),
)
@argument("what", type=OneWord(*WHAT), tells=Text("pröva historiken, eller visa den", "test the history, or show it"))
@option(
    "--organisation",
    metavar="CODE",
    tells=Text("list: bara organisationen med den här koden", "list: only the organisation with this code"),
)
@option(
    "--thing",
    metavar="KIND:ID",
    tells=Text("list: bara det som gäller den här saken", "list: only what is about this thing"),
)
@option(
    "--from", "since", metavar="DATE", type=Day(), tells=Text("list: från och med den dagen", "list: from that day")
)
@option(
    "--to",
    "until",
    metavar="DATE",
    type=Day(),
    tells=Text("list: till och med den dagen", "list: to that day, included"),
)
@option(
    "--known",
    metavar="NUMBER:HASH",
    multiple=True,
    tells=Text(
        "verify: händelsen med numret ska ha den här hashen, antecknad en tidigare dag",
        "verify: the event with the number must have this hash, noted on an earlier day",
    ),
)
@option(
    "--witness",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    tells=Text(
        "verify: håll kedjan mot filens rader, och skriv till den sista händelsens nummer och hash",
        "verify: hold the chain against the lines of the file, and add the last event's number and hash",
    ),
)
@option(
    "--mail",
    is_flag=True,
    tells=Text(
        "verify: mejla svaret och var kedjan slutar till adresserna i NARAVARD_WITNESS_TO",
        "verify: mail the answer and where the chain ends to the addresses in NARAVARD_WITNESS_TO",
    ),
)
def run(
    what: str,
    *,
    organisation: str | None,
    thing: str | None,
    since: datetime.date | None,
    until: datetime.date | None,
    known: tuple[str, ...],
    witness: Path | None,
    mail: bool,
) -> None:
    """Test or show the history."""
    written = {"organisation": organisation or "", "thing": thing or ""}
    if what == "verify":
        if any((*written.values(), since, until)):
            raise CommandRefused(
                Text("verify prövar alltid hela historiken.", "verify always tests the whole history.")
            )
        _verify(_witnesses([*known, *_written_in(witness)]), witness, mail=mail)
    else:
        if known or witness or mail:
            raise CommandRefused(
                Text(
                    "--known, --witness och --mail hör till verify.",
                    "--known, --witness and --mail belong to verify.",
                )
            )
        _list(written, since, until)


def _verify(known: dict[int, str], witness: Path | None, *, mail: bool) -> None:
    _open()
    from naravard.web.history.state import hold_against_events
    from naravard.web.history.verification import verify

    verified = verify(known)
    write_text(in_this(_answer(verified)))
    if verified.broken:
        if mail:
            _mailed(_answer(verified), end="")
        raise click.exceptions.Exit(FINDINGS)
    if witness and verified.sequence:
        _write_in(witness, f"{verified.sequence}:{verified.hash}")
    held = hold_against_events()
    write_text(in_this(_rows_answer(held)))
    if mail:
        _mailed(_answer(verified), _rows_answer(held), end=f"{verified.sequence}:{verified.hash}")
    if held.differences:
        raise click.exceptions.Exit(FINDINGS)


def _mailed(*said: Text, end: str) -> None:
    """Mail where the chain ends, with what came of the test, to those whom the setting names."""
    from naravard.web.history.end_mail import mail_end
    from naravard.web.mail.delivery import MailNotSentError

    try:
        told = mail_end(said, end)
    except MailNotSentError as error:
        raise CommandRefused(Text(f"{error}"), FINDINGS) from None
    if not told:
        raise CommandRefused(
            Text("--mail behöver adresser i NARAVARD_WITNESS_TO.", "--mail needs addresses in NARAVARD_WITNESS_TO.")
        )
    write_text(in_this(Text(f"Mejlat till {', '.join(told)}.", f"Mailed to {', '.join(told)}.")))


def _rows_answer(held: "Held") -> Text:
    """Return what came of holding the rows against the history, in words; the first differences by name."""
    if not held.taken_up:
        return Text(
            "Raderna är inte upptagna i historiken av den här versionen än. Starta tjänsten en gång: naravard serve.",
            "The rows have not been taken up in the history by this version yet. Start the service once: naravard "
            "serve.",
        )
    if not held.differences:
        return Text(
            f"Raderna säger vad historiken säger. Rader: {held.rows}.",
            f"The rows say what the history says. Rows: {held.rows}.",
        )
    shown = held.differences[:_MOST_SHOWN]
    more = len(held.differences) - len(shown)

    def lines(language_code: str) -> str:
        last = {"sv": "händelse", "en": "event"}[language_code]
        told = [
            f"  {one.key}: {one.what.in_language(language_code)}"
            + (f" ({last} {one.sequence})" if one.sequence else "")
            for one in shown
        ]
        return "\n".join([*told, *([f"  … + {more}"] if more else [])])

    count = len(held.differences)
    return Text(
        f"Raderna säger något annat än historiken. Av {held.rows} skiljer sig {count}:\n{lines('sv')}\n"
        "Tabell och nyckel står först, och händelsen som senast berättade om raden sist. Jämför med en säkerhetskopia "
        "från före ändringen, och rätta genom programmet.",
        f"The rows say something else than the history. Of {held.rows}, {count} differ:\n{lines('en')}\n"
        "Table and key stand first, and the event that last told of the row last. Compare with a backup from before "
        "the change, and put it right through the program.",
    )


def _written_in(witness: Path | None) -> list[str]:
    """Return what the file has from earlier days; each line ends with a number, a colon and a hash."""
    if witness is None or not witness.exists():
        return []
    try:
        return [line.split()[-1] for line in witness.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise CommandRefused(
            Text(f"{witness} går inte att läsa: {error}", f"{witness} cannot be read: {error}")
        ) from None


def _write_in(witness: Path, noted: str) -> None:
    try:
        with witness.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.datetime.now(datetime.UTC):%Y-%m-%dT%H:%M:%SZ} {noted}\n")
    except OSError as error:
        raise CommandRefused(
            Text(f"{witness} går inte att skriva: {error}", f"{witness} cannot be written: {error}")
        ) from None


def _answer(verified: "Verified") -> Text:
    """Return what came of it, in words."""
    broken, number = verified.broken, verified.sequence
    if broken is None:
        return Text(
            f"Historiken är hel. Händelser: {number}. Den sista: {number}:{verified.hash}",
            f"The history is whole. Events: {number}. The last: {number}:{verified.hash}",
        )
    return Text(
        f"Historiken är inte hel. Första brutna länken: händelse {broken.sequence}: {broken.what.sv}.\n"
        f"  Väntat: {broken.expected or '–'}\n  Hittat: {broken.found or '–'}\n  Hel till och med händelse {number}.",
        f"The history is not whole. First broken link: event {broken.sequence}: {broken.what.en}.\n"
        f"  Expected: {broken.expected or '–'}\n  Found: {broken.found or '–'}\n  Whole up to event {number}.",
    )


def _list(written: dict[str, str], since: datetime.date | None, until: datetime.date | None) -> None:
    _open()
    from django.utils import timezone

    from naravard.web.history.kinds import sentence
    from naravard.web.history.search import EventQuery, UnreadableError

    ways = {"organisation": ("--organisation", "09"), "thing": ("--thing", "agreement:liten")}
    try:
        asked = replace(EventQuery.read(written), since=since, until=until)
    except UnreadableError as error:
        option_name, example = ways[error.field]
        raise CommandRefused(
            Text(
                f"{option_name} ”{error.value}” går inte att läsa. Skriv som i {example}.",
                f"{option_name} “{error.value}” cannot be read. Write as in {example}.",
            )
        ) from None
    for event in asked.events().reverse().iterator():
        told = event.told
        words = sentence(told).in_language(language())
        reason = f" {in_this(Text('Skäl', 'Reason'))}: {told.reason}" if told.reason else ""
        line = f"{told.sequence}  {timezone.localtime(told.at):%Y-%m-%d %H:%M}  {words}{reason}"
        sys.stdout.write(fitted(line, sys.stdout) + "\n")


def _witnesses(known: Iterable[str]) -> dict[int, str]:
    """Read the hashes that were noted earlier."""
    found = {}
    for each in known:
        number, _, hashed = each.partition(":")
        is_hash = len(hashed) == _HASH_SIGNS and set(hashed) <= set("0123456789abcdef")
        if not (number.isascii() and number.isdigit() and int(number) and is_hash):
            raise CommandRefused(
                Text(
                    f"--known ”{each}” går inte att läsa. Skriv händelsens nummer, kolon och dess {_HASH_SIGNS} tecken "
                    "långa hash.",
                    f"--known “{each}” cannot be read. Write the event's number, a colon and its hash of "
                    f"{_HASH_SIGNS} characters.",
                )
            )
        found[int(number)] = hashed
    return found


def _open() -> None:
    """Make the web site's database ready to be read; nothing in it is changed."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naravard.web.settings")
    import django
    from django.db import connection

    django.setup()
    from naravard.web.history.models import Event

    if Event._meta.db_table not in connection.introspection.table_names():
        raise CommandRefused(
            Text(
                "Databasen har ingen historik än. Starta webbplatsen en gång: naravard serve.",
                "The database has no history yet. Start the web site once: naravard serve.",
            )
        )
