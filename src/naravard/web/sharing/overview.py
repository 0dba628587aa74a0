"""An RSS's sharing as it stands: what there is of each grant, its versions with shares and answers, and payments."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Grant, Recipient, Requirement, Rule
from naravard.agreement.shapes import rules
from naravard.agreement.written_value import read_written
from naravard.ledger import Book
from naravard.ledger.facts import OnwardReturned, PaidOnward, Sum, added_up
from naravard.ledger.onward_shares import less
from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import Money, money_of
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.county import CountyGrant, county_of, members_of
from naravard.web.sharing.models import Answer, CountyKey, Proposal, Share

PASSED_ON = (PaidOnward, OnwardReturned)


@dataclass(frozen=True, slots=True)
class Holding:
    """One municipality's part of one grant: what is decided, what has been passed on, and what has come of it."""

    grant: str
    recipient: Recipient
    decided: Sum
    out: int
    """Kronor passed on, all payments that stand."""
    back: int
    """Kronor that came back."""
    received: Sum
    """What the municipality holds: passed on less what came back."""
    used: int
    """Of that, covered costs."""
    left: int
    """Of that, neither used nor back."""

    @property
    def code(self) -> str:
        """The municipality's organisation code."""
        return organisation_code(self.recipient)

    @property
    def to_come(self) -> Sum:
        """What is decided and not passed on."""
        return less(self.decided, self.received)


@dataclass(frozen=True)
class GrantSharing:
    """How one grant of an RSS is shared out."""

    shown: Shown
    grant: Grant
    money: Money
    members: tuple[Recipient, ...]
    proposals: tuple[Proposal, ...]
    """Newest first, with shares and answers."""

    @cached_property
    def whole(self) -> Sum | None:
        """What there is to share: what the RSS was paid, else asked for, else was given; nothing before it is fixed."""
        return whole_of(self.money.book, self.grant.id)

    @property
    def draft(self) -> Proposal | None:
        """The version that is being written."""
        return self._with(Proposal.DRAFT)

    @property
    def sent(self) -> Proposal | None:
        """The version that the municipalities answer."""
        return self._with(Proposal.SENT)

    @property
    def decided(self) -> Proposal | None:
        """The current version."""
        return self._with(Proposal.DECIDED)

    @property
    def current(self) -> Proposal | None:
        """The version that the page shows first: what is sent, else what is decided, else the draft."""
        return self.sent or self.decided or self.draft

    @property
    def public(self) -> tuple[Proposal, ...]:
        """The versions that municipalities see, newest first."""
        return tuple(one for one in self.proposals if not one.is_draft)

    @cached_property
    def paid(self) -> int:
        """Kronor of the grant that have been paid to the RSS."""
        return self.money.balance.grant(self.grant.id).paid

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """Each municipality's part, in the order of their codes."""
        decided = {share.organisation_id: share for share in self.decided.shares.all()} if self.decided else {}
        return tuple(self._holding(member, decided.get(organisation_code(member))) for member in self.members)

    @property
    def is_passed_on(self) -> bool:
        """Whether all that is decided has been passed on, and all of the grant has been decided on."""
        decided, whole = self.decided, self.whole
        if decided is None or whole is None or decided.amount != whole.amount or self.paid != whole.amount:
            return False
        return not any(holding.to_come.amount for holding in self.holdings)

    def version(self, number: int) -> Proposal | None:
        """Return one version."""
        return next((one for one in self.proposals if one.number == number), None)

    def before(self, proposal: Proposal) -> Proposal | None:
        """Return the version before one."""
        return next((one for one in self.proposals if one.number < proposal.number), None)

    def county(self, proposal: Proposal) -> CountyGrant:
        """Return the county's frame as it was for a version: with the keys that it rests on."""
        found = county_of(self.shown, self.money.organisation.code, self.grant.id, kept=proposal.keys)
        assert found is not None  # noqa: S101 - for the type checker; who has a proposal passes money on
        return found

    def _with(self, status: str) -> Proposal | None:
        return next((one for one in self.proposals if one.status == status), None)

    def _holding(self, member: Recipient, share: Share | None) -> Holding:
        code = organisation_code(member)
        facts = list(standing_facts(self.money.book, self.grant.id, code))
        out = sum(fact.sum.amount for fact in facts if isinstance(fact, PaidOnward))
        back = sum(fact.sum.amount for fact in facts if isinstance(fact, OnwardReturned))
        held = self.money.balance.grant(self.grant.id).share(code)
        return Holding(
            self.grant.id,
            member,
            Sum(self.grant.id, share.amount, share.earmarks) if share else Sum(self.grant.id, 0),
            out,
            back,
            net(self.grant.id, facts),
            held.used,
            held.left,
        )


