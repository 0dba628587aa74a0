"""A memorandum as Word and PDF: what a registrar needs, and the same figures in both, also through LibreOffice."""

import io
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import docx
import msgspec
import pikepdf
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT
from lxml import etree

from memorandum_samples import BACKGROUND, DECISION, MEMORANDUM, MOVING
from naravard.agreement.wording import whole
from naravard.documents.figures import shown
from naravard.documents.memorandum import (
    Block,
    BoardDecision,
    Memorandum,
    areas_table,
    basis_table,
    blocks,
    frames_table,
    read,
    written,
)
from naravard.documents.memorandum_content import parts_of
from naravard.documents.memorandum_pdf import pdf_bytes
from naravard.documents.memorandum_word import word_bytes
from pdf_reading import lines_by_page, lines_of, pages_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
UNDECIDED = BoardDecision()


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def said(element: etree._Element) -> str:
    """Return the text of an element of Word; a hyphen that no line ends at is a hyphen."""
    signs = {f"{W}noBreakHyphen": "-", f"{W}tab": " ", f"{W}br": " "}
    return "".join(signs.get(one.tag, one.text or "") for one in element.iter(f"{W}t", *signs))


def words_of_word(content: bytes) -> Counter[str]:
    """Return every word of a Word document's body, also those in content controls."""
    body = part(content, "word/document.xml")
    return Counter(word for one in body.iter(f"{W}p") for word in said(one).split())


def words_of_pdf_body(content: bytes) -> Counter[str]:
    """Return every word of a PDF but for what stands at the head and foot of each page, and its numbers of points."""
    found: Counter[str] = Counter()
    for lines in lines_by_page(content):
        head = 2 if lines[0].strip() in ("Utkast", "Tillbakadragen") else 1
        for line in lines[head:-1]:
            found.update(re.sub(r"^\s*(?:•|[1-9]\. )", "", line).split())
    return found


def controls(content: bytes, name: str = "word/document.xml") -> dict[str, str]:
    """Return what each content control holds, by its tag."""
    return {
        control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): said(control)
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
        "Bilagor",
        "Utdrag till",
        "Bilaga\N{NO-BREAK SPACE}1. Beslutsunderlag",
    ]
    numbered = [each.text for each in document.paragraphs if each.style.name == "List Number"]
    assert numbered == list(MEMORANDUM.said_points)
    bullets = [each.text for each in document.paragraphs if each.style.name == "List Bullet"]
    assert bullets == ["Nära vård & <primärvård>", "Vision e-hälsa #2025"]


def test_no_word_of_a_table_is_broken_in_word() -> None:
    document = docx.Document(io.BytesIO(word_bytes(MEMORANDUM, DECISION)))
    assert document.tables
    for table in document.tables:
        for column in range(len(table.columns)):
            cells = [row.cells[column] for row in table.rows]
            longest = max((word for cell in cells for word in re.split(r"[ -]", cell.text)), key=len)
            assert cells[0].width.cm > len(longest) * 10 * 0.55 / 72 * 2.54, longest  # of the widest bold words


def test_pages_that_lie_down_have_their_own_head_out_to_their_own_margin() -> None:
    document = docx.Document(io.BytesIO(word_bytes(MEMORANDUM, DECISION)))
    upright, lying = document.sections
    assert not lying.header.is_linked_to_previous
    assert said(lying.header._element).strip() == said(upright.header._element).strip() != ""
    stops = [(stop.position.cm, stop.alignment) for stop in lying.header.paragraphs[-1].paragraph_format.tab_stops]
    assert [(round(place, 1), way) for place, way in stops] == [
        (16.2, WD_TAB_ALIGNMENT.CLEAR),
        (26.9, WD_TAB_ALIGNMENT.RIGHT),
    ]


def test_every_style_that_a_paragraph_is_in_is_one_of_the_documents_own() -> None:
    content = word_bytes(MEMORANDUM, DECISION)
    here = {each.get(f"{W}styleId") for each in part(content, "word/styles.xml").iter(f"{W}style")}
    used = {each.get(f"{W}val") for each in part(content, "word/document.xml").iter(f"{W}pStyle")}
    assert {"Tabelltext", "Heading1", "Caption", "ListBullet", "ListNumber"} < used
    assert used <= here


