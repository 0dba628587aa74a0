"""Allocation keys, the rules that share money by them, and the rounding."""

import datetime
from fractions import Fraction
from typing import Annotated, Literal

from msgspec import Meta, Struct

from naravard.agreement.model.basics import (
    ClauseId,
    Decimals,
    DutyId,
    Identifier,
    KeyId,
    Kronor,
    Quotes,
    Text,
    about,
    filled,
)


class AllocationKey(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A measure by which money is shared: one number per recipient (fördelningsnyckel)."""

    id: Identifier
    name: Text
    clause: ClauseId
    unit: Annotated[Text, about("What is counted: invånare, personer, veckor.")]
    source: Annotated[Text, about("Where the numbers come from.")]
    reference_date: Annotated[datetime.date | None, about("The day the numbers describe.")] = None
    reference_period: Annotated[Text | None, about("Instead of a day: a term, a year.")] = None
    file: Annotated[str | None, about("CSV under the folder, usually keys/NAME.csv.")] = None
    column: Annotated[str, about("The column with the numbers.")] = "value"
    total: Annotated[Fraction | None, about("The printed total; the numbers must add up to it.")] = None
    awaits: Annotated[DutyId | None, about("The duty that will bring the numbers, when there is no file yet.")] = None
    unavailable: Annotated[Text | None, about("Why there are no numbers, when no duty will bring them.")] = None
    decimals: Decimals = 0
    quotes: Quotes = ()
    values: Annotated[dict[str, Fraction] | None, filled("The numbers by recipient code.")] = None
    names: Annotated[dict[str, str], filled("The names that the file gives, by recipient code.")] = {}


class RuleBase(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What all allocation rules share: a ``kind``, and optionally a clause and a reason of their own."""

    clause: Annotated[ClauseId | None, about("The clause that states this part of the rule.")] = None
    note: Text | None = None
    quotes: Quotes = ()


class Proportional(RuleBase, frozen=True, kw_only=True, tag="proportional"):
    """Each recipient's part is its part of the key's total."""

    key: KeyId


class Equal(RuleBase, frozen=True, kw_only=True, tag="equal"):
    """Every recipient gets the same."""


class MixPart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One part of a weighted mix."""

    weight: Annotated[Fraction, about("1/2, 0.5 or 50 %; the weights of a mix add up to 1.")]
    key: Annotated[KeyId | None, about("Shorthand for a proportional rule on this key.")] = None
    rule: Annotated["Rule | None", about("Any rule, instead of key.")] = None


class Mix(RuleBase, frozen=True, kw_only=True, tag="mix"):
    """A weighted mix of keys or rules, added before the only rounding."""

    parts: tuple[MixPart, ...]


class Base(RuleBase, frozen=True, kw_only=True, tag="base"):
    """The same base amount (grundbelopp) to each recipient, the remainder by another rule."""

    amount: Annotated[Kronor, about("Whole kronor per recipient.")]
    remainder: "Rule"


class Increase(RuleBase, frozen=True, kw_only=True, tag="increase"):
    """Each recipient's part of the total increase of a key between two dates; a decrease counts as nothing."""

    before: Annotated[KeyId, about("The key at the earlier date.")]
    after: Annotated[KeyId, about("The key at the later date.")]


class Fixed(RuleBase, frozen=True, kw_only=True, tag="fixed"):
    """Fixed amounts from a table; together they must be the grant's amount."""

    key: Annotated[KeyId | None, about("A key whose numbers are whole kronor.")] = None
    amounts: Annotated[dict[str, Kronor], about("Kronor by recipient code, instead of key.")] = {}


class Condition(RuleBase, frozen=True, kw_only=True, tag="condition"):
    """A condition that a recipient must meet to take part; the rest is shared among those who do, or left."""

    name: Annotated[Text, about("The condition in a few words.")]
    rule: Annotated["Rule", about("How the money is shared.")]
    money: Annotated[
        Literal["left", "shared"],
        about("left: the sums of those who do not meet it stay unallocated. shared: they are shared among the others."),
    ]
    met: Annotated[KeyId | None, about("A key: met where its number is greater than 0.")] = None
    not_met: Annotated[tuple[str, ...], about("Codes of those who do not meet it, instead of met.")] = ()


class Limits(RuleBase, frozen=True, kw_only=True, tag="limits"):
    """A least and a greatest amount per recipient; the rest keep their proportions under the inner rule."""

    rule: "Rule"
    least: Annotated[Kronor | None, about("Whole kronor that no recipient goes below.")] = None
    most: Annotated[Kronor | None, about("Whole kronor that no recipient goes above.")] = None


Rule = Proportional | Equal | Mix | Base | Increase | Fixed | Condition | Limits


class Rounding(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How exact fractions become whole kronor (see the handbook's chapter on rounding)."""

    method: Annotated[
        Literal["largest-remainder", "cumulative", "down"],
        about(
            "largest-remainder: down, then one unit each to the largest remainders. cumulative: the running total is "
            "rounded, in the order of the codes. down: each amount down, the rest stays unallocated."
        ),
    ] = "largest-remainder"
    unit: Annotated[int, Meta(description="Round to this many kronor: 1, 100, 1000.", ge=1)] = 1
