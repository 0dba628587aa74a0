"""The pages of money back, walked through as the role that uses each."""

import pytest
from django.test import Client

from naravard.web.organisations.models import Organisation
from people_samples import member, signed_in_as
from repayment_steps import paid, repayment, report_is_in, used, used_all_but
from web_pages import csv_rows, facts, heading, main_of, own_yes, table_rows, words
from web_shared import LITEN, WHOLE

pytestmark = pytest.mark.django_db
GOTLAND = "region-09"
OWN = f"/organisation/{GOTLAND}/pengar/{WHOLE}/aterbetalning/"
KK = f"/organisation/kammarkollegiet/pengar/{WHOLE}/aterbetalningar/"
MINISTRY = f"/organisation/regeringskansliet/pengar/{WHOLE}/aterkrav/"


@pytest.fixture
def day(settings: object) -> object:
    """Return a function that sets the day."""

    def becomes(text: str) -> None:
        settings.NARAVARD_TODAY = text

    becomes("2023-03-20")
    return becomes


@pytest.fixture
def region(day: object) -> Client:
    """Someone at the region."""
    return signed_in_as(member(GOTLAND))


@pytest.fixture
def agency(day: object) -> Client:
    """Kammarkollegiet's handler."""
    return signed_in_as(member("kammarkollegiet", "payment-handler"))


@pytest.fixture
def ministry(day: object) -> Client:
    """The ministry's official."""
    return signed_in_as(member("regeringskansliet", "ministry-official"))


def owes(**left: int) -> None:
    """Bring the region to its report, with something left."""
    paid(GOTLAND)
    used_all_but(GOTLAND, left)
    report_is_in(GOTLAND)


def form(client: Client, address: str) -> dict[str, str]:
    """Return the hidden fields of a page's form."""
    main = main_of(client, address)
    hidden = main.xpath(".//form[@method='post']//input[@type='hidden']")
    return {one.get("name"): one.get("value") for one in hidden}


def test_before_anything_is_fixed_or_paid_the_page_says_what_is_awaited(region: Client) -> None:
    main = main_of(region, OWN)
    assert heading(main) == "Inget är utbetalt, så inget ska återbetalas"
    assert "Fördelningen är inte fastställd än. När det är gjort kan medlen betalas ut." in words(main)
    assert heading(main_of(region, f"{OWN}betalningsunderlag/")) == "Inget att betala"


def test_until_the_report_is_in_it_is_said_as_it_stands_now(region: Client) -> None:
    paid(GOTLAND)
    used(GOTLAND, {"ambulans": 900_000})
    main = main_of(region, OWN)
    assert heading(main) == "Som det står nu ska 29\u00a0139\u00a0872\u00a0kr återbetalas".replace("\u00a0", " ")
    assert "Vad som inte har använts visar sig när 2022 är slut." in words(main)


def test_what_is_owed_by_when_where_to_and_with_which_reference(region: Client) -> None:
    Organisation.objects.filter(pk="kammarkollegiet").update(bankgiro="50501055")
    owes(ambulans=34_968)
    used_more = main_of(region, OWN)
    assert heading(used_more) == "34 968 kr ska återbetalas senast 31 mars 2023"
    told = facts(used_more)
    assert told["Till"] == "Kammarkollegiet"
    assert told["Bankgiro"] == "5050-1055"
    assert len(told["Referens att ange"]) == 9
    assert told["Regeringskansliets diarienummer för överenskommelsen"].startswith("Inte angivet än")
    rows = {row["grant"]: row for row in csv_rows(region, OWN.rstrip("/") + ".csv")}
    assert rows["Förstärkning av ambulanssjukvården"]["to_repay"] == "34968"


def test_costs_above_the_grant_are_the_recipients_own_and_shown_so(region: Client) -> None:
    paid(GOTLAND)
    used_all_but(GOTLAND, {})
    used(GOTLAND, {"ambulans": 5_000})
    report_is_in(GOTLAND)
    main = main_of(region, OWN)
    assert heading(main) == "Inget är kvar att återbetala"
    assert facts(main)["Egna kostnader utöver medlen"] == "5 000 kr"
    assert "Ni är inte skyldiga något." in words(main)


def test_the_day_after_the_last_it_says_that_it_is_late(region: Client, day: object) -> None:
    owes(ambulans=100)
    for today, said in (("2023-03-30", "ska"), ("2023-03-31", "ska"), ("2023-04-01", "skulle ha")):
        day(today)
        expected = "återbetalas" if said == "ska" else "återbetalats"
        assert heading(main_of(region, OWN)) == f"100 kr {said} {expected} senast 31 mars 2023", today


def test_a_payment_advice_for_all_or_for_a_part(region: Client) -> None:
    owes(ambulans=100, karriartjanster=7)
    advice = f"{OWN}betalningsunderlag/"
    assert heading(main_of(region, advice)) == "Betala 107 kr"
    part = main_of(region, f"{advice}?belopp-ambulans=60&belopp-karriartjanster=")
    assert heading(part) == "Betala 60 kr"
    too_much = main_of(region, f"{advice}?belopp-ambulans=101")
    assert "Beloppet är för stort: 101. Skriv högst 100 kr." in words(too_much)


