"""The pages of tasks: what they answer, to whom, and how what was posted is done or refused."""

import datetime

import pytest
from django.test import Client
from lxml import html
from task_samples import ONWARD, REGION, REPORT, REQUISITION, actor, moment, on, stands, told

from naravard.agreement.duties import Status
from naravard.agreement.files import AgreementFiles
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.acts import take_in
from naravard.web.tasks import acts
from naravard.web.tasks.models import DutyRecord
from people_samples import also, member, signed_in_as, stands_in
from web_pages import csv_rows, heading, main_of, own_yes, table_rows, words
from web_shared import FOLDERS, LITEN, LOADED_AT, WHOLE

pytestmark = pytest.mark.django_db
MINE = "/mina-uppgifter/"
LIST = f"/organisation/{REGION}/uppgifter/"


def duty(duty_id: str = REPORT, code: str = REGION) -> str:
    """Return the address of an organisation's own duty."""
    return f"/organisation/{code}/uppgifter/{WHOLE}/{duty_id}/"


def elsewhere(duty_id: str = REPORT, code: str = REGION) -> str:
    """Return the address at which receivers and watchers see it."""
    return f"/landet/lage/{WHOLE}/{duty_id}/{code}/"


def buttons(main: html.HtmlElement) -> list[str]:
    """Return what the page offers to do."""
    return [words(one) for one in main.xpath(".//*[contains(@class, 'govuk-button')]")]


def send(client: Client, address: str, what: str, *, version: int = 0, **written: str) -> html.HtmlElement:
    """Post a form and follow it to the page that answers."""
    content = {"text": "Så gick det."} if what == "lamna-in" else {}
    answer = client.post(address, {"gor": what, "version": version, **content, **written}, follow=True)
    assert answer.redirect_chain == [(address, 303)], answer.status_code
    return html.fromstring(answer.content.decode())


@pytest.fixture
def day(settings: object) -> object:
    """Return a function that sets the day."""

    def becomes(text: str) -> None:
        settings.NARAVARD_TODAY = text

    becomes("2022-11-19")
    return becomes


def test_the_first_page_answers_what_waits_and_shows_the_nearest_first(day: object) -> None:
    main = main_of(signed_in_as(member(REGION)), MINE)
    assert heading(main) == "Delredovisning från regionerna: sista dagen var 30 september 2022"
    assert "Försenad: sista dagen var för 50 dagar sedan." in words(main.xpath("./section[1]")[0])
    names = [words(one) for one in main.xpath("./ul[1]//h3/a")]
    assert names == [
        "Redovisning av VFU-veckor och platser",
        "Rekvisition av medlen, från regionerna och SKR",
    ]
    text = words(main)
    assert "1 december 2022 – om 12 dagar" in text
    assert "Om det inte görs: Rätten till bidrag förfaller." in text
    assert "Du gör det som tjänsteperson." in text
    assert [words(one) for one in main.xpath("./h2 | ./section/h2")] == [
        "2 saker till väntar på dig",
        "Vad mer organisationen ska göra",
        "Att göra, med sista dag",
        "Om det blir aktuellt",
    ]
    later = [words(one) for one in main.xpath(".//section//h3/a")]
    assert set(later).isdisjoint(names)
    assert "Slutredovisning från regionerna" in later


def test_the_last_day_and_the_days_around_it_in_words(day: object) -> None:
    client = signed_in_as(member(REGION))
    for today, said in (
        ("2022-11-30", "1 december 2022 – i morgon"),
        ("2022-12-01", "1 december 2022 – i dag är sista dagen"),
        ("2022-12-02", "1 december 2022 – i går"),
        ("2022-12-04", "1 december 2022 – för 3 dagar sedan"),
    ):
        day(today)
        assert said in words(main_of(client, MINE)), today


def test_what_has_lapsed_says_why_and_who_can_open_it(day: object) -> None:
    day("2022-12-02")
    main = main_of(signed_in_as(member(REGION)), MINE)
    (lapsed,) = main.xpath(".//section[@aria-labelledby='forfallet']")
    assert "Rätten har förfallit: sista dagen var 1 december 2022. Bara Regeringskansliet" in words(lapsed)


