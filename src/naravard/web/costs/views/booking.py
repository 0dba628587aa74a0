"""Costs by hand: book one after looking it over, see it with its corrections, and correct it with a reason."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
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
from naravard.web.costs.views.frame import address, cost_page, names_of, place_of
from naravard.web.costs.words import SOURCES
from naravard.web.ledger.errors import MoneyChangedError, MoneyRefusedError
from naravard.web.once.doing import once, once_of
from naravard.web.organisations.views.answering import done
from naravard.web.site.clock import now
from naravard.web.site.forms import Choice, Field, Written, filled

CONFIRMED = "bekraftat"
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "once", CONFIRMED})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOOK_COSTS)
def book(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """The form to book a cost by hand on an activity: written, looked over, and booked."""
    place = place_of(actor, agreement_id)
    if request.method != "POST":
        return _book_form(request, actor, place, {"activity": request.GET.get("aktivitet", "")})
    written = Written(request.POST)
    number = written.chosen("activity", _activities(place))
    amount = written.kronor("amount", least=1)
    day = written.day("day")
    text = written.line("text", required=True)
    if written.problems or day is None or request.POST.get("andra"):
        return _book_form(request, actor, place, request.POST.dict(), written.problems)
    if not request.POST.get(CONFIRMED):
        activity = place.activities[int(number)]
        rows = [
            (Text("Aktivitet", "Activity"), f"{activity.number} {activity.name}"),
            (Text("Belopp", "Amount"), kronor(amount)),
            (Text("Dag", "Day"), day.isoformat()),
            (Text("Vad det gäller", "What it is for"), text),
        ]
        return _check(request, actor, place, rows, _("Bokför kostnaden"), "book")

    def do() -> str:
        cost = acts.book_cost(
            actor=actor,
            organisation=place.organisation,
            agreement_id=agreement_id,
            activity_number=int(number),
            amount=amount,
            day=day,
            text=text,
            at=now(),
        )
        return address(place, "cost", cost.number)

    try:
        url = once(once_of(request), actor.who.code, do, at=now())
    except MoneyRefusedError as error:
        problems = {error.field: error.says} if error.field else {}
        return _book_form(request, actor, place, request.POST.dict(), problems, refused=error)
    return done(request, url, _("Kostnaden är bokförd."))


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
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOOK_COSTS)
def correct(request: HttpRequest, actor: Actor, agreement_id: str, cost_number: int) -> HttpResponse:
    """The form to correct a cost by hand: how much of it is taken back, and why."""
    place = place_of(actor, agreement_id)
    found = _cost(place, cost_number)
    if request.method != "POST":
        return _correct_form(request, actor, place, found, {"amount": str(found.left)})
    written = Written(request.POST)
    amount = written.kronor("amount", least=1)
    reason = written.text("reason", required=True)
    if written.problems or request.POST.get("andra"):
        return _correct_form(request, actor, place, found, request.POST.dict(), written.problems)
    if not request.POST.get(CONFIRMED):
        rows = [
            (Text("Kostnad", "Cost"), f"{found.number}: {found.text}"),
            (Text("Tas bort", "Taken back"), kronor(amount)),
            (Text("Blir kvar", "Remains"), kronor(max(found.left - amount, 0))),
            (Text("Skäl", "Reason"), reason),
        ]
        return _check(request, actor, place, rows, _("Rätta kostnaden"), "correct", found.number)

    def do() -> str:
        acts.reverse_cost(
            actor=actor,
            organisation=place.organisation,
            agreement_id=agreement_id,
            cost_number=cost_number,
            amount=amount,
            reason=reason,
            at=now(),
            seen_left=written.version(),
        )
        return address(place, "cost", cost_number)

    try:
        url = once(once_of(request), actor.who.code, do, at=now())
    except MoneyRefusedError as error:
        problems = {error.field: error.says} if error.field else {}
        return _correct_form(request, actor, place, found, request.POST.dict(), problems, refused=error)
    return done(request, url, _("Kostnaden är rättad."))


def _book_form(
    request: HttpRequest,
    actor: Actor,
    place: CostPlace,
    values: dict[str, str],
    problems: dict[str, Text] | None = None,
    refused: MoneyRefusedError | None = None,
) -> HttpResponse:
    fields = [
        Field(
            name="activity", label=Text("Aktivitet", "Activity"), kind="select", choices=[_NONE, *_activities(place)]
        ),
        Field(name="amount", label=Text("Belopp", "Amount"), kind="kronor", hint=Text("Hela kronor.", "Whole kronor.")),
        Field(
            name="day",
            label=Text("Dag", "Day"),
            kind="day",
            hint=Text("Dagen då kostnaden uppstod: 2022-03-15.", "The day of the cost: 2022-03-15."),
        ),
        Field(
            name="text",
            label=Text("Vad det gäller", "What it is for"),
            hint=Text("Till exempel leverantör och fakturanummer.", "Supplier and invoice number, for example."),
        ),
    ]
    status = 422 if problems or refused else 200
    shown = filled(fields, values, problems)
    return cost_page(
        request, "costs/book.html", actor, place, status=status, fields=shown, problems=problems, refused=refused
    )


def _correct_form(
    request: HttpRequest,
    actor: Actor,
    place: CostPlace,
    found: BookedCost,
    values: dict[str, str],
    problems: dict[str, Text] | None = None,
    refused: MoneyRefusedError | None = None,
) -> HttpResponse:
    fields = [
        Field(
            name="amount",
            label=Text("Hur mycket ska tas bort?", "How much is to be taken back?"),
            kind="kronor",
            hint=Text(f"Högst {kronor(found.left)}.", f"At most {kronor(found.left)}."),
        ),
        Field(name="reason", label=Text("Skäl", "Reason"), kind="area"),
    ]
    status = 409 if isinstance(refused, MoneyChangedError) else 422 if problems or refused else 200
    return cost_page(
        request,
        "costs/correct.html",
        actor,
        place,
        Crumb(found.thing().name, address(place, "cost", found.number)),
        status=status,
        cost=found,
        fields=filled(fields, values, problems),
        problems=problems,
        refused=refused,
    )


def _check(
    request: HttpRequest, actor: Actor, place: CostPlace, rows: Any, button: str, name: str, *more: object
) -> HttpResponse:
    """Show what was written once more, before it is done."""
    kept = [(key, value) for key, value in request.POST.items() if key not in _NOT_KEPT]
    return cost_page(
        request,
        "costs/check.html",
        actor,
        place,
        rows=rows,
        kept=kept,
        button=button,
        confirmed=CONFIRMED,
        action=address(place, name, *more),
    )


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
