"""Money is demanded back by two: one prepares, another decides on exactly that, and new facts make it void."""

import pytest

from money_steps import money, swedish
from naravard.agreement.wording import kronor
from naravard.ledger.facts import Reclaimed
from naravard.web.access.actor import THE_SERVICE, Actor, standings
from naravard.web.handovers.handover import Handover
from naravard.web.handovers.overview import waits_for
from naravard.web.ledger.errors import LedgerRefusedError, MoneyRefusedError
from naravard.web.ledger.models import RecordedFact
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person
from naravard.web.people.problems import FourEyesProblem
from naravard.web.repayments import acts
from people_samples import acting, member, signed_in_as
from repayment_steps import paid
from web_pages import heading, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
GOTLAND = "region-09"
LATE = swedish("2023-04-03 09:00")
DEMAND = {
    "grant": "ambulans", "amount": 5_000, "day": LATE.date(), "reference": "S2023/1", "reason": "Redovisningen saknas."
}  # fmt: skip


def official(name: str) -> tuple[Person, Actor]:
    person = member("regeringskansliet", "ministry-official", name)
    return person, acting(person)


def about(at: object = LATE) -> dict[str, object]:
    return {"recipient": Organisation.objects.get(pk=GOTLAND), "agreement_id": WHOLE, "at": at}


def waiting(person: Person) -> dict[str, Handover]:
    return {one.id: one for one in waits_for(person, standings(person, LATE.date()), LATE)}


def demanded() -> int:
    return RecordedFact.objects.filter(kind=Reclaimed.__struct_config__.tag).count()


def test_one_official_alone_demands_nothing_and_two_do() -> None:
    paid(GOTLAND)
    (_, eva), (_, ove) = official("Eva Lind"), official("Ove Ek")

    with pytest.raises(MoneyRefusedError):
        acts.decide_reclaim(actor=eva, **about(), **DEMAND)
    acts.prepare_reclaim(actor=eva, **about(), **DEMAND)
    with pytest.raises(FourEyesProblem):
        acts.decide_reclaim(actor=eva, **about(), **DEMAND)
    with pytest.raises(MoneyRefusedError) as other:
        acts.decide_reclaim(actor=ove, **about(), **(DEMAND | {"amount": 6_000}))
    assert (other.value.code, demanded()) == ("prepared-differently", 0)
    acts.decide_reclaim(actor=ove, **about(), **DEMAND)

    assert demanded() == 1


def test_the_second_person_is_told_of_the_reclaim_and_the_one_who_prepared_is_not() -> None:
    paid(GOTLAND)
    (eva_herself, eva), (ove_himself, _) = official("Eva Lind"), official("Ove Ek")
    acts.prepare_reclaim(actor=eva, **about(), **DEMAND)

    told = waiting(ove_himself)["prepared"]

    assert told.what.sv.replace("\xa0", " ") == "Besluta om återkrav av Region Gotland: 5 000 kr"
    assert not {"prepared", "to-reclaim"} & set(waiting(eva_herself))


def test_pages_say_what_is_to_be_repaid_and_that_nothing_waits_where_nothing_does(settings: object) -> None:
    paid(GOTLAND)
    settings.NARAVARD_TODAY = "2023-04-03"
    her = signed_in_as(official("Eva Lind")[0])
    room = f"/organisation/regeringskansliet/pengar/{WHOLE}/aterkrav/{GOTLAND}/"

    nothing = main_of(her, f"{room}besluta/")
    assert "Inget återkrav väntar på beslut" in heading(nothing)
    assert "0 kr" not in words(nothing)
    balance = money(GOTLAND).balance.grant("ambulans")
    asked = words(main_of(her, f"{room}forbered/"))
    assert f"Att återbetala: {kronor(balance.to_repay)}.".replace("\xa0", " ") in asked


def test_what_could_not_be_demanded_is_not_prepared() -> None:
    paid(GOTLAND)
    _, eva = official("Eva Lind")

    with pytest.raises(LedgerRefusedError):
        acts.prepare_reclaim(actor=eva, **about(), **(DEMAND | {"amount": 999_999_999}))

    assert acts.reclaim_matter(WHOLE, GOTLAND).waiting() is None


def test_money_that_comes_back_meanwhile_makes_the_prepared_reclaim_void() -> None:
    paid(GOTLAND)
    (eva_herself, eva), (ove_himself, ove) = official("Eva Lind"), official("Ove Ek")
    acts.prepare_reclaim(actor=eva, **about(), **DEMAND)
    acts.record_repayment(
        actor=THE_SERVICE, day=LATE.date(), reference="Fil 1", transferred=1, amounts={"ambulans": 1}, **about()
    )

    with pytest.raises(MoneyRefusedError) as void:
        acts.decide_reclaim(actor=ove, **about(), **DEMAND)

    assert (void.value.code, demanded()) == ("prepared-from-other-things", 0)
    assert "prepared-void" in waiting(eva_herself)
    assert "prepared-void" in waiting(ove_himself)
    acts.withdraw_reclaim(actor=ove, **about())
    assert "prepared-void" not in waiting(eva_herself)
