"""The two languages of the pages: every Swedish text has its English."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import messages  # noqa: E402


def test_every_text_has_its_english_and_the_catalogue_is_current() -> None:
    assert list(messages.shortcomings()) == []


def test_texts_of_templates_and_code_are_found() -> None:
    found = {(file, text) for file, text, _context in messages.texts()}
    assert ("site/templates/site/base.html", "Till innehållet") in found
    assert ("access/context.py", "Landet") in found
    plural = ("om %(left)s dag", "om %(left)s dagar")
    assert ("agreements/templates/agreements/parts/day.html", plural) in found
