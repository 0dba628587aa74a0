"""Where an amount of the flow leads: to what it rests on."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import NoReverseMatch, reverse

from naravard.allocation.model import GrantAllocation
from naravard.web.agreements.current import Shown
from naravard.web.agreements.in_force import in_force
from naravard.web.ledger.accounts import Money
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.money.addresses import earmark_url, explanation_url, grant_url


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
    valid: Shown | None = None
    """The agreement with the allocation in force; None if it is to be asked for."""

    @cached_property
    def amounts(self) -> AmountLinks:
        """The pages that say what an amount consists of."""
        code, agreement_id = self.money.organisation.code, self.money.shown.agreement.id
        return AmountLinks.own(code, agreement_id) if self.is_own else AmountLinks.watched(agreement_id, code)

    def of(self, step: str, grant: str, earmark: str = "") -> str:
        """Return where the amount of a step leads: the explanation of what is allotted, the parts of all else."""
        return self.allotted(grant, earmark) if step == "allotted" else self.amounts.of(step, grant, earmark=earmark)

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
        allocation = (self.valid or in_force(self.money.shown)).allocation
        return {each.grant.id: each for each in allocation.grants} if allocation else {}
