"""Agreements of other kinds live their lives on the pages, and no word of the agreement of 2022 is on any of them.

``anhorigstod-2027`` goes from two who fix it, through a batch without requisition, costs, report, review, repayment and
reclaim, to its end; ``rehabsamverkan-2028`` is requisitioned, paid over the turn of a year, accounted for and repaid;
``handledning-2028`` is paid in two instalments, amended between them, accounted for, repaid and closed. Pages, files,
documents and mails that their people reach are read.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from django.core import mail
from django.test import Client
from lxml import html

from money_steps import swedish
from naravard.agreement.files import AgreementFiles
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.acts import take_in
from naravard.web.agreements.intake import take_in_folder, tell_of_amendments
from naravard.web.agreements.models import CurrentSnapshot
from naravard.web.organisations.models import Organisation
from page_forms import send
from payments_steps import details
from pdf_reading import lines_of
from people_samples import member, signed_in_as
from web_pages import heading, main_of, words

pytestmark = pytest.mark.django_db
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
FOLDER = EXAMPLES / "anhorigstod-2027"
ID = FOLDER.name
PAYER, TOWN, LATE_TOWN, ASSOCIATION = "socialstyrelsen", "kommun-0980", "kommun-0114", "anhorigradet"
OF_ANOTHER = re.compile(
    r"Kammarkollegiet|Legal, Financial|Regeringskansliet|Government Offices|Socialdepartementet|\bVFU\b|\bRSS\b"
    r"|\b2022\b|(?:avsnitt|section) (?:[5-9]|1\d)(?!\d)|bilaga \d|\bannex \d|nära vård"
    r"|rekvir|requisition|placement",
    re.IGNORECASE,
)
"""What stands in the agreement of 2022, or in its forms, and in no word of this one."""
_OWN = re.compile(r'href="((?:/en)?/organisation/[^"#]*)"')
_PUBLIC = re.compile(r'href="((?:/en)?/(?:overenskommelser|mottagare|landet)/[^"#]*)"')

_MEMBER = re.compile(r"/(?:kommun-)?\d{4}(?=[./])")
"""What tells one municipality's page from another's."""
_A_FIGURE = re.compile(r"\b(?:requisitioned|Rekvirerat)\b", re.IGNORECASE)
"""A figure's name in files of money, which have the same columns and steps under every agreement."""
_MOST = 2
"""So many of the same page are read for different municipalities, by each reader."""


@pytest.fixture
def day(settings: object) -> object:
    """Return a function that sets the day; only this agreement is shown."""

    def becomes(text: str) -> None:
        settings.NARAVARD_TODAY = text

    becomes("2027-02-10")
    CurrentSnapshot.objects.all().delete()
    take_in_folder(FOLDER, swedish("2027-02-10 09:00"))
    return becomes


def person(code: str, role: str, name: str) -> Client:
    """Return someone who has a role from the agreement's beginning and is signed in."""
    return signed_in_as(member(code, role, name))


def money(code: str, rest: str = "", agreement_id: str = ID) -> str:
    """Return an address beneath an organisation's money."""
    return f"/organisation/{code}/pengar/{agreement_id}/{rest}"


def reachable(client: Client, agreement_id: str, *starts: str) -> Iterator[tuple[str, str]]:
    """Give every page and file that is reached from some pages within the agreement, with its words.

    From pages of organisations those of organisations are reached, from public ones public ones.
    """
    links = _OWN if starts[0].startswith("/organisation/") else _PUBLIC
    left, seen, walked = list(starts), set(starts), Counter[str]()
    while left:
        address = left.pop()
        answer = client.get(address)
        if answer.has_header("Location"):
            continue
        assert answer.status_code == 200, address
        kind = answer["Content-Type"].split(";")[0]
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if kind == "text/html":
            page = content.decode()
            yield address, words(html.fromstring(page).get_element_by_id("innehall"))
            for link in links.findall(page):
                found = urldefrag(unescape(link))[0]
                kind_of_page = _MEMBER.sub("/*", found)
                if agreement_id in found and "?" not in found and found not in seen and walked[kind_of_page] < _MOST:
                    seen.add(found)
                    walked[kind_of_page] += 1
                    left.append(found)
        elif kind == "application/pdf":
            yield address, " ".join(lines_of(content))
        elif kind.startswith("text/") or kind == "application/json":
            yield address, _A_FIGURE.sub("", content.decode("utf-8-sig"))


def said_of_another(
    client: Client, *starts: str, agreement_id: str = ID, of_another: re.Pattern[str] = OF_ANOTHER
) -> dict[str, str]:
    """Return the addresses whose words name something of another agreement, with what."""
    found = {}
    for address, said in reachable(client, agreement_id, *starts):
        foreign = of_another.search(said)
        if foreign:
            found[address] = said[max(0, foreign.start() - 60) : foreign.end() + 40]
    return found


