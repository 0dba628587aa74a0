"""The acts of those who fix: to fix an agreement's allocation, and to state the reference numbers that it names.

One person prepares a version, and another fixes it (:mod:`naravard.web.ledger.preparation`). A version never changes; a
correction is the next version, with a reason. A reference number that was wrong is stated again, and both stand in the
history.
"""

import datetime

from naravard.agreement.model import Agreement, ReferenceNumber, Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.doings import Doing
from naravard.web.access.matters import COMMON
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_named
from naravard.web.agreements.mandates import require_mandate
from naravard.web.agreements.models import Approval, CurrentSnapshot
from naravard.web.history.content import Plain, Thing, Told
from naravard.web.history.kinds import AGREEMENT, event, example
from naravard.web.ledger.accounts import newest_fixed
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.models import FixedAllocation, PreparedDecision, StatedReferenceNumber
from naravard.web.ledger.next_version import fix, proposed_to_be_fixed
from naravard.web.ledger.preparation import (
    PreparedMatter,
    Values,
    prepare,
    require_prepared,
    settle,
    what_waited,
    withdraw,
)

LONGEST_NUMBER = 100

_NUMBER = Thing("reference-number", "exempel/regeringsbeslut", Text("Regeringens beslut", "The government's decision"))


def _stated(told: Told) -> Text:
    if (told.before or {}).get("number"):
        return Text(
            "{who} angav {after.number} i stället för {before.number} som {thing:quoted}.",
            "{who} stated {after.number} instead of {before.number} as {thing:quoted}.",
        )
    return Text("{who} angav {number} som {thing:quoted}.", "{who} stated {number} as {thing:quoted}.")


def _approved(told: Told) -> Text:
    if (told.after or {}).get("remarks"):
        return Text(
            "{who} godkände texten och det den blev i {thing:quoted}, med anmärkningen ”{remarks}”.",
            "{who} approved the text and the data of {thing:quoted}, with the remark “{remarks}”.",
        )
    return Text(
        "{who} godkände texten och det den blev i {thing:quoted}.",
        "{who} approved the text and the data of {thing:quoted}.",
    )


def matter_of(agreement_id: str) -> PreparedMatter:
    """Return the next version of an agreement's allocation as what is prepared and decided."""
    return PreparedMatter(Permission.FIX_ALLOCATION, agreement_id)


def rests_on(agreement_id: str) -> str:
    """Return what the next version rests on, in one word: the current version, and how the agreement reads."""
    shown, before = shown_named(agreement_id), newest_fixed(agreement_id)
    return f"{before.version if before else 0}/{shown.reads if shown else ''}"


@act(
    Permission.FIX_ALLOCATION,
    matter=COMMON,
    leaves=event(
        "allocation-prepared",
        Text(
            "{who} förberedde version {version} av fördelningen i {thing:quoted}: {total:kronor}. Någon annan "
            "fastställer den.",
            "{who} prepared version {version} of the allocation in {thing:quoted}: {total:kronor}. Someone else fixes "
            "it.",
        ),
        example(AGREEMENT, after={"version": 2, "total": 1_990_000_000}),
    ),
)
def prepare_version(
    *,
    actor: Actor,
    agreement_id: str,
    basis: str,
    at: datetime.datetime,
    reason: str = "",
    seen_version: int | None = None,
    seen_reads: str | None = None,
) -> PreparedDecision:
    """Prepare the next version of an agreement's allocation, for another to fix. Nothing is allotted by it.

    Raises:
        MoneyRefusedError: when a version waits that still holds, or when it could not be fixed so.
    """
    _lock(agreement_id)
    _require_fixer(actor, agreement_id)
    fixed = proposed_to_be_fixed(
        agreement_id,
        by=actor.who.code,
        at=at,
        basis=basis,
        reason=reason,
        seen_version=seen_version,
        seen_reads=seen_reads,
    ).fixed
    made = prepare(
        matter_of(agreement_id),
        {"basis": basis, "reason": fixed.reason, "version": fixed.version},
        seen=rests_on(agreement_id),
        amount=fixed.total,
        actor=actor,
        at=at,
    )
    tell_fixed("allocation-prepared", newest_fixed(agreement_id), fixed, actor=actor, at=at)
    return made


@act(
    Permission.FIX_ALLOCATION,
    matter=COMMON,
    leaves=event(
        "prepared-allocation-withdrawn",
        Text(
            "{who} tog tillbaka den förberedda versionen {version} av fördelningen i {thing:quoted}.",
            "{who} took the prepared version {version} of the allocation in {thing:quoted} back.",
        ),
        example(AGREEMENT, before={"version": 2}),
    ),
)
def withdraw_version(*, actor: Actor, agreement_id: str, at: datetime.datetime) -> PreparedDecision:
    """Take back a version that waits to be fixed.

    Raises:
        MoneyRefusedError: when none waits.
    """
    _lock(agreement_id)
    _require_fixer(actor, agreement_id)
    found = withdraw(matter_of(agreement_id), actor=actor, at=at)
    tell(
        actor=actor,
        organisation=actor.organisation,
        thing=Thing("agreement", agreement_id, _agreement(agreement_id).name),
        kind="prepared-allocation-withdrawn",
        at=at,
        before=what_waited(found),
        after=None,
    )
    return found


