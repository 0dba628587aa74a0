"""The form with which the region director reallocates within an area."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.activities.grants import area_name
from naravard.web.activities.limits import refuse_without_mandate
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import BINDING, Plan
from naravard.web.activities.views.frame import url_of
from naravard.web.activities.views.steps import Asking, Row, answer
from naravard.web.decisions.reallocating import UNPLANNED, area_version, changed, parties, reallocate_within_area
from naravard.web.decisions.views.frame import ROOM, region_plan_or_404, rendering
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Choice, Field, Written

_NO_AREA = "-"
Change = tuple[int, int, int, str, str]
"""From which activity, to which, how much, why, and where it is noted."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DECIDE_ON_ACTIVITIES)
def reallocate(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Reallocate within an area, from one activity to another or to and from what is not planned there."""
    plan = region_plan_or_404(actor, agreement_id)
    render = rendering(request, actor, plan)
    areas = {cell.area for cell in plan.areas if any(one.area == cell.area for one in _binding(plan))}
    asked = request.GET.get("omrade", "")
    area = "" if asked == _NO_AREA else asked
    if not asked or area not in areas:
        rows = [
            (Choice(cell.area or _NO_AREA, area_name(plan.shown.agreement, cell.area)), cell)
            for cell in plan.areas
            if cell.area in areas
        ]
        return render("decisions/choose_area.html", choices=rows)
    fields = _reallocation_fields(plan, area)

    def read(written: Written) -> Change:
        giver, taker = (written.chosen(name, fields[place].choices) for place, name in enumerate(("from", "to")))
        amount, reason = written.kronor("amount", least=1), written.text("reason", required=True)
        return int(giver or 0), int(taker or 0), amount, reason, written.line("reference", most=100)

    def do(given: Change, seen: int | None) -> str:
        giver, taker, amount, reason, reference = given
        reallocate_within_area(
            actor=actor, organisation=plan.organisation, agreement_id=agreement_id, from_number=giver,
            to_number=taker, amount=amount, reason=reason, reference=reference, at=now(), day=today(),
            seen_version=seen,
        )  # fmt: skip
        return url_of(ROOM, plan)

    def check(given: Change) -> None:
        refuse_without_mandate(plan)
        changed(plan, *parties(plan, given[0], given[1]), given[2])

    asking = Asking[Change](
        title=Text("Omfördela inom området", "Reallocate within the area"),
        explains=area_name(plan.shown.agreement, area),
        button=Text("Besluta om omfördelningen", "Decide on the reallocation"),
        fields=fields,
        read=read,
        rows=lambda given: _change_rows(plan, area, given),
        check=check,
        do=do,
        done=Text("Omfördelningen är beslutad.", "The reallocation is decided on."),
        version=area_version(plan, area),
        back=url_of(ROOM, plan),
    )
    return answer(request, actor, render, asking)


def _change_rows(plan: Plan, area: str, given: Change) -> list[Row]:
    number_from, number_to, amount, reason, reference = given
    giver, taker = parties(plan, number_from, number_to)
    after, giver_after, taker_after = changed(plan, giver, taker, amount)
    rows = [(Text("Område", "Area"), area_name(plan.shown.agreement, area))]
    for before, later in ((giver, giver_after), (taker, taker_after)):
        if before is not None and later is not None:
            rows.append((before.text, Text(f"{kronor(before.budget)} → {kronor(later.budget)}")))
    left, left_after = plan.area(area).left, after.area(area).left
    return [
        *rows,
        (Text("Inte planerat i området", "Not planned in the area"), Text(f"{kronor(left)} → {kronor(left_after)}")),
        (Text("Skäl", "Reason"), Text(reason)),
        (Text("Diarienummer", "Reference number"), Text(reference or "–")),
    ]


def _reallocation_fields(plan: Plan, area: str) -> list[Field]:
    here = [one for one in _binding(plan) if one.area == area]
    left = kronor(plan.area(area).left)
    unplanned = Choice(str(UNPLANNED), Text(f"Det som inte är planerat ({left})", f"What is not planned ({left})"))
    givers = [Choice(str(one.number), _activity_words(one)) for one in here]
    takers = [Choice(str(one.number), _activity_words(one)) for one in here if one.status == Activity.DECIDED]
    return [
        Field(name="from", label=Text("Från", "From"), kind="select", choices=[unplanned, *givers]),
        Field(name="to", label=Text("Till", "To"), kind="select", choices=[unplanned, *takers]),
        Field(name="amount", label=Text("Belopp", "Amount"), kind="kronor"),
        Field(name="reason", label=Text("Skäl", "Reason"), kind="area", rows=3),
        Field(name="reference", label=Text("Diarienummer (behövs inte)", "Reference number (not needed)")),
    ]


def _activity_words(activity: Activity) -> Text:
    return Text(f"{activity.number}. {activity.name} ({kronor(activity.budget)})")


def _binding(plan: Plan) -> list[Activity]:
    return [one for one in plan.activities if one.status in BINDING]
