"""For each kind of event: how it was recorded, and the sentence in Swedish and English. One module a subject."""

from typing import Any

from sentence_examples import (
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

Example = tuple[dict[str, Any], str, str]

EXAMPLES: dict[str, list[Example]] = {
    **activities.EXAMPLES,
    **activity_reports.EXAMPLES,
    **agreements.EXAMPLES,
    **costs.EXAMPLES,
    **decisions.EXAMPLES,
    **duties.EXAMPLES,
    **financial_reports.EXAMPLES,
    **fixing.EXAMPLES,
    **memberships.EXAMPLES,
    **organisations.EXAMPLES,
    **papers.EXAMPLES,
    **payments.EXAMPLES,
    **placements.EXAMPLES,
    **reminders.EXAMPLES,
    **repayments.EXAMPLES,
    **requisitions.EXAMPLES,
    **sharing.EXAMPLES,
    **signin.EXAMPLES,
    **tokens.EXAMPLES,
}
