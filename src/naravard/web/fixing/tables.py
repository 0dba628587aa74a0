"""A version as tables: its grants in all, and every recipient's sums; and what the next version would change."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from naravard.agreement.amendments import ChangedValue
from naravard.agreement.model import Text
from naravard.allocation import Allocation
from naravard.allocation.model import GrantAllocation
from naravard.documents import headings
from naravard.documents.amendment_words import VALUES, difference, in_words
from naravard.documents.table import TOTAL, Column, Table, sum_if_any
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.fixing.addresses import Explanations, version_url
from naravard.web.fixing.sums import FixedSum, amount_of, sums_of
from naravard.web.fixing.words import basis_words
from naravard.web.ledger.fixed_version import allocation_of
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.next_version import ProposedVersion
from naravard.web.money.addresses import explanation_url
from naravard.web.site.templatetags.naravard import words

_GRANT_ID = Text("Beloppets id", "The grant's id")
_NOTE = Text(
    "Delbelopp är delar av sina belopp och räknas inte i summan.",
    "What is set aside is a part of its grant and not counted in the total.",
)
_SUMS: tuple[Column[FixedSum], ...] = (
    Column("code", headings.CODE, "code", of=lambda one: one.code, on_page=False),
    Column("recipient", headings.RECIPIENT, of=lambda one: one.cell.recipient.name, total=TOTAL),
    Column("grant", _GRANT_ID, "code", of=lambda one: one.grant.id, on_page=False),
    Column("grant_name", headings.GRANT, of=lambda one: one.grant.name),
    Column("earmark", headings.OF_WHICH, of=lambda one: one.earmark.name if one.earmark else None),
)


@dataclass(frozen=True, slots=True)
class ChangedSum:
    """One sum that would be another; None for a sum that is in only one of the two."""

    sum: FixedSum
    before: int | None
    after: int | None

    @property
    def difference(self) -> int:
        """Kronor that the recipient would get more, below zero for less."""
        return (self.after or 0) - (self.before or 0)


@dataclass(frozen=True, slots=True)
class VersionChange:
    """One version and what it changed against the one before it."""

    fixed: FixedAllocation
    sums: int | None
    """How many sums became others; None for the first version."""
    recipients: int | None
    """How many got other sums; None for the first version."""


def grants_table(shown: Shown, allocation: Allocation, fixed: FixedAllocation, link: Callable[[str], str]) -> Table:
    """Return a version's grants: to how many, how much, and what those that have no sums await.

    ``link`` gives a grant's address by its id.
    """
    agreement = allocation.agreement

    def amount(granted: GrantAllocation) -> int | None:
        return None if granted.awaits else sum(amount_of(cell, fixed.basis) for cell in granted.cells)

    columns: tuple[Column[GrantAllocation], ...] = (
        Column(
            "grant_name", headings.GRANT, of=lambda one: one.grant.name, total=TOTAL,
            link=lambda one: link(one.grant.id),
        ),
        Column("recipients", headings.RECIPIENTS, "number", of=lambda one: len(agreement.recipients_of(one.grant))),
        Column(
            "amount", Text("Fördelat, kr", "Shared out, kr"), "kronor", of=amount, total=sum,
            link=lambda one: link(one.grant.id),
        ),
        Column(
            "unallocated", Text("Inte fördelat, kr", "Not shared out, kr"), "kronor",
            of=lambda one: one.grant.amount - (amount(one) or 0) or None, total=sum_if_any,
            link=lambda one: link(one.grant.id),
        ),
        Column(
            "awaits", headings.AWAITS, of=lambda one: ", ".join(words(agreement.key(key).name) for key in one.awaits)
        ),
    )  # fmt: skip
    return Table.of(
        allocation.grants,
        columns,
        id=f"{agreement.id}-version-{fixed.version}-belopp",
        caption=Text("Beloppen", "The amounts"),
        provenance=provenance(shown),
    )


def sums_table(
    shown: Shown, fixed: FixedAllocation, sums: Sequence[FixedSum], explanations: Explanations | None = None
) -> Table:
    """Return a version's sums by recipient and grant; parts that are set aside stand as rows of their own."""

    def link(one: FixedSum) -> str:
        earmark = one.earmark.id if one.earmark else ""
        return explanations.url(one.grant.id, one.cell, earmark) if explanations else ""

    amount: Column[FixedSum] = Column(
        "amount", headings.AMOUNT_KR, "kronor", of=lambda one: one.amount, total=sum, link=link
    )
    return Table.of(
        sums,
        (*_SUMS, amount),
        id=f"{fixed.agreement_id}-version-{fixed.version}",
        caption=Text(
            f"Fastställd fördelning, version {fixed.version}", f"The fixed allocation, version {fixed.version}"
        ),
        note=_NOTE,
        provenance=provenance(shown),
        counted=lambda one: one.earmark is None,
    )


