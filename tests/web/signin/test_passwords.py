"""Signing in with a password: who is let in, what a password must be, how guessing is slowed, what is never told."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from naravard.web.history.models import Event
from naravard.web.people.models import Account
from naravard.web.signin.breaches import is_breached, problem_with
from sign_in_shared import PASSWORD, account, invite, is_signed_in, sign_in, words

NEW = "fyra blå hästar på en äng"


def test_one_with_an_account_is_let_in_however_the_address_is_written(reader: Client) -> None:
    account("anna@example.org")
    assert sign_in(reader, " Anna@Example.ORG ", next="/konto/")["Location"] == "/konto/"
    assert is_signed_in(reader)


@pytest.mark.parametrize(
    "next_page", ["https://elak.example/", "//elak.example/", "javascript:alert(1)", "/\\elak.example"]
)
def test_one_is_led_on_to_the_services_own_pages_only(reader: Client, next_page: str) -> None:
    account()
    assert sign_in(reader, next=next_page)["Location"] == "/mina-uppgifter/"


def test_unknown_addresses_and_wrong_passwords_are_answered_alike(reader: Client) -> None:
    account("anna@example.org")
    account("closed@example.org")
    Account.objects.filter(email="closed@example.org").update(is_active=False)
    tries = [
        sign_in(Client(), "anna@example.org", "fel lösenord helt"),
        sign_in(Client(), "ingen@example.org", "fel lösenord helt"),
        sign_in(Client(), "closed@example.org", PASSWORD),
    ]
    assert [answer.status_code for answer in tries] == [422, 422, 422]
    assert len({words(answer) for answer in tries}) == 1
    assert "hör inte ihop" in words(tries[0])


def test_a_forgotten_password_is_answered_alike_and_a_mail_goes_either_way(reader: Client) -> None:
    account("anna@example.org")
    pages = [
        words(Client().post("/konto/losenord/glomt/", {"email": email}, follow=True))
        for email in ("anna@example.org", "ingen@example.org")
    ]
    assert len(set(pages)) == 1
    assert [(sent.to, "/konto/losenord/nytt/" in sent.body) for sent in mail.outbox] == [
        (["anna@example.org"], True),
        (["ingen@example.org"], False),
    ]


def test_a_link_by_mail_gives_a_new_password_once_and_ends_the_sessions_of_the_old(
    reader: Client, django_capture_on_commit_callbacks: Any
) -> None:
    account("anna@example.org")
    sign_in(reader)
    stranger = Client()
    stranger.post("/konto/losenord/glomt/", {"email": "anna@example.org"})
    link = next(word for word in mail.outbox[0].body.split() if "/konto/losenord/nytt/" in word)
    form = stranger.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    weak = stranger.post(address, {"password1": "kort", "password2": "kort"})
    assert weak.status_code == 422
    assert "Lösenordet har 4 tecken" in words(weak)
    with django_capture_on_commit_callbacks(execute=True):
        done = stranger.post(address, {"password1": NEW, "password2": NEW}, follow=True)
    assert "Lösenordet är bytt" in words(done)
    assert not is_signed_in(reader), "the old password's sessions have ended"
    assert sign_in(stranger, password=NEW).status_code == 302
    assert "Länken gäller inte längre" in words(Client().get(link, follow=True))
    assert Event.objects.filter(kind="password-set").count() == 1
    assert [sent.subject for sent in mail.outbox][-1] == "Naravard: ditt konto har ändrats"


def test_a_changed_password_ends_other_sessions_and_keeps_this_one(reader: Client) -> None:
    account()
    elsewhere = Client()
    sign_in(reader)
    sign_in(elsewhere)
    values = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert "inte ditt nuvarande" in words(reader.post("/konto/losenord/", values | {"oldpassword": "fel"}))
    assert reader.post("/konto/losenord/", values).status_code == 302
    assert (is_signed_in(reader), is_signed_in(elsewhere)) == (True, False)
    event = Event.objects.get(kind="password-set")
    assert NEW not in event.content, "an event holds nothing secret"


WRONG = "fel lösenord helt"


def attack(email: str = "anna@example.org", *, tries: int = 6, **place: str) -> Any:
    """Guess at an account until it is slowed, each time from another place unless one is given."""
    answers = [sign_in(Client(**{"REMOTE_ADDR": f"192.0.2.{number}"} | place), email, WRONG) for number in range(tries)]
    return answers[-1]


def link_by_mail() -> str:
    """Ask for a new password and return the form's address behind the link of the mail."""
    Client(REMOTE_ADDR="198.51.100.1").post("/konto/losenord/glomt/", {"email": "anna@example.org"})
    return next(word for word in mail.outbox[-1].body.split() if "/konto/losenord/nytt/" in word)


