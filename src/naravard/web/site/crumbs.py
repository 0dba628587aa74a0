"""The way to a page, as links above it."""

from dataclasses import dataclass

from naravard.agreement.model import Text


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to the page."""

    label: Text | str
    """A text of the agreement, or the page's own words in the reader's language."""
    url: str
