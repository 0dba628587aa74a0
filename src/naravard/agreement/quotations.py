"""Every quotation that an agreement's data hold: the words, their clause, and what rests on them."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from naravard.agreement.model import (
    Agreement,
    AllocationKey,
    AmendmentChange,
    Area,
    Duty,
    Earmark,
    Goal,
    Grant,
    LeftOut,
    Mandate,
    Paper,
    Party,
    ReferenceNumber,
    Remark,
    Requirement,
    RuleBase,
    Total,
)
from naravard.agreement.rule_tree import rules_within

QuotationKind = Literal[
    "requirement", "duty", "goal", "sum", "area", "rule", "key", "paper", "mandate", "reference-number", "party",
    "amendment", "remark", "left-out",
]  # fmt: skip
Quoting = (
    Requirement
    | Duty
    | Goal
    | Total
    | Area
    | Grant
    | Earmark
    | AllocationKey
    | Paper
    | Mandate
    | ReferenceNumber
    | Party
    | AmendmentChange
    | Remark
    | LeftOut
)


class Quotation(Struct, frozen=True, kw_only=True):
    """Words that are said to be the agreement's own, and the item that rests on them."""

    kind: QuotationKind
    clause: str
    text: str
    item: Quoting
    """For a rule: the grant that is shared by it."""
    holder: Struct
    """The value whose field holds the words, for those who look for its line."""
    field: str


def quotations_of(agreement: Agreement) -> Iterator[Quotation]:
    """Give every quotation, item by item in the agreement's order."""
    for kind, tasks in _tasks(agreement):
        for task in tasks:
            yield _said(kind, task.clause, task.text, task, task, "text")
            yield from _quoted(kind, task, task)
    for kind, items in _others(agreement):
        for item in items:
            yield from _quoted(kind, item, item)
    for grant in agreement.grants:
        yield from _of_grant(grant)
    yield from _of_papers(agreement.papers)
    for change in (change for amendment in agreement.amended_by for change in amendment.changes):
        yield _said("amendment", change.clause, change.text, change, change, "text")
        yield from _quoted("amendment", change, change)
    for left_out in agreement.left_out:
        yield _said("left-out", left_out.clause, left_out.text, left_out, left_out, "text")


def _of_papers(papers: tuple[Paper, ...]) -> Iterator[Quotation]:
    for paper in papers:
        for part in paper.parts:
            yield _said("paper", part.clause or paper.clause, part.statement, paper, part, "statement")


def _tasks(agreement: Agreement) -> Iterator[tuple[QuotationKind, tuple[Requirement | Duty | Goal, ...]]]:
    yield "requirement", agreement.requirements
    yield "duty", agreement.duties
    yield "goal", agreement.goals


def _others(agreement: Agreement) -> Iterator[tuple[QuotationKind, tuple["_Holding", ...]]]:
    yield "sum", (agreement.total,)
    yield "area", agreement.areas
    yield "key", agreement.keys
    yield "mandate", agreement.mandates
    yield "reference-number", agreement.reference_numbers
    yield "party", agreement.parties
    yield "remark", agreement.remarks


def plain(text: str) -> str:
    """Return the words alone, in small letters: neither punctuation, emphasis, notes nor line breaks matter."""
    composed = unicodedata.normalize("NFC", text.replace("\u00ad", "")).casefold()
    return " ".join(re.findall(r"[^\W_¹²³⁰⁴-⁹]+", composed))


OMISSION = re.compile(r"\[?\(?(?:…|\.\.\.)\)?\]?")
"""What stands in a quotation for words that are left out of it."""


def _of_grant(grant: Grant) -> Iterator[Quotation]:
    yield from _quoted("sum", grant, grant)
    rules = [grant.rule]
    if grant.onward is not None:
        rules.append(grant.onward.rule)
    if grant.text_rule is not None:
        yield _said("rule", grant.text_rule.clause, grant.text_rule.quote, grant, grant.text_rule, "quote")
        rules.append(grant.text_rule.rule)
    for rule in rules:
        for part in rules_within(rule):
            yield from _quoted("rule", grant, part)
    for earmark in grant.earmarks:
        yield from _quoted("sum", earmark, earmark)
        if earmark.rule is not None:
            for part in rules_within(earmark.rule):
                yield from _quoted("rule", grant, part)


_Holding = (
    Requirement
    | Duty
    | Goal
    | Total
    | Area
    | Grant
    | Earmark
    | AllocationKey
    | Mandate
    | ReferenceNumber
    | Party
    | AmendmentChange
    | Remark
)


def _quoted(kind: QuotationKind, item: Quoting, holder: _Holding | RuleBase) -> Iterator[Quotation]:
    for quote in holder.quotes:
        yield _said(kind, quote.clause, quote.text, item, quote, "text")


def _said(kind: QuotationKind, clause: str, text: str, item: Quoting, holder: Struct, field: str) -> Quotation:
    return Quotation(kind=kind, clause=clause, text=text, item=item, holder=holder, field=field)
