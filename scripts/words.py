"""Every Swedish text of the product with its English, wherever the two stand: what the tests of the words read.

    python scripts/words.py              tell of each Swedish text that has more than one English
    python scripts/words.py WORD         list the texts in which a word stands, with their places

The pairs are gathered from calls and tuples in the code (``Text(sv, en)`` and all that carry a Swedish text and its
English side by side), from the gettext catalogue, and from ``sv`` and ``en`` in TOML and YAML. What is filled in is
numbered, so that ``f"{name} saknas"`` and ``"%(what)s saknas"`` are one text.
"""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "naravard"
AGREEMENTS = ROOT / "agreements"
INVENTED = SOURCE / "web" / "demo" / "year"
"""What invented people write, in Swedish alone."""
SWEDISH_ALONE = {"field_words.toml"}
GLOSSARY = ROOT / "docs" / "glossary.md"
PO = SOURCE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
SWEDISH = re.compile(
    r"[åäöÅÄÖ”]|\b(?:och|att|som|inte|det|den|ett|av|med|till|om|kan|har|ska|vid|eller|efter|bara|detta|varje)\b",
    re.IGNORECASE,
)
"""What tells Swedish from codes and names."""
_CODE = re.compile(r"[a-z0-9_-]+")
_FILLED_IN = re.compile(r"%\((?P<named>\w+)\)[sd]|\{(?P<braced>[^{}]*)\}|%(?P<plain>[sd])")


@dataclass(frozen=True, slots=True)
class Pair:
    """A Swedish text and its English, as they stand in one place."""

    sv: str
    en: str
    place: str
    """The file and the line, from the root of the repository."""
    context: str = ""
    """What gettext calls the text's context."""

    @property
    def key(self) -> tuple[str, str]:
        """What is the same text: its words and context, whatever the case and the last sign."""
        return self.context, _plain(self.sv)

    @property
    def english(self) -> str:
        """The English in the same shape."""
        return _plain(self.en)


def _plain(text: str) -> str:
    """Return a text as it is compared: an article that begins a sentence, and not a label, makes no difference."""
    return re.sub(r"^(?:the|an?) ", "", " ".join(text.split()).strip(" .:").casefold())


@cache
def pairs() -> tuple[Pair, ...]:
    """Return every pair of the product, in the order of the places."""
    found: list[Pair] = []
    for file in sorted(SOURCE.rglob("*.py")):
        if INVENTED not in file.parents and file.parent.name != "migrations":
            found += _in_code(file)
    for file in sorted(file for file in SOURCE.rglob("*.toml") if file.name not in SWEDISH_ALONE):
        found += _in_data(tomllib.loads(file.read_text(encoding="utf-8")), _place(file))
    for file in sorted(AGREEMENTS.rglob("*.yaml")):
        found += _in_data(YAML(typ="safe").load(file), _place(file))
    return (*found, *_in_catalogue())


