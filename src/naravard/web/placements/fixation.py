"""The receiver's acts: to fix an allocation with what was reported, as the version after the current one.

One person prepares it, and another fixes it (:mod:`naravard.web.ledger.preparation`).
"""

import datetime

from naravard.agreement.model import Duty, Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.doings import Doing
from naravard.web.access.matters import COMMON
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_named
from naravard.web.agreements.mandates import require_mandate
from naravard.web.agreements.models import CurrentSnapshot
from naravard.web.fixing.acts import tell_fixed
from naravard.web.history.content import Thing
from naravard.web.history.kinds import AGREEMENT, RECEIVER, event, example
from naravard.web.ledger.accounts import newest_fixed
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.models import FixedAllocation, PreparedDecision
from naravard.web.ledger.next_version import fix, proposed_to_be_fixed
from naravard.web.ledger.preparation import Values, prepare, require_prepared, settle, what_waited, withdraw
from naravard.web.placements.participation import Sharing, sharing_of
from naravard.web.placements.questions import ABOUT
from naravard.web.tasks.duty_book import duty_book


@act(
    Permission.SHARE_PLACEMENTS,
    matter=COMMON,
    leaves=event(
        "reported-shares-prepared",
        Text(
            "{who} förberedde version {version} av fördelningen i {thing:quoted} efter de redovisade talen: "
            "{total:kronor}. Någon annan fastställer den.",
            "{who} prepared version {version} of the allocation in {thing:quoted} by the numbers reported: "
            "{total:kronor}. Someone else fixes it.",
        ),
        example(AGREEMENT, organisation=RECEIVER, after={"version": 2, "total": 1000}),
    ),
)
def prepare_shares(
    *,
    actor: Actor,
    agreement_id: str,
    duty_id: str,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
    seen_stamp: str | None = None,
) -> PreparedDecision:
    """Prepare the next version with the numbers of those who have reported, for another to fix.

    ``seen_version`` is the version that was current and ``seen_stamp`` what was shared by (:attr:`.Sharing.stamp`) when
    the actor decided.

    Raises:
        MoneyRefusedError: when someone still has time, when a report has changed meanwhile, when no one has increased,
            or when a version waits that still holds.
    """
    sharing, before = _locked(actor, agreement_id, duty_id, at)
    if seen_stamp is not None and seen_stamp != sharing.stamp:
        raise _changed()
    fixed = proposed_to_be_fixed(
        agreement_id,
        by=actor.who.code,
        at=at,
        basis=before.basis,
        reason=reason,
        keys=sharing.keys,
        outside=sharing.outside,
        same_agreement=True,
        seen_version=seen_version,
    ).fixed
    made = prepare(
        sharing.matter,
        {"reason": fixed.reason, "version": fixed.version},
        seen=sharing.rests_on,
        amount=sum(one.amount for one in sharing.grants),
        actor=actor,
        at=at,
    )
    tell_fixed("reported-shares-prepared", before, fixed, actor=actor, at=at)
    return made


@act(
    Permission.SHARE_PLACEMENTS,
    matter=COMMON,
    leaves=event(
        "prepared-shares-withdrawn",
        Text(
            "{who} tog tillbaka den förberedda versionen {version} av fördelningen i {thing:quoted}.",
            "{who} took the prepared version {version} of the allocation in {thing:quoted} back.",
        ),
        example(AGREEMENT, organisation=RECEIVER, before={"version": 2}),
    ),
)
def withdraw_shares(*, actor: Actor, agreement_id: str, duty_id: str, at: datetime.datetime) -> PreparedDecision:
    """Take back a version that waits to be fixed.

    Raises:
        MoneyRefusedError: when none waits.
    """
    shown, duty = _received(actor, agreement_id, duty_id)
    found = withdraw(sharing_of(shown, duty, at).matter, actor=actor, at=at)
    tell(
        actor=actor,
        organisation=actor.organisation,
        thing=Thing("agreement", agreement_id, shown.agreement.name),
        kind="prepared-shares-withdrawn",
        at=at,
        before=what_waited(found),
        after=None,
    )
    return found


@act(
    Permission.SHARE_PLACEMENTS,
    matter=COMMON,
    leaves=event(
        "reported-shares-fixed",
        Text(
            "{who} fastställde version {version} av fördelningen i {thing:quoted} efter de redovisade talen: "
            "{total:kronor}.",
            "{who} fixed version {version} of the allocation in {thing:quoted} by the numbers reported: "
            "{total:kronor}.",
        ),
        example(AGREEMENT, organisation=RECEIVER, after={"version": 2, "total": 1000}),
    ),
)
def share_by_reports(
    *,
    actor: Actor,
    agreement_id: str,
    duty_id: str,
    reason: str,
    at: datetime.datetime,
    prepared: int | None = None,
) -> FixedAllocation:
    """Fix the next version as another has prepared it, with the numbers of those who have reported.

    It is fixed from the files that the last was; nothing else changes in it: what was fixed stays.
    ``prepared`` is what the actor saw (:attr:`.PreparedDecision.pk`).

    Raises:
        MoneyRefusedError: when it is not prepared so, when someone still has time, when a report has changed
            meanwhile, or for what :func:`naravard.web.ledger.next_version.fix` refuses; nothing is changed.
        FourEyesProblem: when the actor prepared it.
    """
    sharing, before = _locked(actor, agreement_id, duty_id, at)
    values: Values = {"reason": reason.strip(), "version": before.version + 1}
    waited = require_prepared(sharing.matter, values, seen=sharing.rests_on, actor=actor, prepared=prepared)
    fixed = fix(
        agreement_id,
        by=actor,
        at=at,
        basis=before.basis,
        reason=reason,
        keys=sharing.keys,
        outside=sharing.outside,
        same_agreement=True,
    )
    settle(waited, PreparedDecision.DECIDED, actor, at)
    tell_fixed("reported-shares-fixed", before, fixed, actor=actor, at=at)
    return fixed


def _received(actor: Actor, agreement_id: str, duty_id: str) -> tuple[Shown, Duty]:
    """Lock the agreement, and return the duty whose reports the actor's organisation receives."""
    list(CurrentSnapshot.objects.select_for_update(no_key=True).filter(agreement_id=agreement_id))
    shown = shown_named(agreement_id)
    duty = duty_book(shown).duties.get(duty_id) if shown else None
    if shown is None or duty is None or duty.about != ABOUT:
        raise MoneyRefusedError("no-such-duty", Text("Det finns ingen sådan redovisning.", "There is no such report."))
    require_mandate(actor, shown, Doing.SHARES)
    return shown, duty


def _locked(actor: Actor, agreement_id: str, duty_id: str, at: datetime.datetime) -> tuple[Sharing, FixedAllocation]:
    """Lock the agreement, and return what would be shared and the version that holds, once nothing is in the way."""
    shown, duty = _received(actor, agreement_id, duty_id)
    sharing, before = sharing_of(shown, duty, at), newest_fixed(agreement_id)
    if sharing.in_the_way is not None or before is None:
        raise sharing.in_the_way or MoneyRefusedError("not-fixed", Text("–"))
    return sharing, before


def _changed() -> MoneyRefusedError:
    return MoneyRefusedError(
        "changed-meanwhile",
        Text(
            "En redovisning har ändrats, eller någons tid har förlängts, sedan du öppnade sidan. Inget har "
            "fastställts. Nu visas hur det står.",
            "A report has changed, or someone's time has been extended, since you opened the page. Nothing was fixed. "
            "This is how it stands now.",
        ),
    )
