"""Removing what has served its time: each kind by the function of its own room, with how many rows it was."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings

from naravard.agreement.model import Text
from naravard.web.home import retention
from naravard.web.mail import files
from naravard.web.once import receipts
from naravard.web.people import event_mail
from naravard.web.reports import acts as reports
from naravard.web.signin import refusals
from naravard.web.tokens import guess_limit, ownerless


@dataclass(frozen=True, slots=True)
class Swept:
    """One kind of what was removed."""

    what: Text
    count: int


def sweep(*, at: datetime.datetime) -> list[Swept]:
    """Remove what is not needed any more. None of it is a part of the history, and none of it is asked for again."""
    return [Swept(what, remove(at)) for what, remove in SWEEPS]


def _sessions(_at: datetime.datetime) -> int:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    model = store.get_model_class()
    before: int = model.objects.count()
    store.clear_expired()
    after: int = model.objects.count()
    return before - after


SWEEPS: tuple[tuple[Text, Callable[[datetime.datetime], int]], ...] = (
    (Text("inloggningar som har gått ut", "sessions that have ended"), _sessions),
    (
        Text(
            "svar på det som redan är gjort, och formulär som ingen har skickat färdigt",
            "answers to what was already done, and forms that nobody has finished",
        ),
        lambda at: receipts.sweep(at=at),
    ),
    (
        Text("nycklar som ingen har svarat för på 30 dagar", "keys that nobody has answered for in 30 days"),
        lambda at: ownerless.sweep(at=at),
    ),
    (
        Text(
            "mejl om roller och konton som inte gick iväg på 30 dagar",
            "mails about roles and accounts that did not go in 30 days",
        ),
        lambda at: event_mail.sweep(at=at),
    ),
    (Text("mejl som skrevs som filer", "mails that were written as files"), lambda at: files.sweep(at=at)),
    (
        Text("mejl med påminnelser som skickades för länge sedan", "mails with reminders that were sent long ago"),
        lambda at: retention.sweep_reminders(at=at),
    ),
    (
        Text("inbjudningar som är besvarade eller har gått ut", "invitations that are answered or have expired"),
        lambda at: retention.sweep_invitations(at=at),
    ),
    (
        Text("utkast som ingen har ändrat på länge", "drafts that nobody has changed for long"),
        lambda at: retention.sweep_drafts(at=at),
    ),
    (
        Text(
            "skrivpass i redovisningar som är över, sagda i historiken",
            "sittings with reports that are over, told in the history",
        ),
        lambda at: reports.end_old_sittings(at=at),
    ),
    (Text("räknade försök att logga in", "counted tries to sign in"), lambda at: refusals.sweep(at=at)),
    (Text("räknade försök med fel nyckel", "counted tries with a wrong key"), lambda at: guess_limit.sweep(at=at)),
)
"""Everything that is removed: what it is called, and what removes it. A room with something new adds its line here."""
