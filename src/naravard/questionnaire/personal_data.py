"""What looks like a person in a report's words: identity numbers and named patients.

A report becomes a public document. The check asks and never refuses: a number can be a reference number, a name an
official's.

>>> identity_numbers("Hen (19900101-0017) kom hem, dnr 2022-1234.")
('19900101-0017',)
>>> named_patients("Patienten Karin fick en plan. Patienten fick stöd. Patient Lindgren, 82 år.")
('Patienten Karin', 'Patient Lindgren')
"""

import re
from functools import cache

from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.se import personnummer

from naravard.agreement import reference

COORDINATION = 60
"""What a coordination number (samordningsnummer) adds to the day of birth."""

_NUMBER = re.compile(r"(?<![\d-])(?:\d{2})?\d{2}[01]\d[0-9]\d\s?[-+–]?\s?\d{4}(?![\d-])")
_PATIENT = re.compile(
    r"\b(?:[Pp]atient(?:en)?|[Bb]rukare(?:n)?|[Kk]lient(?:en)?|[Bb]oende|[Ff]ru|[Hh]err|[Pp]ojken|[Ff]lickan)\s+"
    r"(?P<name>[A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖ][a-zåäöé]+)*)"
)
_OF_AGE = re.compile(r"\b[A-ZÅÄÖ][a-zåäöé]+(?:\s[A-ZÅÄÖ][a-zåäöé]+)+,?\s(?:\d{1,3}\s?år\b|född\b)")
_NO_NAMES = frozenset({"Region", "Regionen", "Kommun", "Kommunen", "Kommunal", "Sverige", "Och"})


def identity_numbers(text: str) -> tuple[str, ...]:
    """Return what is written as a personal identity number or coordination number, with a right check digit."""
    return tuple(match[0] for match in _NUMBER.finditer(text) if _is_identity(re.sub(r"\D", "", match[0])))


def named_patients(text: str) -> tuple[str, ...]:
    """Return what is written as a patient's name: *patienten Karin*, *Karin Berg, 82 år*."""
    named = [match for match in _PATIENT.finditer(text) if match["name"].split()[0] not in _no_names()]
    told = {match.start() for match in named}
    of_age = [match for match in _OF_AGE.finditer(text) if match.start() not in told]
    return tuple(dict.fromkeys(match[0] for match in (*named, *of_age)))


@cache
def _no_names() -> frozenset[str]:
    """What a patient is not called: words of places, and the first word of each built-in organisation."""
    return _NO_NAMES | {organisation.name.sv.split()[0] for organisation in reference.organisations()}


def _is_identity(digits: str) -> bool:
    day = int(digits[-6:-4])
    born = f"{day - COORDINATION if day > COORDINATION else day:02}"
    try:
        personnummer.get_birth_date(f"{digits[:-6]}{born}{digits[-4:]}")
    except ValidationError:
        return False
    return luhn.is_valid(digits[-10:])
