"""Reading pages in tests: get one, take its main part, and read it as a person would."""

import csv
import io

from django.test import Client
from lxml import html


def main_of(reader: Client, address: str, status: int = 200) -> html.HtmlElement:
    """Get a page and return its main part."""
    answer = reader.get(address)
    assert answer.status_code == status, address
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")


def words(element: html.HtmlElement) -> str:
    """Return the element's words with plain blanks."""
    return " ".join(element.text_content().split())


def own_yes(main: html.HtmlElement) -> dict[str, list[str]]:
    """Return what a check's boxes say yes to, as they are sent when each is ticked; none is from the beginning."""
    boxes = main.xpath(".//input[@type='checkbox'][@name='medger']")
    assert not [box for box in boxes if box.get("checked") is not None], "no box of one's own yes is ticked"
    return {"medger": [box.get("value") for box in boxes]}


def heading(main: html.HtmlElement) -> str:
    """Return the page's only heading of the first level."""
    (found,) = main.xpath(".//h1")
    return words(found)


def table_rows(main: html.HtmlElement, number: int = 0) -> list[list[str]]:
    """Return the cells of one of the page's tables, its headings first and its totals last."""
    table = main.xpath(".//table")[number]
    return [[words(cell) for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]


def chart(main: html.HtmlElement, number: int = 0) -> dict[str, str]:
    """Return what one of the page's charts says: for each row of bars its words and figure, with plain blanks."""
    rows = main.xpath(".//figure")[number].xpath(".//li")
    for row in rows:
        (bar,) = row.xpath("./svg")
        assert bar.get("aria-hidden") == "true", "it is said by the words"
        places = [float(piece.get(side, "0").removesuffix("%")) for piece in bar for side in ("x", "width", "x1")]
        assert 0 <= min(places) <= max(places) <= 100
    return dict([words(told) for told in row.xpath("./div/span")] for row in rows)


def bars(main: html.HtmlElement, number: int = 0) -> dict[str, list[str]]:
    """Return what one of the page's charts without figures draws: for each row how its bars are filled."""
    rows = main.xpath(".//figure")[number].xpath("./ul[@class='nv-bars']/li")
    return {words(row.xpath("./div")[0]): row.xpath("./svg/rect/@class") for row in rows}


def flow(main: html.HtmlElement) -> dict[str, str]:
    """Return the steps of the money's way as the page tells them: for each its sum, and its day where it has one."""
    return facts(main.xpath('.//dl[@class="nv-flow"]')[0])


def facts(element: html.HtmlElement) -> dict[str, str]:
    """Return what the lists of terms say: for each term its words."""
    pairs = (entry.getparent() for entry in element.xpath(".//dt"))
    return {words(pair.xpath("./dt")[0]): " ".join(filter(None, map(words, pair.xpath("./dd")))) for pair in pairs}


def csv_rows(reader: Client, address: str) -> list[dict[str, str]]:
    """Get a table as CSV and return its rows."""
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def figure(text: str) -> str:
    """Return a figure as the files write it: no groups, no unit."""
    return text.replace("\u00a0", "").replace(" ", "").removesuffix("kr").replace("\u2212", "-")
