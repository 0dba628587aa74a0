"""Accounts in a database of a test's own, for tests that sign in to the real service."""

import json

from own_databases import Place

ACCOUNTS = """
import datetime, json, sys
from naravard.web.startup import start_django
start_django()
from django.utils import timezone
from allauth.mfa.totp.internal.auth import TOTP
from naravard.agreement.duties import swedish_day
from naravard.web.access.actor import THE_SERVICE
from naravard.web.organisations.intake import take_in_organisations
from naravard.web.people.acts.invitations import invite
from naravard.web.people.models import Account, Membership, Person
take_in_organisations(actor=THE_SERVICE, at=timezone.now())
for name, password in json.loads(sys.argv[1]).items():
    account = Account(
        email=f"{name}@example.org", person=Person.objects.create(name=name.title()), made_at=timezone.now()
    )
    account.set_password(password or None)
    account.save()
    for role in ("administrator", "official"):
        Membership.objects.create(
            person=account.person, organisation_id="region-09", role=role, from_day=datetime.date(2022, 1, 1)
        )
    if name == "totte":
        TOTP.activate(account, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
made = invite(
    actor=THE_SERVICE, organisation_code="region-09", email="siv@example.org", name="Siv Ros", role="reader",
    from_day=swedish_day(timezone.now()), at=timezone.now(),
)
print(made.secret)
"""
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What the app of ``totte`` knows."""


def filled(place: Place, **passwords: str) -> str:
    """Make accounts, without a password if it is empty; return the secret of the invitation of ``siv``."""
    done = place.run(ACCOUNTS, json.dumps(passwords))
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.split()[-1]
