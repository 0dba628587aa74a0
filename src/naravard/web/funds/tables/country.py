"""All recipients of an agreement by step, with sums that are those of the recipients."""

from collections.abc import Sequence

from naravard.agreement.model import Text
from naravard.documents.table import TOTAL, Column, Row, Table
from naravard.ledger.balances import total
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.funds.tables.flow import STEPS
from naravard.web.ledger.reading import Money
from naravard.web.organisations.kinds import kind_of
from naravard.web.site.templatetags.naravard import language
from naravard.web.tasks.words import capital

COUNTRY = (
    Column("name", Text("Mottagare", "Recipient")),
    Column("code", Text("Kod", "Code"), "code"),
    Column("kind", Text("Slag", "Kind")),
    *(Column(step, name, "kronor") for step, name in STEPS),
)
BY_KIND = (
    Column("kind", Text("Mottagare", "Recipients")),
    Column("count", Text("Antal", "How many"), "number"),
    *(Column(step, name, "kronor") for step, name in STEPS),
)


def country_table(shown: Shown, moneys: Sequence[Money]) -> Table:
    """Return every recipient's money by step."""
    words = language()
    rows: list[Row] = []
    for money in moneys:
        organisation, sums = money.organisation, money.balance.total
        kind = kind_of(organisation.kind).words.in_language(words)
        figures = (getattr(sums, step) for step, _ in STEPS)
        rows.append((organisation.text.in_language(words), organisation.code, kind, *figures))
    return Table(
        id=f"{shown.agreement.id}-landets-pengar",
        caption=Text("Mottagare för mottagare", "Recipient by recipient"),
        columns=COUNTRY,
        rows=tuple(rows),
        total=(TOTAL.in_language(words), None, None, *_sums(moneys)),
        provenance=provenance(shown),
    )


def kinds_table(shown: Shown, moneys: Sequence[Money]) -> Table:
    """Return the money by step for each kind of recipient."""
    words = language()
    kinds = list(dict.fromkeys(money.organisation.kind for money in moneys))
    by_kind = {kind: [money for money in moneys if money.organisation.kind == kind] for kind in kinds}
    rows: tuple[Row, ...] = tuple(
        (capital(kind_of(kind).words).in_language(words), len(here), *_sums(here)) for kind, here in by_kind.items()
    )
    return Table(
        id=f"{shown.agreement.id}-landets-pengar-slag",
        caption=Text("Slag för slag", "Kind by kind"),
        columns=BY_KIND,
        rows=rows,
        total=(TOTAL.in_language(words), len(moneys), *_sums(moneys)),
        provenance=provenance(shown),
    )


def _sums(moneys: Sequence[Money]) -> tuple[int, ...]:
    added = total(money.balance.total for money in moneys)
    return tuple(getattr(added, step) for step, _ in STEPS)
