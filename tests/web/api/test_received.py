"""What receivers read through the API: what others handed in to them, and the country, as the pages have it."""

import base64
import datetime
from typing import Any

import pytest

from api_client import every_item, shape_faults, with_key
from key_client import Program
from money_steps import fixed, money
from naravard.web.papers.models import HandedInPaper
from naravard.web.tokens.acts import TokenRefusedError
from papers_steps import HANDED_IN_AT, kept_paper
from payments_steps import BLEKINGE, GOTLAND, PAYER, accepted, batched, requisitioned
from placement_steps import DUTY, WEEKS, reported, weeks
from token_samples import made_token
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
WEEKS_TO, MINISTRY = "socialstyrelsen", "regeringskansliet"


def read(code: str, operation: str, address: str) -> Any:
    """Get an answer with a key of an organisation, in the shape that the description tells of."""
    told = Program(code).get(f"/api/organisations/{code}/{address}").json()
    assert list(shape_faults(with_key()[operation][2], 200, told)) == []
    return told


def test_the_payer_reads_requisitions_with_their_checks_and_batches_with_their_payments() -> None:
    claim = accepted(GOTLAND)
    batch = batched((GOTLAND, claim))
    found = read(PAYER, "received-requisitions", f"received/{WHOLE}/requisitions")["items"]
    mine = next(one for one in found if one["organisation"] == GOTLAND)
    assert (mine["state"], mine["requisition"], mine["batch"]) == ("godtagen", claim.removeprefix("r:"), batch.number)
    assert mine["total"] == sum(one["amount"] for one in mine["kronor"]) == 30_039_872
    assert {one["outcome"] for one in mine["checks"]} == {"met", "unknown"}
    (order,) = read(PAYER, "batches", f"batches/{WHOLE}")["items"]
    assert (order["message_id"], order["total"], order["lines"][0]["state"]) == (
        batch.message_id, 30_039_872, "waiting",
    )  # fmt: skip
    for name, address in (("received-requisitions", f"received/{WHOLE}/requisitions"), ("batches", f"batches/{WHOLE}")):
        assert read("region-10", name, address)["items"] == []


def test_a_receiver_reads_papers_whole_with_the_file_and_others_do_not() -> None:
    kept_paper(GOTLAND)
    kept_paper(GOTLAND, at=HANDED_IN_AT + datetime.timedelta(days=1), edition=2)
    newest, first = read(PAYER, "received-papers", f"received/{WHOLE}/papers")["items"]
    assert (newest["is_newest"], first["is_newest"], newest["organisation"]) == (True, False, GOTLAND)
    whole = read(PAYER, "received-paper", newest["address"].partition(f"/{PAYER}/")[2])
    kept = HandedInPaper.objects.get(receipt_number=newest["receipt_number"])
    assert base64.b64decode(whole["pdf"]) == bytes(kept.signed_pdf)
    assert [one["value"] for one in whole["entries"]] == [one["value"] for one in kept.content]
    number = newest["receipt_number"]
    error = Program("region-10").get(
        f"/api/organisations/region-10/received/{WHOLE}/papers/{number}", 404
    ).json()["error"]  # fmt: skip
    assert error["id"] == "paper-unknown"


def test_socialstyrelsen_reads_weeks_as_they_were_reported_and_how_each_stands() -> None:
    weeks()
    reported(GOTLAND, 12, 24)
    found = read(WEEKS_TO, "received-numbers", f"received/{WEEKS}/numbers")["items"]
    (mine,) = [one for one in found if one["organisation"] == GOTLAND]
    assert (mine["number"], mine["is_newest"], mine["submitted_in"]) == (1, True, GOTLAND)
    assert [one["value"] for one in mine["numbers"]] == ["12", "24", "5"]
    stands = {one["organisation"]: one["status"] for one in read(
        WEEKS_TO, "received-duties", f"received/{WEEKS}/duties?limit=1000"
    )["items"] if one["duty"] == DUTY}  # fmt: skip
    assert stands[GOTLAND] == "submitted"
    assert len(stands) > 1


def test_who_watches_the_country_reads_each_ones_money_and_duties_and_no_one_else_can_have_such_a_key() -> None:
    fixed()
    requisitioned(BLEKINGE)
    address = f"/api/organisations/{MINISTRY}/country/{WHOLE}"
    program = Program(MINISTRY, "country")
    told = every_item(program.client, f"{address}/money?limit=50")
    of_blekinge = next(one for one in told if one["organisation"] == BLEKINGE)
    balance = money(BLEKINGE).balance
    assert (of_blekinge["total"]["requisitioned"], of_blekinge["allocation_version"]) == (
        balance.total.requisitioned, balance.version,
    )  # fmt: skip
    duties = every_item(program.client, f"{address}/duties?limit=1000")
    assert {"submitted"} == {
        one["status"] for one in duties if one["organisation"] == BLEKINGE and one["about"] == "requisition"
    }
    with pytest.raises(TokenRefusedError):
        made_token(GOTLAND, "country")
