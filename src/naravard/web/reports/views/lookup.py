"""The report that an address names, and how acts name it."""

from typing import Any

from naravard.web.papers.views.workflow import PaperRequest
from naravard.web.reports.report import Report
from naravard.web.site.clock import now


def report_of(asked: PaperRequest) -> Report:
    """Return the report that is asked for; 404 if the organisation has none."""
    report = asked.paper()
    assert isinstance(report, Report)  # noqa: S101 - for the type checker; these addresses are of reports only
    return report


def named(asked: PaperRequest, report: Report) -> dict[str, Any]:
    """Return what acts on a report are told: who does it now, and which report it is."""
    return {
        "actor": asked.actor,
        "organisation": asked.organisation,
        "agreement_id": asked.agreement_id,
        "duty_id": report.task.duty.id,
        "at": now(),
    }
