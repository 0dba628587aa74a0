"""What can be filled in of an item of a draft, by the shape of the format: path in the files ↔ field of a form.

There is no form of its own for any section. The shape (:mod:`naravard.agreement.shapes`) says which fields an item has;
single values and lists of them, texts and small groups of values become fields; what has more within it (a rule, a list
of items) is an item of its own, with a page of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from msgspec import Struct

from naravard.agreement import reference
from naravard.agreement.atoms import read_atom
from naravard.agreement.field_words import choice_label, field_label, field_words
from naravard.agreement.findings import Finding, Place
from naravard.agreement.labels import KINDS
from naravard.agreement.manuscript import Manuscript, Path, Raw
from naravard.agreement.model import Agreement, Text
from naravard.agreement.nodes import Scalar
from naravard.agreement.shapes import Atom, FieldShape, Item, ListOf, OneOf, Shape, TableOf, Words, fields_of, rules
from naravard.agreement.structure import RULE_TAG
from naravard.web.site.forms import Choice, Field

ELSEWHERE = frozenset({"format", "clauses", "text"})
"""Fields of the agreement itself that are not filled in by a field: the text has pages of its own."""
LONG = frozenset({
    "introduction", "note", "text", "quote", "statement", "found", "follows", "summary", "reason", "if_missed",
    "after_period", "open_questions", "unavailable",
})  # fmt: skip
"""Fields that get several lines to write in."""
_MANY = frozenset({"group", "actor", "key"})
_SECTIONS = {
    "group": "recipients", "organisation": "organisations", "area": "areas", "key": "keys", "grant": "grants",
    "duty": "duties", "reference-number": "reference_numbers", "requirement": "requirements",
}  # fmt: skip
"""Where the things stand that a field can refer to."""
YES = "ja"
ENGLISH = "en"
_IN_ENGLISH = Text(" på engelska", " in English")
_NOTHING = Choice("", Text("–"))


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """One field of a form, and the path within the item that it fills in."""

    name: str
    """The path with dots between: ``period.from``, ``name.en``."""
    path: Path
    owner: type[Struct]
    field: FieldShape
    is_english: bool = False

    @property
    def label(self) -> Text:
        """What it is called; within a group of values the group comes first."""
        own = field_label(self.owner, self.field.name)
        if self.is_english:
            return Text(own.sv + _IN_ENGLISH.sv, own.en + _IN_ENGLISH.en)
        return own

    @property
    def hint(self) -> Text:
        """What it is, in the words of the format."""
        return Text("") if self.is_english else told(self.owner, self.field.name)

    def value(self, manuscript: Manuscript, item: Path) -> str:
        """Return what stands there, as it is written in the form."""
        found = manuscript.get((*item, *self.path))
        shape = self.field.shape
        if isinstance(shape, Words):
            if isinstance(found, Mapping):
                found = found.get(ENGLISH if self.is_english else "sv")
            elif self.is_english:
                return ""
            return _plain(found)
        if isinstance(shape, ListOf):
            return _joined(found, shape)
        if isinstance(shape, TableOf):
            return "\n".join(f"{code}: {one}" for code, one in found.items()) if isinstance(found, Mapping) else ""
        if _is_yes(shape):
            return YES if _plain(found) in ("true", "yes", "ja") else ""
        return _plain(found)

    def problem(self, written: str) -> Text | None:
        """Return what is wrong with what was written, if it cannot be read as what it is to be."""
        shape = self.field.shape
        every = written.splitlines() if isinstance(shape, TableOf) else [written]
        atom = shape.value if isinstance(shape, TableOf) else shape
        if not isinstance(atom, Atom) or _is_yes(atom) or not written:
            return None
        for line in every:
            code, sign, value = line.rpartition(":") if isinstance(shape, TableOf) else ("", ":", line)
            if not line.strip():
                continue
            if not sign or (isinstance(shape, TableOf) and not code.strip()):
                return Text(
                    f"Skriv kod, kolon och belopp på varje rad. Du skrev: {line}",
                    f"Write code, colon and amount on each line. Found: {line}",
                )
            read = read_atom(Scalar(value.strip(), Place("")), atom, self.field.name)
            if isinstance(read, Finding):
                return Text(f"{read.what.sv}. {read.way_out.sv}", f"{read.what.en}. {read.way_out.en}")
        return None

    def put(self, manuscript: Manuscript, item: Path, written: str) -> None:
        """Let what was written stand in the files."""
        path, shape = (*item, *self.path), self.field.shape
        if isinstance(shape, Words):
            self._put_words(manuscript, path, written)
        elif isinstance(shape, ListOf):
            manuscript.put(path, _parted(written, shape, manuscript.get(path)))
        elif isinstance(shape, TableOf):
            rows = [line.rpartition(":") for line in written.splitlines() if line.strip()]
            manuscript.put(path, {code.strip(" \"'"): value.strip() for code, _sign, value in rows} or None)
        elif _is_yes(shape):
            manuscript.put(path, "true" if written else None)
        else:
            manuscript.put(path, written or None)

    def _put_words(self, manuscript: Manuscript, path: Path, written: str) -> None:
        there = manuscript.get(path)
        if self.is_english:
            swedish = there.get("sv", "") if isinstance(there, Mapping) else _plain(there)
            manuscript.put(path, {"sv": swedish, ENGLISH: written} if written else swedish or None)
        elif isinstance(there, Mapping) and written:
            manuscript.put((*path, "sv"), written)
        else:
            manuscript.put(path, written or None)


def entries_of(manuscript: Manuscript, path: Path, shape: Shape, kind: str = "") -> list[DraftEntry]:
    """Return what can be filled in of an item; of a rule by the ``kind`` that was written, else the one it has."""
    if isinstance(shape, OneOf):
        chosen = dict(shape.items).get(kind or kind_of(manuscript, path))
        return _entries(chosen.type, ()) if chosen is not None else []
    return _entries(shape.type, ()) if isinstance(shape, Item) else []


def _entries(owner: type[Struct], under: Path) -> list[DraftEntry]:
    made = []
    for field in fields_of(owner):
        if field.filled_by_loader or (owner is Agreement and field.name in ELSEWHERE):
            continue
        path, shape = (*under, field.name), field.shape
        if isinstance(shape, Item) and is_flat(shape):
            made += _entries(shape.type, path)
        elif isinstance(shape, Atom | TableOf | Words) or (isinstance(shape, ListOf) and not _has_items(shape)):
            made.append(DraftEntry(".".join(path), path, owner, field))
        if isinstance(shape, Words):
            made.append(DraftEntry(".".join((*path, ENGLISH)), path, owner, field, is_english=True))
    return made


@dataclass(frozen=True, slots=True)
class Inner:
    """Something within an item that has a page of its own: a rule, a second level, or a list of items."""

    path: Path
    label: Text
    hint: Text
    shape: Shape
    required: bool

    @property
    def is_list(self) -> bool:
        """Whether it is a list of items."""
        return isinstance(self.shape, ListOf)


def inner_of(manuscript: Manuscript, path: Path, shape: Shape) -> list[Inner]:
    """Return what within an item has a page of its own."""
    owner = shape
    if isinstance(shape, OneOf):
        owner = dict(shape.items).get(kind_of(manuscript, path), shape)
    if not isinstance(owner, Item) or owner.type is Agreement:
        return []
    return [
        Inner(
            (*path, field.name),
            field_label(owner.type, field.name),
            told(owner.type, field.name),
            field.shape,
            field.required,
        )
        for field in fields_of(owner.type)
        if not field.filled_by_loader and _has_items(field.shape)
    ]


def told(owner: type[Struct], name: str) -> Text:
    """Return what a field is, in the words of the format; empty if that only repeats what it is called."""
    words = field_words(owner, name)
    return Text("") if words.sv.rstrip(".") == field_label(owner, name).sv else words


def shape_at(manuscript: Manuscript, path: Path) -> Shape:
    """Return the shape of what stands, or can stand, at a path.

    Raises:
        LookupError: when the format has nothing there.
    """
    shape: Shape = Item(Agreement)
    for depth, name in enumerate(path):
        if isinstance(shape, OneOf):
            shape = dict(shape.items)[kind_of(manuscript, path[:depth])]
        if isinstance(shape, ListOf):
            shape = shape.item
        elif isinstance(shape, Item):
            field = {one.name: one for one in fields_of(shape.type)}[name]
            if field.filled_by_loader:
                raise LookupError(name)
            shape = field.shape
        else:
            raise LookupError(name)
    return shape


def kind_of(manuscript: Manuscript, path: Path) -> str:
    """Return which kind of rule stands at a path; empty for none."""
    found = manuscript.get(path)
    return str(found.get(RULE_TAG, "")) if isinstance(found, Mapping) else _plain(found)


def name_of(manuscript: Manuscript, path: Path, item: Any) -> str:
    """Return what an item is called in a list: its name, heading or the words that it begins with."""
    if isinstance(item, Mapping):
        for name in ("name", "label", "heading", "text", "does", "grant", "key"):
            found = item.get(name)
            words = found.get("sv") if isinstance(found, Mapping) else found
            if isinstance(words, str) and words.strip():
                return " ".join(words.split())
    del manuscript
    return path[-1]


def as_field(entry: DraftEntry, manuscript: Manuscript, value: str) -> Field:
    """Return an entry as a form's field."""
    shape, long = entry.field.shape, entry.field.name in LONG
    form: dict[str, Any] = {"name": entry.name, "label": entry.label, "hint": entry.hint, "value": value}
    if isinstance(shape, Atom) and shape.kind != "text":
        return Field(**form | _looks(entry, shape, manuscript, value))
    if isinstance(shape, TableOf):
        return Field(kind="data", rows=12, **form)
    if isinstance(shape, ListOf) and not isinstance(shape.item, Words):
        return Field(width=30, **form | {"hint": _many_hint(entry, shape, manuscript)})
    return Field(kind="area", rows=4, **form) if long else Field(width=30, **form)


