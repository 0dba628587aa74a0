"""What is wrong with something that was entered: what, where, found, expected, and the way out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from naravard.allocation.errors import AllocationError
from naravard.web.site.templatetags.naravard import language

Value = TypeVar("Value")

MOST_SHOWN = 8
"""More problems than this with one field are counted, not listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake, said to the one who can put it right, in the page's language."""

    what: str
    field: str = ""
    """The name of the form's field; the error summary links to it."""
    where: str = ""
    found: str = ""
    expected: str = ""
    way_out: str = ""

    @property
    def field_id(self) -> str:
        """The id of the field's element; empty where the problem has no field."""
        return element_id(self.field) if self.field else ""

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The answers that there are, each with its label."""
        labelled = [
            (_("Var"), self.where),
            (_("Hittat"), self.found),
            (_("Väntat"), self.expected),
            (_("Gör så här"), self.way_out),
        ]
        return [(label, text) for label, text in labelled if text]

    def at(self, field: str) -> "Problem":
        """Return the same problem at a field of the form."""
        return Problem(
            what=self.what,
            field=field,
            where=self.where,
            found=self.found,
            expected=self.expected,
            way_out=self.way_out,
        )


def element_id(name: str) -> str:
    """Return the id of a field's element."""
    return f"f-{name.replace('.', '-')}"


class EntryError(Exception):
    """Something entered cannot be used; ``problems`` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.what for problem in problems))
        self.problems = problems

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> "EntryError":
        """Return the error for many problems at once."""
        return cls(*problems)


def from_allocation(error: AllocationError, field: str = "") -> Problem:
    """Return an error of the allocation as a problem of the form."""
    words = language()
    return Problem(
        what=error.what.in_language(words),
        field=field,
        where=error.where,
        found=error.found.in_language(words),
        expected=error.expected.in_language(words),
        way_out=_as_sentence(error.way_out.in_language(words)),
    )


def problems_at(name: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems of one field."""
    return tuple(problem for problem in problems if problem.field == name)


def not_too_many(problems: list[Problem]) -> list[Problem]:
    """Keep the first few problems and count the rest in a last one."""
    if len(problems) <= MOST_SHOWN + 1:
        return problems
    more = len(problems) - MOST_SHOWN
    rest = Problem(
        what=_("Ytterligare %(count)s rader har fel.") % {"count": more},
        field=problems[0].field,
        way_out=_("Rätta raderna ovan och skicka igen. Då visas resten."),
    )
    return [*problems[:MOST_SHOWN], rest]


def _as_sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
