"""The flow as tables: grant by grant with the earmarks, step by step, and what is held of others' grants."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.documents.table import TOTAL, Column, Row, Table
from naravard.ledger import Line
from naravard.ledger.balances import EarmarkBalance, GrantBalance, Sums
from naravard.web.agreements.provenance import provenance
from naravard.web.funds.picture import Picture
from naravard.web.ledger.reading import Money
from naravard.web.site.templatetags.naravard import language

STEPS: tuple[tuple[str, Text], ...] = (
    ("allotted", Text("Tilldelat", "Allotted")),
    ("requisitioned", Text("Rekvirerat", "Requisitioned")),
    ("paid", Text("Utbetalat", "Paid")),
    ("onward", Text("Varav vidare", "Of which passed on")),
    ("costs", Text("Kostnader", "Costs")),
    ("used", Text("Använt", "Used")),
    ("left", Text("Kvar", "Left")),
    ("repaid", Text("Återbetalat", "Repaid")),
    ("awaiting", Text("Väntar på utbetalning", "Awaits payment")),
    ("own", Text("Egna kostnader", "Own costs")),
    ("reclaimed", Text("Återkrävt", "Reclaimed")),
    ("to_repay", Text("Att återbetala", "To repay")),
)
"""The figures of a grant in the order of the money's way, by their names in :class:`~naravard.ledger.balances.Sums`."""
ALWAYS = frozenset({"allotted", "requisitioned", "paid", "used", "left", "repaid"})
"""The steps that a page shows though nothing has come to them; the files have all."""
FLOW = (
    Column("name", Text("Belopp", "Grant")),
    Column("grant", Text("Kod", "Code"), "code"),
    Column("earmark", Text("Varav", "Earmark"), "code"),
    *(Column(step, name, "kronor") for step, name in STEPS),
)
BY_STEP = (
    Column("step", Text("Steg", "Step")),
    Column("kronor", Text("Summa", "Sum"), "kronor"),
    Column("day", Text("Dag", "Day"), "date"),
    Column("version", Text("Version", "Version"), "number"),
    Column("clause", Text("Avsnitt", "Section"), "code"),
)
HELD = (
    Column("name", Text("Belopp", "Grant")),
    Column("grant", Text("Kod", "Code"), "code"),
    Column("from", Text("Från", "From")),
    Column("received", Text("Mottaget", "Received"), "kronor"),
    Column("costs", Text("Kostnader", "Costs"), "kronor"),
    Column("used", Text("Använt", "Used"), "kronor"),
    Column("left", Text("Kvar", "Left"), "kronor"),
    Column("own", Text("Utöver det mottagna", "Above what was received"), "kronor"),
)
_AWAITS = Text("väntar på sin fördelning", "awaits its allocation")


@dataclass(frozen=True, slots=True)
class FlowRow:
    """What a row of the flow is about."""

    grant: str
    earmark: str = ""


def flow_rows(money: Money) -> list[FlowRow]:
    """Return what each row of :func:`flow_table` is about, in its order."""
    return [FlowRow(grant, part.earmark if part else "") for grant, _, part in _lines(money)]


def flow_table(money: Money) -> Table:
    """Return the recipient's money grant by grant, each earmark under its grant, with the sum of the grants."""
    words = language()
    rows = tuple(_row(money, grant, balance, part, words) for grant, balance, part in _lines(money))
    total = money.balance.total
    return Table(
        id=f"{money.organisation.code}-{money.shown.agreement.id}-pengar",
        caption=Text("Belopp för belopp", "Grant by grant"),
        columns=FLOW,
        rows=rows,
        total=(TOTAL.in_language(words), None, None, *(getattr(total, step) for step, _ in STEPS)),
        provenance=provenance(money.shown),
    )


def quiet_steps(sums: Sums) -> set[str]:
    """Return the steps that a page leaves out: nothing has come to them."""
    quiet = {step for step, _ in STEPS if step not in ALWAYS and not getattr(sums, step)}
    if sums.costs == sums.used:
        quiet.add("costs")
    if sums.to_repay == sums.left:
        quiet.add("to_repay")
    return quiet


def telling_steps(money: Money) -> tuple[Line, ...]:
    """Return the steps that a page shows: those that always tell something, and those that something has come to."""
    quiet = quiet_steps(money.balance.total)
    if money.terms.requisition is None:
        quiet.add("requisitioned")
    return tuple(line for line in money.flow if line.step not in quiet)


def steps_table(money: Money, lines: Sequence[Line] | None = None) -> Table:
    """Return the money as one flow, a row a step, with the day, the fixed version and the clause of each."""
    words = language()
    return Table(
        id=f"{money.organisation.code}-{money.shown.agreement.id}-flode",
        caption=Text("Från tilldelat till återbetalat", "From allotted to repaid"),
        columns=BY_STEP,
        rows=tuple(
            (
                line.name.in_language(words),
                line.total,
                max(line.days, default=None),
                line.version or None,
                line.clause or None,
            )
            for line in (money.flow if lines is None else lines)
        ),
        provenance=provenance(money.shown),
    )


def held_table(picture: Picture) -> Table:
    """Return the parts that the organisation holds of others' grants."""
    words = language()
    rows: list[Row] = []
    for held in picture.shares:
        share, name = held.share, picture.shown.agreement.grant(held.grant).name
        rows.append(
            (
                name.in_language(words),
                held.grant,
                held.money.organisation.text.in_language(words),
                share.received,
                share.costs,
                share.used,
                share.left,
                share.costs - share.used,
            )
        )
    sums = [sum(getattr(held.share, name) for held in picture.shares) for name in ("received", "costs", "used", "left")]
    return Table(
        id=f"{picture.organisation.code}-{picture.shown.agreement.id}-genom-andra",
        caption=Text("Del av andras belopp", "Part of others' grants"),
        columns=HELD,
        rows=tuple(rows),
        total=(TOTAL.in_language(words), None, None, *sums, sums[1] - sums[2]),
        provenance=provenance(picture.shown),
    )


_Part = tuple[str, GrantBalance | None, EarmarkBalance | None]


def _lines(money: Money) -> Iterator[_Part]:
    """Give a grant with its balance, and its earmarks after it; no balance for one that awaits its allocation."""
    for terms in money.terms.grants:
        grant = terms.grant.id
        balance = next((each for each in money.balance.grants if each.grant == grant), None)
        yield grant, balance, None
        for earmark in balance.earmarks if balance else ():
            yield grant, balance, earmark


def _row(money: Money, grant: str, balance: GrantBalance | None, part: EarmarkBalance | None, words: str) -> Row:
    terms = money.shown.agreement.grant(grant)
    if part is not None:
        name = next((each.name.in_language(words) for each in terms.earmarks if each.id == part.earmark), part.earmark)
        figures = {"allotted": part.allotted, "paid": part.paid, "costs": part.costs, "used": part.used}
        figures["left"] = part.paid - part.used
        of_which = Text("varav", "of which").in_language(words)
        return (f"– {of_which} {name}", grant, part.earmark, *(figures.get(step) for step, _ in STEPS))
    name = terms.name.in_language(words)
    if balance is None:
        waits = f" ({_AWAITS.in_language(words)})" if money.is_fixed else ""
        return (f"{name}{waits}", grant, None, *(None for _ in STEPS))
    return (name, grant, None, *(getattr(balance, step) for step, _ in STEPS))


def awaited_grants(money: Money) -> Collection[str]:
    """Return the grants that have no amounts yet though the allocation is fixed."""
    return [grant for grant, balance, part in _lines(money) if balance is None and part is None and money.is_fixed]
