"""One truth: in the lived year a figure of one meaning is the same in every table that has it, on every day tried.

The tables are those of the country, of Kammarkollegiet and of the recipients themselves, read as files from the
demonstration by the people who may see them. What a column means is its name; where a table means something else by
the same name it says so here.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from lxml import html

from amounts_walk import reader_of, wrong_amounts
from page_rules import broken_rules
from real_service import Browser, RealService
from web_shared import WHOLE

AT_FIRST, IN_SPRING = "2022-11-15", "2023-04-03"
"""The days on which the tables are read: the first that is shown, and one when everybody reports."""
FIGURES = (
    "allotted", "requisitioned", "paid", "onward", "costs", "used", "left", "repaid", "awaiting", "own", "reclaimed",
    "to_repay",
)  # fmt: skip
PAYER = f"/organisation/kammarkollegiet/pengar/{WHOLE}"
OF_THE_PAYER = {
    "aterbetalningar": frozenset(FIGURES),
    "redovisningar": frozenset(FIGURES),
    "rekvisitioner": frozenset({"requisitioned"}),  # its other sums are those of the requisition alone
}
OF_A_RECIPIENT = {
    "": frozenset(FIGURES),
    "/uppfoljning": frozenset(FIGURES),
    "/aterbetalning": frozenset(FIGURES) - {"costs", "own"},  # it has the grants that were paid, and their costs
    "/kostnader/per-medel": frozenset(FIGURES),
    "/redovisning": frozenset(FIGURES),
}
RECIPIENTS = {
    "region-10": "sok=Blekinge&slag=region&roll=official",
    "region-05": "sok=%C3%96sterg%C3%B6tland&slag=region&roll=official",
    "rss-07": "sok=RSS+Kronoberg&roll=rss-coordinator",
    "skr": "slag=skr&roll=skr-official",
}


def become(browser: Browser, query: str) -> None:
    page = html.fromstring(browser.get(f"/demo/bli/?{query}").text)
    form = next(one for one in page.forms if one.xpath(".//*[contains(@class, 'nv-person__button')]"))
    assert browser.send(form.action, dict(form.form_values())).status == 303


def goes_to(browser: Browser, day: str) -> None:
    page = html.fromstring(browser.get("/demo/dag/").text)
    form = next(one for one in page.forms if "dag" in one.fields)
    assert browser.send(form.action or "/demo/dag/", dict(form.form_values()) | {"dag": day}).status == 303


def rows(browser: Browser, address: str) -> list[dict[str, str]]:
    answer = browser.get(f"{address}.csv")
    assert answer.status == 200, address
    return list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))


def differences(told: dict[str, str], country: dict[str, str], where: str, figures: frozenset[str]) -> Iterator[str]:
    for name in sorted(figures):
        if told.get(name) and country.get(name) and told[name] != country[name]:
            yield f"{where}, {country['name']}: {name} is {told[name]}, and {country[name]} in the country's table"


def summed(found: list[dict[str, str]]) -> dict[str, str]:
    """Add a recipient's rows up: its grants, without the earmarks that are parts of them."""
    grants = [row for row in found if not row.get("earmark") and not row["grant"].startswith("varav ")]
    return {
        name: str(sum(int(row[name]) for row in grants if row[name]))
        for name in FIGURES
        if grants and name in grants[0]
    }


READERS = {
    "the public": ("", 15),
    "a region's official": ("sok=%C3%96sterg%C3%B6tland&slag=region&roll=official", 20),
    "a region's director": ("sok=Uppsala&slag=region&roll=region-director", 15),
    "an RSS's coordinator": ("sok=RSS+Kronoberg&roll=rss-coordinator", 15),
    "a municipality's official": ("sok=Ljungby&roll=municipal-official", 10),
    "SKR's official": ("slag=skr&roll=skr-official", 10),
    "the payment handler": ("roll=payment-handler", 15),
    "the ministry's official": ("roll=ministry-official", 6),
    "the report analyst": ("roll=report-analyst", 4),
}
"""Who walks the pages of money, and how many kinds of pages they meet at least."""


@dataclass(frozen=True)
class LivedYear:
    """The service on the later day, and what the tables said differently on either."""

    service: RealService
    disagreements: tuple[str, ...]


@pytest.fixture(scope="module")
def lived(demonstration: RealService, demonstration_in_spring: RealService) -> LivedYear:
    found = [*disagreements(Browser(demonstration), AT_FIRST)]
    browser = Browser(demonstration_in_spring)
    goes_to(browser, IN_SPRING)
    return LivedYear(demonstration_in_spring, (*found, *disagreements(browser, IN_SPRING)))


def test_a_figure_of_one_meaning_is_the_same_in_every_table(lived: LivedYear) -> None:
    assert lived.disagreements == ()


@pytest.mark.parametrize("who", READERS)
def test_every_amount_leads_to_what_it_consists_of_and_to_its_clause(lived: LivedYear, who: str) -> None:
    query, least = READERS[who]
    browser = Browser(lived.service)
    if query:
        become(browser, query)
    reader = reader_of(who, browser)
    wrong, kinds = wrong_amounts(reader)
    assert wrong == []
    assert len(kinds) >= least, kinds
    broken = [
        f"{who} {page.address} {fault}"
        for page in reader.pages.values()
        if page.main is not None
        for fault in broken_rules(page.main, page.name, page.address)
    ]
    assert broken == []


def disagreements(browser: Browser, day: str) -> Iterator[str]:
    become(browser, "roll=payment-handler")
    country = {row["code"]: row for row in rows(browser, f"/landet/pengar/{WHOLE}")}
    names = {row["name"]: code for code, row in country.items()}
    for table, figures in OF_THE_PAYER.items():
        for row in rows(browser, f"{PAYER}/{table}"):
            whose = country[row.get("code") or names[row["recipient"]]]
            yield from differences(row, whose, f"{day} {table}", figures)
    for code, query in RECIPIENTS.items():
        become(browser, query)
        for part, figures in OF_A_RECIPIENT.items():
            told = summed(rows(browser, f"/organisation/{code}/pengar/{WHOLE}{part}"))
            yield from differences(told, country[code], f"{day} {part or 'pengar'}", figures)
