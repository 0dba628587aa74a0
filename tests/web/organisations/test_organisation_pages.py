"""An organisation's pages: who it is, what is missing, the forms, what one may not see, and two people at once."""

import re

import pytest
from django.test import Client
from lxml import html

from naravard.web.history.models import Event
from naravard.web.organisations.models import Engagement, Organisation
from naravard.web.site.version import VERSION
from people_samples import acting, also, member, signed_in_as
from web_pages import facts, heading, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
GOTLAND = "/organisation/region-09/"
CONTACT = f"{GOTLAND}uppgifter-om/kontakt/"
PAYMENT = f"{GOTLAND}uppgifter-om/betalning/"
PROVIDERS = f"{GOTLAND}utforare/"
NUMBER = "556036-0793"
PROVIDER = "utforare-5560360793"


def client(role: str = "administrator", code: str = "region-09", name: str = "Anna Ek") -> Client:
    return signed_in_as(member(code, role, name))


def there(code: str = "region-09") -> Organisation:
    return Organisation.objects.get(pk=code)


def form_of(page: html.HtmlElement) -> dict[str, str]:
    """Return what a browser would send of a page's only form that acts, as it stands."""
    (form,) = page.xpath(".//form[@method='post']")
    return {name: value or "" for name, value in form.fields.items()}


def main_in(answer: object, status: int) -> html.HtmlElement:
    assert answer.status_code == status
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")


def summary(page: html.HtmlElement) -> list[tuple[str, str]]:
    """Return the error summary, with the address of each field."""
    return [(link.get("href"), words(link)) for link in page.xpath(".//*[@role='alert']//li/a")]


def send(anyone: Client, path: str, status: int, /, **written: str) -> html.HtmlElement:
    """Open a form, write in it and send it; return the page that answers."""
    sent = form_of(main_of(anyone, path)) | written
    return main_in(anyone.post(path, sent, follow=status == 200), status)


def test_the_overview_tells_who_it_is_and_what_is_missing_first() -> None:
    main = main_of(client(), GOTLAND)
    assert heading(main) == "Region Gotland"
    assert "Region, Gotlands län." in words(main)
    box = words(main.xpath(".//*[contains(@class, 'nv-box')]")[0])
    assert "Organisationsnummer och bankgiro eller plusgiro saknas: behövs för att medlen ska kunna betalas ut" in box
    assert f"/overenskommelser/{WHOLE}/mottagare/09/" in main.xpath(".//a/@href")
    assert "Anna Ek administratör" in words(main)


def test_the_overview_leads_to_the_county_s_other_recipients() -> None:
    main = main_of(client(), GOTLAND)
    linked = {words(link): link.get("href") for link in main.xpath(".//h2[text()='I samma län']/following::li/a")}
    assert linked["RSS i Gotlands län"].endswith(f"/{WHOLE}/mottagare/09/")
    assert linked["Gotland"].endswith("/mottagare/0980/")


def test_the_overview_tells_the_latest_that_has_happened() -> None:
    anyone = client()
    send(anyone, CONTACT, 200, city="Visby")
    assert "Anna Ek (administratör) ändrade kontaktuppgifterna för Region Gotland: postort." in words(
        main_of(anyone, GOTLAND)
    )


@pytest.mark.parametrize(
    ("code", "role"),
    [
        ("rss-09", "rss-coordinator"),
        ("kommun-0980", "municipal-official"),
        ("skr", "skr-official"),
        ("regeringskansliet", "ministry-official"),
        ("kammarkollegiet", "payment-handler"),
    ],
)
def test_every_kind_of_organisation_has_its_pages(code: str, role: str) -> None:
    anyone = client(role, code)
    assert heading(main_of(anyone, f"/organisation/{code}/")) == there(code).name
    assert "E-post" in facts(main_of(anyone, f"/organisation/{code}/uppgifter-om/"))
    assert heading(main_of(anyone, f"/en/organisation/{code}/uppgifter-om/"))


def test_what_only_others_may_fill_in_says_who() -> None:
    also(member("region-09", "cfo", "Bo Al"), "region-09", "administrator")
    main = main_of(client("reader"), f"{GOTLAND}uppgifter-om/")
    assert words(main).count("Fylls i av Bo Al (ekonomichef).") == 2
    assert "Fylls i av Bo Al (administratör)." in words(main)
    assert not [link for link in main.xpath(".//a/@href") if link in (CONTACT, PAYMENT)]


