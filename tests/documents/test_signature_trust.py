"""Whether a signature holds is judged when it was stamped; each reason why one does not is the true one."""

import datetime
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from certificate_samples import (
    Holder,
    document_stamped,
    holder,
    revoking,
    signed_but_for,
    signed_by,
    stamper,
    with_lists,
)
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import pdf_byterange
from test_paper_pdf import document

from naravard.documents.paper_pdf import paper_pdf
from naravard.documents.signature_examination import examine
from naravard.documents.signatures import SignatureCheck, SignatureQuestion
from naravard.documents.signer_identity import KnownPerson, Likeness, likeness

AT = datetime.datetime(2022, 11, 15, 12, tzinfo=datetime.UTC)
HOUR, DAY, YEAR = datetime.timedelta(hours=1), datetime.timedelta(days=1), datetime.timedelta(days=365)
SIGNED = AT - 10 * DAY
ROOT = holder("Provens rot", None, AT - 9 * YEAR, AT + 9 * YEAR, is_issuer=True)
ISSUER = holder("Provens utfärdare", ROOT, AT - 5 * YEAR, AT + 5 * YEAR, is_issuer=True)
STAMPS = holder("Provens tidsstämplar", ROOT, AT - 2 * YEAR, AT + 2 * YEAR, is_for_stamps=True)
SHORT_STAMPS = holder("Kort tidsstämplare", ROOT, SIGNED - DAY, SIGNED + 5 * DAY, is_for_stamps=True)
OTHER_ROOT = holder("En annan rot", None, AT - 9 * YEAR, AT + 9 * YEAR, is_issuer=True)
OTHER_STAMPS = holder("Andras tidsstämplar", OTHER_ROOT, AT - 2 * YEAR, AT + 2 * YEAR, is_for_stamps=True)


def person(
    name: str = "Anna Öberg", issuer: Holder = ISSUER, since: datetime.datetime = AT - YEAR,
    until: datetime.datetime = AT + YEAR, **attributes: str,
) -> Holder:  # fmt: skip
    return holder(name, issuer, since, until, **attributes)


ANNA = person()
FOR_AN_HOUR = person(since=SIGNED - HOUR, until=SIGNED + HOUR)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return paper_pdf(document())


def looked_at(pdf: bytes, original: bytes | None, *trusted: Holder, known: KnownPerson | None = None) -> SignatureCheck:
    roots = tuple(one.der for one in trusted or (ROOT,))
    return examine(SignatureQuestion(pdf=pdf, original=original, trusted=roots, at=AT, known=known))


def found(result: SignatureCheck) -> list[str]:
    return [one.id for one in result.findings]


def said(result: SignatureCheck) -> str:
    return " ".join(one.what.sv for one in result.findings)


def test_a_certificate_that_has_expired_since_is_good_when_a_trusted_stamp_shows_that_it_was_signed_before(
    paper: bytes,
) -> None:
    result = looked_at(signed_by(paper, FOR_AN_HOUR, stamps=stamper(STAMPS, SIGNED)), paper)
    assert found(result) == []
    assert result.signers[0].stamped_at == SIGNED


@pytest.mark.parametrize("before", [b"\n", b"\r\n \t", b"\xef\xbb\xbf"], ids=["line", "blanks", "mark"])
def test_blanks_before_the_document_are_passed_by_and_anything_else_is_not(paper: bytes, before: bytes) -> None:
    signed = signed_by(paper, ANNA)
    assert found(looked_at(before + signed, paper)) == []
    assert found(looked_at(before + b"x" + signed, paper)) != []


def test_a_certificate_that_has_expired_is_refused_without_a_stamp(paper: bytes) -> None:
    result = looked_at(signed_by(paper, FOR_AN_HOUR), paper)
    assert found(result) == ["expired"]
    assert "2022-11-05" in said(result)
    assert "ingen tidsstämpel" in said(result)


def test_a_stamp_made_after_the_certificate_expired_does_not_help(paper: bytes) -> None:
    result = looked_at(signed_by(paper, FOR_AN_HOUR, stamps=stamper(STAMPS, SIGNED + DAY)), paper)
    assert found(result) == ["expired-when-stamped"]


