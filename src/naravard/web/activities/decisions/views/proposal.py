"""The forms that carry a version on: propose it, enter the board's decision, take it back, withdraw it."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, long_day
from naravard.documents.memorandum import Memorandum
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions import refusals
from naravard.web.activities.decisions.board_decision import check_entry, enter_board_decision
from naravard.web.activities.decisions.frame_transfers import is_conserved
from naravard.web.activities.decisions.frames import frames_in
from naravard.web.activities.decisions.memorandum import memorandum_of
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.decisions.preparation import (
    PREPARED,
    lacking,
    propose_decision,
    refuse_below_decided,
    take_decision_back,
    withdraw_decision,
)
from naravard.web.activities.decisions.views.frame import (
    crumb_of,
    decision_or_404,
    not_in,
    region_plan_or_404,
    rendering,
)
from naravard.web.activities.views.frame import url_of
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Field, Written, reason
from naravard.web.site.forms.deeds import money_deed
from naravard.web.site.forms.step import OwnYes, Step, answer, read_nothing

Entry = tuple[str, str, str, datetime.date]
"""The board, the minutes, the paragraph and the day."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_DECISIONS)
def propose(request: HttpRequest, actor: Actor, agreement_id: str, decision_number: int) -> HttpResponse:
    """Hand a memorandum to the board, after all that it says has been shown to be checked."""
    plan = region_plan_or_404(actor, agreement_id)
    decision = decision_or_404(plan, decision_number)
    there = url_of("decisions:decision", plan, decision_number)
    memorandum = memorandum_of(decision, plan, today())

    def check(_given: None) -> None:
        if missing := lacking(decision):
            raise refusals.lacking(missing)
        frames = frames_in(decision)
        if decision.rests_on != plan.version or not is_conserved(frames, plan):
            raise refusals.other_amounts(decision.rests_on, plan.version)
        refuse_below_decided(plan, frames)

    def do(_given: None, seen: int | None) -> str:
        propose_decision(
            actor=actor, organisation=plan.organisation, agreement_id=agreement_id, number=decision_number, at=now(),
            day=today(), seen_version=seen,
        )  # fmt: skip
        return there

    step = Step[None](
        title=Text("Lämna tjänsteskrivelsen till nämnden", "Propose the memorandum to the board"),
        explains=_KEPT,
        button=Text("Lämna till nämnden", "Propose to the board"),
        deed=lambda _given: money_deed(
            act=Text("Lämna förslaget om", "Propose"),
            amount=memorandum.total,
            to=Text("till", "to"),
            whom=Text(memorandum.board),
            final=_KEPT,
        ),
        fields=[],
        read=read_nothing,
        rows=lambda _given: [
            (Text("Rubrik", "Heading"), Text(memorandum.heading)),
            (Text("Diarienummer", "Reference number"), Text(memorandum.reference_number or "–")),
            *((Text(area.name), Text(kronor(area.amount))) for area in memorandum.areas),
            (Text("Aktiviteter i underlaget", "Activities in the basis"), Text(str(len(memorandum.basis)))),
            (
                Text("Förslag", "Proposal"),
                Text("\n".join(f"{place}. {point}" for place, point in enumerate(memorandum.said_points, start=1))),
            ),
            (
                Text("Skriver under", "Signs"),
                Text("\n".join(f"{one.name}, {one.title}" for one in memorandum.signatures)),
            ),
            (Text("Utdrag till", "Extract to"), Text("\n".join(memorandum.extracts) or "–")),
        ],
        possible=check,
        do=do,
        done=Text("Tjänsteskrivelsen är lämnad till nämnden.", "The memorandum is proposed to the board."),
        version=decision.version,
        closed=not_in(decision, Decision.DRAFT),
        back=there,
    )
    return answer(request, actor, rendering(request, actor, plan, crumb_of(plan, decision)), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_DECISIONS)
def enter(request: HttpRequest, actor: Actor, agreement_id: str, decision_number: int) -> HttpResponse:
    """Enter what the board decided: minutes, paragraph and day; from then on it holds."""
    plan = region_plan_or_404(actor, agreement_id)
    decision = decision_or_404(plan, decision_number)
    there = url_of("decisions:decision", plan, decision_number)
    fields = [
        Field(name="board", label=Text("Nämnd som beslutade", "The board that decided"), value=decision.board),
        Field(
            name="protocol",
            label=Text("Protokoll", "Minutes"),
            hint=Text("Hur det betecknas, som i Protokoll 12.", "What they are called, as in Protokoll 12."),
            value=decision.protocol,
        ),
        Field(
            name="paragraph",
            label=Text("Paragraf", "Paragraph"),
            hint=Text("Som i § 87.", "As in § 87."),
            value=decision.paragraph,
        ),
        Field(
            name="decided_on",
            label=Text("Dag då nämnden beslutade", "The day the board decided"),
            hint=Text("År, månad och dag: ÅÅÅÅ-MM-DD.", "Year, month and day: YYYY-MM-DD."),
            kind="day",
        ),
    ]

    def read(written: Written) -> Entry:
        board, protocol = written.line("board", required=True), written.line("protocol", required=True, most=100)
        paragraph, day = written.line("paragraph", required=True, most=30), written.day("decided_on")
        return board, protocol, paragraph, day or today()

    def do(given: Entry, seen: int | None) -> str:
        board, protocol, paragraph, day = given
        enter_board_decision(
            actor=actor, organisation=plan.organisation, agreement_id=agreement_id, number=decision_number,
            board=board, protocol=protocol, paragraph=paragraph, decided_on=day, at=now(), today=today(),
            seen_version=seen,
        )  # fmt: skip
        return there

    step = Step[Entry](
        title=Text("För in nämndens beslut", "Enter the board's decision"),
        explains=_HOLDS,
        button=Text("För in beslutet", "Enter the decision"),
        deed=lambda given: money_deed(
            act=Text("För in att nämnden har beslutat om", "Enter that the board has decided on"),
            verb=Text("För in beslutet om", "Enter the decision on"),
            amount=memorandum_of(decision, plan, today()).total,
            to=Text("i", "in"),
            whom=Text(given[0]),
            facts=[(Text("Dag", "Day"), long_day(given[3]))],
            final=_HOLDS,
        ),
        fields=fields,
        read=read,
        rows=lambda given: [(field.label, Text(str(value))) for field, value in zip(fields, given, strict=True)],
        possible=lambda given: check_entry(decision, *given, today()),
        do=do,
        done=Text("Nämndens beslut är infört och gäller.", "The board's decision is entered and holds."),
        version=decision.version,
        closed=not_in(decision, Decision.PROPOSED),
        back=there,
        own_yes=() if not_in(decision, Decision.PROPOSED) else _decided(memorandum_of(decision, plan, today())),
    )
    return answer(request, actor, rendering(request, actor, plan, crumb_of(plan, decision)), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_DECISIONS)
