"""The RSS's and the municipalities' pages of the sharing: a story from proposal to payment, through the forms."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from naravard.web.sharing.acts.consent import send_sharing
from naravard.web.sharing.acts.draft import set_shares
from naravard.web.sharing.models import Answer, Proposal
from naravard.web.sharing.open_answers import awaiting_answer
from page_rules import loose_in_lines
from people_samples import member, signed_in_as
from sharing_forms import BASE, BORGHOLM, ON, check_and_do, fields, text
from sharing_steps import (
    AFTER,
    AT,
    GRANT,
    LAST_DAY,
    RSS,
    allotted,
    amounts,
    answered,
    codes,
    coordinator,
    decided,
    drafted,
    organisation,
    paid,
    passed_on,
    sent,
    stands,
)
from sharing_steps import given as own_given
from web_pages import main_of, own_yes
from web_shared import WHOLE

pytestmark = pytest.mark.django_db


def confirmed() -> None:
    """Let another coordinator confirm the payment that is prepared."""
    another = signed_in_as(member(RSS, "rss-coordinator", "Olle Ek"))
    assert another.post(f"{ON}/betala/bekrafta/", fields(another.get(f"{ON}/betala/bekrafta/"))).status_code == 303


def test_before_anything_is_allotted_the_page_says_what_is_awaited(rss: Client, borgholm: Client) -> None:
    for path in (f"{BASE}/", f"{ON}/", f"{ON}/forslag/"):
        assert "när fördelningen är fastställd" in text(rss.get(path))
    for name in ("belopp", "kasta", "skicka", "mer-tid", "besluta", "betala", "ater"):
        assert rss.get(f"{ON}/{name}/").status_code == 200
    assert "RSS har inte skickat något förslag än" in text(borgholm.get(f"{BORGHOLM}/"))
    assert "RSS har inte skickat något förslag än" in text(borgholm.get(f"{BORGHOLM}/medel/{GRANT}/"))


def test_the_whole_way_through_the_forms(rss: Client, borgholm: Client, day: Any) -> None:
    paid(at=AT)
    written = fields(rss.get(f"{ON}/forslag/")) | {
        "sharing": "equal", "kept": "341 515", "kept_reason": "Projektledare", "motivation": "Lika är rättvist."
    }  # fmt: skip
    drafting = rss.post(f"{ON}/forslag/", written)
    assert drafting.status_code == 303, text(drafting)
    assert drafting.headers["Location"] == f"{ON}/belopp/"
    again = rss.post(f"{ON}/forslag/", written)
    assert (again.status_code, Proposal.objects.count()) == (303, 1)
    by_hand = fields(rss.get(f"{ON}/belopp/"))
    assert by_hand["belopp-0885"] == "2\N{NO-BREAK SPACE}166\N{NO-BREAK SPACE}666"
    wrong = rss.post(f"{ON}/belopp/", by_hand | {"belopp-0885": "2 166 766"})
    assert wrong.status_code == 422
    assert "Skriv varför" in text(wrong)
    assert 'value="2 166 766"' in wrong.content.decode()
    right = by_hand | {"belopp-0885": "2 166 766", "skal-0885": "Gles bygd", "skal-0880": "Tät bygd"}
    not_whole = rss.post(f"{ON}/belopp/", right)
    assert not_whole.status_code == 422
    assert "100 kr för mycket" in text(not_whole)
    kalmar = rss.post(f"{ON}/belopp/", right | {"belopp-0880": "2 166 567"})
    assert kalmar.status_code == 303, text(kalmar)
    assert check_and_do(rss, f"{ON}/skicka/", answer_by="2022-10-24", message="Hej").status_code == 303
    assert "0 av 12 har svarat" in text(rss.get(f"{ON}/"))

    assert "Ett svar väntas" in text(borgholm.get(f"{BORGHOLM}/"))
    page = text(borgholm.get(f"{BORGHOLM}/medel/{GRANT}/"))
    assert "Kommunen föreslås få 2 166 766 kr" in page
    assert "Gles bygd" in page
    empty = borgholm.post(f"{BORGHOLM}/medel/{GRANT}/svara/", {"stance": "comments", "version": "1"})
    assert empty.status_code == 422
    done = check_and_do(borgholm, f"{BORGHOLM}/medel/{GRANT}/svara/", stance="comments", text="Mer till öarna.")
    assert done.headers["Location"] == f"{BORGHOLM}/medel/{GRANT}/"
    assert Answer.objects.get().text == "Mer till öarna."
    assert "Mer till öarna." in text(rss.get(f"{ON}/"))

    assert "11 av 12 kommuner har inte svarat" in text(rss.get(f"{ON}/besluta/"))
    day("2022-10-25")
    assert check_and_do(rss, f"{ON}/besluta/", account="Vi har hört Borgholm.").status_code == 303
    assert stands().grants[0].decided is not None
    assert not [one for name, one in fields(rss.get(f"{ON}/betala/")).items() if name.startswith("belopp-") and one]
    everything = fields(rss.get(f"{ON}/betala/?fyll=alla"))
    amounts = {name: one for name, one in everything.items() if name.startswith("belopp-")}
    assert check_and_do(rss, f"{ON}/betala/", day="2022-10-25", reference="B 7", **amounts).status_code == 303
    confirmed()
    assert stands().grants[0].is_passed_on
    assert "Allt som är beslutat är betalt vidare." in text(rss.get(f"{ON}/"))
    own = text(borgholm.get(f"{BORGHOLM}/"))
    assert "2 166 766" in own


def test_one_is_paid_and_gives_some_back_and_a_mistake_is_taken_back(rss: Client, day: Any) -> None:
    paid()
    decided()
    day("2022-10-26")
    empty = {name: "" for name in fields(rss.get(f"{ON}/betala/")) if name.startswith("belopp-")}
    nothing = rss.post(
        f"{ON}/betala/", fields(rss.get(f"{ON}/betala/")) | empty | {"day": "2022-10-26", "reference": "x"}
    )
    assert nothing.status_code == 422
    paying = {**empty, "belopp-0885": "1 000", "day": "2022-10-26", "reference": "B 7"}
    assert check_and_do(rss, f"{ON}/betala/", **paying).status_code == 303
    confirmed()
    coming = {"municipality": "kommun-0885", "amount": "400", "day": "2022-10-26", "reference": "B 8"}
    assert check_and_do(rss, f"{ON}/ater/", **coming).status_code == 303
    too_much = fields(rss.get(f"{ON}/ater/")) | coming | {"amount": "601", "steg": "gor"}
    refused = rss.post(f"{ON}/ater/", too_much)
    assert refused.status_code == 422
    assert "högst 600 kr" in text(refused)
    back = next(
        fact for fact in stands().money.book.facts.values() if fact.id and type(fact).__name__ == "OnwardReturned"
    )
    undo = f"{BASE}/betalningar/{back.id}/"
    assert rss.get(undo).status_code == 200
    assert check_and_do(rss, undo, reason="Fel belopp").status_code == 303
    assert "redan gjort" in text(rss.get(undo))
    holding = next(one for one in stands().grants[0].holdings if one.code == "kommun-0885")
    assert (holding.out, holding.back) == (1000, 0)


def test_the_second_of_two_is_told_of_the_first(rss: Client, day: Any) -> None:
    drafted()
    first = fields(rss.get(f"{ON}/belopp/"))
    drafted(actor=coordinator(name="Bo Berg"), seen_version=1)
    late = rss.post(f"{ON}/belopp/", first)
    assert late.status_code == 409
    assert "Någon annan har ändrat" in text(late)
    asked = fields(rss.get(f"{ON}/skicka/")) | {"answer_by": "2022-10-24", "steg": "gor"}
    drafted(actor=coordinator(name="Bo Berg"), seen_version=2)
    assert rss.post(f"{ON}/skicka/", asked).status_code == 409
    paid()
    decided(seen_version=3)
    day("2022-10-26")
    paying = fields(rss.get(f"{ON}/betala/?fyll=alla")) | {"day": "2022-10-26", "reference": "x", "steg": "gor"}
    passed_on({"kommun-0885": 1})
    behind = rss.post(f"{ON}/betala/", paying)
    assert behind.status_code == 409
    assert "Någon annan har registrerat" in text(behind)


def test_a_form_sent_twice_is_done_once_and_leads_to_the_same_page(rss: Client, day: Any) -> None:
    drafted()
    filled = fields(rss.get(f"{ON}/skicka/")) | {"answer_by": "2022-10-24"}
    page = html.fromstring(rss.post(f"{ON}/skicka/", filled).content.decode())
    form = next(one for one in page.forms if one.get("action") == f"{ON}/skicka/")
    posted = {name: value or "" for name, value in form.form_values()} | {"steg": "gor"}
    answers = [rss.post(f"{ON}/skicka/", posted) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len({answer.headers["Location"] for answer in answers}) == 1


def test_what_was_written_comes_back_when_it_is_to_be_changed(rss: Client, day: Any) -> None:
    drafted()
    filled = fields(rss.get(f"{ON}/skicka/")) | {"answer_by": "2022-10-24", "message": "Hej kommuner"}
    rss.post(f"{ON}/skicka/", filled)
    assert "Hej kommuner" in text(rss.get(f"{ON}/skicka/"))


def test_a_key_is_pasted_shared_by_and_explained(rss: Client, borgholm: Client, day: Any) -> None:
    allotted()
    rows = "\n".join(f"{code[-4:]};{number}" for number, code in enumerate(codes(), start=1))
    named = {"name": "Invånare", "unit": "invånare", "source": "SCB", "describes": "2021-11-01", "rader": rows}
    page = rss.post(f"{BASE}/nycklar/", fields(rss.get(f"{BASE}/nycklar/")) | named | {"unit": ""})
    assert page.status_code == 422
    assert "SCB" in page.content.decode()
    assert rss.post(f"{BASE}/nycklar/", fields(rss.get(f"{BASE}/nycklar/")) | named).status_code == 303
    written = fields(rss.get(f"{ON}/forslag/")) | {
        "sharing": "proportional",
        "key": "lan-1",
        "motivation": "Efter folk.",
    }
    assert rss.post(f"{ON}/forslag/", written).status_code == 303
    check_and_do(rss, f"{ON}/skicka/", answer_by="2022-10-24")
    for client, path in ((rss, f"{ON}/version/1"), (borgholm, f"{BORGHOLM}/medel/{GRANT}/version/1")):
        said = text(client.get(f"{path}/forklaring/?kommun=0885"))
        assert list(loose_in_lines(main_of(client, f"{path}/forklaring/?kommun=0885"))) == []
        assert "Varför får Borgholm" in said
        assert "SCB, 1 november 2021" in said
        assert client.get(f"{path}/forklaring/?kommun=0980").status_code == 404
    assert removed(rss).status_code == 303
    assert "Invånare" in text(borgholm.get(f"{BORGHOLM}/medel/{GRANT}/version/1/"))
    assert rss.get(f"{ON}/version/1/forklaring/?kommun=0885").status_code == 200


def removed(client: Client) -> Any:
    """Press the button that takes the first of the county's keys away, and return the answer."""
    page = html.fromstring(client.get(f"{BASE}/nycklar/").content.decode())
    form = next(one for one in page.forms if one.xpath(".//button[starts-with(., 'Ta bort')]"))
    (button,) = form.xpath(".//button")
    posted = {name: value or "" for name, value in form.form_values()} | {button.get("name"): button.get("value")}
    return client.post(form.get("action"), posted)


