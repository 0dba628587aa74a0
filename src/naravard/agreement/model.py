"""The agreement as typed data: what a folder under ``agreements/`` says, after it has been read.

Every class here mirrors one kind of item in ``agreement.yaml`` (see ``docs/agreement-format.md``). The field
descriptions are the source of the JSON Schema for editors and of the tables in the format's documentation.

Units: money is whole kronor as ``int``, weights and key values are ``fractions.Fraction``, dates are calendar days that
end at midnight in Europe/Stockholm. Codes are identity, names are labels.
"""

import datetime
from fractions import Fraction
from typing import Annotated, Literal, Protocol, TypeVar

from msgspec import Meta, Struct


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=_Identified)


def about(text: str) -> Meta:
    """Describe a field for the JSON Schema and the format's documentation."""
    return Meta(description=text)


def filled(text: str) -> Meta:
    """Describe a field that the loader fills from another file; it may not be written in YAML."""
    return Meta(description=text, extra={"filled_by": "loader"})


def reference(kind: str, text: str) -> Meta:
    """Describe a text that names another item: the linter checks that an item of this ``kind`` has that id."""
    return Meta(description=text, extra={"refers_to": kind})


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in Swedish, with English when there is one. In YAML: a plain string, or ``{sv: …, en: …}``."""

    sv: Annotated[str, about("The text in Swedish.")]
    en: Annotated[str, about("The text in English; the Swedish is shown where it is missing.")] = ""

    def in_language(self, language: str) -> str:
        """Return the text in ``language`` (``"sv"`` or ``"en"``), in Swedish where English is missing."""
        return self.en if language == "en" and self.en else self.sv


Identifier = Annotated[
    str,
    Meta(description="A short name of small letters a–z, digits and hyphens.", extra={"holds": "identifier"}),
]
Kronor = Annotated[int, Meta(description="Whole kronor.", ge=0, extra={"holds": "kronor"})]
ClauseId = Annotated[
    str, reference("clause", 'The clause it rests on, as the text numbers it: "9", "3.4.1", "bilaga 4".')
]
GroupId = Annotated[
    str,
    reference("group", "A group of recipients: regions, rss, municipalities, skr, or one declared under recipients."),
]
ActorId = Annotated[str, reference("actor", "A group of recipients or an organisation.")]
OrganisationId = Annotated[str, reference("organisation", "An organisation, built in or declared under organisations.")]
AreaId = Annotated[str, reference("area", "An area declared under areas.")]
KeyId = Annotated[str, reference("key", "A key declared under keys.")]
GrantId = Annotated[str, reference("grant", "A grant declared under grants.")]
DutyId = Annotated[str, reference("duty", "A duty declared under duties.")]
RequirementId = Annotated[str, reference("requirement", "A requirement declared under requirements.")]


# --- the parties and the frame -------------------------------------------------------------------------------------


class Period(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"from_": "from"}):
    """The days the agreement covers, both included."""

    from_: Annotated[datetime.date, about("First day.")]
    to: Annotated[datetime.date, about("Last day.")]


class Total(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The agreement's whole sum and the clause that states it."""

    amount: Annotated[Kronor, about("Whole kronor. The grants' amounts must add up to it.")]
    clause: ClauseId


