"""A proposal while it is written: by a rule, then by hand where it departs, and what is kept for the common work."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Rule, Text
from naravard.agreement.wording import kronor
from naravard.allocation.changes import write_value
from naravard.ledger.facts import Sum
from naravard.ledger.onward_shares import parted
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act
from naravard.web.access.permissions import Permission
from naravard.web.history.kinds import event, example
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.acts.row_locks import (
    GRANT,
    RSS,
    LockedSharing,
    check_members,
    check_not_below_passed_on,
    leave,
    locked_sharing,
    required,
    told,
)
from naravard.web.sharing.county import CountyGrant, county_of
from naravard.web.sharing.errors import SharingChangedError, refused
from naravard.web.sharing.models import Proposal, Share
from naravard.web.sharing.overview import own_keys

KEPT = ""
"""Among amounts by municipality: what stays with the RSS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenProposal:
    """What a proposal says beside its amounts."""

    rule: Rule
    kept: int
    kept_reason: str
    motivation: str


@act(
    Permission.SHARE_OUT,
    leaves=event(
        "sharing-drafted",
        Text(
            "{who} skrev version {version} av hur {thing:quoted} delas i {whose}.",
            "{who} wrote version {version} of how {thing:quoted} is shared in {whose}.",
        ),
        example(GRANT, organisation=RSS, after={"version": 2}),
    ),
)
def draft_sharing(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    grant_id: str,
    written: WrittenProposal,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Proposal:
    """Write a proposal of how a grant is shared out, or write its draft again; amounts are those of the rule.

    ``seen_version`` is the draft's (0 where there was none).

    Raises:
        SharingRefusedError: when nothing is allotted, more is kept than there is, or a reason is missing.
        AllocationError: when the rule cannot be carried out.
    """
    sharing = locked_sharing(organisation, agreement_id, grant_id, at=at)
    draft = sharing.with_status(Proposal.DRAFT)
    if seen_version is not None and (draft.version if draft else 0) != seen_version:
        raise SharingChangedError
    whole = sharing.whole
    county = county_of(sharing.money.shown, organisation.code, grant_id, own_keys(agreement_id, organisation.code))
    assert county is not None  # noqa: S101 - for the type checker; locked_sharing() has asked
    computed, by_rule = _worked_out(county, written, whole)
    kept = written.kept + by_rule
    _check_reasons(written, kept)
    before = told(draft) if draft else None
    proposal = draft or Proposal(agreement_id=agreement_id, organisation=organisation, grant=grant_id)
    proposal.number = draft.number if draft else max((one.number for one in sharing.proposals), default=0) + 1
    proposal.version = draft.version + 1 if draft else 1
    proposal.amount, proposal.earmarks = whole.amount, dict(whole.earmarks)
    proposal.kept, proposal.kept_by_rule = kept, by_rule
    proposal.kept_reason = written.kept_reason.strip() if kept else ""
    proposal.rule, proposal.keys = write_value(written.rule), county.keys_used(written.rule)
    proposal.motivation = written.motivation.strip()
    proposal.made_at, proposal.made_by = at, actor.who.code
    _save(proposal, whole, computed, computed, {})
    leave(sharing, "sharing-drafted", actor, proposal, before=before, after=told(proposal))
    return proposal


@act(
    Permission.SHARE_OUT,
    leaves=event(
        "sharing-amounts-set",
        Text(
            "{who} satte belopp i version {version} av hur {thing:quoted} delas i {whose}.",
            "{who} set amounts in version {version} of how {thing:quoted} is shared in {whose}.",
        ),
        example(GRANT, organisation=RSS, after={"version": 2}),
    ),
)
def set_shares(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    grant_id: str,
    amounts: Mapping[str, int],
    reasons: Mapping[str, str],
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Proposal:
    """Set amounts of a draft by hand, by municipality (organisation code); each that departs needs a reason.

    Raises:
        SharingRefusedError: when the amounts do not come to what is shared out, one is below zero or below what the
            municipality already has, or a reason is missing.
    """
    sharing = locked_sharing(organisation, agreement_id, grant_id, at=at)
    draft = sharing.needed(Proposal.DRAFT, seen_version)
    check_members(sharing, amounts)
    computed = {share.organisation_id: share.computed for share in draft.shares.all()}
    _check_amounts(draft, amounts, computed, reasons)
    before = told(draft)
    draft.version += 1
    draft.made_at, draft.made_by = at, actor.who.code
    parts = _save(draft, draft.whole, computed, amounts, reasons)
    check_not_below_passed_on(sharing, parts)
    leave(sharing, "sharing-amounts-set", actor, draft, before=before, after=told(draft))
    return draft


@act(
    Permission.SHARE_OUT,
    leaves=event(
        "sharing-draft-discarded",
        Text(
            "{who} kastade utkastet till version {version} av hur {thing:quoted} delas i {whose}.",
            "{who} threw away the draft of version {version} of how {thing:quoted} is shared in {whose}.",
        ),
        example(GRANT, organisation=RSS, before={"version": 2}),
    ),
)
def discard_draft(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    grant_id: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> None:
    """Throw a draft away; what was sent or decided before stands."""
    sharing = locked_sharing(organisation, agreement_id, grant_id, at=at)
    draft = sharing.needed(Proposal.DRAFT, seen_version)
    before = told(draft)
    leave(sharing, "sharing-draft-discarded", actor, draft, before=before, after=None)
    draft.delete()


def _worked_out(county: CountyGrant, written: WrittenProposal, whole: Sum) -> tuple[dict[str, int], int]:
    """Return what the rule gives each municipality, and what it leaves."""
    if not 0 <= written.kept <= whole.amount:
        raise refused(
            "kept-above-the-sum",
            f"{kronor(written.kept)} kan inte behållas av {kronor(whole.amount)}. Sänk beloppet.",
            f"{kronor(written.kept)} cannot be kept of {kronor(whole.amount)}. Lower the amount.",
            "kept",
        )
    share = county.share(written.rule, whole.amount - written.kept)
    return {organisation_code(cell.recipient): cell.computed for cell in share.cells}, share.unallocated


def _check_reasons(written: WrittenProposal, kept: int) -> None:
    required(
        written.motivation,
        "no-motivation",
        "Skriv varför summan delas så. Kommunerna läser det.",
        "Write why the sum is shared so. The municipalities read it.",
        "motivation",
    )
    if kept:
        required(
            written.kept_reason,
            "kept-without-reason",
            f"{kronor(kept)} stannar hos RSS. Skriv vad pengarna ska användas till.",
            f"{kronor(kept)} stays with the RSS. Write what the money is to be used for.",
            "kept_reason",
        )


def _check_amounts(
    draft: Proposal, amounts: Mapping[str, int], computed: Mapping[str, int], reasons: Mapping[str, str]
) -> None:
    for code, amount in amounts.items():
        number = code.rpartition("-")[2]
        if amount < 0:
            raise refused(
                "below-zero", "Ett belopp är under noll. Skriv noll eller mer.",
                "An amount is below zero. Write zero or more.", f"belopp-{number}",
            )  # fmt: skip
        if amount != computed[code]:
            required(
                reasons.get(code, ""),
                "departure-without-reason",
                f"Beloppet är ett annat än regelns {kronor(computed[code])}. Skriv varför.",
                f"The amount is another than the rule's {kronor(computed[code])}. Write why.",
                f"skal-{number}",
            )
    total = sum(amounts.values())
    if total == draft.shared:
        return
    gap = abs(total - draft.shared)
    more = total > draft.shared
    raise refused(
        "not-the-whole",
        f"Beloppen blir {kronor(total)}, men det som delas är {kronor(draft.shared)}: {kronor(gap)} för "
        f"{'mycket' if more else 'lite'}. {'Sänk' if more else 'Höj'} ett eller flera belopp.",
        f"The amounts come to {kronor(total)}, but {kronor(draft.shared)} is shared out: {kronor(gap)} too "
        f"{'much' if more else 'little'}. {'Lower' if more else 'Raise'} one or more amounts.",
        f"belopp-{next(iter(amounts)).rpartition('-')[2]}",
    )


def _save(
    proposal: Proposal,
    whole: Sum,
    computed: Mapping[str, int],
    amounts: Mapping[str, int],
    reasons: Mapping[str, str],
) -> dict[str, Sum]:
    """Keep a draft with its shares, earmarks with them."""
    parts = parted(whole, {**amounts, KEPT: proposal.kept})
    proposal.kept_earmarks = dict(parts.pop(KEPT).earmarks)
    proposal.save()
    proposal.shares.all().delete()
    Share.objects.bulk_create(
        Share(
            proposal=proposal,
            organisation_id=code,
            computed=computed[code],
            amount=part.amount,
            earmarks=dict(part.earmarks),
            reason=reasons.get(code, "").strip() if part.amount != computed[code] else "",
        )
        for code, part in sorted(parts.items())
    )
    return parts


def parts_of(proposal: Proposal) -> dict[str, Sum]:
    """Return the shares of a version as sums, by municipality."""
    return {share.organisation_id: Sum(proposal.grant, share.amount, share.earmarks) for share in proposal.shares.all()}


def check_same_sum(sharing: LockedSharing, proposal: Proposal) -> None:
    """Refuse to go on with a version of a sum that is no longer what there is.

    Raises:
        SharingRefusedError: when the sum is another.
    """
    whole = sharing.whole
    if (proposal.amount, proposal.earmarks) != (whole.amount, dict(whole.earmarks)):
        raise refused(
            "sum-changed",
            f"Förslaget delar {kronor(proposal.amount)}, men nu finns {kronor(whole.amount)} att dela. Skriv ett nytt "
            "förslag.",
            f"The proposal shares {kronor(proposal.amount)}, but there is now {kronor(whole.amount)} to share. Write a "
            "new proposal.",
        )
