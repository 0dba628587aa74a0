"""The form that appoints who answers for the areas."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions.appointment import appoint_area_officer, areas_to_answer_for
from naravard.web.activities.decisions.officers import officers_of
from naravard.web.activities.decisions.views.frame import ROOM, region_plan_or_404, rendering
from naravard.web.activities.forms import people_choices
from naravard.web.activities.grants import area_name
from naravard.web.activities.views.frame import url_of
from naravard.web.people.models import Person
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.step import Step, answer


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_DECISIONS)
def officers(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Appoint who answers for each of the areas, among the region's people."""
    plan = region_plan_or_404(actor, agreement_id)
    areas, held = areas_to_answer_for(plan), officers_of(agreement_id, plan.organisation)
    people = people_choices(plan, *held.values())
    fields = [
        Field(
            name=f"area-{area}",
            label=area_name(plan.shown.agreement, area),
            kind="select",
            choices=people,
            value=str(held[area].pk) if area in held else "",
        )
        for area in areas
    ]

    def read(written: Written) -> dict[str, str]:
        return {area: written.chosen(f"area-{area}", people, required=False) for area in areas}

    def do(given: dict[str, str], _seen: int | None) -> str:
        known = Person.objects.in_bulk([key for key in given.values() if key], field_name="pk")
        by_key = {str(key): person for key, person in known.items()}
        for area, key in given.items():
            appoint_area_officer(
                actor=actor, organisation=plan.organisation, agreement_id=agreement_id, area=area,
                person=by_key.get(key), at=now(), day=today(),
            )  # fmt: skip
        return url_of(ROOM, plan)

    names = {choice.value: choice.label for choice in people}
    step = Step[dict[str, str]](
        title=Text("Vem ansvarar för vilket område?", "Who answers for which area?"),
        explains=Text(
            "Den som ansvarar för ett område föreslår dess aktiviteter. Rollen som ansvarig tjänsteperson ger "
            "administratören under Människor.",
            "Whoever answers for an area proposes its activities. The administrator gives the role of area officer "
            "under People.",
        ),
        button=Text("Utse", "Appoint"),
        fields=fields,
        read=read,
        rows=lambda given: [(area_name(plan.shown.agreement, area), names[key]) for area, key in given.items()],
        do=do,
        done=Text("De ansvariga är utsedda.", "The officers are appointed."),
        back=url_of(ROOM, plan),
    )
    return answer(request, actor, rendering(request, actor, plan), step)
