"""What carries the duty to pay back: a room of its own, in which it is done by paying."""

from collections.abc import Iterator
from dataclasses import dataclass

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import kronor
from naravard.web.papers.year import NO_WORDS, Year, YearPaper
from naravard.web.tasks.board import TAGS
from naravard.web.tasks.carriers import Carrier, Stage, register


@dataclass(frozen=True, kw_only=True)
class RepaymentCarrier(Carrier):
    """The repayment, which is done when nothing is left to repay."""

    def year(self, year: Year, duty: Duty) -> Iterator[YearPaper]:
        """Give how much has been repaid, or is left."""
        total, status = year.money.balance.total, year.status(duty)
        left = Text(f"{kronor(total.to_repay)} kvar nu", f"{kronor(total.to_repay)} left now")
        is_back = total.paid and not total.to_repay and swedish_day(year.now) > year.money.terms.period.to
        if is_back:
            left = Text(f"{kronor(total.repaid)} återbetalat", f"{kronor(total.repaid)} repaid")
        if is_back and not status.is_finished:
            left = Text(f"{left.sv}, väntar på redovisningen", f"{left.in_language('en')}, waits for the report")
        step = {} if status.is_finished else year.who(self.demand.permission)
        yield YearPaper(
            id=self.id, name=self.label, state=status.label, tag=TAGS[status], says=left if total.paid else NO_WORDS,
            url=year.url(self.room), **year.day(duty, over=status.is_finished), **step,
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
    )
)
