"""The receiver's pages: who has reported, what everyone would get, fixing it, and opening a report again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import kronor, listed
from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import requires, standings_of
from naravard.web.access.doings import Doing, doings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.agreements.mandates import has_mandate
from naravard.web.fixing import deeds
from naravard.web.fixing.addresses import version_url
from naravard.web.fixing.less import yes_to_less
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.frame import money_page
from naravard.web.ledger.next_version import ProposedVersion, refusals
from naravard.web.ledger.preparation import (
    ShownPreparation,
    not_to_be_decided,
    prepared_words,
    shown_preparation,
    waits_already,
)
from naravard.web.ledger.prepared_steps import seen_row, withdrawal
from naravard.web.organisations.views.lookup import own
from naravard.web.placements.acts import accept_report, reopen_report
from naravard.web.placements.fixation import prepare_shares, share_by_reports, withdraw_shares
from naravard.web.placements.overview import ReportOfKeys
from naravard.web.placements.participation import UNDECIDED, UNMET, Participation, Sharing, sharing_of
from naravard.web.placements.questions import received_by
from naravard.web.placements.tables import sharing_table
from naravard.web.placements.views.lookup import SHARES, holder_or_404, received_or_404
from naravard.web.placements.views.receipts import told_receipt
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Field, reason
from naravard.web.site.forms.step import VERSION, OwnYes, Render, Step, within
from naravard.web.site.forms.step import answer as answer_step
from naravard.web.site.tables import export, present

ACCEPT = "godta"
"""The button that accepts; the other opens the report again."""
_BECAUSE = reason(
    Text("Varför öppnas den igen?", "Why is it opened again?"),
    Text(
        "Den som redovisar läser skälet. Det som lämnades in finns kvar och räknas tills en ny version är inne.",
        "The reporter reads the reason. What was handed in is kept, and counts until a new version is in.",
    ),
)
_FIX = Text("fastställa den", "fix it")
SHOWN = "visa"
"""The query's name for which reporters are shown."""


@require_safe
@requires(Permission.SEE)
def shares(request: HttpRequest, actor: Actor, agreement_id: str, shared_id: str = "", form: str = "") -> HttpResponse:
    """Who has reported what the money is shared by, what each would get, who stands outside, and what is fixed."""
    shown = _receivers(actor, agreement_id)
    duties = received_by(shown, own(actor).code)
    duty = next((one for one in duties if shared_id in ("", one.id)), None)
    if duty is None:
        if shared_id or form:
            raise Http404
        return money_page(request, "placements/no_shares.html", actor, shown, room=SHARES)
    sharing = sharing_of(shown, duty, now())
    wanted = request.GET.get(SHOWN, "")
    reporters = [one for one in sharing.reporters if wanted in ("", one.part.value)]
    proposal, problem = _proposal(sharing)
    allocation = proposal.allocation if proposal else None
    basis = proposal.fixed.basis if proposal else ""
    table = sharing_table(sharing, allocation, basis, reporters, own(actor).code)
    if form:
        return export(table, form)
    base = reverse("placements:share", args=[own(actor).code, agreement_id, duty.id])
    return money_page(
        request,
        "placements/shares.html",
        actor,
        shown,
        room=SHARES,
        duty=duty,
        others=[
            (one, reverse("placements:share", args=[own(actor).code, agreement_id, one.id]))
            for one in duties
            if one != duty
        ],
        sharing=sharing,
        counts=[(part, len(sharing.having(part))) for part in Participation if sharing.having(part)],
        unmet=len(sharing.having(*UNMET)),
        undecided=len(sharing.having(*UNDECIDED)),
        taking=sum(1 for one in sharing.reporters if one.part.takes_part),
        of=len(sharing.reporters),
        wanted=wanted,
        problem=problem,
        in_the_way=sharing.in_the_way,
        fixed=(fixed := sharing.fixed_by()),
        fixed_url=version_url(fixed) if fixed else "",
        is_current=sharing.is_fixed_as_it_stands(),
        may_decide=has_mandate(actor, shown, Doing.SHARES)
        and Permission.SHARE_PLACEMENTS in permissions_in(standings_of(request), own(actor).code),
        may_accept_many=sum(one.report.task.is_waiting for one in sharing.reporters) > 1
        and Permission.RECEIVE in permissions_in(standings_of(request), own(actor).code),
        prepared=_prepared(sharing, actor),
        prepare_url=reverse("placements:prepare", args=[own(actor).code, agreement_id, duty.id]),
        table=present(request, table, export_base=base.rstrip("/"), stacked=True, whole=True),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_PLACEMENTS)
