"""Requisitions as the one who pays sees them: every recipient that is to requisition, with how it stands."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Duty, Text
from naravard.ledger import DutyStanding
from naravard.ledger.facts import Requisitioned
from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import Money, moneys_of, recipients_of, reference_numbers
from naravard.web.organisations.models import Organisation
from naravard.web.payments.checks import RequisitionCheck
from naravard.web.payments.models import WAITING, Line
from naravard.web.payments.papers import PaperDetails, papers_of
from naravard.web.payments.requisition_checks import checks_of, lacking
from naravard.web.payments.signatories import Signatories, signings_of
from naravard.web.payments.states import State, state_of_money
from naravard.web.site.checks import CheckOutcome
from naravard.web.tasks.models import DutyRecord


@dataclass(frozen=True)
class ReceivedRequisition:
    """One recipient's requisition: how it stands, and every check of it."""

    money: Money
    duty: Duty
    record: DutyRecord | None
    paper: PaperDetails | None
    signing: Signatories | None
    stated: dict[str, str]
    line: Line | None
    """Its line in a batch that is open, if any."""

    @property
    def organisation(self) -> Organisation:
        """The recipient."""
        return self.money.organisation

    @cached_property
    def state(self) -> State:
        """How it stands."""
        return state_of_money(self.money, self.duty)

    @property
    def standing(self) -> Requisitioned | None:
        """The newest requisition of the duty that stands; None if none has come, or it has been sent back."""
        one = self.money.asking(self.duty)
        return one.newest if one.sent_back is None else None

    @property
    def requisitioned(self) -> int:
        """What the duty's requisitions that stand ask for, in kronor."""
        return sum(part.amount for one in self.money.asking(self.duty).standing for part in one.sums)

    @property
    def name(self) -> Text:
        """Which requisition it is, in short."""
        return self.duty.short or self.duty.name

    @cached_property
    def checks(self) -> tuple[RequisitionCheck, ...]:
        """Every check, or an empty tuple if nothing has come in."""
        return checks_of(self.money, self.duty, self.paper, self.signing, self.stated) if self.standing else ()

    @property
    def lacks(self) -> list[RequisitionCheck]:
        """The checks of the paper that are not met."""
        return lacking(self.checks)

    @property
    def unmet(self) -> int:
        """How many checks are not met, conditions of the payment too."""
        return sum(check.answer is CheckOutcome.NOT_MET for check in self.checks)

    @property
    def holds_payment(self) -> list[RequisitionCheck]:
        """The conditions of the payment that are not met, or not met yet."""
        return [check for check in self.checks if check.holds_payment and check.answer is not CheckOutcome.MET]

    @property
    def came(self) -> datetime.date | None:
        """The day that the requisition that stands came in."""
        return swedish_day(self.standing.at) if self.standing else None

    @property
    def due(self) -> datetime.date | None:
        """The last day that counts, or None if the text gives none."""
        return self.money.standings.get(self.duty.id, DutyStanding()).state(self.duty, self.money.now).due

    @property
    def requisitionable(self) -> int:
        """What can be asked for under the duty, or has been, in kronor."""
        return self.money.requisitionable(self.duty)

    @property
    def left(self) -> int:
        """What can be asked for under the duty beside what has been, in kronor."""
        return sum(part.amount for part in self.money.available(self.duty))

    @property
    def paid(self) -> int:
        """What has been paid for the duty's requisitions, in kronor."""
        made = self.money.asking(self.duty).standing
        payments = [payment for one in made if (payment := self.money.book.payment_of(one.id)) is not None]
        return sum(part.amount for payment in payments for part in payment.sums)

    @property
    def returned_because(self) -> str:
        """Why it was returned, where it has been and has not come again."""
        return self.record.reopened_because if self.record and self.state is State.RETURNED else ""


def received_of(shown: Shown, now: datetime.datetime) -> list[ReceivedRequisition]:
    """Return every recipient that the agreement lets requisition, in the order of the organisations."""
    return _read(shown, moneys_of(shown, recipients_of(shown), now))


def received_from(
    shown: Shown, organisation: Organisation, now: datetime.datetime, duty_id: str = ""
) -> ReceivedRequisition | None:
    """Return one recipient's requisition, the first where no duty is named; None if it has no such duty."""
    found = _read(shown, moneys_of(shown, [organisation], now))
    return next((one for one in found if duty_id in ("", one.duty.id)), None)


def _read(shown: Shown, moneys: Sequence[Money]) -> list[ReceivedRequisition]:
    asked = [(money, duty) for money in moneys for duty in money.terms.requisitions]
    codes = list({money.organisation.code: None for money, _ in asked})
    records = {
        (record.organisation_id, record.duty_id): record
        for record in DutyRecord.objects.filter(
            agreement_id=shown.agreement.id, organisation__in=codes, duty_id__in={duty.id for _, duty in asked}
        )
    }
    papers = papers_of(shown, codes)
    signings = signings_of(list(records.values()), papers)
    stated, lines = reference_numbers(shown), open_lines(shown.agreement.id)
    return [
        ReceivedRequisition(
            money=money,
            duty=duty,
            record=records.get((code, duty.id)),
            paper=papers.get((code, duty.id)),
            signing=signings.get((code, duty.id)),
            stated=stated,
            line=lines.get((code, f"r:{standing.id}")) if (standing := money.asking(duty).newest) else None,
        )
        for money, duty in asked
        for code in [money.organisation.code]
    ]


def open_lines(agreement_id: str) -> dict[tuple[str, str], Line]:
    """Return what is in batches that are open, by organisation code and claim."""
    return {
        (line.organisation_id, line.claim): line
        for line in Line.objects.filter(agreement_id=agreement_id, state=WAITING).select_related("batch")
    }
