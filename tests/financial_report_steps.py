"""A recipient's financial report brought to a step by the same acts as on the pages; for tests of any room."""

import datetime
from typing import Any

from money_steps import swedish
from naravard.web.access.actor import Actor
from naravard.web.agreements.current import shown_or_404
from naravard.web.financial_reports import acts
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT, report_of
from naravard.web.financial_reports.report import FinancialReport
from naravard.web.ledger.models import StatedReferenceNumber
from naravard.web.organisations.models import Organisation
from naravard.web.papers.drafts import draft_of
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.signed_files import ON_PAPER
from people_samples import acting, member
from repayment_steps import paid, used_all_but
from web_shared import WHOLE

PREPARERS = {"region": "official", "rss": "rss-coordinator", "skr": "skr-official"}
DRAWN_UP, CERTIFIED, HANDED_IN = "2023-03-10 09:00", "2023-03-13 10:00", "2023-03-15 11:00"


def owner(code: str = "region-09") -> Organisation:
    """Return the organisation whose report it is."""
    found: Organisation = Organisation.objects.get(pk=code)
    return found


def complete(code: str) -> None:
    """Fill in the organisation's details and the reference numbers, so that nothing lacks."""
    Organisation.objects.filter(pk=code).update(
        organisation_number="2321000016", address="Visborgsallén 19", postal_code="62181", city="Visby",
        contact_name="Bo Al", contact_email="bo@example.org", contact_phone="0498-26 90 00", bankgiro="50501055",
    )  # fmt: skip
    for reference in ("overenskommelsen", "utbetalningsbeslutet"):
        StatedReferenceNumber.objects.get_or_create(
            agreement_id=WHOLE, reference_id=reference, number=f"S2022/{len(reference)}",
            defaults={"stated_at": swedish("2022-03-01 09:00"), "stated_by": "person-x"},
        )  # fmt: skip


def to_report(code: str = "region-09", **left: int) -> None:
    """Bring a recipient to where it can draw up its report: paid, with something left of each grant named."""
    complete(code)
    paid(code)
    used_all_but(code, left)


def as_(role: str, code: str = "region-09", name: str = "Anna Ek") -> Actor:
    """Return a new person in a role."""
    return acting(member(code, role, name))


def preparer(code: str = "region-09") -> Actor:
    """Return someone who prepares."""
    return as_(PREPARERS[owner(code).kind], code)


def given(code: str, at: str) -> dict[str, Any]:
    """Return what every act of the recipient is given."""
    version = draft_of(owner(code), WHOLE, FINANCIAL_REPORT.duty_of(shown_or_404(WHOLE), owner(code).code)).version
    return {"organisation": owner(code), "agreement_id": WHOLE, "version": version, "at": swedish(at)}


def drawn_up(code: str = "region-09", at: str = DRAWN_UP, by: Actor | None = None) -> DrawnUpReport:
    """Draw the report up."""
    FINANCIAL_REPORT.acts.ready(actor=by or preparer(code), **given(code, at))
    row: DrawnUpReport = DrawnUpReport.objects.filter(organisation=code).latest("number")
    return row


def certified(
    code: str = "region-09", at: str = CERTIFIED, by: Actor | None = None, alternative: int = 1, **changed: str
) -> DrawnUpReport:
    """Certify it as CFO."""
    told = {"name": "Eva Kron", "position": "Ekonomichef", "phone": "0498-1", "email": "eva@example.org"}
    if alternative == 2:
        told |= {"deviations": "Lön för mars saknas.", "measures": "Bokförs i april."}
    row: DrawnUpReport = acts.certify_financial_report(
        actor=by or as_("cfo", code, "Eva Kron"), alternative=alternative, **given(code, at), **(told | changed)
    )
    return row


def handed_in(
    code: str = "region-09", at: str = HANDED_IN, by: Actor | None = None, way: str = ON_PAPER, **changed: Any
) -> HandedInPaper:
    """Sign it and hand it in."""
    actor = by or as_("signatory", code, "Sven Under")
    paper: HandedInPaper = FINANCIAL_REPORT.acts.hand_in(actor=actor, way=way, **given(code, at), **changed)
    return paper


def whole_way(code: str = "region-09", **left: int) -> HandedInPaper:
    """Go all the way until it has been handed in."""
    to_report(code, **left)
    drawn_up(code)
    certified(code)
    return handed_in(code)


def reopened(code: str = "region-09", at: str = "2023-03-20 09:00", reason: str = "En summa är fel.") -> None:
    """Open it again as the receiver."""
    number = DrawnUpReport.objects.filter(organisation=code).latest("number").number
    acts.reopen_financial_report(
        actor=as_("payment-handler", "kammarkollegiet"), organisation=owner(code), agreement_id=WHOLE, seen=number,
        reason=reason, at=swedish(at),
    )  # fmt: skip


def report(code: str = "region-09", at: str = "2023-03-20 09:00") -> FinancialReport:
    """Return the report as it stands."""
    moment: datetime.datetime = swedish(at)
    found = report_of(shown_or_404(WHOLE), owner(code), moment)
    assert found is not None
    return found
