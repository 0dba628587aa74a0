"""Money is passed on by two: one prepares to whom and how much, another confirms exactly that, and then it counts."""

from typing import Any

import pytest
from django.test import Client
from lxml import html

from naravard.ledger.facts import PaidOnward
from naravard.web.access.actor import THE_SERVICE, Actor, standings
from naravard.web.agreements.current import shown_or_404
from naravard.web.handovers.handover import Handover
from naravard.web.handovers.overview import waits_for
from naravard.web.ledger.errors import LedgerRefusedError, MoneyRefusedError
from naravard.web.ledger.models import RecordedFact
from naravard.web.people.models import Person
from naravard.web.people.problems import FourEyesProblem
from naravard.web.sharing.acts.onward_payments import onward_duty, pay_onward
from naravard.web.sharing.acts.onward_preparation import onward_matter, prepare_onward, withdraw_onward
from naravard.web.sharing.errors import SharingRefusedError
from people_samples import acting, member, signed_in_as
from sharing_steps import AFTER, GRANT, RSS, codes, decided, organisation, paid, passed_on, stands
from web_pages import main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
ROOM = f"/organisation/{RSS}/pengar/{WHOLE}/vidare/medel/{GRANT}"
FIRST, SECOND = "kommun-0885", "kommun-0880"
WHEN = {"day": AFTER.date(), "reference": "B 7"}


def place() -> dict[str, Any]:
    return {"organisation": organisation(), "agreement_id": WHOLE, "grant_id": GRANT, "at": AFTER}


def coordinator(name: str) -> tuple[Person, Actor]:
    person = member(RSS, "rss-coordinator", name)
    return person, acting(person, day=AFTER.date())


def ready() -> None:
    paid()
    decided()


def waiting(person: Person) -> dict[str, Handover]:
    return {one.id: one for one in waits_for(person, standings(person, AFTER.date()), AFTER)}


def recorded() -> int:
    return RecordedFact.objects.filter(kind=PaidOnward.__struct_config__.tag).count()


def test_one_coordinator_alone_passes_nothing_on_and_two_do() -> None:
    ready()
    (_, rut), (_, olle) = coordinator("Rut Sand"), coordinator("Olle Ek")
    payments = {FIRST: 1_000, SECOND: 2_000}

    with pytest.raises(MoneyRefusedError):
        pay_onward(actor=rut, **place(), **WHEN, payments=payments)
    prepare_onward(actor=rut, **place(), **WHEN, payments=payments)
    with pytest.raises(FourEyesProblem):
        pay_onward(actor=rut, **place(), **WHEN, payments=payments)
    with pytest.raises(MoneyRefusedError) as other:
        pay_onward(actor=olle, **place(), **WHEN, payments=payments | {FIRST: 1_001})
    assert (other.value.code, recorded()) == ("prepared-differently", 0)
    pay_onward(actor=olle, **place(), **WHEN, payments=payments)

    assert recorded() == 2
    assert onward_matter(RSS, WHOLE, GRANT).waiting() is None


def test_the_second_person_is_told_and_the_one_who_prepared_is_told_of_what_is_left() -> None:
    ready()
    (rut_herself, rut), (olle_himself, _) = coordinator("Rut Sand"), coordinator("Olle Ek")
    whole = sum(one.to_come.amount for one in next(iter(stands().grants)).holdings)
    assert "to-pass-on" in waiting(rut_herself)
    prepare_onward(actor=rut, **place(), **WHEN, payments={FIRST: 1_000})

    told = waiting(olle_himself)

    assert told["prepared"].what.sv.replace("\xa0", " ").endswith(": 1 000 kr")
    assert told["prepared"].url == f"{ROOM}/betala/bekrafta/"
    assert f"{whole - 1_000:,}".replace(",", " ") in told["to-pass-on"].what.sv.replace("\xa0", " ")
    assert "prepared" not in waiting(rut_herself)


def test_what_could_not_be_passed_on_is_not_prepared_though_each_part_could() -> None:
    ready()
    _, rut = coordinator("Rut Sand")
    holding = next(one for one in stands().grants[0].holdings if one.code == FIRST)

    with pytest.raises(SharingRefusedError):
        prepare_onward(actor=rut, **place(), **WHEN, payments={FIRST: holding.to_come.amount + 1})
    with pytest.raises(LedgerRefusedError):
        prepare_onward(actor=rut, **place(), day=AFTER.date().replace(month=12), reference="B 7", payments={FIRST: 1})

    assert onward_matter(RSS, WHOLE, GRANT).waiting() is None


