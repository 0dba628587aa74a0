"""Amendments: each changes something that there is, by its own text, and the agreement holds together after it."""

from collections.abc import Callable, Iterator
from dataclasses import replace as copied

from msgspec import Struct
from msgspec.structs import replace

from naravard.agreement.amendments import ADDED, VALUES, amended, thing_of, value_of
from naravard.agreement.draft import Draft
from naravard.agreement.findings import Finding
from naravard.agreement.model import Agreement, Amendment, AmendmentChange, Area, Duty, Earmark, Grant, Text
from naravard.agreement.shapes import Atom, ListOf, fields_of

_ALL_VALUES = ("amount", "rule", "opens", "due", "after_period", "ends")
_NAMED = ("grant", "area", "duty")
_DECLARED = {"key": "keys", "area": "areas", "grant": "grants", "duty": "duties", "requirement": "requirements"}
"""The kinds of names of which an amendment can add some."""


def order(draft: Draft) -> None:
    """A202, A203: amendments stand in the order in which they hold, and hold when they are decided."""
    amendments = draft.agreement.amendments
    for before, amendment in zip((None, *amendments), amendments, strict=False):
        if before is not None and amendment.from_ < before.from_:
            draft.report("A202", draft.at(amendment, "from_"), amendment=amendment.id, first=amendment.from_,
                         before=before.id, other=before.from_)  # fmt: skip
        if amendment.decided > amendment.from_:
            draft.report("A203", draft.at(amendment, "from_"), amendment=amendment.id, first=amendment.from_,
                         decided=amendment.decided)  # fmt: skip


def changes(draft: Draft) -> None:
    """A200, A201, A204–A207, A209: each change is of one thing that there is, to something else, by its own text."""
    agreement = draft.agreement
    for number, amendment in enumerate(agreement.amendments):
        was = amended(agreement, number)
        for change in amendment.changes:
            if _is_of_one_thing(draft, change) and _is_there(draft, was, change):
                _is_new(draft, was, amendment, change)
            own = {clause.id for clause in amendment.clauses}
            if draft.whole(amendment, "clauses") and change.clause not in own and draft.whole(change, "clause"):
                draft.report("A205", draft.at(change, "clause"), clause=change.clause, amendment=amendment.id,
                             known=tuple(sorted(own)))  # fmt: skip


def _is_of_one_thing(draft: Draft, change: AmendmentChange) -> bool:
    """A200: a change names one thing, and gives it a value that such a thing has."""
    kind, _item = change.amends
    named = [name for name in _NAMED if getattr(change, name) is not None]
    allowed = (*VALUES[kind], "after_period") if kind == "duty" else VALUES[kind]
    given = [value for value in _ALL_VALUES if getattr(change, value) is not None]
    wrong = [value for value in given if value not in allowed]
    if len(named) > 1 or wrong or (change.earmark is not None and change.grant is None):
        draft.report("A200", draft.at(change, *wrong[:1]), named=tuple(named) or ("–",), given=tuple(given),
                     allowed=allowed)  # fmt: skip
        return False
    return True


def _is_there(draft: Draft, was: Agreement, change: AmendmentChange) -> bool:
    """A204: the earmark stands in its grant; names of grants, areas and duties are checked with all names."""
    kind, _item = change.amends
    there = kind == "agreement" or thing_of(was, change) is not None
    if not there and (later := _added_by(draft.agreement, change)) is not None:
        draft.report("A209", draft.at(change), name=change.amends[1], amendment=later.id)
    if not there and kind == "earmark" and (grant := thing_of(was, replace(change, earmark=None))) is not None:
        known = tuple(one.id for one in grant.earmarks) if isinstance(grant, Grant) else ()
        draft.report("A204", draft.at(change, "earmark"), earmark=change.earmark or "", grant=grant.id, known=known)
    return there


def _added_by(signed: Agreement, change: AmendmentChange) -> Amendment | None:
    """Return the amendment that adds what a change is about; None if none does."""
    for number, amendment in enumerate(signed.amendments, start=1):
        if thing_of(amended(signed, number), change) is not None:
            return amendment
    return None


