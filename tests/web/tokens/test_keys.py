"""Keys to the API: made, held, used, taken back, and not guessed."""

import datetime
import re

import pytest
from django.utils.crypto import salted_hmac

from naravard.web.access.actor import NotAllowedError
from naravard.web.access.acts import ACTS
from naravard.web.access.permissions import Permission
from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation
from naravard.web.tokens.acts import MOST, TokenRefusedError, last_day_possible, make_token, revoke_token
from naravard.web.tokens.bearer import NoSuchKeyError, TooManyWrongKeysError, bearer_of
from naravard.web.tokens.guess_limit import KEPT, WHILE, seconds_to_wait, sweep
from naravard.web.tokens.guess_limit import MOST as MOST_WRONG
from naravard.web.tokens.key_format import hashed, new_secret, shown_id
from naravard.web.tokens.models import ApiToken, WrongKeys
from naravard.web.tokens.scopes import SCOPES, permissions_of, scope_for
from people_samples import acting, member
from token_samples import LAST_DAY, MADE_AT, made_token

pytestmark = pytest.mark.django_db
ADDRESS = "192.0.2.7"
NOW = datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC)
NEEDS_A_PERSON = frozenset(Permission) - permissions_of(scope.code for scope in SCOPES)


def came(written: str, *, address: str = ADDRESS, at: datetime.datetime = NOW) -> str:
    """Return who comes with a key, or why no one does."""
    try:
        return bearer_of(written, address=address, at=at).actor.who.code
    except (NoSuchKeyError, TooManyWrongKeysError) as error:
        return type(error).__name__


def guess(times: int, *, address: str = ADDRESS, at: datetime.datetime = NOW) -> None:
    for _ in range(times):
        came(new_secret(), address=address, at=at)


def test_a_key_is_found_by_its_first_signs_and_kept_as_a_hash() -> None:
    made = made_token()
    assert re.fullmatch(r"nv_[a-z2-9]{8}_[A-Za-z0-9_-]{43}", made.secret)
    assert shown_id(made.secret) == made.token.shown_id
    stored = ApiToken.objects.values().get(pk=made.token.pk)
    assert stored["secret_hash"] == hashed(made.secret)
    assert made.secret[12:] not in str(stored)


def test_the_secret_is_in_no_event() -> None:
    made = made_token()
    revoke_token(actor=acting(member("region-09", "administrator")), token=made.token, at=NOW)
    told = list(Event.objects.filter(thing_kind="token").order_by("sequence"))
    assert [event.kind for event in told] == ["token-made", "token-revoked"]
    for event in told:
        assert made.secret[12:] not in event.content
        assert hashed(made.secret) not in event.content
        assert event.organisation_code == "region-09"
    assert told[0].told.after == {
        "scopes": ["read", "details", "duties"],
        "from_day": "2026-11-01",
        "to_day": "2027-06-30",
    }


def test_a_key_acts_for_its_organisation_with_what_its_scopes_allow() -> None:
    actor = bearer_of(made_token("region-09", "read").secret, address=ADDRESS, at=NOW).actor
    assert actor.who.name.sv == "Ekonomisystemet"
    assert actor.role.name.sv == "nyckel till API:et"
    assert actor.permissions == {Permission.SEE}
    assert actor.person_id is None
    assert actor.organisation == Organisation.objects.get(pk="region-09")


@pytest.mark.parametrize("permission", sorted(NEEDS_A_PERSON))
def test_what_binds_or_concerns_people_has_no_scope(permission: Permission) -> None:
    with pytest.raises(LookupError):
        scope_for(permission)


def test_those_are_what_needs_a_person() -> None:
    assert {
        Permission.SIGN,
        Permission.CERTIFY,
        Permission.ADMINISTER_PEOPLE,
        Permission.ADMINISTER_TOKENS,
    } < NEEDS_A_PERSON
    assert {Permission.EXTEND, Permission.EXTEND_RIGHTS, Permission.RECEIVE} < NEEDS_A_PERSON
    assert {Permission.CHANGE_PAYMENT_DETAILS, Permission.TAKE_IN_REFERENCE_DATA} < NEEDS_A_PERSON


@pytest.mark.parametrize(
    ("at", "who"),
    [
        ("2026-10-31T22:59:59Z", "NoSuchKeyError"),  # the day before, in Sweden
        ("2026-10-31T23:00:00Z", "token"),
        ("2027-06-30T21:59:59Z", "token"),
        ("2027-06-30T22:00:00Z", "NoSuchKeyError"),  # midnight in Swedish summer time
    ],
)
def test_a_key_holds_from_its_first_day_to_its_last(at: str, who: str) -> None:
    assert came(made_token().secret, at=datetime.datetime.fromisoformat(at)).partition("-")[0] == who


def test_a_revoked_key_opens_nothing_from_that_moment() -> None:
    made = made_token()
    assert came(made.secret).startswith("token-")
    actor = acting(member("region-09", "administrator"))
    revoke_token(actor=actor, token=made.token, at=NOW)
    assert came(made.secret) == "NoSuchKeyError"
    events = Event.objects.count()
    revoke_token(actor=actor, token=made.token, at=NOW + WHILE)
    assert Event.objects.count() == events
    assert ApiToken.objects.get(pk=made.token.pk).revoked_at == NOW


def test_a_key_that_differs_in_one_sign_opens_nothing() -> None:
    secret = made_token().secret
    other = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    for wrong in (other, secret + "A", secret[:-1], secret.upper(), "", "nv_", "å" * 55, f" {secret}"):
        assert came(wrong) == "NoSuchKeyError", wrong


