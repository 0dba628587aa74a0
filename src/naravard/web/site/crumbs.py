"""Where a page is: what the reader is in, the pages of that, and the way further in, as they stand above the page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from naravard.agreement.model import Text
from naravard.agreement.status_words import ShownStatus


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to the page."""

    label: Text | str
    """A text of the agreement, or the page's own words in the reader's language."""
    url: str
    in_menu: bool = False
    """Whether the header's menu has the page too, so that only a narrow page shows it here."""


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One page in a menu, or a group of pages under the words for all of them."""

    label: Any
    url: str
    """The page's; a group's first page."""
    current: bool = False
    pages: tuple["MenuLink", ...] = ()
    """The pages of a group; none for a page."""
    state: ShownStatus | None = None
    """How what is done there stands; None if nothing is."""


@dataclass(frozen=True, slots=True)
class Menu:
    """The pages of what the reader is in, in order."""

    name: str
    """What they are the pages of, for those who hear the page."""
    links: Sequence[MenuLink]


@dataclass(frozen=True, slots=True)
class Surrounding:
    """What the reader is in: an organisation, an agreement."""

    label: Text | str
    url: str
    """Its first page."""
    pages: Menu | None = None
    """Its pages, where the header shows those of something within it."""
    others: Menu | None = None
    """What the reader can change to."""

    @property
    def menus(self) -> list[Menu]:
        """The menus that have anything in them."""
        return [menu for menu in (self.pages, self.others) if menu and menu.links]


def header(where: Sequence[Surrounding], menu: Menu, crumbs: Sequence[Crumb]) -> dict[str, Any]:
    """Return what the header shows of where a page is."""
    pages = {page.url for link in menu.links for page in (link, *link.pages)}
    trail = [replace(crumb, in_menu=crumb.url in pages) for crumb in crumbs]
    return {"where": where, "menu": menu, "crumbs": trail, "crumbs_in_menu": all(one.in_menu for one in trail)}
