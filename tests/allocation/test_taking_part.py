"""Sharing by reported numbers: whatever is reported, the whole pot is shared, or it is refused with words."""

import datetime
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naravard.agreement.model import Agreement, Duty, Increase, Text
from naravard.allocation import AllocationError
from naravard.allocation.participation import allocate_reported
from naravard.allocation.rules.errors import NoOneMeetsConditionError, NothingIncreasedError
from small_agreements import agreement, grant, key
from strategies import CODES

REPORT = Duty(
    id="redovisning",
    name=Text("Redovisning av veckor"),
    about="key-report",
    who=("regions",),
    clause="4.6",
    due=datetime.date(2022, 11, 30),
    brings=("fore", "efter"),
    condition=True,
)
Reports = dict[str, tuple[int, int]]


def asked(codes: tuple[str, ...], pot: int) -> Agreement:
    """Return an agreement whose only grant is shared by the increase of what these report."""
    keys = (key("fore", None, awaits="redovisning"), key("efter", None, awaits="redovisning"))
    rule = Increase(before="fore", after="efter")
    made = agreement(grant(rule, pot), keys=keys, names={code: f"Region {code}" for code in codes})
    return msgspec.structs.replace(made, duties=(REPORT,))


def shared(codes: tuple[str, ...], pot: int, reports: Reports) -> dict[str, int]:
    """Share the pot; those who have not reported stand outside."""
    keys = {
        name: {code: Fraction(numbers[place]) for code, numbers in reports.items()}
        for place, name in enumerate(REPORT.brings)
    }
    outside = {REPORT.id: [code for code in codes if code not in reports]}
    allocation = allocate_reported(asked(codes, pot), keys, outside)
    return {cell.recipient.code: cell.computed for cell in allocation.grant("medel").cells}


reports_of = st.dictionaries(st.sampled_from(CODES), st.tuples(st.integers(0, 5000), st.integers(0, 5000)))


@given(pot=st.integers(0, 250_000_000), reports=reports_of)
def test_the_pot_is_shared_to_the_last_krona_or_it_is_refused(pot: int, reports: Reports) -> None:
    if not any(after > before for before, after in reports.values()):
        expected = NothingIncreasedError if reports else NoOneMeetsConditionError
        with pytest.raises(expected) as refused:
            shared(CODES, pot, reports)
        assert isinstance(refused.value, AllocationError)
        assert refused.value.in_language("sv")
        return
    found = shared(CODES, pot, reports)
    assert sum(found.values()) == pot
    assert all(amount >= 0 for amount in found.values())
    for code, amount in found.items():
        before, after = reports.get(code, (0, 0))
        assert amount == 0 or after > before


@given(
    pot=st.integers(0, 250_000_000),
    reports=reports_of.filter(lambda found: any(after > before for before, after in found.values())),
    order=st.permutations(CODES),
)
def test_the_order_of_recipients_and_of_reports_changes_nothing(pot: int, reports: Reports, order: list[str]) -> None:
    other = {code: reports[code] for code in order if code in reports}
    assert shared(tuple(order), pot, other) == shared(CODES, pot, reports)


@given(
    pot=st.integers(0, 250_000_000),
    reports=reports_of.filter(lambda found: any(after > before for before, after in found.values())),
    fall=st.integers(1, 5000),
)
def test_a_greater_fall_takes_nothing_from_anyone(pot: int, reports: Reports, fall: int) -> None:
    fallen = {
        code: (before + fall, after) if after <= before else (before, after)
        for code, (before, after) in reports.items()
    }
    assert shared(CODES, pot, fallen) == shared(CODES, pot, reports)
