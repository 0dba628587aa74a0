"""An organisation's money under an agreement as it stands and as it is expected to stand: what the pages here show.

Its own accounts, and those of others in which it holds a part: a municipality uses its RSS's money there.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from naravard.agreement.duties import swedish_day
from naravard.ledger import ShareBalance
from naravard.ledger.forecast import DecidedCost, Method, Outlook, outlooks
from naravard.ledger.risks import Risk, risks
from naravard.web.activities.models import Activity
from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import Money, moneys_of, terms_for
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.ledger.holders import uses_of
from naravard.web.organisations.models import Organisation
from naravard.web.site import clock
from naravard.web.site.request_memory import once_a_request

_COUNTED = (Activity.DECIDED, Activity.ENDED)


@dataclass(frozen=True, slots=True)
class HeldShare:
    """A part of another's grant that the organisation holds."""

    money: Money
    """The account of the one who was given the grant."""
    grant: str
    share: ShareBalance


@dataclass(frozen=True)
class Picture:
    """One organisation's money under one agreement, at a moment."""

    shown: Shown
    organisation: Organisation
    own: Money | None
    """Its own account, or None if the agreement gives it nothing of its own."""
    through: tuple[Money, ...]
    """The accounts of others in which it holds a part."""
    activities: tuple[Activity, ...]
    """Its own activities, and those of the ones it passes money on to, in the order of their codes."""
    now: datetime.datetime

    def until(self, fact_id: str) -> "Picture":
        """Return the picture as it was when a fact of the organisation's own account had been recorded.

        Raises:
            KeyError: when it has no such fact.
        """
        if self.own is None:
            raise KeyError(fact_id)
        moment, own = self.own.book.facts[fact_id].at, self.own.until(fact_id)
        return replace(self, own=own, through=tuple(money.at(moment) for money in self.through))

    @property
    def today(self) -> datetime.date:
        """The day it is in Sweden."""
        return swedish_day(self.now)

    @cached_property
    def shares(self) -> tuple[HeldShare, ...]:
        """Its parts of what others were given, in the agreement's order."""
        by_code = {money.organisation.code: money for money in self.through}
        return tuple(
            HeldShare(money, use.grant.id, money.balance.grant(use.grant.id).share(use.holder))
            for use in uses_of(self.shown, self.organisation.code)
            if use.holder and (money := by_code.get(use.recipient)) is not None
        )

    @property
    def own_activities(self) -> tuple[Activity, ...]:
        """Those that are the organisation's own."""
        return tuple(one for one in self.activities if one.organisation_id == self.organisation.code)

    @property
    def method(self) -> Method:
        """The method that says most: the plans where there are any, otherwise the pace."""
        counted = (one for one in self.activities if one.status in _COUNTED and one.budget)
        return Method.PLANS if any(counted) else Method.PACE

    def outlooks(self, method: Method | None = None) -> tuple[Outlook, ...]:
        """Return how each grant of its own is expected to stand at the end of the period."""
        return () if self.own is None else self._outlooks(self.own, method)

    def share_outlooks(self, method: Method | None = None) -> dict[str, ShareBalance]:
        """Return how each part that it holds of another's grant is expected to stand, by grant."""
        code = self.organisation.code
        return {
            outlook.grant: share
            for money in self.through
            for outlook in self._outlooks(money, method)
            for share in outlook.shares
            if share.holder == code
        }

    @cached_property
    def risks(self) -> tuple[Risk, ...]:
        """What may cost it its money, the loudest first."""
        if self.own is None or not self.own.is_fixed:
            return ()
        own = self.own
        return risks(own.book, own.terms, own.standings, self.outlooks(), now=self.now)

    def _outlooks(self, money: Money, method: Method | None) -> tuple[Outlook, ...]:
        return outlooks(
            money.book,
            money.terms,
            today=self.today,
            method=method or self.method,
            plans=tuple(_plans(self.activities, money.organisation.code)),
            coming=money.coming,
        )


@once_a_request
def picture_now(shown: Shown, organisation: Organisation) -> Picture:
    """Return an organisation's money as it stands now; asked for once by a page, its header and its content.

    Raises:
        NoMoneyError: when the agreement gives the organisation none, of its own or through another.
    """
    return picture_of(shown, organisation, clock.now())


def picture_of(shown: Shown, organisation: Organisation, now: datetime.datetime) -> Picture:
    """Return an organisation's money under an agreement: six questions to the database at most.

    Raises:
        NoMoneyError: when the agreement gives the organisation none, of its own or through another.
    """
    givers = _givers(shown, organisation.code)
    if not givers:
        raise NoMoneyError(shown.agreement.id, organisation.code)
    others = Organisation.objects.in_bulk([code for code in givers if code != organisation.code])
    accounts = moneys_of(shown, [organisation, *others.values()] if organisation.code in givers else
                         list(others.values()), now)  # fmt: skip
    return made_picture(shown, organisation, accounts, activities_of([shown], [organisation]), now)


def made_picture(
    shown: Shown,
    organisation: Organisation,
    accounts: Sequence[Money],
    activities: Iterable[Activity],
    now: datetime.datetime,
) -> Picture:
    """Put a picture together out of what has been read."""
    code = organisation.code
    concerned = {code, *terms_for(shown, code).onward}
    return Picture(
        shown=shown,
        organisation=organisation,
        own=next((money for money in accounts if money.organisation.code == code), None),
        through=tuple(money for money in accounts if money.organisation.code != code),
        activities=tuple(
            one for one in activities if one.agreement_id == shown.agreement.id and one.organisation_id in concerned
        ),
        now=now,
    )


def activities_of(every: Sequence[Shown], organisations: Sequence[Organisation]) -> list[Activity]:
    """Return the activities of some organisations and of those they pass money on to; one question."""
    codes = {one.code for one in organisations}
    for shown in every:
        for organisation in organisations:
            codes |= terms_for(shown, organisation.code).onward
    ids = [shown.agreement.id for shown in every]
    return list(Activity.objects.filter(agreement_id__in=ids, organisation__in=sorted(codes)))


def _givers(shown: Shown, code: str) -> list[str]:
    """Return whose accounts hold money that the organisation may use."""
    return list(dict.fromkeys(use.recipient for use in uses_of(shown, code)))


def _plans(activities: Iterable[Activity], recipient: str) -> Iterable[DecidedCost]:
    for one in activities:
        if one.status in _COUNTED:
            yield DecidedCost(
                activity=one.code,
                grant=one.grant,
                earmark=one.earmark,
                budget=one.budget,
                from_day=one.from_day,
                to_day=one.to_day,
                holder="" if one.organisation_id == recipient else one.organisation_id,
                ended=one.status == Activity.ENDED,
            )
