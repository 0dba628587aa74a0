"""How a recipient's requisition stands at the one who pays: one of six words, worked out and never stored."""

from enum import StrEnum

from naravard.agreement.duties import Status
from naravard.agreement.model import Text
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


def state_of_money(money: Money) -> State:
    """Return how the requisition of a recipient stands; for one who has the duty to requisition."""
    book, duty = money.book, money.terms.requisition
    if book.requisition is not None:
        if book.payment_of(book.requisition.id) is not None:
            return State.PAID
        return State.ACCEPTED if book.accepted else State.WAITS
    if book.returned_at is not None:
        return State.RETURNED
    if duty is not None and duty.id in money.standings:
        lapsed = money.standings[duty.id].state(duty, money.now).status is Status.LAPSED
        return State.LAPSED if lapsed else State.NOT_COME
    return State.LAPSED if money.closed else State.NOT_COME