def _looks(entry: DraftEntry, shape: Atom, manuscript: Manuscript, value: str) -> dict[str, Any]:
    """Return how a single value that is no text is filled in."""
    if shape.kind == "choice":
        return {"kind": "select", "choices": _choices(entry, shape, value)}
    if shape.kind == "reference" and shape.refers_to in _SECTIONS:
        return {"kind": "select", "choices": _things(entry, shape.refers_to, manuscript, value)}
    plain: dict[str, dict[str, Any]] = {
        "yes-no": {"kind": "checkbox"},
        "day": {"kind": "day"},
        "kronor": {"kind": "kronor", "width": 20},
        "whole": {"width": 5},
    }
    return plain.get(shape.kind, {"width": 20})


def kind_field(manuscript: Manuscript, kind: str) -> Field:
    """Return the field in which the kind of a rule is chosen."""
    del manuscript
    return Field(
        name=RULE_TAG,
        label=Text("Hur medlen fördelas", "How the money is shared"),
        kind="select",
        value=kind,
        choices=[Choice(code, choice_label(code, rule=True)) for code, _item in rules().items],
        hint=Text(
            "Byter du sätt visas dess egna fält när du har sparat.",
            "If you choose another way, its own fields are shown when you have saved.",
        ),
    )


def _choices(entry: DraftEntry, shape: Atom, value: str) -> list[Choice]:
    made = [Choice(code, choice_label(code)) for code in shape.choices]
    return _with_nothing(entry, made, value)


