"""SKR's activity report brought to a state by the acts themselves."""

import datetime
from typing import Any

from money_steps import swedish
from naravard.web.access.actor import Actor
from naravard.web.agreements.current import shown_or_404
from naravard.web.organisations.models import Organisation
from naravard.web.papers.drafts import draft_of
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.paper_kinds import ACTIVITY_REPORT
from naravard.web.papers.signed_files import ON_PAPER
from requisition_steps import NUMBERS, fixed_for, preparer, signatory
from web_shared import WHOLE

REPORT_WRITTEN_AT = swedish("2023-03-01 10:00:00")
REPORT_SIGNED_AT = swedish("2023-03-15 11:12:13")
TEXTS = NUMBERS | {
    "verksamhet": "SKR har stöttat regioner och kommuner.\n\nNätverk har mötts varje månad.",
    "resultat": "Alla regioner har deltagit.",
    "jamstalldhet": "Statistiken är uppdelad på kön.",
    "sarskilda-skal": "",
    "jamstalld-halsa": "Insatserna når kvinnor och män lika.",
    "omraden--nara-vard": "30 miljoner kronor.",
}


def written_report(by: Actor | None = None, *, at: datetime.datetime = REPORT_WRITTEN_AT, **values: str) -> PaperDraft:
    """Write the whole report, the values given instead."""
    fixed_for("skr")
    organisation = Organisation.objects.get(pk="skr")
    return ACTIVITY_REPORT.acts.write(
        actor=by or preparer("skr", at),
        organisation=organisation,
        agreement_id=WHOLE,
        values=TEXTS | values,
        version=draft_of(organisation, WHOLE, ACTIVITY_REPORT.duty_of(shown_or_404(WHOLE), organisation.code)).version,
        at=at,
    )


def ready_report(by: Actor | None = None, *, at: datetime.datetime = REPORT_WRITTEN_AT, **values: str) -> PaperDraft:
    """Write the report and make it ready to be signed."""
    by = by or preparer("skr", at)
    draft = written_report(by, at=at, **values)
    return ACTIVITY_REPORT.acts.ready(
        actor=by, organisation=draft.organisation, agreement_id=WHOLE, version=draft.version, at=at
    )


def handed_in_report(
    by: Actor | None = None, *, at: datetime.datetime = REPORT_SIGNED_AT, **given: Any
) -> HandedInPaper:
    """Write, make ready, sign on paper and hand in the report."""
    draft = ready_report(at=min(REPORT_WRITTEN_AT, at))
    return ACTIVITY_REPORT.acts.hand_in(
        actor=by or signatory("skr", at),
        organisation=draft.organisation,
        agreement_id=WHOLE,
        version=draft.version,
        way=ON_PAPER,
        at=at,
        **given,
    )
