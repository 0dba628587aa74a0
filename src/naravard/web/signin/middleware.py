"""What is done about the session at each request: note that it is used, be kind when it has ended, know its browser."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.web.access.addresses import EVERYONE
from naravard.web.signin import known_browsers
from naravard.web.signin.browsers import family
from naravard.web.signin.interrupted_forms import drop_when_sent, keep
from naravard.web.signin.sessions import SessionStore, whose

Answer = Callable[[HttpRequest], HttpResponseBase]


class SessionTimes:
    """Move the end of a session that is used, once a minute; keep what was written when it had ended."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and note that the session was used if it was."""
        response = self.get_response(request)
        session = request.session
        if isinstance(session, SessionStore) and session.accessed and session.session_key:
            session.seen(family(request.META.get("HTTP_USER_AGENT", "")))
        known_browsers.write(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Say that the session has ended, and keep what was written, where the page is for those who have signed in."""
        if getattr(view, "access", None) in (None, EVERYONE):
            return None
        if request.user.is_authenticated:
            if request.method == "POST":
                drop_when_sent(request)
            return None
        account_id = whose(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        if account_id is None:
            return None
        if request.method == "POST" and keep(request, account_id):
            messages.info(request, _("Du har loggats ut. Logga in igen: det du skrev finns kvar."))
            return redirect_to_login(reverse("signin:kept"))
        messages.info(request, _("Du har loggats ut. Logga in igen, så kommer du tillbaka till sidan."))
        return None
