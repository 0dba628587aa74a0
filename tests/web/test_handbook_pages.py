"""The handbook: chapters in order, searched, with links between them."""

from pathlib import Path

import pytest
from django.test import Client

from naravard.web.handbook import chapters as room
from naravard.web.handbook.chapters import chapters, plain, search


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small handbook of two chapters."""
    (tmp_path / "02-fordelning.md").write_text(
        "# Fördelning\n\n"
        "Se [början](01-borja.md#start), [koden](../../src/kod.py) och [SKR](https://skr.se/).\n\n"
        "## Avrundning\n\nStörsta resten får kronan.\n",
        encoding="utf-8",
    )
    (tmp_path / "01-borja.md").write_text("# Att börja\n\nStarta **programmet** här. <b>Rå</b>\n", encoding="utf-8")
    monkeypatch.setattr(room, "files", lambda: sorted(tmp_path.iterdir()))
    chapters.cache_clear()
    yield
    chapters.cache_clear()


def test_chapters_stand_in_the_order_of_their_files() -> None:
    assert [(chapter.slug, chapter.title) for chapter in chapters()] == [
        ("borja", "Att börja"),
        ("fordelning", "Fördelning"),
    ]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("STÖRSTA kronan", [("Fördelning", "Avrundning")]),
        ("programmet", [("Att börja", "Att börja")]),
        ("avrundning", [("Fördelning", "Avrundning")]),
        ("finns inte", []),
        ("  ", []),
    ],
)
def test_a_search_finds_the_part_where_all_the_words_stand(words: str, places: list[tuple[str, str]]) -> None:
    assert [(hit.chapter.title, hit.heading) for hit in search(words)] == places


def test_excerpts_are_plain_words() -> None:
    assert plain("Se [början](01-borja.md) **nu** `så`") == "Se början nu så"


def test_a_chapter_links_to_the_others_and_runs_no_markup(reader: Client) -> None:
    page = reader.get("/handbok/fordelning/").content.decode()
    assert 'href="/handbok/borja/#start"' in page
    assert "koden och" in page, "a file that is no chapter has no page to lead to"
    assert 'href="https://skr.se/"' in page
    assert "<h2>Avrundning</h2>" in page
    assert "&lt;b&gt;Rå" in reader.get("/handbok/borja/").content.decode()


def test_the_contents_show_the_places_found(reader: Client) -> None:
    page = reader.get("/handbok/?ord=kronan").content.decode()
    assert "1 ställe med ”kronan”" in page
    assert "Största resten får kronan." in page


def test_english_readers_are_told_that_the_handbook_is_swedish(reader: Client) -> None:
    assert "The handbook is written in Swedish." in reader.get("/en/handbok/").content.decode()
