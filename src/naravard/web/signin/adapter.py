"""How allauth's accounts are ours: found by e-mail address, made only by invitation, with events and our own words."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from naravard.web.access.actor import oneself
from naravard.web.people.models import Account
from naravard.web.signin import acts, try_counts
from naravard.web.signin.codes import fits
from naravard.web.signin.known_browsers import browser_of, remember
from naravard.web.signin.try_counts import counted_account
from naravard.web.signin.words import DONE, MISTAKES
from naravard.web.site.clock import now

LOG = logging.getLogger("naravard.signin")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # without types of its own
    """Accounts by e-mail address and password."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | MISTAKES

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Let nobody make an account without an invitation."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Answer with pages only."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Lead on to the service's own pages only."""
        return bool(url) and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return what a request is counted by: a known browser by itself, any other by where it comes from.

        Where it comes from is what the trusted proxies say; one who comes past them is counted by its own address.
        """
        if browser := browser_of(request):
            return browser
        try:
            return str(super().get_client_ip(request))
        except (ImproperlyConfigured, PermissionDenied):
            return request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 - a name for "unknown", not bound to

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count attempts by account, whichever host and port is asked; those of a known browser by themselves."""
        return counted_account(request, str(credentials.get("email", "")))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try before the password is looked at. Where there were too many, a right code lets it pass.

        A code is used up by it, so one who guesses both is slower than one who waits.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            account = Account.objects.filter(email=str(credentials.get("email", "")).strip().lower()).first()
            code = request.POST.get("code", "")
            if account and code and fits(account, code):
                return
            LOG.warning("tries to sign in to account %s are slowed", account.pk if account else "-")
            raise

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Tell whether it is the password of the one who is signed in."""
        assert isinstance(user, Account)  # noqa: S101 - for the type checker; it is the user model
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Set a password, with its event. Whoever has done so is let in at once, whatever others have tried."""
        assert isinstance(user, Account)  # noqa: S101 - for the type checker; it is the user model
        acts.set_password(actor=oneself(user.person), account=user, password=password, at=now())
        try_counts.lift(user)
        remember(self.request, user.email)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth's signature
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what was done, in our words; what we have no words for is not said."""
        words = message or DONE.get(message_template or "")
        if words:
            level = messages.SUCCESS if level == messages.INFO else level
            messages.add_message(request, level, str(words), extra_tags=extra_tags)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Send nothing: the event of what was changed is mailed (:mod:`naravard.web.people.event_mail`)."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail. Where the mail server is down it is told in the log; the page answers the same as ever."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            LOG.exception("a mail about an account could not be sent")
