"""The parties and the frame: period, total, parties, organisations, clauses, areas and recipients."""

import datetime
from typing import Annotated, Literal

from msgspec import Struct

from naravard.agreement.model.basics import (
    ClauseId,
    Identifier,
    Kronor,
    OrganisationId,
    Quotes,
    Text,
    about,
    filled,
)


class Period(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"from_": "from"}):
    """The days the agreement covers, both included."""

    from_: Annotated[datetime.date, about("First day.")]
    to: Annotated[datetime.date, about("Last day.")]


class Total(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The agreement's whole sum and the clause that states it."""

    amount: Annotated[Kronor, about("Whole kronor. The grants' amounts must add up to it.")]
    clause: ClauseId
    quotes: Quotes = ()


class Signatory(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who signed for a party, as printed."""

    name: str
    title: Text
    place: str = ""
    date: Annotated[datetime.date | None, about("The day of signature.")] = None
    printed_date: Annotated[str, about("The day as printed, where it is not a whole date: den 27 januari.")] = ""


class Party(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of the parties to the agreement."""

    id: Identifier
    name: Text
    clause: ClauseId
    signatory: Signatory | None = None
    quotes: Quotes = ()


class ReferenceNumber(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A reference number (diarienummer) that the agreement names or demands."""

    id: Identifier
    name: Text
    clause: ClauseId
    number: Annotated[str | None, about("The number; left out when the source does not state it.")] = None
    note: Text | None = None
    quotes: Quotes = ()


OrganisationKind = Literal[
    "agency", "ministry", "university", "association", "foundation", "company", "coordination-body", "other"
]


class Organisation(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A body that receives papers or money, or acts under the agreement, beside the built-in ones."""

    id: Identifier
    name: Text
    kind: Annotated[OrganisationKind, about("What it is. coordination-body: samordningsförbund.")] = "agency"
    number: Annotated[str, about("Its organisation number, as it is written: 202100-0555.")] = ""


MandateKind = Literal["fixes", "extends", "pays", "reclaims", "shares"]
"""What a mandate lets an organisation do (:class:`Mandate`)."""


class Mandate(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who may act for the side that gives the money: fix what each gets, pay, give more time, demand back."""

    does: Annotated[
        MandateKind,
        about(
            "fixes: fixes the allocation and states reference numbers. extends: gives more time where a right lapses. "
            "pays: receives requisitions, pays and takes repayments. reclaims: decides to demand money back. "
            "shares: fixes money that is shared by reported numbers."
        ),
    ]
    who: OrganisationId
    name: Annotated[Text | None, about("What it is called in sentences, where that is not its name.")] = None
    clause: Annotated[ClauseId | None, about("Where the text says so; left out where it is the custom.")] = None
    note: Text | None = None
    quotes: Quotes = ()


class Clause(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One numbered part of the agreement's text, in its own words."""

    id: Annotated[str, about('As the text numbers it: "9", "3.4.1", "bilaga 4".')]
    title: str
    text: Annotated[str, about("The clause's own wording, as Markdown.")] = ""
    level: Annotated[int, about("1 for a chapter or annex, 2 for a section, and so on.")] = 1


class Area(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A development area (utvecklingsområde)."""

    id: Identifier
    name: Text
    clause: ClauseId
    amount: Annotated[
        Kronor | None, about("What the text says the area holds, whole kronor; its grants must add up to it.")
    ] = None
    summary: Text | None = None
    quotes: Quotes = ()


class Recipient(Struct, frozen=True, forbid_unknown_fields=True):
    """Someone who can receive money: a region, an RSS, a municipality, SKR or another body."""

    code: Annotated[str, about("County code 01–25 (region, RSS), four digits (municipality), SKR, or the file's code.")]
    name: str
    kind: Literal["region", "rss", "municipality", "skr", "organisation", "other"]
    county: Annotated[str, about("County code, empty where there is none.")] = ""
    number: Annotated[str, about("Organisation number, empty where it is not known.")] = ""


class RecipientGroup(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A group of recipients of the agreement's own: a part of a built-in group, or a list in a file."""

    id: Identifier
    name: Text
    kind: Annotated[
        Literal["region", "rss", "municipality", "skr", "organisation", "other"],
        about(
            "What the recipients are. organisation: organisations, built in or declared, named in only. other: many "
            "others, which need a file."
        ),
    ]
    only: Annotated[
        tuple[str, ...], about("Codes, when only some of the kind take part; for organisation their short names.")
    ] = ()
    without: Annotated[tuple[str, ...], about("Codes of those of the kind that do not take part.")] = ()
    file: Annotated[
        str | None, about("CSV with code,name (and county, number) when the recipients are not built in.")
    ] = None
    clause: ClauseId | None = None
    members: Annotated[tuple[Recipient, ...], filled("The recipients, in the order of their codes.")] = ()
