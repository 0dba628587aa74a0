"""What if: changes by path, the comparison, and what follows from the changes."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naravard.agreement.model import Base, Equal, Fixed, Limits, Mix, MixPart, Proportional, Rounding, Rule
from naravard.allocation import AllocationError, allocate
from naravard.allocation.changes import Change, apply_changes, parse_change, write_value
from naravard.allocation.errors import ChangeRefusedError
from naravard.allocation.simulation import simulate
from small_agreements import agreement, earmark, grant, key, override
from strategies import agreements

NUMBERS = {"01": 500, "03": 300, "04": 150, "05": 50}
KEYS = (key("folk", NUMBERS), key("lika", dict.fromkeys(NUMBERS, 1)), key("senare", None, awaits="rapport"))
HALF = Fraction(1, 2)
MIX = Mix(parts=(MixPart(weight=HALF, key="folk"), MixPart(weight=HALF, key="lika")))
MADE = agreement(
    grant(Proportional(key="folk"), grant_id="folkmedel", earmarks=(earmark(200),)),
    grant(MIX, grant_id="blandmedel"),
    grant(Base(amount=100, remainder=Proportional(key="folk")), grant_id="grundmedel"),
    grant(Fixed(amounts={"01": 600, "03": 400, "04": 0, "05": 0}), grant_id="fasta"),
    grant(Proportional(key="senare"), grant_id="vantar"),
    keys=KEYS,
    overrides=(override("01", -1, "folkmedel"), override("05", 1, "folkmedel")),
    per_inhabitant="folk",
)


def rule_of(grant_id: str, *changes: str) -> Rule:
    """Return a grant's rule after the changes."""
    return apply_changes(MADE, changes).grant(grant_id).rule


@pytest.mark.parametrize(
    ("change", "grant_id", "after"),
    [
        ("folkmedel.rule=equal", "folkmedel", Equal()),
        ("folkmedel.rule={kind: proportional, key: lika}", "folkmedel", Proportional(key="lika")),
        ("folkmedel.rule.key=lika", "folkmedel", Proportional(key="lika")),
        ("grundmedel.rule.amount=0", "grundmedel", Base(amount=0, remainder=Proportional(key="folk"))),
        ("grants.grundmedel.rule.amount=50", "grundmedel", Base(amount=50, remainder=Proportional(key="folk"))),
        ("grundmedel.rule.remainder.key=lika", "grundmedel", Base(amount=100, remainder=Proportional(key="lika"))),
        ("fasta.rule.amounts.01=500", "fasta", Fixed(amounts={"01": 500, "03": 400, "04": 0, "05": 0})),
    ],
)
def test_a_rule_can_be_changed_anywhere(change: str, grant_id: str, after: Rule) -> None:
    assert rule_of(grant_id, change) == after


def test_weights_are_read_as_in_an_agreement() -> None:
    changed = rule_of("blandmedel", "blandmedel.rule.parts.0.weight=60 %", "blandmedel.rule.parts.1.weight=2/5")
    assert isinstance(changed, Mix)
    assert [part.weight for part in changed.parts] == [Fraction(3, 5), Fraction(2, 5)]


def test_earmarks_rounding_and_single_key_numbers_can_be_changed() -> None:
    changed = apply_changes(
        MADE,
        [
            "folkmedel.earmarks.varav.amount=100",
            "grundmedel.rounding.unit=10",
            "rounding.method=down",
            "keys.folk.01=600",
        ],
    )
    assert changed.grant("folkmedel").earmarks[0].amount == 100
    assert changed.grant("grundmedel").rounding == Rounding(unit=10)
    assert changed.rounding == Rounding(method="down")
    assert (changed.key("folk").values or {})["01"] == 600


def test_a_pot_changes_the_agreements_total_and_it_is_said() -> None:
    comparison = simulate(MADE, ["grundmedel.amount=2 000"])
    assert (comparison.total_before, comparison.total_after) == (5000, 6000)
    said = " ".join(note.sv for note in comparison.notes).replace("\u00a0", " ")
    assert "”Grundmedel” ändras från 1 000 kr till 2 000 kr." in said
    assert "Överenskommelsens totalbelopp ändras därmed från 5 000 kr till 6 000 kr." in said


def test_before_after_and_difference_per_recipient_and_inhabitant() -> None:
    comparison = simulate(MADE, ["grundmedel.rule.amount=50"])
    by_code = {change.recipient.code: change for change in comparison.recipients}
    assert [by_code[code].difference for code in NUMBERS] == [50, 10, -20, -40]
    assert comparison.moved == 60
    assert [change.recipient.code for change in comparison.gaining()] == ["01", "03"]
    assert [change.recipient.code for change in comparison.losing(1)] == ["05"]
    last = by_code["05"]
    assert last.per_inhabitant_before == Fraction(last.before, 50)
    assert last.per_inhabitant_difference == Fraction(-40, 50)
    assert last.per_cent == Fraction(-40, last.before)


