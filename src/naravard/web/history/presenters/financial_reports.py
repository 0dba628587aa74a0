"""Sentences of :mod:`naravard.web.financial_reports`."""

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.history.presenters.papers import paper_told
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.sentences import who
from naravard.web.history.told import Told


def drawn_up(told: Told) -> Text:
    """Tell that the report was drawn up, and the two sums that matter."""
    actor, whose, after = who(told), told.organisation, told.after or {}
    costs, unused = (kronor(int(after.get(name) or 0)) for name in ("costs", "unused"))  # type: ignore[arg-type]
    return Text(
        f"{actor.sv} upprättade den ekonomiska redovisningen för {whose.name.sv if whose else '–'}: kostnader {costs}, "
        f"inte förbrukat {unused}.",
        f"{actor.in_language('en')} drew up the financial report of {whose.name.in_language('en') if whose else '–'}: "
        f"costs {costs}, not used {unused}.",
    )


def certified(told: Told) -> Text:
    """Tell that the CFO reviewed the report, and what was said of it."""
    actor, whose, correct = who(told), told.organisation, (told.after or {}).get("alternative") == 1
    sv = "intygade att den är korrekt (alternativ 1)" if correct else "bedömde att den inte är korrekt (alternativ 2)"
    en = "certified that it is correct (alternative 1)" if correct else "judged that it is not correct (alternative 2)"
    return Text(
        f"{actor.sv} granskade den ekonomiska redovisningen för {whose.name.sv if whose else '–'} och {sv}.",
        f"{actor.in_language('en')} reviewed the financial report of "
        f"{whose.name.in_language('en') if whose else '–'} and {en}.",
    )


PRESENTERS: dict[str, Presenter] = {
    "financial-report-written": paper_told(
        "skrev i den ekonomiska redovisningen för {whose}", "wrote in the financial report of {whose}"
    ),
    "financial-report-drawn-up": drawn_up,
    "financial-report-certified": certified,
    "financial-report-handed-in": paper_told(
        "skrev under och lämnade in den ekonomiska redovisningen för {whose}, kvitto {receipt}",
        "signed and handed in the financial report of {whose}, receipt {receipt}",
    ),
    "financial-report-reopened": paper_told(
        "öppnade den ekonomiska redovisningen för {whose} igen", "opened the financial report of {whose} again"
    ),
    "financial-report-reopening-asked": paper_told(
        "bad om att den ekonomiska redovisningen för {whose} öppnas igen",
        "asked for the financial report of {whose} to be opened again",
    ),
    "financial-report-accepted": paper_told(
        "godtog den ekonomiska redovisningen från {whose}", "accepted the financial report of {whose}"
    ),
}
