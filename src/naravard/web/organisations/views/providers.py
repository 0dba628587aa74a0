"""The pages of a region's private providers: who they are, adding one, naming it again, and its last day."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.once.receipts import once, once_of
from naravard.web.once.replay import act_once, led
from naravard.web.organisations.details import DetailsError
from naravard.web.organisations.frame import page
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.labels import LABELS
from naravard.web.organisations.models import Engagement, Organisation
from naravard.web.organisations.numbers import ORGANISATION_NUMBER, shown_number
from naravard.web.organisations.providers import (
    add_provider,
    end_provider,
    engagement_of,
    providers_of,
    rename_provider,
)
from naravard.web.organisations.views.details_form import DetailField, own, problem_at, problems_of
from naravard.web.site.clock import now, today
from naravard.web.site.conflict import Conflict, Sent, saved
from naravard.web.site.crumbs import Crumb

SECTION = "organisations:providers"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADD_PROVIDERS)
def providers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List a region's private providers, and add one with its organisation number."""
    region = _region(actor)
    written = {name: request.POST.get(name, "") for name in ("number", "name")}
    if request.method != "POST":
        return _listed(request, actor, written)

    def add() -> str:
        added = add_provider(actor=actor, organisation_code=region.code, **written, at=now())
        words = _("%(name)s är tillagd som privat utförare.") % {"name": added.name}
        return f"{_url(region)}\n{words}"

    try:
        return act_once(request, actor.who.code, add, "")
    except DetailsError as error:
        return _listed(request, actor, written, error.problems)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADD_PROVIDERS)
def rename(request: HttpRequest, actor: Actor, provider_code: str) -> HttpResponse:
    """Change what a region calls one of its private providers; no other region sees the name."""
    region, engagement = _engaged(actor, provider_code)
    if request.method != "POST":
        return _name_form(request, actor, engagement, engagement.name, engagement.name)
    sent = Sent.of(request.POST, ["name"])
    if sent.lacking:
        return _choose(request, actor, engagement, Conflict.again(sent), status=422)
    wanted = sent.wanted

    def save(_version: int) -> str:
        return once(once_of(request), actor.who.code, change, at=now())

    def change() -> str:
        renamed = rename_provider(
            actor=actor,
            organisation_code=region.code,
            provider_code=provider_code,
            name=wanted["name"],
            was=sent.base["name"],
            at=now(),
        )
        words = _("Utföraren heter nu %(name)s här.") % {"name": renamed.name}
        return f"{_url(region)}\n{words}"

    try:
        result = saved(sent, wanted, save)
    except DetailsError as error:
        return _name_form(request, actor, engagement, sent.base["name"], wanted["name"], error.problems)
    if isinstance(result, Conflict):
        return _choose(request, actor, engagement, result, status=409)
    return led(request, result)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADD_PROVIDERS)
def end(request: HttpRequest, actor: Actor, provider_code: str) -> HttpResponse:
    """Set the last day that a private provider works for the region."""
    region, engagement = _engaged(actor, provider_code)
    written = {
        "last_day": request.POST.get("last_day", (engagement.to_day or today()).isoformat()),
        "reason": request.POST.get("reason", ""),
    }
    if request.method != "POST":
        return _end_form(request, actor, engagement, written)

    def change() -> str:
        ended = end_provider(
            actor=actor,
            organisation_code=region.code,
            provider_code=provider_code,
            last_day=_day(written["last_day"]),
            reason=" ".join(written["reason"].split()),
            at=now(),
        )
        assert ended.to_day is not None  # noqa: S101 - for the type checker; the act sets it
        words = _("%(day)s är sista dagen för %(name)s.") % {"day": ended.to_day.isoformat(), "name": engagement.name}
        return f"{_url(region)}\n{words}"

    try:
        return act_once(request, actor.who.code, change, "")
    except DetailsError as error:
        return _end_form(request, actor, engagement, written, error.problems)


