"""An organisation's requisition as it stands: the paper, with the amounts that are asked for of what was allotted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

from naravard.agreement.duties import Status
from naravard.agreement.model import Grant, Text
from naravard.agreement.wording import kronor, whole
from naravard.ledger.facts import Paid, Requisitioned
from naravard.web.ledger.accounts import Money
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.papers.composition import Filled
from naravard.web.papers.paper import WrittenPaper
from naravard.web.requisitions.amounts import (
    VERSION,
    RequisitionedGrant,
    amounts_table,
    asked_of,
    sums_of,
    total_of,
    values_of,
)
from naravard.web.site.forms import Field, Written


@dataclass(frozen=True)
class Requisition(WrittenPaper):
    """A requisition, whatever has become of it."""

    money: Money

    number_hint: ClassVar[Text] = Text(
        "Numret är inte angett här. Skriv av det från överenskommelsen eller beslutet.",
        "The number is not stated here. Copy it from the agreement or the decision.",
    )

    nothing_asked: ClassVar[Text] = Text(
        "Inget av det ni har tilldelats rekvireras.", "Nothing of what you have been allotted is requisitioned."
    )

    @cached_property
    def asked(self) -> list[RequisitionedGrant]:
        """The grants that are requisitioned; when it is handed in, as they were asked for."""
        made = self.standing.id if self.standing is not None and self.is_handed_in else ""
        return asked_of(self.money.terms, self.money.available(self.task.duty, without=made))

    @cached_property
    def values(self) -> Mapping[str, str]:
        """What has been written, by field; amounts that were written for an earlier requisition are not."""
        standing = len(self.money.asking(self.task.duty).standing)
        before = max(0, standing - 1) if self.is_handed_in else standing
        return values_of(self.draft.values, before)

    @property
    def version(self) -> int:  # type: ignore[override]  # read out of the money
        """The fixed allocation that is current; 0 while nothing is allotted."""
        allotted = self.money.book.tally.allotted
        return allotted.version if allotted else 0

    @property
    def standing(self) -> Requisitioned | None:
        """The requisition of the duty that was made last and stands in the recipient's accounts."""
        return self.money.asking(self.task.duty).newest

    @property
    def payment(self) -> Paid | None:
        """The payment of it."""
        return self.money.book.payment_of(self.standing.id) if self.standing else None

    @property
    def total(self) -> int:
        """What is asked for in all, in kronor."""
        return total_of(self.asked, self.values)

    @property
    def made(self) -> int:
        """What the requisition that stands asks for in all, in kronor; 0 where none does."""
        return sum(part.amount for part in self.standing.sums) if self.standing else 0

    @property
    def allotted(self) -> int:
        """What can be asked for in all, in kronor."""
        return sum(one.allotted.amount for one in self.asked)

    @property
    def how(self) -> Text:
        """How much may be asked for at a time, in words."""
        return _HOW[self.task.duty.requisitioned or "in-parts"]

    @property
    def not_asked(self) -> list[tuple[Grant, int]]:
        """What is allotted and not asked for, in kronor by grant; empty if all of it is."""
        left = [(one.grant, one.allotted.amount - one.wanted(self.values).amount) for one in self.asked]
        return [(grant, amount) for grant, amount in left if amount]

    @property
    def is_lapsed(self) -> bool:
        """Whether the right is gone."""
        return self.task.state.status is Status.LAPSED

    @property
    def is_open(self) -> bool:
        """Whether it can be written and handed in now."""
        return bool(
            self.money.is_fixed
            and self.asked
            and self.paper
            and self.task.state.can_be_submitted
            and not self.is_settled
        )

    @property
    def is_settled(self) -> bool:
        """Whether something has been asked for under the duty and nothing more can be."""
        return self.standing is not None and not self.money.more_can_be_asked(self.task.duty)

    @property
    def is_accepted(self) -> bool:
        """Whether the requisition that stands is accepted."""
        return self.money.asking(self.task.duty).is_accepted

    @property
    def why_closed(self) -> Text | None:
        """Why it cannot be written and handed in now; None if it can."""
        is_all_else = self.money.is_fixed and self.paper and not self.task.state.locked
        return self.nothing_asked if is_all_else and not self.asked else super().why_closed

    @property
    def is_outdated(self) -> bool:  # type: ignore[override]  # read out of the money
        """Whether the amounts were written, or made ready, for an allocation that is no longer current."""
        if self.draft.is_ready:
            return self.draft.allocation_version != self.version
        return self.values.get(VERSION, "") not in ("", str(self.version))

    @property
    def lacks(self) -> list[Text]:
        """What is to be written or filled in before it can be made ready, in words."""
        if sums_of(self.asked, self.values):
            return super().lacks
        return [*super().lacks, Text("Inget belopp rekvireras.", "No amount is requisitioned.")]

    def fields(self) -> list[Field]:
        """Return the fields of the form; the amounts are what was allotted until something else is written."""
        links = AmountLinks.own(self.organisation.code, self.shown.agreement.id)
        amounts = [field for asked in self.asked for field in _amounts(asked, self.values, links)]
        return [*amounts, *self.number_fields(), *self.text_fields()]

    def read(self, written: Written) -> dict[str, str]:
        """Return what was written as it is kept; what is wrong stands in ``written.problems``."""
        amounts = {name: text for asked in self.asked for name, text in _read_amounts(asked, written).items()}
        return amounts | super().read(written)

    def filled(self) -> Filled:
        """Return what stands on the paper: the whole sum, and the amounts as a table."""
        plain = super().filled()
        assert self.paper is not None  # noqa: S101 - for the type checker; the document is made of it
        sums = [field.id for part in self.paper.parts for field in part.fields if field.holds == "amount"]
        return replace(
            plain,
            values={**plain.values, **dict.fromkeys(sums, kronor(self.total))},
            tables=dict.fromkeys(sums, (amounts_table(self.asked, self.values),)),
        )


