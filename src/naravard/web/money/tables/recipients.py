"""All recipients as a table: what each gets in all, and by inhabitant where the agreement counts them."""

from collections.abc import Sequence
from fractions import Fraction

from naravard.agreement.model import Text
from naravard.agreement.wording import listed
from naravard.documents.table import Column, Row, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.agreements.recipient_kinds import kind
from naravard.web.money.book import Account
from naravard.web.money.onward import onward_of
from naravard.web.site.templatetags.naravard import language, words

_CODE = Column("code", Text("Kod", "Code"), "code")
_RECIPIENT = Column("recipient", Text("Mottagare", "Recipient"))
_KIND = Column("kind", Text("Slag", "Kind"))
_AMOUNT = Column("amount", Text("Belopp, kr", "Amount, kr"), "kronor")
_ONWARD = Column("onward", Text("Via länet, kr", "Through the county, kr"), "kronor")
_INHABITANTS = Column("inhabitants", Text("Invånare", "Inhabitants"), "number")
_PER_INHABITANT = Column("per_inhabitant", Text("Kr per invånare", "Kr per inhabitant"), "number", 2)
_AWAITS = Column("awaits", Text("Inväntar", "Awaits"))


def recipients_table(shown: Shown, accounts: Sequence[Account]) -> Table:
    """Return one row per recipient; money shared onward inside a county stands beside and is not added again."""
    has_onward = bool(onward_of(shown).parts)
    is_counted = any(account.inhabitants for account in accounts)
    awaits = any(account.awaited for account in accounts)
    columns = [_CODE, _RECIPIENT, _KIND, _AMOUNT]
    columns += [_ONWARD] if has_onward else []
    columns += [_INHABITANTS, _PER_INHABITANT] if is_counted else []
    columns += [_AWAITS] if awaits else []
    kept = {column.id for column in columns}
    every = (_CODE, _RECIPIENT, _KIND, _AMOUNT, _ONWARD, _INHABITANTS, _PER_INHABITANT, _AWAITS)
    places = [place for place, column in enumerate(every) if column.id in kept]
    rows = [_row(shown, account) for account in accounts]
    total = _total(accounts)
    return Table(
        id=f"{shown.agreement.id}-mottagare",
        caption=Text("Mottagare och belopp", "Recipients and amounts"),
        columns=tuple(columns),
        rows=tuple(tuple(row[place] for place in places) for row in rows),
        total=tuple(total[place] for place in places),
        provenance=provenance(shown),
    )


def kind_name(account: Account) -> Text:
    """Return what kind of recipient it is; bodies of another kind are named after their group."""
    recipient = account.recipient
    return account.group.name if recipient.kind == "other" else kind(recipient.kind).one


def _row(shown: Shown, account: Account) -> Row:
    recipient = account.recipient
    onward = onward_of(shown).of(recipient)
    awaits = list(dict.fromkeys(words(allocated.grant.name) for allocated in account.awaited))
    return (
        recipient.code,
        recipient.name,
        words(kind_name(account)),
        account.amount if account.parts else None,
        sum(part.cell.binding for part in onward) if onward else None,
        account.inhabitants,
        account.per_inhabitant,
        listed(awaits, language()) or None,
    )


def _total(accounts: Sequence[Account]) -> Row:
    amount = sum(account.amount for account in accounts)
    kinds = {account.recipient.kind for account in accounts}
    counted = [account.inhabitants for account in accounts]
    whole = sum((value for value in counted if value), Fraction(0))
    is_one_kind = len(kinds) == 1 and all(counted) and bool(whole)
    return (
        "",
        Text("Tillsammans", "Total").in_language(language()),
        "",
        amount,
        None,
        whole if is_one_kind else None,
        Fraction(amount) / whole if is_one_kind and amount else None,
        None,
    )
