"""Every field of the format has a name for the forms in which an agreement is drafted, and so has every choice."""

from naravard.agreement.field_words import choice_label, field_label
from naravard.agreement.model import Agreement
from naravard.agreement.shapes import Atom, FieldShape, Item, ListOf, OneOf, Shape, TableOf, fields_of


def fields(shape: Shape, seen: set[type]) -> list[tuple[type, FieldShape]]:
    """Return the fields that people fill in within a shape, with the type of the item that each belongs to."""
    if isinstance(shape, ListOf):
        return fields(shape.item, seen)
    if isinstance(shape, TableOf):
        return fields(shape.value, seen)
    if isinstance(shape, OneOf):
        return [each for _kind, item in shape.items for each in fields(item, seen)]
    if not isinstance(shape, Item) or shape.type in seen:
        return []
    seen.add(shape.type)
    own = [field for field in fields_of(shape.type) if not field.filled_by_loader]
    return [(shape.type, field) for field in own] + [each for field in own for each in fields(field.shape, seen)]


FIELDS = fields(Item(Agreement), set())


def test_every_field_has_a_name() -> None:
    missing = []
    for item, field in FIELDS:
        try:
            field_label(item, field.name)
        except KeyError:
            missing.append(f"{item.__name__}.{field.name}")
    assert missing == []


def test_every_choice_has_a_name() -> None:
    missing = []
    for item, field in FIELDS:
        shape = field.shape.item if isinstance(field.shape, ListOf) else field.shape
        for code in shape.choices if isinstance(shape, Atom) and shape.kind == "choice" else ():
            try:
                choice_label(code)
            except KeyError:
                missing.append(f"{item.__name__}.{field.name}: {code}")
    assert missing == []
