"""FHIR R4 Encounters, one a line (NDJSON, as FHIR's bulk export writes them), as rows of visits.

One Encounter with several who met the patient gives a row for each, with the same visit id: a team visit.
"""

import datetime
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from naravard.agreement.duties.deadlines import STOCKHOLM
from naravard.care.records.faults import NOT_CARRIED_OUT, UNREADABLE_LINE, FaultKind

_CARRIED_OUT = frozenset({"finished", "completed"})
CONTACT_TYPES = {"AMB": "besök", "HH": "besök", "VR": "distans", "EMER": "akutbesök", "IMP": "vårdtillfälle"}
"""HL7's class codes as contact types: a visit at a unit or at home; at a distance; emergency; inpatient."""

ENCOUNTER_COLUMNS = ("patient", "date", "time", "visit", "unit", "contact_type", "provider", "profession")
"""What an Encounter gives, by our names."""
EncounterRow = dict[str, str | None]


def encounter_rows(stream: BinaryIO) -> Iterator[tuple[int, EncounterRow | FaultKind]]:
    """Yield the rows that the lines give, each with its line's number; a line that gives none, with why."""
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            resource = json.loads(line)
        except ValueError:
            yield number, UNREADABLE_LINE
            continue
        if not isinstance(resource, dict) or resource.get("resourceType") != "Encounter":
            yield number, UNREADABLE_LINE
        elif resource.get("status") not in _CARRIED_OUT:
            yield number, NOT_CARRIED_OUT
        else:
            for row in _rows(resource):
                yield number, row


def _rows(resource: dict[str, Any]) -> Iterator[EncounterRow]:
    day, time = _moment(str((resource.get("period") or {}).get("start") or ""))
    code = _dict(resource.get("class")).get("code")
    shared = {
        "patient": _referred(resource.get("subject")),
        "date": day,
        "time": time,
        "visit": resource.get("id"),
        "unit": _referred(resource.get("serviceProvider")),
        "contact_type": CONTACT_TYPES.get(str(code), code),
    }
    met = [_dict(one) for one in resource.get("participant") or () if _dict(one).get("individual")]
    for one in met or [{}]:
        yield {**shared, "provider": _referred(one.get("individual")), "profession": _profession(one)}


def _profession(participant: dict[str, Any]) -> str | None:
    for kind in participant.get("type") or ():
        if words := _dict(kind).get("text"):
            return str(words)
    return None


def _referred(reference: object) -> str | None:
    """Return the id that a reference leads to: an identifier's value, else the last part of the address."""
    found = _dict(reference)
    value = _dict(found.get("identifier")).get("value")
    address = found.get("reference")
    return str(value) if value else str(address).rsplit("/", 1)[-1] if address else None


def _moment(start: str) -> tuple[str | None, str | None]:
    """Return the day and the time in Sweden; a day alone has no time, and what cannot be read is left to be counted."""
    try:
        moment = datetime.datetime.fromisoformat(start)
    except ValueError:
        return start or None, None
    if "T" not in start:
        return start, None
    if moment.tzinfo is not None:
        moment = moment.astimezone(STOCKHOLM)
    return moment.date().isoformat(), moment.time().isoformat("seconds")


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
