"""Days, counts and lists as sentences have them, in both languages."""

import datetime

from naravard.agreement.duties import is_acted
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import MONTHS, long_day


def last_day_words(day: datetime.date, today: datetime.date) -> Text:
    """Say which day is the last, or was: ``sista dagen är 1 december 2022``.

    >>> last_day_words(datetime.date(2022, 12, 1), datetime.date(2022, 12, 2)).sv
    'sista dagen var 1 december 2022'
    """
    words, passed = long_day(day), day < today
    return Text(
        f"sista dagen {'var' if passed else 'är'} {words.sv}", f"the last day {'was' if passed else 'is'} {words.en}"
    )


def done_words(duty: Duty, done: int, of: int) -> Text:
    """Say how many have done a duty: what is no paper is not handed in."""
    if is_acted(duty):
        return Text(f"{done} av {of} har gjort det", f"{done} of {of} have done it")
    return Text(f"{done} av {of} har lämnat in", f"{done} of {of} have handed in")


def month_name(month: int) -> Text:
    """Return a month's name: 1 is January."""
    return Text(*MONTHS[month - 1])


def distance(left: int) -> Text:
    """Say how far a day lies from today: ``om 12 dagar``, ``i dag är sista dagen``, ``för 3 dagar sedan``.

    >>> [distance(left).sv for left in (2, 1, 0, -1, -2)]
    ['om 2 dagar', 'i morgon', 'i dag är sista dagen', 'i går', 'för 2 dagar sedan']
    """
    near = {
        1: Text("i morgon", "tomorrow"),
        0: Text("i dag är sista dagen", "today is the last day"),
        -1: Text("i går", "yesterday"),
    }
    if left in near:
        return near[left]
    if left > 0:
        return Text(f"om {left} dagar", f"in {left} days")
    return Text(f"för {-left} dagar sedan", f"{-left} days ago")


def number(count: int) -> Text:
    """Write a count: in figures, so that the eye finds it, but nothing is a word.

    >>> number(3).sv, number(0).sv
    ('3', 'inga')
    """
    return Text(str(count), str(count)) if count else Text("inga", "no")


def joined(texts: list[Text]) -> Text:
    """Join texts as a sentence does: ``a, b och c``."""
    return Text(_listed([text.sv for text in texts], "och"), _listed([text.in_language("en") for text in texts], "and"))


def capital(text: Text) -> Text:
    """Return a text as it begins a sentence."""
    return Text(text.sv[:1].upper() + text.sv[1:], text.en[:1].upper() + text.en[1:])


def _listed(words: list[str], conjunction: str) -> str:
    return f" {conjunction} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
