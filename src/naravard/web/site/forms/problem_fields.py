"""A form's fields as the templates show them: label, hint, what was entered, and what is wrong with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from naravard.web.site.forms.problems import Problem

FieldKind = Literal["text", "area", "choice", "file"]


@dataclass(frozen=True, slots=True)
class ListOption:
    """One choice of a list."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemField:
    """One field. ``value`` is what was entered, right or wrong, so that nothing is lost."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    kind: FieldKind = "text"
    suffix: str = ""
    width: int = 20
    rows: int = 8
    options: tuple[ListOption, ...] = ()
    problems: tuple[Problem, ...] = ()
    multiple: bool = False
    is_number: bool = False
    accept: str = ""

    @property
    def id(self) -> str:
        """The element's id; the error summary links to it."""
        return _id_of(self.name)

    @property
    def described_by(self) -> str:
        """The ids of what describes the field."""
        ids = [f"{self.id}-hint"] if self.hint else []
        return " ".join([*ids, f"{self.id}-error"] if self.problems else ids)


@dataclass(frozen=True, slots=True)
class Summary:
    """The list of problems on top of the page, each linked to its field."""

    entries: tuple[tuple[str, Problem], ...]

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> "Summary | None":
        """Return the summary of some problems, ``None`` when there are none."""
        found = tuple(
            (f"#f-{problem.field.replace('.', '-')}" if problem.field else "", problem) for problem in problems
        )
        return cls(found) if found else None


def problems_at(name: str, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems of one field."""
    return tuple(problem for problem in problems if problem.field == name)


def _id_of(name: str) -> str:
    return f"f-{name.replace('.', '-')}"
