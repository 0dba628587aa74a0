"""The handbook's chapters are what the specification says."""

import importlib
import inspect
from pathlib import Path

import pytest

from spec.handbook import FOLDER, as_markdown, chapters

DOCS = Path(__file__).parents[2] / "docs"


def test_there_are_chapters() -> None:
    assert {"fordelning", "pengar", "skyldigheter"} <= set(chapters())


@pytest.mark.parametrize("chapter", chapters())
def test_the_chapter_is_current(chapter: str) -> None:
    written = (DOCS / "handbok" / f"{chapter}.md").read_text(encoding="utf-8")
    assert written == as_markdown(chapter), "run make docs"


@pytest.mark.parametrize("chapter", chapters())
def test_every_paragraph_has_a_title_and_a_text(chapter: str) -> None:
    for file in (FOLDER / chapter).glob("test_*.py"):
        section = importlib.import_module(f"spec.{chapter}.{file.stem}")
        for name, test in vars(section).items():
            if name.startswith("test_"):
                title, _, text = (inspect.getdoc(test) or "").partition("\n")
                assert title, name
                assert text.strip(), name
