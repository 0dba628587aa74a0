"""What carries the duty to pay back: a room of its own, in which it is done by paying."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from naravard.agreement.duties import Progress, swedish_day
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import kronor
from naravard.ledger import DutyStanding
from naravard.ledger.debts import settled_since
from naravard.web.ledger.accounts import Money, moneys_under
from naravard.web.papers.year import NO_WORDS, Year, YearPaper
from naravard.web.tasks.carriers import Carrier, Stage, register
from naravard.web.tasks.duties import Task, settled_by


@dataclass(frozen=True, kw_only=True)
class RepaymentCarrier(Carrier):
    """The repayment, which is done when nothing is left to repay."""

    def year(self, year: Year, duty: Duty) -> Iterator[YearPaper]:
        """Give how much has been repaid, or is left."""
        total, standing = year.money.balance.total, year.standing(duty)
        since, state = settled_at(year.money), standing.state(duty, year.now)
        left = Text(f"{kronor(total.to_repay)} kvar nu", f"{kronor(total.to_repay)} left now")
        if since is not None:
            left = Text(f"{kronor(total.repaid)} återbetalat", f"{kronor(total.repaid)} repaid")
        if since is not None and not state.status.is_finished:
            left = Text(f"{left.sv}, väntar på redovisningen", f"{left.in_language('en')}, waits for the report")
            settled = DutyStanding(progress=Progress(submitted_at=since), extended_to=standing.extended_to)
            state = settled.state(duty, year.now)
        status = state.status
        step = {} if status.is_over else year.who(self.demand.permission)
        yield YearPaper(
            id=self.id, name=self.label, state=state.shown, says=left if total.paid else NO_WORDS,
            url=year.url(self.room), **year.day(duty, over=status.is_over), **step,
        )  # fmt: skip


REPAYMENT = register(
    RepaymentCarrier(
        id="repayment",
        label=Text("Återbetalning", "Repayment"),
        room="repayments:repayment",
        received="repayments:received",
        received_label=Text("Återbetalningar", "Repayments"),
        stage=Stage.REPAYMENT,
        verb=Text("Betala tillbaka", "Pay back"),
        follows_money=True,
    )
)


def settled_at(money: Money) -> datetime.datetime | None:
    """Return since when nothing is left to pay back, once the period is over; None while something is.

    The report may still change what is owed: until it is in, the duty waits for it and is not done.
    """
    total = money.balance.total
    if not total.paid or total.to_repay or swedish_day(money.now) <= money.terms.period.to:
        return None
    return settled_since(money.book)


@settled_by
def settled(tasks: Sequence[Task], now: datetime.datetime) -> dict[tuple[str, str, str], datetime.datetime]:
    """Return since when the money of some tasks has been back: four questions, however many they are."""
    moneys = moneys_under([(task.shown, task.organisation) for task in tasks], now)
    return {task.key: at for task, money in zip(tasks, moneys, strict=True) if (at := settled_at(money)) is not None}
