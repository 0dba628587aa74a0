"""``naravard costs import``: a file out of the accounting system, or a sheet, read, compared and taken in."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, signed_kronor, whole
from naravard.cli.command import Command, Example, argument, option
from naravard.cli.language import in_this, language
from naravard.cli.output import notice, write_text
from naravard.cli.refusal import FINDINGS, CommandRefused
from naravard.cli.values import FILE, Day, OneWord

if TYPE_CHECKING:
    from naravard.exchange.costs import CostComparison
    from naravard.web.costs.intake_preview import Prepared
    from naravard.web.costs.models import CostFile
    from naravard.web.costs.places import CostPlace

Days = tuple[datetime.date, datetime.date]
MOST_TOLD = 20


@click.command(
    "costs",
    cls=Command,
    summary=Text("läser in kostnader ur en fil", "takes costs in from a file"),
    details=(
        Text(
            "import läser en SIE-fil (4E eller 4I), en Excel-arbetsbok eller en CSV-fil, sparar den hel med sin hash, "
            "jämför med det som redan är inläst och visar vad som skulle bokföras. Därefter väntar filen på "
            "webbplatsen tills någon bekräftar den. Med --book bokförs skillnaden genast, om inget försvinner: det "
            "kräver --take-away. Finns fel i filen sparas inget.",
            "import reads a SIE file (4E or 4I), an Excel workbook or a CSV file, keeps it whole with its hash, "
            "compares it with what is taken in already, and shows what would be booked. The file then waits on the "
            "web site until someone confirms it. With --book the difference is booked at once, unless something is "
            "taken away: that needs --take-away. If the file has errors, nothing is saved.",
        ),
        Text(
            "Filen ersätter det som är inläst för de dagar som dess verifikationer står på, om inte --from och --to "
            "säger annat. Vilka koder som betyder vilken aktivitet sägs på webbplatsen, under Kostnader. Samma fil två "
            "gånger lägger inte till något.",
            "The file replaces what is taken in for the days that its vouchers stand on, unless --from and --to say "
            "otherwise. Which codes mean which activity is said on the web site, under Costs. The same file twice adds "
            "nothing.",
        ),
    ),
    examples=(
        Example(
            "naravard costs import export.se --organisation region-09 --agreement god-och-nara-vard-2022",
            Text("Läs och jämför. Bekräfta på webbplatsen.", "Read and compare; confirm on the web site."),
        ),
        Example(
            "naravard costs import mars.si --organisation region-09 --agreement god-och-nara-vard-2022 "
            "--from 2022-03-01 --to 2022-03-31 --book",
            Text("Filen är det hela för mars. Bokför skillnaden.", "The file is all of March; book the difference."),
        ),
    ),
    on_findings=Text(
        "filen har fel, är redan inläst, eller kan inte bokföras nu",
        "the file has errors, is taken in already, or cannot be booked now",
    ),
)
@argument("what", type=OneWord("import"), expose_value=False, tells=Text("läs in en fil", "take a file in"))
@argument("file", metavar="FILE", type=FILE, tells=Text("filen", "the file"))
@option("--organisation", metavar="CODE", required=True, tells=Text("vems kostnader det är", "whose costs they are"))
@option("--agreement", metavar="ID", required=True, tells=Text("överenskommelsens id", "the agreement's id"))
@option(
    "--from",
    "first",
    metavar="DATE",
    type=Day(),
    tells=Text("första dagen som filen är det hela för", "the first day that the file is the whole of"),
)
@option(
    "--to", "last", metavar="DATE", type=Day(), tells=Text("sista dagen som den är det hela för", "the last such day")
)
@option(
    "--sheet",
    metavar="NAME",
    default="",
    tells=Text(
        "arbetsbokens blad som ska läsas, om fler kan menas", "the workbook's sheet to read, if several may be meant"
    ),
)
@option("--book", is_flag=True, tells=Text("bokför skillnaden genast", "book the difference at once"))
@option(
    "--take-away",
    is_flag=True,
    tells=Text("låt det som filen tar bort försvinna", "let what the file takes away be gone"),
)
def run(
    file: Path,
    *,
    organisation: str,
    agreement: str,
    first: datetime.date | None,
    last: datetime.date | None,
    sheet: str,
    book: bool,
    take_away: bool,
) -> None:
    """Take a file in."""
    days = _days(first, last)
    if not file.is_file():
        raise CommandRefused(Text(f"Det finns ingen fil {file}.", f"There is no file {file}."))
    from naravard.cli.database import open_database

    open_database()
    from naravard.web.ledger.errors import MoneyRefusedError

    place = _place(organisation, agreement)
    try:
        kept, prepared = _received(file, place, days, sheet)
        _tell(place, kept, prepared.outcome.comparison)
        if book:
            if not take_away:
                _refuse_to_take_away(place, prepared)
            _book(place, prepared)
    except MoneyRefusedError as error:
        raise CommandRefused(error.says, FINDINGS) from None


def _received(
    file: Path, place: "CostPlace", days: tuple[datetime.date, datetime.date] | None, sheet: str
) -> "tuple[CostFile, Prepared]":
    """Read, compare and keep the file, telling how far it has come."""
    from naravard.cli.progress import progress_bar
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.costs.intake import receive_file, refuse_same
    from naravard.web.costs.intake_preview import prepare
    from naravard.web.costs.received_file import read_file, sha256_of

    own, agreement_id = place.organisation, place.shown.agreement.id
    with file.open("rb") as stream, progress_bar(file.stat().st_size) as bar:
        bar.say(Text("Läser", "Reading"))
        refuse_same(own, agreement_id, sha256_of(stream))
        received = read_file(stream, name=file.name, place=place, progress=bar.at, sheet=sheet)
        if received.has_errors:
            bar.stop()
            _refuse_findings(received.findings)
        bar.say(Text("Sparar", "Saving"))
        kept = receive_file(
            actor=THE_SERVICE, organisation=own, agreement_id=agreement_id, received=received, at=place.now
        )
        bar.say(Text("Jämför", "Comparing"))
        prepared = prepare(place, kept.source, kept, days)
        bar.done()
    if received.findings:
        notice(Text(_in_lines(received.findings)))
    return kept, prepared


def _refuse_to_take_away(place: "CostPlace", prepared: "Prepared") -> None:
    """Refuse to book what takes something away, which has not been said yes to. The file waits on the web site."""
    from naravard.web.costs.intake_preview import taken_away
    from naravard.web.costs.tables import booked_from, costs_of
    from naravard.web.costs.words import yes_to_taking_away

    away = taken_away(prepared.outcome.comparison, booked_from(costs_of(place), prepared.source))
    asked = yes_to_taking_away(away)
    if asked:
        sv, en = (" ".join(one.says.in_language(which) for one in asked) for which in ("sv", "en"))
        raise CommandRefused(
            Text(
                f"{sv} Inget är bokfört. Filen väntar på webbplatsen. Lägg till --take-away om det ska försvinna.",
                f"{en} Nothing is booked. The file waits on the web site. Add --take-away if it is to be gone.",
            ),
            FINDINGS,
        )


def _book(place: "CostPlace", prepared: "Prepared") -> None:
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.costs.intake import take_in_costs

    take_in_costs(
        actor=THE_SERVICE,
        organisation=place.organisation,
        agreement_id=place.shown.agreement.id,
        prepared=prepared,
        at=place.now,
    )
    write_text(in_this(Text("Bokfört.", "Booked.")))


def _tell(place: "CostPlace", kept: "CostFile", comparison: "CostComparison") -> None:
    from naravard.exchange.costs import exact_ore
    from naravard.exchange.costs.amounts import bookable
    from naravard.web.costs.tables import booked_from, costs_of

    counts, english = comparison.counts, language()
    lines = [
        in_this(
            Text(
                f"{kept.text.sv}: {whole(kept.vouchers)} verifikationer. Nya {whole(counts.new)}, ändrade "
                f"{whole(counts.changed)}, borta {whole(counts.gone)}, oförändrade {whole(counts.unchanged)}.",
                f"{kept.text.en}: {whole(kept.vouchers)} vouchers. New {whole(counts.new)}, changed "
                f"{whole(counts.changed)}, gone {whole(counts.gone)}, unchanged {whole(counts.unchanged)}.",
            )
        )
    ]
    if kept.facts.get("sheet"):
        read, unread = kept.facts["sheet"], kept.facts["unread_sheets"] or "–"
        told = Text(f"Läst blad: {read}. Inte lästa: {unread}", f"Sheet read: {read}. Not read: {unread}")
        lines.append(f"  {in_this(told)}")
    booked = booked_from(costs_of(place), kept.source)
    for number in sorted({*comparison.sums, *booked}):
        after, before = bookable(comparison.total(number)), booked.get(number, 0)
        activity = place.activities.get(number)
        name = f"{number} {activity.name}" if activity else str(number)
        lines.append(f"  {name}: {kronor(before)} → {kronor(after)} ({signed_kronor(after - before)})")
    for ore, text in (
        (comparison.no_rule, Text("Utan regel, bokförs inte", "Without a rule, not booked")),
        (comparison.outside, Text("Utanför överenskommelsens tid", "Outside the agreement's days")),
        (comparison.not_come, Text("Dagen har inte kommit", "The day has not come")),
    ):
        if ore:
            lines.append(f"  {in_this(text)}: {exact_ore(ore, english)}")
    write_text("\n".join(lines))


def _refuse_findings(findings: "tuple[object, ...]") -> None:
    raise CommandRefused(Text(_in_lines(findings), _in_lines(findings)), FINDINGS)


def _in_lines(findings: "tuple[object, ...]") -> str:
    lines = []
    for finding in findings[:MOST_TOLD]:
        words = finding.in_language(language())  # type: ignore[attr-defined]
        wanted = in_this(Text("Väntat", "Expected"))
        lines.append(
            f"{words.id} {words.level}, {words.where}: {words.what} {words.found} {wanted}: {words.expected} "
            f"{words.way_out}"
        )
    if len(findings) > MOST_TOLD:
        lines.append(f"… +{len(findings) - MOST_TOLD}")
    return "\n".join(lines)


def _place(organisation: str, agreement: str) -> "CostPlace":
    from naravard.cli.names import organisation_named, shown_named
    from naravard.web.costs.places import CostPlace
    from naravard.web.site.clock import now

    place = CostPlace(shown_named(agreement), organisation_named(organisation), now())
    if not place.uses:
        raise CommandRefused(
            Text(
                f"Överenskommelsen ger inga medel till {place.organisation.name}.",
                f"The agreement gives no money to {place.organisation.name}.",
            )
        )
    return place


def _days(first: datetime.date | None, last: datetime.date | None) -> Days | None:
    if first is None and last is None:
        return None
    if first is None or last is None or first > last:
        raise CommandRefused(
            Text(
                "--from och --to hör ihop: två dagar som 2022-03-01 och 2022-03-31, den första först.",
                "--from and --to belong together: two days such as 2022-03-01 and 2022-03-31, the first one first.",
            )
        )
    return first, last
