"""The requisition (section 10.1, annex 2): a recipient asks for the whole of its money at one time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from naravard.agreement.duties import Status, receiver_of
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import day, kronor
from naravard.ledger.facts import Requisitioned
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.agreements.mandates import fixer
from naravard.web.history.content import Plain
from naravard.web.ledger.account_lock import LockedMoney, locked_money
from naravard.web.ledger.accounts import money_of, newest_fixed, terms_for
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.organisations.models import Organisation
from naravard.web.papers.acts import LockedPaper
from naravard.web.papers.kinds import PaperKind, register
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.written import WrittenPaper
from naravard.web.papers.year import NO_WORDS, WAITS, Year, YearPaper
from naravard.web.requisitions.amounts import VERSION, amounts_table, sums_of, total_of
from naravard.web.requisitions.requisition import Requisition
from naravard.web.site.forms.step import OwnYes
from naravard.web.tasks.board import TAGS
from naravard.web.tasks.carriers import Stage
from naravard.web.tasks.changes import LockedDuty


@dataclass(frozen=True, kw_only=True)
class RequisitionKind(PaperKind):
    """What a requisition asks and does beside the acts on every paper: the amounts become a fact of money."""

    written: ClassVar[type[WrittenPaper]] = Requisition

    def duty_of(self, shown: Shown, organisation_code: str) -> Duty:
        """Return the duty to requisition of one whom the agreement gives money.

        Raises:
            NoMoneyError: if it gives the organisation none, or no duty to requisition.
        """
        terms = terms_for(shown, organisation_code)
        if terms.requisition is None or not terms.grants:
            raise NoMoneyError(shown.agreement.id, organisation_code)
        return terms.requisition

    def parts(self, shown: Shown, organisation: Organisation, at: datetime) -> dict[str, Any]:
        """Return what a requisition is made of: the organisation's money too."""
        return super().parts(shown, organisation, at) | {"money": money_of(shown, organisation, at)}

    def lock(self, duty: LockedDuty) -> LockedMoney:
        """Lock the recipient's money."""
        task = duty.task
        return locked_money(task.organisation, task.shown.agreement.id, at=duty.at, seen_version=None)

    def gives_up(self, paper: WrittenPaper) -> Sequence[OwnYes]:
        """Return what lapses since it is not asked for: all is requisitioned at one time."""
        assert isinstance(paper, Requisition)  # noqa: S101 - for the type checker; the kind makes no other
        left = paper.not_asked
        if not left:
            return ()
        total, due = kronor(sum(amount for _grant, amount in left)), paper.task.state.due
        by_grant = [(grant.name, kronor(amount)) for grant, amount in left]
        sv = "; ".join(f"{name.sv}: {amount}" for name, amount in by_grant)
        en = "; ".join(f"{name.in_language('en')}: {amount}" for name, amount in by_grant)
        when = (
            Text(f"förfaller efter {day(due)}", f"lapses after {day(due)}") if due else Text("går förlorat", "is lost")
        )
        says = Text(
            f"{total} av det tilldelade rekvireras inte och {when.sv}. {sv}. Allt rekvireras på en gång, så det går "
            "inte att begära senare.",
            f"{total} of what is allotted is not requisitioned and {when.en}. {en}. All is requisitioned at one time, "
            "so it cannot be asked for later.",
        )
        return (OwnYes(says, Text(f"Ja, vi avstår från {total}", f"Yes, we give up {total}")),)

    def beside(self, agreement_id: str) -> Mapping[str, str]:
        """Return which version of the allocation the amounts are written for."""
        fixed = newest_fixed(agreement_id)
        return {VERSION: str(fixed.version)} if fixed else {}

    def made_ready(self, locked: LockedPaper, paper: WrittenPaper) -> Mapping[str, Plain]:  # noqa: ARG002
        """Tell the whole sum."""
        assert isinstance(paper, Requisition)  # noqa: S101 - for the type checker; the kind makes no other
        return {"amount": paper.total}

    def handed_in(self, locked: LockedPaper, kept: HandedInPaper) -> Mapping[str, Plain]:
        """Record what is requisitioned, at most what is allotted.

        Raises:
            LedgerRefusedError: if the ledger's rules do not allow it.
        """
        paper = locked.paper()
        assert isinstance(paper, Requisition)  # noqa: S101 - for the type checker; the kind makes no other
        assert locked.money is not None  # noqa: S101 - for the type checker; locked above
        locked.money.add(
            Requisitioned,
            by=locked.actor,
            clause=locked.duty.duty.clause,
            version=kept.allocation_version,
            sums=sums_of(paper.asked, paper.values),
        )
        return {"amount": total_of(paper.asked, paper.values)}

    def order(self, paper: WrittenPaper) -> Text:
        """Ask for the signature under the whole sum."""
        assert isinstance(paper, Requisition)  # noqa: S101 - for the type checker; the kind makes no other
        total = kronor(paper.total)
        return Text(f"{self.words.sign.sv}: {total}", f"{self.words.sign.en}: {total}")

    def year(self, year: Year, duty: Duty) -> Iterator[YearPaper]:
        """Give the requisition with what is asked for, until it is accepted."""
        asked = year.money.balance.total.requisitioned
        state, tag, step = _state(year, duty)
        yield YearPaper(
            id=self.id, name=self.label, state=state, tag=tag, url=year.url(self.room),
            says=Text(kronor(asked), kronor(asked)) if asked else NO_WORDS,
            **year.day(duty, over=year.money.book.requisition is not None), **step,
        )  # fmt: skip


def _state(year: Year, duty: Duty) -> tuple[Text, str, dict[str, Any]]:
    money, book = year.money, year.money.book
    if book.requisition is not None:
        if book.accepted:
            return Text("Godtagen", "Accepted"), "green", {}
        receiver = receiver_of(money.shown.agreement, duty) or NO_WORDS
        return Text("Inlämnad", "Handed in"), "turquoise", {"next": receiver}
    if not money.is_fixed:
        return WAITS, "grey", {"next": fixer(money.shown.agreement)}
    if book.returned_at is not None:
        return Text("Återlämnad", "Returned"), "orange", year.who(Permission.WORK_ON_DUTIES)
    if {grant.grant.id for grant in money.terms.grants if grant.needs_requisition} <= money.closed:
        return Status.LAPSED.label, TAGS[Status.LAPSED], {}
    begun = year.standing(duty).progress.begun_at is not None
    status = Status.BEGUN if begun else Status.OPEN
    return status.label, TAGS[status], year.who(year.next_step(duty).permission)


REQUISITION = register(
    RequisitionKind(
        id="requisition",
        label=Text("Rekvisition", "Requisition"),
        the=Text("rekvisitionen", "the requisition"),
        write=Text("Vad ska rekvireras?", "What is to be requisitioned?"),
        room="requisitions:requisition",
        address="rekvisition",
        stage=Stage.REQUISITION,
        received="payments:requisitions",
        received_label=Text("Rekvisitioner", "Requisitions"),
        received_at_its_duty=False,
        needs_data=False,
        table=lambda paper: amounts_table(
            paper.asked,
            paper.values,
            AmountLinks.own(paper.organisation.code, paper.shown.agreement.id),
            stands=paper.standing is not None,
        ),
        template="requisitions/requisition.html",
    )
)
