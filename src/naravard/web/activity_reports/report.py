"""An activity report as it stands: the headings of the agreement's own words, what has been written, what lacks."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from naravard.agreement.model import Area, Paper, PaperField, Text
from naravard.documents.paper_pdf import PaperDocument
from naravard.web.agreements.current import Shown
from naravard.web.ledger.reading import reference_numbers
from naravard.web.organisations.models import Organisation
from naravard.web.papers.composing import Filled, compose, headed
from naravard.web.papers.drafting import draft_of, next_edition
from naravard.web.papers.known import Lacking, asked_numbers, fields_of, known_values, lacking, number_names, paper_of
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.reading import newest_paper
from naravard.web.site.forms import Field, Written
from naravard.web.tasks.carried import is_carried
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.errors import NoSuchDutyError
from naravard.web.tasks.reading import Task, task_of

PAPER = "activity-report"
NUMBER = "diarienummer-"
"""How the name of a written reference number begins."""
_LONGEST_TEXT, _LONGEST_NUMBER = 30_000, 50
"""Signs: some ten pages under one heading, and a reference number."""
_ROWS = 8


@dataclass(frozen=True)
class ActivityReport:
    """An activity report, whatever has become of it."""

    shown: Shown
    organisation: Organisation
    task: Task
    paper: Paper | None
    draft: PaperDraft
    numbers: Mapping[str, str]
    """The reference numbers that have been stated, by id; empty where nobody has."""

    is_outdated = False
    """It rests on no amounts."""

    @cached_property
    def values(self) -> Mapping[str, str]:
        """What has been written."""
        return {name: str(value) for name, value in self.draft.values.items()}

    @cached_property
    def newest(self) -> HandedInPaper | None:
        """The edition that was handed in last."""
        return newest_paper(self.organisation, self.shown.agreement.id, PAPER)

    @cached_property
    def known(self) -> dict[str, str]:
        """What is known of the paper's fields."""
        return known_values(self.paper, self.shown, self.organisation) if self.paper else {}

    @property
    def details_lacking(self) -> list[Lacking]:
        """What is to be filled in among the organisation's details."""
        return lacking(self.paper, self.known) if self.paper else []

    @cached_property
    def is_carried(self) -> bool:
        """Whether the agreement's papers are made here: its allocation has been fixed."""
        return is_carried(self.shown.agreement.id, self.task.duty)

    @property
    def is_handed_in(self) -> bool:
        """Whether it has been handed in, and has not been opened again."""
        return self.task.state.status.is_finished

    @property
    def is_open(self) -> bool:
        """Whether it can be written and handed in now."""
        return bool(self.paper and self.is_carried and self.task.state.can_be_submitted)

    @property
    def texts(self) -> list[PaperField]:
        """The fields that are written in running text."""
        return [field for field in fields_of(self.paper) if field.holds == "long-text"] if self.paper else []

    @property
    def by_area(self) -> list[tuple[PaperField, Area]]:
        """The fields that are written for each development area, with the areas."""
        if self.paper is None:
            return []
        fields = [field for field in fields_of(self.paper) if field.holds == "by-area"]
        return [(field, area) for field in fields for area in self.shown.agreement.areas]

    @property
    def numbers_to_write(self) -> list[str]:
        """The reference numbers that nobody has stated."""
        return [one for one in asked_numbers(self.shown.agreement) if not self.numbers.get(one)]

    def number(self, number_id: str) -> str:
        """Return a reference number: the stated one, else the one that was written."""
        return self.numbers.get(number_id) or self.values.get(f"{NUMBER}{number_id}", "")

    @property
    def lacks(self) -> list[Text]:
        """What is to be written before it can be made ready, in words."""
        names = number_names(self.shown.agreement)
        instead = {field.instead_of for field in self.texts if field.instead_of and self.values.get(field.id)}
        found = [
            Text(f"{names[one].sv} saknas.", f"{names[one].in_language('en')} is missing.")
            for one in asked_numbers(self.shown.agreement)
            if not self.number(one)
        ]
        found += [
            _is_missing(field, self._alternative(field))
            for field in self.texts
            if not (field.optional or field.instead_of or self.values.get(field.id) or field.id in instead)
        ]
        return found

    def fields(self) -> list[Field]:
        """Return the fields of the form, with what has been written."""
        names = number_names(self.shown.agreement)
        found = [
            Field(
                name=field.id,
                label=headed(field.label),
                kind="area",
                rows=_ROWS,
                value=self.values.get(field.id, ""),
                hint=_hint(field),
            )
            for field in self.texts
        ]
        found += [
            Field(
                name=_name(field, area),
                label=Text(f"{area.name.sv}: omfattning och finansiering", f"{area.name.en}: extent and financing"),
                kind="area",
                value=self.values.get(_name(field, area), ""),
                hint=Text(
                    "I så stor utsträckning som möjligt. Får lämnas tomt.", "As far as possible. May be left empty."
                ),
            )
            for field, area in self.by_area
        ]
        found += [
            Field(name=f"{NUMBER}{one}", label=names[one], value=self.values.get(f"{NUMBER}{one}", ""))
            for one in self.numbers_to_write
        ]
        return found

    def read(self, written: Written) -> dict[str, str]:
        """Return what was written as it is kept."""
        names = [field.id for field in self.texts] + [_name(field, area) for field, area in self.by_area]
        values = {name: written.text(name, most=_LONGEST_TEXT) for name in names}
        return values | {
            f"{NUMBER}{one}": written.line(f"{NUMBER}{one}", most=_LONGEST_NUMBER) for one in self.numbers_to_write
        }

    def document(self, made: datetime.date) -> PaperDocument:
        """Return the paper as it would be made ready on a day."""
        assert self.paper is not None  # noqa: S101 - for the type checker; asked for where is_open is known
        return compose(
            self.paper,
            self.shown,
            self.organisation,
            self.task.duty,
            Filled(
                values=self.known | {field.id: self.values.get(field.id, "") for field in self.texts},
                by_area={area.id: self.values.get(_name(field, area), "") for field, area in self.by_area},
                numbers={one: self.number(one) for one in asked_numbers(self.shown.agreement)},
            ),
            edition=next_edition(self.organisation, self.shown.agreement.id, PAPER),
            version=0,
            made=made,
        )

    def _alternative(self, field: PaperField) -> PaperField | None:
        return next((other for other in self.texts if other.instead_of == field.id), None)


