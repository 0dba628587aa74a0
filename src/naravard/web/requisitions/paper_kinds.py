"""The requisition: a recipient asks for its money, as much and as often as the agreement's duties let it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from naravard.agreement.duties import Status, receiver_of
from naravard.agreement.model import Duty, Text
from naravard.agreement.status_words import ACCEPTED, HANDED_IN, ShownStatus, waiting_for
from naravard.agreement.wording import day, kronor
from naravard.ledger import asking, available
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
from naravard.web.papers.paper import WrittenPaper
from naravard.web.papers.year import NO_WORDS, Year, YearPaper
from naravard.web.requisitions.amounts import BEFORE, VERSION, amounts_table, asked_of, sums_of, values_of
from naravard.web.requisitions.requisition import Requisition
from naravard.web.site.forms.amounts import AmountsTable
from naravard.web.site.forms.step import OwnYes
from naravard.web.tasks.carriers import Stage
from naravard.web.tasks.changes import LockedDuty


@dataclass(frozen=True, kw_only=True)
class RequisitionKind(PaperKind):
    """What a requisition asks and does beside the acts on every paper: the amounts become a fact of money."""

    written: ClassVar[type[WrittenPaper]] = Requisition

    def duty_of(self, shown: Shown, organisation_code: str, duty_id: str = "") -> Duty:
        """Return a duty to requisition of one whom the agreement gives money.

        Raises:
            NoMoneyError: if it gives the organisation none, or no duty to requisition.
        """
        terms = terms_for(shown, organisation_code)
        if not terms.requisitions or not terms.grants:
            raise NoMoneyError(shown.agreement.id, organisation_code)
        return super().duty_of(shown, organisation_code, duty_id)

    def parts(self, shown: Shown, organisation: Organisation, at: datetime, duty: Duty) -> dict[str, Any]:
        """Return what a requisition is made of: the organisation's money too."""
        return super().parts(shown, organisation, at, duty) | {"money": money_of(shown, organisation, at)}

    def lock(self, duty: LockedDuty) -> LockedMoney:
        """Lock the recipient's money."""
        task = duty.task
        return locked_money(task.organisation, task.shown.agreement.id, at=duty.at, seen_version=None)

    def gives_up(self, paper: WrittenPaper) -> Sequence[OwnYes]:
        """Return what lapses since it is not asked for, where all is requisitioned at one time."""
        assert isinstance(paper, Requisition)  # noqa: S101 - for the type checker; the kind makes no other
        left = paper.not_asked
        if not left or paper.task.duty.requisitioned != "once":
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

    def beside(self, locked: LockedPaper) -> Mapping[str, str]:
        """Return which version of the allocation the amounts are written for, and how many requisitions before it."""
        fixed = newest_fixed(locked.shown.agreement.id)
        return {VERSION: str(fixed.version), BEFORE: str(_made_before(locked))} if fixed else {}

    def made_ready(self, locked: LockedPaper, paper: WrittenPaper) -> Mapping[str, Plain]:  # noqa: ARG002
        """Tell the whole sum."""
        assert isinstance(paper, Requisition)  # noqa: S101 - for the type checker; the kind makes no other
        return {"amount": paper.total}

    def handed_in(self, locked: LockedPaper, kept: HandedInPaper) -> Mapping[str, Plain]:
        """Record what is requisitioned, at most what is allotted.

        Raises:
            LedgerRefusedError: if the ledger's rules do not allow it.
        """
        assert locked.money is not None  # noqa: S101 - for the type checker; locked above
        money, duty = locked.money, locked.duty.duty
        left = available(money.book, money.terms, duty, locked.at, money.standings)
        asked = asked_of(money.terms, left)
        sums = sums_of(asked, values_of(locked.draft.values, _made_before(locked)))
        money.add(
            Requisitioned, by=locked.actor, clause=duty.clause, version=kept.allocation_version, sums=sums, duty=duty.id
        )
        return {"amount": sum(part.amount for part in sums)}

    def write_asks(self, paper: WrittenPaper) -> Text:
        """Tell how much can be asked for."""
        assert isinstance(paper, Requisition)  # noqa: S101 - for the type checker; the kind makes no other
        most = kronor(paper.allotted)
        return Text(f"Rekvirera upp till {most}", f"Requisition up to {most}")

    def amount(self, paper: WrittenPaper) -> int | None:
        """Return the whole sum that is asked for."""
        assert isinstance(paper, Requisition)  # noqa: S101 - for the type checker; the kind makes no other
        return paper.total

    def year(self, year: Year, duty: Duty) -> Iterator[YearPaper]:
        """Give the requisition with what is asked for, until it is accepted."""
        one = year.money.asking(duty)
        asked = sum(part.amount for made in one.standing for part in made.sums)
        is_over = one.newest is not None and not year.money.more_can_be_asked(duty)
        state, step = _state(year, duty)
        yield YearPaper(
            id=duty.id if len(year.money.terms.requisitions) > 1 else self.id,
            name=self.name_of(year.shown, year.organisation.code, duty), state=state,
            url=year.url_of(self, duty), says=Text(kronor(asked), kronor(asked)) if asked else NO_WORDS,
            **year.day(duty, over=is_over), **step,
        )  # fmt: skip


def _made_before(locked: LockedPaper) -> int:
    """Return how many requisitions of the duty stand."""
    assert locked.money is not None  # noqa: S101 - for the type checker; the kind locks it
    return len(asking(locked.money.book, locked.money.terms, locked.duty.duty).standing)


_RETURNED = Text("lämnad tillbaka", "returned")


def _state(year: Year, duty: Duty) -> tuple[ShownStatus, dict[str, Any]]:
    money, one = year.money, year.money.asking(duty)
    if one.newest is not None and not one.is_accepted:
        receiver = receiver_of(money.shown.agreement, duty) or NO_WORDS
        return HANDED_IN, {"next": receiver}
    if one.newest is not None and not money.more_can_be_asked(duty):
        return ACCEPTED, {}
    if not money.is_fixed:
        by = fixer(money.shown.agreement)
        return waiting_for(by), {"next": by}
    if one.sent_back is not None:
        return year.waits_for_own.but(_RETURNED), year.who(Permission.WORK_ON_DUTIES)
    if (status := year.status(duty)) in (Status.LAPSED, Status.NOT_YET_OPEN):
        return status.shown, {}
    begun = year.standing(duty).progress.begun_at is not None
    status = Status.BEGUN if begun else Status.OPEN
    return status.shown, year.who(year.next_step(duty).permission)


REQUISITION = register(
    RequisitionKind(
        id="requisition",
        label=Text("Rekvisition", "Requisition"),
        the=Text("rekvisitionen", "the requisition"),
        write=Text("Rekvirera pengarna", "Requisition the money"),
        verb=Text("Rekvirera", "Requisition"),
        amounts=AmountsTable(Text("Tilldelat", "Allotted"), Text("Rekvireras", "Requisitioned")),
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