@act(
    Permission.FIX_ALLOCATION,
    matter=COMMON,
    leaves=event(
        "allocation-fixed",
        Text(
            "{who} fastställde version {version} av fördelningen i {thing:quoted}: {total:kronor}.",
            "{who} fixed version {version} of the allocation in {thing:quoted}: {total:kronor}.",
        ),
        example(AGREEMENT, after={"version": 2, "total": 1_990_000_000}),
    ),
)
def fix_allocation(
    *,
    actor: Actor,
    agreement_id: str,
    basis: str,
    at: datetime.datetime,
    reason: str = "",
    prepared: int | None = None,
) -> FixedAllocation:
    """Fix the next version of an agreement's allocation as another has prepared it, and allot every recipient its sums.

    ``prepared`` is what the actor saw (:attr:`.PreparedDecision.pk`).

    Raises:
        MoneyRefusedError: when it is not prepared so, or cannot be fixed so (:func:`.next_version.fix`); nothing is
            changed.
        FourEyesProblem: when the actor prepared it.
    """
    _lock(agreement_id)
    _require_fixer(actor, agreement_id)
    before = newest_fixed(agreement_id)
    values: Values = {"basis": basis, "reason": reason.strip(), "version": before.version + 1 if before else 1}
    waited = require_prepared(
        matter_of(agreement_id), values, seen=rests_on(agreement_id), actor=actor, prepared=prepared
    )
    fixed = fix(agreement_id, by=actor, at=at, basis=basis, reason=reason)
    settle(waited, PreparedDecision.DECIDED, actor, at)
    tell_fixed("allocation-fixed", before, fixed, actor=actor, at=at)
    return fixed


@act(
    Permission.FIX_ALLOCATION,
    matter=COMMON,
    leaves=event(
        "reference-number-stated",
        _stated,
        example(_NUMBER, after={"number": "S2022/01372"}),
        example(_NUMBER, before={"number": "S2022/01372"}, after={"number": "S2022/01373"}),
    ),
)
def state_reference_number(
    *,
    actor: Actor,
    agreement_id: str,
    reference_id: str,
    number: str,
    at: datetime.datetime,
    seen: str | None = None,
) -> StatedReferenceNumber:
    """State a reference number that the agreement names and does not state itself; the newest holds.

    ``seen`` is the number that was current when the actor decided (empty for none).

    Raises:
        MoneyRefusedError: when the agreement names no such number or states it itself, when nothing is written, when
            the same number holds already, or when another was stated meanwhile.
    """
    _lock(agreement_id)
    _require_fixer(actor, agreement_id)
    agreement = _agreement(agreement_id)
    reference = _reference(agreement, reference_id)
    before, written = stated_number(agreement_id, reference_id), number.strip()
    current = before.number if before else ""
    if seen is not None and seen != current:
        raise _stated_meanwhile(current)
    _check_number(written, current)
    stated = StatedReferenceNumber.objects.create(
        agreement_id=agreement_id, reference_id=reference_id, number=written, stated_at=at, stated_by=actor.who.code
    )
    tell(
        actor=actor,
        organisation=actor.organisation,
        thing=Thing("reference-number", f"{agreement_id}/{reference_id}", reference.name),
        kind="reference-number-stated",
        at=at,
        before={"number": current} if current else None,
        after={"number": written},
    )
    return stated


