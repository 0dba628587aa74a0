"""Walks all pages of money: which amounts do not lead to what they consist of, and to their clause in two clicks?

Pages are found through the links of pages, and some of each kind are looked at. An amount in a table, or beside its
name, is a link; or it is the sum of the rows above it; or it is worked out from amounts in its own row. What is said of
the last two is reckoned here. Where a link leads, that very amount stands, with a clause or with a link to a page that
has one (decision 53).
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from lxml import html

from real_service import Browser
from web_shared import WHOLE

OF_A_KIND = 2
"""How many pages of one kind are looked at for one reader."""
LINKS_OF_A_KIND = 2
"""How many links of one kind on one page are followed."""
ENDS = frozenset(
    {
        "money:explanation", "money:earmark", "money:onward", "fixing:explanation", "fixing:earmark",
        "sharing:version_explained", "sharing:county_version_explained", "costs:cost", "funds:amount",
        "funds:country_amount", "funds:handled_amount", "payments:payment", "repayments:receipt",
        "repayments:transfer", "agreements:clause", "agreements:text", "activities:activity",
    }
)  # fmt: skip
"""The pages that account for one amount: what stands there is what it consists of. Each has its clause."""
ACCOUNTS = frozenset({"funds:amount", "funds:country_amount", "funds:handled_amount"})
"""The pages whose heading is an amount, and whose table has its parts."""
NOT_FIGURES = frozenset({"simulation", "handbook", "demo", "api", "papers"})
"""Rooms whose amounts are not the agreement's: what somebody simulates, examples, and papers, which stand as sent."""
MILLION = 1_000_000
FIGURE = re.compile(r"[+−-]?(?:\d{1,3}(?: \d{3})+|\d+)")
A_CLAUSE = ".//a[contains(@href, '/text/')]"


def number(text: str) -> int | None:
    """Read an amount; None for what is none: a dash, a word, nothing."""
    found = " ".join(text.split()).removesuffix("kr").strip()
    return int(found.replace(" ", "").replace("−", "-")) if FIGURE.fullmatch(found) else None


def written(amount: int) -> str:
    return f"{abs(amount):,}".replace(",", " ")


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


@dataclass
class Found:
    """An amount on a page: where it stands, how much it is, and where it leads."""

    where: str
    amount: int
    url: str


@dataclass
class Page:
    """A page that was read."""

    address: str
    status: int
    main: Any
    name: str

    @property
    def is_an_act(self) -> bool:
        """Whether it is the form of an act: what it is about is told in words, and stands on the page behind it."""
        return bool(self.main.xpath(".//form[@method='post' and contains(@class, 'nv-form')]"))

    @property
    def has_clause(self) -> bool:
        return bool(self.main.xpath(A_CLAUSE))

    def holds(self, amount: int) -> bool:
        said = "|".join(" ".join(text.split()) for text in self.main.itertext())
        whole = rf"{written(amount // MILLION)} miljon" if amount % MILLION == 0 else written(amount)
        return re.search(rf"(?<!\d)(?<!\d )({written(amount)}|{whole})(?! ?\d)", said) is not None


def name_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def amounts_of(page: Page) -> Iterator[Found | str]:
    """Give each amount that is a link; for one that is not and may not be so, what is wrong with it, in words."""
    for table in page.main.xpath(".//table[not(ancestor::article[contains(@class, 'nv-paper')])]"):
        yield from of_table(page, table)
    if page.is_an_act:
        return
    for value in page.main.xpath(".//dl[not(ancestor::article)]//dd | .//*[contains(@class, 'nv-money-row__sum')]"):
        amount = number(words(value)) if "kr" in words(value) else None
        label = value.xpath("string(preceding-sibling::dt)")
        yield from of_cell(page, value, amount, label)


