"""What an agreement takes from its other files: the text's clauses, the recipients, the keys' numbers, the annexes.

Each part that cannot be filled has its finding here, and is marked in the draft, so that no check speaks of it again.
"""

import re
import unicodedata
from fractions import Fraction
from pathlib import PurePosixPath

from msgspec.structs import replace

from naravard.agreement import numerals, reference
from naravard.agreement.draft import Draft, nearest
from naravard.agreement.findings import Finding, Place
from naravard.agreement.model import (
    AllocationKey,
    Organisation,
    PublishedColumn,
    PublishedRow,
    PublishedTable,
    Recipient,
    RecipientGroup,
)
from naravard.agreement.nodes import read_text
from naravard.agreement.tables import Row, Table, read_table
from naravard.agreement.text import read_clauses

TEXT_FILE = "text.md"
TOTAL_CODE = "TOTAL"
NUMBERED_COLUMNS = ("grant", "total", "key")


def fill(draft: Draft) -> None:
    """Fill the agreement from the files it names."""
    tables = _Tables(draft)
    _fill_clauses(draft)
    _fill_organisations(draft)
    own = tuple(_filled_group(draft, tables, group) for group in draft.agreement.recipients)
    draft.replace(recipients=(*reference.groups(), *own))
    draft.replace(keys=tuple(_filled_key(draft, tables, key) for key in draft.agreement.keys))
    draft.replace(published=tuple(_filled_published(draft, tables, table) for table in draft.agreement.published))


def named_file(draft: Draft, place: Place, path: str, suffix: str) -> tuple[str, bytes] | None:
    """Return a file that the agreement names, or report why it cannot be had."""
    plain = unicodedata.normalize("NFC", path)
    if plain.startswith("/") or ".." in re.split(r"[/\\]", plain) or re.match(r"[A-Za-z]:", plain):
        draft.report("A010", place, path=path)
        return None
    name = PurePosixPath(plain).as_posix()
    if PurePosixPath(name).suffix.lower() != suffix:
        draft.report("A011", place, path=path, suffix=suffix)
        return None
    draft.used_files.add(name)
    if name in draft.files:
        return name, draft.files[name]
    if name not in draft.files.problems:
        near = nearest(name, (known for known in draft.files if known.endswith(suffix)))
        draft.report("A009", place, near=near, path=path)
    return None


class _Tables:
    """The CSV files, each read once: two keys may take their columns from one file."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.read: dict[str, Table | None] = {}

    def table(self, place: Place, path: str, wanted: tuple[str, ...]) -> Table | None:
        """Return a table that has the wanted columns; what is wrong with it is reported once."""
        named = named_file(self.draft, place, path, ".csv")
        if named is None:
            return None
        name, content = named
        if name not in self.read:
            self.read[name], findings = read_table(content, name)
            self.draft.findings += findings
        table = self.read[name]
        missing = table.missing(wanted) if table is not None else []
        self.draft.findings += missing
        return None if missing else table


# --- the text ------------------------------------------------------------------------------------------------------


def _fill_clauses(draft: Draft) -> None:
    agreement = draft.agreement
    path = agreement.text
    if agreement.clauses:
        if path is not None:
            draft.report("A163", draft.at(agreement, "text"), path=path)
        return
    if not draft.whole(agreement, "clauses", "text"):
        return
    if path is None:
        if TEXT_FILE not in draft.files:
            return
        path = TEXT_FILE
    named = named_file(draft, draft.at(agreement, "text"), path, ".md")
    text = None if named is None else read_text(named[1], named[0])
    if named is None or not isinstance(text, str):
        draft.places.spoil(agreement, "clauses")
        draft.findings += [text] if isinstance(text, Finding) else []
        return
    _take_clauses(draft, text, named[0])


def _take_clauses(draft: Draft, text: str, file: str) -> None:
    clauses = read_clauses(text)
    if not clauses:
        draft.report("A160", Place(file, 1))
        draft.places.spoil(draft.agreement, "clauses")
    first: dict[str, int] = {}
    for clause, line in clauses:
        draft.places.keep(clause, Place(file, line), {})
        if clause.id in first:
            draft.report("A161", Place(file, line), clause=clause.id, first=str(first[clause.id]))
        first.setdefault(clause.id, line)
    draft.replace(clauses=tuple(clause for clause, line in clauses if first[clause.id] == line))


# --- organisations and recipients ------------------------------------------------------------------------------------


def _fill_organisations(draft: Draft) -> None:
    """Add the built-in organisations, and the parties, to the agreement's own."""
    agreement = draft.agreement
    known = {organisation.id: organisation for organisation in reference.organisations()}
    known.update({organisation.id: organisation for organisation in agreement.organisations})
    for party in agreement.parties:
        known.setdefault(party.id, Organisation(id=party.id, name=party.name))
    draft.replace(organisations=tuple(known.values()))