def test_what_one_may_not_do_says_which_role_can_and_stand_ins_say_for_whom(day: object) -> None:
    bo, reader = member(REGION, "signatory", "Bo Al"), member(REGION, "reader")
    acts.begin_duty(actor=actor(REGION), **on(REQUISITION), at=moment("2022-11-19"))
    assert "Väntar på Bo Al (behörig företrädare)." in words(main_of(signed_in_as(reader), MINE))
    stands_in(reader, for_=bo)
    assert "Du gör det som behörig företrädare, i stället för Bo Al." in words(main_of(signed_in_as(reader), LIST))


def test_the_one_who_began_what_binds_is_told_that_someone_else_signs(day: object) -> None:
    anna = member(REGION, "signatory")
    client = signed_in_as(anna)
    assert "Du har börjat." in words(send(client, duty(REQUISITION), "paborja"))
    assert "Du har gjort steget före. Någon annan fortsätter: behörig företrädare." in words(main_of(client, MINE))


def test_several_organisations_stand_together(day: object) -> None:
    anna = member(REGION)
    also(anna, "kommun-0980", "municipal-official")
    text = words(main_of(signed_in_as(anna), MINE))
    assert "Region Gotland" in text
    assert "kommun-0980" not in text
    assert text.count("Redovisning av VFU-veckor och platser") == 2


def test_what_is_handed_in_is_folded_last(day: object) -> None:
    acts.submit_duty(text="Rapport", actor=actor(REGION), **on(), at=moment("2022-09-20"))
    main = main_of(signed_in_as(member(REGION)), MINE)
    (folded,) = main.xpath("./details")
    assert words(folded.xpath("./summary")[0]) == "Inlämnat och klart (1)"
    assert "Delredovisning från regionerna Inlämnad" in words(folded)


def test_without_a_role_or_a_duty_it_says_what_will_come(day: object) -> None:
    gone = member(REGION, to_day=datetime.date(2022, 11, 18))
    assert "Du har ingen roll i någon organisation i dag." in words(main_of(signed_in_as(gone), MINE))
    provider = member("regeringskansliet", "reader")
    main = main_of(signed_in_as(provider), MINE)
    assert heading(main) == "Inget väntar på dig"


def test_receivers_see_what_waits_counted_by_duty(day: object) -> None:
    for code in ("region-09", "region-10"):
        acts.submit_duty(text="Rapport", actor=actor(code), **on(REPORT, code), at=moment("2022-09-20"))
    client = signed_in_as(member("socialstyrelsen", "report-analyst"))
    main = main_of(client, MINE)
    assert heading(main) == "Ta emot: Delredovisning från regionerna (2)"
    assert [words(button) for button in main.xpath("./section[1]//a[@role='button']")] == ["Granska"]
    first = main.xpath(".//section[@aria-labelledby='ta-emot']//li")[0]
    assert words(first).startswith("Delredovisning från regionerna Väntar på er: 2 2 av 21 har lämnat in")
    (link,) = first.xpath(".//h3/a/@href")
    rows = table_rows(main_of(client, link))
    assert [row[0] for row in rows[1:]] == ["Region Gotland", "Region Blekinge"]


def test_the_organisations_list_comes_as_files_too(day: object) -> None:
    client = signed_in_as(member(REGION))
    assert heading(main_of(client, LIST)) == "1 sak är försenad och 2 ska vara klara inom 30 dagar"
    rows = csv_rows(client, LIST.rstrip("/") + ".csv")
    assert {"agreement": "God och nära vård 2022", "due": "2022-12-01", "days_left": "12"}.items() <= rows[2].items()


