"""One Swedish text has one English, wherever it stands, in the words that the glossary has for it."""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import words  # noqa: E402
from words import Pair  # noqa: E402

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|`[^`]*`|<[^>]*>|\{\d+\}|#[A-Z]+|[\w-]+\.(?:se|si|csv|xlsx|yaml)\b")
"""What English texts say in others' words: quotations, code, tags, what is filled in, records and names of files."""
NAMES = {
    "bilaga": "a column and the names of the signed annexes",
    "byte": "an English word too",
    "en": "the language",
    "just": "an English word too",
    "kommuner": "a grant's id",
    "läkartidningen": "a journal's name",
    "men": "an English word too",
    "minus": "an English word too",
    "nara": "a grant's id",
    "nyckel": "a variable of an example",
    "patientkontakt": "the agreement's own word, explained beside it",
    "patientkontrakt": "the agreement's own word, explained beside it",
    "primärvårdskvalitet": "the name of a system of care data",
    "protokoll": "what minutes are called in an example",
    "regeringskansliet": "an organisation's code",
    "register": "an English word too",
    "se": "a file's ending",
    "sex": "the agreement's own words",
    "skåne": "a county's name",
    "socialstyrelsen": "an authority's name",
    "sveriges": "the broadcaster's name",
    "stat": "a part of a format's name",
    "vfu": "what the agreement calls clinical placements",
    "under": "an English word too",
    "vard": "a grant's id",
    "vårdanalys": "an authority's name",
    "vidareutbildning": "a column of the annex",
}
"""Words that Swedish texts have often and English texts now and then, and why they may stand there."""
PLACES = re.compile(
    r"\b(?:Öre|öre|å, ä|ö|Region (?:\w+ län|Värmland)|(?:Jönköpings?|Jämtland|Västra Götalands?) \w+)\b"
)
OWN_WORDS = re.compile(r"agreements/.*/remarks\.yaml")
"""Remarks on the agreement's own words name them."""


def wrong(among: Iterable[Pair]) -> list[str]:
    """Return the words that the glossary bans, with their places and what to say."""
    return [
        f"{pair.place}: “{found[0]}” in “{pair.en}”; say {right}"
        for pair in among
        for finds, hides, right in words.banned()
        if (found := finds.search(hides.sub("", QUOTED.sub(" ", pair.en))))
    ]


def swedish_left(among: Iterable[Pair]) -> list[str]:
    """Return the English texts with words in them that are Swedish: with å, ä, ö, or far more common in Swedish."""
    among = [pair for pair in among if not OWN_WORDS.match(pair.place)]
    in_swedish = Counter(word for pair in among for word in {*_words(pair.sv)})
    in_english = Counter(word for pair in among for word in {*_words(pair.en)})
    suspect = {word for word, times in in_english.items() if in_swedish[word] >= 2 * times} - NAMES.keys()
    return [
        f"{pair.place}: {sorted(left)} in “{pair.en}”"
        for pair in among
        if (left := {word for word in _words(pair.en) if word in suspect or _is_foreign(word)})
    ]


def _is_foreign(word: str) -> bool:
    return re.search("[åäö]", word) is not None and word not in NAMES


HANDBOOK = ROOT / "docs" / "handbok"
SAID_OF_WORDS = re.compile(r"”[^”]*”|`[^`]*`|<[^>]*>|%\(\w+\)\w|\{[^{}]*\}|^>.*$|^\|.*$", re.MULTILINE)
"""What Swedish texts say in others' words: quotations, code, tags, what is filled in, and tables."""
SEMICOLON = re.compile(r"(?<!&nbsp)(?<!&shy)(?<!&amp)(?<!&quot);(?=\s)")


def swedish_texts() -> list[tuple[str, str]]:
    """Return every Swedish text with its place: of the program, and of the handbook; the agreements' own words not."""
    texts = [(pair.place, pair.sv) for pair in words.pairs() if not pair.place.startswith("agreements/")]
    return texts + [(file.name, file.read_text(encoding="utf-8")) for file in sorted(HANDBOOK.glob("*.md"))]


def wrong_in_swedish(among: Iterable[tuple[str, str]]) -> list[str]:
    """Return the words that the glossary bans in Swedish texts, with their places and what to say."""
    said = [(place, SAID_OF_WORDS.sub(" ", text)) for place, text in among]
    bans = words.banned_in_swedish()
    found = [
        f"{place}: {hit[0]}; say {right}"
        for place, text in said
        for finds, right in bans
        if (hit := finds.search(text))
    ]
    return found + [f"{place}: a semicolon" for place, text in said if SEMICOLON.search(text)]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", PLACES.sub(" ", QUOTED.sub(" ", text)).casefold())


def test_one_swedish_text_has_one_english() -> None:
    told = [
        f"“{some[0].sv}” is “{some[0].en}” in {some[0].place}. Choose “{chosen[0].en}” as in {chosen[0].place}"
        for by_english in words.contradictions(words.pairs()).values()
        for chosen in [max(by_english.values(), key=len)]
        for some in by_english.values()
        if some is not chosen
    ]
    assert told == [], "choose one, or say in docs/glossary.md what tells them apart"


def test_english_texts_say_what_the_glossary_says() -> None:
    assert wrong(words.pairs()) == []


def test_no_swedish_is_left_in_english_texts() -> None:
    assert swedish_left(words.pairs()) == []


def test_swedish_texts_say_what_the_glossary_says() -> None:
    assert wrong_in_swedish(swedish_texts()) == []


def test_the_words_that_the_glossary_requires_are_there() -> None:
    texts = {file: (ROOT / file).read_text(encoding="utf-8") for _word, file in words.required_in_swedish()}
    assert [(word, file) for word, file in words.required_in_swedish() if f'"{word}"' not in texts[file]] == []


def test_a_banned_swedish_word_and_a_semicolon_are_found_and_a_quotation_is_not() -> None:
    texts = [("a", "Beslutet vilar på texten"), ("b", "Klart; inget mer"), ("c", "Texten säger ”bidraget avser”.")]
    assert wrong_in_swedish(texts) == ["a: vilar; say bygger på", "b: a semicolon"]


def test_what_the_glossary_tells_apart_is_used() -> None:
    used = {key[1]: set(found) for key, found in words.several(words.pairs()).items()}
    assert {text: english - used.get(text, set()) for text, english in words.meanings().items()} == {
        text: set() for text in words.meanings()
    }, "remove what no text says any more"


def test_texts_of_code_catalogue_findings_and_agreements_are_found() -> None:
    found = {pair.place.partition(":")[0].partition("#")[0]: pair for pair in words.pairs()}
    assert len(words.pairs()) > 6000
    for place in (
        "src/naravard/agreement/labels.py",
        "src/naravard/agreement/findings_catalogue/1-files.toml",
        "agreements/god-och-nara-vard-2022/duties.yaml",
        "site/templates/site/base.html",
    ):
        assert place in found


def test_a_contradiction_a_banned_word_and_left_swedish_are_found() -> None:
    pairs = [
        Pair("Inlämnad", "Handed in", "a.py:1"),
        Pair("inlämnad.", "Submitted", "b.html"),
        Pair("Läs", "Read innehåll", "c.py:2"),
        Pair("Läge", "The status", "d.py:3"),
        Pair("läge", "Status", "e.py:4"),
        Pair("läge", "State", "f.py:4", context="place"),
    ]
    assert list(words.contradictions(pairs)) == [("", "inlämnad")]
    assert wrong(pairs) == ["b.html: “Submitted” in “Submitted”; say hand in"]
    assert swedish_left(pairs) == ["c.py:2: ['innehåll'] in “Read innehåll”"]
