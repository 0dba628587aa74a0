"""The areas and the activities that someone answers for."""

from collections.abc import Iterator

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.web.activities.decisions.models import AreaOfficer
from naravard.web.activities.grants import area_name
from naravard.web.activities.models import Activity
from naravard.web.agreements.current import all_shown
from naravard.web.people.in_hand import Hands, InHand, in_hand

_CHOOSE = Text("Utse någon annan", "Appoint someone else")


@in_hand
def areas(held: Hands) -> Iterator[InHand]:
    """Give the areas that the person answers for."""
    every = {shown.agreement.id: shown for shown in all_shown()}
    for one in AreaOfficer.objects.filter(organisation=held.organisation, person=held.person):
        shown = every.get(one.agreement_id)
        if shown is not None:
            name = area_name(shown.agreement, one.area)
            yield InHand(
                Text(f"Ansvarar för området {name.sv}", f"Answers for the area {name.in_language('en')}"),
                _CHOOSE,
                reverse("decisions:officers", args=[held.organisation.code, one.agreement_id]),
            )


@in_hand
def activities(held: Hands) -> Iterator[InHand]:
    """Give the activities that the person answers for, proposed or decided on."""
    going_on = (Activity.PROPOSED, Activity.DECIDED)
    for one in Activity.objects.filter(organisation=held.organisation, officer=held.person, status__in=going_on):
        yield InHand(
            Text(f"Ansvarar för aktiviteten ”{one.name}”", f"Answers for the activity “{one.name}”"),
            _CHOOSE,
            reverse("activities:change", args=[held.organisation.code, one.agreement_id, one.number]),
        )
