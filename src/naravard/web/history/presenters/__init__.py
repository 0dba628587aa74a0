"""Sentences of the rooms of papers, which do not stand beside their acts yet."""

from naravard.web.history.presenters import activity_reports, financial_reports, papers, placements, requisitions
from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {
    **activity_reports.PRESENTERS,
    **financial_reports.PRESENTERS,
    **papers.PRESENTERS,
    **placements.PRESENTERS,
    **requisitions.PRESENTERS,
}
"""Every such kind of event and its presenter."""
