"""What may cost a recipient its money, well before it does.

Money that will not be used, a right that may lapse, a condition that is not met. How loud a warning is follows from two
things that anyone can check: the days to the last day, and how much is at risk.
"""

import datetime
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from naravard.agreement.duties import days_left, only_extends, swedish_day
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import day, kronor, per_cent
from naravard.ledger.balances import GrantBalance, balance_of
from naravard.ledger.book import Book
from naravard.ledger.forecast import Outlook
from naravard.ledger.instalments import asking, available, is_over, may_ask
from naravard.ledger.terms import DutyStanding, Standings, Terms


class Level(StrEnum):
    """How loud a warning is, the loudest first."""

    PASSED = "passed"
    URGENT = "urgent"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def label(self) -> Text:
        """The word in the warning's tag."""
        return _LABELS[self]


_LABELS = {
    Level.PASSED: Text("Dagen har passerat", "The day has passed"),
    Level.URGENT: Text("Brådskar", "Urgent"),
    Level.WARNING: Text("Varning", "Warning"),
    Level.NOTICE: Text("Att hålla ögonen på", "To keep an eye on"),
}


class Risk(Struct, frozen=True, kw_only=True):
    """One warning: what is at risk, how loud it is, and what to do."""

    kind: str
    """Stable: ``unused``, ``right`` or ``condition``."""
    level: Level
    grants: tuple[str, ...]
    """The ids of the grants that it is about."""
    amount: int | None
    """Kronor at risk; ``None`` where the grant has not been shared out yet."""
    due: datetime.date | None
    days_left: int | None
    duty: str
    """The id of the duty whose last day it is."""
    clause: str
    says: Text
    """How much, of which grant, by when."""
    do: Text
    """What to do about it."""


_LEAST = Fraction(0)
UNUSED_LEVELS: tuple[tuple[int, Fraction, Level], ...] = (
    (31, _LEAST, Level.URGENT),
    (90, _LEAST, Level.WARNING),
    (151, Fraction(5, 100), Level.WARNING),
    (274, Fraction(25, 100), Level.WARNING),
    (365, Fraction(10, 100), Level.NOTICE),
)
"""For money that will not be used: at most so many days to the last day of repayment, at least such a share of the
grant, so loud. The first line that fits counts; where none does there is no warning."""
DAY_LEVELS: tuple[tuple[int, Level], ...] = ((7, Level.URGENT), (30, Level.WARNING), (60, Level.NOTICE))
"""For a right and a condition: at most so many days to the last day, so loud."""


def risks(
    book: Book, terms: Terms, standings: Standings, expected: Iterable[Outlook], *, now: datetime.datetime
) -> tuple[Risk, ...]:
    """Return a recipient's warnings, the loudest first.

    ``expected`` is the forecast of its grants (:func:`~naravard.ledger.forecast.outlooks`).
    """
    grants = {each.grant: each for each in balance_of(book.tally).grants}
    found = [
        *_rights(book, terms, standings, now),
        *_conditions(terms, standings, grants, now),
        *(risk for outlook in expected if (risk := _unused(outlook, terms, standings, now)) is not None),
    ]
    order = list(Level)
    return tuple(sorted(found, key=lambda risk: (order.index(risk.level), -(risk.amount or 0))))


def level_of_unused(left: int, share: Fraction) -> Level | None:
    """Return how loud a warning is for a share of a grant that will not be used, so many days before the last day."""
    if left < 0:
        return Level.PASSED
    return next((level for most, least, level in UNUSED_LEVELS if left <= most and share >= least), None)


def level_of_day(left: int) -> Level | None:
    """Return how loud a warning is for a last day that lies so many days ahead."""
    if left < 0:
        return Level.PASSED
    return next((level for most, level in DAY_LEVELS if left <= most), None)


