"""What the commands on care records share: several files after one option, lists in one word, refusals."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from naravard.agreement.duties.deadlines import swedish_day
from naravard.agreement.model import Text
from naravard.cli.command import Command, option
from naravard.cli.refusal import FINDINGS, CommandRefused, nearest
from naravard.cli.values import FILE

if TYPE_CHECKING:
    from naravard.care.records.reader import CleanTable


class FilesCommand(Command):
    """A command whose options of files take several at once: ``--visits a.csv b.csv``, as a shell expands a star."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat the option before each of its words, and read the line as always."""
        several = {name for one in self.params if isinstance(one, click.Option) and one.multiple for name in one.opts}
        repeated: list[str] = []
        current = ""
        for word in args:
            if word.startswith("-") and word != "-":
                current = word if word in several else ""
                repeated.append(word)
            elif current and repeated[-1] != current:
                repeated += [current, word]
            else:
                repeated.append(word)
        return super().parse_args(ctx, repeated)


class WordList(click.ParamType[tuple[str, ...], str]):
    """Words with commas between them; with ``known`` only those."""

    name = "words"

    def __init__(self, *known: str) -> None:
        self.known = known

    def convert(
        self,
        value: str | tuple[str, ...],
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002 - click's signature
    ) -> tuple[str, ...]:
        """Return the words."""
        if isinstance(value, tuple):
            return value
        words = tuple(word.strip() for word in value.split(",") if word.strip())
        name = param.opts[0] if isinstance(param, click.Option) else ""
        for word in words:
            if self.known and word not in self.known:
                near = nearest(word, self.known)
                meant = Text(f" Menade du {near}?", f" Did you mean {near}?") if near else Text("", "")
                listed = ", ".join(self.known)
                raise CommandRefused(
                    Text(
                        f"{name} kan inte vara ”{word}”.{meant.sv} Välj bland: {listed}.",
                        f"{name} cannot be “{word}”.{meant.en} Choose among: {listed}.",
                    )
                )
        return words


class Percent(click.ParamType[Fraction, str]):
    """A share in per cent, exact."""

    name = "percent"

    def convert(
        self,
        value: str | Fraction,
        param: click.Parameter | None,  # noqa: ARG002 - click's signature
        ctx: click.Context | None,  # noqa: ARG002
    ) -> Fraction:
        """Return the share."""
        if isinstance(value, Fraction):
            return value
        try:
            share = Fraction(value.replace(",", ".").removesuffix("%").strip()) / 100
        except (ValueError, ZeroDivisionError):
            share = Fraction(-1)
        if not 0 <= share <= 1:
            raise CommandRefused(
                Text(
                    f"”{value}” är inte ett procenttal mellan 0 och 100.",
                    f"“{value}” is not a percentage from 0 to 100.",
                )
            )
        return share


columns_option = option(
    "--columns",
    metavar="FILE.yaml",
    type=FILE,
    tells=Text("vad kolumnerna och koderna heter i dina filer", "what the columns and codes are called in your files"),
)
work_option = option(
    "--work",
    metavar="FOLDER",
    type=FILE,
    tells=Text(
        "mapp för det som rensas och det som inte ryms i minnet. Bara du får kunna läsa den, och den töms efteråt",
        "a folder for what is cleaned and what does not fit in memory; only you may read it, and it is emptied "
        "afterwards",
    ),
)
most_dropped_option = option(
    "--most-dropped",
    metavar="PERCENT",
    type=Percent(),
    default="5",
    tells=Text(
        "så stor del av raderna får som mest ha fel innan inget räknas",
        "at most this share of the rows may be wrong before nothing is computed",
    ),
)
suppress_option = option(
    "--suppress-below",
    metavar="N",
    type=click.IntRange(0),
    default=5,
    tells=Text(
        "grupper med färre patienter visas inte. Under 5 bara för den som får se enskilda",
        "groups with fewer patients are not shown; below 5 only for those who may see individuals",
    ),
)


@contextmanager
def records_at_hand() -> Iterator[None]:
    """Say what the rooms of care refuse in the command line's way."""
    from naravard.care.records.faults import RecordsRefusedError

    try:
        yield
    except RecordsRefusedError as refused:
        raise CommandRefused(refused.says, FINDINGS) from None


def today() -> datetime.date:
    """Return the day it is in Sweden: later dates are in the future."""
    return swedish_day(datetime.datetime.now(datetime.UTC))


def check_lines(tables: "Sequence[CleanTable]") -> list[Text]:
    """Return what was found in files: which columns mean what, how many rows, what is wrong and where."""
    said: list[Text] = []
    for table in tables:
        faults = table.faults
        said.append(
            Text(
                f"{faults.table.sv}: {faults.rows} rader, varav {faults.dropped} lämnas utanför "
                f"({float(100 * faults.share_dropped):.2f} %)",
                f"{faults.table.en}: {faults.rows} rows, of which {faults.dropped} are left out "
                f"({float(100 * faults.share_dropped):.2f} %)",
            )
        )
        said.extend(Text(f"  {ours} ← {theirs}", f"  {ours} ← {theirs}") for ours, theirs in table.headings.items())
        for file, unused in faults.ignored.items():
            shown = ", ".join(unused[:8]) + (f" … (+{len(unused) - 8})" if len(unused) > 8 else "")
            said.append(Text(f"  används inte ({file}): {shown}", f"  not used ({file}): {shown}"))
        said.extend(Text(f"  {line.sv}", f"  {line.en}") for line in faults.lines())
    return said


def whole_list(values: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words of an option that may be repeated, each once."""
    return tuple(dict.fromkeys(word for words in values for word in words))


__all__: Sequence[Any] = (
    "FilesCommand",
    "Percent",
    "WordList",
    "check_lines",
    "columns_option",
    "most_dropped_option",
    "records_at_hand",
    "suppress_option",
    "today",
    "whole_list",
    "work_option",
)
