"""A printed table in words: what it is, what its amounts are printed in, and how they were rounded."""

from naravard.agreement.model import Agreement, PrintedRounding, PublishedTable, Text
from naravard.agreement.wording import kronor, listed, signed_kronor, whole

STATUSES = {
    "signed": Text("undertecknad bilaga", "signed annex"),
    "decided": Text("eget beslut", "decision of its own"),
    "press-release": Text("pressmeddelande, som inte binder någon", "press release, which binds nobody"),
}
_UNITS = {
    "kronor": Text("kronor", "kronor"),
    "thousand-kronor": Text("tusental kronor", "thousands of kronor"),
    "million-kronor": Text("miljoner kronor", "millions of kronor"),
    "weeks": Text("veckor", "weeks"),
    "seats": Text("platser", "places"),
}
_METHODS = {
    "largest-remainder": Text("nedåt, och resten till dem med störst rest", "down, and the rest to largest remainders"),
    "half-up": Text("till närmaste, halva uppåt", "to the nearest, halves up"),
    "down": Text("nedåt", "down"),
    "by-hand": Text("för hand, utan regel", "by hand, without a rule"),
}
COUNTED = ("weeks", "seats")
"""The units that are no money."""


def table_in_words(agreement: Agreement, table: PublishedTable) -> Text | None:
    """Say what is special about a printed table; None for a signed one in kronor of which no rounding is stated."""
    parts = []
    if table.status != "signed":
        parts.append(Text(f"är ett {STATUSES[table.status].sv}", f"is a {STATUSES[table.status].en}"))
    if table.unit != "kronor":
        unit = _UNITS[table.unit]
        parts.append(Text(f"är tryckt i {unit.sv}", f"is printed in {unit.en}"))
    if table.rounded is not None:
        parts.append(_rounded(agreement, table, table.rounded))
    if not parts:
        return None
    sv, en = (listed([part.in_language(words) for part in parts], words) for words in ("sv", "en"))
    note = table.rounded.note if table.rounded is not None else None
    more = Text(f" {note.sv}", f" {note.in_language('en')}") if note is not None else Text("")
    return Text(f"{table.name.sv} {sv}.{more.sv}", f"{table.name.in_language('en')} {en}.{more.in_language('en')}")


def unit_in_words(table: PublishedTable) -> Text:
    """Say what a table's compared amounts are in: weeks or places where it counts them, else kronor."""
    return _UNITS[table.unit if table.unit in COUNTED else "kronor"]


def counted(table: PublishedTable, amount: int) -> Text:
    """Write an amount of a table: in kronor, or in the weeks or seats that it counts."""
    if table.unit not in COUNTED:
        return Text(kronor(amount), kronor(amount))
    unit = _UNITS[table.unit]
    return Text(f"{whole(amount)} {unit.sv}", f"{whole(amount)} {unit.en}")


def counted_difference(table: PublishedTable, amount: int) -> Text:
    """Write a difference between two amounts of a table, with its sign."""
    if table.unit not in COUNTED:
        return Text(signed_kronor(amount), signed_kronor(amount))
    said = counted(table, amount)
    return Text(f"+{said.sv}", f"+{said.en}") if amount > 0 else said


def _rounded(agreement: Agreement, table: PublishedTable, rounded: PrintedRounding) -> Text:
    method = _METHODS[rounded.method]
    sv, en = f"är avrundad {method.sv}", f"is rounded {method.en}"
    if rounded.unit > 1:
        unit = counted(table, rounded.unit)
        sv, en = f"{sv}, till {unit.sv}", f"{en}, to {unit.en}"
    if rounded.rest:
        name = _name(agreement, table, rounded.rest)
        sv, en = f"{sv}, med resten på {name}", f"{en}, with the rest on {name}"
    return Text(sv, en)


def _name(agreement: Agreement, table: PublishedTable, code: str) -> str:
    """Return the name of a recipient of the table's grants; the code where there is none."""
    grants = {column.grant for column in table.columns if column.grant is not None}
    recipients = [one for grant in agreement.grants if grant.id in grants for one in agreement.recipients_of(grant)]
    return next((one.name for one in recipients if one.code == code), code)
