"""Numbers in a page's address: packed short, unpacked with care, since anyone can write an address.

What the reader brings is not stored by the service, so it must travel with the address: ``01:2440027,03:383713`` as
deflated base64. A key for 290 municipalities takes about a thousand characters.
"""

import base64
import binascii
import zlib
from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from naravard.web.site.forms.problems import EntryError, Problem

LONGEST = 6_000
"""Characters that an address's query may hold. The server takes 8 190 in a line, and some are written with three."""
_LARGEST = 100_000
_LONGEST_NUMBER = 128


def packed(text: str) -> str:
    """Return a text in a form that is short and safe in an address."""
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpacked(token: str) -> str:
    """Return the text that :func:`packed` packed.

    Raises:
        EntryError: it is something else, or too large.
    """
    try:
        padded = token + "=" * (-len(token) % 4)
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.b64decode(padded, altchars=b"-_", validate=True), _LARGEST)
        if not unpacking.eof:
            raise EntryError(damaged())
        return content.decode()
    except (binascii.Error, zlib.error, ValueError) as error:
        raise EntryError(damaged()) from error


def packed_numbers(numbers: Mapping[str, Fraction]) -> str:
    """Return numbers by recipient code, packed."""
    return packed(",".join(f"{code}:{value}" for code, value in numbers.items()))


def unpacked_numbers(token: str) -> dict[str, Fraction]:
    """Return the numbers that :func:`packed_numbers` packed.

    Raises:
        EntryError: they are something else.
    """
    try:
        pairs = (pair.split(":") for pair in unpacked(token).split(","))
        numbers = {code: _number(value) for code, value in pairs}
    except (ValueError, ZeroDivisionError) as error:
        raise EntryError(damaged()) from error
    if any(value < 0 for value in numbers.values()):
        raise EntryError(damaged())
    return numbers


def damaged() -> Problem:
    """Say that the address cannot be read."""
    return Problem(
        what=_("Sidans adress går inte att läsa: de tal som står i den är inte hela."),
        expected=_("en adress som är kopierad i sin helhet"),
        way_out=_("Kopiera hela adressen på nytt, eller lämna in talen igen."),
    )


def _number(text: str) -> Fraction:
    if len(text) > _LONGEST_NUMBER or not set(text) <= set("0123456789/"):
        raise ValueError(text[:_LONGEST_NUMBER])
    return Fraction(text)
