"""The pages of reports of keys: form, check, receipt, the RSS that coordinates, and the receiver's pages."""

import pytest
from django.test import Client
from lxml import html

from many_steps import checked, choosable, confirmed
from money_steps import fixed
from naravard.web.agreements.current import shown_or_404
from naravard.web.history.models import Event
from naravard.web.ledger.models import FixedAllocation
from naravard.web.placements.models import ReportDraft, SubmittedReport
from naravard.web.tasks.duty_book import duty_book
from paper_pages import form_in, form_of, main_in, pressed_twice
from people_samples import member, signed_in_as
from placement_steps import DUTY, WEEKS, reported, weeks
from web_pages import csv_rows, heading, main_of, own_yes, table_rows, words
from web_shared import LAROSATEN, WHOLE

pytestmark = pytest.mark.django_db

TOWN = f"/organisation/kommun-0980/pengar/{WHOLE}/redovisade-tal/"
FORM = f"{TOWN}vfu-report/"
SHARES = f"/organisation/socialstyrelsen/pengar/{WEEKS}/fordelning-efter-tal/"
NUMBERS = {"vfu-weeks-2021": "1 210", "vfu-weeks-2022": "1 280", "vfu-places-2021": "40", "vfu-places-2022": "44"}
LATER = {"senare": "1"}


@pytest.fixture
def town() -> Client:
    return signed_in_as(member("kommun-0980", "municipal-official", "Moa Ö"))


@pytest.fixture
def agency(settings: object) -> Client:
    settings.NARAVARD_TODAY = "2022-12-02"  # type: ignore[attr-defined]
    return signed_in_as(member("socialstyrelsen", "report-analyst", "Siv Å"))


def on(settings: object, day: str) -> None:
    """Let it be a day."""
    settings.NARAVARD_TODAY = day  # type: ignore[attr-defined]


def posted(client: Client, address: str, values: dict[str, str]) -> tuple[int, html.HtmlElement | str]:
    """Post values with the version that the page hides; return the status, and the page or where it leads."""
    page = html.fromstring(client.get(address).content.decode())
    hidden = {field.get("name"): field.get("value", "") for field in page.xpath("//main//form//input[@type='hidden']")}
    answer = client.post(address, hidden | values)
    if answer.status_code == 303:
        return 303, answer.headers["Location"]
    return answer.status_code, html.fromstring(answer.content.decode()).get_element_by_id("innehall")


def test_the_form_asks_for_what_the_agreements_data_says_and_nothing_else(town: Client, settings: object) -> None:
    on(settings, "2022-11-30")
    fixed()
    main = main_of(town, FORM)
    assert heading(main) == "Redovisning av VFU-veckor och platser"
    assert [words(label) for label in main.xpath(".//label")] == [
        "Genomförda VFU-veckor höstterminen 2021",
        "Uppskattade VFU-veckor höstterminen 2022",
        "VFU-platser höstterminen 2021",
        "Uppskattade VFU-platser höstterminen 2022",
        "Meddelande till mottagaren, om det behövs",
    ]


