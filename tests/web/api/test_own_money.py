"""The organisation's own money through the API: the same sums as everywhere else, and nobody else's."""

from typing import Any

import pytest
from msgspec import structs

from api_client import every_item, shape_faults, with_key
from key_client import Program
from money_steps import fixed, money
from naravard.ledger.facts import Used
from naravard.web.access.actor import THE_SERVICE
from naravard.web.activities.models import Activity
from naravard.web.ledger.account_lock import locked_money
from naravard.web.papers.models import HandedInPaper
from naravard.web.sharing.acts.onward_payments import record_return
from sharing_steps import AFTER, AT, GRANT, RSS, coordinator, decided, organisation, paid, passed_on
from web_shared import LAROSATEN, WHOLE

pytestmark = pytest.mark.django_db
BORGHOLM = "kommun-0885"


def base(code: str = RSS) -> str:
    return f"/api/organisations/{code}/money"


def in_shape(operation: str, told: object) -> bool:
    return list(shape_faults(with_key()[operation][2], 200, told)) == []


@pytest.fixture
def passed() -> None:
    """An RSS that has been paid and has passed on, and a municipality that has used some and given some back."""
    fixed()
    paid()
    decided(kept=1_000_000)
    passed_on({BORGHOLM: 1_000_000, "kommun-0834": 5})
    locked = locked_money(organisation(), WHOLE, at=AFTER, seen_version=None)
    locked.add(
        Used, by=THE_SERVICE, grant=GRANT, amount=600_000, day=AFTER.date(), activity=f"{BORGHOLM}-1", holder=BORGHOLM
    )
    locked.add(Used, by=THE_SERVICE, grant=GRANT, amount=300_000, day=AFTER.date(), activity="rss-08-1")
    record_return(
        actor=coordinator(), organisation=organisation(), agreement_id=WHOLE, grant_id=GRANT, municipality=BORGHOLM,
        amount=1000, day=AFTER.date(), reference="B 9", at=AFTER,
    )  # fmt: skip


def told(code: str = RSS) -> Any:
    return Program(code).get(f"{base(code)}/{WHOLE}").json()


def test_the_sums_are_those_of_the_balance(passed: None) -> None:
    balance, answer = money(RSS, at=AFTER).balance, told()
    assert in_shape("organisation-agreement-money", answer)
    assert answer["total"] == structs.asdict(balance.total)
    assert [one["grant"] for one in answer["grants"]] == [grant.grant for grant in balance.grants]
    for one, grant in zip(answer["grants"], balance.grants, strict=True):
        assert one["sums"] == {name: getattr(grant, name) for name in one["sums"]}
        assert one["sums"]["paid"] == one["sums"]["used"] + one["sums"]["repaid"] + one["sums"]["left"]
        for holder, share in zip(one["holders"], grant.shares, strict=True):
            assert (holder["received"], holder["used"], holder["left"]) == (share.received, share.used, share.left)
            assert holder["holder"] == (share.holder or RSS)
    assert (answer["version"], answer["allocation_version"]) == (money(RSS).account.version, 1)


def test_every_amount_leads_to_what_it_consists_of_and_its_parts_lead_on(passed: None) -> None:
    """Each figure of the sums has an address; the parts come to it, and every way ends without going round."""
    program, answer = Program(RSS), told()

    def walk(address: str, amount: int, above: tuple[str, ...]) -> None:
        assert address not in above
        found = program.get(address).json()
        in_it = [one["amount"] for one in found["parts"]] if "/recorded?" in address else []
        assert amount in (found["amount"], *map(abs, in_it)), address
        assert found["clause"] or not amount, address
        if found["parts"]:
            assert sum(one["amount"] for one in found["parts"]) == found["amount"], address
        for one in found["parts"]:
            if one["consists_of"].startswith("/api/") and address not in seen:
                walk(one["consists_of"], abs(one["amount"]), (*above, address))
        seen.add(address)

    seen: set[str] = set()
    base_of, _, parts = answer["consists_of"].partition("{figure}")
    assert parts.startswith("{?grant,earmark,")
    for figure, amount in answer["total"].items():
        walk(base_of + figure, amount, ())
    for grant in answer["grants"]:
        for figure, amount in grant["sums"].items():
            walk(f"{base_of}{figure}?grant={grant['grant']}", amount, ())
    entries = every_item(program.client, f"{base()}/{WHOLE}/entries")
    recorded = [one for one in entries if one["kind"] in ("paid", "paid-onward")]
    assert recorded
    for one in recorded:
        walk(one["consists_of"], one["total"], ())
    assert in_shape("organisation-money-amount", program.get(f"{base_of}paid").json())
    assert program.get(f"{base_of}made-up", 404).json()["error"]["id"] == "amount-unknown"
    Program(BORGHOLM).get(f"{base_of}paid", 404)


def test_who_watches_the_country_comes_from_its_sums_to_what_each_consists_of(passed: None) -> None:
    watcher = Program("kammarkollegiet", "country")
    everyone = every_item(watcher.client, f"/api/organisations/kammarkollegiet/country/{WHOLE}/money?limit=1000")
    one = next(each for each in everyone if each["organisation"] == RSS)
    found = watcher.get(one["consists_of"].partition("{figure}")[0] + "paid").json()
    assert in_shape("country-money-amount", found)
    assert found["amount"] == one["total"]["paid"] > 0
    unknown = one["consists_of"].partition("{figure}")[0].replace(f"/{RSS}/", "/region-99/") + "paid"
    error = watcher.get(unknown, 404).json()["error"]
    assert (error["id"], error["where"]) == ("organisation-unknown", "recipient_code")
    assert error["message"] == "Det finns ingen organisation ”region-99”."


