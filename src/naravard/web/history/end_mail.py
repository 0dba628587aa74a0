"""Where the chain ends leaves the machine by mail: what has left it nobody with power over the database rewrites."""

from collections.abc import Sequence

from django.conf import settings

from naravard.agreement.model import Text
from naravard.web.mail.delivery import send


def mail_end(said: Sequence[Text], end: str) -> list[str]:
    """Mail what came of a test of the history, and the last number and hash; return the addresses, none if none is set.

    ``end`` is empty where the chain is broken: then the subject says so.

    Raises:
        MailNotSentError: when the server does not take the mail.
    """
    if end:
        number = end.partition(":")[0]
        subject = Text(f"Naravard: historiken slutar med händelse {number}")
        keep = Text(
            f"Spara mejlet där ingen som sköter databasen kan ändra det. Så prövas kedjan mot det en senare dag:\n\n"
            f"naravard history verify --known {end}",
            f"Keep this mail where nobody who manages the database can change it. So the chain is tested against it on "
            f"a later day:\n\nnaravard history verify --known {end}",
        )
    else:
        subject = Text("Naravard: HISTORIKEN ÄR INTE HEL")
        keep = Text(
            "Ändra inget. Ta en kopia av databasen och ta reda på vem som har varit där.",
            "Change nothing. Take a copy of the database and find out who has been there.",
        )
    parts = [*said, keep]
    text = Text("\n\n".join(one.sv for one in parts), "\n\n".join(one.in_language("en") for one in parts))
    for address in settings.WITNESS_TO:
        send(address, subject, text)
    return list(settings.WITNESS_TO)
