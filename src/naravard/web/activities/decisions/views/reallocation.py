"""The forms that reallocate within an area: the region director's, and the one that enters what the board decided."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions.reallocation import (
    UNPLANNED,
    area_version,
    changed,
    check_board,
    enter_board_reallocation,
    parties,
    reallocate_within_area,
)
from naravard.web.activities.decisions.views.frame import ROOM, region_plan_or_404, rendering
from naravard.web.activities.grants import area_name
from naravard.web.activities.limits import refuse_without_mandate
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import BINDING, Plan
from naravard.web.activities.views.frame import url_of
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Choice, Field, Written, reason
from naravard.web.site.forms.deeds import Deed, money_deed
from naravard.web.site.forms.step import OwnYes, Row, Step, answer

_NO_AREA = "-"
_BY_DIRECTOR = (
    Text("Omfördela inom området", "Reallocate within the area"),
    Text("Besluta om omfördelningen", "Decide on the reallocation"),
    Text("Omfördelningen är beslutad.", "The reallocation is decided on."),
)
_BY_BOARD = (
    Text("För in att nämnden har omfördelat inom området", "Enter that the board has reallocated within the area"),
    Text("För in omfördelningen", "Enter the reallocation"),
    Text("Nämndens omfördelning är införd.", "The board's reallocation is entered."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReallocation:
    """What is written in the form."""

    giver: int
    """The number of the activity that the money is taken from; 0 for what is not planned."""
    taker: int
    amount: int
    reason: str
    reference: str
    board: str
    day: datetime.date | None


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DECIDE_ON_ACTIVITIES)
def reallocate(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Reallocate within an area, from one activity to another or to and from what is not planned there."""
    plan = region_plan_or_404(actor, agreement_id)

    def do(given: WrittenReallocation, seen: int | None) -> str:
        reallocate_within_area(
            actor=actor, organisation=plan.organisation, agreement_id=agreement_id, from_number=given.giver,
            to_number=given.taker, amount=given.amount, reason=given.reason, reference=given.reference, at=now(),
            day=today(), seen_version=seen,
        )  # fmt: skip
        return url_of(ROOM, plan)

    def check(given: WrittenReallocation) -> None:
        refuse_without_mandate(plan)
        changed(plan, *parties(plan, given.giver, given.taker), given.amount)

    return _asked(request, actor, plan, _BY_DIRECTOR, do, check)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_DECISIONS)