def test_a_report_goes_from_open_to_done_over_the_pages(day: object) -> None:
    day("2022-09-20")
    anna, kim = signed_in_as(member(REGION)), signed_in_as(member("socialstyrelsen", "report-analyst", "Kim Öst"))
    assert buttons(main_of(anna, duty())) == ["Påbörja", "Lämna in", "Be om mer tid"]
    send(anna, duty(), "paborja")
    assert buttons(main_of(anna, duty())) == ["Lämna in", "Be om mer tid", "Ångra påbörjandet"]
    page = main_of(anna, duty() + "?gor=lamna-in")
    assert words(page.xpath(".//dl")[0]).endswith("Du gör det som tjänsteperson")
    send(anna, duty(), "lamna-in", version=1, reference_number="RS 2022/7", note="Se bilagan.")
    assert "Den som tar emot, Socialstyrelsen, kan öppna den igen." in words(main_of(anna, duty()))
    assert buttons(main_of(anna, duty())) == []
    assert buttons(main_of(kim, elsewhere())) == ["Godta", "Öppna igen", "Förläng tiden"]
    asks = main_of(kim, f"{elsewhere()}?gor=oppna-igen")
    assert "Det som kom in gäller inte längre. Region Gotland måste lämna in igen." in words(asks)
    reopening = {"gor": "oppna-igen", "version": 2, "reason": "Sidan 3 saknas."}
    assert kim.post(elsewhere(), reopening).status_code == 422, "nobody has said yes"
    assert kim.post(elsewhere(), reopening | own_yes(asks)).status_code == 303
    main = main_of(anna, duty())
    assert "Öppnad igen: Sidan 3 saknas." in words(main)
    assert "Diarienummer: RS 2022/7" in words(main)
    send(anna, duty(), "lamna-in", version=3)
    text = words(send(kim, elsewhere(), "godta", version=4))
    assert "Inlämningen är godtagen." in text
    assert (
        "Kim Öst (utredare som tar emot redovisningar) godtog ”Delredovisning från regionerna” från Region Gotland."
        in text
    )
    assert stands(moment("2022-09-20")).state.status is Status.DONE


def test_the_page_of_a_requisition_shows_its_paper_its_people_and_its_four_eyes(day: object) -> None:
    bo = member(REGION, "signatory", "Bo Al")
    stands_in(member(REGION, name="Cilla Ö"), for_=bo, to_day=datetime.date(2022, 12, 31))
    text = words(main_of(signed_in_as(member(REGION)), duty(REQUISITION)))
    assert "Bo Al (behörig företrädare)" in text
    assert "Cilla Ö (behörig företrädare, i stället för Bo Al till och med 31 december 2022)" in text
    assert "Två personer behövs: den som förbereder får inte skriva under." in text
    assert "Underskrift i original av behörig företrädare" in text


def test_what_was_written_is_kept_when_something_is_wrong(day: object) -> None:
    ministry = signed_in_as(member("regeringskansliet", "ministry-official"))
    address = elsewhere(REQUISITION)
    posted = {"gor": "forlang", "version": 0, "to_day": "15/12", "reason": "Brand i arkivet."}
    answer = ministry.post(address, posted)
    assert answer.status_code == 422
    main = html.fromstring(answer.content.decode()).get_element_by_id("innehall")
    assert main.xpath(".//input[@id='f-to_day']/@value") == ["15/12"]
    assert main.xpath(".//textarea[@id='f-reason']")[0].text_content().strip() == "Brand i arkivet."
    assert main.xpath(".//*[contains(@class,'error-summary')]//a/@href") == ["#f-to_day"]
    answer = ministry.post(address, posted | {"to_day": "2022-12-01"})
    assert answer.status_code == 422
    assert (
        "Den nya dagen måste vara senare än 1\N{NO-BREAK SPACE}december\N{NO-BREAK SPACE}2022"
        in answer.content.decode()
    )
    send(ministry, address, "forlang", steg="gor", to_day="2022-12-15", reason="Brand i arkivet.")
    main = main_of(ministry, address)
    assert "15 december 2022 – om 26 dagar" in words(main)
    assert "Ta tillbaka den förlängda tiden" in buttons(main)


def test_after_a_lapse_the_form_answers_why_and_keeps_what_was_written(day: object) -> None:
    bo = member(REGION, "signatory", "Bo Al")
    acts.begin_duty(actor=actor(REGION), **on(REQUISITION), at=moment("2022-11-19"))
    day("2022-12-02")
    posted = {"gor": "lamna-in", "version": 1, "note": "Här kommer den."}
    answer = signed_in_as(bo).post(duty(REQUISITION), posted)
    text = words(html.fromstring(answer.content.decode()))
    assert answer.status_code == 422
    assert "Rätten har förfallit enligt avsnitt 10.1. Sista dagen var 1 december 2022" in text.replace("\xa0", " ")
    assert "Här kommer den." in text
    assert "Förfallen" in text