def _filled_group(draft: Draft, tables: _Tables, group: RecipientGroup) -> RecipientGroup:
    """Fill a group's members; one without any has its finding."""
    if group.id in {built_in.id for built_in in reference.groups()}:
        draft.report("A071", draft.at(group, "id"), id=group.id)
    members = _other_members(draft, tables, group) if group.kind == "other" else _built_in_members(draft, group)
    filled = replace(group, members=members or ())
    draft.places.move(group, filled)
    if members is None:
        draft.places.spoil(filled, "members")
    elif not members:
        draft.report("A100", draft.at(filled), id=group.id)
        draft.places.spoil(filled, "members")
    return filled


def _built_in_members(draft: Draft, group: RecipientGroup) -> tuple[Recipient, ...] | None:
    if group.file is not None:
        draft.report("A102", draft.at(group, "file"), id=group.id)
        return None
    if group.only and group.without:
        draft.report("A103", draft.at(group, "without"), id=group.id)
        return None
    if not draft.whole(group, "only", "without"):
        return None
    everyone = reference.recipients_of_kind(group.kind)
    known = {recipient.code for recipient in everyone}
    mistaken = False
    for name, codes in (("only", group.only), ("without", group.without)):
        for number, code in enumerate(codes):
            if code not in known:
                draft.report("A068", draft.at(group, name, number), near=near_code(code, known), code=code)
                mistaken = True
    if mistaken:
        return None
    taken = set(group.only) or known - set(group.without)
    return tuple(recipient for recipient in everyone if recipient.code in taken)


def _other_members(draft: Draft, tables: _Tables, group: RecipientGroup) -> tuple[Recipient, ...] | None:
    if group.file is None:
        if draft.whole(group, "file"):
            draft.report("A101", draft.at(group), id=group.id)
        return None
    table = tables.table(draft.at(group, "file"), group.file, ("code", "name"))
    if table is None:
        return None
    before = len(draft.findings)
    counties = {county.code for county in reference.counties()}
    members: dict[str, Recipient] = {}
    for row in table.rows:
        code, county = row.cells["code"], row.cells.get("county", "")
        if not _usable_code(draft, table, row, members):
            continue
        if not row.cells["name"]:
            draft.report("A112", table.at(row.line), column="name")
        if county and county not in counties:
            draft.report("A106", table.at(row.line), near=near_code(county, counties), code=county)
        members[code] = Recipient(code=code, name=row.cells["name"], kind="other", county=county)
    return tuple(members[code] for code in sorted(members)) if len(draft.findings) == before else None


def near_code(code: str, known: set[str]) -> str | None:
    """Return the code that was meant: spreadsheets drop leading zeros; otherwise the nearest spelling."""
    padded = next((candidate for candidate in (code.zfill(2), code.zfill(4)) if candidate in known), None)
    return padded or nearest(code, sorted(known))


