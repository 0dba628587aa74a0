"""What a word on the line may be: one of some words, a day, a whole number, a file, a folder that is there."""

import datetime
from contextlib import suppress
from pathlib import Path

import click

from naravard.agreement.model import Text
from naravard.cli.refusal import CommandRefused, nearest

FILE = click.Path(path_type=Path)
LARGEST_PORT = 65535
_YEARS = range(1900, 3000)


class OneWord(click.ParamType[str, str]):
    """One of some words; another is refused with the nearest spelling and what can be chosen."""

    name = "word"

    def __init__(self, *known: str) -> None:
        self.known = known

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Return the words."""
        return "|".join(self.known)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word."""
        if value in self.known:
            return value
        near = nearest(value, self.known)
        choices = ", ".join(self.known)
        meant = Text(f" Menade du {near}?", f" Did you mean {near}?") if near else Text("", "")
        name = _name(param, ctx)
        raise CommandRefused(
            Text(
                f"{name} kan inte vara ”{value}”.{meant.sv} Välj bland: {choices}.",
                f"{name} cannot be “{value}”.{meant.en} Choose among: {choices}.",
            )
        )


class Day(click.ParamType[datetime.date, str]):
    """A day, written as in 2022-01-28."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """Return the day."""
        with suppress(ValueError):
            day = datetime.date.fromisoformat(value)
            if day.year in _YEARS:
                return day
        name = _name(param, ctx)
        raise CommandRefused(
            Text(
                f"{name} ska vara en dag, som 2022-01-28, inte ”{value}”.",
                f"{name} must be a day, such as 2022-01-28, not “{value}”.",
            )
        )


class WholeNumber(click.ParamType[int, str | int]):
    """A whole number, at least one and at most a bound."""

    name = "number"

    def __init__(self, most: int = 2**31 - 1) -> None:
        self.most = most

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        try:
            number = int(value)
        except ValueError:
            number = 0
        if 0 < number <= self.most:
            return number
        name = _name(param, ctx)
        raise CommandRefused(
            Text(
                f"{name} ska vara ett heltal mellan 1 och {self.most}, inte ”{value}”.",
                f"{name} must be a whole number from 1 to {self.most}, not “{value}”.",
            )
        )


class Years(click.ParamType[tuple[int, ...], "str | tuple[int, ...]"]):
    """A year, or each from one to another: ``2022``, ``2019-2022``."""

    name = "years"

    def convert(
        self, value: "str | tuple[int, ...]", param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        """Return the years."""
        if isinstance(value, tuple):
            return value
        first, _, last = value.partition("-")
        with suppress(ValueError):
            years = range(int(first), int(last or first) + 1)
            if years and years[0] in _YEARS and years[-1] in _YEARS:
                return tuple(years)
        name = _name(param, ctx)
        raise CommandRefused(
            Text(
                f"{name} ska vara ett år eller flera, som 2022 eller 2019-2022, inte ”{value}”.",
                f"{name} must be a year or several, such as 2022 or 2019-2022, not “{value}”.",
            )
        )


class Folder(click.ParamType[Path, str]):
    """A folder that is there."""

    name = "folder"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ARG002
        """Return the folder."""
        return existing_folder(Path(value))


def existing_folder(folder: Path) -> Path:
    """Return the folder; refuse one that does not exist."""
    if not folder.is_dir():
        raise CommandRefused(Text(f"Det finns ingen mapp {folder}.", f"There is no folder {folder}."))
    return folder


def _name(param: click.Parameter | None, ctx: click.Context | None) -> str:
    """Return what the value was given to: an option, or the command whose argument it is."""
    if isinstance(param, click.Option):
        return param.opts[0]
    return str(ctx.info_name) if ctx is not None else ""
