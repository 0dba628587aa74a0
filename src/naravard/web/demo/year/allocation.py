"""The allocation fixed, reference numbers stated, and the placement money shared, as steps."""

import datetime
from collections.abc import Callable

from naravard.web.access.permissions import Permission
from naravard.web.demo.year.actors import someone
from naravard.web.fixing.acts import fix_allocation, state_reference_number
from naravard.web.ledger.next_version import SIGNED
from naravard.web.placements.fixation import share_by_reports

Do = Callable[[datetime.datetime], object]
_MINISTRY = "regeringskansliet"


def number_stated(agreement_id: str, reference_id: str, number: str) -> Do:
    """State a reference number. It is invented, as all in this year."""

    def do(at: datetime.datetime) -> None:
        state_reference_number(
            actor=someone(_MINISTRY, Permission.FIX_ALLOCATION, at.date()),
            agreement_id=agreement_id,
            reference_id=reference_id,
            number=number,
            at=at,
        )

    return do


def fixed(agreement_id: str) -> Do:
    """Fix the allocation as signed."""

    def do(at: datetime.datetime) -> None:
        fix_allocation(
            actor=someone(_MINISTRY, Permission.FIX_ALLOCATION, at.date()),
            agreement_id=agreement_id,
            basis=SIGNED,
            at=at,
        )

    return do


def shared_by_reports(agreement_id: str, duty_id: str, receiver: str) -> Do:
    """Share a grant by what has been reported, and fix it."""

    def do(at: datetime.datetime) -> None:
        share_by_reports(
            actor=someone(receiver, Permission.SHARE_PLACEMENTS, at.date()),
            agreement_id=agreement_id,
            duty_id=duty_id,
            reason="Fördelning efter de redovisade veckorna.",
            at=at,
        )

    return do
