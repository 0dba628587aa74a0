"""Amendments (tilläggsöverenskommelse, ändringsbudget): what a later paper changes in an agreement, and adds."""

import datetime
from typing import Annotated

from msgspec import Struct

from naravard.agreement.model.annexes import PublishedTable
from naravard.agreement.model.basics import (
    AreaId,
    ClauseId,
    DutyId,
    GrantId,
    Identifier,
    Kronor,
    Quotes,
    Text,
    about,
    filled,
)
from naravard.agreement.model.frame import Area, Clause, Mandate
from naravard.agreement.model.money import Grant, Override
from naravard.agreement.model.rules import AllocationKey, Rule
from naravard.agreement.model.tasks import Duty, Goal, LeftOut, Paper, Remark, Requirement


class AmendmentChange(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing that an amendment changes; the whole agreement where no grant, area or duty is named."""

    clause: Annotated[ClauseId, about("The amendment's own clause that says so.")]
    text: Annotated[str, about("The amendment's own words, quoted exactly.")] = ""
    grant: Annotated[GrantId | None, about("The grant that is changed.")] = None
    earmark: Annotated[str | None, about("The earmark of the grant that is changed, instead of the grant.")] = None
    area: Annotated[AreaId | None, about("The area that is changed.")] = None
    duty: Annotated[DutyId | None, about("The duty that is changed.")] = None
    amount: Annotated[
        Kronor | None,
        about("The amount from then on, whole kronor: the grant's, the earmark's, the area's or the whole's."),
    ] = None
    rule: Annotated[Rule | None, about("How the grant or the earmark is shared from then on.")] = None
    opens: Annotated[datetime.date | None, about("The duty's first day from then on.")] = None
    due: Annotated[datetime.date | None, about("The duty's last day from then on.")] = None
    after_period: Annotated[Text | None, about("Why the duty's day lies after the agreement's last day.")] = None
    ends: Annotated[datetime.date | None, about("The agreement's last day from then on.")] = None
    note: Text | None = None
    quotes: Quotes = ()

    @property
    def amends(self) -> tuple[str, str]:
        """What it changes: the kind, and the id; an earmark with its grant's id before it."""
        if self.grant is not None and self.earmark is not None:
            return "earmark", f"{self.grant}/{self.earmark}"
        named = (("grant", self.grant), ("area", self.area), ("duty", self.duty))
        return next(((kind, item) for kind, item in named if item is not None), ("agreement", ""))


class Amendment(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"from_": "from"}):
    """A later paper: its text, what it changes of the agreement, and what it adds."""

    id: Identifier
    name: Text
    decided: Annotated[datetime.date, about("The day it was decided or signed.")]
    from_: Annotated[datetime.date, about("The first day on which the agreement reads as amended.")]
    text: Annotated[str, about("Markdown file with the amendment's text, a heading per clause.")]
    changes: Annotated[tuple[AmendmentChange, ...], about("What it changes of what the agreement has already.")] = ()
    areas: tuple[Area, ...] = ()
    keys: tuple[AllocationKey, ...] = ()
    grants: tuple[Grant, ...] = ()
    published: tuple[PublishedTable, ...] = ()
    overrides: tuple[Override, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    duties: tuple[Duty, ...] = ()
    goals: tuple[Goal, ...] = ()
    papers: tuple[Paper, ...] = ()
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    note: Text | None = None
    clauses: Annotated[tuple[Clause, ...], filled("The numbered parts of its text.")] = ()
