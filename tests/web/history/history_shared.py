"""What the tests of the history share: recording plain events, and getting past the database's guards."""

import datetime

from django.db import connection, transaction

from naravard.agreement.model import Text
from naravard.web.history.content import SERVICE, SERVICE_ROLE, Named, Plain, Thing
from naravard.web.history.guards import POSTGRESQL, SQLITE
from naravard.web.history.models import Event
from naravard.web.history.record import record

AT = datetime.datetime(2026, 6, 1, 12, 0, tzinfo=datetime.UTC)
KIND = "agreement-taken-in"
REGION = Named("region-09", Text("Region Gotland"))
ANNA = Named("anna", Text("Anna Ek"))
BO = Named("bo", Text("Bo Al"))
CFO = Named("cfo", Text("ekonomichef", "chief financial officer"))


def recorded(
    thing: str | Thing = "liten",
    *,
    at: datetime.datetime = AT,
    organisation: Named | None = None,
    person: Named | None = None,
    for_whom: Named | None = None,
    reason: str = "",
    before: dict[str, Plain] | None = None,
    after: dict[str, Plain] | None = None,
    by: Named | None = None,
    kind: str = KIND,
    role: Named = CFO,
) -> Event:
    """Record an event, about an agreement unless another thing is given."""
    if isinstance(thing, str):
        thing, after = Thing("agreement", thing, Text(f"Prov {thing}", f"Trial {thing}")), after or {"digest": thing}
    with transaction.atomic():
        return record(
            actor=person or SERVICE,
            role=role if person else SERVICE_ROLE,
            for_whom=for_whom,
            organisation=organisation,
            thing=thing,
            kind=kind,
            reason=reason,
            before=before,
            after=after,
            at=at,
            by=by,
        )


def without_guards() -> None:
    """Take the triggers away, as someone with full power over the database can; the test's end puts them back."""
    split = {"history_no_removal": "BEFORE DELETE ON history_event"}
    guards = SQLITE if connection.vendor == "sqlite" else POSTGRESQL | split
    for name, when in guards.items():
        table = when.split(" ON ")[1].split()[0]
        tail = "" if connection.vendor == "sqlite" else f" ON {table}"
        run(f"DROP TRIGGER {name}{tail}")


def run(statement: str, *values: object) -> None:
    """Run a statement past the models."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
