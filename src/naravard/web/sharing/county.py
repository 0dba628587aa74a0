"""The county's frame of a sharing: whose sum, between which municipalities, and by which keys it can be shared.

A rule of the agreement's kind is worked out for the county alone: the agreement is taken with the county's
municipalities as the grant's recipients, with the agreement's keys that have a number for each of them, and with the
keys that the RSS has brought.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from msgspec.structs import replace

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import (
    Agreement,
    AllocationKey,
    Equal,
    Grant,
    Onward,
    Recipient,
    RecipientGroup,
    Rounding,
    Rule,
    Text,
)
from naravard.allocation.explanation import Explanation, explain_onward
from naravard.allocation.keys import keys_of
from naravard.allocation.model import Allocation, Cell, CountyShare, GrantAllocation, SecondLevel, Worked
from naravard.allocation.second_level import share_onward
from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import terms_for
from naravard.web.sharing.models import CountyKey

GROUP = "lanets-kommuner"
KeysAsKept = Mapping[str, Mapping[str, Any]]
"""By key id: name, unit, source, what it describes, and numbers by municipality code, as :attr:`.Proposal.keys`."""


@dataclass(frozen=True)
class CountyGrant:
    """One grant of one RSS, and those it can be shared among."""

    shown: Shown
    rss: Recipient
    grant: Grant
    members: tuple[Recipient, ...]
    """The municipalities that the RSS can pass money on to, by code."""
    keys: tuple[AllocationKey, ...]
    """Those that can be shared by: each has a number for every municipality."""

    @cached_property
    def agreement(self) -> Agreement:
        """The agreement as if the county's municipalities were the grant's recipients."""
        group = RecipientGroup(id=GROUP, name=Text("länets kommuner", "the county's municipalities"),
                               kind="municipality", members=self.members)  # fmt: skip
        grant = replace(
            self.grant,
            recipients=(GROUP,),
            rule=Equal(),
            earmarks=(),
            text_rule=None,
            rounding=Rounding(),
            onward=None,
            note=None,
        )
        return replace(
            self.shown.agreement, recipients=(group,), grants=(grant,), keys=self.keys, overrides=(), published=()
        )

    def second_level(self, rule: Rule, amount: int) -> SecondLevel:
        """Work out a rule for an amount to be shared.

        Raises:
            AllocationError: it cannot be done.
        """
        whole = Cell(self.rss, Fraction(amount), amount, 1, 0, Worked(rule=rule, amounts={}, common={}))
        granted = GrantAllocation(self.agreement.grants[0], Rounding(), (whole,))
        return share_onward(
            Allocation(self.agreement, (granted,)), self.grant.id, onward=Onward(recipients=GROUP, rule=rule)
        )

    def share(self, rule: Rule, amount: int) -> CountyShare:
        """Return what a rule gives each municipality of an amount; see :meth:`second_level`."""
        return self.second_level(rule, amount).counties[0]

    def explain(self, rule: Rule, amount: int, code: str) -> Explanation:
        """Explain what a rule gives one municipality, by its code (``0980``)."""
        return explain_onward(Allocation(self.agreement), self.second_level(rule, amount), code)

    def keys_used(self, rule: Rule) -> dict[str, dict[str, Any]]:
        """Return the keys that a rule rests on, as a proposal keeps them."""
        used = set(keys_of(rule))
        return {key.id: _as_kept(key, self.members) for key in self.keys if key.id in used}


def county_of(
    shown: Shown, rss_code: str, grant_id: str, own: tuple[CountyKey, ...] = (), kept: KeysAsKept | None = None
) -> CountyGrant | None:
    """Return the county's frame for a grant of an RSS, or None if the RSS passes nothing of it on.

    ``own`` are the keys that the RSS has brought; ``kept`` are a proposal's own keys, instead of all others.
    """
    terms = terms_for(shown, rss_code)
    grant_terms = terms.grant(grant_id)
    if grant_terms is None or not terms.onward:
        return None
    grant, members = grant_terms.grant, members_of(shown, rss_code)
    rss = next(each for each in shown.agreement.recipients_of(grant) if organisation_code(each) == rss_code)
    if kept is not None:
        keys = tuple(_from_kept(id_, each, grant) for id_, each in kept.items())
    else:
        codes = {member.code for member in members}
        agreed = tuple(key for key in shown.agreement.keys if key.values and codes <= set(key.values))
        keys = (*agreed, *(_from_own(key, grant) for key in own if codes <= set(key.numbers)))
    return CountyGrant(shown, rss, grant, members, keys)


@lru_cache(maxsize=256)
def members_of(shown: Shown, rss_code: str) -> tuple[Recipient, ...]:
    """Return the municipalities that an RSS can pass money on to, by code."""
    onward = terms_for(shown, rss_code).onward
    found = {
        member.code: member
        for group in shown.agreement.recipients
        for member in group.members
        if member.kind == "municipality" and organisation_code(member) in onward
    }
    return tuple(found[code] for code in sorted(found))


def rss_of(shown: Shown, municipality_code: str) -> str | None:
    """Return the code of the RSS that passes money on to a municipality under an agreement."""
    for code in rss_codes(shown):
        if municipality_code in terms_for(shown, code).onward:
            return code
    return None


@lru_cache(maxsize=32)
def rss_codes(shown: Shown) -> tuple[str, ...]:
    """Return the codes of the RSS that an agreement gives money to be passed on."""
    found = {
        organisation_code(recipient)
        for grant in shown.agreement.grants
        for recipient in shown.agreement.recipients_of(grant)
        if recipient.kind == "rss"
    }
    return tuple(sorted(found))


def _from_own(key: CountyKey, grant: Grant) -> AllocationKey:
    return AllocationKey(
        id=key.key_id,
        name=Text(key.name),
        clause=grant.clause,
        unit=Text(key.unit),
        source=Text(key.source),
        reference_period=Text(key.describes),
        values=key.values,
    )


def _from_kept(key_id: str, kept: Mapping[str, Any], grant: Grant) -> AllocationKey:
    return AllocationKey(
        id=key_id,
        name=Text(*kept["name"]),
        clause=kept.get("clause") or grant.clause,
        unit=Text(*kept["unit"]),
        source=Text(*kept["source"]),
        reference_period=Text(*kept["describes"]),
        values={code: Fraction(number) for code, number in kept["numbers"].items()},
    )


def _as_kept(key: AllocationKey, members: tuple[Recipient, ...]) -> dict[str, Any]:
    when = Text(key.reference_date.isoformat()) if key.reference_date else key.reference_period or Text("")
    numbers = key.values or {}
    return {
        "name": _words(key.name),
        "clause": key.clause,
        "unit": _words(key.unit),
        "source": _words(key.source),
        "describes": _words(when),
        "numbers": {member.code: str(numbers[member.code]) for member in members},
    }


def _words(text: Text) -> list[str]:
    return [text.sv, text.en]
