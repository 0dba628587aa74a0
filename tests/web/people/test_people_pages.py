"""The pages of people: what they show to whom, and the forms that act."""

import datetime
import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from people_shared import DAY, ONE_DAY, REGION, last_event, roles

from naravard.web.history.models import Event
from naravard.web.people.models import Invitation, Membership, Person, StandIn
from paper_pages import main_in
from people_samples import also, member, signed_in_as, stands_in
from web_pages import main_of, own_yes, words

pytestmark = pytest.mark.django_db
PEOPLE = f"/organisation/{REGION}/manniskor/"
INVITE = f"{PEOPLE}bjud-in/"
CILLA = {"name": "Cilla Ås", "email": "cilla@example.org", "role": "official", "from_day": str(DAY), "to_day": ""}


def text(response: HttpResponse) -> str:
    """Return a page's words with single blanks, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def send(client: Client, address: str, **written: str) -> HttpResponse:
    """Fill in a form on its page and send it, as a browser does."""
    page = client.get(address)
    assert page.status_code == 200, address
    once = re.search(r'name="once" value="([^"]+)"', page.content.decode())
    assert once
    return client.post(address, written | {"once": once[1]})


def link_in_mail() -> str:
    """Return the path of the link in the latest mail."""
    found = re.search(r"http://127\.0\.0\.1:8000/\S+", mail.outbox[-1].body)
    assert found
    return urlsplit(found[0]).path


@pytest.fixture
def ada() -> Client:
    """An administrator of the region, signed in."""
    return signed_in_as(member(REGION, "administrator", "Ada Min"))


def test_everyone_of_the_organisation_sees_who_has_which_role_and_who_stands_in(ada: Client) -> None:
    bo, anna = member(REGION, "cfo", "Bo Al"), member(REGION, "official", to_day=DAY + ONE_DAY)
    member(REGION, "reader", "Gamla Olle", to_day=DAY - ONE_DAY)
    stands_in(anna, for_=bo, to_day=DAY + 9 * ONE_DAY)

    shown = text(signed_in_as(anna).get(PEOPLE))

    assert "Ekonomichef · från 1 januari 2022 tills vidare" in shown
    assert "Ställföreträdare Anna Ek till 11 november 2026 . Skäl: Semester" in shown
    assert "1 januari 2022 – 3 november 2026" in shown
    assert "1 roll som har upphört Gamla Olle: läsare" in shown
    assert "Bjud in" not in shown, "that is for administrators"
    assert "Bjud in någon" in text(ada.get(PEOPLE))


@pytest.mark.parametrize(
    "page", ["", "bjud-in/", "samma-person/", "inbjudningar/{}/skicka-igen/", "roller/{}/avsluta/", "{}/ny-roll/"]
)
def test_what_is_for_administrators_is_not_there_for_others(ada: Client, page: str) -> None:
    anna = member(REGION, "official")
    send(ada, INVITE, **CILLA)
    row = anna.pk if "ny-roll" in page else {"i": Invitation, "r": Membership}.get(page[:1], Membership)
    held = row if not isinstance(row, type) else row.objects.latest("pk").pk
    address = PEOPLE + page.format(held)

    assert ada.get(address).status_code == 200
    assert signed_in_as(member("region-14", "administrator")).get(address).status_code == 404
    assert signed_in_as(anna).get(address).status_code == (200 if not page else 404)
    assert Client().get(address).status_code == 302


def test_a_role_of_another_organisation_is_not_there_under_ones_own(ada: Client) -> None:
    other = member("region-14", "cfo")
    held = other.memberships.get().pk

    for page in (f"roller/{held}/avsluta/", f"roller/{held}/lamna-over/", f"{other.pk}/ny-roll/"):
        assert ada.get(PEOPLE + page).status_code == 404
    assert ada.get(f"{PEOPLE}roller/{2**70}/avsluta/").status_code == 404


def test_an_invitation_is_sent_and_accepted_by_someone_who_signs_in(ada: Client) -> None:
    done = send(ada, INVITE, **CILLA)

    assert (done.status_code, done["Location"]) == (303, PEOPLE)
    assert "En inbjudan till Cilla Ås är skickad till cilla@example.org" in text(ada.get(PEOPLE))
    assert "Länken gäller till 16 november 2026" in text(ada.get(PEOPLE))
    assert mail.outbox[-1].to == ["cilla@example.org"]
    assert "Ada Min bjuder in dig som tjänsteperson i Region Gotland" in mail.outbox[-1].body

    anna = member("region-14")
    anna.accounts.update(email="cilla@example.org")
    reader = signed_in_as(anna)
    opened = reader.get(link_in_mail())
    assert (opened.status_code, opened["Location"]) == (302, "/inbjudan/"), "the secret leaves the address"
    page = reader.get("/inbjudan/")
    assert "Vill du vara tjänsteperson i Region Gotland?" in text(page)
    assert "Ada Min (administratör) bjuder in Cilla Ås." in text(page)
    assert "Du är inloggad som Anna Ek" in text(page)
    assert "no-store" in page["Cache-Control"]

    assert send(reader, "/inbjudan/")["Location"] == "/mitt/"
    assert "Du är nu tjänsteperson i Region Gotland." in text(reader.get("/mitt/"))
    assert roles(anna)[0][:2] == (REGION, "official")


def test_a_stranger_is_shown_the_invitation_and_the_ways_on(ada: Client) -> None:
    send(ada, INVITE, **CILLA)
    stranger = Client()
    stranger.get(link_in_mail())

    page = stranger.get("/inbjudan/").content.decode()

    assert f'href="{reverse("signin:new")}"' in page
    assert 'href="/konto/logga-in/?next=/inbjudan/"' in page
    assert stranger.post("/inbjudan/").status_code == 200
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize(
    ("language", "said"), [("", "Namnet går inte att använda."), ("/en", "The name cannot be used.")]
)
def test_a_new_persons_name_is_refused_in_the_pages_language(ada: Client, language: str, said: str) -> None:
    send(ada, INVITE, **CILLA)
    stranger = Client()
    stranger.get(link_in_mail())
    password = "fyra ord som ingen anar"
    written = {"name": "Cilla\x07Ås", "password1": password, "password2": password}
    answer = stranger.post(f"{language}{reverse('signin:new')}", written)
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize("link", ["/inbjudan/", "/inbjudan/fel/", "/en/inbjudan/fel/"])
def test_a_link_that_opens_nothing_says_so(reader: Client, link: str) -> None:
    page = reader.get(link, follow=True)
    assert page.status_code == 410
    assert ("There is no invitation" if "/en/" in link else "Det finns ingen inbjudan") in text(page)


def test_a_withdrawn_invitation_says_whom_to_ask(ada: Client) -> None:
    send(ada, INVITE, **CILLA)
    send(ada, f"{PEOPLE}inbjudningar/{Invitation.objects.get().pk}/aterkalla/", reason="Fel person")

    page = Client().get(link_in_mail(), follow=True)

    assert page.status_code == 410
    assert "Inbjudan är återkallad. Be en administratör i Region Gotland om en ny." in text(page)
    assert "Ingen inbjudan väntar på svar" in text(ada.get(PEOPLE))


def test_an_invitation_sent_again_has_another_link(ada: Client) -> None:
    send(ada, INVITE, **CILLA)
    first = link_in_mail()
    send(ada, f"{PEOPLE}inbjudningar/{Invitation.objects.get().pk}/skicka-igen/")

    assert len(mail.outbox) == 2
    assert Client().get(first, follow=True).status_code == 410
    assert Client().get(link_in_mail(), follow=True).status_code == 200


def test_mistakes_are_told_on_top_and_at_the_field_and_nothing_written_is_lost(ada: Client) -> None:
    page = send(ada, INVITE, **CILLA | {"email": "cilla", "from_day": "i morgon"})
    assert page.status_code == 422
    shown = page.content.decode()
    assert 'href="#f-from_day"' in shown
    assert 'value="i morgon"' in shown
    assert 'value="Cilla Ås"' in shown
    assert re.search(r'value="official"[^>]* checked', shown)

    page = send(ada, INVITE)
    for field in ("name", "email", "role", "from_day"):
        assert f'href="#f-{field}"' in page.content.decode(), "all that is wrong is told at once"

    page = send(ada, INVITE, **CILLA | {"email": "cilla"})
    assert "”cilla” är ingen e-postadress" in text(page)
    assert 'href="#f-email"' in page.content.decode()
    assert not Invitation.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("page", "written"),
    [
        ("bjud-in/", CILLA | {"email": "cilla"}),
        ("{person}/ny-roll/", {"role": "cfo", "from_day": "i morgon", "to_day": "2027-01-01", "reason": "Ny tjänst"}),
        ("roller/{held}/avsluta/", {"to_day": "i dag", "reason": "Slutar"}),
        ("roller/{held}/lamna-over/", {"person": "", "from_day": "2026-11-02", "to_day": "x", "reason": "Semester"}),
        ("samma-person/", {"stays": "", "goes": "", "reason": "Samma människa"}),
    ],
)
def test_what_is_wrong_leads_to_a_page_that_can_be_got_again_with_all_that_was_written(
    page: str, written: dict[str, str]
) -> None:
    ada, anna = member(REGION, "administrator", "Ada Min"), member(REGION, "official")
    client = Client()
    client.force_login(ada.accounts.get())
    address = PEOPLE + page.format(person=anna.pk, held=anna.memberships.get().pk)
    sent = client.post(address, written | {"steg": "gor"})
    assert (sent.status_code, sent["Location"]) == (303, f"{address}?steg=ratta")
    for where, status in ((sent["Location"], 422), (address, 200)):
        [form] = [one for one in main_of(client, where, status).forms if one.get("novalidate") is not None]
        assert {name: value or "" for name, value in form.form_values() if name in written} == written


def test_pressed_twice_a_role_is_given_once_and_leads_to_the_same_page(ada: Client) -> None:
    anna = member(REGION, "official")
    written = {"role": "reader", "from_day": str(DAY), "steg": "gor", "once": "x" * 24}
    first, second = (ada.post(f"{PEOPLE}{anna.pk}/ny-roll/", written) for _ in range(2))
    assert [(one.status_code, one["Location"]) for one in (first, second)] == [(303, PEOPLE)] * 2
    assert ada.get(PEOPLE).content.decode().count("Anna Ek har fått rollen läsare.") == 1


def test_the_same_form_sent_twice_invites_once(ada: Client) -> None:
    written = CILLA | {"once": "x" * 24}

    first, second = ada.post(INVITE, written), ada.post(INVITE, written)

    assert (first.status_code, second.status_code) == (303, 303)
    assert Invitation.objects.count() == len(mail.outbox) == 1


def test_a_mail_that_is_not_sent_is_told_of_and_the_invitation_stays(ada: Client, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False

    assert send(ada, INVITE, **CILLA).status_code == 303

    shown = text(ada.get(PEOPLE))
    assert "mejlet till cilla@example.org gick inte iväg. Det går inte att nå e-postservern." in shown
    assert "Inbjudan finns kvar. Mejlet skickas igen av sig självt, och du kan skicka det igen här." in shown
    assert Invitation.objects.get().withdrawn_at is None


def test_each_role_says_what_it_is_for_and_may_do(ada: Client) -> None:
    shown = text(ada.get(INVITE))
    assert "Granskar och intygar den ekonomiska redovisningen." in shown
    assert "granska och intyga den ekonomiska redovisningen" in shown
    assert "RSS-samordnare" not in shown, "which cannot be held in a region"


def test_an_administrator_gives_and_ends_a_role(ada: Client) -> None:
    anna = member(REGION, "official")

    assert send(ada, f"{PEOPLE}{anna.pk}/ny-roll/", role="reader", from_day=str(DAY)).status_code == 303
    assert "Anna Ek har fått rollen läsare." in text(ada.get(PEOPLE))

    held = anna.memberships.get(role="reader").pk
    assert send(ada, f"{PEOPLE}roller/{held}/avsluta/", to_day=str(DAY - ONE_DAY)).status_code == 303
    assert "Läsare" not in text(ada.get(PEOPLE))
    assert send(ada, f"{PEOPLE}{anna.pk}/ny-roll/", role="cfo", from_day=str(DAY)).status_code == 303
    waits = "Rollen ekonomichef för Anna Ek väntar på att en annan person bekräftar den."
    assert waits in text(ada.get(PEOPLE))


def test_the_last_administrator_is_told_the_way_out() -> None:
    ada = member(REGION, "administrator", "Ada Min")
    client, held = signed_in_as(ada), ada.memberships.get().pk

    page = send(client, f"{PEOPLE}roller/{held}/avsluta/", to_day=str(DAY))

    assert page.status_code == 422
    assert "den sista administratören" in text(page)
    assert "Ge först rollen administratör till någon annan" in text(page)


def test_one_hands_over_ones_own_role_and_either_ends_it() -> None:
    bo, anna = member(REGION, "cfo", "Bo Al"), member(REGION, "official")
    also(bo, REGION, "reader")
    address = f"{PEOPLE}roller/{bo.memberships.get(role='cfo').pk}/lamna-over/"
    written = {"person": str(anna.pk), "from_day": str(DAY), "to_day": str(DAY + ONE_DAY), "reason": "Semester"}

    assert send(signed_in_as(bo), address, **written)["Location"] == "/mitt/"
    assert last_event().told.role.code == "cfo", "one hands over as what one hands over"
    assert "Du är ställföreträdare för Bo Al, ekonomichef" in text(signed_in_as(anna).get("/mitt/"))
    assert "Ställföreträdare Anna Ek till 3 november 2026" in text(signed_in_as(bo).get("/mitt/"))

    end = f"{PEOPLE}stallforetradare/{StandIn.objects.get().pk}/avsluta/"
    assert signed_in_as(member(REGION, "official", "Cia Berg")).get(end).status_code == 404
    assert send(signed_in_as(anna), end)["Location"] == "/mitt/"
    assert "Du är ställföreträdare" not in text(signed_in_as(anna).get("/mitt/"))


def test_a_colleague_must_be_chosen_and_a_reason_given() -> None:
    bo, anna = member(REGION, "cfo", "Bo Al"), member(REGION, "official")
    address, client = f"{PEOPLE}roller/{bo.memberships.get().pk}/lamna-over/", signed_in_as(bo)
    days = {"from_day": str(DAY), "to_day": str(DAY + ONE_DAY)}

    assert "Ingen kollega är vald" in text(send(client, address, **days, person="x", reason="Semester"))
    assert "Skälet saknas" in text(send(client, address, **days, person=str(anna.pk), reason=""))
    assert signed_in_as(anna).get(address).status_code == 404, "others do not hand it over"
    assert not StandIn.objects.exists()


def test_an_administrator_says_that_two_are_one(ada: Client) -> None:
    anna, other = member(REGION, "official"), member(REGION, "cfo", "A. Ek")
    address = f"{PEOPLE}samma-person/"

    assert send(ada, address, stays=str(anna.pk), goes="", reason="x").status_code == 422
    said = {"stays": str(anna.pk), "goes": str(other.pk), "reason": "Samma människa"}
    checked = main_in(ada.post(address, said, follow=True))
    assert "De går inte att skilja åt igen." in words(checked)
    assert ada.post(address, said | {"steg": "gor"}).status_code == 422, "nobody has said yes"
    assert len(roles(anna)) == 1
    done = ada.post(address, said | {"steg": "gor"} | own_yes(checked))

    assert done.status_code == 303
    assert [role for _, role, _, _ in roles(anna)] == ["cfo", "official"]
    assert "A. Ek och Anna Ek är nu en och samma person." in text(ada.get(PEOPLE))
    assert "A. Ek" not in text(ada.get(PEOPLE))


def test_ones_own_page_shows_roles_everywhere(reader: Client) -> None:
    anna = member(REGION, "official", to_day=DAY)
    also(anna, "rss-09", "rss-coordinator")
    also(anna, "kommun-0980", "reader", to_day=DAY - ONE_DAY)
    client = signed_in_as(anna)

    shown = text(client.get("/mitt/"))

    assert "Vad får Anna Ek göra här?" in shown
    assert "Tjänsteperson, Region Gotland Förbereder det organisationen ska göra" in shown
    assert "1 januari 2022 – 2 november 2026" in shown
    assert "RSS-samordnare" in shown
    assert "Läsare" not in shown, "it has ended"
    assert send(client, "/mitt/namn/", name="Anna Alm")["Location"] == "/mitt/"
    assert "En administratör ska bekräfta att du heter Anna Alm." in text(client.get("/mitt/"))
    ada = signed_in_as(member(REGION, "administrator", "Ada Min"))
    assert "Vill heta Anna Alm." in text(ada.get(PEOPLE))
    assert send(ada, f"{PEOPLE}{anna.pk}/namn/", svar="ja")["Location"] == PEOPLE
    assert Person.objects.get(pk=anna.pk).name == "Anna Alm"
    assert send(client, "/mitt/namn/", name=" ").status_code == 422
    assert reader.get("/mitt/").status_code == 302


def test_someone_without_a_role_is_told_so() -> None:
    anna = member(REGION, to_day=datetime.date(2022, 2, 1))
    assert "Du har ingen roll i någon organisation" in text(signed_in_as(anna).get("/mitt/"))


def test_the_roles_are_open_to_everyone_in_both_languages(reader: Client) -> None:
    swedish, english = text(reader.get("/roller/")), text(reader.get("/en/roller/"))
    assert "Ekonomichef Granskar och intygar den ekonomiska redovisningen." in swedish
    assert "Finns i: den som betalar ut medel." in swedish
    assert "Chief financial officer Reviews and certifies the financial report." in english


def test_no_page_holds_the_secret(ada: Client) -> None:
    send(ada, INVITE, **CILLA)
    path = link_in_mail()
    secret = path.rstrip("/").rsplit("/", 1)[-1]
    stranger = Client()

    pages = [stranger.get(path), stranger.get("/inbjudan/"), ada.get(PEOPLE)]

    assert all(secret not in page.content.decode() + str(page.headers) for page in pages)
    assert secret not in "".join(Event.objects.values_list("content", flat=True))


def test_whoever_invites_someone_of_a_name_that_is_there_is_told_so_first(ada: Client) -> None:
    member(REGION, "cfo", "Bo Al")
    address = f"{PEOPLE}bjud-in/"
    written = {"name": " bo  al ", "email": "bo.al@example.org", "role": "reader", "from_day": str(DAY)}

    told = send(ada, address, **written)

    assert told.status_code == 422
    assert "Bo Al finns redan hos er som ekonomichef." in text(told)
    assert not Invitation.objects.exists()
    assert send(ada, address, **written, **own_yes(main_in(told))).status_code == 303
    assert Invitation.objects.get().email == "bo.al@example.org"
    assert send(ada, address, **written | {"name": "Cia Ö", "email": "cia@example.org"}).status_code == 303
