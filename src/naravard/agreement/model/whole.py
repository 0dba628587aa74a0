"""One agreement, whole."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Protocol, TypeVar

from msgspec import Struct

from naravard.agreement.model.amendments import Amendment
from naravard.agreement.model.annexes import PublishedTable
from naravard.agreement.model.basics import Identifier, KeyId, Text, about, filled
from naravard.agreement.model.frame import (
    Area,
    Clause,
    Mandate,
    Organisation,
    Party,
    Period,
    Recipient,
    RecipientGroup,
    ReferenceNumber,
    Total,
)
from naravard.agreement.model.money import Grant, Override
from naravard.agreement.model.rules import AllocationKey, Rounding
from naravard.agreement.model.tasks import Duty, Goal, LeftOut, Paper, Remark, Requirement


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=_Identified)


class Agreement(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One agreement, whole: ``agreement.yaml`` with the files it names."""

    format: Annotated[int, about("The version of this format: 1.")]
    id: Annotated[Identifier, about("The agreement's id, the same as the folder's name.")]
    name: Text
    period: Period
    total: Total
    parties: tuple[Party, ...]
    grants: tuple[Grant, ...]
    clauses: Annotated[
        tuple[Clause, ...], about("The numbered parts of the text; left out when text names a Markdown file.")
    ] = ()
    text: Annotated[str | None, about("Markdown file with the whole text, a heading per clause.")] = None
    subtitle: Text | None = None
    introduction: Text | None = None
    source: Annotated[Text | None, about("Where the signed agreement can be found.")] = None
    reference_numbers: tuple[ReferenceNumber, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    mandates: Annotated[
        tuple[Mandate, ...], about("Who fixes, pays, gives more time, shares and demands back, under this agreement.")
    ] = ()
    areas: tuple[Area, ...] = ()
    recipients: tuple[RecipientGroup, ...] = ()
    keys: tuple[AllocationKey, ...] = ()
    closed: Annotated[
        datetime.date | None,
        about("The day from which nothing more is to be done; left out while it is open."),
    ] = None
    per_inhabitant: Annotated[KeyId | None, about("The key that counts inhabitants, for kronor per inhabitant.")] = None
    rounding: Rounding = Rounding()
    overrides: tuple[Override, ...] = ()
    published: tuple[PublishedTable, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    duties: tuple[Duty, ...] = ()
    goals: tuple[Goal, ...] = ()
    papers: tuple[Paper, ...] = ()
    remarks: tuple[Remark, ...] = ()
    left_out: Annotated[
        tuple[LeftOut, ...],
        about("What of the text became nothing, and why; together with the rest it is the whole text."),
    ] = ()

    amendments: Annotated[
        tuple[Amendment, ...], about("What later papers change and add, in the order of the days from which they hold.")
    ] = ()
    holding: Annotated[int, filled("How many of the amendments it reads as amended by; 0 as it was signed.")] = 0

    @property
    def amended_by(self) -> tuple[Amendment, ...]:
        """The amendments that it reads as amended by."""
        return self.amendments[: self.holding]

    def is_closed(self, day: datetime.date) -> bool:
        """Tell whether nothing more is to be done under it on a day."""
        return self.closed is not None and day >= self.closed

    def grant(self, grant_id: str) -> Grant:
        """Return the grant with this id; ``KeyError`` when there is none."""
        return _by_id(self.grants, grant_id)

    def key(self, key_id: str) -> AllocationKey:
        """Return the key with this id; ``KeyError`` when there is none."""
        return _by_id(self.keys, key_id)

    def duty(self, duty_id: str) -> Duty:
        """Return the duty with this id; ``KeyError`` when there is none."""
        return _by_id(self.duties, duty_id)

    def clause(self, clause_id: str) -> Clause:
        """Return the clause with this id; ``KeyError`` when there is none."""
        return _by_id(self.clauses, clause_id)

    def area(self, area_id: str) -> Area:
        """Return the area with this id; ``KeyError`` when there is none."""
        return _by_id(self.areas, area_id)

    def organisation(self, organisation_id: str) -> Organisation:
        """Return the organisation with this id, built in or the agreement's own; ``KeyError`` when there is none."""
        return _by_id(self.organisations, organisation_id)

    def mandated(self, does: str) -> frozenset[str]:
        """Return the ids of those who may do something under the agreement (:class:`Mandate`).

        Where no mandate says who pays, it is those that money is requisitioned from and repaid to; where none says
        who shares by reported numbers, those who receive the reports. Nothing else is taken for granted.
        """
        about = MANDATE_FOLLOWS_FROM.get(does, frozenset())
        return self.named_to(does) or frozenset(duty.to for duty in self.duties if duty.about in about and duty.to)

    def named_to(self, does: str) -> frozenset[str]:
        """Return the ids of those whom a mandate itself names."""
        return frozenset(mandate.who for mandate in self.mandates if mandate.does == does)

    def actor_name(self, actor_id: str) -> Text:
        """Return the name of a recipient group or an organisation, as duties name them; ``KeyError`` when none."""
        groups = {group.id: group.name for group in self.recipients}
        return groups[actor_id] if actor_id in groups else self.organisation(actor_id).name

    def group(self, group_id: str) -> RecipientGroup:
        """Return the recipient group with this id, built in or the agreement's own; ``KeyError`` when none."""
        return _by_id(self.recipients, group_id)

    def recipients_of(self, grant: Grant) -> tuple[Recipient, ...]:
        """Return the grant's recipients in the agreement's order: group by group, codes ascending."""
        return tuple(member for group in grant.recipients for member in self.group(group).members)


MANDATE_FOLLOWS_FROM: Mapping[str, frozenset[str]] = {
    "pays": frozenset({"requisition", "repayment"}),
    "shares": frozenset({"key-report"}),
}
"""The kinds of duties whose receiver does something, where no mandate says who does it."""


def _by_id(items: "tuple[Item, ...]", wanted: str) -> "Item":
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
