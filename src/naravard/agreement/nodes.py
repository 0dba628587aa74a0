"""YAML text as a tree of nodes that remember their lines, and nothing more: no types, no meaning.

A scalar keeps its text as written, so that ``01`` stays a code and ``0.5`` stays exact. What YAML offers beyond
mappings, lists and scalars (anchors, tags, several documents) is refused: a reader who is no programmer would be misled
by it, and an anchor can make a small file huge. The parser is ruamel.yaml's; only its events are used, so depth and
size are bounded here.

The fast parser, written in C, stops at a colon or question mark within a text between braces (``{name: SKR:s plan}``),
which YAML allows. Where it stops at something of the sort, the slower parser written in Python has the last word.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from naravard.agreement.findings import Finding, Place
from naravard.agreement.findings_catalogue import finding
from naravard.agreement.slips import cut_off, enclosed, slip_behind, unspaced

DEEPEST = 40
MOST_NODES = 25_000
LONGEST_FOR_SLOWER_PARSER = 500_000

_DECIMALS = re.compile(r"\d+\s*%?", re.ASCII)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

_KNOWN_PROBLEMS = {
    "mapping values are not allowed": "A030",
    "found character that cannot start any token": "A031",
    "unexpected end of stream": "A032",
    "expected ',' or": "A032",
    "did not find expected node content": "A032",
    "did not find expected alphabetic or numeric": "A031",
    "did not find expected <document start>": "A025",
}
"""The parser's words that we can explain better, by a part of them."""

_STOPS_TOO_EARLY = ("found unexpected ':'", "did not find expected ',' or")
"""What the fast parser says of signs that YAML allows within a text between braces or brackets, among other things."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as written, without its quotation marks."""

    text: str
    place: Place
    is_null: bool = False
    after_comma: bool = False
    """It stands directly behind a comma and a digit: ``5`` in ``0,5``, which YAML parts between braces."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: "tuple[Node, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class NodeField:
    """A field of a mapping: its name, where the name stands, and its value."""

    name: str
    place: Place
    value: "Node"


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Fields with names, in the written order; of a name that stands twice only the first is kept."""

    fields: tuple[NodeField, ...]
    place: Place

    def get(self, name: str) -> NodeField | None:
        """Return the field with this name, if it stands here."""
        for field in self.fields:
            if field.name == name:
                return field
        return None


Node = Scalar | Sequence | MappingNode


@dataclass(frozen=True, slots=True)
class Tree:
    """One YAML file: its root, unless it could not be read, and what is wrong with it."""

    root: Node | None
    findings: tuple[Finding, ...] = ()


def read_text(content: bytes, file: str) -> "str | Finding":
    """Return a file's text, or the finding that it is empty, binary or not UTF-8."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return finding("A006", Place(file, 1))
    if b"\x00" in content[:4096]:
        return finding("A005", Place(file))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return finding("A006", Place(file, content[: error.start].count(b"\n") + 1))
    control = _CONTROL.search(text)
    if control is not None:
        return finding("A005", Place(file, text.count("\n", 0, control.start()) + 1))
    if not text.strip():
        return finding("A008", Place(file))
    return text


def read_tree(content: bytes, file: str) -> Tree:
    """Parse one YAML file. A mistake in the YAML itself gives one finding and no tree."""
    text = read_text(content, file)
    if isinstance(text, Finding):
        return Tree(None, (text,))
    try:
        return _composed(_events(text), text, file)
    except _syntax_errors() as error:
        return _second_opinion(error, text, file)


def _second_opinion(error: Exception, text: str, file: str) -> Tree:
    """Read the file again with the slower parser, where the faster one may have stopped at allowed signs."""
    stopped_early = any(words in str(getattr(error, "problem", "")) for words in _STOPS_TOO_EARLY)
    if stopped_early and len(text) <= LONGEST_FOR_SLOWER_PARSER:
        try:
            return _composed(_events_of_slower_parser(text), text, file)
        except _syntax_errors() as again:
            error = again
    return Tree(None, (_syntax_finding(error, text, file),))


def _composed(events: Iterator[Any], text: str, file: str) -> Tree:
    """Build the tree from a parser's events."""
    composer = _Composer(file, text.splitlines())
    try:
        root = composer.compose(events)
    except _RefusedError as refused:
        return Tree(None, (refused.finding,))
    if root is None:
        return Tree(None, (finding("A008", Place(file)),))
    if composer.enclosed is not None:
        return Tree(None, (composer.enclosed,))
    return Tree(root, tuple(composer.findings))


class _RefusedError(Exception):
    """Something that the format does not allow, however well-formed the YAML."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.id)
        self.finding = found


def _events(text: str) -> Iterator[Any]:
    """Return the events of ruamel.yaml's parser, which is imported only when there is YAML to read."""
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]

    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        yield event


def _events_of_slower_parser(text: str) -> Iterator[Any]:
    """Return the events of ruamel.yaml's parser in Python, which follows YAML 1.2 to the letter."""
    from ruamel.yaml import YAML

    events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
    return events


