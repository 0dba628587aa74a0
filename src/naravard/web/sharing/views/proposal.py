"""Writing a proposal: how the sum is shared, amounts by hand, throwing the draft away."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, whole
from naravard.allocation import AllocationError
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.sharing.acts.draft import WrittenProposal, discard_draft, draft_sharing, set_shares
from naravard.web.sharing.county import county_of
from naravard.web.sharing.models import Proposal
from naravard.web.sharing.overview import GrantSharing, own_keys
from naravard.web.sharing.pasted_amounts import field_of, pasted_or_fields
from naravard.web.sharing.rule_form import SharingFields, first_entries, read_form
from naravard.web.sharing.views.frame import page_of, waits
from naravard.web.sharing.views.lookup import grant_url, own_grant
from naravard.web.sharing.views.other_grants import Others
from naravard.web.simulation.input.entries import Entries
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.step import OwnYes, Step, answer, read_nothing
from naravard.web.site.refusals import Parts, Refused

COMMON_REASON = Field(
    name="skal-alla",
    label=Text("Skäl för inklistrade belopp", "Reason for the pasted amounts"),
    hint=Text(
        "Gäller varje inklistrat belopp som är ett annat än regelns och inte har ett eget skäl ovan.",
        "Holds for each pasted amount that is another than the rule's and has no reason of its own above.",
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def draft(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """How a grant is to be shared: by which rule, what is kept, and why; saving works the amounts out."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    frame = county_of(county.shown, county.rss.code, passed_grant, own_keys(agreement_id, county.rss.code))
    if sharing.whole is None or frame is None:
        return waits(request, actor, county, sharing)
    others = Others(
        (
            (one, 0, one.whole.amount)
            for one in county.grants
            if one.grant.id != passed_grant and one.draft is None and one.whole is not None
        ),
        Text("Dela de här på samma sätt, utan att behålla något", "Share these in the same way, keeping nothing"),
    )

    def read(written: Written) -> tuple[WrittenProposal | None, list[tuple[GrantSharing, int]]]:
        entries = _entries(written)
        proposal = read_form(entries, frame)
        for problem in entries.problems:
            written.wrong(problem.field, problem.what, problem.what)
        return proposal, others.read(written)

    def do(given: tuple[WrittenProposal, list[tuple[GrantSharing, int]]], seen: int | None) -> str:
        proposal, also = given
        for one, version in [(sharing, seen), *also]:
            written = proposal if one is sharing else replace(proposal, kept=0, kept_reason="")
            place: dict[str, Any] = {"organisation": county.rss, "agreement_id": agreement_id, "grant_id": one.grant.id}
            try:
                draft_sharing(actor=actor, **place, written=written, at=now(), seen_version=version)
            except AllocationError as error:
                says = Text(
                    f"{one.grant.name.sv}: {error.what.sv}", f"{one.grant.name.in_language('en')}: {error.what.en}"
                )
                raise Refused(
                    "cannot-be-shared-so", says, "sharing",
                    parts=Parts(says, error.found, error.expected, error.way_out),
                ) from error  # fmt: skip
        return reverse("sharing:amounts", args=[county.rss.code, agreement_id, passed_grant])

    def more(written: Written, _fields: Any) -> dict[str, Any]:
        entries = _entries(written) if written.posted else Entries(first_entries(sharing.draft, sharing.current))
        if written.problems:
            read_form(entries, frame)
        also = [replace(one, chosen=written.all(one.name)) for one in others.fields]
        return {"fields": SharingFields(frame, entries), "details": entries.problems, "also_fields": also}

    whole = kronor(sharing.whole.amount)
    step: Step[Any] = Step(
        title=Text(f"Hur ska {whole} delas?", f"How is {whole} to be shared?"),
        of=sharing.grant.name,
        button=Text("Räkna ut och spara utkastet", "Work out and save the draft"),
        read=read,
        do=do,
        done=Text("Utkastet är sparat. Kontrollera beloppen.", "The draft is saved. Check the amounts."),
        version=sharing.draft.version if sharing.draft else 0,
        back=grant_url(sharing),
        template="sharing/draft.html",
        more=more,
        extra=lambda: {
            "has_departures": sharing.draft is not None and any(one.change for one in sharing.draft.shares.all()),
            "keys_url": reverse("sharing:keys", args=[county.rss.code, agreement_id]),
        },
    )
    return answer(request, actor, page_of(request, actor, county, sharing), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def amounts(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """Amounts by hand: each municipality's by the rule, as it is proposed, and why where the two differ."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    fields, draft = _amount_fields(sharing), sharing.draft
    if draft is None:
        return waits(request, actor, county, sharing, fields)

    def read(written: Written) -> dict[str, Any]:
        numbers = {organisation_code(member): member.code for member in sharing.members}
        by_rule = {share.organisation_id: share.computed for share in draft.shares.all()}
        pasted = pasted_or_fields(written, sharing.members, "belopp-")
        common = written.text(COMMON_REASON.name, most=1000)
        amounts, reasons = {}, {}
        for code, number in numbers.items():
            amounts[code] = written.kronor(f"belopp-{number}") if pasted is None else pasted.get(number, 0)
            own = written.text(f"skal-{number}", most=1000)
            reasons[code] = own or (common if pasted and amounts[code] != by_rule.get(code) else "")
        return {"amounts": amounts, "reasons": reasons}

    def do(values: dict[str, Any], seen: int | None) -> str:
        place: dict[str, Any] = {"organisation": county.rss, "agreement_id": agreement_id, "grant_id": passed_grant}
        set_shares(actor=actor, **place, **values, at=now(), seen_version=seen)
        return grant_url(sharing)

    shared = kronor(draft.shared)
    step = Step(
        title=Text(f"{shared} mellan kommunerna", f"{shared} among the municipalities"),
        of=sharing.grant.name,
        button=Text("Spara beloppen", "Save the amounts"),
        fields=lambda written: [*fields, field_of(written, sharing.members), COMMON_REASON],
        read=read,
        do=do,
        done=Text("Beloppen är sparade.", "The amounts are saved."),
        version=draft.version,
        back=grant_url(sharing),
        template="sharing/amounts.html",
        extra={"draft": draft},
        more=lambda _written, fields: {
            "pairs": list(zip(fields[:-2:2], fields[1:-2:2], strict=True)),
            "pasting": fields[-2:],
        },
    )
    return answer(request, actor, page_of(request, actor, county, sharing), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def discard(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """Throw a draft away: what is thrown away is shown, and what was sent or decided before stands."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    draft = sharing.draft
    if draft is None:
        return waits(request, actor, county, sharing)

    def do(_values: None, seen: int | None) -> str:
        place: dict[str, Any] = {"organisation": county.rss, "agreement_id": agreement_id, "grant_id": passed_grant}
        discard_draft(actor=actor, **place, at=now(), seen_version=seen)
        return grant_url(sharing)

    shared, kept = kronor(draft.shared), kronor(draft.kept)
    step = Step(
        title=Text(f"Kasta utkastet till version {draft.number}?", f"Discard the draft of version {draft.number}?"),
        of=sharing.grant.name,
        explains=Text(
            f"Utkastet delar {shared} mellan kommunerna och behåller {kept}. Det som är skickat eller beslutat står "
            "kvar.",
            f"The draft shares {shared} among the municipalities and keeps {kept}. What was sent or decided stays.",
        ),
        button=Text("Kasta utkastet", "Throw the draft away"),
        read=read_nothing,
        do=do,
        done=Text("Utkastet är kastat.", "The draft is discarded."),
        version=draft.version,
        back=grant_url(sharing),
        is_warning=True,
        own_yes=[_thrown_away(draft, by_hand=draft.shares.exclude(reason="").count())],
    )
    return answer(request, actor, page_of(request, actor, county, sharing), step)


def _thrown_away(draft: Proposal, *, by_hand: int) -> OwnYes:
    """Return the yes to that a draft is thrown away, with how much of it was set by hand."""
    shared = kronor(draft.shared)
    some = (
        Text(f" {by_hand} belopp är satta för hand.", f" {by_hand} amounts were set by hand.")
        if by_hand > 1
        else Text(" Ett belopp är satt för hand.", " One amount was set by hand.")
        if by_hand
        else Text("", "")
    )
    return OwnYes(
        Text(
            f"Utkastet som delar {shared} tas bort.{some.sv} Det går inte att ångra.",
            f"The draft that shares {shared} is removed.{some.en} It cannot be undone.",
        ),
        Text(f"Ja, kasta utkastet på {shared}", f"Yes, throw away the draft of {shared}"),
    )


def _entries(written: Written) -> Entries:
    return Entries({name: written.raw(name) for name in written.posted})


def _amount_fields(sharing: GrantSharing) -> list[Field]:
    """Return the amount and the reason of each municipality, one after the other, with what the draft gives it."""
    shares = {share.organisation_id: share for share in sharing.draft.shares.all()} if sharing.draft else {}
    found: list[Field] = []
    for member in sharing.members:
        share = shares.get(organisation_code(member))
        by_rule = kronor(share.computed if share else 0)
        amount = Field(
            name=f"belopp-{member.code}",
            label=Text(member.name),
            kind="kronor",
            value=whole(share.amount if share else 0),
            hint=Text(f"Enligt regeln: {by_rule}", f"By the rule: {by_rule}"),
        )
        reason = Field(
            name=f"skal-{member.code}",
            label=Text(f"Skäl, {member.name}", f"Reason, {member.name}"),
            value=share.reason if share else "",
        )
        found += [amount, reason]
    return found
