"""The papers that someone has written in and that are not handed in."""

from collections.abc import Iterator

from naravard.agreement.model import Text
from naravard.web.agreements.current import all_shown
from naravard.web.papers.kinds import kind_of
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.people.in_hand import Hands, InHand, in_hand
from naravard.web.tasks.duty_book import duty_book


@in_hand
def drafts(held: Hands) -> Iterator[InHand]:
    """Give the papers that the person has written in since they were last handed in."""
    shown = {one.agreement.id: one for one in all_shown()}
    for draft in PaperDraft.objects.filter(organisation=held.organisation).defer("pdf"):
        under = shown.get(draft.agreement_id)
        duty = duty_book(under).find(draft.duty_id, held.organisation.code) if under else None
        kind = kind_of(duty) if duty else None
        if under is None or duty is None or kind is None:
            continue
        key = {"agreement_id": draft.agreement_id, "organisation": held.organisation, "duty_id": draft.duty_id}
        handed_in = HandedInPaper.objects.filter(**key).values_list("handed_in_at", flat=True).first()
        is_open = draft.changed_at is not None and (handed_in is None or handed_in < draft.changed_at)
        if held.code in draft.preparers and is_open:
            name = kind.name_of(under, held.organisation.code, duty)
            yield InHand(
                Text(f"Utkast: {name.sv}", f"Draft: {name.in_language('en')}"),
                Text("Skriv vidare", "Go on writing"),
                kind.url("room", under, held.organisation.code, duty),
            )
