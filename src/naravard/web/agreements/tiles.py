"""The tile map: one square per county, placed as Sweden lies, in five steps from least to most."""

from dataclasses import dataclass

from naravard.web.agreements.sums import CountySum

STEPS = 5
_ENDS = ("land", "botten")
_SHORT = 9
"""A name of so many letters has room on one line, on a phone too."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One square."""

    sum: CountySum
    step: int
    """1 for the least, 5 for the most."""

    @property
    def name(self) -> str:
        """The county's name without ``s län``, short enough for a small square."""
        return self.sum.county.name.removesuffix("s län").removesuffix(" län")

    @property
    def parts(self) -> tuple[str, str]:
        """The name in two, where a line may break: ``Söderman``, ``land``; the second is empty for most."""
        for end in _ENDS:
            if self.name.endswith(end) and len(self.name) > _SHORT:
                return self.name.removesuffix(end), end
        return self.name, ""


def tiles(sums: list[CountySum]) -> list[Tile]:
    """Return the squares; equal values get the same step. Empty if the agreement does not count inhabitants."""
    counted = [entry for entry in sums if entry.per_inhabitant is not None]
    order = sorted({entry.per_inhabitant for entry in counted if entry.per_inhabitant is not None})
    step = {value: 1 + place * STEPS // len(order) for place, value in enumerate(order)}
    return [Tile(entry, step[entry.per_inhabitant]) for entry in counted if entry.per_inhabitant is not None]