def _listed(
    request: HttpRequest, actor: Actor, written: Mapping[str, str], problems: Mapping[str, Text] | None = None
) -> HttpResponse:
    fields = [
        DetailField(
            name="number",
            label=LABELS["organisation_number"],
            value=written["number"],
            hint=Text("Tio siffror, som i 556036-0793.", "Ten digits, as in 556036-0793."),
            problem=problem_at(problems, "number"),
            width=10,
            is_number=True,
        ),
        _name_field(written["name"], None, problems),
    ]
    values: dict[str, Any] = {
        "providers": [
            {
                "engagement": each,
                "number": shown_number(ORGANISATION_NUMBER, each.provider.organisation_number),
            }
            for each in providers_of(own(actor), today())
        ],
        "fields": fields,
        "problems": problems_of(fields),
    }
    return page(request, "organisations/providers.html", actor, SECTION, status=422 if problems else 200, **values)


def _name_form(
    request: HttpRequest,
    actor: Actor,
    engagement: Engagement,
    was: str,
    written: str,
    problems: Mapping[str, Text] | None = None,
) -> HttpResponse:
    fields = [_name_field(written, was, problems)]
    values = {"engagement": engagement, "fields": fields, "thing_version": 0, "problems": problems_of(fields)}
    return _page(request, actor, "organisations/rename_provider.html", 422 if problems else 200, values)


def _choose(
    request: HttpRequest, actor: Actor, engagement: Engagement, conflict: Conflict, *, status: int
) -> HttpResponse:
    rows = [
        {"difference": each, "label": LABELS["name"], "was": each.was, "mine": each.mine, "theirs": each.theirs}
        for each in conflict.differences
    ]
    values = {"engagement": engagement, "conflict": conflict, "rows": rows, "back_url": _url(own(actor))}
    return _page(request, actor, "organisations/conflict.html", status, values)


def _end_form(
    request: HttpRequest,
    actor: Actor,
    engagement: Engagement,
    written: Mapping[str, str],
    problems: Mapping[str, Text] | None = None,
) -> HttpResponse:
    fields = [
        DetailField(
            name="last_day",
            label=Text("Sista dag", "Last day"),
            value=written["last_day"],
            hint=Text("År, månad och dag, som i 2022-12-31.", "Year, month and day, as in 2022-12-31."),
            problem=problem_at(problems, "last_day"),
            type="date",
            width=10,
        ),
        DetailField(
            name="reason",
            label=Text("Skäl (behövs inte)", "Reason (not needed)"),
            value=written["reason"],
            width=30,
        ),
    ]
    values = {"engagement": engagement, "fields": fields, "problems": problems_of(fields)}
    return _page(request, actor, "organisations/end_provider.html", 422 if problems else 200, values)


def _page(request: HttpRequest, actor: Actor, template: str, status: int, values: dict[str, Any]) -> HttpResponse:
    crumb = Crumb(_("Privata utförare"), _url(own(actor)))
    return page(request, template, actor, SECTION, crumb, status=status, **values)


def _name_field(written: str, was: str | None, problems: Mapping[str, Text] | None) -> DetailField:
    return DetailField(
        name="name",
        label=LABELS["name"],
        value=written,
        was=was,
        hint=Text("Det namn som används i regionen.", "The name used in the region."),
        problem=problem_at(problems, "name"),
        width=30,
    )


def _region(actor: Actor) -> Organisation:
    region = own(actor)
    if region.kind != Kind.REGION:
        raise Http404
    return region


def _engaged(actor: Actor, provider_code: str) -> tuple[Organisation, Engagement]:
    region = _region(actor)
    engagement = engagement_of(region, provider_code, today())
    if engagement is None:
        raise Http404
    return region, engagement


def _day(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written.strip())
    except ValueError:
        return None


def _url(region: Organisation) -> str:
    return reverse(SECTION, args=[region.code])
