"""What the acts on costs share: the rows that are locked, in order, and the facts that are booked or taken back."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from naravard.agreement.model import Text
from naravard.ledger.facts import CostReversed, Used
from naravard.web.access.actor import Actor
from naravard.web.activities.models import Activity
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.costs.models import BookedCost, CostBook, CostCorrection, CostFile
from naravard.web.costs.places import BOOKABLE, use_for
from naravard.web.ledger.account_lock import LockedMoney, locked_money
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.organisations.models import Organisation


@dataclass
class LockedCosts:
    """An organisation's costs under one agreement, locked until the transaction ends."""

    shown: Shown
    organisation: Organisation
    at: datetime.datetime
    by: Actor
    book: CostBook
    moneys: dict[str, LockedMoney] = field(default_factory=dict)

    def book_cost(
        self,
        activity: Activity,
        *,
        amount: int,
        day: datetime.date,
        source: str,
        text: str,
        file: CostFile | None = None,
    ) -> BookedCost:
        """Record a cost, in the account that its grant stands in.

        Raises:
            LedgerRefusedError: when the ledger's rules do not allow it.
        """
        use = use_for(self.shown, activity)
        fact = self.moneys[use.recipient].add(
            Used,
            by=self.by,
            grant=activity.grant,
            amount=amount,
            day=day,
            activity=activity.code,
            earmark=activity.earmark,
            holder=use.holder,
        )
        return BookedCost.objects.create(
            agreement_id=activity.agreement_id,
            organisation=self.organisation,
            number=self._next(BookedCost),
            activity=activity,
            recipient=use.recipient,
            grant=activity.grant,
            earmark=activity.earmark,
            source=source,
            fact_id=fact.id,
            amount=amount,
            day=day,
            text=text,
            file=file,
            made_at=self.at,
            made_by=self.by.who.code,
        )

    def take_back(
        self, cost: BookedCost, *, amount: int, day: datetime.date, reason: str, file: CostFile | None = None
    ) -> CostCorrection:
        """Record that a cost is taken back, in whole or in part."""
        money = self.moneys[cost.recipient]
        told = money.book.facts[cost.fact_id]
        fact = money.add(CostReversed, by=self.by, cost=told, amount=amount, day=day)
        return CostCorrection.objects.create(
            cost=cost,
            fact_id=fact.id,
            amount=amount,
            day=day,
            reason=reason,
            file=file,
            made_at=self.at,
            made_by=self.by.who.code,
        )

    def changed(self) -> None:
        """Say that something has changed."""
        self.book.version += 1
        self.book.save(update_fields=["version"])

    def next_file(self) -> int:
        """Return the number of the next file."""
        return self._next(CostFile)

    def _next(self, model: Any) -> int:
        own = model.objects.filter(organisation=self.organisation, agreement_id=self.shown.agreement.id)
        latest: int | None = own.aggregate(latest=Max("number"))["latest"]
        return (latest or 0) + 1


def locked_costs(
    organisation: Organisation, agreement_id: str, *, by: Actor, at: datetime.datetime, recipients: set[str]
) -> LockedCosts:
    """Lock the accounts that will be booked in, by code, and then the organisation's own costs."""
    shown = shown_or_404(agreement_id)
    moneys = {
        code: locked_money(Organisation.objects.get(pk=code), agreement_id, at=at, seen_version=None)
        for code in sorted(recipients)
    }
    book, _ = CostBook.objects.select_for_update(no_key=True).get_or_create(
        agreement_id=agreement_id, organisation=organisation
    )
    return LockedCosts(shown, organisation, at, by, book, moneys)


def activity_named(organisation: Organisation, agreement_id: str, number: int) -> Activity:
    """Return an activity that costs can be booked on.

    Raises:
        MoneyRefusedError: when there is none with the number, or it has not been decided on.
    """
    found = Activity.objects.filter(organisation=organisation, agreement_id=agreement_id, number=number).first()
    if found is None or found.status not in BOOKABLE:
        raise MoneyRefusedError(
            "activity-not-decided",
            Text(
                f"Aktivitet {number} finns inte, eller är inte beslutad. Kostnader bokförs på en beslutad aktivitet.",
                f"Activity {number} is not there, or has not been decided on. Costs are booked on a decided activity.",
            ),
            "activity",
        )
    return found
