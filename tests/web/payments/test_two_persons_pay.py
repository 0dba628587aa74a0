"""Money goes out by two persons: who orders it neither fetches the file nor confirms, unless stated to work alone."""

from dataclasses import replace

import pytest
from django.core import mail

from money_steps import money, swedish
from naravard.exchange.pain001 import Version
from naravard.web.access.actor import Actor, standings
from naravard.web.access.permissions import Permission
from naravard.web.handovers.overview import waits_for
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.payments import acts, batch_acts
from naravard.web.payments.models import Batch
from naravard.web.people.acts.lone_work import end_lone_work, state_lone_work
from naravard.web.people.four_eyes import lone_works
from naravard.web.people.merger import join
from naravard.web.people.models import Person
from naravard.web.people.problems import FourEyesProblem, PeopleProblem
from payments_steps import (
    ACCEPTED,
    GOTLAND,
    PAYER,
    PAYS,
    VISBY,
    accepted,
    alone,
    batched,
    organisation,
    placed,
)
from people_samples import acting, also, member, signed_in_as
from web_pages import main_of, own_yes, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
CONFIRMED = swedish("2022-09-23 09:00")
DECEMBER = swedish("2022-12-15 09:00")
ROOM = f"/organisation/{PAYER}/pengar/{WHOLE}/utbetalningar/"
PEOPLE = f"/organisation/{PAYER}/manniskor/"


def someone(name: str) -> tuple[Person, Actor]:
    person = member(PAYER, "payment-handler", name)
    return person, acting(person)


def fetch(batch: Batch, by: Actor) -> bytes:
    found: bytes = batch_acts.fetch_file(
        actor=by,
        organisation=organisation(PAYER),
        agreement_id=WHOLE,
        number=batch.number,
        version=Version.V09,
        at=CONFIRMED,
    )
    return found


def confirm(batch: Batch, by: Actor) -> None:
    for line in batch.lines.all():
        batch_acts.confirm_line(actor=by, line=line.pk, day=CONFIRMED.date(), at=CONFIRMED)


def kinds(person: Person) -> dict[str, str]:
    return {
        one.id: one.what.sv.replace("\xa0", " ")
        for one in waits_for(person, standings(person, CONFIRMED.date()), CONFIRMED)
    }


def test_one_handler_alone_accepts_and_orders_but_gets_no_file_and_confirms_nothing() -> None:
    _, anna = someone("Anna Ek")
    batch = batched((GOTLAND, accepted(GOTLAND, by=anna)), by=anna)

    with pytest.raises(FourEyesProblem) as no_file:
        fetch(batch, anna)
    with pytest.raises(FourEyesProblem):
        confirm(batch, anna)

    assert "Du har själv beställt betalningarna, och det här ska göras av någon annan." in no_file.value.says.sv
    assert not money(GOTLAND).balance.total.paid


def test_the_order_as_a_table_is_fetched_by_whoever_may_fetch_its_payment_file() -> None:
    (first, anna), (second, _) = someone("Anna Ek"), someone("Bo Lind")
    batch = batched((GOTLAND, accepted(GOTLAND, by=anna)), by=anna)
    address = f"{ROOM}omgang/{batch.number}"

    hers = signed_in_as(first)
    assert f"{address}.xlsx" not in hers.get(f"{address}/").content.decode()
    told = words(main_of(hers, f"{address}.xlsx"))
    assert "Någon annan än Anna Ek ska hämta betalfilen och bekräfta: Bo Lind." in told
    his = signed_in_as(second)
    assert f"{address}.xlsx" in his.get(f"{address}/").content.decode()
    assert "spreadsheetml" in his.get(f"{address}.xlsx").headers["Content-Type"]


def test_two_handlers_are_enough_whichever_of_them_accepted() -> None:
    (_, anna), (_, bo) = someone("Anna Ek"), someone("Bo Lind")
    first = batched((GOTLAND, accepted(GOTLAND, by=anna)), by=anna)
    fetch(first, bo)
    confirm(first, bo)
    second = batched(("region-10", accepted("region-10", by=anna)), by=bo)
    fetch(second, anna)
    confirm(second, anna)

    assert money(GOTLAND).balance.total.paid
    assert money("region-10").balance.total.paid


def test_who_accepted_does_not_record_that_it_was_paid_without_a_batch_and_another_does() -> None:
    (_, anna), (_, bo) = someone("Anna Ek"), someone("Bo Lind")
    claim = accepted(GOTLAND, by=anna)
    given = {"organisation": organisation(GOTLAND), "agreement_id": WHOLE, "claim": claim, "day": PAYS.date(),
             "reference": "BG 1", "at": PAYS}  # fmt: skip

    with pytest.raises(FourEyesProblem) as refused:
        acts.record_payment(actor=anna, **given)
    assert "Du har själv godtagit rekvisitionen från Region Gotland" in refused.value.says.sv
    acts.record_payment(actor=bo, **given)

    assert money(GOTLAND).balance.total.paid == 30_039_872


