"""The same act sent twice happens once."""

import datetime
import json
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from lxml import html

from naravard.web.once.models import GivenAnswer
from naravard.web.once.receipts import KEPT, OtherRequestError, done_once, new_key, once, once_of, sweep
from naravard.web.people.models import Person
from own_databases import Place

AT = datetime.datetime(2026, 6, 1, 12, 0, tzinfo=datetime.UTC)
RACING = Path(__file__).with_name("racing.py").read_text(encoding="utf-8")
KEY = "K" * 24


def post(path: str = "/ett/", **values: str) -> str:
    """Return the key of a posted form."""
    return once_of(RequestFactory().post(path, values))


def adding(name: str = "Anna") -> str:
    return str(Person.objects.create(name=name).id)


@pytest.mark.django_db
def test_the_second_time_the_first_answer_is_given_and_nothing_is_done() -> None:
    first = once("k", "anna", adding, at=AT)
    assert once("k", "anna", adding, at=AT + datetime.timedelta(days=1)) == first
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_ones_keys_are_ones_own() -> None:
    assert once("k", "anna", adding, at=AT) != once("k", "bo", adding, at=AT)


@pytest.mark.django_db
def test_what_fails_leaves_the_key_free() -> None:
    def broken() -> str:
        adding("Halva")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        once("k", "anna", broken, at=AT)
    assert not Person.objects.exists()
    once("k", "anna", adding, at=AT)
    assert Person.objects.get().name == "Anna"


@pytest.mark.django_db
def test_a_key_with_another_request_is_refused() -> None:
    assert not done_once("k", "anna", adding, at=AT, fingerprint="a").again
    assert done_once("k", "anna", adding, at=AT, fingerprint="a").again
    with pytest.raises(OtherRequestError):
        done_once("k", "anna", adding, at=AT, fingerprint="b")
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_answers_older_than_a_week_are_swept_away() -> None:
    once("old", "anna", adding, at=AT)
    once("new", "anna", adding, at=AT + datetime.timedelta(seconds=1))
    assert sweep(at=AT + KEPT) == 0
    assert sweep(at=AT + KEPT + datetime.timedelta(seconds=1)) == 1
    assert GivenAnswer.objects.get().key == "new"


def test_each_form_has_a_key_of_its_own() -> None:
    fields = [html.fromstring(Template("{% once %}").render(Context())) for _ in range(2)]
    keys = [field.get("value") for field in fields]
    assert [field.get("name") for field in fields] == ["once", "once"]
    assert keys[0] != keys[1]
    assert post(once=keys[0]) == post(once=keys[0])


def test_a_form_sent_again_with_something_else_in_it_is_another_act() -> None:
    assert post(once=KEY, name="Anna", csrfmiddlewaretoken="a") == post(once=KEY, name="Anna", csrfmiddlewaretoken="b")
    assert post(once=KEY, name="Anna") != post(once=KEY, name="Bo")
    assert post("/ett/", once=KEY) != post("/annat/", once=KEY)


@pytest.mark.parametrize("key", ["", "kort", "å" * 20, "\x00" * 20, "k" * 65, "k" * 1000])
def test_a_missing_or_odd_key_is_as_a_new_one(key: str) -> None:
    assert post(once=key) != post(once=key)


def test_a_key_and_who_asks_fit_in_their_columns() -> None:
    limits = {name: GivenAnswer._meta.get_field(name).max_length or 0 for name in ("key", "by")}
    assert len(post(once="k" * 64, name="x" * 5000)) <= limits["key"]
    assert len(f"person-{'0' * 36}") <= limits["by"]
    assert len(new_key()) <= limits["key"]


def test_of_two_at_once_one_does_it_and_both_get_its_answer(own_database: Place) -> None:
    done = own_database.run(RACING, "both")
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert [one for one, other in answers if one != other or not one] == []
    made = {str(row["id"]).replace("-", "") for row in own_database.rows()["people_person"]}
    assert made == {one.replace("-", "") for one, _other in answers}


def test_of_two_at_once_the_second_does_it_when_the_first_fails(own_database: Place) -> None:
    done = own_database.run(RACING, "fails")
    assert done.returncode == 0, done.stderr
    ((first, second),) = json.loads(done.stdout)
    (person,) = own_database.rows()["people_person"]
    assert (first, person["name"]) == ("failed", "Hel")
    assert second.replace("-", "") == str(person["id"]).replace("-", "")