def test_a_stamp_of_an_authority_that_is_not_trusted_proves_nothing_and_is_named(paper: bytes) -> None:
    late = signed_by(paper, FOR_AN_HOUR, stamps=stamper(OTHER_STAMPS, SIGNED))
    result = looked_at(late, paper)
    assert found(result) == ["stamp-not-trusted"]
    assert "Andras tidsstämplar" in said(result) or "En annan rot" in said(result)
    assert found(looked_at(late, paper, ROOT, OTHER_ROOT)) == []
    still_valid = looked_at(signed_by(paper, ANNA, stamps=stamper(OTHER_STAMPS, SIGNED)), paper)
    assert found(still_valid) == []
    assert still_valid.signers[0].stamped_at is None


def test_a_stamp_on_the_whole_document_proves_when_it_was_signed_too(paper: bytes) -> None:
    result = looked_at(document_stamped(signed_by(paper, FOR_AN_HOUR), stamper(STAMPS, SIGNED)), paper)
    assert found(result) == []
    assert result.signers[0].stamped_at == SIGNED


def test_a_stamp_on_the_document_before_it_was_signed_proves_nothing(paper: bytes) -> None:
    before = document_stamped(paper, stamper(STAMPS, SIGNED))
    assert found(looked_at(signed_by(before, FOR_AN_HOUR), paper)) == ["expired"]


def test_a_stamp_whose_own_certificate_has_expired_is_good_when_a_later_stamp_covers_it(paper: bytes) -> None:
    once = signed_by(paper, FOR_AN_HOUR, stamps=stamper(SHORT_STAMPS, SIGNED))
    assert found(looked_at(once, paper)) == ["stamp-not-trusted"]
    twice = document_stamped(once, stamper(STAMPS, SIGNED + 2 * DAY))
    result = looked_at(twice, paper)
    assert found(result) == []
    assert result.signers[0].stamped_at == SIGNED


def test_a_certificate_that_was_revoked_before_it_was_signed_is_refused_with_the_day(paper: bytes) -> None:
    stamped = signed_by(paper, ANNA, stamps=stamper(STAMPS, SIGNED))
    before = revoking(ISSUER, ANNA, at=SIGNED - DAY, listed=SIGNED + DAY)
    result = looked_at(with_lists(stamped, before), paper)
    assert found(result) == ["revoked"]
    assert "2022-11-04" in said(result)


def test_a_certificate_that_was_revoked_after_the_stamp_is_good_and_without_a_stamp_it_is_refused(paper: bytes) -> None:
    after = revoking(ISSUER, ANNA, at=SIGNED + DAY, listed=SIGNED + 2 * DAY)
    stamped = with_lists(signed_by(paper, ANNA, stamps=stamper(STAMPS, SIGNED)), after)
    assert found(looked_at(stamped, paper)) == []
    assert found(looked_at(with_lists(signed_by(paper, ANNA), after), paper)) == ["revoked"]


def test_an_issuer_that_was_revoked_is_told_apart_from_the_signer(paper: bytes) -> None:
    revoked = revoking(ROOT, ISSUER, at=SIGNED - DAY, listed=SIGNED + DAY)
    result = looked_at(with_lists(signed_by(paper, ANNA, stamps=stamper(STAMPS, SIGNED)), revoked), paper)
    assert found(result) == ["issuer-revoked"]


def test_a_certificate_that_is_not_valid_yet_says_from_when_but_clocks_may_differ_by_minutes(paper: bytes) -> None:
    early = person(since=AT + 2 * DAY)
    result = looked_at(signed_by(paper, early), paper)
    assert found(result) == ["not-yet-valid"]
    assert "2022-11-17" in said(result)
    fast = person(since=AT + datetime.timedelta(minutes=3))
    assert found(looked_at(signed_by(paper, fast), paper)) == []


def test_a_root_that_is_not_trusted_is_named_and_so_is_one_whose_certificate_is_missing(paper: bytes) -> None:
    whole = looked_at(signed_by(paper, ANNA), paper, OTHER_ROOT)
    assert found(whole) == ["unknown-issuer"]
    assert "Provens rot" in said(whole)
    missing = looked_at(signed_by(paper, ANNA, chain=[]), paper)
    assert found(missing) == ["issuer-missing"]
    assert "Provens utfärdare" in said(missing)
    assert found(looked_at(signed_by(paper, ANNA, chain=[]), paper, ISSUER)) == []


