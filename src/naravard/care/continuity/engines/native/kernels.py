"""The compiled loops: text to 128 bits, records into parts, and a part's patients to whole numbers.

Only whole numbers come in and go out. Each step is one of the definition's, in its order.
"""

import numpy as np
from numba import njit

from naravard.care.continuity.histogram import LARGEST_MOMENT, PER_MOMENT

PARTS = 256
MOST_VISITS = 4096
"""Visits that one patient may have here; someone with more is hardly one person, and the portable way takes it."""

# A record of a visit: two words of who; a check of the visit's id, day, time and provider; the visit's id; a check of
# who, and the codes. Both checks are made another way than the words that they are of.
WHO, WHO_TOO, WHEN, VISIT, CODES = range(5)
VISIT_WORDS = 5
DAY_BITS, TIME_BITS, PROVIDER_BITS = 17, 17, 24
UNIT_BITS, WORK_BITS, TYPE_BITS, LIST_BITS = 18, 10, 10, 18
_VISIT_CHECK, _WHO_CHECK = np.uint64(DAY_BITS + TIME_BITS + PROVIDER_BITS), np.uint64(56)

# A record of a patient: two words of who; row and check; unit with its days; death and birth; unit; then dimensions.
LISTED, LIVED, UNIT, OF_PATIENT = 3, 4, 5, 6

# Causes, in the order in which they are looked for.
(
    COUNTED, OUTSIDE_WINDOW, OTHER_TYPE, OTHER_WORK, GRADE, HIRED, REPEATED, TEAM, UNKNOWN, NOT_IN_POPULATION,
    OTHER_UNIT, SAME_DAY,
) = range(12)  # fmt: skip
CAUSES = (
    "counted", "outside-window", "other-contact-type", "other-profession", "grade-left-out", "hired-left-out",
    "repeated", "team-visit", "unknown-patient", "not-in-population", "other-unit", "same-day",
)  # fmt: skip
LISTED_NOW, DEAD, NOT_LISTED, LISTED_TWICE, MOVED = range(5)
STATES = ("listed", "dead", "not-listed", "listed-twice", "moved")
ONE_PER_PROVIDER, ONE_PER_DAY = 1, 2
TEAM_FIRST, TEAM_EACH, TEAM_NONE = range(3)
FINE, TOO_MANY, NOT_THE_SAME = range(3)

_FIRST, _SECOND, _THIRD = np.uint64(0x9E3779B185EBCA87), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9)
_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)
_PER_MOMENT = np.int64(PER_MOMENT)


@njit(cache=True, nogil=True)
def _mixed(word):
    """Spread a word's bits over all of it (the end of MurmurHash3)."""
    word ^= word >> np.uint64(33)
    word *= np.uint64(0xFF51AFD7ED558CCD)
    word ^= word >> np.uint64(33)
    word *= np.uint64(0xC4CEB9FE1A85EC53)
    return word ^ (word >> np.uint64(33))


@njit(cache=True, nogil=True)
def numbered(letters, eights, ends, first, after, check):
    """Give each word two words of 64 bits and a check of 16 made another way; an empty word gets noughts.

    ``eights`` are the same letters as numbers of eight each: two of them give any eight letters that follow each other.
    """
    seven, eight, most = np.int64(7), np.uint64(8), np.uint64(64)
    for at in range(ends.size - 1):
        begin, end = ends[at], ends[at + 1]
        if begin == end:
            first[at] = after[at] = np.uint64(0)
            check[at] = np.uint16(0)
            continue
        one, other, told = _FIRST ^ np.uint64(end - begin), _SECOND, _THIRD
        place = np.int64(begin)
        while place < end:
            left = min(end - place, 8)
            near = place >> 3
            if near + 1 < eights.size:
                shift = np.uint64(place & seven) * eight
                word = eights[near] >> shift
                if shift:
                    word |= eights[near + 1] << (most - shift)
                if left < 8:
                    word &= (np.uint64(1) << (np.uint64(left) * eight)) - np.uint64(1)
            else:
                word = np.uint64(0)
                for letter in range(left):
                    word |= np.uint64(letters[place + letter]) << (np.uint64(letter) * eight)
            one = _mixed(one ^ word) * _FIRST + _THIRD
            other = (other ^ (word * _SECOND)) * _THIRD
            other ^= other >> np.uint64(29)
            told = (told ^ word) * np.uint64(0x100000001B3)
            told ^= told >> _HALF
            place += 8
        first[at] = _mixed(one) | np.uint64(1)
        after[at] = _mixed(other + one)
        check[at] = np.uint16(told >> np.uint64(40) & np.uint64(0xFFFF))


