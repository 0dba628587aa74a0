"""What stands around an organisation's pages: whose they are, and the navigation that the reader may use."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import standings_of
from naravard.web.access.permissions import Permission
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.site.crumbs import Crumb, Menu, MenuLink, Surrounding, header


@dataclass(frozen=True, slots=True)
class OrganisationSection:
    """One page of an organisation's navigation."""

    name: str
    """The address's name, with its namespace; the address takes the organisation's code."""
    label: Any
    permission: Permission
    """Who sees it in the navigation: those with this permission in the organisation."""
    kinds: frozenset[Kind] = frozenset(Kind)


SECTIONS: tuple[OrganisationSection, ...] = (
    OrganisationSection("home:organisation", gettext_lazy("Översikt"), Permission.SEE),
    OrganisationSection("tasks:organisation", gettext_lazy("Att göra"), Permission.SEE),
    OrganisationSection(
        "home:agreements", gettext_lazy("Överenskommelser"), Permission.SEE, frozenset(Kind) - {Kind.PROVIDER}
    ),
    OrganisationSection("funds:overview", gettext_lazy("Pengar"), Permission.SEE, frozenset(Kind) - {Kind.PROVIDER}),
    OrganisationSection("drafting:drafts", gettext_lazy("Våra utkast"), Permission.DRAFT_AGREEMENTS),
    OrganisationSection("organisations:details", gettext_lazy("Kontakt och betalning"), Permission.SEE),
    OrganisationSection(
        "organisations:providers",
        gettext_lazy("Privata utförare"),
        Permission.ADD_PROVIDERS,
        frozenset({Kind.REGION}),
    ),
    OrganisationSection("people:people", gettext_lazy("Människor"), Permission.SEE),
    OrganisationSection("home:organisation_history", gettext_lazy("Historik"), Permission.SEE),
    OrganisationSection("tokens:tokens", gettext_lazy("Nycklar"), Permission.ADMINISTER_TOKENS),
)
"""The organisation's navigation in order. A new page adds its line here."""


def page(
    request: HttpRequest,
    template: str,
    actor: Actor,
    section: str,
    *crumbs: Crumb,
    status: int = 200,
    inside: tuple[Surrounding, Menu] | None = None,
    **values: Any,
) -> HttpResponse:
    """Render one of an organisation's pages within its frame.

    ``inside`` is what the page is in within the organisation, with its pages, which the header's menu then shows.
    """
    organisation = actor.organisation
    assert organisation is not None  # noqa: S101 - for the type checker; requires() always gives one
    pages, others = menu_of(request, organisation, section), _others(request, organisation)
    own = reverse("home:organisation", args=[organisation.code])
    place = Surrounding(organisation.text, own, pages if inside else None, others)
    where, menu = ([place, inside[0]], inside[1]) if inside else ([place], pages)
    frame = {"frame": "organisations/base.html", "organisation": organisation, "actor": actor}
    return render(request, template, frame | header(where, menu, crumbs) | values, status=status)


def menu_of(request: HttpRequest, organisation: Organisation, section: str) -> Menu:
    """Return the navigation of an organisation, with what the reader may not use left out."""
    may = permissions_in(standings_of(request), organisation.code)
    links = [
        MenuLink(entry.label, reverse(entry.name, args=[organisation.code]), entry.name == section)
        for entry in SECTIONS
        if entry.permission in may and organisation.kind in entry.kinds
    ]
    return Menu(_("Organisationens sidor"), links)


def _others(request: HttpRequest, organisation: Organisation) -> Menu:
    """Return the reader's other organisations."""
    found = {one.organisation.code: one.organisation for one in standings_of(request)}
    links = [
        MenuLink(one.text, reverse("home:organisation", args=[code]))
        for code, one in found.items()
        if code != organisation.code
    ]
    return Menu(_("Byt organisation"), links)
