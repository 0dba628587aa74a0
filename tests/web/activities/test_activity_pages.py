"""The pages of activities, as each role meets them."""

import pytest
from django.test import Client

from activities_steps import proposed
from decision_steps import decided, of
from funds_steps import cost
from money_steps import fixed
from naravard.web.activities.acts import decide_activity
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.models import Activity
from paper_pages import main_in
from people_samples import member, signed_in_as
from web_pages import csv_rows, facts, figure, heading, main_of, own_yes, table_rows, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
HERE = f"/organisation/region-09/pengar/{WHOLE}/aktiviteter"
FORM = {
    "name": "Mobila team",
    "requirement": "r-6-1-1-01",
    "officer": "",
    "budget": "500 000",
    "from_day": "2022-03-01",
    "to_day": "2022-12-31",
    "target_group": "Äldre hemma",
    "reach": "project",
    "expected_effect": "Färre\ntransporter",
}


@pytest.fixture
def official(db: None) -> Client:
    return signed_in_as(member("region-09"))


def test_before_anything_is_fixed_the_page_says_what_is_awaited(official: Client) -> None:
    main = main_of(official, f"{HERE}/")
    assert heading(main) == "Aktiviteter: vad pengarna används till"
    assert "Fördelningen är inte fastställd än. Till dess finns inga belopp" in words(main)


def test_the_grant_is_chosen_first_and_leads_to_its_areas_requirements(official: Client) -> None:
    fixed()
    main = main_of(official, f"{HERE}/ny/")
    offered = main.xpath(".//input[@name='medel']/@value")
    assert "ambulans" in offered
    assert "nara-vard-kommuner" not in offered
    form = main_of(official, f"{HERE}/ny/?medel=ambulans")
    requirements = form.xpath(".//select[@name='requirement']/option/@value")
    assert "r-6-1-1-01" in requirements
    assert "r-3-01" not in requirements  # of another area
    assert not form.xpath(".//*[@name='area']")  # the grant has its own


def test_a_proposal_is_checked_before_it_is_made_and_made_once(official: Client) -> None:
    fixed()
    address = f"{HERE}/ny/?medel=ambulans"
    page = official.post(address, FORM)
    assert page.status_code == 200
    assert not Activity.objects.exists()
    assert "Stämmer det här?" in page.content.decode()
    assert "500&nbsp;000" in page.content.decode() or "500\N{NO-BREAK SPACE}000" in page.content.decode()
    again = official.get(address)
    assert 'value="Mobila team"' in again.content.decode()
    sent = FORM | {"steg": "gor", "once": "a" * 24}
    for _ in range(2):
        done = official.post(address, sent)
        assert (done.status_code, done["Location"]) == (303, f"{HERE}/1/")
    made = Activity.objects.get()
    assert (made.requirement, made.budget, made.expected_effect) == ("r-6-1-1-01", 500_000, "Färre\ntransporter")
    main = main_of(official, f"{HERE}/1/")
    assert "föreslog aktiviteten Mobila team" in words(main)
    assert facts(main)["Målgrupp"] == "Äldre hemma"


def test_what_is_wrong_is_said_by_field_and_nothing_is_lost(official: Client) -> None:
    fixed()
    wrong = FORM | {"budget": "12,50", "to_day": "i höst", "name": ""}
    page = official.post(f"{HERE}/ny/?medel=ambulans", wrong)
    assert page.status_code == 422
    text = page.content.decode()
    assert "Beloppet har decimaler: 12,50" in text
    assert 'value="i höst"' in text
    assert "Äldre hemma" in text


def test_the_list_has_sums_filters_and_files(official: Client) -> None:
    fixed()
    proposed(budget=100)
    proposed(name="Snomed CT", grant="e-halsa", budget=50)
    rows = table_rows(main_of(official, f"{HERE}/?omrade=e-halsa"))
    assert [row[1] for row in rows[1:]] == ["Snomed CT", "Summa"]
    (one,) = csv_rows(official, f"{HERE}.csv?medel=ambulans")[:1]
    assert (one["name"], one["budget"], one["from_day"]) == ("Fler läkarbesök hemma", "100", "2022-03-01")
    sums = {row["grant"]: row for row in csv_rows(official, f"{HERE}/summor.csv")}
    assert (sums["Förstärkning av ambulanssjukvården"]["proposed"], sums["Vision e-hälsa"]["left"]) == ("100", "583850")
    main = main_of(official, f"{HERE}/")
    assert "Noll i alla rader: Beslutat" in words(main)
    last = table_rows(main, 1)[-1]
    assert [figure(cell) for cell in last[2:]] == [
        str(sum(int(row[column]) for row in sums.values())) for column in ("frame", "proposed", "left")
    ]
    assert figure(last[2]) == "30039872"


