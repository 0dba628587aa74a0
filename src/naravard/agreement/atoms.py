"""One written value as a typed one, or the finding that says what should have been written."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from naravard.agreement import numerals, wording
from naravard.agreement.draft import nearest
from naravard.agreement.findings import Finding
from naravard.agreement.findings_catalogue import finding
from naravard.agreement.model import Text
from naravard.agreement.nodes import Scalar
from naravard.agreement.shapes import Atom, AtomKind
from naravard.agreement.text import clause_name

Value = str | int | bool | Fraction | date

IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
YES = ("true", "yes", "ja")
NO = ("false", "no", "nej")


def read_atom(node: Scalar, shape: Atom, field: str) -> Value | Finding:
    """Read a value of the wanted kind; ``field`` names where it stands, for the finding."""
    return _READERS[shape.kind](node, shape, field)


def _text(node: Scalar, _shape: Atom, _field: str) -> Value | Finding:
    return node.text.strip()


def _reference(node: Scalar, shape: Atom, _field: str) -> Value | Finding:
    text = node.text.strip()
    return clause_name(text) if shape.refers_to == "clause" else text


def _identifier(node: Scalar, _shape: Atom, field: str) -> Value | Finding:
    text = node.text.strip()
    if IDENTIFIER.fullmatch(text):
        return text
    return finding("A050", node.place, near=_slug(text) or None, field=field, value=text)


def _kronor(node: Scalar, shape: Atom, field: str) -> Value | Finding:
    value = numerals.whole(node.text)
    if value is None and numerals.is_too_long(node.text):
        return finding("A053", node.place, field=field, value=node.text, most=numerals.MOST_DIGITS)
    if value is None:
        meant = numerals.suggest_whole(node.text)
        near = None if meant is None else wording.whole(meant)
        return finding("A044", node.place, near=near, field=field, value=node.text)
    if shape.least is not None and value < shape.least:
        return finding("A051", node.place, field=field, value=value, least=shape.least)
    return value


def _whole(node: Scalar, shape: Atom, field: str) -> Value | Finding:
    value = numerals.whole(node.text)
    if value is None and numerals.is_too_long(node.text):
        return finding("A053", node.place, field=field, value=node.text, most=numerals.MOST_DIGITS)
    if value is None:
        return finding("A045", node.place, field=field, value=node.text)
    if shape.least is not None and value < shape.least:
        return finding("A051", node.place, field=field, value=value, least=shape.least)
    return value


def _number(node: Scalar, _shape: Atom, field: str) -> Value | Finding:
    value = numerals.share(node.text)
    return finding("A046", node.place, field=field, value=node.text) if value is None else value


def _day(node: Scalar, _shape: Atom, field: str) -> Value | Finding:
    value = numerals.day(node.text)
    if value is not None:
        return value
    if numerals.is_written_as_day(node.text):
        return finding("A059", node.place, field=field, value=node.text)
    meant = numerals.suggest_day(node.text)
    near = None if meant is None else wording.day(meant)
    return finding("A047", node.place, near=near, field=field, value=node.text)


def _yes_no(node: Scalar, _shape: Atom, field: str) -> Value | Finding:
    text = node.text.strip().casefold()
    if text in YES or text in NO:
        return text in YES
    return finding("A049", node.place, field=field, value=node.text)


def _choice(node: Scalar, shape: Atom, field: str) -> Value | Finding:
    text = node.text.strip()
    if text in shape.choices:
        return text
    near = nearest(text, shape.choices)
    choices = Text(wording.listed(shape.choices), wording.listed(shape.choices, "en"))
    return finding("A048", node.place, near=near, field=field, value=text, choices=choices)


def _slug(text: str) -> str:
    """Make an identifier of a name: ``Nära vård`` gives ``nara-vard``."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


_READERS: dict[AtomKind, Callable[[Scalar, Atom, str], Value | Finding]] = {
    "text": _text,
    "reference": _reference,
    "identifier": _identifier,
    "kronor": _kronor,
    "whole": _whole,
    "number": _number,
    "day": _day,
    "yes-no": _yes_no,
    "choice": _choice,
}
