"""Keys whose maker no longer administers keys in the organisation: shown, taken over by another, or ended.

Somebody answers for each key: whoever made it or took it over. When that person's role ends the key goes on, so that a
program does not stop on the day that someone changes work; the administrators are told, and after a while it ends.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from naravard.web.access.actor import THE_SERVICE
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import ROLES
from naravard.web.people.models import Membership
from naravard.web.tokens.acts import revoke_token
from naravard.web.tokens.models import ApiToken

GRACE = datetime.timedelta(days=30)
"""How long a key holds when nobody answers for it."""


def ownerless(organisations: Iterable[str], day: datetime.date) -> QuerySet[Any]:
    """Return the keys that hold on a day and that nobody who administers keys there answers for.

    Each has ``ended_on``, the last day of the role of whoever answered for it; None if there was none.
    """
    roles = [role.code for role in ROLES if Permission.ADMINISTER_TOKENS in role.permissions]
    held = Membership.objects.filter(
        person=OuterRef("made_by"), organisation=OuterRef("organisation"), role__in=roles, from_day__lte=day
    )
    keys = ApiToken.objects.filter(
        organisation__in=list(organisations), revoked_at=None, from_day__lte=day, to_day__gte=day
    ).exclude(made_by=None)
    return keys.annotate(
        is_owned=Exists(held.on(day)), ended_on=Subquery(held.order_by("-to_day").values("to_day")[:1])
    ).filter(is_owned=False)


def ends_on(token: Any) -> datetime.date:
    """Return the last day of a key that nobody answers for."""
    since: datetime.date = token.ended_on or timezone.localtime(token.made_at).date()
    last: datetime.date = token.to_day
    return min(last, since + GRACE)


def sweep(*, at: datetime.datetime) -> int:
    """Revoke the keys that nobody has answered for in a while; return how many."""
    day = timezone.localtime(at).date()
    every = ApiToken.objects.filter(revoked_at=None).values_list("organisation", flat=True).distinct()
    ended = [token for token in ownerless(every, day).select_related("organisation") if ends_on(token) < day]
    for token in ended:
        revoke_token(actor=THE_SERVICE, token=token, at=at)
    return len(ended)
