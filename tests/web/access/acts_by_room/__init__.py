"""Examples of the acts, one module a room of the money's way."""

from types import ModuleType

from acts_by_room import (
    activities,
    costs,
    decisions,
    drafting,
    financial_reports,
    fixing,
    funds,
    papers,
    payments,
    placements,
    repayments,
    reports,
    requisitions,
    sharing,
)

ROOMS: tuple[ModuleType, ...] = (
    fixing,
    placements,
    papers,
    requisitions,
    payments,
    decisions,
    activities,
    costs,
    sharing,
    financial_reports,
    repayments,
    reports,
    funds,
    drafting,
)
"""Every room, in the order of the money's way."""
