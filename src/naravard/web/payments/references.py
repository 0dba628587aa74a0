"""Which reference numbers (diarienummer) a paper and a payment are to carry: those the money's conditions ask for."""

from functools import lru_cache

from naravard.agreement.model import ReferenceNumber
from naravard.web.agreements.current import Shown

_ABOUT = frozenset({"requisition", "financial-report", "repayment"})


@lru_cache(maxsize=64)
def demanded(shown: Shown) -> tuple[ReferenceNumber, ...]:
    """Return the reference numbers that stand in the clauses that say how money is requisitioned and accounted for.

    An agreement may name other numbers too, as of an assignment that it only mentions; no payment carries those.
    """
    clauses = {duty.clause for duty in shown.agreement.duties if duty.about in _ABOUT}
    return tuple(one for one in shown.agreement.reference_numbers if one.clause in clauses)
