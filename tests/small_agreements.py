"""Small agreements made in code, for tests that need no folder."""

import datetime
from collections.abc import Mapping
from fractions import Fraction

from naravard.agreement.model import (
    Agreement,
    AllocationKey,
    Earmark,
    Grant,
    Onward,
    Override,
    Period,
    Recipient,
    RecipientGroup,
    Rounding,
    Rule,
    Text,
    TextRule,
    Total,
)

Number = int | Fraction

REGIONS = {"01": "Region Alfa", "03": "Region Beta", "04": "Region Gamma", "05": "Region Delta"}


def key(
    key_id: str,
    values: Mapping[str, Number] | None,
    *,
    name: str = "",
    unit: str = "invånare",
    awaits: str | None = None,
) -> AllocationKey:
    """Make a key with these numbers, or one that awaits them."""
    return AllocationKey(
        id=key_id,
        name=Text(name or key_id.capitalize()),
        clause="9",
        unit=Text(unit),
        source=Text("Påhittade tal", "Invented numbers"),
        reference_date=datetime.date(2021, 11, 1),
        awaits=awaits,
        values=None if values is None else {code: Fraction(value) for code, value in values.items()},
    )


def grant(
    rule: Rule,
    amount: int = 1000,
    *,
    grant_id: str = "medel",
    recipients: tuple[str, ...] = ("regions",),
    earmarks: tuple[Earmark, ...] = (),
    rounding: Rounding | None = None,
    onward: Onward | None = None,
    text_rule: TextRule | None = None,
) -> Grant:
    """Make a grant."""
    return Grant(
        id=grant_id,
        name=Text(grant_id.capitalize()),
        amount=amount,
        clause="8",
        recipients=recipients,
        rule=rule,
        earmarks=earmarks,
        rounding=rounding,
        onward=onward,
        text_rule=text_rule,
    )


def earmark(amount: int, rule: Rule | None = None, earmark_id: str = "varav") -> Earmark:
    """Make an earmark."""
    return Earmark(id=earmark_id, name=Text(earmark_id.capitalize()), amount=amount, clause="2.2", rule=rule)


def override(code: str, change: int, grant_id: str = "medel") -> Override:
    """Make an override."""
    return Override(
        grant=grant_id,
        recipient=code,
        change=change,
        reason=Text("Kronan flyttades för hand.", "The krona was moved by hand."),
        clause="bilaga 4",
    )


def regions(names: Mapping[str, str]) -> RecipientGroup:
    """Make the group of regions."""
    members = tuple(Recipient(code, name, "region", code) for code, name in names.items())
    return RecipientGroup(id="regions", name=Text("Regioner", "Regions"), kind="region", members=members)


def municipalities(names: Mapping[str, str]) -> RecipientGroup:
    """Make the group of municipalities; the county is the first two digits of the code."""
    members = tuple(Recipient(code, name, "municipality", code[:2]) for code, name in names.items())
    return RecipientGroup(
        id="municipalities", name=Text("Kommuner", "Municipalities"), kind="municipality", members=members
    )


def agreement(
    *grants: Grant,
    keys: tuple[AllocationKey, ...] = (),
    names: Mapping[str, str] | None = None,
    groups: tuple[RecipientGroup, ...] = (),
    overrides: tuple[Override, ...] = (),
    rounding: Rounding | None = None,
    per_inhabitant: str | None = None,
) -> Agreement:
    """Make an agreement of these grants; the group of regions is always there."""
    return Agreement(
        format=1,
        id="litet-exempel",
        name=Text("Ett litet exempel", "A small example"),
        period=Period(from_=datetime.date(2022, 1, 1), to=datetime.date(2022, 12, 31)),
        total=Total(amount=sum(each.amount for each in grants), clause="8"),
        parties=(),
        grants=grants,
        recipients=(regions(REGIONS if names is None else names), *groups),
        keys=keys,
        overrides=overrides,
        rounding=rounding or Rounding(),
        per_inhabitant=per_inhabitant,
    )