def test_a_repayment_is_written_checked_recorded_and_has_a_receipt_at_both(agency: Client, region: Client) -> None:
    owes(ambulans=100, karriartjanster=7)
    assert heading(main_of(agency, KK)) == "107 kr är kvar att återbetala"
    address = f"{KK}{GOTLAND}/registrera/"
    written = form(agency, address) | {
        "transferred": "107", "day": "2023-03-20", "reference": "Fil 12", "belopp-ambulans": "100",
        "belopp-karriartjanster": "7",
    }  # fmt: skip
    check = agency.post(address, written | {"steg": "kontrollera"})
    assert check.status_code == 200
    assert "Referensen är inte mottagarens egen" in check.content.decode()
    assert repayment().to_repay == 107
    assert 'value="Fil 12"' in agency.get(address).content.decode()
    first = agency.post(address, written | {"steg": "gor"}, follow=True)
    again = agency.post(address, written | {"steg": "gor"}, follow=True)
    assert first.redirect_chain == again.redirect_chain
    assert first.redirect_chain[0][1] == 303
    assert "Återbetalningen är registrerad." in first.content.decode()
    (transfer,) = repayment().transfers
    receipt = main_of(region, f"{OWN}kvitto/{transfer.id}/")
    assert heading(receipt) == "107 kr kom den 20 mars 2023"
    assert table_rows(receipt)[-1] == ["Summa", "", "107 kr"]
    assert heading(main_of(region, OWN)) == "Inget är kvar att återbetala"


def test_mistakes_are_told_field_by_field_and_nothing_written_is_lost(agency: Client) -> None:
    owes(ambulans=100, karriartjanster=7)
    address = f"{KK}{GOTLAND}/registrera/"
    written = form(agency, address) | {
        "transferred": "100,50", "day": "20 mars", "reference": "", "belopp-ambulans": "101",
        "belopp-karriartjanster": "-1", "steg": "kontrollera",
    }  # fmt: skip
    answer = agency.post(address, written)
    text = answer.content.decode()
    assert answer.status_code == 422
    for told in ("har decimaler: 100,50", "Du skrev: 20 mars", "Skriv en text.", "för stort: 101", "för litet: -1"):
        assert told in text, told
    assert 'value="100,50"' in text
    uneven = written | {
        "transferred": "100", "day": "2023-03-20", "reference": "x", "belopp-ambulans": "90",
        "belopp-karriartjanster": "7",
    }  # fmt: skip
    assert "Fördela 3\u00a0kr." in agency.post(address, uneven).content.decode()


def test_the_second_of_two_at_once_is_told_and_keeps_what_was_written(agency: Client) -> None:
    owes(ambulans=100)
    address = f"{KK}{GOTLAND}/registrera/"
    written = {
        "transferred": "40",
        "day": "2023-03-20",
        "reference": "A",
        "belopp-ambulans": "40",
        "steg": "gor",
    }
    one, two = form(agency, address), form(agency, address)
    assert agency.post(address, one | written).status_code == 303
    late = agency.post(address, two | written | {"reference": "B"})
    assert late.status_code == 409
    assert "Någon annan har registrerat något om medlen" in late.content.decode()
    assert 'value="B"' in late.content.decode()
    assert repayment().to_repay == 60


def test_a_mistake_is_taken_back_with_a_reason(agency: Client) -> None:
    owes(ambulans=100)
    address = f"{KK}{GOTLAND}/registrera/"
    written = {
        "transferred": "40",
        "day": "2023-03-20",
        "reference": "A",
        "belopp-ambulans": "40",
        "steg": "gor",
    }
    agency.post(address, form(agency, address) | written)
    (transfer,) = repayment().transfers
    undo = f"{KK}{GOTLAND}/{transfer.id}/ta-tillbaka/"
    assert agency.post(undo, form(agency, undo)).status_code == 422
    written = form(agency, undo) | {"reason": "Fel mottagare"}
    assert agency.post(undo, written).status_code == 422, "what is owed again needs its own yes"
    yes = own_yes(main_of(agency, undo))
    assert yes == {"medger": ["Ja, 40\xa0kr är inte återbetalda"]}
    answer = agency.post(undo, written | yes, follow=True)
    assert heading(main_of(agency, f"{KK}{GOTLAND}/")) == "Region Gotland 100 kr är kvar att återbetala"
    assert "Återbetalningen är tillbakatagen." in answer.content.decode()


def test_the_list_can_be_filtered_and_taken_home(agency: Client, day: object) -> None:
    owes(ambulans=100)
    day("2023-04-01")
    rows = csv_rows(agency, KK.rstrip("/") + ".csv?lage=late")
    assert [(row["code"], row["to_repay"], row["late"]) for row in rows[:1]] == [(GOTLAND, "100", "ja")]
    assert "Försenad" in words(main_of(agency, f"{KK}?lage=late"))


