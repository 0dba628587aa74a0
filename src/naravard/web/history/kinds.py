"""The kinds of events: each is declared with its sentence and its examples, beside the act that leaves it.

History knows no sentence of any app. An app's acts stand in its module or package ``acts``, or in the modules that its
``AppConfig`` names in ``acts``; they are read when a kind is asked for that nothing read so far has declared. A kind
without a sentence cannot be recorded; a declared kind is never removed, since the events of that kind stay.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from naravard.agreement.model import Text
from naravard.web.history.content import SERVICE, SERVICE_ROLE, Named, Plain, Thing, Told
from naravard.web.history.sentences import Words, filled

Says = Text | Callable[[Told], Text]
"""The sentence of a kind with its blanks (:mod:`.sentences`), or what chooses it when it depends on the event."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Someone whom an event is mailed to."""

    name: str
    email: str


Addressees = Callable[[Told], Iterable[Addressee]]
"""Gives those whom an event is mailed to, when it has been recorded."""


class UnknownKindError(LookupError):
    """No act has declared a kind of event with this code."""


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event: its code, its sentence in both languages, and events of that kind as examples."""

    code: str
    says: Says
    examples: tuple[Told, ...]
    words: Mapping[str, Words] = field(default_factory=dict)
    """What fills the blanks that the event itself does not."""
    mailed_to: tuple[Addressees, ...] = ()
    """Whom an event of this kind is mailed to when the act's transaction has ended; most are mailed to nobody."""
    letter: "Callable[[Told], tuple[Text, Text] | None] | None" = None
    """Writes subject and text of its mail, or says (None) that it has lost its meaning; None if it is the sentence."""

    def sentence(self, told: Told) -> Text:
        """Return an event of this kind as a sentence in both languages."""
        says = self.says if isinstance(self.says, Text) else self.says(told)
        return filled(says, told, self.words)


_DECLARED: dict[str, EventKind] = {}


def event(
    code: str,
    says: Says,
    *examples: Told,
    mailed_to: tuple[Addressees, ...] = (),
    letter: Callable[[Told], tuple[Text, Text] | None] | None = None,
    **words: Words,
) -> EventKind:
    """Declare a kind of event.

    ``words`` fill blanks of the sentence with what is worked out from the event. The examples are written into
    ``docs/glossary.md`` as sentences, and tests read them. ``mailed_to`` says who gets mail of it, and
    ``letter`` what that says if it is more than the sentence.

    Raises:
        ValueError: when the kind is declared already, or has no example.
    """
    if code in _DECLARED or not examples:
        message = f"the kind of event {code!r} needs an example, and is declared once"
        raise ValueError(message)
    kind = EventKind(code, says, tuple(_of_kind(told, code) for told in examples), words, mailed_to, letter)
    _DECLARED[code] = kind
    return kind


def known(code: str) -> EventKind:
    """Return the kind of event with a code.

    Raises:
        UnknownKindError: when no act has declared it.
    """
    found = _DECLARED.get(code) or kinds().get(code)
    if found is None:
        message = f"no act has declared the kind of event {code!r}: declare it with event(), beside its act"
        raise UnknownKindError(message)
    return found


@cache
def kinds() -> Mapping[str, EventKind]:
    """Return every kind of event by its code, once the acts of every app have been read."""
    for app in apps.get_app_configs():
        named = getattr(app, "acts", None)  # what an app names has to be there
        for name in named or (["acts"] if module_has_submodule(app.module, "acts") else []):
            acts = import_module(f"{app.name}.{name}")
            for module in iter_modules(getattr(acts, "__path__", ())):
                import_module(f"{acts.__name__}.{module.name}")
    return _DECLARED


def sentence(told: Told) -> Text:
    """Return the event as a sentence in both languages."""
    return known(told.kind).sentence(told)


ANNA = Named("anna", Text("Anna Ek"))
BO = Named("bo", Text("Bo Al"))
GOTLAND = Named("region-09", Text("Region Gotland"))
TOWN = Named("kommun-0980", Text("Gotland"))
PAYER = Named("paying-agency", Text("Utbetalande myndigheten", "The paying agency"))
RECEIVER = Named("receiving-agency", Text("Mottagande myndigheten", "The receiving agency"))
AGREEMENT = Thing("agreement", "exempel", Text("Exempelöverenskommelsen", "The example agreement"))
AREA = Thing("area", "exempel/region-09-utveckling", Text("Utveckling", "Development"))
"""Who and what the examples of several rooms are about; no agreement's own."""
_CFO = Named("cfo", Text("ekonomichef", "chief financial officer"))
_AT = datetime.datetime(2022, 9, 20, 12, 0, tzinfo=datetime.UTC)


def example(
    thing: Thing,
    *,
    person: Named = ANNA,
    role: Named | None = None,
    for_whom: Named | None = None,
    organisation: Named | None = GOTLAND,
    by: Named | None = None,
    before: dict[str, Plain] | None = None,
    after: dict[str, Plain] | None = None,
) -> Told:
    """Return an event as an example of its kind: Anna Ek has done something in a matter of Region Gotland."""
    return Told(
        sequence=1,
        at=_AT,
        kind="",
        actor=person,
        role=role or (SERVICE_ROLE if person is SERVICE else _CFO),
        for_whom=for_whom,
        organisation=organisation,
        thing=thing,
        reason="",
        before=before,
        after=after,
        by=by,
    )


def _of_kind(told: Told, code: str) -> Told:
    return Told(**{name: getattr(told, name) for name in told.__struct_fields__} | {"kind": code})
