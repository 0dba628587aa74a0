"""The API's figures are those of the pages, the files and the command line, to the krona."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client

from api_client import AGREEMENTS, Data, ask, every_item
from command_line import AGREEMENT
from naravard.cli.main import run
from web_pages import csv_rows
from web_shared import FOLDERS, LAROSATEN, LITEN, WHOLE

BASE = f"{AGREEMENTS}/{WHOLE}"
FOLDER_OF = {WHOLE: AGREEMENT, LAROSATEN: str(FOLDERS / LAROSATEN), LITEN: str(FOLDERS / LITEN)}


@pytest.fixture
def command_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> object:
    """Run a command and return what it wrote."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("NARAVARD_LANGUAGE", raising=False)

    def written(*arguments: str) -> str:
        capsys.readouterr()
        run(list(arguments))
        return capsys.readouterr().out

    return written


def csv_of(items: list[Data], amount: str) -> list[str]:
    """Write amounts as the command line does."""
    return [
        f"{item['grant']}{'/' + item['earmark'] if item['earmark'] else ''},{item['recipient']['code']},"
        f"{item['recipient']['name']},{item[amount]}"
        for item in items
    ]


@pytest.mark.parametrize("agreement_id", [WHOLE, LAROSATEN, LITEN])
@pytest.mark.parametrize(("amount", "option"), [("computed", []), ("binding", ["--binding"])])
@pytest.mark.parametrize(("earmarks", "also"), [("false", []), ("true", ["--earmarks"])])
def test_every_amount_is_that_of_the_command_line(
    reader: Client,
    command_line: object,
    agreement_id: str,
    amount: str,
    option: list[str],
    earmarks: str,
    also: list[str],
) -> None:
    lines = command_line("allocate", FOLDER_OF[agreement_id], "--format", "csv", *option, *also).splitlines()
    items = every_item(reader, f"{AGREEMENTS}/{agreement_id}/allocation?earmarks={earmarks}&limit=50")
    assert csv_of(items, amount) == lines[1:]


def test_amounts_are_whole_and_the_exact_ones_are_near_them(reader: Client) -> None:
    items = every_item(reader, f"{BASE}/allocation")
    assert len(items) == 190
    for item in items:
        assert type(item["binding"]) is int
        assert type(item["computed"]) is int
        assert abs(Fraction(item["exact"]) - item["computed"]) < 1


def test_every_grant_that_is_shared_out_sums_to_its_amount(reader: Client) -> None:
    grants = ask(reader, f"{BASE}/allocation")["grants"]
    assert len(grants) == 11
    for grant in grants:
        shared = 0 if grant["awaits"] else grant["amount"]
        assert grant["binding"] == grant["computed"] == shared
        assert grant["unallocated"] == 0


def test_a_grant_that_awaits_a_key_says_what_and_by_when(reader: Client) -> None:
    found = ask(reader, f"{BASE}/allocation?grant=vfu")
    (grant,) = found["grants"]
    assert found["items"] == []
    assert [key["key"] for key in grant["awaits"]] == ["vfu-weeks-2021", "vfu-weeks-2022"]
    assert {(key["duty"], key["due"]) for key in grant["awaits"]} == {("vfu-report", "2022-11-30")}
    assert "senast 2022-11-30" in grant["message"]["sv"]
    assert "by 2022-11-30" in grant["message"]["en"]


@pytest.mark.parametrize(
    ("query", "count", "grants"),
    [
        ("", 190, 11),
        ("grant=ambulans", 21, 1),
        ("recipient=09", 9, 10),
        ("recipient=SKR", 1, 1),
        ("grant=ambulans&recipient=09", 1, 1),
        ("grant=nara-vard-regioner&earmarks=true", 42, 1),
        ("recipient=0980", 0, 1),
    ],
)
def test_amounts_are_chosen_by_grant_and_recipient(reader: Client, query: str, count: int, grants: int) -> None:
    found = ask(reader, f"{BASE}/allocation?{query}")
    assert (found["count"], len(found["grants"])) == (count, grants)


def test_the_four_amounts_moved_by_hand_differ_and_no_others(reader: Client) -> None:
    moved = {
        (item["grant"], item["recipient"]["code"]): item["binding"]
        for item in every_item(reader, f"{BASE}/allocation")
        if item["binding"] != item["computed"]
    }
    assert moved == {
        ("vidareutbildning-kommuner", "06"): 3_846_172,
        ("vidareutbildning-kommuner", "23"): 1_386_624,
        ("medarbetare-regioner", "08"): 46_426_770,
        ("medarbetare-regioner", "17"): 53_227_562,
    }


def test_every_amount_leads_to_its_explanation(reader: Client) -> None:
    for item in every_item(reader, f"{BASE}/allocation?earmarks=true"):
        if item["recipient"]["code"] in {"09", "23", "SKR"}:
            found = ask(reader, item["explanation"])
            assert found["amount"] == item["binding"]
            assert found["computed"] == item["computed"]
            assert found["exact"]["fraction"] == item["exact"]


@pytest.mark.parametrize(
    ("address", "arguments"),
    [
        ("ambulans/09", ["--grant", "ambulans", "--recipient", "09"]),
        ("vidareutbildning-kommuner/06", ["--grant", "vidareutbildning-kommuner", "--recipient", "06"]),
    ],
)
def test_an_explanation_is_that_of_the_command_line(
    reader: Client, command_line: object, address: str, arguments: list[str]
) -> None:
    written = command_line("explain", AGREEMENT, *arguments, "--format", "json")
    assert ask(reader, f"{BASE}/allocation/{address}") == json.loads(written) | {"version": None}


