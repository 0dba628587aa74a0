"""Keys that an RSS brings: numbers for each municipality of its county, with a name and a source."""

import datetime
from collections.abc import Mapping
from fractions import Fraction

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Plain, Thing
from naravard.web.history.kinds import event, example
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.acts.row_locks import RSS
from naravard.web.sharing.county import members_of
from naravard.web.sharing.errors import refused
from naravard.web.sharing.models import CountyKey

_KEY = Thing("county-key", "exempel/rss-09-1", Text("Antal elever"))


@act(
    Permission.SHARE_OUT,
    leaves=event(
        "sharing-key-added",
        Text("{who} lade till nyckeln {thing:quoted} för {whose}.", "{who} added the key {thing:quoted} for {whose}."),
        example(_KEY, organisation=RSS),
    ),
)
def add_county_key(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    name: str,
    unit: str,
    source: str,
    describes: str,
    numbers: Mapping[str, Fraction],
    at: datetime.datetime,
) -> CountyKey:
    """Bring a key of one's own county: a number for every municipality, none below zero, not all zero.

    Raises:
        SharingRefusedError: when a municipality has no number, or the numbers cannot be shared by.
    """
    money = locked_money(organisation, agreement_id, at=at, seen_version=None)
    members = members_of(money.shown, organisation.code)
    if not members:
        raise NoMoneyError(agreement_id, organisation.code)
    if set(numbers) != {member.code for member in members} or min(numbers.values()) < 0 or not sum(numbers.values()):
        raise refused(
            "key-not-whole",
            "Nyckeln ska ha ett tal för var och en av länets kommuner, inget under noll och inte alla noll.",
            "The key is to have a number for each of the county's municipalities, none below zero and not all zero.",
            "rader",
        )
    there = CountyKey.objects.filter(agreement_id=agreement_id, organisation=organisation).count()
    key = CountyKey.objects.create(
        agreement_id=agreement_id,
        organisation=organisation,
        key_id=f"lan-{there + 1}",
        name=name.strip(),
        unit=unit.strip(),
        source=source.strip(),
        describes=describes.strip(),
        numbers={code: str(number) for code, number in sorted(numbers.items())},
        made_at=at,
        made_by=actor.who.code,
    )
    _leave("sharing-key-added", actor, key, at, before=None, after=_told(key))
    return key


@act(
    Permission.SHARE_OUT,
    leaves=event(
        "sharing-key-removed",
        Text("{who} tog bort nyckeln {thing:quoted} för {whose}.", "{who} removed the key {thing:quoted} for {whose}."),
        example(_KEY, organisation=RSS),
    ),
)
def remove_county_key(
    *, actor: Actor, organisation: Organisation, agreement_id: str, key_id: str, at: datetime.datetime
) -> CountyKey:
    """Take a key out of the choices. Proposals that rest on it keep its numbers.

    Raises:
        SharingRefusedError: when there is no such key, or it has been taken out.
    """
    key = (
        CountyKey.objects.select_for_update(no_key=True)
        .filter(agreement_id=agreement_id, organisation=organisation, key_id=key_id, removed_at__isnull=True)
        .first()
    )
    if key is None:
        raise refused(
            "no-such-key",
            "Nyckeln finns inte bland länets nycklar längre. Läs in sidan på nytt.",
            "The key is not among the county's keys any more. Load the page again.",
        )
    key.removed_at = at
    key.save(update_fields=["removed_at"])
    _leave("sharing-key-removed", actor, key, at, before=_told(key), after=None)
    return key


def _leave(
    kind: str,
    actor: Actor,
    key: CountyKey,
    at: datetime.datetime,
    *,
    before: Mapping[str, Plain] | None,
    after: Mapping[str, Plain] | None,
) -> None:
    thing = Thing("county-key", f"{key.agreement_id}/{key.organisation_id}/{key.key_id}", Text(key.name))
    tell(actor=actor, organisation=key.organisation, thing=thing, kind=kind, at=at, before=before, after=after)


def _told(key: CountyKey) -> dict[str, Plain]:
    return {
        "unit": key.unit,
        "source": key.source,
        "describes": key.describes,
        "numbers": [f"{code}: {number}" for code, number in key.numbers.items()],
    }