def several(among: Iterable[Pair]) -> dict[tuple[str, str], dict[str, list[Pair]]]:
    """Return the Swedish texts that have more than one English: for each the pairs by the English.

    A text that is all filled in, as ``{name}: {amount}``, says nothing.
    """
    by_text: dict[tuple[str, str], dict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for pair in among:
        if any(sign.isalpha() for sign in pair.sv):
            by_text[pair.key][pair.english].append(pair)
    return {key: dict(found) for key, found in by_text.items() if len(found) > 1}


def contradictions(among: Iterable[Pair]) -> dict[tuple[str, str], dict[str, list[Pair]]]:
    """Return those of :func:`several` that the glossary does not tell apart."""
    apart = meanings()
    return {key: found for key, found in several(among).items() if not found.keys() <= apart.get(key[1], set())}


def numbered(sv: str, en: str) -> tuple[str, str]:
    """Return the two with what is filled in numbered, in the order of the Swedish.

    What the English names otherwise (``many_sv``, ``names_in_english``) is taken to be what is left of the Swedish.

    >>> numbered("%(what)s av {whole}", "{whole}: %(what)s")
    ('{1} av {2}', '{2}: {1}')
    >>> numbered("saknas: {why.sv}", "missing: {reason}")
    ('saknas: {1}', 'missing: {1}')
    """
    swedish, english = ([_filled_in(found) for found in _FILLED_IN.finditer(text)] for text in (sv, en))
    numbers = {name: number for number, name in enumerate(dict.fromkeys(swedish), 1)}
    left = iter([name for name in numbers if name not in english])
    for name in english:
        numbers.setdefault(name, numbers.get(next(left, ""), len(numbers) + 1))
    return tuple(_FILLED_IN.sub(lambda found: f"{{{numbers[_filled_in(found)]}}}", text) for text in (sv, en))  # type: ignore[return-value]


def _filled_in(found: re.Match[str]) -> str:
    """Return what is filled in, without what tells the languages apart."""
    name = found["named"] or found["braced"] or ""
    return re.sub(r"\.(?:sv|en)\b|\.in_language\([^)]*\)|_(?:sv|en|in_english)\b|, ['\"](?:sv|en)['\"]", "", name)


def glossary(heading: str) -> list[tuple[str, str, str]]:
    """Return the rows of the glossary's table whose first line has these headings."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    start = lines.index(heading) + 2
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in _while_table(lines[start:])]
    return [(first, second, third) for first, second, third in rows]


def meanings() -> dict[str, set[str]]:
    """Return what the glossary allows a Swedish text to be called where it has more than one meaning."""
    rows = glossary("| In Swedish | In English | What tells them apart |")
    return {_plain(swedish): {_plain(one) for one in english.split(", ")} for swedish, english, _why in rows}


def banned() -> list[tuple[re.Pattern[str], re.Pattern[str], str]]:
    """Return what English texts do not say: how it is found, what hides it where it is right, and what to say."""
    rows = glossary("| In Swedish | Say | Not |")
    return [(_any_of(wrong), _any_of(right), right) for _swedish, right, wrong in rows]


def banned_in_swedish() -> list[tuple[re.Pattern[str], str]]:
    """Return what Swedish texts do not say: how it is found, and what to say."""
    rows = glossary("| Vad det är | Säg | Inte |")
    return [(_any_of(wrong), right) for _what, right, wrong in rows]


def required_in_swedish() -> list[tuple[str, str]]:
    """Return the Swedish words that must stand in a file, each with the file."""
    rows = glossary("| Vad det är | Ord som ska finnas | I |")
    return [(word, file) for _what, words, file in rows for word in words.split(", ")]


def _any_of(listed: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed.split(', ')))})\b", re.IGNORECASE)


def _while_table(lines: Iterable[str]) -> Iterator[str]:
    return takewhile(lambda line: line.startswith("|"), lines)


def _pair(sv: str, en: str, place: str, context: str = "") -> Pair:
    return Pair(*numbered(sv, en), place, context)


def _place(file: Path, line: int = 0) -> str:
    name = file.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def _in_code(file: Path) -> Iterator[Pair]:
    """Give the pairs in a module: neighbours in a call or a tuple, the first Swedish and the second not."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            is_text = isinstance(node.func, ast.Name) and node.func.id == "Text"
            named = {word.arg: word.value for word in node.keywords}
            yield from _neighbours([*node.args], file, is_text=is_text)
            if "sv" in named and "en" in named:
                yield from _neighbours([named["sv"], named["en"]], file, is_text=True)
        elif isinstance(node, ast.Tuple | ast.List):
            yield from _neighbours(node.elts, file, is_text=False)
        elif isinstance(node, ast.Dict):
            values = {
                key.value: value
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant)
            }
            if "sv" in values and "en" in values:
                yield from _neighbours([values["sv"], values["en"]], file, is_text=True)


def _neighbours(nodes: list[ast.expr], file: Path, *, is_text: bool) -> Iterator[Pair]:
    texts = [_written(node) for node in nodes]
    for node, sv, en in zip(nodes, texts, texts[1:], strict=False):
        if sv and en and (is_text or (SWEDISH.search(sv) and not SWEDISH.search(en) and not _CODE.fullmatch(sv))):
            yield _pair(sv, en, _place(file, node.lineno))


def _written(node: ast.expr) -> str | None:
    """Return a text as it is written, what is filled in within braces; none if it is made in another way."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    return "".join(str(part.value) if isinstance(part, ast.Constant) else f"{{{_name(part)}}}" for part in node.values)


def _name(part: ast.expr) -> str:
    return re.sub(r"[{}]", "", ast.unparse(part.value if isinstance(part, ast.FormattedValue) else part))


def _in_data(found: Any, place: str) -> Iterator[Pair]:
    if isinstance(found, Mapping):
        if isinstance(found.get("sv"), str) and isinstance(found.get("en"), str):
            yield _pair(found["sv"], found["en"], place)
        for name, value in found.items():
            yield from _in_data(value, place if "#" in place else f"{place}#{name}")
    elif isinstance(found, list):
        for value in found:
            yield from _in_data(value, place)


def _in_catalogue() -> Iterator[Pair]:
    with PO.open("rb") as file:
        catalogue = read_po(file, locale="en", domain="django")
    for message in catalogue:
        place = ", ".join(f"{file}" for file, _line in message.locations)
        if not message.id:
            continue
        if isinstance(message.id, str):
            yield _pair(message.id, str(message.string), place, message.context or "")
        else:
            several = "several" if len(set(message.id)) < len(message.id) else ""
            for number, (sv, en) in enumerate(zip(message.id, tuple(message.string or ()), strict=True)):
                yield _pair(sv, en, place, message.context or (several if number else ""))


def main() -> int:
    """Tell what the command line asks for."""
    if words := sys.argv[1:]:
        for pair in pairs():
            if any(word.casefold() in f"{pair.sv} {pair.en}".casefold() for word in words):
                print(f"{pair.place}: {pair.sv} | {pair.en}")
        return 0
    found = contradictions(pairs())
    for (context, _sv), by_english in sorted(found.items()):
        first = next(iter(by_english.values()))[0]
        print(f"{first.sv}" + (f" [{context}]" if context else ""))
        for some in by_english.values():
            print(f"    {some[0].en}: {'; '.join(pair.place for pair in some)}")
    print(f"{len(pairs())} texts, {len(found)} with more than one English")
    return 0


if __name__ == "__main__":
    sys.exit(main())
