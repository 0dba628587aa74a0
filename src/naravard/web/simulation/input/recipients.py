"""Who a pasted row means: by code, by a code that lost its first zero, or by a name that is exactly right."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from django.utils.translation import gettext as _

from naravard.agreement.model import Recipient
from naravard.agreement.reference import counties, municipalities

_SHOWN = 12
_CODE_AND_NAME = re.compile(r"(?P<code>\d{1,4}) +(?P<name>[^\d\s].*)", re.ASCII)
"""A code with its name in one column, as Statistics Sweden writes it: ``0114 Upplands Väsby``."""


@dataclass(frozen=True, slots=True)
class Found:
    """A recipient, and what it was known by."""

    recipient: Recipient
    how: Literal["code", "padded", "name"]


class RecipientBook:
    """Looks recipients up by what people write."""

    def __init__(self, recipients: Sequence[Recipient]) -> None:
        self._recipients = tuple(recipients)
        self._by_code = {recipient.code.casefold(): recipient for recipient in recipients}
        self._by_name = _unambiguous(recipients)

    @property
    def example(self) -> str:
        """A code to show as an example."""
        return self._recipients[0].code if self._recipients else "01"

    @property
    def expected(self) -> str:
        """What a code looks like here."""
        lengths = {len(code) for code in self._by_code}
        if lengths == {2}:
            return _("länets kod med två siffror, till exempel %(code)s") % {"code": self.example}
        if lengths == {4}:
            return _("kommunens kod med fyra siffror, till exempel %(code)s") % {"code": self.example}
        return _("koden för en mottagare, till exempel %(code)s") % {"code": self.example}

    def find(self, written: str) -> Found | None:
        """Return who is meant, or ``None`` when it is not certain."""
        small = written.strip().casefold()
        if (both := _CODE_AND_NAME.fullmatch(small)) is not None and both["name"] in self._by_name:
            named = self._by_name[both["name"]]
            return Found(named, "code") if both["code"] in (named.code, named.code.removeprefix("0")) else None
        if small in self._by_code:
            return Found(self._by_code[small], "code")
        if small.isdecimal() and f"0{small}" in self._by_code:
            return Found(self._by_code[f"0{small}"], "padded")
        if small in self._by_name:
            return Found(self._by_name[small], "name")
        return None

    def is_code(self, written: str) -> bool:
        """Tell whether a text is a recipient's code, or one without its first zero."""
        found = self.find(written)
        return found is not None and found.how != "name"

    def explain(self, written: str) -> tuple[str, str]:
        """Say what is wrong with a code or name that is not known, and the way out."""
        small = written.strip().casefold()
        stranger = _stranger(small)
        if stranger:
            what = _("%(stranger)s är inte mottagare här.") % {"stranger": stranger}
            return what, _("Ta bort raden, eller rätta koden.")
        near = get_close_matches(small[:80], [*self._by_name, *self._by_code], n=1, cutoff=0.7)
        known = self._by_name.get(near[0]) or self._by_code.get(near[0]) if near else None
        if known is not None and not small.isdecimal():
            what = _("Namnet stämmer inte med någon mottagare.")
            return what, _("Menade du %(recipient)s? Skriv i så fall %(code)s.") % {
                "recipient": self.named(known),
                "code": known.code,
            }
        return _("Koden finns inte bland mottagarna."), _("Rätta koden, eller ta bort raden.")

    def named(self, recipient: Recipient) -> str:
        """Return a recipient's name with its code."""
        return f"{recipient.name} ({recipient.code})"

    def listed(self, recipients: Sequence[Recipient]) -> str:
        """List the first recipients by name and count the rest."""
        names = [self.named(recipient) for recipient in recipients[:_SHOWN]]
        more = len(recipients) - len(names)
        return ", ".join(names) + (_(" och %(count)s till") % {"count": more} if more > 0 else "")


def _unambiguous(recipients: Sequence[Recipient]) -> dict[str, Recipient]:
    """Return the names that mean one recipient only: its own, and for a county's body the county's."""
    meant: dict[str, dict[str, Recipient]] = defaultdict(dict)
    county_names = {county.code: (county.name, county.region, county.rss) for county in counties()}
    for recipient in recipients:
        names = [recipient.name]
        if recipient.kind == "municipality":
            names += [f"{recipient.name} kommun", f"{recipient.name}s kommun"]
        elif recipient.county in county_names:
            names += county_names[recipient.county]
        for name in names:
            meant[name.casefold()][recipient.code] = recipient
    return {name: next(iter(found.values())) for name, found in meant.items() if len(found) == 1}


def _stranger(small: str) -> str:
    """Name someone real who is no recipient here; empty when there is none."""
    for municipality in municipalities():
        if small in (municipality.code, municipality.name.casefold()):
            return f"{municipality.name} ({municipality.code})"
    for county in counties():
        if small in (county.code, county.name.casefold(), county.region.casefold()):
            return f"{county.name} ({county.code})"
    return ""
