"""Who may use each address: all say it, and the site keeps it for every role and organisation."""

import datetime
import re

import pytest
from acts_by_room import ROOMS
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from naravard.agreement.duties import duties_of
from naravard.web import urls
from naravard.web.access.actor import THE_SERVICE
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import ROLES, Role, roles_in
from naravard.web.agreements.current import shown_or_404
from naravard.web.once.models import GivenAnswer
from naravard.web.once.receipts import fingerprint_of, new_key
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.providers import add_provider
from naravard.web.organisations.reference import known_organisations
from naravard.web.people.acts import invitations
from naravard.web.people.models import LoneWork, Person, ProposedRole
from naravard.web.reference import declared
from naravard.web.site.clock import now
from naravard.web.tasks.models import DutyRecord, HandedInContent
from naravard.web.tokens.acts import make_token
from people_samples import member, signed_in_as, stands_in
from web_shared import WHOLE

ORGANISATIONS = [known.code for known in known_organisations()]
UNIVERSITY = "lunds-universitet"
"""One that comes with an agreement and gets money: a recipient of another kind."""
KINDS: dict[str, Kind] = {known.code: known.kind for known in known_organisations()}
NOWHERE = {
    "organisation_code": "finns-inte",
    "agreement_id": WHOLE,
    "duty_id": "interim-report-regions",
    "form": "csv",
    "person_id": "00000000-0000-0000-0000-000000000000",
    "membership_id": "0",
    "stand_in_id": "0",
    "invitation_id": "0",
    "proposed_id": "0",
    "lone_work_id": "0",
    "shown_id": "nv_00000000",
    "provider_code": "utforare-0",
    "passed_grant": "nara-vard-kommuner",
    "version_number": "1",
    "figure": "tilldelat",
    "handled_code": "region-10",
    "content_number": "1",
    **{name: nothing for room in ROOMS for name, nothing in room.NOWHERE.items()},
}
"""The places of an address that names nothing."""
TODAY, WEEK = datetime.date(2026, 11, 2), datetime.timedelta(days=7)
OF_THEIRS = {
    "person_id",
    "membership_id",
    "stand_in_id",
    "invitation_id",
    "proposed_id",
    "lone_work_id",
    "shown_id",
} | {name for room in ROOMS for name in room.NOWHERE}
"""What names a thing of an organisation by itself."""
DUTIES = {part: kind for room in ROOMS for part, kind in getattr(room, "DUTIES", {}).items()}
"""Which kind of duty an address names after a part of it, for papers that are kept by duty."""
OWN_OR_ADMINISTERED = {"lamna-over", "avsluta"}
"""What ends an address that is there for the one whose role it is, and for administrators."""
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


def address(route: str, places: dict[str, str]) -> str:
    """Fill in a route's places; where a paper's duty is one of them, with a duty of whoever makes that paper."""
    before, names_a_duty, _after = route.partition("/uppgift/<slug:duty_id>")
    kind = next((duty for part, duty in DUTIES.items() if names_a_duty and f"/{part}/" in f"{before}/"), None)
    if kind is not None:
        maker = places[PARAMETER.findall(before)[-1].replace("agreement_id", "organisation_code")]
        duties = duties_of(shown_or_404(WHOLE).agreement, maker)
        places = places | {"duty_id": next((one.id for one in duties if one.about == kind), "finns-inte")}
    return PARAMETER.sub(lambda place: places[place[1]], route)


