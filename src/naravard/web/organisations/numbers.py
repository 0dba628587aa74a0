"""Numbers with a check digit: organisation number, bankgiro and plusgiro, read however they are written.

The check digit is the one of ISO/IEC 7812-1 annex B (modulus 10, "Luhn"): every single wrong digit shows, and two
neighbours that have changed places show too, except 0 and 9. What is wrong is told with what it could be instead;
nothing is guessed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from stdnum import luhn
from stdnum.se import orgnr

from naravard.agreement.model import Text

_BLANKS_AND_HYPHENS = re.compile(r"[\s\u00ad\u200b\u2010-\u2015\u2212\ufeff-]+")
"""What may stand between digits: blanks of all kinds, and all that looks like a hyphen."""
_ASCII_DIGITS = frozenset("0123456789")
_WITH_CENTURY = 12
"""Digits, where a century or 16 stands before the ten."""
_NOTHING = Text("", "")


class WrittenWrongError(ValueError):
    """Something written cannot be what it is to be; ``words`` say what is wrong and the way out."""

    def __init__(self, words: Text, *meant: str) -> None:
        super().__init__(words.sv)
        self.words = words
        self.meant = meant
        """The valid numbers that may have been meant, as they are written."""


@dataclass(frozen=True, slots=True)
class NumberForm:
    """A kind of number: how long it is, how it is written, and what more must hold."""

    name: Text
    """With its article, as a sentence begins: ``Organisationsnumret``."""
    lengths: range
    shown: Callable[[str], str]
    """Writes the digits as people do."""
    compact: Callable[[str], str] = lambda digits: digits
    """Takes away what some put before the number."""
    is_possible: Callable[[str], bool] = lambda _digits: True
    """Whether the digits can be such a number at all, whatever their check digit."""
    impossible: Text = _NOTHING
    """What to say where they cannot."""


def _without_century(digits: str) -> str:
    """Take away the 16 that stands first where registers write persons and organisations in twelve digits."""
    return digits[2:] if len(digits) == _WITH_CENTURY and digits.startswith("16") else digits


def _is_of_an_organisation(digits: str) -> bool:
    """Tell an organisation's number from a person's: its third digit is at least 2, where a person has the month."""
    return digits[2] not in "01"


def _bankgiro(digits: str) -> str:
    return f"{digits[:-4]}-{digits[-4:]}"


def _plusgiro(digits: str) -> str:
    """Write pairs from the check digit and leftwards: ``90 20 01-7``."""
    account, check = digits[:-1], digits[-1]
    odd = len(account) % 2
    pairs = [account[:odd], *(account[place : place + 2] for place in range(odd, len(account), 2))]
    return f"{' '.join(filter(None, pairs))}-{check}"


ORGANISATION_NUMBER = NumberForm(
    Text("Organisationsnumret", "The organisation number"),
    range(10, 11),
    orgnr.format,
    _without_century,
    _is_of_an_organisation,
    Text(
        "I ett organisationsnummer är den tredje siffran minst 2. Det här kan vara ett personnummer. Skriv aldrig ett "
        "sådant här.",
        "In an organisation number the third digit is at least 2. This may be a personal identity number; never write "
        "one here.",
    ),
)
BANKGIRO = NumberForm(Text("Bankgironumret", "The bankgiro number"), range(7, 9), _bankgiro)
PLUSGIRO = NumberForm(Text("Plusgironumret", "The plusgiro number"), range(2, 9), _plusgiro)


def read_number(form: NumberForm, written: str) -> str:
    """Return a number's digits, however it is written: ``16212000–0142`` gives ``2120000142``.

    >>> read_number(ORGANISATION_NUMBER, " 212000 - 0142 ")
    '2120000142'
    >>> read_number(BANKGIRO, "5050-1054")
    Traceback (most recent call last):
    ...
    naravard.web.organisations.numbers.WrittenWrongError: Kontrollsiffran ska vara 5, men är 4. Stämmer de andra \
