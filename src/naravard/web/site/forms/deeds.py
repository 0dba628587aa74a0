"""What a decisive act does, as the page where it is confirmed says it: the act, the sum, to whom, and what is final.

A requisition, a review, a payment, a decision and a report are confirmed on one page. Its heading is the act with its
sum as a question, its button the act with its sum, and what cannot be undone stands before it is pressed::

    Step(…, deed=money_deed(act=…, verb=…, to=…, amount=…, whom=…, final=…))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor

Fact = tuple[Text, Any]
"""What something is called, and it as people read it."""
_NOTHING = Text("")
SUM, TO = Text("Belopp", "Amount"), Text("Till", "To")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What is decided on one page."""

    asks: Text
    """The heading: the act, the sum and to whom, as a question."""
    button: Text
    """The act with its sum: ``Godta 146 514 327 kr``."""
    facts: Sequence[Fact] = ()
    """The few things that decide: how much, to whom, by which day."""
    final: Text = _NOTHING
    """What follows, and what cannot be undone once it is done."""


def money_deed(
    *,
    act: Text,
    amount: int,
    to: Text,
    whom: Text,
    when: Text = _NOTHING,
    verb: Text = _NOTHING,
    facts: Sequence[Fact] = (),
    final: Text = _NOTHING,
) -> Deed:
    """Return what is decided about a sum.

    Args:
        act: what is done, before the sum: ``Bekräfta att banken har betalat``.
        amount: the whole sum in kronor.
        to: the word between the sum and whom it concerns: ``till``.
        whom: whom it concerns; empty if that is nobody.
        when: what stands after whom: ``den 1 december 2022``.
        verb: what the button says before the sum, if that is shorter than the act.
        facts: what decides beside the sum and whom.
        final: what follows, and what cannot be undone.
    """
    total = kronor(amount)
    concerned = [(_headed(to), whom)] if whom.sv else []
    return Deed(
        asks=Text(*(_asks([act, Text(total), to, whom, when], language) for language in ("sv", "en"))),
        button=Text(*(f"{(verb if verb.sv else act).in_language(language)} {total}" for language in ("sv", "en"))),
        facts=[(SUM, total), *concerned, *facts],
        final=final,
    )


def whom_of(names: Sequence[Text]) -> Text:
    """Say whom something concerns: one by name, several by how many they are.

    >>> whom_of([Text("Region Uppsala"), Text("Region Skåne")]).sv
    '2 mottagare'
    """
    if len(set(names)) == 1:
        return names[0]
    return Text(f"{len(names)} mottagare", f"{len(names)} recipients")


def _asks(parts: Sequence[Text], language: str) -> str:
    return f"{' '.join(said for part in parts if (said := part.in_language(language)))}?"


def _headed(text: Text) -> Text:
    return Text(text.sv[:1].upper() + text.sv[1:], text.in_language("en")[:1].upper() + text.in_language("en")[1:])
