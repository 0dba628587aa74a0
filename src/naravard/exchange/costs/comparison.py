"""What a file would change: new, unchanged, changed and gone vouchers, and the sums that activities would have.

What is taken in from one source is one set of vouchers. A file replaces those within the days that it covers, and
leaves the others. A voucher is the same as another if series, number and day are: some programs begin a series again
each month. One of the same series and number on another day is the same only if it says the same, and there is no
other: then its day was corrected, and it must not be counted twice. Two passes over small pieces, so that two million
rows are never in memory at once.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct, field

from naravard.exchange.costs.mapping import CodeMapping, MappedRows, placed
from naravard.exchange.costs.records import AT_A_TIME, Chart, Gathered, StoredVoucher, name_of, pack, unpack

MOST_TOLD = 500
"""Differences told one by one; the others are counted."""
MOST_CODES = 300
NO_CODE = ""

Days = tuple[datetime.date, datetime.date]


class Counts(Struct, frozen=True, kw_only=True):
    """How many vouchers of each sort."""

    new: int = 0
    unchanged: int = 0
    changed: int = 0
    gone: int = 0
    elsewhere: int = 0
    """Taken in before, outside the days that the file covers: they stay."""
    left_out: int = 0
    """In the file, outside the days that it is said to cover: not taken in."""

    @property
    def differ(self) -> int:
        """How many would be otherwise than before."""
        return self.new + self.changed + self.gone


class VoucherDifference(Struct, frozen=True, kw_only=True):
    """One voucher that is new, changed or gone, with the öre that it gives each activity before and after."""

    kind: str
    name: str
    day: datetime.date
    text: str
    before: dict[int, int]
    after: dict[int, int]


class CodeSum(Struct, frozen=True, kw_only=True):
    """A code of the file: how many rows, their sum on accounts that count, and how much of that is booked where."""

    dimension: int
    code: str
    name: str
    rows: int
    ore: int
    booked: int
    activities: tuple[int, ...]
    conflicts: tuple[int, ...] = ()
    """Activities that a later rule says of rows with the code."""


class AccountSum(Struct, frozen=True, kw_only=True):
    """An account on which rows with mapped codes stand."""

    account: str
    name: str
    kind: str
    ore: int
    counts: bool


class CostComparison(Struct, frozen=True, kw_only=True):
    """What would come of taking a file in."""

    counts: Counts
    sums: dict[int, dict[str, int]]
    """Öre by activity and month, of all that would then be taken in from the source."""
    last_days: dict[int, datetime.date]
    """The last voucher's day by activity."""
    outside: int = 0
    """Öre of activities outside the agreement's days: not booked."""
    not_come: int = 0
    """Öre of activities on days that have not come: not booked until they have."""
    no_rule: int = 0
    """Öre on accounts that count, without any rule."""
    differences: tuple[VoucherDifference, ...] = ()
    """Those that touch an activity, the first of them."""
    untold: int = 0
    """How many more there are."""
    codes: tuple[CodeSum, ...] = ()
    more_codes: int = 0
    gone_ore: int = 0
    """Öre that activities had of the vouchers that are gone."""
    accounts: tuple[AccountSum, ...] = ()

    def total(self, activity: int) -> int:
        """Return an activity's öre."""
        return sum(self.sums.get(activity, {}).values())


_Identity = tuple[str, int]
"""A voucher's key and its day."""


class _ByIdentity:
    """The vouchers of a file by what makes them the same as one that was taken in before."""

    def __init__(self, vouchers: Iterable[StoredVoucher]) -> None:
        self.digests: dict[_Identity, bytes] = {}
        self._by_key: dict[str, tuple[int, int]] = {}
        """The day, and a hash of what a voucher says; the day is 0 where several have the key."""
        for voucher in vouchers:
            self.digests[voucher.key, voucher.day] = voucher.digest
            day = 0 if voucher.key in self._by_key else voucher.day
            self._by_key[voucher.key] = (day, hash((voucher.text, voucher.rows)))

    def same_as(self, voucher: StoredVoucher) -> _Identity | None:
        """Return which of the vouchers is the same as one that was taken in; None if none is."""
        if (voucher.key, voucher.day) in self.digests:
            return voucher.key, voucher.day
        day, says = self._by_key.get(voucher.key, (0, 0))
        return (voucher.key, day) if day and says == hash((voucher.text, voucher.rows)) else None


class Outcome(Struct, kw_only=True):
    """A comparison, and the vouchers as they would then be."""

    comparison: CostComparison
    chart: Chart
    pieces: list[bytes]


