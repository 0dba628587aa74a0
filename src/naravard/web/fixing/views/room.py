"""The ministry's room: which version holds, what the next would change, and the reference numbers."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import ReferenceNumber, Text
from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import requires, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.fixing.acts import LONGEST_NUMBER, fix_allocation, state_reference_number, stated_number
from naravard.web.fixing.addresses import version_url
from naravard.web.fixing.standing import next_version, numbers_of, versions_of
from naravard.web.fixing.tables import changes_between, changes_table
from naravard.web.fixing.words import BASES, basis_words
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.fixed import SIGNED, allocation_of
from naravard.web.ledger.fixing import Proposal, proposed, refusals
from naravard.web.ledger.frame import money_page
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.reading import newest_fixed
from naravard.web.once.doing import answered, once, once_of
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.views.answering import done, own
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, filled
from naravard.web.site.tables import export, present

ROOM = "fixing:fixing"
CONFIRMED = "klar"
"""The field of the last form: what was checked is sent."""
FIXED = gettext_lazy("Fördelningen är fastställd. Versionen ändras aldrig.")
CHANGED = frozenset({"changed-meanwhile", "agreement-changed-meanwhile"})


@require_safe
@requires(Permission.SEE)
def fixing(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Which version of an agreement's allocation holds, which came before it, and what fixing it anew would change."""
    shown = _ministrys(actor, agreement_id)
    versions = versions_of(agreement_id)
    may = Permission.FIX_ALLOCATION in permissions_in(standings_of(request), own(actor).code)
    return money_page(
        request,
        "fixing/fixing.html",
        actor,
        shown,
        room=ROOM,
        versions=versions,
        newest=versions[0] if versions else None,
        next=next_version(shown, versions[0].fixed if versions else None, now()),
        numbers=numbers_of(shown),
        may=may,
        problem=shown.problem,
    )


@require_safe
@requires(Permission.SEE)
def changes(_request: HttpRequest, actor: Actor, agreement_id: str, basis: str, form: str) -> HttpResponse:
    """What the next version would change, sum by sum, as a file."""
    shown = _ministrys(actor, agreement_id)
    if basis not in {choice.value for choice in BASES}:
        raise Http404
    try:
        proposal = _proposal(agreement_id, actor, basis)
    except MoneyRefusedError as error:
        raise Http404 from error
    return export(_table(shown, proposal), form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.FIX_ALLOCATION)
def fix(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """The form to fix the next version: on which basis, and why where it is a correction; checked before it is done."""
    shown = _ministrys(actor, agreement_id)
    before = newest_fixed(agreement_id)
    if request.method != "POST":
        values = {"basis": before.basis if before else SIGNED}
        return _form(request, actor, shown, before, filled(_fields(before), values))
    if (url := answered(once_of(request), actor.who.code)) is not None:
        return done(request, url, str(FIXED))
    written = Written(request.POST)
    basis = written.chosen("basis", BASES)
    reason = written.text("reason", required=before is not None)
    if written.problems:
        fields = filled(_fields(before), request.POST.dict(), written.problems)
        return _form(request, actor, shown, before, fields, status=422)
    if not request.POST.get(CONFIRMED):
        return _check(request, actor, shown, basis, reason)

    def do() -> str:
        made = fix_allocation(
            actor=actor,
            agreement_id=agreement_id,
            basis=basis,
            reason=reason,
            at=now(),
            seen_version=written.version(),
            seen_digest=written.raw("digest"),
        )
        return version_url(made)

    try:
        url = once(once_of(request), actor.who.code, do, at=now())
    except MoneyRefusedError as error:
        return _check(request, actor, shown, basis, reason, refused=error)
    return done(request, url, str(FIXED))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.FIX_ALLOCATION)
def number(request: HttpRequest, actor: Actor, agreement_id: str, reference_id: str) -> HttpResponse:
    """The form to state a reference number that the agreement names, checked before it is kept."""
    shown = _ministrys(actor, agreement_id)
    reference = _reference(shown, reference_id)
    held = stated_number(agreement_id, reference_id)
    field = Field(
        name="number",
        label=Text("Diarienummer", "Reference number"),
        hint=Text(
            "Som det ska stå på rekvisitioner, redovisningar och betalningar, till exempel S2022/00123.",
            "As it is to stand on requisitions, reports and payments, for example S2022/00123.",
        ),
        value=held.number if held else "",
    )
    if request.method != "POST":
        return _number_page(request, actor, shown, reference, [field], held.number if held else "")
    written = Written(request.POST)
    wanted = written.line("number", required=True, most=LONGEST_NUMBER)
    seen = written.raw("seen")
    if written.problems:
        fields = filled([field], request.POST.dict(), written.problems)
        return _number_page(request, actor, shown, reference, fields, seen, status=422)
    checked: dict[str, Any] = {"checked": wanted, "was": seen}
    if not request.POST.get(CONFIRMED):
        return _number_page(request, actor, shown, reference, [replace(field, value=wanted)], seen, **checked)

    def do() -> str:
        state_reference_number(
            actor=actor, agreement_id=agreement_id, reference_id=reference_id, number=wanted, at=now(), seen=seen
        )
        return reverse(ROOM, args=[own(actor).code, agreement_id])

    try:
        url = once(once_of(request), actor.who.code, do, at=now())
    except MoneyRefusedError as error:
        holds = stated_number(agreement_id, reference_id)
        status = 409 if error.code in CHANGED else 422
        fields = [replace(field, value=wanted)]
        return _number_page(
            request, actor, shown, reference, fields, holds.number if holds else "", status=status, refused=error
        )
    return done(request, url, _("Diarienumret är angivet."))


