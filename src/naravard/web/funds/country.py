"""The whole country's money under an agreement, as its pages and its programs show it."""

import datetime

from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import Money, moneys_of, recipients_of
from naravard.web.organisations.kinds import Kind


def country_moneys(shown: Shown, at: datetime.datetime) -> list[Money]:
    """Return every recipient's money: regions, RSS, municipalities, SKR, each in the order of their codes."""
    order = [kind.value for kind in Kind]
    recipients = sorted(recipients_of(shown), key=lambda one: order.index(one.kind))
    return moneys_of(shown, recipients, at)
