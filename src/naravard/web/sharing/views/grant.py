"""One grant as the RSS sees it: how its sharing stands, what comes next, its versions, and its payments."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.ledger.frame import money_page
from naravard.web.ledger.preparation import shown_preparation
from naravard.web.sharing.overview import GrantSharing
from naravard.web.sharing.status import sentence, steps, tag
from naravard.web.sharing.tables import holdings_table, payments_of, payments_table
from naravard.web.sharing.views.lookup import NAME, crumb, grant_crumb, own_grant
from naravard.web.sharing.views.payments import CONFIRM, payment_rests_on, payment_waiting
from naravard.web.sharing.views.versions import ShownVersion, explained_values, file_of, pdf_of, version_values
from naravard.web.site.clock import now, today
from naravard.web.site.tables import export, present


@require_safe
@requires(Permission.SEE)
def grant(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str, form: str = "") -> HttpResponse:
    """How one grant of an RSS is shared out: state, what comes next, each municipality's part, and the payments."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    if form:
        return export(holdings_table(sharing), form)
    moment, may = now(), actor.may(Permission.SHARE_OUT)
    payments = payments_of(sharing)

    def undo(payment: str) -> str:
        return reverse("sharing:undo", args=[county.rss.code, agreement_id, payment])

    waiting = payment_waiting(sharing)
    prepared = shown_preparation(
        waiting,
        payment_rests_on(sharing),
        actor=actor,
        heading=Text("En betalning väntar på att bekräftas", "A payment waits to be confirmed"),
        button=Text("Granska och bekräfta betalningen", "Check and confirm the payment"),
        does=CONFIRM,
        urls=(_url(sharing, "sharing:confirm"), _url(sharing, "sharing:withdraw")),
        day=today(),
    )
    holds = prepared is not None and not prepared.is_void
    current = sharing.current
    asked = ShownVersion(county, sharing, current, county.rss.code, "sharing:version") if current else None
    has_parts = sharing.decided is not None or bool(payments)
    return money_page(
        request,
        "sharing/grant.html",
        actor,
        county.shown,
        crumb(county.rss.code, agreement_id),
        room=NAME,
        county=county,
        sharing=sharing,
        tag=tag(sharing),
        sentence=sentence(sharing, moment),
        steps=[(step, step.url(sharing)) for step in steps(sharing, moment, payment_waits=holds)] if may else [],
        may_share=may,
        prepared=prepared,
        may_decide=actor.may(Permission.PAY_ONWARD),
        current=current,
        current_version=version_values(request, asked) if asked else None,
        parts=present(request, holdings_table(sharing), sort_name="delar") if has_parts else None,
        payments=present(request, payments_table(sharing, undo if may else None), sort_name="betalt", export_base="")
        if payments
        else None,
    )


@require_safe
@requires(Permission.SEE)
def version(
    request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str, version_number: int, form: str = ""
) -> HttpResponse:
    """One version of how an RSS shares a grant, with what changed since the version before, and the answers to it."""
    asked = _asked(actor, agreement_id, passed_grant, version_number)
    if form:
        return file_of(asked, form)
    values = version_values(request, asked)
    return _page(request, actor, asked, "sharing/version.html", values=values, **values)


@require_safe
@requires(Permission.SEE)
def version_pdf(
    _request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str, version_number: int
) -> HttpResponse:
    """One version of how an RSS shares a grant as PDF, to put before a joint board."""
    return pdf_of(_asked(actor, agreement_id, passed_grant, version_number))


@require_safe
@requires(Permission.SEE)
def explained(
    request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str, version_number: int
) -> HttpResponse:
    """Why a municipality gets the amount that a version gives it, step by step."""
    asked = _asked(actor, agreement_id, passed_grant, version_number)
    return _page(request, actor, asked, "sharing/explained.html", **explained_values(request, asked))


def _url(sharing: GrantSharing, name: str) -> str:
    return reverse(name, args=[sharing.money.organisation.code, sharing.shown.agreement.id, sharing.grant.id])


def _asked(actor: Actor, agreement_id: str, grant_id: str, number: int) -> ShownVersion:
    county, sharing = own_grant(actor, agreement_id, grant_id)
    proposal = sharing.version(number)
    if proposal is None:
        raise Http404
    return ShownVersion(county, sharing, proposal, county.rss.code, "sharing:version")


def _page(request: HttpRequest, actor: Actor, asked: ShownVersion, template: str, **values: Any) -> HttpResponse:
    trail = [crumb(asked.county.rss.code, asked.sharing.shown.agreement.id), grant_crumb(asked.sharing)]
    return money_page(request, template, actor, asked.sharing.shown, *trail, room=NAME, **values)