def prepare(request: HttpRequest, actor: Actor, agreement_id: str, shared_id: str) -> HttpResponse:
    """What would be fixed by the numbers reported: who gets what and who stands outside; then prepare it."""
    shown, duty = received_or_404(actor, agreement_id, shared_id)
    sharing = sharing_of(shown, duty, now())
    proposal, problem = _proposal(sharing)
    version = proposal.fixed.version if proposal else 0

    def do(written: tuple[str, str], seen: int | None) -> str:
        because, stamp = written
        prepare_shares(
            actor=actor,
            agreement_id=agreement_id,
            duty_id=shared_id,
            reason=because,
            at=now(),
            seen_version=seen,
            seen_stamp=stamp,
        )
        return reverse("placements:share", args=[own(actor).code, agreement_id, shared_id])

    waits = sharing.matter.waiting()
    step = Step(
        title=Text(f"Förbered version {version}", f"Prepare version {version}"),
        button=Text(f"Lämna version {version} till någon annan", f"Hand version {version} to someone else"),
        deed=deeds.preparing(version, _amount(sharing), shown) if proposal else None,
        fields=[_reason(duty)],
        read=lambda written: (written.reason(), written.raw("stamp")),
        do=do,
        done=Text(
            "Versionen är förberedd. Någon annan fastställer den.", "The version is prepared. Someone else fixes it."
        ),
        closed=waits_already().says if waits is not None and waits.seen == sharing.rests_on else None,
        version=proposal.before.version if proposal and proposal.before else None,
        hidden={"stamp": sharing.stamp},
        tells_seen=frozenset({VERSION, "stamp"}),
        back=reverse("placements:shares", args=[own(actor).code, agreement_id]),
        template="placements/fix.html",
        extra=_to_fix(request, actor, sharing, proposal, problem),
    )
    return answer_step(request, actor, _rendering(request, actor, shown, duty), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_PLACEMENTS)
def fix(request: HttpRequest, actor: Actor, agreement_id: str, shared_id: str) -> HttpResponse:
    """What another has prepared: who gets what and who stands outside; then fix it."""
    shown, duty = received_or_404(actor, agreement_id, shared_id)
    sharing = sharing_of(shown, duty, now())
    proposal, problem = _proposal(sharing)
    waits = sharing.matter.waiting()
    values = waits.values if waits is not None else {}

    def do(seen: int, _version: int | None) -> str:
        made = share_by_reports(
            actor=actor,
            agreement_id=agreement_id,
            duty_id=shared_id,
            reason=str(values.get("reason", "")),
            prepared=seen,
            at=now(),
        )
        return version_url(made)

    title = Text(f"Fastställ version {values.get('version', '')}", f"Fix version {values.get('version', '')}")
    closed = not_to_be_decided(waits, sharing.rests_on, actor=actor, does=_FIX, day=today())
    step = Step(
        title=title,
        button=title,
        deed=deeds.fixing(values["version"], waits.amount, shown) if waits is not None and closed is None else None,
        about=[
            (Text("Förberett", "Prepared"), prepared_words(waits)),
            (Text("Skäl", "Reason"), str(values.get("reason", ""))),
        ]
        if waits is not None
        else (),
        **seen_row(waits),
        do=do,
        done=Text(
            "Fördelningen är fastställd. Versionen ändras aldrig.",
            "The allocation is fixed. The version never changes.",
        ),
        closed=closed,
        own_yes=[*_without(sharing), *(yes_to_less(proposal) if proposal is not None else ())],
        back=reverse("placements:share", args=[own(actor).code, agreement_id, shared_id]),
        template="placements/fix.html",
        extra=_to_fix(request, actor, sharing, proposal, problem),
    )
    return answer_step(request, actor, _rendering(request, actor, shown, duty), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_PLACEMENTS)
def withdraw(request: HttpRequest, actor: Actor, agreement_id: str, shared_id: str) -> HttpResponse:
    """Ask whether the prepared version is to be taken back; then take it back."""
    shown, duty = received_or_404(actor, agreement_id, shared_id)
    step = withdrawal(
        sharing_of(shown, duty, now()).matter.waiting(),
        lambda: withdraw_shares(actor=actor, agreement_id=agreement_id, duty_id=shared_id, at=now()),
        title=Text("Ta tillbaka den förberedda versionen?", "Take the prepared version back?"),
        done=Text("Den förberedda versionen är tillbakatagen.", "The prepared version is taken back."),
        back=reverse("placements:share", args=[own(actor).code, agreement_id, shared_id]),
    )
    return answer_step(request, actor, _rendering(request, actor, shown, duty), step)


