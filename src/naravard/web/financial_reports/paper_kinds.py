"""The financial report: drawn up by one, certified by the CFO, signed by a third.

From when it is drawn up its figures stand, so that no cost moves under the CFO's eyes. Who wrote it or drew it up may
neither certify nor sign it, and who certified it may not sign it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Max

from naravard.agreement.duties import Status, swedish_day
from naravard.agreement.model import Duty, Text
from naravard.agreement.status_words import DONE, NOT_BEGUN, ShownStatus, waiting_for
from naravard.ledger.facts import Reported, ReportReopened
from naravard.ledger.rules.accounts import report_lines, reported_balance
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.financial_reports import errors
from naravard.web.financial_reports.figures import as_json
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.financial_reports.report import CFO, PAPER, SIGNATORY, FinancialReport, in_hand, written_comments
from naravard.web.history.content import Plain
from naravard.web.ledger.account_lock import LockedMoney, locked_money
from naravard.web.ledger.accounts import money_of, moneys_of, reference_numbers, terms_for
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.organisations.models import Organisation
from naravard.web.papers.acts import LockedPaper, Verb
from naravard.web.papers.kinds import PaperKind, ready_to_sign, register
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.paper import WrittenPaper
from naravard.web.papers.prefill import paper_of
from naravard.web.papers.year import Year, YearPaper
from naravard.web.people.four_eyes import require_other_person
from naravard.web.repayments.settlement import settle
from naravard.web.tasks.carriers import Stage
from naravard.web.tasks.changes import LockedDuty, locked_duty
from naravard.web.tasks.duties import tasks_for
from naravard.web.tasks.next_steps import ReadyPaper
from naravard.web.tasks.refusals import cannot_be_begun

REVIEWED = Text("granskat redovisningen", "reviewed the report")


@dataclass(frozen=True, kw_only=True)
class FinancialReportKind(PaperKind):
    """What a financial report asks and does beside the acts on every paper: its figures stand, and are certified."""

    written: ClassVar[type[WrittenPaper]] = FinancialReport

    def duty_of(self, shown: Shown, organisation_code: str, duty_id: str = "") -> Duty:
        """Return a duty to report of one whom the agreement gives money.

        Raises:
            NoMoneyError: if it gives the organisation none, or asks it for no report.
        """
        terms = terms_for(shown, organisation_code)
        if not terms.financial_reports or not terms.grants:
            raise NoMoneyError(shown.agreement.id, organisation_code)
        return super().duty_of(shown, organisation_code, duty_id)

    def parts(self, shown: Shown, organisation: Organisation, at: datetime, duty: Duty) -> dict[str, Any]:
        """Return what a report is made of: the organisation's money, and each time it was drawn up."""
        rows = DrawnUpReport.objects.filter(agreement_id=shown.agreement.id, organisation=organisation, duty_id=duty.id)
        more = {"money": money_of(shown, organisation, at), "rows": tuple(rows.order_by("-number"))}
        return super().parts(shown, organisation, at, duty) | more

    def lock(self, duty: LockedDuty) -> LockedMoney:
        """Lock the duty to repay, which a report can end, and the recipient's money."""
        task, agreement_id = duty.task, duty.task.shown.agreement.id
        repayment = terms_for(task.shown, task.organisation.code).repayment
        if repayment is not None:
            locked_duty(task.organisation, agreement_id, repayment.id, at=duty.at, seen_version=None)
        return locked_money(task.organisation, agreement_id, at=duty.at, seen_version=None)

    def may_be_written(self, locked: LockedPaper) -> None:
        """Refuse a report that has been drawn up, and one whose first day has not come or whose agreement is closed."""
        if locked.duty.state.status in (Status.NOT_YET_OPEN, Status.CLOSED):
            raise cannot_be_begun(locked.duty.task)
        if _standing(locked) is not None:
            raise errors.drawn_up_already()

    def may_be_made_ready(self, locked: LockedPaper, paper: WrittenPaper) -> None:
        """Refuse a report that has been drawn up, or whose time is not over."""
        self.may_be_written(locked)
        assert isinstance(paper, FinancialReport)  # noqa: S101 - for the type checker; the kind makes no other
        if paper.paper is not None and not paper.is_over:
            raise errors.not_over(paper.last_day)

    def amount(self, paper: WrittenPaper) -> int | None:
        """Return the costs that are accounted for."""
        assert isinstance(paper, FinancialReport)  # noqa: S101 - for the type checker; the kind makes no other
        return paper.figures.total("costs")

    def order(self, paper: WrittenPaper) -> Text:  # noqa: ARG002 - a report's sums stand in it
        """Return what is asked of those who sign a report."""
        return self.words.sign

    def made_ready(self, locked: LockedPaper, paper: WrittenPaper) -> Mapping[str, Plain]:
        """Draw the report up: from now on its figures stand.

        Raises:
            LedgerRefusedError: if nothing has been paid.
        """
        assert isinstance(paper, FinancialReport)  # noqa: S101 - for the type checker; the kind makes no other
        money, figures = _money(locked), paper.figures
        fact = money.add(
            Reported, by=locked.actor, clause=locked.duty.duty.clause, version=money.version,
            lines=report_lines(reported_balance(money.book, locked.duty.duty)), duty=locked.duty.duty.id,
        )  # fmt: skip
        row = DrawnUpReport.objects.create(
            agreement_id=locked.shown.agreement.id,
            organisation=locked.organisation,
            duty_id=locked.duty.duty.id,
            number=_next_number(locked),
            fact_id=fact.id,
            figures=as_json(figures),
            comments=written_comments(paper.values),
            drawn_up_at=locked.at,
            drawn_up_by=locked.actor.who.code,
            drawn_up_by_name=locked.actor.who.name.sv,
        )
        return {"number": row.number, "costs": figures.total("costs"), "unused": figures.total("unused")}

    def opened(self, locked: LockedPaper, reason: str) -> Mapping[str, Plain]:
        """Open a report again that has not been handed in; the one that was drawn up is kept.

        Raises:
            PaperRefusedError: if nothing is drawn up, or it has been handed in.
        """
        row = standing_row(locked)
        if row.receipt_number:
            raise errors.handed_in()
        reopen_row(locked, row, reason)
        return {"number": row.number}

    def may_be_handed_in(self, locked: LockedPaper) -> None:
        """Refuse a report that the CFO has not reviewed, or that the same person has.

        Raises:
            PaperRefusedError: if it is not reviewed.
            FourEyesProblem: if the same person has reviewed it.
        """
        row = standing_row(locked)
        if row.alternative is None:
            raise errors.not_certified()
        locked.require_time()
        require_other_person(locked.actor, than=row.reviewed_by, what=REVIEWED)

    def handed_in(self, locked: LockedPaper, kept: HandedInPaper) -> Mapping[str, Plain]:
        """Note the receipt; when nothing is left to repay, the duty to repay is done with it."""
        row = standing_row(locked)
        row.receipt_number, row.signed_by_name, row.handed_in_at = (
            kept.receipt_number,
            locked.actor.who.name.sv,
            locked.at,
        )
        row.save()
        paper = locked.paper()
        assert isinstance(paper, FinancialReport)  # noqa: S101 - for the type checker; the kind makes no other
        return {
            "number": row.number,
            "unused": paper.figures.total("unused"),
            "repayment": settle(_money(locked), by=locked.actor, at=locked.at) or None,
        }

    def waits_for(self, drafts: Sequence[PaperDraft]) -> Sequence[ReadyPaper]:
        """Return whom reports that are drawn up wait for: the CFO, and then a signatory who is none of those before."""
        codes = {draft.organisation_id for draft in drafts}
        found = DrawnUpReport.objects.filter(organisation__in=codes, reopened_at__isnull=True, receipt_number="")
        reviewed = {(row.agreement_id, row.organisation_id, row.duty_id): row for row in found}
        return [
            _waits_for(draft, reviewed.get((draft.agreement_id, draft.organisation_id, draft.duty_id)), self.signs)
            for draft in drafts
        ]

    def year(self, year: Year, duty: Duty) -> Iterator[YearPaper]:
        """Give the report, and the CFO's review of it."""
        money, status, url = year.money, year.status(duty), year.url_of(self, duty)
        reported = money.report(duty) is not None and not status.is_finished
        permission = Permission.SIGN if money.certificate(duty) is not None else Permission.WORK_ON_DUTIES
        step = {} if status.is_finished or (reported and money.certificate(duty) is None) else year.who(permission)
        yield YearPaper(
            id="report", name=self.name_of(year.shown, year.organisation.code, duty),
            state=_reported(year, duty) if reported else year.shown_status(duty), url=url,
            **year.day(duty, over=status.is_finished), **step,
        )  # fmt: skip
        yield _certification(year, duty, url)