@dataclass
class ShownTable:
    """A table of a page, its headings read."""

    caption: str
    ids: list[str]
    names: list[str]
    is_money: list[bool]

    @classmethod
    def of(cls, table: Any) -> "ShownTable":
        headings = table.xpath("./thead/tr/th")
        captions = table.xpath("./caption")
        return cls(
            words(captions[0]) if captions else "",
            [one.get("data-column", "") for one in headings],
            [words(one) for one in headings],
            [
                one.get("data-money") is not None if one.get("data-column") else "number" in one.get("class", "")
                for one in headings
            ],
        )

    def amounts(self, row: Any) -> Iterator[tuple[int, Any, int, str]]:
        """Give the amounts of a row: the place, the cell, how much, and where it stands."""
        cells = row.xpath("./th | ./td")
        for place, cell in enumerate(cells):
            amount = number(cell_words(cell))
            if self.is_money[place] and amount is not None:
                yield place, cell, amount, f"{self.caption}: {words(cells[0])}, {self.names[place]}"

    def reckoned(self, row: Any, made_of: str) -> int:
        """Add up the amounts of a row that another is said to be made of."""
        by_id = {self.ids[place]: amount for place, _cell, amount, _where in self.amounts(row)}
        return sum((-1 if one.startswith("-") else 1) * by_id.get(one.removeprefix("-"), 0) for one in made_of.split())


def of_table(page: Page, table: Any) -> Iterator[Found | str]:
    shown, sums = ShownTable.of(table), Counter[int]()
    for row in table.xpath("./tbody/tr"):
        for place, cell, amount, where in shown.amounts(row):
            sums[place] += amount if row.get("data-part") is None else 0
            made_of = cell.get("data-made-of")
            if made_of is None:
                yield from of_cell(page, cell, amount, where)
            elif shown.reckoned(row, made_of) != amount:
                yield f"{where}: {amount} is not made of {made_of}"
    if table.get("data-paged") is not None:
        return  # its total is of the rows of the other pages too, and is added up on the page that has all of them
    for row in table.xpath("./tfoot/tr"):
        for place, cell, amount, where in shown.amounts(row):
            if cell.get("data-sum") is None:
                yield from of_cell(page, cell, amount, where)
            if amount != sums[place]:
                yield f"{where}: {amount} is not the sum of the rows, {sums[place]}"


def cell_words(cell: Any) -> str:
    """Return a cell's own words, without what is said beneath it."""
    return "".join(cell.xpath(".//text()[not(ancestor::*[contains(@class, 'nv-table__note')])]"))


def of_cell(page: Page, cell: Any, amount: int | None, where: str) -> Iterator[Found | str]:
    if not amount or page.name in ENDS:
        return
    links = cell.xpath(".//a/@href")
    if links:
        yield Found(where, amount, urljoin(page.address, links[0]))
    else:
        yield f"{where}: {amount} leads nowhere"


