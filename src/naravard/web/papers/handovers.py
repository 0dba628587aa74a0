"""Papers that have been made ready and wait to be signed."""

from collections.abc import Iterator

from naravard.agreement.model import Text
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.papers.kinds import kinds
from naravard.web.papers.models import PaperDraft
from naravard.web.people.names import names_of


@source
def to_sign(asked: Asked) -> Iterator[Handover]:
    """Give each paper that waits to be signed, for those who have not prepared it.

    A kind with pages of its own says itself for whom its papers wait.
    """
    of_kinds = {kind.id: kind for kind in kinds() if not kind.has_own_pages}
    codes = asked.codes(*(kind.signs for kind in of_kinds.values()))
    drafts = list(
        PaperDraft.objects.filter(organisation__in=codes, paper_id__in=of_kinds, ready_at__isnull=False).defer("pdf")
    )
    names = names_of(draft.ready_by for draft in drafts)
    for draft in drafts:
        shown, kind, at = asked.shown(draft.agreement_id), of_kinds[draft.paper_id], draft.ready_at
        if shown is None or at is None:
            continue
        paper = kind.find(shown, asked.organisations[draft.organisation_id], asked.now)
        yield Handover(
            id="paper-to-sign", organisation=paper.organisation, permission=kind.signs, shown=shown,
            duty=paper.task.duty.id, since=at, url=kind.url("sign", draft.organisation_id, draft.agreement_id),
            due=paper.task.state.due, follows=paper.task.duty.if_missed,
            not_for=frozenset([*draft.preparers, draft.ready_by]), what=kind.order(paper),
            why=Text(
                f"{names[draft.ready_by]} har gjort {kind.the.sv} klar för underskrift.",
                f"{names[draft.ready_by]} has made {kind.the.in_language('en')} ready to be signed.",
            ),
        )  # fmt: skip