def _is_new(draft: Draft, was: Agreement, amendment: Amendment, change: AmendmentChange) -> None:
    """A201, A206, A207: something becomes another; no day is moved to one that has been; a lower sum is told."""
    kind, item = change.amends
    given = [value for value in VALUES[kind] if getattr(change, value) is not None]
    if draft.whole(change, *_ALL_VALUES) and all(
        getattr(change, value) == value_of(was, change, value) for value in given
    ):
        draft.report("A201", draft.at(change), amends=item or was.id, values=VALUES[kind])
        return
    if change.due is not None and change.due < amendment.from_:
        draft.report("A206", draft.at(change, "due"), duty=item, due=change.due, first=amendment.from_)
    amount = value_of(was, change, "amount")
    if kind in ("grant", "earmark") and change.amount is not None and change.amount < amount:
        draft.report("A207", draft.at(change, "amount"), amends=item, before=amount, after=change.amount,
                     less=amount - change.amount)  # fmt: skip


def added(draft: Draft) -> None:
    """A161, A208: what an amendment adds is called otherwise than what there is, and its clauses too."""
    agreement = draft.agreement
    known: dict[str, dict[str, str]] = {
        section: {one.id: agreement.id for one in getattr(agreement, section)} for section in (*_WITH_ID, "clauses")
    }
    for amendment in agreement.amendments:
        for section, seen in known.items():
            for one in getattr(amendment, section):
                if one.id in seen:
                    draft.report("A208", draft.at(one), id=one.id, section=section, holder=seen[one.id])
                seen.setdefault(one.id, amendment.id)


_WITH_ID = tuple(section for section in (*ADDED, "published") if section not in ("mandates", "left_out"))


def used_before(draft: Draft) -> None:
    """A209: nothing names what only a later amendment adds."""
    agreement = draft.agreement
    for number in range(len(agreement.amendments)):
        state = amended(agreement, number)
        later = agreement.amendments[number:]
        for kind, section in _DECLARED.items():
            there = {one.id for one in getattr(state, section)}
            new = {one.id: amendment.id for amendment in later for one in getattr(amendment, section)}
            for holder, field, name in _names(state, kind):
                if name in new and name not in there:
                    draft.report("A209", draft.at(holder, field), name=name, amendment=new[name])
                    return


def _names(value: object, kind: str) -> Iterator[tuple[Struct, str, str]]:
    """Give every name of a kind within a value, with the item and the field in which it stands."""
    if isinstance(value, tuple):
        for one in value:
            yield from _names(one, kind)
    elif isinstance(value, Struct):
        for field in fields_of(type(value)):
            if field.attribute == "amendments":
                continue
            held = getattr(value, field.attribute)
            shape = field.shape.item if isinstance(field.shape, ListOf) else field.shape
            if not isinstance(shape, Atom):
                yield from _names(held, kind)
            elif shape.refers_to == kind and held is not None:
                for name in held if isinstance(held, tuple) else (held,):
                    yield value, field.attribute, name


def states(draft: Draft, checks: tuple[Callable[[Draft], None], ...]) -> None:
    """Run the checks of the whole on the agreement as each amendment has left it, where nothing else is wrong.

    A finding says by which amendment the agreement reads so, and stands where that changes something.
    """
    signed = draft.agreement
    for number, amendment in enumerate(signed.amendments, start=1):
        if any(one.level == "error" for one in draft.findings):
            return
        was, now = amended(signed, number - 1), amended(signed, number)
        for change in amendment.changes:
            _move(draft, was, now, change)
        draft.places.move(signed, now)
        after = copied(draft, agreement=now, findings=[], settled=set())
        for check in checks:
            check(after)
        told = {(one.id, one.file, one.line) for one in draft.findings}
        new = {(one.id, one.file, one.line): one for one in reversed(after.findings)}
        draft.findings += [_as_amended(one, amendment) for place, one in new.items() if place not in told]


def _move(draft: Draft, was: Agreement, now: Agreement, change: AmendmentChange) -> None:
    """Let what a change has made stand where the change does."""
    if change.amends[0] == "agreement":
        draft.places.amend(was.total, now.total, change)
        draft.places.amend(was.period, now.period, change)
        return
    for one in {"": change, "grant": replace(change, earmark=None)}.values():
        old, new = thing_of(was, one), thing_of(now, one)
        if isinstance(old, Grant | Earmark | Area | Duty) and new is not None:
            draft.places.amend(old, new, change)


def _as_amended(one: Finding, amendment: Amendment) -> Finding:
    name = amendment.name
    said = Text(
        f"{one.found.sv} Så lyder överenskommelsen enligt ”{name.sv}”.",
        f"{one.found.in_language('en')} So the agreement reads by “{name.in_language('en')}”.",
    )
    return replace(one, found=said)