def enter(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Enter that the board has reallocated within an area, with the place of its decision and the day."""
    plan = region_plan_or_404(actor, agreement_id)

    def do(given: WrittenReallocation, seen: int | None) -> str:
        enter_board_reallocation(
            actor=actor, organisation=plan.organisation, agreement_id=agreement_id, from_number=given.giver,
            to_number=given.taker, amount=given.amount, reason=given.reason, reference=given.reference,
            board=given.board, day=given.day or today(), at=now(), today=today(), seen_version=seen,
        )  # fmt: skip
        return url_of(ROOM, plan)

    def check(given: WrittenReallocation) -> None:
        check_board(plan, given.board, given.reference, given.day or today(), today())
        changed(plan, *parties(plan, given.giver, given.taker), given.amount)

    return _asked(request, actor, plan, _BY_BOARD, do, check)


def _asked(
    request: HttpRequest,
    actor: Actor,
    plan: Plan,
    words: tuple[Text, Text, Text],
    do: Callable[[WrittenReallocation, int | None], str],
    check: Callable[[WrittenReallocation], None],
) -> HttpResponse:
    """Choose an area first, then ask for the change, with the board's own fields where the board has decided."""
    render = rendering(request, actor, plan)
    areas = {one.area for one in _binding(plan)}
    asked = request.GET.get("omrade", "")
    area = "" if asked == _NO_AREA else asked
    if not asked or area not in areas:
        rows = [
            (Choice(cell.area or _NO_AREA, area_name(plan.shown.agreement, cell.area)), cell)
            for cell in plan.areas
            if cell.area in areas
        ]
        return render("decisions/choose_area.html", choices=rows)
    by_board = words is _BY_BOARD
    fields = _fields(plan, area, by_board=by_board)

    def read(written: Written) -> WrittenReallocation:
        giver, taker = (written.chosen(name, fields[place].choices) for place, name in enumerate(("from", "to")))
        return WrittenReallocation(
            giver=int(giver or 0),
            taker=int(taker or 0),
            amount=written.kronor("amount", least=1),
            reason=written.reason(),
            reference=written.line("reference", most=100, required=by_board),
            board=written.line("board", required=True) if by_board else "",
            day=written.day("day") if by_board else None,
        )

    title, button, done = words
    step = Step[WrittenReallocation](
        title=title,
        explains=area_name(plan.shown.agreement, area),
        button=button,
        fields=fields,
        read=read,
        rows=lambda given: _change_rows(plan, area, given),
        deed=lambda given: _deed(plan, given, by_board=by_board),
        possible=check,
        do=do,
        done=done,
        version=area_version(plan, area),
        back=url_of(ROOM, plan),
        needs_yes=lambda given: [_taken_from(plan, given)],
    )
    return answer(request, actor, render, step)


def _deed(plan: Plan, given: WrittenReallocation, *, by_board: bool) -> Deed:
    """Return what is decided, or entered as the board's decision: how much, from what to what."""
    giver, taker = (one.text if one else _UNPLANNED for one in parties(plan, given.giver, given.taker))
    act = Text("För in att nämnden har omfördelat", "Enter that the board has reallocated") if by_board else _ACT
    return money_deed(
        act=act,
        amount=given.amount,
        to=Text("från", "from"),
        whom=giver,
        when=Text(f"till {taker.sv}", f"to {taker.in_language('en')}"),
        facts=[(Text("Till", "To"), taker)],
    )


_ACT = Text("Omfördela", "Reallocate")
_UNPLANNED = Text("det som inte är planerat", "what is not planned")


def _taken_from(plan: Plan, given: WrittenReallocation) -> OwnYes:
    """Return the yes to what a reallocation takes: from an activity, or from what nothing has been planned for."""
    giver, _taker = parties(plan, given.giver, given.taker)
    amount = kronor(given.amount)
    name = giver.text if giver else _UNPLANNED
    return OwnYes(
        Text(
            f"{name.sv} får {amount} mindre. Beslutet gäller genast, och ändras bara av en ny omfördelning.",
            f"{name.in_language('en')} gets {amount} less. The decision holds at once, and only a new reallocation "
            "changes it.",
        ),
        Text(f"Ja, ta {amount} från {name.sv}", f"Yes, take {amount} from {name.in_language('en')}"),
    )


_REFERENCE = Text("Beslutet finns i", "The decision stands in")
_NOT_NEEDED = Text("Diarienummer. Behövs inte.", "A reference number; not needed.")
_BOARD = Text("Nämnd som beslutade", "The board that decided")
_DAY = Text("Dag då nämnden beslutade", "The day the board decided")


def _change_rows(plan: Plan, area: str, given: WrittenReallocation) -> list[Row]:
    giver, taker = parties(plan, given.giver, given.taker)
    after, giver_after, taker_after = changed(plan, giver, taker, given.amount)
    rows = [(Text("Område", "Area"), area_name(plan.shown.agreement, area))]
    for before, later in ((giver, giver_after), (taker, taker_after)):
        if before is not None and later is not None:
            rows.append((before.text, Text(f"{kronor(before.budget)} → {kronor(later.budget)}")))
    left, left_after = plan.area(area).left, after.area(area).left
    return [
        *rows,
        (Text("Inte planerat i området", "Not planned in the area"), Text(f"{kronor(left)} → {kronor(left_after)}")),
        (Text("Skäl", "Reason"), Text(given.reason)),
        (_REFERENCE, Text(given.reference or "–")),
        *([(_BOARD, Text(given.board)), (_DAY, Text(str(given.day)))] if given.day else []),
    ]


def _fields(plan: Plan, area: str, *, by_board: bool) -> list[Field]:
    here = [one for one in _binding(plan) if one.area == area]
    left = kronor(plan.area(area).left)
    unplanned = Choice(str(UNPLANNED), Text(f"Det som inte är planerat ({left})", f"What is not planned ({left})"))
    givers = [Choice(str(one.number), _activity_words(one)) for one in here]
    takers = [Choice(str(one.number), _activity_words(one)) for one in here if one.status == Activity.DECIDED]
    return [
        Field(name="from", label=Text("Från", "From"), kind="select", choices=[unplanned, *givers]),
        Field(name="to", label=Text("Till", "To"), kind="select", choices=[unplanned, *takers]),
        Field(name="amount", label=Text("Belopp", "Amount"), kind="kronor"),
        reason(rows=3),
        *(_board_fields(plan) if by_board else [Field(name="reference", label=_REFERENCE, hint=_NOT_NEEDED)]),
    ]


def _board_fields(plan: Plan) -> list[Field]:
    board = plan.decision.board if plan.decision else ""
    return [
        Field(name="board", label=_BOARD, value=board),
        Field(name="reference", label=_REFERENCE, hint=Text("Protokoll och paragraf.", "Minutes and paragraph.")),
        Field(name="day", label=_DAY, kind="day"),
    ]


def _activity_words(activity: Activity) -> Text:
    return Text(f"{activity.number}. {activity.name} ({kronor(activity.budget)})")


def _binding(plan: Plan) -> list[Activity]:
    return [one for one in plan.activities if one.status in BINDING]
