"""Costs by hand: book one after looking it over, see it with its corrections, and correct it with a reason."""

import datetime
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.costs import acts
from naravard.web.costs.models import HAND, BookedCost
from naravard.web.costs.places import CostPlace
from naravard.web.costs.views.frame import address, cost_page, names_of, place_of, render_in
from naravard.web.costs.words import SOURCES, booked_less
from naravard.web.site.clock import now
from naravard.web.site.forms import Choice, Field, Written, reason
from naravard.web.site.forms.step import Row, Step, answer


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOOK_COSTS)
def book(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """The form to book a cost by hand on an activity: written, looked over, and booked."""
    place = place_of(actor, agreement_id)

    def do(written: _Cost, _seen: int | None) -> str:
        cost = acts.book_cost(
            actor=actor,
            organisation=place.organisation,
            agreement_id=agreement_id,
            activity_number=written.activity,
            amount=written.amount,
            day=written.day,
            text=written.text,
            at=now(),
        )
        return address(place, "cost", cost.number)

    step = Step(
        title=Text("Bokför en kostnad", "Book a cost"),
        question=Text("Vilken kostnad ska bokföras?", "Which cost is to be booked?"),
        button=Text("Bokför kostnaden", "Book the cost"),
        fields=_book_fields(place, request.GET.get("aktivitet", "")),
        read=lambda written: _read_cost(written, place),
        rows=lambda written: _rows(place, written),
        do=do,
        done=Text("Kostnaden är bokförd.", "The cost is booked."),
        back=address(place, "costs"),
        template="costs/book.html",
        closed=None if place.activities else _NO_ACTIVITY,
    )
    return answer(request, actor, render_in(request, actor, place), step)


@require_safe
@requires(Permission.SEE)
def cost(request: HttpRequest, actor: Actor, agreement_id: str, cost_number: int) -> HttpResponse:
    """One booked cost: what it is for, where it comes from, who booked it, and what was taken back of it."""
    place = place_of(actor, agreement_id)
    found = _cost(place, cost_number)
    names = names_of({found.made_by, *(one.made_by for one in found.corrections.all())})
    return cost_page(
        request,
        "costs/cost.html",
        actor,
        place,
        cost=found,
        source=SOURCES[found.source],
        by=names.get(found.made_by, found.made_by),
        corrections=[(one, names.get(one.made_by, one.made_by)) for one in found.corrections.all()],
        by_hand=found.source == HAND,
        granted=next((one.clause for one in place.shown.agreement.grants if one.id == found.grant), ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOOK_COSTS)
def correct(request: HttpRequest, actor: Actor, agreement_id: str, cost_number: int) -> HttpResponse:
    """The form to correct a cost by hand: how much of it is taken back, and why."""
    place = place_of(actor, agreement_id)
    found = _cost(place, cost_number)

    def do(written: _Correction, seen: int | None) -> str:
        acts.reverse_cost(
            actor=actor,
            organisation=place.organisation,
            agreement_id=agreement_id,
            cost_number=cost_number,
            amount=written.amount,
            reason=written.reason,
            at=now(),
            seen_left=seen,
        )
        return address(place, "cost", cost_number)

    step = Step(
        title=Text(f"Rätta kostnad {found.number}", f"Correct cost {found.number}"),
        button=Text("Rätta kostnaden", "Correct the cost"),
        fields=[
            Field(
                name="amount",
                label=Text("Hur mycket ska tas bort?", "How much is to be taken back?"),
                kind="kronor",
                hint=Text(f"Högst {kronor(found.left)}.", f"At most {kronor(found.left)}."),
            ),
            reason(),
        ],
        read=lambda written: _Correction(written.kronor("amount", least=1), written.reason()),
        rows=lambda written: [
            (Text("Kostnad", "Cost"), f"{found.number}: {found.text}"),
            (Text("Tas bort", "Taken back"), kronor(written.amount)),
            (Text("Blir kvar", "Remains"), kronor(max(found.left - written.amount, 0))),
            (Text("Skäl", "Reason"), written.reason),
        ],
        needs_yes=lambda written: [booked_less(written.amount)],
        do=do,
        done=Text("Kostnaden är rättad.", "The cost is corrected."),
        version=found.left,
        back=address(place, "cost", found.number),
        template="costs/correct.html",
        extra={"cost": found},
    )
    crumb = Crumb(found.thing().name, address(place, "cost", found.number))
    return answer(request, actor, render_in(request, actor, place, crumb), step)


@dataclass(frozen=True, slots=True)
class _Cost:
    """A cost as it was written."""

    activity: int
    amount: int
    day: datetime.date
    text: str


@dataclass(frozen=True, slots=True)
class _Correction:
    """A correction as it was written."""

    amount: int
    reason: str


def _book_fields(place: CostPlace, activity: str) -> list[Field]:
    return [
        Field(
            name="activity",
            label=Text("Aktivitet", "Activity"),
            kind="select",
            choices=[_NONE, *_activities(place)],
            value=activity,
        ),
        Field(name="amount", label=Text("Belopp", "Amount"), kind="kronor", hint=Text("Hela kronor.", "Whole kronor.")),
        Field(
            name="day",
            label=Text("Dag", "Day"),
            kind="day",
            hint=Text("Dagen då kostnaden uppstod: ÅÅÅÅ-MM-DD.", "The day of the cost: YYYY-MM-DD."),
        ),
        Field(
            name="text",
            label=Text("Vad det gäller", "What it is for"),
            hint=Text("Till exempel leverantör och fakturanummer.", "Supplier and invoice number, for example."),
        ),
    ]


def _read_cost(written: Written, place: CostPlace) -> _Cost:
    return _Cost(
        activity=int(written.chosen("activity", _activities(place)) or 0),
        amount=written.kronor("amount", least=1),
        day=written.required_day("day"),
        text=written.line("text", required=True),
    )


def _rows(place: CostPlace, written: _Cost) -> list[Row]:
    activity = place.activities[written.activity]
    said = (f"{activity.number} {activity.name}", kronor(written.amount), written.day.isoformat(), written.text)
    return [(field.label, value) for field, value in zip(_book_fields(place, ""), said, strict=True)]


def _cost(place: CostPlace, number: int) -> BookedCost:
    found = (
        BookedCost.objects.filter(organisation=place.organisation, agreement_id=place.shown.agreement.id, number=number)
        .select_related("activity", "file")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _activities(place: CostPlace) -> list[Choice]:
    return [Choice(str(one.number), Text(f"{one.number} {one.name}")) for one in place.activities.values()]


_NONE = Choice("", Text("Välj", "Choose"))
_NO_ACTIVITY = Text(
    "Det finns ingen beslutad aktivitet att bokföra kostnader på.", "There is no decided activity to book costs on."
)