def _unused(outlook: Outlook, terms: Terms, standings: Standings, now: datetime.datetime) -> Risk | None:
    duty = terms.repayment
    due = _due(duty, standings, now)
    if duty is None or due is None or not outlook.expected_left:
        return None
    left = days_left(now, due)
    over = swedish_day(now) > terms.period.to
    level = level_of_unused(left, outlook.share_left)
    if level is None or (over and not outlook.is_paid):
        return None
    return Risk(
        kind="unused", level=level, grants=(outlook.grant,), amount=outlook.expected_left, due=due, days_left=left,
        duty=duty.id, clause=duty.clause, says=_unused_words(outlook, terms, over=over),
        do=_unused_way(terms, due, over=over, passed=left < 0),
    )  # fmt: skip


def _unused_words(outlook: Outlook, terms: Terms, *, over: bool) -> Text:
    name = _name(terms, outlook.grant)
    amount, share = kronor(outlook.expected_left), outlook.share_left
    if over:
        return Text(
            f"{amount} av ”{name.sv}” är inte använda.",
            f"{amount} of “{name.in_language('en')}” are not used.",
        )
    last = day(terms.period.to)
    if not outlook.expected_costs:
        return Text(
            f"{amount} av ”{name.sv}” väntas vara kvar {last}: inget är bokfört eller planerat.",
            f"{amount} of “{name.in_language('en')}” are expected to be left on {last}: nothing is booked or planned.",
        )
    return Text(
        f"{amount} av ”{name.sv}” ({per_cent(share, 0)}) väntas vara kvar {last}.",
        f"{amount} of “{name.in_language('en')}” ({per_cent(share, 0, 'en')}) are expected to be left on {last}.",
    )


def _unused_way(terms: Terms, due: datetime.date, *, over: bool, passed: bool) -> Text:
    if passed:
        return Text(
            f"Återbetala nu. Sista dagen var {day(due)}, och beloppet kan återkrävas.",
            f"Repay now. The last day was {day(due)}, and the sum can be reclaimed.",
        )
    if over:
        return Text(
            f"Bokför det som hör till perioden, och återbetala resten senast {day(due)}.",
            f"Book what belongs to the period, and repay the rest by {day(due)}.",
        )
    return Text(
        f"Pengar som inte är använda {day(terms.period.to)} ska betalas tillbaka senast {day(due)}.",
        f"Money not used by {day(terms.period.to)} must be repaid by {day(due)}.",
    )


def _rights(book: Book, terms: Terms, standings: Standings, now: datetime.datetime) -> Iterable[Risk]:
    """Give a warning for a right that lapses with a day, while the money has not been requisitioned."""
    for duty in terms.requisitions:
        yield from _right(duty, book, terms, standings, now)


def _right(duty: Duty, book: Book, terms: Terms, standings: Standings, now: datetime.datetime) -> Iterable[Risk]:
    one, due = asking(book, terms, duty), _due(duty, standings, now)
    waits = one.newest is not None and not one.is_accepted
    asked = [part for part in available(book, terms, duty, now, standings) if part.amount]
    if due is None or not duty.lapses or waits or not may_ask(one, book) or not asked:
        return
    amount = sum(part.amount for part in asked)
    left = days_left(now, due)
    if left < 0 and not is_over(one, standings, now):  # it came in time once, and was sent back: the right stands
        level, says, do = Level.URGENT, _sent_back(amount), _ask_again()
    else:
        found = level_of_day(left)
        if found is None:
            return
        level, says, do = found, *(_lapsed(amount, due, terms.extender) if left < 0 else _may_lapse(amount, due))
    yield Risk(
        kind="right", level=level, grants=tuple(part.grant for part in asked), amount=amount, due=due, days_left=left,
        duty=duty.id, clause=duty.clause, says=says, do=do,
    )  # fmt: skip


def _may_lapse(amount: int, due: datetime.date) -> tuple[Text, Text]:
    return (
        Text(
            f"Rätten till {kronor(amount)} förfaller om medlen inte rekvireras senast {day(due)}.",
            f"The right to {kronor(amount)} lapses unless the funds are requisitioned by {day(due)}.",
        ),
        Text("Skriv under och lämna in rekvisitionen.", "Sign and hand in the requisition."),
    )


def _lapsed(amount: int, due: datetime.date, extender: Text | None) -> tuple[Text, Text]:
    return (
        Text(
            f"Rätten till {kronor(amount)} har förfallit: medlen rekvirerades inte senast {day(due)}.",
            f"The right to {kronor(amount)} has lapsed: the funds were not requisitioned by {day(due)}.",
        ),
        only_extends(extender),
    )