def test_the_director_decides_within_the_frame_and_is_told_the_way_out(official: Client) -> None:
    fixed()
    Decision.objects.create(
        agreement_id=WHOLE, organisation_id="region-09", number=1, state=Decision.DECIDED, heading="F",
        made_at="2022-03-01T00:00Z", made_by="x",
    ).frames.create(area="ambulans", grant="ambulans", amount=900)  # fmt: skip
    made = proposed(budget=1_000)
    director = signed_in_as(member("region-09", "region-director", "Åsa Vik"))
    address = f"{HERE}/{made.number}/besluta/"
    assert "Besluta" in words(main_of(director, f"{HERE}/{made.number}/"))
    page = director.post(address, {"budget": "1 000", "reason": "", "version": "1"})
    assert page.status_code == 422
    text = page.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "planerat 1 000 kr, 100 kr för mycket" in text
    assert "Mer pengar till området kan bara nämnden besluta om" in text
    sent = {"budget": "900", "reason": "Ryms", "version": "1", "steg": "gor", "once": "b" * 24}
    assert director.post(address, sent).status_code == 303
    assert director.post(address, sent).status_code == 303  # the second press leads on too
    late = director.post(address, sent | {"once": "c" * 24})
    assert late.status_code == 409
    assert "Aktiviteten är beslutad" in late.content.decode()
    assert "Ryms" in late.content.decode()


def test_someone_elses_change_meanwhile_is_told_and_what_was_written_stays(official: Client) -> None:
    made = proposed()
    Activity.objects.update(version=2)
    page = official.post(f"{HERE}/{made.number}/andra/", FORM | {"budget": "0", "version": "1", "steg": "gor"})
    assert page.status_code == 409
    assert "Någon annan har registrerat något" in page.content.decode()
    assert 'value="Mobila team"' in page.content.decode()


def test_an_area_officer_without_an_area_is_told_who_appoints(db: None) -> None:
    client = signed_in_as(member("region-09", "area-officer"))
    assert "Du är inte utsedd att ansvara för något område" in words(main_of(client, f"{HERE}/ny/"))


def test_a_municipality_sees_what_has_been_passed_on_to_it(db: None) -> None:
    fixed()
    client = signed_in_as(member("kommun-0980", "municipal-official"))
    there = f"/organisation/kommun-0980/pengar/{WHOLE}/aktiviteter/"
    main = main_of(client, there)
    assert "Betalat vidare hit, kr" in table_rows(main)[0]
    assert {row["grant"] for row in csv_rows(client, f"{there}summor.csv")} >= {"Nära vård, till kommunerna"}


def test_where_the_agreement_gives_nothing_there_is_no_page(db: None) -> None:
    client = signed_in_as(member("kammarkollegiet", "payment-handler"))
    assert client.get(f"/organisation/kammarkollegiet/pengar/{WHOLE}/aktiviteter/").status_code == 404


def test_a_proposal_is_declined_only_with_a_yes_to_its_planned_kronor() -> None:
    fixed()
    decided()
    made = proposed(budget=1_000)
    director = signed_in_as(member("region-09", "region-director", "Åsa Vik"))
    address, written = f"{HERE}/{made.number}/avsla/", {"reason": "Ryms inte", "version": "1"}
    checked = main_in(director.post(address, written, follow=True))
    assert own_yes(checked) == {"medger": ["Ja, avslå 1\xa0000\xa0kr"]}
    assert director.post(address, written | {"steg": "gor"}).status_code == 422
    assert Activity.objects.get().status == Activity.PROPOSED
    assert director.post(address, written | {"steg": "gor"} | own_yes(checked)).status_code == 303
    assert Activity.objects.get().status == Activity.DECLINED


def test_an_activity_is_ended_only_with_a_yes_to_what_is_booked_and_what_is_left(official: Client) -> None:
    fixed()
    decided()
    made = proposed(budget=1_000)
    decide_activity(**of(), number=made.number, budget=1_000)
    cost("region-09", "ambulans", 400, "2022-06-01", activity=made.code)
    address, written = f"{HERE}/{made.number}/slut/", {"reason": "Klar", "version": "2"}
    checked = main_in(official.post(address, written, follow=True))
    assert "400 kr är bokfört av 1 000 kr. De 600 kr som är kvar används inte" in words(checked)
    assert official.post(address, written | {"steg": "gor"}).status_code == 422
    assert official.post(address, written | {"steg": "gor"} | own_yes(checked)).status_code == 303
    assert Activity.objects.get().status == Activity.ENDED
