"""The kinds of papers without rules of their own: all they say and ask is the agreement's data and what stands here."""

from naravard.agreement.model import Text
from naravard.web.papers.kinds import PaperKind, register

ACTIVITY_REPORT = register(
    PaperKind(
        id="activity-report",
        label=Text("Verksamhetsrapport", "Activity report"),
        the=Text("verksamhetsrapporten", "the activity report"),
        write=Text("Vad har gjorts, och vad blev resultatet?", "What was done, and what came of it?"),
        by_area=Text("omfattning och finansiering", "extent and financing"),
        room="activity_reports:report",
        address="verksamhetsrapport",
        needs_data=False,
    )
)
"""The report on what was done."""
