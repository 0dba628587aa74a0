"""The tree of a file as typed values, by the shape of the data model, with a finding for every mistake of form.

Reading goes on past a mistake: the mistaken item is left out and remembered (see :mod:`draft`), so that a folder's
mistakes are all told at once, and each only once.
"""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from msgspec import Struct

from naravard.agreement.atoms import read_atom
from naravard.agreement.draft import Declaration, Draft, Places, Reference, nearest
from naravard.agreement.field_words import field_words
from naravard.agreement.files import MAIN_FILE, AgreementFiles
from naravard.agreement.findings import Finding, Place
from naravard.agreement.findings_catalogue import Value, finding
from naravard.agreement.labels import label
from naravard.agreement.model import Agreement, Grant, Period, Text, Total
from naravard.agreement.nodes import MappingNode, Node, Scalar, Sequence
from naravard.agreement.shapes import (
    Atom,
    FieldShape,
    Item,
    ListOf,
    OneOf,
    Shape,
    TableOf,
    Words,
    fields_of,
)

RULE_TAG = "kind"


class Read(NamedTuple):
    """What came of a node: a value (``None`` when none could be made), and whether all of it could be read."""

    value: Any
    whole: bool = True


NOTHING = Read(None, whole=False)


def read_agreement(root: MappingNode, files: AgreementFiles, unread: Iterable[str]) -> Draft:
    """Read the whole agreement.

    Args:
        root: ``agreement.yaml``, with the sections that stand in files of their own.
        files: The folder.
        unread: Sections whose file could not be read; nothing is said of their absence.
    """
    reader = ItemReader(set(unread))
    agreement = reader.agreement(root, files.name)
    return Draft(
        agreement=agreement,
        files=files,
        places=reader.places,
        references=reader.references,
        declarations=reader.declarations,
        unread=reader.unread,
        nameless=reader.nameless,
        findings=reader.findings,
    )


