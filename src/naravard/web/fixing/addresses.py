"""The addresses of what a fixed version gives, and of why: the agreement's own pages where they say the same."""

from django.urls import reverse

from naravard.allocation.model import Cell
from naravard.web.agreements.current import shown_named
from naravard.web.ledger.accounts import newest_fixed
from naravard.web.ledger.models import FixedAllocation


def version_url(fixed: FixedAllocation) -> str:
    """Return the address of a version's page, which never changes."""
    return reverse("fixing:version", args=[fixed.agreement_id, fixed.version])


class Explanations:
    """Addresses of explanations of a version's sums; two questions to the database, however many sums."""

    def __init__(self, fixed: FixedAllocation) -> None:
        """Keep the version."""
        self.fixed = fixed
        newest = newest_fixed(fixed.agreement_id)
        self.is_in_force = newest is not None and newest.version == fixed.version
        shown = shown_named(fixed.agreement_id)
        self.is_shown = shown is not None and shown.reads == fixed.reads

    def url(self, grant_id: str, cell: Cell, earmark_id: str = "") -> str:
        """Return the address that explains a sum.

        The public pages explain the version in force; a sum of an earlier one is explained by that version's own page.
        """
        code, agreement_id = cell.recipient.code, self.fixed.agreement_id
        if self.is_in_force:
            if earmark_id:
                return reverse("money:earmark", args=[agreement_id, grant_id, code, earmark_id])
            return reverse("money:explanation", args=[agreement_id, grant_id, code])
        place = [agreement_id, self.fixed.version, grant_id, code]
        if earmark_id:
            return reverse("fixing:earmark", args=[*place, earmark_id])
        return reverse("fixing:explanation", args=place)
