"""The tile map: one square per county, placed as Sweden lies, in five classes from least to most."""

from dataclasses import dataclass
from fractions import Fraction

from naravard.agreement.wording import nearest
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


@dataclass(frozen=True, slots=True)
class MapClass:
    """One of the map's classes: its step, and the least and the most kronor per inhabitant in it."""

    step: int
    least: int
    most: int
    mean: Fraction | None
    """The mean of all the counties, in the class where it lies."""


@dataclass(frozen=True, slots=True)
class TileMap:
    """The squares, and what their colours mean."""

    tiles: list[Tile]
    classes: list[MapClass]

    def __bool__(self) -> bool:
        return bool(self.tiles)


def tile_map(sums: list[CountySum]) -> TileMap:
    """Return the map; what is shown as the same kronor has the same colour. Empty if inhabitants are not counted."""
    counted = {entry.county.code: entry for entry in sums if entry.per_inhabitant is not None}
    kronor = {code: nearest(entry.per_inhabitant or 0) for code, entry in counted.items()}
    order = sorted(set(kronor.values()))
    step = {value: 1 + place * STEPS // len(order) for place, value in enumerate(order)}
    squares = [Tile(entry, step[kronor[code]]) for code, entry in counted.items()]
    return TileMap(squares, _classes(step, list(counted.values())))


def _classes(step: dict[int, int], counted: list[CountySum]) -> list[MapClass]:
    """Return the classes in use, the least first; the mean lies in the first whose most is not below it."""
    inhabitants = sum((entry.inhabitants or Fraction(0) for entry in counted), Fraction(0))
    mean = Fraction(sum(entry.amount for entry in counted)) / inhabitants if inhabitants else Fraction(0)
    ends = [[value for value in step if step[value] == one] for one in sorted(set(step.values()))]
    home = next((place for place, values in enumerate(ends) if max(values) >= nearest(mean)), None)
    return [
        MapClass(step[values[0]], min(values), max(values), mean if place == home else None)
        for place, values in enumerate(ends)
    ]
