"""A program reads what its organisation is to do, begins and submits it, and does the same act once."""

import base64
import hashlib

import pytest

from api_client import every_item, shape_faults, validator, with_key
from key_client import REGION, Program
from naravard.agreement.duties import Status
from naravard.web.access.actor import THE_SERVICE
from naravard.web.history.models import Event
from naravard.web.once.models import GivenAnswer
from naravard.web.organisations.models import Organisation
from naravard.web.site.clock import now
from naravard.web.tasks import acts
from naravard.web.tasks.models import DutyRecord, HandedInContent
from web_shared import WHOLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_forms")]
REPORT = f"{REGION}/duties/{WHOLE}/interim-report-regions"


@pytest.fixture
def program() -> Program:
    """A program that may do everything that a program may."""
    return Program()


def binding(program: Program) -> str:
    """Return the address of something that is signed by a person and has not lapsed."""
    items = every_item(program.client, f"{REGION}/duties")
    return str(next(item["address"] for item in items if item["needs_person"] and item["can_be_submitted"]))


def test_the_organisations_duties_are_listed_and_each_has_an_address(program: Program) -> None:
    items = every_item(program.client, f"{REGION}/duties?limit=3")
    assert {item["agreement"] for item in items} >= {WHOLE}
    for item in items:
        assert list(validator("OwnDuty").iter_errors(item)) == []
        assert program.get(item["address"]).json() == item
    assert "interim-report-regions" in {item["duty"] for item in items}


def test_duties_are_chosen_by_agreement_and_status(program: Program) -> None:
    every = every_item(program.client, f"{REGION}/duties")
    assert {item["status"] for item in every} > {"late"}
    for status in Status:
        chosen = every_item(program.client, f"{REGION}/duties?status={status.value}")
        assert chosen == [item for item in every if item["status"] == status.value]
    of_one = every_item(program.client, f"{REGION}/duties?agreement={WHOLE}")
    assert of_one == [item for item in every if item["agreement"] == WHOLE]
    error = program.get(f"{REGION}/duties?agreement=finns-inte", 422).json()["error"]
    assert (error["id"], error["where"]) == ("parameter-invalid", "agreement")


def test_a_duty_is_begun_put_back_begun_again_and_submitted(program: Program) -> None:
    assert program.post(f"{REPORT}/begin").json()["status"] == "late"
    assert program.get(REPORT).json()["begun_at"] is not None
    assert program.post(f"{REPORT}/put-back").json()["begun_at"] is None
    program.post(f"{REPORT}/begin")
    told = program.post(
        f"{REPORT}/submit", {"reference_number": "RS 2022/1", "note": "Hej\nigen", "text": "Så gick det."}
    ).json()
    assert (told["status"], told["reference_number"], told["note"]) == ("submitted", "RS 2022/1", "Hej\nigen")
    assert (told["text"], told["file"]) == ("Så gick det.", None)
    kinds = [event.kind for event in Event.objects.filter(thing_kind="duty").order_by("sequence")]
    assert kinds == ["duty-begun", "duty-put-back", "duty-begun", "duty-submitted"]
    assert Event.objects.order_by("sequence").last().told.actor.name.sv == "Ekonomisystemet"


def test_a_file_is_submitted_byte_for_byte_and_is_the_one_that_the_page_gives(program: Program) -> None:
    pdf = b"%PDF-1.7\n%Delredovisning\n"
    sent = {"name": "Delredovisning.pdf", "content": base64.b64encode(pdf).decode()}
    told = program.post(f"{REPORT}/submit", {"file": sent}).json()
    assert told["file"]["sha256"] == hashlib.sha256(pdf).hexdigest()
    kept = HandedInContent.objects.get()
    assert (bytes(kept.file), kept.file_name, kept.media_type) == (pdf, "Delredovisning.pdf", "application/pdf")


