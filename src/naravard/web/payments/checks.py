"""What is checked of a requisition, each said in words: met, not met, or cannot be told.

What the paper says is checked against what was allotted, against the agreement's data and against what the ministry has
stated. Nothing is known here of a region or a year: days and conditions come from the recipient's terms.
"""

from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.web.site.checks import Check, CheckOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class RequisitionCheck(Check):
    """One thing that is checked of a requisition."""

    id: str
    holds_payment: bool = False
    """Whether it is a condition of the payment, and not of the paper: the requisition can be accepted without it."""


def met(check_id: str, name: Text, sv: str, en: str, clause: str = "") -> RequisitionCheck:
    """Make a check that is met."""
    return RequisitionCheck(id=check_id, name=name, answer=CheckOutcome.MET, says=Text(sv, en), clause=clause)


def not_met(check_id: str, name: Text, sv: str, en: str, clause: str = "") -> RequisitionCheck:
    """Make a check that is not met."""
    return RequisitionCheck(id=check_id, name=name, answer=CheckOutcome.NOT_MET, says=Text(sv, en), clause=clause)


def unknown(check_id: str, name: Text, sv: str, en: str, clause: str = "") -> RequisitionCheck:
    """Make a check whose answer cannot be told."""
    return RequisitionCheck(id=check_id, name=name, answer=CheckOutcome.UNKNOWN, says=Text(sv, en), clause=clause)
