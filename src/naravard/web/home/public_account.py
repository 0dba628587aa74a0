"""What everyone may see of an organisation's money: what it got, when it was paid, used, given back and reported.

The sums are those of the accounts (:mod:`naravard.ledger`), the organisation's own and those of others in which it
holds a part, as they stood when a day ended. Drafts, names of people, account numbers, references and the words that
people have written are not here: nothing is taken but sums, days, agreements and organisations. See decision 94.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from naravard.agreement.duties import Progress, Status, ends_at, state_of, swedish_day
from naravard.agreement.duties.status import is_acted
from naravard.agreement.model import Duty, Grant, Text
from naravard.agreement.status_words import NOT_IN, ShownStatus
from naravard.ledger import entries
from naravard.ledger.facts import Allotted, Fact, OnwardReturned, Paid, PaidOnward, Reclaimed, Repaid, Requisitioned
from naravard.web.agreements.current import Shown
from naravard.web.agreements.in_force import all_in_force
from naravard.web.funds.links import Links
from naravard.web.ledger.accounts import Money, moneys_under
from naravard.web.ledger.holders import UsableGrant, uses_of
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.models import Share
from naravard.web.sharing.overview import standing_facts as onward_facts
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.models import DutyRecord, Extension

_TOLD = (Allotted, Requisitioned, Paid, PaidOnward, OnwardReturned, Repaid, Reclaimed)
"""The facts that are told one by one: costs are told as a sum, since each is described in somebody's words."""
_SAID = frozenset({Status.SUBMITTED, Status.DONE, Status.LATE, Status.LAPSED, Status.CLOSED})
"""How a duty can stand that everyone may see: how far its holder has come is the holder's own matter."""
_SHARED = Text("Delningen beslutades", "The sharing was decided")


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One grant of the organisation, straight to it or through another."""

    shown: Shown
    grant: Grant
    giver: Organisation | None
    """The one that the money came through; None if it came straight to the organisation."""
    allotted: int | None
    """Kronor that it was to get; None while nothing was fixed, or decided by the one it comes through."""
    allotted_url: str
    paid: int
    """Kronor that had come."""
    last_paid: datetime.date | None
    onward: int
    """Of what had come: passed on to others."""
    used: int
    repaid: int
    """Given back: to the state, or to the one that it came through."""

    @property
    def left(self) -> int:
        """What had come, and had neither been used nor given back."""
        return self.paid - self.used - self.repaid


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """A sum of one grant that was decided, asked for, paid or given back on a day."""

    shown: Shown
    day: datetime.date
    name: Text
    grant: Grant
    kronor: int
    whom: Text | None
    """The other one, where the money went between two organisations."""
    clause: str
    kind: str


@dataclass(frozen=True, slots=True)
class PublicReport:
    """Something that is handed in about the money, by the organisation or by the one that the money came through."""

    shown: Shown
    duty: Duty
    holder: Organisation
    due: datetime.date | None
    came: datetime.date | None
    state: ShownStatus


@dataclass(frozen=True)
class PublicAccount:
    """An organisation's money under one agreement, as everyone may see it."""

    shown: Shown
    organisation: Organisation
    lines: tuple[PublicLine, ...]
    events: tuple[PublicEvent, ...]
    """The first first."""
    reports: tuple[PublicReport, ...]
    """In the order of their last days."""

    @cached_property
    def paid(self) -> int:
        """Kronor that had come in all."""
        return sum(line.paid for line in self.lines)

    @cached_property
    def allotted(self) -> int:
        """Kronor that it was to get in all."""
        return sum(line.allotted or 0 for line in self.lines)


