"""How a sentence is made of an event: blanks in braces are filled with what the event itself tells.

``{who} förlängde tiden för {thing:quoted} för {whose} till {last_day}.`` is filled with who acted and as what role, the
name of the thing, the organisation whose matter it is and the value ``last_day`` of the event. What is missing is a
dash.

| Blank | What fills it |
|---|---|
| ``{who}`` | who acted, with the role and whom the person stood in for; the service by its name alone |
| ``{actor}`` | who acted, by name alone |
| ``{thing}``, ``{whose}``, ``{by}`` | the thing, the organisation whose matter it is, that of the one who acted |
| ``{name}`` | the value of that name after the act, or before it where there is none after |
| ``{before.name}``, ``{after.name}`` | the value before or after the act |

A value in two languages stands in the event as two, ``role_sv`` and ``role_en``, and is named ``{role}``. After a colon
stands how it is written: ``kronor``, ``quoted``, ``lower``.
"""

from collections.abc import Callable, Mapping, Sequence
from string import Formatter
from typing import Any

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.history.content import SERVICE_ROLE, Plain, Told

Words = Callable[[Told], Text]
"""What a blank is filled with, worked out from the event."""
MISSING = "–"
_QUOTES = {"sv": ("”", "”"), "en": ("“", "”")}
_INSTEAD_OF = {"sv": "i stället för", "en": "standing in for"}


def filled(says: Text, told: Told, words: Mapping[str, Words]) -> Text:
    """Return a sentence with its blanks filled from an event, in both languages."""
    return in_both(lambda language: _Filling(told, words, language).format(says.in_language(language)))


def in_both(words: Callable[[str], str]) -> Text:
    """Return a text of what words there are in Swedish (``sv``) and in English (``en``)."""
    return Text(words("sv"), words("en"))


def who(told: Told) -> Text:
    """Return who acted: ``Anna Ek (ekonomichef, i stället för Bo Al)``; the service acts by its name alone."""
    return in_both(lambda language: _who(told, language))


def _who(told: Told, language: str) -> str:
    actor, role = told.actor.name.in_language(language), told.role.name.in_language(language)
    if told.role.code == SERVICE_ROLE.code:
        return actor
    if told.for_whom is not None:
        role = f"{role}, {_INSTEAD_OF[language]} {told.for_whom.name.in_language(language)}"
    return f"{actor} ({role})"


def counted(name: str, one: Text, several: Text) -> Words:
    """Return words for how many there are: a value of the event, or the length of a list. ``{}`` is the number."""

    def words(told: Told) -> Text:
        value = ((told.before or {}) | (told.after or {})).get(name)
        count = len(value) if isinstance(value, list) else value
        chosen = one if count == 1 else several
        return in_both(lambda language: chosen.in_language(language).format(count))

    return words


class _Filling(Formatter):
    """Fills the blanks of one sentence in one language."""

    def __init__(self, told: Told, words: Mapping[str, Words], language: str) -> None:
        self.told, self.words, self.language = told, words, language

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[object, str]:  # noqa: ARG002 - Formatter's
        before, after = self.told.before or {}, self.told.after or {}
        moment, _, name = field_name.rpartition(".")
        values = {"": {**before, **after}, "before": before, "after": after}[moment]
        return self._of_event(name) if not moment and self._is_of_event(name) else self._value(values, name), name

    def format_field(self, value: object, format_spec: str) -> str:
        if value is None:
            return MISSING
        if format_spec == "kronor":
            return kronor(value) if isinstance(value, int) else MISSING
        if format_spec == "quoted":
            opening, closing = _QUOTES[self.language]
            return f"{opening}{value}{closing}"
        return str(value).lower() if format_spec == "lower" else format(str(value), format_spec)

    def _is_of_event(self, name: str) -> bool:
        return name in self.words or name in {"who", "actor", "thing", "whose", "by"}

    def _of_event(self, name: str) -> str | None:
        if name in self.words:
            return self.words[name](self.told).in_language(self.language)
        if name == "who":
            return _who(self.told, self.language)
        named = {
            "actor": self.told.actor,
            "thing": self.told.thing,
            "whose": self.told.organisation,
            "by": self.told.by,
        }[name]
        return named.name.in_language(self.language) if named else None

    def _value(self, values: Mapping[str, Plain], name: str) -> Plain:
        found = values.get(f"{name}_{self.language}") or values.get(name)
        return None if found == "" else found
