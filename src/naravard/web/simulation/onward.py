"""A county's sum of a grant shared among its municipalities: by equal parts, or by numbers that the reader brings."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from msgspec.structs import replace

from naravard.agreement.model import Agreement, Equal, Onward, Proportional, Recipient, Rule, Text
from naravard.agreement.reference import county, municipalities
from naravard.allocation.model import Allocation, Cell, CountyShare, GrantAllocation
from naravard.allocation.second_level import share_onward
from naravard.documents import headings
from naravard.documents.table import Column, Table, sum_if_any
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance

OWN_KEY = "egen-nyckel"
COUNTY_KINDS = frozenset({"region", "rss"})


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
    return Table.of(
        county_share.cells,
        _columns(shared),
        id=f"{agreement.id}-{shared.grant.grant.id}-{county_share.county.code}-kommuner",
        caption=Text(
            f"{shared.grant.grant.name.sv}: {county_share.county.name}, fördelat på kommunerna i {place}",
            f"{shared.grant.grant.name.in_language('en')}: {county_share.county.name}, by municipality of {place}",
        ),
        note=_note(agreement, shared),
        provenance=provenance(shown),
    )


def _columns(shared: SharedCounty) -> tuple[Column[Cell], ...]:
    """Return the columns; a page shows no key when the parts are equal."""
    numbers, whole = shared.numbers or {}, shared.key_total
    has_key = shared.numbers is not None
    return (
        Column("code", headings.CODE, "code", of=lambda cell: cell.recipient.code),
        Column(
            "municipality", headings.MUNICIPALITY, of=lambda cell: cell.recipient.name, total=headings.SUM, swedish=True
        ),
        Column(
            "key", Text("Värde i nyckeln", "Value in the key"), "number",
            of=lambda cell: numbers.get(cell.recipient.code), total=sum_if_any, on_page=has_key,
        ),
        Column(
            "share", Text("Andel", "Share"), "per cent", 3,
            of=lambda cell: numbers[cell.recipient.code] / whole if cell.recipient.code in numbers else None,
            total=sum_if_any, on_page=has_key,
        ),
        Column("exact", Text("Exakt belopp", "Exact amount"), "fraction", 4, of=lambda cell: cell.exact, total=sum),
        Column("rank", Text("Restens plats", "Place of the remainder"), "number", of=lambda cell: cell.rank),
        Column(
            "raised", Text("Avrundning uppåt", "Rounded up by"), "number", of=lambda cell: cell.raised, total=sum
        ),
        Column("amount", headings.AMOUNT_KR, "kronor", of=lambda cell: cell.computed, total=sum),
    )  # fmt: skip


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
