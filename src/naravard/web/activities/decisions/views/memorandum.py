"""The forms that begin a version of the decision and write its memorandum."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions.forms import (
    WAYS,
    point_fields,
    read_points,
    read_signing,
    read_text,
    signing_fields,
    text_fields,
    way_field,
)
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.decisions.preparation import PREPARED, Wording, begin_decision, write_decision
from naravard.web.activities.decisions.row_locks import versions_of
from naravard.web.activities.decisions.views.frame import (
    ROOM,
    crumb_of,
    decision_or_404,
    not_in,
    region_plan_or_404,
    rendering,
)
from naravard.web.activities.plan import Plan
from naravard.web.activities.views.frame import url_of
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, reason
from naravard.web.site.forms.step import Row, Step, answer


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_DECISIONS)
def begin(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Begin the next version of a region's decision: who decides on the activities, and why there is a new one."""
    plan = region_plan_or_404(actor, agreement_id)
    later = plan.decision is not None
    fields = [way_field(plan.decision.activities_by if plan.decision else Decision.BY_DIRECTOR)]
    if later:
        fields.append(reason(Text("Varför behövs ett nytt beslut?", "Why is a new decision needed?"), rows=3))

    def read(written: Written) -> tuple[str, str]:
        way = written.chosen("activities_by", WAYS)
        return way, written.reason() if later else ""

    def do(given: tuple[str, str], _seen: int | None) -> str:
        made = begin_decision(
            actor=actor,
            organisation=plan.organisation,
            agreement_id=agreement_id,
            activities_by=given[0],
            reason=given[1],
            at=now(),
        )
        return url_of("decisions:decision", plan, made.number)

    def rows(given: tuple[str, str]) -> Sequence[Row]:
        way = next(choice.label for choice in WAYS if choice.value == given[0])
        said = [(fields[0].label, way)]
        return [*said, (fields[1].label, Text(given[1]))] if later else said

    step = Step[tuple[str, str]](
        title=Text("Ny tjänsteskrivelse", "A new memorandum"),
        explains=Text(
            "Texten och beloppen fylls i från överenskommelsens data och den fastställda fördelningen. Allt går att "
            "skriva om innan skrivelsen lämnas till nämnden.",
            "The text and the amounts are filled in from the agreement's data and the fixed allocation. All of it can "
            "be rewritten before the memorandum is proposed to the board.",
        ),
        button=Text("Påbörja tjänsteskrivelsen", "Begin the memorandum"),
        fields=fields,
        read=read,
        rows=rows,
        do=do,
        done=Text("Tjänsteskrivelsen är ett utkast nu.", "The memorandum is a draft now."),
        closed=_cannot_begin(plan),
        back=url_of(ROOM, plan),
    )
    return answer(request, actor, rendering(request, actor, plan), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_DECISIONS)
def text(request: HttpRequest, actor: Actor, agreement_id: str, decision_number: int) -> HttpResponse:
    """Write a memorandum's matter: heading, reference number, the board, and the description of the matter."""
    title = Text("Ärendet", "The matter")
    return _writing(request, actor, agreement_id, decision_number, title, text_fields, read_text)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_DECISIONS)
def points(request: HttpRequest, actor: Actor, agreement_id: str, decision_number: int) -> HttpResponse:
    """Write the director's proposal point by point, who decides on activities, and whom the minutes are served on."""
    title = Text("Regiondirektörens förslag", "The director's proposal")
    return _writing(request, actor, agreement_id, decision_number, title, point_fields, read_points)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_DECISIONS)
def signing(request: HttpRequest, actor: Actor, agreement_id: str, decision_number: int) -> HttpResponse:
    """Write who signs a memorandum, and who gets an extract of the minutes."""
    title = Text("Underskrifter och utdrag", "Signatures and extracts")
    return _writing(request, actor, agreement_id, decision_number, title, signing_fields, read_signing)


def _writing(
    request: HttpRequest,
    actor: Actor,
    agreement_id: str,
    number: int,
    title: Text,
    fields_of: Callable[[Decision], list[Field]],
    read: Callable[[Written], Wording],
) -> HttpResponse:
    plan = region_plan_or_404(actor, agreement_id)
    decision = decision_or_404(plan, number)
    fields = fields_of(decision)
    there = url_of("decisions:decision", plan, number)

    def do(wording: Wording, seen: int | None) -> str:
        write_decision(
            actor=actor,
            organisation=plan.organisation,
            agreement_id=agreement_id,
            number=number,
            wording=wording,
            at=now(),
            seen_version=seen,
        )
        return there

    step = Step[Wording](
        title=title,
        button=Text("Spara", "Save"),
        fields=fields,
        read=read,
        rows=lambda wording: [(field.label, _said(field, wording)) for field in fields],
        do=do,
        done=Text("Det är sparat i utkastet.", "It is saved in the draft."),
        version=decision.version,
        closed=not_in(decision, Decision.DRAFT),
        back=there,
    )
    return answer(request, actor, rendering(request, actor, plan, crumb_of(plan, decision)), step)


def _said(field: Field, wording: Wording) -> Text:
    value = getattr(wording, field.name)
    if field.kind == "radio":
        return next((choice.label for choice in field.choices if choice.value == value), Text("–"))
    if isinstance(value, list):
        value = "\n".join(", ".join(one) if isinstance(one, list) else one for one in value)
    return Text(value or "–")


def _cannot_begin(plan: Plan) -> Text | None:
    if plan.version == 0:
        return Text(
            "Fördelningen är inte fastställd än, så det finns inga belopp att besluta om.",
            "The allocation has not been fixed yet, so there are no amounts to decide on.",
        )
    newest = versions_of(plan).first()
    if newest is not None and newest.state in PREPARED:
        return Text(
            f"Beslut {newest.number} förbereds redan. Fortsätt med det, eller dra tillbaka det först.",
            f"Decision {newest.number} is being prepared already. Go on with it, or withdraw it first.",
        )
    return None
