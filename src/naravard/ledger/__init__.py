"""The ledger room: money in and out of a recipient under an agreement, as facts folded into balances.

Pure: it knows the agreement, the allocation and the standard library, no clock, no database, no web. What has happened
comes as :mod:`facts <naravard.ledger.facts>` and is never changed; :func:`balance` folds them; :func:`refusal` says
whether a fact may come next, and why not; :func:`flow` and :func:`entries` tell a recipient's money for people.
See ``docs/decisions/0027-money-is-facts-folded-into-balances.md``.
"""

from naravard.ledger.allotments import allotted_from
from naravard.ledger.balances import Balance, GrantBalance, ShareBalance, Sums, balance, balance_of
from naravard.ledger.book import Book
from naravard.ledger.facts import Fact
from naravard.ledger.instalments import asking, available, may_ask, to_come
from naravard.ledger.onward_shares import NotTheWholeError, part_of, parted
from naravard.ledger.refusals import Refusal
from naravard.ledger.rules import NotAllowedByLedgerError, record, refusal
from naravard.ledger.statement import StatementEntry, StatementStep, entries, flow
from naravard.ledger.tally import Tally, tally
from naravard.ledger.terms import DutyStanding, GrantTerms, Terms, terms_of

__all__ = [
    "Balance",
    "Book",
    "DutyStanding",
    "Fact",
    "GrantBalance",
    "GrantTerms",
    "NotAllowedByLedgerError",
    "NotTheWholeError",
    "Refusal",
    "ShareBalance",
    "StatementEntry",
    "StatementStep",
    "Sums",
    "Tally",
    "Terms",
    "allotted_from",
    "asking",
    "available",
    "balance",
    "balance_of",
    "entries",
    "flow",
    "may_ask",
    "part_of",
    "parted",
    "record",
    "refusal",
    "tally",
    "terms_of",
    "to_come",
]
