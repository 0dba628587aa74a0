"""A variant of the simulation as the beginning of a draft: its changes written into the agreement's files."""

from collections.abc import Mapping
from fractions import Fraction

from django.http import QueryDict

from naravard.agreement import numerals
from naravard.agreement.files import AgreementFiles
from naravard.agreement.manuscript import Manuscript, Path, Raw, value_of
from naravard.agreement.wording import whole
from naravard.allocation.variants import number_text
from naravard.web.agreements.current import Shown
from naravard.web.simulation.scenario import Scenario
from naravard.web.site.forms.problems import Problem

_PRECISE = 10**12
"""Numbers without an end are written to this part of a unit: a file of numbers has decimals only."""


def scenario_of(query: QueryDict) -> tuple[Scenario, list[Problem]]:
    """Return what has been changed in the simulation, out of an address."""
    return Scenario.from_query(query)


def without_scenario(scenario: Scenario) -> list[str]:
    """Return the changes as they are written, to be shown."""
    return [
        *(f"{path}={written}" for path, written in scenario.changes),
        *(f"{key}: …" for key, _token in scenario.keys),
    ]


def changed_as(files: AgreementFiles, scenario: Scenario, shown: Shown) -> AgreementFiles:
    """Return an agreement's files changed as in the simulation.

    The whole sum, and the sums of the areas whose grants have other amounts, follow the grants.
    """
    manuscript = Manuscript(files)
    numbers: dict[str, dict[str, Fraction]] = {}
    for path, written in scenario.changes:
        first, *rest = path.removeprefix("grants.").split(".")
        if first == "keys" and len(rest) == 2:
            numbers.setdefault(rest[0], dict(shown.agreement.key(rest[0]).values or {}))
            numbers[rest[0]][rest[1]] = numerals.share(written) or Fraction(0)
        elif first == "rounding":
            _put(manuscript, (first, *rest), value_of(written))
        else:
            _put(manuscript, ("grants", first, *rest), value_of(written))
    for key, given in {**numbers, **scenario.numbers}.items():
        _bring(manuscript, key, given)
    _sums(manuscript, shown)
    return manuscript.files


def _put(manuscript: Manuscript, path: Path, value: Raw) -> None:
    """Put a value; a grant's rounding, where it has none of its own yet, begins as the agreement's."""
    holder = path[:-1]
    if holder and holder[-1] == "rounding" and manuscript.get(holder) is None:
        found = manuscript.get(("rounding",))
        manuscript.put(holder, dict(found) if isinstance(found, Mapping) else {path[-1]: value})
    manuscript.put(path, value)


def _bring(manuscript: Manuscript, key: str, numbers: Mapping[str, Fraction]) -> None:
    """Write a key's numbers in a file of its own; a key that the agreement does not have is added."""
    if key not in dict(manuscript.items(("keys",))):
        manuscript.append(("keys",), {"id": key, "name": key})
    file = f"keys/{key}.csv"
    lines = ["code,value", *(f"{code},{_decimal(number)}" for code, number in numbers.items())]
    if file in manuscript.files and manuscript.text(("keys", key, "file")) != file:
        file = f"keys/{key}-ny.csv"
    manuscript.put_file(file, "\n".join([*lines, ""]).encode())
    for name in ("total", "column", "awaits", "unavailable"):
        manuscript.put(("keys", key, name), None)
    manuscript.put(("keys", key, "file"), file)


def _decimal(number: Fraction) -> str:
    written = number_text(number)
    return number_text(Fraction(round(number * _PRECISE), _PRECISE)) if "/" in written else written


def _sums(manuscript: Manuscript, shown: Shown) -> None:
    was = {grant.id: grant.amount for grant in shown.agreement.grants}
    now = {one: numerals.whole(manuscript.text(("grants", one, "amount"))) or 0 for one in was}
    areas = {grant.area for grant in shown.agreement.grants if now[grant.id] != was[grant.id] and grant.area}
    for area in areas:
        if manuscript.text(("areas", area, "amount")):
            total = sum(now[grant.id] for grant in shown.agreement.grants if grant.area == area)
            manuscript.put(("areas", area, "amount"), whole(total).replace("\u00a0", " "))
    if now != was:
        manuscript.put(("total", "amount"), whole(sum(now.values())).replace("\u00a0", " "))
