"""How a recipient's requisition stands at the one who pays: worked out, never stored, with the word it is shown by."""

from enum import StrEnum

from naravard.agreement import status_words
from naravard.agreement.duties import Status
from naravard.agreement.model import Duty, Text
from naravard.agreement.status_words import WAITS_FOR_YOU, ShownStatus, waiting_for
from naravard.ledger.instalments import standing_of
from naravard.web.ledger.accounts import Money


class State(StrEnum):
    """How a requisition stands."""

    words: ShownStatus

    def __new__(cls, code: str, words: ShownStatus) -> "State":
        """Give each state its code and its words."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.words = words
        return made

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return self.words.colour

    WAITS = ("vantar", WAITS_FOR_YOU)
    ACCEPTED = ("godtagen", status_words.ACCEPTED.but(Text("inte utbetald", "not paid")))
    RETURNED = ("tillbaka", waiting_for(Text("mottagaren", "the recipient")))
    PAID = ("betald", status_words.ACCEPTED.but(Text("utbetald", "paid")))
    NOT_COME = ("inte-inkommen", status_words.NOT_IN)
    LAPSED = ("forfallen", status_words.LAPSED)


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
