"""What acts on a financial report hold while they run: its duty, the duty to repay, the money, in that order."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from naravard.documents.paper_pdf import PaperDocument, paper_pdf
from naravard.web.access.actor import Actor
from naravard.web.access.acts import tell
from naravard.web.agreements.current import all_shown
from naravard.web.financial_reports import errors
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.financial_reports.report import Report, report_of
from naravard.web.history.models import Event
from naravard.web.history.told import Plain
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.ledger.reading import terms_for
from naravard.web.ledger.recording import HeldMoney, held_money
from naravard.web.organisations.models import Organisation
from naravard.web.papers.entries import as_json, entries_of
from naravard.web.papers.models import PaperDraft
from naravard.web.tasks.changing import HeldDuty, held
from naravard.web.tasks.reading import thing_of


@dataclass(frozen=True)
class Held:
    """A financial report whose duty and money are locked until the transaction ends."""

    duty: HeldDuty
    money: HeldMoney
    report: Report
    """As it stood when it was locked."""

    def standing(self) -> DrawnUpReport:
        """Return the report that is drawn up, locked; refuse when none is."""
        book = self.money.book
        row = (
            DrawnUpReport.objects.select_for_update(no_key=True).filter(fact_id=book.report.id).first()
            if book.report is not None
            else None
        )
        if row is None:
            raise errors.not_drawn_up()
        return row


def hold(organisation: Organisation, agreement_id: str, at: datetime.datetime) -> Held:
    """Lock an organisation's report.

    Raises:
        NoMoneyError: when no agreement that is shown asks the organisation for one.
    """
    shown = next((shown for shown in all_shown() if shown.agreement.id == agreement_id), None)
    terms = terms_for(shown, organisation.code) if shown else None
    if shown is None or terms is None or terms.financial_report is None or not terms.grants:
        raise NoMoneyError(agreement_id, organisation.code)
    duty = held(organisation, agreement_id, terms.financial_report.id, at=at, seen_version=None)
    if terms.repayment is not None:
        held(organisation, agreement_id, terms.repayment.id, at=at, seen_version=None)
    money = held_money(organisation, agreement_id, at=at, seen_version=None)
    report = report_of(shown, organisation, at)
    assert report is not None  # noqa: S101 - for the type checker; the terms have said so
    return Held(duty, money, report)


def redraw(draft: PaperDraft, document: PaperDocument, *, at: datetime.datetime) -> None:
    """Make the file of a paper that is ready anew: what the CFO said has come to stand on it."""
    draft.content = as_json(entries_of(document))
    draft.pdf = paper_pdf(document)
    draft.version += 1
    draft.changed_at = at
    draft.save()


def tell_of(
    kind: str,
    held: Held,
    actor: Actor,
    before: Mapping[str, Plain],
    after: Mapping[str, Plain],
    reason: str = "",
) -> Event:
    """Leave the event of what has been done to a report: its thing is the duty that the report carries."""
    return tell(
        actor=actor,
        organisation=held.duty.task.organisation,
        thing=thing_of(held.duty.task.shown.agreement.id, held.duty.duty),
        kind=kind,
        at=held.duty.at,
        before=dict(before),
        after=held.duty.facts | dict(after),
        reason=reason.strip(),
    )
