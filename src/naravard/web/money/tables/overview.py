"""The agreement's grants as tables: one row per grant, and sums by area and recipients."""

from collections import defaultdict

from naravard.agreement.model import Grant, Text
from naravard.agreement.wording import kronor, listed
from naravard.documents.table import Column, Row, Table
from naravard.web.agreements import sums
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.money.book import book_of
from naravard.web.money.grants import recipients_in_words, rule_clauses, rule_sentence
from naravard.web.site.templatetags.naravard import language, words

_GRANT_COLUMNS = (
    Column("grant", Text("Beteckning", "Id"), "code"),
    Column("name", Text("Belopp", "Grant")),
    Column("area", Text("Område", "Area")),
    Column("recipients", Text("Mottagare", "Recipients")),
    Column("amount", Text("Kronor", "Kronor"), "kronor"),
    Column("allocated", Text("Fördelat", "Allocated"), "kronor"),
    Column("recipient_count", Text("Antal mottagare", "Number of recipients"), "number"),
    Column("rule", Text("Så fördelas det", "How it is shared")),
    Column("rule_clause", Text("Regelns avsnitt", "Clause of the rule"), "code"),
    Column("clause", Text("Beloppets avsnitt", "Clause of the amount"), "code"),
    Column("earmarks", Text("Varav", "Of which")),
    Column("awaits", Text("Väntar på", "Awaits")),
)


def grants_table(shown: Shown) -> Table:
    """Return one row per grant."""
    agreement = shown.agreement
    return Table(
        id=f"{agreement.id}-medel",
        caption=Text("Medel och fördelning", "Money and how it is shared"),
        columns=_GRANT_COLUMNS,
        rows=tuple(_grant_row(shown, grant) for grant in agreement.grants),
        provenance=provenance(shown),
    )


def _grant_row(shown: Shown, grant: Grant) -> Row:
    agreement = shown.agreement
    allocated = book_of(shown).allocated(grant.id)
    awaits = [words(agreement.key(key).name) for key in allocated.awaits] if allocated else []
    earmarks = [f"{words(earmark.name)}: {kronor(earmark.amount)}" for earmark in grant.earmarks]
    return (
        grant.id,
        words(grant.name),
        words(agreement.area(grant.area).name) if grant.area else None,
        words(recipients_in_words(agreement, grant)),
        grant.amount,
        sum(cell.binding for cell in allocated.cells) if allocated and not awaits else None,
        len(agreement.recipients_of(grant)),
        words(rule_sentence(grant.rule, agreement)),
        ", ".join(rule_clauses(grant)),
        grant.clause,
        "; ".join(earmarks) or None,
        listed(awaits, language()) or None,
    )


def areas_table(shown: Shown) -> Table:
    """Return the sums by area (rows) and by whom the money goes to (columns); they meet the agreement's total."""
    agreement = shown.agreement
    combinations = tuple(dict.fromkeys(grant.recipients for grant in agreement.grants))
    columns = [Column("area", Text("Område", "Area"))]
    for groups in combinations:
        grant = next(grant for grant in agreement.grants if grant.recipients == groups)
        columns.append(Column("-".join(groups), recipients_in_words(agreement, grant), "kronor"))
    columns.append(Column("total", Text("Tillsammans", "Total"), "kronor"))
    rows = tuple(
        (_area_name(entry, shown), *_sums(entry.grants, combinations), entry.amount)
        for entry in sums.by_area(agreement)
        if entry.grants
    )
    total = (
        Text("Hela överenskommelsen", "The whole agreement").in_language(language()),
        *_sums(agreement.grants, combinations),
        sum(grant.amount for grant in agreement.grants),
    )
    return Table(
        id=f"{agreement.id}-omraden",
        caption=Text("Medel efter område och mottagare", "Money by area and recipients"),
        columns=tuple(columns),
        rows=rows,
        total=total,
        provenance=provenance(shown),
    )


def _area_name(entry: sums.AreaSum, shown: Shown) -> str:
    if entry.area:
        return words(entry.area.name)
    if shown.agreement.areas:
        return Text("För hela överenskommelsen", "For the whole agreement").in_language(language())
    return words(shown.agreement.name)


def _sums(grants: tuple[Grant, ...], combinations: tuple[tuple[str, ...], ...]) -> list[int | None]:
    """Return the grants' sums for each combination of groups; nothing where there is no such grant."""
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for grant in grants:
        found[grant.recipients] += grant.amount
    return [found.get(groups) for groups in combinations]
