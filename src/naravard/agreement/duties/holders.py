"""Whom a duty falls on: the agreement says groups and organisations, Naravard's organisations have codes.

A duty's ``who`` holds ids of groups of recipients (``regions``, or the agreement's own) and of organisations
(``socialstyrelsen``, or the agreement's own). An id that is both, as ``skr``, is one organisation. Codes are what
organisations are known by: ``region-09``, ``rss-09``, ``kommun-0980``, ``skr``, ``socialstyrelsen``.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from naravard.agreement.model import Agreement, Duty, Recipient, RecipientGroup, Text


class Holder(Struct, frozen=True, kw_only=True):
    """An organisation on which a duty falls."""

    code: str
    """The organisation's code, see :func:`organisation_code`."""
    name: Text
    kind: Literal["region", "rss", "municipality", "skr", "other", "organisation"]
    """What the recipient is; ``organisation`` when it is not a recipient."""
    recipient_code: str = ""
    county: str = ""


_PREFIXES = {"region": "region-", "rss": "rss-", "municipality": "kommun-", "other": "mottagare-"}


def organisation_code(recipient: Recipient) -> str:
    """Return the code of the organisation that a recipient is.

    >>> organisation_code(Recipient("09", "Region Gotland", "region", "09"))
    'region-09'
    >>> organisation_code(Recipient("0980", "Gotland", "municipality", "09"))
    'kommun-0980'
    >>> organisation_code(Recipient("lunds-universitet", "Lunds universitet", "organisation"))
    'lunds-universitet'
    >>> organisation_code(Recipient("SKR", "Sveriges Kommuner och Regioner", "skr"))
    'skr'
    """
    if recipient.kind == "skr":
        return "skr"
    if recipient.kind == "organisation":
        return recipient.code
    return f"{_PREFIXES[recipient.kind]}{recipient.code}"


def duties_of(agreement: Agreement, code: str) -> tuple[Duty, ...]:
    """Return the duties that fall on the organisation with this code, each once, in the agreement's order."""
    actors = {actor for duty in agreement.duties for actor in _actors(duty)}
    own = {actor for actor in actors if code in _codes(agreement, actor)}
    return tuple(duty for duty in agreement.duties if not own.isdisjoint(_actors(duty)))


def holders_of(agreement: Agreement, duty: Duty) -> tuple[Holder, ...]:
    """Return the organisations that a duty falls on, each once, in the order of ``who`` and of their codes."""
    names = {organisation.id: organisation.name for organisation in agreement.organisations}
    holders: dict[str, Holder] = {}
    for actor in _actors(duty):
        group = _group(agreement, actor)
        found = [_recipient(each, names) for each in group.members] if group else [_organisation(actor, names)]
        for holder in found:
            holders.setdefault(holder.code, holder)
    return tuple(holders.values())


def receiver_of(agreement: Agreement, duty: Duty) -> Text | None:
    """Return the name of the organisation that receives what the duty asks for; ``None`` when the text names none."""
    return agreement.organisation(duty.to).name if duty.to is not None else None


def _actors(duty: Duty) -> tuple[str, ...]:
    """Return whom it falls on: those who have it, or who records it for one that has no people here."""
    return duty.who if duty.recorded_by is None else (duty.recorded_by,)


def _codes(agreement: Agreement, actor: str) -> frozenset[str]:
    group = _group(agreement, actor)
    return frozenset(map(organisation_code, group.members)) if group else frozenset((actor,))


def _group(agreement: Agreement, actor: str) -> RecipientGroup | None:
    return next((group for group in agreement.recipients if group.id == actor), None)


def _recipient(recipient: Recipient, names: Mapping[str, Text]) -> Holder:
    code = organisation_code(recipient)
    return Holder(
        code=code,
        name=names.get(code, Text(recipient.name)),
        kind=recipient.kind,
        recipient_code=recipient.code,
        county=recipient.county,
    )


def _organisation(organisation_id: str, names: Mapping[str, Text]) -> Holder:
    return Holder(code=organisation_id, name=names[organisation_id], kind="organisation")