def test_the_ministry_sees_what_is_late_one_prepares_another_decides_and_it_is_taken_back(
    ministry: Client, day: object
) -> None:
    ove = member("regeringskansliet", "ministry-official", "Ove Ek")
    paid(GOTLAND)
    used_all_but(GOTLAND, {})
    assert heading(main_of(ministry, MINISTRY)) == "Ingen redovisning eller återbetalning är sen"
    assert heading(main_of(ministry, f"{MINISTRY}{GOTLAND}/")) == "Region Gotland Det finns inget skäl att återkräva"
    day("2023-04-01")
    main = main_of(ministry, MINISTRY)
    assert heading(main) == "1 mottagare har en redovisning eller återbetalning att se på"
    assert facts(main)["Redovisningar som saknas"] == "1"
    (late,) = main_of(ministry, f"{MINISTRY}{GOTLAND}/").xpath(".//*[contains(@class, 'nv-label')]")
    assert (words(late), late.get("class")) == ("Saknas", "nv-label nv-label--strong")
    address = f"{MINISTRY}{GOTLAND}/forbered/"
    written = {
        "grant": "ambulans", "amount": "5 000", "day": "2023-04-01", "reference": "S2023/00123",
        "reason": "Redovisning saknas", "steg": "kontrollera",
    }  # fmt: skip
    assert ministry.post(address, form(ministry, address) | written | {"grant": "skr"}).status_code == 422
    above = form(ministry, address) | written | {"amount": "999 999 999", "steg": "gor"}
    refused = ministry.post(address, above)
    assert refused.status_code == 422
    assert "Återkravet är högre än det som kan krävas" in refused.content.decode()
    check = ministry.post(address, form(ministry, address) | written)
    asks = "Förbered att återkräva 5\u00a0000\u00a0kr från Region Gotland?"
    assert (check.status_code, asks in check.content.decode()) == (200, True)
    mine = ministry.post(address, form(ministry, address) | written | {"steg": "gor"}, follow=True)
    assert "Någon annan än Anna Ek ska besluta om det: Ove Ek." in mine.content.decode()
    assert repayment(at="2023-04-01 23:00").reclaims == ()
    other = signed_in_as(ove)
    address = f"{MINISTRY}{GOTLAND}/besluta/"
    assert ministry.post(address, form(other, address)).status_code == 409
    main = main_of(other, address)
    assert heading(main) == "Besluta att återkräva 5 000 kr från Region Gotland?"
    assert "S2023/00123" in words(main)
    assert "Region Gotland ser kravet genast. Det kan tas tillbaka tills något är betalt." in words(main)
    done = other.post(address, form(other, address), follow=True)
    assert "5\u00a0000\u00a0kr obetalt" in done.content.decode()
    (reclaim,) = repayment(at="2023-04-01 23:00").reclaims
    undo = f"{MINISTRY}{GOTLAND}/{reclaim.fact.id}/ta-tillbaka/"
    written = form(ministry, undo) | {"reason": "Den kom med posten"}
    assert ministry.post(undo, written).status_code == 422, "the state gives up money: that needs its own yes"
    assert repayment(at="2023-04-01 23:00").to_repay == 5_000
    main = main_of(ministry, undo)
    assert "Staten kräver inte längre tillbaka 5 000 kr av Region Gotland." in words(main)
    assert ministry.post(undo, written | own_yes(main)).status_code == 303
    assert repayment(at="2023-04-01 23:00").to_repay == 0


def test_skr_and_rss_have_the_same_page_and_a_municipality_none(day: object) -> None:
    for code, role in (("skr", "skr-official"), ("rss-09", "rss-coordinator")):
        paid(code)
        main = main_of(signed_in_as(member(code, role)), f"/organisation/{code}/pengar/{WHOLE}/aterbetalning/")
        assert heading(main).startswith("Som det står nu ska"), code
    municipality = signed_in_as(member("kommun-0980", "municipal-official"))
    assert municipality.get(f"/organisation/kommun-0980/pengar/{WHOLE}/aterbetalning/").status_code == 404


def test_another_agency_has_no_such_room_and_a_small_agreement_has_an_answer(agency: Client) -> None:
    analyst = signed_in_as(member("socialstyrelsen", "report-analyst"))
    assert analyst.get(f"/organisation/socialstyrelsen/pengar/{WHOLE}/aterbetalningar/").status_code == 404
    small = f"/organisation/kammarkollegiet/pengar/{LITEN}/aterbetalningar/"
    assert heading(main_of(agency, small)) == "Inget är kvar att återbetala"
    region = signed_in_as(member(GOTLAND))
    own = main_of(region, f"/organisation/{GOTLAND}/pengar/{LITEN}/aterbetalning/")
    assert "Överenskommelsen säger inte att ni ska återbetala något." in words(own)
