"""What every page holds to, that a machine can see: statuses, tables and days (decisions 77 and 78).

A page is its ``<main>``, read with lxml. What stands in the agreement's own words, or as somebody sent it, is held to
nothing: its annexes, its text, and papers.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from naravard.agreement.status_words import EVERY, ShownStatus
from naravard.ledger.risks import Level
from naravard.web.site.tables import MOST_COLUMNS, NOUGHT, ROWS_A_PAGE

TOTALS = frozenset({"Summa", ""})
"""What a row of totals begins with; one that has nothing to add up in its first column begins with nothing."""
WHOLE = {
    "money:annex": "an annex has its columns and rows as they were signed",
    "agreements:text": "the agreement's own tables",
    "agreements:clause": "the agreement's own tables",
    "placements:shares": "each number that was reported, and what it gives",
    "placements:share": "the same of one duty of several",
    "simulation:compare": "a column a variant",
}
"""The pages whose tables stand whole, and why."""
OWN_TAGS = frozenset(level.label.sv for level in Level)
"""How pressing a warning is: no state of anything."""
_COLOURS = {status.sv: status.colour for status in EVERY if isinstance(status, ShownStatus)}
_DAY = re.compile(r"(?<![\w./=-])\d{4}-\d\d-\d\d(?![\w/-]|\.\w)")
_IN_DIGITS = "ancestor::table or ancestor::code or ancestor::textarea or ancestor::article or ancestor::script"
_TO_BE_WRITTEN = "contains(concat(' ', @class, ' '), ' govuk-hint ') or contains(@class, 'error')"


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def broken_rules(main: Any, name: str, address: str) -> Iterator[str]:
    """Give what is wrong with a page that has this name among the addresses."""
    yield from _statuses(main)
    yield from _done_steps(main)
    yield from _days(main)
    yield from loose_in_lines(main)
    if name in WHOLE:
        return
    asked = parse_qs(urlsplit(address).query)
    shows_all = any("alla" in values for name, values in asked.items() if name.startswith("sida"))
    for table in main.xpath(".//table[contains(@class, 'nv-table')][not(ancestor::article)]"):
        yield from _table(table, shows_all=shows_all)


def _statuses(main: Any) -> Iterator[str]:
    for tag in main.xpath(".//*[contains(concat(' ', @class, ' '), ' govuk-tag ')]"):
        said = words(tag)
        if said in OWN_TAGS:
            continue
        colour = next((colour for word, colour in _COLOURS.items() if said.startswith(word)), None)
        if colour is None:
            yield f"the tag “{said}” is none of the six words"
        elif f"govuk-tag--{colour}" not in tag.get("class"):
            yield f"the tag “{said}” has another colour than {colour}"


def _done_steps(main: Any) -> Iterator[str]:
    for step in main.xpath(".//li[contains(@class, 'nv-steps__step')][.//*[contains(@class, 'govuk-tag--green')]]"):
        if "Väntar på:" in words(step):
            yield f"the step “{words(step)}” is done and waits for somebody"


def _days(main: Any) -> Iterator[str]:
    for text in main.xpath(f".//text()[not({_IN_DIGITS}) and not(ancestor::*[{_TO_BE_WRITTEN}])]"):
        if (found := _DAY.search(text)) is not None:
            yield f"the day {found[0]} is not written out in “{' '.join(text.split())[:80]}”"


def loose_in_lines(main: Any) -> Iterator[str]:
    """Give what stands in a numbered line outside its two columns: each would be a column of its own."""
    for line in main.xpath(".//*[contains(concat(' ', @class, ' '), ' nv-lines__line ')]"):
        columns = line.xpath("./*[contains(@class, 'nv-lines__words') or contains(@class, 'nv-lines__figure')]")
        if len(columns) != len(line) or any(text.strip() for text in line.xpath("./text()")):
            yield f"the line “{words(line)[:80]}” has something outside its columns"


def _table(table: Any, *, shows_all: bool) -> Iterator[str]:
    caption = words(table.find("caption")) if table.find("caption") is not None else ""
    headings, rows = table.xpath("./thead/tr[1]/th"), table.xpath("./tbody/tr")
    if len(headings) > MOST_COLUMNS:
        yield f"{caption}: {len(headings)} columns"
    if len(rows) > ROWS_A_PAGE and not shows_all and headings and headings[0].get("data-column"):
        yield f"{caption}: {len(rows)} rows on a page"
    for cell in table.xpath(".//td[contains(@class, 'nv-table__number')]"):
        if words(cell) == "0":
            yield f"{caption}: a 0"
        if words(cell) == NOUGHT and cell.xpath(".//a"):
            yield f"{caption}: a link of nothing"
    for first in table.xpath("./tfoot/tr/*[1]"):
        if words(first) not in TOTALS:
            yield f"{caption}: the total is called “{words(first)}”"
    if len(rows) > 2 and table.get("data-paged") is None:
        yield from _alike(caption, headings, rows, table.xpath("./tfoot/tr/*"))


def _alike(caption: str, headings: list[Any], rows: list[Any], foot: list[Any]) -> Iterator[str]:
    """Give the columns that say one thing of every row; amounts have a sum that is worth seeing."""
    for place, heading in enumerate(headings):
        if place == 0 or heading.get("data-column") is None or heading.get("data-money") is not None:
            continue
        if foot and words(foot[place]):
            continue
        cells = [row.xpath("./th | ./td")[place] for row in rows]
        if any(cell.xpath(".//*[contains(@class, 'nv-table__note')]") for cell in cells):
            continue
        if len({(words(cell), *cell.xpath(".//a/@href")) for cell in cells}) == 1:
            yield f"{caption}: “{words(heading)}” is the same in every row"
