"""Financial reports that wait for the CFO, for the signatory, or for their receiver to open them again."""

from collections.abc import Iterator

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.financial_reports.report import PAPER
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.ledger.accounts import terms_for
from naravard.web.papers.models import PaperDraft
from naravard.web.people.names import names_of
from naravard.web.tasks.duties import tasks_of


@source
def of_reports(asked: Asked) -> Iterator[Handover]:
    """Give each report that is drawn up: first for the CFO, then for the signatory; never for whoever came before."""
    codes = asked.codes(Permission.CERTIFY, Permission.SIGN)
    rows = list(DrawnUpReport.objects.filter(organisation__in=codes, receipt_number="", reopened_at__isnull=True))
    if not rows:
        return
    organisations = [asked.organisations[row.organisation_id] for row in rows]
    tasks = {
        (task.shown.agreement.id, task.organisation.code): task
        for task in tasks_of(organisations, asked.now, asked.every)
        if task.duty.about == PAPER
    }
    drafts = PaperDraft.objects.filter(organisation__in=organisations, paper_id=PAPER)
    preparers = {(one.agreement_id, one.organisation_id): one.preparers for one in drafts.only(
        "agreement_id", "organisation_id", "preparers"
    )}  # fmt: skip
    names = names_of([*(row.drawn_up_by for row in rows), *(row.reviewed_by for row in rows if row.reviewed_by)])
    for row in rows:
        place = row.agreement_id, row.organisation_id
        shown, task = asked.shown(row.agreement_id), tasks.get(place)
        if shown is None or task is None:
            continue
        at_cfo = row.reviewed_at is None
        before = frozenset([*preparers.get(place, ()), row.drawn_up_by, row.reviewed_by]) - {""}
        who = names[row.drawn_up_by if at_cfo else row.reviewed_by]
        yield Handover(
            id="report-to-review" if at_cfo else "report-to-sign", organisation=task.organisation,
            permission=Permission.CERTIFY if at_cfo else Permission.SIGN, shown=shown, duty=task.duty.id,
            since=row.reviewed_at or row.drawn_up_at, due=task.state.due, follows=task.duty.if_missed, not_for=before,
            url=reverse("financial_reports:review" if at_cfo else "financial_reports:sign", args=[place[1], place[0]]),
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
        duty = terms_for(shown, row.organisation_id).financial_report if shown else None
        if shown is None or duty is None or duty.to not in codes or at is None:
            continue
        whose = row.organisation.text
        yield Handover(
            id="report-to-reopen", organisation=asked.organisations[duty.to], permission=Permission.RECEIVE,
            shown=shown, about=row.organisation_id, since=at,
            url=reverse("financial_reports:one", args=[duty.to, row.agreement_id, row.organisation_id]),
            what=Text(
                f"Svara {whose.sv}, som vill öppna redovisningen igen",
                f"Answer {whose.in_language('en')}, who want the report opened again",
            ),
            why=Text(f"Skäl: ”{row.asked_because}”.", f"Reason: “{row.asked_because}”."),
        )  # fmt: skip
