"""Two do the same at once, on a database of their own: one does it, and the other is told so in words."""

import pytest

from own_databases import Place

BEGIN = """
import datetime, sys, threading
sys.path.insert(0, sys.argv[1])
from naravard.web.startup import start_django
start_django()
from django.db import connection
from naravard.web.access.actor import THE_SERVICE, oneself
from naravard.web.organisations.intake import take_in_organisations
from naravard.web.people.acts.acceptance import accept_invitation
from naravard.web.people.acts.invitations import invite
from naravard.web.people.acts.roles import end_role
from naravard.web.people.models import Membership
from naravard.web.people.problems import PeopleProblem
from people_samples import acting, member, person
AT = datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC)
DAY = AT.date()
take_in_organisations(actor=THE_SERVICE, at=AT)
together = threading.Barrier(2)
said = []
def attempt(act, **given):
    together.wait()
    try:
        act(at=AT, **given)
        said.append("done")
    except PeopleProblem as problem:
        said.append(problem.what.sv)
    finally:
        connection.close()
def at_once(*attempts):
    threads = [threading.Thread(target=attempt, args=(act,), kwargs=given) for act, given in attempts]
    [each.start() for each in threads]
    [each.join() for each in threads]
    print(*sorted(said), sep="\\n")
"""
END_EACH_OTHER = """
ada, bo = member("region-09", "administrator", "Ada Min"), member("region-09", "administrator", "Bo Al")
held = {one: one.memberships.get().pk for one in (ada, bo)}
at_once(*((end_role, {"actor": acting(one), "membership_id": held[other], "last_day": DAY})
          for one, other in ((ada, bo), (bo, ada))))
print(Membership.objects.filter(role="administrator", to_day=None).count())
"""
ACCEPT_BOTH = """
made = invite(actor=THE_SERVICE, organisation_code="region-09", email="a@example.org", name="Anna Ek", role="cfo",
              from_day=DAY, at=AT)
someone = oneself(person(email="a@example.org"))
at_once(*((accept_invitation, {"actor": someone, "secret": made.secret}) for _ in range(2)))
print(Membership.objects.count())
"""


@pytest.mark.parametrize(
    ("code", "refused"),
    [(END_EACH_OTHER, "är den sista administratören i Region Gotland."), (ACCEPT_BOTH, "Inbjudan är redan använd.")],
    ids=["two administrators end each other", "two accept one invitation"],
)
def test_of_two_at_once_one_is_refused(
    own_database: Place, pytestconfig: pytest.Config, code: str, refused: str
) -> None:
    done = own_database.run(BEGIN + code, pytestconfig.rootpath / "tests")

    assert done.returncode == 0, done.stderr
    left = sorted(done.stdout.splitlines())
    assert left[0] == "1"
    assert "done" in left
    assert any(line.endswith(refused) for line in left), left
