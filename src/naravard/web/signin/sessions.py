"""The session store: Django's own in the database, with the account, the times and the end of each session."""

from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.utils import timezone

from naravard.web.signin.models import Session

SEEN_EVERY = timedelta(minutes=1)
KEPT_AFTER_END = timedelta(days=1)
MOST_ANONYMOUS = 5_000
"""How many sessions of nobody are kept: of those on their way in, by an invitation, a link or an identity provider."""
MOST_OF_AN_ACCOUNT = 100
"""How many sessions an account can have."""


def end_of(session: Session, now: datetime) -> datetime:
    """Return when a session used now ends: after the time at rest, and never later than the longest time allowed."""
    idle = now + timedelta(minutes=settings.IDLE_MINUTES)
    return min(idle, session.started_at + timedelta(hours=settings.LONGEST_SESSION_HOURS))


class SessionStore(DatabaseStore):
    """A session in the database."""

    row: Session | None = None
    """What was read from the database."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the model with the account beside the session."""
        return Session

    def load(self) -> dict[str, Any]:
        """Read the session; an ended one is as one that does not exist."""
        self.row = cast(Session | None, self._get_session_from_db())  # type: ignore[attr-defined]
        return self.decode(self.row.session_data) if self.row else {}

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return a new row, which begins and ends by the clock."""
        now = timezone.now()
        account = data.get(SESSION_KEY)
        row = Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            account_id=int(account) if account else None,
            started_at=now,
            seen_at=now,
        )
        row.expire_date = end_of(row, now)
        self.row = row
        _make_room(row.account_id)
        return row

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Save the session. One that has ended meanwhile, in another process, stays ended."""
        if must_create or self.session_key is None:
            super().save(must_create=must_create)
            return
        data = self._get_session(no_load=False)  # type: ignore[attr-defined]
        account = data.get(SESSION_KEY)
        if account and (self.row is None or self.row.account_id != int(account)):
            _make_room(int(account))
        living = Session.objects.filter(session_key=self.session_key, expire_date__gt=timezone.now())
        changed = living.update(session_data=self.encode(data), account_id=int(account) if account else None)
        if not changed:
            raise UpdateError

    @classmethod
    def clear_expired(cls) -> None:
        """Remove the sessions that ended so long ago that nobody comes back for what was written in them."""
        Session.objects.filter(expire_date__lt=timezone.now() - KEPT_AFTER_END).delete()

    def seen(self, browser: str) -> None:
        """Note that the session is used, at most once a minute; it then ends later."""
        now = timezone.now()
        row = self.row
        if row is None or not self.session_key or (now - row.seen_at < SEEN_EVERY and row.browser == browser):
            return
        Session.objects.filter(session_key=self.session_key, expire_date__gt=now).update(
            seen_at=now, expire_date=end_of(row, now), browser=browser
        )


def _make_room(account_id: int | None) -> None:
    """Remove the oldest sessions, of nobody or of an account, where there are as many as there may be.

    So one who asks again and again, with a new browser each time, fills nothing but his own share.
    """
    kept = Session.objects.filter(account_id=account_id)
    most = MOST_OF_AN_ACCOUNT if account_id else MOST_ANONYMOUS
    if kept.count() >= most:
        oldest = kept.order_by("started_at").values_list("session_key", flat=True)[: max(1, most // 10)]
        Session.objects.filter(session_key__in=list(oldest)).delete()


def living_sessions(account_id: int, now: datetime) -> QuerySet[Session]:
    """Return an account's sessions that have not ended, the last used first."""
    return Session.objects.filter(account_id=account_id, expire_date__gt=now).order_by("-seen_at")


def end_sessions(account_id: int, now: datetime, *, but: str | None = None) -> int:
    """End an account's sessions, all but one where one is named; return how many. It holds at once in all processes."""
    return living_sessions(account_id, now).exclude(session_key=but or "").update(expire_date=now)


def whose(key: str | None) -> int | None:
    """Return whose an ended session was."""
    row = Session.objects.filter(session_key=key, expire_date__lte=timezone.now()).first() if key else None
    return row.account_id if row else None
