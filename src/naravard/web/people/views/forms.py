"""What the forms of people share: what was written, what is wrong with it, and an act carried out once."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from naravard.web.access.actor import Actor
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import Role
from naravard.web.once.doing import answered, once, once_of
from naravard.web.people.problems import PeopleProblem
from naravard.web.site.clock import now
from naravard.web.site.forms.problem_fields import Field, Option, Summary, problems_at
from naravard.web.site.forms.problems import Problem
from naravard.web.site.templatetags.naravard import language

MISTAKES = 422


class SeeOther(HttpResponseRedirect):
    """Leads on, after something was done, to the page that shows it."""

    status_code = 303


@dataclass(slots=True)
class Form:
    """A form: what was written in it, right or wrong, and the problems found."""

    request: HttpRequest
    start: dict[str, str] = field(default_factory=dict)
    """What the fields hold before anything is written."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_sent(self) -> bool:
        """Whether it has been sent."""
        return self.request.method == "POST"

    def text(self, name: str) -> str:
        """Return what is written in a field."""
        return self.request.POST.get(name, "") if self.is_sent else self.start.get(name, "")

    def day(self, name: str, *, required: bool = True) -> datetime.date | None:
        """Return the day that is written in a field; what is none becomes a problem."""
        written = self.text(name).strip()
        if not written and not required:
            return None
        try:
            return datetime.date.fromisoformat(written)
        except ValueError:
            what = _("”%(written)s” är ingen dag.") % {"written": written} if written else _("Dagen saknas.")
            self.missing(name, what, _("Skriv år, månad och dag: 2022-12-01."))
            return None

    def check(self, *checks: Callable[[], object]) -> None:
        """Read some fields as the act will, so that all that is wrong with them is told at once."""
        for read in checks:
            try:
                read()
            except PeopleProblem as problem:
                self.problems.append(as_problem(problem))

    def missing(self, name: str, what: str, way_out: str) -> None:
        """Say that something is missing in a field."""
        self.problems.append(Problem(what=what, field=name, way_out=way_out))

    def do(self, actor: Actor, act: Callable[[], str]) -> HttpResponseBase | None:
        """Carry out an act once and lead on to the address that it gives; nothing where there are problems.

        What has been done by the same form is led on from, whatever has become a problem by it.
        """
        if again := self.done(actor):
            return again
        if self.problems:
            return None
        try:
            return SeeOther(once(once_of(self.request), actor.who.code, act, at=now()))
        except PeopleProblem as problem:
            self.problems.append(as_problem(problem))
            return None

    def done(self, actor: Actor) -> HttpResponseBase | None:
        """Lead on as the same form did when it was sent before; nothing where it is new."""
        address = answered(once_of(self.request), actor.who.code) if self.is_sent else None
        return SeeOther(address) if address else None

    def field(self, name: str, label: str, **more: Any) -> Field:
        """Return a field with what is written in it and what is wrong with it."""
        return Field(name=name, label=label, value=self.text(name), problems=problems_at(name, self.problems), **more)

    def day_field(self, name: str, label: str, hint: str = "") -> Field:
        """Return a field for a day."""
        return self.field(
            name, label, hint=" ".join(filter(None, [hint, _("År, månad och dag: 2022-12-01.")])), width=10
        )

    def choice(self, name: str, label: str, options: list[Option], **more: Any) -> Field:
        """Return a field to choose in, with an empty choice first."""
        return self.field(name, label, kind="choice", options=(Option("", _("Välj")), *options), **more)

    def roles(self, roles: list[type[Role]]) -> dict[str, Any]:
        """Return a choice among roles, each with what it is for and what it may do."""
        return {
            "roles": [offered(role) for role in roles],
            "value": self.text("role"),
            "problems": problems_at("role", self.problems),
        }

    @property
    def summary(self) -> Summary | None:
        """The problems on top of the page."""
        return Summary.of(self.problems)

    @property
    def status(self) -> int:
        """The answer's status."""
        return MISTAKES if self.problems else 200


def offered(role: type[Role]) -> dict[str, Any]:
    """Return a role as a template takes it: its class would be called there."""
    may = [permission for permission in Permission if permission in role.permissions]
    return {"code": role.code, "name": role.name, "purpose": role.purpose, "permissions": may}


def as_problem(problem: PeopleProblem) -> Problem:
    """Return what an act refused as a problem of a form, in the page's language."""
    words = language()
    return Problem(
        what=problem.what.in_language(words), field=problem.field, way_out=problem.way_out.in_language(words)
    )
