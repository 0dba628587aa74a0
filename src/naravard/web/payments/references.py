"""Which reference numbers (diarienummer) a paper and a payment are to carry: those that the agreement's papers ask for.

An agreement may name other numbers too, as of an assignment that it only mentions; no payment carries those.
"""

from naravard.agreement.model import ReferenceNumber
from naravard.web.agreements.current import Shown
from naravard.web.papers.prefill import asked_numbers


def demanded(shown: Shown) -> tuple[ReferenceNumber, ...]:
    """Return the reference numbers that the agreement's papers ask for, in the agreement's order."""
    asked = set(asked_numbers(shown.agreement))
    return tuple(one for one in shown.agreement.reference_numbers if one.id in asked)
