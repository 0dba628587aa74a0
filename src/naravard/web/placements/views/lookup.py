"""What the report's views share: which duty is asked for, whose report it is, and what was written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from naravard.agreement.model import Duty, Text
from naravard.web.access.actor import Actor
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.placements.overview import ReportOfKeys, coordinator_let, report_of
from naravard.web.placements.paper_kinds import KEY_REPORT
from naravard.web.placements.questions import ABOUT, MOST, KeyQuestion, received_by
from naravard.web.site.clock import now
from naravard.web.site.forms import LONGEST_TEXT, Field, Written
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.errors import NoSuchDutyError

ROOM = KEY_REPORT.room
SHARES = "placements:shares"
NOTE = "meddelande"


@dataclass(frozen=True, slots=True)
class KeyReportRequest:
    """A report that someone asks for: one's own organisation's, or a municipality's that lets its RSS write it."""

    shown: Shown
    duty: Duty
    actor: Actor
    organisation: Organisation
    """Whose report it is."""
    holder_code: str
    """Set where another than the one who asks has it."""

    def report(self) -> ReportOfKeys:
        """Return the report as it stands now."""
        return report_of(self.shown, self.duty, self.organisation, now())

    @property
    def of(self) -> Text:
        """Whose report it is, as it stands above a heading; empty if it is one's own."""
        return self.organisation.text if self.holder_code else Text("")

    def do(self, act: Callable[..., Any], seen: int | None, **given: Any) -> Any:
        """Do an act on the report as it was seen."""
        return act(
            actor=self.actor,
            organisation=self.organisation,
            agreement_id=self.shown.agreement.id,
            duty_id=self.duty.id,
            at=now(),
            seen_version=seen,
            **given,
        )

    def url(self, name: str, *more: object) -> str:
        """Return the address of one of the report's pages."""
        places = [own(self.actor).code, self.shown.agreement.id]
        if name == ROOM:
            return reverse(name, args=places)
        if self.holder_code:
            return reverse(f"{name}_for", args=[*places, self.duty.id, self.holder_code, *more])
        return reverse(name, args=[*places, self.duty.id, *more])


def key_report_request_or_404(actor: Actor, agreement_id: str, duty_id: str, holder_code: str = "") -> KeyReportRequest:
    """Return the report that is asked for; 404 where it does not exist for the one who asks."""
    shown, organisation = shown_or_404(agreement_id), own(actor)
    if holder_code:
        if coordinator_let(agreement_id, duty_id, holder_code) != organisation.code:
            raise Http404
        organisation = get_object_or_404(Organisation, pk=holder_code)
    duty = duty_book(shown).find(duty_id, organisation.code)
    if duty is None or duty.about != ABOUT:
        raise Http404
    return KeyReportRequest(shown, duty, actor, organisation, holder_code)


def received_or_404(actor: Actor, agreement_id: str, duty_id: str) -> tuple[Shown, Duty]:
    """Return a report that the organisation receives from others; 404 where it receives none such."""
    shown = shown_or_404(agreement_id)
    for duty in received_by(shown, own(actor).code):
        if duty.id == duty_id:
            return shown, duty
    raise Http404


def holder_or_404(shown: Shown, duty: Duty, holder_code: str) -> ReportOfKeys:
    """Return one reporter's report; 404 where it has no such duty."""
    organisation = get_object_or_404(Organisation, pk=holder_code)
    try:
        return report_of(shown, duty, organisation, now())
    except NoSuchDutyError as error:
        raise Http404 from error


def fields_of(asked: tuple[KeyQuestion, ...], written: Mapping[str, str], note: str) -> list[Field]:
    """Return the form's fields, out of the agreement's data, with what is written so far."""
    numbers = [
        Field(
            name=one.id,
            label=one.name,
            hint=one.hint,
            value=written.get(one.id, "").replace(".", ","),
        )
        for one in asked
    ]
    message = Field(
        name=NOTE,
        kind="area",
        label=Text("Meddelande till mottagaren, om det behövs", "A message to the receiver, if needed"),
        value=note,
    )
    return [*numbers, message]


def read_numbers(written: Written, asked: tuple[KeyQuestion, ...], *, whole: bool) -> tuple[dict[str, Fraction], str]:
    """Return the numbers that could be read and the message; mistakes stand in ``written``."""
    numbers = {}
    for one in asked:
        number = written.number(one.id, most=MOST, decimals=one.decimals, required=whole)
        if number is not None:
            numbers[one.id] = number
    return numbers, written.text(NOTE, most=LONGEST_TEXT)
