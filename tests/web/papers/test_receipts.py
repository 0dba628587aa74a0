"""Receipts: whose they are, what they say, that they still hold, and what differs between editions."""

import pytest
from django.db import connection

from money_steps import swedish
from naravard.web.papers.models import HandedInPaper, PapersAreKeptError
from naravard.web.papers.proof import proof_of
from naravard.web.papers.receipt_numbers import new_receipt_number, read_receipt_number
from naravard.web.tasks.models import Extension
from papers_steps import CONTENT, kept_paper
from pdf_reading import pages_of
from people_samples import member, signed_in_as
from web_pages import csv_rows, heading, main_of, table_rows, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION = "region-09"


def receipt(paper: HandedInPaper, code: str = REGION, rest: str = "") -> str:
    return f"/organisation/{code}/kvitto/{paper.receipt_number}/{rest}"


def test_a_receipt_says_who_what_and_when_and_that_it_was_in_time() -> None:
    paper = kept_paper(REGION)
    main = main_of(signed_in_as(member(REGION)), receipt(paper))
    assert heading(main) == "Rekvisition, inlämnad 3 november 2022"
    assert paper.pdf_sha256 in words(main.xpath(".//details[not(@open)]")[0]), "what proves it is folded"
    text = words(main)
    assert "I tid. Sista dagen var 1 december 2022." in text
    assert "3 november 2022 09:30:15 svensk tid" in text
    assert paper.receipt_number in text
    assert paper.pdf_sha256 in text
    assert f"nummer {paper.event_sequence} i kedjan" in text
    assert "934 968 kr" in text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"last_day": None}, "Texten anger ingen sista dag för den här handlingen."),
        ({"was_late": True}, "Kom in för sent. Sista dagen var 1 december 2022."),
        (
            {"first_handed_in_at": swedish("2022-10-01 08:00:00")},
            "I tid: den första utgåvan kom in 1 oktober 2022 kl. 08.00, och sista dagen var 1 december 2022.",
        ),
    ],
)
def test_in_time_or_not_is_said_in_words(changes: dict[str, object], said: str) -> None:
    paper = kept_paper(REGION, **changes)
    assert said in words(main_of(signed_in_as(member(REGION)), receipt(paper)))


@pytest.mark.parametrize(
    ("to_day", "counts", "listed"),
    [
        ("2022-12-15", "så det räknas som i tid.", "för sent när det kom in. I tid efter förlängning till 2022-12-15"),
        ("2022-12-03", "så det räknas fortfarande som för sent.", "för sent, också efter förlängning till 2022-12-03"),
    ],
)
def test_what_was_true_then_and_the_extension_that_came_afterwards_are_both_said(
    to_day: str, counts: str, listed: str
) -> None:
    late = swedish("2022-12-05 10:00:00")
    paper = kept_paper(REGION, was_late=True, handed_in_at=late, first_handed_in_at=late)
    given = {"organisation_id": REGION, "agreement_id": WHOLE, "duty_id": paper.duty_id, "made_by": "x", "reason": "y"}
    Extension.objects.create(**given, to_day=to_day, made_at=swedish("2022-12-20 09:00"))
    reader, payer = signed_in_as(member(REGION)), signed_in_as(member(paper.receiver_code, "payment-handler", "Kim Al"))
    own_list = f"/organisation/{REGION}/pengar/{WHOLE}/handlingar/"

    text = words(main_of(reader, receipt(paper)))

    assert "Kom in för sent. Sista dagen var 1 december 2022." in text
    assert "Så var det när det kom in." in text
    assert "Den 20 december 2022 förlängdes tiden till och med" in text
    assert counts in text
    assert listed in words(main_of(reader, own_list))
    assert listed in words(main_of(payer, f"/organisation/{paper.receiver_code}/pengar/{WHOLE}/handlingar/"))
    Extension.objects.create(**given, to_day=None, made_at=swedish("2022-12-21 09:00"))
    assert "förlängdes" not in words(main_of(reader, receipt(paper))), "it was taken back"
    assert "förlängning" not in words(main_of(reader, own_list))


def test_the_receiver_sees_it_too_and_no_one_else_does() -> None:
    paper = kept_paper(REGION)
    receiver = signed_in_as(member("kammarkollegiet", "payment-handler"))
    other = signed_in_as(member("region-10"))
    for rest in ("", "handling.pdf", "undertecknad.pdf", "provning/", "skillnader/"):
        assert receiver.get(receipt(paper, "kammarkollegiet", rest)).status_code == 200
        assert other.get(receipt(paper, "region-10", rest)).status_code == 404
        assert other.get(receipt(paper, REGION, rest)).status_code == 404


def test_the_files_are_those_that_were_handed_in_byte_for_byte() -> None:
    paper = kept_paper(REGION)
    client = signed_in_as(member(REGION))
    shown = client.get(receipt(paper, rest="handling.pdf"))
    assert (shown.content, shown.headers["Content-Type"]) == (b"%PDF-1.7 a paper", "application/pdf")
    saved = client.get(receipt(paper, rest="undertecknad.pdf"))
    assert saved.content == b"%PDF-1.7 a paper, signed"
    assert saved.headers["Content-Disposition"].startswith("attachment")
    on_paper = kept_paper(REGION, signed_pdf=None, edition=2)
    assert client.get(receipt(on_paper, rest="undertecknad.pdf")).status_code == 404


def test_a_receipt_that_holds_says_so() -> None:
    paper = kept_paper(REGION)
    main = main_of(signed_in_as(member(REGION)), receipt(paper, rest="provning/"))
    assert heading(main) == f"Kvittot {paper.receipt_number} stämmer"
    assert "Stämmer inte" not in words(main)


