"""Organisations, agreements, accounts and recipients as the line names them; a wrong one meets the one meant."""

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from naravard.agreement.model import Recipient, Text
from naravard.cli.refusal import CommandRefused, nearest, unknown

if TYPE_CHECKING:
    from naravard.web.agreements.current import Shown
    from naravard.web.organisations.models import Organisation
    from naravard.web.people.models import Account

_ONE_DIGIT = re.compile(r"-(\d)$")
_LISTED = 25


def organisation_named(wanted: str) -> "Organisation":
    """Return an organisation by its code; a wrong one is refused with the code that was meant."""
    from naravard.web.organisations.models import Organisation

    known = {one.code: one for one in Organisation.objects.all()}
    if not known:
        raise CommandRefused(
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
    raise CommandRefused(
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


def account_by(address: str) -> "Account":
    """Return the account with an e-mail address; an unknown one is refused with the one that was meant."""
    from naravard.web.people.models import Account

    wanted = address.strip().lower()
    found = Account.objects.filter(email=wanted).select_related("person").first()
    if found is not None:
        return found
    near = nearest(wanted, Account.objects.values_list("email", flat=True))
    meant = Text(f" Menade du {near}?", f" Did you mean {near}?") if near else Text("", "")
    raise CommandRefused(
        Text(
            f"Inget konto har adressen ”{address}”.{meant.sv}",
            f"No account has the address “{address}”.{meant.en}",
        )
    )


def refuse_unknown_recipient(grant: str, wanted: str, recipients: Sequence[Recipient]) -> None:
    """Refuse a code that none of the recipients has; say which one was meant, or which there are."""
    if any(recipient.code == wanted for recipient in recipients):
        return
    meant = _recipient_meant(wanted, recipients)
    known = ", ".join(_shown(recipient) for recipient in recipients[:_LISTED])
    more = len(recipients) - _LISTED
    rest = Text(f" och {more} till", f" and {more} more") if more > 0 else Text("", "")
    choices = (
        Text(f"Menade du {_shown(meant)}?", f"Did you mean {_shown(meant)}?")
        if meant is not None
        else Text(f"Koderna är: {known}{rest.sv}.", f"The codes are: {known}{rest.en}.")
    )
    raise CommandRefused(
        Text(
            f"Ingen mottagare av {grant} har koden ”{wanted}”. {choices.sv}",
            f"No recipient of {grant} has the code “{wanted}”. {choices.en}",
        )
    )


def _recipient_meant(wanted: str, recipients: Sequence[Recipient]) -> Recipient | None:
    """Guess from a code without its leading zero, a part of a name, or a near spelling."""
    small = _plain(wanted)
    named = [recipient for recipient in recipients if small and small in _plain(recipient.name)]
    unpadded = [recipient for recipient in recipients if recipient.code.lstrip("0") == small]
    if len(unpadded) == 1 or len(named) == 1:
        return (unpadded or named)[0]
    names = {recipient.name: recipient for recipient in recipients}
    near = nearest(wanted, names)
    return names[near] if near is not None else None


def _plain(words: str) -> str:
    """Return words in small letters without rings and dots, as they are typed on other keyboards."""
    parted = unicodedata.normalize("NFD", words.casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def _shown(recipient: Recipient) -> str:
    return f"{recipient.code} ({recipient.name})"
