"""The ministry's room: which version holds, what the next would change, and the reference numbers."""

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
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.fixing.acts import LONGEST_NUMBER, fix_allocation, state_reference_number, stated_number
from naravard.web.fixing.addresses import Explanations, version_url
from naravard.web.fixing.status import next_version, numbers_of, versions_of
from naravard.web.fixing.tables import ChangedSum, changes_between, changes_table
from naravard.web.fixing.words import BASES, basis_words
from naravard.web.ledger.accounts import newest_fixed
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.fixed_version import SIGNED, allocation_of
from naravard.web.ledger.frame import money_page
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.next_version import ProposedVersion, proposed, refusals
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.views.lookup import may, own
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, reason
from naravard.web.site.forms.step import VERSION, OwnYes, Render, Row, Step, answer, within
from naravard.web.site.tables import export, present

ROOM = "fixing:fixing"
_NEVER_CHANGES = Text(
    "En fastställd version ändras aldrig. Blir något fel rättas det med en ny version och ett skäl.",
    "A fixed version never changes. A mistake is put right by a new version and a reason.",
)


@require_safe
@requires(Permission.SEE)
def fixing(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Which version of an agreement's allocation holds, which came before it, and what fixing it again would change."""
    shown = _ministrys(actor, agreement_id)
    versions = versions_of(agreement_id)
    may_fix = may(request, actor, Permission.FIX_ALLOCATION)
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
        may=may_fix,
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
    version = before.version if before else 0

    def do(written: _Basis, seen: int | None) -> str:
        made = fix_allocation(
            actor=actor,
            agreement_id=agreement_id,
            basis=written.basis,
            reason=written.reason,
            at=now(),
            seen_version=seen,
            seen_digest=written.digest,
        )
        return version_url(made)

    @cache  # the proposal is made of all that is allotted, and each part of the check speaks of it
    def proposal(written: _Basis) -> ProposedVersion:
        return _proposal(agreement_id, actor, written.basis, written.reason)

    title = Text(f"Fastställ version {version + 1}", f"Fix version {version + 1}")
    step = Step(
        title=title,
        explains=Text(
            f"Version {version} ändras inte. Den nya versionen gäller från den stund den fastställs, för allt som inte "
            "redan är rekvirerat eller utbetalat.",
            f"Version {version} does not change. The new version holds from the moment it is fixed, for all that has "
            "not been requisitioned or paid already.",
        )
        if before
        else _NEVER_CHANGES,
        button=title,
        fields=_fields(before),
        read=lambda written: _Basis(
            written.chosen("basis", BASES), written.text("reason", required=before is not None), written.raw("digest")
        ),
        rows=lambda written: _rows(proposal(written), written),
        possible=proposal,
        checked=lambda written: _shown(request, actor, shown, proposal(written), written.basis),
        needs_yes=lambda written: _lowered(proposal(written)),
        carried=lambda written: {"digest": proposal(written).fixed.digest},
        tells_seen=frozenset({VERSION, "digest"}),
        do=do,
        done=Text(
            "Fördelningen är fastställd. Versionen ändras aldrig.",
            "The allocation is fixed. The version never changes.",
        ),
        version=version,
        back=reverse(ROOM, args=[own(actor).code, agreement_id]),
        check_template="fixing/check.html",
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


@dataclass(frozen=True, slots=True)
class _Basis:
    """What the next version is to be fixed on, why, and the files that were seen."""

    basis: str
    reason: str
    digest: str


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
        name="basis",
        kind="radio",
        choices=BASES,
        label=Text("Vad ska beloppen grundas på?", "What are the sums from?"),
        value=before.basis if before else SIGNED,
    )
    if before is None:
        return [basis]
    why = reason(
        Text("Varför rättas fördelningen?", "Why is the allocation corrected?"),
        Text(
            "Skälet står på versionens sida, som alla kan läsa.",
            "The reason stands on the version's page, which everyone can read.",
        ),
    )
    return [basis, why]


def _rows(proposal: ProposedVersion, written: _Basis) -> list[Row]:
    reason = [(Text("Skäl", "Reason"), written.reason)] if written.reason else []
    return [
        (Text("Fördelas", "Allotted"), kronor(proposal.fixed.total)),
        (Text("Grundas på", "Based on"), basis_words(written.basis)),
        *reason,
        (Text("Överenskommelsens filer (SHA-256)", "The agreement's files (SHA-256)"), proposal.fixed.digest),
    ]


def _lowered(proposal: ProposedVersion) -> list[OwnYes]:
    """Return the yes to what a version takes from recipients; none if no sum goes down."""
    lower = [one for one in _changes(proposal) if one.before is not None and one.difference < 0 and not one.sum.earmark]
    if not lower:
        return []
    less, codes = kronor(-sum(one.difference for one in lower)), {one.sum.code for one in lower}
    many = len(codes)
    return [
        OwnYes(
            Text(
                f"{'En mottagare' if many == 1 else f'{many} mottagare'} får sammanlagt {less} mindre än i den version "
                "som gäller. Det som inte är rekvirerat eller utbetalat sänks genast.",
                f"{'One recipient gets' if many == 1 else f'{many} recipients get'} {less} less in all than in the "
                "version that holds. What is not requisitioned or paid is lowered at once.",
            ),
            Text(f"Ja, sänk tilldelningen med {less}", f"Yes, lower what is allotted by {less}"),
        )
    ]


def _shown(request: HttpRequest, actor: Actor, shown: Shown, proposal: ProposedVersion, basis: str) -> dict[str, Any]:
    """Return what the check shows: what would change for whom, and what is in the way."""
    in_the_way = refusals(proposal, at=now())
    base = reverse("fixing:changes", args=[own(actor).code, shown.agreement.id, basis, "csv"]).removesuffix(".csv")
    return {
        "proposal": proposal,
        "in_the_way": in_the_way,
        "can_be_fixed": not in_the_way and not proposal.changes_nothing,
        "table": present(request, _table(shown, proposal), export_base=base, stacked=True),
    }


def _proposal(agreement_id: str, actor: Actor, basis: str, reason: str = "") -> ProposedVersion:
    return proposed(agreement_id, by=actor.who.code, at=now(), basis=basis, reason=reason)


def _changes(proposal: ProposedVersion) -> list[ChangedSum]:
    before = proposal.before
    current = (allocation_of(before), before.basis) if before else None
    return changes_between(current, (proposal.allocation, proposal.fixed.basis))


def _table(shown: Shown, proposal: ProposedVersion) -> Any:
    before = Explanations(proposal.before) if proposal.before else None
    return changes_table(shown, _changes(proposal), proposal.fixed.version, before)


def _rendering(request: HttpRequest, actor: Actor, shown: Shown) -> Render:
    return within(money_page, request, actor, shown, _crumb(actor, shown), room=ROOM)


def _crumb(actor: Actor, shown: Shown) -> Crumb:
    return Crumb(_("Fastställande"), reverse(ROOM, args=[own(actor).code, shown.agreement.id]))
