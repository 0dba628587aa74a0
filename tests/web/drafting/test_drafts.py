"""An agreement is drafted on pages: begun from another, changed in its parts, checked, fetched and taken in."""

import io
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from lxml import html

from money_steps import swedish
from naravard.agreement.amendments import amended
from naravard.agreement.files import AgreementFiles
from naravard.agreement.library import open_files, open_folder
from naravard.agreement.load import load
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.acts import take_in
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.intake import take_in_folder
from naravard.web.drafting.models import AgreementDraft
from naravard.web.history.models import Event
from people_samples import member, signed_in_as
from web_pages import facts, heading, main_of, own_yes, words
from web_shared import WHOLE

ALL = "/organisation/regeringskansliet/utkast/"
NEW = {
    "origin": WHOLE,
    "name": "God och nära vård 2023",
    "id": "god-och-nara-vard-2023",
    "first": "2023-01-01",
    "last": "2023-12-31",
}


@pytest.fixture
def official(db: None) -> Client:
    """The ministry's official, signed in."""
    return signed_in_as(member("regeringskansliet", "ministry-official"))


def sent(client: Client, address: str, values: dict[str, object]) -> str:
    """Fill in a form with what its page holds and these values, send it, and return where it leads."""
    answer = client.post(address, posted(client, address) | values)
    assert answer.status_code == 303, words(html.fromstring(answer.content.decode()))
    return str(answer["Location"])


def refused(client: Client, address: str, values: dict[str, object], status: int = 422) -> html.HtmlElement:
    """Send a form that is not done, and return the main part of the page that says why."""
    answer = client.post(address, posted(client, address) | values)
    assert answer.status_code == status
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")


def posted(client: Client, address: str) -> dict[str, object]:
    """Return what a page's form sends as it stands."""
    main = main_of(client, address)
    hidden = {one.get("name"): one.get("value") for one in main.xpath("//form//input[@type='hidden']")}
    return {**hidden, **filled(main)}


def filled(main: html.HtmlElement) -> dict[str, str]:
    """Return what the fields of a page's form hold."""
    form = main.xpath(".//form")[0]
    values = {one.get("name"): one.get("value", "") for one in form.xpath(".//input[@type='text']")}
    values |= {one.get("name"): (one.text or "").removeprefix("\n") for one in form.xpath(".//textarea")}
    values |= {one.get("name"): "ja" for one in form.xpath(".//input[@type='checkbox'][@checked][@name!='medger']")}
    for select in form.xpath(".//select"):
        values[select.get("name")] = next(iter(select.xpath("./option[@selected]/@value")), "")
    return values


@pytest.fixture
def draft(official: Client) -> str:
    """The address of a draft that is begun from the whole agreement."""
    return sent(official, f"{ALL}nytt/?overenskommelse={WHOLE}", NEW)


def files() -> AgreementFiles:
    found: AgreementFiles = AgreementDraft.objects.get().files
    return found


def test_a_draft_is_begun_from_last_years_and_says_that_nothing_remains(official: Client, draft: str) -> None:
    main = main_of(official, draft)
    assert heading(main) == "God och nära vård 2023"
    assert "Inget återstår" in words(main)
    assert facts(main)["Summa"] == "6 373 000 000 kr"
    assert facts(main)["Period"] == "1 januari 2023 – 31 december 2023"
    assert "God och nära vård 2023" in words(main_of(official, ALL))
    (event,) = Event.objects.filter(kind="agreement-draft-begun")
    assert event.organisation_code == "regeringskansliet"


def test_the_form_of_a_new_draft_is_filled_in_for_the_year_after(official: Client) -> None:
    page = filled(main_of(official, f"{ALL}nytt/?overenskommelse={WHOLE}"))
    assert (page["first"], page["last"], page["origin"]) == ("2023-01-01", "2023-12-31", WHOLE)


def test_a_short_name_that_is_taken_is_refused_and_all_that_was_written_is_kept(official: Client) -> None:
    main = refused(official, f"{ALL}nytt/", NEW | {"id": WHOLE})
    assert "Det finns redan en överenskommelse med kortnamnet" in words(main)
    assert filled(main)["name"] == NEW["name"]
    assert not AgreementDraft.objects.exists()