def test_every_language_in_the_word_document_is_swedish() -> None:
    content = word_bytes(MEMORANDUM, DECISION)
    said = {each.get(f"{W}val") for each in part(content, "word/styles.xml").iter(f"{W}lang")}
    assert said == {"sv-SE"}


def test_a_registry_finds_its_fields_by_tag_filled_in_or_prompting() -> None:
    assert controls(word_bytes(MEMORANDUM, DECISION)) == {
        "diarienummer": "RS 2022/123",
        "handlaggare": "Eva Ny",
        "beslutat-av": "Regionstyrelsen",
        "protokoll": "Protokoll 2022-04-20",
        "paragraf": "§\N{NO-BREAK SPACE}87",
        "beslutsdatum": "2022-04-20",
    }
    empty = word_bytes(MEMORANDUM, UNDECIDED)
    assert controls(empty)["paragraf"] == "fylls i när nämnden har beslutat"
    prompting = [
        control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
        for control in part(empty, "word/document.xml").iter(f"{W}sdt")
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    ]
    assert prompting == ["beslutat-av", "protokoll", "paragraf", "beslutsdatum"]
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


@pytest.mark.parametrize(
    "decision", [DECISION, UNDECIDED, BoardDecision(state="draft")], ids=["decided", "sent", "draft"]
)
@pytest.mark.parametrize("memorandum", [MEMORANDUM, MOVING], ids=["plain", "moving"])
def test_word_says_what_the_pdf_says_word_for_word(memorandum: Memorandum, decision: BoardDecision) -> None:
    word, pdf = (
        words_of_word(word_bytes(memorandum, decision)),
        words_of_pdf_body(pdf_bytes(memorandum, decision)),
    )
    assert (word - pdf, pdf - word) == (Counter(), Counter())


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        (BoardDecision(state="draft"), "Utkast"),
        (UNDECIDED, "Till nämnden 2022-04-01"),
        (DECISION, "Beslutad 2022-04-20, § 87"),
        (BoardDecision(state="withdrawn"), "Tillbakadragen"),
    ],
)
def test_a_memorandum_bears_its_status_in_its_head(decision: BoardDecision, status: str) -> None:
    assert f"Status {status} Diarienummer" in " ".join(pages_of(pdf_bytes(MEMORANDUM, decision))[0].split())


def test_every_page_of_a_draft_says_that_it_is_one_in_both_files() -> None:
    draft = BoardDecision(state="draft")
    pages = pages_of(pdf_bytes(MEMORANDUM, draft))
    assert len(pages) > 1
    assert [page for page in pages if not page.startswith("Utkast ")] == []
    assert said(part(word_bytes(MEMORANDUM, draft), "word/header1.xml")).startswith("Utkast")
    for decision in (UNDECIDED, DECISION):
        assert "Utkast" not in " ".join(pages_of(pdf_bytes(MEMORANDUM, decision)))
        assert not said(part(word_bytes(MEMORANDUM, decision), "word/header1.xml")).startswith("Utkast")


def test_what_was_sent_is_the_same_when_the_board_has_decided_but_for_what_the_board_fills_in() -> None:
    decided = msgspec.structs.replace(DECISION, board="Regionfullmäktige")
    sent, after = words_of_pdf_body(pdf_bytes(MOVING, UNDECIDED)), words_of_pdf_body(pdf_bytes(MOVING, decided))
    slots = Counter(["fylls", "i", "när", "nämnden", "har", "beslutat"] * 4)
    assert sent - after == slots + Counter(["Till", "nämnden", "2022-04-01"])
    filled = [
        "Beslutad",
        "2022-04-20,",
        "§",
        "87",
        "Regionfullmäktige",
        "Protokoll",
        "2022-04-20",
        "§",
        "87",
        "2022-04-20",
    ]
    assert after - sent == Counter(filled)


