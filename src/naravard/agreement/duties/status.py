"""How a duty can stand: eight cases, each with the word that it is shown by and what it means."""

from enum import StrEnum

from naravard.agreement import status_words
from naravard.agreement.model import Duty, Text
from naravard.agreement.status_words import ShownStatus

_ACTED = frozenset({"decision", "payment", "repayment", "other"})
"""What a duty is about that is done and not handed in."""


class Status(StrEnum):
    """How a duty stands: always exactly one of the eight."""

    NOT_YET_OPEN = "not-yet-open"
    OPEN = "open"
    BEGUN = "begun"
    SUBMITTED = "submitted"
    DONE = "done"
    LATE = "late"
    LAPSED = "lapsed"
    CLOSED = "closed"

    @property
    def shown(self) -> ShownStatus:
        """Which of the six words it is shown by."""
        return _WORDS[self][0]

    @property
    def label(self) -> Text:
        """What it is called."""
        return self.shown.plain

    @property
    def meaning(self) -> Text:
        """What it means, in a sentence."""
        return _WORDS[self][1]

    @property
    def is_finished(self) -> bool:
        """Whether the holder has done its part."""
        return self in (Status.SUBMITTED, Status.DONE)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done: the holder has done its part, or the agreement is closed."""
        return self.is_finished or self is Status.CLOSED


_WORDS = {
    Status.NOT_YET_OPEN: (
        status_words.NOT_BEGUN,
        Text(
            "Den första dagen har inte kommit, så det går inte att börja.",
            "The first day has not come, so it is not possible to begin.",
        ),
    ),
    Status.OPEN: (
        status_words.NOT_BEGUN,
        Text("Det går att börja, men ingen har gjort det.", "It is possible to begin, but no one has."),
    ),
    Status.BEGUN: (
        status_words.UNDER_WAY,
        Text(
            "Arbetet pågår: det är inte inlämnat, eller har öppnats igen för att ändras.",
            "The work is under way: it is not handed in, or has been opened again to be changed.",
        ),
    ),
    Status.SUBMITTED: (
        status_words.HANDED_IN,
        Text(
            "Den som har skyldigheten har lämnat in eller utfört det som ska göras.",
            "The one who has the duty has handed in or carried out what is to be done.",
        ),
    ),
    Status.DONE: (
        status_words.ACCEPTED,
        Text("Inget mer ska göras.", "Nothing more is to be done."),
    ),
    Status.LATE: (
        status_words.LATE,
        Text(
            "Den sista dagen har passerat, men det går fortfarande att lämna in.",
            "The last day has passed, but it is still possible to hand in.",
        ),
    ),
    Status.LAPSED: (
        status_words.LAPSED,
        Text(
            "Den sista dagen har passerat och rätten har förfallit. Det går inte längre att lämna in.",
            "The last day has passed and the right has lapsed; it is no longer possible to hand in.",
        ),
    ),
    Status.CLOSED: (
        status_words.LAPSED,
        Text(
            "Överenskommelsen är avslutad: det gjordes inte, och det ska inte göras.",
            "The agreement is closed: it was not done, and is not to be done.",
        ),
    ),
}


def is_acted(duty: Duty) -> bool:
    """Tell whether a duty is something that is done, and no paper that is handed in."""
    return duty.about in _ACTED
