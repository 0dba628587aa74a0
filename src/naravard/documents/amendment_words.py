"""What an amendment changes, in words: a sum, a day, how something is shared; as it was and as it became."""

import datetime
from typing import Any, get_args

from naravard.agreement.amendments import ChangedValue, thing_of, value_of
from naravard.agreement.model import Agreement, AmendmentChange, Rule, Text
from naravard.agreement.wording import day, kronor
from naravard.allocation.rule_words import describe_rule

VALUES: dict[str, Text] = {
    "amount": Text("Belopp", "Amount"),
    "rule": Text("Fördelning", "Allocation"),
    "opens": Text("Första dag", "First day"),
    "due": Text("Sista dag", "Last day"),
    "ends": Text("Överenskommelsens sista dag", "The agreement's last day"),
}
"""What each value that can be changed is called."""
_NOTHING = Text("–", "–")


def in_words(value: Any, agreement: Agreement) -> Text:
    """Write a value that is changed."""
    if value is None:
        return _NOTHING
    if isinstance(value, datetime.date):
        return Text(day(value))
    return describe_rule(value, agreement) if isinstance(value, get_args(Rule)) else Text(kronor(value))


def change_in_words(agreement: Agreement, change: AmendmentChange) -> Text:
    """Say what a change gives, in an agreement that it has amended: ``Utbildning: belopp 23 000 001 kr``."""
    thing = thing_of(agreement, change)
    name = agreement.name if thing is None else thing.name
    given = [value for value in VALUES if getattr(change, value) is not None]
    written = [(VALUES[value], in_words(value_of(agreement, change, value), agreement)) for value in given]
    return Text(
        f"{name.sv}: " + ", ".join(f"{label.sv.lower()} {value.sv}" for label, value in written),
        f"{name.in_language('en')}: "
        + ", ".join(f"{label.en.lower()} {value.in_language('en')}" for label, value in written),
    )


def difference(changed: ChangedValue) -> int | None:
    """Return by how many kronor a sum is changed; None for what is no sum."""
    return changed.after - changed.before if changed.value == "amount" else None
