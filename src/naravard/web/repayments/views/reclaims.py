"""The ministry's pages of reclaims: whose report or repayment is late or missing, deciding, and following a demand."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.errors import MoneyChangedError, MoneyRefusedError
from naravard.web.ledger.frame import money_page
from naravard.web.once.doing import once, once_of
from naravard.web.organisations.views.answering import done, own
from naravard.web.repayments.acts import decide_reclaim, undo_reclaim
from naravard.web.repayments.finding import repayment_to, repayments_to, shown_for
from naravard.web.repayments.reading import TAGS, Repayment, Stage
from naravard.web.repayments.tables import by_grant_table, reclaims_table, report_words
from naravard.web.repayments.views.steps import CHANGE, CHECK, STEP, may, seen_version, with_a_reason
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Choice, Field, Written, filled
from naravard.web.site.tables import export, present

ROOM = "repayments:reclaims"
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "once", STEP})


@require_safe
@requires(Permission.SEE)
def reclaims(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """Whose report or repayment is late or missing, what has been demanded back, and what of it has been paid."""
    shown = shown_for(actor, agreement_id, Permission.RECLAIM)
    every = repayments_to(actor, shown, Permission.RECLAIM)
    some = [one for one in every if _is_marked(one)] if request.GET.get("alla") != "ja" else every
    table = reclaims_table(shown, some)
    if form:
        return export(table, form)

    def link(number: int, column: str) -> str | None:
        return _url(actor, some[number]) if column == "organisation" else None

    values: dict[str, Any] = {
        "every": every,
        "marked": sum(_is_marked(one) for one in every),
        "missing": sum(report_words(one).sv == "saknas" for one in every),
        "open": sum(one.total("reclaim_open") for one in every),
        "shows_all": request.GET.get("alla") == "ja",
        "table": present(request, table, link=link, without={"code"}),
    }
    return money_page(request, "repayments/reclaims.html", actor, shown, room=ROOM, **values)


@require_safe
@requires(Permission.SEE)
def recipient(request: HttpRequest, actor: Actor, agreement_id: str, reclaimed_code: str) -> HttpResponse:
    """What one recipient has reported, repaid and been asked to pay back, and whether there is cause to demand."""
    found = repayment_to(actor, agreement_id, reclaimed_code, Permission.RECLAIM)
    return _page(
        request, "repayments/reclaim_account.html", actor, found, may=may(request, actor, Permission.RECLAIM),
        tag=TAGS.get(found.stage), report=report_words(found), has_cause=_has_cause(found),
        table=present(request, by_grant_table(found), export_base=""),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECLAIM)
def decide(request: HttpRequest, actor: Actor, agreement_id: str, reclaimed_code: str) -> HttpResponse:
    """Decide that a recipient is to pay money back: which grant, how much, the decision's day, number and reason."""
    found = repayment_to(actor, agreement_id, reclaimed_code, Permission.RECLAIM)
    if request.method != "POST":
        return _form(request, actor, found, {"day": today().isoformat()})
    written = Written(request.POST)
    grant = written.chosen("grant", _choices(found))
    amount = written.kronor("amount", least=1)
    day = written.day("day")
    reference = written.line("reference", required=True, most=100)
    reason = written.text("reason", required=True)
    if request.POST.get(STEP) == CHANGE:
        return _form(request, actor, found, request.POST)
    if written.problems:
        return _form(request, actor, found, request.POST, written.problems, status=422)
    if request.POST.get(STEP) == CHECK:
        posted = [(name, value) for name, value in request.POST.items() if name not in _NOT_KEPT]
        name = next(one.grant.name for one in found.grants if one.grant.id == grant)
        return _page(
            request, "repayments/check_reclaim.html", actor, found, _crumb(actor, found), posted=posted, step=STEP,
            grant=name, amount=amount, day=day, reference=reference, reason=reason,
        )  # fmt: skip

    def do() -> str:
        assert day is not None  # noqa: S101 - for the type checker; a day that cannot be read is a problem
        decide_reclaim(
            actor=actor, recipient=found.organisation, agreement_id=agreement_id, grant=grant, amount=amount, day=day,
            reference=reference, reason=reason, at=now(), seen_version=seen_version(request),
        )  # fmt: skip
        return _url(actor, found)

    try:
        address = once(once_of(request), actor.who.code, do, at=now())
    except MoneyRefusedError as error:
        again = repayment_to(actor, agreement_id, reclaimed_code, Permission.RECLAIM)
        status = 409 if isinstance(error, MoneyChangedError) else 422
        return _form(request, actor, again, request.POST, refused=error, status=status)
    return done(request, address, _("Återkravet är beslutat."))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECLAIM)
