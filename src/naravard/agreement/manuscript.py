"""An agreement's files as something that is written in: a value is changed where it stands, all else stays as it was.

A value has a path: the names that the format uses, and an item of a list by its id, or by its number from 0 where it
has none: ``("grants", "ambulans", "earmarks", "0", "amount")``. A section in a file of its own has the same path as one
in ``agreement.yaml``. Values are texts as they stand in the file (``1 000 000``, ``2025-01-01``), lists and mappings of
such; what they mean is for :mod:`naravard.agreement.load` to say.

ruamel.yaml reads and writes the files, so that comments, order, quotation marks and what nobody here knows of survive.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from naravard.agreement.files import MAIN_FILE, SECTIONS, AgreementFiles
from naravard.agreement.nodes import read_text
from naravard.agreement.slips import enclosed

Path = tuple[str, ...]
Raw = str | Sequence["Raw"] | Mapping[str, "Raw"]
"""A value as it is written."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_DECIMALS = re.compile(r"\d+\s*%?", re.ASCII)
_INDENT = re.compile(" *")
_WIDEST = 100_000
"""Signs in a line before it is broken: lines stay as they are written."""
_MOST_SHARED = 24
"""Trees that are kept to be read: the files of two agreements."""


class NoSuchPlaceError(LookupError):
    """There is nothing at a path."""

    def __init__(self, path: Path) -> None:
        super().__init__("/".join(path))
        self.path = path


