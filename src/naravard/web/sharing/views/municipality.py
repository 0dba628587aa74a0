"""The municipality's pages: how the county's money is shared, each grant's proposal, its answer, what it has got."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.agreement.status_words import NOT_BEGUN
from naravard.agreement.wording import day
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.agreements.provenance import provenance
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.ledger.frame import money_page
from naravard.web.ledger.holders import uses_of
from naravard.web.sharing.acts.consent import answer_sharing, why_not_answered
from naravard.web.sharing.models import Answer, Proposal
from naravard.web.sharing.open_answers import awaiting_answer
from naravard.web.sharing.overview import CountySharing, GrantSharing, Holding, answers_of
from naravard.web.sharing.status import tag
from naravard.web.sharing.tables import COMMENTS, CONSENTS
from naravard.web.sharing.views.lookup import (
    MUNICIPALITY_NAME,
    county_of_municipality,
    grant_of_municipality,
    municipality_or_404,
)
from naravard.web.sharing.views.other_grants import ALSO, Others
from naravard.web.sharing.views.versions import ShownVersion, explained_values, file_of, pdf_of, version_values
from naravard.web.site.clock import now
from naravard.web.site.forms import Choice, Field, Written
from naravard.web.site.forms.step import Step, within
from naravard.web.site.forms.step import answer as answer_step
from naravard.web.site.tables import export, present
from naravard.web.site.templatetags.naravard import words

STANCES = (
    Choice(Answer.CONSENTS, Text("Kommunen samtycker", "The municipality consents")),
    Choice(Answer.COMMENTS, Text("Kommunen har synpunkter", "The municipality has views")),
)


@require_safe
@requires(Permission.SEE)
def proposal(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """How the county's money is shared: each grant's proposal or decision, and what this municipality has got."""
    municipality = municipality_or_404(actor)
    county = county_of_municipality(actor, agreement_id)
    if county is None:
        return money_page(request, "sharing/nothing.html", actor, shown_or_404(agreement_id), room=MUNICIPALITY_NAME)
    table = _own_table(county, municipality.code)
    if form:
        return export(table, form)
    return money_page(
        request,
        "sharing/proposal.html",
        actor,
        county.shown,
        room=MUNICIPALITY_NAME,
        county=county,
        entries=[_entry(one, municipality.code) for one in county.grants],
        table=present(request, table),
        awaiting=[one for one in awaiting_answer(municipality, now()) if one.agreement_id == agreement_id],
    )


@require_safe
@requires(Permission.SEE)
def county_grant(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """One grant's newest proposal or decision in the county: everyone's sums, the rule, what changed, the answers."""
    county, sharing = grant_of_municipality(actor, agreement_id, passed_grant)
    current = sharing.sent or sharing.decided or next(iter(sharing.public), None)
    return _version_page(request, actor, county, sharing, current)


@require_safe
@requires(Permission.SEE)
def county_version(
    request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str, version_number: int, form: str = ""
) -> HttpResponse:
    """One version that the county's municipalities have been sent, with what changed since the version before."""
    asked = _asked(actor, agreement_id, passed_grant, version_number)
    if form:
        return file_of(asked, form)
    return _version_page(request, actor, asked.county, asked.sharing, asked.proposal)


@require_safe
@requires(Permission.SEE)
def county_version_pdf(
    _request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str, version_number: int
) -> HttpResponse:
    """One version that the county's municipalities have been sent, as PDF."""
    return pdf_of(_asked(actor, agreement_id, passed_grant, version_number))


@require_safe
@requires(Permission.SEE)
def county_explained(
    request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str, version_number: int
) -> HttpResponse:
    """Why one's own or another municipality of the county gets the amount that a version gives it."""
    asked = _asked(actor, agreement_id, passed_grant, version_number)
    return money_page(
        request,
        "sharing/explained.html",
        actor,
        asked.sharing.shown,
        *_trail(asked.code, asked.sharing, deep=True),
        room=MUNICIPALITY_NAME,
        **explained_values(request, asked),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ANSWER_SHARING)
