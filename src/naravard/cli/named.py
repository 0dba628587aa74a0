"""Organisations and agreements as commands name them; a wrong one is met with the one that was meant."""

import re
from typing import TYPE_CHECKING

from naravard.agreement.model import Text
from naravard.cli.refusal import Refused, nearest, unknown

if TYPE_CHECKING:
    from naravard.web.agreements.current import Shown
    from naravard.web.organisations.models import Organisation

_ONE_DIGIT = re.compile(r"-(\d)$")


def organisation_named(wanted: str) -> "Organisation":
    """Return an organisation by its code; a wrong one is refused with the code that was meant."""
    from naravard.web.organisations.models import Organisation

    known = {one.code: one for one in Organisation.objects.all()}
    if not known:
        raise Refused(
            Text(
                "Databasen har inga organisationer än. Starta webbplatsen en gång: naravard serve.",
                "The database has no organisations yet. Start the web site once: naravard serve.",
            )
        )
    if wanted in known:
        return known[wanted]
    meant = _meant(wanted, list(known.values()))
    near = Text(
        f" Menade du {meant.code} ({meant.name})?" if meant else " Koderna ser ut som region-09, rss-09, kommun-0980.",
        f" Did you mean {meant.code} ({meant.name})?" if meant else " Codes look like region-09, rss-09, kommun-0980.",
    )
    raise Refused(
        Text(
            f"Det finns ingen organisation ”{wanted}”.{near.sv}",
            f"There is no organisation “{wanted}”.{near.en}",
        )
    )


def _meant(wanted: str, known: "list[Organisation]") -> "Organisation | None":
    """Return the organisation whose code or name is nearest to what was written."""
    spellings = {one.name: one for one in known} | {one.code: one for one in known}
    padded = _ONE_DIGIT.sub(r"-0\1", wanted.strip().casefold())
    near = padded if padded in spellings else nearest(wanted, spellings)
    return spellings[near] if near is not None else None


def shown_named(wanted: str) -> "Shown":
    """Return an agreement that the service shows, by its id."""
    from naravard.web.agreements.current import all_shown

    known = {shown.agreement.id: shown for shown in all_shown()}
    if wanted not in known:
        raise unknown(Text("ingen överenskommelse", "no agreement"), wanted, known)
    return known[wanted]