def places_in(code: str) -> dict[str, str]:
    """Make one of each thing that an address can name in an organisation; return the places of the addresses."""
    colleague = member(code, "reader", "Bo Al")
    Person.objects.filter(pk=colleague.pk).update(erasure_asked_at=now())
    organisation = Organisation.objects.get(pk=code)
    invitation = invitations.invite(
        actor=THE_SERVICE,
        organisation_code=code,
        email="ny@example.org",
        name="Ny Person",
        role="reader",
        from_day=TODAY,
        at=now(),
    ).invitation
    token = make_token(
        actor=THE_SERVICE, organisation=organisation, name="Ekonomi", scopes=["read"], to_day=TODAY + WEEK, at=now()
    ).token
    if organisation.kind == Kind.REGION:
        add_provider(actor=THE_SERVICE, organisation_code=code, number="5560360793", name="Vård AB", at=now())
    proposed = ProposedRole.objects.create(
        person=colleague, organisation=organisation, role="reader", from_day=TODAY,
        because=ProposedRole.OTHER_ACCOUNT, made_at=now(), made_by="naravard",
    )  # fmt: skip
    lone_work = LoneWork.objects.create(
        person=colleague, organisation=organisation, permission="pay", reason="En är borta.", since=now(),
        stated_by="naravard",
    )  # fmt: skip
    duties = duties_of(shown_or_404(WHOLE).agreement, code)
    places = {name: place for room in ROOMS for name, place in room.places(code).items()}
    if duties:
        record, _ = DutyRecord.objects.get_or_create(
            agreement_id=WHOLE, duty_id=places.get("duty_id", duties[0].id), organisation=organisation
        )
        HandedInContent.objects.create(
            record=record, number=1, file_name="a.pdf", media_type="application/pdf", file=b"%PDF-", handed_in_at=now()
        )
    return NOWHERE | {
        "organisation_code": code,
        "duty_id": duties[0].id if duties else "interim-report-regions",
        "person_id": str(colleague.id),
        "membership_id": str(colleague.memberships.get().pk),
        "stand_in_id": str(stands_in(member(code, "reader", "Ny Ek"), for_=colleague).pk),
        "invitation_id": str(invitation.pk),
        "proposed_id": str(proposed.pk),
        "lone_work_id": str(lone_work.pk),
        "shown_id": token.shown_id,
        "provider_code": "utforare-5560360793",
        **places,
    }


def held_at(role: type[Role]) -> str:
    """Return an organisation where a role can be held."""
    found = next((code for code, kind in KINDS.items() if role in roles_in(kind.value, code)), "")
    if not found:
        kind, name = Kind.UNIVERSITY.value, "Lunds universitet"
        Organisation.objects.get_or_create(code=UNIVERSITY, defaults={"kind": kind, "name": name})
    return found or UNIVERSITY