def test_a_report_is_written_checked_and_handed_in_once_with_a_receipt(town: Client, settings: object) -> None:
    on(settings, "2022-11-30")
    fixed()
    assert posted(town, FORM, {"vfu-weeks-2021": "1210"} | LATER) == (303, FORM)
    assert ReportDraft.objects.get().numbers == {"vfu-weeks-2021": "1210"}
    assert "Det här saknas innan" in words(main_of(town, f"{FORM}kontrollera/"))
    status, page = posted(town, FORM, NUMBERS | {"vfu-places-2022": "44,5"})
    assert status == 422
    assert "Skriv ett helt antal, 0 till 9 999 999. Du skrev: 44,5." in words(page)  # type: ignore[arg-type]
    assert page.xpath(".//input[@name='vfu-weeks-2021']/@value") == ["1 210"]  # type: ignore[union-attr]
    assert posted(town, FORM, NUMBERS) == (303, f"{FORM}kontrollera/")
    told = words(main_of(town, f"{FORM}kontrollera/"))
    assert "1 280 veckor" in told
    assert "Det är en ökning med 70." in told
    status, receipt = posted(town, f"{FORM}kontrollera/", {})
    assert (status, receipt) == (303, f"{FORM}kvitto/1/")
    told = words(main_of(town, str(receipt)))
    made = SubmittedReport.objects.get()
    assert made.digest in told
    assert "Moa Ö, Gotland" in told
    assert ReportDraft.objects.count() == 0
    kinds = [event.kind for event in Event.objects.filter(organisation_code="kommun-0980")]
    assert kinds.count("key-report-saved") == 2
    assert kinds.count("key-report-submitted") == 1
    (row,) = csv_rows(town, TOWN.rstrip("/") + ".csv")
    assert (row["reporter"], row["vfu-weeks-2022"], row["vfu-places-2022"]) == ("Gotland", "1280", "44")


def test_each_button_pressed_twice_leads_to_the_same_place_and_does_it_once(town: Client, settings: object) -> None:
    on(settings, "2022-11-30")
    fixed()

    assert pressed_twice(town, f"{FORM}samordning/", samordnas="ja") == TOWN
    assert pressed_twice(town, FORM, **{"vfu-weeks-2021": "7"}, **LATER) == FORM
    assert pressed_twice(town, FORM, **NUMBERS) == f"{FORM}kontrollera/"
    assert pressed_twice(town, f"{FORM}kontrollera/") == f"{FORM}kvitto/1/"
    assert SubmittedReport.objects.count() == 1
    settings.NARAVARD_TODAY = "2022-12-02"  # type: ignore[attr-defined]
    agency = signed_in_as(member("socialstyrelsen", "report-analyst", "Siv Å"))
    answers = f"/organisation/socialstyrelsen/pengar/{WHOLE}/fordelning-efter-tal/vfu-report/fran/kommun-0980/"
    assert pressed_twice(agency, answers, f"{answers}svar/", number=0, godta="1") == answers
    yes = own_yes(main_of(agency, answers))
    assert pressed_twice(agency, answers, f"{answers}svar/", number=0, reason="Fel termin", **yes) == answers
    kinds = Event.objects.filter(organisation_code="kommun-0980").order_by("sequence").values_list("kind", flat=True)
    assert [kind for kind in kinds if kind.startswith(("key-report", "coordination"))] == [
        "coordination-chosen", "key-report-saved", "key-report-saved", "key-report-submitted", "key-report-accepted",
        "key-report-reopened",
    ]  # fmt: skip


def test_the_second_of_two_who_write_is_told_and_keeps_what_was_written(town: Client, settings: object) -> None:
    on(settings, "2022-11-30")
    fixed()
    posted(town, FORM, {"vfu-weeks-2021": "1"} | LATER)
    answer = town.post(FORM, {"version": "0", "vfu-weeks-2021": "99"} | LATER)
    assert answer.status_code == 409
    page = html.fromstring(answer.content.decode()).get_element_by_id("innehall")
    assert "Någon hann före: Moa Ö" in words(page)
    assert page.xpath(".//input[@name='vfu-weeks-2021']/@value") == ["99"]


@pytest.mark.parametrize(
    ("day", "told"), [("2022-11-29", "i morgon"), ("2022-11-30", "i dag"), ("2022-12-01", "räknas som för sent")]
)
def test_the_page_says_how_far_the_last_day_is_and_what_it_means(
    town: Client, settings: object, day: str, told: str
) -> None:
    on(settings, day)
    fixed()
    assert told in words(main_of(town, TOWN))


def test_a_report_that_comes_too_late_is_taken_and_says_so(town: Client, settings: object) -> None:
    on(settings, "2022-12-01")
    fixed()
    posted(town, FORM, NUMBERS)
    _status, receipt = posted(town, f"{FORM}kontrollera/", {})
    assert "I tid Nej, den kom in efter den sista dagen." in words(main_of(town, str(receipt)))


