"""The forms of a draft's amounts: money moved between areas, and a newer allocation taken in."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.documents import headings
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions.frame_transfers import moved
from naravard.web.activities.decisions.frames import frames_in
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.decisions.preparation import move_between_areas, renew_amounts
from naravard.web.activities.decisions.views.frame import (
    crumb_of,
    decision_or_404,
    not_in,
    region_plan_or_404,
    rendering,
)
from naravard.web.activities.grants import area_name, grant_name
from naravard.web.activities.plan import Plan
from naravard.web.activities.views.frame import url_of
from naravard.web.site.clock import now
from naravard.web.site.forms import Choice, Field, Written
from naravard.web.site.forms.step import Row, Step, answer, read_nothing

_NO_AREA = "-"
Move = tuple[str, str, str, int]
"""Grant, from which area, to which, and how much."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_DECISIONS)
def move(request: HttpRequest, actor: Actor, agreement_id: str, decision_number: int) -> HttpResponse:
    """Let a draft propose that an area's money goes to another area; it takes effect when the board has decided."""
    plan = region_plan_or_404(actor, agreement_id)
    decision = decision_or_404(plan, decision_number)
    frames = frames_in(decision)
    agreement = plan.shown.agreement
    there = url_of("decisions:decision", plan, decision_number)
    sources = [
        Choice(f"{area or _NO_AREA}|{grant}", _source(plan, area, grant, amount))
        for (area, grant), amount in frames.items()
        if amount
    ]
    fields = [
        Field(name="source", label=Text("Från vilket område och vilka medel?", "From which area and grant?"),
              kind="select", choices=sources),
        Field(name="to", label=Text("Till vilket område?", "To which area?"), kind="select",
              choices=[Choice(area.id, area.name) for area in agreement.areas]),
        Field(name="amount", label=Text("Belopp", "Amount"), kind="kronor"),
    ]  # fmt: skip

    def read(written: Written) -> Move:
        area, _, grant = written.chosen("source", sources).partition("|")
        to = written.chosen("to", fields[1].choices)
        return grant, "" if area == _NO_AREA else area, to, written.kronor("amount", least=1)

    def do(given: Move, seen: int | None) -> str:
        grant, from_area, to_area, amount = given
        move_between_areas(
            actor=actor, organisation=plan.organisation, agreement_id=agreement_id, number=decision_number,
            grant=grant, from_area=from_area, to_area=to_area, amount=amount, at=now(), seen_version=seen,
        )  # fmt: skip
        return there

    def check(given: Move) -> None:
        moved(frames, plan, *given)

    def rows(given: Move) -> list[Row]:
        grant, from_area, to_area, amount = given
        after = moved(frames, plan, *given)
        return [
            (headings.GRANT, grant_name(agreement, grant)),
            (Text("Belopp", "Amount"), Text(kronor(amount))),
            *(
                (
                    area_name(agreement, area),
                    Text(f"{kronor(frames.get((area, grant), 0))} → {kronor(after[area, grant])}"),
                )
                for area in (from_area, to_area)
            ),
        ]

    step = Step[Move](
        title=Text("Flytta medel mellan områden", "Move money between areas"),
        explains=Text(
            "Överenskommelsen ger varje område sina medel, och det som inte används för sitt ändamål ska betalas "
            "tillbaka. Bara nämnden kan besluta att medel flyttas mellan områden, och de flyttas först när nämndens "
            "beslut är infört.",
            "The agreement gives each area its money, and what is not used for its purpose is to be repaid. Only the "
            "board can decide that money moves between areas, and it moves when the board's decision has been entered.",
        ),
        button=Text("Flytta i utkastet", "Move in the draft"),
        fields=fields,
        read=read,
        rows=rows,
        possible=check,
        do=do,
        done=Text("Medlen är flyttade i utkastet.", "The money is moved in the draft."),
        version=decision.version,
        closed=not_in(decision, Decision.DRAFT) or _one_area(plan),
        back=there,
    )
    return answer(request, actor, rendering(request, actor, plan, crumb_of(plan, decision)), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_DECISIONS)
def renew(request: HttpRequest, actor: Actor, agreement_id: str, decision_number: int) -> HttpResponse:
    """Let a draft rest on the newest fixed allocation."""
    plan = region_plan_or_404(actor, agreement_id)
    decision = decision_or_404(plan, decision_number)
    there = url_of("decisions:decision", plan, decision_number)

    def do(_given: None, seen: int | None) -> str:
        renew_amounts(
            actor=actor, organisation=plan.organisation, agreement_id=agreement_id, number=decision_number, at=now(),
            seen_version=seen,
        )  # fmt: skip
        return there

    step = Step[None](
        title=Text("Hämta de nya beloppen", "Take in the new amounts"),
        explains=Text(
            f"Utkastet bygger på version {decision.rests_on} av fördelningen. Version {plan.version} gäller. Det "
            f"som är "
            "nytt går till medlens eget område.",
            f"The draft rests on version {decision.rests_on} of the allocation; version {plan.version} holds. What is "
            "new goes to the grant's own area.",
        ),
        button=Text("Hämta beloppen", "Take in the amounts"),
        fields=[],
        read=read_nothing,
        rows=lambda _given: [
            (Text("Från version", "From version"), Text(str(decision.rests_on))),
            (Text("Till version", "To version"), Text(str(plan.version))),
        ],
        do=do,
        done=Text("Beloppen är hämtade.", "The amounts are taken in."),
        version=decision.version,
        closed=not_in(decision, Decision.DRAFT),
        back=there,
    )
    return answer(request, actor, rendering(request, actor, plan, crumb_of(plan, decision)), step)


def _source(plan: Plan, area: str, grant: str, amount: int) -> Text:
    agreement = plan.shown.agreement
    where, what = area_name(agreement, area), grant_name(agreement, grant)
    return Text(
        f"{where.sv}: {what.sv}, {kronor(amount)}",
        f"{where.in_language('en')}: {what.in_language('en')}, {kronor(amount)}",
    )


def _one_area(plan: Plan) -> Text | None:
    if plan.shown.agreement.areas:
        return None
    return Text(
        "Överenskommelsen har inga områden att flytta medel mellan.",
        "The agreement has no areas to move money between.",
    )
