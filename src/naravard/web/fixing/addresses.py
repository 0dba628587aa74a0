"""The addresses of what a fixed version gives, and of why: the agreement's own pages where they say the same."""

from django.urls import reverse

from naravard.allocation.model import Cell
from naravard.web.agreements.models import CurrentSnapshot
from naravard.web.ledger.fixed_version import SIGNED
from naravard.web.ledger.models import FixedAllocation


def version_url(fixed: FixedAllocation) -> str:
    """Return the address of a version's page, which never changes."""
    return reverse("fixing:version", args=[fixed.agreement_id, fixed.version])


class Explanations:
    """Addresses of explanations of a version's sums; one question to the database, however many sums."""

    def __init__(self, fixed: FixedAllocation, brought: frozenset[str]) -> None:
        """Keep the version and the ids of the grants that it brought numbers for."""
        self.fixed, self.brought = fixed, brought
        self.is_shown = CurrentSnapshot.objects.filter(
            agreement_id=fixed.agreement_id, snapshot__digest=fixed.digest
        ).exists()

    def url(self, grant_id: str, cell: Cell, earmark_id: str = "") -> str:
        """Return the address that explains a sum.

        The agreement's own page explains what was fixed just as it is shown. A sum out of an agreement that has been
        taken in again since, of numbers that were brought, or computed where another was signed, is explained by the
        version.
        """
        code, agreement_id = cell.recipient.code, self.fixed.agreement_id
        same_sum = self.fixed.basis == SIGNED or not cell.override
        if self.is_shown and grant_id not in self.brought and same_sum:
            if earmark_id:
                return reverse("money:earmark", args=[agreement_id, grant_id, code, earmark_id])
            return reverse("money:explanation", args=[agreement_id, grant_id, code])
        place = [agreement_id, self.fixed.version, grant_id, code]
        if earmark_id:
            return reverse("fixing:earmark", args=[*place, earmark_id])
        return reverse("fixing:explanation", args=place)
