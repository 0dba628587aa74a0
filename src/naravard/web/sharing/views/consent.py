"""The RSS's side of the consent: send a version, give more time, decide."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, long_day
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.sharing.acts.consent import (
    all_consent,
    decide_sharing,
    extend_answering,
    send_sharing,
    why_not_decided,
)
from naravard.web.sharing.models import Proposal
from naravard.web.sharing.overview import CountySharing, GrantSharing, answers_of, silent
from naravard.web.sharing.views.frame import page_of, waits
from naravard.web.sharing.views.lookup import grant_url, own_grant
from naravard.web.sharing.views.other_grants import ALSO, Others
from naravard.web.sharing.views.versions import ShownVersion, version_values
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, reason
from naravard.web.site.forms.step import OwnYes, Row, Step, answer
from naravard.web.site.templatetags.naravard import words

_LAST_DAY = Text("Sista dag att svara", "Last day to answer")
_DAY_HINT = Text(
    "År, månad och dag: ÅÅÅÅ-MM-DD. Dagen räcker till midnatt. Ge kommunerna tid att ta ställning.",
    "Year, month and day: YYYY-MM-DD. The day lasts until midnight. Give the municipalities time.",
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def send(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """What is to be sent to the municipalities for consent, with a last day; it is checked before it is sent."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    message = Text("Meddelande till kommunerna (frivilligt)", "Message to the municipalities (optional)")
    changed = Text("Vad som är ändrat sedan den förra versionen, och varför", "What has changed, and why")
    fields = [
        Field(name="what_changed", label=changed, kind="area"),
        Field(name="answer_by", label=_LAST_DAY, kind="day", hint=_DAY_HINT),
        Field(name="message", label=message, kind="area"),
    ]
    draft = sharing.draft
    if draft is None:
        return waits(request, actor, county, sharing, fields)
    if draft.number == 1:
        fields = fields[1:]
    others = Others(
        (
            (one, one.draft.version, one.draft.shared)
            for one in county.grants
            if one.grant.id != passed_grant and one.draft is not None and (one.draft.number == 1 or draft.number > 1)
        ),
        Text("Skicka även förslagen om", "Send the proposals on these too"),
    )
    fields = [*fields, *others.fields]

    def read(written: Written) -> dict[str, Any]:
        values: dict[str, Any] = {"answer_by": written.day("answer_by"), "message": written.text("message")}
        values[ALSO] = others.read(written)
        if any(field.name == "what_changed" for field in fields):
            values["what_changed"] = written.text("what_changed", required=True)
        return values

    def lines(values: dict[str, Any]) -> list[Row]:
        also = [row for one, _seen in values[ALSO] if one.draft is not None for row in _sums(one, one.draft)]
        return [*_sums(sharing, draft), *also, (_LAST_DAY, long_day(values["answer_by"])), *_texts(fields, values)]

    step = Step(
        fields=fields,
        read=read,
        rows=lines,
        do=_act(send_sharing, actor, county, sharing),
        template="sharing/send.html",
        of=sharing.grant.name,
        back=grant_url(sharing),
        title=Text("Skicka till kommunerna", "Send to the municipalities"),
        button=Text("Skicka till kommunerna", "Send to the municipalities"),
        done=Text(
            "Förslaget är skickat. Kommunerna ser det nu.", "The proposal is sent. The municipalities see it now."
        ),
        version=draft.version,
        extra=lambda: _version(request, county, sharing, draft),
    )
    return answer(request, actor, page_of(request, actor, county, sharing), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def extend(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """Give the municipalities a later last day to answer, with a reason; it is checked before it is done."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    later = Text("Ny sista dag att svara", "New last day to answer")
    fields = [
        Field(name="answer_by", label=later, kind="day", hint=_DAY_HINT),
        reason(),
    ]
    if sharing.sent is None:
        return waits(request, actor, county, sharing, fields)

    def read(written: Written) -> dict[str, Any]:
        return {"answer_by": written.day("answer_by"), "reason": written.reason()}

    step = Step(
        fields=fields,
        read=read,
        rows=lambda values: [(fields[0].label, long_day(values["answer_by"])), *_texts(fields, values)],
        do=_act(extend_answering, actor, county, sharing),
        of=sharing.grant.name,
        back=grant_url(sharing),
        title=Text("Ge mer tid att svara", "Give more time to answer"),
        button=Text("Förläng tiden", "Extend the time"),
        done=Text("Kommunerna har fått mer tid.", "The municipalities have been given more time."),
        version=sharing.sent.version,
    )
    return answer(request, actor, page_of(request, actor, county, sharing), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def decide(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """Decide on the version that was sent, with an account of the answers; it is checked before it is done."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    sent, codes = sharing.sent, sharing.money.terms.onward
    fields = [
        Field(
            name="account",
            label=Text("Redogörelse för svaren", "Account of the answers"),
            kind="area",
            rows=6,
            hint=Text(
                "Vad kommunerna svarade och vad det har lett till. Nämn dem som inte har svarat: den som är tyst har "
                "inte samtyckt.",
                "What the municipalities answered and what came of it. Name those who have not answered: silence is no "
                "consent.",
            ),
        ),
        Field(
            name="reference_number",
            label=Text("Diarienummer (frivilligt)", "Reference number (optional)"),
        ),
    ]
    if sent is None:
        return waits(request, actor, county, sharing, fields)
    refusal = why_not_decided(sharing.proposals, codes, now())
    others = Others(
        (
            (one, one.sent.version, one.sent.shared)
            for one in county.grants
            if one.grant.id != passed_grant
            and one.sent is not None
            and why_not_decided(one.proposals, codes, now()) is None
        ),
        Text("Besluta även om", "Decide on these too"),
    )
    fields = [*fields, *others.fields]

    def also_sent(values: dict[str, Any]) -> list[tuple[GrantSharing, Proposal]]:
        return [(one, one.sent) for one, _seen in values[ALSO] if one.sent is not None]

    def read(written: Written) -> dict[str, Any]:
        also = others.read(written)
        decided = [sent, *(one.sent for one, _seen in also if one.sent is not None)]
        return {
            "account": written.text("account", required=not all(all_consent(one, codes) for one in decided)),
            "reference_number": written.line("reference_number", most=100),
            ALSO: also,
        }

    step = Step(
        fields=fields,
        read=read,
        rows=lambda values: [
            *_sums(sharing, sent),
            *_standing(sharing, sent),
            *(row for one, version in also_sent(values) for row in (*_sums(one, version), *_standing(one, version))),
            *_texts(fields, values),
        ],
        needs_yes=lambda values: [
            yes for one, version in also_sent(values) for yes in _without_money(one, version, named=True)
        ],
        do=_act(decide_sharing, actor, county, sharing),
        own_yes=_without_money(sharing, sent),
        template="sharing/decide.html",
        of=sharing.grant.name,
        back=grant_url(sharing),
        title=Text("Besluta om fördelningen", "Decide on the sharing"),
        button=Text("Besluta", "Decide"),
        done=Text(
            "Fördelningen är beslutad. Nu kan pengarna betalas vidare.",
            "The sharing is decided. The money can now be passed on.",
        ),
        version=sent.version,
        closed=refusal.says if refusal else None,
        extra=lambda: _version(request, county, sharing, sent),
    )
    return answer(request, actor, page_of(request, actor, county, sharing), step)


def _act(
    act: Callable[..., Any], actor: Actor, county: CountySharing, sharing: GrantSharing
) -> Callable[[dict[str, Any], int | None], str]:
    def do(values: dict[str, Any], seen_version: int | None) -> str:
        given = {name: value for name, value in values.items() if name != ALSO}
        for one, version in [(sharing, seen_version), *values.get(ALSO, [])]:
            act(
                actor=actor,
                organisation=county.rss,
                agreement_id=county.shown.agreement.id,
                grant_id=one.grant.id,
                at=now(),
                seen_version=version,
                **given,
            )
        return grant_url(sharing)

    return do


def _sums(sharing: GrantSharing, proposal: Proposal) -> list[Row]:
    return [
        (Text("Belopp", "Grant"), f"{sharing.grant.name.sv}, version {proposal.number}"),
        (Text("Delas mellan kommunerna", "Shared among the municipalities"), kronor(proposal.shared)),
        (Text("Behålls för gemensamt arbete", "Kept for common work"), kronor(proposal.kept)),
    ]


def _without_money(sharing: GrantSharing, proposal: Proposal, *, named: bool = False) -> list[OwnYes]:
    """Return the yes to that municipalities get nothing of what is shared; none if each gets something.

    ``named`` says of which grant, where several are decided on at once.
    """
    given = {share.organisation_id for share in proposal.shares.all() if share.amount}
    without = [one.name for one in sharing.members if organisation_code(one) not in given]
    if not without:
        return []
    names, shared = ", ".join(without), kronor(proposal.shared)
    if named:
        shared = f"{shared} ({words(sharing.grant.name)})"
        names = f"{names} ({words(sharing.grant.name)})"
    return [
        OwnYes(
            Text(f"Får 0 kr av {shared}: {names}.", f"Get SEK 0 of {shared}: {names}."),
            Text(f"Ja, ge dem 0 kr: {names}", f"Yes, give them SEK 0: {names}"),
        )
    ]


def _standing(sharing: GrantSharing, proposal: Proposal) -> list[Row]:
    answers = answers_of(proposal)
    consenting = sum(1 for answer in answers.values() if answer.consents)
    lacking = silent(proposal, sharing.members)
    return [
        (Text("Samtycker", "Consent"), f"{consenting}"),
        (Text("Har synpunkter", "Have views"), f"{len(answers) - consenting}"),
        (Text("Har inte svarat", "Have not answered"), ", ".join(member.name for member in lacking) or "0"),
    ]


def _texts(fields: list[Field], values: dict[str, Any]) -> list[Row]:
    return [(field.label, values[field.name]) for field in fields if isinstance(values.get(field.name), str)]


def _version(request: HttpRequest, county: CountySharing, sharing: GrantSharing, proposal: Proposal) -> dict[str, Any]:
    asked = ShownVersion(county, sharing, proposal, county.rss.code, "sharing:version")
    return {"shown_version": version_values(request, asked)}