def test_the_day_of_use_is_written_once_a_day(django_assert_num_queries: object) -> None:
    made = made_token()
    came(made.secret)
    assert ApiToken.objects.get(pk=made.token.pk).last_used_day == datetime.date(2026, 11, 2)
    with django_assert_num_queries(1):
        came(made.secret, at=NOW + WHILE)
    came(made.secret, at=NOW + datetime.timedelta(days=1))
    assert ApiToken.objects.get(pk=made.token.pk).last_used_day == datetime.date(2026, 11, 3)


def test_many_wrong_keys_from_an_address_are_told_to_wait_and_the_right_one_always_opens() -> None:
    right, wrong = made_token().secret, new_secret()
    guess(MOST_WRONG - 1)
    assert came(wrong) == "NoSuchKeyError"
    assert came(wrong) == "TooManyWrongKeysError"
    assert came(right).startswith("token-"), "one who guesses shuts nobody out behind the same address"
    assert came(wrong, address="192.0.2.8") == "NoSuchKeyError"
    wait = seconds_to_wait(ADDRESS, at=NOW)
    assert came(wrong, at=NOW + datetime.timedelta(seconds=wait - 2)) == "TooManyWrongKeysError"
    assert came(wrong, at=NOW + datetime.timedelta(seconds=wait)) == "NoSuchKeyError"


def test_guesses_while_told_to_wait_write_nothing() -> None:
    guess(MOST_WRONG + 5)
    assert [row.count for row in WrongKeys.objects.all()] == [MOST_WRONG]


def test_counts_of_many_addresses_do_not_fill_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("naravard.web.tokens.guess_limit.MOST_ADDRESSES", 3)
    for number in range(9):
        guess(1, address=f"198.51.100.{number}", at=NOW + number * WHILE)
    assert WrongKeys.objects.count() <= 4


def test_a_key_that_was_right_once_is_no_guess() -> None:
    expired = made_token(to_day=MADE_AT.date(), name="Gammal").secret
    for _ in range(MOST_WRONG + 1):
        assert came(expired) == "NoSuchKeyError"
    assert came(made_token().secret).startswith("token-")


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.7", "192.0.2.7", True),
        ("::1", "0.0.0.1", False),
        ("", "", True),
        ("inte en adress", "inte en annan", False),
    ],
)
def test_a_network_of_ipv6_is_one_address(one: str, other: str, *, are_one: bool) -> None:
    guess(MOST_WRONG, address=one)
    assert (seconds_to_wait(other, at=NOW) > 0) is are_one


def test_addresses_are_kept_as_hashes_and_for_a_day() -> None:
    guess(1)
    assert ADDRESS not in str(list(WrongKeys.objects.values()))
    assert sweep(at=NOW + KEPT - datetime.timedelta(minutes=1)) == 0
    assert sweep(at=NOW + KEPT + WHILE) == 1


def test_only_those_who_administer_keys_make_and_revoke_them_and_only_their_own() -> None:
    region = Organisation.objects.get(pk="region-09")
    wanted = {"name": "N", "scopes": ["read"], "to_day": LAST_DAY, "at": MADE_AT}
    for actor in (acting(member("region-09", "official")), acting(member("region-10", "administrator"))):
        with pytest.raises(NotAllowedError):
            make_token(actor=actor, organisation=region, **wanted)
        with pytest.raises(NotAllowedError):
            revoke_token(actor=actor, token=made_token().token, at=NOW)
    assert {ACTS[name].permission for name in ("make_token", "revoke_token")} == {Permission.ADMINISTER_TOKENS}


def test_what_an_older_version_counted_is_known() -> None:
    since = datetime.datetime.fromtimestamp(NOW.timestamp() // 600 * 600, tz=datetime.UTC)
    counted = salted_hmac("naravard.web.tokens.guessing", ADDRESS, algorithm="sha256").hexdigest()
    WrongKeys.objects.create(address_hash=counted, since=since, count=MOST_WRONG)
    assert came(new_secret()) == "TooManyWrongKeysError"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " \t "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["read", "sign"]}, "scopes"),
        ({"to_day": None}, "to_day"),
        ({"to_day": datetime.date(2026, 10, 31)}, "to_day"),
        ({"to_day": datetime.date(2027, 11, 2)}, "to_day"),
    ],
)
def test_what_is_wrong_is_said_by_field(changed: dict[str, object], field: str) -> None:
    wanted = {"name": "N", "scopes": ["read"], "to_day": LAST_DAY} | changed
    actor = acting(member("region-09", "administrator"))
    with pytest.raises(TokenRefusedError) as refused:
        make_token(actor=actor, organisation=actor.organisation, at=MADE_AT, **wanted)
    assert list(refused.value.problems) == [field]
    assert not ApiToken.objects.exists()


def test_an_organisation_has_a_bounded_number_of_keys() -> None:
    for _ in range(MOST):
        made = made_token()
    with pytest.raises(TokenRefusedError):
        made_token()
    made_token("region-10")
    revoke_token(actor=acting(member("region-09", "administrator")), token=made.token, at=NOW)
    made_token()


def test_a_year_is_the_longest() -> None:
    assert last_day_possible(datetime.date(2026, 11, 1)) == datetime.date(2027, 11, 1)
    made_token(to_day=datetime.date(2027, 11, 1))
