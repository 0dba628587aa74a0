"""Duties that are carried by papers of their own, once the agreement's money is kept here.

From the day that an agreement's allocation has been fixed (:mod:`naravard.web.ledger`), its requisitions and financial
reports are papers with rooms of their own: whoever opens the duty is led there, and the general acts of
:mod:`.acts` no longer do it. Until then the papers lie elsewhere, and the duty only tells that they were handed in.
"""

from collections.abc import Collection, Mapping

from django.urls import NoReverseMatch, reverse

from naravard.agreement.model import Duty, Text
from naravard.web.ledger.models import FixedAllocation
from naravard.web.tasks.errors import DutyRefusedError

ROOMS: Mapping[str, str] = {
    "requisition": "requisitions:requisition",
    "financial-report": "financial_reports:report",
    "repayment": "repayments:repayment",
    "key-report": "placements:report",
    "activity-report": "activity_reports:report",
}
"""By :attr:`.Duty.about`: the name of the address that carries it. It takes the organisation and the agreement."""


RECEIVED: Mapping[str, str] = {
    "requisition": "payments:requisitions",
    "financial-report": "financial_reports:received",
    "repayment": "repayments:received",
}
"""By :attr:`.Duty.about`: the name of the address where its receiver has it; it takes the receiver and agreement."""


WITHOUT_A_ROOM = frozenset({"activity-report"})
"""By :attr:`.Duty.about`: papers that no money rests on. Their receiver accepts them, or opens them again, where the
duty itself stands."""


def is_carried(agreement_id: str, duty: Duty) -> bool:
    """Tell whether a duty is carried by a paper of its own."""
    return duty.about in ROOMS and FixedAllocation.objects.filter(agreement_id=agreement_id).exists()


def room_of(agreement_id: str, duty: Duty, organisation_code: str) -> str:
    """Return the address of the room that carries a duty; empty where it is not carried."""
    if not is_carried(agreement_id, duty):
        return ""
    try:
        return reverse(ROOMS[duty.about], args=[organisation_code, agreement_id])
    except NoReverseMatch:
        return ""


def fixed_agreements() -> Collection[str]:
    """Return the ids of the agreements whose allocation has been fixed."""
    return set(FixedAllocation.objects.values_list("agreement_id", flat=True))


def receiving_room_of(agreement_id: str, duty: Duty, fixed: Collection[str]) -> str:
    """Return the address of the room where the receiver of a duty has it; empty where no paper carries it."""
    if duty.to is None or duty.about not in RECEIVED or agreement_id not in fixed:
        return ""
    try:
        return reverse(RECEIVED[duty.about], args=[duty.to, agreement_id])
    except NoReverseMatch:
        return ""


def receives_where_it_stands(duty: Duty) -> bool:
    """Tell whether the receiver of a paper accepts it, or opens it again, on the page of its duty."""
    return duty.about in WITHOUT_A_ROOM


def refuse_carried(agreement_id: str, duty: Duty, *, received: bool = False) -> None:
    """Refuse a general act on a duty that a paper carries; ``received`` is set for what its receiver does.

    Raises:
        DutyRefusedError: when it is carried.
    """
    if received and receives_where_it_stands(duty):
        return
    if is_carried(agreement_id, duty):
        raise DutyRefusedError(
            "carried-by-a-paper",
            Text(
                f"”{duty.name.sv}” görs som en egen handling, inte här. Öppna den under Pengar.",
                f"“{duty.name.in_language('en')}” is made as a paper of its own, not here. Open it under Money.",
            ),
        )
