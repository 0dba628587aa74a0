"""The room of those who fix: which version holds, what the next would change, and the reference numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import ReferenceNumber, Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.doings import Doing
from naravard.web.access.permissions import Permission
from naravard.web.agreements.approvals import approvals_of
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.agreements.mandates import has_mandate
from naravard.web.fixing import deeds
from naravard.web.fixing.acts import (
    LONGEST_NUMBER,
    fix_allocation,
    matter_of,
    prepare_version,
    rests_on,
    state_reference_number,
    stated_number,
    withdraw_version,
)
from naravard.web.fixing.addresses import Explanations, version_url
from naravard.web.fixing.deeds import NEVER_CHANGES
from naravard.web.fixing.less import yes_to_less
from naravard.web.fixing.status import next_version, numbers_of, versions_of
from naravard.web.fixing.tables import changes_of, changes_table
from naravard.web.fixing.words import bases_offered, basis_words
from naravard.web.ledger.accounts import newest_fixed
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.fixed_version import bases_of, usual_basis
from naravard.web.ledger.frame import money_page
from naravard.web.ledger.models import FixedAllocation, PreparedDecision
from naravard.web.ledger.next_version import ProposedVersion, proposed, refusals
from naravard.web.ledger.preparation import (
    not_to_be_decided,
    shown_preparation,
    waits_already,
)
from naravard.web.ledger.prepared_steps import seen_row, withdrawal, words_of
from naravard.web.organisations.views.lookup import may, own
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Choice, Field, reason
from naravard.web.site.forms.step import VERSION, Render, Row, Step, answer, within
from naravard.web.site.tables import export, present

ROOM = "fixing:fixing"
_FIX = Text("fastställa den", "fix it")


@require_safe
@requires(Permission.SEE)
def fixing(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Which version of an agreement's allocation holds, which came before it, and what fixing it again would change."""
    shown = _ministrys(actor, agreement_id)
    versions = versions_of(agreement_id)
    may_fix, waits = may(request, actor, Permission.FIX_ALLOCATION), matter_of(agreement_id).waiting()
    number = _values(waits)[2]
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
        approvals=approvals_of(shown),
        may=may_fix,
        may_decide=may_fix,
        prepared=shown_preparation(
            waits,
            rests_on(agreement_id),
            actor=actor,
            heading=Text(f"Version {number} väntar på att fastställas", f"Version {number} waits to be fixed"),
            button=Text(f"Granska och fastställ version {number}", f"Check and fix version {number}"),
            does=_FIX,
            urls=(
                reverse("fixing:fix", args=[own(actor).code, agreement_id]),
                reverse("fixing:withdraw", args=[own(actor).code, agreement_id]),
            ),
            day=today(),
        ),
        problem=shown.problem,
    )


@require_safe
@requires(Permission.SEE)
def changes(_request: HttpRequest, actor: Actor, agreement_id: str, basis: str, form: str) -> HttpResponse:
    """What the next version would change, sum by sum, as a file."""
    shown = _ministrys(actor, agreement_id)
    if basis not in bases_of(shown.agreement):
        raise Http404
    try:
        proposal = _proposal(agreement_id, actor, basis)
    except MoneyRefusedError as error:
        raise Http404 from error
    return export(_table(shown, proposal), form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.FIX_ALLOCATION)
