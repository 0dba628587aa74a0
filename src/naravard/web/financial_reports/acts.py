"""The recipient's acts on its financial report: written, drawn up, certified by the CFO, signed, opened again.

Three persons: who wrote it or drew it up may neither certify nor sign it, and who certified it may not sign it. From
when it is drawn up its figures stand, so that no cost moves under the CFO's eyes (section 10.1 and annex 2).
"""

import datetime
from collections.abc import Mapping
from typing import Literal

from naravard.agreement.duties.deadlines import swedish_day
from naravard.agreement.model import Text
from naravard.ledger.facts import Certified, Reported, ReportReopened
from naravard.ledger.rules.accounts import report_lines
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act
from naravard.web.access.permissions import Permission
from naravard.web.financial_reports import errors
from naravard.web.financial_reports.document import Review
from naravard.web.financial_reports.figures import as_json
from naravard.web.financial_reports.holding import Held, hold, redraw, tell_of
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.financial_reports.report import PAPER, written_comments
from naravard.web.organisations.models import Organisation
from naravard.web.papers import drafting
from naravard.web.papers.errors import not_described
from naravard.web.papers.keeping import keep, link, require_others_prepared, told_of
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.signed_files import ELECTRONIC, SignedFile, require_good
from naravard.web.people.four_eyes import require_other_person
from naravard.web.repayments.settling import settle
from naravard.web.tasks import changing, refusals

PREPARED = Text("förberett redovisningen", "prepared the report")
REVIEWED = Text("granskat redovisningen", "reviewed the report")


@act(Permission.WORK_ON_DUTIES, leaves=("financial-report-written",))
def write_financial_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    values: Mapping[str, str],
    version: int,
    at: datetime.datetime,
) -> PaperDraft:
    """Write in one's own organisation's report; the first who does begins its duty.

    Raises:
        PaperRefusedError: when it has been drawn up.
        ChangedMeanwhileError: when another has written since ``version``.
    """
    actor.require_own(organisation)
    held = hold(organisation, agreement_id, at)
    before = held.duty.facts
    if held.report.money.book.report is not None:
        raise errors.drawn_up_already()
    draft = drafting.held_draft(organisation, agreement_id, PAPER)
    was = drafting.write(draft, values, version=version, by=actor, at=at)
    _begin(held, actor)
    tell_of("financial-report-written", held, actor, before | was, {name: values[name] for name in was})
    return draft


@act(Permission.WORK_ON_DUTIES, leaves=("financial-report-drawn-up",))
def draw_up_financial_report(
    *, actor: Actor, organisation: Organisation, agreement_id: str, version: int, at: datetime.datetime
) -> DrawnUpReport:
    """Draw up the report: from now on its figures stand, and the CFO has it.

    Raises:
        PaperRefusedError: when the time is not over, when something lacks, or when it has been drawn up.
        LedgerRefusedError: when nothing has been paid.
    """
    actor.require_own(organisation)
    held = hold(organisation, agreement_id, at)
    before, report = held.duty.facts, held.report
    if held.money.book.report is not None:
        raise errors.drawn_up_already()
    if report.paper is None:
        raise not_described(PAPER)
    if not report.is_over:
        raise errors.not_over(report.shown.agreement.period.to)
    if report.lacks:
        raise errors.lacks(report.lacks)
    draft = drafting.held_draft(organisation, agreement_id, PAPER)
    _begin(held, actor)
    fact = held.money.add(
        Reported, by=actor, clause=held.duty.duty.clause, version=held.money.version,
        lines=report_lines(held.money.balance),
    )  # fmt: skip
    row = DrawnUpReport.objects.create(
        agreement_id=agreement_id,
        organisation=organisation,
        number=len(report.rows) + 1,
        fact_id=fact.id,
        figures=as_json(report.figures),
        comments=written_comments(report.values),
        drawn_up_at=at,
        drawn_up_by=actor.who.code,
        drawn_up_by_name=actor.who.name.sv,
    )
    drafting.make_ready(draft, report.document(swedish_day(at)), version=version, by=actor, at=at)
    told = {"number": row.number, "costs": report.figures.total("costs"), "unused": report.figures.total("unused")}
    tell_of("financial-report-drawn-up", held, actor, before, told)
    return row


@act(Permission.CERTIFY, leaves=("financial-report-certified",))
def certify_financial_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    alternative: Literal[1, 2],
    name: str,
    position: str,
    phone: str,
    email: str,
    version: int,
    at: datetime.datetime,
    deviations: str = "",
    measures: str = "",
) -> DrawnUpReport:
    """Say as CFO, or whoever corresponds, that point three is correct (alternative 1) or that it is not (2).

    Raises:
        PaperRefusedError: when nothing is drawn up, or another version has been seen.
        FourEyesProblem: when the same person has prepared the report.
        LedgerRefusedError: when it has been reviewed, or alternative 2 lacks deviations or measures.
    """
    actor.require_own(organisation)
    held = hold(organisation, agreement_id, at)
    before, draft = held.duty.facts, drafting.held_draft(organisation, agreement_id, PAPER)
    row = held.standing()
    drafting.require_ready(draft, version=version)
    require_others_prepared(draft, held.duty, actor, PREPARED)
    review = Review(
        alternative=alternative, name=name.strip(), position=position.strip(), phone=phone.strip(),
        email=email.strip(), deviations=deviations.strip(), measures=measures.strip(),
    )  # fmt: skip
    held.money.add(
        Certified, by=actor, clause=held.duty.duty.clause, report=row.fact_id, alternative=alternative,
        deviations=review.deviations, measures=review.measures,
    )  # fmt: skip
    row.alternative, row.deviations, row.measures = alternative, review.deviations, review.measures
    row.reviewer, row.reviewer_position = review.name, review.position
    row.reviewer_phone, row.reviewer_email = review.phone, review.email
    row.reviewed_at, row.reviewed_by = at, actor.who.code
    row.save()
    redraw(draft, held.report.document(swedish_day(at), review), at=at)
    tell_of("financial-report-certified", held, actor, before, {"number": row.number, "alternative": alternative})
    return row


