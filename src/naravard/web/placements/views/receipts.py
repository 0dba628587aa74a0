"""What a receipt tells of a report that was handed in."""

from typing import Any

from naravard.agreement.model import Text
from naravard.web.organisations.models import Organisation
from naravard.web.people.names import names_of
from naravard.web.placements.models import SubmittedReport
from naravard.web.placements.overview import ReportOfKeys
from naravard.web.tasks.extensions import extended_since


def told_receipt(made: SubmittedReport, report: ReportOfKeys) -> dict[str, Any]:
    """Return what a receipt tells of a report that was handed in."""
    names = names_of([made.submitted_by])
    handed_in_by = Organisation.objects.filter(pk=made.submitted_in).first()
    first = report.submitted[-1]
    return {
        "made": made,
        "numbers": [(one, made.exact[one.id]) for one in report.asked if one.id in made.numbers],
        "by": names[made.submitted_by],
        "in": handed_in_by.text if handed_in_by else Text(made.submitted_in),
        "is_newest": report.newest is not None and made.number == report.newest.number,
        "first": first if first.number != made.number else None,
        "was_late": report.task.state.was_late,
        "extended": extended_since(report.task.extension, first.submitted_at),
    }
