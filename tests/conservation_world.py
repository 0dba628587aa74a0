"""Recipients whose money moves at random, with an account of the cash itself, kept beside the ledger.

A *step* (:mod:`conservation_steps`) does one thing by the product's own functions and returns how the cash moved. It is
tried in a savepoint: what is refused must leave every fact, account and event as it was.
"""

import datetime
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple
from uuid import uuid4

from django.db import connection, transaction

from money_steps import money, swedish
from naravard.ledger.facts import FactBase
from naravard.web.access.actor import THE_SERVICE
from naravard.web.history.models import Event
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.accounts import Money
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.organisations.models import Organisation
from naravard.web.tasks.errors import DutyRefusedError
from web_shared import WHOLE

STATE = "staten"
REGION, RSS, SKR, MUNICIPALITY = "region-09", "rss-09", "skr", "kommun-0980"
RECIPIENTS = (REGION, RSS, SKR, MUNICIPALITY)
"""One of each kind; the municipality also holds what the RSS passes on."""


class Move(NamedTuple):
    """Cash that went from one to another, of one recipient's grant."""

    recipient: str
    grant: str
    giver: str
    taker: str
    amount: int


@dataclass
class World:
    """What a random history has come to."""

    chance: Random
    """What draws: Hypothesis, or a lot of its own."""
    at: datetime.datetime = field(default_factory=lambda: swedish("2022-09-01 09:00"))
    cash: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """By recipient, grant and who has it."""
    done: list[str] = field(default_factory=list)
    """The steps that were allowed, by name."""
    refused: list[str] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    """What steps remember for later ones."""

    def one_of(self, things: Iterable[Any]) -> Any:
        """Draw one of some things."""
        return self.chance.choice(list(things))

    def amount(self) -> int:
        """Draw a sum: next to nothing, what may be there, or more than there is."""
        return self.one_of([self.chance.randint(-1, 50), self.chance.randint(100_000, 3_000_000), 40_000_000])

    def money(self, code: str) -> Money:
        """Return a recipient's money as it stands."""
        return money(code, at=self.at)

    def record(self, code: str, kind: type[FactBase], **fields: Any) -> Any:
        """Record a fact as an act does, or be refused."""
        locked = locked_money(Organisation.objects.get(pk=code), WHOLE, at=self.at, seen_version=None)
        at = max(self.at, locked.book.latest) if locked.book.latest else self.at
        fact = kind(id=uuid4().hex, recipient=code, at=at, clause="10.1", **fields)
        return locked.take(fact, by=THE_SERVICE)

    def try_(self, name: str, step: "Step") -> bool:
        """Try a step; what is refused changes nothing."""
        before = fingerprint()
        try:
            with transaction.atomic():
                moves = list(step(self))
        except (MoneyRefusedError, DutyRefusedError, NothingToDoError):
            assert fingerprint() == before, name
            self.refused.append(name)
            return False
        for move in moves:
            self.cash[move.recipient, move.grant, move.giver] -= move.amount
            self.cash[move.recipient, move.grant, move.taker] += move.amount
        self.done.append(name)
        return True


Step = Callable[[World], Iterable[Move]]


class NothingToDoError(Exception):
    """A step has nothing to work on yet, as an acceptance without a requisition."""


def fingerprint() -> str:
    """Return a digest of the recipients' facts and accounts, and of how many facts and events there are in all."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account.organisation_id, account.version, fact.content FROM ledger_account account"
            " JOIN ledger_recordedfact fact ON fact.account_id = account.id"
            " WHERE account.organisation_id IN (%s, %s, %s, %s) ORDER BY fact.id",
            RECIPIENTS,
        )
        digest.update(repr(cursor.fetchall()).encode())
        cursor.execute("SELECT count(*) FROM ledger_recordedfact")
        digest.update(repr(cursor.fetchall()).encode())
    digest.update(str(Event.objects.count()).encode())
    return digest.hexdigest()