def test_an_amount_is_changed_on_its_page_and_what_remains_stands_at_its_part(official: Client, draft: str) -> None:
    address = f"{draft}uppgifter/grants/ambulans/"
    led = sent(official, address, {"amount": "86 000 000"})
    assert led == f"{draft}del/medel/"
    loaded = load(files())
    assert {finding.id for finding in loaded.errors} >= {"A081"}
    main = main_of(official, led)
    assert "Det här återstår" in words(main)
    assert "1 000 000 kr skiljer" in words(main).replace("\u00a0", " ")
    assert "fel återstår" in words(main_of(official, draft))
    (event,) = Event.objects.filter(kind="agreement-draft-changed")
    told = event.told
    assert told.before is not None
    assert told.after is not None
    assert (told.before["amount"], told.after["amount"]) == ("85 000 000", "86 000 000")
    assert told.after["where"] == "grants/ambulans"


def test_what_cannot_be_read_is_told_at_its_field_and_kept(official: Client, draft: str) -> None:
    main = refused(official, f"{draft}uppgifter/grants/ambulans/", {"amount": "två miljoner", "clause": "9"})
    assert filled(main)["amount"] == "två miljoner"
    assert main.xpath("//*[@id='f-amount-error']")
    assert not Event.objects.filter(kind="agreement-draft-changed").exists()


def test_the_same_again_changes_nothing(official: Client, draft: str) -> None:
    before = dict(files())
    for place in ("grants/ambulans", "grants/ambulans/rule", "keys/population", "papers/requisition"):
        sent(official, f"{draft}uppgifter/{place}/", {})
    sent(official, f"{draft}uppgifter/", {})
    assert dict(files()) == before
    assert AgreementDraft.objects.get().version == 1


def test_every_item_of_the_draft_has_a_page_that_can_be_saved_as_it_is(official: Client, draft: str) -> None:
    before = dict(files())
    seen: set[str] = set()
    waiting = [f"{draft}del/{part}/" for part in ("om", "medel", "mottagare", "dagar", "handlingar")]
    while waiting and len(seen) < 30:
        address = waiting.pop()
        main = main_of(official, address)
        seen.add(address)
        if "/uppgifter/" in address:
            sent(official, address, {})
        links = [link for link in main.xpath(".//a/@href") if link.startswith(f"{draft}uppgifter/")]
        waiting += [link for link in dict.fromkeys(links[:3]) if link not in seen and link not in waiting]
    assert len(seen) == 30
    assert dict(files()) == before


def test_a_rule_is_changed_to_another_kind_and_its_fields_are_shown(official: Client, draft: str) -> None:
    address = f"{draft}uppgifter/grants/ambulans/rule/"
    led = sent(official, address, {"kind": "proportional"})
    assert led == address
    assert "Nyckel" in words(main_of(official, address))
    sent(official, address, {"key": "population"})
    agreement = load(files()).agreement
    assert agreement is not None
    assert agreement.grant("ambulans").rule.key == "population"  # type: ignore[union-attr]


def test_a_duty_a_grant_and_a_recipient_group_are_added(official: Client, draft: str) -> None:
    led = sent(official, f"{draft}lagg-till/duties/", {
        "name": "Delrapport två", "about": "report", "who": "regions", "clause": "7", "to": "socialstyrelsen",
        "due": "2023-10-01",
    })  # fmt: skip
    assert led == f"{draft}uppgifter/duties/delrapport-tva/"
    sent(official, f"{draft}lagg-till/recipients/", {
        "id": "tva", "name": "Två regioner", "kind": "region", "only": "01, 03", "clause": "9",
    })  # fmt: skip
    sent(official, f"{draft}lagg-till/grants/", {
        "id": "nytt-medel", "name": "Nytt medel", "amount": "10", "clause": "9", "recipients": "tva",
    })  # fmt: skip
    main = main_of(official, f"{draft}uppgifter/grants/nytt-medel/")
    assert "Ange: Fördelningsregel saknas" in words(main)
    sent(official, f"{draft}uppgifter/grants/nytt-medel/rule/", {"kind": "equal"})
    sent(official, f"{draft}uppgifter/total/", {"amount": "6 373 000 010"})
    loaded = load(files())
    assert loaded.errors == ()
    assert loaded.agreement is not None
    assert [one.code for one in loaded.agreement.group("tva").members] == ["01", "03"]
    assert loaded.agreement.duty("delrapport-tva").due.isoformat() == "2023-10-01"  # type: ignore[union-attr]


def test_a_short_name_that_stands_in_the_list_is_not_added_again(official: Client, draft: str) -> None:
    main = refused(official, f"{draft}lagg-till/grants/", {"id": "ambulans", "name": "Ambulans"})
    assert "finns redan i listan" in words(main)