def test_a_new_key_that_is_half_written_stays_when_another_is_taken_away(rss: Client, day: Any) -> None:
    allotted()
    address = f"{BASE}/nycklar/"
    rows = "\n".join(f"{code[-4:]};{number}" for number, code in enumerate(codes(), start=1))
    named = {"name": "Invånare", "unit": "invånare", "source": "SCB", "describes": "2021-11-01", "rader": rows}
    assert rss.post(address, fields(rss.get(address)) | named).status_code == 303
    assert rss.post(address, named | {"name": "Elever", "unit": ""}).status_code == 422
    assert removed(rss)["Location"] == address
    page = rss.get(address)
    assert "Nyckeln är borttagen ur valen." in text(page)
    assert html.fromstring(page.content.decode()).get_element_by_id("f-name").value == "Elever"


def test_a_key_that_another_has_taken_away_is_told_of_and_what_is_half_written_stays(rss: Client, day: Any) -> None:
    allotted()
    address = f"{BASE}/nycklar/"
    assert rss.post(address, fields(rss.get(address)) | {"name": "Elever", "unit": ""}).status_code == 422
    page = rss.post(f"{address}?ta-bort=lan-1", {"steg": "gor"})
    assert "Nyckeln finns inte bland länets nycklar längre." in text(page)
    assert html.fromstring(rss.get(address).content.decode()).get_element_by_id("f-name").value == "Elever"


