"""Which draft a page is about, and what stands around it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.manuscript import Path
from naravard.web.access.actor import Actor
from naravard.web.drafting.models import AgreementDraft
from naravard.web.drafting.parts import DraftPart
from naravard.web.organisations.frame import page as organisation_page
from naravard.web.organisations.views.lookup import own
from naravard.web.site.crumbs import Crumb
from naravard.web.site.templatetags.naravard import words

SECTION = "drafting:drafts"


def draft_or_404(actor: Actor, number: int) -> AgreementDraft:
    """Return a draft of the reader's own organisation; 404 where there is none."""
    found: AgreementDraft | None = AgreementDraft.objects.filter(organisation=own(actor), number=number).first()
    if found is None:
        raise Http404(_("Organisationen har inget utkast med det numret."))
    return found


def path_of(place: str) -> Path:
    """Return the path that an address names."""
    return tuple(place.split("/")) if place else ()


def address(name: str, draft: AgreementDraft, *more: Any) -> str:
    """Return the address of one of a draft's pages."""
    return reverse(f"drafting:{name}", args=[draft.organisation_id, draft.number, *more])


def part_address(draft: AgreementDraft, part: DraftPart) -> str:
    """Return the address of a part of a draft."""
    return address("part", draft, part.slug)


def page(
    request: HttpRequest, template: str, actor: Actor, draft: AgreementDraft, *crumbs: Crumb, **values: Any
) -> HttpResponse:
    """Render one of a draft's pages within the organisation's frame."""
    trail = [Crumb(_("Våra utkast"), reverse(SECTION, args=[draft.organisation_id]))]
    if request.path != address("draft", draft):
        trail.append(Crumb(draft.name, address("draft", draft)))
    return organisation_page(request, template, actor, SECTION, *trail, *crumbs, draft=draft, **values)


def part_crumb(draft: AgreementDraft, part: DraftPart) -> Crumb:
    """Return the breadcrumb of a part."""
    return Crumb(words(part.name), part_address(draft, part))
