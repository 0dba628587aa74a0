"""Whose financial report a page shows, and what the pages share."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT, report_of
from naravard.web.financial_reports.report import FinancialReport
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.site.clock import now
from naravard.web.site.forms.deeds import Deed, money_deed
from naravard.web.site.templatetags.naravard import language
from naravard.web.tasks.errors import NoSuchDutyError


def own_report(actor: Actor, agreement_id: str, duty_id: str = "") -> tuple[Shown, FinancialReport | None]:
    """Return the report of the actor's organisation, or None if the text asks for none; 404 for others' kinds."""
    organisation, shown = own(actor), shown_or_404(agreement_id)
    try:
        found = report_of(shown, organisation, now(), duty_id)
    except (NoMoneyError, NoSuchDutyError):
        raise Http404 from None
    if found is None and organisation.kind == Kind.MUNICIPALITY:
        raise Http404  # it accounts to whoever passed the money on
    return shown, found


def existing(actor: Actor, agreement_id: str, duty_id: str = "") -> FinancialReport:
    """Return the report of the actor's organisation; 404 where the text asks for none."""
    report = own_report(actor, agreement_id, duty_id)[1]
    if report is None:
        raise Http404(_("Överenskommelsen ber inte om någon ekonomisk redovisning härifrån."))
    return report


def report_to(actor: Actor, agreement_id: str, code: str, duty_id: str = "") -> FinancialReport:
    """Return the report that another organisation is to hand in to the actor's; to others it does not exist."""
    shown, organisation = shown_or_404(agreement_id), Organisation.objects.filter(pk=code).first()
    if organisation is None:
        raise Http404
    try:
        report = report_of(shown, organisation, now(), duty_id)
    except (NoMoneyError, NoSuchDutyError):
        raise Http404 from None
    if report is None or report.duty.to != own(actor).code:
        raise Http404
    return report


def permissions_of(request: HttpRequest, organisation: Organisation) -> frozenset[Permission]:
    """Return all that the reader may do in an organisation, as any role."""
    return permissions_in(standings_of(request), organisation.code)


def report_page(
    request: HttpRequest, template: str, actor: Actor, report: FinancialReport, *, status: int = 200, **values: Any
) -> HttpResponse:
    """Render one of the recipient's pages."""
    name = FINANCIAL_REPORT.name_of(report.shown, own(actor).code, report.duty)
    crumb = Crumb(name.in_language(language()), address(actor, report))
    return money_page(
        request,
        template,
        actor,
        report.shown,
        crumb,
        room=FINANCIAL_REPORT.room,
        duty=report.duty,
        status=status,
        report=report,
        **values,
    )


_NOTHING = Text("")
_OF = Text("för", "for")


def report_deed(report: FinancialReport, *, act: Text, final: Text, verb: Text = _NOTHING, to: Text = _OF) -> Deed:
    """Return what is decided about a report: what it has cost, whose it is and what is left (:func:`money_deed`)."""
    return money_deed(
        act=act,
        verb=verb,
        amount=report.figures.total("costs"),
        to=to,
        whom=report.organisation.text,
        facts=[(Text("Inte förbrukat", "Not used"), kronor(report.figures.total("unused")))],
        final=final,
    )


def do(act: Callable[..., Any], actor: Actor, report: FinancialReport, **given: Any) -> Any:
    """Do an act on a report now."""
    return act(
        actor=actor, organisation=report.organisation, agreement_id=report.shown.agreement.id, duty_id=report.duty.id,
        at=now(), **given,
    )  # fmt: skip


def address(actor: Actor, report: FinancialReport, name: str = FINANCIAL_REPORT.room) -> str:
    """Return the address of one of the recipient's pages."""
    return reverse(name, args=FINANCIAL_REPORT.place(report.shown, own(actor).code, report.duty))