class Signatory(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who signed for a party, as printed."""

    name: str
    title: Text
    place: str = ""
    date: Annotated[datetime.date | None, about("The day of signature.")] = None


class Party(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of the parties to the agreement."""

    id: Identifier
    name: Text
    clause: ClauseId
    signatory: Signatory | None = None


class ReferenceNumber(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A reference number (diarienummer) that the agreement names or demands."""

    id: Identifier
    name: Text
    clause: ClauseId
    number: Annotated[str | None, about("The number; left out when the source does not state it.")] = None
    note: Text | None = None


class Organisation(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A body that receives papers or money, beside the built-in ones (see the format's documentation)."""

    id: Identifier
    name: Text


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


class Recipient(Struct, frozen=True, forbid_unknown_fields=True):
    """Someone who can receive money: a region, an RSS, a municipality, SKR or another body."""

    code: Annotated[str, about("County code 01–25 (region, RSS), four digits (municipality), SKR, or the file's code.")]
    name: str
    kind: Literal["region", "rss", "municipality", "skr", "other"]
    county: Annotated[str, about("County code, empty where there is none.")] = ""


class RecipientGroup(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A group of recipients of the agreement's own: a part of a built-in group, or a list in a file."""

    id: Identifier
    name: Text
    kind: Annotated[
        Literal["region", "rss", "municipality", "skr", "other"],
        about("What the recipients are; other for universities, companies and the like, which need a file."),
    ]
    only: Annotated[tuple[str, ...], about("Codes, when only some of the kind take part.")] = ()
    without: Annotated[tuple[str, ...], about("Codes of those of the kind that do not take part.")] = ()
    file: Annotated[str | None, about("CSV with code,name (and county) when the recipients are not built in.")] = None
    clause: ClauseId | None = None
    members: Annotated[tuple[Recipient, ...], filled("The recipients, in the order of their codes.")] = ()


# --- keys and rules ------------------------------------------------------------------------------------------------


class AllocationKey(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A measure by which money is shared: one number per recipient (fördelningsnyckel)."""

    id: Identifier
    name: Text
    clause: ClauseId
    unit: Annotated[Text, about("What is counted: invånare, personer, veckor.")]
    source: Annotated[Text, about("Where the numbers come from.")]
    reference_date: Annotated[datetime.date | None, about("The day the numbers describe.")] = None
    reference_period: Annotated[Text | None, about("Instead of a day: a term, a year.")] = None
    file: Annotated[str | None, about("CSV under the folder, usually keys/NAME.csv.")] = None
    column: Annotated[str, about("The column with the numbers.")] = "value"
    total: Annotated[Fraction | None, about("The printed total; the numbers must add up to it.")] = None
    awaits: Annotated[DutyId | None, about("The duty that will bring the numbers, when there is no file yet.")] = None
    unavailable: Annotated[Text | None, about("Why there are no numbers, when no duty will bring them.")] = None
    values: Annotated[dict[str, Fraction] | None, filled("The numbers by recipient code.")] = None
    names: Annotated[dict[str, str], filled("The names that the file gives, by recipient code.")] = {}


class RuleBase(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What all allocation rules share: a ``kind``, and optionally a clause and a reason of their own."""

    clause: Annotated[ClauseId | None, about("The clause that states this part of the rule.")] = None
    note: Text | None = None


class Proportional(RuleBase, frozen=True, kw_only=True, tag="proportional"):
    """Each recipient's part is its part of the key's total."""

    key: KeyId


class Equal(RuleBase, frozen=True, kw_only=True, tag="equal"):
    """Every recipient gets the same."""


class MixPart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One part of a weighted mix."""

    weight: Annotated[Fraction, about("1/2, 0.5 or 50 %; the weights of a mix add up to 1.")]
    key: Annotated[KeyId | None, about("Shorthand for a proportional rule on this key.")] = None
    rule: Annotated["Rule | None", about("Any rule, instead of key.")] = None


class Mix(RuleBase, frozen=True, kw_only=True, tag="mix"):
    """A weighted mix of keys or rules, added before the only rounding."""

    parts: tuple[MixPart, ...]


class Base(RuleBase, frozen=True, kw_only=True, tag="base"):
    """The same base amount (grundbelopp) to each recipient, the remainder by another rule."""

    amount: Annotated[Kronor, about("Whole kronor per recipient.")]
    remainder: "Rule"


class Increase(RuleBase, frozen=True, kw_only=True, tag="increase"):
    """Each recipient's part of the total increase of a key between two dates; a decrease counts as nothing."""

    before: Annotated[KeyId, about("The key at the earlier date.")]
    after: Annotated[KeyId, about("The key at the later date.")]


class Fixed(RuleBase, frozen=True, kw_only=True, tag="fixed"):
    """Fixed amounts from a table; together they must be the grant's amount."""

    key: Annotated[KeyId | None, about("A key whose numbers are whole kronor.")] = None
    amounts: Annotated[dict[str, Kronor], about("Kronor by recipient code, instead of key.")] = {}


class Condition(RuleBase, frozen=True, kw_only=True, tag="condition"):
    """A condition that a recipient must meet to take part; the rest is shared among those who do, or left."""

    name: Annotated[Text, about("The condition in a few words.")]
    rule: Annotated["Rule", about("How the money is shared.")]
    money: Annotated[
        Literal["left", "shared"],
        about("left: the sums of those who do not meet it stay unallocated. shared: they are shared among the others."),
    ]
    met: Annotated[KeyId | None, about("A key: met where its number is greater than 0.")] = None
    not_met: Annotated[tuple[str, ...], about("Codes of those who do not meet it, instead of met.")] = ()


class Limits(RuleBase, frozen=True, kw_only=True, tag="limits"):
    """A least and a greatest amount per recipient; the rest keep their proportions under the inner rule."""

    rule: "Rule"
    least: Annotated[Kronor | None, about("Whole kronor that no recipient goes below.")] = None
    most: Annotated[Kronor | None, about("Whole kronor that no recipient goes above.")] = None


Rule = Proportional | Equal | Mix | Base | Increase | Fixed | Condition | Limits


class Rounding(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How exact fractions become whole kronor (see the handbook's chapter on rounding)."""

    method: Annotated[
        Literal["largest-remainder", "cumulative", "down"],
        about(
            "largest-remainder: down, then one unit each to the largest remainders. cumulative: the running total is "
            "rounded, in the order of the codes. down: each amount down, the rest stays unallocated."
        ),
    ] = "largest-remainder"
    unit: Annotated[int, Meta(description="Round to this many kronor: 1, 100, 1000.", ge=1)] = 1


# --- money ---------------------------------------------------------------------------------------------------------


class TextRule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the text states, where the signed annexes were computed otherwise."""

    clause: ClauseId
    quote: Annotated[str, about("The text's own words.")]
    rule: Rule
    note: Text | None = None


class Earmark(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a grant set aside for a purpose (varav-belopp); allocated by its own rule or its grant's."""

    id: Identifier
    name: Text
    amount: Kronor
    clause: ClauseId
    rule: Annotated[Rule | None, about("Left out: the grant's own rule.")] = None


class Onward(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The second level: each county's sum shared out to its municipalities."""

    recipients: GroupId
    rule: Rule
    clause: ClauseId | None = None


class Grant(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sum for a purpose to a kind of recipient: one row of the agreement's table of money."""

    id: Identifier
    name: Text
    amount: Kronor
    clause: ClauseId
    recipients: Annotated[tuple[GroupId, ...], about("One group or several.")]
    rule: Rule
    area: Annotated[AreaId | None, about("The development area; left out when the grant serves them all.")] = None
    earmarks: tuple[Earmark, ...] = ()
    text_rule: TextRule | None = None
    onward: Onward | None = None
    rounding: Rounding | None = None
    note: Text | None = None


class Override(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A signed amount that differs from the computed one, moved by hand; nets to zero in each grant."""

    grant: GrantId
    recipient: Annotated[str, about("The recipient's code.")]
    change: Annotated[
        int, Meta(description="Signed amount minus computed amount, whole kronor.", extra={"holds": "kronor"})
    ]
    reason: Text
    clause: ClauseId


# --- the signed annexes --------------------------------------------------------------------------------------------


class PublishedColumn(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One column of a signed annex, as printed."""

    column: Annotated[str, about("The column's name in the CSV.")]
    heading: Annotated[str, about("The printed heading.")]
    holds: Annotated[Literal["name", "key", "share", "grant", "total"], about("What the column holds.")]
    key: Annotated[KeyId | None, about("For key and share.")] = None
    grant: Annotated[GrantId | None, about("For grant.")] = None


class PublishedRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One printed row: the recipient's code (empty for the row of totals) and the printed cells by column."""

    code: str
    cells: dict[str, str]

    def kronor(self, column: str) -> int:
        """Return a grant's or a total's cell as kronor, 0 where it is empty; the loader has checked the cell."""
        return int(self.cells[column] or 0)


class PublishedTable(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A signed annex with amounts, as printed."""

    id: Identifier
    name: Text
    clause: ClauseId
    file: Annotated[str, about("CSV under the folder: a column code, then the columns below; code TOTAL for totals.")]
    columns: tuple[PublishedColumn, ...]
    note: Text | None = None
    rows: Annotated[tuple[PublishedRow, ...], filled("The recipients' rows in printed order.")] = ()
    totals: Annotated[PublishedRow | None, filled("The printed row of totals.")] = None


# --- what is to be done --------------------------------------------------------------------------------------------


class Requirement(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that shall, should or may be done (insats), in the text's own words."""

    id: Identifier
    level: Annotated[Literal["must", "should", "may"], about("must: ska. should: bör. may: kan, får, exempel.")]
    who: Annotated[tuple[GroupId, ...], about("Who it is said of.")]
    clause: ClauseId
    text: Annotated[str, about("The sentence or list item, quoted exactly.")]
    area: AreaId | None = None
    condition: Annotated[bool, about("True when the text makes it a condition for the money.")] = False
    under: Annotated[RequirementId | None, about("The requirement that this is an example or a part of.")] = None
    note: Text | None = None


class Duty(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that is to be done by a date (skyldighet): who, what, to whom, by when, and what follows if not."""

    id: Identifier
    name: Text
    about: Annotated[
        Literal[
            "questions", "interim-report", "final-report", "financial-report", "activity-report", "requisition",
            "payment", "repayment", "key-report", "report", "decision", "other",
        ],
        about("What kind of act it is; later steps build on it."),
    ]  # fmt: skip
    who: Annotated[tuple[ActorId, ...], about("Groups of recipients, or organisations.")]
    clause: ClauseId
    to: Annotated[OrganisationId | None, about("The organisation that receives it.")] = None
    due: Annotated[datetime.date | None, about("Last day; left out only when the text gives none.")] = None
    opens: Annotated[datetime.date | None, about("First day it can be done.")] = None
    text: Annotated[str, about("The text's own words, quoted exactly.")] = ""
    if_missed: Annotated[Text | None, about("What the text says follows.")] = None
    lapses: Annotated[bool, about("True when a right is gone after the day.")] = False
    condition: Annotated[bool, about("True when taking part in the money depends on it.")] = False
    brings: Annotated[tuple[KeyId, ...], about("Keys that it brings.")] = ()
    after_period: Annotated[Text | None, about("Why the day lies after the agreement's last day.")] = None
    note: Text | None = None


class Target(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The level a goal sets."""

    kind: Annotated[
        Literal["at-least", "at-most", "increase", "significant-increase"],
        about("significant-increase has no number."),
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
    who: tuple[GroupId, ...]
    area: AreaId | None = None
    open_questions: Annotated[tuple[Text, ...], about("What the text does not say.")] = ()


class PaperField(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing a paper must hold, as printed."""

    id: Identifier
    label: str
    holds: Annotated[
        Literal["text", "organisation-number", "phone", "email", "address", "reference-number", "amount", "period",
                "giro", "date", "signature", "choice", "cost-items"],
        about("What is filled in."),
    ] = "text"  # fmt: skip


class PaperPart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A numbered part of a paper."""

    number: int
    heading: str
    fields: tuple[PaperField, ...]
    statement: Annotated[str, about("What the signatory certifies, quoted exactly.")] = ""


class Paper(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a requisition, a financial report or another paper must hold."""

    id: Identifier
    name: Text
    clause: ClauseId
    who: tuple[GroupId, ...]
    parts: tuple[PaperPart, ...]


class Quote(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of the agreement and where they stand."""

    clause: ClauseId
    text: str


class Remark(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A slip, gap or contradiction in the text: what is printed, what was found, what follows."""

    id: Identifier
    name: Text
    quotes: tuple[Quote, ...]
    found: Annotated[Text, about("What is stated or printed, soberly.")]
    follows: Annotated[Text, about("What it means for those who use the agreement.")]


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
    areas: tuple[Area, ...] = ()
    recipients: tuple[RecipientGroup, ...] = ()
    keys: tuple[AllocationKey, ...] = ()
    per_inhabitant: Annotated[KeyId | None, about("The key that counts inhabitants, for kronor per inhabitant.")] = None
    rounding: Rounding = Rounding()
    overrides: tuple[Override, ...] = ()
    published: tuple[PublishedTable, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    duties: tuple[Duty, ...] = ()
    goals: tuple[Goal, ...] = ()
    papers: tuple[Paper, ...] = ()
    remarks: tuple[Remark, ...] = ()

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


def _by_id(items: "tuple[Item, ...]", wanted: str) -> "Item":
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
