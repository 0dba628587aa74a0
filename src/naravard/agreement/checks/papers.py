"""Papers and the duties they carry: none without the other, where the program makes the paper."""

from collections import Counter

from naravard.agreement.draft import Draft, nearest
from naravard.agreement.model import SIGNED_PAPERS, Agreement


def carried(draft: Draft) -> None:
    """A174, A175: a paper carries duties that there are, and what such a duty's paper shall hold is said."""
    agreement = draft.agreement
    if not draft.whole(agreement, "papers", "duties"):
        return
    about = {duty.about for duty in agreement.duties}
    for paper in agreement.papers:
        if draft.whole(paper, "about") and paper.carries not in about:
            near = nearest(paper.carries, sorted(about))
            draft.report("A174", draft.at(paper), near=near, paper=paper.id, about=paper.carries)
    for duty in agreement.duties:
        if duty.about in SIGNED_PAPERS and not _described(agreement, duty.about, duty.who):
            draft.report("A175", draft.at(duty), duty=duty.id, about=duty.about, who=duty.who)


def once(draft: Draft) -> None:
    """A176: one paper for each kind of duty and each group, so that it is plain which is to be filled in."""
    for about in {paper.carries for paper in draft.agreement.papers}:
        papers = [paper for paper in draft.agreement.papers if paper.carries == about]
        counted = Counter(group for paper in papers for group in set(paper.who))
        twice = tuple(group for group, count in counted.items() if count > 1)
        if twice:
            draft.report("A176", draft.at(papers[-1], "who"), about=about, groups=twice)


def _described(agreement: Agreement, about: str, who: tuple[str, ...]) -> bool:
    """Tell whether a paper is described for any of those on whom a duty falls."""
    return any(paper.carries == about and not set(paper.who).isdisjoint(who) for paper in agreement.papers)
