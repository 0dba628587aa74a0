"""What makes one rule into another: as few and as small changes as will do, so that they can be read and repeated."""

from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from naravard.agreement.model import MixPart, Rule, Text
from naravard.allocation.changes import Change, write_value

_WORDS = frozenset({"clause", "name", "note", "quotes"})
"""Fields that decide no amount, and are left as they are."""


def rule_changes(path: str, old: Rule, new: Rule) -> list[Change]:
    """Return the changes from ``old`` to ``new``: single values where the rules have the same shape, else the whole.

    >>> from naravard.agreement.model import Base, Equal
    >>> small = Base(amount=1, remainder=Equal())
    >>> [str(change) for change in rule_changes("a.rule", small, Base(amount=2, remainder=Equal()))]
    ['a.rule.amount=2']
    >>> [str(change) for change in rule_changes("a.rule", small, Equal())]
    ['a.rule={kind: equal}']
    """
    small = _differences(path, old, new)
    return [Change(path, write_value(new))] if small is None else small


def _differences(path: str, old: Any, new: Any) -> list[Change] | None:
    """Return small changes, ``None`` where they cannot be made one by one."""
    if type(old) is not type(new):
        return None
    if isinstance(old, MixPart) and (old.rule is None) != (new.rule is None):
        return None
    found: list[Change] = []
    for field in fields(old):
        if field.name in _WORDS:
            continue
        part = _difference(f"{path}.{field.encode_name}", getattr(old, field.name), getattr(new, field.name))
        if part is None:
            return None
        found += part
    return found


def _difference(path: str, old: Any, new: Any) -> list[Change] | None:
    if isinstance(old, Struct) and isinstance(new, Struct) and not isinstance(old, Text):
        return _differences(path, old, new)
    if isinstance(old, tuple) and isinstance(new, tuple) and any(isinstance(item, Struct) for item in old):
        if len(old) != len(new):
            return None
        parts = [_differences(f"{path}.{number}", *pair) for number, pair in enumerate(zip(old, new, strict=True))]
        known = [part for part in parts if part is not None]
        return [change for part in known for change in part] if len(known) == len(parts) else None
    if old == new:
        return []
    if old in (None, (), {}) or new in (None, (), {}):
        return None
    return [Change(path, write_value(new))]