def versions_table(shown: Shown, found: Sequence[VersionChange]) -> Table:
    """Return an agreement's versions, each with what it rests on, shares out and changed."""
    columns: tuple[Column[VersionChange], ...] = (
        Column(
            "version", Text("Version", "Version"), "number", of=lambda one: one.fixed.version,
            link=lambda one: version_url(one.fixed),
        ),
        Column("fixed", Text("Fastställd", "Fixed"), "date", of=lambda one: localdate(one.fixed.made_at)),
        Column("basis", Text("Grundad på", "Based on"), of=lambda one: basis_words(one.fixed.basis)),
        Column(
            "total", Text("Fördelar, kr", "Shares out, kr"), "kronor", of=lambda one: one.fixed.total,
            link=lambda one: version_url(one.fixed),
        ),
        Column("sums", Text("Ändrade belopp", "Sums changed"), "number", of=lambda one: one.sums),
        Column(
            "recipients", Text("Berörda mottagare", "Recipients concerned"), "number",
            of=lambda one: one.recipients,
        ),
        Column(
            "amendment", Text("Enligt tillägg", "By amendment"), of=lambda one: amendment_of(shown, one.fixed),
            on_page=bool(shown.signed.amendments),
        ),
        Column("reason", Text("Skäl", "Reason"), of=lambda one: one.fixed.reason or None, swedish=True),
        Column(
            "digest", Text("Filer (SHA-256)", "Files (SHA-256)"), "code", of=lambda one: one.fixed.digest, on_page=False
        ),
    )  # fmt: skip
    return Table.of(
        found,
        columns,
        id=f"{shown.agreement.id}-versioner",
        caption=Text("Fördelningens versioner", "Versions of the allocation"),
        provenance=provenance(shown),
    )


def amendment_of(shown: Shown, fixed: FixedAllocation) -> Text | None:
    """Return the name of the last amendment that a version rests on; None for one that rests on what was signed."""
    known = shown.signed.amendments
    return known[min(fixed.amendments, len(known)) - 1].name if fixed.amendments and known else None


def amended_table(shown: Shown, found: Sequence[ChangedValue]) -> Table:
    """Return what an agreement's amendments change, value by value, as it was and as it became."""
    columns: tuple[Column[ChangedValue], ...] = (
        Column("amendment", Text("Tillägg", "Amendments"), of=lambda one: one.amendment.name, on_page=False),
        Column("from", Text("Gäller från", "Holds from"), "date", of=lambda one: one.amendment.from_, on_page=False),
        Column("kind", headings.KIND, "code", of=lambda one: one.kind, on_page=False),
        Column("id", headings.ID, "code", of=lambda one: one.item or shown.agreement.id, on_page=False),
        Column("what", Text("Vad", "What"), of=lambda one: one.name),
        Column("value", Text("Vad som ändras", "What changes"), of=lambda one: VALUES[one.value]),
        Column("before", Text("Före", "Before"), of=lambda one: in_words(one.before, shown.agreement)),
        Column("after", Text("Efter", "After"), of=lambda one: in_words(one.after, shown.agreement)),
        Column("difference", headings.DIFFERENCE_KR, "change", of=difference),
        Column("clause", headings.SECTION, "code", of=lambda one: one.change.clause),
        Column("text", headings.WORDING, of=lambda one: one.change.text or None, swedish=True),
    )
    return Table.of(
        found,
        columns,
        id=f"{shown.agreement.id}-tillagg",
        caption=Text("Vad tilläggen ändrar", "What the amendments change"),
        provenance=provenance(shown),
    )


