"""The allocation fixed, reference numbers stated, and the placement money shared, as steps."""

import datetime
from collections.abc import Callable

from naravard.web.access.actor import Actor
from naravard.web.access.permissions import Permission
from naravard.web.demo.year.actors import another, someone
from naravard.web.fixing.acts import fix_allocation, matter_of, prepare_version, state_reference_number
from naravard.web.ledger.models import PreparedDecision
from naravard.web.ledger.next_version import SIGNED
from naravard.web.ledger.preparation import PreparedMatter
from naravard.web.placements.fixation import prepare_shares, share_by_reports

Do = Callable[[datetime.datetime], object]
_BY_WEEKS = "Fördelning efter de redovisade veckorna."


def number_stated(by: str, agreement_id: str, reference_id: str, number: str) -> Do:
    """State a reference number. It is invented, as all in this year."""

    def do(at: datetime.datetime) -> None:
        state_reference_number(
            actor=someone(by, Permission.FIX_ALLOCATION, at.date()),
            agreement_id=agreement_id,
            reference_id=reference_id,
            number=number,
            at=at,
        )

    return do


def prepared(by: str, agreement_id: str) -> Do:
    """Prepare the allocation as signed, for another to fix."""

    def do(at: datetime.datetime) -> None:
        prepare_version(
            actor=someone(by, Permission.FIX_ALLOCATION, at.date()),
            agreement_id=agreement_id,
            basis=SIGNED,
            at=at,
        )

    return do


def fixed(by: str, agreement_id: str) -> Do:
    """Fix the allocation as another has prepared it."""

    def do(at: datetime.datetime) -> None:
        waits = matter_of(agreement_id).waiting()
        fix_allocation(
            actor=_another(by, Permission.FIX_ALLOCATION, waits, at),
            agreement_id=agreement_id,
            basis=SIGNED,
            at=at,
        )

    return do


def shares_prepared(agreement_id: str, duty_id: str, receiver: str) -> Do:
    """Prepare a grant's sharing by what has been reported, for another to fix."""

    def do(at: datetime.datetime) -> None:
        prepare_shares(
            actor=someone(receiver, Permission.SHARE_PLACEMENTS, at.date()),
            agreement_id=agreement_id,
            duty_id=duty_id,
            reason=_BY_WEEKS,
            at=at,
        )

    return do


def shared_by_reports(agreement_id: str, duty_id: str, receiver: str) -> Do:
    """Fix the sharing of a grant by what has been reported, as another has prepared it."""

    def do(at: datetime.datetime) -> None:
        waits = PreparedMatter(Permission.SHARE_PLACEMENTS, agreement_id, duty_id).waiting()
        share_by_reports(
            actor=_another(receiver, Permission.SHARE_PLACEMENTS, waits, at),
            agreement_id=agreement_id,
            duty_id=duty_id,
            reason=_BY_WEEKS,
            at=at,
        )

    return do


def _another(code: str, may: Permission, waits: PreparedDecision | None, at: datetime.datetime) -> Actor:
    return another(code, may, at.date(), than=waits.prepared_by if waits is not None else "")
