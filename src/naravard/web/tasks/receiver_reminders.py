"""The receiver of a duty reminds those that have not handed it in, each under *Väntar på dig* and by mail."""

import datetime
from collections.abc import Iterable

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import OTHERS
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Thing
from naravard.web.history.kinds import RECEIVER, event, example
from naravard.web.organisations.models import Organisation
from naravard.web.tasks import refusals
from naravard.web.tasks.acts import require_receiver
from naravard.web.tasks.changes import locked_duty
from naravard.web.tasks.duties import Task, thing_of
from naravard.web.tasks.models import ReceiverReminder

LONGEST = 500
_DUTY = Thing("duty", "exempel/delredovisning", Text("Delredovisning", "Interim report"))


@act(
    Permission.RECEIVE,
    matter=OTHERS,
    leaves=event(
        "duty-reminded",
        Text("{who} påminde {whose} om {thing:quoted}.", "{who} reminded {whose} of {thing:quoted}."),
        example(_DUTY, by=RECEIVER, after={"message": "Vi saknar er delredovisning."}),
    ),
)
def remind_of_duty(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    at: datetime.datetime,
    message: str = "",
) -> ReceiverReminder:
    """Remind an organisation that has not handed in what it is to, to one's own.

    Raises:
        DutyRefusedError: if it has handed it in, or cannot any more.
    """
    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=None)
    require_receiver(actor, duty)
    if not can_be_reminded(duty.task):
        raise refusals.nothing_to_remind_of(duty.task)
    by = actor.organisation
    if by is None:
        message_ = "an organisation reminds, never the service"
        raise NotAllowedError(message_)
    made = ReceiverReminder.objects.create(
        agreement_id=agreement_id, duty_id=duty_id, organisation=organisation, by_organisation=by,
        message=message.strip()[:LONGEST], made_at=at, made_by=actor.who.code,
    )  # fmt: skip
    tell(
        actor=actor, organisation=organisation, thing=thing_of(agreement_id, duty.duty), kind="duty-reminded", at=at,
        before=None, after={"message": made.message},
    )  # fmt: skip
    return made


def can_be_reminded(task: Task) -> bool:
    """Tell whether someone is to hand it in still: it has not come in, and can."""
    return task.duty.to is not None and task.state.can_be_submitted


def newest_reminders(codes: Iterable[str]) -> dict[tuple[str, str, str], ReceiverReminder]:
    """Return the newest reminder of each duty of some organisations: by agreement, duty and organisation."""
    found = ReceiverReminder.objects.filter(organisation__in=list(codes)).select_related("by_organisation")
    return {(one.agreement_id, one.duty_id, one.organisation_id): one for one in found.order_by("id")}
