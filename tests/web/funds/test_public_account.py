"""Everyone finds a municipality and sees what it got, directly and through its RSS, used, gave back and reported."""

import re

import pytest
from django.test import Client

from funds_steps import cost, handed_in, recorded
from funds_steps import paid as region_paid
from money_steps import money, swedish
from naravard.ledger.facts import Repaid
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.current import shown_or_404
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.acts.consent import decide_sharing
from naravard.web.sharing.acts.onward_payments import record_return
from naravard.web.tasks.duty_book import duty_book
from sharing_steps import AFTER, GRANT, amounts, coordinator, decided, paid, passed_on, sent
from web_pages import csv_rows, heading, main_of, table_rows, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
RSS, PLACE = "rss-08", "kommun-0884"
PAGE, FILES = f"/mottagare/{PLACE}/", f"/mottagare/{PLACE}"
NOW = swedish("2023-04-03 12:00")


@pytest.fixture(autouse=True)
def _in_april(settings: object) -> None:
    settings.NARAVARD_TODAY = "2023-04-03"


def lived() -> int:
    """Let the municipality get its share on 25 October, use some and give some back; return the share."""
    paid(RSS)
    return used_and_given_back(amounts(decided(RSS))[PLACE])


def used_and_given_back(share: int) -> int:
    """Pass a share on to the municipality, which uses some and gives some back."""
    passed_on({PLACE: share}, RSS)
    cost(RSS, GRANT, 10_000, "2022-11-10", holder=PLACE, activity=f"{PLACE}-1")
    at = swedish("2022-12-28 09:00")
    record_return(
        actor=THE_SERVICE, organisation=Organisation.objects.get(pk=RSS), agreement_id=WHOLE, grant_id=GRANT,
        municipality=PLACE, amount=700, day=at.date(), reference="Åter till Anna", at=at,
    )  # fmt: skip
    return share


def row(main: object) -> list[str]:
    """Return the cells of the grant that the RSS shares, of the first table."""
    name = shown_or_404(WHOLE).agreement.grant(GRANT).name.sv
    (found,) = [cells for cells in table_rows(main) if cells[0].startswith(name)]
    return [found[0], *(re.sub(r"(?<=\d) (?=\d)", "", cell) for cell in found[1:])]


def test_what_it_got_through_its_rss_was_used_and_given_back_is_on_one_page() -> None:
    share = lived()
    main = main_of(Client(), PAGE)
    assert heading(main).replace(" ", "") == f"Vimmerbyharfått{share}kr"
    assert not main.xpath(".//*[@id='o-god-och-nara-vard-2022']/..//table"), "each sum stands once"
    name, allotted, got, used, repaid, left = row(main)
    assert "avsnitt" in name
    assert "RSS" in name
    assert [allotted, used, repaid, left] == [str(share), "10000", "700", str(share - 10_700)]
    assert got == f"{share} senast betalt 25 oktober 2022"
    balance = money(RSS, at=NOW).balance.grant(GRANT).share(PLACE)
    assert (share - 700, 10_000, share - 10_700) == (balance.received, balance.used, balance.left)


def test_the_page_is_had_as_of_a_day() -> None:
    share = lived()
    before = main_of(Client(), f"{PAGE}?dag=2022-10-24")
    assert heading(before) == "Vimmerby hade inte fått några pengar den 24 oktober 2022"
    assert len(row(before)) == 1, "what is nought in every row is said once"
    on_the_day = main_of(Client(), f"{PAGE}?dag=2022-10-25")
    assert row(on_the_day)[1:] == [str(share), f"{share} senast betalt 25 oktober 2022", str(share)]
    after_the_cost = main_of(Client(), f"{PAGE}?dag=2022-11-10")
    assert row(after_the_cost)[3:] == ["10000", str(share - 10_000)]
    for written, says in (("i går", "Skriv dagen"), ("2029-01-01", "har inte kommit")):
        wrong = main_of(Client(), f"{PAGE}?dag={written}", status=400)
        assert says in words(wrong)
        assert wrong.xpath(".//input[@name='dag']/@value") == [written]
        assert row(wrong)[4] == "700"
        assert Client().get(f"{FILES}/pengar.csv?dag={written}").status_code == 404


def test_reports_are_told_when_they_have_come_and_how_far_they_are_is_not() -> None:
    lived()
    organisation = Organisation.objects.get(pk=RSS)
    report = next(one.id for one in duty_book(shown_or_404(WHOLE)).of(RSS) if one.about == "financial-report")
    handed_in(RSS, report, "2023-03-20 10:00")
    rows = {(one["who"], one["duty"]): one for one in csv_rows(Client(), f"{FILES}/redovisningar.csv")}
    one = rows[organisation.name, report]
    assert (one["came"], one["status"]) == ("2023-03-20", "Inlämnad")
    earlier = {
        (one["who"], one["duty"]): one for one in csv_rows(Client(), f"{FILES}/redovisningar.csv?dag=2023-03-19")
    }
    assert earlier[organisation.name, report]["came"] == ""
    assert {one["status"] for one in earlier.values()} <= {"Inte börjad eller pågår", "Försenad", "Förfallen"}


