"""Accepting many financial reports at once: all checks of each before, one confirmation, an act and event for each."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.financial_reports.acts import accept_financial_report
from naravard.web.financial_reports.checks import checks_of
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT, reports_to
from naravard.web.financial_reports.report import FinancialReport, ReportStage
from naravard.web.financial_reports.views.inbox import receives_or_404
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.views.lookup import own
from naravard.web.site.checks import Checklist, CheckOutcome
from naravard.web.site.clock import now
from naravard.web.site.forms.deeds import Deed, money_deed, whom_of
from naravard.web.site.forms.selection import OneOfMany, many_step
from naravard.web.site.forms.step import answer, within
from naravard.web.tasks.changes import lock_duties


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECEIVE)
def accept_many(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Accept reports whose checks are all met, many at once; one whose are not is looked at by itself."""
    shown, receiver = shown_or_404(agreement_id), own(actor)
    receives_or_404(receiver)
    every = [_Waiting.of(one, receiver.code) for one in reports_to(shown, receiver.code, now())
             if one.step is ReportStage.HANDED_IN]  # fmt: skip
    back = reverse(FINANCIAL_REPORT.received, args=[receiver.code, agreement_id])
    by_key = {one.thing.key: one.report for one in every}

    def deed(chosen: Sequence[OneOfMany]) -> Deed:
        some = [by_key[one.key] for one in chosen]
        unused = sum(report.figures.total("unused") for report in some)
        return money_deed(
            act=Text("Godta redovisningar av", "Accept reports of"),
            amount=sum(report.figures.total("costs") for report in some),
            to=Text("från", "from"),
            whom=whom_of([report.organisation.text for report in some]),
            facts=[
                (Text("Redovisningar", "Financial reports"), str(len(some))),
                (Text("Inte förbrukat", "Not used"), kronor(unused)),
            ],
            final=Text(
                "Redovisningarna är klara när du har godtagit dem. Behöver en ändras kan du öppna den igen, med ett "
                "skäl.",
                "The reports are done when you have accepted them. If one has to be changed you can open it again, "
                "with a reason.",
            ),
        )

    def do(chosen: Sequence[OneOfMany]) -> str:
        some = sorted((by_key[one.key] for one in chosen), key=lambda one: (one.organisation.code, one.duty.id))
        lock_duties([(one.organisation, one.duty.id) for one in some], agreement_id, at=now())
        for one in some:
            locked_money(one.organisation, agreement_id, at=now(), seen_version=None)
        for one in some:
            accept_financial_report(
                actor=actor, organisation=one.organisation, agreement_id=agreement_id, duty_id=one.duty.id,
                seen=_number(one), at=now(),
            )  # fmt: skip
        words = ngettext("En redovisning är godtagen.", "%(count)s redovisningar är godtagna.", len(some))
        return f"{back}\n{words % {'count': len(some)}}"

    step = many_step(
        things=[one.thing for one in every if one.is_whole],
        title=Text("Godta flera redovisningar", "Accept several reports"),
        label=Text("Redovisningar att godta", "Reports to accept"),
        explains=Text(
            "Här är de som har kommit in och uppfyller alla kontroller. Välj dem du vill godta.",
            "These have come in and meet all checks. Choose those that you want to accept.",
        ),
        deed=deed,
        do=do,
        back=back,
        closed=Text(
            "Ingen redovisning som väntar uppfyller alla kontroller. Granska dem en för en i listan.",
            "No report that waits meets all checks. Look at them one by one in the list.",
        ),
        apart=[one.thing for one in every if not one.is_whole],
    )
    return answer(request, actor, within(money_page, request, actor, shown, room=FINANCIAL_REPORT.received), step)


class _Waiting:
    """A report that waits to be accepted, as one of many."""

    def __init__(self, report: FinancialReport, thing: OneOfMany) -> None:
        self.report, self.thing = report, thing

    @classmethod
    def of(cls, report: FinancialReport, receiver: str) -> "_Waiting":
        """Return a report with every check of it."""
        row, paper = report.standing, report.newest
        costs, unused = kronor(report.figures.total("costs")), kronor(report.figures.total("unused"))
        thing = OneOfMany(
            value=f"{report.organisation.code} {report.duty.id} {_number(report)}",
            name=report.organisation.text,
            says=Text(f"kostnader {costs}, inte förbrukat {unused}", f"costs {costs}, not used {unused}"),
            url=report.received_url(receiver),
            checklist=Checklist(checks_of(report, row, paper) if row and paper else []),
        )
        return cls(report, thing)

    @property
    def is_whole(self) -> bool:
        """Whether every check is met, or cannot be told."""
        checks = self.thing.checklist.checks
        return bool(checks) and all(check.answer is not CheckOutcome.NOT_MET for check in checks)


def _number(report: FinancialReport) -> int:
    return report.standing.number if report.standing else 0
