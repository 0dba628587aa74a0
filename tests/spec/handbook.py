"""The handbook's chapters, written from the specification: ``as_markdown("fordelning")``."""

import importlib
import inspect
from pathlib import Path
from types import ModuleType

from spec.paragraphs import Paragraph

FOLDER = Path(__file__).parent


def chapters() -> list[str]:
    """Return the chapters' names: the folders."""
    return sorted(init.parent.name for init in FOLDER.glob("*/__init__.py"))


def new_paragraph(chapter: str) -> Paragraph:
    """Return a paragraph with what the chapter's paragraphs can try."""
    made: Paragraph = importlib.import_module(f"spec.{chapter}.paragraph").Spec()
    return made


def as_markdown(chapter: str) -> str:
    """Return a chapter: its text, and a section for each file, with every example tried."""
    title, text = _title_and_text(importlib.import_module(f"spec.{chapter}"))
    files = sorted((FOLDER / chapter).glob("test_*.py"))
    sections = [importlib.import_module(f"spec.{chapter}.{file.stem}") for file in files]
    titles = [_title_and_text(section)[0] for section in sections]
    contents = "\n".join(f"{place}. {title}" for place, title in enumerate(titles, start=1))
    written = [_section(chapter, place, section) for place, section in enumerate(sections, start=1)]
    return "\n\n".join([f"# {title}", text, contents, *written]) + "\n"


def _section(chapter: str, place: int, section: ModuleType) -> str:
    title, text = _title_and_text(section)
    tests = [value for name, value in vars(section).items() if name.startswith("test_") and inspect.isfunction(value)]
    paragraphs = []
    for number, test in enumerate(tests, start=1):
        spec = new_paragraph(chapter)
        test(spec)
        heading, words = _title_and_text(test)
        paragraphs.append("\n\n".join([f"### {place}.{number} {heading}", *([words] if words else []), *spec.markdown]))
    return "\n\n".join([f"## {place}. {title}", *([text] if text else []), *paragraphs])


def _title_and_text(item: object) -> tuple[str, str]:
    """Return the first line of a docstring without its full stop, and the rest."""
    words = inspect.getdoc(item) or ""
    title, _, text = words.partition("\n")
    return title.rstrip("."), text.strip()
