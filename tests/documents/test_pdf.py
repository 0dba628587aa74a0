"""Annexes as PDF: both standards, tagged, in the right language, the same bytes, and nothing out of its cell."""

import dataclasses
import datetime
import re
from functools import partial

import pikepdf
import pytest
from msgspec.structs import replace

import small_agreements as small
from naravard.agreement.library import open_agreement
from naravard.agreement.model import Agreement, Equal, Party, Signatory, Text
from naravard.allocation import allocate
from naravard.documents.annexes import available, computed_annex, dated, is_signed, signed_annex
from naravard.documents.layout import lay_out
from naravard.documents.pdf import Annex, pdf_bytes
from naravard.documents.table import Column, Provenance, Table

heading = partial(Column, of=str)
"""A column of rows that are given as they are."""


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    loaded = open_agreement("god-och-nara-vard-2022").agreement
    assert loaded is not None
    return loaded


@pytest.fixture
def provenance(agreement: Agreement) -> Provenance:
    return Provenance(agreement=agreement.name, agreement_id=agreement.id, digest="ab12" * 16, program="Naravard 0.1.0")


def opened(content: bytes) -> pikepdf.Pdf:
    from io import BytesIO

    return pikepdf.open(BytesIO(content))


def elements(node: object) -> list[pikepdf.Dictionary]:
    """Return all elements of the structure tree."""
    if isinstance(node, pikepdf.Array):
        return [element for kid in node for element in elements(kid)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    return [node, *elements(node.get("/K"))]


def wide_table(columns: int, rows: int = 21) -> Table:
    return Table(
        id="bred",
        caption=Text("Bred tabell"),
        columns=(
            heading("name", Text("Region")),
            *(heading(f"c{number}", Text(f"Stimulansmedel nummer {number}"), "kronor") for number in range(columns)),
        ),
        rows=tuple((f"Region {row}", *(1_000_000_000 + row for _ in range(columns))) for row in range(rows)),
        total=("Summa", *(21_000_000_000 for _ in range(columns))),
        note=Text("Belopp i kronor."),
    )


def annex_of(*tables: Table, provenance: Provenance) -> Annex:
    return Annex(
        title=Text("Bilaga", "Annex"),
        tables=tables,
        provenance=provenance,
        status=Text("Beräknat.", "Computed."),
        dated=datetime.date(2022, 1, 28),
    )


def test_a_signed_annex_says_what_it_is_to_machines_and_screen_readers(
    agreement: Agreement, provenance: Provenance
) -> None:
    with opened(pdf_bytes(signed_annex(agreement, "bilaga-4", provenance))) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == "Bilaga 4. Medel till regionerna"
        assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{dated(agreement):%Y%m%d}")
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"
            assert provenance.digest in metadata["pdf:Keywords"]
        kinds = [str(element.get("/S")) for element in elements(pdf.Root.StructTreeRoot.K)]
        assert kinds.count("/H1") == 1
        assert kinds.count("/Table") == 1
        assert kinds.count("/TH") == 9
        assert kinds.count("/TR") == 1 + 21 + 1


def test_all_fonts_are_within_the_file(agreement: Agreement, provenance: Provenance) -> None:
    with opened(pdf_bytes(signed_annex(agreement, "bilaga-3", provenance))) as pdf:
        descriptors = [
            entry for entry in pdf.objects
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor"
        ]  # fmt: skip
        assert descriptors
        for descriptor in descriptors:
            assert any(name in descriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))
            assert "Libertinus" in str(descriptor.FontName)


def test_the_same_data_give_the_same_bytes_and_another_day_others(agreement: Agreement, provenance: Provenance) -> None:
    annex = signed_annex(agreement, "bilaga-3", provenance)
    assert pdf_bytes(annex) == pdf_bytes(annex)
    assert pdf_bytes(annex) != pdf_bytes(annex, "en")


def test_every_annex_of_the_agreement_can_be_printed(agreement: Agreement, provenance: Provenance) -> None:
    allocation = allocate(agreement)
    for name in available(agreement):
        if is_signed(agreement, name):
            annex = signed_annex(agreement, name, provenance)
        else:
            annex = computed_annex(allocation, name, provenance, binding=True)
        with opened(pdf_bytes(annex)) as pdf:
            assert len(pdf.pages) == 1