def answer(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """Answer a proposal for one's own municipality: consent or views; the answer is checked before it is given."""
    municipality = municipality_or_404(actor)
    county, sharing = grant_of_municipality(actor, agreement_id, passed_grant)
    sent = sharing.sent
    back_url = _grant_url(municipality.code, sharing)
    closed = why_not_answered(sent, now())
    earlier = answers_of(sent).get(municipality.code) if sent else None
    fields = [
        Field(
            name="stance",
            label=Text("Kommunens svar", "The municipality's answer"),
            kind="radio",
            choices=STANCES,
            value=earlier.stance if earlier else "",
        ),
        Field(
            name="text",
            label=Text("Synpunkter eller kommentar", "Views or comment"),
            kind="area",
            rows=6,
            value=earlier.text if earlier else "",
            hint=Text("Krävs när kommunen har synpunkter.", "Needed when the municipality has views."),
        ),
    ]
    others = Others(
        (
            (one, one.sent.number, own.amount)
            for one in county.grants
            if one.grant.id != passed_grant and one.sent is not None and one.sent.takes_answers(now())
            for own in one.sent.shares.all()
            if own.organisation_id == municipality.code
        ),
        Text("Svaret gäller även förslagen om", "The answer is on these proposals too"),
    )
    fields += others.fields

    def read(written: Written) -> dict[str, Any]:
        stance = written.chosen("stance", STANCES)
        text = written.text("text", required=stance == Answer.COMMENTS)
        return {"stance": stance, "text": text, ALSO: others.read(written)}

    def act(values: dict[str, Any], seen: int | None) -> str:
        given: dict[str, Any] = {"stance": values["stance"], "text": values["text"], "organisation": municipality}
        for one, number in [(sharing, seen or 0), *values[ALSO]]:
            answer_sharing(
                actor=actor, agreement_id=agreement_id, grant_id=one.grant.id, number=number, at=now(), **given
            )
        return back_url

    step = Step(
        fields=fields,
        read=read,
        rows=lambda values: [
            (Text("Förslag", "Proposal"), f"{words(sharing.grant.name)}, version {sent.number if sent else '–'}"),
            *(
                (Text("Förslag", "Proposal"), f"{words(one.grant.name)}, version {number}")
                for one, number in values[ALSO]
            ),
            (fields[0].label, words(CONSENTS if values["stance"] == Answer.CONSENTS else COMMENTS)),
            (fields[1].label, values["text"]),
        ],
        do=act,
        template="sharing/answer.html",
        of=sharing.grant.name,
        back=back_url,
        title=Text("Svara på förslaget", "Answer the proposal"),
        button=Text("Lämna svaret", "Give the answer"),
        done=Text(
            "Kommunens svar är lämnat. Det går att ändra till och med sista dagen.",
            "The municipality's answer is given. It can be changed until the last day.",
        ),
        version=sent.number if sent else None,
        closed=closed.says if closed else None,
        closed_template="sharing/county_grant.html",
        extra=lambda: _version_values(request, actor, county, sharing, sent) if closed else {"sent": sent},
    )
    trail = _trail(municipality.code, sharing, deep=True)
    page = within(money_page, request, actor, county.shown, *trail, room=MUNICIPALITY_NAME, sharing=sharing)
    return answer_step(request, actor, page, step)


def _version_page(
    request: HttpRequest,
    actor: Actor,
    county: CountySharing,
    sharing: GrantSharing,
    version: Proposal | None,
) -> HttpResponse:
    return money_page(
        request,
        "sharing/county_grant.html",
        actor,
        county.shown,
        *_trail(municipality_or_404(actor).code, sharing),
        room=MUNICIPALITY_NAME,
        **_version_values(request, actor, county, sharing, version),
    )


def _version_values(
    request: HttpRequest, actor: Actor, county: CountySharing, sharing: GrantSharing, version: Proposal | None
) -> dict[str, Any]:
    code = municipality_or_404(actor).code
    values: dict[str, Any] = {"sharing": sharing}
    if version is not None:
        values = version_values(request, ShownVersion(county, sharing, version, code, "sharing:county_version"))
        values["values"] = dict(values)
        own = next((share for share in version.shares.all() if share.organisation_id == code), None)
        values |= {
            "own_share": own,
            "own_answers": [one for one in version.answers.all() if one.organisation_id == code][::-1],
            "can_answer": version.takes_answers(now()) and actor.may(Permission.ANSWER_SHARING),
            "answer_url": reverse("sharing:answer", args=[code, county.shown.agreement.id, sharing.grant.id]),
            "last_day": day(version.answer_by) if version.answer_by else "",
            "takes_answers": version.takes_answers(now()),
        }
    return values


def _asked(actor: Actor, agreement_id: str, grant_id: str, number: int) -> ShownVersion:
    county, sharing = grant_of_municipality(actor, agreement_id, grant_id)
    version = sharing.version(number)
    if version is None or version.is_draft:
        raise Http404
    return ShownVersion(county, sharing, version, municipality_or_404(actor).code, "sharing:county_version")


def _entry(sharing: GrantSharing, code: str) -> dict[str, Any]:
    current = sharing.sent or sharing.decided
    own = next((one for one in current.shares.all() if one.organisation_id == code), None) if current else None
    status = NOT_BEGUN if current is None and sharing.draft else tag(sharing)
    return {
        "sharing": sharing,
        "current": current,
        "own": own,
        "answer": answers_of(current).get(code) if current else None,
        "tag": status,
        "takes_answers": current is not None and current.takes_answers(now()),
        "url": _grant_url(code, sharing),
    }


def _own_table(county: CountySharing, code: str) -> Table:
    """Return what the municipality has of each grant that the RSS passes on: the grants that it uses as holder."""
    used = {use.grant.id for use in uses_of(county.shown, code) if use.holder == code}
    amounts, account = AmountLinks.own(code, county.shown.agreement.id), county.rss.code

    def column(
        column_id: str, heading: Text, of: Callable[[Holding], int], figure: str = ""
    ) -> Column[tuple[GrantSharing, Holding]]:
        return Column(
            column_id, heading, "kronor", of=lambda one: of(one[1]), total=sum,
            link=lambda one: amounts.of(figure or column_id, one[0].grant.id, account=account, bearer=code),
        )  # fmt: skip

    columns: tuple[Column[tuple[GrantSharing, Holding]], ...] = (
        Column("grant", headings.FUNDS, of=lambda one: one[0].grant.name, total=TOTAL),
        column("decided", headings.DECIDED_KR, lambda one: one.decided.amount),
        column("received", Text("Fått, kr", "Received, kr"), lambda one: one.out, "out"),
        column("back", Text("Lämnat åter, kr", "Given back, kr"), lambda one: one.back),
        column("used", headings.USED_KR, lambda one: one.used),
        column("left", headings.LEFT_KR, lambda one: one.left),
    )
    return Table.of(
        [
            (one, next(part for part in one.holdings if part.code == code))
            for one in county.grants
            if one.grant.id in used
        ],
        columns,
        id=f"{county.shown.agreement.id}-{code}-lanets-fordelning",
        caption=Text("Vad kommunen har fått och använt", "What the municipality has received and used"),
        provenance=provenance(county.shown),
    )


def _grant_url(code: str, sharing: GrantSharing) -> str:
    return reverse("sharing:county_grant", args=[code, sharing.shown.agreement.id, sharing.grant.id])


def _trail(code: str, sharing: GrantSharing, *, deep: bool = False) -> list[Crumb]:
    first = Crumb(_("Länets fördelning"), reverse(MUNICIPALITY_NAME, args=[code, sharing.shown.agreement.id]))
    return [first, Crumb(sharing.grant.name, _grant_url(code, sharing))] if deep else [first]
