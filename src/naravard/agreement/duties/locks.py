"""Why a duty cannot be changed, and who can open it: a sentence or two, for whoever asks."""

import datetime

from naravard.agreement import reference
from naravard.agreement.duties.deadlines import swedish_day
from naravard.agreement.duties.mandates import only_extends
from naravard.agreement.duties.status import Status
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import clause_reference, day


def receiver(duty: Duty, given: Text | None) -> Text | None:
    """Return the name of who receives it: the one given, or that of a built-in organisation."""
    built_in = {organisation.id: organisation.name for organisation in reference.organisations()}
    return given or built_in.get(duty.to or "")


def why(
    status: Status,
    duty: Duty,
    due: datetime.date | None,
    received_by: Text | None,
    finished_at: datetime.datetime | None,
    extender: Text | None,
) -> Text | None:
    """Return why nothing can be changed and who can open it; ``None`` when it is not locked."""
    if status is Status.NOT_YET_OPEN and duty.opens is not None:
        return _not_open(duty, duty.opens)
    if status is Status.CLOSED and duty.closed is not None:
        return _closed(duty.closed)
    if status is Status.LAPSED and due is not None:
        return _lapsed(due, extender)
    if status.is_finished and finished_at is not None:
        return _finished(status, duty, received_by, day(swedish_day(finished_at)))
    return None


def _not_open(duty: Duty, opens: datetime.date) -> Text:
    return Text(
        f"Går att påbörja från och med {day(opens)}, enligt {clause_reference(duty.clause)}. "
        "Ingen kan öppna den tidigare.",
        f"Can be begun from {day(opens)} onwards, according to {clause_reference(duty.clause, 'en')}. "
        "No one can open it earlier.",
    )


def _closed(closed: datetime.date) -> Text:
    return Text(
        f"Överenskommelsen är avslutad sedan {day(closed)}. Inget mer ska göras.",
        f"The agreement has been closed since {day(closed)}. Nothing more is to be done.",
    )


def _lapsed(due: datetime.date, extender: Text | None) -> Text:
    only = only_extends(extender)
    return Text(
        f"Rätten har förfallit: sista dagen var {day(due)}. {only.sv}",
        f"The right has lapsed: the last day was {day(due)}. {only.en}",
    )


def _finished(status: Status, duty: Duty, received_by: Text | None, when: str) -> Text:
    start = Text("Inlämnad", "Handed in") if status is Status.SUBMITTED else Text("Klar sedan", "Done since")
    if duty.to is None:
        opener = Text("Ingen mottagare är angiven. Den egna organisationen kan öppna den igen.",
                      "No receiver is stated; the organisation itself can open it again.")  # fmt: skip
    elif received_by is None:
        opener = Text("Den som tar emot kan öppna den igen.", "The receiver can open it again.")
    else:
        opener = Text(
            f"Den som tar emot, {received_by.sv}, kan öppna den igen.",
            f"The receiver, {received_by.in_language('en')}, can open it again.",
        )
    return Text(f"{start.sv} {when}. {opener.sv}", f"{start.en} {when}. {opener.en}")
