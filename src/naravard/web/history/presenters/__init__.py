"""Events as sentences: one presenter for each kind of event, in Swedish and English.

A kind that is not here cannot be recorded. A presenter is never removed, since the events that it tells stay.
"""

from collections.abc import Mapping

from naravard.agreement.model import Text
from naravard.web.history.presenters import (
    activities,
    activity_reports,
    agreements,
    costs,
    decisions,
    duties,
    financial_reports,
    fixing,
    memberships,
    organisations,
    papers,
    payments,
    placements,
    reminders,
    repayments,
    requisitions,
    sharing,
    signin,
    tokens,
)
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told

PRESENTERS: Mapping[str, Presenter] = {
    **activities.PRESENTERS,
    **activity_reports.PRESENTERS,
    **agreements.PRESENTERS,
    **costs.PRESENTERS,
    **decisions.PRESENTERS,
    **duties.PRESENTERS,
    **financial_reports.PRESENTERS,
    **fixing.PRESENTERS,
    **memberships.PRESENTERS,
    **organisations.PRESENTERS,
    **papers.PRESENTERS,
    **payments.PRESENTERS,
    **placements.PRESENTERS,
    **reminders.PRESENTERS,
    **repayments.PRESENTERS,
    **requisitions.PRESENTERS,
    **sharing.PRESENTERS,
    **signin.PRESENTERS,
    **tokens.PRESENTERS,
}
"""Every kind of event and its presenter; each subject's module lists its own."""


class UnknownKindError(LookupError):
    """No presenter can tell an event of this kind."""


def known(kind: str) -> Presenter:
    """Return the presenter of a kind of event; ``UnknownKindError`` when there is none."""
    if kind not in PRESENTERS:
        message = f"no presenter tells of the kind {kind!r}: add one to {__name__}"
        raise UnknownKindError(message)
    return PRESENTERS[kind]


def sentence(told: Told) -> Text:
    """Return the event as a sentence in both languages."""
    return known(told.kind)(told)
