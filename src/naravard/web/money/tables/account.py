"""One recipient's money and duties as tables."""

import datetime
from fractions import Fraction

from naravard.agreement.model import Duty, Text
from naravard.documents.table import Column, Row, Table, Value
from naravard.web.agreements.actors import acting_name, actors_in_words
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.money.book import Account, MoneyBook, Part, book_of
from naravard.web.site.templatetags.naravard import language, words

_GRANT = Column("grant", Text("Beteckning", "Id"), "code")
_CODE = Column("code", Text("Kod", "Code"), "code")
_RECIPIENT = Column("recipient", Text("Mottagare", "Recipient"))
_NAME = Column("name", Text("Belopp", "Grant"))
_AREA = Column("area", Text("Område", "Area"))
_AMOUNT = Column("amount", Text("Kronor", "Kronor"), "kronor")
_COMPUTED = Column("computed", Text("Beräknat", "Computed"), "kronor")
_SHARE = Column("share", Text("Del av hela beloppet", "Share of the whole grant"), "per cent", 2)
_PER = Column("per_inhabitant", Text("Kr per invånare", "Kr per inhabitant"), "number", 2)
_AVERAGE = Column("average", Text("Hela landet, kr per invånare", "The whole country, kr per inhabitant"), "number", 2)
_CLAUSE = Column("clause", Text("Avsnitt", "Section"), "code")
_DUTIES = (
    Column("due", Text("Senast", "By"), "date"),
    Column("duty", Text("Vad", "What")),
    Column("who", Text("Vem", "Who")),
    Column("to", Text("Till", "To")),
    Column("clause", Text("Avsnitt", "Section"), "code"),
)


def account_table(shown: Shown, accounts: tuple[Account, ...]) -> Table:
    """Return every amount of one recipient, or of several with the same code; earmarks stand within their grants."""
    book = book_of(shown)
    rows = tuple(_row(shown, book, account, part) for account in accounts for part in account.parts)
    columns = (_RECIPIENT, _CODE, _GRANT, _NAME, _AMOUNT, _COMPUTED, _SHARE, _PER, _AVERAGE, _AREA, _CLAUSE)
    kept = [place for place, column in enumerate(columns) if _is_needed(column, place, rows)]
    code = accounts[0].recipient.code
    kind = f"-{accounts[0].recipient.kind}" if len(accounts) == 1 else ""
    names = " och ".join(account.recipient.name for account in accounts)
    english = " and ".join(account.recipient.name for account in accounts)
    return Table(
        id=f"{shown.agreement.id}-{code}{kind}",
        caption=Text(f"Allt som {names} får", f"All that {english} receives"),
        columns=tuple(columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
        total=tuple(_total(book, accounts)[place] for place in kept) if rows else None,
        provenance=provenance(shown),
    )


def _is_needed(column: Column, place: int, rows: tuple[Row, ...]) -> bool:
    """Leave out what no row has; the computed amounts only matter where one differs from the signed."""
    if column.id == "computed":
        return any(row[place] != row[place - 1] for row in rows)
    return column.id in {"recipient", "code", "grant", "name", "amount"} or any(row[place] is not None for row in rows)


def _row(shown: Shown, book: MoneyBook, account: Account, part: Part) -> Row:
    agreement, grant, cell = shown.agreement, part.allocated.grant, part.cell
    per = Fraction(cell.binding) / account.inhabitants if account.inhabitants else None
    return (
        account.recipient.name,
        account.recipient.code,
        grant.id,
        words(grant.name),
        cell.binding,
        cell.computed,
        Fraction(cell.binding, grant.amount) if grant.amount else None,
        per,
        book.average_of_grant(part.allocated, account.recipient.kind) if per is not None else None,
        words(agreement.area(grant.area).name) if grant.area else None,
        grant.clause,
    )


def _total(book: MoneyBook, accounts: tuple[Account, ...]) -> Row:
    amount = sum(account.amount for account in accounts)
    per: Value = None
    average: Value = None
    if len(accounts) == 1:
        per, average = accounts[0].per_inhabitant, book.average(accounts[0].recipient.kind)
    word = Text("Tillsammans", "Total").in_language(language())
    computed = sum(account.computed for account in accounts)
    return (None, None, None, word, amount, computed, None, per, average if per is not None else None, None, None)


def duties_table(shown: Shown, accounts: tuple[Account, ...], duties: tuple[Duty, ...]) -> Table:
    """Return the duties with dates that fall on a recipient."""
    agreement = shown.agreement
    first = accounts[0].recipient
    return Table(
        id=f"{agreement.id}-{first.code}-datum",
        caption=Text("Datum att hålla", "Dates to keep"),
        columns=_DUTIES,
        rows=tuple(
            (
                duty.due,
                words(duty.name),
                words(actors_in_words(agreement, duty.who, acting=True)),
                words(acting_name(agreement, duty.to)) if duty.to else None,
                duty.clause,
            )
            for duty in duties
        ),
        provenance=provenance(shown),
    )


def in_time(duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """Return duties in the order of their days, those without a day last."""
    return tuple(sorted(duties, key=lambda duty: (duty.due is None, duty.due or datetime.date.max)))