def test_another_payment_of_the_grant_meanwhile_makes_the_prepared_one_void() -> None:
    ready()
    (rut_herself, rut), (olle_himself, olle) = coordinator("Rut Sand"), coordinator("Olle Ek")
    prepare_onward(actor=rut, **place(), **WHEN, payments={FIRST: 1_000})
    passed_on({SECOND: 1}, actor=THE_SERVICE, reference="B 8")
    before = recorded()

    with pytest.raises(MoneyRefusedError) as void:
        pay_onward(actor=olle, **place(), **WHEN, payments={FIRST: 1_000})

    assert (void.value.code, recorded()) == ("prepared-from-other-things", before)
    assert {"prepared-void", "to-pass-on"} <= set(waiting(rut_herself)) & set(waiting(olle_himself))
    withdraw_onward(actor=olle, **place())
    assert "prepared-void" not in waiting(rut_herself)


def test_the_pages_say_who_does_what_and_lead_from_the_one_to_the_other(settings: Any) -> None:
    settings.NARAVARD_TODAY = "2022-10-26"
    ready()
    rut, olle = (signed_in_as(coordinator(name)[0]) for name in ("Rut Sand", "Olle Ek"))
    amounts = {f"belopp-{code[-4:]}": "" for code in codes()} | {"belopp-0885": "1 000"}

    written = {"day": "2022-10-26", "reference": "B 7"} | amounts
    checking = html.fromstring(rut.post(f"{ROOM}/betala/", _hidden(rut, f"{ROOM}/betala/") | written).content.decode())
    sent = _sent(checking.xpath("//main//form[.//button]")[0]) | {"steg": "gor"}
    assert rut.post(f"{ROOM}/betala/", sent).status_code == 303
    own = words(main_of(rut, f"{ROOM}/"))
    assert "En betalning väntar på att bekräftas" in own
    assert "Olle Ek" in own
    assert "Förbered betalning vidare" not in own
    refused = rut.get(f"{ROOM}/betala/bekrafta/")
    assert "Bekräfta att" not in words(main_of(rut, f"{ROOM}/betala/bekrafta/"))
    assert refused.status_code == 200

    assert f"{ROOM}/betala/bekrafta/" in str(olle.get(f"{ROOM}/").content)
    seen = words(main_of(olle, f"{ROOM}/betala/bekrafta/"))
    assert "Förberett av Rut Sand" in seen
    assert "1 000 kr" in seen
    done = olle.post(f"{ROOM}/betala/bekrafta/", _hidden(olle, f"{ROOM}/betala/bekrafta/"))
    assert done.status_code == 303
    assert recorded() == 1


def test_a_prepared_payment_is_taken_back_on_its_page(settings: Any) -> None:
    settings.NARAVARD_TODAY = "2022-10-26"
    ready()
    person, rut = coordinator("Rut Sand")
    prepare_onward(actor=rut, **place(), **WHEN, payments={FIRST: 1_000})
    page = signed_in_as(person)

    assert page.post(f"{ROOM}/betala/ta-tillbaka/", _hidden(page, f"{ROOM}/betala/ta-tillbaka/")).status_code == 303

    assert onward_matter(RSS, WHOLE, GRANT).waiting() is None
    assert "tog tillbaka den förberedda betalningen" in words(main_of(page, f"/organisation/{RSS}/historik/"))


def _hidden(client: Client, address: str) -> dict[str, str]:
    form = main_of(client, address).xpath(".//form[.//button]")[0]
    return _sent(form)


def _sent(form: html.HtmlElement) -> dict[str, str]:
    return {str(one.get("name")): str(one.get("value")) for one in form.xpath(".//input[@type='hidden']")}


def test_money_to_pass_on_is_told_instead_of_the_duty_to_do_so() -> None:
    ready()
    person, _ = coordinator("Rut Sand")
    duty = onward_duty(shown_or_404(WHOLE), RSS)
    assert duty is not None

    told = waiting(person)["to-pass-on"]

    assert (told.duty, told.due, told.follows) == (duty.id, duty.due, duty.if_missed)