def test_guessing_is_slowed_for_an_account_whoever_guesses_and_says_how_long(reader: Client) -> None:
    account("anna@example.org")
    for place in range(5):
        guess = Client(REMOTE_ADDR=f"192.0.2.{place}", SERVER_NAME="testserver", SERVER_PORT=str(8000 + place))
        assert "hör inte ihop" in words(sign_in(guess, "anna@example.org", WRONG))
    stopped = sign_in(Client(REMOTE_ADDR="192.0.2.99"), "ANNA@example.org", PASSWORD)
    assert "Vänta fem minuter" in words(stopped)
    account("bo@example.org")
    assert sign_in(reader, "bo@example.org").status_code == 302, "others are not stopped"


def test_one_who_guesses_does_not_keep_the_right_person_out_of_a_browser_used_before(reader: Client) -> None:
    account("anna@example.org")
    sign_in(reader)
    reader.post("/konto/logga-ut/")
    assert "Vänta fem minuter" in words(attack())
    assert sign_in(reader).status_code == 302
    assert "anna" not in reader.cookies["known-browser"].value, "no address stands in it"
    confirmed = reader.post("/konto/bekrafta/", {"password": PASSWORD})
    assert confirmed.status_code == 302, "nor from what one is signed in to"


def test_a_known_browser_guesses_no_faster_than_others(reader: Client) -> None:
    account("anna@example.org")
    sign_in(reader)
    reader.post("/konto/logga-ut/")
    for _ in range(5):
        sign_in(reader, password=WRONG)
    assert "Vänta fem minuter" in words(sign_in(reader))
    assert sign_in(Client()).status_code == 302, "and slows itself alone"


@pytest.mark.parametrize("written", ["", "x", "WyJ4IiwieSJd:1:1", "a" * 5000])
def test_a_browser_cannot_say_that_it_is_known(reader: Client, written: str) -> None:
    account("anna@example.org")
    attack()
    reader.cookies["known-browser"] = written
    assert "Vänta fem minuter" in words(sign_in(reader))


def test_the_link_in_a_mail_lets_the_right_person_in_while_someone_guesses(reader: Client) -> None:
    account("anna@example.org")
    attack()
    form = reader.get(link_by_mail(), follow=True).redirect_chain[-1][0]
    reader.post(form, {"password1": NEW, "password2": NEW})
    assert sign_in(Client(REMOTE_ADDR="198.51.100.9"), password=NEW).status_code == 302, "what was counted is forgotten"
    attack()
    assert sign_in(reader, password=NEW).status_code == 302, "and the browser is known from then on"


def test_one_who_guesses_from_a_shared_address_does_not_stop_those_behind_it(reader: Client) -> None:
    account("anna@example.org")
    sign_in(reader)
    reader.post("/konto/logga-ut/")
    for number in range(25):
        answer = sign_in(Client(), f"nr-{number}@example.org", WRONG)
    assert "Vänta fem minuter" in words(answer)
    assert sign_in(reader).status_code == 302


def test_what_is_slowed_stands_in_the_log_by_number(caplog: pytest.LogCaptureFixture, db: None) -> None:
    own = account("anna@example.org")
    attack()
    attack("ingen@example.org")
    said = [record.getMessage() for record in caplog.records if "slowed" in record.getMessage()]
    assert said == [f"tries to sign in to account {each} are slowed" for each in (own.pk, "-")]


def test_guessing_is_slowed_for_one_who_tries_many_accounts(reader: Client) -> None:
    for number in range(20):
        sign_in(reader, f"nr-{number}@example.org", WRONG)
    assert "Vänta fem minuter" in words(sign_in(reader, "nr-99@example.org", "fel lösenord helt"))


def test_attempts_are_counted_for_all_processes(reader: Client, settings: Any) -> None:
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    from naravard.web.signin.models import SharedValue

    account("anna@example.org")
    sign_in(reader, password="fel lösenord helt")
    counted = SharedValue.objects.filter(cache_key__contains="login_failed")
    assert counted.count() == 2, "one count for the account and one for the place"
    assert not counted.filter(cache_key__contains="anna").exists(), "addresses are not kept in clear"


