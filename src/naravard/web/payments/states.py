"""How a recipient's requisition stands at the one who pays: one of six words, worked out and never stored."""

from enum import StrEnum

from naravard.agreement.duties import Status
from naravard.agreement.model import Duty, Text
from naravard.ledger.instalments import standing_of
from naravard.web.ledger.accounts import Money


class State(StrEnum):
    """How a requisition stands."""

    words: Text
    colour: str
    """Of its tag."""

    def __new__(cls, code: str, sv: str, en: str, colour: str) -> "State":
        """Give each state its code, its words and its colour."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.words, made.colour = Text(sv, en), colour
        return made

    WAITS = ("vantar", "Väntar på granskning", "Awaits review", "yellow")
    ACCEPTED = ("godtagen", "Godtagen, inte betald", "Accepted, not paid", "turquoise")
    RETURNED = ("tillbaka", "Lämnad tillbaka", "Returned", "purple")
    PAID = ("betald", "Utbetald", "Paid", "green")
    NOT_COME = ("inte-inkommen", "Inte inkommen", "Not come in", "grey")
    LAPSED = ("forfallen", "Rätten förfallen", "The right has lapsed", "red")


def state_of_money(money: Money, duty: Duty) -> State:
    """Return how the newest requisition of a recipient's duty stands, or that none has come."""
    one = money.asking(duty)
    if one.newest is not None and one.sent_back is None:
        if money.book.payment_of(one.newest.id) is not None:
            return State.PAID
        return State.ACCEPTED if one.is_accepted else State.WAITS
    if one.sent_back is not None:
        return State.RETURNED
    lapsed = standing_of(one, money.standings).state(duty, money.now).status is Status.LAPSED
    return State.LAPSED if lapsed else State.NOT_COME