def test_where_no_one_can_fill_it_in_the_roles_that_could_are_named() -> None:
    main = main_of(client("reader"), f"{GOTLAND}uppgifter-om/")
    assert "Ingen här kan fylla i dem än. Det kan den som har rollen tjänsteperson, administratör." in words(main)


def test_when_nothing_is_missing_the_page_says_so() -> None:
    anyone = client()
    send(
        anyone,
        CONTACT,
        200,
        address="Box 1",
        postal_code="621 81",
        city="Visby",
        contact_name="Bo Al",
        contact_email="halsa@example.org",
        contact_phone="0498-26 90 00",
    )
    main = send(anyone, PAYMENT, 200, organisation_number="2120000803", bankgiro="50501055")
    assert heading(main) == "Kontaktuppgifterna är ifyllda"
    assert words(main.xpath(".//*[@role='alert']")[0]) == "Kontaktuppgifterna är ändrade."
    assert facts(main)["Organisationsnummer"] == "212000-0803"
    assert facts(main)["Bankgiro"] == "5050-1055"
    assert facts(main)["Postnummer"] == "621 81"


def test_a_wrong_digit_is_explained_beside_the_field_and_on_top_and_nothing_written_is_lost() -> None:
    main = send(client(), PAYMENT, 422, organisation_number="212000-0804", bankgiro="5050-1055")
    told = "Kontrollsiffran ska vara 3, men är 4. Stämmer de andra siffrorna är numret 212000-0803."
    ((link, said),) = summary(main)
    assert link == "#f-organisation_number"
    assert said.startswith(f"Organisationsnummer: {told}")
    assert told in words(main.get_element_by_id("f-organisation_number-error"))
    field = main.get_element_by_id("f-organisation_number")
    assert "f-organisation_number-error" in field.get("aria-describedby")
    assert (field.value, main.get_element_by_id("f-bankgiro").value) == ("212000-0804", "5050-1055")
    assert there().bankgiro == ""


def test_after_a_mistake_the_form_can_be_sent_again() -> None:
    anyone = client()
    wrong = send(anyone, PAYMENT, 422, bankgiro="5050-1054")
    main_in(anyone.post(PAYMENT, form_of(wrong) | {"bankgiro": "5050-1055"}, follow=True), 200)
    assert there().bankgiro == "50501055"


def test_the_same_form_sent_twice_is_one_event() -> None:
    anyone = client()
    sent = form_of(main_of(anyone, CONTACT)) | {"city": "Visby"}
    assert [anyone.post(CONTACT, sent).status_code for _ in range(2)] == [303, 303]
    assert Event.objects.filter(kind="organisation-contact-changed").count() == 1


def test_a_form_leaves_the_frame_as_it_is() -> None:
    anyone = client()
    send(anyone, CONTACT, 200, city="Visby")
    frame = anyone.get(CONTACT).content.decode()
    assert f"Version {VERSION}." in frame


@pytest.mark.parametrize(
    ("page", "written"),
    [
        ("uppgifter-om/kontakt/", {"address": "Box 1", "contact_email": "x", "city": "Visby"}),
        ("uppgifter-om/betalning/", {"organisation_number": "212000-0804", "bankgiro": "5050-1055"}),
        ("utforare/", {"number": "556036-0794", "name": "Vårdbolaget AB"}),
        (f"utforare/{PROVIDER}/sista-dag/", {"last_day": "i dag", "reason": "Avtalet slutar"}),
        (f"utforare/{PROVIDER}/namn/", {"name": "x" * 201}),
    ],
)
def test_what_is_wrong_leads_to_a_page_that_can_be_got_again_with_all_that_was_written(
    page: str, written: dict[str, str]
) -> None:
    anna = member("region-09", "administrator")
    add(signed_in_as(anna))
    plain = Client()
    plain.force_login(anna.accounts.get())
    address = f"{GOTLAND}{page}"
    sent = plain.post(address, {"version": str(there().version)} | written)
    assert (sent.status_code, sent["Location"]) == (303, f"{address}?steg=ratta")
    for where, status in ((sent["Location"], 422), (address, 200)):
        main = main_of(plain, where, status)
        assert {name: main.get_element_by_id(f"f-{name}").value for name in written} == written