@dataclass(frozen=True)
class CountySharing:
    """How all of an RSS's grants under an agreement are shared out."""

    shown: Shown
    rss: Organisation
    money: Money
    grants: tuple[GrantSharing, ...]

    @property
    def members(self) -> tuple[Recipient, ...]:
        """The municipalities."""
        return members_of(self.shown, self.rss.code)

    @property
    def said(self) -> tuple[Requirement, ...]:
        """What the agreement demands of the one who passes on and of those it passes on to, at the money's clause."""
        kinds = {group.id: group.kind for group in self.shown.agreement.recipients}
        both = {"rss", "municipality"}
        return tuple(
            one
            for one in self.shown.agreement.requirements
            if one.level == "must"
            and one.clause == self.money.terms.clause
            and {kinds.get(who) for who in one.who} == both
        )

    @property
    def is_passed_on(self) -> bool:
        """Whether everything has been decided and passed on."""
        return bool(self.grants) and all(one.is_passed_on for one in self.grants)

    def grant(self, grant_id: str) -> GrantSharing | None:
        """Return one grant's sharing, or None if the RSS does not pass it on."""
        return next((one for one in self.grants if one.grant.id == grant_id), None)


def county_sharing(shown: Shown, rss: Organisation, now: datetime.datetime) -> CountySharing:
    """Return an RSS's sharing as it stands.

    Raises:
        NoMoneyError: when the agreement gives it none.
    """
    money = money_of(shown, rss, now)
    members = members_of(shown, rss.code)
    proposals = proposals_of(shown.agreement.id, rss.code)
    grants = tuple(
        GrantSharing(shown, terms.grant, money, members, tuple(one for one in proposals if one.grant == terms.grant.id))
        for terms in money.terms.grants
        if members
    )
    return CountySharing(shown, rss, money, grants)


def proposals_of(agreement_id: str, rss_code: str) -> list[Proposal]:
    """Return all versions of an RSS, with shares and answers, the newest of each grant first."""
    found = Proposal.objects.filter(agreement_id=agreement_id, organisation=rss_code).order_by("grant", "-number")
    return list(found.prefetch_related("shares__organisation", "answers__organisation"))


def own_keys(agreement_id: str, rss_code: str) -> tuple[CountyKey, ...]:
    """Return the keys that an RSS has brought and can still choose."""
    found = CountyKey.objects.filter(agreement_id=agreement_id, organisation=rss_code, removed_at__isnull=True)
    return tuple(found)


def whole_of(book: Book, grant_id: str) -> Sum | None:
    """Return what there is of a grant to share: what was paid, else what was asked for, else what is allotted."""
    paid = [part for payment in book.payments() for part in payment.sums]
    asked = [part for one in book.requisitions.values() for part in one.sums]
    allotted = list(book.tally.allotted.sums) if book.tally.allotted else []
    for parts in (paid, asked, allotted):
        found = [part for part in parts if part.grant == grant_id and part.amount]
        if found:
            return added_up(found)
    return None


def standing_facts(book: Book, grant_id: str, code: str = "") -> Iterable[PaidOnward | OnwardReturned]:
    """Return the payments of a grant to and from a municipality, or all, that have not been taken back."""
    for fact in book.facts.values():
        if isinstance(fact, PASSED_ON) and fact.id not in book.undone and fact.sum.grant == grant_id:
            holder = fact.to if isinstance(fact, PaidOnward) else fact.by
            if code in ("", holder):
                yield fact


def net(grant_id: str, facts: Iterable[PaidOnward | OnwardReturned]) -> Sum:
    """Return what payments out and back come to."""
    amount, earmarks = 0, dict[str, int]()
    for fact in facts:
        sign = 1 if isinstance(fact, PaidOnward) else -1
        amount += sign * fact.sum.amount
        for earmark, part in fact.sum.earmarks.items():
            earmarks[earmark] = earmarks.get(earmark, 0) + sign * part
    return Sum(grant_id, amount, {earmark: part for earmark, part in earmarks.items() if part})


def rule_of(proposal: Proposal) -> Rule:
    """Return the rule of a version."""
    rule: Rule = read_written(proposal.rule, rules(), "rule").value
    return rule


def answers_of(proposal: Proposal) -> dict[str, Answer]:
    """Return the newest answer of each municipality that has answered a version."""
    return {answer.organisation_id: answer for answer in proposal.answers.all()}


def silent(proposal: Proposal, members: Sequence[Recipient]) -> list[Recipient]:
    """Return the municipalities that have not answered a version."""
    answered = answers_of(proposal)
    return [member for member in members if organisation_code(member) not in answered]
