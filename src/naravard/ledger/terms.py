"""What an agreement says of one recipient's money, read out of its data: days, conditions, what is requisitioned.

Nothing is known here of regions or of a year: that regions have a last day and an RSS none is because the duties in the
agreement's data say so.
"""

import datetime
from collections.abc import Mapping

from msgspec import Struct

from naravard.agreement.duties import DutyState, Progress, duties_of, mandated_by_name, organisation_code, state_of
from naravard.agreement.model import Agreement, Duty, Grant, Period, Text
from naravard.allocation.keys import keys_of_grant


class GrantTerms(Struct, frozen=True, kw_only=True):
    """What holds for one grant of one recipient."""

    grant: Grant
    needs_requisition: bool
    """False for one who has no duty to requisition it, for a grant that a payment pays all of without, and for one
    whose keys are reported during the year: it is shared out when the requisition is already in, and paid when it has
    been fixed."""
    conditions: tuple[Duty, ...]
    """Duties on which the payment depends."""
    instalments: tuple[Duty, ...] = ()
    """The requisitions of it, and the payments that are made of it without one, in the agreement's order."""

    @property
    def payouts(self) -> tuple[Duty, ...]:
        """The payments that are made of it without requisition, each of a share of it or of all, from its first day."""
        return tuple(duty for duty in self.instalments if duty.pays_without_requisition)

    @property
    def is_paid_without_requisition(self) -> bool:
        """Whether some of it, or all, is paid without requisition."""
        return not self.needs_requisition or bool(self.payouts)


class Terms(Struct, frozen=True, kw_only=True):
    """What an agreement says of one recipient's money."""

    recipient: str
    period: Period
    grants: tuple[GrantTerms, ...]
    requisitions: tuple[Duty, ...]
    """In the agreement's order; empty for a recipient that the text does not let requisition."""
    instalments: tuple[Duty, ...]
    """The requisitions, and the payments that are made without one, in the agreement's order."""
    financial_reports: tuple[Duty, ...]
    """In the agreement's order."""
    repayment: Duty | None
    onward: frozenset[str]
    """Codes of those the recipient can pass money on to."""
    clause: str
    """Where the agreement states the conditions of the money."""
    extender: Text | None = None
    """Who can give more time where a right lapses, by name; ``None`` where nobody can."""
    payer: Text | None = None
    """Who receives requisitions and pays, by name; ``None`` where the agreement names nobody."""

    @property
    def requisition(self) -> Duty | None:
        """The first duty to requisition; what names none rests on it."""
        return self.requisitions[0] if self.requisitions else None

    @property
    def financial_report(self) -> Duty | None:
        """The last report, which accounts for all of the money; ``None`` where the text asks for none."""
        return self.financial_reports[-1] if self.financial_reports else None

    def is_of(self, duty: Duty, named: str) -> bool:
        """Tell whether what names a duty by its id is of this one; what names none is of the first of its kind."""
        first = (*self.requisitions[:1], *self.financial_reports[:1])
        return named == duty.id or (not named and duty in first)

    def requisition_of(self, named: str) -> Duty | None:
        """Return the duty to requisition that something names; ``None`` if the recipient has no such duty."""
        return next((duty for duty in self.requisitions if self.is_of(duty, named)), None)

    def report_of(self, named: str) -> Duty | None:
        """Return the duty to report that something names; ``None`` if the recipient has no such duty."""
        return next((duty for duty in self.financial_reports if self.is_of(duty, named)), None)

    def grant(self, grant_id: str) -> GrantTerms | None:
        """Return what holds for a grant; ``None`` when the recipient is not among those who receive it."""
        return next((terms for terms in self.grants if terms.grant.id == grant_id), None)


class DutyStanding(Struct, frozen=True, kw_only=True):
    """What one recipient has done about one duty, and a later day that it was given."""

    progress: Progress = Progress()
    extended_to: datetime.date | None = None

    def state(self, duty: Duty, now: datetime.datetime) -> DutyState:
        """Return how the duty stands at a moment."""
        return state_of(duty, self.progress, now=now, extended_to=self.extended_to)


Standings = Mapping[str, DutyStanding]
"""By duty id; a duty that does not exist has nothing done about it."""


def terms_of(agreement: Agreement, recipient: str) -> Terms:
    """Return what the agreement says of the money of the recipient with this organisation code."""
    duties = duties_of(agreement, recipient)
    requisitions = tuple(duty for duty in duties if duty.about == "requisition")
    repayment = next((duty for duty in duties if duty.about == "repayment"), None)
    instalments = tuple(duty for duty in agreement.duties if duty in requisitions or duty.pays_without_requisition)
    money = requisitions[0] if requisitions else repayment
    return Terms(
        recipient=recipient,
        period=agreement.period,
        grants=tuple(
            _grant_terms(agreement, grant, duties, instalments)
            for grant in agreement.grants
            if any(organisation_code(each) == recipient for each in agreement.recipients_of(grant))
        ),
        requisitions=requisitions,
        instalments=instalments,
        financial_reports=tuple(duty for duty in duties if duty.about == "financial-report"),
        repayment=repayment,
        onward=_onward(agreement, recipient),
        clause=money.clause if money else agreement.total.clause,
        extender=mandated_by_name(agreement, "extends"),
        payer=mandated_by_name(agreement, "pays"),
    )


def _grant_terms(agreement: Agreement, grant: Grant, duties: tuple[Duty, ...], every: tuple[Duty, ...]) -> GrantTerms:
    keys = set(keys_of_grant(grant))
    reported = any(not keys.isdisjoint(duty.brings) for duty in agreement.duties)
    instalments = tuple(duty for duty in every if duty.is_of_grant(grant.id))
    is_asked_for = any(not duty.pays_without_requisition for duty in instalments)
    is_all_paid = any(duty.pays_without_requisition and duty.share is None for duty in instalments)
    return GrantTerms(
        grant=grant,
        needs_requisition=is_asked_for and not reported and not is_all_paid,
        instalments=instalments,
        conditions=tuple(
            duty for duty in duties if duty.condition and (not duty.brings or not keys.isdisjoint(duty.brings))
        ),
    )


def _onward(agreement: Agreement, recipient: str) -> frozenset[str]:
    """Return the municipalities of the county, for a recipient that passes money on (kind ``rss``)."""
    members = [member for group in agreement.recipients for member in group.members]
    counties = {
        each.county or each.code for each in members if each.kind == "rss" and organisation_code(each) == recipient
    }
    return frozenset(
        organisation_code(each) for each in members if each.kind == "municipality" and each.county in counties
    )
