"""The handbook's chapters, written from the specification: ``as_markdown("fordelning")``."""

import importlib
import inspect
from pathlib import Path
from types import ModuleType

from spec.paragraphs import Spec

FOLDER = Path(__file__).parent


def as_markdown(chapter: str = "fordelning") -> str:
    """Return a chapter: its text, and a section for each file, with every example tried."""
    title, text = _title_and_text(importlib.import_module(f"spec.{chapter}"))
    files = sorted((FOLDER / chapter).glob("test_*.py"))
    sections = [importlib.import_module(f"spec.{chapter}.{file.stem}") for file in files]
    titles = [_title_and_text(section)[0] for section in sections]
    contents = "\n".join(f"{place}. {title}" for place, title in enumerate(titles, start=1))
    written = [_section(place, section) for place, section in enumerate(sections, start=1)]
    return "\n\n".join([f"# {title}", text, contents, *written]) + "\n"


def _section(place: int, section: ModuleType) -> str:
    title, text = _title_and_text(section)
    tests = [value for name, value in vars(section).items() if name.startswith("test_") and inspect.isfunction(value)]
    paragraphs = []
    for number, test in enumerate(tests, start=1):
        spec = Spec()
        test(spec)
        heading, words = _title_and_text(test)
        paragraphs.append("\n\n".join([f"### {place}.{number} {heading}", *([words] if words else []), *spec.markdown]))
    return "\n\n".join([f"## {place}. {title}", *([text] if text else []), *paragraphs])


def _title_and_text(item: object) -> tuple[str, str]:
    """Return the first line of a docstring without its full stop, and the rest."""
    words = inspect.getdoc(item) or ""
    title, _, text = words.partition("\n")
    return title.rstrip("."), text.strip()
