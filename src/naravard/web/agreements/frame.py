"""What stands around an agreement's pages: breadcrumbs and the agreement's own navigation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naravard.agreement.model import Agreement
from naravard.web.agreements.current import Shown
from naravard.web.site.crumbs import Crumb as Crumb


@dataclass(frozen=True, slots=True)
class AgreementSection:
    """One page of an agreement's navigation."""

    name: str
    """The address's name, with its namespace."""
    label: Any
    is_there: Callable[[Agreement], bool] = lambda _agreement: True
    """Whether the agreement has anything to show there."""


SECTIONS = (
    AgreementSection("agreements:overview", gettext_lazy("Översikt")),
    AgreementSection("money:grants", gettext_lazy("Medel och fördelning")),
    AgreementSection("money:recipients", gettext_lazy("Mottagare")),
    AgreementSection("money:annexes", gettext_lazy("Bilagor")),
    AgreementSection("fixing:versions", gettext_lazy("Versioner")),
    AgreementSection("fixing:amendments", gettext_lazy("Tillägg"), lambda agreement: bool(agreement.amendments)),
    AgreementSection("agreements:requirements", gettext_lazy("Krav"), lambda agreement: bool(agreement.requirements)),
    AgreementSection("agreements:duties", gettext_lazy("Datum"), lambda agreement: bool(agreement.duties)),
    AgreementSection("agreements:goals", gettext_lazy("Mål"), lambda agreement: bool(agreement.goals)),
    AgreementSection("agreements:papers", gettext_lazy("Handlingar"), lambda agreement: bool(agreement.papers)),
    AgreementSection("audit:audit", gettext_lazy("Granskning")),
    AgreementSection("simulation:simulation", gettext_lazy("Simulering")),
    AgreementSection("simulation:onward", gettext_lazy("Vidarefördelning")),
    AgreementSection("agreements:text", gettext_lazy("Text"), lambda agreement: bool(agreement.clauses)),
)
"""The agreement's navigation in order. A new page adds its line here."""


def page(
    request: HttpRequest, template: str, shown: Shown, section: str, *crumbs: Crumb, **values: Any
) -> HttpResponse:
    """Render one of an agreement's pages within its frame."""
    agreement = shown.agreement
    links = [
        {"url": reverse(entry.name, args=[agreement.id]), "label": entry.label, "current": entry.name == section}
        for entry in SECTIONS
        if entry.is_there(agreement)
    ]
    trail = [Crumb(_("Överenskommelser"), reverse("agreements:list"))]
    if request.path != reverse("agreements:overview", args=[agreement.id]):
        trail.append(Crumb(agreement.name, reverse("agreements:overview", args=[agreement.id])))
    frame = {"shown": shown, "agreement": agreement, "sections": links, "crumbs": [*trail, *crumbs]}
    return render(request, template, frame | values)
