"""Simulations with a name, kept as YAML files, and several of them beside one another.

variant: Högre grundbelopp för ambulansen
agreement: god-och-nara-vard-2022
changes:
  ambulans.rule.amount: 600 000
  karriartjanster.rule: {kind: equal}
keys:
  population:
    "01": 2 411 859
"""

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from naravard.agreement import nodes
from naravard.agreement.model import Agreement, Recipient, Text
from naravard.agreement.numerals import share
from naravard.allocation.allocation import allocate
from naravard.allocation.changes import Change, write_value
from naravard.allocation.errors import ChangeRefusedError, near
from naravard.allocation.model import Allocation
from naravard.allocation.simulation import Comparison, simulate

FIELDS = ("variant", "agreement", "changes", "keys")
LARGEST_FILE = 5_000_000
_MOST_DECIMALS = 30


class Variant(Struct, frozen=True):
    """A named simulation of an agreement."""

    name: str
    agreement: str
    """The id of the agreement that it changes."""
    changes: tuple[Change, ...] = ()
    keys: dict[str, dict[str, Fraction]] = {}


class RecipientVariants(Struct, frozen=True):
    """One recipient's whole sum: as it is, and in each variant."""

    recipient: Recipient
    before: int
    after: tuple[int, ...]

    @property
    def differences(self) -> tuple[int, ...]:
        """Each variant minus before."""
        return tuple(amount - self.before for amount in self.after)


class VariantComparison(Struct, frozen=True):
    """Several variants of one agreement beside one another."""

    before: Allocation
    variants: tuple[Variant, ...]
    comparisons: tuple[Comparison, ...]
    recipients: tuple[RecipientVariants, ...]


def compare_variants(agreement: Agreement, variants: Iterable[Variant]) -> VariantComparison:
    """Simulate each variant against the same agreement."""
    chosen = tuple(variants)
    before = allocate(agreement)
    comparisons = tuple(simulate(agreement, variant.changes, variant.keys, before=before) for variant in chosen)
    return VariantComparison(before, chosen, comparisons, tuple(_recipients(comparisons)))


def _recipients(comparisons: tuple[Comparison, ...]) -> Iterable[RecipientVariants]:
    """Return every recipient that is in any of the comparisons; who is not in one of them has nothing there."""
    rows: dict[tuple[str, str], tuple[Recipient, int]] = {}
    after: list[dict[tuple[str, str], int]] = []
    identity: tuple[str, str]
    for comparison in comparisons:
        sums: dict[tuple[str, str], int] = {}
        for change in comparison.recipients:
            identity = (change.recipient.kind, change.recipient.code)
            rows.setdefault(identity, (change.recipient, change.before))
            sums[identity] = change.after
        after.append(sums)
    for identity, (recipient, before) in rows.items():
        yield RecipientVariants(recipient, before, tuple(sums.get(identity, 0) for sums in after))


# --- files ---------------------------------------------------------------------------------------------------------


def variant_text(variant: Variant) -> str:
    """Write a variant as the text of its YAML file."""
    lines = [
        f"variant: {_quoted(variant.name)}",
        f"agreement: {variant.agreement}",
        "changes:" if variant.changes else "changes: {}",
        *(f"  {change.path}: {change.text}" for change in variant.changes),
    ]
    if variant.keys:
        lines.append("keys:")
    for key, numbers in variant.keys.items():
        lines.append(f"  {key}:")
        lines.extend(f'    "{code}": {number_text(number)}' for code, number in numbers.items())
    return "\n".join(lines) + "\n"


