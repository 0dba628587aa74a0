"""The agreement's grants as tables: one row per grant, and sums by area and recipients."""

from urllib.parse import urlencode

from django.urls import reverse

from naravard.agreement.model import Grant, Text
from naravard.agreement.wording import kronor, listed
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.web.agreements import sums
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.agreements.sums import TO, AreaSum
from naravard.web.money.addresses import grant_url
from naravard.web.money.book import book_of
from naravard.web.money.grants import recipients_in_words, rule_clauses, rule_sentence
from naravard.web.site.templatetags.naravard import language, words


def grants_table(shown: Shown) -> Table:
    """Return one row per grant."""
    agreement = shown.agreement
    columns: tuple[Column[Grant], ...] = (
        Column("grant", headings.ID, "code", of=lambda grant: grant.id),
        Column("name", headings.GRANT, of=lambda grant: grant.name),
        Column("area", headings.AREA, of=lambda grant: agreement.area(grant.area).name if grant.area else None),
        Column("recipients", headings.RECIPIENTS, of=lambda grant: recipients_in_words(agreement, grant)),
        Column("amount", headings.KRONOR, "kronor", of=lambda grant: grant.amount),
        Column("allocated", Text("Fördelat", "Allocated"), "kronor", of=lambda grant: _allocated(shown, grant)),
        Column(
            "recipient_count", Text("Antal mottagare", "Number of recipients"), "number",
            of=lambda grant: len(agreement.recipients_of(grant)),
        ),
        Column(
            "rule", Text("Så fördelas det", "How it is shared"), of=lambda grant: rule_sentence(grant.rule, agreement)
        ),
        Column(
            "rule_clause", Text("Regelns avsnitt", "Clause of the rule"), "code",
            of=lambda grant: ", ".join(rule_clauses(grant)),
        ),
        Column("clause", Text("Beloppets avsnitt", "Clause of the amount"), "code", of=lambda grant: grant.clause),
        Column("earmarks", headings.OF_WHICH, of=_earmarks),
        Column("awaits", headings.AWAITS, of=lambda grant: listed(_awaits(shown, grant), language())),
    )  # fmt: skip
    return Table.of(
        agreement.grants,
        columns,
        id=f"{agreement.id}-medel",
        caption=Text("Medel och fördelning", "Money and allocation"),
        provenance=provenance(shown),
    )


def _allocated(shown: Shown, grant: Grant) -> int | None:
    allocated = book_of(shown).allocated(grant.id)
    return sum(cell.binding for cell in allocated.cells) if allocated and not allocated.awaits else None


def _awaits(shown: Shown, grant: Grant) -> list[str]:
    allocated = book_of(shown).allocated(grant.id)
    return [words(shown.agreement.key(key).name) for key in allocated.awaits] if allocated else []


def _earmarks(grant: Grant) -> str:
    return "; ".join(f"{words(earmark.name)}: {kronor(earmark.amount)}" for earmark in grant.earmarks)


def areas_table(shown: Shown) -> Table:
    """Return the sums by area (rows) and by whom the money goes to (columns); they meet the agreement's total."""
    agreement = shown.agreement
    first = {grant.recipients: grant for grant in reversed(agreement.grants)}
    combinations = dict.fromkeys(grant.recipients for grant in agreement.grants)
    columns: list[Column[AreaSum]] = [
        Column("area", headings.AREA, of=lambda one: _area_name(one, shown), total=TOTAL),
        *(_to_column(shown, groups, recipients_in_words(agreement, first[groups])) for groups in combinations),
        Column(
            "total",
            headings.SUM,
            "kronor",
            of=lambda one: one.amount,
            total=sum,
            link=lambda one: _area(shown, one),
        ),
    ]
    return Table.of(
        [one for one in sums.by_area(agreement) if one.grants],
        columns,
        id=f"{agreement.id}-omraden",
        caption=Text("Medel efter område och mottagare", "Money by area and recipients"),
        provenance=provenance(shown),
    )


def _area(shown: Shown, one: AreaSum) -> str | None:
    """Return where an area's sum is shown grant by grant."""
    if one.area is not None:
        return reverse("agreements:area", args=[shown.agreement.id, one.area.id])
    return grant_url(shown, one.grants[0]) if len(one.grants) == 1 else None


def _to_column(shown: Shown, groups: tuple[str, ...], heading: Text) -> Column[AreaSum]:
    """Return the sums of the grants to the groups; no value for an area that has no such grant."""

    def amount(one: AreaSum) -> int | None:
        amounts = [grant.amount for grant in one.grants if grant.recipients == groups]
        return sum(amounts) if amounts else None

    def link(one: AreaSum) -> str | None:
        grants = [grant for grant in one.grants if grant.recipients == groups]
        if len(grants) == 1:
            return grant_url(shown, grants[0])
        return f"{address}?{urlencode({TO: '-'.join(groups)})}" if (address := _area(shown, one)) else None

    return Column("-".join(groups), heading, "kronor", of=amount, total=sum, link=link)


def _area_name(entry: AreaSum, shown: Shown) -> Text:
    if entry.area:
        return entry.area.name
    if shown.agreement.areas:
        return Text("För hela överenskommelsen", "For the whole agreement")
    return shown.agreement.name
