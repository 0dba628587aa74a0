"""The six words for how something stands, one colour each: the only ones that lists, tables and pages say.

A room works out how its thing stands in its own way, and says it with one of these. What is true of a thing without
being a state (that money depends on it, that it came too late) is a label, and stands beside. See decision 77.

>>> waiting_for(Text("banken")).sv, waiting_for(Text("banken")).colour
('Väntar på banken', 'yellow')
"""

from enum import StrEnum

from naravard.agreement.model import Text


class StatusWord(StrEnum):
    """How something stands: always exactly one of the six."""

    label: Text
    colour: str
    """Of its tag; red is what is late or lost, yellow what waits for somebody, green what is accepted."""

    def __new__(cls, code: str, sv: str, en: str, colour: str) -> "StatusWord":
        """Give each its code, its word and its colour."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.label, made.colour = Text(sv, en), colour
        return made

    NOT_BEGUN = ("open", "Inte börjad", "Not started", "grey")
    UNDER_WAY = ("begun", "Pågår", "In progress", "blue")
    WAITING = ("waiting", "Väntar", "Waiting", "yellow")
    HANDED_IN = ("submitted", "Inlämnad", "Handed in", "turquoise")
    ACCEPTED = ("done", "Godtagen", "Accepted", "green")
    LATE = ("late", "Försenad", "Late", "red")


class ShownStatus(Text, frozen=True):
    """How something stands as it is shown: one of the six, and its words. A text like any other where files say it."""

    word: StatusWord = StatusWord.NOT_BEGUN

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return self.word.colour

    @property
    def plain(self) -> Text:
        """The words alone, for programs that read a text and no more."""
        return Text(self.sv, self.en)

    def but(self, more: Text) -> "ShownStatus":
        """Return the same status with something added to its words: ``Inlämnad, kom för sent``."""
        return ShownStatus(f"{self.sv}, {more.sv}", f"{self.en}, {more.in_language('en')}", self.word)


def _shown(word: StatusWord, sv: str = "", en: str = "") -> ShownStatus:
    return ShownStatus(sv or word.label.sv, en or word.label.en, word)


NOT_BEGUN = _shown(StatusWord.NOT_BEGUN)
NOT_IN = _shown(StatusWord.NOT_BEGUN, "Inte börjad eller pågår", "Not started or in progress")
"""What a receiver is shown of what has not come in: how far its sender has come is the sender's own matter."""
UNDER_WAY = _shown(StatusWord.UNDER_WAY)
WAITS = _shown(StatusWord.WAITING)
WAITS_FOR_YOU = _shown(StatusWord.WAITING, "Väntar på er", "Waiting for you")
HANDED_IN = _shown(StatusWord.HANDED_IN)
ACCEPTED = _shown(StatusWord.ACCEPTED)
DONE = _shown(StatusWord.ACCEPTED, "Klar", "Done")
"""What nobody accepts since it is no paper: a decision, a payment. The same state as accepted."""
LATE = _shown(StatusWord.LATE)
LAPSED = _shown(StatusWord.LATE, "Förfallen", "Lapsed")
"""What is late and can no longer be done. The same state as late."""
EVERY = (NOT_BEGUN, UNDER_WAY, WAITS, HANDED_IN, ACCEPTED, DONE, LATE, LAPSED)
"""All that a status begins with, in the order in which it goes."""


def waiting_for(whom: Text) -> ShownStatus:
    """Say whom something waits for; only that it waits where nobody is named."""
    if not whom.sv:
        return WAITS
    return _shown(StatusWord.WAITING, f"{WAITS.sv} på {whom.sv}", f"{WAITS.en} for {whom.in_language('en')}")
