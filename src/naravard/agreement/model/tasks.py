"""What is to be done: requirements, duties, goals and papers; and remarks on the text."""

import datetime
from fractions import Fraction
from typing import Annotated, Literal

from msgspec import Struct

from naravard.agreement.model.basics import (
    ActorId,
    AreaId,
    ClauseId,
    Decimals,
    GrantId,
    GroupId,
    Identifier,
    KeyId,
    OrganisationId,
    Quote,
    Quotes,
    ReferenceNumberId,
    RequirementId,
    Text,
    about,
    filled,
)

_described = about
"""For the items that have a field called about."""

DutyKind = Literal[
    "questions", "interim-report", "final-report", "financial-report", "activity-report", "requisition",
    "payment", "repayment", "key-report", "report", "decision", "other",
]  # fmt: skip

SIGNED_PAPERS = frozenset({"requisition", "financial-report", "activity-report"})
"""The kinds of duties whose paper is written, signed and handed in here."""


class Requirement(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that shall, should or may be done (insats), in the text's own words."""

    id: Identifier
    level: Annotated[Literal["must", "should", "may"], about("must: ska. should: bör. may: kan, får, exempel.")]
    who: Annotated[
        tuple[ActorId, ...], about("Who it is said of: groups of recipients, organisations, or the parties themselves.")
    ]
    clause: ClauseId
    text: Annotated[str, about("The sentence or list item, quoted exactly.")]
    area: AreaId | None = None
    condition: Annotated[bool, about("True when the text makes it a condition for the money.")] = False
    under: Annotated[
        RequirementId | None, about("The requirement that this is an example or a part of, or that it limits.")
    ] = None
    limit: Annotated[
        bool, about("True when it sets a limit to what another demands: what may not suffer when it is done.")
    ] = False
    note: Text | None = None
    quotes: Quotes = ()


class StatedNumber(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A number that a report is to state beside the keys that it brings; no money is shared by it."""

    id: Identifier
    name: Text
    unit: Annotated[Text, about("What is counted: platser, personer.")]
    decimals: Decimals = 0
    note: Text | None = None


class Duty(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that is to be done by a date (skyldighet): who, what, to whom, by when, and what follows if not."""

    id: Identifier
    name: Text
    about: Annotated[DutyKind, about("What kind of act it is; later steps build on it.")]
    who: Annotated[tuple[ActorId, ...], about("Groups of recipients, or organisations.")]
    clause: ClauseId
    to: Annotated[OrganisationId | None, about("The organisation that receives it.")] = None
    recorded_by: Annotated[
        OrganisationId | None,
        about("The organisation that records it with day and reference number, where who decides has no people here."),
    ] = None
    due: Annotated[datetime.date | None, about("Last day; left out only when the text gives none.")] = None
    opens: Annotated[datetime.date | None, about("First day it can be done.")] = None
    text: Annotated[str, about("The text's own words, quoted exactly.")] = ""
    if_missed: Annotated[Text | None, about("What the text says follows.")] = None
    lapses: Annotated[bool, about("True when a right is gone after the day.")] = False
    condition: Annotated[bool, about("True when taking part in the money depends on it.")] = False
    brings: Annotated[tuple[KeyId, ...], about("Keys that it brings.")] = ()
    states: Annotated[
        tuple[StatedNumber, ...],
        about("What is to be stated beside the keys; only where about is key-report."),
    ] = ()
    only_if: Annotated[
        Text | None,
        about("What must be so for it to fall on anyone: on demand, or for whoever chooses to use the money so."),
    ] = None
    requisitioned: Annotated[
        Literal["in-parts", "once", "whole"] | None,
        about(
            "How much may be asked for at a time; only where about is requisition. in-parts (if left out): less than "
            "what can be asked for, and the rest later. once: one time, and what is not asked for then is given up. "
            "whole: all that can be asked for, nothing less."
        ),
    ] = None
    share: Annotated[
        Fraction | None,
        about(
            "Which share of what is allotted an instalment is, where a requisition is one of several: 1/2, 40 %. What "
            "an amendment adds to an instalment that is over can be asked for with the next. On a payment: the share "
            "is paid without requisition, from the day when it opens."
        ),
    ] = None
    grants: Annotated[
        tuple[GrantId, ...],
        about(
            "The grants that a requisition is of, or that a payment pays without requisition. Left out of a "
            "requisition: all."
        ),
    ] = ()
    up_to: Annotated[
        datetime.date | None,
        about("Last day that a financial report accounts for; left out where it accounts for all."),
    ] = None
    after_period: Annotated[Text | None, about("Why the day lies after the agreement's last day.")] = None
    note: Text | None = None
    short: Annotated[Text | None, about("What it is called where there is little room, as on a tab.")] = None
    quotes: Quotes = ()
    closed: Annotated[
        datetime.date | None, filled("The day from which nothing more is to be done under its agreement.")
    ] = None

    @property
    def pays_without_requisition(self) -> bool:
        """Whether it is a payment that needs no requisition: of some grants, or of a share."""
        return self.about == "payment" and (self.share is not None or bool(self.grants))

    def is_of_grant(self, grant_id: str) -> bool:
        """Tell whether a requisition or payment is of a grant: it names it, or none."""
        return not self.grants or grant_id in self.grants


class Target(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The level a goal sets."""

    kind: Annotated[
        Literal["at-least", "at-most", "increase", "significant-increase", "achieved"],
        about("significant-increase has no number; achieved neither: it is so on the day, or it is not."),
    ]
    value: Annotated[Fraction | None, about("55 %, 0.2, 3/4.")] = None
    unit: Text | None = None


class Goal(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A result to be reached (mål), with what it is measured by and what the text leaves open."""

    id: Identifier
    name: Text
    clause: ClauseId
    text: Annotated[str, about("The text's own words, quoted exactly.")]
    indicator: Text
    denominator: Text
    target: Target
    by: datetime.date
    who: Annotated[tuple[ActorId, ...], about("Groups of recipients, organisations, or the parties themselves.")]
    area: AreaId | None = None
    open_questions: Annotated[tuple[Text, ...], about("What the text does not say.")] = ()
    quotes: Quotes = ()


class PaperField(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing a paper must hold, as printed."""

    id: Identifier
    label: str
    holds: Annotated[
        Literal["text", "long-text", "by-area", "organisation-number", "phone", "email", "address", "reference-number",
                "amount", "period", "giro", "payment-reference", "date", "signature", "choice",
                "cost-items"],
        about("What is filled in."),
    ] = "text"  # fmt: skip
    source: Annotated[
        Literal["recipient", "organisation-number", "contact", "address", "phone", "email", "giro", "agreement",
                "period"]
        | None,
        about("What the program knows and fills in by itself."),
    ] = None  # fmt: skip
    reference_number: Annotated[ReferenceNumberId | None, about("Which reference number it asks for.")] = None
    optional: Annotated[bool, about("It may be left empty.")] = False
    instead_of: Annotated[
        str | None, about("The id of the field of the paper that may be left empty when this one is filled in.")
    ] = None
    figure: Annotated[
        Literal["allotted", "paid", "costs", "unused", "correct", "not-correct", "deviations", "reviewer",
                "reviewer-position", "reviewer-phone", "reviewer-email"]
        | None,
        about("Which sum of a financial report, or which part of its review, it is."),
    ] = None  # fmt: skip


class PaperPart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A numbered part of a paper."""

    number: int
    heading: str
    fields: tuple[PaperField, ...]
    statement: Annotated[str, about("What the signatory certifies, quoted exactly.")] = ""
    clause: Annotated[ClauseId | None, about("The clause the part rests on, where it is not the paper's.")] = None


class Paper(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a requisition, a financial report or another paper must hold."""

    id: Identifier
    name: Text
    clause: ClauseId
    who: tuple[GroupId, ...]
    parts: tuple[PaperPart, ...]
    about: Annotated[
        DutyKind | None, _described("The kind of duty that it carries; left out where the paper's id says it.")
    ] = None

    @property
    def carries(self) -> str:
        """What the duties that it carries are about."""
        return self.about or self.id


class Remark(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A slip, gap or contradiction in the text: what is printed, what was found, what follows."""

    id: Identifier
    name: Text
    quotes: tuple[Quote, ...]
    found: Annotated[Text, about("What is stated or printed, soberly.")]
    follows: Annotated[Text, about("What it means for those who use the agreement.")]


class LeftOut(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of the text that became nothing (utelämnat), and why they bind no one and allow nothing."""

    clause: ClauseId
    text: Annotated[str, about("One sentence, or several that follow one another, quoted exactly.")]
    reason: Annotated[
        Literal["aim", "background", "form", "law", "need", "others", "past", "scope"],
        about(
            "aim: what is striven for; who must do what stands elsewhere. background: describes or explains. form: "
            "title page, contents, headings and references. law: what a law says already. need: that something is "
            "needed, laid on no one. others: about somebody who is not bound by the agreement. past: about an earlier "
            "agreement. "
            "scope: what the agreement covers, or what its words mean."
        ),
    ]
    note: Text | None = None
