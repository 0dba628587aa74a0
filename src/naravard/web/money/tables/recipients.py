"""All recipients as a table: what each gets in all, and by inhabitant where the agreement counts them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.agreement.wording import listed
from naravard.documents import headings
from naravard.documents.table import Column, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.agreements.recipient_kinds import kind
from naravard.web.money.addresses import recipient_url
from naravard.web.money.book import RecipientSums
from naravard.web.money.onward import onward_of
from naravard.web.site.templatetags.naravard import language, words


def recipients_table(shown: Shown, accounts: Sequence[RecipientSums]) -> Table:
    """Return one row per recipient; money shared onward inside a county stands beside and is not added again."""
    return Table.of(
        accounts,
        _columns(shown, accounts),
        id=f"{shown.agreement.id}-mottagare",
        caption=Text("Mottagare och belopp", "Recipients and amounts"),
        provenance=provenance(shown),
    )


def kind_name(account: RecipientSums) -> Text:
    """Return what kind of recipient it is; those that the agreement itself names are named after their group."""
    recipient = account.recipient
    return account.group.name if recipient.kind in ("organisation", "other") else kind(recipient.kind).one


def _columns(shown: Shown, accounts: Sequence[RecipientSums]) -> Iterator[Column[RecipientSums]]:
    def page(account: RecipientSums) -> str:
        return recipient_url(shown, account.recipient.code)

    yield Column("code", headings.CODE, "code", of=lambda one: one.recipient.code, on_page=False)
    yield Column("recipient", headings.RECIPIENT, of=lambda one: one.recipient.name, total=headings.SUM, link=page)
    yield Column("kind", headings.KIND, of=kind_name)
    yield Column(
        "amount", headings.AMOUNT_KR, "kronor", of=lambda one: one.amount if one.parts else None, total=sum, link=page,
        remark=lambda one: _("inte fördelat än") if not one.parts and one.awaited else "",
    )  # fmt: skip
    if onward_of(shown).parts:
        heading = Text("Via länet, kr", "Through the county, kr")
        yield Column("onward", heading, "kronor", of=lambda one: _onward(shown, one), link=page)
    if any(account.inhabitants for account in accounts):
        whole = _inhabitants(accounts)
        amount = sum(account.amount for account in accounts)
        yield Column(
            "inhabitants", headings.INHABITANTS, "number", of=lambda one: one.inhabitants, total=lambda _values: whole
        )
        yield Column(
            "per_inhabitant", headings.PER_INHABITANT, "number", 2, of=lambda one: one.per_inhabitant,
            total=lambda _values: Fraction(amount) / whole if whole and amount else None,
        )  # fmt: skip
    if any(account.awaited for account in accounts):
        yield Column("awaits", Text("Inväntar", "Waiting for"), of=_awaits, on_page=False)


def _onward(shown: Shown, account: RecipientSums) -> int | None:
    parts = onward_of(shown).of(account.recipient)
    return sum(part.cell.binding for part in parts) if parts else None


def _awaits(account: RecipientSums) -> str:
    return listed(list(dict.fromkeys(words(one.grant.name) for one in account.awaited)), language())


def _inhabitants(accounts: Sequence[RecipientSums]) -> Fraction | None:
    """Return all inhabitants; nothing for recipients of several kinds, who have the same, or where some are unknown."""
    counted = [account.inhabitants for account in accounts]
    is_one_kind = len({account.recipient.kind for account in accounts}) == 1
    return sum((one or Fraction(0) for one in counted), Fraction(0)) if is_one_kind and all(counted) else None
