"""How numbers, dates and clauses are written, in Swedish and in English: one place, used by every room.

Swedish form: digits in groups of three with no-break spaces, a decimal comma, a minus sign that is a minus sign.
English keeps the grouping, and has a decimal point. Days are ISO dates in tables, fields and files, and written out in
sentences. ``language`` is ``"sv"`` or ``"en"`` everywhere.
"""

import datetime
import re
from collections.abc import Sequence
from fractions import Fraction

from naravard.agreement.model import Text

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
ELLIPSIS = "…"
MONTHS = (
    ("januari", "January"),
    ("februari", "February"),
    ("mars", "March"),
    ("april", "April"),
    ("maj", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augusti", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
)
_ISO_DAY = re.compile(r"(?<![\w./=-])(\d{4})-(\d\d)-(\d\d)(?![\w/-]|\.\w)")
_TO_BE_WRITTEN = re.compile(r"(?i:till exempel|som i|som|så här:|for example|such as|as in|as|like this:)[ \u00a0]$")
"""What stands before a day that the reader is to write in a field, where it is written in digits."""
_PARTED = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))")
_AMOUNT = re.compile(r"([+\u2212]?\d[\d,]*(?:\.\d+…?)?)[ \u00a0]kr\b")
_LONG_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(name for both in MONTHS for name in both)}) (\d{{4}})\b")


def whole(number: int) -> str:
    """Write a whole number with its digits in groups of three: ``46 426 770``.

    >>> whole(-46426770).replace(NO_BREAK_SPACE, "_")
    '−46_426_770'
    """
    return f"{number:,}".replace(",", NO_BREAK_SPACE).replace("-", MINUS)


def decimal(number: Fraction | int, places: int, language: str = "sv") -> str:
    """Write a number with a fixed count of decimals, halves rounded away from zero.

    >>> decimal(Fraction(2, 3), 2), decimal(Fraction(2, 3), 2, "en"), decimal(Fraction(-5, 2), 0)
    ('0,67', '0.67', '−3')
    """
    return _rounded(number.numerator * 10**places, number.denominator, places, language)


def nearest(number: Fraction | int) -> int:
    """Return the nearest whole number as :func:`decimal` writes it, halves away from zero.

    >>> nearest(Fraction(1185, 2)), nearest(Fraction(-1, 2)), nearest(7)
    (593, -1, 7)
    """
    away = (2 * abs(number.numerator) + number.denominator) // (2 * number.denominator)
    return -away if number < 0 else away


def exact(number: Fraction | int, language: str = "sv", places: int = 4) -> str:
    """Write a number with up to ``places`` decimals; an ellipsis says that more decimals follow.

    >>> exact(Fraction(7, 2)), exact(Fraction(2, 3)), exact(Fraction(12))
    ('3,5', '0,6666…', '12')
    """
    if number.denominator == 1:
        return whole(number.numerator)
    scaled, rest = divmod(abs(number.numerator) * 10**places, number.denominator)
    written = _pointed(scaled, places, language, negative=number.numerator < 0)
    return written + ELLIPSIS if rest else written.rstrip("0").rstrip(",.")


def kronor(amount: int) -> str:
    """Write whole kronor: ``46 426 770 kr``, the same in both languages."""
    return f"{whole(amount)}{NO_BREAK_SPACE}kr"


def signed_kronor(amount: int) -> str:
    """Write a difference in kronor with its sign: ``+1 kr``, ``−1 kr``, ``0 kr``."""
    return f"+{kronor(amount)}" if amount > 0 else kronor(amount)


def exact_kronor(amount: Fraction | int, language: str = "sv", places: int = 4) -> str:
    """Write kronor with their fraction: ``46 426 769,9310… kr``."""
    return f"{exact(amount, language, places)}{NO_BREAK_SPACE}kr"


def kronor_in_words(amount: int) -> str:
    """Write a small count of kronor with the noun, the same in both languages: ``1 krona``, ``11 kronor``."""
    noun = "krona" if abs(amount) == 1 else "kronor"
    return f"{whole(amount)}{NO_BREAK_SPACE}{noun}"


def per_cent(share: Fraction, places: int = 2, language: str = "sv") -> str:
    """Write a share as per cent: ``23,10 %`` in Swedish, ``23.10%`` in English."""
    written = _rounded(share.numerator * 100 * 10**places, share.denominator, places, language)
    return f"{written}%" if language == "en" else f"{written}{NO_BREAK_SPACE}%"


def long_day(date: datetime.date) -> Text:
    """Write a day in words: ``1 december 2022``.

    >>> long_day(datetime.date(2022, 12, 1)).en
    '1 December 2022'
    """
    sv, en = MONTHS[date.month - 1]
    return Text(f"{date.day} {sv} {date.year}", f"{date.day} {en} {date.year}")


