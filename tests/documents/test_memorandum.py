"""A memorandum as Word and PDF: what a registrar needs, and the same figures in both, also through LibreOffice."""

import io
import posixpath
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
from lxml import etree

from memorandum_samples import BACKGROUND, DECISION, MEMORANDUM
from naravard.agreement.wording import whole
from naravard.documents.memorandum import (
    Block,
    BoardDecision,
    areas_table,
    basis_table,
    blocks,
    frames_table,
    read,
    written,
)
from naravard.documents.memorandum_pdf import pdf_bytes
from naravard.documents.memorandum_word import word_bytes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
UNDECIDED = BoardDecision()


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def controls(content: bytes, name: str = "word/document.xml") -> dict[str, str]:
    """Return what each content control holds, by its tag."""
    return {
        control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): "".join(text.text for text in control.iter(f"{W}t"))
        for control in part(content, name).iter(f"{W}sdt")
    }


def sums() -> set[str]:
    """Return every figure of the memorandum's tables, as people read them."""
    tables = (frames_table(MEMORANDUM), areas_table(MEMORANDUM), basis_table(MEMORANDUM))
    return {
        whole(value)
        for table in tables
        for row in table.all_rows()
        for value, column in zip(row, table.columns, strict=True)
        if column.kind == "kronor" and isinstance(value, int)
    }


def test_a_background_is_paragraphs_and_lists() -> None:
    assert list(blocks(BACKGROUND)) == [
        Block("text", ("Staten och Sveriges Kommuner och Regioner har kommit överens om God och nära vård 2022.",)),
        Block("text", ("Överenskommelsen består av två utvecklingsområden:",)),
        Block("list", ("Nära vård & <primärvård>", "Vision e-hälsa #2025")),
        Block("text", ("Avsnitt 3. Stödja omställningen.",)),
    ]


def test_a_memorandum_is_kept_whole() -> None:
    assert read(written(MEMORANDUM)) == MEMORANDUM


def test_the_sum_of_a_point_is_the_tables_sum() -> None:
    assert MEMORANDUM.total == 14_140_838 + 2_335_398 + 583_850
    assert MEMORANDUM.said_points[0].replace("\N{NO-BREAK SPACE}", " ") == (
        "Förslag till fördelning av 17 060 086 kronor godkänns."
    )


def test_the_word_document_says_what_it_is_to_a_registry() -> None:
    document = docx.Document(io.BytesIO(word_bytes(MEMORANDUM, DECISION)))
    core = document.core_properties
    assert (core.title, core.author, core.language) == (MEMORANDUM.heading, "Region Gotland", "sv-SE")
    assert core.created is not None
    assert core.created.date() == DECISION.decided_on
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert headings == [
        "Ärendebeskrivning",
        "Förslag till användning per utvecklingsområde",
        "Regiondirektörens förslag",
        "Utdrag till",
        "Bilaga. Beslutsunderlag",
    ]
    numbered = [each.text for each in document.paragraphs if each.style.name == "List Number"]
    assert numbered == list(MEMORANDUM.said_points)
    bullets = [each.text for each in document.paragraphs if each.style.name == "List Bullet"]
    assert bullets == ["Nära vård & <primärvård>", "Vision e-hälsa #2025"]


def test_every_language_in_the_word_document_is_swedish() -> None:
    content = word_bytes(MEMORANDUM, DECISION)
    said = {each.get(f"{W}val") for each in part(content, "word/styles.xml").iter(f"{W}lang")}
    assert said == {"sv-SE"}


