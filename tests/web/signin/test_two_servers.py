"""Guessing is slowed across servers: two that share a database count attempts together."""

from collections.abc import Iterator

import pytest
from real_accounts import filled

from own_databases import Place
from real_service import Browser, RealService, serving
from sign_in_shared import PASSWORD, SIGN_IN


@pytest.fixture
def servers(own_database: Place) -> Iterator[list[RealService]]:
    """Start two servers on one database."""
    filled(own_database, anna=PASSWORD, bo=PASSWORD)
    with serving(own_database) as one, serving(own_database) as another:
        yield [one, another]


def tried(server: RealService, name: str, password: str) -> tuple[int, str]:
    """Try a password from a browser that remembers nothing."""
    stranger = Browser(server)
    form = stranger.form(SIGN_IN, "login")
    answer = stranger.send(SIGN_IN, form | {"login": f"{name}@example.org", "password": password})
    return answer.status, answer.text


def test_attempts_at_two_servers_are_counted_together(servers: list[RealService]) -> None:
    for number in range(5):
        status, said = tried(servers[number % 2], "anna", "fel lösenord helt")
        assert (status, "hör inte ihop" in said) == (422, True), number
    for server in servers:
        status, said = tried(server, "anna", PASSWORD)
        assert (status, "Vänta fem minuter" in said) == (422, True), "not even the right one"
        assert tried(server, "bo", PASSWORD)[0] == 302, "others are not stopped"