siffrorna är numret 5050-1055.

    Raises:
        WrittenWrongError: when it cannot be such a number.
    """
    digits = form.compact(_digits(form, written))
    if _is_long_number_of_a_person(form, digits):
        raise WrittenWrongError(form.impossible)
    _count(form, digits)
    if not form.is_possible(digits):
        raise _impossible(form, digits)
    if not luhn.is_valid(digits):
        raise _wrong_check_digit(form, digits)
    return digits


def shown_number(form: NumberForm, digits: str) -> str:
    """Write stored digits as people do, or an empty text if there are none."""
    return form.shown(digits) if digits else ""


def _digits(form: NumberForm, written: str) -> str:
    digits = _BLANKS_AND_HYPHENS.sub("", written)
    for sign in digits:
        if sign not in _ASCII_DIGITS:
            raise _foreign(form, sign)
    return digits


def _foreign(form: NumberForm, sign: str) -> WrittenWrongError:
    """Say which sign is no digit; the letters that look like digits get a word more."""
    digit = {"o": "0", "l": "1", "i": "1"}.get(sign.lower(), "")
    sv, en = form.name.sv, form.name.en
    return WrittenWrongError(
        Text(
            f"{sv} skrivs bara med siffror, blanksteg och bindestreck, men här står ”{sign}”."
            + (f" Är det en {'nolla' if digit == '0' else 'etta'}, skriv siffran {digit}." if digit else ""),
            f"{en} is written with digits, blanks and hyphens only, but here is “{sign}”."
            + (f" If it is a {'zero' if digit == '0' else 'one'}, write the digit {digit}." if digit else ""),
        )
    )


def _count(form: NumberForm, digits: str) -> None:
    """Refuse a number with too few or too many digits."""
    least, most, found = min(form.lengths), max(form.lengths), len(digits)
    if found in form.lengths:
        return
    asked_sv = str(most) if least == most else f"{least}–{most}"
    if found < least:
        many_sv, many_en = f"{least - found} för lite", f"{least - found} too few"
    else:
        many_sv, many_en = f"{found - most} för mycket", f"{found - most} too many"
    raise WrittenWrongError(
        Text(
            f"{form.name.sv} har {asked_sv} siffror, men här står {found}: {many_sv}.",
            f"{form.name.en} has {asked_sv} digits, but here are {found}: {many_en}.",
        )
    )


def _is_long_number_of_a_person(form: NumberForm, digits: str) -> bool:
    return bool(form.impossible.sv) and len(digits) == _WITH_CENTURY and digits.startswith(("18", "19", "20"))


def _impossible(form: NumberForm, digits: str) -> WrittenWrongError:
    swapped = _with_neighbours_swapped(form, digits)
    return WrittenWrongError(_added(form.impossible, _swapped_words(swapped)), *swapped)


def _wrong_check_digit(form: NumberForm, digits: str) -> WrittenWrongError:
    right = luhn.calc_check_digit(digits[:-1])
    corrected = form.shown(digits[:-1] + right)
    swapped = _with_neighbours_swapped(form, digits)
    words = Text(
        f"Kontrollsiffran ska vara {right}, men är {digits[-1]}. Stämmer de andra siffrorna är numret {corrected}.",
        f"The check digit should be {right}, but is {digits[-1]}. If the other digits are right, it is {corrected}.",
    )
    return WrittenWrongError(_added(words, _swapped_words(swapped)), corrected, *swapped)


def _with_neighbours_swapped(form: NumberForm, digits: str) -> list[str]:
    """Return the valid numbers that come of letting two neighbouring digits change places, as they are written."""
    found = []
    for place in range(len(digits) - 1):
        first, second = digits[place], digits[place + 1]
        swapped = digits[:place] + second + first + digits[place + 2 :]
        if first != second and luhn.is_valid(swapped) and form.is_possible(swapped):
            found.append(form.shown(swapped))
    return found


def _swapped_words(swapped: list[str]) -> Text:
    if not swapped:
        return _NOTHING
    return Text(
        f" Har två siffror bredvid varandra bytt plats? Då är det {_or(swapped, 'eller')}.",
        f" Have two neighbouring digits changed places? Then it is {_or(swapped, 'or')}.",
    )


def _added(words: Text, more: Text) -> Text:
    return Text(words.sv + more.sv, words.en + more.en)


def _or(numbers: list[str], conjunction: str) -> str:
    return f" {conjunction} ".join(filter(None, [", ".join(numbers[:-1]), numbers[-1]]))
