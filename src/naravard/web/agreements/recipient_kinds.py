"""The kinds of recipients: what they are called, and how they stand in an address."""

from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.agreement.reference import RecipientKind


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of recipient."""

    id: RecipientKind
    address: str
    """Its word in addresses."""
    one: Text
    many: Text
    counted: Text
    """The many after a number: 21 regioner."""


KINDS = (
    Kind("region", "regioner", Text("Region", "Region"), Text("Regioner", "Regions"), Text("regioner", "regions")),
    Kind(
        "rss",
        "rss",
        Text("RSS", "RSS"),
        Text("Kommunerna via RSS", "The municipalities through RSS"),
        Text("RSS", "RSS"),
    ),
    Kind(
        "municipality",
        "kommuner",
        Text("Kommun", "Municipality"),
        Text("Kommuner", "Municipalities"),
        Text("kommuner", "municipalities"),
    ),
    Kind("skr", "skr", Text("SKR", "SKR"), Text("SKR", "SKR"), Text("SKR", "SKR")),
    Kind("other", "ovriga", Text("Övrig", "Other"), Text("Övriga", "Others"), Text("mottagare", "recipients")),
)


def kind(kind_id: str) -> Kind:
    """Return the kind with this id; ``KeyError`` when there is none."""
    return _BY_ID[kind_id]


def by_address(word: str) -> Kind | None:
    """Return the kind that a word in an address means."""
    return next((entry for entry in KINDS if entry.address == word), None)


_BY_ID: dict[str, Kind] = {entry.id: entry for entry in KINDS}