def test_before_the_allocation_is_fixed_the_page_says_what_is_awaited(town: Client, settings: object) -> None:
    on(settings, "2022-11-01")
    assert "Fördelningen är inte fastställd än" in words(main_of(town, TOWN))
    assert main_of(town, FORM).xpath(".//form") == []
    answer = town.post(FORM, {"vfu-weeks-2021": "1"} | LATER)
    assert answer.status_code == 409
    assert "Uppskattade" not in (told := words(main_in(answer)))
    assert "Genomförda VFU-veckor höstterminen 2021 1" in told


def test_one_without_numbers_to_report_is_told_so() -> None:
    region = signed_in_as(member("region-09"))
    told = words(main_of(region, f"/organisation/region-09/pengar/{LAROSATEN}/redovisade-tal/"))
    assert "ber inte organisationen om några tal" in told


def test_a_municipality_lets_its_rss_hand_in_and_can_take_it_back(town: Client, settings: object) -> None:
    on(settings, "2022-11-20")
    fixed()
    rss = signed_in_as(member("rss-09", "rss-coordinator", "Ali Ek"))
    room = f"/organisation/rss-09/pengar/{WHOLE}/redovisade-tal/"
    form = f"{room}lan/vfu-report/kommun-0980/"
    assert rss.get(form).status_code == 404
    assert "0 låter er lämna in för dem" in words(main_of(rss, room))
    assert posted(town, f"{FORM}samordning/", {"samordnas": "ja"}) == (303, TOWN)
    assert "1 låter er lämna in för dem" in words(main_of(rss, room))
    assert main_of(rss, room).xpath(f".//table//a/@href[. = '{form}']") == [form]
    assert posted(rss, form, NUMBERS) == (303, f"{form}kontrollera/")
    status, receipt = posted(rss, f"{form}kontrollera/", {})
    assert (status, receipt) == (303, f"{form}kvitto/1/")
    assert "Av Ali Ek, RSS" in words(main_of(rss, str(receipt)))
    assert "1 av 1 i länet har lämnat in" in words(main_of(rss, room))
    told = words(main_of(town, f"{FORM}kvitto/1/"))
    assert "Ali Ek" in told
    event = Event.objects.get(kind="key-report-submitted").told
    assert event.organisation is not None
    assert event.by is not None
    assert (event.organisation.code, event.by.code) == ("kommun-0980", "rss-09")
    assert posted(town, f"{FORM}samordning/", {"samordnas": "nej"}) == (303, TOWN)
    assert rss.get(form).status_code == 404


def test_of_two_who_choose_at_once_the_second_sends_what_the_button_says(town: Client, settings: object) -> None:
    on(settings, "2022-11-20")
    fixed()
    page = f"{FORM}samordning/"
    seen = form_of(town, page)
    assert seen["samordnas"] == "ja"
    assert posted(town, page, {}) == (303, TOWN)
    answer = town.post(page, seen)
    assert answer.status_code == 409
    assert "Ta tillbaka" in words(main_in(answer))
    again = form_in(main_in(answer))
    assert again["samordnas"] == "nej"
    assert (again["version"], seen["version"]) == ("1", "0")


def test_the_receiver_sees_who_has_reported_what_each_gets_and_why_some_stand_outside(agency: Client) -> None:
    weeks()
    reported("region-01", 100, 120)
    reported("region-03", 100, 90)
    main = main_of(agency, SHARES)
    assert heading(main) == "Redovisning av veckor 2 av 21 har redovisat tal som räknas"
    told = words(main)
    assert "Saknas: 19" in told
    assert "Redovisningen är ett villkor för medlen." in told
    assert "19 står utanför som det är nu." in told
    rows = {row[0]: row for row in table_rows(main)}
    assert rows["Region Stockholm"][-2:] == ["20", "100"]
    assert rows["Region Uppsala"][-2:] == ["– minskning: 10", "–"]
    assert "En minskning räknas som ingen ökning, för den själv och i summan." in told
    assert rows["Summa"][-2:] == ["20", "100"]
    missing = csv_rows(agency, f"{SHARES}{DUTY}.csv?visa=missing")
    assert len([row for row in missing if row["code"]]) == 19


