"""One value as someone writes it outside a folder, on a command line or in a field, read as in a folder."""

from typing import Any

from msgspec import Struct

from naravard.agreement.findings import Finding
from naravard.agreement.nodes import read_tree
from naravard.agreement.shapes import Shape
from naravard.agreement.structure import ItemReader


class WrittenValue(Struct, frozen=True):
    """A value, unless something is wrong with it, and what is wrong."""

    value: Any
    findings: tuple[Finding, ...] = ()


def read_written(text: str, shape: Shape, field: str) -> WrittenValue:
    """Read ``text`` as YAML of this shape; ``field`` names it in findings.

    >>> from naravard.agreement.shapes import Atom, rules
    >>> read_written("90 000 000", Atom("kronor"), "amount").value
    90000000
    >>> read_written("{kind: proportional, key: population}", rules(), "rule").value.key
    'population'
    >>> [finding.id for finding in read_written("90 miljoner", Atom("kronor"), "amount").findings]
    ['A044']
    """
    tree = read_tree(text.encode(), field)
    if tree.root is None or tree.findings:
        return WrittenValue(None, tree.findings)
    reader = ItemReader(set())
    read = reader.read(tree.root, shape, field)
    if reader.findings:
        return WrittenValue(None, tuple(reader.findings))
    return WrittenValue(read.value)