def _rendering(request: HttpRequest, actor: Actor, shown: Shown, duty: Duty) -> Render:
    crumb = Crumb(duty.name, reverse(SHARES, args=[own(actor).code, shown.agreement.id]))
    return within(money_page, request, actor, shown, crumb, room=SHARES)


@require_safe
@requires(Permission.SEE)
def received(request: HttpRequest, actor: Actor, agreement_id: str, shared_id: str, holder_code: str) -> HttpResponse:
    """What one reporter has handed in, version by version, and how its report counts."""
    shown, duty = received_or_404(actor, agreement_id, shared_id)
    return _received_page(request, actor, shown, duty, holder_code)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECEIVE)
def answer(request: HttpRequest, actor: Actor, agreement_id: str, shared_id: str, holder_code: str) -> HttpResponse:
    """Accept a report that was handed in, or open it again with a reason so that it can be corrected."""
    shown, duty = received_or_404(actor, agreement_id, shared_id)
    report = holder_or_404(shown, duty, holder_code)
    page = reverse("placements:received", args=[own(actor).code, agreement_id, shared_id, holder_code])

    def do(because: str | None, seen: int | None) -> str:
        given: dict[str, Any] = {"actor": actor, "organisation": report.organisation, "agreement_id": agreement_id}
        given |= {"duty_id": duty.id, "seen_version": seen, "at": now()}
        if because is None:
            accept_report(**given)
            return f"{page}\n{_('Redovisningen är godtagen.')}"
        reopen_report(**given, reason=because)
        return f"{page}\n{_('Redovisningen är öppnad igen.')}"

    def render(_template: str, /, *, status: int = 200, **values: Any) -> HttpResponse:
        return _received_page(
            request,
            actor,
            shown,
            duty,
            holder_code,
            status=status,
            **(values | {"own_yes": [_handed_in_again(report)]}),
        )

    step = Step(
        title=duty.name,
        button=Text("Öppna redovisningen igen", "Open the report again"),
        fields=[_BECAUSE],
        read=lambda written: None if ACCEPT in written.posted else written.reason(),
        do=do,
        back=page,
        needs_yes=lambda because: () if because is None else [_handed_in_again(report)],
    )
    return answer_step(request, actor, render, step)


def _handed_in_again(report: ReportOfKeys) -> OwnYes:
    """Return the yes to that a report is opened again: it counts until the next is in, which has to come."""
    name = report.organisation.text
    return OwnYes(
        Text(
            f"{name.sv} måste lämna in talen igen. Tills dess räknas de som kom in.",
            f"{name.in_language('en')} must hand in the numbers again. Until then those that came in count.",
        ),
        Text(f"Ja, {name.sv} ska lämna in igen", f"Yes, {name.in_language('en')} is to hand in again"),
    )


def _prepared(sharing: Sharing, actor: Actor) -> ShownPreparation | None:
    """Return the version that waits to be fixed, as the page shows it."""
    waits, place = sharing.matter.waiting(), [own(actor).code, sharing.shown.agreement.id, sharing.duty.id]
    number = waits.values["version"] if waits is not None else 0
    return shown_preparation(
        waits,
        sharing.rests_on,
        actor=actor,
        heading=Text(f"Version {number} väntar på att fastställas", f"Version {number} waits to be fixed"),
        button=Text(f"Granska och fastställ version {number}", f"Check and fix version {number}"),
        does=_FIX,
        urls=(reverse("placements:fix", args=place), reverse("placements:withdraw", args=place)),
        day=today(),
    )


def _amount(sharing: Sharing) -> int:
    """Return all the money that is shared by the numbers reported, in kronor."""
    return sum(grant.amount for grant in sharing.grants)


def _without(sharing: Sharing) -> list[OwnYes]:
    """Return the yes to that those who have not reported in time get nothing of the money; none if all have."""
    outside = sharing.having(*UNMET)
    if not outside:
        return []
    all_, taking = len(sharing.reporters), sum(1 for one in sharing.reporters if one.part.takes_part)
    amount = kronor(_amount(sharing))
    names = [one.report.organisation.text for one in outside]
    sv, en = listed([one.sv for one in names]), listed([one.in_language("en") for one in names], "en")
    return [
        OwnYes(
            Text(
                f"{len(outside)} av {all_} har inte redovisat i tid och får inget av {amount}: {sv}. Allt delas "
                f"mellan de {taking} som har redovisat.",
                f"{len(outside)} of {all_} have not reported in time and get nothing of {amount}: {en}. All of it is "
                f"shared among the {taking} that have reported.",
            ),
            Text(f"Ja, dela {amount} mellan {taking} av {all_}", f"Yes, share {amount} among {taking} of {all_}"),
        )
    ]


