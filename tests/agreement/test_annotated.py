"""The annotated agreement: how a text is read into passages, and how each meets what quotes it."""

import datetime

import pytest
from folders import REPOSITORY
from msgspec.structs import replace

from naravard.agreement.annotations import Annotated, annotated
from naravard.agreement.library import open_agreement
from naravard.agreement.load import load_folder
from naravard.agreement.model import Agreement, Clause, Duty, LeftOut, Quote, Remark, Requirement, Text
from naravard.agreement.passages import passages_of, sentences_of

WORDS = "Regionerna ska redovisa. De får vänta, t.ex. i mars. Vården är god."


def agreement_of(text: str, **items: object) -> Agreement:
    loaded = open_agreement("god-och-nara-vard-2022").agreement
    bare = dict.fromkeys(BARE, ())
    return replace(loaded, clauses=(Clause(id="1", title="Inledning", text=text),), **{**bare, **items})


BARE = (
    "requirements", "duties", "goals", "grants", "areas", "keys", "mandates", "reference_numbers", "parties", "papers",
    "published", "remarks", "left_out",
)  # fmt: skip


def requirement(text: str, number: int = 1) -> Requirement:
    return Requirement(id=f"r-{number}", level="must", who=("regions",), clause="1", text=text)


def left_out(text: str) -> LeftOut:
    return LeftOut(clause="1", text=text, reason="background")


def kinds(found: tuple[Annotated, ...]) -> list[tuple[str, list[str]]]:
    return [
        (one.passage.text, [note.kind for note in one.annotations]) for one in found if one.passage.kind != "heading"
    ]


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("En mening. En till.", ["En mening.", "En till."]),
        ("Bl.a. regionerna, t.ex. Gotland. Och fler.", ["Bl.a. regionerna, t.ex. Gotland.", "Och fler."]),
        ("Enligt 12 kap. 1 § (prop. 2019/20:164). Sedan.", ["Enligt 12 kap. 1 § (prop. 2019/20:164).", "Sedan."]),
        ("Modeller för utveckling.¹ Modellerna syftar.", ["Modeller för utveckling.", "Modellerna syftar."]),
        ("1. Kontaktuppgifter och namn", ["1. Kontaktuppgifter och namn"]),
    ],
)
def test_a_paragraph_is_read_in_sentences(paragraph: str, sentences: list[str]) -> None:
    assert list(sentences_of(paragraph)) == sentences


def test_headings_items_and_rows_are_passages_of_their_own() -> None:
    text = "Före. Efter.\n\n## Under\n\n- En sak. Och en till.\n- Nästa\n\n| A | B |\n| --- | --- |\n| 1 | 2 |"
    found = passages_of((Clause(id="1", title="Rubrik", text=text),))

    assert [(one.kind, one.text, one.lead) for one in found] == [
        ("heading", "Rubrik", ""),
        ("sentence", "Före.", ""),
        ("sentence", "Efter.", ""),
        ("heading", "Under", ""),
        ("item", "En sak.", "Under"),
        ("item", "Och en till.", "Under"),
        ("item", "Nästa", "Under"),
        ("head", "A B", ""),
        ("row", "1 2", ""),
    ]
    assert found[-1].cells == ("1", "2")


def test_each_sentence_meets_what_quotes_it() -> None:
    found = annotated(
        agreement_of(
            WORDS,
            requirements=(requirement("Regionerna ska redovisa."),),
            remarks=(
                Remark(
                    id="a", name=Text("A"), quotes=(Quote(clause="1", text="vänta"),), found=Text(""), follows=Text("")
                ),
            ),
            left_out=(left_out("Vården är god."),),
        )
    )

    assert kinds(found) == [
        ("Regionerna ska redovisa.", ["requirement"]),
        ("De får vänta, t.ex. i mars.", ["remark"]),
        ("Vården är god.", ["left-out"]),
    ]
    assert [one.is_accounted_for for one in found] == [True, True, False, True]


def test_a_sentence_of_which_only_a_part_is_quoted_is_not_accounted_for() -> None:
    found = annotated(agreement_of(WORDS, requirements=(requirement("Regionerna ska"),)))

    assert found[1].annotations != ()
    assert not found[1].is_accounted_for


def test_one_quotation_can_hold_several_sentences() -> None:
    found = annotated(agreement_of(WORDS, left_out=(left_out("De får vänta, t.ex. i mars. Vården är god."),)))

    assert [one.is_accounted_for for one in found] == [True, False, True, True]


def test_words_that_are_a_whole_item_are_not_every_sentence_that_holds_them() -> None:
    text = "Medlen ska stödja omställningen till en nära vård.\n\n- Stödja omställningen\n"
    found = annotated(agreement_of(text, requirements=(requirement("Stödja omställningen"),)))

    assert kinds(found) == [
        ("Medlen ska stödja omställningen till en nära vård.", []),
        ("Stödja omställningen", ["requirement"]),
    ]


def test_the_same_sentence_twice_became_the_same_thing_twice() -> None:
    found = annotated(agreement_of(f"{WORDS}\n\nVården är god.", left_out=(left_out("Vården är god."),)))

    assert [one.is_accounted_for for one in found if one.passage.text == "Vården är god."] == [True, True]


def test_a_day_that_a_sentence_names_is_its_dutys_date() -> None:
    duty = Duty(
        id="rapport", name=Text("Rapport"), about="report", who=("regions",), clause="1",
        due=datetime.date(2022, 9, 30), text="Rapporten ska lämnas senast den 30 september 2022.",
    )  # fmt: skip
    found = annotated(agreement_of("Rapporten ska lämnas senast den 30 september 2022. Den är kort.", duties=(duty,)))

    assert kinds(found)[0][1] == ["duty", "date"]
    assert found[1].annotations[1].day == datetime.date(2022, 9, 30)
    assert kinds(found)[1][1] == []


def test_any_agreement_that_has_its_text_can_be_read_so() -> None:
    loaded = load_folder(REPOSITORY / "docs" / "examples" / "anhorigstod-2027")
    assert loaded.agreement is not None
    assert loaded.findings == ()
    assert all(one.is_accounted_for for one in annotated(loaded.agreement))

    small = load_folder(REPOSITORY / "docs" / "examples" / "litet-exempel").agreement
    assert small is not None
    assert [one.is_accounted_for for one in annotated(small)].count(False) == 16


def test_an_agreement_without_text_has_no_passages() -> None:
    bare = agreement_of("")
    assert annotated(replace(bare, clauses=())) == ()
