"""What a memorandum needs before it can be proposed: its task list."""

from dataclasses import dataclass

from naravard.agreement import status_words
from naravard.agreement.model import Text
from naravard.agreement.status_words import ShownStatus
from naravard.web.activities.decisions.appointment import areas_to_answer_for
from naravard.web.activities.decisions.frame_transfers import is_conserved
from naravard.web.activities.decisions.frames import frames_in
from naravard.web.activities.decisions.memorandum import basis_of
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.decisions.officers import officers_of
from naravard.web.activities.plan import Plan

DONE, LACKING, OPEN = "done", "lacking", "open"


@dataclass(frozen=True, slots=True)
class DecisionPart:
    """One part of the paper: where it is done, and how it stands."""

    address: str
    """The address's name."""
    label: Text
    says: Text
    state: str
    """``done``, ``lacking`` (must be there) or ``open`` (may be left)."""
    takes_number: bool = True

    @property
    def shown(self) -> ShownStatus:
        """How it stands in one of the six words."""
        return status_words.DONE if self.state == DONE else status_words.NOT_BEGUN


def steps_of(decision: Decision, plan: Plan) -> list[DecisionPart]:
    """Return the task list of a draft, in the order of the paper."""
    areas, officers = areas_to_answer_for(plan), officers_of(plan.shown.agreement.id, plan.organisation)
    appointed = sum(area in officers for area in areas)
    activities = len(basis_of(plan))
    current = decision.rests_on == plan.version and is_conserved(frames_in(decision), plan)
    text = bool(decision.heading and decision.background and decision.board)
    return [
        DecisionPart(
            "decisions:text",
            Text("Ärendet: rubrik, diarienummer och beskrivning", "The matter: heading, number and description"),
            _words(text),
            DONE if text else LACKING,
        ),
        DecisionPart(
            "decisions:move",
            Text("Belopp per område", "Amounts by area"),
            Text(f"Version {decision.rests_on} av fördelningen", f"Version {decision.rests_on} of the allocation")
            if current
            else Text("En nyare fördelning är fastställd", "A newer allocation has been fixed"),
            DONE if current else LACKING,
        ),
        DecisionPart(
            "decisions:officers",
            Text("Ansvariga för områdena", "The areas' officers"),
            Text(f"{appointed} av {len(areas)} utsedda", f"{appointed} of {len(areas)} appointed"),
            DONE if appointed == len(areas) else OPEN,
            takes_number=False,
        ),
        DecisionPart(
            "activities:activities",
            Text("Beslutsunderlag: områdenas aktiviteter", "Decision basis: the areas' activities"),
            Text(f"{activities} aktiviteter", f"{activities} activities"),
            DONE if activities or decision.activities_by == Decision.BY_DIRECTOR else OPEN,
            takes_number=False,
        ),
        DecisionPart(
            "decisions:points",
            Text("Regiondirektörens förslag", "The director's proposal"),
            Text(f"{len(decision.points)} punkter", f"{len(decision.points)} points"),
            DONE if decision.points else LACKING,
        ),
        DecisionPart(
            "decisions:signing",
            Text("Underskrifter och utdrag", "Signatures and extracts"),
            _words(bool(decision.signatures)),
            DONE if decision.signatures else LACKING,
        ),
    ]


def _words(filled: bool) -> Text:  # noqa: FBT001 - whether it is filled in is all that it is asked
    return Text("Ifyllt", "Filled in") if filled else Text("Behöver fyllas i", "To be filled in")
