"""One duty over the counties as a tile map: in each county how many of those who have it have handed it in."""

from collections.abc import Sequence
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.agreement.reference import County, counties
from naravard.web.tasks.duties import Task

STEPS = 5
_ENDS = ("land", "botten")
_SHORT = 9


@dataclass(frozen=True, slots=True)
class CountyTile:
    """One square: a county, how many there have handed in, and how many have the duty."""

    county: County
    finished: int
    of: int
    only: Text | None
    """How it stands for the only one there who has the duty."""

    @property
    def step(self) -> int:
        """1 when no one has, 5 when all have, between them by how many."""
        if self.finished == self.of:
            return STEPS
        return 1 if not self.finished else 2 + (STEPS - 2) * self.finished // self.of

    @property
    def parts(self) -> tuple[str, str]:
        """The county's name without ``s län`` in two, where a line may break; the second is empty for most."""
        name = self.county.name.removesuffix("s län").removesuffix(" län")
        for end in _ENDS:
            if name.endswith(end) and len(name) > _SHORT:
                return name.removesuffix(end), end
        return name, ""


def county_tiles(tasks: Sequence[Task]) -> list[CountyTile]:
    """Return the squares, or an empty list if the duty is not a duty of the counties."""
    by_county: dict[str, list[Task]] = {}
    for task in tasks:
        if task.organisation.county_code:
            by_county.setdefault(task.organisation.county_code, []).append(task)
    if len(by_county) < len(counties()):
        return []
    return [
        CountyTile(
            county,
            sum(task.state.status.is_finished for task in here),
            len(here),
            here[0].state.label if len(here) == 1 else None,
        )
        for county in counties()
        for here in [by_county[county.code]]
    ]
