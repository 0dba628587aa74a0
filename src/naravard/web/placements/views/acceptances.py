"""Accepting many reports of keys at once: what each has reported, one confirmation, an act and an event for each."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import decimal
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.views.lookup import own
from naravard.web.placements.acts import accept_report
from naravard.web.placements.overview import ReportOfKeys
from naravard.web.placements.participation import sharing_of
from naravard.web.placements.views.lookup import SHARES, received_or_404
from naravard.web.site.clock import now
from naravard.web.site.forms.step import answer, within
from naravard.web.tasks.acceptances import many_duties_step
from naravard.web.tasks.duties import Task


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECEIVE)
def accept_many(request: HttpRequest, actor: Actor, agreement_id: str, shared_id: str) -> HttpResponse:
    """Accept reports that have come in, many at once; one that came too late is looked at by itself."""
    shown, duty = received_or_404(actor, agreement_id, shared_id)
    at, receiver = now(), own(actor).code
    reports = {one.report.organisation.code: one.report for one in sharing_of(shown, duty, at).reporters}

    def accept(task: Task) -> None:
        accept_report(
            actor=actor, organisation=task.organisation, agreement_id=agreement_id, duty_id=task.duty.id, at=at,
            seen_version=task.record.version,
        )  # fmt: skip

    step = many_duties_step(
        [report.task for report in reports.values() if report.task.is_waiting],
        duty,
        accept=accept,
        url=lambda task: reverse(
            "placements:received", args=[receiver, agreement_id, shared_id, task.organisation.code]
        ),
        back=reverse("placements:share", args=[receiver, agreement_id, shared_id]),
        at=at,
        says=lambda task: _numbers(reports[task.organisation.code]),
    )
    crumb = Crumb(duty.name, reverse(SHARES, args=[receiver, agreement_id]))
    return answer(request, actor, within(money_page, request, actor, shown, crumb, room=SHARES), step)


def _numbers(report: ReportOfKeys) -> Text:
    """Return the numbers that were handed in last, each with its name."""
    newest = report.newest
    told = [(one, newest.exact[one.id]) for one in report.asked if newest and one.id in newest.exact]
    sv = ", ".join(f"{one.name.sv} {decimal(number, one.decimals)}" for one, number in told)
    en = ", ".join(f"{one.name.in_language('en')} {decimal(number, one.decimals)}" for one, number in told)
    return Text(sv or "inga tal", en or "no numbers")
