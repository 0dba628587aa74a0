"""Goals: which value decides, from which base, what each choice gives; and what holds whatever the numbers."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from shipped_indicators import SHIPPED, agreement_of, loaded, shipped

from naravard.agreement.model import Target, Text
from naravard.indicators.figures import exactly, shown_number, shown_value, unit_words
from naravard.indicators.goal_words import choice_words, level_words, reason_words, verdict_words
from naravard.indicators.goals import GoalChoice, GoalLevel, judge, judge_value, levels_of, readings
from naravard.indicators.model import Indicator, IndicatorValue
from naravard.indicators.series import Series, SeriesKey, all_series, continued, history
from spec.resultat.paragraph import indicator, level, value

BEGINS = datetime.date(2022, 1, 1)
BY = datetime.date(2022, 12, 31)
GOALS = {goal.id: goal for goal in agreement_of(SHIPPED).goals}


def series(*values: IndicatorValue) -> Series:
    (found,) = all_series(replace(indicator("index", 2), values=values)).values()
    return found


def goal_of(indicator_id: str, goal_id: str) -> tuple[Indicator, GoalLevel]:
    one = shipped(indicator_id)
    return one, next(level for level in levels_of(one, GOALS) if level.id == goal_id)


RISE = GoalLevel("g", Text("g"), Target(kind="increase", value=Fraction(1, 5)), "population", BY, ())


def test_the_value_whose_period_holds_the_day_decides() -> None:
    found = series(value("0.30", period="2021"), value("0.36", period="2022"), value("0.20", period="2023"))
    judged = judge(RISE, indicator("index", 2), found, GoalChoice(), begins=BEGINS)
    assert judged.verdict == "met"
    assert judged.value is not None
    assert judged.value.period == "2022"
    assert judged.base is not None
    assert judged.base.period == "2021"


def test_a_day_goes_before_the_year_that_it_lies_in() -> None:
    found = series(value("0.30", period="2021"), value("0.33", period="2022"), value("0.36", period="2022-12-31"))
    assert judge(RISE, indicator("index", 2), found, GoalChoice(), begins=BEGINS).verdict == "met"


def test_earlier_and_later_values_decide_nothing() -> None:
    found = series(value("0.30", period="2020"), value("0.90", period="2021"), value("0.90", period="2023"))
    judged = judge(RISE, indicator("index", 2), found, GoalChoice(), begins=BEGINS)
    assert (judged.verdict, judged.reason) == ("not-known", "no-value")
    assert judge(RISE, indicator("index", 2), None, GoalChoice(), begins=BEGINS).reason == "no-value"


def test_a_chosen_base_is_used_and_one_that_is_not_there_is_told() -> None:
    found = series(value("0.30", period="2019"), value("0.35", period="2021"), value("0.36", period="2022"))
    measured = indicator("index", 2)
    assert judge(RISE, measured, found, GoalChoice(), begins=BEGINS).verdict == "not-met"
    assert judge(RISE, measured, found, GoalChoice(base="2019"), begins=BEGINS).verdict == "met"
    assert judge(RISE, measured, found, GoalChoice(base="2018"), begins=BEGINS).reason == "no-base"


def test_each_choice_is_told_with_what_it_gives() -> None:
    found = series(value("0.30", period="2019"), value("0.35", period="2021"), value("0.36", period="2022"))
    given_by = {
        (one.choice.rise, one.choice.base): one.judgement.verdict
        for one in readings(RISE, indicator("index", 2), found, begins=BEGINS)
    }
    assert given_by == {
        ("relative", "2019"): "met",
        ("relative", "2021"): "not-met",
        ("points", "2019"): "not-met",
        ("points", "2021"): "not-met",
    }
    assert readings(level("at-least", "55 %"), indicator(), found, begins=BEGINS) == ()


def test_each_index_has_its_own_base() -> None:
    for one, goal in (("kontinuitetsindex-lakare",) * 2, ("kontinuitetsindex-totalt",) * 2):
        indicator_, found = goal_of(one, goal)
        assert found.is_rise
        assert found.declared == GoalChoice("relative", None, None)
        assert found.why is not None
        assert found.why.en
        assert indicator_.counts != shipped("kontinuitetsindex-lakare-sabo").counts


def test_no_published_value_of_2022_settles_the_goal_of_the_population() -> None:
    one, goal = goal_of("fast-lakarkontakt-befolkning", "andel-fast-lakarkontakt")
    verdicts = {
        key: judge(goal, one, found, GoalChoice(), begins=BEGINS).verdict for key, found in all_series(one).items()
    }
    assert verdicts[SeriesKey("enkat-befolkningen", "00")] == "wrong-denominator"
    assert verdicts[SeriesKey("chefer", "00")] == "not-known"
    assert verdicts[SeriesKey("listningssystem", "14")] == "not-known"
    assert set(verdicts.values()) == {"wrong-denominator", "not-known"}


def test_agency_staff_is_above_what_has_been_set_by_others() -> None:
    one, goal = goal_of("hyrpersonal", "skr-hogst-2")
    judged = judge(goal, one, all_series(one)[SeriesKey("rakenskaper", "00")], GoalChoice(), begins=BEGINS)
    assert judged.verdict == "not-met"
    assert [step.sv.replace("\u00a0", " ") for step in judged.steps] == ["3,6 % är mer än 2 %."]
    assert goal.holds_at("00")
    assert not goal.holds_at("09")


def test_a_revision_replaces_and_the_earlier_is_kept() -> None:
    first, later = value("0.30"), replace(value("0.31"), source="rattad")
    found = series(first, later)
    assert (found.values, found.revised) == ((later,), (first,))


def test_the_series_breaks_where_the_indicator_has_changed() -> None:
    old = replace(indicator(), values=(value("50%", period="2020"),))
    now = replace(
        indicator(), version=2, values=(value("40%", period="2022"),),
        earlier=(earlier("changed", "Annan definition."),),
    )  # fmt: skip
    segments = history("a", now, {("a", "mattet", 1): old})
    assert [(one.indicator.version, one.likeness) for one in segments] == [(2, "same"), (1, "changed")]
    assert [one.period for one in continued(segments)] == ["2022"]
    same = replace(now, earlier=(earlier("same", "Bara orden är nya."),))
    assert [one.period for one in continued(history("a", same, {("a", "mattet", 1): old}))] == ["2020", "2022"]


def earlier(likeness, why: str):
    from naravard.indicators.model import EarlierIndicator

    return EarlierIndicator(likeness=likeness, why=Text(why))


def test_a_circle_of_earlier_indicators_ends() -> None:
    one = replace(indicator(), earlier=(earlier("same", "Sig självt."),))
    assert len(history("a", one, {("a", "mattet", 1): one})) == 1


# --- whatever the numbers ---

SHARES = st.fractions(min_value=0, max_value=1, max_denominator=10**6)


@given(share=SHARES, needed=SHARES)
def test_at_least_and_at_most_agree_only_on_the_level_itself(share: Fraction, needed: Fraction) -> None:
    least = judge_value(_level("at-least", needed), indicator(), _value(share), None, GoalChoice())
    most = judge_value(_level("at-most", needed), indicator(), _value(share), None, GoalChoice())
    assert (least.verdict == "met") == (share >= needed)
    assert (least.verdict == most.verdict == "met") == (share == needed)
    assert least.steps


@given(start=SHARES, now=SHARES, needed=SHARES)
def test_a_rise_is_counted_exactly(start: Fraction, now: Fraction, needed: Fraction) -> None:
    base = replace(_value(start), period="2021")
    relative = judge_value(_level("increase", needed), indicator("index"), _value(now), base, GoalChoice("relative"))
    if start == 0:
        assert relative.reason == "base-of-nought"
    else:
        assert (relative.verdict == "met") == (now >= start * (1 + needed))
    points = judge_value(_level("increase", needed), indicator("index"), _value(now), base, GoalChoice("points"))
    assert (points.verdict == "met") == (now - start >= needed)


@given(share=SHARES, needed=SHARES, more=st.booleans(), at_most=st.booleans(), actual=SHARES)
def test_a_bound_never_says_more_than_it_bears(share, needed, more, at_most, actual) -> None:
    """What is said of a bound holds for every value within it."""
    bound = "more-than" if more else "less-than"
    kind = "at-most" if at_most else "at-least"
    said = judge_value(
        _level(kind, needed), indicator(), replace(_value(share), bound=bound), None, GoalChoice()
    ).verdict
    if (actual > share) if more else (actual < share):
        true = judge_value(_level(kind, needed), indicator(), _value(actual), None, GoalChoice()).verdict
        assert said in ("not-known", true)


@given(number=st.fractions(max_denominator=10**5))
def test_an_exact_number_is_written_so_that_it_can_be_read_back(number: Fraction) -> None:
    assert Fraction(exactly(number).en.replace("\u00a0", "").replace(",", "").replace("−", "-")) == number


@pytest.mark.parametrize("unit", ["per-cent", "index", "minutes", "days", "weeks", "per-100000", "persons"])
def test_all_that_is_said_is_said_in_both_languages(unit) -> None:
    assert unit_words(unit).en
    for choice in (GoalChoice(), GoalChoice("points", "2021-12-31", Fraction(1, 10))):
        assert choice_words(choice, unit).en
    for target in (Target(kind="at-most", value=Fraction(1, 50)), Target(kind="significant-increase")):
        assert level_words(target, unit).en
    for one in loaded().indicators:
        for goal in levels_of(one, GOALS):
            for found in [*all_series(one).values(), None]:
                judged = judge(goal, one, found, GoalChoice(), begins=BEGINS)
                reason = reason_words(judged)
                assert verdict_words(judged.verdict).en
                assert reason is None or reason.en


def test_a_value_is_shown_as_what_it_is() -> None:
    shown = [shown_value(indicator(), one).sv.replace("\u00a0", " ") for one in (
        value("55%"), value("54.96%"), value("55%", bound="more-than"), value("30%", bound="about"),
        replace(value("12%"), to=Fraction(43, 100)), value("", missing=Text("Regionen redovisade inte.")),
    )]  # fmt: skip
    assert shown == ["55 %", "55,0 %", "mer än 55 %", "ungefär 30 %", "12 %–43 %", "Regionen redovisade inte."]
    assert shown_number(indicator("minutes"), Fraction(25, 2)).en == "12.5"


def _level(kind, needed: Fraction) -> GoalLevel:
    return GoalLevel("g", Text("g"), Target(kind=kind, value=needed), "population", None, ())


def _value(share: Fraction) -> IndicatorValue:
    return IndicatorValue(period="2022", place="00", value=share, method="population", source="s")