def _next_number(locked: LockedPaper) -> int:
    """Return the number of the next report that is drawn up: they are numbered within the organisation."""
    drawn_up = DrawnUpReport.objects.filter(agreement_id=locked.shown.agreement.id, organisation=locked.organisation)
    return (drawn_up.aggregate(newest=Max("number"))["newest"] or 0) + 1


def _waits_for(draft: PaperDraft, row: DrawnUpReport | None, signs: Permission) -> ReadyPaper:
    if row is None or row.reviewed_at is None:
        return ready_to_sign(draft, Permission.CERTIFY)
    drawn_up = ready_to_sign(draft, signs)
    return replace(drawn_up, not_for=drawn_up.not_for | {row.reviewed_by}, by=row.reviewed_by, since=row.reviewed_at)


def _reported(year: Year, duty: Duty) -> ShownStatus:
    """Say whom a report waits for that is drawn up and not handed in, and that it is late where it is."""
    whom = CFO if year.money.certificate(duty) is None else SIGNATORY
    return in_hand(waiting_for(whom), year.status(duty))


def _certification(year: Year, duty: Duty, url: str) -> YearPaper:
    money, name = year.money, Text("Ekonomichefens granskning", "The chief financial officer's review")
    if (certificate := money.certificate(duty)) is not None:
        found = Text("korrekt", "correct") if certificate.alternative == 1 else Text("inte korrekt", "not correct")
        day = swedish_day(certificate.at)
        says = Text(f"{found.sv}, {day}", f"{found.en}, {day}")
        return YearPaper(id="certificate", name=name, state=DONE, says=says, url=url, clause=duty.clause)
    step = year.who(Permission.CERTIFY) if money.report(duty) is not None else {}
    state = waiting_for(CFO) if money.report(duty) is not None else NOT_BEGUN
    return YearPaper(id="certificate", name=name, state=state, url=url, **year.day(duty), **step)


