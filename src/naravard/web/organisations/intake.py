"""Taking in the reference data: the organisations are there from the start, and their names follow the data."""

import datetime
from collections.abc import Iterable

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import COMMON
from naravard.web.access.permissions import Permission
from naravard.web.history.content import SERVICE, Plain, Thing, Told
from naravard.web.history.kinds import event, example
from naravard.web.history.sentences import counted
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.reference import Known, known_organisations

REFERENCE = Thing("reference-data", "organisations", Text("Organisationerna", "The organisations"))


def _example(before: dict[str, Plain], after: dict[str, Plain]) -> Told:
    return example(REFERENCE, person=SERVICE, organisation=None, before=before, after=after)


def _taken_in(told: Told) -> Text:
    added, renamed = bool((told.after or {}).get("added")), bool(told.before)
    if added and renamed:
        return Text("{who} la till {added} och bytte namn på {renamed}.", "{who} added {added} and renamed {renamed}.")
    return (
        Text("{who} la till {added}.", "{who} added {added}.")
        if added
        else Text("{who} bytte namn på {renamed}.", "{who} renamed {renamed}.")
    )


@act(
    Permission.TAKE_IN_REFERENCE_DATA,
    matter=COMMON,
    leaves=event(
        "organisations-taken-in",
        _taken_in,
        _example({}, {"added": ["region-09", "rss-09"]}),
        _example({"region-09": "Gotlands kommun"}, {"region-09": "Region Gotland", "added": ["skr"]}),
        added=counted("added", Text("1 organisation"), Text("{} organisationer", "{} organisations")),
        renamed=lambda told: Text(str(len(told.before or {}))),
    ),
)
def take_in_organisations(*, actor: Actor, at: datetime.datetime, named: Iterable[Known] | None = None) -> int:
    """Add the organisations that are missing and rename those named otherwise in the reference data.

    ``named`` are those that an agreement names, instead: they are added and never renamed, since two agreements may
    call one differently. Returns how many were added or renamed. Codes hold and names change, so an organisation is
    never removed or given another code here. Where nothing differs, nothing is written and no event is left.
    """
    wanted = {known.code: known for known in (known_organisations() if named is None else named)}
    found = Organisation.objects.select_for_update(no_key=True).filter(code__in=wanted)
    there = {organisation.code: organisation for organisation in found}
    new = [_made(known) for code, known in wanted.items() if code not in there]
    renamed = [
        (stored, wanted[code])
        for code, stored in there.items()
        if named is None and (stored.name, stored.name_en) != (wanted[code].name.sv, wanted[code].name.en)
    ]
    if not new and not renamed:
        return 0
    Organisation.objects.bulk_create(new)
    before: dict[str, Plain] = {stored.code: stored.name for stored, _ in renamed}
    for stored, known in renamed:
        stored.name, stored.name_en = known.name.sv, known.name.en
        stored.version += 1
        stored.save()
    after: dict[str, Plain] = {known.code: known.name.sv for _, known in renamed}
    after["added"] = [made.code for made in new]
    tell(
        actor=actor,
        organisation=None,
        thing=REFERENCE,
        kind="organisations-taken-in",
        before=before,
        after=after,
        at=at,
    )
    return len(new) + len(renamed)


def _made(known: Known) -> Organisation:
    return Organisation(
        code=known.code,
        kind=known.kind.value,
        recipient_code=known.recipient_code,
        county_code=known.county_code,
        name=known.name.sv,
        name_en=known.name.en,
        organisation_number=known.number,
    )
