"""The page that tells what there is as data."""

import pytest
from django.test import Client
from lxml import html

from api_client import operations, with_key
from naravard.web.agreements.models import CurrentSnapshot
from web_pages import heading, main_of, table_rows, words
from web_shared import LITEN


def test_the_page_tells_of_every_operation_with_an_example_that_works(reader: Client) -> None:
    main = main_of(reader, "/oppna-data/")
    assert heading(main).endswith("Hämta allt som data")
    rows = table_rows(main)
    assert [row[1] for row in rows[1:]] == [path for path, _operation in operations().values()]
    assert all(row[0] for row in rows)
    links = main.xpath(".//td/a/@href")
    assert len(links) == len(operations())
    for link in links:
        assert reader.get(link).status_code == 200, link


def test_the_page_tells_of_every_operation_that_a_key_opens(reader: Client) -> None:
    rows = table_rows(main_of(reader, "/oppna-data/"), 1)
    assert [row[1] for row in rows[1:]] == [f"{method.upper()} {path}" for method, path, _said in with_key().values()]
    assert all(row[0] for row in rows)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_footer_of_every_page_leads_there(reader: Client, prefix: str) -> None:
    page = html.fromstring(reader.get(f"{prefix}/").content.decode())
    assert f"{prefix}/oppna-data/" in page.xpath("//footer//a/@href")


def test_the_page_is_in_english_too(reader: Client) -> None:
    main = main_of(reader, "/en/oppna-data/")
    text = words(main)
    assert "Amounts are whole kronor" in text
    assert not main.xpath('.//*[@lang="sv"]'), "nothing is left in Swedish but the agreement's own words"


def test_the_address_to_begin_at_is_the_services_own(reader: Client) -> None:
    answer = reader.get("/oppna-data/", headers={"host": "localhost:8123"}).content.decode()
    assert "curl http://localhost:8123/api/agreements" in answer


def test_addresses_without_anything_real_in_them_are_no_links(reader: Client) -> None:
    CurrentSnapshot.objects.exclude(agreement_id=LITEN).delete()
    main = main_of(reader, "/oppna-data/")
    linked = {words(link) for link in main.xpath(".//td/a")}
    assert "/api/agreements/{agreement_id}/clauses/{clause}" not in linked
    assert "/api/agreements/{agreement_id}/audit" in linked
