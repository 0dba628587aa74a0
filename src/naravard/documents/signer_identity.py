"""Who a certificate says that its holder is, and whether that is a person whom we know.

Swedish services for signatures put the person's number or the employer's name for the person into ``serialNumber``:
services on BankID and Freja the personal number, those on EFOS and SITHS a number with ``SE`` first, foreign ones a
number with its kind before it (``PNOSE-``, ETSI EN 319 412-1). An e-mail address may stand among the alternative names.
What is known of the one who hands in is held against those; none of it is kept, and none comes out of the process that
looks.

Names are what remains. Certificates hold them in any order, with and without comma, in capitals, in the letters of
passports, with more or fewer given names.
"""

import re
from difflib import SequenceMatcher
from enum import Enum
from typing import Any

import msgspec
from asn1crypto import x509

from naravard.agreement.plain_text import folded, latin

_PERSONAL_NUMBER = re.compile(r"\b(?:\d{2})?\d{6}[-+ ]?\d{4}\b")
_KIND = re.compile(r"^(?:PNO|TIN|IDC|PAS)[A-Z]{2}-|^[A-Z]{2}:[A-Z]{2}-")
_A_PERSONS = re.compile(r"(?:\d{2})?(\d{2}(?:0[1-9]|1[0-2])\d{6})")
"""An organisation's number has 20 or more where a person's has the month."""
_LONGEST = 200
_CLOSE = 0.66
"""How like each other two words are, of 1, that may be one name in two spellings: Siv and Siw are 0.67."""


class Likeness(Enum):
    """How one name stands to another."""

    SAME = "same"
    NEARLY = "nearly"
    OTHER = "other"


class KnownPerson(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a person beside the name."""

    numbers: tuple[str, ...] = ()
    """What identity providers call the person: a personal number, or an employer's number."""
    emails: tuple[str, ...] = ()


def is_whom(certificate: x509.Certificate, known: KnownPerson) -> bool | None:
    """Say whether a certificate is a known person's by its numbers and addresses; ``None`` if they do not tell."""
    theirs = {_plain_number(one) for one in _numbers(certificate)}
    ours = {_plain_number(one) for one in known.numbers}
    if theirs & ours or {one.casefold() for one in _emails(certificate)} & {one.casefold() for one in known.emails}:
        return True
    both_personal = any(is_personal for is_personal, _ in theirs) and any(is_personal for is_personal, _ in ours)
    return False if both_personal else None


def names_in(certificate: x509.Certificate) -> tuple[str, ...]:
    """Return the holder's names: the common name, and given name with surname where that is another."""
    subject = certificate.subject.native
    common = without_numbers(subject.get("common_name"))
    parts = without_numbers(f"{_joined(subject.get('given_name'))} {_joined(subject.get('surname'))}")
    organisation = without_numbers(subject.get("organization_name"))
    return tuple(dict.fromkeys(one for one in (common, parts) if one)) or (organisation or "–",)


def without_numbers(value: Any) -> str:
    """Return a name of a certificate as one line, without a personal number."""
    text = "".join(sign for sign in _joined(value) if sign.isprintable())
    return _PERSONAL_NUMBER.sub("", text).strip(" ,-–")[:_LONGEST]


def likeness(one: str, other: str) -> Likeness:
    """Say whether two names may be the same person's.

    They are the same if all the words of the one are in the other, or two are shared: a certificate may hold more or
    fewer given names than the person has here. They are nearly so if every word of the shorter has one in the longer
    that is an initial or another spelling of it; that is asked about.
    """
    first, second = _words(one), _words(other)
    shared = first & second
    if shared and (first <= second or second <= first or len(shared) > 1):
        return Likeness.SAME
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) > 1 and all(any(_may_be(word, each) for each in longer) for word in shorter):
        return Likeness.NEARLY
    return Likeness.OTHER


def _may_be(word: str, other: str) -> bool:
    if 1 in (len(word.rstrip(".")), len(other.rstrip("."))):
        return word[:1] == other[:1]
    return SequenceMatcher(None, word, other).ratio() >= _CLOSE


def _words(name: str) -> frozenset[str]:
    return frozenset(latin(folded(name)).replace("-", " ").replace(",", " ").split())


def _joined(value: Any) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value or "")


def _numbers(certificate: x509.Certificate) -> list[str]:
    subject = certificate.subject.native
    found = [subject.get(name) for name in ("serial_number", "unique_identifier", "user_id")]
    return [part for one in found for part in (one if isinstance(one, list) else [one]) if isinstance(part, str)]


def _emails(certificate: x509.Certificate) -> list[str]:
    named = certificate.subject.native.get("email_address")
    found = [named] if isinstance(named, str) else list(named or ())
    alternatives = certificate.subject_alt_name_value
    return found + [one.native for one in alternatives or () if one.name == "rfc822_name"]


def _plain_number(number: str) -> tuple[bool, str]:
    """Return whether a number is a personal one, and how it is compared: ten figures, or capitals without dashes.

    >>> _plain_number("PNOSE-19800101-9999") == _plain_number("800101-9999") == (True, "8001019999")
    True
    """
    plain = _KIND.sub("", number.strip().upper()).replace("-", "").replace("+", "").replace(" ", "")
    personal = _A_PERSONS.fullmatch(plain)
    return (True, personal[1]) if personal else (False, plain)