_HOW = {
    "once": Text("Allt rekvireras vid ett enda tillfälle.", "All is requisitioned at one time."),
    "whole": Text("Hela beloppet rekvireras, inte en del av det.", "The whole amount is requisitioned, no part of it."),
    "in-parts": Text(
        "Ni kan rekvirera en del, och resten senare.", "You can requisition a part, and the rest at a later time."
    ),
}


def _amounts(asked: RequisitionedGrant, values: Mapping[str, str], links: AmountLinks) -> list[Field]:
    wanted = asked.wanted(values)
    found = [
        Field(
            name=asked.name,
            label=asked.grant.name,
            kind="kronor",
            value=whole(wanted.amount),
            out_of=asked.allotted.amount,
            out_of_url=links.of("allotted", asked.grant.id),
        )
    ]
    found += [
        Field(
            name=name,
            label=Text(f"varav {earmark.name.sv}", f"of which {earmark.name.in_language('en')}"),
            kind="kronor",
            value=whole(wanted.earmarks[earmark.id]),
            out_of=most_of,
            out_of_url=links.of("allotted", asked.grant.id, earmark=earmark.id),
            is_part=True,
        )
        for earmark, name, most_of in asked.earmarks
    ]
    return found


def _read_amounts(asked: RequisitionedGrant, written: Written) -> dict[str, str]:
    amount = written.kronor(asked.name, most=asked.allotted.amount)
    values = {asked.name: str(amount)}
    of_which = 0
    for _earmark, name, given in asked.earmarks:
        part = written.kronor(name, most=given)
        values[name] = str(part)
        of_which += part
    names = [asked.name, *(name for _earmark, name, _given in asked.earmarks)]
    if any(name in written.problems for name in names) or not asked.earmarks:
        return values
    last = names[-1]
    if of_which > amount:
        written.wrong(
            last,
            f"Delbeloppen är {kronor(of_which)}, mer än hela beloppet {kronor(amount)}. Sänk delbeloppet.",
            f"The earmarks are {kronor(of_which)}, more than the whole amount {kronor(amount)}. Lower the earmark.",
        )
    elif amount - of_which > asked.allotted.general:
        written.wrong(
            last,
            f"Utan villkor skulle {kronor(amount - of_which)} rekvireras, men bara {kronor(asked.allotted.general)} är "
            "tilldelat så. Sänk hela beloppet lika mycket som delbeloppet.",
            f"{kronor(amount - of_which)} would be requisitioned without an earmark, but only "
            f"{kronor(asked.allotted.general)} is allotted so. Lower the whole amount as much as the earmark.",
        )
    return values
