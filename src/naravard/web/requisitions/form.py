"""The form of a requisition: amounts, reference numbers that nobody has stated, and the paper's other fields."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from naravard.agreement.model import PaperField, Text
from naravard.agreement.wording import kronor, whole
from naravard.web.organisations.contact_values import read_email, read_phone
from naravard.web.organisations.numbers import WrittenWrongError
from naravard.web.papers.composing import headed
from naravard.web.papers.known import number_names
from naravard.web.requisitions.amounts import Asked
from naravard.web.site.forms import Field, Written

if TYPE_CHECKING:
    from naravard.web.requisitions.requisition import Requisition

NUMBER = "diarienummer-"
"""How the name of a written reference number begins."""
_LONGEST_NUMBER, _LONGEST_LINE = 50, 140
"""Signs: a reference number, and a line of a payment's message (ISO 20022, unstructured remittance information)."""
_READERS: Mapping[str, Callable[[str], str]] = {"phone": read_phone, "email": read_email}


def form_fields(requisition: "Requisition") -> list[Field]:
    """Return the fields with what has been written; the amounts are what was allotted until something else is."""
    values = requisition.values
    names = number_names(requisition.shown.agreement)
    found = [field for asked in requisition.asked for field in _amounts(asked, values)]
    found += [
        Field(
            name=f"{NUMBER}{one}",
            label=names[one],
            value=values.get(f"{NUMBER}{one}", ""),
            hint=Text(
                "Regeringskansliet har inte angett numret här. Skriv av det från överenskommelsen eller beslutet.",
                "The Government Offices has not stated the number here. Copy it from the agreement or the decision.",
            ),
        )
        for one in requisition.numbers_to_write
    ]
    found += [
        Field(
            name=field.id,
            label=_label(field),
            value=values.get(field.id, ""),
        )
        for field in requisition.fields_to_write
    ]
    return found


def read_form(requisition: "Requisition", written: Written) -> dict[str, str]:
    """Return what was written as it is kept; what is wrong stands in ``written.problems``."""
    values: dict[str, str] = {}
    for asked in requisition.asked:
        values |= _read_amounts(asked, written)
    for one in requisition.numbers_to_write:
        name = f"{NUMBER}{one}"
        values[name] = written.line(name, most=_LONGEST_NUMBER)
    for field in requisition.fields_to_write:
        values[field.id] = _read(field, written)
    return values


def _amounts(asked: Asked, values: Mapping[str, str]) -> list[Field]:
    wanted = asked.wanted(values)
    most, given = kronor(asked.allotted.amount), asked.allotted.amount
    found = [
        Field(
            name=asked.name,
            label=asked.grant.name,
            kind="kronor",
            value=whole(wanted.amount),
            hint=Text(f"Tilldelat: {most}.", f"Allotted: {most}.") if given else Text("Inget tilldelat.", "Nothing."),
        )
    ]
    found += [
        Field(
            name=name,
            label=Text(f"varav {earmark.name.sv}", f"of which {earmark.name.in_language('en')}"),
            kind="kronor",
            value=whole(wanted.earmarks[earmark.id]),
            hint=Text(f"Ingår i beloppet ovan. Tilldelat: {kronor(most_of)}.",
                      f"A part of the amount above. Allotted: {kronor(most_of)}."),
        )
        for earmark, name, most_of in asked.earmarks
    ]  # fmt: skip
    return found


def _read_amounts(asked: Asked, written: Written) -> dict[str, str]:
    amount = written.kronor(asked.name, most=asked.allotted.amount)
    values = {asked.name: str(amount)}
    of_which = 0
    for _earmark, name, given in asked.earmarks:
        part = written.kronor(name, most=given)
        values[name] = str(part)
        of_which += part
    names = [asked.name, *(name for _earmark, name, _given in asked.earmarks)]
    if any(name in written.problems for name in names) or not asked.earmarks:
        return values
    last = names[-1]
    if of_which > amount:
        written.wrong(
            last,
            f"Varav-beloppen är {kronor(of_which)}, mer än hela beloppet {kronor(amount)}. Sänk varav-beloppet.",
            f"The earmarks are {kronor(of_which)}, more than the whole amount {kronor(amount)}. Lower the earmark.",
        )
    elif amount - of_which > asked.allotted.general:
        written.wrong(
            last,
            f"Utan villkor skulle {kronor(amount - of_which)} rekvireras, men bara {kronor(asked.allotted.general)} är "
            "tilldelat så. Sänk hela beloppet lika mycket som varav-beloppet.",
            f"{kronor(amount - of_which)} would be requisitioned without an earmark, but only "
            f"{kronor(asked.allotted.general)} is allotted so. Lower the whole amount as much as the earmark.",
        )
    return values


def _label(field: PaperField) -> Text:
    label = headed(field.label)
    return Text(f"{label.sv} (om ni har en uppgift)") if field.optional else label


def _read(field: PaperField, written: Written) -> str:
    line = written.line(field.id, most=_LONGEST_LINE)
    reader = _READERS.get(field.holds)
    if reader is None or not line or field.id in written.problems:
        return line
    try:
        return reader(line)
    except WrittenWrongError as error:
        written.wrong(field.id, error.words.sv, error.words.en)
        return line
