"""The shipped agreement is whole, quotes its own words, adds up, and gives the signed annexes."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from naravard.agreement.load import load_folder
from naravard.agreement.model import Agreement, Text
from naravard.agreement.quotations import quotations_of
from naravard.allocation import allocate

FOLDER = Path(__file__).parents[2] / "agreements" / "god-och-nara-vard-2022"

MARK = re.compile(r"(?m)^\s*- |(?<=\.)[¹²](?= )")
"""What the Markdown sets before a list item, and the marks of notes."""


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    loaded = load_folder(FOLDER)
    assert loaded.findings == ()
    assert loaded.agreement is not None
    return loaded.agreement


def folded(text: str) -> str:
    return " ".join(text.split())


def quotations(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Clause and words of everything that the folder says is quoted."""
    yield from ((one.clause, one.text) for one in quotations_of(agreement))
    for paper in agreement.papers:
        for part in paper.parts:
            clause = part.clause or paper.clause
            printed = clause == paper.clause == "bilaga 2"
            yield clause, f"{part.number}. {part.heading}" if printed else part.heading
            yield from ((clause, field.label) for field in part.fields)


def texts(value: object) -> Iterator[Text]:
    """Every text of the agreement that is written for its readers."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


def test_every_quotation_stands_in_its_clause(agreement: Agreement) -> None:
    words = {clause.id: folded(MARK.sub("", clause.text)) for clause in agreement.clauses}
    astray = [(clause, quote) for clause, quote in quotations(agreement) if folded(quote) not in words[clause]]

    assert astray == []


def test_every_text_for_readers_is_in_both_languages(agreement: Agreement) -> None:
    assert [text.sv for text in texts(agreement) if not text.en] == []


def test_amounts_of_areas_and_kinds_of_recipients_are_those_of_section_10_1(agreement: Agreement) -> None:
    by_recipients: dict[tuple[str, ...], int] = {}
    for grant in agreement.grants:
        by_recipients[grant.recipients] = by_recipients.get(grant.recipients, 0) + grant.amount

    assert by_recipients == {
        ("regions",): 5_070_000_000,
        ("rss",): 1_000_000_000,
        ("regions", "municipalities"): 250_000_000,
        ("skr",): 53_000_000,
    }
    assert sum(area.amount or 0 for area in agreement.areas) + agreement.grant("skr").amount == agreement.total.amount


def test_the_signed_annexes_are_computed_but_for_four_amounts_that_the_overrides_give(agreement: Agreement) -> None:
    allocation = allocate(agreement)
    shared = {grant.grant.id: grant for grant in allocation.grants}
    printed = [
        (shared[column.grant].cell(row.code), row.kronor(column.column), column.grant)
        for table in agreement.published
        for column in table.columns
        if column.grant
        for row in table.rows
    ]
    departing = [(grant, cell.recipient.code, kronor - cell.computed) for cell, kronor, grant in printed]

    assert len(printed) == 189
    assert [one for one in departing if one[2]] == [
        ("vidareutbildning-kommuner", "06", -1),
        ("vidareutbildning-kommuner", "23", 1),
        ("medarbetare-regioner", "08", -1),
        ("medarbetare-regioner", "17", 1),
    ]
    assert all(cell.binding == kronor for cell, kronor, _ in printed)


@pytest.mark.parametrize("annex", ["bilaga-3", "bilaga-4"])
def test_the_annex_as_csv_is_the_annex_in_the_text(agreement: Agreement, annex: str) -> None:
    lines = agreement.clause(annex.replace("-", " ")).text.splitlines()
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    with (FOLDER / "published" / f"{annex}.csv").open(encoding="utf-8", newline="") as file:
        rows = [row[1:] for row in csv.reader(file)][1:]
    columns = next(published for published in agreement.published if published.id == annex).columns

    assert [column.heading for column in columns] == table[0]
    assert rows == [[without_gaps(cell) for cell in row] for row in table[2:]]


def without_gaps(cell: str) -> str:
    return re.sub(r"(?<=\d) (?=\d)", "", cell)


def test_duties_with_a_day(agreement: Agreement) -> None:
    dated = [(duty.id, duty.due) for duty in agreement.duties if duty.due]

    assert dated == [
        ("question-set", date(2022, 3, 31)),
        ("interim-report-regions", date(2022, 9, 30)),
        ("interim-report-rss", date(2022, 9, 30)),
        ("skr-interim-report", date(2022, 9, 30)),
        ("vfu-report", date(2022, 11, 30)),
        ("skr-vfu-account", date(2022, 11, 30)),
        ("requisition-regions-skr", date(2022, 12, 1)),
        ("vfu-payment", date(2022, 12, 31)),
        ("final-report-regions", date(2023, 3, 31)),
        ("final-report-rss", date(2023, 3, 31)),
        ("skr-activity-report", date(2023, 3, 31)),
        ("financial-report-regions", date(2023, 3, 31)),
        ("financial-report-rss", date(2023, 3, 31)),
        ("financial-report-skr", date(2023, 3, 31)),
        ("repayment-regions", date(2023, 3, 31)),
        ("repayment-rss", date(2023, 3, 31)),
        ("repayment-skr", date(2023, 3, 31)),
    ]
    assert [duty.id for duty in agreement.duties if duty.lapses] == ["requisition-regions-skr"]
    assert agreement.duty("requisition-rss").due is None


def test_every_day_that_sections_4_6_1_7_and_10_name_is_a_duty(agreement: Agreement) -> None:
    months = {"mars": 3, "september": 9, "november": 11, "december": 12}
    named = {
        date(int(year), months[month], int(day))
        for clause in ("4.6.1", "7", "10.1", "10.2")
        for day, month, year in re.findall(r"den (\d+) ([a-z]+) (202\d)", agreement.clause(clause).text)
    }

    assert named <= {duty.due for duty in agreement.duties}
