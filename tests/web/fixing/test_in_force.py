"""What everyone may read says what is in force: the newest fixed version, else the agreement's own rules."""

import io
import re
from collections.abc import Iterator

import openpyxl
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from api_client import AGREEMENTS, ask, every_item
from fixing_steps import SHARED_AT, both_versions, taken_in_anew
from money_steps import FIXED_AT, fixed, money
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.in_force import in_force
from naravard.web.fixing.acts import state_reference_number
from naravard.web.ledger.accounts import moneys_of, recipients_of
from naravard.web.ledger.fixed_version import allocation_of
from naravard.web.ledger.next_version import COMPUTED, SIGNED
from placement_steps import WEEKS, weeks
from web_pages import csv_rows, heading, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db

BASE = f"/overenskommelser/{WHOLE}"
POT = 250_000_000
NOT_SHARED = re.compile("inte fördelat än|inte fördelade än|Inte fördelat än|Anges inte i texten|inväntar")


def numbers_stated() -> None:
    """State both numbers that the text leaves open."""
    for reference_id, number in (("overenskommelsen", "S2022/00123"), ("utbetalningsbeslutet", "S2022/00456")):
        state_reference_number(
            actor=THE_SERVICE, agreement_id=WHOLE, reference_id=reference_id, number=number, at=FIXED_AT, seen=""
        )


def public_pages() -> Iterator[str]:
    """Give the address of every page of an agreement that everyone may read, with real names in it."""
    real = {
        "agreement_id": WHOLE, "grant_id": "vfu", "code": "09", "form": "json", "annex_id": "municipalities",
        "area_id": "nara-vard", "version": "2", "clause_id": "9", "key_id": "vfu-weeks-2021",
    }  # fmt: skip

    def patterns(entries: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, URLPattern]]:
        for entry in entries:
            address = before + str(entry.pattern).removeprefix("^")
            if isinstance(entry, URLResolver):
                yield from patterns(entry.url_patterns, address)
            else:
                yield address, entry

    for address, _entry in patterns(get_resolver().url_patterns, "/"):
        if address.startswith("/overenskommelser/") and "earmark" not in address and "vidare" not in address:
            names = re.findall(r"<(?:\w+:)?(\w+)>", address)
            if all(name in real for name in names):
                yield re.sub(r"<(?:\w+:)?(\w+)>", lambda found: real[found[1]], address)


def test_before_anything_is_fixed_the_pages_say_that_the_rules_give_the_amounts(reader: Client) -> None:
    for page in ("", "medel/", "mottagare/", "mottagare/09/", "medel/ambulans/", "medel/ambulans/09/", "faststallt/"):
        assert "Fördelningen är inte fastställd än" in words(main_of(reader, f"{BASE}/{page}")), page
    assert "250 000 000 kr är inte fördelade än" in heading(main_of(reader, f"{BASE}/medel/vfu/"))


@pytest.mark.parametrize("basis", [SIGNED, COMPUTED])
def test_what_is_in_force_is_to_the_krona_what_was_allotted(basis: str) -> None:
    both_versions(basis)
    shown = shown_or_404(WHOLE)
    told = {
        (cell.recipient.kind, cell.recipient.code, allocated.grant.id): cell.binding
        for allocated in in_force(shown).allocation.grants  # type: ignore[union-attr]
        for cell in allocated.cells
    }
    allotted = {
        (one.organisation.kind, one.organisation.recipient_code, part.grant): part.amount
        for one in moneys_of(shown, recipients_of(shown), SHARED_AT)
        for part in one.book.tally.allotted.sums  # type: ignore[union-attr]
    }
    assert told == allotted
    assert sum(amount for (_, _, grant), amount in told.items() if grant == "vfu") == POT


def test_no_public_page_says_of_what_was_fixed_and_stated_that_it_is_not(reader: Client) -> None:
    both_versions()
    numbers_stated()
    addresses = [*public_pages(), "/", "/landet/", "/oppna-data/"]
    assert len(addresses) > 40
    for address in addresses:
        if "/simulering/" in address:  # it tries the agreement's own rules, and says so
            continue
        answer = reader.get(address)
        assert answer.status_code == 200, address
        if answer["Content-Type"].startswith(("text/html", "application/json")):
            assert not NOT_SHARED.search(answer.content.decode()), address


