"""What stands around an agreement's pages: which one it is, and the agreement's own navigation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naravard.agreement.model import Agreement
from naravard.web.agreements.current import Shown, all_shown
from naravard.web.site.crumbs import Crumb as Crumb
from naravard.web.site.crumbs import Menu, MenuLink, Surrounding, header


@dataclass(frozen=True, slots=True)
class AgreementSection:
    """One page of an agreement's navigation, or a group of them."""

    name: str
    """The address's name, with its namespace; empty for a group of pages."""
    label: Any
    is_there: Callable[[Agreement], bool] = lambda _agreement: True
    """Whether the agreement has anything to show there."""
    pages: tuple["AgreementSection", ...] = ()
    """The pages of a group."""


SECTIONS = (
    AgreementSection("agreements:overview", gettext_lazy("Översikt")),
    AgreementSection(
        "",
        gettext_lazy("Pengarna"),
        pages=(
            AgreementSection("money:grants", gettext_lazy("Medel och fördelning")),
            AgreementSection("money:recipients", gettext_lazy("Mottagare")),
            AgreementSection("money:annexes", gettext_lazy("Bilagor")),
            AgreementSection("fixing:versions", gettext_lazy("Versioner")),
            AgreementSection("simulation:onward", gettext_lazy("Vidarefördelning")),
        ),
    ),
    AgreementSection(
        "",
        gettext_lazy("Kraven"),
        pages=(
            AgreementSection("agreements:requirements", gettext_lazy("Krav"), lambda one: bool(one.requirements)),
            AgreementSection("agreements:duties", gettext_lazy("Datum"), lambda one: bool(one.duties)),
            AgreementSection("agreements:goals", gettext_lazy("Mål"), lambda one: bool(one.goals)),
            AgreementSection("results:results", gettext_lazy("Resultat"), lambda one: bool(one.goals)),
            AgreementSection("agreements:papers", gettext_lazy("Handlingar"), lambda one: bool(one.papers)),
        ),
    ),
    AgreementSection(
        "",
        gettext_lazy("Pröva"),
        pages=(
            AgreementSection("audit:audit", gettext_lazy("Granskning")),
            AgreementSection("simulation:simulation", gettext_lazy("Simulering")),
        ),
    ),
    AgreementSection(
        "",
        gettext_lazy("Texten"),
        pages=(
            AgreementSection("agreements:text", gettext_lazy("Text"), lambda one: bool(one.clauses)),
            AgreementSection("fixing:amendments", gettext_lazy("Tillägg"), lambda one: bool(one.amendments)),
        ),
    ),
)
"""The agreement's navigation in order. A new page adds its line here."""


def page(
    request: HttpRequest, template: str, shown: Shown, section: str, *crumbs: Crumb, **values: Any
) -> HttpResponse:
    """Render one of an agreement's pages within its frame."""
    agreement = shown.agreement
    frame = {"shown": shown, "agreement": agreement}
    menu = Menu(_("Överenskommelsens sidor"), [_link(entry, agreement, section) for entry in _of(SECTIONS, agreement)])
    return render(request, template, frame | header([place_of(shown)], menu, crumbs) | values)


def place_of(shown: Shown) -> Surrounding:
    """Return an agreement as what the reader is in, with the other agreements to change to."""
    others = [
        MenuLink(one.agreement.name, reverse("agreements:overview", args=[one.agreement.id]))
        for one in all_shown()
        if one.agreement.id != shown.agreement.id
    ]
    url = reverse("agreements:overview", args=[shown.agreement.id])
    return Surrounding(shown.agreement.name, url, others=Menu(_("Byt överenskommelse"), others))


def _of(entries: Sequence[AgreementSection], agreement: Agreement) -> list[AgreementSection]:
    """Return the pages that an agreement has something to show on, and the groups that have such pages."""
    return [entry for entry in entries if (_of(entry.pages, agreement) if entry.pages else entry.is_there(agreement))]


def _link(entry: AgreementSection, agreement: Agreement, section: str) -> MenuLink:
    pages = tuple(_link(page, agreement, section) for page in _of(entry.pages, agreement))
    if len(pages) == 1:
        return pages[0]
    url = pages[0].url if pages else reverse(entry.name, args=[agreement.id])
    return MenuLink(entry.label, url, entry.name == section or any(page.current for page in pages), pages)
