"""Invented care records of any size: realistic enough to try with, the same for the same seed, and no one's own.

Providers are met skewed: some patients see mostly one, others whoever works that day. Patients are of several units,
some move, some die, some live in care homes; providers come and leave, and some have several ids.
"""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

Row = tuple[str, ...]
VISIT_COLUMNS = ("patient", "provider", "date", "time", "visit", "profession", "unit", "contact_type")
PATIENT_COLUMNS = (
    "patient", "unit", "unit_from", "unit_to", "region", "municipality", "sex", "birth_date", "death_date",
    "named_doctor", "named_doctor_from", "care_home",
)  # fmt: skip
PROVIDER_COLUMNS = ("id", "person", "profession", "grade", "hired", "from", "to")
CONTACT_COLUMNS = ("patient", "kind", "provider", "unit", "from", "to", "way", "informed")
_PER_UNIT = 12
"""Providers that work at a unit."""
_CONTACT_TYPES = {"besök": 8, "telefon": 2, "distans": 1}
"""With how common each is."""
_MUNICIPALITIES = ("0980", "1080", "2580", "1480")


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedSize:
    """How much is invented."""

    patients: int
    seed: int = 1
    last: datetime.date
    days: int = 730
    faults: bool = False
    """Whether rows that are wrong in all known ways are among the others."""


class InventedRecords:
    """Records made of a seed: each patient's are made of the patient's number, so that any part can be made alone."""

    def __init__(self, size: InventedSize) -> None:
        self._size = size
        self._units = max(2, size.patients // 5_000)

    def providers(self) -> Iterator[Row]:
        """Yield the providers: some leave, some are hired and have an id for each period."""
        for unit in range(self._units):
            for place in range(_PER_UNIT):
                chance = self._chance("provider", unit * _PER_UNIT + place)
                person, profession = self._provider(unit, place), self._profession(place)
                grade = chance.choices(["specialist", "ST", "AT"], [6, 2, 1])[0] if profession == "läkare" else ""
                hired = chance.random() < 0.15
                left = self._day(chance).isoformat() if chance.random() < 0.2 else ""
                yield (person, person, profession, grade, "ja" if hired else "nej", "", left)
                if hired:
                    yield (f"{person}-2", person, profession, grade, "ja", "", "")

    def patients(self) -> Iterator[Row]:
        """Yield the patients: who has moved has two rows."""
        for number in range(self._size.patients):
            chance = self._chance("patient", number)
            unit, born = self._unit(number), self._born(chance)
            age = self._size.last.year - born.year
            died = self._day(chance).isoformat() if chance.random() < age / 4_000 else ""
            shared = (f"{1 + unit % 21:02d}", _MUNICIPALITIES[unit % len(_MUNICIPALITIES)], chance.choice("KM"))
            doctor = self._provider(unit, number % 4) if chance.random() < 0.6 else ""
            end = (
                born.isoformat(),
                died,
                doctor,
                (self._size.last - datetime.timedelta(900)).isoformat() if doctor else "",
                "ja" if age > 80 and chance.random() < 0.25 else "nej",
            )
            if chance.random() < 0.05:
                moved = self._day(chance)
                before = moved - datetime.timedelta(days=1)
                yield (
                    self._patient(number),
                    _unit_name((unit + 1) % self._units),
                    "",
                    before.isoformat(),
                    *shared,
                    *end,
                )
                yield (self._patient(number), _unit_name(unit), moved.isoformat(), "", *shared, *end)
            else:
                yield (self._patient(number), _unit_name(unit), "", "", *shared, *end)

    def visits(self) -> Iterator[Row]:
        """Yield the visits of each patient, in the order of their days."""
        for number in range(self._size.patients):
            yield from self._visits_of(number)

    def contacts(self) -> Iterator[Row]:
        """Yield the register of named contacts: most are right, some left open, doubled or with someone who left."""
        begin = self._size.last - datetime.timedelta(900)
        for number in range(self._size.patients):
            chance = self._chance("contact", number)
            if chance.random() > 0.6:
                continue
            unit = self._unit(number)
            row = (self._patient(number), "2", self._provider(unit, number % 4), _unit_name(unit), begin.isoformat())
            way = chance.choice(["vald", "tilldelad", "tilldelad", "avböjt"])
            ended = self._day(chance).isoformat() if chance.random() < 0.1 else ""
            yield (*row, ended, way, begin.isoformat() if chance.random() < 0.7 else "")
            if chance.random() < 0.03:
                yield (*row[:3], _unit_name((unit + 1) % self._units), *row[4:], "", "tilldelad", "")
            if self._size.faults and number % 97 == 0:
                yield (self._patient(number), "2", "okand", _unit_name(unit), "2022-13-01", "", "vald", "")

    def _visits_of(self, number: int) -> Iterator[Row]:
        chance = self._chance("visit", number)
        unit, loyalty = self._unit(number), chance.betavariate(2, 2)
        count = min(int(chance.lognormvariate(1.0, 0.9)), 80)
        days = sorted(self._day(chance) for _ in range(count))
        for place, day in enumerate(days):
            away = chance.random() < 0.06
            at = chance.randrange(self._units) if away else unit
            own = number % 4 if chance.random() < loyalty and not away else chance.randrange(_PER_UNIT)
            row = (
                self._patient(number),
                self._provider(at, own),
                day.isoformat(),
                f"{chance.randrange(8, 17):02d}:{chance.choice((0, 15, 20, 30, 40, 45)):02d}",
                f"b{number}-{place}",
                self._profession(own),
                _unit_name(at),
                chance.choices(list(_CONTACT_TYPES), list(_CONTACT_TYPES.values()))[0],
            )
            yield row
            if self._size.faults:
                yield from self._wrong(row, number, place)

    def _wrong(self, row: Row, number: int, place: int) -> Iterator[Row]:
        patient, provider, day, *rest = row
        if place == 0 and number % 50 == 0:
            yield row  # exported twice
        if place == 0 and number % 101 == 0:
            yield (patient, provider, f"{day[:4]}-02-30", *rest)
        if place == 0 and number % 103 == 0:
            yield (patient, "", day, *rest)
        if place == 0 and number % 107 == 0:
            yield (patient, provider, "2999-01-01", *rest)

    def _chance(self, of: str, number: int) -> random.Random:
        return random.Random(f"{self._size.seed}/{of}/{number}")  # noqa: S311 - invented records

    def _patient(self, number: int) -> str:
        return f"{self._chance('name', number).getrandbits(64):016x}"

    def _unit(self, number: int) -> int:
        return number % self._units

    def _provider(self, unit: int, place: int) -> str:
        return f"v{unit:04d}-{place:02d}"

    def _profession(self, place: int) -> str:
        return "läkare" if place < 7 else "sjuksköterska" if place < 11 else "psykolog"

    def _day(self, chance: random.Random) -> datetime.date:
        return self._size.last - datetime.timedelta(days=chance.randrange(self._size.days))

    def _born(self, chance: random.Random) -> datetime.date:
        years = int(chance.triangular(0, 99, 45))
        return self._size.last - datetime.timedelta(days=years * 365 + chance.randrange(365))


def _unit_name(unit: int) -> str:
    return f"Vårdcentral {unit + 1:04d}"