def paid(orders: Client, confirms: Client, payer: str, agreement_id: str, *codes: str) -> None:
    """Pay recipients all that can be paid now: one orders the batch, another confirms that the bank has paid."""
    address = money(payer, "utbetalningar/ny-omgang/", agreement_id)
    boxes = main_of(orders, address).xpath(".//input[@type='checkbox' and @name='chosen']/@value")
    chosen = [one for one in boxes if any(code in one for code in codes)]
    assert len(chosen) == len(codes), boxes
    batch = send(orders, address, chosen=chosen)
    lines = main_of(confirms, f"{batch}bekrafta/").xpath(".//input[@type='checkbox' and @name='chosen']/@value")
    send(confirms, f"{batch}bekrafta/", chosen=lines)


def fixed_by_two(payer: str, agreement_id: str, *people: Client, reason: str = "Enligt överenskommelsen") -> None:
    """Let one prepare the next version of the allocation and another fix it."""
    first, second = people
    send(first, money(payer, "faststallande/ny/", agreement_id), reason=reason)
    send(second, money(payer, "faststallande/forberedd/", agreement_id))


def requisitioned(place: str, writes: Client, signs: Client, accepts: Client, received: str) -> None:
    """Write a requisition, sign it, and have it accepted by the payer, who finds it at an address."""
    send(writes, f"{place}skriv/")
    send(writes, f"{place}kontrollera/")
    send(signs, f"{place}skriv-under/", way="paper", declares="ja")
    send(accepts, received)


def accounted(report: str, writes: Client, reviews: Client, signs: Client) -> None:
    """Draw a financial report up, review it and hand it in."""
    send(writes, f"{report}uppratta/")
    send(reviews, f"{report}granska/", name="Fia Fem", alternative="1")
    send(signs, f"{report}skriv-under/", way="paper", declares="ja")


def closed_on(folder: Path, day: str) -> None:
    """Take the agreement in again, as over from a day."""
    files = AgreementFiles.from_folder(folder)
    main = files["agreement.yaml"].replace(b"text: text.md", f"text: text.md\nclosed: {day}".encode(), 1)
    closed = AgreementFiles(dict(files) | {"agreement.yaml": main}, name=folder.name)
    take_in(actor=THE_SERVICE, agreement_id=folder.name, files=closed, at=swedish(f"{day} 09:00"))


def test_the_whole_life(day: object) -> None:
    fixer, second = person(PAYER, "ministry-official", "Ada Ett"), person(PAYER, "ministry-official", "Bo Två")
    fixed_by_two(PAYER, ID, fixer, second)
    assert "197 000 kr" in words(main_of(Client(), f"/overenskommelser/{ID}/mottagare/0980/")).replace("\u00a0", " ")

    handler, confirms = person(PAYER, "payment-handler", "Kim Tre"), person(PAYER, "payment-handler", "Kaj Nio")
    details(PAYER)
    details(TOWN)
    details(LATE_TOWN)
    paid(handler, confirms, PAYER, ID, TOWN, LATE_TOWN)

    official = person(TOWN, "municipal-official", "Eva Fyra")
    send(official, money(TOWN, "aktiviteter/ny/?medel=kommunerna"), name="Växelvård i Visby", earmark="vaxelvard",
         budget="100 000", from_day="2027-03-01", to_day="2027-12-31", target_group="Anhöriga", reach="project",
         expected_effect="Fler orkar")  # fmt: skip
    booking = main_of(official, money(TOWN, "kostnader/ny/"))
    activity = booking.xpath(".//*[@name='activity']//@value")
    send(official, money(TOWN, "kostnader/ny/"), activity=next(one for one in activity if one), amount="90 000",
         day="2027-02-10", text="Personal", reason="Inget ekonomisystem")  # fmt: skip

    day("2028-01-10")
    cfo, signatory = person(TOWN, "cfo", "Fia Fem"), person(TOWN, "signatory", "Gun Sex")
    report = money(TOWN, "redovisning/")
    accounted(report, official, cfo, signatory)
    send(handler, money(PAYER, f"redovisningar/{TOWN}/godta/"))

    day("2028-04-10")
    send(
        handler,
        money(PAYER, f"aterbetalningar/{TOWN}/registrera/"),
        transferred="107 000",
        **{"belopp-kommunerna": "107 000"},
        reference="Å1",
        day="2028-04-10",
    )
    send(fixer, money(PAYER, f"aterkrav/{LATE_TOWN}/forbered/"), grant="kommunerna", amount="197 000", day="2028-04-10",
         reference="2028/12", reason="Ingen redovisning har kommit in")  # fmt: skip
    send(second, money(PAYER, f"aterkrav/{LATE_TOWN}/besluta/"))
    assert "197 000" in words(main_of(fixer, money(PAYER, "aterkrav/"))).replace("\u00a0", " ")

    readers = {
        f"{PAYER} fixer": (fixer, PAYER), f"{PAYER} handler": (handler, PAYER), f"{TOWN} official": (official, TOWN),
        f"{TOWN} cfo": (cfo, TOWN), f"{TOWN} signatory": (signatory, TOWN),
        LATE_TOWN: (person(LATE_TOWN, "municipal-official", "Ivar Sju"), LATE_TOWN),
        ASSOCIATION: (person(ASSOCIATION, "recipient-official", "Jan Åtta"), ASSOCIATION),
    }  # fmt: skip
    for who, (client, code) in readers.items():
        own = f"/organisation/{code}"
        starts = (f"{own}/pengar/", f"{own}/uppgifter/", f"{own}/overenskommelser/", "/mina-uppgifter/")
        assert said_of_another(client, *starts) == {}, who
    for language in ("", "/en"):
        assert said_of_another(Client(), f"{language}/overenskommelser/{ID}/", f"/mottagare/{TOWN}/") == {}
    assert said_of_another(Client(), f"/api/agreements/{ID}/recipients") == {}
    assert [one.subject for one in mail.outbox if OF_ANOTHER.search(one.subject + one.body)] == []

    closed_on(FOLDER, "2028-06-01")
    day("2028-06-02")
    assert Organisation.objects.filter(pk=ASSOCIATION).exists()
    assert heading(main_of(official, f"/organisation/{TOWN}/overenskommelser/")) == (
        "Ingen överenskommelse gäller organisationen nu"
    )


