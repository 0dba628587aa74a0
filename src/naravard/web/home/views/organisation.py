"""The first page of an organisation: who it is, what is missing, its people, its money and what has happened."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from naravard.agreement.reference import counties
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, all_shown, still_open
from naravard.web.agreements.in_force import all_in_force
from naravard.web.funds.first_pages import first_things
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event
from naravard.web.money.addresses import recipient_url
from naravard.web.money.book import RecipientSums, book_of
from naravard.web.organisations.frame import page
from naravard.web.organisations.kinds import Kind, kind_of
from naravard.web.organisations.lookup import in_county
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.providers import providers_of, regions_of
from naravard.web.organisations.views.details import details_shown
from naravard.web.organisations.views.lookup import own
from naravard.web.people.models import Membership
from naravard.web.site.clock import now, today

_EVENTS = 5


@require_safe
@requires(Permission.SEE)
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who an organisation is, what is missing about it, its people, its money and the latest that has happened."""
    organisation = own(actor)
    values: dict[str, Any] = {
        "kind": kind_of(organisation.kind).words,
        "county": _county(organisation),
        "money": _money(organisation),
        **first_things(request, organisation, still_open(all_shown(), today()), now()),
        "people": _people(organisation),
        "events": _events(organisation),
        "provider_regions": regions_of(organisation, today()) if organisation.kind == Kind.PROVIDER else [],
        "providers": providers_of(organisation, today()) if organisation.kind == Kind.REGION else [],
        "tasks_url": reverse("tasks:organisation", args=[organisation.code]),
        "agreements_url": reverse("home:agreements", args=[organisation.code]),
        "people_url": reverse("people:people", args=[organisation.code]),
        "history_url": reverse("home:organisation_history", args=[organisation.code]),
    }
    shown = details_shown(request, organisation)
    return page(request, "home/organisation.html", actor, "home:organisation", **values, **shown)


def _county(organisation: Organisation) -> dict[str, Any] | None:
    """Return the county with its region, RSS and municipalities, each with its public page where it receives money."""
    found = next((county for county in counties() if county.code == organisation.county_code), None)
    if found is None:
        return None
    every = all_in_force()
    others = [each for each in in_county(found.code) if each.code != organisation.code]
    entries = [(each, _public_page(each, every)) for each in others]
    return {
        "name": found.name,
        "bodies": [entry for entry in entries if entry[0].kind != Kind.MUNICIPALITY],
        "municipalities": [entry for entry in entries if entry[0].kind == Kind.MUNICIPALITY],
    }


def _public_page(organisation: Organisation, every: tuple[Shown, ...]) -> str:
    """Return the page of an organisation as a recipient, in the latest agreement that it gets money of."""
    found = [shown for shown in every if _account(organisation, shown) is not None]
    return recipient_url(found[0], organisation.recipient_code) if found else ""


def _money(organisation: Organisation) -> list[dict[str, Any]]:
    """Return what the organisation gets by each agreement that names it."""
    found = []
    for shown in all_in_force():
        account = _account(organisation, shown)
        if account is not None:
            url = recipient_url(shown, organisation.recipient_code)
            found.append({"agreement": shown.agreement, "account": account, "url": url})
    return found


def _account(organisation: Organisation, shown: Shown) -> RecipientSums | None:
    return book_of(shown).of_organisation(organisation.code)


def _people(organisation: Organisation) -> list[dict[str, Any]]:
    """Return those who have a role today, each with all roles."""
    held = Membership.objects.on(today()).filter(organisation=organisation).select_related("person")
    found: dict[Any, dict[str, Any]] = {}
    for each in held.order_by("person__name", "person_id", "role"):
        entry = found.setdefault(each.person_id, {"person": each.person, "roles": []})
        if each.role_class.name not in entry["roles"]:
            entry["roles"].append(each.role_class.name)
    return list(found.values())


def _events(organisation: Organisation) -> list[tuple[Any, Event]]:
    """Return the latest that has happened in the organisation's matters, as sentences."""
    latest = Event.objects.filter(organisation_code=organisation.code).order_by("-at", "-sequence")[:_EVENTS]
    return [(sentence(event.told), event) for event in latest]
