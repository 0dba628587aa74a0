"""What the acts share: the RSS's money and the grant's proposals, locked until the transaction ends, and the event."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from naravard.agreement.model import Grant, Text
from naravard.agreement.wording import kronor
from naravard.ledger.facts import Sum
from naravard.web.access.actor import Actor
from naravard.web.access.acts import tell
from naravard.web.history.content import Named, Plain, Thing
from naravard.web.ledger.account_lock import LockedMoney, locked_money
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.errors import SharingChangedError, refused
from naravard.web.sharing.models import Proposal
from naravard.web.sharing.overview import net, standing_facts, whole_of

RSS = Named("rss-09", Text("RSS Gotland"))
GRANT = Thing("grant", "exempel/kommuner", Text("Medel till kommuner", "Money to municipalities"))
"""What the examples of the acts' events are about."""


@dataclass
class LockedSharing:
    """One grant of an RSS with its proposals; nobody else of the RSS acts on them meanwhile."""

    money: LockedMoney
    grant: Grant
    proposals: list[Proposal]
    """Newest first."""

    @property
    def organisation(self) -> Organisation:
        """The RSS."""
        return self.money.organisation

    @property
    def whole(self) -> Sum:
        """What there is to share out.

        Raises:
            SharingRefusedError: when nothing is fixed yet.
        """
        found = whole_of(self.money.book, self.grant.id)
        if found is None:
            raise refused(
                "not-allotted",
                f"”{self.grant.name.sv}” är inte tilldelat än, så det finns ingen summa att dela. Vänta tills "
                "fördelningen är fastställd.",
                f"“{self.grant.name.in_language('en')}” has not been allotted yet, so there is no sum to share. Wait "
                "until the allocation has been fixed.",
            )
        return found

    def with_status(self, status: str) -> Proposal | None:
        """Return the version that stands in a status."""
        return next((one for one in self.proposals if one.status == status), None)

    def needed(self, status: str, seen_version: int | None) -> Proposal:
        """Return the version in a status, as the actor has seen it.

        Raises:
            SharingChangedError: when there is none, or it has been acted on since.
        """
        found = self.with_status(status)
        if found is None or (seen_version is not None and found.version != seen_version):
            raise SharingChangedError
        return found

    def received(self, code: str) -> Sum:
        """Return what a municipality holds: passed on less what came back."""
        return net(self.grant.id, standing_facts(self.money.book, self.grant.id, code))


def locked_sharing(
    organisation: Organisation,
    agreement_id: str,
    grant_id: str,
    *,
    at: datetime.datetime,
    seen_money: int | None = None,
) -> LockedSharing:
    """Lock the money of an RSS and the versions of one grant.

    Raises:
        NoMoneyError: when the RSS does not pass the grant on.
        MoneyChangedError: when another version of the money has been seen than the one that is.
    """
    money = locked_money(organisation, agreement_id, at=at, seen_version=seen_money)
    terms = money.terms.grant(grant_id)
    if terms is None or not money.terms.onward:
        raise NoMoneyError(agreement_id, organisation.code)
    proposals = Proposal.objects.select_for_update(no_key=True).filter(
        agreement_id=agreement_id, organisation=organisation, grant=grant_id
    )
    return LockedSharing(money, terms.grant, list(proposals))


def leave(
    sharing: LockedSharing,
    kind: str,
    actor: Actor,
    proposal: Proposal,
    *,
    before: Mapping[str, Plain] | None,
    after: Mapping[str, Plain] | None,
    reason: str = "",
) -> None:
    """Leave the event of what was done with a version."""
    tell(
        actor=actor,
        organisation=sharing.organisation,
        thing=proposal.thing(sharing.grant.name),
        kind=kind,
        at=sharing.money.at,
        before=before,
        after=after,
        reason=reason,
    )


def told(proposal: Proposal) -> dict[str, Plain]:
    """Return a version as events tell it."""
    return {
        "version": proposal.number,
        "status": proposal.status,
        "amount": proposal.amount,
        "rule": proposal.rule,
        "kept": proposal.kept,
        "kept_reason": proposal.kept_reason or None,
        "motivation": proposal.motivation,
        "reasons": [f"{share.organisation_id}: {share.reason}" for share in proposal.shares.all() if share.reason],
        "shares": [f"{share.organisation_id}: {share.amount}" for share in proposal.shares.all()],
        "answer_by": proposal.answer_by.isoformat() if proposal.answer_by else None,
        "reference_number": proposal.reference_number or None,
    }


def check_not_below_passed_on(sharing: LockedSharing, amounts: Mapping[str, Sum]) -> None:
    """Refuse shares that are less than what the municipality already holds.

    Raises:
        SharingRefusedError: when one is.
    """
    for code, part in amounts.items():
        given = sharing.received(code)
        if given.amount > part.amount or any(
            amount > part.earmarks.get(earmark, 0) for earmark, amount in given.earmarks.items()
        ):
            raise refused(
                "below-passed-on",
                f"{_name(code)} har redan fått {kronor(given.amount)}, mer än förslagets {kronor(part.amount)}. Höj "
                "beloppet, eller registrera först att pengarna har kommit tillbaka.",
                f"{_name(code)} has already been given {kronor(given.amount)}, more than the {kronor(part.amount)} of "
                "the proposal. Raise the amount, or record first that the money has come back.",
            )


def check_members(sharing: LockedSharing, codes: Iterable[str]) -> None:
    """Refuse codes that are not among the county's municipalities, or municipalities that are left out.

    Raises:
        SharingRefusedError: when they are others.
    """
    if set(codes) != set(sharing.money.terms.onward):
        raise refused(
            "other-municipalities",
            "Förslaget ska ha en rad för var och en av länets kommuner, och inga andra. Läs in sidan på nytt.",
            "The proposal is to have a row for each of the county's municipalities and no others. Load the page again.",
        )


def required(text: str, code: str, sv: str, en: str, field: str) -> str:
    """Return a text that is asked for.

    Raises:
        SharingRefusedError: when it is empty.
    """
    if not text.strip():
        raise refused(code, sv, en, field)
    return text.strip()


def _name(code: str) -> str:
    return Organisation.objects.get(pk=code).name
