"""Where an amount of the flow leads: to what it rests on."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import NoReverseMatch, reverse

from naravard.allocation.model import GrantAllocation
from naravard.web.agreements.in_force import in_force
from naravard.web.ledger.accounts import Money
from naravard.web.money.addresses import earmark_url, explanation_url, grant_url

FACTS = "#handelser"
"""The dated facts on the page itself."""
_REPAYMENT = "repayments:repayment"
_ROOM_OF_STEP = {
    "requisitioned": "requisitions:requisition",
    "onward": "sharing:sharing",
    "costs": "costs:costs",
    "used": "costs:costs",
    "awaiting": "costs:costs",
    "own": "costs:costs",
    "repaid": _REPAYMENT,
    "to_repay": _REPAYMENT,
    "left": _REPAYMENT,
}
_CLAUSE_OF_STEP = frozenset({"requisitioned", "left", "to_repay"})
"""What has no fact of its own, or is a right: it leads to its clause where there is no room."""


def room_url(name: str, organisation_code: str, agreement_id: str, *more: object) -> str:
    """Return the address of one of the money's rooms; empty where the room does not exist."""
    try:
        return reverse(name, args=[organisation_code, agreement_id, *more])
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Links:
    """The links of one recipient's amounts."""

    money: Money
    is_own: bool
    """Whether the reader may use the recipient's rooms."""

    def of(self, step: str, grant: str, earmark: str = "") -> str:
        """Return where the amount of a step leads: the explanation, the room, the dated facts or the clause."""
        if step == "allotted":
            return self.allotted(grant, earmark)
        return self.of_step(step)

    def of_step(self, step: str) -> str:
        """Return where the sum of a step leads."""
        if step == "allotted":
            return FACTS
        name = _ROOM_OF_STEP.get(step, "")
        if name == _REPAYMENT and self.money.terms.repayment is None:
            name = ""  # the text lays the duty on someone else, or on nobody: the room does not exist
        room = room_url(name, self.money.organisation.code, self.money.shown.agreement.id) if name else ""
        if room and self.is_own:
            return room
        return self.clause(step) if step in _CLAUSE_OF_STEP else FACTS

    def allotted(self, grant: str, earmark: str = "") -> str:
        """Return the explanation of an allotted amount, or the grant's page where there is none."""
        shown, code = self.money.shown, self.money.organisation.recipient_code
        terms = shown.agreement.grant(grant)
        shared = self._shared.get(grant)
        if shared is None or not any(cell.recipient.code == code for cell in shared.cells):
            return grant_url(shown, terms)
        return earmark_url(shown, grant, code, earmark) if earmark else explanation_url(shown, grant, code)

    @cached_property
    def _shared(self) -> dict[str, GrantAllocation]:
        allocation = in_force(self.money.shown).allocation
        return {each.grant.id: each for each in allocation.grants} if allocation else {}

    def clause(self, step: str) -> str:
        """Return the clause that a step rests on; empty where the agreement's text is not here."""
        clause = next((line.clause for line in self.money.flow if line.step == step), "")
        return self.money.shown.clauses.link(clause) or ""
