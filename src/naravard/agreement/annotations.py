"""The annotated agreement: every passage of the text, and what it became, or why it was left out.

One function pairs the two: the test of every sentence, the page and the PDF are made of what it returns. A passage and
an item belong together where the item quotes words that stand in the passage.
"""

import datetime
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from msgspec import Struct

from naravard.agreement.model import Agreement, Duty, Goal, Paper, PublishedTable
from naravard.agreement.passages import Passage, passages_of
from naravard.agreement.quotations import OMISSION, Quoting, plain, quotations_of

AnnotationKind = Literal[
    "requirement", "duty", "date", "goal", "sum", "area", "rule", "key", "annex", "paper", "mandate",
    "reference-number", "party", "amendment", "remark", "left-out",
]  # fmt: skip


class Annotation(Struct, frozen=True, kw_only=True):
    """What a passage, or some words of it, became; or why it became nothing; or what there is to remark on it."""

    kind: AnnotationKind
    item: Quoting | PublishedTable
    """The item that rests on the passage; for a date its duty or goal, for a rule its grant."""
    day: datetime.date | None = None
    """For a date: the day that the passage names."""


class Annotated(Struct, frozen=True, kw_only=True):
    """A passage with its annotations, in the order of the kinds above."""

    passage: Passage
    annotations: tuple[Annotation, ...]
    whole: bool
    """Whether every word of it became something or was left out; remarks do not count."""

    @property
    def is_accounted_for(self) -> bool:
        """Whether it became something or was left out. Headings need not be, and a table's head not either."""
        if self.passage.kind in ("heading", "head"):
            return True
        if self.passage.kind == "row":
            return any(one.kind != "remark" for one in self.annotations)
        return self.whole


_ORDER = {kind: place for place, kind in enumerate(AnnotationKind.__args__)}  # type: ignore[attr-defined]
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b", re.IGNORECASE)
_MONTH = re.compile(rf"\bi ({'|'.join(_MONTHS)}) (\d{{4}})\b", re.IGNORECASE)
_END_OF_YEAR = re.compile(r"\butgången av (\d{4})\b", re.IGNORECASE)


class _Placed(Struct, frozen=True):
    begin: int
    end: int


class _Words:
    """All words of the text in one row, and where in it each passage and each clause stands."""

    def __init__(self, agreement: Agreement) -> None:
        self.passages = passages_of(agreement.clauses)
        self.places: list[_Placed] = []
        parts: list[str] = []
        at = 1
        for passage in self.passages:
            words = plain(passage.text)
            self.places.append(_Placed(at, at + len(words)))
            if words:
                parts.append(words)
                at += len(words) + 1
        self.row = f" {' '.join(parts)} "
        self._begins = {place.begin for place in self.places}
        self._ends = {place.end for place in self.places}
        self.own: dict[str, _Placed] = {}
        self.within: dict[str, _Placed] = {}
        clauses = agreement.clauses
        for passage, place in zip(self.passages, self.places, strict=True):
            known = self.own.get(passage.clause, place)
            self.own[passage.clause] = _Placed(known.begin, max(known.end, place.end))
        for number, clause in enumerate(clauses):
            last = clause
            for following in clauses[number + 1 :]:
                if following.level <= clause.level:
                    break
                last = following
            self.within[clause.id] = _Placed(self.own[clause.id].begin, self.own[last.id].end)

    def find(self, clause: str, quotation: str) -> list[_Placed]:
        """Return where a quotation stands in its clause, each time, or else in the clauses within it.

        Words that are the whole of a passage somewhere are not looked for within other passages: a list item of three
        words is not every sentence that holds the three.
        """
        if clause not in self.own:
            return []
        found = self._each(self.own[clause], quotation) or self._each(self.within[clause], quotation)
        whole = [place for place in found if place.begin in self._begins and place.end in self._ends]
        return whole or found

    def _each(self, where: _Placed, quotation: str) -> list[_Placed]:
        found: list[_Placed] = []
        begin = where.begin
        while once := self._once(_Placed(begin, where.end), quotation):
            found += once
            begin = once[-1].end
        return found

    def _once(self, where: _Placed, quotation: str) -> list[_Placed]:
        found: list[_Placed] = []
        begin = where.begin
        for part in filter(None, map(plain, OMISSION.split(quotation))):
            at = self.row.find(f" {part} ", begin - 1, where.end + 1)
            if at < 0:
                return []
            found.append(_Placed(at + 1, at + 1 + len(part)))
            begin = found[-1].end
        return found


