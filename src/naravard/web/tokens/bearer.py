"""The actor that a key makes: with what the key's scopes allow, in the key's organisation."""

import datetime
import hmac
from dataclasses import dataclass

from django.utils import timezone

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.history.content import Named
from naravard.web.tokens.guess_limit import count_wrong, seconds_to_wait
from naravard.web.tokens.key_format import hashed, shown_id
from naravard.web.tokens.models import ApiToken
from naravard.web.tokens.scopes import permissions_of

KEY_ROLE = Named("api-key", Text("nyckel till API:et", "key to the API"))
"""The role of a key, as events name it."""


class NoSuchKeyError(Exception):
    """The key is wrong, has expired or has been revoked. Which of them is not told."""


class TooManyWrongKeysError(Exception):
    """Too many wrong keys have come from the address; ``seconds`` says how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who has come with a key: the key, and the actor that it makes."""

    token: ApiToken
    actor: Actor


def bearer_of(written: str, *, address: str, at: datetime.datetime) -> Bearer:
    """Return who a key makes of the one who brings it, and note the day that it was used.

    Raises:
        TooManyWrongKeysError: when the key is wrong and the address has to wait. A right key always opens, so that one
            who guesses shuts nobody out who shares the address.
        NoSuchKeyError: when the key opens nothing.
    """
    token = _found(written)
    if token is None:
        if seconds := seconds_to_wait(address, at=at):
            raise TooManyWrongKeysError(seconds)
        count_wrong(address, at=at)
        raise NoSuchKeyError
    day = timezone.localtime(at).date()
    if not token.holds_on(day):
        raise NoSuchKeyError
    if token.last_used_day != day:
        ApiToken.objects.filter(pk=token.pk).update(last_used_day=day)
    return Bearer(token, actor_of(token))


def actor_of(token: ApiToken) -> Actor:
    """Return a key as an actor; ``who`` is the key and no person."""
    return Actor(
        who=token.named(),
        role=KEY_ROLE,
        permissions=permissions_of(token.scopes.split()),
        organisation=token.organisation,
    )


def _found(written: str) -> ApiToken | None:
    """Return the key that is written, whether it holds or not."""
    shown = shown_id(written)
    token = ApiToken.objects.select_related("organisation").filter(shown_id=shown).first() if shown else None
    is_it = hmac.compare_digest(token.secret_hash if token else "", hashed(written) if shown else "-")
    return token if is_it else None
