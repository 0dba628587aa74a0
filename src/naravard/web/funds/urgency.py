"""The most pressing thing: what, how much, by when, in how many days, and who does it; one for all first pages.

It is read out of what waits (:mod:`naravard.web.handovers`), of which the days and the people are known, and out of
what may cost an organisation its money (:mod:`naravard.ledger.risks`), of which the sums are. What can lose money
within thirty days comes first, the nearest day before the next; then what else has a day; then what has none.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from naravard.agreement.duties import days_left, swedish_day
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import kronor, long_day
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import roles_in
from naravard.web.agreements.current import Shown
from naravard.web.funds.picture import Picture
from naravard.web.funds.warnings import UNUSED
from naravard.web.handovers.handover import SOON, Handover
from naravard.web.organisations.models import Organisation
from naravard.web.papers.kinds import PaperKind
from naravard.web.payments.inbox import received_of
from naravard.web.payments.states import State
from naravard.web.tasks.carriers import Carrier, carrier_of
from naravard.web.tasks.words import distance

_ASKED = frozenset(
    {
        Permission.WORK_ON_DUTIES,
        Permission.SUBMIT_REPORTS,
        Permission.SIGN,
        Permission.CERTIFY,
        Permission.RECEIVE,
        Permission.PAY,
        Permission.FIX_ALLOCATION,
    }
)
"""The permissions whose next steps can be what is most pressing for an organisation: papers, reviews and payments."""
DutyKey = tuple[str, str, str]
"""Whose duty: agreement, duty, organisation."""
Waiting = tuple[Handover, Text | None]
"""What waits, and whom it waits for if that is not the reader."""
_DO = Text("Gör det nu", "Do it now")
_BUTTONS = {
    "paper-to-sign": Text("Läs och skriv under", "Read and sign"),
    "duty-to-sign": Text("Läs och skriv under", "Read and sign"),
    "report-to-review": Text("Granska redovisningen", "Review the report"),
    "to-receive": Text("Granska", "Review"),
    "to-pay": Text("Välj vad som ska betalas", "Choose what to pay"),
    "batch-to-confirm": Text("Öppna omgången", "Open the batch"),
    "bank-answer": Text("Läs bankens svar", "Read the bank's answer"),
    "prepared": Text("Granska och besluta", "Review and decide"),
    "activities-to-decide": Text("Granska och besluta", "Review and decide"),
    "board-decision": Text("Öppna beslutet", "Open the decision"),
    "to-mend": Text("Rätta", "Put it right"),
    "time-asked": Text("Svara", "Answer"),
}
"""What leads to the kinds of things that wait, by their ids."""
_OPENS = frozenset({"duty-near", "reminded", "to-mend", "to-do-more"})
"""What is begun where the duty's paper is written."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """One thing that cannot wait."""

    handover: Handover
    order: Text
    """What is to be done, with the sum: ``Rekvirera 191 460 746 kr``."""
    amount: int | None
    """Kronor that depend on it; None if that is not known."""
    left: int | None
    """Days to the last day, below 0 after it; None if there is none."""
    whom: Text | None
    """Who has it now, if that is not the reader."""
    url: str
    """Where the reader does it now; empty for one who cannot."""
    waited: int
    """Days since it was handed over."""

    @property
    def heading(self) -> Text:
        """The act with its sum and its day: ``Rekvirera 191 460 746 kr senast 1 december 2022``."""
        if self.handover.due is None:
            return self.order
        day, passed = long_day(self.handover.due), (self.left or 0) < 0
        return Text(
            f"{self.order.sv}: sista dagen var {day.sv}" if passed else f"{self.order.sv} senast {day.sv}",
            f"{self.order.in_language('en')}: the last day was {day.en}"
            if passed
            else f"{self.order.in_language('en')} by {day.en}",
        )

    @property
    def days(self) -> Text | None:
        """How many days are left, how late it is, or how long it has waited."""
        if self.left is None:
            return _since(self.waited)
        if self.left > 1:
            return Text(f"{self.left} dagar kvar", f"{self.left} days left")
        if self.left >= 0:
            return Text("1 dag kvar", "1 day left") if self.left else Text("Sista dagen är i dag", "Due today")
        return Text(f"Försenad: sista dagen var {distance(self.left).sv}", f"Late: due {distance(self.left).en}")

    @property
    def button(self) -> Text:
        """What the button that leads to it says."""
        carrier = _carrier(self.handover)
        if self.handover.id in _OPENS and isinstance(carrier, PaperKind):
            return Text(f"Till {carrier.the.sv}", f"To {carrier.the.in_language('en')}")
        return _BUTTONS.get(self.handover.id, _DO)

    @property
    def depends(self) -> Text | None:
        """How much money depends on it, where what is to be done does not say so."""
        if self.amount is None or kronor(self.amount) in self.order.sv:
            return None
        return Text(f"{kronor(self.amount)} hänger på det.", f"{kronor(self.amount)} depend on it.")

    @property
    def follows(self) -> Text | None:
        """What follows if it is not done, where the text says so."""
        follows = self.handover.follows
        if follows is None or follows.sv.startswith("Om "):
            return follows
        return Text(f"Om det inte görs: {follows.sv}", f"If it is not done: {follows.in_language('en')}")

    @property
    def is_at_stake(self) -> bool:
        """Whether something is lost by it, or it is late: then it is red."""
        return (self.left is not None and self.left < 0) or (self.amount is not None and self.left is not None)