def number_text(number: Fraction) -> str:
    """Write a number so that it is read as the same: with decimals where they end, otherwise as a fraction."""
    places = next((places for places in range(_MOST_DECIMALS) if (number * 10**places).denominator == 1), None)
    if not places:
        return str(number)
    digits = str(number.numerator * 10**places // number.denominator).zfill(places + 1)
    return f"{digits[:-places]}.{digits[-places:]}"


def read_variant(content: bytes, file: str = "variant.yaml") -> Variant:
    """Read a variant's YAML file; a mistake in it is a :class:`ChangeRefusedError` that names the line."""
    if len(content) > LARGEST_FILE:
        raise _refused(
            file,
            Text("Filen är för stor för en variant.", "The file is too large for a variant."),
            Text(f"{len(content)} byte", f"{len(content)} bytes"),
            Text(f"högst {LARGEST_FILE} byte", f"at most {LARGEST_FILE} bytes"),
        )
    tree = nodes.read_tree(content, file)
    if tree.findings:
        first = tree.findings[0]
        raise ChangeRefusedError(
            where=first.location, what=first.what, found=first.found, expected=first.expected, way_out=first.way_out
        )
    root = tree.root
    if not isinstance(root, nodes.MappingNode):
        raise _refused(file, *_NOT_A_VARIANT)
    for field in root.fields:
        if field.name not in FIELDS:
            raise _refused(
                _at(file, field),
                Text(f"En variant har inget fält {field.name}.", f"A variant has no field {field.name}."),
                Text(field.name, field.name),
                Text(f"något av {', '.join(FIELDS)}", f"one of {', '.join(FIELDS)}"),
                near(field.name, FIELDS),
            )
    return Variant(
        _word(root, "variant", file), _word(root, "agreement", file), _changes(root, file), _keys(root, file)
    )


_NOT_A_VARIANT = (
    Text("Filen är ingen variant.", "The file is not a variant."),
    Text("något annat än fält med namn", "something else than named fields"),
    Text("fälten variant, agreement, changes och keys", "the fields variant, agreement, changes and keys"),
)


def _word(root: nodes.MappingNode, name: str, file: str) -> str:
    field = root.get(name)
    if field is None or not isinstance(field.value, nodes.Scalar) or not field.value.text.strip():
        raise _refused(
            file,
            Text(f"Fältet {name} saknas.", f"The field {name} is missing."),
            Text("inget värde", "no value"),
            Text("variantens namn" if name == "variant" else "överenskommelsens id", f"a value for {name}"),
        )
    return field.value.text.strip()


def _changes(root: nodes.MappingNode, file: str) -> tuple[Change, ...]:
    field = root.get("changes")
    if field is None or (isinstance(field.value, nodes.Scalar) and field.value.is_null):
        return ()
    if not isinstance(field.value, nodes.MappingNode):
        raise _refused(_at(file, field), *_NOT_FIELDS)
    return tuple(Change(each.name.strip(), _text(each.value)) for each in field.value.fields)


_NOT_FIELDS = (
    Text("Ändringarna är inte skrivna som fält med värden.", "The changes are not written as fields with values."),
    Text("något annat än fält med värden", "something else than fields with values"),
    Text("rader som ”medel.amount: 90 000 000”", "lines like “grant.amount: 90 000 000”"),
)


def _keys(root: nodes.MappingNode, file: str) -> dict[str, dict[str, Fraction]]:
    field = root.get("keys")
    if field is None or (isinstance(field.value, nodes.Scalar) and field.value.is_null):
        return {}
    if not isinstance(field.value, nodes.MappingNode):
        raise _refused(_at(file, field), *_NOT_FIELDS)
    return {key.name: _numbers(key, file) for key in field.value.fields}


def _numbers(key: nodes.NodeField, file: str) -> dict[str, Fraction]:
    numbers: dict[str, Fraction] = {}
    entries = key.value.fields if isinstance(key.value, nodes.MappingNode) else ()
    for entry in entries:
        number = share(entry.value.text) if isinstance(entry.value, nodes.Scalar) else None
        if number is None:
            written = _text(entry.value)
            raise _refused(
                _at(file, entry),
                Text(f"Talet för {entry.name} går inte att läsa.", f"The number for {entry.name} cannot be read."),
                Text(written, written),
                Text("ett tal, till exempel 2 411 859", "a number, for example 2 411 859"),
            )
        numbers[entry.name.strip()] = number
    return numbers


def _text(node: nodes.Node) -> str:
    """Write a node as YAML on one line."""
    if isinstance(node, nodes.Scalar):
        return node.text
    if isinstance(node, nodes.Sequence):
        return "[" + ", ".join(_inner(item) for item in node.items) + "]"
    return "{" + ", ".join(f"{_quoted(field.name)}: {_inner(field.value)}" for field in node.fields) + "}"


def _inner(node: nodes.Node) -> str:
    return _quoted(node.text) if isinstance(node, nodes.Scalar) else _text(node)


def _quoted(text: str) -> str:
    return write_value(text)


def _at(file: str, field: nodes.NodeField) -> str:
    return f"{file}:{field.place.line}"


def _refused(where: str, what: Text, found: Text, expected: Text, way_out: Text | None = None) -> ChangeRefusedError:
    return ChangeRefusedError(
        where=where,
        what=what,
        found=found,
        expected=expected,
        way_out=way_out or Text("rätta filen", "correct the file"),
    )