def prepare(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """The form to prepare the next version: on which basis, and why where it is a correction; looked through first."""
    shown = _ministrys(actor, agreement_id)
    before = newest_fixed(agreement_id)
    version = before.version if before else 0
    waits, room = matter_of(agreement_id).waiting(), reverse(ROOM, args=[own(actor).code, agreement_id])
    offered, usual = bases_offered(shown.agreement), usual_basis(shown.agreement, before)

    def do(written: _Basis, seen: int | None) -> str:
        prepare_version(
            actor=actor,
            agreement_id=agreement_id,
            basis=written.basis,
            reason=written.reason,
            at=now(),
            seen_version=seen,
            seen_reads=written.reads,
        )
        return room

    @cache  # the proposal is made of all that is allotted, and each part of the check speaks of it
    def proposal(written: _Basis) -> ProposedVersion:
        return _proposal(agreement_id, actor, written.basis, written.reason)

    step = Step(
        title=Text(f"Förbered version {version + 1}", f"Prepare version {version + 1}"),
        explains=Text(
            f"Någon annan fastställer det du förbereder. Version {version} ändras inte. Den nya versionen gäller från "
            "den stund den fastställs, för allt som inte redan är begärt eller utbetalat.",
            f"Someone else fixes what you prepare. Version {version} does not change. The new version holds from the "
            "moment it is fixed, for all that has not been asked for or paid already.",
        )
        if before
        else Text(
            f"Någon annan fastställer det du förbereder. {NEVER_CHANGES.sv}",
            f"Someone else fixes what you prepare. {NEVER_CHANGES.in_language('en')}",
        ),
        button=Text(f"Lämna version {version + 1} till någon annan", f"Hand version {version + 1} to someone else"),
        deed=lambda written: deeds.preparing(version + 1, proposal(written).fixed.total, shown),
        fields=_fields(offered, usual, before),
        read=lambda written: _Basis(
            written.chosen("basis", offered) if len(offered) > 1 else usual,
            written.text("reason", required=before is not None),
            written.raw("reads"),
        ),
        rows=lambda written: _rows(proposal(written), written),
        possible=proposal,
        checked=lambda written: _shown(request, actor, shown, proposal(written), written.basis),
        carried=lambda written: {"reads": proposal(written).fixed.reads},
        tells_seen=frozenset({VERSION, "reads"}),
        do=do,
        done=Text("Versionen är förberedd.", "The version is prepared."),
        version=version,
        back=room,
        closed=waits_already().says if waits is not None and waits.seen == rests_on(agreement_id) else None,
        check_template="fixing/check.html",
    )
    return answer(request, actor, _rendering(request, actor, shown), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.FIX_ALLOCATION)
def fix(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """The version that another has prepared, with all that it changes; then fix it."""
    shown = _ministrys(actor, agreement_id)
    waits, room = matter_of(agreement_id).waiting(), reverse(ROOM, args=[own(actor).code, agreement_id])
    closed = not_to_be_decided(waits, rests_on(agreement_id), actor=actor, does=_FIX, day=today())
    basis, why, version = _values(waits)
    proposal = _proposal(agreement_id, actor, basis, why) if closed is None else None

    def do(prepared: int, _seen: int | None) -> str:
        made = fix_allocation(
            actor=actor,
            agreement_id=agreement_id,
            basis=basis,
            reason=why,
            prepared=prepared,
            at=now(),
        )
        return version_url(made)

    title = Text(f"Fastställ version {version}", f"Fix version {version}")
    by = words_of(waits)
    step = Step(
        title=title,
        deed=deeds.fixing(version, waits.amount, shown) if waits is not None and proposal is not None else None,
        explains=by,
        about=_rows(proposal, _Basis(basis, why, "")) if proposal is not None else (),
        button=title,
        **seen_row(waits),
        do=do,
        done=Text(
            "Fördelningen är fastställd. Versionen ändras aldrig.",
            "The allocation is fixed. The version never changes.",
        ),
        own_yes=yes_to_less(proposal) if proposal is not None else (),
        back=room,
        closed=closed,
        template="fixing/decide.html",
        extra=lambda: _shown(request, actor, shown, proposal, basis) if proposal is not None else {},
    )
    return answer(request, actor, _rendering(request, actor, shown), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.FIX_ALLOCATION)
def withdraw(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Ask whether the prepared version is to be taken back; then take it back."""
    shown = _ministrys(actor, agreement_id)
    step = withdrawal(
        matter_of(agreement_id).waiting(),
        lambda: withdraw_version(actor=actor, agreement_id=agreement_id, at=now()),
        title=Text("Ta tillbaka den förberedda versionen?", "Take the prepared version back?"),
        done=Text("Den förberedda versionen är tillbakatagen.", "The prepared version is taken back."),
        back=reverse(ROOM, args=[own(actor).code, agreement_id]),
    )
    return answer(request, actor, _rendering(request, actor, shown), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.FIX_ALLOCATION)
def number(request: HttpRequest, actor: Actor, agreement_id: str, reference_id: str) -> HttpResponse:
    """The form to state a reference number that the agreement names, checked before it is kept."""
    shown = _ministrys(actor, agreement_id)
    reference = _reference(shown, reference_id)
    current = stated_number(agreement_id, reference_id)
    field = Field(
        name="number",
        label=Text("Diarienummer", "Reference number"),
        hint=Text(
            "Som det ska stå på rekvisitioner, redovisningar och betalningar, till exempel S2022/00123.",
            "As it is to stand on requisitions, reports and payments, for example S2022/00123.",
        ),
        value=current.number if current else "",
    )

    def do(written: tuple[str, str], _seen: int | None) -> str:
        wanted, seen = written
        state_reference_number(
            actor=actor, agreement_id=agreement_id, reference_id=reference_id, number=wanted, at=now(), seen=seen
        )
        return reverse(ROOM, args=[own(actor).code, agreement_id])

    def rows(written: tuple[str, str]) -> list[Row]:
        instead = [(Text("I stället för", "Instead of"), written[1])] if written[1] else []
        return [(reference.name, written[0]), *instead]

    step = Step(
        title=reference.name,
        button=Text("Ange numret", "State the number"),
        fields=[field],
        read=lambda written: (written.line("number", required=True, most=LONGEST_NUMBER), written.raw("seen")),
        rows=rows,
        do=do,
        done=Text("Diarienumret är angivet.", "The reference number is stated."),
        hidden={"seen": current.number if current else ""},
        tells_seen=frozenset({"seen"}),
        back=reverse(ROOM, args=[own(actor).code, agreement_id]),
        template="fixing/number.html",
        extra={"reference": reference},
    )
    return answer(request, actor, _rendering(request, actor, shown), step)


def _values(waits: PreparedDecision | None) -> tuple[str, str, int]:
    """Return what a prepared version is based on, why it corrects, and its number."""
    values = waits.values if waits is not None else {}
    return str(values.get("basis", "")), str(values.get("reason", "")), int(values.get("version", 1))


@dataclass(frozen=True, slots=True)
class _Basis:
    """What the next version is to be fixed on, why, and how the agreement read that was seen."""

    basis: str
    reason: str
    reads: str


def _ministrys(actor: Actor, agreement_id: str) -> Shown:
    shown = shown_or_404(agreement_id)
    if not has_mandate(actor, shown, Doing.FIXES):
        raise Http404
    return shown


def _reference(shown: Shown, reference_id: str) -> ReferenceNumber:
    found = next((one for one in shown.agreement.reference_numbers if one.id == reference_id), None)
    if found is None or found.number:
        raise Http404
    return found


def _fields(offered: Sequence[Choice], usual: str, before: FixedAllocation | None) -> list[Field]:
    """Return what is asked: the basis where there is one to choose, and the reason where a version is corrected."""
    basis = Field(
        name="basis",
        kind="radio",
        choices=offered,
        label=Text("Vad ska beloppen grundas på?", "What are the sums from?"),
        value=usual,
    )
    asked = [basis] if len(offered) > 1 else []
    if before is None:
        return asked
    why = reason(
        Text("Varför rättas fördelningen?", "Why is the allocation corrected?"),
        Text(
            "Skälet står på versionens sida, som alla kan läsa.",
            "The reason stands on the version's page, which everyone can read.",
        ),
    )
    return [*asked, why]


def _rows(proposal: ProposedVersion, written: _Basis) -> list[Row]:
    reason = [(Text("Skäl", "Reason"), written.reason)] if written.reason else []
    return [
        (Text("Fördelas", "Allotted"), kronor(proposal.fixed.total)),
        (Text("Grundas på", "Based on"), basis_words(written.basis)),
        *reason,
        (Text("Överenskommelsens filer (SHA-256)", "The agreement's files (SHA-256)"), proposal.fixed.digest),
    ]


def _shown(request: HttpRequest, actor: Actor, shown: Shown, proposal: ProposedVersion, basis: str) -> dict[str, Any]:
    """Return what the check shows: what would change for whom, and what is in the way."""
    in_the_way = refusals(proposal)
    base = reverse("fixing:changes", args=[own(actor).code, shown.agreement.id, basis, "csv"]).removesuffix(".csv")
    return {
        "proposal": proposal,
        "in_the_way": in_the_way,
        "can_be_fixed": not in_the_way and not proposal.changes_nothing,
        "table": present(request, _table(shown, proposal), export_base=base, stacked=True),
    }


def _proposal(agreement_id: str, actor: Actor, basis: str, reason: str = "") -> ProposedVersion:
    return proposed(agreement_id, by=actor.who.code, at=now(), basis=basis, reason=reason)


def _table(shown: Shown, proposal: ProposedVersion) -> Any:
    before = Explanations(proposal.before) if proposal.before else None
    return changes_table(shown, changes_of(proposal), proposal.fixed.version, before)


def _rendering(request: HttpRequest, actor: Actor, shown: Shown) -> Render:
    return within(money_page, request, actor, shown, _crumb(actor, shown), room=ROOM)


def _crumb(actor: Actor, shown: Shown) -> Crumb:
    return Crumb(_("Fastställande"), reverse(ROOM, args=[own(actor).code, shown.agreement.id]))
