"""What carries the duty to pay back: a room of its own, in which it is done by paying."""

from collections.abc import Iterator
from dataclasses import dataclass

from naravard.agreement.duties import Status, swedish_day
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import kronor
from naravard.web.papers.year import DONE, GOING_ON, NO_WORDS, NOTHING, Year, YearPaper
from naravard.web.tasks.carriers import Carrier, Stage, register


@dataclass(frozen=True, kw_only=True)
class RepaymentCarrier(Carrier):
    """The repayment, which is done when nothing is left to repay."""

    def year(self, year: Year, duty: Duty) -> Iterator[YearPaper]:
        """Give how much has been repaid, or is left."""
        money, total = year.money, year.money.balance.total
        if total.paid and not total.to_repay and swedish_day(year.now) > money.terms.period.to:
            says = Text(f"{kronor(total.repaid)} återbetalat", f"{kronor(total.repaid)} repaid")
            yield YearPaper(
                id=self.id, name=self.label, state=DONE, tag="green", says=says, url=year.url(self.room),
                clause=duty.clause,
            )  # fmt: skip
            return
        left = Text(f"{kronor(total.to_repay)} kvar nu", f"{kronor(total.to_repay)} left now")
        late = year.status(duty) is Status.LATE and bool(total.to_repay)
        yield YearPaper(
            id=self.id, name=self.label, state=Status.LATE.label if late else GOING_ON if total.repaid else NOTHING,
            tag="orange" if late else "yellow" if total.repaid else "grey", says=left if total.paid else NO_WORDS,
            url=year.url(self.room), **year.day(duty), **year.who(self.demand.permission),
        )  # fmt: skip


REPAYMENT = register(
    RepaymentCarrier(
        id="repayment",
        label=Text("Återbetalning", "Repayment"),
        room="repayments:repayment",
        received="repayments:received",
        received_label=Text("Återbetalningar", "Repayments"),
        stage=Stage.REPAYMENT,
    )
)