def test_saving_without_a_change_says_so() -> None:
    main = send(client(), CONTACT, 200)
    assert "Inget ändrades" in words(main)
    assert not Event.objects.filter(kind="organisation-contact-changed").exists()


def test_every_field_has_its_label_and_what_describes_it() -> None:
    for address in (CONTACT, PAYMENT, PROVIDERS):
        main = send(client(), address, 422, bankgiro="x", contact_email="x", number="x")
        for field in main.xpath(".//form//input[not(@type='hidden')]"):
            assert len(main.xpath(f".//label[@for='{field.get('id')}']")) == 1
            for id_ in (field.get("aria-describedby") or "").split():
                assert words(main.get_element_by_id(id_))


@pytest.mark.parametrize(("role", "address"), [("official", PAYMENT), ("cfo", CONTACT), ("reader", PROVIDERS)])
def test_what_the_role_may_not_change_does_not_exist(role: str, address: str) -> None:
    anyone = client(role)
    assert anyone.get(address).status_code == 404
    assert anyone.post(address, {"version": "1"}).status_code == 404


def test_other_organisations_details_do_not_exist() -> None:
    anyone = client()
    for path in ("", "uppgifter-om/", "uppgifter-om/kontakt/", "utforare/"):
        assert anyone.get(f"/organisation/region-10/{path}").status_code == 404
        assert anyone.get(f"/organisation/finns-inte/{path}").status_code == 404


def both_open(address: str) -> tuple[Client, dict[str, str], Client, dict[str, str]]:
    """Let two people open the same form before either sends it."""
    anna, bo = client(name="Anna Ek"), client(name="Bo Al")
    return anna, form_of(main_of(anna, address)), bo, form_of(main_of(bo, address))


def test_the_second_of_two_sees_both_versions_and_chooses_for_each_field() -> None:
    anna, hers, bo, his = both_open(CONTACT)
    anna.post(CONTACT, hers | {"address": "Box 1", "city": "Visby"})
    main = main_in(bo.post(CONTACT, his | {"address": "Box 2", "contact_phone": "0498-26 90 00"}), 409)
    assert heading(main) == "Någon annan har ändrat medan du skrev"
    assert "Anna Ek (administratör) ändrade kontaktuppgifterna" in words(main)
    address = main.get_element_by_id("f-address")
    assert re.sub(r"\s+", " ", words(address)) == ("Postadress Förut: – Box 2 Det du skrev Box 1 Det den andra sparade")
    assert there().address == "Box 1"
    chosen = form_of(main)
    assert (chosen["choice-address"], chosen["choice-city"], chosen["choice-contact_phone"]) == ("", "theirs", "mine")

    unmade = main_in(bo.post(CONTACT, chosen), 422)
    assert "Välj vad som ska gälla." in words(unmade.get_element_by_id("f-address"))
    main_in(bo.post(CONTACT, form_of(unmade) | {"choice-address": "mine"}, follow=True), 200)
    assert (there().address, there().city, there().contact_phone) == ("Box 2", "Visby", "0498-26 90 00")
    assert Event.objects.latest("sequence").told.before == {"address": "Box 1", "contact_phone": ""}


def test_a_third_change_while_the_second_chooses_is_told_of_too() -> None:
    anna, hers, bo, his = both_open(CONTACT)
    anna.post(CONTACT, hers | {"city": "Visby"})
    first = form_of(main_in(bo.post(CONTACT, his | {"city": "Hemse"}), 409))
    send(anna, CONTACT, 200, city="Klintehamn")
    again = main_in(bo.post(CONTACT, first | {"choice-city": "mine"}), 409)
    assert "Klintehamn" in words(again.get_element_by_id("f-city"))
    main_in(bo.post(CONTACT, form_of(again) | {"choice-city": "mine"}, follow=True), 200)
    assert there().city == "Hemse"


