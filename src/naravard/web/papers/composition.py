"""A paper made of the agreement's own parts and labels, and of what has been filled in."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from naravard import __version__
from naravard.agreement.duties import receiver_of
from naravard.agreement.model import Duty, Paper, PaperField, PaperPart, Text
from naravard.documents.paper_pdf import PaperDocument, PaperRow, PaperSection, SignatureLine
from naravard.documents.table import Provenance, Table
from naravard.web.agreements.current import Shown
from naravard.web.organisations.models import Organisation
from naravard.web.papers.prefill import asked_numbers, number_names

_N_N, _LINE = "N.N.", "_" * 24
"""Where a form has *nomen nescio* a name is to be written: there stands the name, or a line until it is known."""
BY_HAND = frozenset({"date", "signature"})
_TO_SIGN = Text(
    "Raderna är till för underskrift för hand. Den som skriver under elektroniskt lämnar dem tomma: underskriften "
    "finns då i filen.",
    "The lines are for signing by hand. Whoever signs electronically leaves them empty: the signature is then in the "
    "file.",
)
_STATUS = Text("Gjord klar för underskrift.", "Made ready to be signed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What has been filled in."""

    values: Mapping[str, str]
    """By field."""
    tables: Mapping[str, tuple[Table, ...]] = field(default_factory=dict)
    """By the field that they stand with."""
    by_area: Mapping[str, str] = field(default_factory=dict)
    """The text on each development area, by its id."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """The reference numbers, by id."""
    certifier: str = ""
    """The name of who certifies what the paper says; empty until it is known."""


def compose(
    paper: Paper,
    shown: Shown,
    organisation: Organisation,
    duty: Duty,
    filled: Filled,
    *,
    edition: int,
    version: int,
    made: datetime.date,
) -> PaperDocument:
    """Return the paper."""
    names = number_names(shown.agreement)
    return PaperDocument(
        title=paper.name,
        running=organisation.text,
        to=receiver_of(shown.agreement, duty) or Text("–"),
        sender=organisation.text,
        edition=edition,
        reference_numbers=tuple(
            (names[number], filled.numbers.get(number) or "–") for number in asked_numbers(shown.agreement)
        ),
        sections=tuple(_section(part, shown, filled) for part in paper.parts),
        provenance=Provenance(
            agreement=shown.agreement.name,
            agreement_id=shown.agreement.id,
            digest=shown.digest,
            program=f"Naravard {__version__}",
            made=made,
        ),
        version=version,
        status=_STATUS,
    )


def named(label: str, name: str) -> str:
    """Return an agreement's words with a name where they have *N.N.*; a line to write it on while it is not known."""
    return label.replace(_N_N, name or _LINE)


def headed(label: str) -> Text:
    """Return the agreement's own words as a heading: with a capital letter first."""
    return Text(f"{label[:1].upper()}{label[1:]}")


def _section(part: PaperPart, shown: Shown, filled: Filled) -> PaperSection:
    signed = any(one.holds in BY_HAND for one in part.fields)
    lines = [one for one in part.fields if _is_line(one, filled)] if signed else []
    plain = [one for one in part.fields if one not in lines and one.holds not in ("long-text", "by-area")]
    return PaperSection(
        number=part.number,
        heading=headed(part.heading),
        rows=tuple(
            PaperRow(headed(named(one.label, filled.certifier)), Text(_value(one, filled)), one.id) for one in plain
        ),
        tables=tuple(table for one in part.fields for table in filled.tables.get(one.id, ())),
        texts=tuple(text for one in part.fields for text in _texts(one, shown, filled)),
        statement=Text(named(part.statement, filled.certifier)) if part.statement else None,
        signature=tuple(SignatureLine(label=headed(one.label)) for one in lines),
        note=_TO_SIGN if signed else None,
    )


def _is_line(one: PaperField, filled: Filled) -> bool:
    """Tell whether a field beside a signature is written by hand: the signature, its day, and what nobody fills in."""
    written = one.source is not None or one.reference_number is not None or one.figure is not None
    return one.holds in BY_HAND or (one.holds == "text" and not written and not _value(one, filled))


def _value(one: PaperField, filled: Filled) -> str:
    if one.reference_number is not None:
        return filled.numbers.get(one.reference_number, "")
    return filled.values.get(one.id, "")


def _texts(one: PaperField, shown: Shown, filled: Filled) -> list[tuple[Text, Text]]:
    if one.holds == "long-text":
        written = filled.values.get(one.id, "")
        return [(headed(one.label), Text(written))] if written else []
    if one.holds == "by-area":
        return [
            (area.name, Text(filled.by_area[area.id])) for area in shown.agreement.areas if filled.by_area.get(area.id)
        ]
    return []