def without_a_page(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, by the status alone."""
    return HttpResponse(status=404)


def is_there(client: Client, path: str) -> bool:
    """Ask for a page, and for what it would do; tell whether it exists for the one who asks."""
    asked = {client.get(path).status_code, client.post(path, {}).status_code} - {405}
    assert asked
    assert 500 not in asked
    assert asked == {404} or 404 not in asked, (path, asked)
    return asked != {404}


def text(client: Client, path: str) -> str:
    """Return the words of a page, which name nothing of what was asked for."""
    found: str = html.fromstring(client.get(path).content.decode()).get_element_by_id("innehall").text_content()
    return found


def test_every_address_and_operation_says_who_may_use_it() -> None:
    assert [route for route, access in declared() if access is None] == []


def test_what_is_an_organisations_is_asked_for_in_that_organisation() -> None:
    for route, access in declared():
        if "<str:organisation_code>" in route and route.startswith("/organisation/"):
            assert access is not None
            assert access.code == "organisation", route


@pytest.mark.django_db
def test_a_form_that_comes_again_is_led_where_it_led_on_every_address_that_takes_one() -> None:
    """Whatever its page would say by then: a second click finds what the first has done."""
    someone, key, place = member("region-09", "reader"), new_key(), reverse("start")
    client = signed_in_as(someone)
    asked = {
        address(route, NOWHERE)
        for route, access in declared()
        if access is not None and access.code != "everyone" and "/api/" not in route
    }
    led = {}
    for path in sorted(asked):
        sent = f"{key}.{fingerprint_of(path, [])}"
        GivenAnswer.objects.create(by=someone.named().code, key=sent, answer=f"{place}\nDet är gjort.", at=now())
        answer = client.post(path, {"once": key})
        if answer.status_code != 405:
            led[path] = (answer.status_code, answer.headers.get("Location"))
    assert {path: where for path, where in led.items() if where != (303, place)} == {}
    assert len(led) > 80


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_a_role_finds_in_its_organisation_what_it_may_use_and_nothing_else(
    role: type[Role], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page that says that there is no such page is made for the first address only; it was half of all the time."""
    code = held_at(role)
    client = signed_in_as(member(code, role.code))
    places = places_in(code)
    found = found_by(role, code)
    for route in found:
        path = address(route, places)
        assert client.get(path).status_code == 200, path
    for route, permission in OF_AN_ORGANISATION:
        if permission not in role.permissions:
            path = address(route, places)
            assert not is_there(client, path), path
            monkeypatch.setattr(urls, "handler404", without_a_page)
    for route, permission in ANYWHERE:
        if route.split("/")[-3:-1] == ["inlamnat", "<int:content_number>"]:
            continue  # only for the one who receives it: tests/web/tasks/test_handed_in_content.py
        path = address(route, NOWHERE | {"organisation_code": "region-10"})
        assert is_there(client, path) == (permission in role.permissions), path


@pytest.mark.django_db
@pytest.mark.postgresql
def test_every_page_of_an_organisation_answers_on_this_database_too() -> None:
    """Each is asked for by the first role that finds it. On SQLite each role asks for all that it finds: above."""
    asked: set[str] = set()
    for role in ROLES:
        code = held_at(role)
        with transaction.atomic():
            client, places = signed_in_as(member(code, role.code)), places_in(code)
            found = found_by(role, code)
            for route in found - asked:
                assert client.get(address(route, places)).status_code == 200, route
            transaction.set_rollback(True)
        asked |= found
    assert len(asked) > len(OF_AN_ORGANISATION) / 2


def found_by(role: type[Role], code: str) -> set[str]:
    """Return the pages that a role finds in its own organisation."""
    return {
        route
        for route, permission in OF_AN_ORGANISATION
        if permission in role.permissions
        and route.split("/")[-2] not in OWN_OR_ADMINISTERED
        and is_for(KINDS.get(code, Kind.UNIVERSITY), route, code)
    }


def is_for(kind: Kind, route: str, code: str) -> bool:
    """Tell whether a page is there at all for an organisation of a kind."""
    if "utforare" in route:
        return kind == Kind.REGION
    if "/ensam/" in route:
        return kind in (Kind.AGENCY, Kind.MINISTRY)
    if not all(room.is_for(kind.value, route, code) for room in ROOMS):
        return False
    return "duty_id" not in route or bool(duties_of(shown_or_404(WHOLE).agreement, code))


@pytest.mark.django_db
def test_those_who_have_not_signed_in_are_asked_to_whatever_is_named() -> None:
    for route, access in declared():
        if access is not None and access.code in {"organisation", "anywhere", "signed-in"}:
            for code in ("region-10", "region-99"):
                places = NOWHERE | {"organisation_code": code}
                answer = Client().get(address(route, places))
                assert answer.status_code == 302, route
                assert "/konto/" in answer.headers["Location"], route


@pytest.mark.django_db
@settings(max_examples=50)  # each asks a page of someone new
@given(
    mine=st.sampled_from(ORGANISATIONS),
    theirs=st.sampled_from(ORGANISATIONS),
    role=st.sampled_from(ROLES),
    route=st.sampled_from(OF_AN_ORGANISATION),
)
def test_other_organisations_things_do_not_exist(
    mine: str, theirs: str, role: type[Role], route: tuple[str, Permission]
) -> None:
    """Whatever two organisations, whatever role: the answer is that of an organisation that does not exist at all.

    Nor are others' things there under one's own organisation's address.
    """
    if mine == theirs or role not in roles_in(KINDS[mine].value, mine):
        return
    with transaction.atomic():
        client, places = signed_in_as(member(mine, role.code)), places_in(theirs)
        path, nowhere = address(route[0], places), address(route[0], NOWHERE)
        assert not is_there(client, path)
        assert text(client, path) == text(client, nowhere)
        if set(PARAMETER.findall(route[0])) & OF_THEIRS:
            assert not is_there(client, address(route[0], places | {"organisation_code": mine}))
        transaction.set_rollback(True)
