"""Money that is shared by reports is fixed by two, and a report that comes in anew makes what was prepared void."""

import datetime

import pytest
from django.urls import reverse

from money_steps import money, swedish
from naravard.ledger.facts import Paid, Sum
from naravard.web.access.actor import THE_SERVICE, Actor, standings
from naravard.web.handovers.overview import waits_for
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.models import FixedAllocation
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person
from naravard.web.people.problems import FourEyesProblem
from naravard.web.placements.acts import reopen_report
from naravard.web.placements.fixation import prepare_shares, share_by_reports
from people_samples import acting, member, signed_in_as
from placement_steps import DECEMBER, DUTY, WEEKS, reported, weeks
from web_pages import main_of, words

pytestmark = pytest.mark.django_db
ASKED = {"agreement_id": WEEKS, "duty_id": DUTY, "reason": "Alla tal är inne", "at": DECEMBER}


def analyst(name: str) -> tuple[Person, Actor]:
    person = member("socialstyrelsen", "report-analyst", name)
    return person, acting(person)


def kinds(person: Person) -> set[str]:
    found = waits_for(person, standings(person, DECEMBER.date()), DECEMBER)
    return {one.id for one in found if one.shown and one.shown.agreement.id == WEEKS}


def test_one_analyst_alone_shares_nothing_and_two_do() -> None:
    weeks()
    reported("region-01", 100, 120)
    (siv_herself, siv), (ove_himself, ove) = analyst("Siv Å"), analyst("Ove Ek")

    with pytest.raises(MoneyRefusedError):
        share_by_reports(actor=siv, **ASKED)
    prepare_shares(actor=siv, **ASKED)
    with pytest.raises(FourEyesProblem):
        share_by_reports(actor=siv, **ASKED)

    assert "prepared" in kinds(ove_himself)
    assert not {"prepared", "to-share"} & kinds(siv_herself)
    share_by_reports(actor=ove, **ASKED)
    assert FixedAllocation.objects.filter(agreement_id=WEEKS).count() == 2


def test_a_report_that_comes_in_anew_makes_what_was_prepared_void() -> None:
    weeks()
    reported("region-01", 100, 120)
    (siv_herself, siv), (_, ove) = analyst("Siv Å"), analyst("Ove Ek")
    prepare_shares(actor=siv, **ASKED)
    reopen_report(
        actor=THE_SERVICE, organisation=Organisation.objects.get(pk="region-01"), agreement_id=WEEKS, duty_id=DUTY,
        reason="Fel termin", at=DECEMBER,
    )  # fmt: skip
    reported("region-01", 100, 150, at=DECEMBER)
    reported("region-03", 100, 110)

    with pytest.raises(MoneyRefusedError) as void:
        share_by_reports(actor=ove, **ASKED)

    assert void.value.code == "prepared-from-other-things"
    assert {"prepared-void", "to-share"} <= kinds(siv_herself)
    prepare_shares(actor=ove, **ASKED)
    share_by_reports(actor=siv, **ASKED)
    assert FixedAllocation.objects.filter(agreement_id=WEEKS).count() == 2


def test_what_a_correction_takes_from_what_has_been_paid_is_said_yes_to_and_is_to_be_repaid(settings: object) -> None:
    weeks()
    reported("region-01", 100, 120)
    reported("region-03", 100, 120)
    share_by_reports(actor=THE_SERVICE, **ASKED)
    locked = locked_money(
        Organisation.objects.get(pk="region-03"), WEEKS, at=swedish("2022-12-12 09:00"), seen_version=None
    )
    paid = {"requisition": "", "version": 2, "sums": (Sum("okning", 50),), "reference": "KK 1"}
    locked.add(Paid, by=THE_SERVICE, day=datetime.date(2022, 12, 12), **paid)
    reopen_report(
        actor=THE_SERVICE, organisation=Organisation.objects.get(pk="region-01"), agreement_id=WEEKS, duty_id=DUTY,
        reason="Fel", at=swedish("2022-12-13 09:00"),
    )  # fmt: skip
    reported("region-01", 100, 200, at=swedish("2022-12-13 10:00"))
    corrected = ASKED | {"reason": "Rättade veckor", "at": swedish("2022-12-13 11:00")}
    settings.NARAVARD_TODAY = "2022-12-13"
    (_, siv), (ove_himself, ove) = analyst("Siv Å"), analyst("Ove Ek")

    prepare_shares(actor=siv, **corrected)
    page = reverse("placements:fix", args=["socialstyrelsen", WEEKS, DUTY])
    asked = words(main_of(signed_in_as(ove_himself), page)).replace("\xa0", " ")
    share_by_reports(actor=ove, **corrected)

    assert "En mottagare får tillsammans 33 kr mindre" in asked
    assert "Ja, 33 kr ska återbetalas" in asked
    after = money("region-03", WEEKS).balance.grant("okning")
    assert (after.allotted, after.paid_above, after.to_repay) == (17, 33, 50)