def public_accounts(
    organisation: Organisation, every: Sequence[Shown], day: datetime.date, now: datetime.datetime
) -> list[PublicAccount]:
    """Return the organisation's money under each agreement that gives it any, as a day ended, in the order given.

    Ten questions to the database at most, however many agreements there are.
    """
    moment = min(ends_at(day) - datetime.timedelta.resolution, now)
    uses = {shown.agreement.id: uses_of(shown, organisation.code) for shown in every}
    codes = {use.recipient for some in uses.values() for use in some} | {organisation.code}
    known = Organisation.objects.in_bulk(sorted(codes))
    concerned = [shown for shown in every if uses[shown.agreement.id]]
    places = [
        (shown, known[code])
        for shown in concerned
        for code in dict.fromkeys(use.recipient for use in uses[shown.agreement.id])
        if code in known
    ]
    moneys = {(one.shown.agreement.id, one.organisation.code): one.at(moment) for one in moneys_under(places, now)}
    decided = _decided(organisation, moment)
    names = _names(organisation, moneys)
    handed = _Handed.until(moment, [shown.agreement.id for shown in concerned], known)
    found = []
    for shown, valid in zip(concerned, all_in_force(concerned), strict=True):
        maker = _Maker(shown, valid, organisation, known, moneys, decided, names)
        of = uses[shown.agreement.id]
        found.append(
            PublicAccount(
                shown,
                organisation,
                tuple(maker.line(use) for use in of if use.recipient in known),
                tuple(sorted(maker.events(of), key=lambda event: event.day)),
                tuple(handed.reports(shown, maker.holders(of))),
            )
        )
    return found


def _decided(organisation: Organisation, moment: datetime.datetime) -> dict[tuple[str, str, str], Share]:
    """Return what had been decided for the organisation, by agreement, giver and grant: the newest decision."""
    shares = Share.objects.filter(organisation=organisation, proposal__decided_at__lte=moment).select_related(
        "proposal"
    )
    return {
        (one.proposal.agreement_id, one.proposal.organisation_id, one.proposal.grant): one
        for one in sorted(shares, key=lambda share: share.proposal.number)
    }


def _names(organisation: Organisation, moneys: Mapping[tuple[str, str], Money]) -> dict[str, Text]:
    """Return the names of those that the organisation has passed money on to, and had it back from."""
    codes = {
        code
        for (_, account), money in moneys.items()
        if account == organisation.code
        for fact in money.book.standing_facts()
        if (code := _other(fact))
    }
    return {code: found.text for code, found in Organisation.objects.in_bulk(sorted(codes)).items()} if codes else {}


def _other(fact: Fact) -> str:
    if isinstance(fact, PaidOnward):
        return fact.to
    return fact.by if isinstance(fact, OnwardReturned) else ""


@dataclass(frozen=True)
class _Maker:
    """Makes the lines and events of one agreement."""

    shown: Shown
    valid: Shown
    """The agreement with the allocation in force."""
    organisation: Organisation
    known: Mapping[str, Organisation]
    moneys: Mapping[tuple[str, str], Money]
    decided: Mapping[tuple[str, str, str], Share]
    names: Mapping[str, Text]

    def holders(self, uses: Sequence[UsableGrant]) -> list[Organisation]:
        """Return those whose reports tell of the organisation's money: itself, and those it comes through."""
        codes = dict.fromkeys([self.organisation.code, *(use.recipient for use in uses)])
        return [self.known[code] for code in codes if code in self.known]

    def line(self, use: UsableGrant) -> PublicLine:
        """Return the line of a grant that the organisation may use."""
        money = self._money(use)
        balance = money.balance.grant(use.grant.id)
        if not use.holder:
            return PublicLine(
                self.shown, use.grant, None,
                allotted=balance.allotted if money.is_fixed else None,
                allotted_url=Links(money, is_own=False, valid=self.valid).allotted(use.grant.id),
                paid=balance.paid, last_paid=self._last(money, use), onward=balance.onward, used=balance.used,
                repaid=balance.repaid,
            )  # fmt: skip
        share, decision = balance.share(use.holder), self._decision(use)
        moved = onward_facts(money.book, use.grant.id, use.holder)
        back = sum(fact.sum.amount for fact in moved if isinstance(fact, OnwardReturned))
        return PublicLine(
            self.shown, use.grant, money.organisation,
            allotted=decision.amount if decision else None, allotted_url=f"#nar-{self.shown.agreement.id}",
            paid=share.received + back, last_paid=self._last(money, use), onward=0, used=share.used,
            repaid=share.repaid + back,
        )  # fmt: skip

    def events(self, uses: Sequence[UsableGrant]) -> Iterator[PublicEvent]:
        """Give what was decided, asked for, paid and given back, of the organisation's own account and its parts."""
        own = next((use for use in uses if not use.holder), None)
        if own is not None:
            yield from self._told(self._money(own), "")
        for giver in dict.fromkeys(use.recipient for use in uses if use.holder):
            yield from self._told(self.moneys[self.shown.agreement.id, giver], self.organisation.code)
        for use in uses:
            if use.holder and (decision := self._decision(use)) and (at := decision.proposal.decided_at):
                whom = self.known[use.recipient].text
                yield PublicEvent(
                    self.shown, swedish_day(at), _SHARED, use.grant, decision.amount, whom, use.grant.clause, "shared"
                )

    def _told(self, money: Money, holder: str) -> Iterator[PublicEvent]:
        """Give the facts of an account that are told; those of one who holds a part of it where one is named."""
        facts = [
            fact for fact in money.book.standing_facts()
            if isinstance(fact, _TOLD) and (not holder or _other(fact) == holder)
        ]  # fmt: skip
        for fact, entry in zip(facts, entries(facts), strict=True):
            other = self.names.get(_other(fact)) if not holder else money.organisation.text
            for grant_id, amount in entry.kronor.items():
                if amount:
                    grant = self.shown.agreement.grant(grant_id)
                    clause = entry.clause or grant.clause
                    yield PublicEvent(self.shown, entry.day, entry.name, grant, amount, other, clause, entry.kind)

    def _money(self, use: UsableGrant) -> Money:
        return self.moneys[self.shown.agreement.id, use.recipient]

    def _decision(self, use: UsableGrant) -> Share | None:
        return self.decided.get((self.shown.agreement.id, use.recipient, use.grant.id))

    def _last(self, money: Money, use: UsableGrant) -> datetime.date | None:
        """Return the day of the newest payment that stands, to the organisation itself or to the holder."""
        if use.holder:
            moved = onward_facts(money.book, use.grant.id, use.holder)
            return max((fact.day for fact in moved if isinstance(fact, PaidOnward)), default=None)
        paid = [one for one in money.book.payments() if any(part.grant == use.grant.id for part in one.sums)]
        return max((one.day for one in paid), default=None)