def asked_of(organisation: Organisation) -> frozenset[Permission]:
    """Return the permissions whose next steps can be most pressing in an organisation: those it has roles for."""
    had = {permission for role in roles_in(organisation.kind, organisation.code) for permission in role.permissions}
    return _ASKED & had


def pressing_of(
    waiting: Iterable[Waiting], stakes: Mapping[DutyKey, int], now: datetime.datetime, *, most: int = 1
) -> list[Pressing]:
    """Return what is most pressing of what waits; ``stakes`` are the kronor that depend on duties."""
    found = [_pressing(one, whom, stakes, now) for one, whom in waiting]
    return sorted(found, key=_rank)[:most]


def for_reader(
    waiting: Iterable[Waiting], person: str, permissions: Mapping[str, frozenset[Permission]]
) -> list[Waiting]:
    """Return what waits as one reader has it: what the reader may do waits for nobody else.

    ``person`` is the reader's code, and ``permissions`` what the reader may do in each organisation.
    """
    nothing: frozenset[Permission] = frozenset()
    return [
        (one, None if one.is_for(person, permissions.get(one.organisation.code, nothing)) else whom)
        for one, whom in waiting
    ]


def stakes_of(pictures: Iterable[Picture]) -> dict[DutyKey, int]:
    """Return the kronor that depend on each duty: a right that lapses, a condition, and what is to be paid back.

    That money may be left when the period ends depends on no duty yet, so it is a warning and no more.
    """
    found: dict[DutyKey, int] = {}
    for picture in pictures:
        is_over = picture.today > picture.shown.agreement.period.to
        for risk in picture.risks:
            if risk.amount and (risk.kind != UNUSED or is_over):
                key = (picture.shown.agreement.id, risk.duty, picture.organisation.code)
                found[key] = found.get(key, 0) + risk.amount
    return found


def _pressing(one: Handover, whom: Text | None, stakes: Mapping[DutyKey, int], now: datetime.datetime) -> Pressing:
    amount = stakes.get(one.duty_key) if one.duty else None
    if amount is None and one.id == "to-receive":
        amount = _requisitioned(one, now)
    return Pressing(
        handover=one,
        order=_order(one, amount),
        amount=amount,
        left=days_left(now, one.due) if one.due else None,
        whom=whom,
        url=one.url if whom is None else "",
        waited=(swedish_day(now) - swedish_day(one.since)).days,
    )


def _rank(one: Pressing) -> tuple[bool, bool, int, int]:
    is_near = one.amount is not None and one.left is not None and one.left <= SOON
    return not is_near, one.left is None, one.left or 0, -(one.amount or 0)


def _order(one: Handover, amount: int | None) -> Text:
    """Return what is to be done, with the sum where that does not stand in it already."""
    carrier = _carrier(one)
    total = kronor(amount or 0)
    if one.id == "to-receive" and carrier is not None and carrier.received_label.sv:
        noun = carrier.received_label if one.count > 1 else carrier.label
        some = f": {total}" if amount is not None else ""
        return Text(
            f"Granska {one.count} {noun.sv.lower()}{some}", f"Review {one.count} {noun.in_language('en').lower()}{some}"
        )
    if amount is None or total in one.what.sv:
        return one.what
    if one.is_duty and carrier is not None and carrier.verb.sv:
        return Text(f"{carrier.verb.sv} {total}", f"{carrier.verb.in_language('en')} {total}")
    return one.what


def _carrier(one: Handover) -> Carrier | None:
    duty = _duty(one)
    return carrier_of(one.shown, duty) if one.shown is not None and duty is not None else None


def _duty(one: Handover) -> Duty | None:
    every: Sequence[Duty] = one.shown.agreement.duties if one.shown is not None else ()
    return next((duty for duty in every if duty.id == (one.duty or one.about)), None)


def _requisitioned(one: Handover, now: datetime.datetime) -> int | None:
    """Return what is asked for in the requisitions that wait to be reviewed; None if it is no requisition."""
    duty, shown = _duty(one), one.shown
    if duty is None or shown is None or duty.about != "requisition":
        return None
    return _waiting_sum(shown, duty, now)


def _waiting_sum(shown: Shown, duty: Duty, now: datetime.datetime) -> int:
    waits = (each for each in received_of(shown, now) if each.state is State.WAITS and each.duty.id == duty.id)
    return sum(each.requisitioned for each in waits)


def _since(waited: int) -> Text | None:
    if waited < 1:
        return None
    if waited == 1:
        return Text("Har väntat sedan i går", "Has waited since yesterday")
    return Text(f"Har väntat i {waited} dagar", f"Has waited for {waited} days")