def _receivers(actor: Actor, agreement_id: str) -> Shown:
    shown = shown_or_404(agreement_id)
    if not received_by(shown, own(actor).code) and Doing.SHARES not in doings_of(own(actor).code):
        raise Http404
    return shown


def _reason(duty: Duty) -> Field:
    return Field(
        name="reason",
        kind="area",
        label=Text("Skäl till den nya versionen", "The reason for the new version"),
        hint=Text(
            "Skälet står på versionens sida, som alla kan läsa. Skriv om det är en rättelse.",
            "The reason stands on the version's page, which everyone can read. Write whether it is a correction.",
        ),
        value=f"Fördelning efter de redovisade talen: {duty.name.sv}.",
    )


def _proposal(sharing: Sharing) -> tuple[ProposedVersion | None, MoneyRefusedError | None]:
    """Return what would be fixed by the reports as they stand, or why it cannot be worked out."""
    try:
        return sharing.proposed(), None
    except MoneyRefusedError as error:
        return None, error


def _to_fix(
    request: HttpRequest,
    actor: Actor,
    sharing: Sharing,
    proposal: ProposedVersion | None,
    problem: MoneyRefusedError | None,
) -> dict[str, Any]:
    """Return what the page shows of what would be fixed, and of what is in the way."""
    blocked = sharing.in_the_way or problem
    in_the_way = refusals(proposal) if proposal and not blocked else []
    allocation = proposal.allocation if proposal else None
    basis = proposal.fixed.basis if proposal else ""
    table = sharing_table(sharing, allocation, basis, sharing.reporters, own(actor).code)
    place = [own(actor).code, sharing.shown.agreement.id, sharing.duty.id]
    base = reverse("placements:share", args=place).rstrip("/")
    current = sharing.is_fixed_as_it_stands()
    return {
        "duty": sharing.duty,
        "sharing": sharing,
        "proposal": proposal,
        "blocked": blocked,
        "in_the_way": in_the_way,
        "is_current": current,
        "can_be_fixed": not blocked and not in_the_way and not current,
        "amounts": _pots(sharing, proposal),
        "outside": sharing.having(*UNMET),
        "taking": sum(1 for one in sharing.reporters if one.part.takes_part),
        "table": present(request, table, export_base=base, stacked=True, whole=True),
    }


def _pots(sharing: Sharing, proposal: ProposedVersion | None) -> list[dict[str, Any]]:
    """Return each grant that is shared, with its pot and what is shared out of it."""
    if proposal is None:
        return []
    shared = [proposal.allocation.grant(grant.id) for grant in sharing.grants]
    return [{"grant": one.grant, "left": one.unallocated, "awaits": one.awaits} for one in shared]


def _received_page(
    request: HttpRequest,
    actor: Actor,
    shown: Shown,
    duty: Duty,
    holder_code: str,
    *,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    report = holder_or_404(shown, duty, holder_code)
    (one,) = [one for one in sharing_of(shown, duty, now()).reporters if one.report.organisation.code == holder_code]
    allowed = permissions_in(standings_of(request), own(actor).code)
    may = Permission.RECEIVE in allowed
    state = report.task.state.status
    return money_page(
        request,
        "placements/received.html",
        actor,
        shown,
        Crumb(duty.name, reverse(SHARES, args=[own(actor).code, shown.agreement.id])),
        room=SHARES,
        status=status,
        duty=duty,
        whose=report.organisation,
        report=report,
        task=report.task,
        part=one.part,
        receipts=[told_receipt(made, report) for made in report.submitted],
        compared=_compared(report),
        can_be_reopened=may and state.is_finished,
        can_be_accepted=may and report.task.is_waiting,
        answer_url=reverse("placements:answer", args=[own(actor).code, shown.agreement.id, duty.id, holder_code]),
        may_watch=Permission.WATCH_COUNTRY in allowed,
        **({"fields": [_BECAUSE], "own_yes": [_handed_in_again(report)]} | values),
    )


def _compared(report: Any) -> list[dict[str, Any]]:
    """Return each number in every version, the oldest first, so that versions can be compared."""
    versions = list(reversed(report.submitted))
    return [
        {"asked": one, "numbers": [made.exact.get(one.id) for made in versions], "versions": versions}
        for one in report.asked
    ]