def test_a_move_is_said_shown_in_figures_and_a_point_of_its_own() -> None:
    text = " ".join(pages_of(pdf_bytes(MOVING, UNDECIDED))).replace("\N{NO-BREAK SPACE}", " ")
    said_once = "83 850 kronor av medlen ”Vision e-hälsa” flyttas från utvecklingsområdet ”Vision e-hälsa #2025” till"
    assert text.count(said_once) == 2  # in the text, and as a point
    assert "flyttar inga medel" not in text
    assert "flyttar inga medel" in " ".join(pages_of(pdf_bytes(MEMORANDUM, UNDECIDED)))
    changes = {row[:2]: row[-3:] for row in frames_table(MOVING).rows}
    assert changes["Vision e-hälsa #2025", "Vision e-hälsa"] == (583_850, -83_850, 500_000)
    assert changes["Nära vård & <primärvård>", "Vision e-hälsa"] == (0, 83_850, 83_850)


def test_the_pdf_keeps_both_standards_and_is_tagged() -> None:
    with pikepdf.open(io.BytesIO(pdf_bytes(MEMORANDUM, DECISION))) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == MEMORANDUM.heading
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"


def numbers_of(memorandum: Memorandum) -> set[str]:
    """Return every sum and day of a memorandum's tables, and each sum with its unit in its text, with plain blanks."""
    parts = parts_of(memorandum, UNDECIDED)
    text = " ".join(line for one in parts for line in one.lines)
    cells = [
        shown(value, column)
        for one in parts
        if one.table is not None
        for row in one.table.all_rows()
        for value, column in zip(row, one.table.columns, strict=True)
        if column.kind in ("kronor", "change", "date")
    ]
    units = re.findall(r"\d[\d\N{NO-BREAK SPACE}]*\N{NO-BREAK SPACE}(?:kronor|kr)", text)
    assert units
    return {one.replace("\N{NO-BREAK SPACE}", " ") for one in (*cells, *units) if one}


def turned(office: str, word: bytes, folder: Path) -> bytes:
    """Let LibreOffice turn a Word document into a PDF."""
    file = folder / "skrivelse.docx"
    file.write_bytes(word)
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(file)],
        check=True, capture_output=True, timeout=3000,
    )  # fmt: skip
    return (folder / "skrivelse.pdf").read_bytes()


def in_another_font(word: bytes, font: str) -> bytes:
    """Return a Word document as a machine shows it that has another font in place of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'"Cambria"', f'"{font}"'.encode()))
    return made.getvalue()


def test_no_number_of_the_pdf_is_parted_by_the_end_of_a_line() -> None:
    lines = lines_of(pdf_bytes(MOVING, UNDECIDED))
    assert [one for one in numbers_of(MOVING) if not any(one in line for line in lines)] == []


def test_no_number_of_word_is_parted_also_with_the_wide_font_of_another_machine(office: str, tmp_path: Path) -> None:
    lines = lines_of(turned(office, in_another_font(word_bytes(MOVING, UNDECIDED), "DejaVu Sans"), tmp_path))
    assert [one for one in numbers_of(MOVING) if not any(one in line for line in lines)] == []


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
    done = subprocess.run([reader, "-layout", str(file), "-"], check=True, capture_output=True, timeout=300)
    return re.sub(r"\s+", " ", done.stdout.decode())


def test_libreoffice_opens_the_word_document_and_turns_it_into_the_same_figures(office: str, tmp_path: Path) -> None:
    as_pdf = turned(office, word_bytes(MEMORANDUM, DECISION), tmp_path)
    through_word, own = words_of_pdf(as_pdf, tmp_path), words_of_pdf(pdf_bytes(MEMORANDUM, DECISION), tmp_path)
    for figure in sums():
        assert figure.replace("\N{NO-BREAK SPACE}", " ") in through_word, figure
        assert figure.replace("\N{NO-BREAK SPACE}", " ") in own, figure
    for said in ("§ 87", "RS 2022/123", "Nära vård & <primärvård>", "Mobila team *i hela* länet"):
        assert said in through_word, said
    assert re.search(r"Sida 1 av [2-9]", through_word)
