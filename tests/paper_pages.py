"""Forms of a paper's pages as a browser sends them, and what is said of mistakes."""

from typing import Any

from django.test import Client
from lxml import html

from web_pages import main_of, words


def form_of(client: Client, address: str, number: int = -1) -> dict[str, str]:
    """Return what a page's form would send as it stands."""
    form = main_of(client, address).xpath(".//form")[number]
    sent = {one.get("name"): one.get("value") or "" for one in form.xpath(".//input[@name]") if is_sent(one)}
    return sent | {one.get("name"): (one.text or "").lstrip("\n") for one in form.xpath(".//textarea")}


def is_sent(one: html.HtmlElement) -> bool:
    """Tell whether a browser sends a field as it stands."""
    return one.get("type") not in ("radio", "checkbox", "file") or one.get("checked") is not None


def main_in(answer: Any) -> html.HtmlElement:
    """Return the main part of an answer."""
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")


def problems(answer: Any) -> list[str]:
    """Return what the error summary says."""
    found = main_in(answer).xpath(".//*[contains(@class, 'govuk-error-summary__list')]//a")
    return [words(one).replace("\u00a0", " ") for one in found]
