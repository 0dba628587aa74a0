"""A region's private providers: added with their organisation number, named by the region, ended with a last day.

A provider is one organisation, known by its organisation number, and may work for several regions. What a region does
to its provider touches no other region's: each has its own name for it and its own days.
"""

import datetime

from django.utils import timezone

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Plain, Thing
from naravard.web.history.kinds import event, example
from naravard.web.organisations.acts import locked
from naravard.web.organisations.contact_values import read_line
from naravard.web.organisations.details import DetailsError
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Engagement, Organisation
from naravard.web.organisations.numbers import ORGANISATION_NUMBER, WrittenWrongError, read_number
from naravard.web.site.conflict import ChangedMeanwhileError

CODE = "utforare-"
_OF_THE_PUBLIC = "2"
"""The first digit of the organisation numbers of the state, regions and municipalities."""
_LONGEST_NAME = 200

_PROVIDER = Thing("organisation", "utforare-5560360793", Text("Vårdbolaget AB"))


@act(
    Permission.ADD_PROVIDERS,
    leaves=event(
        "provider-added",
        Text("{who} la till den privata utföraren {thing}.", "{who} added the private provider {thing}."),
        example(_PROVIDER),
    ),
)
def add_provider(*, actor: Actor, organisation_code: str, number: str, name: str, at: datetime.datetime) -> Engagement:
    """Add a private provider under a region, from the day it is.

    A number that is known here already is the same provider.

    Raises:
        DetailsError: when the number or the name cannot be what was written, or the region has the provider already.
    """
    region, day = _region(organisation_code), _day(at)
    digits, name = _read(region, number, name, day)
    provider, _ = Organisation.objects.get_or_create(
        code=CODE + digits,
        defaults={"kind": Kind.PROVIDER.value, "name": name, "organisation_number": digits},
    )
    engagement: Engagement = Engagement.objects.create(provider=provider, region=region, name=name, from_day=day)
    _tell(actor, engagement, "provider-added", at, None, {"name": name, "from_day": day.isoformat()})
    return engagement


@act(
    Permission.ADD_PROVIDERS,
    leaves=event(
        "provider-renamed",
        Text(
            "{who} bytte namn på den privata utföraren {before.name} till {after.name}.",
            "{who} renamed the private provider {before.name} as {after.name}.",
        ),
        example(_PROVIDER, before={"name": "Vårdbolaget AB"}, after={"name": "Omsorgen AB"}),
    ),
)
def rename_provider(
    *, actor: Actor, organisation_code: str, provider_code: str, name: str, was: str, at: datetime.datetime
) -> Engagement:
    """Change what a region calls its provider; the same name again changes nothing.

    Raises:
        DetailsError: when the name is empty or too long.
        ChangedMeanwhileError: when the name is another than ``was``.
    """
    engagement = _engaged(_region(organisation_code), provider_code, _day(at))
    name, before = _name(name), engagement.name
    if name == before:
        return engagement
    if was != before:
        raise ChangedMeanwhileError(asked=0, version=0, now={"name": before})
    engagement.name = name
    engagement.save(update_fields=["name"])
    _tell(actor, engagement, "provider-renamed", at, {"name": before}, {"name": name})
    return engagement


@act(
    Permission.ADD_PROVIDERS,
    leaves=event(
        "provider-ended",
        Text(
            "{who} avslutade den privata utföraren {thing}. Sista dagen är {last_day}.",
            "{who} ended the private provider {thing}; the last day is {last_day}.",
        ),
        example(_PROVIDER, before={"last_day": None}, after={"last_day": "2022-12-31"}),
    ),
)
def end_provider(
    *,
    actor: Actor,
    organisation_code: str,
    provider_code: str,
    last_day: datetime.date | None,
    at: datetime.datetime,
    reason: str = "",
) -> Engagement:
    """Set the last day of a provider's work for a region; it can be set again as long as it has not passed.

    Raises:
        DetailsError: when there is no last day, or it is before the first.
    """
    engagement = _engaged(_region(organisation_code), provider_code, _day(at))
    if last_day is None:
        raise DetailsError(
            {
                "last_day": Text(
                    "Skriv den sista dagen som år, månad och dag: ÅÅÅÅ-MM-DD.",
                    "Write the last day as year, month and day: YYYY-MM-DD.",
                )
            }
        )
    if last_day < engagement.from_day:
        first = engagement.from_day.isoformat()
        raise DetailsError(
            {
                "last_day": Text(
                    f"Den sista dagen kan inte vara före den första, {first}.",
                    f"The last day cannot be before the first, {first}.",
                )
            }
        )
    before = engagement.to_day
    if last_day == before:
        return engagement
    engagement.to_day = last_day
    engagement.save(update_fields=["to_day"])
    was: dict[str, Plain] = {"last_day": before.isoformat() if before else None}
    _tell(actor, engagement, "provider-ended", at, was, {"last_day": last_day.isoformat()}, reason)
    return engagement


