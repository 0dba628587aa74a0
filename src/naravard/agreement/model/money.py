"""Grants, their earmarks and second level, and the kronor that signed annexes have moved."""

from typing import Annotated

from msgspec import Meta, Struct

from naravard.agreement.model.basics import (
    AreaId,
    ClauseId,
    GrantId,
    GroupId,
    Identifier,
    Kronor,
    Quotes,
    Text,
    about,
)
from naravard.agreement.model.rules import Rounding, Rule


class TextRule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the text states, where the signed annexes were computed otherwise."""

    clause: ClauseId
    quote: Annotated[str, about("The text's own words.")]
    rule: Rule
    note: Text | None = None


class Earmark(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a grant set aside for a purpose (delbelopp); allocated by its own rule or its grant's."""

    id: Identifier
    name: Text
    amount: Kronor
    clause: ClauseId
    rule: Annotated[Rule | None, about("Left out: the grant's own rule.")] = None
    quotes: Quotes = ()


class Onward(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The second level: each county's sum shared out to its municipalities."""

    recipients: GroupId
    rule: Rule
    clause: ClauseId | None = None


class Grant(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sum for a purpose to a kind of recipient: one row of the agreement's table of money."""

    id: Identifier
    name: Text
    amount: Kronor
    clause: ClauseId
    recipients: Annotated[tuple[GroupId, ...], about("One group or several.")]
    rule: Rule
    area: Annotated[AreaId | None, about("The development area; left out when the grant serves them all.")] = None
    earmarks: tuple[Earmark, ...] = ()
    text_rule: TextRule | None = None
    onward: Onward | None = None
    rounding: Rounding | None = None
    note: Text | None = None
    quotes: Quotes = ()


class Override(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A signed amount that differs from the computed one, moved by hand; nets to zero in each grant."""

    grant: GrantId
    recipient: Annotated[str, about("The recipient's code.")]
    change: Annotated[
        int, Meta(description="Signed amount minus computed amount, whole kronor.", extra={"holds": "kronor"})
    ]
    reason: Text
    clause: ClauseId
