"""Several duties of one kind: instalments that come to the whole, days in order, reports that reach further each."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from naravard.agreement.checks.uses import members_of
from naravard.agreement.draft import Draft
from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Duty

REQUISITION, REPORT, PAYMENT = "requisition", "financial-report", "payment"


def fields(draft: Draft) -> None:
    """A177: how much is asked for is said of a requisition, and how far a report reaches of a financial report."""
    of = {
        "requisitioned": (REQUISITION,),
        "share": (REQUISITION, PAYMENT),
        "grants": (REQUISITION, PAYMENT),
        "up_to": (REPORT,),
    }
    for duty in draft.agreement.duties:
        for field, kinds in of.items():
            if getattr(duty, field) not in (None, ()) and duty.about not in kinds and draft.whole(duty, "about"):
                draft.report("A177", draft.at(duty, field), duty=duty.id, field=field, about=kinds)


def instalments(draft: Draft) -> None:
    """A178, A179: instalments come to the whole, each is a part of it, and their last days are in their order."""
    for some in _together(draft, REQUISITION):
        _in_order(draft, some)
    for some in _instalments(draft):
        shares = [duty.share for duty in some]
        if any(share is not None for share in shares):
            whole = sum((share or Fraction(0) for share in shares), Fraction(0))
            if whole != 1 or any(share is None or not 0 < share <= 1 for share in shares):
                draft.report("A178", draft.at(some[-1]), duties=tuple(duty.id for duty in some), whole=whole)


def reports(draft: Draft) -> None:
    """A179, A181: reports reach further one after another, within the period; the last accounts for all."""
    period = draft.agreement.period
    for some in _together(draft, REPORT):
        _in_order(draft, some)
        days = [duty.up_to for duty in some]
        reach = [day for day in days if day is not None]
        rises = all(one < other for one, other in pairwise(reach)) and all(
            period.from_ <= day <= period.to for day in reach
        )
        if days[-1] is not None or len(reach) != len(days) - 1 or not rises:
            draft.report("A181", draft.at(some[-1]), duties=tuple(duty.id for duty in some), last=period.to)


def names(draft: Draft) -> None:
    """A180: two duties of one kind of the same recipients can be told apart by what they are called."""
    for about in dict.fromkeys(duty.about for duty in draft.agreement.duties if duty.about in (REQUISITION, REPORT)):
        for some in _together(draft, about):
            called: dict[str, str] = {}
            for duty in some:
                name = (duty.short or duty.name).sv
                first = called.setdefault(name, duty.id)
                if first != duty.id:
                    draft.report("A180", draft.at(duty), first=first, second=duty.id, name=name)


def _instalments(draft: Draft) -> Iterator[list[Duty]]:
    """Give the requisitions and payments by which some recipient gets some grant, in the agreement's order, once each.

    Payments count where they pay without requisition: a share, or all of the grants that they name.
    """
    agreement = draft.agreement
    if not draft.whole(agreement, "duties") or not draft.whole(agreement, "grants"):
        return
    every = [duty for duty in agreement.duties if duty.about == REQUISITION or duty.pays_without_requisition]
    asked_by = {duty.id: _codes(draft, duty.who) for duty in every if duty.about == REQUISITION}
    found: dict[tuple[str, ...], list[Duty]] = {}
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for grant in agreement.grants:
        some = [duty for duty in every if duty.is_of_grant(grant.id)]
        if any(duty.pays_without_requisition and duty.share is None for duty in some):
            some = [duty for duty in some if duty.id not in asked_by]  # all of it is paid; nothing is left to ask for
        alike = grant.recipients, tuple(duty.id for duty in some)
        if not some or alike in seen:
            continue
        seen.add(alike)
        for code in _codes(draft, grant.recipients):
            chain = [duty for duty in some if duty.id not in asked_by or code in asked_by[duty.id]]
            found.setdefault(tuple(duty.id for duty in chain), chain)
    yield from (chain for chain in found.values() if chain)


def _codes(draft: Draft, who: Iterable[str]) -> frozenset[str]:
    """Return the organisations of some groups, and those named themselves; none of a group that is not known."""
    found: set[str] = set()
    for one in who:
        members = members_of(draft, one)
        found.update(map(organisation_code, members) if members is not None else [one])
    return frozenset(found)


def _in_order(draft: Draft, some: list[Duty]) -> None:
    for one, other in pairwise(some):
        if one.due is not None and other.due is not None and other.due < one.due:
            draft.report("A179", draft.at(other, "due"), first=one.id, second=other.id, due=one.due)


def _together(draft: Draft, about: str) -> Iterator[list[Duty]]:
    """Give the duties of a kind that fall on the same recipients, in the agreement's order, each set of them once."""
    if not draft.whole(draft.agreement, "duties"):
        return
    duties = [duty for duty in draft.agreement.duties if duty.about == about]
    found = dict.fromkeys(tuple(duty for duty in duties if who in duty.who) for duty in duties for who in duty.who)
    yield from (list(some) for some in found)