def test_asking_for_links_is_slowed(reader: Client) -> None:
    answers = [reader.post("/konto/losenord/glomt/", {"email": "anna@example.org"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert answers[-1]["Retry-After"] == "600"
    assert "Vänta 10 minuter" in words(answers[-1])
    assert len(mail.outbox) == 3


def test_who_asks_is_told_by_trusted_proxies_only(reader: Client, settings: Any) -> None:
    from allauth.account.adapter import get_adapter
    from django.test import RequestFactory

    asked = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.7, 203.0.113.5")
    assert get_adapter(asked).get_client_ip(asked) == "10.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert get_adapter(asked).get_client_ip(asked) == "203.0.113.5"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    assert get_adapter(asked).get_client_ip(asked) == "10.0.0.1"


@pytest.mark.parametrize(
    ("address", "password", "said"),
    [
        ("", PASSWORD, "Skriv din e-postadress."),
        ("anna", PASSWORD, "E-postadressen är inte hel."),
        ("anna@example.org", "", "Skriv ditt lösenord."),
    ],
)
def test_a_mistake_names_its_field_above_and_beside(reader: Client, address: str, password: str, said: str) -> None:
    answer = sign_in(reader, address, password)
    assert answer.status_code == 422
    assert words(answer).count(said) == 2
    assert f'value="{address}"' in answer.content.decode(), "what was written is still there"


def test_two_passwords_that_differ_are_told_of(reader: Client) -> None:
    account()
    sign_in(reader)
    values = {"oldpassword": PASSWORD, "password1": NEW, "password2": f"{NEW}."}
    assert "Lösenorden är inte lika." in words(reader.post("/konto/losenord/", values))


def test_a_form_from_elsewhere_is_refused(db: None) -> None:
    account()
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict).status_code == 403
    assert not is_signed_in(strict)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("elva tecken", "Lösenordet har 11 tecken. Det behöver minst 12"),
        ("x" * 129, "Ta högst 128"),
        ("anna.ek@example", "liknar ditt namn eller din e-postadress"),
        ("Siv Rosenqvist", "liknar ditt namn eller din e-postadress"),
        ("123456789123456789", "har läckt ut"),
        ("Passw0rd1234!", "har läckt ut"),
        ("sunshinesunshine", "har läckt ut"),
    ],
)
def test_a_weak_password_is_refused_in_words(db: None, password: str, said: str) -> None:
    own = account("anna.ek@example.org")
    own.person.name = "Siv Rosenqvist"
    with pytest.raises(ValidationError, match=said):
        validate_password(password, own)


def test_a_breached_password_is_refused_and_nothing_is_sent(db: None, settings: Any, tmp_path: Path) -> None:
    file = tmp_path / "breached.txt"
    file.write_bytes(breached_file([NEW, *(f"lösenord nummer {number}" for number in range(500))]))
    settings.NARAVARD_BREACHED_PASSWORDS = str(file)
    with pytest.raises(ValidationError, match="har läckt ut"):
        validate_password(NEW)
    validate_password(PASSWORD)


def breached_file(passwords: list[str]) -> bytes:
    hashes = sorted(
        hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper() for password in passwords
    )
    return b"".join(f"{digest}:{place + 1}\r\n".encode() for place, digest in enumerate(hashes))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 100])
def test_every_line_of_the_file_is_found_and_nothing_else(tmp_path: Path, count: int) -> None:
    passwords = [f"lösenord {number}" for number in range(count)]
    file = tmp_path / "breached.txt"
    file.write_bytes(breached_file(passwords))
    assert all(is_breached(password, file) for password in passwords)
    assert not any(is_breached(f"annat {number}", file) for number in range(200))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:10\r\n", ""),
        (b"", "har inte formen"),
        (b"password\r\n", "har inte formen"),
        (None, "går inte att läsa"),
    ],
)
def test_a_file_of_another_kind_is_told_of_at_start(tmp_path: Path, content: bytes | None, problem: str) -> None:
    file = tmp_path / "breached.txt"
    if content is not None:
        file.write_bytes(content)
    assert problem in problem_with(file) if problem else problem_with(file) == ""


def test_passwords_are_kept_with_argon2(db: None) -> None:
    assert account().password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_one_who_is_invited_chooses_a_name_and_a_password(reader: Client) -> None:
    assert reader.get("/konto/ny/").status_code == 404, "nobody makes an account without an invitation"
    invite("siv@example.org", "hemligt")
    session = reader.session
    session["invitation_secret"] = "hemligt"
    session.save()
    assert "Du loggar in med adressen siv@example.org." in words(reader.get("/konto/ny/"))
    weak = reader.post("/konto/ny/", {"name": "Siv Ros", "password1": "kort", "password2": "kort"})
    assert (weak.status_code, Account.objects.exists()) == (422, False)
    made = reader.post("/konto/ny/", {"name": "Siv Ros", "password1": NEW, "password2": NEW})
    assert made["Location"] == "/mina-uppgifter/"
    assert is_signed_in(reader)
    assert Account.objects.get().person.name == "Siv Ros"
    kinds = Event.objects.filter(thing_kind="person").order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["invitation-accepted", "password-set"]
    stranger = Client()
    session = stranger.session
    session["invitation_secret"] = "hemligt"
    session.save()
    assert stranger.get("/konto/ny/").status_code == 404, "an invitation is used once"
