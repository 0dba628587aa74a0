"""Lists, single things and what they hold; and that nothing is sent twice."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from api_client import AGREEMENTS, ask, every_item
from naravard.web.agreements.models import CurrentSnapshot
from web_shared import LAROSATEN, LITEN, WHOLE

BASE = f"{AGREEMENTS}/{WHOLE}"
SMALL = f"{AGREEMENTS}/{LAROSATEN}"


def test_every_agreement_is_listed_with_its_way(reader: Client) -> None:
    items = ask(reader, AGREEMENTS)["items"]
    assert [item["id"] for item in items] == [LITEN, LAROSATEN, WHOLE]
    assert items[-1]["total"]["amount"] == 6_373_000_000
    for item in items:
        assert ask(reader, item["address"])["digest"] == item["digest"]
        assert reader.get(item["page"]).status_code == 200


def test_lists_come_in_parts_that_lead_on(reader: Client) -> None:
    first = ask(reader, f"{BASE}/requirements?limit=2&who=regions&offset=1")
    assert (first["limit"], first["offset"], len(first["items"])) == (2, 1, 2)
    assert first["next"] == f"{BASE}/requirements?limit=2&who=regions&offset=3"
    whole = ask(reader, f"{BASE}/requirements?who=regions&limit=1000")
    assert whole["next"] is None
    assert every_item(reader, f"{BASE}/requirements?limit=7&who=regions") == whole["items"]


def test_a_part_beyond_the_end_is_empty(reader: Client) -> None:
    found = ask(reader, f"{SMALL}/duties?offset=99")
    assert (found["count"], found["items"], found["next"]) == (3, [], None)


def test_the_whole_agreement_is_typed_and_exact(reader: Client) -> None:
    found = ask(reader, BASE)
    grants = {grant["id"]: grant for grant in found["grants"]}
    assert grants["karriartjanster"]["amount"] == 100_000_000
    assert grants["ambulans"]["rule"]["kind"] == "base"
    assert found["period"] == {"from": "2022-01-01", "to": "2022-12-31"}
    population = next(key for key in found["keys"] if key["id"] == "population")
    assert population["total"] == "10443100"
    assert sum(map(int, population["values"].values())) == 10_443_100
    assert next(goal for goal in found["goals"] if goal["target"]["value"] == "11/20")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?level=must", 1),
        ("?who=larosaten", 3),
        ("?who=regions", 0),
        ("?area=platser", 1),
        ("?clause=3", 3),
        ("?clause=2.1", 0),
        ("?level=may&area=platser", 0),
    ],
)
def test_requirements_are_chosen(reader: Client, query: str, count: int) -> None:
    assert ask(reader, f"{SMALL}/requirements{query}")["count"] == count


def test_a_clause_holds_those_under_it(reader: Client) -> None:
    chapter = {item["id"] for item in every_item(reader, f"{BASE}/requirements?clause=3.3")}
    clause = {item["id"] for item in every_item(reader, f"{BASE}/requirements?clause=3.3.1")}
    assert clause < chapter


def test_a_clause_tells_what_rests_on_it_and_where_it_stands(reader: Client) -> None:
    found = ask(reader, f"{SMALL}/clauses/2.1")
    assert found["above"] == ["2"]
    assert (found["before"], found["after"]) == ("2", "3")
    assert found["resting"]["keys"] == ["studenter", "veckor"]
    assert found["resting"]["rules"] == ["platser", "veckor"]
    above = ask(reader, f"{SMALL}/clauses/2")
    assert above["parts"] == ["2.1"]
    assert above["resting"]["earmarks"] == [{"grant": "platser", "earmark": "handledning"}]


@pytest.mark.parametrize("address", ["bilaga-1", "bilaga%201"])
def test_an_annexs_clause_has_an_address_with_and_without_its_blank(reader: Client, address: str) -> None:
    assert ask(reader, f"{SMALL}/clauses/{address}")["id"] == "bilaga 1"


def test_every_clause_and_annex_of_the_list_is_there(reader: Client) -> None:
    clauses = every_item(reader, f"{BASE}/clauses")
    assert len(clauses) > 40
    for clause in clauses:
        assert ask(reader, clause["address"])["text"] == clause["text"]
    for annex in every_item(reader, f"{BASE}/annexes"):
        assert ask(reader, annex["address"])["heading"] == annex["heading"]
        assert reader.get(annex["page"]).status_code == 200


@pytest.mark.parametrize(("query", "count"), [("", 333), ("kind=region", 21), ("county=09", 3), ("kind=skr", 1)])
def test_recipients_are_chosen_by_kind_and_county(reader: Client, query: str, count: int) -> None:
    assert ask(reader, f"{BASE}/recipients?{query}")["count"] == count


def test_pages_are_in_the_language_asked_for(reader: Client) -> None:
    swedish, english = (ask(reader, f"{BASE}/recipients/09?language={language}") for language in ("sv", "en"))
    assert swedish["accounts"][0]["page"] == f"/overenskommelser/{WHOLE}/mottagare/09/"
    assert english["accounts"][0]["page"] == f"/en/overenskommelser/{WHOLE}/mottagare/09/"
    assert swedish["accounts"][0]["amounts"] == english["accounts"][0]["amounts"]


@pytest.mark.parametrize(
    "path", ["", "/duties", "/allocation", "/allocation/ambulans/09", "/annexes/bilaga-4", "/audit"]
)
def test_what_has_not_changed_is_not_sent_again(reader: Client, path: str) -> None:
    first = reader.get(f"{BASE}{path}")
    digest = CurrentSnapshot.objects.get(agreement_id=WHOLE).snapshot.digest
    assert digest in first["ETag"]
    for tag in (first["ETag"], f"W/{first['ETag']}", f'"other", {first["ETag"]}', "*"):
        again = reader.get(f"{BASE}{path}", headers={"if-none-match": tag})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert reader.get(f"{BASE}{path}", headers={"if-none-match": '"other"'}).status_code == 200


def test_the_tag_of_the_list_changes_with_any_agreement(reader: Client) -> None:
    before = reader.get(AGREEMENTS)["ETag"]
    CurrentSnapshot.objects.get(agreement_id=LITEN).delete()
    after = reader.get(AGREEMENTS, headers={"if-none-match": before})
    assert after.status_code == 200
    assert after["ETag"] != before


def test_what_is_not_there_has_no_tag_of_the_data(reader: Client) -> None:
    digest = CurrentSnapshot.objects.get(agreement_id=WHOLE).snapshot.digest
    assert digest not in reader.get(f"{BASE}/annexes/finns-inte").get("ETag", "")


def test_head_tells_what_get_would_without_sending_it(reader: Client) -> None:
    whole, head = reader.get(BASE), reader.head(BASE)
    assert (head.status_code, head.content) == (200, b"")
    assert (head["ETag"], head["Content-Length"]) == (whole["ETag"], whole["Content-Length"])


def test_an_answer_has_the_same_protection_as_a_page(reader: Client) -> None:
    answer = reader.get(BASE)
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("path", "count"), [("", 5), ("/allocation", 4), ("/recipients/09", 4), ("/audit", 3)])
def test_an_answer_asks_the_database_a_few_times_however_much_it_tells(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries, path: str, count: int
) -> None:
    reader.get(f"{BASE}{path}")
    with django_assert_num_queries(count):
        reader.get(f"{BASE}{path}")


def test_without_any_agreement_there_is_an_empty_list(reader: Client) -> None:
    CurrentSnapshot.objects.all().delete()
    assert ask(reader, AGREEMENTS)["items"] == []
    assert reader.get("/oppna-data/").status_code == 200


def test_what_is_said_of_the_state_is_asked_for_as_what_is_said_of_regions(reader: Client) -> None:
    said = every_item(reader, f"{BASE}/requirements?who=staten&limit=100")

    assert "r-10-1-11" in {item["id"] for item in said}
    assert all("staten" in item["who"] for item in said)


def test_the_indicators_carry_every_value_with_its_method_and_source(reader: Client) -> None:
    items = {item["id"]: item for item in ask(reader, f"{BASE}/indicators?limit=100")["items"]}
    assert len(items) == 16
    doctor = items["fast-lakarkontakt-befolkning"]
    survey = next(value for value in doctor["values"] if value["value"] == "29/100")
    assert (survey["method"], survey["source"]) == ("enkat-befolkningen", "vardanalys-2022")
    assert [value["value"] for value in doctor["values"] if value["missing"]] == [None] * 3, "missing is not nought"
    assert ask(reader, f"{SMALL}/indicators")["items"] == []