def test_an_item_is_taken_away_with_a_yes_of_its_own(official: Client, draft: str) -> None:
    address = f"{draft}ta-bort/duties/interim-report-regions/"
    main = refused(official, address, {})
    assert "interim-report-regions" in files()["duties.yaml"].decode()
    sent(official, address, own_yes(main))
    assert "interim-report-regions" not in files()["duties.yaml"].decode()


def test_a_keys_numbers_are_written_and_the_key_names_their_file(official: Client, draft: str) -> None:
    sent(official, f"{draft}lagg-till/keys/", {
        "id": "veckor", "name": "Veckor", "unit": "veckor", "source": "Regionerna", "clause": "9",
    })  # fmt: skip
    sent(official, f"{draft}tal/keys/veckor/", {"content": "code,name,value\n01,Stockholm,7\n03,Uppsala,5"})
    agreement = load(files()).agreement
    assert agreement is not None
    key = agreement.key("veckor")
    assert (key.file, {code: int(number) for code, number in (key.values or {}).items()}) == (
        "keys/veckor.csv",
        {"01": 7, "03": 5},
    )


def test_a_clause_is_changed_added_and_taken_away(official: Client, draft: str) -> None:
    before = [clause.id for clause in load(files()).agreement.clauses]  # type: ignore[union-attr]
    sent(official, f"{draft}text/0/", {"title": "Ny inledning", "text": "Ny text."})
    sent(official, f"{draft}text/nytt/", {"id": "14", "title": "Nytt", "level": "1", "text": "Sist."})
    text = files()["text.md"].decode()
    assert "Ny text." in text
    assert text.endswith("# 14 Nytt {#14}\n\nSist.\n")
    number = len(before)
    address = f"{draft}text/{number}/ta-bort/"
    sent(official, address, own_yes(main_of(official, address)))
    assert [clause.id for clause in load(files()).agreement.clauses] == before  # type: ignore[union-attr]


def test_of_two_who_change_the_same_amount_the_second_is_told(official: Client, draft: str) -> None:
    address = f"{draft}uppgifter/grants/ambulans/"
    other = signed_in_as(member("regeringskansliet", "ministry-official", "Bo Al"))
    seen = posted(official, address)
    sent(other, address, {"amount": "1 000"})
    answer = official.post(address, seen | {"amount": "2 000"})
    assert answer.status_code == 409
    assert "1 000" in answer.content.decode()
    assert AgreementDraft.objects.get().files["grants.yaml"].decode().count("amount: 1 000\n") == 1


def test_of_two_who_change_different_parts_both_are_kept(official: Client, draft: str) -> None:
    address = f"{draft}uppgifter/grants/ambulans/"
    seen = posted(official, address)
    sent(official, f"{draft}uppgifter/grants/skr/", {"amount": "3"})
    assert official.post(address, seen | {"amount": "2"}).status_code == 303
    grants = files()["grants.yaml"].decode()
    assert "amount: 3\n" in grants
    assert "amount: 2\n" in grants


def test_what_each_would_get_stands_beside_last_year(official: Client, draft: str) -> None:
    main = main_of(official, f"{draft}fordelning/")
    assert "Region Stockholm" in words(main)
    assert "Skillnad" in words(main)
    answer = official.get(f"{draft}fordelning.csv")
    assert answer.status_code == 200
    assert "Region Gotland" in answer.content.decode()
    sent(official, f"{draft}uppgifter/grants/ambulans/", {"amount": "1"})
    assert "måste rättas innan det går att räkna" in words(main_of(official, f"{draft}fordelning/"))


def test_the_folder_that_is_fetched_is_the_same_agreement_on_the_command_line(
    official: Client, draft: str, tmp_path: Path
) -> None:
    answer = official.get(f"{draft}hamta.zip")
    assert answer["Content-Type"] == "application/zip"
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    loaded = open_folder(tmp_path / "god-och-nara-vard-2023")
    assert loaded.findings == ()
    assert loaded.agreement == load(files()).agreement
    assert loaded.digest == files().digest


def test_a_draft_is_put_away_and_taken_up_again(official: Client, draft: str) -> None:
    sent(official, f"{draft}lagg-undan/", {})
    assert "Undanlagda" in words(main_of(official, ALL))
    assert "undanlagt" in words(main_of(official, f"{draft}uppgifter/grants/ambulans/"))
    sent(official, f"{draft}ta-fram/", {})
    assert "Undanlagda" not in words(main_of(official, ALL))