def test_an_issuer_that_has_expired_is_told_apart_from_the_signer(paper: bytes) -> None:
    old = holder("Gammal utfärdare", ROOT, AT - 5 * YEAR, SIGNED + DAY, is_issuer=True)
    lasting = person(issuer=old)
    result = looked_at(signed_by(paper, lasting), paper)
    assert found(result) == ["issuer-expired"]
    assert "Gammal utfärdare" in said(result)
    assert found(looked_at(signed_by(paper, lasting, stamps=stamper(STAMPS, SIGNED)), paper)) == []


def test_an_issuer_that_may_not_issue_issuers_is_told(paper: bytes) -> None:
    narrow = holder("Snäv utfärdare", ROOT, AT - 5 * YEAR, AT + YEAR, is_issuer=True, path_length=0)
    below = holder("Under den snäva", narrow, AT - 4 * YEAR, AT + YEAR, is_issuer=True)
    assert found(looked_at(signed_by(paper, person(issuer=below)), paper)) == ["issuers-rules"]


def test_a_weak_key_and_a_weak_sum_are_told_as_such(paper: bytes) -> None:
    weak = holder("Anna Öberg", ISSUER, AT - YEAR, AT + YEAR, bits=1024)
    assert found(looked_at(signed_by(paper, weak), paper)) == ["weak-method"]
    assert found(looked_at(signed_by(paper, ANNA, digest="sha1"), paper)) == ["weak-method"]


