"""The pages to read: what the region has decided, one version of the decision, and its documents."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.documents.memorandum import areas_table, basis_table, blocks, frames_table
from naravard.documents.memorandum_content import ANNEX, facts_of, moved_before_words, moved_words, rests_on
from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import requires, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions.memorandum import board_decision, memorandum_of
from naravard.web.activities.decisions.models import Decision, SentMemorandum
from naravard.web.activities.decisions.preparation import PREPARED
from naravard.web.activities.decisions.refusals import shown_status, state_words
from naravard.web.activities.decisions.row_locks import versions_of
from naravard.web.activities.decisions.sent_files import drawn_pdf, drawn_word, sent_now
from naravard.web.activities.decisions.steps import LACKING, steps_of
from naravard.web.activities.decisions.tables import officers_table, reallocations_table
from naravard.web.activities.decisions.views.frame import ROOM, decision_or_404, region_plan_or_404, rendering
from naravard.web.activities.plan import Plan
from naravard.web.activities.views.frame import url_of
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event
from naravard.web.ledger.accounts import terms_for
from naravard.web.ledger.frame import money_page
from naravard.web.site.clock import today
from naravard.web.site.tables import export, present

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@requires(Permission.SEE)
def decisions(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Show what a region has decided about its money: the current decision, the areas' frames, what has moved."""
    plan = region_plan_or_404(actor, agreement_id)
    versions = [(one, state_words(one.state)) for one in versions_of(plan)]
    prepared = next((one for one, _state in versions if one.state in PREPARED), None)
    base = url_of(ROOM, plan).rstrip("/")
    return money_page(
        request,
        "decisions/decisions.html",
        actor,
        plan.shown,
        room=ROOM,
        plan=plan,
        versions=versions,
        prepared=prepared,
        prepared_state=shown_status(prepared.state) if prepared else None,
        total=sum(plan.frames.values()),
        conditions=terms_for(plan.shown, plan.organisation.code).clause,
        areas=present(request, officers_table(plan), export_base=f"{base}/omraden"),
        moved=present(request, table, sort_name="ordning", stacked=True, export_base=f"{base}/omfordelningar")
        if (table := reallocations_table(plan)).rows
        else None,
        **_may(request, plan),
    )


@require_safe
@requires(Permission.SEE)
def areas(_request: HttpRequest, actor: Actor, agreement_id: str, form: str) -> HttpResponse:
    """Give a region's areas with officers, frames and what is planned as a file."""
    return export(officers_table(region_plan_or_404(actor, agreement_id)), form)


@require_safe
@requires(Permission.SEE)
def reallocations(_request: HttpRequest, actor: Actor, agreement_id: str, form: str) -> HttpResponse:
    """Give a region's reallocations, before and after, as a file."""
    return export(reallocations_table(region_plan_or_404(actor, agreement_id)), form)


@require_safe
@requires(Permission.SEE)
def decision(request: HttpRequest, actor: Actor, agreement_id: str, decision_number: int) -> HttpResponse:
    """Show one version of a region's decision as its paper has it, how it stands, and what is left to do."""
    plan = region_plan_or_404(actor, agreement_id)
    found = decision_or_404(plan, decision_number)
    memorandum = memorandum_of(found, plan, today())
    is_draft = found.state == Decision.DRAFT
    steps = steps_of(found, plan) if is_draft else []
    events = Event.objects.filter(thing_kind=found.thing().kind, thing_id=found.thing().id).order_by("-sequence")
    return rendering(request, actor, plan)(
        "decisions/decision.html",
        decision=found,
        state=shown_status(found.state),
        memorandum=memorandum,
        facts=facts_of(memorandum, board_decision(found)),
        rests_on=rests_on(memorandum),
        moved_before=moved_before_words(memorandum),
        moved=moved_words(memorandum),
        annex=ANNEX,
        blocks=list(blocks(memorandum.background)),
        frames=present(request, frames_table(memorandum), export_base="", stacked=True),
        sums=present(request, areas_table(memorandum), export_base="", sort_name="s", stacked=True),
        basis=present(request, basis_table(memorandum), export_base="", sort_name="b", stacked=True),
        steps=[(step, url_of(step.address, plan, *([found.number] if step.takes_number else []))) for step in steps],
        conditions=terms_for(plan.shown, plan.organisation.code).clause,
        is_ready=not any(step.state == LACKING for step in steps),
        is_new_version=found.rests_on != plan.version,
        sent=found.sent.defer("word", "pdf"),
        events=[(sentence(event.told), event) for event in events],
        **_may(request, plan),
    )


@require_safe
@requires(Permission.SEE)
def word(request: HttpRequest, actor: Actor, agreement_id: str, decision_number: int) -> HttpResponse:
    """Give a version of the memorandum as a Word document, with fields that a registry can fill in."""
    plan = region_plan_or_404(actor, agreement_id)
    found = decision_or_404(plan, decision_number)
    sent = _sent(request, found)
    content = bytes(sent.word) if sent else drawn_word(found, memorandum_of(found, plan, today()))
    return _file(content, _WORD, found, "docx")


@require_safe
@requires(Permission.SEE)
def pdf(request: HttpRequest, actor: Actor, agreement_id: str, decision_number: int) -> HttpResponse:
    """Give a version of the memorandum as PDF/A-2a and PDF/UA-1."""
    plan = region_plan_or_404(actor, agreement_id)
    found = decision_or_404(plan, decision_number)
    sent = _sent(request, found)
    content = bytes(sent.pdf) if sent else drawn_pdf(found, memorandum_of(found, plan, today()))
    return _file(content, "application/pdf", found, "pdf")


def _sent(request: HttpRequest, found: Decision) -> SentMemorandum | None:
    """Return the files that are asked for, by their number, or those of how the decision stands; 404 for no such."""
    asked = request.GET.get("utskick", "")
    if not asked:
        return sent_now(found)
    sent = found.sent.filter(number=asked).first() if asked.isdecimal() and len(asked) < len("1000000") else None
    if sent is None:
        raise Http404
    return sent


def _file(content: bytes, media_type: str, found: Decision, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    name = f"tjansteskrivelse-{found.organisation_id}-{found.number}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _may(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    may = permissions_in(standings_of(request), plan.organisation.code)
    return {
        "may_prepare": Permission.PREPARE_DECISIONS in may,
        "may_reallocate": Permission.DECIDE_ON_ACTIVITIES in may,
    }
