r"""A line as its fields: parted by space or tab, in quotation marks where needed, object lists in braces.

Within quotation marks ``\"`` is a quotation mark; any other backslash is itself.

>>> split('#KONTO 1915 "Kassa \\"liten\\""')
['#KONTO', '1915', 'Kassa "liten"']
>>> split('#TRANS 1910 {1 "kst 7" 6 P1} -10.00')[2].pairs
('1', 'kst 7', '6', 'P1')
"""

import re

from msgspec import Struct

from naravard.exchange.sie.findings import WrongError

_STRING = r'"[^"\\]*"|"(?:[^"\\]|\\"|\\(?!"))*"'
_OBJECTS = r'\{(?:[^{}"]|"(?:[^"\\]|\\"|\\(?!"))*")*\}'
_PLAIN = r'[^ \t"{}][^ \t{}]*'
_BROKEN = r'["{}].*'
_FIELD = re.compile(f"{_STRING}|{_OBJECTS}|{_PLAIN}|{_BROKEN}")
_ITEM = re.compile(f"{_STRING}|{_PLAIN}")
_WHOLE_OBJECTS = re.compile(_OBJECTS)
_MOST_REMEMBERED = 50_000


class ObjectList(Struct, frozen=True):
    """What stood in braces: dimension, object, and so on."""

    pairs: tuple[str, ...]


Field = str | ObjectList

_remembered: dict[str, ObjectList] = {}


def split(line: str) -> list[Field]:
    """Return the line's fields, the label first."""
    found: list[str] = _FIELD.findall(line)
    fields: list[Field] = []
    for raw in found:
        first = raw[0]
        if first == '"':
            fields.append(_unquoted(raw))
        elif first == "{":
            fields.append(_remembered.get(raw) or _object_list(raw))
        elif first == "}":
            raise WrongError("S021", found=raw)
        else:
            fields.append(raw)
    return fields


def content(fields: list[Field]) -> str:
    """Return what the checksum is made of: label and contents, without separators, quotation marks and braces."""
    return "".join(["".join(each.pairs) if isinstance(each, ObjectList) else each for each in fields])


def _unquoted(raw: str) -> str:
    if len(raw) < 2 or raw[-1] != '"' or raw[-2] == "\\":
        raise WrongError("S020", found=raw)
    inner = raw[1:-1]
    return inner.replace('\\"', '"') if "\\" in inner else inner


def _object_list(raw: str) -> ObjectList:
    if _WHOLE_OBJECTS.fullmatch(raw) is None:
        raise WrongError("S021", found=raw)
    items: list[str] = _ITEM.findall(raw, 1, len(raw) - 1)
    made = ObjectList(tuple(_unquoted(item) if item[0] == '"' else item for item in items))
    if len(_remembered) >= _MOST_REMEMBERED:
        _remembered.clear()
    _remembered[raw] = made
    return made