def changes(before: Iterable[FixedSum], after: Iterable[FixedSum]) -> list[ChangedSum]:
    """Return the sums that differ, in the order of the new ones; those that are gone come last."""
    old, new = {one.key: one for one in before}, {one.key: one for one in after}
    found = [
        ChangedSum(one, old[key].amount if key in old else None, one.amount)
        for key, one in new.items()
        if key not in old or old[key].amount != one.amount
    ]
    return found + [ChangedSum(one, one.amount, None) for key, one in old.items() if key not in new]


def changes_between(before: tuple[Allocation, str] | None, after: tuple[Allocation, str]) -> list[ChangedSum]:
    """Return what differs between two allocations, each with the basis that its sums are taken on."""
    return changes(sums_of(*before) if before else (), sums_of(*after))


def changes_of(proposal: ProposedVersion) -> list[ChangedSum]:
    """Return what a proposed version would change in the current one."""
    before = proposal.before
    current = (allocation_of(before), before.basis) if before else None
    return changes_between(current, (proposal.allocation, proposal.fixed.basis))


def changes_table(
    shown: Shown,
    found: Sequence[ChangedSum],
    version: int,
    before: Explanations | None = None,
    after: Explanations | None = None,
) -> Table:
    """Return what a version would change, sum by sum; a page says nothing of a time before the first version.

    ``before`` and ``after`` say where sums are explained: those of the version before, and those of the version itself
    if it has been fixed. Sums that are yet to be fixed for the first time are explained by the agreement's own pages.
    """

    def link_before(one: ChangedSum) -> str | None:
        return _explained(before, one.sum) if before is not None else None

    def link_after(one: ChangedSum) -> str | None:
        if after is not None:
            return _explained(after, one.sum)
        return None if has_before else explanation_url(shown, one.sum.grant.id, one.sum.cell.recipient.code)

    has_before = any(one.before is not None for one in found)
    columns: list[Column[ChangedSum]] = [
        *(_of_change(column) for column in _SUMS),
        Column(
            "before",
            headings.BEFORE_KR,
            "kronor",
            of=lambda one: one.before,
            total=sum_if_any,
            on_page=has_before,
            link=link_before,
        ),
        Column(
            "after",
            headings.AFTER_KR,
            "kronor",
            of=lambda one: one.after,
            total=sum,
            link=link_after,
            made_of=("before", "change"),
        ),
        Column(
            "change",
            headings.DIFFERENCE_KR,
            "change",
            of=lambda one: one.difference,
            total=sum,
            on_page=has_before,
            made_of=("after", "-before"),
        ),
    ]
    return Table.of(
        found,
        columns,
        id=f"{shown.agreement.id}-andringar-version-{version}",
        caption=Text("Vad som ändras", "What changes"),
        note=_NOTE,
        provenance=provenance(shown),
        counted=lambda one: one.sum.earmark is None,
    )


def _explained(explanations: Explanations, one: FixedSum) -> str:
    return explanations.url(one.grant.id, one.cell, one.earmark.id if one.earmark else "")


def _of_change(column: Column[FixedSum]) -> Column[ChangedSum]:
    return Column(
        column.id, column.heading, column.kind,
        of=lambda one: column.of(one.sum), total=column.total, on_page=column.on_page,
    )  # fmt: skip