@act(
    Permission.FIX_ALLOCATION,
    matter=COMMON,
    leaves=event(
        "agreement-approved",
        _approved,
        example(AGREEMENT, after={"digest": "a"}),
        example(AGREEMENT, after={"digest": "a", "remarks": "Avsnitt 3 bör läsas med avsnitt 7."}),
    ),
)
def approve_agreement(
    *, actor: Actor, agreement_id: str, at: datetime.datetime, remarks: str = "", seen_reads: str | None = None
) -> Approval:
    """Approve an agreement's text and data as they read now, with what there is to remark. Void when they change.

    ``seen_reads`` is how the agreement read when the actor decided.

    Raises:
        MoneyRefusedError: when there is no such agreement or no text of it, when it reads otherwise meanwhile, or when
            the actor has approved it so already.
    """
    _lock(agreement_id)
    _require_fixer(actor, agreement_id)
    shown, written = shown_named(agreement_id), remarks.strip()
    if shown is None or not shown.agreement.clauses:
        raise _not_to_be_approved(
            "no-text", "Överenskommelsens text finns inte här, så den kan inte godkännas.",
            "The agreement's text is not here, so it cannot be approved.",
        )  # fmt: skip
    if seen_reads is not None and seen_reads != shown.reads:
        raise _not_to_be_approved(
            "agreement-changed-meanwhile",
            "Texten eller det den blev har ändrats sedan du öppnade sidan. Inget är godkänt. Nu visas hur de lyder.",
            "The text or the data have changed since you opened the page. Nothing is approved. This is how they read.",
        )
    same = {"agreement_id": agreement_id, "reads": shown.reads, "approved_by": actor.who.code, "remarks": written}
    if Approval.objects.filter(**same).exists():
        raise _not_to_be_approved(
            "approved-already", "Du har redan godkänt det, med samma anmärkning.",
            "You have approved it already, with the same remark.",
        )  # fmt: skip
    made = Approval.objects.create(
        **same, approved_at=at, organisation=actor.organisation.code if actor.organisation else ""
    )
    tell(
        actor=actor,
        organisation=actor.organisation,
        thing=Thing("agreement", agreement_id, shown.agreement.name),
        kind="agreement-approved",
        at=at,
        before=None,
        after={"digest": shown.reads} | ({"remarks": written} if written else {}),
    )
    return made


def _not_to_be_approved(code: str, sv: str, en: str) -> MoneyRefusedError:
    return MoneyRefusedError(code, Text(sv, en))


def tell_fixed(
    kind: str, before: FixedAllocation | None, fixed: FixedAllocation, *, actor: Actor, at: datetime.datetime
) -> None:
    """Leave the event of a version that was fixed."""
    tell(
        actor=actor,
        organisation=actor.organisation,
        thing=Thing("agreement", fixed.agreement_id, _agreement(fixed.agreement_id).name),
        kind=kind,
        at=at,
        before=_facts(before) if before else None,
        after=_facts(fixed),
        reason=fixed.reason,
    )


def stated_number(agreement_id: str, reference_id: str) -> StatedReferenceNumber | None:
    """Return the number that was stated last."""
    return (
        StatedReferenceNumber.objects.filter(agreement_id=agreement_id, reference_id=reference_id)
        .order_by("-id")
        .first()
    )


def _lock(agreement_id: str) -> None:
    list(CurrentSnapshot.objects.select_for_update(no_key=True).filter(agreement_id=agreement_id))


def _facts(fixed: FixedAllocation) -> dict[str, Plain]:
    return {"version": fixed.version, "total": fixed.total, "basis": fixed.basis, "digest": fixed.digest}


def _agreement(agreement_id: str) -> Agreement:
    shown = shown_named(agreement_id)
    if shown is None:
        raise MoneyRefusedError(
            "no-such-agreement", Text("Det finns ingen sådan överenskommelse.", "No such agreement.")
        )
    return shown.agreement


def _require_fixer(actor: Actor, agreement_id: str) -> None:
    """Refuse one whose organisation does not fix what is given under the agreement."""
    if (shown := shown_named(agreement_id)) is not None:
        require_mandate(actor, shown, Doing.FIXES)


def _reference(agreement: Agreement, reference_id: str) -> ReferenceNumber:
    found = next((one for one in agreement.reference_numbers if one.id == reference_id), None)
    if found is None:
        raise MoneyRefusedError(
            "no-such-reference",
            Text("Överenskommelsen har inget sådant diarienummer.", "The agreement has no such reference number."),
        )
    if found.number:
        raise MoneyRefusedError(
            "stated-in-the-text",
            Text(
                f"Överenskommelsen anger själv numret: {found.number}. Det ändras inte här.",
                f"The agreement states the number itself: {found.number}. It is not changed here.",
            ),
        )
    return found


def _check_number(written: str, current: str) -> None:
    if not written:
        raise MoneyRefusedError("no-number", Text("Skriv diarienumret.", "Write the reference number."), "number")
    if len(written) > LONGEST_NUMBER:
        raise MoneyRefusedError(
            "number-too-long",
            Text(f"Skriv högst {LONGEST_NUMBER} tecken.", f"Write at most {LONGEST_NUMBER} characters."),
            "number",
        )
    if written == current:
        raise MoneyRefusedError(
            "nothing-changes",
            Text("Det numret gäller redan. Inget behöver anges.", "That number holds already. Nothing needs stating."),
            "number",
        )


def _stated_meanwhile(now: str) -> MoneyRefusedError:
    return MoneyRefusedError(
        "changed-meanwhile",
        Text(
            f"Någon annan har angett numret sedan du öppnade sidan: {now}. Inget av det du skickade har gjorts.",
            f"Someone else has stated the number since you opened the page: {now}. Nothing of what you sent was done.",
        ),
    )
