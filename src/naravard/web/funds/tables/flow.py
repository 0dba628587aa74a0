"""The flow as tables: grant by grant with the earmarks, step by step, and what is held of others' grants."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.ledger import StatementStep
from naravard.ledger.balances import EarmarkBalance, GrantBalance, Sums
from naravard.web.activities.grants import earmark_name
from naravard.web.agreements.provenance import provenance
from naravard.web.funds.links import Links
from naravard.web.funds.picture import HeldShare, Picture
from naravard.web.ledger.accounts import Money
from naravard.web.ledger.amount_links import AmountLinks

STEPS: tuple[tuple[str, Text], ...] = (
    ("allotted", headings.ALLOTTED),
    ("requisitioned", headings.REQUISITIONED),
    ("paid", headings.PAID_OUT),
    ("onward", Text("Varav vidare", "Of which passed on")),
    ("costs", headings.COSTS),
    ("used", headings.USED),
    ("left", headings.LEFT),
    ("repaid", Text("Återbetalat", "Repaid")),
    ("awaiting", headings.AWAITS_PAYMENT),
    ("own", headings.OWN_COSTS),
    ("reclaimed", headings.RECLAIMED),
    ("to_repay", headings.TO_REPAY),
)
"""The figures of a grant in the order of the money's way, by their names in :class:`~naravard.ledger.balances.Sums`."""
ALWAYS = frozenset({"allotted", "requisitioned", "paid", "used", "left", "repaid"})
"""The steps that pages have a column for; the others stand in the flow and on a row's own page, and in the files."""
_AWAITS = Text("väntar på sin fördelning", "is waiting for its allocation")


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A row of the flow: a grant, or an earmark under its grant; no balance if the grant awaits its allocation."""

    grant: str
    balance: GrantBalance | None
    part: EarmarkBalance | None = None

    @property
    def earmark(self) -> str:
        """The earmark's id; empty if the row is a grant's."""
        return self.part.earmark if self.part else ""

    @property
    def figures(self) -> Mapping[str, int]:
        """The row's sums by step: an earmark has some of them."""
        if (part := self.part) is not None:
            return {step: getattr(part, step) for step in ("allotted", "paid", "costs", "used", "left", "repaid")}
        return {step: getattr(self.balance, step) for step, _ in STEPS} if self.balance else {}


def flow_table(money: Money, links: Links | None = None) -> Table:
    """Return the recipient's money grant by grant, each earmark under its grant, with the sum of the grants."""
    columns: list[Column[FlowRow]] = [
        Column("name", headings.GRANT, of=lambda row: _name(money, row), total=TOTAL),
        Column("grant", headings.CODE, "code", of=lambda row: row.grant, on_page=False),
        Column("earmark", headings.OF_WHICH, "code", of=lambda row: row.earmark, on_page=False),
        *(_step_column(step, heading, links) for step, heading in STEPS),
    ]
    return Table.of(
        _rows(money),
        columns,
        id=f"{money.organisation.code}-{money.shown.agreement.id}-pengar",
        caption=Text("Anslag för anslag", "Grant by grant"),
        provenance=provenance(money.shown),
        counted=lambda row: row.part is None,
    )


def _step_column(step: str, heading: Text, links: Links | None) -> Column[FlowRow]:
    return Column(
        step, heading, "kronor", of=lambda row: row.figures.get(step), total=sum,
        link=(lambda row: links.of(step, row.grant, row.earmark)) if links else None, on_page=step in ALWAYS,
    )  # fmt: skip


def quiet_steps(sums: Sums, *, requisitions: bool) -> set[str]:
    """Return the steps that a page leaves out: nothing has come to them, or nothing is requisitioned at all."""
    quiet = {step for step, _ in STEPS if step not in ALWAYS and not getattr(sums, step)}
    if not requisitions:
        quiet.add("requisitioned")
    if sums.costs == sums.used:
        quiet.add("costs")
    if sums.to_repay == sums.left:
        quiet.add("to_repay")
    return quiet


def steps_table(money: Money) -> Table:
    """Return the money as one flow, a row a step, with the day, the fixed version and the clause of each."""
    columns: tuple[Column[StatementStep], ...] = (
        Column("step", headings.STEP, of=lambda line: line.name),
        Column("kronor", headings.SUM, "kronor", of=lambda line: line.total),
        Column("day", headings.DAY, "date", of=lambda line: max(line.days, default=None)),
        Column("version", headings.VERSION, "number", of=lambda line: line.version or None),
        Column("clause", headings.SECTION, "code", of=lambda line: line.clause),
    )
    return Table.of(
        money.flow,
        columns,
        id=f"{money.organisation.code}-{money.shown.agreement.id}-flode",
        caption=Text("Från tilldelat till återbetalat", "From allotted to repaid"),
        provenance=provenance(money.shown),
    )


def held_table(picture: Picture, amounts: AmountLinks | None = None) -> Table:
    """Return the parts that the organisation holds of others' grants."""
    agreement, holder = picture.shown.agreement, picture.organisation.code

    def column(column_id: str, heading: Text, of: Callable[[HeldShare], int], figure: str = "") -> Column[HeldShare]:
        def link(held: HeldShare) -> str | None:
            account = held.money.organisation.code
            return amounts.of(figure or column_id, held.grant, account=account, bearer=holder) if amounts else None

        return Column(column_id, heading, "kronor", of=of, total=sum, link=link if amounts else None)

    columns: tuple[Column[HeldShare], ...] = (
        Column("name", headings.GRANT, of=lambda held: agreement.grant(held.grant).name, total=TOTAL),
        Column("grant", headings.CODE, "code", of=lambda held: held.grant, on_page=False),
        Column("from", headings.FROM, of=lambda held: held.money.organisation.text),
        column("received", Text("Mottaget", "Received"), lambda held: held.share.received),
        column("costs", headings.COSTS, lambda held: held.share.costs),
        column("used", headings.USED, lambda held: held.share.used),
        column("left", headings.LEFT, lambda held: held.share.left),
        column(
            "own", Text("Utöver det mottagna", "Above what was received"),
            lambda held: held.share.costs - held.share.used, "uncovered",
        ),
    )  # fmt: skip
    return Table.of(
        picture.shares,
        columns,
        id=f"{picture.organisation.code}-{agreement.id}-genom-andra",
        caption=Text("Del av andras belopp", "Part of others' grants"),
        provenance=provenance(picture.shown),
    )


def _rows(money: Money) -> Iterator[FlowRow]:
    """Give each grant, and its earmarks after it."""
    for terms in money.terms.grants:
        grant = terms.grant.id
        balance = next((each for each in money.balance.grants if each.grant == grant), None)
        yield FlowRow(grant, balance)
        for earmark in balance.earmarks if balance else ():
            yield FlowRow(grant, balance, earmark)


def _name(money: Money, row: FlowRow) -> Text:
    grant = money.shown.agreement.grant(row.grant)
    if row.part is not None:
        return earmark_name(grant, row.earmark)
    if row.balance is None and money.is_fixed:
        return Text(f"{grant.name.sv} ({_AWAITS.sv})", f"{grant.name.in_language('en')} ({_AWAITS.en})")
    return grant.name


def awaited_grants(money: Money) -> Collection[str]:
    """Return the grants that have no amounts yet though the allocation is fixed."""
    return [row.grant for row in _rows(money) if row.balance is None and money.is_fixed]