def test_pages_with_amounts_say_which_version_they_are_and_lead_to_all_versions(
    reader: Client, settings: object
) -> None:
    settings.NARAVARD_TODAY = "2023-04-03"  # type: ignore[attr-defined]
    both_versions()
    for page in ("", "medel/", "medel/vfu/", "medel/vfu/09/", "mottagare/", "mottagare/09/", "bilagor/"):
        main = main_of(reader, f"{BASE}/{page}")
        assert "Så här är det 3 april 2023: enligt version 2, fastställd 23 december 2022." in words(main), page
        assert f"{BASE}/faststallt/" in main.xpath(".//a/@href"), page
    for page in ("/", "/landet/"):
        assert "enligt version 2, fastställd 23 december 2022." in words(main_of(reader, page)), page


def test_the_pages_tell_a_recipient_the_money_that_was_shared_by_the_reports(reader: Client) -> None:
    version = both_versions()
    part = allocation_of(version).grant("vfu").cell("09").binding
    assert part > 0
    whole = 30_039_872 + part
    rows = {(row["code"], row["kind"]): row for row in csv_rows(reader, f"{BASE}/mottagare.csv?slag=alla")}
    assert int(rows["09", "Region"]["amount"]) == whole
    assert money("region-09").balance.total.allotted == whole
    told = words(main_of(reader, f"{BASE}/medel/vfu/09/"))
    assert "har angetts särskilt" not in told
    assert f"{part:,}".replace(",", " ") in told.replace("\N{NO-BREAK SPACE}", " ")
    assert "100 veckor" not in words(main_of(reader, f"{BASE}/medel/vfu/0980/"))
    assert "Varför får Gotland 0 kr" in heading(main_of(reader, f"{BASE}/medel/vfu/0980/")).replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_the_counties_sums_are_those_in_force(reader: Client) -> None:
    both_versions()
    rows = csv_rows(reader, "/landet.csv")
    assert sum(int(row["amount"]) for row in rows) + 53_000_000 == 6_123_000_000 + POT


def test_files_say_which_version_they_are(reader: Client) -> None:
    both_versions()
    answer = reader.get(f"{BASE}/mottagare.csv")
    assert answer["Content-Disposition"].endswith('-mottagare-version-2.csv"')
    table = reader.get(f"{BASE}/mottagare.json").json()
    assert (table["allocation_version"], table["allocation_fixed"]) == (2, "2022-12-23")
    book = openpyxl.load_workbook(io.BytesIO(reader.get(f"{BASE}/mottagare.xlsx").content))
    source = [[cell.value for cell in row] for row in book["Källa"].rows]
    assert ["Fastställd fördelning", "Enligt version 2, fastställd 2022-12-23."] in source


def test_the_open_api_tells_what_is_in_force_and_an_earlier_version_when_asked(reader: Client) -> None:
    ask(reader, f"{AGREEMENTS}/{WHOLE}/allocation/vfu/09", 409)
    both_versions()
    numbers_stated()
    base = f"{AGREEMENTS}/{WHOLE}"
    found = ask(reader, f"{base}/allocation?grant=vfu")
    assert found["version"]["number"] == 2
    assert found["grants"][0]["binding"] == POT
    assert found["grants"][0]["awaits"] == []
    assert ask(reader, f"{base}/allocation/vfu/09")["version"]["number"] == 2
    assert ask(reader, f"{base}/recipients/09")["version"]["number"] == 2
    assert all(not item["awaits"] for item in every_item(reader, f"{base}/recipients?limit=1000"))
    before = ask(reader, f"{base}/allocation?grant=vfu&version=1")
    assert before["version"]["number"] == 1
    assert before["grants"][0]["binding"] == 0
    assert ask(reader, f"{base}/allocation?version=3", 404)["error"]["id"] == "version-unknown"
    listed = every_item(reader, f"{base}/versions")
    assert [(one["number"], one["total"]) for one in listed] == [(2, 6_123_000_000 + POT), (1, 6_123_000_000)]
    stated = {one["id"]: one["number"] for one in ask(reader, base)["stated_reference_numbers"]}
    assert stated == {"overenskommelsen": "S2022/00123", "utbetalningsbeslutet": "S2022/00456"}
    (item,) = [one for one in every_item(reader, AGREEMENTS) if one["id"] == WHOLE]
    assert item["version"]["number"] == 2


