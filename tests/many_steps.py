"""Many things done at once on a page: what can be chosen, what is checked, and the confirmation; for tests of rooms."""

from typing import Any

from django.test import Client
from lxml import html

from web_pages import main_of


def choosable(client: Client, address: str) -> list[str]:
    """Return what can be chosen."""
    return list(main_of(client, address).xpath(".//input[@type='checkbox'][@name='chosen']/@value"))


def checked(client: Client, address: str, chosen: list[str]) -> html.HtmlElement:
    """Send what is chosen and return the page on which it is checked, or said to be wrong."""
    return _main(client.post(address, {"chosen": chosen}, follow=True))


def confirmed(client: Client, address: str, check: html.HtmlElement) -> html.HtmlElement:
    """Confirm what is checked and return the page where that leads."""
    hidden: dict[str, list[str]] = {}
    for field in check.xpath(".//form[.//button[@value='gor']]//input[@type='hidden']"):
        hidden.setdefault(field.get("name"), []).append(field.get("value"))
    return _main(client.post(address, hidden | {"steg": ["gor"]}, follow=True))


def _main(answer: Any) -> html.HtmlElement:
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")
