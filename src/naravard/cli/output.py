"""Where a command's answer goes: tables for people in the terminal, files and pipes for everything else."""

import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from naravard.agreement.model import Text
from naravard.cli.language import in_this, language
from naravard.cli.refusal import CommandRefused
from naravard.documents.table import Table

if TYPE_CHECKING:
    from rich.console import Console

_WIDEST = 100_000
"""Signs; where nobody's window sets the width, nothing is broken."""
_GAP = 3
_WIDEST_WORDS = 60


def notice(text: Text) -> None:
    """Tell something on standard error."""
    sys.stderr.write(fitted(in_this(text), sys.stderr) + "\n")


def write_text(text: str, output: Path | None = None) -> None:
    """Write an answer in words, on standard output or in a file."""
    whole = text.rstrip("\n") + "\n"
    if output is None:
        sys.stdout.write(fitted(whole, sys.stdout))
    else:
        write_file(output, whole.encode())


def write_json(data: object, output: Path | None = None) -> None:
    """Write an answer for machines, on standard output or in a file."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        write_file(output, text.encode())


def fitted(text: str, stream: TextIO) -> str:
    """Break lines that are longer than the window, where there is one; what follows is indented a little more."""
    if not stream.isatty():
        return text
    width = shutil.get_terminal_size().columns
    return "\n".join(part for line in text.split("\n") for part in _broken(line, width))


def _broken(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line]
    indent = " " * (len(line) - len(line.lstrip(" ")))
    return textwrap.wrap(
        line,
        width,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def write_tables(
    tables: Sequence[Table], form: str, output: Path | None, *, shown: Sequence[Table] | None = None
) -> None:
    """Write tables in the form asked for: ``table`` (for people), ``csv``, ``json`` or ``xlsx``.

    ``shown`` are the tables for people, when they are others than those for machines. A workbook gets both.
    """
    for_people = tables if shown is None else shown
    if form == "table":
        write_text(tables_text(for_people, width=output_width(output)), output)
        return
    from naravard.documents.files import as_file

    both = [table for table in (*(shown or ()), *tables) if table.rows] if form == "xlsx" else tables
    content = as_file(both or tables, form, language()).content
    if output is not None:
        write_file(output, content)
    elif form == "xlsx" and sys.stdout.isatty():
        raise CommandRefused(
            Text(
                "En arbetsbok kan inte visas här. Lägg till --output FIL.xlsx.",
                "A workbook cannot be shown here. Add --output FILE.xlsx.",
            )
        )
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def write_file(output: Path, content: bytes) -> None:
    """Write a file, over any that stands there; say so when it cannot be written."""
    try:
        output.write_bytes(content)
    except FileNotFoundError:
        folder = output.parent
        raise CommandRefused(
            Text(f"Mappen {folder} finns inte. Skapa den först.", f"There is no folder {folder}. Create it first.")
        ) from None
    except IsADirectoryError:
        raise CommandRefused(
            Text(f"{output} är en mapp. Ange ett filnamn.", f"{output} is a folder. Give a file name.")
        ) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CommandRefused(
            Text(f"Filen {output} går inte att skriva: {why}.", f"The file {output} cannot be written: {why}.")
        ) from None


def tables_text(tables: Iterable[Table], *, width: int) -> str:
    """Return tables as text; one that is wider than ``width`` is parted, each part with the first column."""
    from io import StringIO

    from rich.console import Console

    out = StringIO()
    console = Console(file=out, width=width, highlight=False, force_terminal=False, legacy_windows=False)
    for number, table in enumerate(tables):
        if number:
            console.print()
        _print_table(console, table, width)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _print_table(console: "Console", table: Table, width: int) -> None:
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text as RichText

    from naravard.documents.figures import shown
    from naravard.documents.layout import part

    words = language()
    console.print(RichText(table.caption.in_language(words)))
    console.print()
    needed = [_signs(table, place, words) for place in range(len(table.columns))]
    for panel in part(needed, width) if table.rows else ():
        drawn = RichTable(
            box=box.SIMPLE_HEAD, show_footer=table.total is not None, show_edge=False, pad_edge=False, padding=(0, 1)
        )
        for place in panel:
            column = table.columns[place]
            total = shown(table.total[place], column, words) if table.total is not None else ""
            drawn.add_column(
                RichText(column.heading.in_language(words)),
                footer=RichText(total),
                justify="right" if column.is_numeric else "left",
                min_width=int(needed[place]) - _GAP,
                max_width=int(needed[place]) - _GAP,
            )
        for row in table.rows:
            drawn.add_row(*(RichText(shown(row[place], table.columns[place], words)) for place in panel))
        console.print(drawn)
        console.print()
    if table.note is not None:
        console.print(RichText(table.note.in_language(words)))


def _signs(table: Table, place: int, words: str) -> float:
    """Return how many signs a column needs: its longest cell, or the longest word of its heading."""
    from naravard.documents.figures import shown

    column = table.columns[place]
    cells = [len(shown(row[place], column, words)) for row in table.all_rows()]
    longest_word = max((len(word) for word in column.heading.in_language(words).split()), default=0)
    needed = max([*cells, longest_word])
    return _GAP + (min(needed, _WIDEST_WORDS) if column.kind == "text" else needed)


def output_width(output: Path | None) -> int:
    """Return how wide a table may be: the window's width, or without limit where no window shows it."""
    if output is None and sys.stdout.isatty():
        return shutil.get_terminal_size().columns
    return _WIDEST
