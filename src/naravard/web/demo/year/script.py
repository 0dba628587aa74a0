"""The script of the imaginary year: every step, in the order of time."""

from naravard.web.agreements.current import Shown, all_shown
from naravard.web.demo.year.cast import CastRole, cast_of
from naravard.web.demo.year.duties import duty_steps
from naravard.web.demo.year.money import money_steps
from naravard.web.demo.year.people import organisation_steps, people_steps
from naravard.web.demo.year.providers import PROVIDERS
from naravard.web.demo.year.reports import county_steps
from naravard.web.demo.year.steps import ScriptStep
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation

YEAR = 2022


def cast() -> list[CastRole]:
    """Return every part, in all organisations of the reference data and the private providers."""
    known = Organisation.objects.exclude(kind=Kind.PROVIDER).order_by("kind", "code").values_list("code", "kind")
    return cast_of([*known, *((provider.code, Kind.PROVIDER.value) for provider in PROVIDERS)])


def script() -> list[ScriptStep]:
    """Return every step of the year, in the order of time."""
    parts = cast()
    steps = [*people_steps(parts), *organisation_steps(parts)]
    known = frozenset(part.organisation for part in parts)
    for shown in agreements():
        steps += duty_steps(shown, known)
        steps += money_steps(shown.agreement, known)
        steps += county_steps(shown, known)
    return sorted(steps, key=lambda step: step.at)


def agreements() -> list[Shown]:
    """Return the agreements that hold in the year."""
    return [shown for shown in all_shown() if shown.agreement.period.from_.year == YEAR]
