"""The annotated agreement as a page: each sentence with what it became, chosen among, linked, and as files."""

from pathlib import Path

from django.test import Client

from naravard.web.agreements.intake import take_in_folders
from naravard.web.site.clock import now
from web_pages import csv_rows, heading, main_of, words
from web_shared import LITEN, WHOLE

PAGE = f"/overenskommelser/{WHOLE}/genomgang/"


def beside(client: Client, begins: str, page: str = PAGE) -> list[str]:
    """Return what stands beside the passage that begins so."""
    main = main_of(client, page)
    for passage in main.xpath('//li[contains(@class, "nv-annotated__passage")]'):
        said, notes = passage.xpath("./p")[0], passage.xpath("./div")[0]
        if words(said).startswith(begins):
            return [words(note) for note in notes.xpath("./p")]
    raise AssertionError(begins)


def test_each_sentence_stands_with_what_it_became(reader: Client) -> None:
    main = main_of(reader, PAGE)

    assert heading(main) == "Genomgång: vad varje mening blev"
    assert "Varje mening är antingen något i överenskommelsens data eller utelämnad med skäl." in words(main)
    assert beside(reader, "Regionerna ska redovisa genomförda insatser")[:3] == [
        "Krav Regionerna och RSS: ska "
        "Gäller enligt avsnittets andra stycke även kommunernas medel; där lämnar RSS redovisningen.",
        "Skyldighet Ta fram frågeunderlaget för redovisningen (SKR och Regeringskansliet, senast 31 mars 2022)",
        "Datum 31 mars 2022: Ta fram frågeunderlaget för redovisningen",
    ]
    assert beside(reader, "Befolkningen lever allt längre") == ["Utelämnat Beskriver eller förklarar."]


def test_each_note_leads_to_what_it_names(reader: Client) -> None:
    main = main_of(reader, PAGE)
    ways = set(main.xpath('//p[contains(@class, "nv-annotated__note")]/a/@href'))
    answers = {page: reader.get(page) for page in {way.split("#")[0] for way in ways}}

    assert len(ways) > 300
    assert {page: answer.status_code for page, answer in answers.items()} == dict.fromkeys(answers, 200)
    shown = {page: answer.content.decode() for page, answer in answers.items()}
    for way in ways:
        page, _, anchor = way.partition("#")
        assert not anchor or f'id="{anchor}"' in shown[page], way


def test_what_is_left_out_and_the_remarks_can_be_shown_alone(reader: Client) -> None:
    left_out = main_of(reader, f"{PAGE}?visa=utelamnat")
    notes = left_out.xpath('//p[contains(@class, "nv-annotated__note")]')
    assert notes
    assert not [one for one in left_out.xpath('//li[contains(@class, "nv-annotated__passage")]')
                if "Utelämnat" not in words(one)]  # fmt: skip

    remarks = main_of(reader, f"{PAGE}?visa=anmarkningar").xpath('//li[contains(@class, "nv-annotated__passage")]')
    assert all("Anmärkning på texten" in words(one) for one in remarks)


def test_a_choice_that_is_not_there_shows_the_whole_text(reader: Client) -> None:
    passages = '//li[contains(@class, "nv-annotated__passage")]'
    assert len(main_of(reader, f"{PAGE}?visa=nonsens").xpath(passages)) == len(main_of(reader, PAGE).xpath(passages))


def test_the_page_of_the_text_leads_to_it(reader: Client) -> None:
    assert PAGE in main_of(reader, f"/overenskommelser/{WHOLE}/text/").xpath("//a/@href")


def test_it_can_be_had_as_files(reader: Client) -> None:
    pdf = reader.get(PAGE.rstrip("/") + ".pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    rows = csv_rows(reader, PAGE.rstrip("/") + ".csv?visa=utelamnat")
    assert {row["kind"] for row in rows} >= {"Utelämnat"}


def test_what_nothing_accounts_for_is_said_first(reader: Client) -> None:
    take_in_folders([Path(__file__).parents[2] / "docs" / "examples" / "litet-exempel"], now())
    page = "/overenskommelser/litet-exempel/genomgang/"
    main = main_of(reader, page)

    assert "meningar är varken något i överenskommelsens data eller utelämnade med skäl." in words(main)
    missing = main_of(reader, f"{page}?visa=saknas").xpath('//li[contains(@class, "nv-annotated__passage")]')
    assert missing
    assert all("Varken något i överenskommelsens data" in words(one) for one in missing)


def test_an_agreement_without_its_text_has_no_such_page(reader: Client) -> None:
    assert reader.get(f"/overenskommelser/{LITEN}/genomgang/").status_code == 404
    assert reader.get(f"/overenskommelser/{LITEN}/genomgang.pdf").status_code == 404


def test_it_is_in_english_with_the_text_in_swedish(reader: Client) -> None:
    main = main_of(reader, f"/en{PAGE}")

    assert heading(main) == "Walk-through: what each sentence became"
    said = main.xpath('//li[contains(@class, "nv-annotated__passage")]/p')
    assert {one.get("lang") for one in said} == {"sv"}