def test_two_fix_at_the_receiver_and_each_recipients_sum_is_explained_by_the_version(
    agency: Client, reader: Client
) -> None:
    weeks()
    reported("region-01", 100, 120)
    reported("region-03", 100, 110)
    other = signed_in_as(member("socialstyrelsen", "report-analyst", "Ove Ek"))
    address = f"{SHARES}{DUTY}/forbered/"
    main = main_of(agency, address)
    assert heading(main) == "Förbered version 2: 100 kr enligt Fler veckor?"
    assert "Någon annan granskar och fastställer den. Till dess kan den tas tillbaka." in words(main)
    assert "100 kr, hela beloppet" in words(main)
    assert posted(agency, address, {"reason": "Alla tal är inne"}) == (303, f"{SHARES}{DUTY}/")
    own = words(main_of(agency, f"{SHARES}{DUTY}/"))
    assert "Förberett av Siv Å 2 december 2022: 100 kr." in own
    assert "Någon annan än Siv Å ska fastställa den: Ove Ek." in own
    assert "Granska och fastställ version 2" in words(main_of(other, f"{SHARES}{DUTY}/"))
    decide = f"{SHARES}{DUTY}/faststall/"
    assert "Någon annan än Siv Å ska fastställa den: Ove Ek." in words(main_of(agency, decide))
    assert "Alla tal är inne" in words(main_of(other, decide))
    assert heading(main_of(other, decide)) == "Fastställ version 2: 100 kr enligt Fler veckor?"
    lost = words(main_of(other, decide))
    assert "En fastställd version ändras aldrig." in lost
    assert "19 av 21 har inte redovisat i tid och får inget av 100 kr: Region" in lost
    assert "Allt delas mellan de 2 som har redovisat." in lost
    assert posted(other, decide, {})[0] == 422, "nobody has said yes"
    status, version = posted(other, decide, own_yes(main_of(other, decide)))
    assert (status, version) == (303, f"/overenskommelser/{WEEKS}/faststallt/2/")
    told = words(main_of(reader, str(version)))
    assert "19 har inte lämnat ”Redovisning av veckor” i tid och får därför inte del av beloppet." in told
    told = words(main_of(reader, f"{version}okning/03/"))
    assert "Varför får Region Uppsala 33 kr?" in told
    told = words(main_of(reader, f"{version}okning/04/"))
    assert "Redovisning av veckor" in told
    assert "redan fastställd efter de här talen" in words(main_of(agency, address))


def test_what_changes_while_the_receiver_reads_is_told_and_nothing_is_fixed(agency: Client) -> None:
    weeks()
    reported("region-01", 100, 120)
    reported("region-03", 100, 110)
    address = f"{SHARES}{DUTY}/forbered/"
    page = html.fromstring(agency.get(address).content.decode())
    hidden = {field.get("name"): field.get("value", "") for field in page.xpath("//main//form//input[@type='hidden']")}
    answers = f"{SHARES}{DUTY}/fran/region-03/"
    asked = agency.post(f"{answers}svar/", {"reason": "Fel termin"})
    assert asked.status_code == 422, "nobody has said yes"
    yes = own_yes(html.fromstring(asked.content.decode()))
    assert agency.post(f"{answers}svar/", {"reason": "Fel termin"} | yes).status_code == 303
    weeks_again = signed_in_as(member("region-03"))
    form = f"/organisation/region-03/pengar/{WEEKS}/redovisade-tal/{DUTY}/"
    posted(weeks_again, form, {"fore": "100", "efter": "150", "handledare": "2"})
    assert posted(weeks_again, f"{form}kontrollera/", {})[0] == 303
    answer = agency.post(address, hidden | {"reason": "Alla tal är inne"})
    assert answer.status_code == 409
    assert "En redovisning har ändrats" in answer.content.decode()
    assert FixedAllocation.objects.filter(agreement_id=WEEKS).count() == 1
    told = words(main_of(agency, answers))
    assert "Versionerna bredvid varandra" in told