def undo(request: HttpRequest, actor: Actor, agreement_id: str, reclaimed_code: str, reclaim_id: str) -> HttpResponse:
    """Take back a reclaim on which nothing has been paid, with a reason."""
    found = repayment_to(actor, agreement_id, reclaimed_code, Permission.RECLAIM)
    one = next((one for one in found.reclaims if one.fact.id == reclaim_id), None)
    if one is None:
        raise Http404

    def do(reason: str) -> str:
        undo_reclaim(
            actor=actor, recipient=found.organisation, agreement_id=agreement_id, reclaim=reclaim_id, reason=reason,
            at=now(), seen_version=seen_version(request),
        )  # fmt: skip
        return _url(actor, found)

    def page(**values: Any) -> HttpResponse:
        return _page(request, "repayments/undo_reclaim.html", actor, found, _crumb(actor, found), one=one, **values)

    return with_a_reason(request, actor, do, page, _("Återkravet är tillbakataget."))


def _has_cause(found: Repayment) -> bool:
    """Tell whether there is cause: a report that is missing or came late, or money that is still to come back."""
    return report_words(found).sv in ("saknas", "för sent") or (found.has_passed and found.total("left") > 0)


def _is_marked(found: Repayment) -> bool:
    return found.total("paid") > 0 and (_has_cause(found) or found.stage is Stage.LATE or bool(found.reclaims))


def _choices(found: Repayment) -> list[Choice]:
    return [
        Choice(
            one.grant.id,
            one.grant.name,
            Text(f"Utbetalt och inte återbetalt: {kronor(one.sums.paid - one.sums.repaid)}",
                 f"Paid and not repaid: {kronor(one.sums.paid - one.sums.repaid)}"),
        )
        for one in found.grants
    ]  # fmt: skip


def _fields(found: Repayment) -> list[Field]:
    day = Text("År, månad och dag.", "Year, month and day.")
    number = Text("Regeringskansliets diarienummer", "The Government Offices' reference number")
    why = Text("Vad som saknas eller är försenat.", "What is missing or late.")
    return [
        Field(name="grant", label=Text("Vilket belopp", "Which grant"), kind="radio", choices=_choices(found)),
        Field(name="amount", label=Text("Hur mycket", "How much"), kind="kronor"),
        Field(name="day", label=Text("Beslutets dag", "The day of the decision"), kind="day", hint=day),
        Field(name="reference", label=Text("Beslutets diarienummer", "The decision's number"), hint=number),
        Field(name="reason", label=Text("Skäl", "Reason"), kind="area", hint=why),
    ]


def _form(
    request: HttpRequest,
    actor: Actor,
    found: Repayment,
    values: Mapping[str, str],
    problems: Mapping[str, Text] | None = None,
    *,
    refused: MoneyRefusedError | None = None,
    status: int = 200,
) -> HttpResponse:
    return _page(
        request, "repayments/decide.html", actor, found, _crumb(actor, found), status=status,
        fields=filled(_fields(found), values, problems), problems=problems, refused=refused, step=STEP, check=CHECK,
    )  # fmt: skip


def _url(actor: Actor, found: Repayment) -> str:
    codes = [own(actor).code, found.shown.agreement.id, found.organisation.code]
    return reverse("repayments:reclaimed", args=codes)


def _crumb(actor: Actor, found: Repayment) -> Crumb:
    return Crumb(found.organisation.text, _url(actor, found))


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
