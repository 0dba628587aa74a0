"""Writing a proposal: how the sum is shared, amounts by hand, throwing the draft away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, whole
from naravard.allocation import AllocationError
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.once.doing import once, once_of
from naravard.web.organisations.views.answering import done
from naravard.web.sharing.acts.drafting import Written as WrittenProposal
from naravard.web.sharing.acts.drafting import discard_draft, draft_sharing, set_shares
from naravard.web.sharing.county import County, county_of
from naravard.web.sharing.errors import SharingChangedError
from naravard.web.sharing.models import Proposal
from naravard.web.sharing.reading import CountySharing, GrantSharing, own_keys
from naravard.web.sharing.rule_form import SharingFields, first_entries, read_form
from naravard.web.sharing.views.asking import grant_url, own_grant
from naravard.web.sharing.views.frame import page_of, waits
from naravard.web.simulation.fields import Summary
from naravard.web.simulation.reading.entries import Entries
from naravard.web.simulation.reading.problems import Problem, from_allocation
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, filled
from naravard.web.site.templatetags.naravard import words


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def draft(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """How a grant is to be shared: by which rule, what is kept, and why; saving works the amounts out."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    frame = county_of(county.shown, county.rss.code, passed_grant, own_keys(agreement_id, county.rss.code))
    if sharing.whole is None or frame is None:
        return waits(request, actor, county, sharing)
    if request.method != "POST":
        entries = Entries(first_entries(sharing.draft, sharing.current))
        return _draft_page(request, actor, county, sharing, frame, entries)
    entries = Entries({name: value for name, value in request.POST.items() if isinstance(value, str)})
    written = read_form(entries, frame)
    if written is None:
        return _draft_page(request, actor, county, sharing, frame, entries, status=422)

    def do() -> str:
        return _drafted(request, actor, county, sharing, written)

    try:
        url = once(once_of(request), actor.who.code, do, at=now())
    except AllocationError as error:
        entries.refuse(from_allocation(error, "sharing"))
    except MoneyRefusedError as error:
        if isinstance(error, SharingChangedError):
            return _draft_page(request, actor, county, sharing, frame, entries, status=409, refused=error)
        entries.refuse(Problem(what=words(error.says), field=error.field))
    else:
        return done(request, url, _("Utkastet är sparat. Kontrollera beloppen."))
    return _draft_page(request, actor, county, sharing, frame, entries, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def amounts(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """Amounts by hand: each municipality's by the rule, as it is proposed, and why where the two differ."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    if sharing.draft is None:
        return waits(request, actor, county, sharing)
    fields = _amount_fields(sharing, sharing.draft)
    if request.method != "POST":
        return _amounts_page(request, actor, county, sharing, fields, {})
    written = Written(request.POST)
    codes = [organisation_code(member) for member in sharing.members]
    values = {code: written.kronor(f"belopp-{code.rpartition('-')[2]}") for code in codes}
    reasons = {code: written.text(f"skal-{code.rpartition('-')[2]}", most=1000) for code in codes}
    if written.problems:
        return _amounts_page(request, actor, county, sharing, fields, written.problems, status=422)

    def do() -> str:
        set_shares(
            actor=actor,
            organisation=county.rss,
            agreement_id=agreement_id,
            grant_id=passed_grant,
            amounts=values,
            reasons=reasons,
            at=now(),
            seen_version=written.version(),
        )
        return grant_url(sharing)

    try:
        url = once(once_of(request), actor.who.code, do, at=now())
    except MoneyRefusedError as error:
        changed = isinstance(error, SharingChangedError)
        problems = {error.field: error.says} if error.field else {}
        refused = None if error.field else error
        status = 409 if changed else 422
        return _amounts_page(request, actor, county, sharing, fields, problems, status=status, refused=refused)
    return done(request, url, _("Beloppen är sparade."))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def discard(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """Throw a draft away: what is thrown away is shown, and what was sent or decided before stands."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    if sharing.draft is None:
        return waits(request, actor, county, sharing)

    def do() -> str:
        discard_draft(
            actor=actor,
            organisation=county.rss,
            agreement_id=agreement_id,
            grant_id=passed_grant,
            at=now(),
            seen_version=Written(request.POST).version(),
        )
        return grant_url(sharing)

    values: dict[str, Any] = {"draft": sharing.draft}
    if request.method == "POST":
        try:
            url = once(once_of(request), actor.who.code, do, at=now())
        except MoneyRefusedError as error:
            values |= {"refused": error, "status": 409 if isinstance(error, SharingChangedError) else 422}
        else:
            return done(request, url, _("Utkastet är kastat."))
    return page_of(request, actor, county, sharing)("sharing/discard.html", **values)


def _drafted(
    request: HttpRequest, actor: Actor, county: CountySharing, sharing: GrantSharing, written: WrittenProposal
) -> str:
    draft_sharing(
        actor=actor,
        organisation=county.rss,
        agreement_id=county.shown.agreement.id,
        grant_id=sharing.grant.id,
        written=written,
        at=now(),
        seen_version=Written(request.POST).version(),
    )
    return reverse("sharing:amounts", args=[county.rss.code, county.shown.agreement.id, sharing.grant.id])


def _draft_page(
    request: HttpRequest,
    actor: Actor,
    county: CountySharing,
    sharing: GrantSharing,
    frame: County,
    entries: Entries,
    *,
    status: int = 200,
    refused: MoneyRefusedError | None = None,
) -> HttpResponse:
    return page_of(request, actor, county, sharing)(
        "sharing/draft.html",
        status=status,
        fields=SharingFields(frame, entries),
        summary=Summary.of(entries.problems),
        refused=refused,
        seen_version=sharing.draft.version if sharing.draft else 0,
        has_departures=sharing.draft is not None and any(share.change for share in sharing.draft.shares.all()),
        keys_url=reverse("sharing:keys", args=[county.rss.code, county.shown.agreement.id]),
    )


def _amount_fields(sharing: GrantSharing, proposal: Proposal) -> list[tuple[Field, Field]]:
    shares = {share.organisation_id: share for share in proposal.shares.all()}
    found = []
    for member in sharing.members:
        share = shares[organisation_code(member)]
        by_rule = kronor(share.computed)
        amount = Field(
            name=f"belopp-{member.code}",
            label=Text(member.name),
            kind="kronor",
            value=whole(share.amount),
            hint=Text(f"Enligt regeln: {by_rule}", f"By the rule: {by_rule}"),
        )
        reason = Field(
            name=f"skal-{member.code}",
            label=Text(f"Skäl, {member.name}", f"Reason, {member.name}"),
            value=share.reason,
        )
        found.append((amount, reason))
    return found


def _amounts_page(
    request: HttpRequest,
    actor: Actor,
    county: CountySharing,
    sharing: GrantSharing,
    fields: list[tuple[Field, Field]],
    problems: dict[str, Text],
    *,
    status: int = 200,
    refused: MoneyRefusedError | None = None,
) -> HttpResponse:
    posted = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    flat = filled([each for pair in fields for each in pair], posted, problems)
    return page_of(request, actor, county, sharing)(
        "sharing/amounts.html",
        status=status,
        draft=sharing.draft,
        pairs=list(zip(flat[::2], flat[1::2], strict=True)),
        fields=flat,
        problems=problems,
        refused=refused,
        seen_version=sharing.draft.version if sharing.draft else 0,
    )
