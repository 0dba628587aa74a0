"""The receiver's act: to fix an allocation with what was reported, as the version after the current one."""

import datetime

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act
from naravard.web.access.matters import COMMON
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_named
from naravard.web.agreements.models import CurrentSnapshot
from naravard.web.fixing.acts import tell_fixed
from naravard.web.history.kinds import AGREEMENT, RECEIVER, event, example
from naravard.web.ledger.accounts import newest_fixed
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.next_version import fix
from naravard.web.placements.participation import sharing_of
from naravard.web.placements.questions import ABOUT
from naravard.web.tasks.duty_book import duty_book


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
    seen_version: int | None = None,
    seen_stamp: str | None = None,
) -> FixedAllocation:
    """Fix the next version with the numbers of those who have reported, in the files that the last was fixed from.

    Nothing else changes in it: what the ministry fixed stays. ``seen_version`` is the version that was current and
    ``seen_stamp`` what was shared by (:attr:`.Sharing.stamp`) when the actor decided.

    Raises:
        MoneyRefusedError: when someone still has time, when a report has changed meanwhile, when no one has increased,
            or for what :func:`naravard.web.ledger.next_version.fix` refuses; nothing is changed.
    """
    list(CurrentSnapshot.objects.select_for_update(no_key=True).filter(agreement_id=agreement_id))
    shown = shown_named(agreement_id)
    duty = duty_book(shown).duties.get(duty_id) if shown else None
    if shown is None or duty is None or duty.about != ABOUT:
        raise MoneyRefusedError("no-such-duty", Text("Det finns ingen sådan redovisning.", "There is no such report."))
    if actor.organisation is not None and actor.organisation.code != duty.to:
        message = f"{duty_id} is received by {duty.to}"
        raise NotAllowedError(message)
    sharing = sharing_of(shown, duty, at)
    before = newest_fixed(agreement_id)
    if sharing.in_the_way is not None or before is None:
        raise sharing.in_the_way or MoneyRefusedError("not-fixed", Text("–"))
    if seen_stamp is not None and seen_stamp != sharing.stamp:
        raise _changed()
    fixed = fix(
        agreement_id,
        by=actor,
        at=at,
        basis=before.basis,
        reason=reason,
        keys=sharing.keys,
        outside=sharing.outside,
        same_agreement=True,
        seen_version=seen_version,
    )
    tell_fixed("reported-shares-fixed", before, fixed, actor=actor, at=at)
    return fixed


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
