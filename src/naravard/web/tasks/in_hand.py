"""The duties that someone has begun and that are not handed in."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from naravard.agreement.model import Text
from naravard.web.agreements.current import all_shown
from naravard.web.people.in_hand import Hands, InHand, in_hand
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.models import DutyRecord


@in_hand
def duties(held: Hands) -> Iterator[InHand]:
    """Give the duties that the person has begun: not handed in, or opened again."""
    begun = DutyRecord.objects.filter(organisation=held.organisation, begun_by=held.code, done_at=None)
    open_ = begun.filter(Q(submitted_at=None) | Q(reopened_at__isnull=False))
    every = {shown.agreement.id: shown for shown in all_shown()}
    for record in open_:
        shown = every.get(record.agreement_id)
        duty = duty_book(shown).find(record.duty_id, held.organisation.code) if shown else None
        if duty is not None:
            yield InHand(
                Text(f"Pågår: {duty.name.sv}", f"In progress: {duty.name.in_language('en')}"),
                Text("Fortsätt där", "Go on there"),
                reverse("tasks:duty", args=[held.organisation.code, record.agreement_id, record.duty_id]),
            )
