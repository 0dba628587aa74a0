"""``naravard allocate``: the contract of the CSV, and what goes where."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from command_line import AGREEMENT, Run
from naravard.agreement.library import open_agreement
from naravard.agreement.reference import recipients_of_kind

GRANTS = [
    "nara-vard-regioner", "nara-vard-kommuner", "medarbetare-regioner", "medarbetare-kommuner",
    "vidareutbildning-regioner", "vidareutbildning-kommuner", "karriartjanster", "e-halsa", "ambulans", "skr",
]  # fmt: skip


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_has_one_row_per_grant_and_recipient_in_the_agreements_order(naravard: Run) -> None:
    answer = naravard("allocate", AGREEMENT, "--format", "csv")
    assert answer.code == 0
    assert answer.out.startswith(
        "grant,recipient_code,recipient,amount\nnara-vard-regioner,01,Region Stockholm,559366711"
    )
    assert "\r" not in answer.out
    rows = rows_of(answer.out)
    assert list(dict.fromkeys(row["grant"] for row in rows)) == GRANTS
    assert len(rows) == 9 * 21 + 1
    for grant in GRANTS[:-1]:
        codes = [row["recipient_code"] for row in rows if row["grant"] == grant]
        assert codes == sorted(codes)
        assert (codes[0], codes[-1]) == ("01", "25")
    assert rows[-1] == {
        "grant": "skr", "recipient_code": "SKR", "recipient": "Sveriges Kommuner och Regioner", "amount": "53000000",
    }  # fmt: skip


def test_a_grant_that_awaits_a_key_is_told_of_on_standard_error_only(naravard: Run) -> None:
    answer = naravard("allocate", AGREEMENT, "--format", "csv")
    assert "vfu" not in answer.out
    assert len(answer.err.splitlines()) == 1
    for word in ("VFU", "vfu-weeks-2021", "vfu-weeks-2022", "2022-11-30", "4.6.1"):
        assert word in answer.err


def test_every_column_meets_its_pot(naravard: Run) -> None:
    agreement = open_agreement(AGREEMENT).agreement
    assert agreement is not None
    for flags in ((), ("--binding",)):
        rows = rows_of(naravard("allocate", AGREEMENT, "--format", "csv", *flags).out)
        for grant in GRANTS:
            total = sum(int(row["amount"]) for row in rows if row["grant"] == grant)
            assert total == agreement.grant(grant).amount


def test_binding_gives_the_signed_amounts(naravard: Run) -> None:
    computed = rows_of(naravard("allocate", AGREEMENT, "--format", "csv").out)
    signed = rows_of(naravard("allocate", AGREEMENT, "--format", "csv", "--binding").out)
    moved = {
        (was["grant"], was["recipient_code"]): int(now["amount"]) - int(was["amount"])
        for was, now in zip(computed, signed, strict=True)
        if was != now
    }
    assert moved == {
        ("medarbetare-regioner", "08"): -1,
        ("medarbetare-regioner", "17"): 1,
        ("vidareutbildning-kommuner", "06"): -1,
        ("vidareutbildning-kommuner", "23"): 1,
    }


def test_earmarks_are_rows_of_their_own_only_when_asked_for(naravard: Run) -> None:
    name = "nara-vard-regioner/fast-lakarkontakt"
    assert name not in naravard("allocate", AGREEMENT, "--format", "csv").out
    rows = rows_of(naravard("allocate", AGREEMENT, "--format", "csv", "--earmarks").out)
    parts = [row for row in rows if row["grant"] == name]
    assert sum(int(row["amount"]) for row in parts) == 200_000_000
    assert rows.index(parts[0]) == 21


def test_one_grant_can_be_asked_for(naravard: Run) -> None:
    answer = naravard("allocate", AGREEMENT, "--format", "csv", "--grant", "ambulans", "--grant", "skr")
    assert {row["grant"] for row in rows_of(answer.out)} == {"ambulans", "skr"}
    assert answer.err == ""


def test_the_file_name_decides_the_form_and_a_file_is_written_over(naravard: Run, tmp_path: Path) -> None:
    file = tmp_path / "fördelning.xlsx"
    file.write_text("gammalt")
    answer = naravard("allocate", AGREEMENT, "--output", file)
    assert (answer.code, answer.out) == (0, "")
    book = load_workbook(file)
    assert book.sheetnames[:2] == ["Medel till regionerna", "Medel till kommunerna, länsvis"]
    assert book["Medel till regionerna"]["C2"].value == 559366711


def test_json_says_what_it_was_made_from(naravard: Run) -> None:
    data = json.loads(naravard("allocate", AGREEMENT, "--format", "json").out)
    assert data["agreement"] == AGREEMENT
    assert len(data["digest"]) == 64
    assert data["rows"][0] == {
        "grant": "nara-vard-regioner", "recipient_code": "01", "recipient": "Region Stockholm", "amount": 559366711,
    }  # fmt: skip


def test_the_table_has_totals_and_says_what_is_awaited(naravard: Run) -> None:
    answer = naravard("allocate", AGREEMENT)
    assert "5\u00a0070\u00a0000\u00a0000" in answer.out
    assert "1\u00a0000\u00a0000\u00a0000" in answer.out
    assert "fördelas inte ännu" in answer.out
    assert answer.err == ""


def test_the_table_speaks_english(naravard: Run) -> None:
    answer = naravard("--language", "en", "allocate", AGREEMENT, "--grant", "ambulans")
    assert "Money to the regions" in answer.out
    assert "Total" in answer.out


def test_brought_keys_share_out_what_was_awaited(naravard: Run, tmp_path: Path) -> None:
    codes = [recipient.code for kind in ("region", "municipality") for recipient in recipients_of_kind(kind)]
    before, after = tmp_path / "2021.csv", tmp_path / "2022.csv"
    before.write_text("code,value\n" + "".join(f"{code},10\n" for code in codes))
    rows = "".join(f"{code};{'30,5' if code == '0114' else '10'}\n" for code in codes)
    after.write_text(f"sep=;\ncode;value\n{rows}Totalt;3 130,5\n")
    answer = naravard(
        "allocate", AGREEMENT, "--format", "csv", "--grant", "vfu",
        "--key", f"vfu-weeks-2021={before}", "--key", f"vfu-weeks-2022={after}",
    )  # fmt: skip
    assert (answer.code, answer.err) == (0, "")
    amounts = {row["recipient_code"]: int(row["amount"]) for row in rows_of(answer.out)}
    assert len(amounts) == 311
    assert amounts["0114"] == 250_000_000


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("code,value\n99,1\n", "99"),
        ("code,value\n01,1\n", "saknar"),
        ("code,value\n01,många\n", "rad 2: ”många” är inget tal"),
        ("code,value\n01,-5\n", "mindre än noll"),
        ("code,value\n01,1\n01,2\n", "Koden 01 står två gånger"),
        ("code,value\n,1\n", "ingen kod"),
        ("region,antal\nStockholm,1\n", "kolumnerna code och value"),
        ("", "tom"),
        ("\x00\x01\x02", "nyckel.csv"),
    ],
)
def test_a_key_file_that_is_wrong_is_told_of_with_its_line(
    naravard: Run, tmp_path: Path, content: str, expected: str
) -> None:
    file = tmp_path / "nyckel.csv"
    file.write_text(content)
    answer = naravard("allocate", AGREEMENT, "--grant", "ambulans", "--key", f"population={file}")
    assert answer.code == 2
    assert expected in answer.err
    assert answer.out == ""
