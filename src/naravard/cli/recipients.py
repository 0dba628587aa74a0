"""A recipient named on the line: by code; a name is met with the code that was meant."""

import unicodedata
from collections.abc import Sequence

from naravard.agreement.model import Recipient, Text
from naravard.cli.refusal import Refused, nearest

_LISTED = 25


def refuse_unknown_recipient(grant: str, wanted: str, recipients: Sequence[Recipient]) -> None:
    """Refuse a code that none of the recipients has; say which one was meant, or which there are."""
    if any(recipient.code == wanted for recipient in recipients):
        return
    meant = _meant(wanted, recipients)
    known = ", ".join(_shown(recipient) for recipient in recipients[:_LISTED])
    more = len(recipients) - _LISTED
    rest = Text(f" och {more} till", f" and {more} more") if more > 0 else Text("", "")
    choices = (
        Text(f"Menade du {_shown(meant)}?", f"Did you mean {_shown(meant)}?")
        if meant is not None
        else Text(f"Koderna är: {known}{rest.sv}.", f"The codes are: {known}{rest.en}.")
    )
    raise Refused(
        Text(
            f"Ingen mottagare av {grant} har koden ”{wanted}”. {choices.sv}",
            f"No recipient of {grant} has the code “{wanted}”. {choices.en}",
        )
    )


def _meant(wanted: str, recipients: Sequence[Recipient]) -> Recipient | None:
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
