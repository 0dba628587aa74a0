"""Which language the command line speaks, and its words in both.

Swedish is the first language. ``--language en`` anywhere on the line, or ``NARAVARD_LANGUAGE=en``, chooses English; the
choice is made before anything else is read, so that help and errors follow it too.
"""

from contextvars import ContextVar

from naravard.agreement.model import Text
from naravard.cli.refusal import Refused

VARIABLE = "NARAVARD_LANGUAGE"
LANGUAGES = ("sv", "en")
OPTION = "--language"

_chosen: ContextVar[str] = ContextVar("language", default="sv")
_english: dict[str, str] = {}


def language() -> str:
    """Return the language of this run: ``sv`` or ``en``."""
    return _chosen.get()


def choose(wanted: str) -> None:
    """Choose the language of this run; refuse one that there is none of."""
    if wanted not in LANGUAGES:
        raise Refused(
            Text(
                f"Det finns inget språk ”{wanted}”. Välj sv (svenska) eller en (engelska).",
                f"There is no language “{wanted}”. Choose sv (Swedish) or en (English).",
            )
        )
    _chosen.set(wanted)


def take_language(arguments: list[str]) -> tuple[str | None, list[str]]:
    """Take ``--language`` out of the arguments, wherever it stands before ``--``; the last one holds."""
    wanted: str | None = None
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == OPTION:
            wanted = next(waiting, None)
            if wanted is None or wanted.startswith("-"):
                raise Refused(Text(f"{OPTION} behöver ett värde: sv eller en.", f"{OPTION} needs a value: sv or en."))
        elif argument.startswith(f"{OPTION}="):
            wanted = argument.removeprefix(f"{OPTION}=")
        else:
            rest.append(argument)
    return wanted, rest


def in_this(text: Text) -> str:
    """Return a text in the language of this run."""
    return text.in_language(language())


def says(sv: str, en: str) -> str:
    """Return the Swedish help text of an option, and remember the English one for :func:`help_in`."""
    _english[sv] = en
    return sv


def help_in(sv: str, wanted: str) -> str:
    """Return an option's help text in a language; ``KeyError`` when it was not written with :func:`says`."""
    return _english[sv] if wanted == "en" else sv
