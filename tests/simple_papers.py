"""Papers without rules of their own, of whatever kind, brought to a state by the acts themselves."""

import datetime

from naravard.agreement.duties import holders_of
from naravard.web.agreements.current import shown_or_404
from naravard.web.papers.kinds import PaperKind, kinds
from naravard.web.papers.models import PaperDraft
from naravard.web.papers.paper import WrittenPaper
from requisition_steps import NUMBERS, fixed_for, preparer, with_details
from web_shared import WHOLE

_FAMILIAR = ("region-09", "rss-09", "kommun-0980", "skr")
"""The organisations that tests mostly speak of."""


def simple_kinds() -> list[PaperKind]:
    """Return the kinds of papers that are data and one registration."""
    return [kind for kind in kinds() if type(kind) is PaperKind]


def holder_of(kind: PaperKind) -> str:
    """Return the code of one who hands in such papers under the shipped agreement."""
    shown = shown_or_404(WHOLE)
    duty = next(duty for duty in shown.agreement.duties if kind.carries(shown, duty))
    codes = [one.code for one in holders_of(shown.agreement, duty)]
    return next((code for code in _FAMILIAR if code in codes), codes[0])


def unwritten_paper(kind: PaperKind, *, at: datetime.datetime) -> WrittenPaper:
    """Return a paper that can be written, and that nobody has written in."""
    code = holder_of(kind)
    fixed_for(code)
    return kind.find(shown_or_404(WHOLE), with_details(code), at)


def written_paper(kind: PaperKind, *, at: datetime.datetime) -> PaperDraft:
    """Write something in every field of a paper."""
    paper = unwritten_paper(kind, at=at)
    texts = {field.name: "Det här har gjorts." for field in paper.text_fields()}
    return kind.acts.write(
        actor=preparer(paper.organisation.code, at),
        organisation=paper.organisation,
        agreement_id=WHOLE,
        values=texts | NUMBERS,
        version=paper.draft.version,
        at=at,
    )


def ready_paper(kind: PaperKind, *, at: datetime.datetime) -> PaperDraft:
    """Write a paper and make it ready to be signed."""
    draft = written_paper(kind, at=at)
    organisation, version = draft.organisation, draft.version
    return kind.acts.ready(
        actor=preparer(organisation.code, at), organisation=organisation, agreement_id=WHOLE, version=version, at=at
    )
