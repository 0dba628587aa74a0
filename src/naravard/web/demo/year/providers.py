"""The private providers of the imaginary year: invented, each under a region."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from naravard.web.access.permissions import Permission
from naravard.web.demo.year.actors import someone
from naravard.web.demo.year.details import organisation_number
from naravard.web.organisations.providers import CODE, add_provider

ADDED = datetime.date(2022, 2, 7)


@dataclass(frozen=True, slots=True)
class Provider:
    """A private provider under a region."""

    name: str
    region: str

    @property
    def number(self) -> str:
        """Its organisation number, which belongs to nobody."""
        return organisation_number("provider", self.name)

    @property
    def code(self) -> str:
        """The code that its number gives it."""
        return CODE + self.number


PROVIDERS = (
    Provider("Vårdcentralen Påhittet AB", "region-01"),
    Provider("Exempelhälsan AB", "region-01"),
    Provider("Rehab Låtsas AB", "region-12"),
    Provider("Familjeläkarna Fantasi AB", "region-14"),
    Provider("Hemsjukvården Tänkvärt AB", "region-09"),
    Provider("Närhälsan på Låtsas AB", "region-24"),
)


def provider_added(provider: Provider) -> Callable[[datetime.datetime], object]:
    """Let the region add its provider."""

    def do(at: datetime.datetime) -> None:
        add_provider(
            actor=someone(provider.region, Permission.ADD_PROVIDERS, at.date()),
            organisation_code=provider.region,
            number=provider.number,
            name=provider.name,
            at=at,
        )

    return do
