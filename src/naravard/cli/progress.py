"""How far a long command has come, on standard error; where no one sees it, nothing is written."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from naravard.agreement.model import Text
from naravard.cli.language import in_this


class ProgressBar:
    """A bar that fills; with nothing drawn it says nothing."""

    def __init__(self, drawn: Any, task: Any, whole: int) -> None:
        self._drawn, self._task, self._whole = drawn, task, whole

    def say(self, text: Text) -> None:
        """Say what is being done."""
        self._update(description=in_this(text))

    def at(self, read: int, _of: int | None) -> None:
        """Say how much has been gone through: bytes, grants."""
        self._update(completed=read)

    def done(self) -> None:
        """Say that all is done."""
        self._update(completed=self._whole)

    def stop(self) -> None:
        """Take the bar away, so that words can follow."""
        if self._drawn is not None:
            self._drawn.stop()

    def _update(self, **values: object) -> None:
        if self._drawn is not None:
            self._drawn.update(self._task, **values)


@contextmanager
def progress_bar(whole: int) -> Iterator[ProgressBar]:
    """Show a bar until what is inside has ended."""
    if not sys.stderr.isatty():
        yield ProgressBar(None, None, max(whole, 1))
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, highlight=False)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as drawn:
        yield ProgressBar(drawn, drawn.add_task("", total=max(whole, 1)), max(whole, 1))