def annotated(agreement: Agreement) -> tuple[Annotated, ...]:
    """Return the whole text in its order, each passage with what it became or why it was left out."""
    words = _Words(agreement)
    annotations: dict[int, dict[tuple[str, int], Annotation]] = defaultdict(dict)
    covered: dict[int, list[_Placed]] = defaultdict(list)
    numbers = {passage_place.begin: number for number, passage_place in enumerate(words.places)}
    starts = sorted(numbers)
    for kind, clause, text, item in _quoted(agreement):
        for place in words.find(clause, text):
            for number in _touched(starts, numbers, words.places, place):
                annotations[number].setdefault((kind, id(item)), Annotation(kind=kind, item=item))
                if kind != "remark":
                    covered[number].append(place)
    for number, found in annotations.items():
        for day, dated in _days(words.passages[number], [one.item for one in found.values()]):
            found[("date", id(dated))] = Annotation(kind="date", item=dated, day=day)
    for number, table in _tables(agreement, words.passages):
        annotations[number][("annex", id(table))] = Annotation(kind="annex", item=table)
    return tuple(
        Annotated(
            passage=passage,
            annotations=tuple(sorted(annotations[number].values(), key=lambda one: _ORDER[one.kind])),
            whole=_is_covered(words.row, words.places[number], covered[number]),
        )
        for number, passage in enumerate(words.passages)
    )


def _quoted(agreement: Agreement) -> Iterator[tuple[AnnotationKind, str, str, Quoting]]:
    for one in quotations_of(agreement):
        yield one.kind, one.clause, one.text, one.item
    for paper in agreement.papers:
        for clause, text in _printed(paper):
            yield "paper", clause, text, paper


def _printed(paper: Paper) -> Iterator[tuple[str, str]]:
    """Give what a paper prints beside its statements: its headings and the labels of its fields."""
    for part in paper.parts:
        clause = part.clause or paper.clause
        yield clause, part.heading
        for field in part.fields:
            yield clause, field.label


def _touched(starts: list[int], numbers: dict[int, int], places: list[_Placed], place: _Placed) -> Iterator[int]:
    """Give the passages that words overlap."""
    first = max(bisect_right(starts, place.begin) - 1, 0)
    for start in islice(starts, first, None):
        if start >= place.end:
            return
        number = numbers[start]
        if places[number].end > place.begin and places[number].end > places[number].begin:
            yield number


def _is_covered(row: str, passage: _Placed, places: list[_Placed]) -> bool:
    at = passage.begin
    for place in sorted(places, key=lambda one: one.begin):
        if place.begin > at:
            return False
        at = max(at, place.end + 1)
    return at >= passage.end or not row[passage.begin : passage.end].strip()


def _days(passage: Passage, items: list[Quoting | PublishedTable]) -> Iterator[tuple[datetime.date, Duty | Goal]]:
    """Give the last days, and the first, that a passage names and its duties and goals have."""
    named = set(_named_days(passage.text))
    for item in items:
        if isinstance(item, Goal) and item.by in named:
            yield item.by, item
        elif isinstance(item, Duty):
            for day in (item.due, item.opens):
                if day is not None and day in named:
                    yield day, item
                    break


def _named_days(text: str) -> Iterator[datetime.date]:
    for day, month, year in _DAY.findall(text):
        try:
            yield datetime.date(int(year), _MONTHS.index(month.lower()) + 1, int(day))
        except ValueError:
            continue
    for month, year in _MONTH.findall(text):
        first = datetime.date(int(year), _MONTHS.index(month.lower()) + 1, 1)
        yield first
        yield (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    for year in _END_OF_YEAR.findall(text):
        yield datetime.date(int(year), 12, 31)


def _tables(agreement: Agreement, passages: tuple[Passage, ...]) -> Iterator[tuple[int, PublishedTable]]:
    """Give the rows of the tables that stand in a clause of a signed annex with amounts."""
    for table in agreement.published:
        for number, passage in enumerate(passages):
            if passage.clause == table.clause and passage.kind in ("head", "row"):
                yield number, table
