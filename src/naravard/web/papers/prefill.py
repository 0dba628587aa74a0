"""What is known of a paper's fields out of the organisation's details and the agreement, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from naravard.agreement.model import Agreement, Duty, Paper, PaperField, Text
from naravard.agreement.wording import day
from naravard.web.agreements.current import Shown
from naravard.web.organisations.contact_values import shown_postal_code
from naravard.web.organisations.details import CONTACT, PAYMENT, DetailGroup
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.numbers import BANKGIRO, ORGANISATION_NUMBER, PLUSGIRO, shown_number

_OF_PAYMENT = frozenset({"organisation-number", "giro"})


@dataclass(frozen=True, slots=True)
class Lacking:
    """A field that is filled in among the organisation's details, and is not."""

    field: PaperField
    group: DetailGroup
    """The details that it is one of, which says who can fill it in."""


def paper_of(agreement: Agreement, about: str, duty: Duty | None = None) -> Paper | None:
    """Return what the agreement says of the paper that carries duties of a kind.

    Where it has several, ``duty`` chooses the one for those on whom it falls.
    """
    found = [paper for paper in agreement.papers if paper.carries == about]
    if duty is not None:
        found = [paper for paper in found if not set(paper.who).isdisjoint(duty.who)]
    return found[0] if found else None


def fields_of(paper: Paper) -> list[PaperField]:
    """Return every field of a paper."""
    return [field for part in paper.parts for field in part.fields]


def known_values(paper: Paper, shown: Shown, organisation: Organisation) -> dict[str, str]:
    """Return what is known, by field; a field that the program knows nothing of is left out."""
    sources = _sources(shown.agreement, organisation)
    return {field.id: sources[field.source] for field in fields_of(paper) if field.source is not None}


def lacking(paper: Paper, known: Mapping[str, str]) -> list[Lacking]:
    """Return the fields that the organisation has yet to fill in among its details."""
    return [
        Lacking(field, PAYMENT if field.source in _OF_PAYMENT else CONTACT)
        for field in fields_of(paper)
        if field.source is not None and not field.optional and not known.get(field.id)
    ]


def asked_numbers(agreement: Agreement) -> Sequence[str]:
    """Return the ids of the reference numbers that the agreement's papers ask for, in the agreement's order."""
    asked = {field.reference_number for paper in agreement.papers for field in fields_of(paper)}
    return [number.id for number in agreement.reference_numbers if number.id in asked]


def number_names(agreement: Agreement) -> dict[str, Text]:
    """Return what the agreement's reference numbers are called, by id."""
    return {number.id: number.name for number in agreement.reference_numbers}


def _sources(agreement: Agreement, organisation: Organisation) -> dict[str, str]:
    place = " ".join(part for part in (shown_postal_code(organisation.postal_code), organisation.city) if part)
    complete = organisation.address and organisation.postal_code and organisation.city
    return {
        "recipient": organisation.name,
        "organisation-number": shown_number(ORGANISATION_NUMBER, organisation.organisation_number),
        "contact": organisation.contact_name,
        "address": f"{organisation.address}\n{place}" if complete else "",
        "phone": organisation.contact_phone,
        "email": organisation.contact_email,
        "giro": _giro(organisation),
        "agreement": agreement.name.sv,
        "period": f"{day(agreement.period.from_)} – {day(agreement.period.to)}",
    }


def _giro(organisation: Organisation) -> str:
    found = [
        (name, shown_number(form, number))
        for name, form, number in (
            ("Bankgiro", BANKGIRO, organisation.bankgiro),
            ("Plusgiro", PLUSGIRO, organisation.plusgiro),
        )
        if number
    ]
    return f"{found[0][0]} {found[0][1]}" if found else ""
