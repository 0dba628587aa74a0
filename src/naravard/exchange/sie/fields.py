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


class UnclosedError(WrongError):
    """The last text of a line has no closing quotation mark; ``fields`` are the line's, read to its end."""

    def __init__(self, found: str, fields: list[Field]) -> None:
        super().__init__("S020", found=found)
        self.fields = fields


def split(line: str) -> list[Field]:
    """Return the line's fields, the label first.

    Raises:
        UnclosedError: when the last text is not closed; it goes to the line's end.
        WrongError: when braces are not in pairs.
    """
    found: list[str] = _FIELD.findall(line)
    fields: list[Field] = []
    for raw in found:
        first = raw[0]
        if first == '"':
            if len(raw) < 2 or raw[-1] != '"':
                fields.append(raw[1:].replace('\\"', '"'))
                raise UnclosedError(raw, fields)
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
    inner = raw[1:-1]
    if inner.endswith("\\") and raw[-1] == '"':  # the line has no other closing mark: it is the text's own backslash
        return inner[:-1].replace('\\"', '"') + "\\"
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