@njit(cache=True, nogil=True)
def parted(records, counts, into):
    """Sort records by part, each part's in the order they came, and count them."""
    counts[:] = 0
    shift = np.uint64(56)
    for at in range(records.shape[0]):
        counts[np.int64(records[at, 0] >> shift)] += 1
    places = np.empty(counts.size, np.int64)
    place = 0
    for part in range(counts.size):
        places[part] = place
        place += counts[part]
    for at in range(records.shape[0]):
        part = np.int64(records[at, 0] >> shift)
        to = places[part]
        places[part] = to + 1
        for word in range(records.shape[1]):
            into[to, word] = records[at, word]


@njit(cache=True, nogil=True)
def visit_records(
    who, who_too, who_check, day, time, provider, visit, visit_check, unit, work, kind, on_list, counts, out
):
    """Put the columns of visits together as records, sorted by part as ``parted`` does."""
    counts[:] = 0
    shift = np.uint64(56)
    for at in range(who.size):
        counts[np.int64(who[at] >> shift)] += 1
    places = np.empty(counts.size, np.int64)
    place = 0
    for part in range(counts.size):
        places[part] = place
        place += counts[part]
    for at in range(who.size):
        part = np.int64(who[at] >> shift)
        to = places[part]
        places[part] = to + 1
        out[to, WHO] = who[at]
        out[to, WHO_TOO] = who_too[at]
        out[to, WHEN] = (
            (np.uint64(visit_check[at]) & np.uint64(0x3F)) << _VISIT_CHECK
            | np.uint64(day[at]) << np.uint64(TIME_BITS + PROVIDER_BITS)
            | np.uint64(time[at] + 1) << np.uint64(PROVIDER_BITS)
            | np.uint64(provider[at])
        )
        out[to, VISIT] = visit[at]
        out[to, CODES] = (
            (np.uint64(who_check[at]) & np.uint64(0xFF)) << _WHO_CHECK
            | np.uint64(unit[at]) << np.uint64(WORK_BITS + TYPE_BITS + LIST_BITS)
            | np.uint64(work[at]) << np.uint64(TYPE_BITS + LIST_BITS)
            | np.uint64(kind[at]) << np.uint64(LIST_BITS)
            | np.uint64(on_list[at])
        )


@njit(cache=True, nogil=True)
def _unit(codes):
    return np.int64(codes >> np.uint64(WORK_BITS + TYPE_BITS + LIST_BITS)) & ((1 << UNIT_BITS) - 1)


@njit(cache=True, nogil=True)
def _numbers(records, check_at, check_shift, slots, known, known_check, numbers, begin):
    """Number who the records are of; the first of each is kept. Return how many there are, or -1 if a check fails."""
    mask = slots.size - 1
    count = begin
    for at in range(records.shape[0]):
        check = np.uint8(records[at, check_at] >> np.uint64(check_shift) & np.uint64(0xFF))
        slot = np.int64(records[at, 0] & np.uint64(0x7FFFFFFFFFFFFF)) >> 1 & mask
        while True:
            found = slots[slot]
            if found < 0:
                slots[slot] = count
                known[count, 0] = records[at, 0]
                known[count, 1] = records[at, 1]
                known_check[count] = check
                numbers[at] = count
                count += 1
                break
            if known[found, 0] == records[at, 0] and known[found, 1] == records[at, 1]:
                if known_check[found] != check:
                    return -1
                numbers[at] = found
                break
            slot = (slot + 1) & mask
    return count


@njit(cache=True, nogil=True)
def _ordered(numbers, count):
    """Return where each number's records begin, and the records in that order, each number's as they came."""
    begins = np.zeros(count + 1, np.int64)
    for at in range(numbers.size):
        begins[numbers[at] + 1] += 1
    for number in range(count):
        begins[number + 1] += begins[number]
    places = begins[:count].copy()
    order = np.empty(numbers.size, np.int64)
    for at in range(numbers.size):
        order[places[numbers[at]]] = at
        places[numbers[at]] += 1
    return begins, order


