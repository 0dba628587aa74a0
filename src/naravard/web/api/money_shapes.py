"""How the organisation's own money is answered: sums, steps, entries, payments, activities, papers."""

import datetime
from typing import Annotated, Literal

from msgspec import Struct

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about


class Kronor(Struct, frozen=True, kw_only=True):
    """Kronor of one grant."""

    grant: Annotated[str, about("The grant's id.")]
    amount: Annotated[int, about("Whole kronor; below zero where something is taken back.")]
    earmarks: Annotated[dict[str, int], about("Of the amount: kronor set aside, by the earmark's id.")] = {}


class MoneySums(Struct, frozen=True, kw_only=True):
    """What the facts come to. For each grant and in all: paid = used + repaid + left, costs = used + awaiting + own."""

    allotted: int
    requisitioned: int
    paid: int
    onward: Annotated[int, about("Of what was paid: passed on to others, less what came back.")]
    costs: Annotated[int, about("All booked costs, also those that the grant does not cover.")]
    used: Annotated[int, about("Costs that what was paid covers.")]
    awaiting: Annotated[int, about("Costs that money not yet paid may come to cover.")]
    own: Annotated[int, about("Costs above the grant: the recipient's own.")]
    left: Annotated[int, about("Paid and neither used nor repaid.")]
    repaid: int
    reclaimed: Annotated[int, about("Demanded back, answered to or not.")]
    reclaim_open: Annotated[int, about("Of what was demanded back: not yet repaid.")]
    paid_above: Annotated[int, about("Paid above what is allotted since, and not repaid.")]
    to_repay: Annotated[int, about("To be paid back as it stands.")]


class EarmarkMoney(Struct, frozen=True, kw_only=True):
    """A grant's earmark: a part of the grant's sums, no money of its own."""

    earmark: str
    allotted: int
    paid: int
    costs: int
    used: int
    repaid: Annotated[int, about("What was repaid of the grant, after what was not earmarked.")]
    left: int


class HolderMoney(Struct, frozen=True, kw_only=True):
    """The part of a grant that one organisation holds."""

    grant: str
    recipient: Annotated[str, about("The code of the organisation that was given the grant.")]
    holder: Annotated[str, about("The code of the organisation that holds this part of it.")]
    received: int
    costs: int
    used: int
    left: int


class GrantMoney(Struct, frozen=True, kw_only=True):
    """One grant of the organisation."""

    grant: Annotated[str, about("The grant's id.")]
    name: Text
    sums: MoneySums
    earmarks: tuple[EarmarkMoney, ...]
    holders: Annotated[tuple[HolderMoney, ...], about("The organisation itself, and those it has passed money on to.")]


class FlowStep(Struct, frozen=True, kw_only=True):
    """One step of the money's way, from allotted to repaid."""

    step: Annotated[str, about("The name of the figure among the sums.")]
    name: Text
    clause: Annotated[str, about("What the step rests on; empty where it is only what remains.")]
    kronor: tuple[Kronor, ...]
    total: int
    days: Annotated[tuple[datetime.date, ...], about("When it happened; empty for what is worked out.")]
    allocation_version: Annotated[int, about("The fixed allocation that it rests on; 0 where that says nothing.")]


class OwnMoney(Struct, frozen=True, kw_only=True):
    """The organisation's money under one agreement."""

    agreement: Annotated[str, about("The agreement's id.")]
    allocation_version: Annotated[int, about("The fixed allocation that holds; 0 while nothing is allotted.")]
    total: MoneySums
    grants: tuple[GrantMoney, ...]
    flow: tuple[FlowStep, ...]
    held: Annotated[tuple[HolderMoney, ...], about("What others have passed on to the organisation.")]
    consists_of: Annotated[
        str,
        about("What each amount here consists of: a template (RFC 6570) of its address, by figure and what it is of."),
    ]
    version: Annotated[int, about("Grows with everything that is recorded.")]
    address: Annotated[str, about("The address here.")]


class OwnMoneyInShort(Struct, frozen=True, kw_only=True):
    """The sums of one agreement."""

    agreement: str
    name: Text
    total: MoneySums
    consists_of: Annotated[
        str,
        about("What each amount here consists of: a template (RFC 6570) of its address, by figure and what it is of."),
    ]
    address: Annotated[str, about("The address of it all.")]


class MoneyEntry(Struct, frozen=True, kw_only=True):
    """Something that was recorded about the money; it never changes."""

    entry: Annotated[str, about("Its identity.")]
    kind: Annotated[str, about("What happened: allotted, requisitioned, paid, used, …")]
    name: Text
    at: Annotated[datetime.datetime, about("When it was recorded.")]
    day: Annotated[datetime.date, about("The day it happened, in Sweden.")]
    clause: str
    kronor: Annotated[tuple[Kronor, ...], about("By grant, with a sign: what it adds to the column of its kind.")]
    total: int
    note: Annotated[str, about("Reference, reason, activity or whom it went to, as written.")]
    consists_of: Annotated[str, about("The address of what the amount consists of.")]


class Payment(Struct, frozen=True, kw_only=True):
    """A payment that stands: it has not been taken back."""

    payment: Annotated[str, about("Its identity.")]
    kind: Annotated[Literal["paid", "paid-onward", "onward-returned", "repaid"], about("What kind of payment.")]
    way: Annotated[Literal["in", "out"], about("Into the organisation's account of the money, or out of it.")]
    with_whom: Annotated[str, about("The other organisation's code; empty for the state.")]
    day: datetime.date
    reference: str
    kronor: tuple[Kronor, ...]
    total: int
    consists_of: Annotated[str, about("The address of what the amount consists of.")]


class OwnActivity(Struct, frozen=True, kw_only=True):
    """An activity that the organisation uses its money for."""

    activity: Annotated[str, about("Its code, which never changes.")]
    name: str
    grant: Annotated[str, about("The grant that pays for it.")]
    earmark: Annotated[str, about("The earmark that it serves; or empty.")]
    requirement: Annotated[str, about("The requirement that it meets; or empty.")]
    status: Annotated[str, about("proposed, decided, declined or ended.")]
    budget: Annotated[int, about("Whole kronor.")]
    from_day: datetime.date
    to_day: datetime.date
    target_group: str
    reach: Annotated[str, about("project, or broad: broadly introduced.")]
    expected_effect: str
    version: Annotated[int, about("Grows with every change.")]


class OwnPaper(Struct, frozen=True, kw_only=True):
    """A paper that the organisation has handed in; it never changes."""

    receipt_number: Annotated[str, about("The number of its receipt.")]
    paper: Annotated[str, about("The paper's id in the agreement.")]
    name: Text
    duty: Annotated[str, about("The duty that it carries.")]
    edition: Annotated[int, about("1, 2, …; the highest holds.")]
    receiver: Annotated[str, about("The code of the organisation that it was handed in to; or empty.")]
    way: Annotated[str, about("electronic or paper: how it was signed.")]
    handed_in_at: datetime.datetime
    last_day: Annotated[datetime.date | None, about("The last day that held then.")]
    was_late: Annotated[bool, about("It came in after the last day that held then.")]
    extended_to: Annotated[datetime.date | None, about("A later day that was given after it had come in.")]
    counts_as_late: Annotated[bool, about("It counts as late now, by the later day if one was given.")]
    allocation_version: Annotated[int, about("The fixed allocation that its amounts rest on; 0 where it states none.")]
    pdf_sha256: Annotated[str, about("The file's digest.")]
