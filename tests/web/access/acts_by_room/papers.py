"""The acts of `naravard.web.papers` on papers without rules of their own, and the places of its addresses."""

from collections.abc import Callable
from typing import Any

from sampling import AT, Sample

from naravard.web.agreements.current import shown_or_404
from naravard.web.papers.kinds import PaperKind
from naravard.web.papers.models import PaperDraft
from naravard.web.papers.signed_files import ON_PAPER
from papers_steps import kept_paper
from requisition_steps import NUMBERS
from simple_papers import ready_paper, simple_kinds, unwritten_paper, written_paper
from web_shared import WHOLE


def _of(draft: PaperDraft, **more: Any) -> Sample:
    given = {"organisation": draft.organisation, "agreement_id": WHOLE, "version": draft.version}
    return Sample(given | more, frozenset({draft.organisation_id}))


def _samples(kind: PaperKind) -> dict[str, Callable[[], Sample]]:
    name = kind.id.replace("-", "_")
    return {
        f"write_{name}": lambda: _of(unwritten_paper(kind, at=AT).draft, values=NUMBERS),
        f"ready_{name}": lambda: _of(written_paper(kind, at=AT)),
        f"open_{name}": lambda: _of(ready_paper(kind, at=AT)),
        f"hand_in_{name}": lambda: _of(ready_paper(kind, at=AT), way=ON_PAPER),
    }


SAMPLES: dict[str, Callable[[], Sample]] = {
    name: sample for kind in simple_kinds() for name, sample in _samples(kind).items()
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {"receipt_number": "0000-0000-0000"}
"""Each place of the room's addresses, filled with what names nothing."""
DUTIES: dict[str, str] = {kind.address: kind.id for kind in simple_kinds()}
"""Which kind of duty the addresses name after a part of them."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    return {"receipt_number": kept_paper(code).receipt_number}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    paper = next((one for one in simple_kinds() if f"/{one.address}/" in route), None)
    return paper is None or paper.is_for(shown_or_404(WHOLE), code)
