"""The grants' names: two for one purpose are told apart by whom they go to, those that an amendment adds too."""

from collections import Counter

from msgspec.structs import replace

from naravard.agreement.draft import Draft
from naravard.agreement.model import Amendment, Grant, RecipientGroup, Text
from naravard.agreement.wording import listed


def tell_grants_apart(draft: Draft) -> None:
    """Add the recipients to the names of grants that are called the same: ``Trygg hemgång (Regionerna)``."""
    agreement = draft.agreement
    every = [*agreement.grants, *(grant for amendment in agreement.amendments for grant in amendment.grants)]
    called = Counter(grant.name.sv for grant in every)
    groups = {group.id: group for group in agreement.recipients}

    def renamed(grant: Grant) -> Grant:
        found = [groups[name] for name in grant.recipients if name in groups]
        if called[grant.name.sv] == 1 or not found:
            return grant
        told = replace(grant, name=_told_apart(grant, found))
        draft.places.move(grant, told)
        return told

    draft.replace(
        grants=tuple(renamed(grant) for grant in agreement.grants),
        amendments=tuple(_with_grants(draft, one, tuple(map(renamed, one.grants))) for one in agreement.amendments),
    )


def _with_grants(draft: Draft, amendment: Amendment, grants: tuple[Grant, ...]) -> Amendment:
    changed = replace(amendment, grants=grants)
    draft.places.move(amendment, changed)
    return changed


def _told_apart(grant: Grant, groups: list[RecipientGroup]) -> Text:
    sv = listed([group.name.sv for group in groups])
    en = listed([group.name.in_language("en") for group in groups], "en")
    return Text(f"{grant.name.sv} ({sv})", f"{grant.name.en} ({en})" if grant.name.en else "")
