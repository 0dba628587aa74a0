"""What is kept of a person is told of on a page, table by table, and given to the one whose it is."""

import json

import pytest
from django.test import Client

from naravard.web.home.own_data import everything, related
from people_samples import member, signed_in_as
from sign_in_shared import PASSWORD, account, sign_in, words

FILE = "/mitt/uppgifter.json"


def test_every_table_that_names_a_person_says_why_and_for_how_long() -> None:
    told = {label for one in everything() for label in one.tables}
    assert {model._meta.label for model, _field in related()} <= told


@pytest.mark.django_db
def test_the_page_is_for_everyone_and_the_file_for_its_owner(reader: Client) -> None:
    assert "För alltid" in words(reader.get("/uppgifter-om-dig/"))
    assert reader.get(FILE).status_code == 302


@pytest.mark.django_db
def test_ones_own_data_come_as_a_file_without_what_opens_something_and_without_others(reader: Client) -> None:
    own = account("anna@example.org")
    other = member("region-10", name="Bo Al")
    sign_in(reader)
    answer = reader.get(FILE)
    said = answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="mina-uppgifter.json"'
    read = json.loads(said)
    assert read["person"] == str(own.person_id)
    assert [row["email"] for row in read["tables"]["people.Account"]] == ["anna@example.org"]
    assert [row["organisation_id"] for row in read["tables"]["people.Membership"]] == ["region-09"]
    assert len(read["tables"]["signin.Session"]) == 1
    assert "argon2" not in said
    assert PASSWORD not in said
    assert str(other.id) not in said
    assert str(other.id) in signed_in_as(other).get(FILE).content.decode()
