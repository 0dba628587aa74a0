"""A version that gives less than has been paid: whoever fixes says yes to it, and what is above is to be repaid."""

import pytest

from fixing_steps import taken_in_anew
from money_steps import fixed, money, swedish
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor
from naravard.web.fixing.acts import fix_allocation, prepare_version
from naravard.web.ledger.next_version import SIGNED
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person
from naravard.web.repayments.acts import decide_reclaim, prepare_reclaim, record_repayment
from people_samples import acting, member, signed_in_as
from repayment_steps import paid, used_all_but
from web_pages import heading, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION, GRANT = "region-09", "ambulans"
LOWERED_AT, LATER = swedish("2022-11-01 09:00"), swedish("2023-01-12 09:00")
REPAYMENT = f"/organisation/{REGION}/pengar/{WHOLE}/aterbetalning/"


def official(name: str) -> tuple[Person, Actor]:
    person = member("regeringskansliet", "ministry-official", name)
    return person, acting(person)


@pytest.fixture
def _lowered(settings: object) -> None:
    """Region Gotland has been paid; then the annex is mended, and prepared to be fixed with a lower base amount."""
    settings.NARAVARD_TODAY = LOWERED_AT.date().isoformat()
    fixed()
    paid(REGION)
    taken_in_anew(WHOLE, ("grants.yaml", "amount: 500 000", "amount: 400 000"))
    prepare_version(actor=official("Eva Lind")[1], **_given())


def _given() -> dict[str, object]:
    return {"agreement_id": WHOLE, "basis": SIGNED, "reason": "Lägre grundbelopp", "at": LOWERED_AT}


@pytest.mark.usefixtures("_lowered")
def test_whoever_fixes_says_yes_to_what_is_to_be_repaid() -> None:
    ove = signed_in_as(official("Ove Ek")[0])
    asked = words(main_of(ove, f"/organisation/regeringskansliet/pengar/{WHOLE}/faststallande/forberedd/"))
    before = money(REGION).balance.grant(GRANT)

    fix_allocation(actor=official("Sara Berg")[1], **_given())

    after = money(REGION).balance.grant(GRANT)
    above = before.paid - after.allotted
    assert above > 0
    assert (after.paid_above, after.left, after.to_repay) == (above, before.paid, before.paid)
    assert f"Ja, {kronor(above)} ska återbetalas".replace("\xa0", " ") in asked.replace("\xa0", " ")


@pytest.mark.usefixtures("_lowered")
def test_what_is_paid_above_is_demanded_back_though_all_is_used(settings: object) -> None:
    fix_allocation(actor=official("Ove Ek")[1], **_given())
    used_all_but(REGION, {})
    settings.NARAVARD_TODAY = LATER.date().isoformat()
    above = money(REGION).balance.grant(GRANT).paid_above
    director = signed_in_as(member(REGION, "region-director", "Siv Dal"))
    told = heading(main_of(director, REPAYMENT))
    assert kronor(above).replace("\xa0", " ") in told.replace("\xa0", " ")
    assert "Utbetalt över tilldelat" in words(main_of(director, REPAYMENT))
    why = words(
        main_of(director, f"/organisation/{REGION}/pengar/{WHOLE}/belopp/utbetalat-over-tilldelat/?medel={GRANT}")
    )
    assert "Tilldelat−" in why
    assert f"Summa{kronor(above)}".removesuffix("\xa0kr").replace("\xa0", " ") in why.replace("\xa0", " ")

    about = {"recipient": Organisation.objects.get(pk=REGION), "agreement_id": WHOLE, "at": LATER}
    demand = {
        "grant": GRANT,
        "amount": above,
        "day": LATER.date(),
        "reference": "S2023/1",
        "reason": "Lägre grundbelopp",
    }
    prepare_reclaim(actor=official("Eva Lind")[1], **about, **demand)
    decide_reclaim(actor=official("Ove Ek")[1], **about, **demand)
    record_repayment(
        actor=acting(member("kammarkollegiet", "payment-handler", "Nils Ask")), day=LATER.date(), reference="Fil 1",
        transferred=above, amounts={GRANT: above}, **about,
    )  # fmt: skip

    after = money(REGION).balance.grant(GRANT)
    assert (after.to_repay, after.repaid, after.paid - after.repaid) == (0, above, after.allotted)
