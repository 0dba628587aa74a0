"""A form on a page filled in and sent as a person does, through the step where it is checked, until it is done."""

from django.test import Client
from lxml import html

from web_pages import main_of, words

_MOST_STEPS = 4


def send(client: Client, address: str, **written: object) -> str:
    """Fill in the form at an address and send it on until it leads elsewhere; return where it led.

    What is not ``written`` is sent as the page has it; every yes of its own is ticked.

    Raises:
        AssertionError: with what the page said, when the form is not taken.
    """
    main = main_of(client, address)
    for _ in range(_MOST_STEPS):
        form = _form(main, written)
        sent = _as_shown(form) | {name: value for name, value in written.items() if _has(form, name)}
        answer = client.post(form.get("action") or address, sent)
        if answer.has_header("Location"):
            return str(answer["Location"])
        main = html.fromstring(answer.content.decode()).get_element_by_id("innehall")
        wrong = main.xpath(".//*[contains(@class, 'govuk-error-summary')]")
        assert not wrong, (address, words(wrong[0]))
    message = f"{address} was not done: {words(main)[:600]}"
    raise AssertionError(message)


def _form(main: html.HtmlElement, written: dict[str, object]) -> html.HtmlElement:
    forms = main.xpath(".//form[@method='post']")
    assert forms, words(main)[:600]
    return next((form for form in forms if written and all(_has(form, name) for name in written)), forms[0])


def _has(form: html.HtmlElement, name: str) -> bool:
    return bool(form.xpath(f".//*[@name='{name}']"))


def _as_shown(form: html.HtmlElement) -> dict[str, object]:
    sent: dict[str, object] = {}
    for one in form.xpath(".//input[@name]|.//textarea[@name]|.//select[@name]"):
        name, kind = one.get("name"), one.get("type", "text")
        if one.tag == "textarea":
            sent[name] = one.text or ""
        elif one.tag == "select":
            sent[name] = next(iter(one.xpath("./option[@selected]/@value")), "")
        elif kind == "checkbox":
            if name == "medger" or one.get("checked") is not None:
                sent.setdefault(name, []).append(one.get("value"))  # type: ignore[union-attr, attr-defined]
        elif kind == "radio":
            if one.get("checked") is not None:
                sent[name] = one.get("value")
        elif kind not in ("file", "submit"):
            sent[name] = one.get("value") or ""
    for button in form.xpath(".//button[@name]")[:1]:
        sent[button.get("name")] = button.get("value") or ""
    return sent