def test_two_who_change_different_forms_do_not_meet() -> None:
    anna, hers, bo, his = both_open(CONTACT)
    send(anna, PAYMENT, 200, bankgiro="50501055")
    assert bo.post(CONTACT, his | {"city": "Visby"}).status_code == 303
    assert (there().city, there().bankgiro, hers["was-city"]) == ("Visby", "50501055", "")


def add(anyone: Client, name: str = "Vårdbolaget AB") -> html.HtmlElement:
    return send(anyone, PROVIDERS, 200, number=NUMBER, name=name)


def test_a_region_adds_a_private_provider_and_sees_it_listed() -> None:
    main = add(client("official"))
    assert words(main.xpath(".//*[@role='alert']")[0]) == "Vårdbolaget AB är tillagd som privat utförare."
    assert "556036-0793 · från 2 november 2026" in words(main.get_element_by_id(PROVIDER))


def test_a_provider_s_wrong_digit_is_explained() -> None:
    main = send(client(), PROVIDERS, 422, number="556036-0794", name="Vårdbolaget AB")
    assert summary(main)[0][1].startswith("Organisationsnummer: Kontrollsiffran ska vara 3, men är 4.")
    assert main.get_element_by_id("f-name").value == "Vårdbolaget AB"


def test_a_provider_is_named_anew_and_ended() -> None:
    anyone = client()
    add(anyone)
    main = send(anyone, f"{PROVIDERS}{PROVIDER}/namn/", 200, name="Omsorgen AB")
    assert "Omsorgen AB" in words(main.get_element_by_id(PROVIDER))
    main = send(anyone, f"{PROVIDERS}{PROVIDER}/sista-dag/", 200, last_day="2026-12-31", reason="Avtalet slutar")
    assert "sista dag 31 december 2026" in words(main.get_element_by_id(PROVIDER))
    assert Event.objects.latest("sequence").told.reason == "Avtalet slutar"


def test_what_cannot_be_a_last_day_or_a_name_is_told_and_kept() -> None:
    anyone = client()
    add(anyone)
    main = send(anyone, f"{PROVIDERS}{PROVIDER}/sista-dag/", 422, last_day="2026-13-01", reason="Slut")
    assert summary(main) == [
        ("#f-last_day", "Sista dag: Skriv dagen med år, månad och dag: ÅÅÅÅ-MM-DD. Du skrev: 2026-13-01.")
    ]
    assert main.get_element_by_id("f-reason").value == "Slut"
    assert summary(send(anyone, f"{PROVIDERS}{PROVIDER}/namn/", 422, name=" "))[0][0] == "#f-name"
    assert Engagement.objects.get().to_day is None


def test_two_who_name_a_provider_at_once_choose() -> None:
    add(client())
    anna, hers, bo, his = both_open(f"{PROVIDERS}{PROVIDER}/namn/")
    anna.post(f"{PROVIDERS}{PROVIDER}/namn/", hers | {"name": "Omsorgen AB"})
    main = main_in(bo.post(f"{PROVIDERS}{PROVIDER}/namn/", his | {"name": "Hälsan AB"}), 409)
    bo.post(f"{PROVIDERS}{PROVIDER}/namn/", form_of(main) | {"choice-name": "theirs"})
    assert Engagement.objects.get().name == "Omsorgen AB"


def test_another_region_s_provider_does_not_exist() -> None:
    add(client())
    other = client(code="region-10")
    assert words(main_of(other, "/organisation/region-10/utforare/")).count("Vårdbolaget") == 0
    for page in ("namn", "sista-dag"):
        address = f"/organisation/region-10/utforare/{PROVIDER}/{page}/"
        assert other.get(address).status_code == 404
        assert other.post(address, {"name": "Mitt"}).status_code == 404


def test_only_a_region_has_the_page_of_providers() -> None:
    anyone = client(code="kommun-0980")
    assert anyone.get("/organisation/kommun-0980/utforare/").status_code == 404
    assert "Privata utförare" not in words(main_of(anyone, "/organisation/kommun-0980/"))


def test_a_provider_sees_the_regions_it_works_for() -> None:
    add(client())
    main = main_of(client("official", PROVIDER), f"/organisation/{PROVIDER}/")
    assert "Region Gotland, från 2 november 2026" in words(main)
    assert acting(member(PROVIDER)).organisation == there(PROVIDER)
