"""A program reads and changes its own organisation's details, and loses no one's change."""

import json

import pytest

from api_client import shape_faults, with_key
from key_client import REGION, Program
from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def region() -> Organisation:
    return Organisation.objects.get(pk="region-09")


def test_the_organisation_is_read_with_its_version() -> None:
    answer = Program().get(REGION)
    told = answer.json()
    assert (told["code"], told["kind"], told["recipient_code"]) == ("region-09", "region", "09")
    assert answer["ETag"].startswith(f'"{told["version"]}.')
    assert told["duties"] == f"{REGION}/duties"


def test_a_change_is_made_for_the_version_that_was_read() -> None:
    program = Program()
    tag = program.get(REGION)["ETag"]
    answer = program.patch(REGION, {"city": "Visby", "postal_code": "621 81"}, if_match=tag)
    assert (answer.json()["city"], answer.json()["postal_code"]) == ("Visby", "62181")
    assert region().city == "Visby"
    assert answer["ETag"] != tag
    told = Event.objects.order_by("sequence").last().told
    assert (told.actor.name.sv, told.role.name.sv) == ("Ekonomisystemet", "nyckel till API:et")
    assert told.kind == "organisation-contact-changed"
    assert told.after == {"city": "Visby", "postal_code": "62181"}


def test_a_change_for_an_old_version_is_refused_with_how_it_is_now() -> None:
    program = Program()
    tag = program.get(REGION)["ETag"]
    program.patch(REGION, {"city": "Visby"}, if_match=tag)
    answer = program.patch(REGION, {"city": "Slite", "address": "Box 1"}, 412, if_match=tag)
    told = answer.json()
    assert list(shape_faults(with_key()["change-contact"][2], 412, told)) == []
    assert told["error"]["id"] == "changed-meanwhile"
    assert (told["present"]["city"], told["present"]["address"]) == ("Visby", "")
    assert region().city == "Visby"
    program.patch(REGION, {"city": "Slite"}, if_match=answer["ETag"])
    assert region().city == "Slite"


def test_a_change_without_a_version_is_refused() -> None:
    error = Program().patch(REGION, {"city": "Visby"}, 428).json()["error"]
    assert (error["id"], error["where"]) == ("if-match-missing", "If-Match")
    assert region().city == ""


@pytest.mark.parametrize("tag", ['"999.0123456789abcdef"', '"x"', "x", '""', "W/", '"1"', "é", '"' + "1" * 500 + '"'])
def test_what_is_no_version_of_it_is_an_old_one(tag: str) -> None:
    Program().patch(REGION, {"city": "Visby"}, 412, if_match=tag)
    assert region().city == ""


def test_a_weak_tag_a_list_and_a_star_are_understood() -> None:
    program = Program()
    tag = program.get(REGION)["ETag"]
    tag = program.patch(REGION, {"city": "A"}, if_match=f"W/{tag}")["ETag"]
    program.patch(REGION, {"city": "B"}, if_match=f'"7.0123456789abcdef", {tag}')
    program.patch(REGION, {"city": "C"}, if_match="*")
    assert region().city == "C"


def test_a_tag_that_a_compressing_server_gave_is_understood() -> None:
    program = Program()
    answer = program.client.get(REGION, headers={"accept-encoding": "gzip"})
    assert answer["ETag"].startswith("W/")
    program.patch(REGION, {"city": "Visby"}, if_match=answer["ETag"])


def test_the_same_change_again_does_nothing_more() -> None:
    program = Program()
    tag = program.get(REGION)["ETag"]
    first = program.patch(REGION, {"city": "Visby"}, if_match=tag)
    events = Event.objects.count()
    again = program.patch(REGION, {"city": "Visby"}, if_match=tag)
    assert first.json() == again.json()
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("sent", "where", "words"),
    [
        ({"postal_code": "621 8"}, "postal_code", "Postnummer: "),
        ({"contact_email": "anna"}, "contact_email", "E-post: "),
        ({"contact_phone": "26 90 00"}, "contact_phone", "Riktnumret saknas"),
        ({"postal_code": "1", "contact_email": "x"}, "postal_code, contact_email", "E-post: "),
        ({"name": "Gotland"}, "name", "inte organisationens eget"),
        ({"bankgiro": "50501055"}, "bankgiro", "inget som heter bankgiro"),
        ({"organisation_number": "2120000142"}, "organisation_number", "inget som heter"),
        ({"city": 5}, "city", "fel slag"),
        ({"city": None}, "city", "fel slag"),
        ({"city": ["Visby"]}, "city", "fel slag"),
        ({"city": "a\x00b"}, "city", "otillåtna tecken"),
        ({"city": "x" * 1001}, "city", "för långt"),
        ({"city": "x" * 101}, "city", "högst 100"),
        ([], "body", "fel slag"),
        ("Visby", "body", "fel slag"),
        (None, "body", "fel slag"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_changed(sent: object, where: str, words: str) -> None:
    before = Organisation.objects.values().get(pk="region-09")
    answer = Program().patch(REGION, sent, 422, if_match="*")
    error = answer.json()["error"]
    assert (error["id"], error["where"]) == ("body-invalid", where)
    assert words in error["message"]
    assert list(shape_faults(with_key()["change-contact"][2], 422, answer.json())) == []
    assert Organisation.objects.values().get(pk="region-09") == before


@pytest.mark.parametrize(
    ("body", "status", "error_id"),
    [
        (b" ", 400, "body-malformed"),
        (b"{", 400, "body-malformed"),
        (b'{"city": "\xff"}', 400, "body-malformed"),
        (b'{"city": "\\ud800"}', 400, "body-malformed"),
        (b'{"city": NaN}', 400, "body-malformed"),
        (b"\xef\xbb\xbf{}", 400, "body-malformed"),
        (b'{"city": ' + b"[" * 100_000, 422, "body-invalid"),
        (b"[" * 100_000, 422, "body-invalid"),
        (b'{"city": "' + b"x" * 1_000_000 + b'"}', 413, "body-too-large"),
        (b'{"' + "å".encode() * 100_000 + b'": 1}', 422, "body-invalid"),
    ],
)
def test_bodies_that_cannot_be_read_are_refused(body: bytes, status: int, error_id: str) -> None:
    answer = Program().client.patch(REGION, body, content_type="application/json", headers={"if-match": "*"})
    assert (answer.status_code, answer.json()["error"]["id"]) == (status, error_id)
    assert list(shape_faults(with_key()["change-contact"][2], status, answer.json())) == []
    assert len(answer.content) < 1500


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "\x00"])
def test_other_than_json_is_refused(kind: str) -> None:
    answer = Program().client.patch(REGION, b"{}", content_type=kind, headers={"if-match": "*"})
    assert (answer.status_code, answer.json()["error"]["id"]) == (415, "content-type-unsupported")


def test_json_with_its_character_set_named_is_read() -> None:
    body = json.dumps({"city": "Visby"})
    answer = Program().client.patch(
        REGION, body, content_type="application/json; charset=utf-8", headers={"if-match": "*"}
    )
    assert answer.status_code == 200


def test_a_private_provider_changes_its_own_name() -> None:
    Organisation.objects.create(code="utforare-5560360793", kind="provider", name="Vård AB")
    program = Program("utforare-5560360793")
    address = "/api/organisations/utforare-5560360793"
    assert program.patch(address, {"name": "Vård i Visby AB"}, if_match="*").json()["name"]["sv"] == "Vård i Visby AB"
    assert program.patch(address, {"name": " "}, 422, if_match="*").json()["error"]["where"] == "name"
