"""The pages of an organisation's keys to the API: list, make, revoke."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.organisations.frame import page
from naravard.web.organisations.views.lookup import own
from naravard.web.site.clock import now, today
from naravard.web.site.crumbs import Crumb
from naravard.web.site.forms import Choice, Field, Written
from naravard.web.site.forms.step import Step, answer, read_nothing, within
from naravard.web.tokens.acts import (
    LONGEST_NAME,
    MadeToken,
    last_day_possible,
    make_token,
    revoke_token,
    take_token_over,
)
from naravard.web.tokens.models import ApiToken
from naravard.web.tokens.ownerless import ends_on, ownerless
from naravard.web.tokens.scopes import scopes_in

SECTION = "tokens:tokens"
MADE = "skapad"
"""The name in the address of the key that a form sent again has made already."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADMINISTER_TOKENS)
def tokens(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List an organisation's keys to the API and make a new one, whose secret is shown once.

    The secret is in the answer to the form itself: a page that can be got again could only show it if it were kept.
    The same form sent again leads to a page that says that the key has been made.
    """
    if request.method != "POST" and MADE in request.GET:
        return _shown_once(request, actor, request.GET[MADE], "")
    made: list[MadeToken] = []
    day = today()
    first, last = day.isoformat(), last_day_possible(day).isoformat()

    def do(values: dict[str, Any], _seen: int | None) -> str:
        made.append(make_token(actor=actor, organisation=own(actor), at=now(), **values))
        return f"{step.back}?{MADE}={made[0].token.shown_id}"

    step = Step(
        title=Text("Nycklar till API:et", "Keys to the API"),
        question=Text(
            "Vilka program får läsa och lämna data åt oss?", "Which programs may read and provide data for us?"
        ),
        explains=Text(
            "Ett program använder en nyckel för att läsa och lämna organisationens data genom API:et. Den som har "
            "nyckeln får göra det den är till för, så förvara den som ett lösenord.",
            "A program uses a key to read and provide the organisation's data through the API. Whoever has the key may "
            "do what it is for, so keep it as you keep a password.",
        ),
        button=Text("Skapa nyckeln", "Make the key"),
        fields=[
            Field(
                name="name",
                label=Text("Vad ska nyckeln användas till?", "What is the key to be used for?"),
                hint=Text(
                    "Till exempel vilket system som ska ha den. Namnet står i historiken vid allt som görs med "
                    "nyckeln.",
                    "For example the system that is to have it. The name stands in the history by all that is done "
                    "with the key.",
                ),
                width=30,
                longest=LONGEST_NAME,
            ),
            Field(
                name="scopes",
                label=Text("Vad får den göra?", "What may it do?"),
                kind="several",
                choices=[
                    Choice(scope.code, scope.name, scope.purpose)
                    for scope in scopes_in(own(actor).kind, own(actor).code)
                ],
                hint=Text(
                    "Att skriva under, intyga, ta emot, förlänga tid och bjuda in människor kräver en människa. Det "
                    "kan ingen nyckel göra.",
                    "Signing, certifying, receiving, extending time and inviting people need a person. No key can do "
                    "that.",
                ),
            ),
            Field(
                name="to_day",
                label=Text("Sista dagen den gäller", "The last day it holds"),
                kind="day",
                value=last,
                hint=Text(
                    f"Från {first} till {last}. Gör en ny nyckel innan den gamla går ut.",
                    f"From {first} to {last}. Make a new key before the old one expires.",
                ),
            ),
        ],
        read=_read,
        do=do,
        back=reverse(SECTION, args=[own(actor).code]),
        template="tokens/tokens.html",
        extra=lambda: _listed(actor, day),
    )
    answered = answer(request, actor, within(page, request, actor, SECTION), step)
    return _shown_once(request, actor, made[0].token.shown_id, made[0].secret) if made else answered


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADMINISTER_TOKENS)
def revoke(request: HttpRequest, actor: Actor, shown_id: str) -> HttpResponse:
    """Ask whether a key is to be taken back, and take it back."""
    token = _own(actor, shown_id)

    def do(_values: None, _seen: int | None) -> str:
        revoke_token(actor=actor, token=token, at=now())
        return step.back

    step = Step(
        title=Text("Återkalla en nyckel", "Revoke a key"),
        question=Text(f"Ska nyckeln ”{token.name}” återkallas?", f"Revoke the key “{token.name}”?"),
        explains=Text(
            "Programmet som har den slutar genast att komma in. Det går inte att ångra, men du kan skapa en ny nyckel.",
            "The program that has it is shut out at once. This cannot be undone, but you can make a new key.",
        ),
        button=Text("Återkalla nyckeln", "Revoke the key"),
        read=read_nothing,
        do=do,
        done=Text(
            f"Nyckeln ”{token.name}” är återkallad. Ingen kan använda den längre.",
            f"The key “{token.name}” has been revoked. No one can use it any more.",
        ),
        back=reverse(SECTION, args=[own(actor).code]),
        closed=Text(f"Nyckeln ”{token.name}” är redan återkallad.", f"The key “{token.name}” has been revoked already.")
        if token.revoked_at
        else None,
        template="tokens/revoke.html",
        closed_template="tokens/revoked.html",
        extra={"token": token},
        is_warning=True,
    )
    return answer(request, actor, within(page, request, actor, SECTION, _crumb(actor)), step)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADMINISTER_TOKENS)
def take_over(request: HttpRequest, actor: Actor, shown_id: str) -> HttpResponse:
    """Ask whether one answers for a key from now on, instead of whoever made it."""
    token = _own(actor, shown_id)

    def do(_values: None, _seen: int | None) -> str:
        take_token_over(actor=actor, token=token, at=now())
        return step.back

    step = Step(
        title=Text("Ta över en nyckel", "Take over a key"),
        question=Text(f"Ta över ansvaret för nyckeln ”{token.name}”?", f"Take over the key “{token.name}”?"),
        explains=Text(
            "Du svarar för vad programmet gör med nyckeln. Den gäller som förut, till sin sista dag. Vet du inte "
            "vilket program som har den: återkalla den i stället.",
            "You answer for what the program does with the key. It holds as before, to its last day. If you do not "
            "know which program has it, revoke it instead.",
        ),
        button=Text("Ta över nyckeln", "Take over the key"),
        read=read_nothing,
        do=do,
        done=Text(f"Du svarar nu för nyckeln ”{token.name}”.", f"You now answer for the key “{token.name}”."),
        back=reverse(SECTION, args=[own(actor).code]),
        closed=Text(f"Nyckeln ”{token.name}” är redan återkallad.", f"The key “{token.name}” has been revoked already.")
        if token.revoked_at
        else None,
        template="tokens/revoke.html",
        closed_template="tokens/revoked.html",
        extra={"token": token},
    )
    return answer(request, actor, within(page, request, actor, SECTION, _crumb(actor)), step)


def _read(written: Written) -> dict[str, Any]:
    """Read what a key is to be; the act says all that is wrong with it at once."""
    try:
        to_day = datetime.date.fromisoformat(written.raw("to_day"))
    except ValueError:
        to_day = None
    return {"name": written.raw("name"), "scopes": tuple(written.all("scopes")), "to_day": to_day}


def _listed(actor: Actor, day: datetime.date) -> dict[str, Any]:
    every = ApiToken.objects.filter(organisation=own(actor)).select_related("made_by")
    return {
        "ownerless": {token.pk: ends_on(token) for token in ownerless([own(actor).code], day)},
        "holding": [token for token in every if token.holds_on(day)],
        "ended": [token for token in every if not token.holds_on(day)],
    }


def _shown_once(request: HttpRequest, actor: Actor, shown_id: str, secret: str) -> HttpResponse:
    """Show a key that has been made; its secret only the first time."""
    values: dict[str, Any] = {
        "token": _own(actor, shown_id),
        "secret": secret,
        "example": request.build_absolute_uri(f"{reverse('api:api-root')}key"),
    }
    return page(request, "tokens/made.html", actor, SECTION, _crumb(actor), **values)


def _own(actor: Actor, shown_id: str) -> ApiToken:
    every = ApiToken.objects.select_related("organisation", "made_by")
    token: ApiToken = get_object_or_404(every, organisation=own(actor), shown_id=shown_id)
    return token


def _crumb(actor: Actor) -> Crumb:
    return Crumb(_("Nycklar"), reverse(SECTION, args=[own(actor).code]))
