"""A county's sum of a grant shared among its municipalities: by equal parts, or by numbers that the reader brings."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from msgspec.structs import replace

from naravard.agreement.model import Agreement, Equal, Onward, Proportional, Recipient, Rule, Text
from naravard.agreement.reference import county, municipalities
from naravard.allocation.model import Allocation, Cell, CountyShare, GrantAllocation
from naravard.allocation.second_level import share_onward
from naravard.documents.table import Column, Row, Table
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.site.templatetags.naravard import words

OWN_KEY = "egen-nyckel"
COUNTY_KINDS = frozenset({"region", "rss"})

_COLUMNS = (
    Column("code", Text("Kod", "Code"), "code"),
    Column("municipality", Text("Kommun", "Municipality")),
    Column("key", Text("Värde i nyckeln", "Value in the key"), "number"),
    Column("share", Text("Andel", "Share"), "per cent", 3),
    Column("exact", Text("Exakt belopp", "Exact amount"), "fraction", 4),
    Column("rank", Text("Restens plats", "Place of the remainder"), "number"),
    Column("raised", Text("Avrundning uppåt", "Rounded up by"), "number"),
    Column("amount", Text("Belopp, kr", "Amount, kr"), "kronor"),
)
_WITHOUT_KEY = frozenset({"key", "share"})


@dataclass(frozen=True, slots=True)
class SharedCounty:
    """One county's sum, shared out."""

    grant: GrantAllocation
    share: CountyShare
    numbers: Mapping[str, Fraction] | None
    """The reader's key, ``None`` for equal parts."""

    @property
    def key_total(self) -> Fraction:
        """The sum of the reader's key."""
        return sum((self.numbers or {}).values(), Fraction(0))


def shareable(allocation: Allocation) -> list[GrantAllocation]:
    """Return the grants that have sums by county and are allocated, those set aside for the municipalities first."""
    found = [granted for granted in allocation.grants if county_cells(granted)]
    return sorted(found, key=lambda granted: all(cell.recipient.kind != "rss" for cell in county_cells(granted)))


def county_cells(granted: GrantAllocation) -> list[Cell]:
    """Return the cells of those who receive a county's sum."""
    return [cell for cell in granted.cells if cell.recipient.kind in COUNTY_KINDS and cell.recipient.county]


def municipalities_of(recipient: Recipient) -> tuple[Recipient, ...]:
    """Return the municipalities of the county that a region or an RSS stands for."""
    return tuple(each for each in municipalities() if each.county == recipient.county)


def county_name(recipient: Recipient) -> str:
    """Return the name of the county that a region or an RSS stands for."""
    return county(recipient.county).name


def share_county(
    allocation: Allocation, granted: GrantAllocation, code: str, numbers: Mapping[str, Fraction] | None
) -> SharedCounty:
    """Share one county's binding sum among its municipalities.

    Raises:
        AllocationError: it cannot be done.
        KeyError: the grant has no sum for that county.
    """
    cell = next(cell for cell in county_cells(granted) if cell.recipient.code == code)
    rule: Rule = Equal() if numbers is None else Proportional(key=OWN_KEY)
    second = share_onward(
        Allocation(allocation.agreement, (replace(granted, cells=(cell,)),)),
        granted.grant.id,
        onward=Onward(recipients="municipalities", rule=rule),
        keys=None if numbers is None else {OWN_KEY: numbers},
        recipients=municipalities_of(cell.recipient),
    )
    return SharedCounty(granted, second.counties[0], numbers)


def onward_table(shown: Shown, shared: SharedCounty) -> Table:
    """Return the municipalities' sums as a table; its total is the county's sum."""
    agreement, county_share = shown.agreement, shared.share
    place = county_name(county_share.county)
    rows = tuple(_row(cell, shared) for cell in county_share.cells)
    exact = sum((cell.exact for cell in county_share.cells), Fraction(0))
    given = sum(cell.computed for cell in county_share.cells)
    raised = sum(cell.raised for cell in county_share.cells)
    whole = Fraction(1) if shared.numbers is not None else None
    key_total = shared.key_total if shared.numbers is not None else None
    return Table(
        id=f"{agreement.id}-{shared.grant.grant.id}-{county_share.county.code}-kommuner",
        caption=Text(
            f"{shared.grant.grant.name.sv}: {county_share.county.name}, fördelat på kommunerna i {place}",
            f"{shared.grant.grant.name.in_language('en')}: {county_share.county.name}, by municipality of {place}",
        ),
        columns=_COLUMNS,
        rows=rows,
        total=(None, words(Text("Summa", "Total")), key_total, whole, exact, None, raised, given),
        note=_note(agreement, shared),
        provenance=provenance(shown),
    )


def columns_not_shown(shared: SharedCounty) -> frozenset[str]:
    """Return the ids of columns that say nothing when the parts are equal."""
    return frozenset() if shared.numbers is not None else _WITHOUT_KEY


def _row(cell: Cell, shared: SharedCounty) -> Row:
    number = shared.numbers.get(cell.recipient.code) if shared.numbers is not None else None
    return (
        cell.recipient.code,
        cell.recipient.name,
        number,
        number / shared.key_total if number is not None else None,
        cell.exact,
        cell.rank,
        cell.raised,
        cell.computed,
    )


def _note(agreement: Agreement, shared: SharedCounty) -> Text:
    if shared.numbers is None:
        how = Text("lika delar", "equal parts")
    else:
        how = Text("en nyckel som läsaren har lämnat", "a key that the reader has brought")
    name = agreement.name
    sv = f"Länets summa enligt {name.sv}, prövad med {how.sv}."
    en = f"The county's sum under {name.in_language('en')}, tried with {how.en}."
    if shared.grant.grant.onward is None:
        sv += " Överenskommelsen anger inte hur summan ska delas mellan kommunerna."
        en += " The agreement does not state how the sum is to be shared among the municipalities."
    return Text(sv, en)
