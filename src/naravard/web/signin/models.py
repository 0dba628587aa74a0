"""Sessions, each with its account and times, and the values that all processes share for a while."""

from typing import TYPE_CHECKING

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from naravard.web.signin.sessions import SessionStore


class Session(AbstractBaseSession):
    """A session of a browser. With the account beside it, all sessions of an account can be listed and ended at once.

    ``expire_date`` is when it ends if nothing more is done, so an ended session is one whose ``expire_date`` is past;
    it remains a while, so that what was written in it can be given back to the one who wrote it.
    """

    account_id = models.BigIntegerField(null=True, db_index=True)
    """Whose it is; none before signing in."""
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    browser = models.CharField(max_length=60, blank=True)
    """The family of the browser, as in ``Firefox, Windows``."""

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        """Return the store, which reads what a session holds."""
        from naravard.web.signin.sessions import SessionStore

        return SessionStore


class SharedValue(models.Model):
    """A value that all processes share for a while: how often an address was tried. Django's cache keeps them here."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)