def _ministrys(actor: Actor, agreement_id: str) -> Shown:
    if own(actor).kind != Kind.MINISTRY:
        raise Http404
    return shown_or_404(agreement_id)


def _reference(shown: Shown, reference_id: str) -> ReferenceNumber:
    found = next((one for one in shown.agreement.reference_numbers if one.id == reference_id), None)
    if found is None or found.number:
        raise Http404
    return found


def _fields(before: FixedAllocation | None) -> list[Field]:
    basis = Field(
        name="basis", kind="radio", choices=BASES, label=Text("Vad ska beloppen grundas på?", "What are the sums from?")
    )
    if before is None:
        return [basis]
    reason = Field(
        name="reason",
        kind="area",
        label=Text("Varför rättas fördelningen?", "Why is the allocation corrected?"),
        hint=Text(
            "Skälet står på versionens sida, som alla kan läsa.",
            "The reason stands on the version's page, which everyone can read.",
        ),
    )
    return [basis, reason]


def _form(
    request: HttpRequest,
    actor: Actor,
    shown: Shown,
    before: FixedAllocation | None,
    fields: list[Field],
    status: int = 200,
) -> HttpResponse:
    return money_page(
        request,
        "fixing/fix.html",
        actor,
        shown,
        _crumb(actor, shown),
        room=ROOM,
        status=status,
        before=before,
        version=before.version + 1 if before else 1,
        fields=fields,
        problems=any(field.problem for field in fields),
    )


def _check(
    request: HttpRequest,
    actor: Actor,
    shown: Shown,
    basis: str,
    reason: str,
    refused: MoneyRefusedError | None = None,
) -> HttpResponse:
    """Show what would be fixed, and what is in the way; what was written is kept."""
    status = 200 if refused is None else 409 if refused.code in CHANGED else 422
    frame: dict[str, Any] = {"room": ROOM, "status": status, "basis": basis, "reason": reason, "refused": refused}
    frame |= {"basis_words": basis_words(basis), "confirmed": CONFIRMED}
    try:
        proposal = _proposal(shown.agreement.id, actor, basis, reason)
    except MoneyRefusedError as error:
        stopped = frame | {"refused": error, "status": 422}
        return money_page(request, "fixing/check.html", actor, shown, _crumb(actor, shown), **stopped)
    in_the_way = [] if refused else refusals(proposal, at=now())
    base = reverse("fixing:changes", args=[own(actor).code, shown.agreement.id, basis, "csv"]).removesuffix(".csv")
    return money_page(
        request,
        "fixing/check.html",
        actor,
        shown,
        _crumb(actor, shown),
        proposal=proposal,
        in_the_way=in_the_way,
        can_be_fixed=not in_the_way and not proposal.changes_nothing,
        table=present(request, _table(shown, proposal), export_base=base, stacked=True),
        **frame,
    )


def _proposal(agreement_id: str, actor: Actor, basis: str, reason: str = "") -> Proposal:
    return proposed(agreement_id, by=actor.who.code, at=now(), basis=basis, reason=reason)


def _table(shown: Shown, proposal: Proposal) -> Any:
    before = proposal.before
    held = (allocation_of(before), before.basis) if before else None
    found = changes_between(held, (proposal.allocation, proposal.fixed.basis))
    return changes_table(shown, found, proposal.fixed.version)


def _number_page(
    request: HttpRequest,
    actor: Actor,
    shown: Shown,
    reference: ReferenceNumber,
    fields: list[Field],
    seen: str,
    *,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    return money_page(
        request,
        "fixing/number.html",
        actor,
        shown,
        _crumb(actor, shown),
        room=ROOM,
        status=status,
        reference=reference,
        fields=fields,
        seen=seen,
        confirmed=CONFIRMED,
        problems=any(field.problem for field in fields),
        **values,
    )


def _crumb(actor: Actor, shown: Shown) -> Crumb:
    return Crumb(_("Fastställande"), reverse(ROOM, args=[own(actor).code, shown.agreement.id]))