@act(Permission.SIGN, leaves=("financial-report-handed-in",))
def hand_in_financial_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    version: int,
    way: str,
    at: datetime.datetime,
    signed: SignedFile | None = None,
) -> HandedInPaper:
    """Sign and hand in a report that the CFO has reviewed, whatever the CFO said of it.

    ``signed`` is the file with the electronic signature, looked at already. When nothing is left to repay, the duty to
    repay is done with it.

    Raises:
        PaperRefusedError: when it is not reviewed, another version has been seen, or the signed file is not good.
        FourEyesProblem: when the same person has prepared or reviewed the report.
    """
    actor.require_own(organisation)
    held = hold(organisation, agreement_id, at)
    before, draft = held.duty.facts, drafting.held_draft(organisation, agreement_id, PAPER)
    row = held.standing()
    if row.alternative is None:
        raise errors.not_certified()
    if not held.duty.state.can_be_submitted:
        raise refusals.cannot_be_submitted(held.duty.task)
    drafting.require_ready(draft, version=version)
    require_others_prepared(draft, held.duty, actor, PREPARED)
    require_other_person(actor, than=row.reviewed_by, what=REVIEWED)
    file = require_good(signed, bytes(draft.pdf or b""), actor.who.name) if way == ELECTRONIC else None
    if not held.duty.record.begun_by:
        held.duty.record.begun_by = row.drawn_up_by
    changing.hand_in(held.duty, by=actor)
    assert held.report.paper is not None  # noqa: S101 - for the type checker; it was drawn up out of it
    paper = keep(draft, held.duty, name=held.report.paper.name, way=way, signed=file, by=actor, at=at)
    row.receipt_number, row.signed_by_name, row.handed_in_at = paper.receipt_number, actor.who.name.sv, at
    row.save()
    told = {
        "number": row.number,
        "unused": held.report.figures.total("unused"),
        "repayment": settle(held.money, by=actor, at=at) or None,
    }
    link(paper, tell_of("financial-report-handed-in", held, actor, before, told_of(paper) | told))
    return paper


@act(Permission.WORK_ON_DUTIES, leaves=("financial-report-reopened",))
def reopen_own_financial_report(
    *, actor: Actor, organisation: Organisation, agreement_id: str, reason: str, version: int, at: datetime.datetime
) -> DrawnUpReport:
    """Open one's own report again before it is handed in, with a reason; the one that was drawn up is kept.

    Raises:
        PaperRefusedError: when nothing is drawn up, when it has been handed in, or without a reason.
    """
    actor.require_own(organisation)
    held = hold(organisation, agreement_id, at)
    before, draft = held.duty.facts, drafting.held_draft(organisation, agreement_id, PAPER)
    row = held.standing()
    if row.receipt_number:
        raise errors.handed_in()
    reopen_row(held, row, actor, reason)
    drafting.open_for_changes(draft, version=version, at=at)
    tell_of("financial-report-reopened", held, actor, before, {"number": row.number}, reason)
    return row


@act(Permission.WORK_ON_DUTIES, leaves=("financial-report-reopening-asked",))
def ask_to_reopen_financial_report(
    *, actor: Actor, organisation: Organisation, agreement_id: str, reason: str, at: datetime.datetime
) -> DrawnUpReport:
    """Ask the one who has received the report to open it again, with a reason.

    Raises:
        PaperRefusedError: when it has not been handed in, or without a reason.
    """
    actor.require_own(organisation)
    held = hold(organisation, agreement_id, at)
    before, row = held.duty.facts, held.standing()
    if not row.receipt_number:
        raise errors.not_handed_in()
    if not reason.strip():
        raise errors.reason_missing()
    row.asked_at, row.asked_because = at, reason.strip()
    row.save()
    tell_of("financial-report-reopening-asked", held, actor, before, {"number": row.number}, reason)
    return row


def reopen_row(held: Held, row: DrawnUpReport, actor: Actor, reason: str) -> None:
    """Record that a report was opened again; an inner function of the acts that do."""
    held.money.add(ReportReopened, by=actor, clause=held.duty.duty.clause, report=row.fact_id, reason=reason.strip())
    row.reopened_at, row.reopened_because = held.duty.at, reason.strip()
    row.reopened_by_name = actor.who.name.sv
    row.save()


def _begin(held: Held, actor: Actor) -> None:
    if held.duty.state.can_be_begun and not held.duty.record.begun_by:
        changing.begin(held.duty, by=actor)
