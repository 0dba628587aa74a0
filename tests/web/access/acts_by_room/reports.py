"""The acts of `naravard.web.reports`, and the places of its addresses."""

from collections.abc import Callable
from typing import Any

from sampling import AT, OWN, Sample

import report_steps as steps
from naravard.web.agreements.current import shown_or_404
from naravard.web.papers.models import PaperDraft
from naravard.web.papers.signed_files import ON_PAPER
from naravard.web.reports.paper_kinds import ACCOUNT_IN_WORDS, FINAL_REPORT, INTERIM_REPORT, ReportKind
from web_shared import WHOLE

KINDS = (INTERIM_REPORT, FINAL_REPORT, ACCOUNT_IN_WORDS)


def _of(draft: PaperDraft, **more: Any) -> Sample:
    given = {"organisation": draft.organisation, "agreement_id": WHOLE, "version": draft.version}
    return Sample(given | more, frozenset({draft.organisation_id}))


def _samples(kind: ReportKind) -> dict[str, Callable[[], Sample]]:
    name = kind.id.replace("-", "_")
    return {
        f"write_{name}": lambda: _of(
            steps.report_of(OWN, kind, AT).draft, answers=steps.all_answered(steps.report_of(OWN, kind, AT))
        ),
        f"ready_{name}": lambda: _of(steps.written(OWN, kind)),
        f"open_{name}": lambda: _of(steps.ready(OWN, kind)),
        f"hand_in_{name}": lambda: _of(steps.ready(OWN, kind), way=ON_PAPER),
    }


SAMPLES: dict[str, Callable[[], Sample]] = {name: sample for kind in KINDS for name, sample in _samples(kind).items()}
"""By the name of the act."""
NOWHERE: dict[str, str] = {"part_id": "finns-inte"}
"""Each place of the room's addresses, filled with what names nothing."""
DUTIES: dict[str, str] = {kind.address: kind.id for kind in KINDS}
"""Which kind of duty the addresses name after a part of them."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    kind = next((one for one in KINDS if one.is_for(shown_or_404(WHOLE), code)), None)
    return {"part_id": steps.report_of(code, kind, AT).parts[0].part.id} if kind else {}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    paper = next((one for one in KINDS if f"/{one.address}/" in route), None)
    return paper is None or paper.is_for(shown_or_404(WHOLE), code)
