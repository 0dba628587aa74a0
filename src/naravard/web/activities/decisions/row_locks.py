"""A region and the version of its decision that is worked on, held until the transaction ends."""

import datetime

from django.db.models import QuerySet

from naravard.agreement.model import Text
from naravard.web.access.actor import NotAllowedError
from naravard.web.activities.acts import locked_plan
from naravard.web.activities.decisions.models import Decision, FrameLine
from naravard.web.activities.plan import Place, Plan
from naravard.web.history.content import Thing
from naravard.web.ledger.errors import MoneyChangedError
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation

MEMORANDUM = Thing("decision", "exempel/region-09-1", Text("tjänsteskrivelse 1", "memorandum 1"))
"""What the examples of the acts' events are about."""


def locked_region(organisation: Organisation, agreement_id: str, at: datetime.datetime) -> tuple[Organisation, Plan]:
    """Return a region, locked, and its plan.

    Raises:
        NotAllowedError: when it is no region, or the agreement gives it nothing.
    """
    if organisation.kind != Kind.REGION:
        message = f"{organisation.code} decides on its money elsewhere: it is no region"
        raise NotAllowedError(message)
    return locked_plan(organisation, agreement_id, at)


def locked_decision(plan: Plan, number: int, seen_version: int | None) -> Decision:
    """Return one version of the region's decision; the region's row holds it.

    Raises:
        NotAllowedError: when there is none.
        MoneyChangedError: when another version has been seen than the one that is.
    """
    found = versions_of(plan).filter(number=number).first()
    if found is None:
        message = f"{plan.organisation.code} has no decision {number}"
        raise NotAllowedError(message)
    if seen_version is not None and seen_version != found.version:
        raise MoneyChangedError
    decision: Decision = found
    return decision


def versions_of(plan: Plan) -> QuerySet[Decision]:
    """Return every version of a region's decision under an agreement, the newest first."""
    return Decision.objects.filter(agreement_id=plan.shown.agreement.id, organisation=plan.organisation).order_by(
        "-number"
    )


def save(decision: Decision) -> None:
    """Save a change, which gives a higher version."""
    decision.version += 1
    decision.save()


def put_frames(decision: Decision, frames: dict[Place, int]) -> None:
    """Let a draft have these frames and no others."""
    decision.frames.all().delete()
    FrameLine.objects.bulk_create(
        FrameLine(decision=decision, area=area, grant=grant, amount=amount) for (area, grant), amount in frames.items()
    )
