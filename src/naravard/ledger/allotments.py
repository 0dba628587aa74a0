"""A recipient's sums in a fixed allocation, as the fact that all later facts rest on."""

import datetime

from naravard.agreement.duties import organisation_code
from naravard.allocation import Allocation, GrantAllocation
from naravard.ledger.facts import Allotted, Sum


def allotted_from(
    allocation: Allocation,
    recipient: str,
    *,
    fact_id: str,
    version: int,
    at: datetime.datetime,
    binding: bool = True,
) -> Allotted:
    """Return what a fixed allocation gives a recipient; a grant that awaits a key is left out.

    ``recipient`` is an organisation code. ``binding`` takes the signed amounts, otherwise the computed ones.
    """
    sums = [part for granted in allocation.grants if (part := _sum(granted, recipient, binding=binding)) is not None]
    clause = allocation.agreement.grant(sums[0].grant).clause if sums else allocation.agreement.total.clause
    return Allotted(id=fact_id, recipient=recipient, at=at, clause=clause, version=version, sums=tuple(sums))


def _sum(granted: GrantAllocation, recipient: str, *, binding: bool) -> Sum | None:
    for cell in granted.cells:
        if organisation_code(cell.recipient) == recipient:
            code = cell.recipient.code
            earmarks = {
                part.earmark.id: part.cell(code).binding if binding else part.cell(code).computed
                for part in granted.earmarks
            }
            return Sum(granted.grant.id, cell.binding if binding else cell.computed, earmarks)
    return None
