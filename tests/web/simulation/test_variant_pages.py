"""Variants: kept as files, opened again, and set side by side."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from lxml import html

from web_shared import WHOLE

PAGE = f"/overenskommelser/{WHOLE}/simulering/"
FILES = f"/overenskommelser/{WHOLE}/simulering"
SOME = ["set=ambulans.rule.amount=1000000", "set=karriartjanster.rule={kind: equal}"]


def main_of(answer: HttpResponse) -> html.HtmlElement:
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows(reader: Client, address: str) -> list[dict[str, str]]:
    answer = reader.get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def query_of(answer: HttpResponse) -> dict[str, list[str]]:
    """Return the query that an answer leads on to."""
    assert answer.status_code == 302
    return parse_qs(urlsplit(answer["Location"]).query)


def variant(reader: Client, query: str) -> SimpleUploadedFile:
    answer = reader.get(f"{PAGE}variant.yaml?{query}")
    assert answer.status_code == 200
    return SimpleUploadedFile("variant.yaml", answer.content)


def test_a_saved_variant_opens_as_it_was(reader: Client) -> None:
    query = f"{SOME[0]}&{SOME[1]}&name=Prov"
    answer = reader.post(f"{PAGE}oppna/", {"varianter": variant(reader, query)})
    assert rows(reader, answer["Location"].replace("simulering/?", "simulering.csv?")) == rows(
        reader, f"{FILES}.csv?{query}"
    )
    assert query_of(answer)["name"] == ["Prov"]


def test_variants_stand_side_by_side(reader: Client) -> None:
    files = [variant(reader, f"{SOME[0]}&name=Ett"), variant(reader, f"{SOME[1]}&name=Två")]
    answer = reader.post(f"{PAGE}jamfor/", {"varianter": files})
    main = main_of(reader.get(answer["Location"]))
    assert words(main.xpath("//h1")[0]) == "2 varianter sida vid sida"
    found = rows(reader, answer["Location"].replace("jamfor/?", "jamfor.csv?"))
    for number, query in enumerate(SOME[:2], start=1):
        alone = [row["after"] for row in rows(reader, f"{FILES}.csv?{query}")]
        assert [row[f"variant_{number}"] for row in found] == alone
    fewer = main.xpath('//ol/li[1]//a[starts-with(text(), "Ta bort")]/@href')[0]
    assert words(main_of(reader.get(fewer)).xpath("//h1")[0]) == "1 variant bredvid överenskommelsen"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "Filen är tom"),
        (b"PK\x03\x04xxxx", "Excel"),
        (b"variant: a\nagreement: annan\nchanges: {}\n", "annan överenskommelse"),
        (b"variant: a\nagrement: x\n", "inget fält agrement"),
        (b"- 1\n- 2\n", "ingen variant"),
        (b"variant: [", "YAML"),
        (f"variant: a\nagreement: {WHOLE}\nchanges:\n  ambulans.rul: 1\n".encode(), "inget som heter rul"),
    ],
)
def test_a_variant_file_that_is_wrong_is_explained(reader: Client, content: bytes, what: str) -> None:
    for part in ("oppna/", "jamfor/"):
        answer = reader.post(f"{PAGE}{part}", {"varianter": SimpleUploadedFile("min.yaml", content)}, follow=True)
        assert what in words(main_of(answer))


def test_no_file_at_all_is_told(reader: Client) -> None:
    assert "Ingen fil är vald" in words(main_of(reader.post(f"{PAGE}jamfor/")))
    assert "Ingen fil är vald" in words(main_of(reader.post(f"{PAGE}oppna/")))
