"""Who may use each address: all say it, and the site keeps it for every role and organisation."""

import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from naravard.web.access.permissions import Permission
from naravard.web.access.roles import ROLES, Role
from naravard.web.access.table import declared
from naravard.web.organisations.reference import known_organisations
from people_samples import member, signed_in_as
from web_shared import WHOLE

ORGANISATIONS = [known.code for known in known_organisations()]
KINDS = {known.code: known.kind for known in known_organisations()}
OWN_PLACES = {
    "agreement_id": WHOLE,
    "duty_id": "interim-report-regions",
    "provider_code": "utforare-5560360793",
    "shown_id": "abcd2345",
}
"""An example of each part of an address that is not the organisation."""
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
OF_AN_ORGANISATION = [
    (route, access.permission)
    for route, access in declared()
    if access is not None and access.code == "organisation" and access.permission is not None
]
ANYWHERE = [
    (route, access.permission)
    for route, access in declared()
    if access is not None and access.code == "anywhere" and access.permission is not None
]


def address(route: str, **places: str) -> str:
    """Fill in a route's places."""
    return PARAMETER.sub(lambda place: (OWN_PLACES | places)[place[1]], route)


def held_at(role: type[Role]) -> str:
    """Return an organisation where a role can be held."""
    return role.only_in or next(code for code, kind in KINDS.items() if kind in role.held_in)


def is_there(client: Client, path: str) -> bool:
    """Ask for a page, and for what it would do; tell whether it exists for the one who asks."""
    asked = {client.get(path).status_code, client.post(path, {}).status_code} - {405}
    assert asked
    assert 500 not in asked
    assert asked == {404} or 404 not in asked, (path, asked)
    return asked != {404}


def text(client: Client, path: str, code: str) -> str:
    """Return the words of a page, without the code that was asked for."""
    return html.fromstring(client.get(path).content.decode()).text_content().replace(code, "…")


def test_every_address_and_operation_says_who_may_use_it() -> None:
    assert [route for route, access in declared() if access is None] == []


def test_what_is_an_organisations_is_asked_for_in_that_organisation() -> None:
    for route, access in declared():
        if "<str:organisation_code>" in route and route.startswith("/organisation/"):
            assert access is not None
            assert access.code == "organisation", route


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_a_role_finds_in_its_organisation_what_it_may_use_and_nothing_else(role: type[Role]) -> None:
    code = held_at(role)
    client = signed_in_as(member(code, role.code))
    for route, permission in OF_AN_ORGANISATION:
        allowed = permission in role.permissions
        if not allowed:
            assert not is_there(client, address(route, organisation_code=code)), route
        elif not PARAMETER.sub("", route.replace("<str:organisation_code>", "")).count("<"):
            assert client.get(address(route, organisation_code=code)).status_code in {200, 302, 303, 404, 405}, route
    for route, permission in ANYWHERE:
        assert is_there(client, address(route, organisation_code="region-10")) == (permission in role.permissions), (
            route
        )


@pytest.mark.django_db
def test_those_who_have_not_signed_in_are_asked_to_whatever_is_named() -> None:
    for route, access in declared():
        if access is not None and access.code in {"organisation", "anywhere", "signed-in"}:
            for code in ("region-10", "region-99"):
                answer = Client().get(address(route, organisation_code=code))
                assert answer.status_code in {302, 405}, route
                assert answer.status_code == 405 or "/konto/" in answer.headers["Location"], route


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mine=st.sampled_from(ORGANISATIONS),
    theirs=st.sampled_from([*ORGANISATIONS, "region-99", "kommun-0000", "ingen"]),
    role=st.sampled_from(ROLES),
    route=st.sampled_from(OF_AN_ORGANISATION),
)
def test_other_organisations_things_do_not_exist(
    mine: str, theirs: str, role: type[Role], route: tuple[str, Permission]
) -> None:
    """Whatever two organisations, whatever role: the answer is that of an organisation that is not there at all."""
    if mine == theirs or not role.can_be_held_in(KINDS[mine].value, mine):
        return
    client = signed_in_as(member(mine, role.code))
    path, nowhere = address(route[0], organisation_code=theirs), address(route[0], organisation_code="finns-inte")
    assert not is_there(client, path)
    assert text(client, path, theirs) == text(client, nowhere, "finns-inte")
