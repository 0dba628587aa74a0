"""``naravard organisations``: which organisations there are, and their codes."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, option
from naravard.cli.options import output_option, table_form, table_form_option
from naravard.cli.refusal import FINDINGS, CommandRefused
from naravard.cli.values import OneWord
from naravard.documents import headings
from naravard.documents.table import Column, Table

if TYPE_CHECKING:
    from naravard.web.organisations.models import Organisation

KINDS = (
    "region", "rss", "municipality", "skr", "ministry", "agency", "university", "association", "foundation", "company",
    "coordination-body", "other", "provider",
)  # fmt: skip


@click.command(
    "organisations",
    cls=Command,
    summary=Text("visar organisationerna och deras koder", "lists the organisations and their codes"),
    details=(
        Text(
            "Regionerna, RSS, kommunerna, SKR, myndigheter och andra, och de privata utförare som regioner "
            "har lagt till. Andra kommandon tar kolumnen Kod. Databasen är den som webbplatsen använder.",
            "The regions, RSS, municipalities, SKR, authorities and others, and the private providers that "
            "regions have added. Other commands take the column Code. The database is the one the web site uses.",
        ),
    ),
    examples=(
        Example("naravard organisations --kind region", Text("Regionernas koder.", "The codes of the regions.")),
        Example("naravard organisations --county 09", Text("Alla i Gotlands län.", "All in Gotland county.")),
        Example(
            "naravard organisations --name upplands --format json",
            Text("De vars namn liknar det, för en maskin.", "Those with a name like that, for a machine."),
        ),
    ),
    on_findings=Text("ingen organisation stämmer", "no organisation matches"),
)
@option(
    "--kind", type=OneWord(*KINDS), tells=Text("bara organisationer av det slaget", "only organisations of that kind")
)
@option("--county", metavar="CODE", tells=Text("bara de i länet med den koden", "only those in the county so coded"))
@option(
    "--name",
    metavar="WORDS",
    tells=Text("bara de vars namn eller kod liknar det", "only those whose name or code is like that"),
)
@table_form_option
@output_option
def run(*, kind: str | None, county: str | None, name: str | None, form: str | None, output: Path | None) -> None:
    """List the organisations."""
    wanted = table_form(form, output)
    if county:
        _refuse_unknown_county(county)
    found = _found(kind, county, name)
    from naravard.cli.output import write_tables
    from naravard.web.organisations.kinds import kind_of

    columns: tuple[Column[Organisation], ...] = (
        Column("code", headings.CODE, "code", of=lambda one: one.code),
        Column("name", headings.NAME, of=lambda one: one.text),
        Column("kind", headings.KIND, of=lambda one: kind_of(one.kind).words),
        Column("county", headings.COUNTY, "code", of=lambda one: one.county_code),
    )
    caption = Text("Organisationer", "Organisations")
    write_tables([Table.of(found, columns, id="organisationer", caption=caption)], wanted, output)
    if not found:
        raise click.exceptions.Exit(FINDINGS)


def _refuse_unknown_county(code: str) -> None:
    from naravard.agreement.reference import counties

    known = [county.code for county in counties()]
    if code not in known:
        raise CommandRefused(
            Text(
                f"Det finns inget län med koden ”{code}”. De som finns: {', '.join(known)}.",
                f"There is no county with the code “{code}”. There is: {', '.join(known)}.",
            )
        )


def _found(kind: str | None, county: str | None, name: str | None) -> list["Organisation"]:
    from naravard.cli.database import open_database

    open_database()
    from naravard.web.organisations.lookup import near
    from naravard.web.organisations.models import Organisation

    found = Organisation.objects.order_by("county_code", "code")
    if kind:
        found = found.filter(kind=kind)
    if county:
        found = found.filter(county_code=county)
    if name:
        found = found.filter(code__in=near(name))
    order = {each: place for place, each in enumerate(KINDS)}
    return sorted(found, key=lambda each: (order[each.kind], each.code))
