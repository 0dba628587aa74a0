"""Run as a process of its own: fills a database for the tests of faults, and tells how to come in.

python fault_people.py keys COUNT | people
"""

import json
import sys
from datetime import timedelta
from typing import Any

PEOPLE = {"first": "official", "second": "official", "signatory": "signatory", "administrator": "administrator"}


def keys(count: str) -> dict[str, str]:
    """Make a key for each of so many municipalities; return the keys by organisation."""
    from naravard.web.organisations.models import Organisation
    from naravard.web.site.clock import now
    from naravard.web.tokens.key_format import hashed, new_secret, shown_id
    from naravard.web.tokens.models import ApiToken

    day = now().date()
    made = {
        code: new_secret()
        for code in Organisation.objects.filter(kind="municipality").values_list("pk", flat=True)[: int(count)]
    }
    ApiToken.objects.bulk_create(
        ApiToken(
            organisation_id=code,
            name="Prov",
            shown_id=shown_id(secret),
            secret_hash=hashed(secret),
            scopes="read details duties",
            made_at=now(),
            from_day=day,
            to_day=day,
        )
        for code, secret in made.items()
    )
    return made


def people() -> dict[str, Any]:
    """Sign in some people of each region, and invite one to each; return their cookies and the invitations' secrets."""
    from django.conf import settings

    from naravard.web.organisations.models import Organisation
    from naravard.web.people.acts.invitations import invite
    from naravard.web.site.clock import now
    from people_samples import acting, member, signed_in_as

    told: dict[str, Any] = {}
    for code in Organisation.objects.filter(kind="region").values_list("pk", flat=True):
        there = {who: member(code, role, f"Prov {who.title()}") for who, role in PEOPLE.items()}
        clients = {who: signed_in_as(one) for who, one in there.items()}
        invited = invite(
            actor=acting(there["administrator"], day=now().date()),
            organisation_code=code,
            email=f"{code}@example.org",
            name="Prov Inbjuden",
            role="cfo",
            from_day=now().date() + timedelta(days=1),
            at=now(),
        )
        cookies = {who: client.cookies[settings.SESSION_COOKIE_NAME].value for who, client in clients.items()}
        told[code] = {"cookies": cookies, "invitation": invited.secret}
    return {"name": settings.SESSION_COOKIE_NAME, "organisations": told}


def main(what: str, *line: str) -> None:
    """Take in the organisations, do what is asked, and tell of it."""
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.organisations.intake import take_in_organisations
    from naravard.web.site.clock import now
    from rows_told import tell_rows

    take_in_organisations(actor=THE_SERVICE, at=now())
    filled = {"keys": keys, "people": people}[what](*line)
    tell_rows()
    sys.stdout.write(json.dumps(filled))


if __name__ == "__main__":
    from naravard.web.startup import start_django

    start_django()
    main(*sys.argv[1:])