def _syntax_errors() -> tuple[type[Exception], ...]:
    from ruamel.yaml.error import YAMLError

    return (YAMLError, UnicodeError, ValueError)


def _syntax_finding(error: Exception, text: str, file: str) -> Finding:
    """Turn the parser's complaint into a finding; its line is where the parser lost its way."""
    problem = str(getattr(error, "problem", None) or "")
    mark = getattr(error, "problem_mark", None)
    lines = text.splitlines()
    line = min((mark.line if mark is not None else 0) + 1, max(len(lines), 1))
    slip = slip_behind(text, line)
    if slip is not None:
        return finding(slip.finding_id, Place(file, slip.line), sign=slip.sign)
    found_id = next((known for words, known in _KNOWN_PROBLEMS.items() if words in problem), "A020")
    written = lines[line - 1].strip() if lines else ""
    return finding(found_id, Place(file, line), written=written)


class _Composer:
    """Builds the tree from the events, with a stack of its own: the nesting of the file cannot exhaust Python's."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.lines = lines
        self.findings: list[Finding] = []
        self.stack: list[tuple[str, Place, list[Node]]] = []
        self.enclosed: Finding | None = None
        """The first value within typographic quotation marks; what they hold cannot be told from the marks."""
        self.root: Node | None = None
        self.count = 0

    def compose(self, events: Iterator[Any]) -> Node | None:
        for event in events:
            name = type(event).__name__
            mark = event.start_mark
            place = Place(self.file, mark.line + 1 if mark is not None else 1)
            if name == "DocumentStartEvent" and self.root is not None:
                raise _RefusedError(finding("A025", place))
            if name in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent", "AliasEvent"):
                self.allow(event, name, place)
                self.begin(event, name, place)
            elif name in ("SequenceEndEvent", "MappingEndEvent"):
                self.end()
        return self.root

    def allow(self, event: Any, name: str, place: Place) -> None:
        """Refuse anchors, tags, depth and size."""
        self.count += 1
        if name == "AliasEvent" or event.anchor is not None:
            raise _RefusedError(finding("A023", place, name=str(event.anchor)))
        if event.tag is not None and event.tag != "!":
            raise _RefusedError(finding("A024", place, tag=str(event.tag)))
        if len(self.stack) >= DEEPEST:
            raise _RefusedError(finding("A026", place, deepest=DEEPEST))
        if self.count > MOST_NODES:
            raise _RefusedError(finding("A028", place, most=MOST_NODES))

    def begin(self, event: Any, name: str, place: Place) -> None:
        if name == "ScalarEvent":
            plain = not event.style
            if plain:
                self.look_for_slips(event, place)
            after_comma = plain and self.is_behind_comma(event.start_mark)
            self.add(Scalar(event.value, place, is_null=plain and event.value in _NULLS, after_comma=after_comma))
        else:
            self.stack.append((name, place, []))

    def look_for_slips(self, event: Any, place: Place) -> None:
        """Report a value in typographic quotation marks, and one that a number sign has cut short."""
        if self.enclosed is None and enclosed(event.value):
            self.enclosed = finding("A034", place, sign=event.value[0])
        mark = event.end_mark
        rest = self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""
        if cut := cut_off(rest):
            self.findings.append(finding("A037", place, kept=event.value, cut=cut))

    def is_behind_comma(self, mark: Any) -> bool:
        """Tell whether a digit and a comma stand directly before a place."""
        if mark is None or mark.line >= len(self.lines):
            return False
        before: str = self.lines[mark.line][max(mark.column - 2, 0) : mark.column]
        return before[-1:] == "," and before[:1].isdigit()

    def end(self) -> None:
        name, place, children = self.stack.pop()
        if name == "SequenceStartEvent":
            self.add(Sequence(tuple(children), place))
        else:
            self.add(MappingNode(self.fields(children), place))

    def add(self, node: Node) -> None:
        if self.stack:
            self.stack[-1][2].append(node)
        else:
            self.root = node

    def fields(self, children: list[Node]) -> tuple[NodeField, ...]:
        """Pair names with values; a name twice is a finding, and the first one counts."""
        fields: dict[str, NodeField] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise _RefusedError(finding("A029", key.place))
            last = next(reversed(fields.values()), None)
            if last is not None and isinstance(last.value, Scalar) and _is_decimals(key, value):
                number = Scalar(f"{last.value.text},{key.text}", last.value.place)
                fields[last.name] = NodeField(last.name, last.place, number)
                continue
            if isinstance(value, Scalar) and value.is_null and unspaced(key.text):
                raise _RefusedError(finding("A035", key.place, sign=unspaced(key.text)))
            if key.text in fields:
                first = fields[key.text].place.line or 1
                self.findings.append(finding("A022", key.place, name=key.text, first=str(first)))
            else:
                fields[key.text] = NodeField(key.text, key.place, value)
        return tuple(fields.values())


def _is_decimals(key: Scalar, value: Node) -> bool:
    """Tell whether a name without a value is what follows a decimal comma: ``{weight: 0,5}``."""
    return key.after_comma and isinstance(value, Scalar) and value.is_null and _DECIMALS.fullmatch(key.text) is not None
