"""The pages of reclaims: whose report or repayment is late or missing, deciding, and following a demand."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.doings import Doing
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.frame import money_page
from naravard.web.ledger.models import PreparedDecision
from naravard.web.ledger.preparation import (
    ShownPreparation,
    not_to_be_decided,
    shown_preparation,
    waits_already,
)
from naravard.web.ledger.prepared_steps import seen_row, withdrawal, words_of
from naravard.web.organisations.views.lookup import may, own
from naravard.web.repayments.acts import (
    decide_reclaim,
    prepare_reclaim,
    reclaim_matter,
    reclaim_rests_on,
    undo_reclaim,
    withdraw_reclaim,
)
from naravard.web.repayments.overview import Repayment, RepaymentStage
from naravard.web.repayments.tables import by_grant_table, reclaims_table, report_words
from naravard.web.repayments.visibility import repayment_to, repayments_to, shown_for
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Choice, Field, Written, reason
from naravard.web.site.forms.deeds import Deed, money_deed
from naravard.web.site.forms.step import OwnYes, Render, Row, Step, answer, within
from naravard.web.site.tables import export, present

ROOM = "repayments:reclaims"
_DECIDE = Text("besluta om det", "decide on it")


@require_safe
@requires(Permission.SEE)
def reclaims(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """Whose report or repayment is late or missing, what has been demanded back, and what of it has been paid."""
    shown = shown_for(actor, agreement_id, Doing.RECLAIMS)
    every = repayments_to(actor, shown, Doing.RECLAIMS)
    some = [one for one in every if _is_marked(one)] if request.GET.get("alla") != "ja" else every
    table = reclaims_table(shown, some, own(actor).code)
    if form:
        return export(table, form)

    values: dict[str, Any] = {
        "every": every,
        "marked": sum(_is_marked(one) for one in every),
        "missing": sum(one.report_is_missing for one in every),
        "open": sum(one.total("reclaim_open") for one in every),
        "shows_all": request.GET.get("alla") == "ja",
        "table": present(request, table),
    }
    return money_page(request, "repayments/reclaims.html", actor, shown, room=ROOM, **values)


@require_safe
@requires(Permission.SEE)
def recipient(request: HttpRequest, actor: Actor, agreement_id: str, reclaimed_code: str) -> HttpResponse:
    """What one recipient has reported, repaid and been asked to pay back, and whether there is cause to demand."""
    found = repayment_to(actor, agreement_id, reclaimed_code, Doing.RECLAIMS)
    return _page(
        request, "repayments/reclaim_account.html", actor, found, may=may(request, actor, Permission.RECLAIM),
        report=report_words(found), has_cause=found.has_cause,
        prepared=_shown(actor, found), may_decide=may(request, actor, Permission.RECLAIM),
        table=present(request, by_grant_table(found, own(actor).code), export_base=""),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECLAIM)
def prepare(request: HttpRequest, actor: Actor, agreement_id: str, reclaimed_code: str) -> HttpResponse:
    """Prepare that a recipient is to pay money back: which grant, how much, the decision's day, number and reason."""
    found = repayment_to(actor, agreement_id, reclaimed_code, Doing.RECLAIMS)

    def do(written: _Decision, seen: int | None) -> str:
        prepare_reclaim(
            actor=actor, recipient=found.organisation, agreement_id=agreement_id, grant=written.grant,
            amount=written.amount, day=written.day, reference=written.reference, reason=written.reason, at=now(),
            seen_version=seen,
        )  # fmt: skip
        return _url(actor, found)

    step = Step(
        title=Text("Förbered återkrav", "Prepare a reclaim"),
        question=Text("Vad ska återkrävas?", "What is to be reclaimed?"),
        of=found.organisation.text,
        explains=Text(
            "Beslutet fattas utanför Naravard. Du för in det, och någon annan bekräftar det.",
            "The decision is made outside Naravard. You enter it, and someone else confirms it.",
        ),
        button=Text("Lämna till någon annan", "Hand it to someone else"),
        fields=_fields(found),
        read=lambda written: _read(written, found),
        rows=lambda written: _rows(found, written),
        deed=lambda written: _deed(
            found, written.amount, Text("Förbered att återkräva", "Prepare to reclaim"),
            Text("Någon annan granskar och beslutar. Till dess kan det tas tillbaka.",
                 "Someone else reviews and decides. Until then it can be taken back."),
        ),
        do=do,
        done=Text("Återkravet är förberett.", "The reclaim is prepared."),
        version=found.money.account.version,
        back=_url(actor, found),
        closed=_not_to_be_prepared(found),
    )  # fmt: skip
    return answer(request, actor, _render(request, actor, found), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECLAIM)