class NotChangeableError(ValueError):
    """A file is no YAML, so that nothing can be changed in it."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


class Manuscript:
    """An agreement's files, to be changed value by value."""

    def __init__(self, files: AgreementFiles) -> None:
        """Begin with files as they are; :attr:`files` is what they have become."""
        self._name = files.name
        self._files = dict(files)
        self._read_already: dict[str, Any] = {}
        """Trees of its own, that may be changed; what is only read is read in a tree that all share."""
        self._changed: set[str] = set()
        """Files whose tree has been changed since it was read; they are written when they are asked for."""

    @property
    def files(self) -> AgreementFiles:
        """The files as they are now."""
        self._write_changed()
        return AgreementFiles(self._files, name=self._name)

    # --- reading ---

    def get(self, path: Path) -> Any:
        """Return the value at a path: a text, a list or a mapping; ``None`` where nothing stands."""
        try:
            return self._at(path)
        except NoSuchPlaceError:
            return None

    def text(self, path: Path) -> str:
        """Return the text at a path; empty where there is none, or something else."""
        value = self.get(path)
        return str(value) if isinstance(value, str) else ""

    def items(self, path: Path) -> list[tuple[str, Any]]:
        """Return the items of a list, each with the last part of its path; one item alone counts as a list of one."""
        value = self.get(path)
        if value is None or isinstance(value, str):
            return []
        every = [value] if isinstance(value, Mapping) else list(value)
        ids = [_id_of(item) for item in every]
        return [
            (one if one and ids.count(one) == 1 else str(number), item)
            for number, (one, item) in enumerate(zip(ids, every, strict=True))
        ]

    def place(self, file: str, line: int | None) -> Path:
        """Return the path of the innermost item or field that stands at a line of a file; empty for none.

        A file that an item names (a key's numbers) is that item's.
        """
        self._write_changed()
        if not self._is_written(file):
            named = (path for path, value in self._walk() if path[-1] == "file" and value == file)
            return next(named, ("x",))[:-1]
        found: Path = ()
        for path, at in self._lines(file):
            if at <= (line or 1) - 1:
                found = path
        return found

    # --- changing ---

    def put(self, path: Path, value: Raw | None) -> None:
        """Let a value stand at a path, in place of what stood there; ``None`` takes it away.

        Raises:
            NoSuchPlaceError: when what the value is to stand in is missing.
        """
        if value is None:
            if self.get(path) is not None:
                self.take_out(path)
            return
        if len(path) == 1:
            self._put_section(path[0], value)
            return
        file = self._file_of(path)
        self._make_own(file)
        holder, last = self._at(path[:-1]), path[-1]
        if isinstance(holder, Mapping):
            _set(holder, last, value)
        elif isinstance(holder, str):  # a rule that is its kind alone
            self.put(path[:-1], {"kind": str(holder), last: value})
            return
        else:
            holder[_number(holder, path)] = _node(value)
        self._changed.add(file)

    def append(self, path: Path, value: Raw) -> Path:
        """Add an item last in a list, which begins with it if there is none; return the item's path."""
        self._make_own(self._file_of(path))
        there = self.get(path)
        if there is None or isinstance(there, str):
            self.put(path, [value])
        elif isinstance(there, Mapping):
            self.put(path, [there, value])
        else:
            there.append(_node(value))
            self._changed.add(self._file_of(path))
        return (*path, self.items(path)[-1][0])

    def take_out(self, path: Path) -> None:
        """Take a value, or an item of a list, away; a list that is empty then goes too. Comments after it stay.

        Raises:
            NoSuchPlaceError: when nothing stands there.
        """
        self._write_changed()
        self._at(path)
        file = self._file_of(path)
        if len(path) == 1 and file != MAIN_FILE:
            del self._files[file]
            self._read_already.pop(file, None)
            return
        self._make_own(file)
        holder: Any = self._at(path[:-1]) if len(path) > 1 else self._root(MAIN_FILE)
        alone = isinstance(holder, Mapping) and path[-1] not in holder  # one item that stands as a list of one
        if len(path) > 1 and (alone or (not isinstance(holder, Mapping) and len(holder) == 1)):
            self.take_out(path[:-1])
            return
        is_item = not isinstance(holder, Mapping)
        key: Any = _number(holder, path) if is_item else path[-1]
        if holder.fa.flow_style() or (not is_item and key == next(iter(holder))):
            del holder[key]
            self._changed.add(file)
            return
        line, column = _start(holder, key)
        self._cut(file, line, column - 2 if is_item else column)

    def put_file(self, file: str, content: bytes) -> None:
        """Let a file that is no YAML (numbers, text) have this content.

        Raises:
            NotChangeableError: when it is one of the YAML files, which are changed value by value.
        """
        if file.endswith(".yaml"):
            raise NotChangeableError(file)
        self._files[file] = content

    def drop_file(self, file: str) -> None:
        """Take a file that is no YAML away."""
        if not file.endswith(".yaml"):
            self._files.pop(file, None)

    # --- within ---

    def _is_written(self, file: str) -> bool:
        """Tell whether a file is one of the YAML files that are changed value by value."""
        return file in self._files and (file == MAIN_FILE or file.removesuffix(".yaml") in SECTIONS)

    def _root(self, file: str) -> Any:
        """Return a YAML file as a tree: its own if it may be changed, or else one that is only to be read."""
        return self._read_already[file] if file in self._read_already else _shared(file, self._files[file])

    def _make_own(self, file: str) -> None:
        """Read a file into a tree of its own, unless that is done: no other sees what is changed in it."""
        if file not in self._read_already:
            self._read_already[file] = _tree(file, self._files[file])

    def _write_changed(self) -> None:
        for file in sorted(self._changed):
            self._write(file)
        self._changed.clear()

    def _write(self, file: str) -> None:
        """Write a file from its tree, which is read again when it is asked for, so that it knows its lines."""
        stream = io.StringIO()
        _yaml().dump(self._root(file), stream)
        text = stream.getvalue()
        if not isinstance(self._root(file), Mapping):  # a list that is the whole file begins at the margin
            text = "".join(line.removeprefix("  ") for line in text.splitlines(keepends=True))
        self._files[file] = text.encode()
        del self._read_already[file]

    def _cut(self, file: str, line: int, column: int) -> None:
        """Take the line away and what stands further in below it."""
        lines = self._files[file].decode("utf-8-sig").splitlines(keepends=True)
        end = line + 1
        while end < len(lines) and (_is_empty(lines[end]) or _indent(lines[end]) > column):
            end += 1
        while end > line + 1 and _is_empty(lines[end - 1]):
            end -= 1
        self._files[file] = "".join(lines[:line] + lines[end:]).encode()
        del self._read_already[file]

    def _put_section(self, name: str, value: Raw) -> None:
        file = f"{name}.yaml"
        if self._is_written(file):
            self._read_already[file] = _node(value)
            self._changed.add(file)
            return
        self._make_own(MAIN_FILE)
        _set(self._root(MAIN_FILE), name, value)
        self._changed.add(MAIN_FILE)

    def _file_of(self, path: Path) -> str:
        file = f"{path[0]}.yaml"
        return file if self._is_written(file) else MAIN_FILE

    def _section(self, name: str) -> Any:
        file = self._file_of((name,))
        root = self._root(file)
        if isinstance(root, Mapping):
            return root.get(name)
        return root if file != MAIN_FILE else None

    def _at(self, path: Path) -> Any:
        value = self._section(path[0]) if path else self._root(MAIN_FILE)
        for depth, name in enumerate(path[1:], start=2):
            if isinstance(value, Mapping) and name in value:
                value = value[name]
            elif isinstance(value, Mapping) and name in (_id_of(value), "0") and not value.get(name):
                continue  # one item that stands as a list of one
            elif isinstance(value, Sequence) and not isinstance(value, str):
                value = value[_number(value, path[:depth])]
            else:
                raise NoSuchPlaceError(path)
        if value is None:
            raise NoSuchPlaceError(path)
        return value

    def _walk(self) -> Iterator[tuple[Path, Any]]:
        apart = [section for section in SECTIONS if self._is_written(f"{section}.yaml")]
        for name in dict.fromkeys([*self._root(MAIN_FILE), *apart]):
            yield from self._under((name,), self._section(name))

    def _under(self, path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
        yield path, value
        if isinstance(value, Mapping):
            for name, one in value.items():
                yield from self._under((*path, str(name)), one)
        elif value is not None and not isinstance(value, str):
            for (name, one), _item in zip(self.items(path), value, strict=True):
                yield from self._under((*path, name), one)

    def _lines(self, file: str) -> Iterator[tuple[Path, int]]:
        """Give every path of a file with the line where it begins, from the first line on."""
        root = self._root(file)
        names = list(root) if file == MAIN_FILE else [file.removesuffix(".yaml")]
        starts = [start for name in names for start in self._under((name,), self._section(name))]
        for path, _value in starts:
            holder: Any = root if len(path) == 1 else self.get(path[:-1])
            if len(path) == 1:
                yield path, _start(root, path[0])[0] if isinstance(root, Mapping) and path[0] in root else 0
            elif isinstance(holder, Mapping) and path[-1] in holder:
                yield path, _start(holder, path[-1])[0]
            elif not isinstance(holder, Mapping):
                yield path, _start(holder, _number(holder, path))[0]


def value_of(text: str) -> Raw:
    """Return a value that is written on one line, ``{kind: equal}`` or ``1 000``, as it is put into a manuscript.

    Raises:
        NotChangeableError: when it is no YAML.
    """
    try:
        value = _yaml().load(text)
    except _errors() as error:
        raise NotChangeableError(text) from error
    return text if value is None else value


def _tree(file: str, content: bytes) -> Any:
    """Read a YAML file into a tree."""
    text = read_text(content, file)
    try:
        root = _yaml().load(text) if isinstance(text, str) else None
    except _errors():
        root = None
    if root is None or isinstance(root, str):
        raise NotChangeableError(file)
    _mend(root)
    return root


_shared = lru_cache(maxsize=_MOST_SHARED)(_tree)
"""Trees that are only read: one who drafts turns from page to page, and most files stay as they are."""


def _yaml() -> Any:
    """Return a reader and writer for which every value is the text that is written."""
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import VersionedResolver

    class Texts(VersionedResolver):
        """Takes every value for a text: ``01`` is a code, ``1 000`` a number as people write it."""

        @property
        def versioned_resolver(self) -> dict[Any, Any]:
            return {}

    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = Texts
    yaml.preserve_quotes, yaml.width, yaml.allow_duplicate_keys = True, _WIDEST, True
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(type(None), lambda made, _none: made.represent_scalar("tag:yaml.org,2002:str", ""))
    return yaml


def _errors() -> tuple[type[Exception], ...]:
    from ruamel.yaml.error import YAMLError

    return (YAMLError, ValueError)


def _start(holder: Any, key: Any) -> tuple[int, int]:
    """Return the line (from 0) and column where a field's name, or an item of a list, begins."""
    places: Any = holder.lc
    line, column = places.key(key)[:2] if isinstance(holder, Mapping) else places.item(key)[:2]
    return int(line), int(column)


def _mend(value: Any) -> None:
    """Put a decimal comma that YAML has parted between braces together again: ``{weight: 0,5}``."""
    if isinstance(value, Mapping):
        names = list(value)
        for first, second in pairwise(names):
            if value[second] == "" and _DECIMALS.fullmatch(str(second)) and str(value[first])[-1:].isdigit():
                value[first] = _node(f"{value[first]},{second}")  # type: ignore[index]
                del value[second]  # type: ignore[attr-defined]
        for one in value.values():
            _mend(one)
    elif not isinstance(value, str):
        for one in value:
            _mend(one)


def _node(value: Any) -> Any:
    """Return a value as the tree holds it; a text that would be read as something else gets quotation marks."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, ScalarString

    if isinstance(value, CommentedMap | CommentedSeq | ScalarString):
        return value
    if isinstance(value, Mapping):
        return CommentedMap({str(name): _node(one) for name, one in value.items()})
    if not isinstance(value, str):
        return CommentedSeq([_node(one) for one in value])
    if "\n" in value:
        return LiteralScalarString(value)
    return DoubleQuotedScalarString(value) if value in _NULLS or enclosed(value) else value


def _set(holder: Any, name: str, value: Raw) -> None:
    """Set a value in a mapping; a mapping that stood there keeps the fields that it still has, with their comments."""
    old = holder.get(name)
    if isinstance(old, Mapping) and isinstance(value, Mapping):
        for gone in [one for one in old if one not in value]:
            del old[gone]  # type: ignore[attr-defined]
        for one, inner in value.items():
            _set(old, one, inner)
    else:
        holder[name] = _quoted_as(old, _node(value))


def _quoted_as(old: Any, new: Any) -> Any:
    """Return a text with the quotation marks of the one that it replaces: ``"3"`` becomes ``"4"``."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

    if isinstance(old, DoubleQuotedScalarString | SingleQuotedScalarString) and type(new) is str:
        return type(old)(new)
    return new


def _id_of(item: Any) -> str:
    found = item.get("id", "") if isinstance(item, Mapping) else ""
    return str(found) if isinstance(found, str) and "/" not in found else ""


def _number(items: Sequence[Any], path: Path) -> int:
    """Return the number of a list's item."""
    name = path[-1]
    ids = [_id_of(item) for item in items]
    if ids.count(name) == 1:
        return ids.index(name)
    if name.isascii() and name.isdigit() and len(name) < 9 and int(name) < len(items):
        return int(name)
    raise NoSuchPlaceError(path)


def _is_empty(line: str) -> bool:
    """Tell whether a line holds nothing but a comment, if anything."""
    bare = line.strip()
    return not bare or bare.startswith("#")


def _indent(line: str) -> int:
    found = _INDENT.match(line)
    return len(found[0]) if found else 0
