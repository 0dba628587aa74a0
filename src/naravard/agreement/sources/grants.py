"""The grants' names: two for one purpose are told apart by whom they go to."""

from collections import Counter

from msgspec.structs import replace

from naravard.agreement.draft import Draft
from naravard.agreement.model import Grant, RecipientGroup, Text
from naravard.agreement.wording import listed


def tell_grants_apart(draft: Draft) -> None:
    """Add the recipients to the names of grants that are called the same: ``Trygg hemgång (Regionerna)``."""
    agreement = draft.agreement
    called = Counter(grant.name.sv for grant in agreement.grants)
    groups = {group.id: group for group in agreement.recipients}
    grants = []
    for grant in agreement.grants:
        found = [groups[name] for name in grant.recipients if name in groups]
        renamed = replace(grant, name=_told_apart(grant, found)) if called[grant.name.sv] > 1 and found else grant
        if renamed is not grant:
            draft.places.move(grant, renamed)
        grants.append(renamed)
    draft.replace(grants=tuple(grants))


def _told_apart(grant: Grant, groups: list[RecipientGroup]) -> Text:
    sv = listed([group.name.sv for group in groups])
    en = listed([group.name.in_language("en") for group in groups], "en")
    return Text(f"{grant.name.sv} ({sv})", f"{grant.name.en} ({en})" if grant.name.en else "")
