"""The pages of a region's private providers: who they are, adding one, renaming it, and its last day."""

import datetime
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
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
from naravard.web.organisations.views.lookup import own
from naravard.web.site.clock import now, today
from naravard.web.site.conflict import WAS
from naravard.web.site.crumbs import Crumb
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.step import Render, Step, answer, within

SECTION = "organisations:providers"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADD_PROVIDERS)
def providers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List a region's private providers, and add one with its organisation number."""
    region = _region(actor)

    def add(written: dict[str, str], _seen: int | None) -> str:
        added = add_provider(actor=actor, organisation_code=region.code, **written, at=now())
        words = _("%(name)s är tillagd som privat utförare.") % {"name": added.name}
        return f"{_url(region)}\n{words}"

    number = Field(
        name="number",
        label=LABELS["organisation_number"],
        kind="digits",
        hint=Text("Tio siffror, som i 556036-0793.", "Ten digits, as in 556036-0793."),
        width=10,
    )
    step = Step(
        title=Text("Privata utförare", "Private providers"),
        question=Text("Vilka privata utförare arbetar för regionen?", "Which private providers work for the region?"),
        button=Text("Lägg till", "Add"),
        fields=[number, _NAME],
        read=lambda written: {"number": written.raw("number"), "name": written.raw("name")},
        do=add,
        back=reverse("home:organisation", args=[region.code]),
        template="organisations/providers.html",
        extra=lambda: {"providers": [_listed(one) for one in providers_of(region, today())]},
    )
    return answer(request, actor, within(page, request, actor, SECTION), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADD_PROVIDERS)
def rename(request: HttpRequest, actor: Actor, provider_code: str) -> HttpResponse:
    """Change what a region calls one of its private providers; no other region sees the name."""
    region, engagement = _engaged(actor, provider_code)
    base = ""

    def read(written: Written) -> dict[str, str]:
        nonlocal base
        base = written.raw(f"{WAS}name")
        return {"name": written.raw("name")}

    def do(values: dict[str, str], _version: int | None) -> str:
        renamed = rename_provider(
            actor=actor,
            organisation_code=region.code,
            provider_code=provider_code,
            name=values["name"],
            was=base,
            at=now(),
        )
        words = _("Utföraren heter nu %(name)s här.") % {"name": renamed.name}
        return f"{step.back}\n{words}"

    name = engagement.name
    step = Step(
        title=Text("Ändra utförarens namn", "Change the name of the provider"),
        question=Text(f"Vad ska {name} heta här?", f"What should {name} be called here?"),
        button=Text("Spara", "Save"),
        fields=[replace(_NAME, value=name)],
        read=read,
        do=do,
        version=0,
        was={"name": name},
        back=_url(region),
    )
    return answer(request, actor, _page(request, actor), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADD_PROVIDERS)
def end(request: HttpRequest, actor: Actor, provider_code: str) -> HttpResponse:
    """Set the last day that a private provider works for the region."""
    region, engagement = _engaged(actor, provider_code)
    name = engagement.name

    def do(written: tuple[datetime.date, str], _seen: int | None) -> str:
        last_day, reason = written
        end_provider(
            actor=actor,
            organisation_code=region.code,
            provider_code=provider_code,
            last_day=last_day,
            reason=" ".join(reason.split()),
            at=now(),
        )
        words = _("%(day)s är sista dagen för %(name)s.") % {"day": last_day.isoformat(), "name": name}
        return f"{step.back}\n{words}"

    step = Step(
        title=Text("Avsluta en utförare", "End a provider"),
        question=Text(f"När slutar {name} arbeta för regionen?", f"When does {name} stop working for the region?"),
        explains=Text(
            "Utföraren finns kvar i listan till och med den dagen, och alltid i historiken. Den kan läggas till igen.",
            "The provider stays in the list up to and including that day, and always in the history. It can be added "
            "again.",
        ),
        button=Text("Spara sista dagen", "Save the last day"),
        fields=[
            Field(
                name="last_day",
                label=Text("Sista dag", "Last day"),
                kind="day",
                value=engagement.to_day.isoformat() if engagement.to_day else "",
                hint=Text("År, månad och dag: ÅÅÅÅ-MM-DD.", "Year, month and day: YYYY-MM-DD."),
            ),
            Field(name="reason", label=Text("Skäl (behövs inte)", "Reason (not needed)"), width=30),
        ],
        read=lambda written: (written.required_day("last_day"), written.line("reason")),
        do=do,
        back=_url(region),
    )
    return answer(request, actor, _page(request, actor), step)


_NAME = Field(
    name="name",
    label=LABELS["name"],
    hint=Text("Det namn som används i regionen.", "The name used in the region."),
    width=30,
)


def _listed(engagement: Engagement) -> dict[str, Any]:
    number = shown_number(ORGANISATION_NUMBER, engagement.provider.organisation_number)
    return {"engagement": engagement, "number": number}


def _page(request: HttpRequest, actor: Actor) -> Render:
    return within(page, request, actor, SECTION, Crumb(_("Privata utförare"), _url(own(actor))))


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


def _url(region: Organisation) -> str:
    return reverse(SECTION, args=[region.code])