@pytest.mark.parametrize("column", ["pdf", "signed_pdf", "content", "handed_in_at", "receipt_number"])
def test_whatever_is_changed_past_the_program_is_found(column: str) -> None:
    paper = kept_paper(REGION)
    changed = {
        "pdf": b"%PDF-1.7 another",
        "signed_pdf": b"%PDF-1.7 another",
        "content": [CONTENT[0], CONTENT[1] | {"value": "934 969 kr"}],
        "handed_in_at": swedish("2022-11-02 09:30:15"),
        "receipt_number": "AAAA-BBBB-CCCC",
    }
    HandedInPaper.objects.filter(pk=paper.pk).update(**{column: changed[column]})
    paper = HandedInPaper.objects.get(pk=paper.pk)
    assert [point.holds for point in proof_of(paper)].count(False) == 1
    main = main_of(signed_in_as(member(REGION)), receipt(paper, rest="provning/"))
    assert heading(main) == f"Kvittot {paper.receipt_number} stämmer inte"


def test_a_paper_without_its_event_proves_nothing() -> None:
    paper = kept_paper(REGION)
    HandedInPaper.objects.filter(pk=paper.pk).update(event_sequence=None)
    assert not any(point.holds for point in proof_of(HandedInPaper.objects.get(pk=paper.pk)))


def test_what_has_been_handed_in_is_never_changed_by_the_program() -> None:
    paper = kept_paper(REGION)
    paper.content = []
    with pytest.raises(PapersAreKeptError):
        paper.save()
    with pytest.raises(PapersAreKeptError):
        paper.delete()


def test_two_editions_are_compared_field_by_field() -> None:
    kept_paper(REGION)
    changed = [CONTENT[1] | {"value": "900 000 kr"}, CONTENT[1] | {"id": "ny", "label": "Ny uppgift", "value": "x"}]
    later = kept_paper(REGION, edition=2, content=changed)
    main = main_of(signed_in_as(member(REGION)), receipt(later, rest="skillnader/"))
    text = words(main).replace("\u00a0", " ")
    assert "3 rader skiljer sig från utgåvan före." in text
    assert [[cell.replace("\u00a0", " ") for cell in row] for row in table_rows(main)[1:]] == [
        ["2. Belopp som rekvireras", "934 968 kr", "900 000 kr"],
        ["2. Ny uppgift", "fanns inte", "x"],
        ["1. Faxnummer", "–", "borttagen"],
    ]
    first = HandedInPaper.objects.get(edition=1)
    assert "En senare utgåva har lämnats in." in words(main_of(signed_in_as(member(REGION)), receipt(first)))
    assert "den första utgåvan" in heading(main_of(signed_in_as(member(REGION)), receipt(first, rest="skillnader/")))


def test_the_list_shows_own_papers_to_the_one_who_handed_them_in_and_all_to_the_receiver() -> None:
    own, other = kept_paper(REGION), kept_paper("region-10")
    address = f"/organisation/%s/pengar/{WHOLE}/handlingar"
    mine = csv_rows(signed_in_as(member(REGION)), address % REGION + ".csv")
    assert [row["receipt"] for row in mine] == [own.receipt_number]
    assert mine[0]["in_time"] == "ja"
    theirs = csv_rows(signed_in_as(member("kammarkollegiet", "payment-handler")), address % "kammarkollegiet" + ".csv")
    assert {row["receipt"] for row in theirs} == {own.receipt_number, other.receipt_number}
    nothing = main_of(signed_in_as(member("region-12")), address % "region-12" + "/")
    assert "Ingen handling har lämnats in än." in words(nothing)


def test_receipt_numbers_are_read_however_they_are_written() -> None:
    numbers = {new_receipt_number() for _ in range(100)}
    assert len(numbers) == 100
    for number in numbers:
        assert read_receipt_number(number) == number
        assert read_receipt_number(number.lower().replace("-", " ").replace("0", "o")) == number


def test_the_list_asks_the_database_as_much_for_many_papers_as_for_one(
    django_assert_max_num_queries: object,
) -> None:
    client = signed_in_as(member("kammarkollegiet", "payment-handler"))
    address = f"/organisation/kammarkollegiet/pengar/{WHOLE}/handlingar/"
    kept_paper(REGION)
    client.get(address)
    before = _queries(client, address)
    for number in range(10, 15):
        kept_paper(f"region-{number}" if number != 11 else "region-12", edition=number)
    client.get(address)  # what waits is counted anew once something has happened
    assert _queries(client, address) == before


def _queries(client: object, address: str) -> int:
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        client.get(address)  # type: ignore[attr-defined]
    return len(captured)


def test_the_receipt_is_had_as_a_pdf_of_one_page_that_says_the_same() -> None:
    paper = kept_paper(REGION)
    reader = signed_in_as(member(REGION))
    answer = reader.get(receipt(paper, rest="kvitto.pdf"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content == reader.get(receipt(paper, rest="kvitto.pdf")).content, "the same bytes each time"
    (told,) = pages_of(answer.content)
    told = told.replace("\u00a0", " ")
    for words_of_it in (paper.receipt_number, "2022-11-03 09:30:15 svensk tid", "Sista dagen var 1 december 2022"):
        assert words_of_it in told
    assert paper.pdf_sha256 in told.replace(" ", "")
    assert main_of(reader, receipt(paper)).xpath(".//a[contains(@href, 'kvitto.pdf')]")
    other = signed_in_as(member("region-10"))
    assert other.get(receipt(paper, "region-10", "kvitto.pdf")).status_code == 404
