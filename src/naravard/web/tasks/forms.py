"""What an act on a duty is as a form: its fields, how they are read, and what is said before and after."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naravard.agreement.model import Text
from naravard.web.access.actor import ActiveRole, Actor
from naravard.web.people.models import Person
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.step import OwnYes
from naravard.web.tasks import contents
from naravard.web.tasks.duties import Task

LONGEST_LINE = 100
LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOffer:
    """One act as a page offers it."""

    slug: str
    """Its name in the address, ``?gor=lamna-in``."""
    find: Callable[[Task, Person, Sequence[ActiveRole]], Actor | None]
    """As whom the reader may do it, whatever the state."""
    is_open: Callable[[Task], bool]
    """Whether the state allows it."""
    act: Callable[[Task], Callable[..., Any]]
    title: Text
    button: Callable[[Task], Text]
    explains: Text
    done: Text
    fields: tuple[Field, ...] = ()
    begins_with: Callable[[Task], Mapping[str, str]] = lambda _task: {}
    """What stands in the fields from the beginning, by name."""
    checked: bool = False
    """What was written is shown to be checked before it is done."""
    possible: Callable[[Task, Mapping[str, Any], datetime.datetime], object] = lambda _task, _values, _at: None
    """Refuses what could not be done, before it is shown to be checked."""
    notes: Callable[[Task, Mapping[str, Any]], Sequence[Text]] = lambda _task, _values: ()
    """What to think of before it is done."""
    own_yes: Callable[[Task], Sequence[OwnYes]] = lambda _task: ()
    """What is lost by it, each with a yes of its own."""
    direct: bool = False
    """It needs no page of its own: one press, and it can be undone."""
    is_main: bool = False
    """It carries the duty forward."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An act that the reader may do now, and as whom."""

    offer: ActOffer
    actor: Actor
    button: Text

    def read(self, written: Written) -> dict[str, Any]:
        """Return what was written as the act takes it; what is wrong stands in ``written.problems``."""
        return {one.name: _read(one, written) for one in self.offer.fields}


def _read(field: Field, written: Written) -> Any:
    if field.kind == "file":
        return _file(field, written)
    if field.name == contents.TEXT:
        return written.text(field.name, most=contents.LONGEST_TEXT)
    if field.kind == "day":
        return written.day(field.name)
    if field.kind == "area":
        return written.text(field.name, most=LONGEST_TEXT)
    return written.line(field.name, most=LONGEST_LINE)


def _file(field: Field, written: Written) -> contents.AttachedFile | None:
    """Return the file that came, looked at; None if none did, or if it cannot be taken."""
    uploaded = written.files.get(field.name)
    if uploaded is None:
        return None
    found: list[contents.AttachedFile] = []
    written.check(lambda: found.append(contents.attached(uploaded.name or "", uploaded.read())))
    return found[0] if found else None