def take_back(request: HttpRequest, actor: Actor, agreement_id: str, decision_number: int) -> HttpResponse:
    """Take a proposed memorandum back to a draft, with a reason."""
    words = (
        Text("Ta tillbaka till utkast", "Take back to a draft"),
        Text("Ta tillbaka", "Take back"),
        Text("Skrivelsen är ett utkast igen.", "The memorandum is a draft again."),
    )
    return _with_reason(request, actor, agreement_id, decision_number, words, take_decision_back, Decision.PROPOSED)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREPARE_DECISIONS)
def withdraw(request: HttpRequest, actor: Actor, agreement_id: str, decision_number: int) -> HttpResponse:
    """Withdraw a decision that is being prepared, with a reason: the board did not want it, or it is not needed."""
    words = (
        Text("Dra tillbaka beslutet", "Withdraw the decision"),
        Text("Dra tillbaka", "Withdraw"),
        Text("Beslutet är tillbakadraget.", "The decision is withdrawn."),
    )
    return _with_reason(
        request, actor, agreement_id, decision_number, words, withdraw_decision, *PREPARED, own_yes=_withdrawn
    )


_KEPT = Text(
    "Det skrivelsen säger låses. Du kan ta tillbaka den till utkast tills nämnden har beslutat.",
    "What the memorandum says is locked. You can take it back to a draft until the board has decided.",
)
_HOLDS = Text(
    "Beslutet gäller genast. Det går inte att ta tillbaka: bara ett nytt beslut ändrar det.",
    "The decision holds at once. It cannot be taken back: only a new decision changes it.",
)


def _with_reason(
    request: HttpRequest,
    actor: Actor,
    agreement_id: str,
    number: int,
    words: tuple[Text, Text, Text],
    act: Callable[..., Any],
    *states: str,
    own_yes: Callable[[Memorandum], Sequence[OwnYes]] = lambda _memorandum: (),
) -> HttpResponse:
    plan = region_plan_or_404(actor, agreement_id)
    decision = decision_or_404(plan, number)
    there = url_of("decisions:decision", plan, number)
    title, button, done = words

    def do(reason: str, seen: int | None) -> str:
        act(
            actor=actor, organisation=plan.organisation, agreement_id=agreement_id, number=number, reason=reason,
            at=now(), seen_version=seen,
        )  # fmt: skip
        return there

    step = Step[str](
        title=title,
        button=button,
        fields=[reason()],
        read=Written.reason,
        rows=lambda reason: [
            (Text("Rubrik", "Heading"), Text(decision.heading)),
            (Text("Skäl", "Reason"), Text(reason)),
        ],
        do=do,
        done=done,
        version=decision.version,
        closed=not_in(decision, *states),
        back=there,
        own_yes=() if not_in(decision, *states) else own_yes(memorandum_of(decision, plan, today())),
    )
    return answer(request, actor, rendering(request, actor, plan, crumb_of(plan, decision)), step)


def _withdrawn(memorandum: Memorandum) -> list[OwnYes]:
    total = kronor(memorandum.total)
    return [
        OwnYes(
            Text(
                f"Förslaget om {total} är slut. Det går inte att ångra: ett nytt beslut förbereds från början.",
                f"The proposal of {total} is over. It cannot be undone: a new decision is prepared from the beginning.",
            ),
            Text(f"Ja, dra tillbaka förslaget om {total}", f"Yes, withdraw the proposal of {total}"),
        )
    ]


def _decided(memorandum: Memorandum) -> list[OwnYes]:
    total = kronor(memorandum.total)
    moved = sum(move.amount for move in memorandum.moves)
    between = (
        Text(f" {kronor(moved)} flyttas mellan områden.", f" {kronor(moved)} are moved between areas.")
        if moved
        else Text("", "")
    )
    return [
        OwnYes(
            Text(
                f"Ramarna på {total} gäller genast.{between.sv} Ett infört beslut tas inte tillbaka: det ändras av "
                "ett nytt.",
                f"The frames of {total} hold at once.{between.en} What is entered is not taken back: a new decision "
                "changes it.",
            ),
            Text(f"Ja, nämnden har beslutat om {total}", f"Yes, the board has decided on {total}"),
        )
    ]
