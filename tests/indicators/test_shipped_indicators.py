"""The agreement's indicators: each is there, says where it comes from, and nothing in them is invented."""

from fractions import Fraction

from shipped_indicators import SHIPPED, agreement_of, loaded, shipped

PUBLISHED = {
    ("fast-lakarkontakt-befolkning", "00"): ["40", "33", "29", "55", "30"],
    ("fast-lakarkontakt-befolkning", "07"): ["7"],
    ("fast-lakarkontakt-befolkning", "10"): ["19"],
    ("fast-lakarkontakt-befolkning", "12"): ["77"],
    ("fast-lakarkontakt-befolkning", "14"): ["96"],
    ("fast-lakarkontakt-befolkning", "19"): ["78"],
    ("fast-lakarkontakt-befolkning", "20"): ["79"],
    ("fast-lakarkontakt-befolkning", "24"): ["11"],
    ("kontinuitetsindex-lakare", "10"): ["0.12"],
    ("kontinuitetsindex-lakare", "12"): ["0.17", "0.13"],
    ("hyrpersonal", "00"): ["3.8", "3.6"],
}


def test_what_the_agreement_names_is_measured() -> None:
    goals = {goal.id for goal in agreement_of(SHIPPED).goals if goal.target.kind != "achieved"}
    assert {measured.goal for one in loaded().indicators for measured in one.goals} == goals
    assert {one.id for one in loaded().indicators} >= {
        "fast-lakarkontakt-listade", "fast-vardkontakt", "patientkontrakt-erbjudna", "hyrpersonal",
        "medicinsk-bedomning-tre-dagar", "undvikbar-slutenvard", "vfu-veckor", "specialistsjukskoterskor-i-utbildning",
        *(f"ambulans-responstid-prio-{number}" for number in (1, 2, 3)),
    }  # fmt: skip


def test_the_values_are_the_published_ones_and_no_others() -> None:
    found: dict[tuple[str, str], list[Fraction]] = {}
    for one in loaded().indicators:
        for value in one.values:
            if value.value is not None:
                shown = value.value * (100 if one.unit == "per-cent" else 1)
                found.setdefault((one.id, value.place), []).append(shown)
    assert found == {key: [Fraction(number) for number in numbers] for key, numbers in PUBLISHED.items()}


def test_regions_that_did_not_report_are_missing_with_the_reason() -> None:
    one = shipped("fast-lakarkontakt-befolkning")
    missing = {value.place: value.missing for value in one.values if value.missing is not None}
    assert missing.keys() == {"06", "23", "25"}


def test_no_register_value_is_said_to_be_of_the_population() -> None:
    methods = shipped("fast-lakarkontakt-befolkning").methods_by_id
    assert methods["listningssystem"].counts is None
    assert {method.counts for method in methods.values()} == {None, "respondents", "recent-visitors"}


def test_every_text_is_in_both_languages() -> None:
    for one in loaded().indicators:
        texts = [one.name, one.definition, one.numerator, one.denominator, one.population, one.note, one.no_values]
        texts += [text for method in one.methods for text in (method.name, method.denominator, method.covers)]
        texts += [text for value in one.values for text in (value.missing, value.note)]
        texts += [text for source in one.sources for text in (source.name, source.note)]
        assert [text.sv for text in texts if text is not None and not text.en] == []