def test_of_a_key_with_a_file_only_what_is_wrong_is_said_again(rss: Client, day: Any) -> None:
    allotted()
    rows = "\n".join(f"{code[-4:]};{number}" for number, code in enumerate(codes(), start=1))
    address = f"{BASE}/nycklar/"
    named = {"name": "", "unit": "invånare", "source": "SCB", "describes": "2021-11-01", "rader": ""}
    file = SimpleUploadedFile("nyckel.csv", rows.encode())
    page = rss.post(address, fields(rss.get(address)) | named | {"fil": file})
    wrong = html.fromstring(page.content.decode()).xpath("//*[contains(@class, 'govuk-error-message')]/@id")
    assert wrong == ["f-name-error"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"sharing": "equal", "motivation": ""}, "Skriv varför summan delas så"),
        ({"sharing": "equal", "motivation": "x", "kept": "1000"}, "Skriv vad pengarna ska användas till"),
        ({"sharing": "equal", "motivation": "x", "kept": "26341516", "kept_reason": "x"}, "kan inte behållas"),
        ({"sharing": "equal", "motivation": "x", "kept": "12,50"}, "hela kronor"),
        ({"sharing": "equal", "motivation": "x", "base": "9000000"}, "Grundbelopp"),
        ({"sharing": "fixed", "motivation": "x", "fixed": "0885;1"}, "0885"),
        ({"sharing": "mix", "motivation": "x", "weight1": "1"}, "Nyckel 1"),
        ({"sharing": "written", "motivation": "x", "rule": "{kind: magi}"}, "magi"),
        ({"motivation": "x", "sharing": ""}, "välj ett av alternativen"),
    ],
)
def test_what_cannot_be_shared_so_is_said_and_nothing_is_lost(
    rss: Client, day: Any, written: dict[str, str], said: str
) -> None:
    allotted()
    page = rss.post(f"{ON}/forslag/", fields(rss.get(f"{ON}/forslag/")) | {"kept_reason": ""} | written)
    assert page.status_code == 422
    assert said.casefold() in page.content.decode().replace("&nbsp;", " ").casefold()
    assert Proposal.objects.count() == 0


