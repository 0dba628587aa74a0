"""The organisations of the reference data: regions, RSS, municipalities, SKR, the ministry and the agencies."""

from collections.abc import Iterator
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.agreement.reference import SKR, municipalities, organisations, regions, support_structures
from naravard.web.organisations.kinds import Kind


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation of the reference data."""

    code: str
    kind: Kind
    name: Text
    recipient_code: str = ""
    county_code: str = ""


_STATE = {"regeringskansliet": Kind.MINISTRY, "socialstyrelsen": Kind.AGENCY, "kammarkollegiet": Kind.AGENCY}


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
        if organisation.id == "skr":
            yield Known("skr", Kind.SKR, organisation.name, SKR.code)
        else:
            yield Known(organisation.id, _STATE[organisation.id], organisation.name)
