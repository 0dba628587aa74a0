"""How far a long command has come, on standard error; where no one sees it, nothing is written."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from naravard.agreement.model import Text
from naravard.cli.language import in_this


class ProgressBar:
    """A bar that fills."""

    def __init__(self, drawn: Any, task: Any, whole: int) -> None:
        self._drawn, self._task, self._whole = drawn, task, whole

    def say(self, text: Text) -> None:
        """Say what is being done."""
        self._drawn.update(self._task, description=in_this(text))

    def at(self, read: int, _of: int | None) -> None:
        """Say how many bytes have been gone through."""
        self._drawn.update(self._task, completed=read)

    def done(self) -> None:
        """Say that all is done."""
        self._drawn.update(self._task, completed=self._whole)

    def stop(self) -> None:
        """Take the bar away, so that words can follow."""
        self._drawn.stop()


@contextmanager
def progress_bar(whole: int) -> Iterator[ProgressBar]:
    """Show a bar until what is inside has ended."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, highlight=False)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as drawn:
        yield ProgressBar(drawn, drawn.add_task("", total=max(whole, 1)), max(whole, 1))
