"""A new agreement begun from one that there is: its rules and duties, without what was signed and printed for it."""

import datetime
from collections.abc import Iterator, Mapping
from functools import cache

from naravard.agreement import numerals
from naravard.agreement.files import AgreementFiles
from naravard.agreement.manuscript import Manuscript, Path
from naravard.agreement.model import Agreement
from naravard.agreement.shapes import Atom, Item, ListOf, Shape, fields_of

SIGNED = ("published", "overrides", "remarks", "left_out", "closed", "amendments")
"""What was printed, moved, remarked, left out and amended for the earlier one, and says nothing of a new."""


def begun_from(
    files: AgreementFiles, *, agreement_id: str, name: str, first: datetime.date, last: datetime.date
) -> AgreementFiles:
    """Return the files of a new agreement, begun from those of another.

    The annexes as printed, the kronor moved in them, the remarks on the text, what was left out of it, who signed, and
    the reference numbers do not come along. Every day is moved by as many years as the first day is; 29 February to the
    28th.
    """
    manuscript = Manuscript(files)
    was = numerals.day(manuscript.text(("period", "from")))
    printed = [manuscript.text(("published", one, "file")) for one, _table in manuscript.items(("published",))]
    printed += [manuscript.text(("amendments", one, "text")) for one, _item in manuscript.items(("amendments",))]
    for section in SIGNED:
        manuscript.put((section,), None)
    for file in printed:
        manuscript.drop_file(file)
    for one, _party in manuscript.items(("parties",)):
        manuscript.put(("parties", one, "signatory"), None)
    for one, _number in manuscript.items(("reference_numbers",)):
        manuscript.put(("reference_numbers", one, "number"), None)
    move_days(manuscript, first.year - was.year if was else 0)
    manuscript.put(("id",), agreement_id)
    manuscript.put(("name",), name)
    manuscript.put(("period",), {"from": first.isoformat(), "to": last.isoformat()})
    return AgreementFiles(manuscript.files, name=agreement_id)


def move_days(manuscript: Manuscript, years: int) -> None:
    """Move every day of an agreement by a number of years."""
    if not years:
        return
    for path in list(_days(manuscript, (), Item(Agreement))):
        day = numerals.day(manuscript.text(path))
        if day is not None and datetime.MINYEAR <= day.year + years <= datetime.MAXYEAR:
            manuscript.put(path, _moved(day, years).isoformat())


def _moved(day: datetime.date, years: int) -> datetime.date:
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year + years)


def _days(manuscript: Manuscript, path: Path, shape: Shape) -> Iterator[Path]:
    """Give the path of every day, by the shape of the format."""
    if isinstance(shape, Atom):
        if shape.kind == "day":
            yield path
    elif isinstance(shape, ListOf):
        if isinstance(shape.item, Item):
            for one, _item in manuscript.items(path):
                yield from _days(manuscript, (*path, one), shape.item)
    elif isinstance(shape, Item):
        there = manuscript.get(path)
        for field in fields_of(shape.type):
            if not _can_hold_day(field.shape):
                continue
            if not path or (isinstance(there, Mapping) and field.name in there):
                yield from _days(manuscript, (*path, field.name), field.shape)


@cache
def _can_hold_day(shape: Shape) -> bool:
    """Tell whether a day can stand in a value of this shape; in a rule none can."""
    if isinstance(shape, ListOf):
        return _can_hold_day(shape.item)
    if isinstance(shape, Item):
        return any(_can_hold_day(field.shape) for field in fields_of(shape.type))
    return isinstance(shape, Atom) and shape.kind == "day"
