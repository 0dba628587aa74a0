"""A recipient's year as a list of papers and steps: what a line says, and what the lines are read out of.

The states are read out of the facts and the duties; nothing is stored. The list itself is
:mod:`naravard.web.funds.year_papers`; a kind of paper gives its own lines (:meth:`.PaperKind.year`).
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, runtime_checkable

from django.urls import reverse

from naravard.agreement.duties import Status, days_left, ends_at
from naravard.agreement.model import Duty, Text
from naravard.agreement.status_words import WAITS_FOR_YOU, ShownStatus, waiting_for
from naravard.agreement.wording import either
from naravard.ledger import DutyStanding
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import roles_in
from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import Money
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Membership
from naravard.web.tasks.carriers import Carrier, carrier_of
from naravard.web.tasks.next_steps import NextStep, NextSteps
from naravard.web.tasks.paper_duties import is_carried
from naravard.web.tasks.words import distance

_NAMED = 3
NO_WORDS = Text("", "")
_NO_DAY = Text("ingen sista dag i texten", "no last day in the text")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPaper:
    """One paper or step of the year."""

    id: str
    name: Text
    state: ShownStatus
    says: Text = NO_WORDS
    """Sums and days, where there is more to tell than the state."""
    due: datetime.date | None = None
    far: Text | None = None
    """How far the last day lies from today, or None if it no longer matters."""
    no_day: bool = False
    """Whether there is no last day though one could be asked for: the text gives none."""
    next: Text = NO_WORDS
    """Who does the next step; empty where there is none."""
    people: tuple[str, ...] = ()
    """The names of those in the organisation who may."""
    url: str = ""
    clause: str = ""

    @property
    def named(self) -> Text:
        """The first of those who may, and that there are more."""
        names, more = ", ".join(self.people[:_NAMED]), len(self.people) > _NAMED
        return Text(f"{names} m.fl." if more else names, f"{names} and others" if more else names)

    @property
    def day_words(self) -> Text:
        """What stands for a last day where the text gives none."""
        return _NO_DAY if self.no_day else NO_WORDS


@dataclass(frozen=True, kw_only=True)
class Year:
    """What the lines are read out of."""

    shown: Shown
    organisation: Organisation
    account: Money | None
    """The organisation's money; ``None`` if the agreement gives it nothing of its own."""
    people: Sequence[Membership]
    """Those who have a role in the organisation today, if the reader is one of them."""
    is_own: bool
    now: datetime.datetime

    @property
    def money(self) -> Money:
        """The organisation's money, where it has any."""
        assert self.account is not None  # noqa: S101 - for the type checker; asked for only where there is an account
        return self.account

    @property
    def is_over(self) -> bool:
        """Whether the agreement's days are over, so that nothing of the year goes on any more."""
        return self.now >= ends_at(self.shown.agreement.period.to)

    @property
    def waits_for_own(self) -> ShownStatus:
        """Say that something waits for the organisation itself: for the reader, if that is one of its people."""
        return WAITS_FOR_YOU if self.is_own else waiting_for(self.organisation.text)

    def url(self, room: str) -> str:
        """Return a room's address, for one who may use it."""
        return reverse(room, args=[self.organisation.code, self.shown.agreement.id]) if self.is_own else ""

    def url_of(self, carrier: Carrier, duty: Duty) -> str:
        """Return the address of the room where a duty is done, for one who may use it."""
        return (
            reverse(carrier.room, args=carrier.place(self.shown, self.organisation.code, duty)) if self.is_own else ""
        )

    def who(self, permission: Permission) -> dict[str, Any]:
        """Return who in the organisation does something: the roles, and those who hold them today."""
        roles = roles_in(self.organisation.kind, self.organisation.code)
        names = [role.name for role in roles if permission in role.permissions]
        held = [one.person.name for one in self.people if permission in one.role_class.permissions]
        return {"next": either(names), "people": tuple(dict.fromkeys(held))}

    def day(self, duty: Duty, *, over: bool = False) -> dict[str, Any]:
        """Return a duty's last day, how far it is, and its clause."""
        due = self.standing(duty).state(duty, self.now).due
        far = distance(days_left(self.now, due)) if due and not over else None
        return {"due": due, "far": far, "no_day": due is None, "clause": duty.clause}

    def status(self, duty: Duty) -> Status:
        """Return how a duty stands by what has been done about it."""
        return self.standing(duty).state(duty, self.now).status

    def shown_status(self, duty: Duty) -> ShownStatus:
        """Return the same as one of the six words."""
        return self.standing(duty).state(duty, self.now).shown

    def standing(self, duty: Duty) -> DutyStanding:
        """Return what has been done about a duty."""
        return self.money.standings.get(duty.id, DutyStanding())

    def next_step(self, duty: Duty) -> NextStep:
        """Return what the next step of a duty asks for, while it can be handed in."""
        progress = self.standing(duty).progress
        begun = progress.begun_at is not None or progress.submitted_at is not None
        return self._steps.of_duty(self.shown, duty, self.organisation.code, begun=begun)

    @cached_property
    def _steps(self) -> NextSteps:
        return NextSteps([self.organisation.code], {self.shown.agreement.id} if self.money.is_fixed else ())

    def of_duty(self, duty: Duty) -> YearPaper:
        """Return a line of a duty of which there is no more to tell than how it stands."""
        state, agreement = self.standing(duty).state(duty, self.now), self.shown.agreement
        status = state.status
        carrier = carrier_of(self.shown, duty) if is_carried(self.shown, duty) else None
        url = (self.url_of(carrier, duty) if carrier else "") or (
            reverse("tasks:duty", args=[self.organisation.code, agreement.id, duty.id]) if self.is_own else ""
        )
        is_over = status.is_over or status is Status.LAPSED
        step = {} if is_over else self.who(self.next_step(duty).permission)
        condition = Text("villkor för utbetalning", "a condition for payment") if duty.condition else NO_WORDS
        return YearPaper(
            id=duty.id, name=duty.name, state=state.shown, says=condition, url=url,
            **self.day(duty, over=status.is_finished), **step,
        )  # fmt: skip


@runtime_checkable
class OfTheYear(Protocol):
    """What carries a duty and has more to tell of it than how it stands."""

    def year(self, year: Year, duty: Duty) -> Iterator[YearPaper]:
        """Give the lines of a duty."""