def test_an_answer_that_was_kept_is_asked_for_again_once_something_is_fixed_or_stated(reader: Client) -> None:
    address = f"{AGREEMENTS}/{WHOLE}/allocation"
    first = reader.get(address)["ETag"]
    assert reader.get(address, headers={"If-None-Match": first}).status_code == 304
    both_versions()
    second = reader.get(address, headers={"If-None-Match": first})
    assert second.status_code == 200
    numbers_stated()
    assert reader.get(address, headers={"If-None-Match": second["ETag"]}).status_code == 200


def test_reference_numbers_stand_as_they_were_stated(reader: Client) -> None:
    assert "Numret är inte angivet än." in words(main_of(reader, f"{BASE}/papper/"))
    numbers_stated()
    for page in ("", "papper/", "faststallt/"):
        told = words(main_of(reader, f"{BASE}/{page}"))
        assert "S2022/00123 Angivet 1 mars 2022." in told, page
        assert "S2019/03056" in told, page


def test_the_history_of_versions_is_public_and_says_what_each_changed(reader: Client) -> None:
    both_versions()
    main = main_of(reader, f"{BASE}/faststallt/")
    assert heading(main) == "Version 2 gäller: 6 373 000 000 kr"
    rows = csv_rows(reader, f"{BASE}/faststallt.csv")
    assert [(row["version"], row["total"], row["sums"]) for row in rows] == [
        ("2", "6373000000", "311"),
        ("1", "6123000000", ""),
    ]
    assert f"{BASE}/faststallt/1/" in main.xpath(".//a/@href")
    one = main_of(reader, f"{BASE}/faststallt/2/")
    assert "Ändrat sedan versionen före" in words(one)
    changed = csv_rows(reader, f"{BASE}/faststallt/2/andringar.csv")
    assert sum(int(row["change"]) for row in changed) == POT
    assert reader.get(f"{BASE}/faststallt/1/andringar.csv").status_code == 404


def test_a_version_fixed_as_computed_shows_the_computed_amounts_and_no_departures(reader: Client) -> None:
    both_versions(COMPUTED)
    (row,) = [row for row in csv_rows(reader, f"{BASE}/medel/medarbetare-regioner.csv") if row["code"] == "08"]
    assert row["amount"] == "46426771"
    assert "undertecknade beloppet" not in words(main_of(reader, f"{BASE}/medel/medarbetare-regioner/08/"))
    annex = main_of(reader, f"{BASE}/bilagor/bilaga-4/")
    assert "som bilagan är tryckt" in words(annex)
    assert "enligt version 2" in words(annex)


def test_files_taken_in_again_change_no_amount_until_a_version_is_fixed_from_them(reader: Client) -> None:
    fixed()
    taken_in_anew(WHOLE, ("grants.yaml", "amount: 500 000", "amount: 600 000"))
    told = words(main_of(reader, f"{BASE}/medel/ambulans/09/"))
    assert "934 968" in told.replace("\N{NO-BREAK SPACE}", " ")
    assert "600 000" not in told.replace("\N{NO-BREAK SPACE}", " ")
    assert "har lästs in på nytt, eller ändrats av ett tillägg, sedan dess, men ingen ny version är fastställd" in told


def test_a_grant_that_came_into_the_agreement_after_the_version_is_told_of_as_not_fixed(reader: Client) -> None:
    weeks()
    taken_in_anew(
        WEEKS,
        ("agreement.yaml", "total: {amount: 1 000 100", "total: {amount: 1 000 142"),
        (
            "agreement.yaml",
            "grants:\n",
            'grants:\n  - {id: ny, name: Nytt, amount: 42, clause: "1", recipients: [regions], rule: equal}\n',
        ),
    )
    base = f"/overenskommelser/{WEEKS}/medel"
    assert "Fördelningen är inte fastställd än" in words(main_of(reader, f"{base}/ny/"))
    assert "Varför får Region Stockholm 2 kr" in heading(main_of(reader, f"{base}/ny/01/")).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "enligt version 1" in words(main_of(reader, f"{base}/lika/"))
    assert ask(reader, f"{AGREEMENTS}/{WEEKS}/allocation/ny/01")["version"] is None
