"""The receiver's page where those that have handed in a duty are accepted, many at once."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import person_of, requires_somewhere, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb, place_of
from naravard.web.site.clock import now
from naravard.web.site.forms.step import answer
from naravard.web.tasks.acceptances import many_duties_step
from naravard.web.tasks.acts import accept_duty
from naravard.web.tasks.duties import Task, tasks_for
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.ways import actor_in

_NOT_RECEIVED = Text("Bara den som tar emot det godtar det.", "Only whoever receives it accepts it.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires_somewhere(Permission.RECEIVE)
def accept_many(request: HttpRequest, somewhere: Actor, agreement_id: str, duty_id: str) -> HttpResponse:
    """Choose among those that have handed in a duty to one's own organisation, and accept them."""
    shown = shown_or_404(agreement_id)
    duty, person = duty_book(shown).duties.get(duty_id), person_of(request)
    if duty is None or person is None or duty.to is None:
        raise Http404
    receiver = actor_in(person, standings_of(request), Permission.RECEIVE, duty.to)
    actor = receiver or somewhere
    back = reverse("tasks:country_duty", args=[agreement_id, duty_id])
    at = now()

    def accept(task: Task) -> None:
        accept_duty(
            actor=actor, organisation=task.organisation, agreement_id=agreement_id, duty_id=duty_id, at=at,
            seen_version=task.record.version,
        )  # fmt: skip

    step = many_duties_step(
        [task for task in tasks_for(shown, [duty], at) if task.is_waiting],
        duty,
        accept=accept,
        url=lambda task: reverse("tasks:holder", args=[agreement_id, duty_id, task.organisation.code]),
        back=back,
        at=at,
    )
    if receiver is None:
        step = replace(step, closed=_NOT_RECEIVED)
    crumbs = [Crumb(_("Läget i landet"), reverse("tasks:country")), Crumb(duty.name, back)]

    def page(template: str, /, *, status: int = 200, **values: object) -> HttpResponse:
        frame = {"frame": "tasks/country_base.html", "shown": shown, "where": [place_of(shown)], "crumbs": crumbs}
        return render(request, template, frame | values, status=status)

    return answer(request, actor, page, step)
