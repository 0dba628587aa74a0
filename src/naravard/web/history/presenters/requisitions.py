"""Sentences of :mod:`naravard.web.requisitions`."""

from naravard.web.history.presenters.papers import paper_told
from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {
    "requisition-written": paper_told("skrev i rekvisitionen för {whose}", "wrote in the requisition for {whose}"),
    "requisition-ready": paper_told(
        "gjorde rekvisitionen för {whose} klar för underskrift", "made the requisition for {whose} ready to be signed"
    ),
    "requisition-opened": paper_told(
        "öppnade rekvisitionen för {whose} för ändring", "opened the requisition for {whose} for changes"
    ),
    "requisition-handed-in": paper_told(
        "skrev under och lämnade in rekvisitionen för {whose}, kvitto {receipt}",
        "signed and handed in the requisition for {whose}, receipt {receipt}",
    ),
}
