"""Fixing an allocation: the inner function of the acts that do. A version never changes; a correction is a new one.

An act calls :func:`fix` in its own transaction and leaves its own event.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property
from uuid import uuid4

from naravard.agreement.model import Text
from naravard.allocation import Allocation, AllocationError
from naravard.allocation.participation import Outside, allocate_reported
from naravard.ledger import allotted_from
from naravard.ledger import refusal as ledger_refusal
from naravard.ledger.balances import balance_of
from naravard.ledger.facts import Allotted
from naravard.ledger.tally import tally
from naravard.web.access.actor import Actor
from naravard.web.agreements.current import Shown, shown_named
from naravard.web.agreements.models import CurrentSnapshot
from naravard.web.ledger.account_lock import LockedMoney, locked_money, record_for_many
from naravard.web.ledger.accounts import Money, moneys_of, newest_fixed, recipients_of
from naravard.web.ledger.errors import LedgerRefusedError, MoneyRefusedError
from naravard.web.ledger.fixed_version import COMPUTED as COMPUTED  # part of this module's surface too
from naravard.web.ledger.fixed_version import SIGNED as SIGNED
from naravard.web.ledger.fixed_version import Keys as Keys
from naravard.web.ledger.fixed_version import bases_of, read, snapshot_of, total_of, written
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.more import locked_requisitions, open_for_more


@dataclass(frozen=True)
class ProposedVersion:
    """The next version of an agreement's allocation as it would be, not kept anywhere."""

    shown: Shown
    """The agreement as the pages show it, which the recipients' money stands under."""
    before: FixedAllocation | None
    """The current version; None while nothing is fixed."""
    fixed: FixedAllocation
    """The next, not saved."""
    allocation: Allocation

    @property
    def changes_nothing(self) -> bool:
        """Whether the next version would be the same as the current one."""
        names = ["reads", "keys", "outside", "total"]
        if len(bases_of(self.allocation.agreement)) > 1:
            names.append("basis")
        return self.before is not None and all(
            getattr(self.before, name) == getattr(self.fixed, name) for name in names
        )

    @cached_property
    def moneys(self) -> list[Money]:
        """The money of every recipient, as it stands when the version is proposed."""
        return moneys_of(self.shown, recipients_of(self.shown), self.fixed.made_at)

    def allots(self, money: Money) -> Allotted:
        """Return what the next version would allot a recipient."""
        return _fact(self.allocation, self.fixed, money.organisation.code, money.book.latest, self.fixed.made_at)


def proposed(
    agreement_id: str,
    *,
    by: str,
    at: datetime.datetime,
    basis: str,
    reason: str = "",
    keys: Keys | None = None,
    outside: Outside | None = None,
    same_agreement: bool = False,
) -> ProposedVersion:
    """Return the next version as it would be.

    ``keys`` brings numbers for keys that the agreement awaits; those that an earlier version brought are kept.
    ``outside`` are those who do not take part in what a duty's keys share; what an earlier version said of other
    duties is kept. ``same_agreement`` builds on the files that the current version was fixed from, so that nothing
    but what is brought changes.

    Raises:
        MoneyRefusedError: when there is no such agreement, or a rule cannot be carried out.
    """
    shown = shown_named(agreement_id)
    if shown is None:
        raise MoneyRefusedError(
            "no-such-agreement", Text("Det finns ingen sådan överenskommelse.", "No such agreement.")
        )
    before = newest_fixed(agreement_id)
    source = snapshot_of(before) if before is not None and same_agreement else shown
    brought = read(before.keys if before else {}) | dict(keys or {})
    apart = dict(before.outside if before else {}) | {duty: sorted(codes) for duty, codes in (outside or {}).items()}
    try:
        allocation = allocate_reported(source.agreement, brought, apart)
    except AllocationError as error:
        raise MoneyRefusedError(
            "cannot-be-allocated", Text(error.in_language("sv"), error.in_language("en"))
        ) from error
    fixed = FixedAllocation(
        agreement_id=agreement_id,
        version=before.version + 1 if before else 1,
        digest=source.digest,
        amendments=source.agreement.holding,
        basis=basis,
        keys=written(brought),
        outside=apart,
        reason=reason.strip(),
        total=total_of(allocation, basis),
        made_at=at,
        made_by=by,
    )
    return ProposedVersion(shown, before, fixed, allocation)


def refusals(proposal: ProposedVersion) -> list[LedgerRefusedError]:
    """Return why recipients' sums could not become what is proposed, each with the recipient named."""
    found: list[LedgerRefusedError] = []
    for money in proposal.moneys:
        refused = ledger_refusal(proposal.allots(money), money.book, money.terms, money.standings)
        if refused is not None:
            found.append(LedgerRefusedError(refused).of(money.organisation.text))
    return found


def paid_above(proposal: ProposedVersion) -> int:
    """Return how many kronor recipients have been paid above what is proposed, and would be to repay."""
    return sum(
        balance_of(money.book.tally + tally((proposal.allots(money),))).total.paid_above for money in proposal.moneys
    )


