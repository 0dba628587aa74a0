"""What the one who uses the pages has chosen, and the run that goes on: kept in memory as long as the program runs."""

import datetime
import secrets
import threading
from dataclasses import dataclass, field
from pathlib import Path

from naravard.agreement.duties.deadlines import swedish_day
from naravard.agreement.model import Text
from naravard.care.continuity.engines.choice import EngineChoice, run_files
from naravard.care.continuity.result import ContinuityResult
from naravard.care.continuity.rules import Rules
from naravard.care.continuity.run import Following, RunFiles
from naravard.care.continuity.run_card import RunCard
from naravard.care.records.column_names import ColumnNames
from naravard.care.records.faults import RecordsRefusedError
from naravard.care.records.workspace import workspace

TABLES = ("visits", "patients", "providers")


class Running:
    """A run of its own thread: how far it has come, and what came of it."""

    def __init__(self, files: RunFiles, rules: Rules, work: Path | None) -> None:
        self._files, self.rules, self._work = files, rules, work
        self.says = Text("Börjar", "Beginning")
        self.share = 0.0
        self.result: ContinuityResult | None = None
        self.card: RunCard | None = None
        self.problem: Text | None = None
        self._thread = threading.Thread(target=self._go, daemon=True)
        self._thread.start()

    @property
    def goes_on(self) -> bool:
        """Whether it has not ended."""
        return self._thread.is_alive()

    def wait(self) -> None:
        """Wait until it has ended."""
        self._thread.join()

    def _said(self, says: Text) -> None:
        self.says, self.share = says, 0.0

    def _at(self, share: float) -> None:
        self.share = share

    def _go(self) -> None:
        try:
            today = swedish_day(datetime.datetime.now(datetime.UTC))
            with workspace(self._work) as folder:
                self.result, self.card = run_files(
                    self._files, self.rules, EngineChoice(), folder, today, follow=Following(self._said, self._at)
                )
        except RecordsRefusedError as refused:
            self.problem = refused.says
        except Exception as error:  # what it says may quote a file, so only its kind is shown
            kind = type(error).__name__
            self.problem = Text(f"Något gick fel ({kind}).", f"Something went wrong ({kind}).")


@dataclass
class Desk:
    """What has been chosen."""

    folder: Path
    """Files are chosen here and beneath."""
    work: Path | None = None
    chosen: dict[str, list[Path]] = field(default_factory=dict)
    """By table: the files."""
    names: ColumnNames = field(default_factory=ColumnNames)
    run: Running | None = None
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """What the address that is printed holds: others on this machine do not know it."""

    def files(self) -> RunFiles:
        """Return the chosen files."""
        visits, patients, providers = (self.chosen.get(name, []) for name in TABLES)
        return RunFiles(visits=visits, patients=patients, providers=providers, names=self.names)

    def begin(self, rules: Rules) -> None:
        """Begin a run, unless one goes on."""
        if self.run is None or not self.run.goes_on:
            self.run = Running(self.files(), rules, self.work)


class Here:
    """Holds the desk of this process."""

    desk = Desk(Path.home())