def decide(request: HttpRequest, actor: Actor, agreement_id: str, reclaimed_code: str) -> HttpResponse:
    """The reclaim that another has prepared; then decide on it."""
    found = repayment_to(actor, agreement_id, reclaimed_code, Doing.RECLAIMS)
    waits = reclaim_matter(agreement_id, reclaimed_code).waiting()
    written = _prepared(waits)

    def do(prepared: int, _seen: int | None) -> str:
        decide_reclaim(
            actor=actor, recipient=found.organisation, agreement_id=agreement_id, grant=written.grant,
            amount=written.amount, day=written.day, reference=written.reference, reason=written.reason, at=now(),
            prepared=prepared,
        )  # fmt: skip
        return _url(actor, found)

    amount, name = kronor(written.amount), found.organisation.text
    step = Step(
        title=Text(f"Återkräv {amount}", f"Reclaim {amount}") if waits is not None else _NOTHING_WAITS,
        of=found.organisation.text,
        explains=words_of(waits),
        about=_rows(found, written) if waits is not None else (),
        button=Text(f"Besluta att återkräva {amount}", f"Decide to reclaim {amount}"),
        deed=_deed(
            found,
            written.amount,
            Text("Besluta att återkräva", "Decide to reclaim"),
            Text(
                f"{name.sv} ser kravet genast. Det kan tas tillbaka tills något är betalt.",
                f"{name.in_language('en')} sees the demand at once. It can be taken back until something is paid.",
            ),
        )
        if waits is not None
        else None,
        **seen_row(waits),
        do=do,
        done=Text("Återkravet är beslutat.", "The reclaim is decided."),
        back=_url(actor, found),
        closed=not_to_be_decided(waits, reclaim_rests_on(found.money.account), actor=actor, does=_DECIDE, day=today()),
    )
    return answer(request, actor, _render(request, actor, found), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECLAIM)
def withdraw(request: HttpRequest, actor: Actor, agreement_id: str, reclaimed_code: str) -> HttpResponse:
    """Ask whether the prepared reclaim is to be taken back; then take it back."""
    found = repayment_to(actor, agreement_id, reclaimed_code, Doing.RECLAIMS)
    step = withdrawal(
        reclaim_matter(agreement_id, reclaimed_code).waiting(),
        lambda: withdraw_reclaim(actor=actor, recipient=found.organisation, agreement_id=agreement_id, at=now()),
        title=Text("Ta tillbaka det förberedda återkravet?", "Take the prepared reclaim back?"),
        of=found.organisation.text,
        done=Text("Det förberedda återkravet är tillbakataget.", "The prepared reclaim is taken back."),
        back=_url(actor, found),
    )
    return answer(request, actor, _render(request, actor, found), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECLAIM)
def undo(request: HttpRequest, actor: Actor, agreement_id: str, reclaimed_code: str, reclaim_id: str) -> HttpResponse:
    """Take back a reclaim on which nothing has been paid, with a reason."""
    found = repayment_to(actor, agreement_id, reclaimed_code, Doing.RECLAIMS)
    one = next((one for one in found.reclaims if one.fact.id == reclaim_id), None)
    if one is None:
        raise Http404

    def do(reason: str, seen: int | None) -> str:
        undo_reclaim(
            actor=actor, recipient=found.organisation, agreement_id=agreement_id, reclaim=reclaim_id, reason=reason,
            at=now(), seen_version=seen,
        )  # fmt: skip
        return _url(actor, found)

    what = f"{kronor(one.fact.amount)}, {one.fact.reference}"
    step = Step(
        title=Text(f"Ta tillbaka återkravet på {what}?", f"Take back the reclaim of {what}?"),
        of=found.organisation.text,
        button=Text("Ta tillbaka", "Take back"),
        fields=[reason()],
        read=Written.reason,
        do=do,
        done=Text("Återkravet är tillbakataget.", "The reclaim is taken back."),
        version=found.money.account.version,
        back=_url(actor, found),
        closed=Text("Det är redan tillbakataget.", "It has already been taken back.") if one.is_undone else None,
        is_warning=True,
        own_yes=[
            OwnYes(
                Text(
                    f"Staten kräver inte längre tillbaka {kronor(one.fact.amount)} av {found.organisation.name}.",
                    f"The state no longer reclaims {kronor(one.fact.amount)} from {found.organisation.name}.",
                ),
                Text(f"Ja, avstå från {kronor(one.fact.amount)}", f"Yes, give up {kronor(one.fact.amount)}"),
            )
        ],
    )
    return answer(request, actor, _render(request, actor, found), step)


_NOTHING_WAITS = Text("Inget återkrav väntar på beslut", "No reclaim waits to be decided")


@dataclass(frozen=True, slots=True)
class _Decision:
    """A decision as it was written."""

    grant: str
    amount: int
    day: datetime.date
    reference: str
    reason: str