def test_a_draft_is_seen_by_its_own_organisation_only(draft: str, db: None) -> None:
    for code, role in (("socialstyrelsen", "report-analyst"), ("regeringskansliet", "reader")):
        assert signed_in_as(member(code, role)).get(draft).status_code == 404
    assert "Våra utkast" not in words(main_of(Client(), "/"))


def test_a_variant_of_the_simulation_becomes_a_draft_with_the_same_amounts(official: Client) -> None:
    simulated = (
        f"/overenskommelser/{WHOLE}/simulering/?set=ambulans.amount=90000000&set=karriartjanster.rule={{kind: equal}}"
    )
    main = main_of(official, simulated)
    (link,) = [one for one in main.xpath(".//a/@href") if one.startswith(f"{ALL}nytt/")]
    page = main_of(official, link)
    assert "ambulans.amount=90000000" in words(page)
    sent(official, link, NEW)
    agreement = load(files()).agreement
    assert agreement is not None
    assert agreement.grant("ambulans").amount == 90_000_000
    assert type(agreement.grant("karriartjanster").rule).__name__ == "Equal"
    assert agreement.total.amount == 6_378_000_000
    assert agreement.grant("skr").amount == shown_or_404(WHOLE).agreement.grant("skr").amount


def test_an_amendment_is_written_on_pages_and_its_folder_is_the_agreement_with_it(db: None, settings: object) -> None:
    """The official at whoever fixes writes what is changed and added, and the text; the rest stays as it was signed."""
    settings.NARAVARD_TODAY = "2029-01-10"
    folder = Path(__file__).parents[3] / "docs" / "examples" / "handledning-2028"
    take_in_folder(folder, swedish("2029-01-10 09:00"))
    client = signed_in_as(member("socialstyrelsen", "ministry-official"))
    every = "/organisation/socialstyrelsen/utkast/"
    led = sent(client, f"{every}tillagg/", {"origin": folder.name})
    assert led == f"{every}1/del/tillagg/"
    assert AgreementDraft.objects.get().files == AgreementFiles.from_folder(folder)
    added = sent(client, f"{every}1/lagg-till/amendments/", {
        "id": "tillagg-2", "name": "Tillägg den 20 januari 2029", "decided": "2029-01-20", "from": "2029-02-01",
        "text": "tillagg-2.md",
    })  # fmt: skip
    assert added == f"{every}1/uppgifter/amendments/tillagg-2/"
    assert "Tilläggets text" in words(main_of(client, added))
    sent(client, f"{every}1/tal/amendments/tillagg-2/", {
        "content": "# 1 Medel {#andra 1}\n\nTiden för handledning höjs till 13 000 000 kronor."
    })  # fmt: skip
    change = {"grant": "handledning", "amount": "13 000 000", "clause": "andra 1"}
    sent(client, f"{every}1/lagg-till/amendments/tillagg-2/changes/", change)
    assert "1 fel återstår att rätta" in words(main_of(client, f"{every}1/"))
    whole = {"amount": "37 500 001", "clause": "andra 1"}
    sent(client, f"{every}1/lagg-till/amendments/tillagg-2/changes/", whole)
    page = words(main_of(client, f"{every}1/")).replace("\u00a0", " ")
    assert "Inget återstår: överenskommelsen kan användas." in page
    assert "Så börjar tillägget gälla" in page
    assert "+1 000 001" in words(main_of(client, f"{every}1/fordelning/")).replace("\u00a0", " ")
    made = open_files(AgreementDraft.objects.get().files).agreement
    assert made is not None
    assert (made.total.amount, amended(made, 2).total.amount) == (32_000_000, 37_500_001)


def test_whoever_fixes_nothing_has_nothing_to_amend_and_a_changed_origin_is_told(official: Client, db: None) -> None:
    """What was taken in after the draft was begun would be lost: the page says so."""
    address = sent(official, f"{ALL}tillagg/", {"origin": WHOLE})
    assert "har tagits in på nytt" not in words(main_of(official, f"{ALL}1/"))
    files = dict(AgreementDraft.objects.get().files) | {"anteckning.txt": b"ny"}
    take_in(
        actor=THE_SERVICE, agreement_id=WHOLE, files=AgreementFiles(files, name=WHOLE), at=swedish("2022-02-01 09:00")
    )
    assert "har tagits in på nytt sedan utkastet påbörjades" in words(main_of(official, f"{ALL}1/"))
    assert address == f"{ALL}1/del/tillagg/"
    assert "Inget tillägg är skrivet än" in words(main_of(official, f"{ALL}1/"))
