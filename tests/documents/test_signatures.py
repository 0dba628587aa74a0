"""Electronic signatures: who, when, unchanged, the whole file, and our own paper; each mistake with its words."""

import asyncio
import datetime
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from test_paper_pdf import document

from naravard.documents import signatures
from naravard.documents.paper_pdf import paper_pdf
from naravard.documents.signature_examination import examine
from naravard.documents.signature_findings import FINDINGS, finding
from naravard.documents.signatures import SignatureCheck, SignatureQuestion, check
from naravard.documents.signing import SigningCertificate, new_issuer, new_signer, signed

AT = datetime.datetime(2022, 11, 3, 9, 30, tzinfo=datetime.UTC)
YEAR = datetime.timedelta(days=365)
ISSUER = new_issuer("Provens utfärdare", since=AT - 3 * YEAR)
SIGNER = new_signer(ISSUER, "Anna Öberg", "Region Jämtland Härjedalen", since=AT - YEAR, number="198001019999")


@pytest.fixture(scope="module")
def paper() -> bytes:
    return paper_pdf(document())


def looked_at(
    pdf: bytes, original: bytes | None, trusted: tuple[SigningCertificate, ...] = (ISSUER,)
) -> SignatureCheck:
    """Look without a process of its own, which takes a second to start."""
    return examine(SignatureQuestion(pdf=pdf, original=original, trusted=tuple(one.der for one in trusted), at=AT))


def found(result: SignatureCheck) -> list[str]:
    return [one.id for one in result.findings]


