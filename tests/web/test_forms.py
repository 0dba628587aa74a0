"""What people write in the money's forms: read to the krona and the day, or refused in words."""

import datetime

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.site.forms import MOST_KRONOR, Choice, Field, Written
from naravard.web.site.forms.fields import ALL
from naravard.web.site.forms.problems import Problem
from naravard.web.site.forms.step import as_written


@given(st.integers(0, MOST_KRONOR), st.sampled_from(["{}", "{} kr", " {}", "{}:-"]))
def test_an_amount_is_read_however_it_is_written(amount: int, form: str) -> None:
    for text in (str(amount), kronor(amount).removesuffix("kr")):
        written = Written({"amount": form.format(text)})
        assert written.kronor("amount") == amount, text
        assert written.problems == {}


@pytest.mark.parametrize("text", ["12,50", "12.50", "-1", "−5", "tolv", "1e6", "١٢", "", "1 2,5", "9" * 30, "0x10"])
def test_what_is_no_amount_is_refused_and_never_rounded(text: str) -> None:
    written = Written({"amount": text})
    assert written.kronor("amount") == 0
    assert list(written.problems) == ["amount"]


@given(st.text(max_size=40))
def test_anything_written_gives_an_amount_or_words(text: str) -> None:
    written = Written({"amount": text})
    assert 0 <= written.kronor("amount", required=False) <= MOST_KRONOR
    assert all(isinstance(says, Text) for says in written.problems.values())


def test_full_width_figures_are_figures() -> None:
    written = Written({"amount": "１２"})
    assert (written.kronor("amount"), written.problems) == (12, {})


def test_a_day_is_read_or_refused() -> None:
    written = Written({"good": "2022-12-15", "bad": "2022-02-30"})
    assert written.day("good") == datetime.date(2022, 12, 15)
    assert written.day("bad") is None
    assert written.day("none", required=False) is None
    assert list(written.problems) == ["bad"]


def test_a_text_keeps_its_lines_and_loses_nothing() -> None:
    written = Written({"why": " En rad\r\ntill ", "odd": "a\x00b", "long": "x" * 6000})
    assert written.text("why", required=True) == "En rad\ntill"
    written.text("odd")
    written.text("long")
    written.text("empty", required=True)
    assert list(written.problems) == ["odd", "long", "empty"]


def test_where_several_can_be_chosen_those_that_are_stand_ticked_and_an_address_chooses_all_one_or_none() -> None:
    choices = [Choice("a", Text("A"), Text("Den första")), Choice("b", Text("B"))]
    field = Field(name="list", label=Text("Vilka?"), kind="several", choices=choices, chosen=["b"], all_or_none=True)
    written = Written(QueryDict("list=a&list=b&list=c"))

    def ticked(one: Field) -> list[str]:
        shown = html.fromstring(render_to_string("site/parts/field.html", {"field": one}))
        return [str(box.get("value")) for box in shown.xpath(".//input[@type='checkbox'][@checked]")]

    assert ticked(field) == ["b"]
    assert ticked(field.chosen_by(ALL)) == ["a", "b"]
    assert ticked(field.chosen_by("a")) == ["a"]
    assert ticked(field.chosen_by("ingen")) == []
    assert as_written([field], written) == [(Text("Vilka?"), Text("A, B", "A, B"))]
    assert as_written([field], Written(QueryDict("list=c"))) == []


def test_only_what_can_be_chosen_is_chosen() -> None:
    written = Written({"one": "a", "other": "c"})
    choices = [Choice("a", Text("A")), Choice("b", Text("B"))]
    assert written.chosen("one", choices) == "a"
    assert written.chosen("other", choices) == ""
    assert list(written.problems) == ["other"]


def test_a_number_of_things_is_whole() -> None:
    written = Written({"weeks": "1 200", "half": "1,5"})
    assert written.number("weeks", most=10_000) == 1200
    assert written.number("half", most=10) is None
    assert list(written.problems) == ["half"]


def test_the_error_summary_names_the_field_and_a_question_has_no_colon_after_it() -> None:
    problem = Text("Skriv ett namn.", "Write a name.")
    named = Field(name="name", label=Text("Namn", "Name"), problem=problem)
    asked = Field(name="use", label=Text("Vad ska nyckeln användas till?", "What is the key for?"), problem=problem)
    assert named.summary == Text("Namn: Skriv ett namn.", "Name: Write a name.")
    assert asked.summary == Text("Vad ska nyckeln användas till? Skriv ett namn.", "What is the key for? Write a name.")
    assert Field(name="name", label=Text("Namn", "Name")).summary is None


def test_a_field_and_the_error_summary_tell_each_of_several_mistakes() -> None:
    rows = (
        Problem(what="Värdet är inget tal.", field="own.rows", where="rad 2", found="”x”", way_out="Skriv ett tal."),
        Problem(what="Koden finns inte.", field="own.rows", where="rad 3", expected="en kommunkod"),
    )
    field = Field(name="own.rows", label=Text("Rader", "Rows"), kind="data", details=rows)
    group = html.fromstring(render_to_string("site/parts/field.html", {"field": field}))
    assert group.xpath("//textarea/@aria-describedby") == ["f-own-rows-error"]
    assert [" ".join(one.text_content().split()) for one in group.xpath('//div[@id="f-own-rows-error"]/p')] == [
        "Fel: Värdet är inget tal. Var: rad 2 Hittat: ”x” Gör så här: Skriv ett tal.",
        "Fel: Koden finns inte. Var: rad 3 Väntat: en kommunkod",
    ]
    summary = html.fromstring(render_to_string("site/parts/problems.html", {"fields": [field], "details": rows}))
    links = [(one.get("href"), one.text_content()) for one in summary.xpath("//a")]
    assert links == [("#f-own-rows", "Värdet är inget tal."), ("#f-own-rows", "Koden finns inte.")]
