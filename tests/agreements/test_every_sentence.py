"""No duty, recommendation, permission or example of the agreement's sections 3 to 6 is left out of requirements.yaml.

Every sentence and list item of those sections is read from text.md. Three kinds must be accounted for:

- those with one of the words by which a Swedish agreement lays something on someone or permits it: *ska* (*skall*),
  *bör*, *kan*, *får*, *måste*, *har möjlighet att*, and *kommer SKR*, which is how SKR's undertakings are written;
- list items under a sentence with such a word, for the lead's word holds for each of them;
- whatever stands under a heading *Insatser som … ska genomföra*, since the heading says *ska* for all of it.

*Behöver*, *krävs*, *är viktigt* and *är centralt* are left aside: they state a need, and lay nothing on anyone by
themselves. Each sentence of the three kinds is either a requirement, quoted word for word, or stands in
not-requirements.yaml with the reason why it lays nothing on regions, municipalities or SKR and permits them nothing.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from agreements.sentences import MODAL, SKR_WILL, Sentence, folded, read_sentences, sentences_of

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "agreements" / "god-och-nara-vard-2022"
SECTIONS_3_TO_6 = re.compile(r"[3456](?:\.|$)")
REASONS = {"aim", "background", "goal", "law", "money", "need", "others", "past"}
CONDITION = re.compile(r"\bta del av (?:medlen|stimulansmedel)\b")
WORDS_OF_LEVEL = {
    "must": re.compile(rf"\bska\b|\bkrav\b|{SKR_WILL.pattern}", re.IGNORECASE),
    "should": re.compile(r"\bbör\b", re.IGNORECASE),
    "may": re.compile(r"\b(?:kan|får|möjlighet)\b", re.IGNORECASE),
}

Item = dict[str, Any]


def read_list(file: Path) -> list[Item]:
    items: list[Item] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return [{**item, "text": folded(item["text"])} for item in items]


@pytest.fixture(scope="module")
def requirements() -> list[Item]:
    return read_list(FOLDER / "requirements.yaml")


@pytest.fixture(scope="module")
def not_requirements() -> list[Item]:
    return read_list(HERE / "not-requirements.yaml")


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return list(read_sentences(FOLDER / "text.md"))


def in_sections_3_to_6(items: list[Item]) -> list[Item]:
    return [item for item in items if SECTIONS_3_TO_6.match(item["clause"])]


def quotes(item: Item, sentence: Sentence) -> bool:
    return item["clause"] == sentence.clause and sentence.text in sentences_of(item["text"])


def with_what_it_is_under(item: Item, requirements: list[Item]) -> list[Item]:
    by_id = {other["id"]: other for other in requirements}
    chain = [item]
    while "under" in chain[-1]:
        chain.append(by_id[chain[-1]["under"]])
    return chain


def test_every_sentence_that_may_bind_is_a_requirement_or_has_a_reason_not_to_be(
    requirements: list[Item], not_requirements: list[Item], sentences: list[Sentence]
) -> None:
    accounted = requirements + not_requirements
    to_account_for = [s for s in sentences if SECTIONS_3_TO_6.match(s.clause) and s.says_who_does_what]
    left_out = [s for s in to_account_for if not any(quotes(item, s) for item in accounted)]
    twice = [s for s in to_account_for if sum(quotes(item, s) for item in accounted) > 1]

    assert [(s.clause, s.text) for s in left_out] == []
    assert [(s.clause, s.text) for s in twice] == []
    assert len(to_account_for) == 239


def test_a_requirement_is_one_sentence_or_list_item(requirements: list[Item]) -> None:
    for item in requirements:
        binding = [part for part in sentences_of(item["text"]) if MODAL.search(part) or SKR_WILL.search(part)]
        assert len(binding) <= 1, item["id"]


def test_requirements_are_quoted_from_their_clause(requirements: list[Item], sentences: list[Sentence]) -> None:
    for item in requirements:
        standing = [s for s in sentences if s.clause == item["clause"]]
        words = " ".join(s.text for s in standing)
        assert item["text"] in words or item["text"] in {s.heading for s in standing}, item["id"]


def test_what_is_no_requirement_stands_in_the_text_with_a_known_reason(
    not_requirements: list[Item], sentences: list[Sentence]
) -> None:
    standing = {(s.clause, s.text) for s in sentences if s.says_who_does_what}

    assert [item for item in not_requirements if (item["clause"], item["text"]) not in standing] == []
    assert {item["reason"] for item in not_requirements} == REASONS


def test_a_list_item_is_under_the_sentence_that_leads_its_list(
    requirements: list[Item], sentences: list[Sentence]
) -> None:
    for sentence in (s for s in sentences if s.in_list):
        for item in (r for r in requirements if quotes(r, sentence)):
            above = with_what_it_is_under(item, requirements)[1:]
            assert any(sentences_of(lead["text"])[-1] == sentence.lead for lead in above), item["id"]


def test_a_condition_says_that_the_money_depends_on_it(requirements: list[Item]) -> None:
    for item in requirements:
        if CONDITION.search(item["text"]) and item["level"] == "must":
            assert item.get("condition"), item["id"]
        if item.get("condition"):
            assert any(CONDITION.search(r["text"]) for r in with_what_it_is_under(item, requirements)), item["id"]


def test_the_level_follows_the_words_of_the_sentence_or_its_lead_or_a_note_says_why(requirements: list[Item]) -> None:
    for item in requirements:
        said = any(
            WORDS_OF_LEVEL[item["level"]].search(r["text"]) or "note" in r
            for r in with_what_it_is_under(item, requirements)
        )
        assert said, item["id"]


def test_ids_number_the_requirements_of_a_clause_in_their_order(requirements: list[Item]) -> None:
    seen: Counter[str] = Counter()
    for item in requirements:
        seen[item["clause"]] += 1
        clause = item["clause"].replace(".", "-").replace(" ", "-")
        assert item["id"] == f"r-{clause}-{seen[item['clause']]:02d}"


def test_counts_by_level_and_by_whom_they_concern(requirements: list[Item]) -> None:
    concerned = in_sections_3_to_6(requirements)
    counted = Counter((item["level"], ", ".join(item["who"])) for item in concerned)

    assert counted == {
        ("must", "regions"): 27,
        ("must", "regions, municipalities"): 31,
        ("must", "regions, skr"): 2,
        ("must", "municipalities, rss"): 1,
        ("must", "skr"): 40,
        ("should", "regions"): 2,
        ("should", "regions, municipalities"): 9,
        ("may", "regions"): 16,
        ("may", "regions, municipalities"): 37,
        ("may", "municipalities, rss"): 1,
        ("may", "skr"): 1,
    }
    assert Counter(item["level"] for item in concerned) == {"must": 101, "should": 11, "may": 55}
    assert sum(bool(item.get("condition")) for item in concerned) == 24
