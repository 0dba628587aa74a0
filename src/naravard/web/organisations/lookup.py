"""Looking organisations up: by code, by the code that agreements name them by, by county, and by what was meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from naravard.agreement.plain_text import folded
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation

_NEAR = 5


class NoSuchOrganisationError(LookupError):
    """No organisation has the code; ``near`` are the codes of those that may have been meant."""

    def __init__(self, written: str, near: tuple[str, ...]) -> None:
        super().__init__(written)
        self.written, self.near = written, near


def organisation_named(written: str) -> Organisation:
    """Return the organisation with a code, however its letters are written.

    Raises:
        NoSuchOrganisationError: when there is none, with those that may have been meant.
    """
    code = written.strip().lower()
    found: Organisation | None = Organisation.objects.filter(pk=code).first() if "\x00" not in code else None
    if found is None:
        raise NoSuchOrganisationError(written, near(written))
    return found


def recipient(kind: Kind, recipient_code: str) -> Organisation | None:
    """Return the organisation that agreements name by a code among those of a kind: a region and an RSS share codes."""
    found: Organisation | None = Organisation.objects.filter(kind=kind.value, recipient_code=recipient_code).first()
    return found


def in_county(county_code: str) -> list[Organisation]:
    """Return a county's region, RSS and municipalities, in that order."""
    order = (Kind.REGION.value, Kind.RSS.value, Kind.MUNICIPALITY.value)
    every = Organisation.objects.filter(county_code=county_code, kind__in=order)
    return sorted(every, key=lambda each: (order.index(each.kind), each.code))


def municipalities_of(county_code: str) -> list[Organisation]:
    """Return a county's municipalities by code."""
    return list(Organisation.objects.filter(county_code=county_code, kind=Kind.MUNICIPALITY.value))


def near(written: str) -> tuple[str, ...]:
    """Return the codes of the organisations that may have been meant by a code or a name, the nearest first."""
    return nearest_of(written, Organisation.objects.values_list("code", "name"))


def nearest_of(written: str, known: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the codes whose code or name is nearest to what was written, at most five.

    >>> nearest_of("gotland", [("region-09", "Region Gotland"), ("region-10", "Region Blekinge")])
    ('region-09',)
    """
    wanted = folded(written)
    spellings: dict[str, list[str]] = {}
    for code, name in known:
        for spelling in {folded(code), folded(name)}:
            spellings.setdefault(spelling, []).append(code)
    within = [spelling for spelling in sorted(spellings, key=len) if wanted and wanted in spelling]
    close = get_close_matches(wanted, spellings, n=_NEAR, cutoff=0.6)
    found = dict.fromkeys(code for spelling in [*within[:_NEAR], *close] for code in spellings[spelling])
    return tuple(found)[:_NEAR]
