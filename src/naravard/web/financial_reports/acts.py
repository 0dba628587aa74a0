"""The acts on a financial report beside those on every paper: the CFO certifies it, and its receiver has it.

Writing, drawing up, signing and opening again before it is signed are acts of the kind
(:data:`.paper_kinds.FINANCIAL_REPORT`).
"""

import datetime
from typing import Literal

from naravard.agreement.duties.deadlines import swedish_day
from naravard.agreement.model import Text
from naravard.ledger.facts import Certified
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act
from naravard.web.access.matters import OTHERS
from naravard.web.access.permissions import Permission
from naravard.web.financial_reports import errors
from naravard.web.financial_reports.document import Review
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT, reopen_row, standing_row
from naravard.web.financial_reports.report import FinancialReport
from naravard.web.history.content import Thing, Told
from naravard.web.history.kinds import PAYER, event, example, known
from naravard.web.organisations.models import Organisation
from naravard.web.papers import drafts
from naravard.web.papers.acts import LockedPaper, locked_paper
from naravard.web.papers.archive import require_others_prepared
from naravard.web.repayments.settlement import settle
from naravard.web.tasks import changes
from naravard.web.tasks.acts import require_receiver

_DUTY = Thing("duty", "exempel/redovisning", Text("Ekonomisk redovisning", "Financial report"))


def _certified(told: Told) -> Text:
    """Say what the CFO said of the report."""
    if (told.after or {}).get("alternative") == 1:
        return Text(
            "{who} granskade den ekonomiska redovisningen för {whose} och intygade att den är korrekt.",
            "{who} reviewed the financial report of {whose} and certified that it is correct.",
        )
    return Text(
        "{who} granskade den ekonomiska redovisningen för {whose} och bedömde att den inte är korrekt.",
        "{who} reviewed the financial report of {whose} and judged that it is not correct.",
    )


@act(
    Permission.CERTIFY,
    leaves=event(
        "financial-report-certified",
        _certified,
        example(_DUTY, after={"alternative": 1}),
        example(_DUTY, after={"alternative": 2}),
    ),
)
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
    duty_id: str = "",
) -> DrawnUpReport:
    """Say as CFO, or whoever corresponds, that the report is correct (alternative 1) or that it is not (2).

    Raises:
        PaperRefusedError: if nothing is drawn up, or another version has been seen.
        FourEyesProblem: if the same person has prepared the report.
        LedgerRefusedError: if it has been reviewed, or alternative 2 has no deviations or measures.
    """
    locked = locked_paper(FINANCIAL_REPORT, actor, organisation, agreement_id, at, duty_id)
    row = standing_row(locked)
    drafts.require_ready(locked.draft, version=version)
    require_others_prepared(locked.draft, locked.duty, actor, FINANCIAL_REPORT.words.prepared)
    review = Review(
        alternative=alternative, name=name.strip(), position=position.strip(), phone=phone.strip(),
        email=email.strip(), deviations=deviations.strip(), measures=measures.strip(),
    )  # fmt: skip
    assert locked.money is not None  # noqa: S101 - for the type checker; the kind locks it
    locked.money.add(
        Certified, by=actor, clause=locked.duty.duty.clause, report=row.fact_id, alternative=alternative,
        deviations=review.deviations, measures=review.measures,
    )  # fmt: skip
    paper = locked.paper()
    assert isinstance(paper, FinancialReport)  # noqa: S101 - for the type checker; the kind makes no other
    drafts.make_again(locked.draft, paper.document(swedish_day(at), review), at=at)
    row.alternative, row.deviations, row.measures = alternative, review.deviations, review.measures
    row.reviewer, row.reviewer_position = review.name, review.position
    row.reviewer_phone, row.reviewer_email = review.phone, review.email
    row.reviewed_at, row.reviewed_by = at, actor.who.code
    row.save()
    locked.tell("certified", {}, {"number": row.number, "alternative": alternative})
    return row


@act(
    Permission.WORK_ON_DUTIES,
    leaves=event(
        "financial-report-reopening-asked",
        Text(
            "{who} bad om att den ekonomiska redovisningen för {whose} öppnas igen.",
            "{who} asked for the financial report of {whose} to be opened again.",
        ),
        example(_DUTY),
    ),
)
def ask_to_reopen_financial_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    reason: str,
    at: datetime.datetime,
    duty_id: str = "",
) -> DrawnUpReport:
    """Ask the one who has received the report to open it again, with a reason.

    Raises:
        PaperRefusedError: if it has not been handed in, or without a reason.
    """
    locked = locked_paper(FINANCIAL_REPORT, actor, organisation, agreement_id, at, duty_id)
    row = standing_row(locked)
    if not row.receipt_number:
        raise errors.not_handed_in()
    if not reason.strip():
        raise errors.reason_missing()
    row.asked_at, row.asked_because = at, reason.strip()
    row.save()
    locked.tell("reopening-asked", {}, {"number": row.number}, reason)
    return row


@act(
    Permission.RECEIVE,
    matter=OTHERS,
    leaves=event(
        "financial-report-accepted",
        Text(
            "{who} godtog den ekonomiska redovisningen från {whose}.",
            "{who} accepted the financial report of {whose}.",
        ),
        example(_DUTY, by=PAYER),
    ),
)
def accept_financial_report(
    *, actor: Actor, organisation: Organisation, agreement_id: str, seen: int, at: datetime.datetime, duty_id: str = ""
) -> DrawnUpReport:
    """Accept a report that has been handed in to one's own organisation: nothing more is to be done.

    ``seen`` is the number of the report that was looked at.

    Raises:
        PaperRefusedError: if another report than the one that was looked at stands.
        DutyRefusedError: if there is nothing to accept.
    """
    locked, row = _received(actor, organisation, agreement_id, seen, at, duty_id)
    changes.accept(locked.duty)
    locked.tell("accepted", {}, {"number": row.number})
    return row


@act(Permission.RECEIVE, matter=OTHERS, leaves=known("financial-report-reopened"))
def reopen_financial_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    seen: int,
    reason: str,
    at: datetime.datetime,
    duty_id: str = "",
) -> DrawnUpReport:
    """Open a report again that has been handed in to one's own organisation; the earlier one is kept as it was.

    When it came in the first time is kept. The duty to repay is opened too, where it was done: what is left may change.

    Raises:
        PaperRefusedError: without a reason, or if another report than the one that was looked at stands.
        DutyRefusedError: if there is nothing to open.
    """
    locked, row = _received(actor, organisation, agreement_id, seen, at, duty_id)
    if not reason.strip():
        raise errors.reason_missing()
    changes.reopen(locked.duty, because=reason.strip())
    reopen_row(locked, row, reason)
    assert locked.money is not None  # noqa: S101 - for the type checker; the kind locks it
    outcome = settle(locked.money, by=actor, at=at)
    locked.tell("reopened", {}, {"number": row.number, "repayment": outcome or None}, reason)
    return row


def _received(
    actor: Actor, organisation: Organisation, agreement_id: str, seen: int, at: datetime.datetime, duty_id: str
) -> tuple[LockedPaper, DrawnUpReport]:
    locked = locked_paper(FINANCIAL_REPORT, actor, organisation, agreement_id, at, duty_id)
    require_receiver(actor, locked.duty)
    row = standing_row(locked)
    if row.number != seen:
        raise errors.not_drawn_up()
    return locked, row
