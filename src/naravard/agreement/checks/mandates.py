"""The mandates: that there is someone for what the agreement needs."""

from naravard.agreement.draft import Draft
from naravard.agreement.model import MANDATE_FOLLOWS_FROM


def repeated(draft: Draft) -> None:
    """A171: the same organisation is given the same mandate once."""
    seen: set[tuple[str, str]] = set()
    for mandate in draft.agreement.mandates:
        if (mandate.does, mandate.who) in seen:
            draft.report("A171", draft.at(mandate), does=mandate.does, who=mandate.who)
        seen.add((mandate.does, mandate.who))


def missing(draft: Draft) -> None:
    """A170, A172: someone fixes the allocation, and someone shares what awaits reported numbers."""
    agreement = draft.agreement
    if not draft.whole(agreement, "mandates", "duties", "grants") or not agreement.duties:
        return
    if not agreement.mandated("fixes"):
        draft.report("A170", draft.at(agreement, "grants"))
    awaiting = [key for key in agreement.keys if key.awaits is not None]
    if awaiting and not agreement.mandated("shares"):
        draft.report("A172", draft.at(awaiting[0], "awaits"), key=awaiting[0].id)


def payers(draft: Draft) -> None:
    """A173: money is requisitioned from, and repaid to, one that pays."""
    agreement = draft.agreement
    paying = agreement.named_to("pays")
    if not paying or not draft.whole(agreement, "mandates"):
        return
    for duty in agreement.duties:
        if duty.about in MANDATE_FOLLOWS_FROM["pays"] and duty.to is not None and duty.to not in paying:
            draft.report("A173", draft.at(duty, "to"), duty=duty.id, to=duty.to, paying=tuple(sorted(paying)))
