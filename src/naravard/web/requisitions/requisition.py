"""An organisation's requisition as it stands: what is asked for, what is known, what has been written, what lacks."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from naravard.agreement.duties import Status
from naravard.agreement.model import Paper, PaperField, Text
from naravard.agreement.wording import kronor
from naravard.documents.paper_pdf import PaperDocument
from naravard.ledger.facts import Paid, Requisitioned
from naravard.web.agreements.current import Shown
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.ledger.reading import Money, money_of, reference_numbers
from naravard.web.organisations.models import Organisation
from naravard.web.papers.composing import BY_HAND, Filled, compose
from naravard.web.papers.drafting import draft_of, next_edition
from naravard.web.papers.known import Lacking, asked_numbers, known_values, lacking, number_names, paper_of
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.reading import newest_paper
from naravard.web.requisitions.amounts import VERSION, Asked, amounts_table, asked_of, sums_of, total_of
from naravard.web.requisitions.form import NUMBER, form_fields, read_form
from naravard.web.site.forms import Field, Written
from naravard.web.tasks.reading import Task, task_of

PAPER = "requisition"
_NOT_WRITTEN = frozenset({"amount", "period", "choice", "cost-items", "long-text", "by-area", *BY_HAND})


@dataclass(frozen=True)
class Requisition:
    """A requisition, whatever has become of it."""

    shown: Shown
    organisation: Organisation
    task: Task
    money: Money
    paper: Paper | None
    """What the agreement says that it shall hold; none where its data do not say."""
    draft: PaperDraft
    numbers: Mapping[str, str]
    """The reference numbers that have been stated, by id; empty where nobody has."""

    @cached_property
    def values(self) -> Mapping[str, str]:
        """What has been written."""
        return {name: str(value) for name, value in self.draft.values.items()}

    @cached_property
    def asked(self) -> list[Asked]:
        """The grants that are requisitioned."""
        return asked_of(self.money.terms, self.money.book.tally.allotted)

    @cached_property
    def known(self) -> dict[str, str]:
        """What is known of the paper's fields."""
        return known_values(self.paper, self.shown, self.organisation) if self.paper else {}

    @cached_property
    def details_lacking(self) -> list[Lacking]:
        """What is to be filled in among the organisation's details."""
        return lacking(self.paper, self.known) if self.paper else []

    @cached_property
    def newest(self) -> HandedInPaper | None:
        """The edition that was handed in last."""
        return newest_paper(self.organisation, self.shown.agreement.id, PAPER)

    @property
    def version(self) -> int:
        """The fixed allocation that holds; 0 while nothing is allotted."""
        allotted = self.money.book.tally.allotted
        return allotted.version if allotted else 0

    @property
    def standing(self) -> Requisitioned | None:
        """The requisition that stands in the recipient's accounts."""
        return self.money.book.requisition

    @property
    def payment(self) -> Paid | None:
        """The payment of it."""
        return self.money.book.payment_of(self.standing.id) if self.standing else None

    @property
    def total(self) -> int:
        """What is asked for in all, in kronor."""
        return total_of(self.asked, self.values)

    @property
    def allotted(self) -> int:
        """What can be asked for in all, in kronor."""
        return sum(one.allotted.amount for one in self.asked)

    @property
    def is_lapsed(self) -> bool:
        """Whether the right is gone."""
        return self.task.state.status is Status.LAPSED

    @property
    def is_handed_in(self) -> bool:
        """Whether it has been handed in, and has not been sent back."""
        return self.task.state.status.is_finished

    @property
    def is_open(self) -> bool:
        """Whether it can be written and handed in now."""
        return bool(self.money.is_fixed and self.asked and self.paper and self.task.state.can_be_submitted)

    @property
    def is_outdated(self) -> bool:
        """Whether the amounts were written, or made ready, for an allocation that no longer holds."""
        if self.draft.is_ready:
            return self.draft.allocation_version != self.version
        return self.values.get(VERSION, "") not in ("", str(self.version))

    def number(self, number_id: str) -> str:
        """Return a reference number: the stated one, else the one that was written."""
        return self.numbers.get(number_id) or self.values.get(f"{NUMBER}{number_id}", "")

    @property
    def numbers_to_write(self) -> list[str]:
        """The reference numbers that nobody has stated, which the recipient writes."""
        return [one for one in asked_numbers(self.shown.agreement) if not self.numbers.get(one)]

    @property
    def fields_to_write(self) -> list[PaperField]:
        """The paper's other fields that the program knows nothing of."""
        if self.paper is None:
            return []
        return [
            field
            for part in self.paper.parts
            if not any(one.holds in BY_HAND for one in part.fields)
            for field in part.fields
            if field.source is None and field.reference_number is None and field.holds not in _NOT_WRITTEN
        ]

    @property
    def lacks(self) -> list[Text]:
        """What is to be written or filled in before it can be made ready, in words."""
        names = number_names(self.shown.agreement)
        found = [
            Text(
                f"”{one.field.label}” saknas bland organisationens uppgifter.",
                f"“{one.field.label}” is missing among the organisation's details.",
            )
            for one in self.details_lacking
        ]
        found += [
            Text(f"{names[one].sv} saknas.", f"{names[one].in_language('en')} is missing.")
            for one in asked_numbers(self.shown.agreement)
            if not self.number(one)
        ]
        found += [
            Text(f"”{field.label}” saknas.", f"“{field.label}” is missing.")
            for field in self.fields_to_write
            if not field.optional and not self.values.get(field.id)
        ]
        if not sums_of(self.asked, self.values):
            found.append(Text("Inget belopp rekvireras.", "No amount is requisitioned."))
        return found

    def fields(self) -> list[Field]:
        """Return the fields of the form, with what has been written or what was allotted."""
        return form_fields(self)

    def read(self, written: Written) -> dict[str, str]:
        """Return what was written as it is kept."""
        return read_form(self, written)

    def document(self, made: datetime.date) -> PaperDocument:
        """Return the paper as it would be made ready on a day."""
        assert self.paper is not None  # noqa: S101 - for the type checker; asked for where is_open is known
        values = self.known | {field.id: self.values.get(field.id, "") for field in self.fields_to_write}
        tables = {}
        for part in self.paper.parts:
            for field in part.fields:
                if field.holds == "amount":
                    values[field.id] = kronor(self.total)
                    tables[field.id] = (amounts_table(self.asked, self.values),)
        return compose(
            self.paper,
            self.shown,
            self.organisation,
            self.task.duty,
            Filled(
                values=values,
                tables=tables,
                numbers={one: self.number(one) for one in asked_numbers(self.shown.agreement)},
            ),
            edition=next_edition(self.organisation, self.shown.agreement.id, PAPER),
            version=self.version,
            made=made,
        )


def requisition_of(shown: Shown, organisation: Organisation, at: datetime.datetime) -> Requisition:
    """Return an organisation's requisition.

    Raises:
        NoMoneyError: when the agreement gives it no money, or no duty to requisition.
    """
    money = money_of(shown, organisation, at)
    duty = money.terms.requisition
    if duty is None:
        raise NoMoneyError(shown.agreement.id, organisation.code)
    return Requisition(
        shown=shown,
        organisation=organisation,
        task=task_of(shown, duty.id, organisation, at),
        money=money,
        paper=paper_of(shown.agreement, PAPER),
        draft=draft_of(organisation, shown.agreement.id, PAPER),
        numbers=reference_numbers(shown),
    )
