"""Many requisitions are accepted at once, each by its own act; payees without account are told all at once."""

import pytest
from django.test import Client

from many_steps import checked, choosable, confirmed
from money_steps import money
from naravard.web.history.models import Event
from naravard.web.payments.acts import accept_requisition
from payments_steps import (
    BLEKINGE,
    GOTLAND,
    PAYER,
    PAYS,
    accepted,
    allotted,
    details,
    handler,
    organisation,
    requisitioned,
)
from people_samples import member, signed_in_as
from web_pages import heading, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
SKR = "skr"
BASE = f"/organisation/{PAYER}/pengar/{WHOLE}/"
MANY = f"{BASE}rekvisitioner/godta-flera/"
THREE = (GOTLAND, BLEKINGE, "rss-09")


@pytest.fixture
def client(settings: object) -> Client:
    """One of Kammarkollegiet's handlers in October."""
    settings.NARAVARD_TODAY = "2022-10-04"
    return signed_in_as(member(PAYER, "payment-handler", "Kim Öst"))


def waiting(*codes: str) -> None:
    """Let requisitions have come that are right."""
    for code in codes:
        details(code)
        allotted(code)
        requisitioned(code, signer="signatory")


def accepted_events() -> list[str]:
    return sorted(Event.objects.filter(kind="requisition-accepted").values_list("organisation_code", flat=True))


def test_three_are_accepted_in_four_page_loads_each_with_its_own_event(client: Client) -> None:
    waiting(*THREE)
    list_page = main_of(client, f"{BASE}rekvisitioner/")
    assert list_page.xpath(f".//a[@href='{MANY}']")
    chosen = choosable(client, MANY)
    assert len(chosen) == 3
    assert not main_of(client, MANY).xpath(".//input[@checked]"), "the harmless default is none"
    check = checked(client, MANY, chosen)
    total = sum(one.amount for code in THREE for one in money(code).book.requisitions.values() for one in one.sums)
    assert heading(check).replace(" ", "") == f"Godta{total}krtill3mottagare?"
    assert len(check.xpath(".//ol/li")) == 3
    assert "Uppfyllt: Beloppen är högst det tilldelade." in words(check)
    assert "3 rekvisitioner är godtagna." in words(confirmed(client, MANY, check))
    assert accepted_events() == sorted(THREE)
    confirmed(client, MANY, check)
    assert accepted_events() == sorted(THREE), "sent twice it is done once"


def test_only_those_that_are_chosen_are_accepted_and_none_chosen_is_said(client: Client) -> None:
    waiting(*THREE)
    chosen = [one for one in choosable(client, MANY) if one.startswith(GOTLAND)]
    confirmed(client, MANY, checked(client, MANY, chosen))
    assert accepted_events() == [GOTLAND]
    nothing = checked(client, MANY, [])
    assert "Välj minst en." in words(nothing)
    wrong = checked(client, MANY, ["x|Nånting", "\x00|", "|"])
    assert "har ändrats sedan sidan visades" in words(wrong)


def test_one_that_was_accepted_meanwhile_is_named_and_the_others_are_not_done(client: Client) -> None:
    waiting(*THREE)
    check = checked(client, MANY, choosable(client, MANY))
    (standing,) = money(GOTLAND).book.requisitions
    accept_requisition(
        actor=handler("Ola Ek"), organisation=organisation(GOTLAND), agreement_id=WHOLE, requisition=standing, at=PAYS
    )
    told = confirmed(client, MANY, check)
    assert "inte längre med: Region Gotland" in words(told)
    assert accepted_events() == [GOTLAND]
    assert len(choosable(client, MANY)) == 2


def test_one_whose_checks_are_not_met_stands_apart_with_what_is_wrong(client: Client) -> None:
    waiting(GOTLAND, BLEKINGE)
    details(BLEKINGE, bankgiro="")
    main = main_of(client, MANY)
    assert [one.split(" ")[0] for one in choosable(client, MANY)] == [GOTLAND]
    (apart,) = main.xpath(".//h2[contains(., 'en för en')]/following-sibling::ul[1]/li")
    assert "Region Blekinge" in words(apart)
    assert "Varken bankgiro eller plusgiro" in words(apart)
    (link,) = apart.xpath(".//a/@href")
    assert client.get(link).status_code == 200


def test_a_single_page_leads_to_the_next_that_waits(client: Client) -> None:
    waiting(*THREE)
    first = f"{BASE}rekvisitioner/mottagare/{GOTLAND}/"
    visited = [first]
    for _ in range(3):
        (link,) = main_of(client, visited[-1]).xpath(".//p[contains(., 'Nästa som väntar')]/a/@href")
        visited.append(link)
    assert visited[-1] == first
    assert len(set(visited)) == 3


def test_all_payees_without_account_are_told_before_anything_is_chosen(client: Client) -> None:
    details(PAYER)
    for code in (GOTLAND, BLEKINGE, SKR):
        accepted(code)
    for code in (GOTLAND, SKR):
        details(code, bankgiro="")
    page = f"{BASE}utbetalningar/ny-omgang/"
    main = main_of(client, page)
    told = words(main.xpath(".//details[contains(., 'saknar konto')]")[0])
    assert "2 betalningar kan inte beställas" in told
    assert "Region Gotland" in told
    values = main.xpath(".//input[@name='chosen']/@value")
    assert [one.split("|")[0] for one in values] == [BLEKINGE]
    claims = [f"{code}|r:{next(iter(money(code).book.requisitions))}" for code in (GOTLAND, SKR)]
    refused = client.post(page, {"chosen": [*values, *claims], "day": "2022-10-06"}, follow=True)
    says = " ".join(refused.content.decode().split())
    assert "Saknar bankgiro och plusgiro: Region Gotland, " in says
