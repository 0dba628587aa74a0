"""How an act records a fact of money: the account is locked, the ledger's rules are asked, the fact is written once.

Within an act's own transaction::

    money = locked_money(organisation, agreement_id, at=at, seen_version=None)
    money.add(Repaid, grant="ambulans", amount=34_968, day=day, reference="…", by=actor)
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import uuid4

from naravard.ledger import Balance, Book, DutyStanding, Terms, balance_of, refusal
from naravard.ledger.facts import Fact, FactBase
from naravard.web.access.actor import Actor
from naravard.web.agreements.current import Shown, shown_named
from naravard.web.ledger.accounts import facts_of, standings_of, terms_for
from naravard.web.ledger.errors import LedgerRefusedError, MoneyChangedError, NoMoneyError
from naravard.web.ledger.models import Account, RecordedFact, written
from naravard.web.organisations.models import Organisation

OneFact = TypeVar("OneFact", bound=FactBase)


class LockedMoney:
    """A recipient's money, its account locked until the transaction ends."""

    def __init__(
        self,
        shown: Shown,
        organisation: Organisation,
        account: Account,
        at: datetime.datetime,
        facts: Iterable[Fact],
    ) -> None:
        self.shown, self.organisation, self.account, self.at = shown, organisation, account, at
        self.terms: Terms = terms_for(shown, organisation.code)
        self.book = Book(facts)

    @property
    def standings(self) -> dict[str, DutyStanding]:
        """What the recipient has done about its duties, as it is now."""
        return standings_of(self.shown.agreement.id, [self.organisation]).get(self.organisation.code, {})

    @property
    def balance(self) -> Balance:
        """What the facts come to, what was just added too."""
        return balance_of(self.book.tally)

    @property
    def version(self) -> int:
        """The fixed allocation that holds; 0 while nothing is allotted."""
        return self.book.tally.allotted.version if self.book.tally.allotted else 0

    def add(self, kind: type[OneFact], *, by: Actor, clause: str = "", **fields: Any) -> OneFact:
        """Make a fact and record it.

        ``clause`` is what it rests on; the clause of the money's conditions where none is given. The id and the time
        are set here: never earlier than what was recorded last, so that of two at once the second comes after. A fact
        with a field ``by`` of its own (:class:`.OnwardReturned`) is made by the caller and given to :meth:`take`.

        Raises:
            LedgerRefusedError: when the ledger's rules do not allow it; nothing is recorded.
        """
        return self.take(self._made(kind, clause, **fields), by=by)

    def tried(self, kind: type[OneFact], *, clause: str = "", **fields: Any) -> OneFact:
        """Make a fact that could be recorded now, and record nothing.

        Raises:
            LedgerRefusedError: when the ledger's rules would not allow it.
        """
        fact = self._made(kind, clause, **fields)
        refused = refusal(fact, self.book, self.terms, self.standings)  # type: ignore[arg-type]
        if refused is not None:
            raise LedgerRefusedError(refused)
        return fact

    def trial(self) -> "LockedMoney":
        """Return a copy to try facts on, one after another (:meth:`tried_next`); nothing of it is recorded."""
        return LockedMoney(self.shown, self.organisation, self.account, self.at, self.book.facts.values())

    def tried_next(self, kind: type[OneFact], **fields: Any) -> OneFact:
        """Make a fact that could be recorded after those tried before on a :meth:`trial`.

        Raises:
            LedgerRefusedError: when the ledger's rules would not allow it.
        """
        fact = self.tried(kind, **fields)
        self.book.add(fact)  # type: ignore[arg-type]
        return fact

    def _made(self, kind: type[OneFact], clause: str, **fields: Any) -> OneFact:
        at = max(self.at, self.book.latest) if self.book.latest else self.at
        return kind(
            id=uuid4().hex, recipient=self.organisation.code, at=at, clause=clause or self.terms.clause, **fields
        )

    def take(self, fact: OneFact, *, by: Actor) -> OneFact:
        """Record a fact that has been made (:meth:`add` makes one)."""
        self._row(fact, by=by, standings=self.standings).save()
        self.account.save(update_fields=["version"])
        return fact

    def _row(self, fact: FactBase, *, by: Actor, standings: Mapping[str, DutyStanding]) -> RecordedFact:
        """Ask the rules, and return the fact's row, the account's version grown; neither is saved."""
        refused = refusal(fact, self.book, self.terms, standings)  # type: ignore[arg-type]
        if refused is not None:
            raise LedgerRefusedError(refused)
        row = RecordedFact(
            account=self.account,
            sequence=len(self.book.facts) + 1,
            fact_id=fact.id,
            kind=str(fact.__struct_config__.tag),
            at=fact.at,
            by=by.who.code,
            content=written(fact),  # type: ignore[arg-type]
        )
        self.account.version += 1
        self.book.add(fact)  # type: ignore[arg-type]
        return row


def locked_money(
    organisation: Organisation, agreement_id: str, *, at: datetime.datetime, seen_version: int | None
) -> LockedMoney:
    """Lock a recipient's money; ``seen_version`` is the account's version on the page, ``None`` if it is not known.

    Lock a duty (:func:`naravard.web.tasks.changes.locked_duty`) before the money, and let the event be the last step.

    Raises:
        NoMoneyError: when no agreement that is shown gives the organisation money.
        MoneyChangedError: when another version has been seen than the one that is.
    """
    shown = shown_named(agreement_id)
    if shown is None or not terms_for(shown, organisation.code).grants:
        raise NoMoneyError(agreement_id, organisation.code)
    account, _ = Account.objects.select_for_update(no_key=True).get_or_create(
        agreement_id=agreement_id, organisation=organisation
    )
    if seen_version is not None and account.version != seen_version:
        raise MoneyChangedError
    return LockedMoney(shown, organisation, account, at, facts_of([account.pk]).get(account.pk, ()))


def record_for_many(
    shown: Shown,
    organisations: Sequence[Organisation],
    make: Callable[[LockedMoney], FactBase],
    *,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Record one fact for each of many recipients: a few questions to the database, however many they are.

    ``make`` is given each recipient's money, its account locked, and returns the fact.

    Raises:
        LedgerRefusedError: when the rules refuse one of them, with the recipient's name in front of the words.
    """
    asked = {"agreement_id": shown.agreement.id, "organisation__in": organisations}
    known = set(Account.objects.filter(**asked).values_list("organisation_id", flat=True))
    Account.objects.bulk_create(
        [Account(agreement_id=shown.agreement.id, organisation=one) for one in organisations if one.code not in known],
        ignore_conflicts=True,
    )
    locked = Account.objects.select_for_update(no_key=True).filter(**asked).order_by("organisation")
    accounts = {account.organisation_id: account for account in locked}
    facts = facts_of([account.pk for account in accounts.values()])
    standings = standings_of(shown.agreement.id, organisations)
    rows = []
    for organisation in organisations:
        account = accounts[organisation.code]
        money = LockedMoney(shown, organisation, account, at, facts.get(account.pk, ()))
        try:
            rows.append(money._row(make(money), by=by, standings=standings.get(organisation.code, {})))
        except LedgerRefusedError as error:
            raise error.of(organisation.text) from error
    RecordedFact.objects.bulk_create(rows, batch_size=200)
    Account.objects.bulk_update(accounts.values(), ["version"], batch_size=200)