def test_an_explanation_goes_from_the_pot_to_the_krona(reader: Client) -> None:
    found = ask(reader, f"{BASE}/allocation/ambulans/09")
    assert found["amount"] == 934_968
    assert Fraction(found["exact"]["fraction"]) > 934_967
    assert found["clauses"]["rule"] == "9"
    assert found["lines"][0]["en"].startswith("Region Gotland")


def test_a_municipality_is_explained_at_the_second_level(reader: Client, every_rule: str) -> None:
    base = f"{AGREEMENTS}/{every_rule}"
    (account,) = ask(reader, f"{base}/recipients/0114")["accounts"]
    (part,) = account["onward_amounts"]
    found = ask(reader, part["explanation"])
    assert found["level"] == "onward"
    assert found["amount"] == part["amount"] == account["onward"]
    assert part["county"]["code"] == "01"


def test_the_second_level_shares_out_the_whole_of_each_county(reader: Client, every_rule: str) -> None:
    base = f"{AGREEMENTS}/{every_rule}"
    (received,) = ask(reader, f"{base}/allocation?grant=lan&recipient=14")["items"]
    onward = every_item(reader, f"{base}/recipients?kind=municipality&county=14")
    assert sum(item["onward"] for item in onward) == received["binding"]


def test_the_audit_is_that_of_the_command_line(reader: Client, command_line: object) -> None:
    found = ask(reader, f"{BASE}/audit")
    assert found == json.loads(command_line("audit", AGREEMENT, "--format", "json"))
    assert (found["compared"], found["equal"], len(found["differing"])) == (189, 185, 4)


@pytest.mark.parametrize("agreement_id", [WHOLE, LAROSATEN])
@pytest.mark.parametrize(("operation", "page", "column"), [("requirements", "krav", "id"), ("duties", "datum", "text")])
def test_requirements_and_duties_are_as_many_as_the_pages_have(
    reader: Client, agreement_id: str, operation: str, page: str, column: str
) -> None:
    items = every_item(reader, f"{AGREEMENTS}/{agreement_id}/{operation}?limit=20")
    rows = csv_rows(reader, f"/overenskommelser/{agreement_id}/{page}.csv")
    assert [item[column] for item in items] == [row[column] for row in rows]


def test_a_signed_annex_has_the_figures_of_its_page(reader: Client) -> None:
    found = ask(reader, f"{BASE}/annexes/bilaga-4")
    rows = csv_rows(reader, f"/overenskommelser/{WHOLE}/bilagor/bilaga-4.csv")
    money = [column["id"] for column in found["columns"] if column["holds"] in {"grant", "total"}]
    assert [row["code"] for row in found["rows"]] == [row["recipient_code"] for row in rows]
    for row, printed in zip(found["rows"], rows, strict=True):
        assert {name: str(row["values"][name]) for name in money} == {name: printed[name] for name in money}
    totals = found["totals"]["values"]
    assert all(sum(row["values"][name] for row in found["rows"]) == totals[name] for name in money)


def test_shares_and_keys_of_an_annex_are_exact(reader: Client) -> None:
    found = ask(reader, f"{BASE}/annexes/bilaga-3")
    exact = {column["holds"]: column["id"] for column in found["columns"] if column["holds"] in {"key", "share"}}
    shares = [Fraction(row["values"][exact["share"]]) for row in found["rows"]]
    assert all(0 < share < 1 for share in shares)
    keys = [Fraction(row["values"][exact["key"]]) for row in found["rows"]]
    assert sum(keys) == Fraction(found["totals"]["values"][exact["key"]]) == 398_986


def test_a_computed_annex_has_the_binding_amounts(reader: Client) -> None:
    found = ask(reader, f"{BASE}/annexes/regions")
    items = every_item(reader, f"{BASE}/allocation?grant=medarbetare-regioner")
    column = {row["code"]: row["values"]["medarbetare-regioner"] for row in found["rows"]}
    assert column == {item["recipient"]["code"]: item["binding"] for item in items}
    assert not found["is_signed"]


def test_recipients_have_the_sums_of_their_page(reader: Client) -> None:
    items = every_item(reader, f"{BASE}/recipients?kind=region")
    rows = csv_rows(reader, f"/overenskommelser/{WHOLE}/mottagare.csv?slag=regioner")
    assert [str(item["binding"]) for item in items] == [row["amount"] for row in rows]
    assert sum(item["binding"] for item in items) == 5_070_000_000


def test_a_countys_code_means_its_region_and_its_rss(reader: Client) -> None:
    found = ask(reader, f"{BASE}/recipients/09")
    assert [account["recipient"]["kind"] for account in found["accounts"]] == ["region", "rss"]
    region = found["accounts"][0]
    assert region["binding"] == sum(amount["binding"] for amount in region["amounts"]) == 30_039_872
    assert [earmark["earmark"] for earmark in region["earmarks"]] == ["fast-lakarkontakt"]
    assert region["awaits"] == ["vfu"]
    duties = {duty["id"]: duty for duty in ask(reader, f"{BASE}/duties")["items"]}
    assert region["duties"]
    assert all("regions" in duties[duty]["who"] for duty in region["duties"])
