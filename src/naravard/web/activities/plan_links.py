"""Where the amounts of a plan lead: a frame to its decision or to what is allotted, what is planned to activities."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from naravard.web.activities.models import Activity
from naravard.web.activities.plan import AreaGrant, Plan
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.ledger.holders import uses_of

BINDS = "decided-or-ended"
"""What the list of activities is asked for to have those whose budgets take of the frame."""


@dataclass(frozen=True, slots=True)
class PlanLinks:
    """The addresses of one plan's amounts."""

    plan: Plan

    @property
    def amounts(self) -> AmountLinks:
        """The pages that say what an amount of the organisation's money consists of."""
        return AmountLinks.own(self.plan.organisation.code, self.plan.shown.agreement.id)

    def frame(self, cell: AreaGrant) -> str:
        """Return where a frame leads; an area's leads to its grants, which the list of activities has beneath it."""
        if not cell.grant:
            return self._listed(cell, "", "#summor")
        if self.plan.decision is not None:
            where = [self.plan.organisation.code, self.plan.shown.agreement.id, self.plan.decision.number]
            return reverse("decisions:decision", args=where)
        return self.amounts.of("allotted", cell.grant, account=self.giver(cell.grant))

    def decided(self, cell: AreaGrant) -> str:
        """Return the activities that take of a frame."""
        return self._listed(cell, BINDS)

    def proposed(self, cell: AreaGrant) -> str:
        """Return the activities that are proposed within a frame."""
        return self._listed(cell, Activity.PROPOSED)

    def left(self, cell: AreaGrant) -> str:
        """Return where what is left of a frame is worked out: the frame, what is decided, and what is left."""
        return self._listed(cell, "", "#summor")

    def passed_on(self, cell: AreaGrant) -> str:
        """Return where that leads which another has passed on of a grant."""
        return self.amounts.of(
            "received", cell.grant, account=self.giver(cell.grant), bearer=self.plan.organisation.code
        )

    def giver(self, grant: str) -> str:
        """Return the code of whose account a grant stands in; empty if it is the organisation's own."""
        code = self.plan.organisation.code
        givers = [use.recipient for use in uses_of(self.plan.shown, code) if use.grant.id == grant]
        return givers[0] if givers and code not in givers else ""

    def _listed(self, cell: AreaGrant, state: str, place: str = "#traffar") -> str:
        address = reverse("activities:activities", args=[self.plan.organisation.code, self.plan.shown.agreement.id])
        asked = {"omrade": cell.area or "-", "medel": cell.grant, "lage": state}
        return f"{address}?{urlencode({name: value for name, value in asked.items() if value})}{place}"
