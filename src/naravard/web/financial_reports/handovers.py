"""Financial reports that wait for the CFO, for the signatory, or for their receiver to open them again."""

from collections.abc import Iterator

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT
from naravard.web.financial_reports.report import PAPER
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.people.names import names_of
from naravard.web.tasks.duties import tasks_of
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.next_steps import ready_papers


@source
def of_reports(asked: Asked) -> Iterator[Handover]:
    """Give each report that is drawn up: first for the CFO, then for the signatory; never for whoever came before."""
    codes = asked.codes(Permission.CERTIFY, Permission.SIGN)
    ready = ready_papers(codes)
    if not ready:
        return
    organisations = [asked.organisations[code] for _, code, _ in ready]
    tasks = {
        (task.shown.agreement.id, task.organisation.code, task.duty.id): task
        for task in tasks_of(organisations, asked.now, asked.every)
        if task.duty.about == PAPER
    }
    names = names_of(one.by for one in ready.values())
    for place, waits in ready.items():
        shown, task = asked.shown(place[0]), tasks.get(place)
        if shown is None or task is None:
            continue
        at_cfo, who = waits.permission is Permission.CERTIFY, names[waits.by]
        yield Handover(
            id="report-to-review" if at_cfo else "report-to-sign", organisation=task.organisation,
            permission=waits.permission, shown=shown, duty=task.duty.id,
            since=waits.since, due=task.state.due, follows=task.duty.if_missed, not_for=waits.not_for,
            url=reverse(
                "financial_reports:review" if at_cfo else "financial_reports:sign",
                args=FINANCIAL_REPORT.place(shown, place[1], task.duty),
            ),
            what=Text("Granska den ekonomiska redovisningen", "Review the financial report")
            if at_cfo
            else Text("Skriv under den ekonomiska redovisningen", "Sign the financial report"),
            why=Text(f"{who} har gjort den klar för granskning.", f"{who} has made it ready to be reviewed.")
            if at_cfo
            else Text(f"{who} har granskat den.", f"{who} has reviewed it."),
        )  # fmt: skip


@source
def asked_to_reopen(asked: Asked) -> Iterator[Handover]:
    """Give each report that its organisation asks its receiver to open again."""
    codes = set(asked.codes(Permission.RECEIVE))
    if not codes:
        return
    rows = DrawnUpReport.objects.filter(asked_at__isnull=False, reopened_at__isnull=True).select_related("organisation")
    for row in rows:
        shown, at = asked.shown(row.agreement_id), row.asked_at
        duty = duty_book(shown).find(row.duty_id, row.organisation_id) if shown else None
        if shown is None or duty is None or duty.to not in codes or at is None:
            continue
        whose = row.organisation.text
        yield Handover(
            id="report-to-reopen", organisation=asked.organisations[duty.to], permission=Permission.RECEIVE,
            shown=shown, about=row.organisation_id, since=at,
            url=reverse(
                "financial_reports:one",
                args=FINANCIAL_REPORT.received_place(shown, duty.to, row.organisation_id, duty),
            ),
            what=Text(
                f"Svara {whose.sv}, som vill öppna redovisningen igen",
                f"Answer {whose.in_language('en')}, who want the report opened again",
            ),
            why=Text(f"Skäl: ”{row.asked_because}”.", f"Reason: “{row.asked_because}”."),
        )  # fmt: skip