def test_a_registry_finds_its_fields_by_tag_filled_in_or_prompting() -> None:
    assert controls(word_bytes(MEMORANDUM, DECISION)) == {
        "diarienummer": "RS 2022/123",
        "protokoll": "Protokoll 2022-04-20",
        "paragraf": "§ 87",
        "beslutsdatum": "2022-04-20",
    }
    empty = word_bytes(MEMORANDUM, UNDECIDED)
    assert controls(empty)["paragraf"] == "Fyll i paragraf"
    prompting = [
        control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
        for control in part(empty, "word/document.xml").iter(f"{W}sdt")
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    ]
    assert prompting == ["protokoll", "paragraf", "beslutsdatum"]
    dates = list(part(empty, "word/document.xml").iter(f"{W}date"))
    assert [each.find(f"{W}dateFormat").get(f"{W}val") for each in dates] == ["yyyy-MM-dd"]


def test_every_page_has_the_number_and_its_place() -> None:
    content = word_bytes(MEMORANDUM, DECISION)
    assert controls(content, "word/header1.xml") == {"diarienummer-sidhuvud": "RS 2022/123"}
    fields = [each.text.strip() for each in part(content, "word/footer1.xml").iter(f"{W}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_tables_have_header_rows_and_descriptions() -> None:
    tables = list(part(word_bytes(MEMORANDUM, DECISION), "word/document.xml").iter(f"{W}tbl"))
    assert len(tables) == 3
    for table in tables:
        assert table.find(f"{W}tblPr/{W}tblCaption") is not None
        headers = [row for row in table.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
        assert headers == [next(table.iter(f"{W}tr"))]


def test_the_same_data_give_the_same_bytes() -> None:
    assert word_bytes(MEMORANDUM, DECISION) == word_bytes(MEMORANDUM, DECISION)
    assert pdf_bytes(MEMORANDUM, DECISION) == pdf_bytes(MEMORANDUM, DECISION)
    assert pdf_bytes(MEMORANDUM, DECISION) != pdf_bytes(MEMORANDUM, UNDECIDED)


def test_no_part_of_the_word_document_points_at_one_that_is_not_there() -> None:
    with zipfile.ZipFile(io.BytesIO(word_bytes(MEMORANDUM, DECISION))) as archive:
        names = set(archive.namelist())
        for name in (each for each in names if each.endswith(".rels")):
            folder = Path(name).parent.parent
            for relation in etree.fromstring(archive.read(name)):
                target = relation.get("Target")
                if relation.get("TargetMode") != "External":
                    found = target.lstrip("/") if target.startswith("/") else posixpath.normpath(str(folder / target))
                    assert found in names, target


def test_the_pdf_keeps_both_standards_and_is_tagged() -> None:
    with pikepdf.open(io.BytesIO(pdf_bytes(MEMORANDUM, DECISION))) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == MEMORANDUM.heading
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"


@pytest.fixture(scope="module")
def office() -> str:
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: make test installs it"
    return program


def words_of_pdf(content: bytes, folder: Path) -> str:
    """Return the words of a PDF, read by another program."""
    reader = shutil.which("pdftotext")
    assert reader, "pdftotext is missing (poppler-utils)"
    file = folder / "fil.pdf"
    file.write_bytes(content)
    done = subprocess.run([reader, "-layout", str(file), "-"], check=True, capture_output=True, timeout=60)
    return re.sub(r"\s+", " ", done.stdout.decode())


def test_libreoffice_opens_the_word_document_and_turns_it_into_the_same_figures(office: str, tmp_path: Path) -> None:
    word = tmp_path / "skrivelse.docx"
    word.write_bytes(word_bytes(MEMORANDUM, DECISION))
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(word)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    turned = (tmp_path / "skrivelse.pdf").read_bytes()
    through_word, own = words_of_pdf(turned, tmp_path), words_of_pdf(pdf_bytes(MEMORANDUM, DECISION), tmp_path)
    for figure in sums():
        assert figure.replace("\N{NO-BREAK SPACE}", " ") in through_word, figure
        assert figure.replace("\N{NO-BREAK SPACE}", " ") in own, figure
    for said in ("§ 87", "RS 2022/123", "Nära vård & <primärvård>", "Mobila team *i hela* länet"):
        assert said in through_word, said
    assert re.search(r"Sida 1 av [2-9]", through_word)
