"""Papers as PDF: both standards, the numbers on every page, the agreement's own words, the same bytes every time."""

import dataclasses
import datetime
import subprocess
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from naravard.agreement.model import Text
from naravard.documents.paper_pdf import PaperDocument, PaperRow, PaperSection, SignatureLine, as_draft, paper_pdf
from naravard.documents.table import Column, Provenance, Table
from pdf_reading import lines_by_page, lines_of

heading = partial(Column, of=str)
"""A column of rows that are given as they are."""
STATEMENT = Text("Bidragstagaren intygar att lämnade uppgifter är riktiga.")


def document(**changes: object) -> PaperDocument:
    amounts = Table(
        id="belopp",
        caption=Text("Belopp för varje medel", "Amounts by grant"),
        columns=(heading("medel", Text("Medel", "Grant")), heading("belopp", Text("Belopp", "Amount"), "kronor")),
        rows=(("Ambulanssjukvården", 934_968), ("Nära vård", 30_000_000)),
        total=("Summa", 30_934_968),
    )
    made = PaperDocument(
        title=Text("Rekvisition", "Requisition"),
        running=Text("Region Jämtland Härjedalen"),
        to=Text("Kammarkollegiet"),
        sender=Text("Region Jämtland Härjedalen"),
        edition=2,
        reference_numbers=((Text("Diarienummer för överenskommelsen"), "S2022/00001"), (Text("Beslutet"), "S2022/7")),
        sections=(
            PaperSection(number=1, heading=Text("Kontaktuppgifter"), rows=(PaperRow(Text("Faxnummer"), Text("")),)),
            PaperSection(number=2, heading=Text("Bidrag"), tables=(amounts,)),
            PaperSection(
                number=3, heading=Text("Verksamhet"), texts=((Text("Resultat"), Text("Ett stycke.\n\nEtt till.")),)
            ),
            PaperSection(
                number=4,
                heading=Text("Underskrift"),
                statement=STATEMENT,
                signature=(SignatureLine(label=Text("Datum")), SignatureLine(label=Text("Underskrift"))),
            ),
        ),
        provenance=Provenance(
            agreement=Text("God och nära vård 2022"),
            agreement_id="god-och-nara-vard-2022",
            digest="ab12" * 16,
            program="Naravard",
            made=datetime.date(2022, 11, 3),
        ),
        version=1,
    )
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def words(content: bytes, tmp_path: Path) -> list[str]:
    """Return the text of each page, blanks made one."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    return [" ".join(page.split()) for page in text.split("\f") if page.strip()]


def test_it_is_an_archive_file_that_a_screen_reader_can_read() -> None:
    with pikepdf.open(BytesIO(paper_pdf(document()))) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == "Rekvisition"
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("rows", range(38, 47))
def test_no_page_has_only_lines_to_sign_on(rows: int) -> None:
    """However full the page before is: what is signed goes with the lines."""
    signed = PaperSection(
        number=1,
        heading=Text("Uppgifter"),
        rows=tuple(PaperRow(Text(f"Rad {number}"), Text("svar")) for number in range(rows)),
        signature=(SignatureLine(label=Text("Datum")), SignatureLine(label=Text("Namnteckning"))),
    )
    last = lines_by_page(paper_pdf(document(sections=(signed,))))[-1]
    assert any("Namnteckning" in line for line in last)
    assert any(line.lstrip().startswith("Rad ") for line in last)


def test_all_that_it_is_to_say_stands_on_it(tmp_path: Path) -> None:
    (page,) = words(paper_pdf(document()), tmp_path)
    for said in (
        "Till Kammarkollegiet",
        "Utgåva 2",
        "1. Kontaktuppgifter",
        "Faxnummer –",
        "30 934 968",
        "Ett till.",
        STATEMENT.sv,
        "Räknad på version 1.",
        "Sida 1 av 1",
    ):
        assert said in page.replace("\u00a0", " ").replace("\u202f", " "), said


def test_both_reference_numbers_stand_on_every_page(tmp_path: Path) -> None:
    long = Text("\n\n".join(f"Stycke {number} om verksamheten under året." for number in range(120)))
    section = PaperSection(number=1, heading=Text("Verksamhet"), texts=((Text("Text"), long),))
    pages = words(paper_pdf(document(sections=(section,))), tmp_path)
    assert len(pages) > 2
    assert all("S2022/00001" in page and "S2022/7" in page for page in pages)


def test_every_page_of_a_draft_says_that_it_is_one_and_no_page_of_a_paper_that_is_ready(tmp_path: Path) -> None:
    long = Text("\n\n".join(f"Stycke {number} om verksamheten under året." for number in range(120)))
    paper = document(sections=(PaperSection(number=1, heading=Text("Verksamhet"), texts=((Text("Text"), long),)),))
    draft = words(paper_pdf(as_draft(paper)), tmp_path)
    assert len(draft) > 2
    assert [page for page in draft if not page.startswith("Utkast ")] == []
    assert "Utkast" not in " ".join(words(paper_pdf(paper), tmp_path))


def test_no_line_ends_within_a_number() -> None:
    sums = [f"{number * 97_003 + 1_200_000:,} kr".replace(",", " ") for number in range(200)]
    said = Text(" ".join(f"Av medlen gick {one} till team {number}, § 8." for number, one in enumerate(sums)))
    section = PaperSection(number=1, heading=Text("Verksamhet"), texts=((Text("Text"), said),))
    lines = lines_of(paper_pdf(document(sections=(section,))))
    assert [one for one in sums if not any(one in line for line in lines)] == []
    assert [line for line in lines if line.endswith("§")] == []


def test_the_same_paper_gives_the_same_bytes_and_another_edition_others() -> None:
    assert paper_pdf(document()) == paper_pdf(document())
    assert paper_pdf(document()) != paper_pdf(document(edition=3))


def test_in_english_the_words_around_are_english(tmp_path: Path) -> None:
    (page,) = words(paper_pdf(document(), "en"), tmp_path)
    assert "Requisition To Kammarkollegiet" in page
    assert "Page 1 of 1" in page


def test_a_paper_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        paper_pdf(document(provenance=Provenance(agreement=Text("X"))))
