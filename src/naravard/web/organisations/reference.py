"""The organisations of the reference data: regions, RSS, municipalities, SKR, authorities and others."""

from collections.abc import Iterator
from dataclasses import dataclass

from naravard.agreement.model import Organisation, Text
from naravard.agreement.reference import SKR, municipalities, organisations, regions, support_structures, usual_mandates
from naravard.web.organisations.kinds import Kind, kind_of


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation of the reference data."""

    code: str
    kind: Kind
    name: Text
    recipient_code: str = ""
    county_code: str = ""
    number: str = ""
    """Its organisation number as ten digits, where it is known."""


def known_organisations() -> Iterator[Known]:
    """Give the organisations in the order of their kinds and codes."""
    for region in regions():
        yield Known(f"region-{region.code}", Kind.REGION, Text(region.name), region.code, region.county)
    for rss in support_structures():
        yield Known(f"rss-{rss.code}", Kind.RSS, Text(rss.name), rss.code, rss.county)
    for municipality in municipalities():
        code = municipality.code
        yield Known(f"kommun-{code}", Kind.MUNICIPALITY, Text(municipality.name), code, municipality.county)
    for organisation in organisations():
        if organisation.id == "skr" or usual_mandates(organisation.id):
            yield known_of(organisation)  # others come with the agreement that names them


def digits_of(number: str) -> str:
    """Return an organisation number of an agreement's data as it is kept: ``202100-0829`` is ``2021000829``."""
    return number.replace("-", "").strip()


def known_of(organisation: Organisation) -> Known:
    """Return an organisation of an agreement, or of the reference data, as it is kept."""
    digits = digits_of(organisation.number)
    if organisation.id == "skr":
        return Known("skr", Kind.SKR, organisation.name, SKR.code, number=digits)
    return Known(organisation.id, kind_of(organisation.kind), organisation.name, organisation.id, number=digits)
