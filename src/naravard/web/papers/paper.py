"""A paper that is written, checked, made ready and signed, as it stands, whatever has become of it.

What it holds is the agreement's data: lines and running text, words on each development area, reference numbers. A
paper with rules of its own (the requisition with its amounts) is a subclass.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from naravard.agreement.model import Area, Paper, PaperField, Text
from naravard.documents.paper_pdf import PaperDocument
from naravard.web.agreements.current import Shown
from naravard.web.organisations.contact_values import read_email, read_phone
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.numbers import WrittenWrongError
from naravard.web.papers.composition import BY_HAND, Filled, compose, headed
from naravard.web.papers.drafts import next_edition
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.overview import newest_paper
from naravard.web.papers.prefill import Lacking, asked_numbers, known_values, lacking, number_names
from naravard.web.site.forms import Field, Written
from naravard.web.tasks.duties import Task
from naravard.web.tasks.paper_duties import is_carried

if TYPE_CHECKING:
    from naravard.web.papers.kinds import PaperKind

NUMBER = "diarienummer-"
"""How the name of a written reference number begins."""
NOT_WRITTEN = frozenset({"amount", "period", "choice", "cost-items", *BY_HAND})
"""What fields hold that nobody writes in the form."""
LONGEST_TEXT, LONGEST_NUMBER, LONGEST_LINE = 30_000, 50, 140
"""Signs: some ten pages under one heading, a reference number, and a line of a payment's message (ISO 20022,
unstructured remittance information)."""
_READERS: Mapping[str, Callable[[str], str]] = {"phone": read_phone, "email": read_email}
_ROWS = 8
_NONE = Text("", "")
_AS_FAR = Text("I så stor utsträckning som möjligt. Får lämnas tomt.", "As far as possible. May be left empty.")


@dataclass(frozen=True)
class WrittenPaper:
    """A paper of an organisation."""

    kind: "PaperKind"
    shown: Shown
    organisation: Organisation
    task: Task
    """The duty that it carries."""
    paper: Paper | None
    """What the agreement says that it shall hold; ``None`` if its data do not say."""
    draft: PaperDraft
    """The paper being written."""
    stated: Mapping[str, str]
    """The reference numbers that have been stated, by id; empty if nobody has."""

    number_hint: ClassVar[Text] = Text("", "")
    """What stands under a reference number that is to be written."""
    version = 0
    """The fixed allocation that its amounts rest on; 0 if it states none."""
    is_outdated = False
    """Whether what it rests on has been changed since it was written or made ready."""

    @cached_property
    def values(self) -> Mapping[str, str]:
        """What has been written, by field."""
        return {name: str(value) for name, value in self.draft.values.items()}

    @cached_property
    def newest(self) -> HandedInPaper | None:
        """The edition that was handed in last."""
        return newest_paper(self.organisation, self.shown.agreement.id, self.task.duty.id)

    @cached_property
    def known(self) -> dict[str, str]:
        """What is known of the paper's fields."""
        return known_values(self.paper, self.shown, self.organisation) if self.paper else {}

    @cached_property
    def details_lacking(self) -> list[Lacking]:
        """What is to be filled in among the organisation's details."""
        return lacking(self.paper, self.known) if self.paper else []

    @cached_property
    def is_carried(self) -> bool:
        """Whether the agreement's papers are made here: its allocation has been fixed."""
        return is_carried(self.shown, self.task.duty)

    @property
    def is_handed_in(self) -> bool:
        """Whether it has been handed in, and has not been opened again."""
        return self.task.state.status.is_finished

    @property
    def is_open(self) -> bool:
        """Whether it can be written and handed in now."""
        return bool(self.paper and self.is_carried and self.task.state.can_be_submitted)

    @property
    def why_closed(self) -> Text | None:
        """Why it cannot be written and handed in now; None if it can."""
        if self.is_open:
            return None
        words = self.kind.words
        return self.task.state.locked or (words.not_yet if self.paper else words.not_described)

    @property
    def fields_to_write(self) -> list[PaperField]:
        """The fields that only the one who writes knows."""
        if self.paper is None:
            return []
        return [
            field
            for part in self.paper.parts
            if not any(one.holds in BY_HAND for one in part.fields)
            for field in part.fields
            if field.source is None
            and field.reference_number is None
            and field.figure is None
            and field.holds not in NOT_WRITTEN
        ]

    @property
    def by_area(self) -> list[tuple[PaperField, Area]]:
        """The fields that are written for each development area, with the areas."""
        fields = [field for field in self.fields_to_write if field.holds == "by-area"]
        return [(field, area) for field in fields for area in self.shown.agreement.areas]

    @property
    def numbers_to_write(self) -> list[str]:
        """The reference numbers of the paper that nobody has stated."""
        return [one for one in asked_numbers(self.shown.agreement) if not self.stated.get(one)]

    def number(self, number_id: str) -> str:
        """Return a reference number: the stated one, else the one that was written."""
        return self.stated.get(number_id) or self.values.get(f"{NUMBER}{number_id}", "")

    @property
    def lacks(self) -> list[Text]:
        """What is to be written or filled in before it can be made ready, in words."""
        names = number_names(self.shown.agreement)
        found = [
            Text(
                f"”{one.field.label}” saknas bland organisationens kontaktuppgifter.",
                f"“{one.field.label}” is missing among the organisation's details.",
            )
            for one in self.details_lacking
        ]
        found += [
            Text(f"{names[one].sv} saknas.", f"{names[one].in_language('en')} is missing.")
            for one in asked_numbers(self.shown.agreement)
            if not self.number(one)
        ]
        return found + [self._is_missing(field) for field in self.fields_to_write if self._is_needed(field)]

    def fields(self) -> list[Field]:
        """Return the fields of its form, with what has been written."""
        return [*self.text_fields(), *self.number_fields()]

    def text_fields(self) -> list[Field]:
        """Return the fields of the form for lines, running text and words on each area."""
        return [field for one in self.fields_to_write for field in self._form_fields(one)]

    def number_fields(self) -> list[Field]:
        """Return the fields of the form for the reference numbers that nobody has stated."""
        names = number_names(self.shown.agreement)
        return [
            Field(
                name=f"{NUMBER}{one}",
                label=names[one],
                value=self.values.get(f"{NUMBER}{one}", ""),
                hint=self.number_hint,
            )
            for one in self.numbers_to_write
        ]

    def read(self, written: Written) -> dict[str, str]:
        """Return what was written as it is kept, by the names of the fields; what is wrong stands in ``written``."""
        values = {name: _read(one, name, written) for one in self.fields_to_write for name in self._names(one)}
        numbers = [f"{NUMBER}{one}" for one in self.numbers_to_write]
        return values | {name: written.line(name, most=LONGEST_NUMBER) for name in numbers}

    def filled(self) -> Filled:
        """Return what stands on the paper beside the agreement's own words."""
        return Filled(
            values=self.known | {field.id: self.values.get(field.id, "") for field in self.fields_to_write},
            by_area={area.id: self.values.get(_name(field, area), "") for field, area in self.by_area},
            numbers={one: self.number(one) for one in asked_numbers(self.shown.agreement)},
        )

    def document(self, made: datetime.date) -> PaperDocument:
        """Return the paper as it would be made ready on a day; the agreement's data must say what it shall hold."""
        assert self.paper is not None  # noqa: S101 - for the type checker; asked for where is_open is known
        return compose(
            self.paper,
            self.shown,
            self.organisation,
            self.task.duty,
            self.filled(),
            edition=next_edition(self.organisation, self.shown.agreement.id, self.task.duty.id),
            version=self.version,
            made=made,
        )

    def _names(self, field: PaperField) -> Sequence[str]:
        if field.holds == "by-area":
            return [_name(field, area) for area in self.shown.agreement.areas]
        return [field.id]

    def _form_fields(self, field: PaperField) -> list[Field]:
        label = headed(field.label)
        if field.holds == "by-area":
            asked = self.kind.by_area or Text(field.label)
            return [
                Field(
                    name=_name(field, area),
                    label=Text(f"{area.name.sv}: {asked.sv}", f"{area.name.en}: {asked.in_language('en')}"),
                    kind="area",
                    value=self.values.get(_name(field, area), ""),
                    hint=_AS_FAR if field.optional else _NONE,
                )
                for area in self.shown.agreement.areas
            ]
        value = self.values.get(field.id, "")
        if field.holds == "long-text":
            return [Field(name=field.id, label=label, kind="area", rows=_ROWS, value=value, hint=_instead(field))]
        label = Text(f"{label.sv} (om ni har en uppgift)") if field.optional else label
        return [Field(name=field.id, label=label, value=value, hint=_instead(field))]

    def _is_needed(self, field: PaperField) -> bool:
        """Tell whether a field is empty that may not be."""
        if field.optional or field.instead_of or any(self.values.get(name) for name in self._names(field)):
            return False
        return not any(one.instead_of == field.id and self.values.get(one.id) for one in self.fields_to_write)

    def _is_missing(self, field: PaperField) -> Text:
        label = field.label if field.holds not in ("long-text", "by-area") else headed(field.label).sv
        other = next((one for one in self.fields_to_write if one.instead_of == field.id), None)
        if other is not None:
            instead = headed(other.label).sv
            return Text(
                f"Varken ”{label}” eller ”{instead}” är skrivet. Ett av dem behövs.",
                f"Neither “{label}” nor “{instead}” is written. One of them is needed.",
            )
        if field.holds in ("long-text", "by-area"):
            return Text(f"”{label}” är inte skrivet.", f"“{label}” is not written.")
        return Text(f"”{label}” saknas.", f"“{label}” is missing.")


def _name(field: PaperField, area: Area) -> str:
    return f"{field.id}--{area.id}"


def _instead(field: PaperField) -> Text:
    if not field.instead_of:
        return _NONE
    return Text(
        "Bara om det finns sådana skäl. Då får fältet ovan lämnas tomt.",
        "Only where there are such reasons. Then the field above may be left empty.",
    )


def _read(field: PaperField, name: str, written: Written) -> str:
    if field.holds in ("long-text", "by-area"):
        return written.text(name, most=LONGEST_TEXT)
    line = written.line(name, most=LONGEST_LINE)
    reader = _READERS.get(field.holds)
    if reader is None or not line or name in written.problems:
        return line
    try:
        return reader(line)
    except WrittenWrongError as error:
        written.wrong(name, error.words.sv, error.words.en)
        return line