class ItemReader:
    """Reads nodes by the shapes of a data model, and keeps what it finds, where all stands, and which names are named.

    The agreement's own model is one; the rooms whose files lie in the same folder have theirs.
    """

    def __init__(self, unread: set[str]) -> None:
        self.unread = unread
        self.nameless: set[type] = set()
        self.places = Places()
        self.references: list[Reference] = []
        self.declarations: list[Declaration] = []
        self.findings: list[Finding] = []

    def report(self, finding_id: str, place: Place, *, near: str | None = None, **values: Value) -> Read:
        """Keep a finding of the catalogue's; nothing came of what it is about."""
        self.findings.append(finding(finding_id, place, near=near, **values))
        return NOTHING

    # --- the agreement itself: always made, with stand-ins for what could not be read ---

    def agreement(self, root: MappingNode, name: str) -> Agreement:
        """Read the whole agreement."""
        values, parts, broken = self.fields(root, Agreement, skip=frozenset(self.unread))
        self.unread |= broken - values.keys()
        missing = {field.attribute for field in _required(Agreement)} - values.keys()
        stand_ins: dict[str, Any] = {
            "format": 1,
            "id": name,
            "name": Text(name),
            "period": Period(from_=datetime.date.min, to=datetime.date.max),
            "total": Total(amount=0, clause=""),
            "parties": (),
            "grants": (),
        }
        values.update({attribute: stand_ins[attribute] for attribute in missing})
        agreement = Agreement(**values)
        self.places.keep(agreement, Place(MAIN_FILE), parts, broken | missing | self.unread)
        return agreement

    # --- values ---

    def read(self, node: Node, shape: Shape, field: str) -> Read:
        """Read a value of this shape; ``field`` names where it stands."""
        if isinstance(shape, ListOf):
            return self.list_of(node, shape, field)
        if isinstance(node, Scalar) and node.is_null:
            return self.report("A043", node.place, field=field)
        if isinstance(shape, TableOf):
            return self.table_of(node, shape, field)
        if isinstance(shape, Words):
            return self.words(node, field)
        if isinstance(shape, Item):
            return self.item(node, shape.type, field)
        if isinstance(shape, OneOf):
            return self.one_of(node, shape, field)
        return self.atom(node, shape, field)

    def atom(self, node: Node, shape: Atom, field: str) -> Read:
        """Read a single value."""
        if not isinstance(node, Scalar):
            return self.report("A042", node.place, field=field, wanted=_WANTED_VALUE, written=_written(node))
        if not node.text.strip():
            return self.report("A043", node.place, field=field)
        value = read_atom(node, shape, field)
        if isinstance(value, Finding):
            self.findings.append(value)
            return NOTHING
        if shape.kind == "reference":
            self.references.append(Reference(shape.refers_to, str(value), node.place))
        return Read(value)

    def words(self, node: Node, field: str) -> Read:
        """Read a text in one language or two."""
        if isinstance(node, Scalar):
            text = node.text.strip()
            return Read(Text(text)) if text else self.report("A043", node.place, field=field)
        return self.item(node, Text, field)

    def list_of(self, node: Node, shape: ListOf, field: str) -> Read:
        """Read a list; one single value is taken as a list of one, and ``a, b`` as a list of references."""
        nodes = _as_items(node, shape)
        if nodes is None:
            return self.report("A042", node.place, field=field, wanted=_WANTED_LIST, written=_written(node))
        if not nodes:
            return Read(())
        self.duplicates(nodes)
        read = [self.read(child, shape.item, field) for child in nodes]
        usable = tuple(one.value for one in read if one.value is not None)
        return Read(usable, len(usable) == len(read))

    def duplicates(self, nodes: tuple[Node, ...]) -> None:
        """Report items of one list that have the same id."""
        first: dict[str, Place] = {}
        for node in nodes:
            item_id = _id_of(node) if isinstance(node, MappingNode) else ""
            if item_id in first:
                self.report("A069", node.place, id=item_id, first=str(first[item_id].line))
            elif item_id:
                first[item_id] = node.place

    def table_of(self, node: Node, shape: TableOf, field: str) -> Read:
        """Read values by code."""
        if not isinstance(node, MappingNode):
            return self.report("A042", node.place, field=field, wanted=_WANTED_TABLE, written=_written(node))
        read = {entry.name.strip(): self.read(entry.value, shape.value, entry.name) for entry in node.fields}
        usable = {name: one.value for name, one in read.items() if one.value is not None}
        return Read(usable, len(usable) == len(read))

    def one_of(self, node: Node, shape: OneOf, field: str) -> Read:
        """Read a rule: its ``kind`` decides its fields. A rule without fields may be its kind alone: ``equal``."""
        items = dict(shape.items)
        if isinstance(node, Scalar) and node.text in items and not _required(items[node.text].type):
            return self.item(MappingNode((), node.place), items[node.text].type, field)
        if not isinstance(node, MappingNode):
            return self.report("A042", node.place, field=field, wanted=_WANTED_RULE, written=_written(node))
        tag = node.get(RULE_TAG)
        if tag is None or not isinstance(tag.value, Scalar):
            return self.report("A058", node.place, field=field, kinds=tuple(items))
        kind = tag.value.text.strip()
        if kind not in items:
            near = nearest(kind, items)
            return self.report("A048", tag.value.place, near=near, field=RULE_TAG, value=kind, choices=tuple(items))
        return self.item(node, items[kind].type, field, tagged=True)

    # --- items ---

    def item(self, node: Node, cls: type[Struct], field: str, *, tagged: bool = False) -> Read:
        """Read an item, and remember where it stands."""
        if not isinstance(node, MappingNode):
            return self.report("A042", node.place, field=field, wanted=_wanted_fields(cls), written=_written(node))
        values, parts, broken = self.fields(node, cls, tagged=tagged)
        if any(wanted.attribute not in values for wanted in _required(cls)):
            return NOTHING
        value = cls(**values)
        self.places.keep(value, node.place, parts, broken)
        return Read(value)

    def fields(
        self, node: MappingNode, cls: type[Struct], *, tagged: bool = False, skip: frozenset[str] = frozenset()
    ) -> tuple[dict[str, Any], dict[tuple[str | int, ...], Place], set[str]]:
        """Read the fields of an item: the values, where they stand, and which are not whole."""
        owner = label(cls, _id_of(node))
        misspelt = self.unknown_fields(node, cls, owner, tagged=tagged)
        values: dict[str, Any] = {}
        parts: dict[tuple[str | int, ...], Place] = {}
        broken: set[str] = set()
        self.declare(node, cls)
        for wanted in fields_of(cls):
            written = node.get(wanted.name)
            if written is None or (_is_null(written.value) and not wanted.required and not _names_some(wanted)):
                if wanted.required and wanted.name not in misspelt | skip:
                    self.missing(node, cls, wanted, owner)
                continue
            if wanted.filled_by_loader:
                continue
            parts |= _parts(wanted, written.place, written.value)
            read = self.read(written.value, wanted.shape, wanted.name)
            if read.value == () and read.whole and (wanted.required or _names_some(wanted)):
                read = self.report("A043", written.place, field=wanted.name)
            if read.value is not None:
                values[wanted.attribute] = read.value
            if not read.whole:
                broken.add(wanted.attribute)
        return values, parts, broken | misspelt

    def unknown_fields(self, node: MappingNode, cls: type[Struct], owner: Text, *, tagged: bool) -> set[str]:
        """Report fields that the format does not have; return what they seem to be meant as."""
        known = {wanted.name: wanted for wanted in fields_of(cls)}
        allowed = [name for name, wanted in known.items() if not wanted.filled_by_loader]
        written = {entry.name for entry in node.fields}
        meant: set[str] = set()
        for entry in node.fields:
            if tagged and entry.name == RULE_TAG:
                continue
            if entry.name in known:
                if known[entry.name].filled_by_loader:
                    self.report("A052", entry.place, field=entry.name, owner=owner)
                continue
            near = nearest(entry.name, [name for name in allowed if name not in written])
            self.report("A040", entry.place, near=near, field=entry.name, owner=owner, allowed=tuple(allowed))
            if near is not None:
                meant.add(near)
        return meant

    def missing(self, node: MappingNode, cls: type[Struct], wanted: FieldShape, owner: Text) -> None:
        """Report a field that must be there and is not."""
        if cls is Grant and wanted.name == "rule":
            self.report("A057", node.place, owner=owner)
        else:
            self.report("A041", node.place, field=wanted.name, owner=owner, meaning=field_words(cls, wanted.name))

    def declare(self, node: MappingNode, cls: type[Struct]) -> None:
        """Remember an item's id, also when the item itself turns out to be mistaken."""
        item_id = _id_of(node)
        field = node.get("id")
        if item_id and field is not None:
            self.declarations.append(Declaration(cls, item_id, field.value.place))
        else:
            self.nameless.add(cls)