def test_money_that_needs_no_requisition_is_paid_in_a_batch_so_that_another_sees_it() -> None:
    _, anna = someone("Anna Ek")
    claim = placed(VISBY, 250_000)

    with pytest.raises(MoneyRefusedError) as refused:
        acts.record_payment(
            actor=anna, organisation=organisation(VISBY), agreement_id=WHOLE, claim=claim, day=DECEMBER.date(),
            reference="BG 1", at=DECEMBER,
        )  # fmt: skip

    assert refused.value.code == "needs-batch"
    assert "Gör en utbetalningsomgång" in refused.value.says.sv


def test_another_account_or_row_of_the_same_human_being_is_no_second_person() -> None:
    (_, anna), (other, _) = someone("Anna Ek"), someone("Anna Ek-Lund")
    batch = batched((GOTLAND, accepted(GOTLAND, by=anna)), by=anna)
    assert anna.person_id is not None
    join(other, Person.objects.get(pk=anna.person_id))

    with pytest.raises(FourEyesProblem):
        fetch(batch, acting(other))


def test_a_key_to_the_api_is_no_second_person() -> None:
    (_, anna), (_, bo) = someone("Anna Ek"), someone("Bo Lind")
    batch = batched((GOTLAND, accepted(GOTLAND, by=anna)), by=anna)

    with pytest.raises(FourEyesProblem) as refused:
        fetch(batch, replace(bo, person_id=None))

    assert "Det här ska göras av en person." in refused.value.says.sv


def test_the_second_person_is_told_of_the_batch_and_the_one_who_ordered_is_not() -> None:
    (anna_herself, anna), (bo_himself, bo) = someone("Anna Ek"), someone("Bo Lind")
    batch = batched((GOTLAND, accepted(GOTLAND, by=anna)), by=anna)

    assert "batch-to-confirm" not in kinds(anna_herself)
    assert kinds(bo_himself)["batch-to-confirm"] == ("Granska utbetalningsomgång 1 och hämta betalfilen: 30 039 872 kr")
    fetch(batch, bo)
    assert kinds(bo_himself)["batch-to-confirm"] == "Läs in bankens svar om utbetalningsomgång 1: 30 039 872 kr"