def other_text(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    return written(writer)


def written(writer: IncrementalPdfFileWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def test_a_change_between_two_signatures_is_found(paper: bytes) -> None:
    once = signed_by(paper, ANNA)
    both = signed_by(other_text(once), person("Bo Ek"), field="Andra")
    result = looked_at(both, paper)
    assert found(result) == ["changed-between"]
    assert "Anna Öberg" in said(result)
    assert found(looked_at(signed_by(once, person("Bo Ek"), field="Andra"), paper)) == []


def test_a_file_that_the_first_signer_locked_is_told_as_such(paper: bytes) -> None:
    locked = signed_by(paper, ANNA, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    assert found(looked_at(locked, paper)) == []
    assert found(looked_at(signed_by(locked, person("Bo Ek"), field="Andra"), paper)) == ["forbidden"]
    open_to_more = signed_by(paper, ANNA, certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
    assert found(looked_at(signed_by(open_to_more, person("Bo Ek"), field="Andra"), paper)) == []


def test_a_signature_that_leaves_out_a_part_of_the_file_is_told_as_such(paper: bytes) -> None:
    assert found(looked_at(signed_but_for(paper, ANNA, left_out=20), paper)) == ["part-signed"]


def with_page(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    pages = writer.root["/Pages"]
    content = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    page = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Page"),
            generic.pdf_name("/Parent"): writer.root.raw_get("/Pages"),
            generic.pdf_name("/MediaBox"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 595, 842)]),
            generic.pdf_name("/Contents"): content,
        }
    )
    pages["/Kids"].append(writer.add_object(page))
    pages["/Count"] = generic.NumberObject(len(pages["/Kids"]))
    writer.update_container(pages)
    return written(writer)


def with_record(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    stream = embed.EmbeddedFileObject.from_file_data(writer, data=b"<record/>", mime_type="text/xml")
    embed.embed_file(writer, embed.FileSpec(file_spec_string="record.xml", embedded_data=stream))
    return written(writer)


def with_script(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    name, names = generic.pdf_name("/JavaScript"), generic.pdf_name("/Names")
    action = generic.DictionaryObject({generic.pdf_name("/S"): name, generic.pdf_name("/JS"): generic.pdf_string("1")})
    tree = generic.DictionaryObject({names: generic.ArrayObject([generic.pdf_string("a"), writer.add_object(action)])})
    writer.root[names] = generic.DictionaryObject({name: writer.add_object(tree)})
    writer.update_root()
    return written(writer)


def saved_again(pdf: bytes) -> bytes:
    output = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (with_page, "page-added"),
        (with_record, "record-added"),
        (lambda pdf: with_record(with_page(pdf)), "page-added"),
        (with_script, "changed-before-signing"),
        (lambda pdf: with_page(other_text(pdf)), "changed-before-signing"),
        (saved_again, "saved-again"),
        (lambda pdf: saved_again(with_page(pdf)), "saved-again"),
    ],
    ids=["page", "record", "page-and-record", "script", "text-and-page", "saved-again", "saved-again-with-page"],
)
def test_what_a_service_did_to_the_file_before_it_was_signed_is_named(
    paper: bytes, change: Callable[[bytes], bytes], named: str
) -> None:
    assert found(looked_at(signed_by(change(paper), ANNA), paper)) == [named]


@pytest.mark.parametrize("day", ["20221115120000+00'00", "D:20221115120000"])
def test_a_day_that_is_written_out_of_the_rules_is_let_pass_as_the_usual_programs_do(
    paper: bytes, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_byterange, "pdf_date", lambda _moment: generic.pdf_string(day))
    assert found(looked_at(signed_by(paper, ANNA), paper)) == []


def with_alignment(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    form = generic.DictionaryObject(
        {
            generic.pdf_name("/Fields"): generic.ArrayObject(),
            generic.pdf_name("/Q"): generic.NumberObject(0),
            generic.pdf_name("/DA"): generic.pdf_string("/Helv 0 Tf 0 g"),
        }
    )
    writer.root[generic.pdf_name("/AcroForm")] = writer.add_object(form)
    writer.update_root()
    return written(writer)


def test_a_form_prepared_by_another_program_changes_nothing(paper: bytes) -> None:
    assert found(looked_at(signed_by(with_alignment(paper), ANNA), paper)) == []


@pytest.mark.parametrize(
    ("serial_number", "known", "is_whom"),
    [
        ("198001019999", "19800101-9999", True),
        ("PNOSE-198001019999", "8001019999", True),
        ("198001019999", "197502021234", False),
        ("SE2321000016-1AB2", "se2321000016-1ab2", True),
        ("SE2321000016-1AB2", "SE2321000016-9ZZ9", None),
        ("165560000001", "198001019999", None),
        ("", "198001019999", None),
        ("198001019999", "a8f3c0de", None),
    ],
)
def test_the_numbers_of_a_certificate_are_held_against_what_is_known_of_the_person(
    paper: bytes, *, serial_number: str, known: str, is_whom: bool | None
) -> None:
    one = person("Freja-användare", serial_number=serial_number)
    result = looked_at(signed_by(paper, one), paper, known=KnownPerson(numbers=(known,)))
    assert result.signers[0].is_whom is is_whom
    assert "9999" not in repr(result)


def test_an_address_in_the_certificate_is_held_against_the_accounts(paper: bytes) -> None:
    one = person("A Ö", email="Anna.Oberg@example.se")
    known = KnownPerson(emails=("anna.oberg@example.se",))
    assert looked_at(signed_by(paper, one), paper, known=known).signers[0].is_whom is True
    assert (
        looked_at(signed_by(paper, one), paper, known=KnownPerson(emails=("bo@example.se",))).signers[0].is_whom is None
    )


def test_given_name_and_surname_count_beside_the_common_name(paper: bytes) -> None:
    one = person("(221115 12.00) BankID", given_name="Anna", surname="Öberg")
    signer = looked_at(signed_by(paper, one), paper).signers[0]
    assert (signer.name, signer.other_names) == ("(221115 12.00) BankID", ("Anna Öberg",))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Öberg, Anna", "Anna Öberg", Likeness.SAME),
        ("ANNA OBERG", "Anna Öberg", Likeness.SAME),
        ("Anna Maria Öberg", "Anna Öberg", Likeness.SAME),
        ("Anna Lind", "Anna Lindh", Likeness.NEARLY),
        ("A. Öberg", "Anna Öberg", Likeness.NEARLY),
        ("Siw Ek", "Siv Maria Ek", Likeness.NEARLY),
        ("Catharina Åkesson", "Katarina Åkesson", Likeness.NEARLY),
        ("Anna Öberg", "Anna Svensson", Likeness.OTHER),
        ("Bo Ek", "Anna Öberg", Likeness.OTHER),
        ("Region Dalarna e-stämpel", "Anna Öberg", Likeness.OTHER),
    ],
)
def test_two_names_are_the_same_nearly_so_or_two_peoples(one: str, other: str, expected: Likeness) -> None:
    assert (likeness(one, other), likeness(other, one)) == (expected, expected)
