"""What did not come in time, and what follows: rights that have lapsed, and conditions that are not met."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from naravard.agreement.duties import Status, only_extends, swedish_day
from naravard.agreement.model import Duty, Text
from naravard.ledger import DutyStanding
from naravard.web.ledger.accounts import Money
from naravard.web.organisations.models import Organisation
from naravard.web.payments.states import State, state_of_money

_LAPSED = Text("Rätten till medlen har förfallit", "The right to the money has lapsed")
_PAID_ALREADY = Text(
    "Medlen är redan utbetalda. Villkoret var uppfyllt då, eller så behöver utbetalningen prövas på nytt.",
    "The funds have already been paid. The condition was met then, or the payment has to be reviewed.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing that one recipient did not do in time."""

    organisation: Organisation
    duty: Duty
    what: Text
    due: datetime.date | None
    came: datetime.date | None
    amount: int
    """Kronor that it concerns: allotted, and not paid where nothing has been."""
    follows: Text
    has_lapsed: bool

    @property
    def clause(self) -> str:
        """The clause of the duty."""
        return self.duty.clause


def missing_of(moneys: Sequence[Money]) -> list[Missing]:
    """Return all that did not come in time of some recipients, lapsed rights first."""
    found = [one for money in moneys for one in (*_lapsed(money), *_conditions(money))]
    return sorted(found, key=lambda one: not one.has_lapsed)


def _not_paid(money: Money) -> Text:
    only = only_extends(money.terms.extender)
    return Text(f"Medlen betalas inte ut. {only.sv}", f"The funds are not paid. {only.en}")


def _lapsed(money: Money) -> list[Missing]:
    return [
        Missing(
            organisation=money.organisation,
            duty=duty,
            what=_LAPSED,
            due=money.state_of(duty).due,
            came=None,
            amount=concerned,
            follows=_not_paid(money),
            has_lapsed=True,
        )
        for duty in money.terms.requisitions
        if state_of_money(money, duty) is State.LAPSED
        and (concerned := sum(part.amount for part in money.available(duty)))
    ]


def _conditions(money: Money) -> list[Missing]:
    found = []
    for duty in dict.fromkeys(duty for one in money.terms.grants for duty in one.conditions):
        standing = money.standings.get(duty.id, DutyStanding())
        state = standing.state(duty, money.now)
        came = standing.progress.submitted_at or standing.progress.done_at
        if not (state.was_late or (came is None and state.status in (Status.LATE, Status.LAPSED))):
            continue
        grants = [money.balance.grant(one.grant.id) for one in money.terms.grants if duty in one.conditions]
        concerned = sum(grant.allotted for grant in grants)
        if not concerned:
            continue
        found.append(
            Missing(
                organisation=money.organisation,
                duty=duty,
                what=duty.name,
                due=state.due,
                came=swedish_day(came) if came else None,
                amount=concerned,
                follows=_PAID_ALREADY if any(grant.paid for grant in grants) else _not_paid(money),
                has_lapsed=False,
            )
        )
    return found
