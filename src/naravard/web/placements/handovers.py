"""Money that is shared by reported numbers: when everyone has reported or had the time to, it waits to be shared."""

import datetime
from collections.abc import Iterator

from django.urls import reverse

from naravard.agreement.duties import ends_at
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.doings import Doing
from naravard.web.access.permissions import Permission
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.ledger.preparation import prepared_handover
from naravard.web.placements.participation import Participation, Sharing, sharing_of
from naravard.web.placements.questions import received_by


@source
def to_share(asked: Asked) -> Iterator[Handover]:
    """Give, to those who receive the reports, each sharing that can be fixed and is not fixed as the reports stand."""
    for shown in asked.every:
        for code in asked.codes(Permission.SHARE_PLACEMENTS):
            if code not in shown.agreement.mandated(Doing.SHARES):
                continue
            for duty in received_by(shown, code):
                sharing = sharing_of(shown, duty, asked.now)
                waits = sharing.matter.waiting()
                if waits is not None and waits.organisation_id == code:
                    yield prepared_handover(
                        waits, asked, shown, seen=sharing.rests_on, more=(duty.id,),
                        what=Text("Fastställ fördelningen efter de redovisade talen",
                                  "Fix the allocation by the numbers reported"),
                        where=("placements:fix", "placements:share"),
                    )  # fmt: skip
                if waits is not None and waits.seen == sharing.rests_on:
                    continue
                if sharing.in_the_way is not None or sharing.is_fixed_as_it_stands():
                    continue
                amount = kronor(sum(one.amount for one in sharing.grants))
                again = sharing.fixed_by() is not None
                yield Handover(
                    id="to-share", organisation=asked.organisations[code], permission=Permission.SHARE_PLACEMENTS,
                    shown=shown, about=duty.id, since=_since(sharing) or asked.now,
                    url=reverse("placements:share", args=[code, shown.agreement.id, duty.id]),
                    what=Text(f"Fördela och fastställ {amount}", f"Share out and fix {amount}")
                    if not again
                    else Text(f"Pröva fördelningen av {amount} igen", f"See to the sharing of {amount} again"),
                    why=_why(sharing, again=again),
                )  # fmt: skip


def _why(sharing: Sharing, *, again: bool) -> Text:
    if again:
        return Text("Redovisningar har ändrats sedan den fastställdes.", "Reports have changed since it was fixed.")
    came = sum(one.part not in (Participation.MISSING, Participation.AWAITED) for one in sharing.reporters)
    return Text(
        f"{came} av {len(sharing.reporters)} har redovisat, och ingen har tid kvar.",
        f"{came} of {len(sharing.reporters)} have reported, and nobody has time left.",
    )


def _since(sharing: Sharing) -> datetime.datetime | None:
    """Return when the last of what is waited for came: a report, or the last day's end."""
    reports = [one.report.newest.submitted_at for one in sharing.reporters if one.report.newest]
    days = [ends_at(one.report.task.state.due) for one in sharing.reporters if one.report.task.state.due]
    return max((at for at in [*reports, *days] if at <= sharing.now), default=None)
