"""All recipients of an agreement by step, with sums that are those of the recipients."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.ledger.balances import Sums, total
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.funds.tables.flow import ALWAYS, STEPS
from naravard.web.ledger.accounts import Money
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.organisations.kinds import kind_of
from naravard.web.tasks.words import capital

_THROUGH_OTHERS = (
    ("through_others", Text("Fått genom andra", "Received through others")),
    ("through_others_left", Text("Kvar av det", "Left of that")),
)


@dataclass(frozen=True, slots=True)
class KindSums:
    """The recipients of one kind together."""

    kind: str
    count: int
    sums: Sums


def shares_of(moneys: Iterable[Money]) -> dict[str, tuple[int, int]]:
    """Return what each organisation has been passed on out of others' money, and what is left of it, by its code."""
    found: dict[str, tuple[int, int]] = {}
    for money in moneys:
        for grant in money.balance.grants:
            for share in grant.shares:
                if share.holder:
                    received, left = found.get(share.holder, (0, 0))
                    found[share.holder] = received + share.received, left + share.left
    return found


def country_table(shown: Shown, moneys: Sequence[Money], every: Sequence[Money]) -> Table:
    """Return every recipient's money by step, and beside it what has come to it out of others' money.

    What came through others stands in their rows too, so it is added up to no total. ``every`` are all recipients.
    """
    shares = shares_of(every)
    address = reverse("funds:country", args=[shown.agreement.id])
    columns: list[Column[Money]] = [
        Column(
            "name", headings.RECIPIENT, of=lambda one: one.organisation.text, total=TOTAL,
            link=lambda one: f"{address}{one.organisation.code}/",
        ),
        Column("code", headings.CODE, "code", of=lambda one: one.organisation.code, on_page=False),
        Column("kind", headings.KIND, of=lambda one: kind_of(one.organisation.kind).words, on_page=False),
        *(_of_one(step, heading, address) for step, heading in STEPS),
        *(_through_others(shares, place, address) for place in range(len(_THROUGH_OTHERS))),
    ]  # fmt: skip
    return Table.of(
        moneys,
        columns,
        id=f"{shown.agreement.id}-landets-pengar",
        caption=Text("Mottagare för mottagare", "Recipient by recipient"),
        provenance=provenance(shown),
    )


def kinds_table(shown: Shown, moneys: Sequence[Money]) -> Table:
    """Return the money by step for each kind of recipient."""
    kinds = dict.fromkeys(money.organisation.kind for money in moneys)
    by_kind = {kind: [money for money in moneys if money.organisation.kind == kind] for kind in kinds}
    columns: list[Column[KindSums]] = [
        Column("kind", headings.RECIPIENTS, of=lambda one: capital(kind_of(one.kind).words), total=TOTAL),
        Column("count", Text("Antal", "How many"), "number", of=lambda one: one.count, total=sum),
        *(_of_kind(step, heading) for step, heading in STEPS),
    ]
    return Table.of(
        [KindSums(kind, len(here), total(money.balance.total for money in here)) for kind, here in by_kind.items()],
        columns,
        id=f"{shown.agreement.id}-landets-pengar-slag",
        caption=Text("Slag för slag", "Kind by kind"),
        provenance=provenance(shown),
    )


def _through_others(shares: Mapping[str, tuple[int, int]], place: int, address: str) -> Column[Money]:
    name, heading = _THROUGH_OTHERS[place]

    def part(one: Money) -> int | None:
        found = shares.get(one.organisation.code)
        return found[place] if found else None

    return Column(
        name, heading, "kronor", of=part, on_page=False,
        link=lambda one: f"{address}{one.organisation.code}/#genom-andra",
    )  # fmt: skip


def _of_one(step: str, heading: Text, address: str) -> Column[Money]:
    def link(one: Money) -> str:
        return AmountLinks(f"{address}{one.organisation.code}/belopp/").of(step)

    return Column(
        step, heading, "kronor", of=lambda one: getattr(one.balance.total, step), total=sum, link=link,
        on_page=step in ALWAYS,
    )  # fmt: skip


def _of_kind(step: str, heading: Text) -> Column[KindSums]:
    return Column(
        step, heading, "kronor", of=lambda one: getattr(one.sums, step), total=sum,
        link=lambda one: f"?slag={one.kind}#mottagare", on_page=step in ALWAYS,
    )  # fmt: skip
