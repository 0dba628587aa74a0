"""For each kind of event of the rooms of papers: how it was recorded, and the sentence in Swedish and English."""

from typing import Any

from sentence_examples import activity_reports, financial_reports, papers, placements, requisitions

Example = tuple[dict[str, Any], str, str]

EXAMPLES: dict[str, list[Example]] = {
    **activity_reports.EXAMPLES,
    **financial_reports.EXAMPLES,
    **papers.EXAMPLES,
    **placements.EXAMPLES,
    **requisitions.EXAMPLES,
}