@pytest.mark.parametrize(
    ("content", "status", "refused"),
    [
        (base64.b64encode(b"MZ program").decode(), 409, "duty-refused"),
        ("", 409, "duty-refused"),
        ("inte base64!", 422, "body-invalid"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_and_nothing_is_submitted(
    program: Program, content: str, status: int, refused: str
) -> None:
    answer = program.post(f"{REPORT}/submit", {"file": {"name": "a.pdf", "content": content}}, status)
    assert answer.json()["error"]["id"] == refused
    assert program.get(REPORT).json()["submitted_at"] is None


def test_nothing_is_submitted_empty(program: Program) -> None:
    error = program.post(f"{REPORT}/submit", {"note": "Hej"}, 409).json()["error"]
    assert error["id"] == "duty-nothing-handed-in"
    assert program.get(REPORT).json()["submitted_at"] is None


def test_the_same_act_sent_twice_happens_once_and_is_answered_alike(program: Program) -> None:
    first = program.post(f"{REPORT}/begin", idempotency_key="abc")
    again = program.post(f"{REPORT}/begin", idempotency_key="abc")
    assert (first["Idempotency-Replayed"], again["Idempotency-Replayed"]) == ("false", "true")
    assert (first.content, first["ETag"]) == (again.content, again["ETag"])
    assert Event.objects.filter(kind="duty-begun").count() == 1


def test_the_first_answer_is_given_again_also_when_much_has_happened_since(program: Program) -> None:
    first = program.post(f"{REPORT}/begin", idempotency_key="abc")
    program.post(f"{REPORT}/submit", {"text": "Rapport"})
    assert program.post(f"{REPORT}/begin", idempotency_key="abc").content == first.content
    assert program.get(REPORT).json()["status"] == "submitted"


@pytest.mark.parametrize(
    ("address", "sent"),
    [(f"{REPORT}/submit", {"note": "annat", "text": "Rapport"}), (f"{REPORT}/begin", None)],
)
def test_a_key_with_another_request_is_refused(program: Program, address: str, sent: object) -> None:
    program.post(f"{REPORT}/submit", {"note": "ett", "text": "Rapport"}, idempotency_key="abc")
    answer = program.post(address, sent, 422, idempotency_key="abc")
    assert answer.json()["error"]["id"] == "idempotency-key-reused"
    assert DutyRecord.objects.get().note == "ett"


def test_a_key_with_another_version_is_another_request(program: Program) -> None:
    tag = program.get(REPORT)["ETag"]
    program.post(f"{REPORT}/begin", idempotency_key="abc", if_match=tag)
    assert program.post(f"{REPORT}/begin", idempotency_key="abc", if_match=tag)["Idempotency-Replayed"] == "true"
    for other in ("", "*", '"1.0123456789abcdef"'):
        program.post(f"{REPORT}/begin", status=422, idempotency_key="abc", if_match=other)


def test_an_empty_version_is_a_wrong_one(program: Program) -> None:
    program.post(f"{REPORT}/begin", status=412, if_match="")
    assert not DutyRecord.objects.filter(begun_at__isnull=False).exists()


def test_two_keys_to_the_api_may_use_the_same_idempotency_key(program: Program) -> None:
    program.post(f"{REPORT}/begin", idempotency_key="abc")
    answer = Program().post(f"{REPORT}/submit", {"text": "Rapport"}, idempotency_key="abc")
    assert answer["Idempotency-Replayed"] == "false"


def test_what_was_refused_is_not_remembered(program: Program) -> None:
    program.post(f"{REPORT}/put-back", status=409, idempotency_key="abc")
    assert not GivenAnswer.objects.exists()
    program.post(f"{REPORT}/begin")
    assert program.post(f"{REPORT}/put-back", idempotency_key="abc")["Idempotency-Replayed"] == "false"


@pytest.mark.parametrize(
    ("key", "error_id"),
    [
        ("", "idempotency-key-missing"),
        ("a b", "idempotency-key-invalid"),
        ("x" * 129, "idempotency-key-invalid"),
        ("\x00", "idempotency-key-invalid"),
        ("å", "idempotency-key-invalid"),
    ],
)
def test_an_act_brings_a_key_that_can_be_one(program: Program, key: str, error_id: str) -> None:
    answer = program.post(f"{REPORT}/begin", status=400, idempotency_key=key)
    assert answer.json()["error"]["id"] == error_id
    assert not DutyRecord.objects.exists()


def test_what_binds_is_signed_by_a_person(program: Program) -> None:
    address = binding(program)
    program.post(f"{address}/begin")
    error = program.post(f"{address}/submit", status=409).json()["error"]
    assert error["id"] == "duty-needs-person"
    assert "skrivs under av en person" in error["message"]
    assert program.get(address).json()["submitted_at"] is None


def test_what_has_lapsed_says_so(program: Program) -> None:
    lapsed = every_item(program.client, f"{REGION}/duties?status=lapsed")
    assert lapsed
    error = program.post(f"{lapsed[0]['address']}/begin", status=409).json()["error"]
    assert (error["id"], error["way_out"]) == ("duty-lapsed", f"Se hur det står: {lapsed[0]['address']}")
    assert "förfallit" in error["message"]


def test_texts_are_mended_as_the_forms_mend_them_and_what_cannot_be_printed_is_refused(program: Program) -> None:
    program.post(f"{REPORT}/begin")
    error = program.post(f"{REPORT}/submit", {"text": "Rad ett\nfel\x01"}, status=422).json()["error"]
    assert (error["id"], error["where"]) == ("body-invalid", "text")
    assert "Rad 2, tecken 4 går inte att skriva ut (U+0001)" in error["message"]
    told = program.post(f"{REPORT}/submit", {"text": "\uf0b7 A\u030atga\u0308rd\x0bklar", "note": "\u200eJa"}).json()
    assert (told["text"], told["note"]) == ("• Åtgärd\nklar", "Ja")


def test_an_act_for_an_old_version_is_refused_with_how_it_stands_now(program: Program) -> None:
    tag = program.get(REPORT)["ETag"]
    acts.begin_duty(
        actor=THE_SERVICE,
        organisation=Organisation.objects.get(pk="region-09"),
        agreement_id=WHOLE,
        duty_id="interim-report-regions",
        at=now(),
    )
    answer = program.post(f"{REPORT}/submit", {"text": "Rapport"}, 412, if_match=tag)
    assert list(shape_faults(with_key()["submit-duty"][2], 412, answer.json())) == []
    assert answer.json()["present"]["begun_at"] is not None
    assert "Någon hann före" in answer.json()["error"]["message"]
    assert (
        program.post(f"{REPORT}/submit", {"text": "Rapport"}, if_match=answer["ETag"]).json()["status"] == "submitted"
    )


@pytest.mark.parametrize(
    ("agreement", "duty", "error_id"),
    [
        (WHOLE, "finns-inte", "duty-unknown"),
        (WHOLE, "interim-report-rss", "duty-unknown"),
        (WHOLE, "%00", "duty-unknown"),
        ("finns-inte", "interim-report-regions", "agreement-unknown"),
    ],
)
def test_a_duty_that_the_organisation_does_not_have_is_not_there(
    program: Program, agreement: str, duty: str, error_id: str
) -> None:
    address = f"{REGION}/duties/{agreement}/{duty}"
    assert program.get(address, 404).json()["error"]["id"] == error_id
    assert program.post(f"{address}/begin", status=404).json()["error"]["id"] == error_id
    assert program.post(f"{address}/submit", status=404).json()["error"]["id"] == error_id


@pytest.mark.parametrize(
    "sent", [{"reference_number": "x" * 101}, {"note": "x" * 5001}, {"note": "\x00"}, {"notes": ""}, {"note": 1}, []]
)
def test_what_goes_with_it_has_its_bounds(program: Program, sent: object) -> None:
    assert program.post(f"{REPORT}/submit", sent, 422).json()["error"]["id"] == "body-invalid"
    assert not DutyRecord.objects.exists()
