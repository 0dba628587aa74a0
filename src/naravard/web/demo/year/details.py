"""Invented details of organisations: each valid in form, and none that can be anyone's.

* Organisation numbers begin with 4, which no kind of legal person has.
* Bankgiro and plusgiro begin with 0: both are written without leading zeros, so no account has such a number.
* Telephone numbers are of the series that Post- och telestyrelsen keeps for books and films.
* Addresses for mail are under ``example.org``, kept for examples by RFC 2606.
* Postal codes begin with 99, above the highest in use.
"""

from stdnum import luhn

from naravard.web.demo.year.chance import number
from naravard.web.demo.year.names import email_of

_PHONES = ("08-465 004 {:02}", "031-390 06 {:02}", "040-628 04 {:02}")
_STREETS = ("Exempelgatan", "Provvägen", "Påhittade torget", "Övningsgatan", "Testgränd")


def organisation_number(*words: object) -> str:
    """Return an organisation number that belongs to nobody."""
    return _checked(f"4{number(10, *words, 'a')}{2 + number(8, *words, 'b')}{number(10**6, *words, 'c'):06}")


def payment_details(code: str) -> dict[str, str]:
    """Return where an organisation's money would be paid."""
    found = {"organisation_number": organisation_number(code)}
    if number(4, code, "plusgiro") == 0:
        return found | {"plusgiro": _checked(f"0{number(10**6, code, 'plusgiro'):06}")}
    return found | {"bankgiro": _checked(f"0{number(10**5, code, 'bankgiro'):05}")}


def contact_details(code: str, contact_name: str) -> dict[str, str]:
    """Return an organisation's address and contact."""
    return {
        "address": f"{_STREETS[number(len(_STREETS), code, 'street')]} {1 + number(80, code, 'house')}",
        "postal_code": f"99{number(1000, code, 'postal code'):03}",
        "city": "Exempelstad",
        "contact_name": contact_name,
        "contact_email": email_of("kontakt", code),
        "contact_phone": _PHONES[number(len(_PHONES), code, "phone")].format(number(100, code, "extension")),
    }


def _checked(digits: str) -> str:
    return digits + luhn.calc_check_digit(digits)