def _usable_code(draft: Draft, table: Table, row: Row, seen: object) -> bool:
    """Report a row without a code, or with one that stands in an earlier row."""
    code = row.cells["code"]
    if not code:
        draft.report("A112", table.at(row.line), column="code")
        return False
    if isinstance(seen, dict) and code in seen:
        draft.report("A113", table.at(row.line), code=code)
        return False
    return True


# --- keys ------------------------------------------------------------------------------------------------------------


def _filled_key(draft: Draft, tables: _Tables, key: AllocationKey) -> AllocationKey:
    if key.file is None:
        return key
    table = tables.table(draft.at(key, "file"), key.file, ("code", key.column))
    if table is None:
        draft.places.spoil(key, "values")
        return key
    before = len(draft.findings)
    values: dict[str, Fraction] = {}
    names: dict[str, str] = {}
    parts: dict[tuple[str | int, ...], Place] = {}
    printed: tuple[Fraction, Place] | None = None
    for row in table.rows:
        number = _key_number(draft, table, row, key.column) if _usable_code(draft, table, row, values) else None
        if number is None:
            continue
        code = row.cells["code"]
        if code.upper() == TOTAL_CODE:
            printed = number, table.at(row.line)
            continue
        values[code] = number
        names[code] = row.cells.get("name", "")
        parts["values", code] = table.at(row.line)
    filled = replace(key, values=values, names={code: name for code, name in names.items() if name})
    draft.places.move(key, filled)
    draft.places.add_parts(filled, parts)
    if len(draft.findings) > before:
        draft.places.spoil(filled, "values")
    elif printed is not None and printed[0] != sum(values.values()):
        total = sum(values.values(), Fraction(0))
        draft.report("A082", printed[1], key=key.id, total=printed[0], sum=total, difference=abs(total - printed[0]))
    return filled


def _key_number(draft: Draft, table: Table, row: Row, column: str) -> Fraction | None:
    written = row.cells[column]
    if not written:
        draft.report("A112", table.at(row.line), column=column)
        return None
    number = numerals.decimal(written, comma=table.decimal_comma)
    if number is None:
        draft.report("A114", table.at(row.line), value=written, column=column)
    elif number < 0:
        draft.report("A115", table.at(row.line), value=number, code=row.cells["code"])
        return None
    return number


# --- the signed annexes ----------------------------------------------------------------------------------------------


def _filled_published(draft: Draft, tables: _Tables, published: PublishedTable) -> PublishedTable:
    wanted = ("code", *(column.column for column in published.columns))
    table = tables.table(draft.at(published, "file"), published.file, wanted)
    if table is None:
        draft.places.spoil(published, "rows")
        return published
    before = len(draft.findings)
    rows: dict[str, PublishedRow] = {}
    totals: PublishedRow | None = None
    for row in table.rows:
        if not _usable_code(draft, table, row, rows):
            continue
        cells = {column.column: _cell(draft, table, row, column) for column in published.columns}
        code = row.cells["code"]
        if code.upper() == TOTAL_CODE:
            totals = PublishedRow(code="", cells=cells)
            draft.places.keep(totals, table.at(row.line), {})
        else:
            rows[code] = PublishedRow(code=code, cells=cells)
            draft.places.keep(rows[code], table.at(row.line), {})
    filled = replace(published, rows=tuple(rows.values()), totals=totals)
    draft.places.move(published, filled)
    if len(draft.findings) > before:
        draft.places.spoil(filled, "rows")
    return filled


def _cell(draft: Draft, table: Table, row: Row, column: PublishedColumn) -> str:
    """Return a cell as printed, but numbers as plain digits so that they can be counted with."""
    written = row.cells[column.column]
    if not written or column.holds not in NUMBERED_COLUMNS:
        return written
    whole = numerals.whole(written)
    if column.holds == "key":
        number = numerals.decimal(written, comma=table.decimal_comma)
        if number is not None:
            return re.sub(rf"[{numerals.SPACES}_]", "", written).replace(",", ".")
    elif whole is not None and whole >= 0:
        return str(whole)
    draft.report("A132", table.at(row.line), value=written, column=column.heading)
    return written