def test_money_is_asked_for_over_the_turn_of_a_year_by_organisations_of_their_own_kinds(settings: object) -> None:
    """A coordination body, a foundation and a body of its own kind ask Försäkringskassan, which fixes and pays."""
    agreement_id, payer, fund = "rehabsamverkan-2028", "forsakringskassan", "rehabfonden"
    settings.NARAVARD_TODAY = "2028-08-10"
    CurrentSnapshot.objects.all().delete()
    take_in_folder(EXAMPLES / agreement_id, swedish("2028-08-10 09:00"))

    def place(code: str, rest: str = "") -> str:
        return money(code, rest, agreement_id)

    fixer, second = person(payer, "ministry-official", "Ada Ett"), person(payer, "ministry-official", "Bo Två")
    fixed_by_two(payer, agreement_id, fixer, second)
    details(fund, organisation_number="8024050190")
    official, signatory = person(fund, "recipient-official", "Eva Tre"), person(fund, "signatory", "Fia Fyra")
    accepts, pays = person(payer, "payment-handler", "Kim Fem"), person(payer, "payment-handler", "Lo Sex")
    received = place(payer, f"rekvisitioner/mottagare/{fund}/godta/")
    requisitioned(place(fund, "rekvisition/"), official, signatory, accepts, received)

    settings.NARAVARD_TODAY = "2029-01-15"
    details(payer)
    paid(accepts, pays, payer, agreement_id, fund)
    assert "232 500 001" in words(main_of(official, f"/organisation/{fund}/overenskommelser/")).replace("\u00a0", " ")

    settings.NARAVARD_TODAY = "2029-07-10"
    accounted(place(fund, "redovisning/"), official, person(fund, "cfo", "Gun Nio"), signatory)
    send(accepts, place(payer, f"redovisningar/{fund}/godta/"))
    send(accepts, place(payer, f"aterbetalningar/{fund}/registrera/"), transferred="232 500 001",
         **{"belopp-samverkan": "100 000 000", "belopp-forskning": "132 500 001"}, reference="Å1",
         day="2029-07-10")  # fmt: skip
    assert "Inget är kvar att återbetala" in words(main_of(accepts, place(payer, f"aterbetalningar/{fund}/")))

    words_of_2022 = re.compile(OF_ANOTHER.pattern.replace("|rekvir|requisition", ""), re.IGNORECASE)
    readers = {
        payer: (fixer, accepts, pays), fund: (official, signatory),
        "finsam-gotland": (person("finsam-gotland", "recipient-official", "Max Sju"),),
        "sjukvardsradet": (person("sjukvardsradet", "recipient-official", "Nils Åtta"),),
    }  # fmt: skip
    for code, clients in readers.items():
        for client in clients:
            own = f"/organisation/{code}"
            starts = (f"{own}/pengar/", f"{own}/uppgifter/", f"{own}/overenskommelser/", "/mina-uppgifter/")
            found = said_of_another(client, *starts, agreement_id=agreement_id, of_another=words_of_2022)
            assert found == {}, code
    public = (f"/overenskommelser/{agreement_id}/", f"/mottagare/{fund}/")
    assert said_of_another(Client(), *public, agreement_id=agreement_id, of_another=words_of_2022) == {}

    closed_on(EXAMPLES / agreement_id, "2029-12-01")
    settings.NARAVARD_TODAY = "2029-12-02"
    assert heading(main_of(official, f"/organisation/{fund}/overenskommelser/")) == (
        "Ingen överenskommelse gäller organisationen nu"
    )