@dataclass(frozen=True, slots=True)
class _Handed:
    """What had been handed in at a moment, and which later days had been given."""

    moment: datetime.datetime
    progress: Mapping[tuple[str, str, str], Progress]
    extended: Mapping[tuple[str, str, str], datetime.date | None]

    @classmethod
    def until(cls, moment: datetime.datetime, agreement_ids: Sequence[str], codes: Mapping[str, object]) -> "_Handed":
        """Return what had been handed in under some agreements by some organisations; two questions."""
        asked = {"agreement_id__in": agreement_ids, "organisation__in": sorted(codes)}
        records = DutyRecord.objects.filter(**asked).order_by()
        given = Extension.objects.filter(**asked, made_at__lte=moment).order_by("id")
        return cls(
            moment,
            {(one.agreement_id, one.organisation_id, one.duty_id): _until(one.progress, moment) for one in records},
            {(one.agreement_id, one.organisation_id, one.duty_id): one.to_day for one in given},
        )

    def reports(self, shown: Shown, holders: Sequence[Organisation]) -> list[PublicReport]:
        """Return what is to be handed in under an agreement by some organisations."""
        found = [
            self._report(shown, duty, holder)
            for holder in holders
            for duty in duty_book(shown).of(holder.code)
            if not is_acted(duty)
        ]
        return sorted(found, key=lambda one: (one.due is None, str(one.due or ""), one.holder.code))

    def _report(self, shown: Shown, duty: Duty, holder: Organisation) -> PublicReport:
        place = (shown.agreement.id, holder.code, duty.id)
        progress = self.progress.get(place, Progress())
        state = state_of(duty, progress, now=self.moment, extended_to=self.extended.get(place))
        came = swedish_day(progress.submitted_at) if progress.submitted_at and state.status.is_finished else None
        return PublicReport(shown, duty, holder, state.due, came, state.shown if state.status in _SAID else NOT_IN)


def _until(progress: Progress, moment: datetime.datetime) -> Progress:
    """Return what of the facts had happened at a moment: when it began is the holder's own matter."""

    def then(at: datetime.datetime | None) -> datetime.datetime | None:
        return at if at is not None and at <= moment else None

    return Progress(
        submitted_at=then(progress.submitted_at), done_at=then(progress.done_at), reopened_at=then(progress.reopened_at)
    )
