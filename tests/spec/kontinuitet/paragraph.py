"""What a paragraph on continuity can try: visits as letters, and what each index is."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from naravard.care.continuity import indices
from naravard.care.continuity.definition import CareVisit, PatientRow, ProviderRow, counted
from naravard.care.continuity.result import ContinuityResult, IndexRow, PassSums, result_of
from naravard.care.continuity.rules import Rules, window
from spec.paragraphs import Paragraph, markdown_table

REFERENCE = datetime.date(2022, 12, 31)


def exact(value: Fraction) -> str:
    """Write a fraction as people read it."""
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


class Spec(Paragraph):
    """A paragraph on continuity."""

    def indices_of(self, gives: Mapping[str, tuple[str, str, str]]) -> None:
        """Try sequences of visits: each with its COC, UPC and SECON."""
        rows = []
        for visits, expected in gives.items():
            counts = list(Counter(visits).values())
            moments = [[letter] for letter in visits]
            found = (indices.coc(counts), indices.upc(counts), indices.secon(moments))
            assert found == tuple(Fraction(value) for value in expected), visits
            rows.append([visits, str(len(visits)), *map(exact, found)])
        self.says(markdown_table(["Besök", "Antal", "COC", "UPC", "SECON"], rows))

    def sequential(self, gives: Mapping[str, str]) -> None:
        """Try SECON where some visits share a moment: they stand in brackets."""
        rows = []
        for written, expected in gives.items():
            moments: list[list[str]] = []
            within = False
            for sign in written:
                if sign in "()":
                    within = sign == "("
                    moments += [[]] if within else []
                elif within:
                    moments[-1].append(sign)
                else:
                    moments.append([sign])
            assert indices.secon(moments) == Fraction(expected), written
            rows.append([written, exact(indices.secon(moments))])
        self.says(markdown_table(["Besök", "SECON"], rows))

    def windows(self, gives: Mapping[tuple[str, int], str]) -> None:
        """Try windows: by reference date and months, the first day."""
        rows = []
        for (reference, months), first in gives.items():
            found = window(datetime.date.fromisoformat(reference), months)
            assert found.first.isoformat() == first
            assert found.last.isoformat() == reference
            rows.append([reference, str(months), first])
        self.says(markdown_table(["Mätdag", "Månader", "Första dagen"], rows))

    def counts(
        self,
        visits: Sequence[tuple[str, str, str, str]],
        *,
        rules: Rules | None = None,
        patients: Sequence[PatientRow] | None = None,
        providers: Sequence[ProviderRow] = (),
        show: bool = True,
    ) -> ContinuityResult:
        """Count visits (patient, day, provider, unit) by the rules and return the result."""
        chosen = rules or Rules(references=(REFERENCE,), suppressed_below=0, indices=("coc",))
        rows = [
            CareVisit(row=row, patient=patient, provider=provider, date=datetime.date.fromisoformat(day), unit=unit)
            for row, (patient, day, provider, unit) in enumerate(visits)
        ]
        listed = patients or [
            PatientRow(row=row, patient=name, unit="Alfa")
            for row, name in enumerate(dict.fromkeys(visit[0] for visit in visits))
        ]
        found = [
            PassSums(day, groups, counted(rows, listed, providers, chosen, day, groups))
            for day in chosen.references
            for groups in chosen.passes(listing=True)
        ]
        if show:
            self.says(
                markdown_table(["Patient", "Dag", "Vårdgivare", "Enhet"], [list(one) for one in visits], words=True)
            )
        return result_of(found, chosen, listing=True)

    def gives(self, row: IndexRow, *, listed: int, eligible: int, mean: str) -> None:
        """Hold a row against what it is to be, and show it."""
        assert (row.listed, row.eligible, row.mean) == (listed, eligible, Fraction(mean))
        assert row.coverage == Fraction(eligible, listed)
        self.says(
            markdown_table(
                ["Listade", "Räknade", "Medelvärde"],
                [[str(listed), str(eligible), exact(Fraction(mean))]],
            )
        )


def daily(patient: str, letters: str, unit: str = "Alfa", first: str = "2022-01-10") -> list[tuple[str, str, str, str]]:
    """Return a visit a month, a letter each."""
    day = datetime.date.fromisoformat(first)
    return [
        (patient, (day + datetime.timedelta(30 * place)).isoformat(), letter, unit)
        for place, letter in enumerate(letters)
    ]
