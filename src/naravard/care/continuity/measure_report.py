"""The result as FHIR R4: a summary MeasureReport for each index and reference date, a stratum for each group."""

from collections.abc import Iterable, Mapping
from typing import Any

from naravard.care.continuity.result import ContinuityResult, IndexRow
from naravard.care.continuity.rules import INDEX_NAMES, Rules, window
from naravard.care.continuity.tables import UNKNOWN, decimal

_POPULATIONS = "http://terminology.hl7.org/CodeSystem/measure-population"
MEASURES = "https://naravard.se/fhir/Measure/continuity-"
"""The canonical address of each index's measure, its name last."""


def measure_reports(result: ContinuityResult, rules: Rules) -> dict[str, Any]:
    """Return a FHIR Bundle of the reports."""
    entries = []
    for reference in rules.references:
        days = window(reference, rules.window_months)
        for index in rules.indices:
            rows = [row for row in result.rows if row.reference == reference and row.index == index]
            whole = next((row for row in rows if not row.names), None)
            entries.append(
                {
                    "resource": {
                        "resourceType": "MeasureReport",
                        "status": "complete",
                        "type": "summary",
                        "measure": f"{MEASURES}{index}",
                        "period": {"start": days.first.isoformat(), "end": days.last.isoformat()},
                        "group": [
                            {
                                "code": {"text": INDEX_NAMES[index].sv},
                                **(_counts(whole) if whole is not None else {}),
                                **_stratifiers(rows),
                            }
                        ],
                    }
                }
            )
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _stratifiers(rows: Iterable[IndexRow]) -> dict[str, Any]:
    by_names: dict[tuple[str, ...], list[IndexRow]] = {}
    for row in rows:
        if row.names:
            by_names.setdefault(row.names, []).append(row)
    made = [
        {"code": [{"text": ",".join(names)}], "stratum": [_stratum(row) for row in of_names]}
        for names, of_names in by_names.items()
    ]
    return {"stratifier": made} if made else {}


def _stratum(row: IndexRow) -> dict[str, Any]:
    values = list(zip(row.names, row.group, strict=True))
    if len(values) == 1:
        return {"value": {"text": values[0][1] or UNKNOWN.sv}, **_counts(row)}
    components = [{"code": {"text": name}, "value": {"text": value or UNKNOWN.sv}} for name, value in values]
    return {"component": components, **_counts(row)}


def _counts(row: IndexRow) -> dict[str, Any]:
    populations = [
        ("initial-population", row.listed),
        ("measure-population", row.eligible),
    ]
    made: dict[str, Any] = {"population": [_population(code, count) for code, count in populations]}
    if row.mean is not None:
        made["measureScore"] = {"value": float(decimal(row.mean))}
    else:
        made["measureScore"] = {"extension": [_absent(hidden=bool(row.hidden))]}
    return made


def _population(code: str, count: int | None) -> Mapping[str, Any]:
    coded = {"code": {"coding": [{"system": _POPULATIONS, "code": code}]}}
    return (
        {**coded, "count": count} if count is not None else {**coded, "_count": {"extension": [_absent(hidden=True)]}}
    )


def _absent(*, hidden: bool) -> dict[str, str]:
    return {
        "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
        "valueCode": "masked" if hidden else "not-applicable",
    }
