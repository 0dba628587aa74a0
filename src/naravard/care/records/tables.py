"""Which tables of care records there are, which columns they have, and what those are called in files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from naravard.agreement.model import Text

ColumnKind = Literal["id", "word", "day", "moment", "yes or no"]
"""``id`` a pseudonym or an id, never empty where it is required; ``word`` a code or a name, kept as it is written;
``day`` a calendar day; ``moment`` a time of the day."""


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """One column: its name here, what it holds, and which names files give it."""

    name: str
    kind: ColumnKind
    required: bool = False
    also: str = ""
    """Other names, in small letters, with bars between them."""


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A table of care records."""

    name: str
    title: Text
    columns: tuple[RecordColumn, ...]
    open_ended: bool = False
    """Whether further columns are kept, to group by."""
    needs_days: bool = False
    """Whether a row with a day that cannot be read is left out: without its end, a contact would go on for ever."""

    @property
    def required(self) -> tuple[RecordColumn, ...]:
        """The columns that each file must have."""
        return tuple(column for column in self.columns if column.required)

    def named(self, heading: str) -> RecordColumn | None:
        """Return the column that a heading means, if any."""
        written = heading.strip().casefold()
        return next((one for one in self.columns if written == one.name or written in one.also.split("|")), None)


VISITS = RecordTable(
    "visits",
    Text("besök", "visits"),
    (
        RecordColumn("patient", "id", required=True, also="patient_id|patientid|person_id|patientpseudonym"),
        RecordColumn("provider", "id", required=True, also="provider_id|vårdgivare|vardgivare|personal"),
        RecordColumn("date", "day", required=True, also="datum|besöksdatum|visit_date|visit_start_date"),
        RecordColumn("time", "moment", also="tid|klockslag|visit_start_datetime"),
        RecordColumn("visit", "id", also="visit_id|besöks-id|besöksid|visit_occurrence_id"),
        RecordColumn("profession", "word", also="yrke|yrkeskategori"),
        RecordColumn("unit", "word", also="enhet|vårdenhet|care_site_id"),
        RecordColumn("contact_type", "word", also="kontakttyp|vårdkontakttyp|visit_concept_id"),
        RecordColumn("list", "word", also="lista"),
    ),
)
PATIENTS = RecordTable(
    "patients",
    Text("patienter", "patients"),
    (
        RecordColumn("patient", "id", required=True, also="patient_id|patientid|person_id|patientpseudonym"),
        RecordColumn("unit", "word", also="enhet|vårdenhet|listad|listed_unit"),
        RecordColumn("unit_from", "day", also="from|från|listed_from|listad_från"),
        RecordColumn("unit_to", "day", also="to|till|listed_to|listad_till"),
        RecordColumn("region", "word"),
        RecordColumn("municipality", "word", also="kommun"),
        RecordColumn("sex", "word", also="kön"),
        RecordColumn("birth_date", "day", also="födelsedatum|född"),
        RecordColumn("death_date", "day", also="dödsdatum|avliden"),
        RecordColumn("named_doctor", "id", also="fast_läkare|fast läkarkontakt|fast_läkarkontakt"),
        RecordColumn("named_doctor_from", "day", also="fast_läkare_från|fast_läkarkontakt_från"),
        RecordColumn("named_doctor_to", "day", also="fast_läkare_till|fast_läkarkontakt_till"),
        RecordColumn("care_home", "yes or no", also="säbo|särskilt_boende"),
    ),
    open_ended=True,
)
PROVIDERS = RecordTable(
    "providers",
    Text("vårdpersonal", "providers"),
    (
        RecordColumn("id", "id", required=True, also="provider|provider_id|hsa-id|hsaid"),
        RecordColumn("person", "id", also="person_id"),
        RecordColumn("profession", "word", also="yrke|yrkeskategori"),
        RecordColumn("grade", "word", also="tjänst|befattning"),
        RecordColumn("hired", "yes or no", also="inhyrd|hyrpersonal"),
        RecordColumn("from", "day", also="från"),
        RecordColumn("to", "day", also="till"),
    ),
)
CONTACTS = RecordTable(
    "contacts",
    Text("fasta kontakter", "named contacts"),
    (
        RecordColumn("patient", "id", required=True, also="patient_id|patientid|person_id|patientpseudonym"),
        RecordColumn("kind", "word", required=True, also="typ|kod|code"),
        RecordColumn("provider", "id", also="provider_id|vårdgivare|hsa-id|hsaid"),
        RecordColumn("unit", "word", also="enhet|vårdenhet"),
        RecordColumn("from", "day", also="från|start"),
        RecordColumn("to", "day", also="till|end|slut"),
        RecordColumn("way", "word", also="sätt|hur|how"),
        RecordColumn("informed", "day", also="informerad|told|meddelad"),
        RecordColumn("team", "word", also="lag"),
    ),
    needs_days=True,
)

_OMOP_VISIT_KINDS: Mapping[str, str] = {
    "9202": "besök",  # Outpatient Visit
    "581477": "besök",  # Office Visit
    "581476": "besök",  # Home Visit
    "5083": "telefon",  # Telehealth
    "9201": "vårdtillfälle",  # Inpatient Visit
    "9203": "akutbesök",  # Emergency Room Visit
}
"""OMOP's standard concepts for visits, as contact types."""
OMOP_MARKS = frozenset({"visit_occurrence_id", "visit_concept_id", "person_id"})
"""The headings that only a table ``visit_occurrence`` has together."""


def known_values(table: RecordTable, headings: frozenset[str]) -> Mapping[str, Mapping[str, str]]:
    """Return what the codes of a standard's table mean, column by column; empty for a table of one's own."""
    if table is VISITS and headings >= OMOP_MARKS:
        return {"contact_type": _OMOP_VISIT_KINDS}
    return {}
