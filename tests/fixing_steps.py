"""Agreements taken in again, and fixed in a second version by reported numbers, for tests of what is in force."""

import datetime
from fractions import Fraction

from money_steps import fixed
from naravard.agreement.files import AgreementFiles
from naravard.agreement.model import Agreement
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.acts import take_in
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.models import CurrentSnapshot
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.next_version import SIGNED, fix
from naravard.web.site.clock import now
from web_shared import WHOLE

SHARED_AT = datetime.datetime(2022, 12, 23, 9, tzinfo=datetime.UTC)


def taken_in_anew(agreement_id: str, *changes: tuple[str, str, str]) -> str:
    """Take an agreement in with words of its files changed (file, old, new); return the new digest."""
    files = dict(CurrentSnapshot.objects.get(pk=agreement_id).snapshot.files)
    for name, old, new in changes:
        before = files[name].decode()
        assert old in before, (name, old)
        files[name] = before.replace(old, new).encode()
    made = AgreementFiles(files, name=agreement_id)
    take_in(actor=THE_SERVICE, agreement_id=agreement_id, files=made, at=now())
    return CurrentSnapshot.objects.get(pk=agreement_id).snapshot.digest


def weeks_of(agreement: Agreement) -> dict[str, dict[str, Fraction]]:
    """Return placement weeks for all who are to report them: each has more in the second year than in the first."""
    codes = [each.code for each in agreement.recipients_of(agreement.grant("vfu"))]
    return {
        "vfu-weeks-2021": {code: Fraction(100) for code in codes},
        "vfu-weeks-2022": {code: Fraction(101 + place % 7) for place, code in enumerate(codes)},
    }


def both_versions(basis: str = SIGNED, outside: tuple[str, ...] = ("0980",)) -> FixedAllocation:
    """Fix the allocation as signed in March, and again in December with the weeks that were reported."""
    fixed()
    keys = weeks_of(shown_or_404(WHOLE).agreement)
    return fix(
        WHOLE,
        by=THE_SERVICE,
        at=SHARED_AT,
        basis=basis,
        reason="Alla veckor är inne",
        keys=keys,
        outside={"vfu-report": outside},
        same_agreement=True,
    )
