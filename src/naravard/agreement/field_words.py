"""What each field of the format is, in Swedish and in English, from one place for findings, documentation and schema.

The English words are the model's own descriptions; the Swedish stand in ``field_words.toml``.
"""

import tomllib
from functools import cache
from pathlib import Path

from naravard.agreement.model import Text
from naravard.agreement.shapes import field_of

WORDS = Path(__file__).with_name("field_words.toml")
COMMON = "common"


def field_words(item: type, name: str) -> Text:
    """Return what a field is; ``KeyError`` when the Swedish words are missing."""
    words = swedish_words()
    swedish = words.get(item.__name__, {}).get(name) or words[COMMON][name]
    return Text(swedish, field_of(item, name).description or f"{name.replace('_', ' ').capitalize()}.")


@cache
def swedish_words() -> dict[str, dict[str, str]]:
    """Return the Swedish words by item and field."""
    content: dict[str, dict[str, str]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return content
