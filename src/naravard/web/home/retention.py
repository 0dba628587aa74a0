"""What has been kept for its days goes: sent reminders, invitations that are done with, drafts left unwritten."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from naravard.agreement.model import Text
from naravard.web.access.actor import THE_SERVICE, Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import SERVICE as THE_SERVICES
from naravard.web.access.permissions import Permission
from naravard.web.drafting.models import AgreementDraft
from naravard.web.history.content import SERVICE, Plain, Thing
from naravard.web.history.kinds import event, example
from naravard.web.history.sentences import counted
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.people.models import Invitation, ProposedRole
from naravard.web.placements.models import ReportDraft, SubmittedReport
from naravard.web.reminders.models import ReminderMail

_DRAFTS = Thing("drafts", "all", Text("utkasten", "the drafts"))


def sweep_reminders(*, at: datetime.datetime) -> int:
    """Remove what was sent longer ago than it is kept, with the reminders in it; return how many mails."""
    old = ReminderMail.objects.filter(claimed_at__lt=_before(at, settings.KEEP_REMINDERS_DAYS)).exclude(sent_at=None)
    count = old.count()
    old.delete()
    return count


def sweep_invitations(*, at: datetime.datetime) -> int:
    """Remove invitations, and roles that were offered, that were answered or ended longer ago than they are kept."""
    before = _before(at, settings.KEEP_INVITATIONS_DAYS)
    ended = Q(accepted_at__lt=before) | Q(withdrawn_at__lt=before) | Q(expires_at__lt=before)
    invitations, _ = Invitation.objects.filter(ended).delete()
    offered = ProposedRole.objects.filter(Q(confirmed_at__lt=before) | Q(withdrawn_at__lt=before))
    roles, _ = offered.delete()
    return invitations + roles


@act(
    Permission.KEEP_ACCOUNTS,
    matter=THE_SERVICES,
    leaves=event(
        "drafts-swept",
        Text(
            "{who} tog bort {count} som ingen har ändrat på {days} dagar och inget har lämnats in av: {drafts}.",
            "{who} removed {count} that nobody has changed in {days} days and nothing has been handed in of: {drafts}.",
        ),
        example(
            _DRAFTS,
            person=SERVICE,
            organisation=None,
            after={"days": 1095, "drafts": ["region-09 exempel/delrapport"]},
        ),
        count=counted("drafts", Text("1 utkast", "1 draft"), Text("{} utkast", "{} drafts")),
        drafts=lambda told: Text(", ".join(map(str, (told.after or {}).get("drafts") or []))),  # type: ignore[arg-type]
    ),
)
def remove_old_drafts(*, actor: Actor, at: datetime.datetime) -> int:
    """Remove drafts that nobody has changed in the days that they are kept, and nothing was handed in of.

    Of agreements only those that were put away. What is removed is told by its organisation and duty.
    """
    before = _before(at, settings.KEEP_DRAFTS_DAYS)
    of_duty = {name: OuterRef(name) for name in ("agreement_id", "organisation", "duty_id")}
    papers = PaperDraft.objects.filter(Q(changed_at__lt=before), ready_at=None)
    papers = papers.exclude(Exists(HandedInPaper.objects.filter(**of_duty)))
    reports = ReportDraft.objects.filter(saved_at__lt=before)
    reports = reports.exclude(Exists(SubmittedReport.objects.filter(**of_duty)))
    away = AgreementDraft.objects.filter(put_away_at__lt=before)
    gone = [*_removed(papers), *_removed(reports), *_removed(away)]
    if gone:
        told: dict[str, Plain] = {"days": settings.KEEP_DRAFTS_DAYS, "drafts": gone}  # type: ignore[dict-item]
        tell(actor=actor, organisation=None, thing=_DRAFTS, kind="drafts-swept", before=None, after=told, at=at)
    return len(gone)


def sweep_drafts(*, at: datetime.datetime) -> int:
    """Let the service remove old drafts; return how many."""
    removed: int = remove_old_drafts(actor=THE_SERVICE, at=at)
    return removed


def _removed(rows: Iterable[Any]) -> list[str]:
    gone = []
    for row in list(rows):
        gone.append(f"{row.organisation_id} {row.agreement_id}/{getattr(row, 'duty_id', row.pk)}")
        row.delete()
    return gone


def _before(at: datetime.datetime, days: int) -> datetime.datetime:
    return at - datetime.timedelta(days=days)
