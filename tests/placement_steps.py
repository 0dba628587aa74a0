"""Reports of keys handed in by the same acts as on the pages, and a small agreement that is shared by them."""

import datetime
from fractions import Fraction

from django.db import transaction

from money_steps import swedish
from naravard.agreement.files import AgreementFiles
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.acts import take_in
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.next_version import SIGNED, fix
from naravard.web.organisations.models import Organisation
from naravard.web.placements.acts import submit_report
from naravard.web.placements.models import SubmittedReport
from naravard.web.placements.participation import Sharing, sharing_of
from naravard.web.tasks.duty_book import duty_book
from web_shared import LOADED_AT

WEEKS = "sma-veckor"
"""An agreement of two grants: one to the regions by equal parts, one by the increase of reported weeks."""
DUTY = "veckoredovisning"
FIXED, IN_TIME, LATE, DECEMBER = (
    swedish(moment) for moment in ("2022-03-01 09:00", "2022-11-30 23:59:59", "2022-12-01 00:00", "2022-12-02 09:00")
)

_AGREEMENT = """
format: 1
id: sma-veckor
name: {sv: Fler veckor, en: More weeks}
period: {from: 2022-01-01, to: 2022-12-31}
total: {amount: 1 000 100, clause: "1"}
mandates:
  - {does: fixes, who: regeringskansliet}
  - {does: extends, who: regeringskansliet}
  - {does: pays, who: kammarkollegiet}
  - {does: reclaims, who: regeringskansliet}
parties: [{id: staten, name: Staten, clause: "1"}]
clauses:
  - {id: "1", title: Pengar, text: Totalt 1 000 100 kronor.}
  - {id: "2", title: Veckor, text: Veckorna redovisas senast den 30 november. Det är ett krav för att ta del av medlen.}
areas:
  - {id: veckor, name: {sv: Veckor, en: Weeks}, clause: "1"}
keys:
  - id: fore
    name: {sv: Veckor 2021, en: Weeks in 2021}
    clause: "2"
    unit: {sv: veckor, en: weeks}
    source: Regionerna
    reference_period: "2021"
    awaits: veckoredovisning
  - id: efter
    name: {sv: Veckor 2022, en: Weeks in 2022}
    clause: "2"
    unit: {sv: veckor, en: weeks}
    source: Regionerna
    reference_period: "2022"
    awaits: veckoredovisning
grants:
  - {id: lika, name: {sv: Lika, en: Equal}, amount: 1 000 000, clause: "1", recipients: [regions], rule: equal}
  - id: okning
    name: {sv: Fler veckor, en: More weeks}
    amount: 100
    clause: "1"
    area: veckor
    recipients: [regions]
    rule: {kind: increase, before: fore, after: efter, clause: "2"}
duties:
  - id: veckoredovisning
    name: {sv: Redovisning av veckor, en: Account of weeks}
    about: key-report
    who: [regions]
    to: socialstyrelsen
    due: 2022-11-30
    clause: "2"
    condition: CONDITION
    if_missed: {sv: Den som inte redovisar får inget., en: Who does not report gets nothing.}
    brings: [fore, efter]
    states: [{id: handledare, name: {sv: Handledare, en: Supervisors}, unit: {sv: personer, en: persons}}]
"""


def weeks(*, condition: bool = True, fixed: bool = True, decimals: int = 0) -> str:
    """Take the small agreement in, and fix its first version; return its id."""
    content = _AGREEMENT.replace("CONDITION", str(condition).lower())
    content = content.replace("awaits:", f"decimals: {decimals}\n    awaits:")
    files = AgreementFiles({"agreement.yaml": content.encode()}, name=WEEKS)
    take_in(actor=THE_SERVICE, agreement_id=WEEKS, files=files, at=LOADED_AT)
    if fixed:
        with transaction.atomic():
            fix(WEEKS, by=THE_SERVICE, at=FIXED, basis=SIGNED, reason="")
    return WEEKS


def looks_fixed(agreement_id: str) -> None:
    """Let papers carry the agreement's duties, without allotting anyone anything."""
    digest = shown_or_404(agreement_id).digest
    FixedAllocation(
        agreement_id=agreement_id, version=1, digest=digest, basis=SIGNED, total=0, made_at=FIXED, made_by="naravard"
    ).save()


def reported(
    code: str,
    before: int | Fraction,
    after: int | Fraction,
    *,
    at: datetime.datetime = IN_TIME,
    agreement_id: str = WEEKS,
    duty_id: str = DUTY,
) -> SubmittedReport:
    """Hand in an organisation's report: the two keys, and 5 of whatever else is asked for."""
    duty = duty_book(shown_or_404(agreement_id)).duties[duty_id]
    numbers = {duty.brings[0]: before, duty.brings[1]: after} | {one.id: 5 for one in duty.states}
    report: SubmittedReport = submit_report(
        actor=THE_SERVICE,
        organisation=Organisation.objects.get(pk=code),
        agreement_id=agreement_id,
        duty_id=duty_id,
        numbers=numbers,
        at=at,
    )
    return report


def sharing(at: datetime.datetime = DECEMBER, *, agreement_id: str = WEEKS, duty_id: str = DUTY) -> Sharing:
    """Return how the sharing stands at a moment."""
    shown = shown_or_404(agreement_id)
    return sharing_of(shown, duty_book(shown).duties[duty_id], at)
