"""Where an organisation's costs stand: the grants it may use, whose account they are booked in, and if it is open."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from naravard.agreement.model import Text
from naravard.ledger import Refusal
from naravard.ledger.rules.common import Case
from naravard.ledger.rules.costs import report_stands
from naravard.web.activities.models import Activity
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.costs.models import CostMapping, TakenIn
from naravard.web.ledger.accounts import Money, moneys_of
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.holders import UsableGrant, uses_of
from naravard.web.organisations.models import Organisation

BOOKABLE = (Activity.DECIDED, Activity.ENDED)
"""An activity that is only proposed, or was declined, has no costs."""


@dataclass(frozen=True)
class CostPlace:
    """An organisation's costs under one agreement, at a moment."""

    shown: Shown
    organisation: Organisation
    now: datetime.datetime

    @cached_property
    def uses(self) -> tuple[UsableGrant, ...]:
        """The grants that it may use."""
        return uses_of(self.shown, self.organisation.code)

    @cached_property
    def moneys(self) -> dict[str, Money]:
        """The accounts that its costs stand in, by the recipient's code."""
        codes = list(dict.fromkeys(use.recipient for use in self.uses))
        organisations = list(Organisation.objects.filter(pk__in=codes))
        return {money.organisation.code: money for money in moneys_of(self.shown, organisations, self.now)}

    @cached_property
    def activities(self) -> dict[int, Activity]:
        """The activities that costs can be booked on, by number."""
        return {one.number: one for one in activities_of(self.organisation, self.shown.agreement.id)}

    @cached_property
    def closed(self) -> tuple[Refusal, ...]:
        """Why nothing can be booked: a financial report stands, in one of the accounts or in all."""
        return tuple(refused for money in self.moneys.values() if (refused := stands(money)) is not None)

    @property
    def is_fixed(self) -> bool:
        """Whether sums have been fixed, so that costs can be booked."""
        return any(money.is_fixed for money in self.moneys.values())

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        """The agreement's days."""
        period = self.shown.agreement.period
        return period.from_, period.to

    @property
    def mapping(self) -> CostMapping | None:
        """The current mapping."""
        return mapping_of(self.organisation, self.shown.agreement.id)

    @property
    def taken_in(self) -> dict[str, TakenIn]:
        """What is taken in, by source; its chart, which can be large, is fetched where it is asked for."""
        found = TakenIn.objects.filter(organisation=self.organisation, agreement_id=self.shown.agreement.id)
        found = found.defer("chart")
        return {one.source: one for one in found}


def cost_place_or_404(organisation: Organisation, agreement_id: str, now: datetime.datetime) -> CostPlace:
    """Return an organisation's costs; 404 where the agreement gives it nothing to use."""
    place = CostPlace(shown_or_404(agreement_id), organisation, now)
    if not place.uses:
        raise Http404
    return place


def stands(money: Money) -> Refusal | None:
    """Return the refusal of all costs in an account, where a financial report stands."""
    case = Case(book=money.book, terms=money.terms, standings=money.standings)
    return report_stands(case, money.terms.period.to)


def activities_of(organisation: Organisation, agreement_id: str) -> Sequence[Activity]:
    """Return the activities that costs can be booked on."""
    return list(Activity.objects.filter(organisation=organisation, agreement_id=agreement_id, status__in=BOOKABLE))


def mapping_of(organisation: Organisation, agreement_id: str) -> CostMapping | None:
    """Return the current mapping, or None if there is none."""
    return CostMapping.objects.filter(organisation=organisation, agreement_id=agreement_id).first()


def use_for(shown: Shown, activity: Activity) -> UsableGrant:
    """Return in whose account an activity's costs stand, and as whose.

    Raises:
        MoneyRefusedError: when the agreement no longer gives the organisation the activity's grant.
    """
    found = [use for use in uses_of(shown, activity.organisation_id) if use.grant.id == activity.grant]
    if not found:
        raise MoneyRefusedError(
            "grant-not-to-use",
            Text(
                f"Aktivitet {activity.number} hör till ett belopp som organisationen inte får: {activity.grant}. "
                "Ändra aktivitetens belopp först.",
                f"Activity {activity.number} belongs to a grant that the organisation does not get: {activity.grant}. "
                "Change the activity's grant first.",
            ),
        )
    return min(found, key=lambda use: bool(use.holder))