def test_an_annex_that_is_not_there_is_a_key_error(agreement: Agreement, provenance: Provenance) -> None:
    with pytest.raises(KeyError):
        signed_annex(agreement, "regions", provenance)
    with pytest.raises(KeyError):
        computed_annex(allocate(agreement), "bilaga-3", provenance)


def test_the_day_is_that_of_the_last_signature_or_the_agreements_first() -> None:
    unsigned = small.agreement(small.grant(Equal()))
    assert dated(unsigned) == datetime.date(2022, 1, 1)
    days = (datetime.date(2022, 1, 28), datetime.date(2022, 1, 27))
    parties = tuple(
        Party(
            id=f"part{day.day}",
            name=Text("Part"),
            clause="13",
            signatory=Signatory(name="N", title=Text("T"), date=day),
        )
        for day in days
    )
    assert dated(replace(unsigned, parties=parties)) == datetime.date(2022, 1, 28)


def test_the_day_it_was_made_stands_in_the_foot_and_in_the_properties(
    agreement: Agreement, provenance: Provenance
) -> None:
    day = datetime.date(2022, 2, 1)
    annex = signed_annex(agreement, "bilaga-3", dataclasses.replace(provenance, made=day))
    with opened(pdf_bytes(annex)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20220201")
        with pdf.open_metadata() as metadata:
            assert "2022-02-01" in metadata["dc:description"]


@pytest.mark.parametrize(("columns", "flipped", "panels"), [(3, False, 1), (8, True, 1), (12, True, 2), (20, True, 2)])
def test_wide_tables_are_turned_and_then_parted(columns: int, *, flipped: bool, panels: int) -> None:
    (layout,) = lay_out((wide_table(columns),), "sv")
    assert (layout.flipped, len(layout.panels)) == (flipped, panels)
    assert all(panel[0][0] == 0 for panel in layout.panels)
    shown = [place for panel in layout.panels for place, _ in panel[1:]]
    assert shown == list(range(1, columns + 1))
    room = (297 if flipped else 210) * 72 / 25.4 - 2 * 18 * 72 / 25.4
    assert all(sum(width for _, width in panel) <= room + 0.1 for panel in layout.panels)


def test_the_parts_of_a_table_have_a_page_each(provenance: Provenance) -> None:
    with opened(pdf_bytes(annex_of(wide_table(20), provenance=provenance))) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            _, _, width, height = (float(side) for side in page.mediabox)
            assert width > height


def test_a_long_table_goes_on_with_its_headings_on_the_next_page(provenance: Provenance) -> None:
    with opened(pdf_bytes(annex_of(wide_table(2, rows=290), provenance=provenance))) as pdf:
        assert len(pdf.pages) > 5
        kinds = [str(element.get("/S")) for element in elements(pdf.Root.StructTreeRoot.K)]
        assert kinds.count("/Table") == 1
        assert kinds.count("/TH") == 3


def test_several_tables_have_headings_of_their_own(provenance: Provenance) -> None:
    with opened(pdf_bytes(annex_of(wide_table(2), wide_table(3), provenance=provenance), "en")) as pdf:
        kinds = [str(element.get("/S")) for element in elements(pdf.Root.StructTreeRoot.K)]
        assert kinds.count("/H2") == 2
        assert str(pdf.Root.Lang) == "en-GB"


def test_text_with_signs_that_mean_something_to_the_typesetter_is_only_text(provenance: Provenance) -> None:
    table = wide_table(1)
    odd = Table(
        id="udda",
        caption=table.caption,
        columns=(heading("name", Text("#Namn *fet* $x$")), heading("c", Text("@ref <a> \\ _i_"), "kronor")),
        rows=(("#pagebreak() [x] `y` \"z\" 'å'", 1),),
    )
    with opened(pdf_bytes(annex_of(odd, provenance=provenance))) as pdf:
        assert len(pdf.pages) == 1


def test_no_address_or_path_of_the_machine_is_in_the_file(agreement: Agreement, provenance: Provenance) -> None:
    content = pdf_bytes(signed_annex(agreement, "bilaga-4", provenance))
    assert not re.search(rb"/(home|root|usr|work)/", content)
