"""One grant as a table: a row per recipient, from key to krona."""

from collections.abc import Iterator
from fractions import Fraction

from naravard.agreement.actors import within_sentence
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.allocation.model import Cell, EarmarkAllocation, GrantAllocation
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.money.addresses import earmark_url, explanation_url, recipient_url
from naravard.web.money.book import book_of
from naravard.web.money.tables.basis import working_columns
from naravard.web.site.templatetags.naravard import language

_DIFFERS = Text("beräknat {amount}", "computed {amount}")


def grant_table(shown: Shown, allocated: GrantAllocation) -> Table:
    """Return who gets what of a grant, and what it rests on."""
    grant = allocated.grant
    return Table.of(
        allocated.cells,
        _columns(shown, allocated),
        id=f"{shown.agreement.id}-{grant.id}",
        caption=Text(f"{grant.name.sv}: mottagare", f"{grant.name.in_language('en')}: recipients"),
        provenance=provenance(shown),
    )


def _columns(shown: Shown, allocated: GrantAllocation) -> Iterator[Column[Cell]]:
    """Give the columns that the grant needs."""
    grant_id, first, book = allocated.grant.id, allocated.cells[0], book_of(shown)
    yield Column("code", headings.CODE, "code", of=lambda cell: cell.recipient.code, on_page=False)
    yield Column(
        "recipient", headings.RECIPIENT, of=lambda cell: cell.recipient.name, total=TOTAL,
        link=lambda cell: recipient_url(shown, cell.recipient.code),
    )  # fmt: skip
    yield Column(
        "amount", headings.AMOUNT_KR, "kronor", of=lambda cell: cell.binding, total=sum,
        link=lambda cell: explanation_url(shown, grant_id, cell.recipient.code), remark=computed_note,
    )  # fmt: skip
    if any(cell.override for cell in allocated.cells):
        yield Column(
            "computed", headings.COMPUTED_KR, "kronor", of=lambda cell: cell.computed, total=sum, on_page=False
        )
        yield Column(
            "change", headings.DIFFERENCE, "change", of=lambda cell: cell.override or None, total=sum, on_page=False
        )
    inhabitants = [book.inhabitants(cell.recipient) for cell in allocated.cells]
    if any(inhabitants):
        amount, whole = sum(cell.binding for cell in allocated.cells), sum(one or Fraction(0) for one in inhabitants)
        yield Column(
            "per_inhabitant", headings.PER_INHABITANT, "number", 2,
            of=lambda cell: _per(cell.binding, book.inhabitants(cell.recipient)),
            total=lambda _values: _per(amount, Fraction(whole)) if all(inhabitants) else None,
        )  # fmt: skip
    for part in allocated.earmarks:
        yield _earmark_column(shown, grant_id, part)
    yield from working_columns(shown.agreement, first.worked, *first.earmarked)
    yield Column("exact", headings.EXACT_KR, "fraction", 4, of=lambda cell: cell.exact, total=sum)


def _earmark_column(shown: Shown, grant_id: str, part: EarmarkAllocation) -> Column[Cell]:
    name, earmark_id = part.earmark.name, part.earmark.id
    amounts = {cell.recipient.code: cell.binding for cell in part.cells}
    return Column(
        f"earmark-{earmark_id}",
        Text(f"Varav {within_sentence(name.sv)}, kr", f"Of which {within_sentence(name.in_language('en'))}, kr"),
        "kronor",
        of=lambda cell: amounts[cell.recipient.code],
        total=sum,
        link=lambda cell: earmark_url(shown, grant_id, cell.recipient.code, earmark_id),
    )


def computed_note(cell: Cell) -> str:
    """Return what the rules give, where the signed amount is another; else nothing."""
    return differing_note(cell.computed) if cell.override else ""


def differing_note(computed: int) -> str:
    """Return the words for a computed amount that the signed one differs from."""
    return _DIFFERS.in_language(language()).format(amount=kronor(computed))


def _per(amount: int, inhabitants: Fraction | None) -> Fraction | None:
    return Fraction(amount) / inhabitants if inhabitants else None
