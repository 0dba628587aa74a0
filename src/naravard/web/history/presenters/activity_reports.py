"""Sentences of :mod:`naravard.web.activity_reports`."""

from naravard.web.history.presenters.papers import paper_told
from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {
    "activity-report-written": paper_told(
        "skrev i verksamhetsrapporten för {whose}", "wrote in the activity report for {whose}"
    ),
    "activity-report-ready": paper_told(
        "gjorde verksamhetsrapporten för {whose} klar för underskrift",
        "made the activity report for {whose} ready to be signed",
    ),
    "activity-report-opened": paper_told(
        "öppnade verksamhetsrapporten för {whose} för ändring", "opened the activity report for {whose} for changes"
    ),
    "activity-report-handed-in": paper_told(
        "skrev under och lämnade in verksamhetsrapporten för {whose}, kvitto {receipt}",
        "signed and handed in the activity report for {whose}, receipt {receipt}",
    ),
}