def test_a_new_version_shows_what_has_changed_and_the_earlier_is_kept(borgholm: Client, day: Any) -> None:
    sent()
    answered("kommun-0885", text="Mer.")
    sent(kept=1_200_000)
    page = text(borgholm.get(f"{BORGHOLM}/medel/{GRANT}/"))
    assert "Ändrat sedan version 1: Rättat efter svaren." in page
    assert "−100 000" in page
    assert "Kommunen har inte svarat." in page
    first = text(borgholm.get(f"{BORGHOLM}/medel/{GRANT}/version/1/"))
    assert "Ersatt av en senare version." in first
    assert "Mer." in first
    drafted()
    assert borgholm.get(f"{BORGHOLM}/medel/{GRANT}/version/3/").status_code == 404


def test_the_files_hold_the_same_sums_as_the_page(rss: Client, borgholm: Client, day: Any) -> None:
    paid()
    decided(kept=1_000_000)
    passed_on({"kommun-0885": 7})
    for client, path in ((rss, f"{ON}/version/1"), (borgholm, f"{BORGHOLM}/medel/{GRANT}/version/1")):
        pdf = client.get(f"{path}.pdf")
        assert pdf.content.startswith(b"%PDF")
        book = openpyxl.load_workbook(io.BytesIO(client.get(f"{path}.xlsx").content))
        assert len(book.sheetnames) == 4
        sums = [row[4].value for row in book.worksheets[1].iter_rows(min_row=2)]
        assert sum(sums) == 26_341_515
        answers = [row[2].value for row in book.worksheets[2].iter_rows(min_row=2)]
        assert answers == ["har inte svarat"] * 12
        assert len(client.get(f"{path}.csv").content.decode().splitlines()) == 14
        assert client.get(f"{path}.json").json()
    everyone = rss.get(f"{BASE}.csv").content.decode()
    assert ",7," in everyone
    assert rss.get(f"{ON}.json").status_code == 200
    assert borgholm.get(f"{BORGHOLM}.xlsx").status_code == 200