_WANTED_VALUE = Text("ett enda värde", "a single value")
_WANTED_LIST = Text("en lista, där varje post börjar med ett bindestreck", "a list, each item beginning with a hyphen")
_WANTED_TABLE = Text("belopp per kod, ett per rad: ”01”: 100 000", "amounts by code, one a line: “01”: 100 000")
_WANTED_RULE = Text(
    "en regel, till exempel {kind: proportional, key: befolkning}",
    "a rule, for example {kind: proportional, key: befolkning}",
)


def _wanted_fields(cls: type[Struct]) -> Text:
    names = ", ".join(wanted.name for wanted in _required(cls) or fields_of(cls))
    return Text(f"en post med fälten {names}", f"an item with the fields {names}")


def _required(cls: type[Struct]) -> tuple[FieldShape, ...]:
    return tuple(wanted for wanted in fields_of(cls) if wanted.required)


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _names_some(wanted: FieldShape) -> bool:
    """Tell whether a field names some of many: left empty, it would seem to name all of them, or none."""
    return isinstance(wanted.shape, ListOf) and isinstance(wanted.shape.item, Atom)


def _written(node: Node) -> Text:
    if isinstance(node, Scalar):
        shown = node.text.strip()[:40]
        return Text(f"värdet ”{shown}”", f"the value “{shown}”")
    if isinstance(node, Sequence):
        return Text("en lista", "a list")
    return Text("en post med fält", "an item with fields")


def _as_items(node: Node, shape: ListOf) -> tuple[Node, ...] | None:
    """Return the nodes of a list, or a single node as a list of one where that is plain; ``None`` where it is not."""
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Scalar):
        if node.is_null:
            return ()
        if isinstance(shape.item, Atom):
            return tuple(Scalar(part.strip(), node.place) for part in node.text.split(","))
        return (node,) if isinstance(shape.item, Words) else None
    if isinstance(shape.item, Item):
        names = {wanted.name for wanted in fields_of(shape.item.type)}
        return (node,) if any(entry.name in names for entry in node.fields) else None
    return (node,) if isinstance(shape.item, Words) else None


def _parts(wanted: FieldShape, place: Place, node: Node) -> dict[tuple[str | int, ...], Place]:
    """Say where a field stands, and its items or entries where they are values without a place of their own."""
    parts: dict[tuple[str | int, ...], Place] = {(wanted.attribute,): place}
    if isinstance(wanted.shape, ListOf) and isinstance(node, Sequence):
        parts |= {(wanted.attribute, number): child.place for number, child in enumerate(node.items)}
    if isinstance(wanted.shape, TableOf) and isinstance(node, MappingNode):
        parts |= {(wanted.attribute, entry.name.strip()): entry.place for entry in node.fields}
    return parts


def _id_of(node: MappingNode) -> str:
    field = node.get("id")
    return field.value.text.strip() if field is not None and isinstance(field.value, Scalar) else ""