def _not_to_be_prepared(found: Repayment) -> Text | None:
    """Return why no reclaim can be prepared now, or None if one can."""
    if not found.grants:
        return Text(
            "Inget är utbetalt, så inget kan återkrävas.", "Nothing has been paid, so nothing can be reclaimed."
        )
    waits = reclaim_matter(found.shown.agreement.id, found.organisation.code).waiting()
    holds = waits is not None and waits.seen == reclaim_rests_on(found.money.account)
    return waits_already().says if holds else None


def _prepared(waits: PreparedDecision | None) -> _Decision:
    """Return the decision as it was prepared."""
    values = waits.values if waits is not None else {}
    return _Decision(
        grant=str(values.get("grant", "")),
        amount=int(values.get("amount", 0)),
        day=datetime.date.fromisoformat(str(values.get("day", datetime.date.min))),
        reference=str(values.get("reference", "")),
        reason=str(values.get("reason", "")),
    )


def _shown(actor: Actor, found: Repayment) -> ShownPreparation | None:
    """Return the reclaim that waits to be decided, as the recipient's page shows it."""
    place = [own(actor).code, found.shown.agreement.id, found.organisation.code]
    return shown_preparation(
        reclaim_matter(found.shown.agreement.id, found.organisation.code).waiting(),
        reclaim_rests_on(found.money.account),
        actor=actor,
        heading=Text("Ett återkrav väntar på beslut", "A reclaim waits to be decided"),
        button=Text("Granska och besluta om återkravet", "Check and decide on the reclaim"),
        does=_DECIDE,
        urls=(reverse("repayments:decide", args=place), reverse("repayments:withdraw", args=place)),
        day=today(),
    )


def _read(written: Written, found: Repayment) -> _Decision:
    return _Decision(
        grant=written.chosen("grant", _choices(found)),
        amount=written.kronor("amount", least=1),
        day=written.required_day("day"),
        reference=written.line("reference", required=True, most=100),
        reason=written.reason(),
    )


def _rows(found: Repayment, written: _Decision) -> list[Row]:
    grant = next(one.grant.name for one in found.grants if one.grant.id == written.grant)
    said = (grant, kronor(written.amount), written.day.isoformat(), written.reference, written.reason)
    return [(field.label, value) for field, value in zip(_fields(found), said, strict=True)]


def _deed(found: Repayment, amount: int, act: Text, final: Text) -> Deed:
    return money_deed(act=act, amount=amount, to=Text("från", "from"), whom=found.organisation.text, final=final)


def _is_marked(found: Repayment) -> bool:
    return found.total("paid") > 0 and (found.has_cause or found.stage is RepaymentStage.LATE or bool(found.reclaims))


def _choices(found: Repayment) -> list[Choice]:
    return [
        Choice(
            one.grant.id,
            one.grant.name,
            Text(f"Att återbetala: {kronor(one.sums.to_repay)}. Utbetalt och inte återbetalt: "
                 f"{kronor(one.sums.paid - one.sums.repaid)}.",
                 f"To repay: {kronor(one.sums.to_repay)}. Paid and not repaid: "
                 f"{kronor(one.sums.paid - one.sums.repaid)}."),
        )
        for one in found.grants
    ]  # fmt: skip


def _fields(found: Repayment) -> list[Field]:
    day = Text("År, månad och dag.", "Year, month and day.")
    number = Text("Ert eget diarienummer.", "Your own reference number.")
    why = Text(
        "Vad som saknas eller är försenat, eller varför tilldelningen är lägre än det som är utbetalt.",
        "What is missing or late, or why less is allotted than has been paid.",
    )
    return [
        Field(name="grant", label=Text("Vilket belopp", "Which grant"), kind="radio", choices=_choices(found)),
        Field(name="amount", label=Text("Hur mycket", "How much"), kind="kronor"),
        Field(
            name="day", label=Text("Beslutets dag", "The day of the decision"), kind="day", hint=day,
            value=today().isoformat(),
        ),
        Field(name="reference", label=Text("Beslutets diarienummer", "The decision's reference number"), hint=number),
        reason(hint=why),
    ]  # fmt: skip


def _url(actor: Actor, found: Repayment) -> str:
    codes = [own(actor).code, found.shown.agreement.id, found.organisation.code]
    return reverse("repayments:reclaimed", args=codes)


def _crumb(actor: Actor, found: Repayment) -> Crumb:
    return Crumb(found.organisation.text, _url(actor, found))


def _render(request: HttpRequest, actor: Actor, found: Repayment) -> Render:
    return within(_page, request, actor, found, _crumb(actor, found))


def _page(
    request: HttpRequest,
    template: str,
    actor: Actor,
    found: Repayment,
    *crumbs: Crumb,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    first = Crumb(_("Återkrav"), reverse(ROOM, args=[own(actor).code, found.shown.agreement.id]))
    return money_page(
        request, template, actor, found.shown, first, *crumbs, room=ROOM, status=status, found=found, **values
    )
