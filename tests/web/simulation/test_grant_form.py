"""A grant's form: shown and sent unchanged it changes nothing; what is changed is changed and no more."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naravard.agreement.model import Agreement, Base, Equal, Limits, Mix, MixPart, Proportional, Rule
from naravard.allocation.changes import apply_changes
from naravard.allocation.simulation import simulate
from naravard.web.simulation.grant_form import GrantForm
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.input.flat_rule import flat, plain
from naravard.web.simulation.rule_changes import rule_changes
from naravard.web.simulation.scenario import Scenario
from small_agreements import agreement, earmark, grant, key
from strategies import agreements, worlds
from strategies import rules as rules_for

RELAXED = settings(max_examples=60)  # each reads a form back into an agreement
FOLK = key("folk", {"01": 10, "03": 20, "04": 30, "05": 40})
YTA = key("yta", {"01": 1, "03": 1, "04": 1, "05": 1})
BASE = Base(amount=50, remainder=Proportional(key="folk"))
SMALL = agreement(grant(BASE, 1000, earmarks=(earmark(100),)), keys=(FOLK, YTA))


def sent(form: GrantForm, **changed: str) -> tuple[Scenario, tuple[str, ...]]:
    """Send the form as it is shown, with some fields changed."""
    entries = Entries(form.entries() | changed)
    scenario, notices = form.read(entries, None)
    assert entries.problems == []
    assert scenario is not None
    return scenario, notices


def refused(form: GrantForm, **changed: str) -> list[tuple[str, str]]:
    """Send the form with something wrong; return the fields and what is said."""
    entries = Entries(form.entries() | changed)
    scenario, _notices = form.read(entries, None)
    assert scenario is None
    return [(problem.field, problem.what) for problem in entries.problems]


def form_of(whole: Agreement = SMALL, scenario: Scenario | None = None) -> GrantForm:
    return GrantForm.of(whole, scenario or Scenario(), whole.grants[0].id)


@RELAXED
@given(agreements())
def test_a_form_that_is_sent_unchanged_changes_nothing(whole: Agreement) -> None:
    for each in whole.grants:
        scenario, _notices = sent(GrantForm.of(whole, Scenario(), each.id))
        assert scenario.changes == ()
        assert all(cell.difference == 0 for cell in simulate(whole, scenario.as_changes()).cells)


@RELAXED
@given(st.data())
def test_any_rule_can_be_made_into_any_other_by_its_changes(data: st.DataObject) -> None:
    world = data.draw(worlds())
    old, new = (data.draw(rules_for(world, Fraction(1000)))[0] for _ in range(2))
    whole = agreement(grant(old, 1000), keys=world.keys, names={code: f"Region {code}" for code in world.codes})
    changed = apply_changes(whole, rule_changes("medel.rule", old, plain(new)))
    assert plain(changed.grants[0].rule) == plain(new)


@pytest.mark.parametrize(
    "rule",
    [
        Equal(),
        BASE,
        Limits(rule=BASE, least=100, most=400),
        Mix(parts=(MixPart(weight=Fraction(1, 3), key="folk"), MixPart(weight=Fraction(2, 3), key="yta"))),
        Mix(parts=(MixPart(weight=Fraction(1), rule=Proportional(key="folk")),)),
    ],
)
def test_common_rules_stand_in_fields_of_their_own(rule: Rule) -> None:
    parts = flat(rule)
    assert parts is not None
    assert parts.rule == plain(rule)


def test_a_rule_inside_another_in_an_unusual_way_is_written_out() -> None:
    odd = Base(amount=1, remainder=Limits(rule=Equal(), most=500))
    form = form_of(agreement(grant(odd), keys=(FOLK,)))
    assert form.entries()["sharing"] == "written"
    assert (
        form.entries()["rule"] == "{kind: base, amount: 1, remainder: {kind: limits, rule: {kind: equal}, most: 500}}"
    )


def test_one_changed_number_is_one_small_change() -> None:
    assert sent(form_of(), base="100")[0].changes == (("medel.rule.amount", "100"),)
    assert sent(form_of(), amount="2 000")[0].changes == (("medel.amount", "2000"),)
    assert sent(form_of(), **{"earmark.varav": "150"})[0].changes == (("medel.earmarks.varav.amount", "150"),)
    assert sent(form_of(), key="yta")[0].changes == (("medel.rule.remainder.key", "yta"),)
    assert sent(form_of(), unit="100")[0].changes == (("medel.rounding.unit", "100"),)


def test_another_kind_of_rule_is_written_whole() -> None:
    assert sent(form_of(), sharing="equal", base="")[0].changes == (("medel.rule", "{kind: equal}"),)
    mixed, _notices = sent(
        form_of(), sharing="mix", base="", weight1="70 %", mix1="folk", weight2="0,3", mix2="yta", least="10"
    )
    inner = "{kind: mix, parts: [{weight: 7/10, key: folk}, {weight: 3/10, key: yta}]}"
    assert mixed.changes == (("medel.rule", f"{{kind: limits, rule: {inner}, least: 10}}"),)


def test_what_was_changed_before_can_be_changed_back() -> None:
    changed, _notices = sent(form_of(), base="100", amount="2000")
    again = form_of(scenario=changed)
    assert again.entries()["base"] == "100"
    assert sent(again, base="50", amount="1000")[0].changes == ()


def test_fixed_amounts_and_conditions_are_read() -> None:
    fixed, _notices = sent(form_of(), sharing="fixed", base="", fixed="01;400\n03;600")
    assert fixed.changes == (("medel.rule", '{kind: fixed, amounts: {"01": 400, "03": 600}}'),)
    without, _notices = sent(form_of(), base="", not_met="05, region alfa", money="shared", condition="plan")
    assert simulate(SMALL, without.as_changes()).cells[0].after == 0


def test_a_key_of_ones_own_is_brought_for_the_grant_alone() -> None:
    form = form_of()
    own = form.frame.own_key
    scenario, notices = sent(form, base="", key=own, own_rows="1;1\n03;1\n04;1\n05;7")
    assert scenario.numbers == {own: {"01": 1, "03": 1, "04": 1, "05": 7}}
    assert notices
    after = [cell.after for cell in simulate(SMALL, scenario.as_changes(), scenario.numbers).cells]
    assert after == [100, 100, 100, 700]
    back, _notices = sent(form_of(scenario=scenario), key="folk", base="50")
    assert back == Scenario()


def test_the_written_rule_may_stand_on_many_lines() -> None:
    text = "kind: base\namount: 10\nremainder:\n  kind: equal\n"
    assert sent(form_of(), sharing="written", rule=text)[0].changes == (
        ("medel.rule", "{kind: base, amount: 10, remainder: {kind: equal}}"),
    )


@pytest.mark.parametrize(
    ("changed", "field", "what"),
    [
        ({"amount": ""}, "amount", "Beloppet saknas"),
        ({"amount": "1,5 mkr"}, "amount", "inte skrivet i hela kronor"),
        ({"amount": "-5"}, "amount", "negativt"),
        ({"amount": "mycket"}, "amount", "inget belopp"),
        ({"amount": "9" * 40}, "amount", "inget belopp"),
        ({"earmark.varav": "x"}, "earmark.varav", "inget belopp"),
        ({"base": "0,5"}, "base", "inget belopp"),
        ({"sharing": ""}, "sharing", "välj ett av alternativen"),
        ({"sharing": "magi"}, "sharing", "välj ett av alternativen"),
        ({"key": "hittepå"}, "key", "välj ett av alternativen"),
        ({"sharing": "mix"}, "weight1", "inte en hel tillsammans"),
        ({"sharing": "mix", "weight1": "1/2", "mix1": "folk"}, "weight1", "inte en hel tillsammans"),
        ({"sharing": "mix", "weight1": "halva", "mix1": "folk"}, "weight1", "ingen andel"),
        ({"sharing": "mix", "mix1": "folk"}, "weight1", "Vikt 1 saknas"),
        ({"sharing": "increase", "before": "folk"}, "after", "välj ett av alternativen"),
        ({"sharing": "fixed", "fixed": ""}, "fixed", "inga rader"),
        ({"sharing": "fixed", "fixed": "01;1,5"}, "fixed", "inte hela kronor"),
        ({"sharing": "written", "rule": ""}, "rule", "Regeln saknas"),
        ({"sharing": "written", "rule": "{kind: proportinal}"}, "rule", "Värdet är inte ett av dem"),
        ({"sharing": "written", "rule": "{kind"}, "rule", "avslutas"),
        ({"sharing": "written", "rule": "x" * 30_000}, "rule", "för lång"),
        ({"not_met": "99"}, "not_met", "Koden finns inte"),
        ({"unit": "0"}, "unit", "går inte att använda"),
        ({"unit": "9999999"}, "unit", "går inte att använda"),
        ({"method": "gissa"}, "method", "välj ett av alternativen"),
        ({"key": "egen-medel", "own_rows": "01;1"}, "own_rows", "Värde saknas för 3 av 4"),
    ],
)
def test_each_mistake_is_told_at_its_field(changed: dict[str, str], field: str, what: str) -> None:
    found = refused(form_of(), **changed)
    assert (field, True) in [(at, what in said) for at, said in found], found


def test_all_mistakes_are_told_at_once() -> None:
    found = refused(form_of(), amount="x", base="y", least="z", unit="0")
    assert [field for field, _what in found] == ["amount", "base", "least", "unit"]
    mixed = {"sharing": "mix", "weight1": "60 %", "mix1": "folk", "weight2": "1/2", "mix2": "egen-medel"}
    found = refused(form_of(), amount="x", own_rows="01;-1", **mixed)
    assert [field for field, _what in found] == ["amount", "weight1", "own_rows"]
