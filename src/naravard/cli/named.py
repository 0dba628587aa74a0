"""Organisations and agreements as commands name them; a wrong one is met with the one that was meant."""

from typing import TYPE_CHECKING

from naravard.agreement.model import Text
from naravard.cli.refusal import Refused, nearest, unknown

if TYPE_CHECKING:
    from naravard.web.agreements.current import Shown
    from naravard.web.organisations.models import Organisation


def organisation_named(wanted: str) -> "Organisation":
    """Return an organisation by its code; a wrong one is refused with the code that was meant."""
    from naravard.web.organisations.models import Organisation

    known = {one.code: one for one in Organisation.objects.all()}
    if wanted in known:
        return known[wanted]
    spellings = {one.name: one for one in known.values()} | known
    near = nearest(wanted, spellings)
    meant = spellings[near] if near else None
    hint = Text(
        f" Menade du {meant.code} ({meant.name})?" if meant else " Koderna visas med naravard organisations.",
        f" Did you mean {meant.code} ({meant.name})?" if meant else " naravard organisations lists the codes.",
    )
    raise Refused(
        Text(f"Det finns ingen organisation ”{wanted}”.{hint.sv}", f"There is no organisation “{wanted}”.{hint.en}")
    )


def shown_named(wanted: str) -> "Shown":
    """Return an agreement that the service shows, by its id."""
    from naravard.web.agreements.current import all_shown

    known = {shown.agreement.id: shown for shown in all_shown()}
    if wanted not in known:
        raise unknown(Text("ingen överenskommelse", "no agreement"), wanted, known)
    return known[wanted]