def test_the_second_of_two_sees_who_came_first_and_the_present_state(day: object) -> None:
    anna, bo = signed_in_as(member(REGION)), signed_in_as(member(REGION, name="Bo Al"))
    send(anna, duty(), "lamna-in")
    answer = bo.post(duty(), {"gor": "lamna-in", "version": 0, "note": "Min text."})
    text = words(html.fromstring(answer.content.decode()))
    assert answer.status_code == 409
    assert "Någon hann före: Anna Ek (tjänsteperson) lämnade in ”Delredovisning från regionerna”" in text
    assert "Det du skrev Meddelande till mottagaren Min text." in text
    assert len(told()) == 1


def test_the_same_form_sent_twice_happens_once(day: object) -> None:
    client = signed_in_as(member(REGION))
    (key,) = main_of(client, duty()).xpath(".//input[@name='once']/@value")
    for _ in range(2):
        answer = client.post(duty(), {"gor": "paborja", "version": 0, "once": key})
        assert (answer.status_code, answer.headers["Location"]) == (303, duty())
    assert len(told()) == 1


def test_what_ones_roles_do_not_allow_is_not_there(day: object) -> None:
    reader = signed_in_as(member(REGION, "reader"))
    assert buttons(main_of(reader, duty())) == []
    assert reader.post(duty(), {"gor": "paborja", "version": 0}).status_code == 404
    assert signed_in_as(member("region-10")).get(duty()).status_code == 404
    assert signed_in_as(member("region-10")).get(elsewhere()).status_code == 404
    assert signed_in_as(member(REGION)).get(duty("skr-interim-report")).status_code == 404
    watcher = signed_in_as(member("skr", "skr-official"))
    assert buttons(main_of(watcher, elsewhere())) == []
    assert watcher.post(elsewhere(), {"gor": "godta"}).status_code == 404
    assert watcher.get(elsewhere(code="rss-09")).status_code == 404
    assert not DutyRecord.objects.exists()


def test_where_no_one_receives_it_the_organisation_opens_it_again_itself(day: object) -> None:
    client = signed_in_as(member("rss-09", "rss-coordinator"))
    address = duty(ONWARD, "rss-09")
    send(client, address, "lamna-in")
    assert buttons(main_of(client, address)) == ["Öppna igen"]
    yes = own_yes(main_of(client, f"{address}?gor=oppna-igen"))
    send(client, address, "oppna-igen", version=1, reason="En kommun saknades.", **yes)
    assert "Öppnad igen: En kommun saknades." in words(main_of(client, address))


def with_duties(duties: str) -> None:
    """Take in the smallest agreement with these duties."""
    main = (FOLDERS / LITEN / "agreement.yaml").read_bytes() + f"\nduties: [{duties}]\n".encode()
    take_in(actor=THE_SERVICE, agreement_id=LITEN, files=AgreementFiles({"agreement.yaml": main}), at=LOADED_AT)


def test_a_duty_that_the_agreement_no_longer_has_is_still_told_of(day: object) -> None:
    with_duties('{id: rapport, name: Rapporten, about: report, who: [regions], clause: "1"}')
    acts.submit_duty(text="Rapport", actor=actor(REGION), **on("rapport", agreement_id=LITEN), at=moment("2022-09-20"))
    client, address = signed_in_as(member(REGION)), f"/organisation/{REGION}/uppgifter/{LITEN}/rapport/"
    assert heading(main_of(client, address)) == "Rapporten"
    with_duties("")
    main = main_of(client, address)
    assert heading(main) == "”Rapporten” finns inte längre i överenskommelsen"
    assert "Anna Ek (tjänsteperson) lämnade in ”Rapporten” för Region Gotland." in words(main)
    assert signed_in_as(member("region-10")).get(address.replace("-09", "-10")).status_code == 404


def test_english(day: object) -> None:
    client = signed_in_as(member(REGION))
    main = main_of(client, f"/en{MINE}")
    assert heading(main) == "Interim report from the regions: the last day was 30 September 2022"
    assert "1 December 2022 – in 12 days" in words(main)
    assert "If it is not done:" in words(main)
