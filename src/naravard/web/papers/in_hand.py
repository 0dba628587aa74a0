"""The papers that someone has written in and that are not handed in."""

from collections.abc import Iterator

from naravard.agreement.model import Text
from naravard.web.papers.kinds import kinds
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.people.in_hand import Hands, InHand, in_hand


@in_hand
def drafts(held: Hands) -> Iterator[InHand]:
    """Give the papers that the person has written in since they were last handed in."""
    of_kinds = {kind.id: kind for kind in kinds()}
    for draft in PaperDraft.objects.filter(organisation=held.organisation, paper_id__in=of_kinds).defer("pdf"):
        key = {"agreement_id": draft.agreement_id, "organisation": held.organisation, "paper_id": draft.paper_id}
        handed_in = HandedInPaper.objects.filter(**key).values_list("handed_in_at", flat=True).first()
        is_open = draft.changed_at is not None and (handed_in is None or handed_in < draft.changed_at)
        if held.code in draft.preparers and is_open:
            kind = of_kinds[draft.paper_id]
            yield InHand(
                Text(f"Utkast: {kind.label.sv}", f"Draft: {kind.label.in_language('en')}"),
                Text("Skriv vidare", "Go on writing"),
                kind.url("room", held.organisation.code, draft.agreement_id),
            )
