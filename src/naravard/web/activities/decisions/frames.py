"""Which frames hold for a region: those of the newest decision that its board has made."""

from collections.abc import Mapping
from dataclasses import dataclass

from naravard.web.activities.decisions.models import Decision


@dataclass(frozen=True, slots=True)
class CurrentDecision:
    """The current decision, and its frames."""

    decision: Decision
    frames: Mapping[tuple[str, str], int]
    """Kronor by the ids of area and grant."""


def current_decision(agreement_id: str, organisation_code: str) -> CurrentDecision | None:
    """Return the newest decision of a region's board under an agreement; none before the first."""
    decision = (
        Decision.objects.filter(agreement_id=agreement_id, organisation=organisation_code, state=Decision.DECIDED)
        .order_by("-number")
        .first()
    )
    return CurrentDecision(decision, frames_in(decision)) if decision else None


def frames_in(decision: Decision) -> dict[tuple[str, str], int]:
    """Return the frames of a version, in kronor by area and grant."""
    return {(line.area, line.grant): line.amount for line in decision.frames.order_by("area", "grant")}