def test_overrides_of_what_is_changed_do_not_follow_and_it_is_said() -> None:
    untouched = simulate(MADE, ["grundmedel.rule.amount=50"])
    assert untouched.after.grant("folkmedel").cell("01").override == -1
    touched = simulate(MADE, ["folkmedel.amount=1 001"])
    assert touched.after.grant("folkmedel").cell("01").override == 0
    assert any("avvikelser från beräkningen" in note.sv for note in touched.notes)
    by_key = simulate(MADE, ["keys.folk.01=501"])
    assert by_key.after.grant("folkmedel").cell("05").override == 0
    by_rounding = simulate(MADE, ["rounding.unit=10"])
    assert by_rounding.after.agreement.overrides == ()


def test_a_grant_that_awaited_its_key_counts_from_nothing() -> None:
    comparison = simulate(MADE, keys={"senare": {code: Fraction(1) for code in NUMBERS}})
    cells = [cell for cell in comparison.cells if cell.grant == "vantar"]
    assert [(cell.before, cell.after, cell.difference) for cell in cells] == [(None, 250, 250)] * 4
    assert any("väntar på ”" in note.sv for note in comparison.notes)


def test_what_is_not_touched_is_not_computed_again() -> None:
    comparison = simulate(MADE, ["grundmedel.rule.amount=50"])
    assert [change.grant.id for change in comparison.grants if change.changed] == ["grundmedel"]


def test_no_change_changes_nothing() -> None:
    comparison = simulate(MADE)
    assert comparison.moved == 0
    assert comparison.after.agreement is MADE
    assert comparison.gaining() == comparison.losing() == ()


@settings(max_examples=25)  # each allocates a whole agreement twice
@given(agreements(), st.integers(0, 10**6))
def test_a_simulation_is_the_changed_agreements_own_allocation(made: object, more: int) -> None:
    first = made.grants[0]  # type: ignore[attr-defined]
    change = Change("medel-0.amount", value=first.amount + more)
    try:
        comparison = simulate(made, [change])  # type: ignore[arg-type]
    except AllocationError:
        return
    again = allocate(apply_changes(made, [change]))  # type: ignore[arg-type]
    for one, other in zip(comparison.after.grants, again.grants, strict=True):
        assert [cell.binding for cell in one.cells] == [cell.binding for cell in other.cells]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("folkmedel", "FÄLT=VÄRDE"),
        ("folkmedel.amount=", "FÄLT=VÄRDE"),
        ("folkmedell.amount=1", "menade du folkmedel?"),
        ("folkmedel.amout=1", "menade du amount?"),
        ("folkmedel.rule.kye=lika", "menade du key?"),
        ("grundmedel.rule.remainder.kye=lika", "menade du key?"),
        ("folkmedel=1", "folkmedel.amount"),
        ("folkmedel.name=x", "amount"),
        ("blandmedel.rule.parts.7.weight=1", "7"),
        ("folkmedel.earmarks.vara.amount=1", "menade du varav?"),
        ("keys.fokl.01=1", "menade du folk?"),
        ("keys.folk.02=1", "02"),
        ("keys.folk.01=-1", "noll eller mer"),
        ("folkmedel.amount.kronor=1", "kronor"),
        ("rounding=1", "rounding"),
    ],
)
def test_a_change_that_cannot_be_made_says_what_can(change: str, said: str) -> None:
    with pytest.raises(ChangeRefusedError) as caught:
        apply_changes(MADE, [change])
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("folkmedel.amount=90 miljoner", "90 000 000"),
        ("folkmedel.rule={kind: proportionell, key: folk}", "proportional"),
        ("folkmedel.rule={kind: proportional, kye: folk}", "key"),
        ("folkmedel.rule={kind: proportional", "}"),
        ("folkmedel.amount=-1", "0"),
        ("rounding.method=upp", "down"),
    ],
)
def test_a_value_that_cannot_be_read_says_what_was_expected(change: str, said: str) -> None:
    with pytest.raises(ChangeRefusedError) as caught:
        apply_changes(MADE, [change])
    assert said in str(caught.value).replace("\u00a0", " ")


def test_what_the_changed_rule_cannot_carry_out_is_said() -> None:
    with pytest.raises(AllocationError, match="Vikterna blir inte 1"):
        simulate(MADE, ["blandmedel.rule.parts.0.weight=0.7"])
    with pytest.raises(AllocationError, match="menade du folk"):
        simulate(MADE, ["folkmedel.rule.key=fokl"])


@pytest.mark.parametrize(
    "value",
    [
        MIX,
        Limits(rule=Base(amount=5, remainder=Equal()), least=3, most=9),
        Fixed(amounts={"01": 600, "0114": 400}),
        Rounding(method="down", unit=100),
    ],
)
def test_a_typed_value_is_written_as_it_can_be_read(value: Rule) -> None:
    field = "rounding" if isinstance(value, Rounding) else "rule"
    written = Change(f"folkmedel.{field}", value=value)
    read = parse_change(str(written))
    after = apply_changes(MADE, [read]).grant("folkmedel")
    assert getattr(after, field) == value
    assert write_value(value) == written.text