def test_neither_drafts_nor_people_nor_references_nor_accounts_are_there() -> None:
    paid(RSS)
    sent(RSS)
    Organisation.objects.filter(pk=PLACE).update(bankgiro="50501055", contact_name="Mia Kull")
    before = main_of(Client(), PAGE)
    assert len(row(before)) == 1
    assert "Delningen beslutades" not in words(before)
    decide_sharing(
        actor=coordinator(RSS), organisation=Organisation.objects.get(pk=RSS), agreement_id=WHOLE, grant_id=GRANT,
        account="Ingen har svarat.", at=AFTER,
    )  # fmt: skip
    used_and_given_back(30_000)
    for address in (PAGE, *(f"{FILES}/{part}.json" for part in ("pengar", "handelser", "redovisningar"))):
        told = Client().get(address).content.decode()
        assert not re.search("Rut Sand|Mia Kull|50501055|5050-1055|Åter till Anna|KK 1|B 7|Väntar på er", told), address


def test_a_region_sees_every_payment_and_the_sums_are_those_of_its_account() -> None:
    payment = region_paid("region-09")
    grant = payment.sums[0].grant
    day = swedish("2023-03-01 09:00").date()
    recorded("region-09", Repaid, "2023-03-01 09:00", grant=grant, amount=4_000, reference="P 1", day=day)
    rows = csv_rows(Client(), "/mottagare/region-09/pengar.csv")
    balance = money("region-09", at=NOW).balance
    for figure in ("allotted", "paid", "used", "repaid", "left"):
        assert sum(int(one[figure] or 0) for one in rows) == getattr(balance.total, figure), figure
    events = csv_rows(Client(), "/mottagare/region-09/handelser.csv")
    assert sum(int(one["kronor"]) for one in events if one["kind"] == "paid") == balance.total.paid
    assert [one["kronor"] for one in events if one["kind"] == "repaid"] == ["4000"]
    assert all(one["clause"] for one in events)


def test_every_amount_leads_on_where_everyone_may_go() -> None:
    lived()
    main = main_of(Client(), PAGE)
    ids = set(main.xpath(".//@id"))
    links = main.xpath(".//a[contains(@class, 'nv-sum-link')]/@href")
    assert len(links) >= 5
    for link in links:
        if link.startswith("#"):
            assert link[1:] in ids, link
        else:
            assert Client().get(link).status_code == 200, link


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Vimmerby", PLACE), ("vimmerby kommun", PLACE), ("VIMERBY", PLACE), ("0884", PLACE), ("kommun-0884", PLACE),
        ("Vimmerbys kommun", PLACE), ("hogsby", "kommun-0821"), ("Hogsby kommun", "kommun-0821"),
        ("Region Kalmar", "region-08"), ("region kalmar lan", "region-08"), ("Malmö stad", "kommun-1280"),
        ("Västra Götalandsregionen", "region-14"), ("vastra gotaland region", "region-14"),
        ("O\u0308rebro kommun", "kommun-1880"), ("Region Jamtland", "region-23"),
    ],
)  # fmt: skip
def test_one_who_is_meant_is_found_at_once(written: str, wanted: str) -> None:
    answer = Client().get("/mottagare/", {"namn": written})
    assert (answer.status_code, answer["Location"]) == (302, f"/mottagare/{wanted}/")


def test_several_that_may_be_meant_are_choices_and_an_unknown_name_is_kept() -> None:
    main = main_of(Client(), "/mottagare/?namn=uppsala")
    links = [link for link in main.xpath(".//ul/li/a/@href") if link.startswith("/mottagare/")]
    assert links == ["/mottagare/kommun-0380/", "/mottagare/region-03/", "/mottagare/rss-03/"]
    for written in ("Atlantis", "\x00", "'; --", "x" * 500, "🙂"):
        answer = Client().get("/mottagare/", {"namn": written})
        assert answer.status_code == 200, written
        assert "Ingen kommun eller region heter" in answer.content.decode()
    assert 'value="Atlantis"' in Client().get("/mottagare/?namn=Atlantis").content.decode()
    assert heading(main_of(Client(), "/mottagare/")) == "Sök din kommun eller region"


def test_the_field_stands_on_the_start_page() -> None:
    (form,) = main_of(Client(), "/").xpath(".//form[.//input[@name='namn']]")
    assert form.get("action") == "/mottagare/"
