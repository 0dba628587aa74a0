"""``naravard contacts``: shares of named contacts out of a register, with the whole that each is a share of."""

import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naravard.agreement.model import Text
from naravard.cli.care import (
    FilesCommand,
    WordList,
    columns_option,
    most_dropped_option,
    suppress_option,
    work_option,
)
from naravard.cli.command import Example, option
from naravard.cli.options import output_option
from naravard.cli.refusal import CommandRefused
from naravard.cli.values import FILE, Day, OneWord

if TYPE_CHECKING:
    from naravard.care.contacts.register import ContactResult, ContactRules

_MOST_MONTHS = 600


@click.command(
    "contacts",
    cls=FilesCommand,
    summary=Text(
        "räknar andelar med fast kontakt ur ett register", "computes shares with a named contact from a register"
    ),
    details=(
        Text(
            "Registret har kolumnerna patient och kind (1 fast vårdkontakt, 2 fast läkarkontakt, 3 och 4 enligt den "
            "nationella kodlistan), och gärna provider, unit, from, to, way (vald, tilldelad, avböjt), informed "
            "och team. "
            "Filen med patienter är befolkningen: alla folkbokförda, även de som inte är listade. En kontakt "
            "räknas om den "
            "gäller på dagen och är en person, inte bara ett team. Med --providers också att personen finns kvar.",
            "The register has the columns patient and kind (1 named care contact, 2 named doctor, 3 and 4 by "
            "the national "
            "code list), and preferably provider, unit, from, to, way (chosen, assigned, declined), informed "
            "and team. The "
            "file of patients is the population: all who are registered, also those not listed. A contact counts if it "
            "holds on the day and is a person, not only a team; with --providers also that the person is still there.",
        ),
    ),
    examples=(
        Example(
            "naravard contacts --contacts fasta.csv --patients befolkning.csv --date 2022-12-31 --by sex",
            Text("Andelar på en dag, efter kön.", "Shares on a day, by sex."),
        ),
        Example(
            "naravard contacts --contacts fasta.csv --patients befolkning.csv --date 2022-01-31 --to 2022-12-31 "
            "--format csv",
            Text("En serie, månad för månad.", "A series, month by month."),
        ),
    ),
    on_findings=Text(
        "filerna kan inte läsas eller har för många fel", "the files cannot be read, or too much in them is wrong"
    ),
)
@option(
    "--contacts",
    metavar="FILE…",
    type=FILE,
    multiple=True,
    required=True,
    tells=Text("filer med registret", "files with the register"),
)
@option(
    "--patients",
    metavar="FILE…",
    type=FILE,
    multiple=True,
    required=True,
    tells=Text("filer med befolkningen", "files with the population"),
)
@option(
    "--providers",
    metavar="FILE…",
    type=FILE,
    multiple=True,
    tells=Text("filer med vårdpersonal", "files with providers"),
)
@option("--date", "days", metavar="DAY", type=Day(), multiple=True, required=True, tells=Text("dagen", "the day"))
@option(
    "--to",
    "last",
    metavar="DAY",
    type=Day(),
    tells=Text("en serie: varje månad från dagen till hit", "a series: each month from the day to this one"),
)
@option("--kind", default="2", metavar="CODE", tells=Text("vilken sorts kontakt", "which kind of contact"))
@option(
    "--competence",
    metavar="GRADE,…",
    type=WordList(),
    multiple=True,
    tells=Text("tjänster som regionen godtar, annars alla", "grades that the region accepts; otherwise all"),
)
@option(
    "--by",
    metavar="NAME,…",
    type=WordList(),
    multiple=True,
    tells=Text(
        "dela upp efter unit, municipality, region, sex, age, care_home eller en egen kolumn",
        "group by unit, municipality, region, sex, age, care_home or a column of your own",
    ),
)
@columns_option
@most_dropped_option
@suppress_option
@work_option
@option(
    "--format",
    "form",
    type=OneWord("table", "csv", "xlsx"),
    tells=Text(
        "annars efter filnamnet i --output, annars table", "otherwise by the file name in --output, otherwise table"
    ),
)
@output_option
def run(
    *,
    contacts: tuple[Path, ...],
    patients: tuple[Path, ...],
    providers: tuple[Path, ...],
    days: tuple[datetime.date, ...],
    last: datetime.date | None,
    kind: str,
    competence: tuple[tuple[str, ...], ...],
    by: tuple[tuple[str, ...], ...],
    columns: Path | None,
    most_dropped: Fraction,
    suppress_below: int,
    work: Path | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Compute the shares."""
    from naravard.care.contacts.register import ContactRules, kind_code
    from naravard.care.contacts.run import ContactFiles, run_contacts
    from naravard.care.records.column_names import ColumnNames, read_column_names
    from naravard.care.records.workspace import workspace
    from naravard.cli.care import records_at_hand, today, whole_list
    from naravard.cli.output import notice

    suffix = output.suffix.lower().removeprefix(".") if output is not None else ""
    wanted = form or (suffix if suffix in {"csv", "xlsx"} else "table")
    groupings = tuple(dict.fromkeys(by)) or ((),)
    if wanted != "csv" and () not in groupings:
        groupings = ((), *groupings)
    rules = ContactRules(
        days=_days(days, last),
        kind=kind_code(kind),
        competence=frozenset(word.casefold() for word in whole_list(competence)),
        by=groupings,
        suppressed_below=suppress_below,
    )
    with records_at_hand(), workspace(work) as folder:
        names = read_column_names(columns) if columns else ColumnNames()
        files = ContactFiles(contacts=contacts, patients=patients, providers=providers, names=names)
        result, tables = run_contacts(files, rules, folder, today(), most_dropped)
    for table in tables:
        for line in table.faults.lines():
            notice(line)
    _write(result, rules, wanted, output)


def _write(result: "ContactResult", rules: "ContactRules", form: str, output: Path | None) -> None:
    from naravard.care.contacts.register import QUALITY
    from naravard.care.contacts.run import share_rows, share_tables
    from naravard.care.continuity.tables import csv_text
    from naravard.cli.output import notice, write_tables, write_text

    if form != "csv":
        write_tables(share_tables(result, rules), form, output)
        return
    write_text(csv_text(*share_rows(result, rules)), output)
    for day, counts in result.quality.items():
        for name, count in counts.items():
            words = QUALITY[name]
            notice(Text(f"{day}: {words.sv}: {count}", f"{day}: {words.en}: {count}"))


def _days(days: tuple[datetime.date, ...], last: datetime.date | None) -> tuple[datetime.date, ...]:
    """Return the days asked for; of a series the same day of each month, or its last."""
    if last is None:
        return tuple(dict.fromkeys(days))
    first = days[0]
    months = (last.year - first.year) * 12 + last.month - first.month
    if len(days) > 1 or not 0 <= months < _MOST_MONTHS:
        raise CommandRefused(
            Text(
                "En serie börjar på en enda dag med --date och slutar på en senare med --to.",
                "A series begins on a single day with --date and ends on a later one with --to.",
            )
        )
    series = (_months_later(first, months) for months in range(months + 1))
    return tuple(day for day in series if day <= last)


def _months_later(day: datetime.date, months: int) -> datetime.date:
    place = day.year * 12 + day.month - 1 + months
    after = datetime.date((place + 1) // 12, (place + 1) % 12 + 1, 1) - datetime.timedelta(days=1)
    is_last = (day + datetime.timedelta(days=1)).day == 1
    return after if is_last else after.replace(day=min(day.day, after.day))
