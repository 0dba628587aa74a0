"""The pages of a requisition: what they say to whom, that nothing written is lost, and the whole way to the receipt."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from money_steps import locked, swedish
from naravard.documents.signing import SigningCertificate, new_issuer, new_signer, signed
from naravard.ledger.facts import Allotted
from naravard.web.access.actor import THE_SERVICE
from naravard.web.durable import durably
from naravard.web.organisations.models import Organisation
from naravard.web.papers.models import HandedInPaper, PaperDraft
from paper_pages import form_of, is_sent, main_in, pressed_twice, problems
from pdf_reading import pages_of
from people_samples import member, signed_in_as
from requisition_steps import NUMBERS, fixed_for, ready, requisitioned, with_details, written
from web_pages import facts, heading, main_of, own_yes, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION = "region-09"
SINCE = datetime.datetime(2022, 1, 1, tzinfo=datetime.UTC)
AT = swedish("2022-11-19 10:00")


def room(code: str = REGION, rest: str = "") -> str:
    return f"/organisation/{code}/pengar/{WHOLE}/rekvisition/{rest}"


@pytest.fixture(autouse=True)
def day(settings: object) -> Any:
    """Return a function that sets the day."""

    def becomes(text: str) -> None:
        settings.NARAVARD_TODAY = text  # type: ignore[attr-defined]

    becomes("2022-11-19")
    return becomes


@pytest.fixture
def issuer(settings: object, tmp_path: Path) -> SigningCertificate:
    """An issuer that the service trusts."""
    made = new_issuer("Provens utfärdare", since=SINCE)
    (tmp_path / "issuer.der").write_bytes(made.der)
    settings.TRUSTED_ISSUERS = str(tmp_path)  # type: ignore[attr-defined]
    return made


def signing(client: Client, **changes: Any) -> Any:
    sent = form_of(client, room(rest="skriv-under/")) | {"way": "electronic", "declares": "ja"} | changes
    return client.post(room(rest="skriv-under/"), {name: value for name, value in sent.items() if value is not None})


def test_before_the_allocation_is_fixed_it_says_what_is_awaited_and_who_does_it() -> None:
    main = main_of(signed_in_as(member(REGION)), room())
    assert heading(main) == "Rekvisitionen väntar på att fördelningen fastställs"
    assert "När Regeringskansliet (Socialdepartementet) har fastställt fördelningen" in words(main)


def test_where_nothing_is_requisitioned_the_room_and_the_form_say_so() -> None:
    fixed_for(REGION)
    with durably():
        locked(REGION, AT).add(Allotted, by=THE_SERVICE, version=2, sums=())
    client, says = signed_in_as(member(REGION)), "Inget av det ni har tilldelats rekvireras."
    for page in ("", "skriv/", "kontrollera/"):
        text = words(main_of(client, room(rest=page)))
        assert says in text
        assert "från den dag fördelningen har fastställts" not in text


def test_it_says_how_much_by_when_and_who_takes_the_next_step() -> None:
    fixed_for(REGION)
    with_details(REGION)
    member(REGION, "signatory", "Siv Ek")
    main = main_of(signed_in_as(member(REGION)), room())
    text = words(main).replace("\u00a0", " ")
    assert heading(main) == "Rekvirera 30 039 872 kr senast 1 december 2022"
    assert "Enligt fördelningens version 1. Allt rekvireras vid ett enda tillfälle." in text
    assert "1 december 2022 – om 12 dagar" in text
    assert "Om det blir för sent: Rätten till bidrag förfaller." in text
    assert "Siv Ek (behörig företrädare)" in text


def test_the_rss_page_says_in_the_datas_words_that_the_text_gives_no_last_day() -> None:
    fixed_for("rss-09")
    text = words(main_of(signed_in_as(member("rss-09", "rss-coordinator")), room("rss-09")))
    assert "Ingen dag i texten" in text
    assert "Texten anger ingen sista dag för RSS och säger inte att rätten förfaller." in text


def test_what_lacks_among_the_details_is_named_with_who_can_fill_it_in() -> None:
    fixed_for(REGION)
    member(REGION, "cfo", "Eva Öst")
    main = main_of(signed_in_as(member(REGION)), room())
    text = words(main)
    assert "Saknas bland kontaktuppgifterna: Organisationsnummer, Bankgiro/Plusgiro" in text
    assert "Eva Öst (ekonomichef)" in text
    assert f"/organisation/{REGION}/uppgifter" in str(main.xpath(".//a/@href")) or main.xpath(
        ".//a[contains(., 'Till kontaktuppgifterna')]"
    )


def test_the_form_is_filled_in_beforehand_and_the_whole_way_leads_to_a_receipt(issuer: SigningCertificate) -> None:
    fixed_for(REGION)
    with_details(REGION)
    writer = signed_in_as(member(REGION, "official", "Bo Al"))
    sent = form_of(writer, room(rest="skriv/"))
    assert sent["belopp-ambulans"].replace("\u00a0", " ") == "934 968"
    answer = writer.post(room(rest="skriv/"), sent | NUMBERS | {"betalningsreferens": "GNV 2022"})
    assert (answer.status_code, answer.headers["Location"]) == (303, room(rest="kontrollera/"))
    draft = writer.get(room(rest="handling.pdf"))
    assert draft.headers["Content-Disposition"] == f'inline; filename="utkast-requisition-{REGION}.pdf"'
    assert all(page.startswith("Utkast ") for page in pages_of(draft.content))
    main = main_of(writer, room(rest="kontrollera/"))
    assert heading(main) == "Gör klar rekvisitionen på 30 039 872 kr till Kammarkollegiet?"
    assert "Någon annan än du måste skriva under." in words(main)
    assert facts(main)["Belopp som rekvireras"].replace("\u00a0", " ") == "30 039 872 kr"
    assert facts(main)["Önskad betalningsreferens"] == "GNV 2022"
    answer = writer.post(room(rest="kontrollera/"), form_of(writer, room(rest="kontrollera/")))
    assert (answer.status_code, answer.headers["Location"]) == (303, room())
    assert heading(main_of(writer, room())) == "Rekvisitionen på 30 039 872 kr väntar på underskrift"

    signer = signed_in_as(member(REGION, "signatory", "Siv Ek"))
    page = main_of(signer, room(rest="skriv-under/"))
    assert heading(page) == "Skriv under rekvisitionen på 30 039 872 kr till Kammarkollegiet?"
    assert "Bidragstagaren intygar att lämnade uppgifter är riktiga" in words(page)
    pdf = signer.get(room(rest="handling.pdf")).content
    assert "Utkast" not in " ".join(pages_of(pdf))
    file = signed(pdf, new_signer(issuer, "Siv Maria Ek", "Region Gotland", since=SINCE), at=AT)
    answer = signing(signer, signed=SimpleUploadedFile("rekvisition.pdf", file))
    assert answer.status_code == 303
    paper = HandedInPaper.objects.get()
    assert answer.headers["Location"] == f"/organisation/{REGION}/kvitto/{paper.receipt_number}/"
    receipt = main_of(signer, answer.headers["Location"])
    assert heading(receipt).startswith("Rekvisition")
    assert "på 30 039 872 kr, inlämnad" in heading(receipt)
    told = facts(receipt)
    assert "Siv Ek, behörig företrädare" in told["Inlämnad av"]
    assert "Siv Maria Ek (Region Gotland)" in told["Underskrift"]
    assert "Certifikat från Provens utfärdare" in told["Underskrift"]
    assert heading(main_of(signer, f"{answer.headers['Location']}provning/")).endswith("stämmer")
    assert heading(main_of(writer, room())) == "Rekvisitionen på 30 039 872 kr är inlämnad"


def test_what_is_not_requisitioned_is_told_in_kronor_and_needs_a_yes_before_it_is_ready_and_before_it_is_signed() -> (
    None
):
    fixed_for(REGION)
    with_details(REGION)
    writer = signed_in_as(member(REGION, "official", "Bo Al"))
    sent = form_of(writer, room(rest="skriv/")) | NUMBERS
    writer.post(room(rest="skriv/"), sent | {"belopp-ambulans": "86 000"})
    lost = "848 968 kr av det tilldelade rekvireras inte och förfaller efter 1 december 2022."
    yes = {"medger": ["Ja, vi avstår från 848\xa0968\xa0kr"]}
    check, sign = room(rest="kontrollera/"), room(rest="skriv-under/")
    main = main_of(writer, check)
    assert lost in words(main)
    assert own_yes(main) == yes
    without = writer.post(check, form_of(writer, check))
    assert without.status_code == 422
    assert "Inget är gjort än" in words(main_in(without))
    assert writer.post(check, form_of(writer, check) | yes).headers["Location"] == room()

    signer = signed_in_as(member(REGION, "signatory", "Siv Ek"))
    assert lost in words(main_of(signer, sign))
    signing = form_of(signer, sign) | {"way": "paper", "declares": "ja"}
    assert signer.post(sign, signing | {"medger": "Ja, vi avstår från 1\xa0kr"}).status_code == 422
    assert not HandedInPaper.objects.exists()
    assert signer.post(sign, signing | yes).status_code == 303
    assert HandedInPaper.objects.count() == 1


def test_what_is_requisitioned_in_full_asks_for_no_yes() -> None:
    ready(REGION)
    signer = signed_in_as(member(REGION, "signatory", "Siv Ek"))
    assert own_yes(main_of(signer, room(rest="skriv-under/"))) == {"medger": []}


def test_the_same_form_sent_twice_hands_in_once() -> None:
    ready(REGION)
    signer = signed_in_as(member(REGION, "signatory", "Siv Ek"))
    sent = form_of(signer, room(rest="skriv-under/")) | {"way": "paper", "declares": "ja"}
    first = signer.post(room(rest="skriv-under/"), sent)
    assert first.status_code == 303
    second = signer.post(room(rest="skriv-under/"), sent)
    assert (second.status_code, second.headers["Location"]) == (303, first.headers["Location"])
    assert HandedInPaper.objects.get().receipt_number in second.headers["Location"]


def test_the_scan_of_a_paper_signed_by_hand_is_kept_as_it_is_and_seen_by_its_receiver() -> None:
    ready(REGION)
    signer = signed_in_as(member(REGION, "signatory", "Siv Ek"))
    scan = b"%PDF-1.4\n% a picture\n%%EOF\n"
    for content, says in ((b"GIF89a", "Filen är ingen hel PDF."), (b"%PDF-" + b"0" * 1_000_001, "mer än 1 MB")):
        wrong = signing(signer, way="paper", scan=SimpleUploadedFile("skannad.pdf", content))
        assert wrong.status_code == 422
        assert says in words(main_in(wrong))
    assert not HandedInPaper.objects.exists()
    answer = signing(signer, way="paper", scan=SimpleUploadedFile("skannad.pdf", scan))
    assert answer.status_code == 303
    paper = HandedInPaper.objects.get()
    assert (paper.way, bytes(paper.signed_pdf or b""), paper.signatures) == ("paper", scan, [])
    receipt = main_of(signer, answer.headers["Location"])
    assert "Det skannade originalet (PDF)" in words(receipt)
    assert paper.signed_sha256 in words(receipt)
    agency = signed_in_as(member("kammarkollegiet", "payment-handler", "Kim Öst"))
    file = agency.get(f"/organisation/kammarkollegiet/kvitto/{paper.receipt_number}/undertecknad.pdf")
    assert (file.content, file["Content-Disposition"].split(";")[0]) == (scan, "attachment")
    assert heading(main_of(signer, f"{answer.headers['Location']}provning/")).endswith("stämmer")


def test_every_form_sent_twice_leads_on_as_the_first_time() -> None:
    fixed_for(REGION)
    with_details(REGION)
    client = signed_in_as(member(REGION))
    for step, rest in (("skriv/", NUMBERS), ("kontrollera/", {})):
        pressed_twice(client, room(rest=step), **rest)
    pressed_twice(client, room(rest="oppna/"), **own_yes(main_of(client, room(rest="oppna/"))))
    assert (PaperDraft.objects.get().version, PaperDraft.objects.get().is_ready) == (3, False)


def test_a_mistake_and_what_was_written_can_be_got_again_until_it_is_saved_or_thrown_away() -> None:
    fixed_for(REGION)
    client = signed_in_as(member(REGION))
    sent = form_of(client, room(rest="skriv/")) | {"belopp-ambulans": "allt", "fax": "0498-11 11 11"}
    answer = Client.post(client, room(rest="skriv/"), sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, room(rest="skriv/?steg=ratta"))
    for _again in range(2):
        main = main_of(client, answer.headers["Location"], 422)
        assert main.xpath(".//*[contains(@class, 'govuk-error-summary')]/@autofocus")
        assert main.xpath(".//input[@name='belopp-ambulans']/@value") == ["allt"]
    main = main_of(client, room(rest="skriv/"))
    assert main.xpath(".//input[@name='fax']/@value") == ["0498-11 11 11"]
    assert "Det du skrev förra gången finns kvar. Inget av det är gjort än." in words(main)
    client.post(room(rest="skriv/"), {"steg": "borja-om"})
    assert main_of(client, room(rest="skriv/")).xpath(".//input[@name='fax']/@value") == [""]


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("belopp-ambulans", "934 969", "Beloppet är för stort: 934 969. Skriv högst 934 968 kr."),
        ("belopp-ambulans", "-1", "Beloppet är för litet: -1. Skriv minst 0 kr."),
        ("belopp-ambulans", "100,50", "Beloppet har decimaler: 100,50. Skriv hela kronor, utan ören."),
        ("belopp-ambulans", "allt", "Det här är inget belopp: allt."),
        ("belopp-ambulans", "", "Beloppet saknas."),
        ("varav-nara-vard-regioner--fast-lakare", "0", "Utan villkor skulle"),
        ("fax", "ring mig", "telefonnummer"),
        ("betalningsreferens", "x" * 141, "Texten är för lång: 141 tecken."),
    ],
)
def test_each_mistake_has_words_and_nothing_written_is_lost(name: str, wrong: str, said: str) -> None:
    fixed_for(REGION)
    client = signed_in_as(member(REGION))
    sent = form_of(client, room(rest="skriv/")) | NUMBERS | {"betalningsreferens": "min text"}
    names = [one for one in sent if one.startswith("varav-")]
    if name.startswith("varav-"):
        name = names[0]
    answer = client.post(room(rest="skriv/"), sent | {name: wrong})
    assert answer.status_code == 422
    assert any(said in one for one in problems(answer)), problems(answer)
    page = main_in(answer)
    assert page.xpath(f".//input[@name='{name}']/@value") == [wrong]
    assert page.xpath(".//input[@name='diarienummer-overenskommelsen']/@value") == ["S2022/00472"]
    assert not PaperDraft.objects.exists()


def test_two_who_write_at_once_choose_between_their_versions() -> None:
    fixed_for(REGION)
    first, second = signed_in_as(member(REGION)), signed_in_as(member(REGION, "official", "Bo Al"))
    mine, theirs = form_of(first, room(rest="skriv/")), form_of(second, room(rest="skriv/"))
    assert first.post(room(rest="skriv/"), mine | {"fax": "0498-11 11 11"}).status_code == 303
    answer = second.post(room(rest="skriv/"), theirs | {"fax": "0498-22 22 22"})
    assert answer.status_code == 409
    text = words(main_in(answer))
    assert "Någon annan har ändrat medan du skrev" in text
    assert "0498-11 11 11" in text
    assert "0498-22 22 22" in text
    for _time in range(2):
        form = main_in(answer).xpath(".//form")[-1]
        again = {one.get("name"): one.get("value") or "" for one in form.xpath(".//input[@name]") if is_sent(one)}
        answer = second.post(room(rest="skriv/"), again)
        assert answer.status_code == 422
        assert problems(answer) == ["Faxnummer (om ni har en uppgift): Välj vad som ska gälla."]
    chosen = again | {"choice-fax": "mine"}
    first, twice = second.post(room(rest="skriv/"), chosen), second.post(room(rest="skriv/"), chosen)
    assert (first.status_code, first.headers["Location"]) == (303, room(rest="kontrollera/"))
    assert (twice.status_code, twice.headers["Location"]) == (303, first.headers["Location"])
    draft = PaperDraft.objects.get()
    assert (draft.values["fax"], len(draft.preparers), draft.version) == ("0498-22 22 22", 2, 2)


def test_whoever_prepared_is_told_that_someone_else_signs() -> None:
    from people_samples import also

    person = member(REGION, "official", "Bo Al")
    also(person, REGION, "signatory")
    client = signed_in_as(person)
    fixed_for(REGION)
    with_details(REGION)
    client.post(room(rest="skriv/"), form_of(client, room(rest="skriv/")) | NUMBERS)
    client.post(room(rest="kontrollera/"), form_of(client, room(rest="kontrollera/")))
    main = main_of(client, room(rest="skriv-under/"))
    assert "Någon annan skriver under" in words(main)
    assert not main.xpath(".//input[@name='declares']")
    answer = client.post(
        room(rest="skriv-under/"), {"way": "paper", "declares": "ja", "version": PaperDraft.objects.get().version}
    )
    assert answer.status_code == 422
    assert "Du har själv förberett rekvisitionen" in words(main_in(answer))
    assert not HandedInPaper.objects.exists()


def test_only_signatories_find_the_page_to_sign_on() -> None:
    ready(REGION)
    for role in ("official", "cfo", "reader", "area-officer"):
        assert signed_in_as(member(REGION, role)).get(room(rest="skriv-under/")).status_code == 404
    for role in ("reader", "region-director"):
        assert signed_in_as(member(REGION, role)).get(room(rest="skriv/")).status_code == 404


def test_one_who_does_not_declare_or_chooses_nothing_is_told() -> None:
    ready(REGION)
    signer = signed_in_as(member(REGION, "signatory", "Siv Ek"))
    answer = signing(signer, way=None, declares=None)
    assert answer.status_code == 422
    assert len(problems(answer)) == 2
    assert not HandedInPaper.objects.exists()


def _another_paper(pdf: bytes, issuer: SigningCertificate) -> bytes:
    del pdf
    other = ready("region-10")
    return signed(bytes(other.pdf or b""), _signer(issuer), at=AT)


def _expired(issuer: SigningCertificate) -> SigningCertificate:
    return new_signer(issuer, "Siv Ek", "", since=SINCE - datetime.timedelta(days=999))


def _signer(issuer: SigningCertificate, name: str = "Siv Ek") -> SigningCertificate:
    return new_signer(issuer, name, "Region Gotland", since=SINCE)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda pdf, issuer: pdf, "Filen har ingen elektronisk underskrift."),
        (lambda pdf, issuer: b"PK\x03\x04 a workbook", "Filen är inte en PDF."),
        (lambda pdf, issuer: b"", "Ingen fil är vald."),
        (
            lambda pdf, issuer: signed(pdf, _signer(issuer), at=AT).replace(
                b"/DisplayDocTitle true", b"/DisplayDocTitle null"
            ),
            "Det här är inte den handling som har gjorts klar här",
        ),
        (
            lambda pdf, issuer: signed(pdf, _signer(issuer), at=AT) + b"\n% och en krona till",
            "Underskriften täcker inte hela filen.",
        ),
        (
            lambda pdf, issuer: signed(pdf, _signer(new_issuer("En annan", since=SINCE)), at=AT),
            "en utfärdare som tjänsten inte litar på: En annan",
        ),
        (
            lambda pdf, issuer: signed(pdf, _expired(issuer), at=AT),
            "certifikat gick ut",
        ),
        (
            lambda pdf, issuer: signed(pdf, _signer(issuer, "Någon Annan"), at=AT),
            "Filen är undertecknad av Någon Annan, men du som lämnar in heter Siv Ek.",
        ),
        (_another_paper, "Det här är inte den handling som har gjorts klar här"),
        (lambda pdf, issuer: pdf + b"%" * 1_000_000, "Filen är för stor: mer än 1 MB."),
    ],
    ids=["unsigned", "no-pdf", "empty", "altered", "added-to", "unknown", "expired", "another", "theirs", "huge"],
)
def test_a_file_that_is_not_the_signed_paper_is_refused_with_words(
    issuer: SigningCertificate, file: Any, said: str
) -> None:
    draft = ready(REGION)
    signer = signed_in_as(member(REGION, "signatory", "Siv Ek"))
    content = file(bytes(draft.pdf or b""), issuer)
    answer = signing(signer, signed=SimpleUploadedFile("rekvisition.pdf", content))
    assert answer.status_code == 422
    assert any(said in one for one in problems(answer)), problems(answer)
    assert not HandedInPaper.objects.exists()
    assert PaperDraft.objects.get(organisation=REGION).is_ready


def test_a_signed_file_of_an_earlier_edition_is_refused(issuer: SigningCertificate) -> None:
    old = bytes(ready(REGION).pdf or b"")
    client = signed_in_as(member(REGION, "official", "Bo Ek"))
    asks = main_of(client, room(rest="oppna/"))
    assert "Har någon redan skrivit under den räknas det inte." in words(asks)
    opening = {"version": PaperDraft.objects.get().version}
    assert client.post(room(rest="oppna/"), opening).status_code == 422
    assert client.post(room(rest="oppna/"), opening | own_yes(asks)).status_code == 303
    ready(REGION, fax="0498-12 34 56")
    signer = signed_in_as(member(REGION, "signatory", "Siv Ek"))
    answer = signing(signer, signed=SimpleUploadedFile("gammal.pdf", signed(old, _signer(issuer), at=AT)))
    assert answer.status_code == 422
    assert "Det här är inte den handling som har gjorts klar här" in problems(answer)[0]


def test_a_name_that_is_nearly_ones_own_is_asked_about_and_the_receipt_says_what_was_answered(
    issuer: SigningCertificate,
) -> None:
    pdf = bytes(ready(REGION).pdf or b"")
    signer = signed_in_as(member(REGION, "signatory", "Siv Ekberg"))
    file = signed(pdf, _signer(issuer, "Siw Ekbergh"), at=AT)
    assert "own-name" not in form_of(signer, room(rest="skriv-under/"))
    answer = signing(signer, signed=SimpleUploadedFile("rekvisition.pdf", file))
    assert answer.status_code == 422
    assert any("Underskriften är gjord av Siw Ekbergh, och du heter Siv Ekberg här." in one for one in problems(answer))
    assert not HandedInPaper.objects.exists()
    again = {"own-name": "ja", "signed": SimpleUploadedFile("rekvisition.pdf", file)}
    receipt = signing(signer, **again).headers["Location"]
    assert "har sagt att underskriften är dennes egen" in facts(main_of(signer, receipt))["Underskrift"]


def test_a_yes_to_ones_own_name_does_not_help_another_name(issuer: SigningCertificate) -> None:
    pdf = bytes(ready(REGION).pdf or b"")
    signer = signed_in_as(member(REGION, "signatory", "Siv Ek"))
    file = SimpleUploadedFile("rekvisition.pdf", signed(pdf, _signer(issuer, "Bo Al"), at=AT))
    answer = signing(signer, signed=file, **{"own-name": "ja"})
    assert answer.status_code == 422
    assert any("Filen är undertecknad av Bo Al" in one for one in problems(answer))


@pytest.mark.parametrize(
    ("name", "number", "is_taken"),
    [("Freja-användare", "198001019999", True), ("Siv Ek", "197502021234", False)],
    ids=["own-number", "another-number"],
)
def test_the_number_of_who_signed_in_weighs_more_than_the_name(
    issuer: SigningCertificate, *, name: str, number: str, is_taken: bool
) -> None:
    pdf = bytes(ready(REGION).pdf or b"")
    person = member(REGION, "signatory", "Siv Ek")
    SocialAccount.objects.create(user=person.accounts.get(), provider="legitimation", uid="19800101-9999")
    signer = signed_in_as(person)
    one = new_signer(issuer, name, "Region Gotland", since=SINCE, number=number)
    answer = signing(signer, signed=SimpleUploadedFile("rekvisition.pdf", signed(pdf, one, at=AT)))
    assert HandedInPaper.objects.exists() is is_taken
    if not is_taken:
        assert any(
            "personnumret i certifikatet är inte det som du har loggat in med" in one for one in problems(answer)
        )
    assert "9999" not in str(list(HandedInPaper.objects.values_list("signatures", flat=True)))


def test_a_clock_that_is_days_ahead_is_told_of_on_the_receipt(issuer: SigningCertificate) -> None:
    pdf = bytes(ready(REGION).pdf or b"")
    signer = signed_in_as(member(REGION, "signatory", "Siv Ek"))
    ahead = signed(pdf, _signer(issuer), at=AT + datetime.timedelta(days=40))
    receipt = signing(signer, signed=SimpleUploadedFile("rekvisition.pdf", ahead)).headers["Location"]
    assert "Tiden är 40 dagar efter inlämningen" in facts(main_of(signer, receipt))["Underskrift"]


def test_without_a_trusted_issuer_only_paper_is_offered() -> None:
    ready(REGION)
    main = main_of(signed_in_as(member(REGION, "signatory", "Siv Ek")), room(rest="skriv-under/"))
    assert main.xpath(".//input[@name='way']/@value") == ["paper"]
    assert "Elektronisk underskrift går inte än" in words(main)


def test_after_the_last_day_it_says_that_the_right_has_lapsed_and_why(day: Any) -> None:
    written(REGION)
    client = signed_in_as(member(REGION))
    day("2022-12-01")
    assert heading(main_of(client, room())) == "Rekvirera 30 039 872 kr senast 1 december 2022"
    day("2022-12-02")
    main = main_of(client, room())
    assert heading(main) == "Rätten till medlen har förfallit"
    assert "Regeringskansliet" in words(main)
    assert "Fortsätt skriva" not in words(main)
    assert heading(main_of(client, room(rest="skriv/"))) == "Det går inte att göra det här nu"
    answer = client.post(room(rest="skriv/"), {"version": "1"})
    assert answer.status_code == 409


def test_a_form_that_was_open_over_midnight_is_answered_with_words(day: Any) -> None:
    ready(REGION)
    signer = signed_in_as(member(REGION, "signatory", "Siv Ek"))
    sent = form_of(signer, room(rest="skriv-under/")) | {"way": "paper", "declares": "ja"}
    day("2022-12-02")
    answer = signer.post(room(rest="skriv-under/"), sent)
    assert answer.status_code == 409
    assert "Det går inte att göra det här nu" in words(main_in(answer))
    assert not HandedInPaper.objects.exists()


def test_a_municipality_has_no_requisition() -> None:
    fixed_for(REGION)
    client = signed_in_as(member("kommun-0980", "municipal-official"))
    assert client.get(room("kommun-0980")).status_code == 404


def test_the_amounts_can_be_fetched_as_files() -> None:
    requisitioned(REGION)
    client = signed_in_as(member(REGION))
    rows = client.get(f"/organisation/{REGION}/pengar/{WHOLE}/rekvisition.csv").content.decode().splitlines()
    assert rows[0] == "medel,tilldelat,rekvireras"
    assert "Förstärkning av ambulanssjukvården,934968,934968" in rows


def test_a_stated_reference_number_takes_the_place_of_a_written_one() -> None:
    from naravard.web.ledger.models import StatedReferenceNumber

    fixed_for(REGION)
    with_details(REGION)
    for one in ("overenskommelsen", "utbetalningsbeslutet"):
        StatedReferenceNumber.objects.create(
            agreement_id=WHOLE, reference_id=one, number=f"S2022/{one[:3]}", stated_at=AT, stated_by="x"
        )
    client = signed_in_as(member(REGION))
    sent = form_of(client, room(rest="skriv/"))
    assert not [name for name in sent if name.startswith("diarienummer")]
    client.post(room(rest="skriv/"), sent)
    said = facts(main_of(client, room(rest="kontrollera/")))
    assert said["Regeringskansliets diarienummer för regeringsbeslut avseende utbetalning"] == "S2022/utb"
    assert Organisation.objects.get(pk=REGION).bankgiro
