"""Two fix, or hand in, at the same moment on a database of their own: it happens once, and the other is told."""

import pytest

from own_databases import Place

BEGIN = """
import sys, threading
sys.path.insert(0, sys.argv[1])
from naravard.web.startup import start_django
start_django()
from django.db import connection
from naravard.web.access.actor import THE_SERVICE
from naravard.web.fixing.acts import fix_allocation, prepare_version, state_reference_number
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.models import FixedAllocation, RecordedFact, StatedReferenceNumber
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.intake import take_in_organisations
from naravard.web.placements.acts import submit_report
from naravard.web.placements.fixation import prepare_shares, share_by_reports
from naravard.web.placements.models import SubmittedReport
from naravard.web.tasks.errors import DutyRefusedError
from people_samples import acting, member
from placement_steps import DECEMBER, DUTY, FIXED, IN_TIME, WEEKS, reported, weeks
take_in_organisations(actor=THE_SERVICE, at=FIXED)
together = threading.Barrier(2)
said = []
def attempt(act, given):
    together.wait()
    try:
        act(**({"actor": THE_SERVICE, "agreement_id": WEEKS} | given))
        said.append("done")
    except (MoneyRefusedError, DutyRefusedError) as refused:
        said.append(refused.code)
    finally:
        connection.close()
def at_once(act, *given):
    threads = [threading.Thread(target=attempt, args=(act, each)) for each in given]
    [each.start() for each in threads]
    [each.join() for each in threads]
    print(*sorted(said))
"""
FIX = """
weeks(fixed=False)
one, other, third = [acting(member("regeringskansliet", "ministry-official", name)) for name in "ABC"]
given = {"basis": "signed", "at": FIXED}
prepare_version(actor=one, agreement_id=WEEKS, **given)
at_once(fix_allocation, given | {"actor": other}, given | {"actor": third})
print(FixedAllocation.objects.count(), RecordedFact.objects.count())
"""
SHARE = """
weeks()
reported("region-01", 10, 20)
one, other, third = [acting(member("socialstyrelsen", "report-analyst", name)) for name in "ABC"]
given = {"duty_id": DUTY, "reason": "Alla tal", "at": DECEMBER}
prepare_shares(actor=one, agreement_id=WEEKS, **given)
at_once(share_by_reports, given | {"actor": other}, given | {"actor": third})
print(FixedAllocation.objects.count(), RecordedFact.objects.count())
"""
HAND_IN = """
weeks()
region = Organisation.objects.get(pk="region-01")
given = {"organisation": region, "duty_id": DUTY, "at": IN_TIME, "seen_version": 0}
at_once(submit_report, *({**given, "numbers": {"fore": 1, "efter": after, "handledare": 1}} for after in (2, 3)))
print(SubmittedReport.objects.count(), SubmittedReport.objects.get().number)
"""


@pytest.mark.parametrize(
    ("code", "told", "left"),
    [
        (FIX, "done nothing-prepared", "1 21"),
        (SHARE, "done nothing-prepared", "2 42"),
        (HAND_IN, "changed-meanwhile done", "1 1"),
    ],
    ids=["two fix the first version", "two share by the reports", "two hand in one report"],
)
def test_of_two_at_once_one_does_it_and_the_other_is_told(
    own_database: Place, pytestconfig: pytest.Config, code: str, told: str, left: str
) -> None:
    done = own_database.run(BEGIN + code, pytestconfig.rootpath / "tests")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [told, left]
