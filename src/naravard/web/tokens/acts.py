"""Making a key to the API and taking it back."""

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import own
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Plain, Thing
from naravard.web.history.kinds import event, example
from naravard.web.organisations.models import Organisation
from naravard.web.people.event_mail import administrators
from naravard.web.site.refusals import Refused
from naravard.web.tokens.key_format import hashed, new_secret, shown_id
from naravard.web.tokens.models import ApiToken
from naravard.web.tokens.scopes import SCOPES, scopes_in

LONGEST_NAME = 100
MOST = 50
"""How many keys that hold an organisation may have."""


class TokenRefusedError(Refused):
    """A key cannot be made as it was asked for; ``problems`` says by field what is wrong and what to do."""

    def __init__(self, problems: dict[str, Text]) -> None:
        field = min(problems)  # what is wrong with the whole has no field, and is said first
        super().__init__("token-refused", problems[field], field, problems=problems)


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A key that has just been made, with its secret: the only time that it is known."""

    token: ApiToken
    secret: str


_KEY = Thing("token", "abcd2345", Text("Ekonomisystemet"))


@act(
    Permission.ADMINISTER_TOKENS,
    leaves=event(
        "token-made",
        Text(
            "{who} skapade nyckeln {thing:quoted} till API:et, som gäller till och med {to_day}.",
            "{who} made the key {thing:quoted} to the API, which holds to {to_day} inclusive.",
        ),
        example(_KEY, after={"to_day": "2023-03-01"}),
        mailed_to=(administrators,),
    ),
)
def make_token(
    *,
    actor: Actor,
    organisation: Organisation,
    name: str,
    scopes: Sequence[str],
    to_day: datetime.date | None,
    at: datetime.datetime,
) -> MadeToken:
    """Make a key that holds from today to a last day, at most a year from now.

    Raises:
        TokenRefusedError: when something about it is not as it must be.
    """
    today = timezone.localtime(at).date()
    name = " ".join(name.split())
    problems = {
        field: problem
        for field, problem in (
            ("name", _wrong_name(name)),
            ("scopes", _wrong_scopes(organisation, scopes)),
            ("to_day", _wrong_last_day(to_day, today)),
            ("", _too_many(organisation, today)),
        )
        if problem is not None
    }
    if problems or to_day is None:
        raise TokenRefusedError(problems)
    secret = new_secret()
    token = ApiToken.objects.create(
        organisation=organisation,
        name=name,
        shown_id=shown_id(secret) or "",
        secret_hash=hashed(secret),
        scopes=" ".join(scope.code for scope in SCOPES if scope.code in scopes),
        made_by_id=actor.person_id,
        made_at=at,
        from_day=today,
        to_day=to_day,
    )
    tell(
        actor=actor,
        organisation=organisation,
        thing=token.thing(),
        kind="token-made",
        before=None,
        after=_as_told(token),
        at=at,
    )
    return MadeToken(token, secret)


@act(
    Permission.ADMINISTER_TOKENS,
    matter=own(lambda given: given["token"].organisation),
    leaves=event(
        "token-revoked",
        Text(
            "{who} återkallade nyckeln {thing:quoted} till API:et.", "{who} revoked the key {thing:quoted} to the API."
        ),
        example(_KEY, before={"to_day": "2023-03-01"}),
        mailed_to=(administrators,),
    ),
)
def revoke_token(*, actor: Actor, token: ApiToken, at: datetime.datetime) -> None:
    """Take a key back at once. One that has been taken back already stays as it is, and leaves no more events."""
    taken = ApiToken.objects.select_for_update(no_key=True).get(pk=token.pk)
    if taken.revoked_at is not None:
        return
    before = _as_told(taken)
    taken.revoked_at = at
    taken.save(update_fields=["revoked_at"])
    tell(
        actor=actor,
        organisation=taken.organisation,
        thing=taken.thing(),
        kind="token-revoked",
        before=before,
        after=None,
        at=at,
    )


@act(
    Permission.ADMINISTER_TOKENS,
    matter=own(lambda given: given["token"].organisation),
    leaves=event(
        "token-taken-over",
        Text(
            "{who} tog över ansvaret för nyckeln {thing:quoted} till API:et.",
            "{who} took over the responsibility for the key {thing:quoted} to the API.",
        ),
        example(_KEY, before={"made_by": "Bo Al"}, after={"made_by": "Anna Ek"}),
        mailed_to=(administrators,),
    ),
)
def take_token_over(*, actor: Actor, token: ApiToken, at: datetime.datetime) -> None:
    """Answer for a key from now on, instead of whoever made it. One's own, or one that is revoked, stays as it is."""
    taken = ApiToken.objects.select_for_update(no_key=True, of=("self",)).select_related("made_by").get(pk=token.pk)
    if taken.revoked_at is not None or taken.made_by_id == actor.person_id:
        return
    before = taken.made_by.name if taken.made_by else ""
    taken.made_by_id = actor.person_id
    taken.save(update_fields=["made_by"])
    tell(
        actor=actor,
        organisation=taken.organisation,
        thing=taken.thing(),
        kind="token-taken-over",
        before={"made_by": before},
        after={"made_by": actor.who.name.sv},
        at=at,
    )


def last_day_possible(today: datetime.date) -> datetime.date:
    """Return the same day next year: the last that a key may have.

    >>> last_day_possible(datetime.date(2028, 2, 29))
    datetime.date(2029, 2, 28)
    """
    following = today.year + 1
    return datetime.date(following, today.month, min(today.day, calendar.monthrange(following, today.month)[1]))


def _as_told(token: ApiToken) -> dict[str, Plain]:
    return {
        "scopes": list(token.scopes.split()),
        "from_day": token.from_day.isoformat(),
        "to_day": token.to_day.isoformat(),
    }


def _wrong_name(name: str) -> Text | None:
    if not name:
        return Text("Skriv vad nyckeln ska användas till.", "Write what the key is to be used for.")
    if len(name) > LONGEST_NAME or not name.isprintable():
        return Text(
            f"Skriv högst {LONGEST_NAME} vanliga tecken.",
            f"Write at most {LONGEST_NAME} characters that can be printed.",
        )
    return None


def _wrong_scopes(organisation: Organisation, scopes: Sequence[str]) -> Text | None:
    if not scopes or not {one.code for one in scopes_in(organisation.kind, organisation.code)} >= set(scopes):
        return Text("Välj minst en sak som nyckeln får göra.", "Choose at least one thing that the key may do.")
    return None


def _wrong_last_day(to_day: datetime.date | None, today: datetime.date) -> Text | None:
    latest = last_day_possible(today)
    if to_day is None or not today <= to_day <= latest:
        return Text(
            f"Ange en sista dag från {today} till {latest}. En nyckel gäller högst ett år.",
            f"Give a last day from {today} to {latest}. A key holds for a year at most.",
        )
    return None


def _too_many(organisation: Organisation, today: datetime.date) -> Text | None:
    held = ApiToken.objects.filter(organisation=organisation, revoked_at=None, to_day__gte=today).count()
    if held >= MOST:
        return Text(
            f"Organisationen har redan {MOST} nycklar som gäller. Återkalla någon som inte används.",
            f"The organisation has {MOST} keys that hold already. Revoke one that is not used.",
        )
    return None
