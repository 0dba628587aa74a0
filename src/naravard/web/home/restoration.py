"""What follows when a backup is restored: it is told in the history, and what was revoked since opens nothing again."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import DatabaseError, transaction

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import SERVICE as THE_SERVICES
from naravard.web.access.permissions import Permission
from naravard.web.backup.archive import Archive
from naravard.web.history.content import SERVICE, Plain, Thing
from naravard.web.history.kinds import event, example
from naravard.web.history.sentences import counted
from naravard.web.people.models import Account, Person
from naravard.web.reminders.models import CalendarSecret
from naravard.web.tokens.models import ApiToken

_DATABASE = Thing("database", "all", Text("databasen", "the database"))


@dataclass(frozen=True, slots=True)
class WhatOpens:
    """What opens something in a database, and who does not come in."""

    keys: frozenset[str]
    """The hashes of keys to the API that are not revoked."""
    calendars: frozenset[str]
    """The hashes of calendar addresses."""
    closed: frozenset[str]
    """The addresses of accounts that are closed."""
    erased: frozenset[UUID] = frozenset()
    """The persons who are erased."""


def what_opens() -> WhatOpens:
    """Return what opens something in the database before it is replaced; empty if it has no tables yet."""
    try:
        with transaction.atomic():
            return WhatOpens(
                frozenset(ApiToken.objects.filter(revoked_at=None).values_list("secret_hash", flat=True)),
                frozenset(CalendarSecret.objects.values_list("hash", flat=True)),
                frozenset(Account.objects.filter(is_active=False).values_list("email", flat=True)),
                frozenset(Person.objects.exclude(erased_at=None).values_list("pk", flat=True)),
            )
    except DatabaseError:
        return WhatOpens(frozenset(), frozenset(), frozenset())


@act(
    Permission.KEEP_ACCOUNTS,
    matter=THE_SERVICES,
    leaves=event(
        "database-restored",
        Text(
            "{who} återställde databasen ur en säkerhetskopia från {made_at}. {revoked} till API:et slutade gälla.",
            "{who} restored the database from a backup of {made_at}. {revoked} to the API ceased to hold.",
        ),
        example(
            _DATABASE,
            person=SERVICE,
            organisation=None,
            after={"made_at": "2026-11-02T03:00+00:00", "file": "0a1b", "program": "0.2.0", "revoked": 2},
        ),
        revoked=counted("revoked", Text("1 nyckel", "1 key"), Text("{} nycklar", "{} keys")),
    ),
)
def tell_of_restoration(*, actor: Actor, archive: Archive, opened: WhatOpens | None, at: datetime.datetime) -> None:
    """Tell that the database was restored, and let nothing open that did not open before: None lets all of it.

    It is done in the transaction that restores the rows.
    """
    revoked = 0
    if opened is not None:
        keys = ApiToken.objects.filter(revoked_at=None).exclude(secret_hash__in=opened.keys)
        revoked = keys.update(revoked_at=at)
        CalendarSecret.objects.exclude(hash__in=opened.calendars).delete()
        Account.objects.filter(email__in=opened.closed).update(is_active=False)
    manifest = archive.manifest
    after: dict[str, Plain] = {
        "made_at": manifest.made_at.astimezone(datetime.UTC).isoformat(timespec="minutes"),
        "file": archive.digest,
        "program": manifest.program,
        "revoked": revoked,
    }
    tell(actor=actor, organisation=None, thing=_DATABASE, kind="database-restored", before=None, after=after, at=at)
