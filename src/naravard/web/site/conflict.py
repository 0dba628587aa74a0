"""Two people change the same thing: the second sees both versions and chooses, field by field.

A form that changes a thing carries the version that it shows and, beside each field, what the field was then
(``was-name``). When another has changed the thing meanwhile, the act raises :class:`ChangedMeanwhileError` and the same
address answers with a page that shows what each field was, what was written, and what it has become. Choosing sends all
of it again with the newer version, so that nothing written is lost and a third change is shown too.

A :class:`~.forms.step.Step` with ``was`` does all of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from django.http import QueryDict

Saved = TypeVar("Saved")
Choice = Literal["mine", "theirs", ""]

WAS, THEIRS, CHOICE = "was-", "theirs-", "choice-"
"""How the names begin of what a field was, what another has made of it, and which of the two is chosen."""
_MOST_DIGITS = 9
_TRIES = 3
"""How many times a change is tried when what has changed meanwhile lies outside the form."""


class ChangedMeanwhileError(Exception):
    """Someone else has changed the thing since the version that the change was written for.

    The act raises it before anything is written; to a program that asked with ``If-Match`` it is an answer of 412.
    """

    def __init__(self, *, asked: int, version: int, now: Mapping[str, str]) -> None:
        super().__init__(f"written for version {asked}, but there is version {version}")
        self.asked, self.version = asked, version
        self.now = now
        """What the fields of the change have become, as they are stored."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent: the version that it was written for, what the fields were then, and what was written."""

    version: int
    was: Mapping[str, str]
    mine: Mapping[str, str]
    theirs: Mapping[str, str] | None = None
    """What another had made of the fields, where the form is a choice between two versions."""
    choices: Mapping[str, Choice] | None = None

    @classmethod
    def of(cls, posted: QueryDict, names: Sequence[str]) -> "Sent":
        """Read a form with the fields named."""
        chooses = bool(names) and f"{THEIRS}{names[0]}" in posted
        return cls(
            version=_number(posted.get("version", "")),
            was={name: _plain(posted.get(f"{WAS}{name}", "")) for name in names},
            mine={name: _plain(posted.get(name, "")) for name in names},
            theirs={name: _plain(posted.get(f"{THEIRS}{name}", "")) for name in names} if chooses else None,
            choices={name: _choice(posted.get(f"{CHOICE}{name}", "")) for name in names} if chooses else None,
        )

    @property
    def lacking(self) -> tuple[str, ...]:
        """The fields where a choice is left to make."""
        if self.theirs is None or self.choices is None:
            return ()
        return tuple(name for name in self.mine if self.mine[name] != self.theirs[name] and not self.choices[name])

    @property
    def wanted(self) -> dict[str, str]:
        """What the fields are to become: what was written, or what was chosen of the two versions."""
        theirs, choices = self.theirs, self.choices
        if theirs is None or choices is None:
            return dict(self.mine)
        return {name: theirs[name] if choices[name] == "theirs" else mine for name, mine in self.mine.items()}

    @property
    def base(self) -> Mapping[str, str]:
        """What the fields were in the version that the form was written for."""
        return self.was if self.theirs is None else self.theirs


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two have made different things of."""

    name: str
    was: str
    mine: str
    theirs: str
    choice: Choice
    """What is chosen already; where only one has changed the field, that one's version."""
    lacks_choice: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the one who comes second sees: the newer version, and the fields to choose among."""

    version: int
    was: Mapping[str, str]
    mine: Mapping[str, str]
    theirs: Mapping[str, str]
    choices: Mapping[str, Choice] | None = None

    @classmethod
    def again(cls, sent: Sent) -> "Conflict":
        """Return the conflict of a choice that was not made in full."""
        return cls(sent.version, sent.was, sent.mine, sent.theirs or {}, sent.choices)

    @property
    def differences(self) -> list[Difference]:
        """The fields that the two versions have different values of."""
        return [self._difference(name) for name, mine in self.mine.items() if mine != self.theirs[name]]

    @property
    def same(self) -> list[str]:
        """The other fields, which go along without a choice."""
        return [name for name, mine in self.mine.items() if mine == self.theirs[name]]

    def _difference(self, name: str) -> Difference:
        was, mine, theirs = self.was[name], self.mine[name], self.theirs[name]
        chosen = self.choices[name] if self.choices else ""
        if not chosen and not self.choices:
            chosen = "theirs" if mine == was else "mine" if theirs == was else ""
        return Difference(name, was, mine, theirs, chosen, lacks_choice=bool(self.choices) and not chosen)


Merge = Callable[[str, str, str, str], str | None]
"""Makes one of what a field was, what the sender has made of it, and what another has, by the field's name first; None
if only a person can."""


def saved(
    sent: Sent,
    wanted: Mapping[str, str],
    save: Callable[[int, Mapping[str, str]], Saved],
    merge: Merge = lambda *_: None,
) -> "Saved | Conflict":
    """Save what is wanted, or return what to choose among.

    ``save`` is given the version and what the fields are to be. Where the thing has changed but none of the form's own
    fields has, the change is saved with the newer version: it takes nothing from anyone. So it is where ``merge`` makes
    one of every field that both have changed.
    """
    version, base = sent.version, sent.base
    for _ in range(_TRIES):
        try:
            return save(version, wanted)
        except ChangedMeanwhileError as error:
            now = {name: error.now[name] for name in wanted}
            if now != dict(base):
                both = {name: merge(name, base[name], mine, now[name]) for name, mine in wanted.items()}
                if any(one is None for one in both.values()):
                    return Conflict(error.version, base, wanted, now)
                wanted, base = {name: one for name, one in both.items() if one is not None}, now
            version = error.version
    raise ChangedMeanwhileError(asked=sent.version, version=version, now=base)


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS else 0


def _plain(written: str) -> str:
    """Return a text with line breaks as they are kept: browsers send two signs for each."""
    return written.replace("\r\n", "\n")


def _choice(written: str) -> Choice:
    return "mine" if written == "mine" else "theirs" if written == "theirs" else ""
