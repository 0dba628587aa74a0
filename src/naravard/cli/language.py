"""Which language the command line speaks, and its words in both.

Swedish is the first language. ``--language en`` anywhere on the line, or ``NARAVARD_LANGUAGE=en``, chooses English; the
choice is made before anything else is read, so that what is wrong with the line is told in it too.
"""

import os
from collections.abc import Sequence
from contextvars import ContextVar

from naravard.agreement.model import Text
from naravard.cli.refusal import CommandRefused

VARIABLE = "NARAVARD_LANGUAGE"
LANGUAGES = ("sv", "en")
OPTION = "--language"

_chosen: ContextVar[str] = ContextVar("language", default="sv")


def language() -> str:
    """Return the language of this run: ``sv`` or ``en``."""
    return _chosen.get()


def choose_language(arguments: Sequence[str]) -> None:
    """Choose the language that is named last on the line before ``--``, else in the environment; refuse an unknown."""
    wanted = os.environ.get(VARIABLE) or "sv"
    line = list(arguments)
    for place, word in enumerate(line[: line.index("--")] if "--" in line else line):
        if word == OPTION:
            wanted = "".join(line[place + 1 : place + 2])
        elif word.startswith(f"{OPTION}="):
            wanted = word.removeprefix(f"{OPTION}=")
    if not wanted or wanted.startswith("-"):
        raise CommandRefused(Text(f"{OPTION} behöver ett värde: sv eller en.", f"{OPTION} needs a value: sv or en."))
    if wanted not in LANGUAGES:
        raise CommandRefused(
            Text(
                f"Det finns inget språk ”{wanted}”. Välj sv (svenska) eller en (engelska).",
                f"There is no language “{wanted}”. Choose sv (Swedish) or en (English).",
            )
        )
    _chosen.set(wanted)


def in_this(text: Text) -> str:
    """Return a text in the language of this run."""
    return text.in_language(language())