def _sent_back(amount: int) -> Text:
    return Text(
        f"Rekvisitionen av {kronor(amount)} är återlämnad och inte gjord om.",
        f"The requisition of {kronor(amount)} was returned and has not been made again.",
    )


def _ask_again() -> Text:
    return Text(
        "Den kom in i tid, så rätten är kvar. Rätta den och lämna in den igen.",
        "It came in time, so the right stands. Correct it and hand it in again.",
    )


def _conditions(
    terms: Terms, standings: Standings, grants: Mapping[str, GrantBalance], now: datetime.datetime
) -> Iterable[Risk]:
    """Give a warning for each duty on which payments depend, until it is done or they are paid."""
    depending: dict[Duty, list[str]] = {}
    for grant in terms.grants:
        balance = grants.get(grant.grant.id)
        if balance is None or not balance.paid:
            for duty in grant.conditions:
                depending.setdefault(duty, []).append(grant.grant.id)
    for duty, ids in depending.items():
        standing = standings.get(duty.id, DutyStanding())
        state = standing.state(duty, now)
        came = standing.progress.submitted_at or standing.progress.done_at
        if state.due is None or (came is not None and not state.was_late):
            continue
        level = Level.PASSED if state.was_late else level_of_day(days_left(now, state.due))
        if level is None:
            continue
        amount = sum(_allotted(grants, id_) for id_ in ids)
        says, do = _condition_words(
            duty, ids, amount, state.due, terms, missed=level is Level.PASSED, came=swedish_day(came) if came else None
        )
        yield Risk(
            kind="condition", level=level, grants=tuple(ids), amount=amount or None, due=state.due,
            days_left=days_left(now, state.due), duty=duty.id, clause=duty.clause, says=says, do=do,
        )  # fmt: skip


def _condition_words(
    duty: Duty,
    ids: list[str],
    amount: int,
    due: datetime.date,
    terms: Terms,
    *,
    missed: bool,
    came: datetime.date | None,
) -> tuple[Text, Text]:
    names = [_name(terms, id_) for id_ in ids]
    what = Text(kronor(amount), kronor(amount)) if amount else Text(
        ", ".join(f"”{name.sv}”" for name in names), ", ".join(f"“{name.in_language('en')}”" for name in names)
    )  # fmt: skip
    name = Text(f"”{duty.name.sv}”", f"“{duty.name.in_language('en')}”")
    if missed:
        only = only_extends(terms.extender)
        return (
            Text(
                f"{name.sv} {_came(came, due).sv}. Den är ett villkor för {what.sv}.",
                f"{name.en} {_came(came, due).en}. It is a condition for {what.en}.",
            ),
            Text(
                f"Utan förlängd tid kan medlen inte betalas ut. {only.sv}",
                f"Without an extension the funds cannot be paid. {only.en}",
            ),
        )
    return (
        Text(
            f"{name.sv} ska vara inlämnad senast {day(due)}. Den är ett villkor för {what.sv}.",
            f"{name.en} is to be handed in by {day(due)}. It is a condition for {what.en}.",
        ),
        Text("Lämna in den i tid.", "Hand it in in time."),
    )


def _came(came: datetime.date | None, due: datetime.date) -> Text:
    if came is None:
        return Text(f"kom inte in senast {day(due)}", f"did not come in by {day(due)}")
    return Text(
        f"kom för sent, {day(came)} i stället för {day(due)}", f"came too late, on {day(came)} and not {day(due)}"
    )


def _due(duty: Duty | None, standings: Standings, now: datetime.datetime) -> datetime.date | None:
    return standings.get(duty.id, DutyStanding()).state(duty, now).due if duty is not None else None


def _allotted(grants: Mapping[str, GrantBalance], grant: str) -> int:
    return grants[grant].allotted if grant in grants else 0


def _name(terms: Terms, grant: str) -> Text:
    found = terms.grant(grant)
    return found.grant.name if found else Text(grant)
