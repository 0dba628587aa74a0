"""The pages of an organisation's keys to the API: list, make, revoke."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.once.receipts import once, once_of
from naravard.web.once.replay import act_once
from naravard.web.organisations.frame import page
from naravard.web.organisations.models import Organisation
from naravard.web.site.clock import now, today
from naravard.web.site.crumbs import Crumb
from naravard.web.site.templatetags.naravard import language
from naravard.web.tokens.acts import (
    LONGEST_NAME,
    MadeToken,
    TokenRefusedError,
    last_day_possible,
    make_token,
    revoke_token,
)
from naravard.web.tokens.models import ApiToken
from naravard.web.tokens.scopes import SCOPES

SECTION = "tokens:tokens"


@dataclass(frozen=True, slots=True)
class WrittenKey:
    """What was written in the form, right or wrong."""

    name: str = ""
    scopes: tuple[str, ...] = ()
    to_day: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "WrittenKey":
        """Read what was posted."""
        return cls(
            name=request.POST.get("name", ""),
            scopes=tuple(request.POST.getlist("scopes")),
            to_day=request.POST.get("to_day", ""),
        )

    @property
    def day(self) -> datetime.date | None:
        """The last day, where it can be read."""
        try:
            return datetime.date.fromisoformat(self.to_day.strip())
        except ValueError:
            return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADMINISTER_TOKENS)
def tokens(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List an organisation's keys to the API and make a new one, whose secret is shown once."""
    if request.method != "POST":
        return _listed(request, actor, WrittenKey(to_day=last_day_possible(today()).isoformat()))
    written, made = WrittenKey.of(request), []

    def do() -> str:
        made.append(_made(actor, written))
        return made[0].token.shown_id

    try:
        shown_id = once(once_of(request), actor.who.code, do, at=now())
    except TokenRefusedError as error:
        return _listed(request, actor, written, error)
    return _shown_once(request, actor, shown_id, made[0].secret if made else "")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADMINISTER_TOKENS)
def revoke(request: HttpRequest, actor: Actor, shown_id: str) -> HttpResponse:
    """Ask whether a key is to be taken back, and take it back."""
    token = _own(actor, shown_id)
    if request.method != "POST":
        return page(request, "tokens/revoke.html", actor, SECTION, _crumb(actor), token=token)

    def do() -> str:
        revoke_token(actor=actor, token=token, at=now())
        return reverse(SECTION, args=[token.organisation_id])

    words = _("Nyckeln ”%(name)s” är återkallad. Ingen kan använda den längre.") % {"name": token.name}
    return act_once(request, actor.who.code, do, words)


def _made(actor: Actor, written: WrittenKey) -> MadeToken:
    return make_token(
        actor=actor,
        organisation=_organisation(actor),
        name=written.name,
        scopes=written.scopes,
        to_day=written.day,
        at=now(),
    )


def _listed(
    request: HttpRequest, actor: Actor, written: WrittenKey, refused: TokenRefusedError | None = None
) -> HttpResponse:
    day = today()
    every = ApiToken.objects.filter(organisation=_organisation(actor)).select_related("made_by")
    problems = {field: words.in_language(language()) for field, words in (refused.problems if refused else {}).items()}
    values: dict[str, Any] = {
        "written": written,
        "problems": [(f"#{field}" if field else "", problem) for field, problem in problems.items()],
        "wrong": {field: problem for field, problem in problems.items() if field},
        "scopes": SCOPES,
        "holding": [token for token in every if token.holds_on(day)],
        "ended": [token for token in every if not token.holds_on(day)],
        "longest_name": LONGEST_NAME,
        "first_day": day,
        "last_day": last_day_possible(day),
    }
    return page(request, "tokens/tokens.html", actor, SECTION, status=422 if refused else 200, **values)


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
    token: ApiToken = get_object_or_404(every, organisation=_organisation(actor), shown_id=shown_id)
    return token


def _organisation(actor: Actor) -> Organisation:
    assert actor.organisation is not None  # noqa: S101 - for the type checker; requires() always gives one
    return actor.organisation


def _crumb(actor: Actor) -> Crumb:
    return Crumb(_("Nycklar"), reverse(SECTION, args=[_organisation(actor).code]))
