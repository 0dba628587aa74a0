"""The pages of the financial report and of money back in the real browser: accessible and within both widths."""

import pytest

from financial_report_steps import as_, certified, drawn_up, handed_in, to_report
from naravard.web.repayments.acts import record_repayment
from people_samples import member, signed_in_as
from rendered_pages import Look, rendered
from repayment_steps import reclaimed, repayment
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
GOTLAND = "region-09"
REGION = f"/organisation/{GOTLAND}/pengar/{WHOLE}"
KK = f"/organisation/kammarkollegiet/pengar/{WHOLE}"
MINISTRY = f"/organisation/regeringskansliet/pengar/{WHOLE}"


@pytest.fixture(autouse=True)
def _day(settings: object) -> None:
    """Some days after the last."""
    settings.NARAVARD_TODAY = "2023-04-03"


def test_the_report_in_each_of_its_steps(look: Look) -> None:
    to_report(GOTLAND, ambulans=34_968, **{"nara-vard-regioner": 2_000_000})
    official = signed_in_as(member(GOTLAND, "official", "Pia Skriv"))
    own = f"{REGION}/redovisning/"
    pages = rendered(official, own, f"{own}skriv/", f"{own}uppratta/")
    drawn_up()
    cfo = signed_in_as(member(GOTLAND, "cfo", "Eva Kron"))
    pages |= rendered(cfo, own + "?hos=ekonomichefen", f"{own}granska/", f"{own}oppna/")
    certified(alternative=2)
    signatory = signed_in_as(member(GOTLAND, "signatory", "Sven Under"))
    pages |= rendered(signatory, f"{own}skriv-under/")
    handed_in(at="2023-04-03 01:00")
    pages |= rendered(official, own + "?ar=inlamnad", f"{own}versioner/", f"/en{own}")
    agency = signed_in_as(member("kammarkollegiet", "payment-handler"))
    received = f"{KK}/redovisningar/"
    one = f"{received}{GOTLAND}/"
    pages |= rendered(agency, received, one, f"{one}godta/", f"{one}oppna/")
    assert look(pages) == []


def test_money_back_for_the_three_who_see_it(look: Look) -> None:
    to_report(GOTLAND, ambulans=34_968, karriartjanster=500)
    drawn_up()
    certified()
    handed_in()
    transfer = record_repayment(
        actor=as_("payment-handler", "kammarkollegiet"), recipient=repayment().organisation, agreement_id=WHOLE,
        day=repayment(at="2023-04-01 09:00").money.now.date(), reference="Fil 12", transferred=4_968,
        amounts={"ambulans": 4_968}, at=repayment(at="2023-04-01 09:00").money.now,
    )  # fmt: skip
    reclaim = reclaimed(
        recipient=repayment().organisation, agreement_id=WHOLE,
        grant="ambulans", amount=40_000, day=repayment(at="2023-04-02 09:00").money.now.date(),
        reference="S2023/00123", reason="Medlen kom inte tillbaka i tid.",
        at=repayment(at="2023-04-02 09:00").money.now,
    )  # fmt: skip
    own, back, demands = f"{REGION}/aterbetalning/", f"{KK}/aterbetalningar/", f"{MINISTRY}/aterkrav/"
    official = signed_in_as(member(GOTLAND, "official"))
    pages = rendered(official, own, f"{own}betalningsunderlag/", f"{own}kvitto/{transfer}/", f"/en{own}")
    agency = signed_in_as(member("kammarkollegiet", "payment-handler"))
    one = f"{back}{GOTLAND}/"
    pages |= rendered(agency, back, one, f"{one}registrera/", f"{one}{transfer}/", f"{one}{transfer}/ta-tillbaka/")
    ministry = signed_in_as(member("regeringskansliet", "ministry-official"))
    theirs = f"{demands}{GOTLAND}/"
    pages |= rendered(
        ministry, demands, theirs, f"{theirs}forbered/", f"{theirs}besluta/", f"{theirs}{reclaim}/ta-tillbaka/"
    )
    assert look(pages) == []