def test_two_instalments_an_amendment_between_them_a_report_and_what_is_left_repaid(settings: object) -> None:
    """A university asks Socialstyrelsen for half, gets more by an amendment, asks for the rest, accounts and repays."""
    agreement_id, payer, university = "handledning-2028", "socialstyrelsen", "lunds-universitet"
    settings.NARAVARD_TODAY = "2028-09-10"
    CurrentSnapshot.objects.all().delete()
    take_in_folder(EXAMPLES / agreement_id, swedish("2028-09-10 09:00"))

    def place(code: str, rest: str = "") -> str:
        return money(code, rest, agreement_id)

    def has_got(amount: str) -> bool:
        return amount in words(main_of(official, place(university))).replace("\u00a0", " ")

    fixer, second = person(payer, "ministry-official", "Ada Ett"), person(payer, "ministry-official", "Bo Två")
    fixed_by_two(payer, agreement_id, fixer, second)
    details(payer)
    details(university)
    official, signatory = person(university, "recipient-official", "Eva"), person(university, "signatory", "Gun")
    accepts, pays = person(payer, "payment-handler", "Kim Fem"), person(payer, "payment-handler", "Lo Sex")
    received = place(payer, f"rekvisitioner/mottagare/{university}/godta/")
    requisitioned(place(university, "rekvisition/"), official, signatory, accepts, received)
    paid(accepts, pays, payer, agreement_id, university)
    assert has_got("3 333 334 kr")
    year = words(main_of(official, place(university)))
    assert "Andra rekvisitionen av medel Inte börjad" in year

    settings.NARAVARD_TODAY = "2028-12-02"
    assert tell_of_amendments(swedish("2028-12-02 06:00")) == 1
    assert "ändrats av ett tillägg" in words(main_of(fixer, "/mina-uppgifter/"))
    fixed_by_two(payer, agreement_id, fixer, second, reason="Tilläggsöverenskommelsen")
    assert "+2 500 000 kr" in words(main_of(official, "/mina-uppgifter/")).replace("\u00a0", " ")
    requisitioned(place(university, "rekvisition/"), official, signatory, accepts, received)
    paid(accepts, pays, payer, agreement_id, university)
    assert has_got("4 583 334 kr")

    settings.NARAVARD_TODAY = "2029-03-02"
    second_part = "uppgift/rekvisition-var/"
    received = place(payer, f"rekvisitioner/mottagare/{university}/{second_part}godta/")
    requisitioned(place(university, f"rekvisition/{second_part}"), official, signatory, accepts, received)
    paid(accepts, pays, payer, agreement_id, university)
    assert has_got("9 166 667 kr")

    settings.NARAVARD_TODAY = "2029-07-10"
    accounted(place(university, "redovisning/"), official, person(university, "cfo", "Fia Fem"), signatory)
    send(accepts, place(payer, f"redovisningar/{university}/godta/"))
    send(accepts, place(payer, f"aterbetalningar/{university}/registrera/"), transferred="9 166 667",
         **{"belopp-utbildning": "7 666 667", "belopp-samordning": "1 500 000"}, reference="Å1",
         day="2029-07-10")  # fmt: skip
    assert "Inget är kvar att återbetala" in words(main_of(accepts, place(payer, f"aterbetalningar/{university}/")))

    words_of_2022 = re.compile(OF_ANOTHER.pattern.replace("|rekvir|requisition", ""), re.IGNORECASE)
    for code, client in {university: official, payer: accepts}.items():
        starts = tuple(f"/organisation/{code}/{room}/" for room in ("pengar", "uppgifter", "overenskommelser"))
        assert said_of_another(client, *starts, agreement_id=agreement_id, of_another=words_of_2022) == {}, code

    closed_on(EXAMPLES / agreement_id, "2029-12-01")
    settings.NARAVARD_TODAY = "2029-12-02"
    assert heading(main_of(official, f"/organisation/{university}/overenskommelser/")) == (
        "Ingen överenskommelse gäller organisationen nu"
    )