def dates_in_words(text: str, language: str = "sv") -> str:
    """Write the days of a sentence out, and hold each together on its line; what is to be written in a field stays.

    >>> dates_in_words("senast 2022-12-01, ärende 2022-04").replace(NO_BREAK_SPACE, "_")
    'senast 1_december_2022, ärende 2022-04'
    >>> dates_in_words("Skriv dagen, till exempel 2022-03-15.")
    'Skriv dagen, till exempel 2022-03-15.'
    """

    def written(found: re.Match[str]) -> str:
        if _TO_BE_WRITTEN.search(text[: found.start()]):
            return found[0]
        try:
            date = datetime.date.fromisoformat(found[0])
        except ValueError:
            return found[0]
        return long_day(date).in_language(language)

    said = _ISO_DAY.sub(written, text)
    return _LONG_DAY.sub(rf"\1{NO_BREAK_SPACE}\2{NO_BREAK_SPACE}\3", said)


def amounts_in_english(text: str) -> str:
    """Write a text's amounts as English has them: digits parted by commas, and the currency first.

    >>> amounts_in_english("3 848 972 kr of 2 000 persons").replace(NO_BREAK_SPACE, "_")
    'SEK_3,848,972 of 2,000 persons'
    """
    return _AMOUNT.sub(rf"SEK{NO_BREAK_SPACE}\1", _PARTED.sub(",", text))


def day(date: datetime.date) -> str:
    """Write a date as ISO 8601, the Swedish form: ``2022-12-01``."""
    return date.isoformat()


def clause_reference(clause: str, language: str = "sv") -> str:
    """Write where something stands: ``avsnitt 3.4.1``, ``bilaga 4``; in English ``section 3.4.1``, ``annex 4``.

    >>> clause_reference("9").replace(NO_BREAK_SPACE, "_"), clause_reference("bilaga 4", "en").split()
    ('avsnitt_9', ['annex', '4'])
    """
    if clause[:1].isdigit() and "§" not in clause:
        return f"{'section' if language == 'en' else 'avsnitt'}{NO_BREAK_SPACE}{clause}"
    word, _, rest = clause.partition(" ")
    if word.lower() == "bilaga" and rest:
        return f"{'annex' if language == 'en' else 'bilaga'}{NO_BREAK_SPACE}{rest}"
    return f"section “{clause}”" if language == "en" and clause[:1].isalpha() else clause


_UNITS = (
    "kr|kronor|krona|tkr|mkr|mnkr|mdkr|öre|procent|tusen|miljon|miljoner|miljarder|million|billion|%"
    "|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
)
_HELD_TOGETHER = re.compile(
    r"(?<=\d) (?=\d{2,3}(?!\d))"  # 1 200 000, 070-123 45 67
    rf"|(?<=\d) (?=(?:{_UNITS})(?!\w))"
    r"|(?<=[+\N{MINUS SIGN}§]) (?=\d)"
    r"|(?<=\bDnr) (?=\w)"
    r"|(?<=\bavsnitt) (?=\d)|(?<=\bbilaga) (?=\d)|(?<=\bversion) (?=\d)|(?<=\bpunkt) (?=\d)",
    re.IGNORECASE,
)


def unbroken(text: str) -> str:
    """Return a text in which no line can end within a sum, a day, a telephone number or a reference to a place.

    >>> unbroken("De 6 373 miljoner kronor (§ 87) från 3 april 2022").replace(NO_BREAK_SPACE, "_")
    'De 6_373_miljoner kronor (§_87) från 3_april 2022'
    """
    return _HELD_TOGETHER.sub(NO_BREAK_SPACE, text)


def quoted(quote: str, language: str = "sv") -> str:
    """Write a quotation that stands as a sentence: with a full stop after it, unless it has one of its own.

    >>> quoted("Medlen fördelas lika."), quoted("fördelas lika", "en")
    ('”Medlen fördelas lika.”', '“fördelas lika”.')
    """
    opening = "“" if language == "en" else "”"
    return f"{opening}{quote}”{'' if quote.endswith(('.', '!', '?')) else '.'}"


def listed(words: Sequence[str], language: str = "sv") -> str:
    """Join words as a sentence does: ``a, b och c``.

    >>> listed(["a", "b", "c"]), listed(["a", "b"], "en")
    ('a, b och c', 'a and b')
    """
    if len(words) < 2:
        return "".join(words)
    conjunction = "and" if language == "en" else "och"
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def alternatives(words: Sequence[str], language: str = "sv") -> str:
    """Join words as alternatives: ``a, b eller c``.

    >>> alternatives(["a", "b", "c"]), alternatives(["a", "b"], "en")
    ('a, b eller c', 'a or b')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {'or' if language == 'en' else 'eller'} {words[-1]}"


def either(names: Sequence[Text]) -> Text:
    """Join names as alternatives, in both languages."""
    return Text(
        alternatives([name.sv for name in names], "sv"), alternatives([name.in_language("en") for name in names], "en")
    )


def _rounded(numerator: int, denominator: int, places: int, language: str) -> str:
    """Write a fraction of the smallest decimal, rounded."""
    scaled = (2 * abs(numerator) + denominator) // (2 * denominator)
    return _pointed(scaled, places, language, negative=numerator < 0 and scaled > 0)


def _pointed(scaled: int, places: int, language: str, *, negative: bool) -> str:
    """Put the decimal point into ``scaled``, a whole number of the smallest decimal."""
    sign = MINUS if negative else ""
    units, decimals = divmod(scaled, 10**places)
    point = "." if language == "en" else ","
    return f"{sign}{whole(units)}{point}{decimals:0{places}d}" if places else f"{sign}{whole(units)}"
