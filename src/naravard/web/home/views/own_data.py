"""The page of what is kept of a person, and the same as a file."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from naravard.web.access.addresses import open_to_everyone, person_of, signed_in
from naravard.web.home.erasure import why_not_now
from naravard.web.home.own_data import HISTORY, STAYS_BY_LAW, everything, own_data
from naravard.web.people.models import Person
from naravard.web.site.clock import today


@open_to_everyone
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """Say what is kept of those who use the service, why and for how long."""
    person = person_of(request)
    values = {
        "everything": [*everything(), HISTORY],
        "stays_by_law": STAYS_BY_LAW,
        "reader": person,
        "in_the_way": why_not_now(person, today()) if person and person.erasure_asked_at else None,
    }
    return render(request, "home/own_data.html", values)


@never_cache
@require_safe
@signed_in
def file(_request: HttpRequest, person: Person) -> HttpResponse:
    """Give all that is kept of the one who reads, as a file."""
    answer = JsonResponse(own_data(person), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer.headers["Content-Disposition"] = 'attachment; filename="mina-uppgifter.json"'
    return answer
