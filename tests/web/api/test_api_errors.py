"""What goes wrong is told in one shape, in both languages, with a way out."""

import logging

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from api_client import AGREEMENTS, ask
from web_shared import LAROSATEN, LITEN, WHOLE

BASE = f"{AGREEMENTS}/{WHOLE}"


@pytest.mark.parametrize(
    ("address", "status", "error_id", "where", "way_out"),
    [
        (f"{AGREEMENTS}/god-och-nara-vard-2023", 404, "agreement-unknown", "agreement_id", f"Menade du {WHOLE}?"),
        (f"{BASE}/clauses/3.4.11", 404, "clause-unknown", "clause", "Menade du 3.4.1?"),
        (f"{BASE}/annexes/bilaga-44", 404, "annex-unknown", "annex", "Menade du bilaga-4?"),
        (f"{BASE}/recipients/SRK", 404, "recipient-unknown", "code", "Menade du SKR?"),
        (f"{BASE}/allocation/ambulance/09", 404, "grant-unknown", "grants", "Menade du ambulans?"),
        (f"{BASE}/allocation/ambulans/099", 404, "recipient-unknown", "ambulans", "Menade du 09?"),
        (
            f"{BASE}/allocation/nara-vard-regioner/09?earmark=fast-lakarkontakter",
            404,
            "earmark-unknown",
            "nara-vard-regioner",
            "Menade du fast-lakarkontakt?",
        ),
        (f"{BASE}/requirement", 404, "address-unknown", "address", None),
        ("/api/agreement", 404, "address-unknown", "address", "Menade du /api/agreements?"),
        (f"{BASE}/requirements?who=region", 422, "parameter-invalid", "who", "Menade du regions?"),
        (f"{BASE}/requirements?area=naravard", 422, "parameter-invalid", "area", "Menade du nara-vard?"),
        (f"{BASE}/requirements?clause=3.3.11", 422, "parameter-invalid", "clause", "Menade du 3.3.1?"),
        (f"{BASE}/requirements?level=ska", 422, "parameter-invalid", "level", "Välj bland must, should och may."),
        (f"{BASE}/allocation?grant=vfuu", 422, "parameter-invalid", "grant", "Menade du vfu?"),
        (f"{BASE}/allocation?recipient=0", 422, "parameter-invalid", "recipient", None),
        (f"{BASE}/allocation?earmarks=kanske", 422, "parameter-invalid", "earmarks", "Ange true eller false."),
        (f"{BASE}/recipients?county=2", 422, "parameter-invalid", "county", None),
        (f"{BASE}/duties?limit=hundra", 422, "parameter-invalid", "limit", "Ange ett heltal."),
        (f"{BASE}/duties?limit=0", 422, "parameter-invalid", "limit", "Ange minst 1."),
        (f"{BASE}/duties?limit=1001", 422, "parameter-invalid", "limit", "Ange högst 1000."),
        (f"{BASE}/duties?offset=-1", 422, "parameter-invalid", "offset", "Ange minst 0."),
        (f"{BASE}/duties?language=de", 422, "parameter-invalid", "language", "Välj bland sv och en."),
        (f"{BASE}/duties?ofset=1", 422, "parameter-unknown", "ofset", "Menade du offset?"),
    ],
)
def test_what_is_wrong_is_told_with_the_nearest_spelling(
    reader: Client, address: str, status: int, error_id: str, where: str, way_out: str | None
) -> None:
    error = ask(reader, address, status)["error"]
    assert (error["id"], error["where"]) == (error_id, where)
    assert set(error) == {"id", "message", "where", "way_out"}
    assert error["message"].endswith(".")
    if way_out is not None:
        assert error["way_out"] == way_out


@pytest.mark.parametrize(
    "address", [f"{AGREEMENTS}/finns-inte", f"{BASE}/duties?limit=x", "/api/finns-inte", BASE + "/x"]
)
def test_the_language_is_asked_for(reader: Client, address: str) -> None:
    mark = "&" if "?" in address else "?"
    english = reader.get(f"{address}{mark}language=en")
    swedish = reader.get(address, headers={"accept-language": "en"})
    assert (english["Content-Language"], swedish["Content-Language"]) == ("en", "sv")
    assert english.json()["error"]["id"] == swedish.json()["error"]["id"]
    assert english.json()["error"]["message"] != swedish.json()["error"]["message"]


def test_an_amount_that_awaits_a_key_cannot_be_explained_yet(reader: Client) -> None:
    error = ask(reader, f"{BASE}/allocation/vfu/09?language=en", 409)["error"]
    assert error["id"] == "key-awaited"
    assert "vfu-weeks-2021" in error["message"]
    assert "by 2022-11-30" in error["message"]
    assert f"{BASE}/allocation?grant=vfu" in error["way_out"]


@pytest.mark.parametrize("path", ["allocation", "allocation/lika/01", "audit", "annexes/regions"])
def test_an_agreement_that_cannot_be_allocated_says_why(reader: Client, not_allocated: str, path: str) -> None:
    error = ask(reader, f"{AGREEMENTS}/{not_allocated}/{path}", 409)["error"]
    assert error == {"id": "not-computable", "message": "Det går inte.", "where": "lika", "way_out": "Det går inte."}


def test_what_needs_no_amounts_is_answered_all_the_same(reader: Client, not_allocated: str) -> None:
    base = f"{AGREEMENTS}/{not_allocated}"
    assert ask(reader, f"{base}/annexes")["count"] == 0
    assert ask(reader, f"{base}/recipients")["count"] == 21
    listed = {item["id"]: item["is_allocated"] for item in ask(reader, AGREEMENTS)["items"]}
    assert (listed[LITEN], listed[LAROSATEN]) == (False, True)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_is_open_to_everyone_cannot_be_changed(method: str, db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = getattr(strict, method)(BASE)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert answer.json()["error"]["id"] == "method-not-allowed"


def test_a_slash_too_many_leads_to_the_address_without(reader: Client) -> None:
    answer = reader.get(f"{BASE}/allocation/?grant=vfu")
    assert (answer.status_code, answer["Location"]) == (301, f"{BASE}/allocation?grant=vfu")


def test_a_fault_of_the_services_own_is_told_in_the_same_shape_and_to_its_keepers(
    reader: Client, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_args: object) -> None:
        raise DatabaseError("disk borta")

    with connection.execute_wrapper(refuse), caplog.at_level(logging.ERROR):
        error = ask(reader, f"{BASE}/duties", 500)["error"]
    assert error["id"] == "internal"
    assert "disk borta" not in str(error)
    assert "disk borta" in caplog.text
