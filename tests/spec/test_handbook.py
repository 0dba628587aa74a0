"""The handbook's chapter is what the specification says."""

import importlib
import inspect
from pathlib import Path

from spec.handbook import FOLDER, as_markdown

DOCS = Path(__file__).parents[2] / "docs"


def test_the_chapter_on_allocation_is_current() -> None:
    written = (DOCS / "handbok" / "fordelning.md").read_text(encoding="utf-8")
    assert written == as_markdown("fordelning"), "run make docs"


def test_every_paragraph_has_a_title_and_a_text() -> None:
    for file in (FOLDER / "fordelning").glob("test_*.py"):
        section = importlib.import_module(f"spec.fordelning.{file.stem}")
        for name, test in vars(section).items():
            if name.startswith("test_"):
                title, _, text = (inspect.getdoc(test) or "").partition("\n")
                assert title, name
                assert text.strip(), name