class _Sums(Struct):
    """Adds up what vouchers give activities."""

    places: Sequence[MappedRows]
    first: int
    last: int
    today: int
    sums: dict[int, dict[str, int]] = field(default_factory=dict)
    last_days: dict[int, int] = field(default_factory=dict)
    outside: int = 0
    not_come: int = 0
    months: dict[int, str] = field(default_factory=dict)

    def add(self, voucher: StoredVoucher) -> None:
        """Take in a voucher."""
        rows, places, day = voucher.rows, self.places, voucher.day
        for at in range(0, len(rows), 2):
            place = places[rows[at]]
            if place.why == "booked":
                self._book(place.activity, day, rows[at + 1])

    def _book(self, activity: int, day: int, ore: int) -> None:
        if not self.first <= day <= self.last:
            self.outside += ore
        elif day > self.today:
            self.not_come += ore
        else:
            month = self.months.get(day)
            if month is None:
                month = self.months[day] = f"{datetime.date.fromordinal(day):%Y-%m}"
            by_month = self.sums.setdefault(activity, {})
            by_month[month] = by_month.get(month, 0) + ore
            if day > self.last_days.get(activity, 0):
                self.last_days[activity] = day


class _Changes:
    """Counts what differs, and tells of the first that touch an activity."""

    def __init__(self, places: Sequence[MappedRows]) -> None:
        self.counts: Counter[str] = Counter()
        self.told: list[VoucherDifference] = []
        self.untold = 0
        self.gone_ore = 0
        self._places = places

    def see(self, kind: str, before: StoredVoucher | None, after: StoredVoucher | None) -> None:
        """Take in a voucher that is new, changed or gone."""
        self.counts[kind] += 1
        given_before, given_after = self._given(before), self._given(after)
        if kind == "gone":
            self.gone_ore += sum(given_before.values())
        if not given_before and not given_after:
            return
        if len(self.told) >= MOST_TOLD:
            self.untold += 1
            return
        shown = after or before
        assert shown is not None  # noqa: S101 - for the type checker; one of them is always there
        self.told.append(
            VoucherDifference(
                kind=kind,
                name=name_of(shown.key),
                day=datetime.date.fromordinal(shown.day),
                text=shown.text,
                before=given_before,
                after=given_after,
            )
        )

    def _given(self, voucher: StoredVoucher | None) -> dict[int, int]:
        found: dict[int, int] = {}
        if voucher is not None:
            rows = voucher.rows
            for at in range(0, len(rows), 2):
                place = self._places[rows[at]]
                if place.why == "booked":
                    found[place.activity] = found.get(place.activity, 0) + rows[at + 1]
        return found


def compare(
    taken_in: tuple[Chart, Sequence[bytes]],
    file: Gathered | None,
    *,
    covers: Days,
    mapping: CodeMapping,
    period: Days,
    today: datetime.date,
    activities: Collection[int] | None = None,
) -> Outcome:
    """Compare a file with what is taken in; without a file, work out again what is taken in.

    ``covers`` are the days that the file is the whole of; ``period`` those of the agreement, the only ones on which
    costs are booked; a day after ``today`` has not come. ``activities`` are those that costs can be
    booked on; ``None`` if that is not asked.
    """
    old_chart, old_pieces = taken_in
    chart = old_chart.with_names_of(file.chart) if file else old_chart
    at = _places_in(chart, file.chart if file else Chart())
    places = placed(mapping, chart, activities)
    first, last = covers[0].toordinal(), covers[1].toordinal()
    sums = _Sums(places, period[0].toordinal(), period[1].toordinal(), today.toordinal())
    changes = _Changes(places)
    new = _ByIdentity(_moved(voucher, at) for voucher in _of_file(file) if first <= voucher.day <= last)
    ore, rows = [0] * len(places), [0] * len(places)
    before: dict[_Identity, StoredVoucher] = {}
    unchanged: set[_Identity] = set()

    def merged() -> Iterator[StoredVoucher]:
        for voucher in unpack(old_pieces):
            identity = new.same_as(voucher)
            if identity is None and not (file and first <= voucher.day <= last):
                changes.counts["elsewhere"] += 1
                yield voucher
            elif identity is None:
                changes.see("gone", voucher, None)
            elif new.digests[identity] == voucher.digest:
                unchanged.add(identity)
            else:
                before[identity] = voucher
        for voucher in _of_file(file):
            if not first <= voucher.day <= last:
                changes.counts["left-out"] += 1
                continue
            moved = _moved(voucher, at)
            for place in range(0, len(moved.rows), 2):
                ore[moved.rows[place]] += moved.rows[place + 1]
                rows[moved.rows[place]] += 1
            if (voucher.key, voucher.day) in unchanged:
                changes.counts["unchanged"] += 1
            else:
                was = before.get((voucher.key, voucher.day))
                changes.see("changed" if was else "new", was, moved)
            yield moved

    pieces = [pack(part) for part in _parts(_added_up(merged(), sums))]
    codes, more, no_rule = _codes(chart, places, ore, rows)
    return Outcome(
        comparison=CostComparison(
            counts=Counts(**{name.replace("-", "_"): count for name, count in changes.counts.items()}),
            sums=sums.sums,
            last_days={number: datetime.date.fromordinal(day) for number, day in sums.last_days.items()},
            outside=sums.outside,
            not_come=sums.not_come,
            no_rule=no_rule,
            differences=tuple(changes.told),
            untold=changes.untold,
            codes=codes,
            more_codes=more,
            gone_ore=changes.gone_ore,
            accounts=_accounts(chart, places, ore),
        ),
        chart=chart,
        pieces=pieces,
    )