def fix(
    agreement_id: str,
    *,
    by: Actor,
    at: datetime.datetime,
    basis: str,
    reason: str,
    keys: Keys | None = None,
    outside: Outside | None = None,
    same_agreement: bool = False,
    seen_version: int | None = None,
    seen_reads: str | None = None,
) -> FixedAllocation:
    """Fix the next version of an agreement's allocation and allot every recipient its sums (see :func:`proposed`).

    ``seen_version`` is the version that was current when the actor decided (0 for none), ``seen_reads`` how
    the agreement read that was decided on. Of two who fix at once the second waits here and is told.

    Raises:
        MoneyRefusedError: when there is no such agreement, when a correction has no reason, when another version was
            fixed or the agreement taken in again meanwhile, when nothing would change, when a rule cannot be carried
            out, or when a recipient would get less than it has asked for and waits to be paid.
    """
    list(CurrentSnapshot.objects.select_for_update(no_key=True).filter(agreement_id=agreement_id))
    proposal = proposed_to_be_fixed(
        agreement_id,
        by=by.who.code,
        at=at,
        basis=basis,
        reason=reason,
        keys=keys,
        outside=outside,
        same_agreement=same_agreement,
        seen_version=seen_version,
        seen_reads=seen_reads,
    )
    fixed = proposal.fixed
    fixed.save()
    _allot(proposal, by=by, at=at)
    return fixed


def proposed_to_be_fixed(
    agreement_id: str,
    *,
    by: str,
    at: datetime.datetime,
    basis: str,
    reason: str,
    keys: Keys | None = None,
    outside: Outside | None = None,
    same_agreement: bool = False,
    seen_version: int | None = None,
    seen_reads: str | None = None,
) -> ProposedVersion:
    """Return the next version as it would be (:func:`proposed`), once it is sure that it may be fixed or prepared.

    Raises:
        MoneyRefusedError: as :func:`fix`, but for what recipients have asked for or been paid.
    """
    _check(newest_fixed(agreement_id), reason, seen_version)
    proposal = proposed(
        agreement_id,
        by=by,
        at=at,
        basis=basis,
        reason=reason,
        keys=keys,
        outside=outside,
        same_agreement=same_agreement,
    )
    if seen_reads is not None and seen_reads != proposal.fixed.reads:
        raise _other_agreement()
    if proposal.changes_nothing:
        raise _nothing_changes(proposal.fixed.version)
    return proposal


def _allot(proposal: ProposedVersion, *, by: Actor, at: datetime.datetime) -> None:
    def make(money: LockedMoney) -> Allotted:
        return _fact(proposal.allocation, proposal.fixed, money.organisation.code, money.book.latest, at)

    organisations = recipients_of(proposal.shown)
    duties = locked_requisitions(proposal.shown, organisations, at)
    record_for_many(proposal.shown, organisations, make, by=by, at=at)
    for organisation in organisations:
        for duty in duties[organisation.code]:
            money = locked_money(organisation, proposal.fixed.agreement_id, at=at, seen_version=None)
            open_for_more(duty, money, _adds(proposal.fixed))


def _adds(fixed: FixedAllocation) -> str:
    """Return why a recipient can ask for more, with ``{amount}`` for how much."""
    why = fixed.reason.strip().rstrip(".").replace("{", "{{").replace("}", "}}")
    return f"Fördelningens version {fixed.version} ger mer: {{amount}} kan rekvireras. Skäl: {why}."


def _fact(
    allocation: Allocation,
    fixed: FixedAllocation,
    code: str,
    latest: datetime.datetime | None,
    at: datetime.datetime,
) -> Allotted:
    """Return what a version allots a recipient, recorded no earlier than what was recorded last."""
    return allotted_from(
        allocation,
        code,
        fact_id=uuid4().hex,
        version=fixed.version,
        at=max(at, latest) if latest else at,
        binding=fixed.basis == SIGNED,
    )


def _check(before: FixedAllocation | None, reason: str, seen_version: int | None) -> None:
    version = before.version if before else 0
    if seen_version is not None and seen_version != version:
        raise MoneyRefusedError(
            "changed-meanwhile",
            Text(
                f"Någon annan har fastställt version {version} sedan du öppnade sidan. Inget av det du skickade har "
                "gjorts. Nu visas hur det står.",
                f"Someone else has fixed version {version} since you opened the page. Nothing of what you sent was "
                "done. This is how it stands now.",
            ),
        )
    if before is not None and not reason.strip():
        raise MoneyRefusedError(
            "no-reason",
            Text(
                f"Fördelningen är redan fastställd som version {version}, och den ändras aldrig. En ny version "
                "behöver ett skäl. Skriv varför fördelningen rättas.",
                f"The allocation is already fixed as version {version}, and it never changes. A new version needs a "
                "reason. Write why the allocation is corrected.",
            ),
            "reason",
        )


def _nothing_changes(version: int) -> MoneyRefusedError:
    return MoneyRefusedError(
        "nothing-changes",
        Text(
            f"Version {version} skulle bli likadan som version {version - 1}: samma överenskommelse, samma belopp. "
            "Inget behöver fastställas.",
            f"Version {version} would be the same as version {version - 1}: the same agreement, the same amounts. "
            "Nothing needs to be fixed.",
        ),
    )


def _other_agreement() -> MoneyRefusedError:
    return MoneyRefusedError(
        "agreement-changed-meanwhile",
        Text(
            "Överenskommelsen har lästs in på nytt, eller ändrats av ett tillägg, sedan du öppnade sidan. Inget har "
            "fastställts. Nu visas vad som skulle fastställas.",
            "The agreement has been taken in again, or changed by an amendment, since you opened the page. Nothing was "
            "fixed. What would be fixed is shown now.",
        ),
    )