def test_opening_again_needs_a_reason_and_accepting_ends_it(agency: Client) -> None:
    weeks()
    reported("region-01", 100, 120)
    address = f"{SHARES}{DUTY}/fran/region-01/"
    answer = agency.post(f"{address}svar/", {"reason": " "})
    assert answer.status_code == 422
    assert "Skriv en text." in answer.content.decode()
    assert posted_to(agency, address, {"godta": "1"}) == 303
    assert "Godtagen" in words(main_of(agency, address))
    reader = signed_in_as(member("socialstyrelsen", "reader"))
    assert main_of(reader, address).xpath(".//form") == []
    assert reader.post(f"{address}svar/", {"reason": "x"}).status_code == 404


def posted_to(client: Client, address: str, values: dict[str, str]) -> int:
    """Answer a report from its page."""
    return client.post(f"{address}svar/", values).status_code


def test_an_agency_that_receives_no_numbers_is_told_so(agency: Client) -> None:
    told = words(main_of(agency, f"/organisation/socialstyrelsen/pengar/{LAROSATEN}/fordelning-efter-tal/"))
    assert "inga medel som fördelas efter tal som organisationen tar emot" in told


def test_a_number_with_decimals_is_written_with_a_comma_and_no_more_decimals_than_the_data_say(
    settings: object,
) -> None:
    on(settings, "2022-11-20")
    weeks(decimals=1)
    region = signed_in_as(member("region-09"))
    form = f"/organisation/region-09/pengar/{WEEKS}/redovisade-tal/{DUTY}/"
    assert "med högst 1 decimal" in words(main_of(region, form))
    status, page = posted(region, form, {"fore": "10,25", "efter": "12,5", "handledare": "1,5"})
    assert status == 422
    told = words(page)
    assert "Skriv ett tal med högst 1 decimal, 0 till 9 999 999. Du skrev: 10,25." in told.replace("\u00a0", " ")
    assert "Skriv ett helt antal, 0 till 9 999 999. Du skrev: 1,5." in told.replace("\u00a0", " ")
    assert posted(region, form, {"fore": "10,5", "efter": "12", "handledare": "1"}) == (303, f"{form}kontrollera/")
    assert "10,5 veckor" in words(main_of(region, f"{form}kontrollera/"))
    assert "Det är en ökning med 1,5." in words(main_of(region, f"{form}kontrollera/"))
    assert main_of(region, form).xpath(".//input[@name='fore']/@value") == ["10,5"]


def test_the_receiver_accepts_many_reports_at_once_with_their_numbers_before(agency: Client) -> None:
    weeks()
    codes = [one for one in ("region-09", "region-10", "kommun-0980") if _reports(one)]
    for code in codes:
        reported(code, 10, 12)
    many = f"{SHARES}{DUTY}/godta-flera/"
    assert main_of(agency, SHARES).xpath(f".//a[@href='{many}']")
    chosen = choosable(agency, many)
    assert [one.split(" ")[0] for one in chosen] == sorted(codes)
    check = checked(agency, many, chosen)
    assert words(check).count(" 12") == len(codes)
    assert f"{len(codes)} inlämningar är godtagna." in words(confirmed(agency, many, check))
    assert Event.objects.filter(kind="key-report-accepted").count() == len(codes) > 1


def _reports(code: str) -> bool:
    return duty_book(shown_or_404(WEEKS)).find(DUTY, code) is not None