def _of_file(file: Gathered | None) -> Iterator[StoredVoucher]:
    return unpack(file.pieces) if file else iter(())


def _places_in(chart: Chart, other: Chart) -> list[int]:
    """Add the other's combinations to a chart; return where each of them stands there."""
    known = {combination: place for place, combination in enumerate(chart.combinations)}
    found = []
    for combination in other.combinations:
        place = known.get(combination)
        if place is None:
            place = known[combination] = len(chart.combinations)
            chart.combinations.append(combination)
        found.append(place)
    return found


def _moved(voucher: StoredVoucher, at: Sequence[int]) -> StoredVoucher:
    """Return a voucher of the file whose rows point into the common chart."""
    rows = voucher.rows
    return StoredVoucher(
        voucher.key,
        voucher.day,
        voucher.digest,
        voucher.text,
        tuple(number if odd % 2 else at[number] for odd, number in enumerate(rows)),
    )


def _added_up(vouchers: Iterable[StoredVoucher], sums: _Sums) -> Iterator[StoredVoucher]:
    for voucher in vouchers:
        sums.add(voucher)
        yield voucher


def _parts(vouchers: Iterable[StoredVoucher]) -> Iterator[list[StoredVoucher]]:
    waiting: list[StoredVoucher] = []
    for voucher in vouchers:
        waiting.append(voucher)
        if len(waiting) == AT_A_TIME:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


class _Code(Struct):
    rows: int = 0
    ore: int = 0
    booked: int = 0
    activities: dict[int, None] = field(default_factory=dict)
    others: dict[int, None] = field(default_factory=dict)


def _codes(
    chart: Chart, places: Sequence[MappedRows], ore: Sequence[int], rows: Sequence[int]
) -> tuple[tuple[CodeSum, ...], int, int]:
    """Return the file's codes, those with rules first and then by size; how many more; and what no rule takes."""
    found: dict[tuple[int, str], _Code] = {}
    no_rule = 0
    for combination, place, amount, count in zip(chart.combinations, places, ore, rows, strict=True):
        if not count:
            continue
        balance = chart.accounts.get(combination.account, ("", ""))[1] in ("T", "S")
        if place.why == "no-rule" and not balance:
            no_rule += amount
        for key in combination.objects or ((0, NO_CODE),):
            code = found.setdefault(key, _Code())
            code.rows += count
            code.ore += 0 if balance else amount
            if place.why == "booked":
                code.booked += amount
                code.activities[place.activity] = None
                code.others |= dict.fromkeys(place.others)
    listed = sorted(found.items(), key=lambda each: (not each[1].activities, each[0][0] == 0, -abs(each[1].ore)))
    kept = sorted(listed[:MOST_CODES], key=lambda each: each[0])
    return (
        tuple(
            CodeSum(
                dimension=dimension,
                code=code,
                name=chart.name_of(dimension, code),
                rows=summed.rows,
                ore=summed.ore,
                booked=summed.booked,
                activities=tuple(summed.activities),
                conflicts=tuple(summed.others),
            )
            for (dimension, code), summed in kept
        ),
        max(len(listed) - MOST_CODES, 0),
        no_rule,
    )


def _accounts(chart: Chart, places: Sequence[MappedRows], ore: Sequence[int]) -> tuple[AccountSum, ...]:
    """Return the accounts of rows that a rule takes, and whether they count."""
    sums: Counter[str] = Counter()
    counted: dict[str, bool] = {}
    for combination, place, amount in zip(chart.combinations, places, ore, strict=True):
        if place.why != "no-rule" and amount:
            sums[combination.account] += amount
            counted[combination.account] = place.why == "booked"
    return tuple(
        AccountSum(account=account, name=name, kind=kind, ore=sums[account], counts=counted[account])
        for account in sorted(sums)
        for name, kind in [chart.accounts.get(account, ("", ""))]
    )[:MOST_CODES]
