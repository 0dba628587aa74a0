"""What an act on a duty is as a form: its fields, how they are read, and what is said before and after."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, Standing
from naravard.web.people.models import Person
from naravard.web.tasks.reading import Task

LONGEST_LINE = 100
LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form."""

    name: str
    label: Text
    hint: Text
    kind: Literal["line", "area", "day"] = "line"

    def read(self, written: str) -> Any:
        """Return what was written as the act takes it; ``UnreadableError`` when it cannot be read."""
        text = written.strip()
        if self.kind == "day":
            return _day(text)
        most = LONGEST_LINE if self.kind == "line" else LONGEST_TEXT
        if len(text) > most:
            raise UnreadableError(Text(f"Skriv högst {most} tecken.", f"Write at most {most} characters."))
        if any(ord(letter) < ord(" ") and letter not in "\r\n\t" for letter in text):
            raise UnreadableError(Text("Här finns tecken som inte går att spara.", "Some characters cannot be kept."))
        return text


class UnreadableError(ValueError):
    """What was written in a field cannot be read."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.sv)
        self.says = says


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One act as a page offers it."""

    slug: str
    """Its name in the address, ``?gor=lamna-in``."""
    find: Callable[[Task, Person, Sequence[Standing]], Actor | None]
    """As whom the reader may do it, whatever the state."""
    is_open: Callable[[Task], bool]
    """Whether the state allows it."""
    act: Callable[[Task], Callable[..., Any]]
    title: Text
    button: Callable[[Task], Text]
    explains: Text
    done: Text
    fields: tuple[Field, ...] = ()
    direct: bool = False
    """It needs no page of its own: one press, and it can be undone."""
    is_main: bool = False
    """It carries the duty forward."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An act that the reader may do now, and as whom."""

    offer: Offer
    actor: Actor
    button: Text
    written: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, Text] = field(default_factory=dict)

    @property
    def fields(self) -> list[tuple[Field, str, Text | None]]:
        """Each field with what was written and what is wrong with it."""
        return [(one, self.written.get(one.name, ""), self.problems.get(one.name)) for one in self.offer.fields]


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UnreadableError(
            Text(
                "Skriv dagen med år, månad och dag: 2022-12-15.",
                "Write the day as year, month and day: 2022-12-15.",
            )
        ) from None
