"""The kinds of recipients: what they are called, and how they stand in an address."""

from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.agreement.reference import RecipientKind


@dataclass(frozen=True, slots=True)
class KindOfRecipient:
    """One kind of recipient."""

    id: RecipientKind
    address: str
    """Its word in addresses."""
    one: Text
    many: Text
    counted: Text
    """The many after a number: 21 regioner."""


KINDS = (
    KindOfRecipient(
        "region", "regioner", Text("Region", "Region"), Text("Regioner", "Regions"), Text("regioner", "regions")
    ),
    KindOfRecipient(
        "rss",
        "rss",
        Text("RSS", "RSS"),
        Text("Kommunerna via RSS", "The municipalities through RSS"),
        Text("RSS", "RSS"),
    ),
    KindOfRecipient(
        "municipality",
        "kommuner",
        Text("Kommun", "Municipality"),
        Text("Kommuner", "Municipalities"),
        Text("kommuner", "municipalities"),
    ),
    KindOfRecipient("skr", "skr", Text("SKR", "SKR"), Text("SKR", "SKR"), Text("SKR", "SKR")),
    KindOfRecipient(
        "organisation",
        "organisationer",
        Text("Organisation", "Organisation"),
        Text("Organisationer", "Organisations"),
        Text("organisationer", "organisations"),
    ),
    KindOfRecipient(
        "other", "ovriga", Text("Övrig", "Other"), Text("Övriga", "Others"), Text("mottagare", "recipients")
    ),
)


def kind(kind_id: str) -> KindOfRecipient:
    """Return the kind with this id; ``KeyError`` when there is none."""
    return _BY_ID[kind_id]


def by_address(word: str) -> KindOfRecipient | None:
    """Return the kind that a word in an address means."""
    return next((entry for entry in KINDS if entry.address == word), None)


_BY_ID: dict[str, KindOfRecipient] = {entry.id: entry for entry in KINDS}
