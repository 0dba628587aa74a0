"""Whatever is taken in, in whatever order: the facts of each activity add up to what the latest content says."""

import datetime
import hashlib

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from costs_steps import AT, costs_of, mapped, organisation_of, place_of, ready, received, sie_file, taken_in, voucher
from naravard.exchange.costs import CodeMapping, Rule
from naravard.web.access.actor import THE_SERVICE
from naravard.web.costs import intake
from naravard.web.costs.intake_preview import prepare
from naravard.web.costs.models import SIE, CostFile, TakenIn
from naravard.web.ledger.errors import MoneyRefusedError
from web_shared import WHOLE

pytestmark = pytest.mark.django_db

MAPPINGS = [
    CodeMapping(rules=(Rule(activity=1, dimension=6, code="P1"), Rule(activity=2, dimension=6, code="P2"))),
    CodeMapping(rules=(Rule(activity=2, dimension=6, code="P*"),)),
    CodeMapping(rules=(Rule(activity=1, accounts="50*"),)),
]
Content = dict[tuple[int, int], dict[str, int]]
"""Öre by project, by month and voucher's number."""

numbered = st.tuples(st.integers(1, 8), st.integers(1, 4))
ore = st.dictionaries(st.sampled_from(["P1", "P2", "P7"]), st.integers(-70_000, 150_000), min_size=1, max_size=2)
contents = st.dictionaries(numbered, ore, max_size=6)
steps = st.one_of(
    st.tuples(st.just("whole"), contents),
    st.tuples(st.integers(1, 8), contents),
    st.tuples(st.just("map"), st.sampled_from(MAPPINGS)),
)


def month(number: int) -> tuple[datetime.date, datetime.date]:
    first = datetime.date(2022, number, 1)
    return first, (first + datetime.timedelta(days=32)).replace(day=1) - datetime.timedelta(days=1)


def written(content: Content) -> bytes:
    return sie_file(
        *(voucher(f"{m}-{number}", parts, day=f"2022-{m:02d}-15") for (m, number), parts in sorted(content.items()))
    )


def expected(content: Content, mapping: CodeMapping) -> dict[int, int]:
    sums: dict[int, int] = {}
    for parts in content.values():
        for project, amount in parts.items():
            rule = next((r for r in mapping.rules if not r.code or project.startswith(r.code.rstrip("*"))), None)
            if rule is not None:
                sums[rule.activity] = sums.get(rule.activity, 0) + amount
    kronor = {number: (amount + 50) // 100 for number, amount in sums.items()}
    return {number: amount for number, amount in kronor.items() if amount > 0}


@settings(max_examples=25)  # each books a row of files
@given(st.lists(steps, min_size=1, max_size=6))
def test_the_facts_add_up_to_the_latest_content(history: list[tuple[object, object]]) -> None:
    """Files of the whole year and of single months, and changes of the mapping, in any order."""
    with transaction.atomic():
        ready()
        mapped(MAPPINGS[0])
        now: Content = {}
        mapping = MAPPINGS[0]
        for what, given_ in history:
            if isinstance(given_, CodeMapping):
                if given_ != mapping:
                    mapped(given_)
                mapping = given_
                _recount()
            else:
                now = _take_in(now, what, given_)  # type: ignore[arg-type]
            assert costs_of() == expected(now, mapping)
        transaction.set_rollback(True)


def _take_in(now: Content, what: object, content: Content) -> Content:
    if not content:
        return now
    days = month(what) if isinstance(what, int) else (datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))
    whole = written(content)
    if CostFile.objects.filter(sha256=hashlib.sha256(whole).hexdigest()).exists():
        with pytest.raises(MoneyRefusedError, match="same file"):
            received(whole)
        return now
    taken_in(received(whole), covers=days)
    if what == "whole":
        return content
    return {key: parts for key, parts in now.items() if key[0] != what} | {
        key: parts for key, parts in content.items() if key[0] == what
    }


def _recount() -> None:
    if TakenIn.objects.exists():
        prepared = prepare(place_of(), SIE, None)
        intake.take_in_costs(
            actor=THE_SERVICE, organisation=organisation_of(), agreement_id=WHOLE, prepared=prepared, at=AT
        )