def _things(entry: DraftEntry, kind: str, manuscript: Manuscript, value: str) -> list[Choice]:
    made = [Choice(one, Text(f"{name} ({one})" if name != one else one)) for one, name in _there_are(kind, manuscript)]
    return _with_nothing(entry, made, value)


def _with_nothing(entry: DraftEntry, made: list[Choice], value: str) -> list[Choice]:
    """Add what stands there although it is no choice any more, and an empty choice if the field may be left out."""
    if value and value not in {choice.value for choice in made}:
        made = [*made, Choice(value, Text(f"{value} (finns inte)", f"{value} (does not exist)"))]
    return made if entry.field.required else [_NOTHING, *made]


def _there_are(kind: str, manuscript: Manuscript) -> list[tuple[str, str]]:
    section = _SECTIONS[kind]
    own = [(one, name_of(manuscript, (section, one), item)) for one, item in manuscript.items((section,))]
    if kind == "group":
        return [*((group.id, group.name.sv) for group in reference.groups()), *own]
    if kind == "organisation":
        parties = [(one, name_of(manuscript, ("parties", one), item)) for one, item in manuscript.items(("parties",))]
        built_in = [(body.id, body.name.sv) for body in reference.organisations()]
        return list(dict([*own, *parties, *built_in]).items())
    return own


def _many_hint(entry: DraftEntry, shape: ListOf, manuscript: Manuscript) -> Text:
    refers = shape.item.refers_to if isinstance(shape.item, Atom) else ""
    words = entry.hint
    if refers not in _MANY:
        return Text(f"{words.sv} Skriv dem med komma emellan.", f"{words.en} Write them with commas between.")
    listed = ", ".join(one for one, _name in _there_are("group" if refers == "actor" else refers, manuscript))
    kind = KINDS[refers]
    return Text(
        f"{words.sv} Skriv kortnamn med komma emellan ({kind.sv}): {listed}.",
        f"{words.en} Write short names with commas between ({kind.en}): {listed}.",
    )


@cache
def is_flat(item: Item) -> bool:
    """Tell whether an item holds single values and texts only, so that its fields stand among its owner's."""
    return all(isinstance(field.shape, Atom | Words) for field in fields_of(item.type))


def _has_items(shape: Shape) -> bool:
    if isinstance(shape, ListOf):
        return isinstance(shape.item, Item | OneOf)
    return isinstance(shape, OneOf) or (isinstance(shape, Item) and not is_flat(shape))


def _is_yes(shape: Shape) -> bool:
    return isinstance(shape, Atom) and shape.kind == "yes-no"


def _plain(value: Any) -> str:
    return str(value).strip() if isinstance(value, str) else ""


def _joined(value: Any, shape: ListOf) -> str:
    if value is None:
        return ""
    every = [value] if isinstance(value, str | Mapping) else list(value)
    words = [_plain(one.get("sv")) if isinstance(one, Mapping) else _plain(one) for one in every]
    return "\n".join(words) if isinstance(shape.item, Words) else ", ".join(words)


def _parted(written: str, shape: ListOf, there: Any) -> Raw | None:
    """Return what was written as a list; a text that stood there already keeps its English."""
    if not isinstance(shape.item, Words):
        parts: Sequence[Raw] = [part.strip() for part in written.replace("\n", ",").split(",") if part.strip()]
        return parts or None
    every = [there] if isinstance(there, str | Mapping) else list(there or ())
    known = {_joined([one], shape): one for one in every}
    return [known.get(line.strip(), line.strip()) for line in written.splitlines() if line.strip()] or None
