"""What the pages that act share: whose page it is, the form's fields, and the answer when it is done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import standings_of
from naravard.web.access.permissions import Permission
from naravard.web.organisations.models import Organisation
from naravard.web.site.answers import SeeOther, done
from naravard.web.site.templatetags.naravard import language

__all__ = ["DetailField", "SeeOther", "done", "may", "own", "problem_at", "problems_of"]
_NONE = Text("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailField:
    """A form's field as the page shows it: what was written, right or wrong, and what is wrong with it."""

    name: str
    label: Text
    value: str = ""
    was: str | None = None
    """What the field was in the version that the form shows, as it is stored, or None if the form has no version."""
    hint: Text = _NONE
    problem: Text | None = None
    type: str = "text"
    width: int = 20
    is_number: bool = False

    @property
    def id(self) -> str:
        """The element's id, which the error summary links to."""
        return f"f-{self.name}"

    @property
    def described_by(self) -> str:
        """The ids of what describes the field."""
        ids = [f"{self.id}-hint"] if self.hint.sv else []
        return " ".join([*ids, f"{self.id}-error"] if self.problem else ids)


def own(actor: Actor) -> Organisation:
    """Return the organisation whose page it is."""
    assert actor.organisation is not None  # noqa: S101 - for the type checker; requires() always gives one
    return actor.organisation


def may(request: HttpRequest, actor: Actor, permission: Permission) -> bool:
    """Tell whether the reader has a permission in the organisation whose page it is, as any role."""
    return permission in permissions_in(standings_of(request), own(actor).code)


def problems_of(fields: Iterable[DetailField]) -> list[tuple[str, str, str]]:
    """Return the error summary: the address of each field that is wrong, its label, and what is wrong."""
    words = language()
    return [
        (f"#{field.id}", field.label.in_language(words), field.problem.in_language(words))
        for field in fields
        if field.problem
    ]


def problem_at(problems: Mapping[str, Text] | None, name: str) -> Text | None:
    """Return what is wrong with a field."""
    return (problems or {}).get(name)