@njit(cache=True, nogil=True)
def _population(patients, begins, order, count, reference, ages, strides, states, cells, units, listed):
    """Work out who is listed and alive: each patient's cell, -1 for those who are not; return how many are listed."""
    told = 0
    for number in range(count):
        died = holds = best = best_from = -1
        several = several_now = False
        unit = unit_now = np.int64(-1)
        for place in range(begins[number], begins[number + 1]):
            at = order[place]
            first, last = np.int64(patients[at, LISTED] >> _HALF), np.int64(patients[at, LISTED] & _LOW)
            death = np.int64(patients[at, LIVED] >> _HALF)
            mine = np.int64(patients[at, UNIT])
            if death and (died < 0 or death < died):
                died = death
            several |= unit >= 0 and unit != mine
            unit = mine
            if first <= reference and (last == 0 or reference <= last):
                several_now |= unit_now >= 0 and unit_now != mine
                unit_now = mine
                holds += 1
                if best < 0 or first >= best_from:
                    best, best_from = at, first
        cells[number] = -1
        if 0 <= died <= reference:
            states[DEAD] += 1
        elif holds < 0:
            states[NOT_LISTED] += 1
        else:
            states[LISTED_NOW] += 1
            states[LISTED_TWICE] += several_now
            states[MOVED] += several
            units[number] = np.int64(patients[best, UNIT])
            cell = np.int64(0)
            birth = np.int64(patients[best, LIVED] & _LOW)
            for dimension in range(strides.shape[0]):
                kind, stride = strides[dimension, 0], strides[dimension, 1]
                if kind == 0:
                    value = np.int64(patients[best, UNIT])
                elif kind == 1:
                    value = np.int64(ages[birth])
                else:
                    word = patients[best, OF_PATIENT + (kind - 2) // 2]
                    value = np.int64(word >> _HALF) if (kind - 2) % 2 == 0 else np.int64(word & _LOW)
                cell += value * stride
            cells[number] = cell
            listed[told] = cell
            told += 1
    return told


@njit(cache=True, nogil=True)
def _relevant(visits, order, begin, end, kept, persons, days, window, staff, fits, causes):
    """Keep one patient's visits of the window, types, professions and grades; return how many."""
    whose, first, last, person, work, out = staff
    kind_fits, work_fits = fits
    count = 0
    for place in range(begin, end):
        at = order[place]
        when, codes = visits[at, WHEN], visits[at, CODES]
        day = np.int64(when >> np.uint64(TIME_BITS + PROVIDER_BITS)) & ((1 << DAY_BITS) - 1)
        if day < window[0] or day > window[1]:
            causes[OUTSIDE_WINDOW] += 1
            continue
        if not kind_fits[np.int64(codes >> np.uint64(LIST_BITS)) & ((1 << TYPE_BITS) - 1)]:
            causes[OTHER_TYPE] += 1
            continue
        provider = np.int64(when & np.uint64((1 << PROVIDER_BITS) - 1))
        holds = -1
        for period in range(whose[provider], whose[provider + 1]):
            if first[period] <= day <= last[period]:
                holds = period
                break
        works = np.int64(codes >> np.uint64(TYPE_BITS + LIST_BITS)) & ((1 << WORK_BITS) - 1)
        if works == 0 and holds >= 0:
            works = work[holds]
        if not work_fits[works]:
            causes[OTHER_WORK] += 1
        elif holds >= 0 and out[holds]:
            causes[GRADE if out[holds] == 1 else HIRED] += 1
        else:
            kept[count] = at
            persons[count] = person[holds] if holds >= 0 else provider
            days[count] = day
            count += 1
    return count


@njit(cache=True, nogil=True)
def _once(visits, kept, persons, days, count, team, causes):
    """Leave out repeated rows, then what does not count of visits to several at once; -1 if a check fails."""
    left = 0
    for one in range(count):
        at, repeated = kept[one], False
        for other in range(left):
            before = kept[other]
            if visits[at, VISIT] != visits[before, VISIT]:
                continue
            if visits[at, VISIT]:
                if visits[at, WHEN] >> _VISIT_CHECK != visits[before, WHEN] >> _VISIT_CHECK:
                    return -1
                repeated = persons[one] == persons[other]
            else:
                repeated = visits[at, WHEN] == visits[before, WHEN] and visits[at, CODES] == visits[before, CODES]
            if repeated:
                break
        if repeated:
            causes[REPEATED] += 1
        else:
            kept[left], persons[left], days[left] = at, persons[one], days[one]
            left += 1
    if team == TEAM_EACH:
        return left
    whole = left
    drop = np.zeros(whole, np.bool_)
    for one in range(whole):
        visit = visits[kept[one], VISIT]
        if visit:
            for other in range(whole):
                if other != one and visits[kept[other], VISIT] == visit and (team == TEAM_NONE or other < one):
                    drop[one] = True
                    break
    left = 0
    for one in range(whole):
        if drop[one]:
            causes[TEAM] += 1
        else:
            kept[left], persons[left], days[left] = kept[one], persons[one], days[one]
            left += 1
    return left


@njit(cache=True, nogil=True)
def _time(visits, at):
    return np.int64(visits[at, WHEN] >> np.uint64(PROVIDER_BITS)) & ((1 << TIME_BITS) - 1)


@njit(cache=True, nogil=True)
def _by_day(visits, kept, persons, days, count, same_day, causes):
    """Keep of a day's visits the first: with a time before those without, then the earliest, then the first row."""
    if same_day == 0:
        return count
    late = np.int64(1 << TIME_BITS)
    drop = np.zeros(count, np.bool_)
    for one in range(count):
        mine = _time(visits, kept[one])
        mine = late if mine == 0 else mine
        for other in range(count):
            if other == one or days[other] != days[one]:
                continue
            if same_day == ONE_PER_PROVIDER and persons[other] != persons[one]:
                continue
            theirs = _time(visits, kept[other])
            theirs = late if theirs == 0 else theirs
            if theirs < mine or (theirs == mine and other < one):
                drop[one] = True
                break
    left = 0
    for one in range(count):
        if drop[one]:
            causes[SAME_DAY] += 1
        else:
            kept[left], persons[left], days[left] = kept[one], persons[one], days[one]
            left += 1
    return left


@njit(cache=True, nogil=True)
def _moments(visits, kept, persons, days, count, moments, in_file_order):
    """Give each visit its moment, and sort by it: a day is one moment unless each of its visits has its own time."""
    for one in range(count):
        moments[one] = days[one] << TIME_BITS | _time(visits, kept[one])
    for one in range(count):
        if moments[one] & ((1 << TIME_BITS) - 1) == 0:
            day = days[one]
            for other in range(count):
                if days[other] == day:
                    moments[other] = day << TIME_BITS
    for one in range(
        1, count
    ):  # an insertion sort: what is already in order costs nothing, and it keeps the rows' order
        moment, person, at = moments[one], persons[one], kept[one]
        place = one - 1
        while place >= 0 and moments[place] > moment:
            moments[place + 1], persons[place + 1], kept[place + 1] = moments[place], persons[place], kept[place]
            place -= 1
        moments[place + 1], persons[place + 1], kept[place + 1] = moment, person, at
    if in_file_order:
        for one in range(count):
            moments[one] = one


@njit(cache=True, nogil=True)
def _repeats(moments, persons, count, sizes):
    """Return the expected repeats in the histogram's unit, and whether the order of some visits matters.

    How many visits the largest moment has is written into ``sizes``.
    """
    total, tied, largest = np.int64(0), False, 0
    before = before_end = 0
    begin = 0
    while begin < count:
        end = begin + 1
        while end < count and moments[end] == moments[begin]:
            end += 1
        size = end - begin
        largest = max(largest, size)
        if size <= LARGEST_MOMENT:
            part = _PER_MOMENT // size
            for one in range(begin, end):
                for other in range(begin, end):
                    if persons[other] != persons[one]:
                        tied = True
                    elif other != one:
                        total += part * _PER_MOMENT
            earlier = before_end - before
            if 0 < earlier <= LARGEST_MOMENT:
                parts = part * (_PER_MOMENT // earlier)
                for one in range(begin, end):
                    for other in range(before, before_end):
                        if persons[one] == persons[other]:
                            total += parts
        else:
            for one in range(begin + 1, end):
                if persons[one] != persons[begin]:
                    tied = True
        before, before_end = begin, end
        begin = end
    sizes[0] = largest
    return total, tied


@njit(cache=True, nogil=True)
def _counts(persons, count, sorted_persons):
    """Return the sum of squares of how often each person was met, and how often the most met was."""
    for one in range(count):
        person = persons[one]
        place = one - 1
        while place >= 0 and sorted_persons[place] > person:
            sorted_persons[place + 1] = sorted_persons[place]
            place -= 1
        sorted_persons[place + 1] = person
    squares = most = np.int64(0)
    run = np.int64(1)
    for one in range(1, count + 1):
        if one < count and sorted_persons[one] == sorted_persons[one - 1]:
            run += 1
        else:
            squares += run * run
            most = max(most, run)
            run = np.int64(1)
    return squares, most


@njit(cache=True, nogil=True)
def counted_part(visits, patients, choices, window, ages, strides, staff, fits, causes, states):
    """Count a part: what comes of each patient.

    Args:
        visits: the part's records of visits.
        patients: its records of patients.
        choices: are there patients, only visits at one unit, the same day, team visits, the files' order, least visits.
        window: the first and last day, and the reference date.
        ages: by day of birth, the number of the age's band.
        strides: by dimension of the groups, where its value stands and what one of it adds to the cell's number.
        staff: by provider where their periods begin; then of each period its days, person, work and whether left out.
        fits: by code, whether a contact type and a profession count.
        causes: what became of visits, added to.
        states: what became of patients, added to.

    Returns:
        How it went; the listed patients' cells; of each patient who counts its cell, visits, squares, most, repeats and
        whether tied; then, for those whose moments are too large for whole numbers, places and persons of each visit.
    """
    known_patients, only_own, same_day, team, in_file_order, least = choices
    most = visits.shape[0] + patients.shape[0]
    size = 16
    while size < 2 * most:
        size *= 2
    slots = np.full(size, -1, np.int32)
    known, known_check = np.empty((most, 2), np.uint64), np.empty(most, np.uint8)
    of_patients, of_visits = np.empty(patients.shape[0], np.int32), np.empty(visits.shape[0], np.int32)
    listed = np.empty(patients.shape[0], np.int64)
    subjects = np.empty((visits.shape[0] // max(least, 1) + 1, 6), np.int64)
    large = np.empty((0, 4), np.int64)
    registered = _numbers(patients, 2, 0, slots, known, known_check, of_patients, 0)
    everyone = _numbers(visits, CODES, 56, slots, known, known_check, of_visits, registered) if registered >= 0 else -1
    if everyone < 0:
        return NOT_THE_SAME, listed[:0], subjects[:0], large
    cells, units = np.zeros(everyone, np.int64), np.zeros(everyone, np.int64)
    told = 0
    if known_patients:
        begins, order = _ordered(of_patients, registered)
        told = _population(patients, begins, order, registered, window[2], ages, strides, states, cells, units, listed)
    begins, order = _ordered(of_visits, everyone)
    kept, persons = np.empty(MOST_VISITS, np.int64), np.empty(MOST_VISITS, np.int64)
    days, moments, scratch = np.empty(MOST_VISITS, np.int64), np.empty(MOST_VISITS, np.int64), np.empty(1, np.int64)
    sorted_persons = np.empty(MOST_VISITS, np.int64)
    found = 0
    listed_here = np.empty(0 if known_patients else everyone, np.int64)
    for number in range(everyone):
        begin, end = begins[number], begins[number + 1]
        if end - begin > MOST_VISITS:
            return TOO_MANY, listed[:0], subjects[:0], large
        count = _relevant(visits, order, begin, end, kept, persons, days, window, staff, fits, causes)
        count = _once(visits, kept, persons, days, count, team, causes) if count > 1 else count
        if count < 0:
            return NOT_THE_SAME, listed[:0], subjects[:0], large
        if known_patients:
            if number >= registered:
                causes[UNKNOWN] += count
                continue
            if cells[number] < 0:
                causes[NOT_IN_POPULATION] += count
                continue
            if only_own:
                left = 0
                for one in range(count):
                    unit = _unit(visits[kept[one], CODES])
                    if unit and unit == units[number]:
                        kept[left], persons[left], days[left] = kept[one], persons[one], days[one]
                        left += 1
                causes[OTHER_UNIT] += count - left
                count = left
        count = _by_day(visits, kept, persons, days, count, same_day, causes)
        causes[COUNTED] += count
        if not known_patients and count:
            listed_here[told] = 0
            told += 1
        if count < least:
            continue
        squares, met_most = _counts(persons, count, sorted_persons)
        _moments(visits, kept, persons, days, count, moments, in_file_order)
        repeats, tied = _repeats(moments, persons, count, scratch)
        if scratch[0] > LARGEST_MOMENT:
            more = np.empty((large.shape[0] + count, 4), np.int64)
            more[: large.shape[0]] = large
            for one in range(count):
                more[large.shape[0] + one] = (found, cells[number], moments[one], persons[one])
            large = more
            repeats = np.int64(-1)
        subjects[found] = (cells[number], count, squares, met_most, repeats, np.int64(tied))
        found += 1
    return FINE, (listed if known_patients else listed_here)[:told], subjects[:found], large