def test_the_flow_is_that_of_the_page(passed: None) -> None:
    flow, answer = money(RSS, at=AFTER).flow, told()["flow"]
    assert [(step["step"], step["total"]) for step in answer] == [(line.step, line.total) for line in flow]
    for step, line in zip(answer, flow, strict=True):
        assert {one["grant"]: one["amount"] for one in step["kronor"]} == line.kronor
        assert step["clause"] == line.clause


def test_each_agreement_is_there_in_short_and_no_other(passed: None) -> None:
    program = Program(RSS)
    (one,) = every_item(program.client, base())
    assert in_shape("organisation-money", program.get(base()).json())
    assert (one["agreement"], one["total"]) == (WHOLE, told()["total"])
    assert one["address"] == f"{base()}/{WHOLE}"
    program.get(f"{base()}/{LAROSATEN}", 404)
    program.get(f"{base()}/finns-inte", 404)
    assert every_item(Program("kammarkollegiet").client, base("kammarkollegiet")) == []


def test_a_municipality_sees_what_it_holds_and_nothing_of_others(passed: None) -> None:
    (holder,) = [one for one in told(BORGHOLM)["held"] if one["received"]]
    assert holder == {
        "grant": GRANT, "recipient": RSS, "holder": BORGHOLM,
        "received": 999_000, "costs": 600_000, "used": 600_000, "left": 399_000,
    }  # fmt: skip
    Program(BORGHOLM).get(f"{base()}/{WHOLE}", 404)
    Program(BORGHOLM, "read").get(f"{base('kommun-0834')}/{WHOLE}/entries", 404)


def test_what_was_recorded_comes_in_order_and_by_kind(passed: None) -> None:
    program, entries = Program(RSS), money(RSS, at=AFTER).entries
    found = every_item(program.client, f"{base()}/{WHOLE}/entries?limit=3")
    assert [(one["entry"], one["kind"], one["total"]) for one in found] == [
        (entry.fact, entry.kind, entry.total) for entry in entries
    ]
    used = every_item(program.client, f"{base()}/{WHOLE}/entries?kind=used")
    assert sum(one["total"] for one in used) == money(RSS, at=AFTER).balance.total.costs
    assert in_shape("organisation-money-entries", program.get(f"{base()}/{WHOLE}/entries").json())


def test_the_payments_that_stand_come_to_what_is_paid_and_passed_on(passed: None) -> None:
    program, total = Program(RSS), money(RSS, at=AFTER).balance.total
    found = every_item(program.client, f"{base()}/{WHOLE}/payments")
    assert in_shape("organisation-money-payments", program.get(f"{base()}/{WHOLE}/payments").json())
    by_kind = {kind: sum(one["total"] for one in found if one["kind"] == kind) for kind in {o["kind"] for o in found}}
    assert by_kind["paid"] == total.paid
    assert by_kind["paid-onward"] - by_kind["onward-returned"] == total.onward
    assert {one["way"] for one in found if one["kind"] == "onward-returned"} == {"in"}
    assert {one["with_whom"] for one in found} == {"", BORGHOLM, "kommun-0834"}


def test_activities_and_papers_are_the_organisations_own() -> None:
    for code in (RSS, BORGHOLM):
        Activity.objects.create(
            agreement_id=WHOLE, organisation=organisation(code), number=1, name=f"Aktivitet {code}", grant=GRANT,
            budget=7, from_day=AT.date(), to_day=AFTER.date(), status=Activity.DECIDED, made_at=AT, made_by="x",
        )  # fmt: skip
        HandedInPaper.objects.create(
            agreement_id=WHOLE, organisation=organisation(code), paper_id="requisition", name_sv="Rekvisition",
            name_en="Requisition", duty_id="requisition-rss", edition=1, content=[], content_sha256="0" * 64,
            pdf=b"%PDF", pdf_sha256="1" * 64, way="paper", signed_by="x", handed_in_at=AT, first_handed_in_at=AT,
            receipt_number=f"NV-{code}", digest="2" * 64,
        )  # fmt: skip
    program = Program(BORGHOLM)
    (activity,) = every_item(program.client, f"{base(BORGHOLM)}/{WHOLE}/activities")
    assert (activity["activity"], activity["budget"], activity["status"]) == (f"{BORGHOLM}-1", 7, "decided")
    (paper,) = every_item(program.client, f"{base(BORGHOLM)}/{WHOLE}/papers")
    assert (paper["receipt_number"], paper["edition"]) == (f"NV-{BORGHOLM}", 1)
    for name, list_ in (("organisation-activities", "activities"), ("organisation-papers", "papers")):
        assert in_shape(name, program.get(f"{base(BORGHOLM)}/{WHOLE}/{list_}").json())


def test_a_key_without_read_is_told_so(passed: None) -> None:
    Program(RSS, "details").get(f"{base()}/{WHOLE}", 403)
