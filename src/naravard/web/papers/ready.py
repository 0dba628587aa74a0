"""Which papers are ready, and whom each waits for: read once for every kind of paper."""

from collections.abc import Collection, Mapping

from naravard.web.papers.kinds import kinds
from naravard.web.papers.models import PaperDraft
from naravard.web.tasks.next_steps import Place, ReadyPaper, read_by


@read_by
def papers_that_are_ready(codes: Collection[str]) -> Mapping[Place, ReadyPaper]:
    """Return the papers of some organisations that wait to be signed, or for what their kind asks before."""
    drafts = PaperDraft.objects.filter(organisation__in=codes, ready_at__isnull=False).defer("pdf", "content", "values")
    by_kind: dict[str, list[PaperDraft]] = {}
    for draft in drafts:
        by_kind.setdefault(draft.paper_id, []).append(draft)
    return {
        (draft.agreement_id, draft.organisation_id, draft.duty_id): ready
        for kind in kinds()
        if (some := by_kind.get(kind.id))
        for draft, ready in zip(some, kind.waits_for(some), strict=True)
    }
