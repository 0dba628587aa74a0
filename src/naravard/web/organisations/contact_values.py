"""Postal code, telephone, e-mail and lines of text: read however they are written, and what is wrong told in words."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from stdnum.exceptions import ValidationError as NumberError
from stdnum.se import postnummer

from naravard.agreement.model import Text
from naravard.agreement.plain_text import mended, shows
from naravard.web.organisations.numbers import WrittenWrongError

_POSTAL_DIGITS = 5
_PHONE_SIGNS = re.compile(r"\+?[\d ()/-]+")
_FEWEST, _MOST = 7, 15
"""Digits of a telephone number: the shortest Swedish one with its area code, and the longest of ITU-T E.164."""
_HYPHENS = re.compile(r"\s*[\u2010-\u2015\u2212]\s*")
_LONGEST_ADDRESS = 254
"""Signs of an e-mail address (RFC 5321)."""


def read_line(written: str, longest: int) -> str:
    """Return a line of text with single blanks and nothing that does not show.

    Raises:
        WrittenWrongError: when it is too long.
    """
    shown = "".join(" " if sign.isspace() else sign for sign in mended(written) if shows(sign))
    line = " ".join(shown.split())
    if len(line) > longest:
        raise WrittenWrongError(
            Text(
                f"Texten har {len(line)} tecken. Den får ha högst {longest}.",
                f"The text has {len(line)} characters. It may have at most {longest}.",
            )
        )
    return line


def read_postal_code(written: str) -> str:
    """Return a Swedish postal code's five digits: ``621 81`` and ``SE-621 81`` give ``62181``.

    Raises:
        WrittenWrongError: when it is none.
    """
    line = _HYPHENS.sub("-", read_line(written, 100))
    code = postnummer.compact(line)
    try:
        digits = postnummer.validate(code)
    except NumberError:
        raise WrittenWrongError(_about_postal_code(line, code)) from None
    if not digits.isascii():
        raise WrittenWrongError(_about_postal_code(line, ""))
    return digits


def _about_postal_code(line: str, code: str) -> Text:
    if code.isascii() and code.isdigit() and len(code) != _POSTAL_DIGITS:
        return Text(
            f"Ett postnummer har {_POSTAL_DIGITS} siffror, men här står {len(code)}. Skriv som i 621 81.",
            f"A postal code has {_POSTAL_DIGITS} digits, but here are {len(code)}. Write as in 621 81.",
        )
    if code.startswith("0"):
        return Text(
            "Ett svenskt postnummer börjar inte med 0. Skriv som i 621 81.",
            "A Swedish postal code does not begin with 0. Write as in 621 81.",
        )
    return Text(
        f"”{line}” är inget svenskt postnummer. Skriv fem siffror, som i 621 81.",
        f"“{line}” is not a Swedish postal code. Write five digits, as in 621 81.",
    )


def shown_postal_code(digits: str) -> str:
    """Write a postal code as people do: ``621 81``."""
    return postnummer.format(digits) if digits else ""


def read_phone(written: str) -> str:
    """Return a telephone number as it was written, with plain blanks and hyphens; its area code must be there.

    Raises:
        WrittenWrongError: when it cannot be one.
    """
    line = _HYPHENS.sub("-", read_line(written, 30))
    digits = re.sub(r"\D", "", line)
    if not (line.isascii() and _PHONE_SIGNS.fullmatch(line)):
        raise WrittenWrongError(
            Text(
                f"”{line}” är inget telefonnummer. Skriv siffror, blanksteg och bindestreck, som i 0498-26 90 00.",
                f"“{line}” is not a telephone number. Write digits, blanks and hyphens, as in 0498-26 90 00.",
            )
        )
    if not line.lstrip("(").startswith(("0", "+")):
        raise WrittenWrongError(
            Text(
                "Riktnumret saknas. Skriv det först, som i 0498-26 90 00, eller landsnumret, som i +46 498 26 90 00.",
                "The area code is missing. Write it first, as in 0498-26 90 00, or the country code, as in "
                "+46 498 26 90 00.",
            )
        )
    if not _FEWEST <= len(digits) <= _MOST:
        raise WrittenWrongError(
            Text(
                f"Ett telefonnummer med riktnummer har {_FEWEST}–{_MOST} siffror, men här står {len(digits)}.",
                f"A telephone number with its area code has {_FEWEST}–{_MOST} digits, but here are {len(digits)}.",
            )
        )
    return line


def read_email(written: str) -> str:
    """Return an e-mail address.

    Raises:
        WrittenWrongError: when it cannot be one.
    """
    line = read_line(written, _LONGEST_ADDRESS)
    try:
        validate_email(line)
    except ValidationError:
        raise WrittenWrongError(_about_email(line)) from None
    return line


def _about_email(line: str) -> Text:
    name, at, domain = line.partition("@")
    if " " in line:
        return Text("En e-postadress har inga blanksteg.", "An e-mail address has no blanks.")
    if not at:
        return Text(
            "Adressen saknar @. Skriv som i namn@example.se.", "The address has no @. Write as in name@example.se."
        )
    if not name or not domain:
        return Text(
            "Något saknas före eller efter @. Skriv som i namn@example.se.",
            "Something is missing before or after @. Write as in name@example.se.",
        )
    if "." not in domain:
        return Text(
            f"”{domain}” efter @ har ingen ändelse, som .se. Skriv som i namn@example.se.",
            f"“{domain}” after @ has no ending, as .se. Write as in name@example.se.",
        )
    return Text(
        f"”{line}” är ingen e-postadress. Skriv som i namn@example.se.",
        f"“{line}” is not an e-mail address. Write as in name@example.se.",
    )
