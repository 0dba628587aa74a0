"""The annotated agreement as PDF: both standards, tagged headings and tables, all of the text with what it became."""

import io

import pikepdf
import pytest

from naravard.agreement.annotations import annotated
from naravard.agreement.library import open_agreement
from naravard.agreement.load import load_folder
from naravard.agreement.model import Agreement
from naravard.agreement.quotations import plain
from naravard.documents.annotated_pdf import AnnotatedDocument, annotated_pdf
from naravard.documents.table import Provenance
from pdf_reading import pages_of


def made(agreement: Agreement, language: str = "sv") -> bytes:
    provenance = Provenance(agreement=agreement.name, agreement_id=agreement.id, digest="ab12" * 16)
    return annotated_pdf(
        AnnotatedDocument(agreement=agreement, provenance=provenance, dated=agreement.period.from_), language
    )


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    return open_agreement("god-och-nara-vard-2022").agreement


@pytest.fixture(scope="module")
def pdf(agreement: Agreement) -> bytes:
    return made(agreement)


def elements(node: object) -> list[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        return [element for kid in node for element in elements(kid)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    return [node, *elements(node.get("/K"))]


def test_it_says_what_it_is_to_machines_and_screen_readers(agreement: Agreement, pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "sv-SE"
        assert bool(opened.Root.MarkInfo.Marked)
        assert str(opened.docinfo["/Title"]) == "God och nära vård 2022: texten mening för mening"
        with opened.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"
        kinds = [str(element.get("/S")) for element in elements(opened.Root.StructTreeRoot.K)]
        assert kinds.count("/H1") == 1
        assert sum(kinds.count(heading) for heading in ("/H2", "/H3", "/H4")) == len(agreement.clauses)
        assert kinds.count("/TH") == 2 * kinds.count("/Table")


def test_every_sentence_stands_in_it(agreement: Agreement, pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        rows = sum(str(element.get("/S")) == "/TR" for element in elements(opened.Root.StructTreeRoot.K))
        tables = sum(str(element.get("/S")) == "/Table" for element in elements(opened.Root.StructTreeRoot.K))

    titles = {clause.id for clause in agreement.clauses}
    shown = [one for one in annotated(agreement) if one.annotations or not is_title(one.passage.clause, one, titles)]
    assert rows - tables == len(shown)


def is_title(clause: str, one: object, titles: set[str]) -> bool:
    """Tell whether a passage is the title of its clause, the first of it."""
    if clause in titles:
        titles.discard(clause)
        return True
    return False


def test_what_a_sentence_became_stands_beside_it(pdf: bytes) -> None:
    words = " ".join(pages_of(pdf))

    for beside in (
        "Krav Regionerna och RSS: ska",
        "Belopp Hela överenskommelsen: 6 373 000 000 kr",
        "Utelämnat Beskriver eller förklarar.",
        "Anmärkning på texten Bilaga 2 börjar mitt i en mening",
    ):
        assert plain(beside) in plain(words), beside


def test_it_is_in_english_too_with_the_text_in_its_own_words(agreement: Agreement) -> None:
    words = " ".join(pages_of(made(agreement, "en")))

    assert "What it became" in words
    assert "Describes or explains." in words
    assert "Rätten till bidrag förfaller" in words


def test_an_agreement_of_another_kind_is_made_in_the_same_way() -> None:
    from pathlib import Path

    other = load_folder(Path(__file__).parents[2] / "docs" / "examples" / "anhorigstod-2027").agreement
    assert other is not None
    words = " ".join(pages_of(made(other)))

    assert "Socialstyrelsen fastställer vad var och en får" in words
    assert "Varken något" not in words


def test_what_is_not_accounted_for_says_so() -> None:
    from pathlib import Path

    small = load_folder(Path(__file__).parents[2] / "docs" / "examples" / "litet-exempel").agreement
    assert small is not None
    assert "Varken något i överenskommelsens data" in " ".join(pages_of(made(small)))


def test_the_same_data_give_the_same_bytes(agreement: Agreement, pdf: bytes) -> None:
    assert made(agreement) == pdf