def test_other_counties_see_nothing_of_it(day: Any) -> None:
    sent()
    stranger = signed_in_as(member("kommun-0980", "municipal-official"))
    gotland = f"/organisation/kommun-0980/pengar/{WHOLE}/lanets-fordelning"
    assert stranger.get(f"{gotland}/medel/{GRANT}/version/1/").status_code == 404
    assert stranger.get(f"{BORGHOLM}/").status_code == 404
    other = signed_in_as(member("rss-09", "rss-coordinator"))
    assert other.get(f"{ON}/").status_code == 404
    reader = signed_in_as(member(RSS, "reader"))
    assert reader.get(f"{ON}/").status_code == 200
    assert reader.get(f"{ON}/forslag/").status_code == 404
    assert "Skriv" not in text(reader.get(f"{BASE}/"))


def test_what_awaits_an_answer_is_there_until_it_is_given_or_the_day_has_passed() -> None:
    sent()
    (one,) = awaiting_answer(organisation("kommun-0885"), AT)
    assert (one.number, one.answer_by, one.days_left, one.url) == (1, LAST_DAY, 21, f"{BORGHOLM}/medel/{GRANT}/")
    assert awaiting_answer(organisation("kommun-0885"), AFTER) == []
    assert awaiting_answer(organisation("kommun-0980"), AT) == []
    assert awaiting_answer(organisation(RSS), AT) == []
    answered("kommun-0885")
    assert awaiting_answer(organisation("kommun-0885"), AT) == []


def test_the_duty_is_handed_in_on_its_page(rss: Client, day: Any) -> None:
    path = f"{BASE}/klart/"
    assert "Är allt betalt vidare?" in text(rss.get(path))
    paid()
    for sharing in stands().grants:
        shares = decided(grant=sharing.grant.id).shares.all()
        passed_on({share.organisation_id: share.amount for share in shares}, grant=sharing.grant.id)
    day("2022-10-25")
    form = fields(rss.get(path))
    assert rss.post(path, form).status_code == 303
    assert "Skyldigheten är gjord" in text(rss.get(path))
    again = rss.post(path, form | {"once": "x"})
    assert again.status_code == 409
    assert "Skyldigheten är gjord. Meddelat 25 oktober 2022." in text(again)


def test_an_agreement_that_gives_the_rss_nothing_says_so(rss: Client, borgholm: Client) -> None:
    for client, path in (
        (rss, f"/organisation/{RSS}/pengar/larosaten/vidare/"),
        (rss, f"/organisation/{RSS}/pengar/larosaten/vidare/nycklar/"),
        (rss, f"/organisation/{RSS}/pengar/larosaten/vidare/klart/"),
        (borgholm, "/organisation/kommun-0885/pengar/larosaten/lanets-fordelning/"),
    ):
        assert "Här finns inga medel att dela" in text(client.get(path))
    assert rss.get(f"/organisation/{RSS}/pengar/larosaten/vidare/medel/platser/").status_code == 404


def test_the_pages_are_there_in_english(rss: Client, borgholm: Client, day: Any) -> None:
    sent(kept=10)
    for client, path in ((rss, f"{ON}/"), (rss, f"{BASE}/"), (borgholm, f"{BORGHOLM}/medel/{GRANT}/")):
        assert client.get(f"/en{path}").status_code == 200


def test_the_foot_of_each_page_still_tells_the_programs_version(rss: Client, day: Any) -> None:
    paid()
    foot = html.fromstring(rss.get("/handbok/").content.decode()).find_class("nv-footer")[0].text_content()
    drafted()
    for path in (f"{ON}/", f"{ON}/forslag/", f"{ON}/belopp/", f"{ON}/skicka/", f"{ON}/version/1/", f"{BASE}/klart/"):
        assert html.fromstring(rss.get(path).content.decode()).find_class("nv-footer")[0].text_content() == foot, path


def test_an_answer_after_the_last_day_is_told_why_it_is_refused_and_keeps_what_was_written(
    borgholm: Client, day: Any
) -> None:
    sent()
    address = f"{BORGHOLM}/medel/{GRANT}/svara/"
    filled = fields(borgholm.get(address)) | {"stance": "comments", "text": "Mer till öarna."}
    day(AFTER.date().isoformat())
    late = borgholm.post(address, filled | {"steg": "gor"})
    assert late.status_code == 409
    assert "Tiden att svara är ute" in text(late)
    assert "Synpunkter eller kommentar Mer till öarna." in text(late)
    assert "Mer till öarna." in text(borgholm.get(address))
    assert not Answer.objects.exists()