def report_of(shown: Shown, organisation: Organisation, at: datetime.datetime) -> ActivityReport:
    """Return an organisation's activity report.

    Raises:
        NoSuchDutyError: when the agreement lays none on it.
    """
    duty_id = duty_id_of(shown, organisation)
    return ActivityReport(
        shown=shown,
        organisation=organisation,
        task=task_of(shown, duty_id, organisation, at),
        paper=paper_of(shown.agreement, PAPER),
        draft=draft_of(organisation, shown.agreement.id, PAPER),
        numbers=reference_numbers(shown),
    )


def duty_id_of(shown: Shown, organisation: Organisation) -> str:
    """Return the id of the duty to hand in an activity report.

    Raises:
        NoSuchDutyError: when the agreement lays none on the organisation.
    """
    for duty in duty_book(shown).of(organisation.code):
        if duty.about == PAPER:
            return duty.id
    raise NoSuchDutyError(shown.agreement.id, PAPER, organisation.code)


def _hint(field: PaperField) -> Text:
    if not field.instead_of:
        return Text("", "")
    return Text(
        "Bara om det finns sådana skäl. Då får uppgiften ovan lämnas tom.",
        "Only where there are such reasons. Then the field above may be left empty.",
    )


def _name(field: PaperField, area: Area) -> str:
    return f"{field.id}--{area.id}"


def _is_missing(field: PaperField, alternative: PaperField | None) -> Text:
    label = headed(field.label).sv
    if alternative is None:
        return Text(f"”{label}” är inte skrivet.", f"“{label}” is not written.")
    other = headed(alternative.label).sv
    return Text(
        f"Varken ”{label}” eller ”{other}” är skrivet. Ett av dem behövs.",
        f"Neither “{label}” nor “{other}” is written. One of them is needed.",
    )
