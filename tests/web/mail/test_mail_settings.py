"""The settings of mail: what each address means, and what is refused before anything is started."""

import pytest

from naravard.web.mail.server import Server, mail_server
from naravard.web.setting_checks import mistakes

FROM = {"NARAVARD_MAIL_FROM": "Naravard <naravard@example.org>"}


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("", Server()),
        ("smtps://u:p@post.example.org", Server("post.example.org", 465, "u", "p", "smtps")),
        ("smtp://u:p@post.example.org?tls=starttls", Server("post.example.org", 587, "u", "p", "starttls")),
        ("smtp://post.example.org:25", Server("post.example.org", 25, "", "", "starttls")),
        ("smtp://post.example.org:25?tls=nej", Server("post.example.org", 25, "", "", "nej")),
        ("smtp://localhost:25", Server("localhost", 25, "", "", "nej")),
        ("smtp://u:p@127.0.0.1:25", Server("127.0.0.1", 25, "u", "p", "nej")),
        ("smtp://a%40b:p%2F%40@[::1]:25", Server("::1", 25, "a@b", "p/@", "nej")),
    ],
)
def test_an_address_names_a_server(address: str, server: Server) -> None:
    assert mail_server("NARAVARD_MAIL_URL", address) == server


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"NARAVARD_MAIL_URL": "post.example.org"}, "börja med smtp://"),
        ({"NARAVARD_MAIL_URL": "smtp://"}, "ange en dator"),
        ({"NARAVARD_MAIL_URL": "smtp://post.example.org:port"}, "går inte att läsa"),
        ({"NARAVARD_MAIL_URL": "smtp://u:hemligt@post.example.org?tls=nej"}, "oskyddat"),
        ({"NARAVARD_MAIL_URL": "smtp://u@post.example.org"}, "både användare och lösenord"),
        ({"NARAVARD_MAIL_URL": "smtp://post.example.org?tls=ja"}, "tls=starttls eller tls=nej"),
        ({"NARAVARD_MAIL_URL": "smtp://post.example.org?ssl=1"}, "”ssl”"),
        ({"NARAVARD_MAIL_URL": "smtps://post.example.org?tls=starttls"}, "Ta bort ?tls"),
        ({"NARAVARD_MAIL_URL": "smtps://post.example.org", "NARAVARD_MAIL_FROM": ""}, "en avsändare"),
        ({"NARAVARD_MAIL_FROM": "Naravard"}, "ska vara en avsändare"),
        ({"NARAVARD_SITE": "naravard.example.org"}, "https://naravard.example.se"),
        ({"NARAVARD_SITE": "https://example.org/naravard"}, "utan något efter"),
        ({"NARAVARD_SITE": "https://[x"}, "ska vara en adress"),
    ],
)
def test_what_cannot_be_used_is_told_of_without_the_password(changed: dict[str, str], says: str) -> None:
    [sentence] = mistakes(FROM | changed)
    assert says in sentence
    assert "hemligt" not in sentence


def test_a_good_setting_passes() -> None:
    given = FROM | {"NARAVARD_MAIL_URL": "smtps://u:p@post.example.org", "NARAVARD_SITE": "https://example.org/"}
    assert mistakes(given) == []