def test_a_decision_that_cannot_be_made_yet_says_why_and_keeps_the_account(rss: Client, day: Any) -> None:
    sent()
    address = f"{ON}/besluta/"
    early = rss.post(address, {"account": "Alla har hörts.", "steg": "gor", "version": "1"})
    assert early.status_code == 409
    assert "kommuner har inte svarat" in text(early)
    assert "Alla har hörts." in text(early)


@pytest.mark.parametrize(
    ("page", "written"),
    [
        ("skicka", {"message": "Svara snart.", "what_changed": "Öarna fick mer."}),
        ("mer-tid", {"reason": "Sommaren kom emellan."}),
        ("besluta", {"account": "Alla har hörts."}),
        ("belopp", {"skal-0885": "Öarna är små."}),
        ("betala", {"reference": "BG 17"}),
        ("ater", {"reference": "BG 18", "amount": "17"}),
    ],
)
def test_what_was_written_for_what_can_no_longer_be_done_is_shown(
    rss: Client, day: Any, page: str, written: dict[str, str]
) -> None:
    allotted()
    late = rss.post(f"{ON}/{page}/", written | {"steg": "gor"})
    assert late.status_code == 409
    assert "Det som sidan är till för är redan gjort, eller kan inte göras än." in text(late)
    assert all(value in text(late) for value in written.values())


def test_a_sharing_that_gives_a_municipality_nothing_is_decided_only_with_a_yes_that_names_it(
    rss: Client, day: Any
) -> None:
    paid()
    draft = drafted()
    given = amounts(draft)
    moved = given | {"kommun-0880": given["kommun-0880"] + given["kommun-0885"], "kommun-0885": 0}
    set_shares(**own_given(), amounts=moved, reasons={"kommun-0885": "Avstår", "kommun-0880": "Tar över"})
    send_sharing(**own_given(), answer_by=LAST_DAY, what_changed="")
    day("2022-10-25")
    written = fields(rss.get(f"{ON}/besluta/")) | {"account": "Ingen har svarat."}
    checking = rss.post(f"{ON}/besluta/", written)
    yes = own_yes(html.fromstring(checking.content.decode()))
    assert yes == {"medger": ["Ja, ge dem 0 kr: Borgholm"]}
    unsure = rss.post(f"{ON}/besluta/", written | {"steg": "gor"})
    assert unsure.status_code == 422
    assert "Får 0 kr av" in text(unsure)
    assert stands().grants[0].decided is None
    assert rss.post(f"{ON}/besluta/", written | {"steg": "gor"} | yes).status_code == 303
    assert stands().grants[0].decided is not None


def test_a_payment_onward_is_undone_only_with_a_yes_to_its_kronor(rss: Client, day: Any) -> None:
    paid()
    decided()
    [fact] = passed_on({"kommun-0885": 1_000})
    day("2022-10-26")
    undo = f"{BASE}/betalningar/{fact.id}/"
    written = fields(rss.get(undo)) | {"reason": "Fel kommun"}
    checking = rss.post(undo, written)
    yes = own_yes(html.fromstring(checking.content.decode()))
    assert yes == {"medger": ["Ja, 1\xa0000\xa0kr har inte flyttats"]}
    assert "1 000 kr räknas inte längre som betalt: Borgholm." in text(checking)
    for said in ({}, {"medger": "Ja, 1\xa0kr har inte flyttats"}):
        assert rss.post(undo, written | {"steg": "gor"} | said).status_code == 422
    assert fact.id not in stands().money.book.undone
    assert rss.post(undo, written | {"steg": "gor"} | yes).status_code == 303
    assert fact.id in stands().money.book.undone


def test_a_draft_is_thrown_away_only_with_a_yes_to_its_kronor(rss: Client, day: Any) -> None:
    drafted()
    thrown = fields(rss.get(f"{ON}/kasta/"))
    assert rss.post(f"{ON}/kasta/", thrown).status_code == 422
    assert Proposal.objects.exists()
    yes = own_yes(html.fromstring(rss.get(f"{ON}/kasta/").content.decode()))
    assert rss.post(f"{ON}/kasta/", thrown | yes).status_code == 303
    assert not Proposal.objects.exists()