def test_the_page_names_those_who_can_and_shows_them_the_buttons(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-09-20"
    (anna_herself, anna), (bo_himself, _), _ = someone("Anna Ek"), someone("Bo Lind"), someone("Karin Berg")
    batched((GOTLAND, accepted(GOTLAND, by=anna)), by=anna)
    page = f"{ROOM}omgang/1/"

    own = words(main_of(signed_in_as(anna_herself), page))
    assert "Någon annan än Anna Ek ska hämta betalfilen och bekräfta: Bo Lind, Karin Berg." in own
    assert "Hämta betalfilen (pain" not in own
    assert "Bekräfta att banken" not in own
    refused = signed_in_as(anna_herself).post(f"{ROOM}omgang/1/betalfil.xml")
    assert refused.headers["Content-Type"].startswith("text/html")
    assert "Någon annan hämtar betalfilen" in refused.content.decode()
    closed = words(main_of(signed_in_as(anna_herself), f"{page}bekrafta/"))
    assert "Någon annan än Anna Ek ska hämta betalfilen och bekräfta" in closed

    others = words(main_of(signed_in_as(bo_himself), page))
    assert "Hämta betalfilen (pain.001.001.09)" in others
    assert "Bekräfta att banken har betalat" in others


def test_what_one_has_accepted_is_not_among_what_one_records_and_the_page_says_the_way(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-09-20"
    (anna_herself, anna), (bo_himself, _) = someone("Anna Ek"), someone("Bo Lind")
    accepted(GOTLAND, ACCEPTED, by=anna)

    own = main_of(signed_in_as(anna_herself), f"{ROOM}registrera/")
    assert "lägger du i en utbetalningsomgång. Någon annan bekräftar den." in words(own)
    assert not own.xpath(".//input[@name='chosen']")
    assert main_of(signed_in_as(bo_himself), f"{ROOM}registrera/").xpath(".//input[@name='chosen']")
    asked = f"/organisation/{PAYER}/pengar/{WHOLE}/rekvisitioner/mottagare/{GOTLAND}/"
    assert "Beställ betalning av " in words(main_of(signed_in_as(anna_herself), asked))
    assert " som betalt" in words(main_of(signed_in_as(bo_himself), asked))


def test_with_nobody_else_the_page_says_which_role_is_missing_and_the_administrator_is_told(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-09-20"
    anna_herself, anna = someone("Anna Ek")
    claim = accepted(GOTLAND, by=anna)
    ada = member(PAYER, "administrator", "Ada Min")
    batched((GOTLAND, claim), by=anna)

    told = words(main_of(signed_in_as(anna_herself), f"{ROOM}omgang/1/"))

    assert "men ingen annan hos er har rollen handläggare för utbetalning." in told
    assert "ange under Människor att du arbetar ensam" in told
    [waits] = [one for one in waits_for(ada, standings(ada, CONFIRMED.date()), CONFIRMED) if "batch" in one.id]
    assert waits.why.sv == (
        "De som har rollen har gjort steget före. Ge rollen till någon till, eller ange vem som arbetar ensam."
    )


def test_a_small_authority_says_who_pays_alone_and_all_concerned_get_mail(django_capture_on_commit_callbacks) -> None:
    anna_herself, anna = someone("Anna Ek")
    batch = batched((GOTLAND, accepted(GOTLAND, by=anna)), by=anna)

    with django_capture_on_commit_callbacks(execute=True):
        stated = alone(anna_herself)
    fetch(batch, anna)
    confirm(batch, anna)

    assert money(GOTLAND).balance.total.paid == 30_039_872
    told = sentence(Event.objects.get(kind="lone-work-stated").told).sv
    assert told == (
        "Ada Min (administratör) angav att Anna Ek ensam får registrera utbetalningar och återbetalningar, och hämta "
        "betalfiler, utan en andra person."
    )
    assert {one.to[0] for one in mail.outbox} == {
        account.email for name in ("Ada Min", "Anna Ek") for account in Person.objects.get(name=name).accounts.all()
    }
    end_lone_work(actor=acting(Person.objects.get(name="Ada Min")), lone_work_id=stated.pk, at=CONFIRMED)
    again = batched(("region-10", accepted("region-10", by=anna)), by=anna)
    with pytest.raises(FourEyesProblem):
        fetch(again, anna)


def test_nobody_says_of_oneself_that_one_works_alone_nor_without_a_reason() -> None:
    both = member(PAYER, "administrator", "Anna Ek")
    ada = acting(member(PAYER, "administrator", "Ada Min"))
    reader, (payer, _) = member(PAYER, "reader", "Lars Ek"), someone("Bo Lind")
    also(both, PAYER, "payment-handler")
    given = {"organisation_code": PAYER, "permission": Permission.PAY.value, "reason": "Vi är få.", "at": PAYS}

    with pytest.raises(FourEyesProblem) as oneself:
        state_lone_work(actor=acting(both, "administrator"), person=both, **given)
    assert "Du har själv rollen som skulle göra det ensam" in oneself.value.says.sv
    for wrong, words_of in (
        ({"person": payer, "reason": " "}, "Skälet saknas."),
        ({"person": reader}, "Lars Ek har ingen roll som får det."),
        ({"person": payer, "permission": Permission.FIX_ALLOCATION.value}, "inget som två personer gör hos er"),
    ):
        with pytest.raises(PeopleProblem) as refused:
            state_lone_work(actor=ada, **(given | wrong))
        assert words_of in refused.value.says.sv
    state_lone_work(actor=ada, person=payer, **given)
    with pytest.raises(PeopleProblem) as twice:
        state_lone_work(actor=ada, person=payer, **given)
    assert "Bo Lind gör redan det ensam." in twice.value.says.sv


def test_the_administrator_says_it_on_the_page_of_people_where_it_stands_until_two_are_asked_for_again() -> None:
    anna_herself, _ = someone("Anna Ek")
    ada = signed_in_as(member(PAYER, "administrator", "Ada Min"))
    form = {"permission": "pay", "person": str(anna_herself.pk), "reason": "Bo är tjänstledig."}

    asked = ada.post(f"{PEOPLE}ensam/", form)
    assert "kryssa" in asked.content.decode().lower()
    assert not lone_works(organisation(PAYER)).exists()
    page = main_of(ada, f"{PEOPLE}ensam/")
    ada.post(f"{PEOPLE}ensam/", form | own_yes(page))

    told = words(main_of(ada, PEOPLE))
    assert "Anna Ek får ensam registrera utbetalningar" in told
    assert "Skäl: Bo är tjänstledig." in told
    [stands] = lone_works(organisation(PAYER))
    ada.post(f"{PEOPLE}ensam/{stands.pk}/avsluta/")
    assert "får ensam registrera" not in words(main_of(ada, PEOPLE))
    assert (
        signed_in_as(member("region-09", "administrator")).get("/organisation/region-09/manniskor/ensam/").status_code
        == 404
    )