def standing_row(locked: LockedPaper) -> DrawnUpReport:
    """Return the report that is drawn up, locked.

    Raises:
        PaperRefusedError: if none is.
    """
    report = _standing(locked)
    rows = DrawnUpReport.objects.select_for_update(no_key=True)
    row = rows.filter(fact_id=report.id).first() if report is not None else None
    if row is None:
        raise errors.not_drawn_up()
    return row


def _standing(locked: LockedPaper) -> Reported | None:
    """Return the report of the duty that is drawn up and has not been opened again."""
    money = _money(locked)
    return money.book.report_of(locked.duty.duty, money.terms)


def reopen_row(locked: LockedPaper, row: DrawnUpReport, reason: str) -> None:
    """Record that a report was opened again."""
    _money(locked).add(
        ReportReopened, by=locked.actor, clause=locked.duty.duty.clause, report=row.fact_id, reason=reason.strip()
    )
    row.reopened_at, row.reopened_because = locked.at, reason.strip()
    row.reopened_by_name = locked.actor.who.name.sv
    row.save()


def _money(locked: LockedPaper) -> LockedMoney:
    assert locked.money is not None  # noqa: S101 - for the type checker; the kind locks it
    return locked.money


FINANCIAL_REPORT = register(
    FinancialReportKind(
        id=PAPER,
        label=Text("Ekonomisk redovisning", "Financial report"),
        the=Text("redovisningen", "the report"),
        whose=Text("den ekonomiska redovisningen för {whose}", "the financial report of {whose}"),
        address="redovisning",
        needs_data=False,
        received_at_its_duty=False,
        has_own_pages=True,
        readies=Verb(
            "draw_up",
            "drawn-up",
            Text(
                "{who} klare {paper}: kostnader {costs:kronor}, inte förbrukat {unused:kronor}.",
                "{who} drew up {paper}: costs {costs:kronor}, not used {unused:kronor}.",
            ),
            {"costs": 900_000, "unused": 34_968},
        ),
        opens=Verb("reopen_own", "reopened", Text("{who} öppnade {paper} igen.", "{who} opened {paper} again.")),
        room="financial_reports:report",
        received="financial_reports:received",
        received_label=Text("Redovisningar", "Financial reports"),
        stage=Stage.ACCOUNT,
    )
)


def report_of(shown: Shown, organisation: Organisation, at: datetime, duty_id: str = "") -> FinancialReport | None:
    """Return a financial report of an organisation, the first where no duty is named; ``None`` if none is asked for.

    Raises:
        NoMoneyError: if the agreement gives the organisation no money.
        NoSuchDutyError: if it has no such duty.
    """
    terms = terms_for(shown, organisation.code)
    if not terms.grants:
        raise NoMoneyError(shown.agreement.id, organisation.code)
    if not terms.financial_reports:
        return None
    found = FINANCIAL_REPORT.find(shown, organisation, at, duty_id)
    assert isinstance(found, FinancialReport)  # noqa: S101 - for the type checker; the kind makes no other
    return found


def reports_to(shown: Shown, receiver: str, at: datetime) -> list[FinancialReport]:
    """Return the reports of all who are to report to an organisation; a few questions, however many they are."""
    agreement_id = shown.agreement.id
    duties = [duty for duty in shown.agreement.duties if duty.about == PAPER and duty.to == receiver]
    tasks = [task for task in tasks_for(shown, duties, at) if task.organisation.kind]
    reporting = list({task.organisation.code: task.organisation for task in tasks}.values())
    moneys = {money.organisation.code: money for money in moneys_of(shown, reporting, at)}
    rows: dict[tuple[str, str], list[DrawnUpReport]] = {}
    for row in DrawnUpReport.objects.filter(agreement_id=agreement_id).order_by("-number"):
        rows.setdefault((row.organisation_id, row.duty_id), []).append(row)
    stated = reference_numbers(shown)
    return [
        FinancialReport(
            kind=FINANCIAL_REPORT,
            shown=shown,
            organisation=money.organisation,
            money=money,
            task=task,
            paper=paper_of(shown.agreement, PAPER, task.duty),
            draft=PaperDraft(
                agreement_id=agreement_id, organisation=money.organisation, duty_id=task.duty.id, paper_id=PAPER
            ),
            stated=stated,
            rows=tuple(rows.get((money.organisation.code, task.duty.id), ())),
        )
        for task in tasks
        for money in [moneys[task.organisation.code]]
    ]