def providers_of(region: Organisation, day: datetime.date) -> list[Engagement]:
    """Return a region's providers on a day, by name."""
    return list(Engagement.objects.on(day).filter(region=region).select_related("provider"))


def regions_of(provider: Organisation, day: datetime.date) -> list[Engagement]:
    """Return the regions that a provider works for on a day."""
    return list(Engagement.objects.on(day).filter(provider=provider).select_related("region"))


def engagement_of(region: Organisation, provider_code: str, day: datetime.date) -> Engagement | None:
    """Return a provider's work for a region on a day, where there is any."""
    every = Engagement.objects.on(day).filter(region=region, provider_id=provider_code).select_related("provider")
    found: Engagement | None = every.order_by("-from_day", "-pk").first()
    return found


def _region(organisation_code: str) -> Organisation:
    region = locked(organisation_code)
    if region.kind != Kind.REGION:
        message = f"{region.code} has no providers: it is no region"
        raise NotAllowedError(message)
    return region


def _engaged(region: Organisation, provider_code: str, day: datetime.date) -> Engagement:
    found = engagement_of(region, provider_code, day)
    if found is None:
        message = f"{region.code} has no provider {provider_code}"
        raise NotAllowedError(message)
    return found


def _read(region: Organisation, number: str, name: str, day: datetime.date) -> tuple[str, str]:
    """Return the number's digits and the name, or refuse with all that is wrong with both."""
    problems: dict[str, Text] = {}
    digits = ""
    try:
        digits = read_number(ORGANISATION_NUMBER, number)
        _refuse_number(region, digits, day)
    except WrittenWrongError as error:
        problems["number"] = error.words
    try:
        name = _name(name)
    except DetailsError as error:
        problems |= error.problems
    if problems:
        raise DetailsError(problems)
    return digits, name


def _refuse_number(region: Organisation, digits: str, day: datetime.date) -> None:
    if digits.startswith(_OF_THE_PUBLIC):
        raise WrittenWrongError(
            Text(
                "Numret börjar med 2 och hör till stat, region eller kommun. En privat utförare har ett annat nummer.",
                "The number begins with 2 and belongs to the state, a region or a municipality. A private provider "
                "has another number.",
            )
        )
    there = engagement_of(region, CODE + digits, day)
    if there is not None:
        raise WrittenWrongError(
            Text(
                f"Utföraren finns redan här, med namnet {there.name}.",
                f"The provider is here already, with the name {there.name}.",
            )
        )


def _name(written: str) -> str:
    try:
        name = read_line(written, _LONGEST_NAME)
    except WrittenWrongError as error:
        raise DetailsError({"name": error.words}) from None
    if not name:
        raise DetailsError({"name": Text("Skriv utförarens namn.", "Write the name of the provider.")})
    return name


def _day(at: datetime.datetime) -> datetime.date:
    return timezone.localtime(at).date()


def _tell(
    actor: Actor,
    engagement: Engagement,
    kind: str,
    at: datetime.datetime,
    before: dict[str, Plain] | None,
    after: dict[str, Plain],
    reason: str = "",
) -> None:
    tell(
        actor=actor,
        organisation=engagement.region,
        thing=engagement.thing(),
        kind=kind,
        before=before,
        after=after,
        at=at,
        reason=reason,
    )
