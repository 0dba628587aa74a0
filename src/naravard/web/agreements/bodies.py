"""The organisations that an agreement names: what they are, and what each does under the agreements that are held."""

from collections.abc import Iterator
from functools import lru_cache
from typing import get_args

from naravard.agreement.duties import holders_of, organisation_code
from naravard.agreement.model import SIGNED_PAPERS, Agreement, MandateKind, Text
from naravard.web.access.doings import Doing
from naravard.web.agreements.current import Shown, all_shown
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.reference import Known, digits_of, known_of

_HANDS_IN = {
    Doing.SIGNS: SIGNED_PAPERS,
    Doing.ACCOUNTS: frozenset({"financial-report"}),
}
_MANDATES = frozenset(doing for doing in Doing if doing.value in get_args(MandateKind))


def named_in(agreement: Agreement) -> Iterator[Known]:
    """Give the actors under an agreement that are no region, RSS, municipality or SKR: they come with it."""
    acting = {mandate.who for mandate in agreement.mandates}
    acting.update(duty.to for duty in agreement.duties if duty.to is not None)
    acting.update(duty.recorded_by for duty in agreement.duties if duty.recorded_by is not None)
    acting.update(actor for duty in agreement.duties if duty.recorded_by is None for actor in duty.who)
    acting.update(member.code for group in agreement.recipients for member in group.members)
    for organisation in agreement.organisations:
        if organisation.id in acting and organisation.id != "skr":
            yield known_of(organisation)
    for group in agreement.recipients:
        for member in group.members:
            if member.kind == "other":
                number = digits_of(member.number)
                yield Known(
                    organisation_code(member), Kind.OTHER, Text(member.name), member.code, member.county, number
                )


def doings_under_agreements(organisation_code: str) -> frozenset[Doing]:
    """Return what an organisation does under any of the agreements that are held here."""
    return frozenset().union(*(_doings(shown).get(organisation_code, frozenset()) for shown in all_shown()))


@lru_cache(maxsize=64)
def _doings(shown: Shown) -> dict[str, frozenset[Doing]]:
    """Return what each organisation does under an agreement, by its code."""
    found: dict[str, set[Doing]] = {}
    for code, doing in _each_doing(shown.agreement):
        found.setdefault(code, set()).add(doing)
    return {code: frozenset(does) for code, does in found.items()}


def _each_doing(agreement: Agreement) -> Iterator[tuple[str, Doing]]:
    """Give an organisation's code with each thing that it does: its mandates, what it receives, gets and hands in."""
    yield from ((code, doing) for doing in _MANDATES for code in agreement.mandated(doing))
    yield from ((duty.to, Doing.RECEIVES) for duty in agreement.duties if duty.to is not None)
    for grant in agreement.grants:
        for recipient in agreement.recipients_of(grant):
            if recipient.kind in ("organisation", "other"):
                yield organisation_code(recipient), Doing.GETS_MONEY
    for duty in agreement.duties:
        for doing in (doing for doing, about in _HANDS_IN.items() if duty.about in about):
            yield from ((holder.code, doing) for holder in holders_of(agreement, duty))
