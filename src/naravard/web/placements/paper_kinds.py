"""What carries a report of keys, as placement weeks: numbers that money is shared by, handed in by whoever reports."""

from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.web.agreements.current import Shown
from naravard.web.placements.questions import ABOUT, coordinated_by
from naravard.web.tasks.carriers import Carrier, Stage, register


@dataclass(frozen=True, kw_only=True)
class KeyReport(Carrier):
    """A report of keys, which an RSS may hand in for the municipalities of its county."""

    def is_for(self, shown: Shown, code: str) -> bool:
        """Tell whether an organisation has the room: it is to report, or may coordinate the reports of others."""
        return super().is_for(shown, code) or bool(coordinated_by(shown, code))


KEY_REPORT = register(
    KeyReport(id=ABOUT, label=Text("Redovisade tal", "Reported numbers"), room="placements:report", stage=Stage.KEYS)
)
