"""Duties that are carried by rooms of their own, once the agreement's money is kept here.

From the day that an agreement's allocation has been fixed (:mod:`naravard.web.ledger`), what is registered in
:mod:`.carriers` has a room of its own: whoever opens the duty is led there, and the general acts of :mod:`.acts` no
longer do it. Until then the papers lie elsewhere, and the duty only tells that they were handed in.
"""

from collections.abc import Callable, Collection

from django.urls import reverse

from naravard.agreement.model import Duty, Text
from naravard.web.agreements.current import Shown
from naravard.web.site.request_memory import once_a_request
from naravard.web.tasks.carriers import Carrier, carrier_of
from naravard.web.tasks.errors import DutyRefusedError

_FIXED: list[Callable[[], Collection[str]]] = []


def fixed_by(ids: Callable[[], Collection[str]]) -> None:
    """Let ``ids`` say which agreements' allocations have been fixed: the accounts know, and lie above the duties."""
    _FIXED[:] = [ids]


def is_carried(shown: Shown, duty: Duty) -> bool:
    """Tell whether a duty is carried by a room of its own."""
    carrier = carrier_of(shown, duty)
    return carrier is not None and (not carrier.rests_on_money or is_fixed(shown))


def is_fixed(shown: Shown) -> bool:
    """Tell whether an agreement's allocation has been fixed."""
    return shown.agreement.id in fixed_agreements()


def room_of(shown: Shown, duty: Duty, organisation_code: str, fixed: Collection[str] | None = None) -> str:
    """Return the address of the room that carries a duty; empty where it is not carried.

    ``fixed`` are the agreements whose allocation has been fixed, for one who asks about many duties.
    """
    carrier = carrier_of(shown, duty)
    if carrier is None or not _has_begun(carrier, shown, fixed_agreements() if fixed is None else fixed):
        return ""
    return reverse(carrier.room, args=carrier.place(shown, organisation_code, duty))


@once_a_request
def fixed_agreements() -> Collection[str]:
    """Return the ids of the agreements whose allocation has been fixed."""
    return frozenset(agreement_id for ids in _FIXED for agreement_id in ids())


def receiving_room_of(shown: Shown, duty: Duty, fixed: Collection[str]) -> str:
    """Return the address of the room where the receiver of a duty has it; empty where it has no such room."""
    carrier = carrier_of(shown, duty)
    if carrier is None or duty.to is None or not carrier.received or not _has_begun(carrier, shown, fixed):
        return ""
    return reverse(carrier.received, args=[duty.to, shown.agreement.id])


def _has_begun(carrier: Carrier, shown: Shown, fixed: Collection[str]) -> bool:
    return not carrier.rests_on_money or shown.agreement.id in fixed


def receives_where_it_stands(shown: Shown, duty: Duty) -> bool:
    """Tell whether the receiver of a paper accepts it, or opens it again, on the page of its duty."""
    carrier = carrier_of(shown, duty)
    return carrier is not None and carrier.received_at_its_duty


def refuse_carried(shown: Shown, duty: Duty, *, received: bool = False) -> None:
    """Refuse a general act on a duty that a room carries; ``received`` is set for what its receiver does.

    Raises:
        DutyRefusedError: when it is carried.
    """
    if received and receives_where_it_stands(shown, duty):
        return
    if is_carried(shown, duty):
        raise DutyRefusedError(
            "carried-by-a-paper",
            Text(
                f"”{duty.name.sv}” görs som en egen handling, inte här. Öppna den under Pengar.",
                f"“{duty.name.in_language('en')}” is made as a paper of its own, not here. Open it under Money.",
            ),
        )