def changed(pdf: bytes, change: Any) -> bytes:
    """Return the PDF with something added to its end, as a program that edits PDFs does."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def other_page(writer: IncrementalPdfFileWriter) -> None:
    """Put other text on the first page."""
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)


def same_page_other_text(writer: IncrementalPdfFileWriter) -> None:
    """Leave the page and replace the object that holds its text."""
    stream = writer.root["/Pages"]["/Kids"][0].get_object()["/Contents"]
    stream._data = b"BT ET"
    stream._encoded_data = None
    writer.mark_update(stream.container_ref)


def a_note(writer: IncrementalPdfFileWriter) -> None:
    """Lay a note over the page."""
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = generic.DictionaryObject({generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText")})
    page[generic.pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def a_program(writer: IncrementalPdfFileWriter) -> None:
    """Run something when the file is opened."""
    action = generic.DictionaryObject({generic.pdf_name("/S"): generic.pdf_name("/JavaScript")})
    writer.root[generic.pdf_name("/OpenAction")] = writer.add_object(action)
    writer.update_root()


def test_a_signed_paper_says_who_signed_it_and_when(paper: bytes) -> None:
    result = check(signed(paper, SIGNER, at=AT), original=paper, trusted=[ISSUER.der], at=AT)
    assert result.is_good
    assert (result.is_unchanged, result.covers_all, result.is_same_document) == (True, True, True)
    (signer,) = result.signers
    assert (signer.name, signer.organisation) == ("Anna Öberg", "Region Jämtland Härjedalen")
    assert (signer.issuer, signer.is_trusted, signer.claimed_at) == ("Provens utfärdare", True, AT)


def test_no_personal_number_is_kept(paper: bytes) -> None:
    named = new_signer(ISSUER, "Anna Öberg 19800101-9999", "Region X 8001019999", since=AT - YEAR)
    result = looked_at(signed(paper, named, at=AT), paper)
    assert result.signers[0].name == "Anna Öberg"
    assert result.signers[0].organisation == "Region X"
    assert "9999" not in repr(looked_at(signed(paper, SIGNER, at=AT), paper))


def test_two_may_sign_the_same_paper(paper: bytes) -> None:
    other = new_signer(ISSUER, "Bo Ek", "Region Jämtland Härjedalen", since=AT - YEAR)
    both = signed(signed(paper, SIGNER, at=AT), other, at=AT, field="Andra")
    result = looked_at(both, paper)
    assert found(result) == []
    assert [one.name for one in result.signers] == ["Anna Öberg", "Bo Ek"]


def test_what_was_not_signed_is_told_apart_from_what_is_no_pdf(paper: bytes) -> None:
    assert found(check(paper, original=paper, trusted=[], at=AT)) == ["unsigned"]
    assert found(looked_at(paper, None)) == ["unsigned"]
    assert found(check(b"PK\x03\x04", original=None, trusted=[], at=AT)) == ["not-a-pdf"]
    assert found(check(b"", original=None, trusted=[], at=AT)) == ["not-a-pdf"]
    assert found(check(b"%PDF-1.7\n" + b"nonsense " * 50, original=None, trusted=[], at=AT)) == ["not-readable"]


def test_an_encrypted_file_is_refused(paper: bytes) -> None:
    output = BytesIO()
    with pikepdf.open(BytesIO(paper)) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(user="hemligt", owner="hemligt"))
    assert found(looked_at(output.getvalue(), None)) == ["encrypted"]


def test_a_file_that_was_altered_after_it_was_signed_is_refused(paper: bytes) -> None:
    once = signed(paper, SIGNER, at=AT)
    assert b"/DisplayDocTitle true" in once
    result = looked_at(once.replace(b"/DisplayDocTitle true", b"/DisplayDocTitle null", 1), None)
    assert found(result) == ["altered"]
    assert not result.is_unchanged


@pytest.mark.parametrize("change", [other_page, same_page_other_text, a_note, a_program])
def test_what_is_added_after_the_signature_is_found(paper: bytes, change: Any) -> None:
    result = looked_at(changed(signed(paper, SIGNER, at=AT), change), paper)
    assert found(result) == ["not-the-whole"]
    assert not result.covers_all


def test_words_after_the_end_of_the_file_are_found(paper: bytes) -> None:
    once = signed(paper, SIGNER, at=AT)
    assert found(looked_at(once + b"\n% och 1 krona till\n", paper)) == ["not-the-whole"]
    assert found(looked_at(once + b"\n", paper)) == []


@pytest.mark.parametrize("change", [other_page, same_page_other_text, a_note, a_program])
def test_what_was_changed_before_it_was_signed_is_found(paper: bytes, change: Any) -> None:
    result = looked_at(signed(changed(paper, change), SIGNER, at=AT), paper)
    assert found(result) == ["changed-before-signing"]
    assert result.is_same_document is False


def test_another_paper_or_another_edition_is_refused(paper: bytes) -> None:
    other = paper_pdf(document(edition=3))
    result = check(signed(other, SIGNER, at=AT), original=paper, trusted=[ISSUER.der], at=AT)
    assert found(result) == ["another-document"]


def test_an_issuer_that_is_not_trusted_is_named(paper: bytes) -> None:
    result = looked_at(signed(paper, SIGNER, at=AT), paper, trusted=())
    assert found(result) == ["unknown-issuer"]
    assert "Provens utfärdare" in result.findings[0].what.sv
    pretender = new_issuer("Provens utfärdare", since=AT - YEAR)
    assert found(looked_at(signed(paper, SIGNER, at=AT), paper, trusted=(pretender,))) == ["unknown-issuer"]


def test_a_certificate_that_is_out_of_date_is_refused(paper: bytes) -> None:
    old = new_signer(ISSUER, "Anna Öberg", "", since=AT - 2 * YEAR, years=1)
    early = new_signer(ISSUER, "Anna Öberg", "", since=AT + YEAR)
    assert found(looked_at(signed(paper, old, at=AT), paper)) == ["expired"]
    assert found(looked_at(signed(paper, early, at=AT), paper)) == ["not-yet-valid"]


def test_a_certificate_for_something_else_is_refused(paper: bytes) -> None:
    assert found(looked_at(signed(paper, ISSUER, at=AT), paper)) == ["not-for-signing"]


def test_a_huge_file_is_not_looked_at(monkeypatch: pytest.MonkeyPatch, paper: bytes) -> None:
    monkeypatch.setattr(signatures, "MOST_BYTES", 10_000)
    assert found(check(paper, original=None, trusted=[], at=AT)) == ["too-large"]


def test_a_file_that_takes_forever_is_given_up(paper: bytes) -> None:
    assert found(check(signed(paper, SIGNER, at=AT), original=None, trusted=[], at=AT, seconds=0.01)) == ["too-slow"]


def test_a_file_that_swells_is_given_up() -> None:
    """Some kilobytes that swell to 200 MB of cross-references: words in short time, and the service goes on."""
    press = zlib.compressobj(9)
    swelling = b"".join(press.compress(bytes(1024 * 1024)) for _ in range(200)) + press.flush()
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    references = (
        b"3 0 obj<</Type/XRef/W[1 4 1]/Index[0 30000000]/Size 30000000/Root 1 0 R/Filter[/FlateDecode/FlateDecode]"
        + b"/Length "
    )
    bomb = zlib.compress(swelling, 9)
    pdf = head + references + str(len(bomb)).encode() + b">>stream\n" + bomb + b"\nendstream endobj\nstartxref\n"
    pdf += str(len(head)).encode() + b"\n%%EOF\n"
    assert len(pdf) < 10_000
    assert found(check(pdf, original=None, trusted=[], at=AT, seconds=10))[0] in ("not-readable", "too-slow")


def test_every_finding_has_words_in_both_languages() -> None:
    for finding_id in FINDINGS:
        said = finding(finding_id, "N")
        assert all((said.what.sv, said.what.en, said.way_out.sv, said.way_out.en))
        assert "{" not in said.in_language("sv") + said.in_language("en")


def test_it_is_signed_and_looked_at_where_an_event_loop_already_runs(paper: bytes) -> None:
    """As in a process where a browser is driven, whose loop runs in the same thread."""

    async def within() -> SignatureCheck:
        return looked_at(signed(paper, SIGNER, at=AT), paper)

    with ThreadPoolExecutor(max_workers=1) as thread:
        assert found(thread.submit(lambda: asyncio.run(within())).result()) == []