@dataclass
class Reader:
    """One who walks the pages of money."""

    who: str
    browser: Browser
    beneath: tuple[str, ...]
    """Where the pages lie that are walked; others are only followed to."""
    pages: dict[str, Page] = field(default_factory=dict)

    def read(self, address: str) -> Page:
        address = urldefrag(address).url
        if address not in self.pages:
            answer = self.browser.get(address)
            main = html.fromstring(answer.text).find(".//main") if answer.status == 200 else None
            self.pages[address] = Page(address, answer.status, main, name_of(address))
        return self.pages[address]

    def walk(self, *starts: str) -> Iterator[Page]:
        """Give the pages that links lead to, some of each kind."""
        waiting, met = deque(starts), set(starts)
        looked_at: Counter[tuple[str, str]] = Counter()
        while waiting:
            address = waiting.popleft()
            name = name_of(address)
            kind = (name, "".join(sorted(part.partition("=")[0] for part in urlsplit(address).query.split("&"))))
            if looked_at[kind] >= OF_A_KIND or not name or name.partition(":")[0] in NOT_FIGURES:
                continue
            page = self.read(address)
            if page.main is None:
                continue
            looked_at[kind] += 1
            yield page
            for link in page.main.getroottree().xpath("//a[not(@download) and not(ancestor::thead)]/@href"):
                reached = urldefrag(urljoin(address, link)).url
                if reached not in met and is_of_money(reached, self.beneath):
                    met.add(reached)
                    waiting.append(reached)

    def wrong(self, page: Page) -> Iterator[str]:
        """Give what is wrong with a page's amounts."""
        if page.name in ACCOUNTS and (told := self.accounted(page)):
            yield f"{self.who} {page.address} {told}"
        followed: Counter[str] = Counter()
        for found in amounts_of(page):
            if isinstance(found, str):
                yield f"{self.who} {page.address} {found}"
                continue
            kind = f"{name_of(found.url)} {found.where.rpartition(', ')[2]}"
            followed[kind] += 1
            if followed[kind] <= LINKS_OF_A_KIND and (fault := self.fault(found)):
                yield f"{self.who} {page.address} {found.where}: {found.amount} leads to {found.url}, {fault}"

    @staticmethod
    def accounted(page: Page) -> str:
        """Return what is wrong where the parts of an amount are not the amount, or nothing."""
        heading = words(page.main.xpath(".//h1")[0]).rpartition(": ")[2]
        totals = [words(cell) for cell in page.main.xpath(".//tfoot//td[@data-sum]")]
        return "" if [number(heading)] == [number(one) for one in totals] else f"is {heading} and consists of {totals}"

    def fault(self, found: Found) -> str:
        """Return what is wrong with where an amount leads, or nothing."""
        reached, place = self.read(found.url), urldefrag(found.url).fragment
        if reached.main is None:
            return f"which answers {reached.status}"
        if place and not reached.main.xpath(".//*[@id = $place]", place=place):
            return "where the place is not"
        if not reached.holds(found.amount) and reached.name != "agreements:clause":
            return "where it does not stand"
        if reached.has_clause or reached.name == "agreements:clause":
            return ""
        beyond = [one.url for one in amounts_of(reached) if isinstance(one, Found) and one.amount == found.amount]
        beyond += [one.url for one in amounts_of(reached) if isinstance(one, Found)][:1]
        return (
            ""
            if any(self.read(url).has_clause for url in beyond if self.read(url).main is not None)
            else ("from where no clause is one click away")
        )


def is_of_money(address: str, beneath: tuple[str, ...]) -> bool:
    path = urlsplit(address).path
    is_file = re.search(r"\.\w+$", path) is not None
    return path.startswith(beneath) and not is_file and (WHOLE in path or path in beneath)


PUBLIC = ("/overenskommelser/", "/landet/")


def reader_of(who: str, browser: Browser) -> Reader:
    """Return one who walks: the public its own pages, those who have signed in their organisation's and the country."""
    codes = {
        found[1]
        for link in links_on(browser, "/mina-uppgifter/")
        if (found := re.match(r"/organisation/([^/]+)/", link))
    }
    own = tuple(f"/organisation/{code}/pengar/" for code in sorted(codes))
    return Reader(who, browser, (*own, f"/landet/pengar/{WHOLE}/") if own else PUBLIC)


def wrong_amounts(reader: Reader) -> tuple[list[str], set[str]]:
    """Return what is wrong with the amounts that a reader meets, and the kinds of pages that were looked at."""
    starts = [address for address in reader.beneath if address != PUBLIC[0]]
    starts += [f"/overenskommelser/{WHOLE}/"] if reader.beneath == PUBLIC else []
    wrong, seen = [], set()
    for page in reader.walk(*starts):
        seen.add(page.name)
        wrong += reader.wrong(page)
    return wrong, seen


def links_on(browser: Browser, address: str) -> list[str]:
    answer = browser.get(address)
    return [str(link) for link in html.fromstring(answer.text).xpath("//a/@href")] if answer.status == 200 else []
