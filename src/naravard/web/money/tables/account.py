"""One recipient's money and duties as tables."""

import datetime
from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from naravard.agreement.actors import acting_name, actors_in_words
from naravard.agreement.model import Duty, Text
from naravard.documents import headings
from naravard.documents.table import Column, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.money.addresses import explanation_url, grant_url
from naravard.web.money.book import GrantPart, RecipientSums, book_of
from naravard.web.money.tables.grant import computed_note

Share = tuple[RecipientSums, GrantPart]
"""A recipient and its part of a grant."""


def account_table(shown: Shown, accounts: tuple[RecipientSums, ...]) -> Table:
    """Return every amount of one recipient, or of several with the same code; earmarks stand within their grants."""
    code = accounts[0].recipient.code
    kind = f"-{accounts[0].recipient.kind}" if len(accounts) == 1 else ""
    names = " och ".join(account.recipient.name for account in accounts)
    english = " and ".join(account.recipient.name for account in accounts)
    shares = [(account, part) for account in accounts for part in account.parts]
    return Table.of(
        shares,
        _columns(shown, accounts, shares),
        id=f"{shown.agreement.id}-{code}{kind}",
        caption=Text(f"Allt som {names} får", f"All that {english} receives"),
        provenance=provenance(shown),
    )


def _columns(shown: Shown, accounts: tuple[RecipientSums, ...], shares: Sequence[Share]) -> list[Column[Share]]:
    """Return the columns; those that no part has anything for are left out, files too."""
    book = book_of(shown)
    parts = [part for _account, part in shares]
    only = accounts[0] if len(accounts) == 1 else None
    columns: list[Column[Share]] = [
        Column("recipient", headings.RECIPIENT, of=lambda one: one[0].recipient.name, on_page=False),
        Column("code", headings.CODE, "code", of=lambda one: one[0].recipient.code, on_page=False),
        Column("grant", headings.ID, "code", of=lambda one: one[1].allocated.grant.id, on_page=False),
        Column(
            "name", headings.GRANT, of=lambda one: one[1].allocated.grant.name, total=headings.SUM,
            link=lambda one: grant_url(shown, one[1].allocated.grant),
        ),
        Column(
            "amount", headings.KRONOR, "kronor", of=lambda one: one[1].cell.binding, total=sum,
            link=lambda one: explanation_url(shown, one[1].allocated.grant.id, one[0].recipient.code),
            remark=lambda one: computed_note(one[1].cell),
        ),
    ]  # fmt: skip
    if any(part.cell.computed != part.cell.binding for part in parts):
        columns.append(
            Column(
                "computed",
                headings.COMPUTED,
                "kronor",
                of=lambda one: one[1].cell.computed,
                total=sum,
                link=lambda one: explanation_url(shown, one[1].allocated.grant.id, one[0].recipient.code),
            )
        )
    if any(part.allocated.grant.amount for part in parts):
        columns.append(
            Column("share", Text("Del av hela beloppet", "Share of the whole grant"), "per cent", 2, of=_share)
        )
    if any(account.inhabitants for account in accounts):
        columns.append(
            Column(
                "per_inhabitant", headings.PER_INHABITANT, "number", 2, of=_per_inhabitant,
                total=lambda _values: only.per_inhabitant if only else None,
            )
        )  # fmt: skip
        average: Column[Share] = Column(
            "average", Text("Hela landet, kr per invånare", "The whole country, kr per inhabitant"), "number", 2,
            of=lambda one: book.average_of_grant(one[1].allocated, one[0].recipient.kind)
            if one[0].inhabitants else None,
            total=lambda _values: book.average(only.recipient.kind) if only and only.per_inhabitant else None,
        )  # fmt: skip
        columns += [average] if any(average.of(one) is not None for one in shares) else []
    if any(part.allocated.grant.area for part in parts):
        columns.append(Column("area", headings.AREA, of=lambda one: _area(shown, one[1])))
    if any(part.allocated.grant.clause for part in parts):
        columns.append(
            Column(
                "clause", headings.SECTION, "code", of=lambda one: one[1].allocated.grant.clause,
                link=lambda one: shown.clauses.link(one[1].allocated.grant.clause),
            )
        )  # fmt: skip
    return columns


def _share(one: Share) -> Fraction | None:
    amount = one[1].allocated.grant.amount
    return Fraction(one[1].cell.binding, amount) if amount else None


def _per_inhabitant(one: Share) -> Fraction | None:
    inhabitants = one[0].inhabitants
    return Fraction(one[1].cell.binding) / inhabitants if inhabitants else None


def _area(shown: Shown, part: GrantPart) -> Text | None:
    area = part.allocated.grant.area
    return shown.agreement.area(area).name if area else None


def duties_table(shown: Shown, accounts: tuple[RecipientSums, ...], duties: tuple[Duty, ...]) -> Table:
    """Return the duties with dates that fall on a recipient."""
    agreement = shown.agreement
    columns: tuple[Column[Duty], ...] = (
        Column(
            "due", headings.BY, "date", of=lambda duty: duty.due,
            remark=lambda duty: _("inget datum i texten") if duty.due is None else "",
        ),
        Column("duty", headings.WHAT, of=lambda duty: duty.name),
        Column(
            "who", headings.WHO, of=lambda duty: actors_in_words(agreement, duty.who, acting=True),
            on_page=len(accounts) > 1,
        ),
        Column("to", headings.TO, of=lambda duty: acting_name(agreement, duty.to) if duty.to else None),
        Column(
            "clause", headings.SECTION, "code", of=lambda duty: duty.clause,
            link=lambda duty: shown.clauses.link(duty.clause),
        ),
    )  # fmt: skip
    return Table.of(
        duties,
        columns,
        id=f"{agreement.id}-{accounts[0].recipient.code}-datum",
        caption=Text("Datum att hålla", "Dates to keep"),
        provenance=provenance(shown),
    )


def in_time(duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """Return duties in the order of their days, those without a day last."""
    return tuple(sorted(duties, key=lambda duty: (duty.due is None, duty.due or datetime.date.max)))
