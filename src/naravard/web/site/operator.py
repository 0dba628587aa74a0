"""Who answers for the service: what the operator has said of itself, and how its contact is shown."""

import datetime
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Operator:
    """The one who runs the service; what has not been said is empty, and the pages say that it has not."""

    name: str = ""
    contact: str = ""
    data_protection: str = ""
    """How the one who watches over personal data is reached."""
    accessibility: str = ""
    """``helt``, ``delvis`` or ``inte`` as the operator has assessed it; empty if it has not."""
    assessed: str = ""
    """When, how and by whom."""
    faults: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    """What is not made accessible because it would be an unreasonable burden, with reasons (law 2018:1937, 12 §)."""
    updated: datetime.date | None = None
    """When what is said of accessibility was last looked over."""

    @property
    def contact_link(self) -> SafeString:
        """The contact, its e-mail address as a link."""
        return linked(self.contact)

    @property
    def data_protection_link(self) -> SafeString:
        """The same for personal data."""
        return linked(self.data_protection)


def linked(contact: str) -> SafeString:
    """Return a way to reach someone, its e-mail addresses as links."""
    return format_html_join(" ", "{}", ((_word(word),) for word in contact.split()))


def _word(word: str) -> SafeString | str:
    address = word.rstrip(",;.")
    if "@" not in address:
        return word
    link = '<a class="govuk-link" href="mailto:{}">{}</a>{}'
    return format_html(link, address, address, word.removeprefix(address))
