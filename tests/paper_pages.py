"""Forms of a paper's pages as a browser sends them, and what is said of mistakes."""

from typing import Any

from django.test import Client
from lxml import html

from web_pages import main_of, words


def form_of(client: Client, address: str, number: int = -1) -> dict[str, str]:
    """Return what a page's form would send as it stands."""
    return form_in(main_of(client, address), number)


def form_in(main: html.HtmlElement, number: int = -1) -> dict[str, str]:
    """Return what a form in the main part of a page would send as it stands."""
    form = main.xpath(".//form")[number]
    sent = {one.get("name"): one.get("value") or "" for one in form.xpath(".//input[@name]") if is_sent(one)}
    return sent | {one.get("name"): (one.text or "").lstrip("\n") for one in form.xpath(".//textarea")}


def pressed_twice(client: Client, page: str, to: str = "", *, number: int = -1, **given: str) -> str:
    """Press a page's button twice: both presses lead to the same place; return where."""
    sent = form_of(client, page, number) | given
    first, second = (client.post(to or page, sent) for _press in range(2))
    assert (second.status_code, second["Location"]) == (303, first["Location"])
    return str(second["Location"])


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
