"""The run card: what a result rests on, so that it can be made again and judged beside another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from naravard.agreement.model import Text
from naravard.care.continuity.result import ContinuityResult, PassSums
from naravard.care.continuity.rules import Rules, window
from naravard.care.records.reader import CleanTable

CAUSES: Mapping[str, Text] = {
    "counted": Text("räknade besök", "visits counted"),
    "outside-window": Text("utanför fönstret", "outside the window"),
    "other-contact-type": Text("annan kontakttyp", "another contact type"),
    "other-profession": Text("annan profession", "another profession"),
    "grade-left-out": Text("tjänst som lämnas utanför", "a grade that is left out"),
    "hired-left-out": Text("inhyrd, lämnas utanför", "hired, left out"),
    "repeated": Text("upprepade rader (samma besök en gång till)", "repeated rows (the same visit again)"),
    "team-visit": Text("fler vårdgivare vid samma besök", "further providers at the same visit"),
    "unknown-patient": Text("patienten finns inte bland patienterna", "the patient is not among the patients"),
    "not-in-population": Text(
        "patienten är avliden eller inte listad på dagen", "the patient is dead or not listed on the day"
    ),
    "other-unit": Text("på en annan enhet än den listade", "at another unit than the listed one"),
    "same-day": Text("fler besök samma dag", "further visits on the same day"),
    "listed": Text("listade på dagen", "listed on the day"),
    "dead": Text("avlidna", "dead"),
    "not-listed": Text("inte listade på dagen", "not listed on the day"),
    "listed-twice": Text("listade på två ställen", "listed in two places"),
    "moved": Text("har bytt enhet", "have changed unit"),
}
"""What became of visits and of patients."""


@dataclass(frozen=True, slots=True)
class RunCard:
    """What a result rests on."""

    program: str
    engine: str
    versions: Mapping[str, str]
    rules: Rules
    tables: Sequence[CleanTable]
    result: ContinuityResult
    other_types: Mapping[str, Fraction | None]
    """By reference date: the mean of the first index if every contact type counted."""
    notes: Sequence[Text] = ()

    def as_data(self) -> dict[str, Any]:
        """Return the card for machines."""
        rules = self.rules
        return {
            "program": self.program,
            "engine": self.engine,
            "versions": dict(self.versions),
            "parameters": {
                "reference_dates": [day.isoformat() for day in rules.references],
                "windows": [_window_words(day, rules) for day in rules.references],
                "window_months": rules.window_months,
                "min_visits": rules.min_visits,
                "professions": sorted(rules.professions),
                "contact_types": sorted(rules.contact_types),
                "listed_unit_only": rules.listed_unit_only,
                "listing_at": rules.listing_at,
                "same_day": rules.same_day,
                "ties": rules.ties,
                "team_visits": rules.team_visits,
                "grades_left_out": sorted(rules.left_out_grades),
                "hired": rules.hired,
                "by": [list(names) for names in rules.by],
                "age_bands": [list(band) for band in rules.age_bands],
                "indices": list(rules.indices),
                "suppressed_below": rules.suppressed_below,
                "standard": {str(number): str(share) for number, share in self.result.standard.items()},
            },
            "files": [
                {
                    "table": table.faults.table.sv,
                    "sha256": dict(table.digests),
                    "columns": dict(table.headings),
                    "rows": table.faults.rows,
                    "kept": table.rows,
                    "dropped": table.faults.dropped,
                    "faults": {kind.id: count for kind, count in table.faults.counts.items()},
                }
                for table in self.tables
            ],
            "counted": [
                {
                    "reference_date": one.reference.isoformat(),
                    "visits": one.sums.visits,
                    "patients": one.sums.population,
                    "tied": self._tied(one)[0],
                    "all_contact_types": _decimal(self.other_types.get(one.reference.isoformat())),
                }
                for one in self._once_a_day()
            ],
            "notes": [note.sv for note in self.notes],
        }

    def lines(self) -> list[Text]:
        """Return the card in words, a line each."""
        said = [Text(f"Motor: {self.engine}. {self.program}.", f"Engine: {self.engine}. {self.program}.")]
        for table in self.tables:
            said.append(
                Text(
                    f"{table.faults.table.sv}: {table.faults.rows} rader lästa, {table.faults.dropped} lämnade "
                    f"utanför.",
                    f"{table.faults.table.en}: {table.faults.rows} rows read, {table.faults.dropped} left out.",
                )
            )
            said.extend(Text(f"  {line.sv}", f"  {line.en}") for line in table.faults.lines())
        for one in self._once_a_day():
            words = _window_words(one.reference, self.rules)
            said.append(Text(f"Fönster: {words}.", f"Window: {words}."))
            for counts in (one.sums.visits, one.sums.population):
                said.extend(_cause_line(cause, count) for cause, count in counts.items() if count)
            tied, eligible = self._tied(one)
            if eligible and tied is None:
                said.append(
                    Text(
                        "  Besök med okänd inbördes ordning: andelen patienter visas inte (för få).",
                        "  Visits of unknown order: the share of patients is not shown (too few).",
                    )
                )
            elif eligible:
                share = round(float(Fraction(100 * (tied or 0), eligible)), 1)
                said.append(
                    Text(
                        f"  Besök med okänd inbördes ordning (samma tidpunkt, olika vårdgivare): {share} % av "
                        f"patienterna.",
                        f"  Visits of unknown order (the same moment, different providers): {share} % of the patients.",
                    )
                )
            other = self.other_types.get(one.reference.isoformat())
            if other is not None:
                value = _decimal(other)
                said.append(
                    Text(
                        f"  Om alla kontakttyper räknades vore medelvärdet {value}.",
                        f"  If all contact types counted, the mean would be {value}.",
                    )
                )
        said.extend(self.notes)
        return said

    def _once_a_day(self) -> Iterable[PassSums]:
        """Return what was counted on each reference date, with patients whole where that has been counted."""
        found: dict[object, PassSums] = {}
        for one in sorted(self.result.counted, key=lambda one: len(one.groups.of_visit)):
            found.setdefault(one.reference, one)
        return found.values()

    def _tied(self, one: PassSums) -> tuple[int | None, int]:
        """Return how many patients have visits of unknown order, None if they or the others are too few, of all."""
        tied = sum(one.sums.tied.values())
        eligible = sum(histogram.patients for histogram in one.sums.histograms.get("coc", {}).values())
        few = any(0 < count < self.rules.suppressed_below for count in (tied, eligible - tied))
        return None if few else tied, eligible


def _cause_line(cause: str, count: int) -> Text:
    words = CAUSES[cause]
    return Text(f"  {words.sv}: {count}", f"  {words.en}: {count}")


def _window_words(day: Any, rules: Rules) -> str:
    days = window(day, rules.window_months)
    return f"{days.first.isoformat()}–{days.last.isoformat()}"


def _decimal(value: Fraction | None) -> str | None:
    return None if value is None else f"{float(value):.4f}"
