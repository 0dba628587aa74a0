"""Keys to the API for tests."""

import datetime

from naravard.web.access.actor import THE_SERVICE
from naravard.web.organisations.models import Organisation
from naravard.web.tokens.acts import MadeToken, make_token
from naravard.web.tokens.scopes import scopes_in

MADE_AT = datetime.datetime(2026, 11, 1, 8, 0, tzinfo=datetime.UTC)
"""The day before the day that the tests of the pages pretend."""
LAST_DAY = datetime.date(2027, 6, 30)


def every_scope(organisation: Organisation) -> tuple[str, ...]:
    """Return all that a key of an organisation can be for."""
    return tuple(scope.code for scope in scopes_in(organisation.kind, organisation.code))


def made_token(
    organisation_code: str = "region-09",
    *scopes: str,
    name: str = "Ekonomisystemet",
    to_day: datetime.date = LAST_DAY,
    at: datetime.datetime = MADE_AT,
) -> MadeToken:
    """Make a key for an organisation, with every scope unless some are given."""
    organisation = Organisation.objects.get(pk=organisation_code)
    return make_token(
        actor=THE_SERVICE,
        organisation=organisation,
        name=name,
        scopes=scopes or every_scope(organisation),
        to_day=to_day,
        at=at,
    )
