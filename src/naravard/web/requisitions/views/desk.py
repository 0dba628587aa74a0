"""The pages on which a requisition is written, checked and signed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.papers.views import desk as pages
from naravard.web.requisitions.desk import DESK


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def write(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """The form of a requisition, filled in beforehand; two who write at once choose between their versions."""
    return pages.write(request, actor, agreement_id, DESK)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def check(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """All that a requisition will say and what it lacks, before it is made ready to be signed."""
    return pages.check(request, actor, agreement_id, DESK)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def open_again(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Open a requisition that waits to be signed, to be changed."""
    return pages.open_again(request, actor, agreement_id, DESK)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN)
def sign(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """What the authorised signatory signs: the requisition, what is declared, and on paper or electronically."""
    return pages.sign(request, actor, agreement_id, DESK)


@require_safe
@requires(Permission.SEE)
def pdf(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """The requisition that waits to be signed, as PDF."""
    return pages.pdf(request, actor, agreement_id, DESK)
