"""No sentence of the agreement is lost: each became something, or is left out with a reason.

The pairing is the program's (:func:`naravard.agreement.annotations.annotated`), which the page and the PDF show too.
The tests read the text by themselves, so that a sentence that the program would not see is missed here.

Every word of every sentence and list item, from the title page to annex 2, is quoted by a requirement, duty, goal, sum,
rule, key, paper, mandate, reference number or party, or stands in left_out.yaml. So a duty without a modal word cannot
slip by: whoever leaves it out does so by name, and says why. What is left out though it has a word that lays something
on someone or permits it (*ska*, *skall*, *bör*, *kan*, *får*, *måste*, *har möjlighet att*, *kommer SKR*, or stands in
a list under such a word, or under *Insatser som … ska genomföra*) is counted here, reason by reason.

*Behöver*, *krävs* and *är centralt* state a need and lay nothing on anyone by themselves; where *viktigt* or *behöver*
says how far or how what shall be done may be done, it is a limit, and held as one.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from agreements.sentences import MODAL, SKR_WILL, WORDS_OF_LEVEL, Sentence, folded, read_sentences, sentences_of
from naravard.agreement.annotations import Annotated, annotated
from naravard.agreement.library import open_agreement
from naravard.agreement.model import Agreement, Grant, LeftOut

FOLDER = Path(__file__).parents[2] / "agreements" / "god-och-nara-vard-2022"
CONDITION = "ta del av"

Item = dict[str, Any]


@pytest.fixture(scope="module")
def requirements() -> list[Item]:
    items: list[Item] = YAML(typ="safe").load((FOLDER / "requirements.yaml").read_text(encoding="utf-8"))
    return [{**item, "text": folded(item["text"])} for item in items]


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return list(read_sentences(FOLDER / "text.md"))


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    return open_agreement("god-och-nara-vard-2022").agreement


@pytest.fixture(scope="module")
def passages(agreement: Agreement) -> list[Annotated]:
    return list(annotated(agreement))


def kinds(passage: Annotated) -> set[str]:
    return {one.kind for one in passage.annotations}


def passage_of(passages: list[Annotated], clause: str, begins: str) -> Annotated:
    found = [one for one in passages if one.passage.clause == clause and one.passage.text.startswith(begins)]
    assert len(found) == 1, (clause, begins, len(found))
    return found[0]


def test_the_program_reads_every_sentence_that_the_text_has(
    passages: list[Annotated], sentences: list[Sentence]
) -> None:
    read = [(one.passage.clause, one.passage.text) for one in passages if one.passage.kind in ("sentence", "item")]
    standing = [(one.clause, one.text) for one in sentences]

    assert [one for one in standing if one not in read and one[0] != "innehåll"] == []
    assert [one for one in read if one not in standing and one[0] != "innehåll"] == []
    assert len([one for one in read if one[0] != "innehåll"]) == 752


def test_every_word_of_the_text_became_something_or_is_left_out_with_a_reason(passages: list[Annotated]) -> None:
    assert [(one.passage.clause, one.passage.text) for one in passages if not one.is_accounted_for] == []


def test_nothing_is_both_left_out_and_laid_on_someone(passages: list[Annotated]) -> None:
    laid = {"requirement", "duty", "goal", "sum", "rule"}

    assert [one.passage.text for one in passages if "left-out" in kinds(one) and laid & kinds(one)] == []


def test_no_sentence_is_two_requirements(passages: list[Annotated]) -> None:
    twice = [one for one in passages if sum(note.kind == "requirement" for note in one.annotations) > 1]

    assert [one.passage.text for one in twice] == []


def test_what_is_left_out_though_a_word_of_it_could_bind(passages: list[Annotated], sentences: list[Sentence]) -> None:
    binding = {(one.clause, one.text) for one in sentences if one.says_who_does_what}
    reasons = Counter(
        note.item.reason
        for one in passages
        for note in one.annotations
        if isinstance(note.item, LeftOut) and (one.passage.clause, one.passage.text) in binding
    )

    assert reasons == LEFT_OUT_THOUGH


LEFT_OUT_THOUGH = {"aim": 15, "background": 25, "form": 15, "law": 15, "need": 16, "others": 13, "past": 1, "scope": 1}


def test_duties_without_a_modal_word_are_held(passages: list[Annotated]) -> None:
    for clause, begins in [
        ("1.1.1", "Överenskommelserna utvecklas löpande tillsammans med SKR"),
        ("1.1.1", "Utvärdering och analys av vilka styrmedel"),
        ("3.4.1", "I detta ingår även hälsofrämjande och förebyggande insatser."),
        ("7", "Ovanstående krav på redovisning gäller även"),
        ("10.1", "Medel till SKR och regionerna utbetalas engångsvis"),
        ("10.1", "Information som ska ingå i rekvisition"),
        ("bilaga 1", "Respektive part ansvarar för att vid behov"),
        ("bilaga 1", "Gemensamt förvalta målbilden"),
        ("bilaga 2", "som ska ingå i rekvisition och ekonomisk redovisning"),
    ]:
        assert "requirement" in kinds(passage_of(passages, clause, begins)), begins


def test_the_main_demand_of_section_7_is_held_with_its_question_set_and_day(passages: list[Annotated]) -> None:
    found = passage_of(passages, "7", "Regionerna ska redovisa genomförda insatser, uppnådda resultat")

    assert [(one.kind, getattr(one.item, "id", "")) for one in found.annotations] == [
        ("requirement", "r-7-04"),
        ("duty", "question-set"),
        ("date", "question-set"),
        ("remark", "formular-fragorna-4-och-9a"),
    ]


def test_limits_of_what_shall_be_done_are_held_beneath_it(agreement: Agreement) -> None:
    limits = {one.text.split(" ", 6)[-1][:40]: one.under for one in agreement.requirements if one.limit}

    assert len(limits) == 6
    words = " ".join(one.text for one in agreement.requirements if one.limit)
    assert "patientsäkerheten äventyras" in words
    assert "tränger ut vård av grupper som har större behov" in words
    assert all(limits.values())


def test_the_state_is_among_those_bound(agreement: Agreement) -> None:
    state = {"staten", "regeringen", "regeringskansliet", "kammarkollegiet", "socialstyrelsen"}
    bound = Counter(who for one in agreement.requirements for who in one.who if who in state)

    assert bound == {
        "staten": 21, "regeringen": 6, "regeringskansliet": 14, "kammarkollegiet": 3, "socialstyrelsen": 1,
    }  # fmt: skip


def test_each_row_of_the_table_of_money_is_the_grant_that_it_became(passages: list[Annotated]) -> None:
    rows = [one for one in passages if one.passage.clause == "8" and one.passage.kind == "row"]
    grants = [note.item for row in rows for note in row.annotations if note.kind == "sum"]

    assert [one.id for one in grants if isinstance(one, Grant)] == [
        "nara-vard-regioner", "nara-vard-kommuner", "medarbetare-regioner", "medarbetare-kommuner",
        "vidareutbildning-regioner", "vidareutbildning-kommuner", "karriartjanster", "vfu", "e-halsa", "ambulans",
        "skr",
    ]  # fmt: skip
    assert len(rows) == 12


def test_the_slips_of_the_text_are_remarks(agreement: Agreement) -> None:
    assert {
        "bilaga-2-utan-borjan", "bilaga-1-utan-beteckning", "vem-betalar", "utgiftsomrade-9", "procentandelar",
        "vfu-ingen-beslutar", "vfu-kommuner-redovisar-inte", "utbetalning-fore-villkoret", "skr-tva-handlingar",
        "ska-eller-bor-stalla-om", "slutredovisning-utan-innehall", "forlangd-tid",
    } <= {one.id for one in agreement.remarks}  # fmt: skip


def test_a_requirement_is_one_sentence_or_list_item(requirements: list[Item]) -> None:
    for item in requirements:
        binding = [part for part in sentences_of(item["text"]) if MODAL.search(part) or SKR_WILL.search(part)]
        assert len(binding) <= 1, item["id"]


def test_requirements_are_quoted_from_their_clause(requirements: list[Item], sentences: list[Sentence]) -> None:
    for item in requirements:
        standing = [s for s in sentences if s.clause == item["clause"]]
        words = " ".join(s.text for s in standing)
        assert item["text"] in words or item["text"] in {s.heading for s in standing}, item["id"]


def with_what_it_is_under(item: Item, requirements: list[Item]) -> list[Item]:
    by_id = {other["id"]: other for other in requirements}
    chain = [item]
    while "under" in chain[-1]:
        chain.append(by_id[chain[-1]["under"]])
    return chain


def test_a_list_item_is_under_the_sentence_that_leads_its_list(
    requirements: list[Item], sentences: list[Sentence]
) -> None:
    for sentence in (s for s in sentences if s.in_list):
        for item in (r for r in requirements if quotes(r, sentence)):
            above = with_what_it_is_under(item, requirements)[1:]
            assert any(sentences_of(lead["text"])[-1] == sentence.lead for lead in above), item["id"]


def quotes(item: Item, sentence: Sentence) -> bool:
    return item["clause"] == sentence.clause and sentence.text in sentences_of(item["text"])


def test_a_condition_says_that_the_money_depends_on_it(requirements: list[Item]) -> None:
    for item in requirements:
        says = f"{CONDITION} medlen" in item["text"] or f"{CONDITION} stimulansmedel" in item["text"]
        if says and item["level"] == "must" and "kunna ta del av" not in item["text"]:
            assert item.get("condition"), item["id"]
        if item.get("condition"):
            chain = with_what_it_is_under(item, requirements)
            assert any(CONDITION in lead["text"] for lead in chain), item["id"]


def test_the_level_follows_the_words_of_the_sentence_or_its_lead_or_a_note_says_why(requirements: list[Item]) -> None:
    for item in requirements:
        said = any(
            WORDS_OF_LEVEL[item["level"]].search(r["text"]) or "note" in r
            for r in with_what_it_is_under(item, requirements)
        )
        assert said, item["id"]


def test_ids_number_the_requirements_of_a_clause_without_a_gap(requirements: list[Item]) -> None:
    numbers: dict[str, list[int]] = {}
    for item in requirements:
        clause = item["clause"].replace(".", "-").replace(" ", "-")
        assert item["id"].startswith(f"r-{clause}-"), item["id"]
        numbers.setdefault(item["clause"], []).append(int(item["id"].rsplit("-", 1)[1]))

    assert {clause: sorted(found) for clause, found in numbers.items()} == {
        clause: list(range(1, len(found) + 1)) for clause, found in numbers.items()
    }


def test_requirements_stand_in_the_order_of_the_text(requirements: list[Item], passages: list[Annotated]) -> None:
    order = [getattr(note.item, "id", "") for one in passages for note in one.annotations if note.kind == "requirement"]

    assert list(dict.fromkeys(order)) == [item["id"] for item in requirements]


def test_counts_by_level_and_by_whom_they_concern(requirements: list[Item]) -> None:
    counted = Counter((item["level"], ", ".join(item["who"])) for item in requirements)

    assert counted == COUNTS
    assert sum(bool(item.get("condition")) for item in requirements) == 25


COUNTS = {
    ("must", "kammarkollegiet"): 2,
    ("must", "kammarkollegiet, rss"): 1,
    ("must", "municipalities, rss"): 1,
    ("must", "regeringen, skr"): 3,
    ("must", "regeringskansliet, skr"): 14,
    ("must", "regions"): 28,
    ("must", "regions, municipalities"): 33,
    ("must", "regions, rss"): 3,
    ("must", "regions, rss, skr"): 7,
    ("must", "regions, skr"): 3,
    ("must", "rss"): 3,
    ("must", "rss, municipalities"): 1,
    ("must", "skr"): 49,
    ("must", "socialstyrelsen"): 1,
    ("must", "staten"): 6,
    ("must", "staten, regions, municipalities"): 1,
    ("must", "staten, skr"): 5,
    ("must", "staten, skr, regions, municipalities"): 1,
    ("should", "regeringen"): 2,
    ("should", "regions"): 8,
    ("should", "regions, municipalities"): 16,
    ("should", "regions, municipalities, skr"): 1,
    ("should", "regions, skr"): 1,
    ("should", "staten"): 3,
    ("should", "staten, skr"): 4,
    ("may", "municipalities, rss"): 1,
    ("may", "regeringen"): 1,
    ("may", "regions"): 17,
    ("may", "regions, municipalities"): 39,
    ("may", "skr"): 1,
    ("may", "staten, skr"): 1,
}
