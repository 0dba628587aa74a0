"""The tags that every template may use (they are built in; no ``{% load %}`` needed).

Figures are written as :mod:`naravard.agreement.wording` writes them, so that pages, documents and the terminal agree.
"""

import datetime
import re
from fractions import Fraction
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from naravard.agreement import wording
from naravard.agreement.model import Text
from naravard.agreement.status_words import ShownStatus
from naravard.web.site.markdown import as_html

register = template.Library()

MILLION = 1_000_000
_GROUPED = re.compile(r"(?<=\d) (?=\d{3}\b)")
"""The blank inside a number, ``6 373``: a line is not broken there."""


def language() -> str:
    """Return the language of the page: ``sv`` or ``en``."""
    return "en" if get_language() == "en" else "sv"


@register.filter
def words(value: Text | str | None) -> str:
    """Return a text of the agreement in the page's language, without markup: for titles and attributes."""
    if value is None:
        return ""
    return value if isinstance(value, str) else _told(value.in_language(language()))


def _told(text: str) -> str:
    """Write out days, and amounts as the page's language has them."""
    said = wording.dates_in_words(text, language())
    return wording.amounts_in_english(said) if language() == "en" else said


@register.filter
def content(value: Text | str | None) -> SafeString | str:
    """Show a text of the agreement; what is shown in Swedish on an English page says so to screen readers.

    A plain string is the agreement's own words, which are Swedish.
    """
    if value is None:
        return ""
    swedish = isinstance(value, str) or not value.en
    shown = _GROUPED.sub("\N{NO-BREAK SPACE}", words(value))
    return format_html('<span lang="sv">{}</span>', shown) if language() == "en" and swedish else shown


@register.filter
def swedish(value: object) -> SafeString | str:
    """Return the attribute that marks an element as Swedish, on pages that are not: ``<p{{ text|swedish }}>``."""
    has_english = isinstance(value, Text) and bool(value.en)
    return SafeString(' lang="sv"') if language() == "en" and not has_english else ""


@register.filter
def markdown(value: str, headings_from: int = 2) -> SafeString:
    """Show Markdown, its topmost heading at the level given."""
    return as_html(value, headings_from)


@register.filter
def kronor(amount: int | None) -> SafeString | str:
    """Show whole kronor: ``6 373 000 000 kr``."""
    if amount is None:
        return ""
    return format_html('<span class="nv-figure">{}</span>', plain_kronor(amount))


@register.filter
def plain_kronor(amount: int) -> str:
    """Return whole kronor as plain text with no-break spaces."""
    return wording.amounts_in_english(wording.kronor(amount)) if language() == "en" else wording.kronor(amount)


@register.simple_tag
def amount_link(amount: int | None, url: str, *about: Text | str) -> SafeString | str:
    """Show whole kronor as a link to what they consist of; ``about`` says which amount it is, for its name.

    Nothing leads nowhere, and an amount without an address is only shown.
    """
    if not amount or not url:
        return kronor(amount)
    name = ", ".join(words(one) for one in about)
    return format_html(
        '<a class="govuk-link nv-sum-link nv-figure" href="{}" aria-label="{}: {}">{}</a>',
        url, name, plain_kronor(amount), plain_kronor(amount),
    )  # fmt: skip


@register.filter
def in_millions(amount: int) -> SafeString:
    """Show a large sum in words: ``6 373 miljoner kronor``; others in kronor."""
    if amount and amount % MILLION == 0:
        count = amount // MILLION
        text = ngettext("%(number)s miljon kronor", "%(number)s miljoner kronor", count) % {
            "number": wording.whole(count)
        }
        return format_html('<span class="nv-figure">{}</span>', text)
    return format_html('<span class="nv-figure">{}</span>', plain_kronor(amount))


@register.filter
def figure(value: int | Fraction, places: int = 4) -> str:
    """Return a number with as many decimals as it needs, at most ``places``, in the page's language."""
    text = wording.exact(value, language(), places)
    return wording.amounts_in_english(text) if language() == "en" else text


@register.filter
def percent(share: Fraction | int, decimals: int = 1) -> str:
    """Return a share of one in per cent: ``55,0 %``."""
    return wording.per_cent(Fraction(share), decimals, language())


@register.simple_tag
def status(value: Text | None) -> SafeString | str:
    """Show how something stands as a tag in its colour; words that are none of the six are an outlined label."""
    if value is None or not value.sv:
        return ""
    if isinstance(value, ShownStatus):
        return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', value.colour, content(value))
    return format_html('<span class="nv-label">{}</span>', content(value))


@register.filter(expects_localtime=True)
def day(value: datetime.date | None) -> SafeString | str:
    """Show a day, or the Swedish day of a time, as sentences have it: 1 december 2022."""
    if value is None:
        return ""
    date = _date_of(value)
    text = wording.long_day(date).in_language(language())
    return format_html('<time class="nv-figure" datetime="{}">{}</time>', wording.day(date), text)


@register.filter
def dates(value: object) -> str:
    """Return words that somebody's act left, their days written out."""
    return wording.dates_in_words(str(value), language())


@register.filter(expects_localtime=True)
def iso_day(value: datetime.date | None) -> SafeString | str:
    """Show a day, or the Swedish day of a time, as tables have it: 2022-12-01."""
    if value is None:
        return ""
    text = wording.day(_date_of(value))
    return format_html('<time class="nv-figure" datetime="{}">{}</time>', text, text)


def _date_of(value: datetime.date) -> datetime.date:
    return value.date() if isinstance(value, datetime.datetime) else value


@register.filter(expects_localtime=True)
def moment(value: datetime.datetime | None) -> SafeString | str:
    """Show a time as sentences have it: 1 december 2022 kl. 14.05."""
    if value is None:
        return ""
    date = wording.long_day(value.date()).in_language(language())
    text = f"{date} at {value:%H:%M}" if language() == "en" else f"{date} kl. {value:%H.%M}"
    return format_html('<time class="nv-figure" datetime="{}">{}</time>', value.isoformat(), text)


@register.simple_tag
def bar(value: int, whole: int) -> SafeString:
    """Draw a bar as long as the value's part of the whole, none for nothing. Its value must stand as text beside it."""
    if not value or not whole:
        return SafeString("")
    return format_html(
        '<svg class="nv-bar" aria-hidden="true" focusable="false" preserveAspectRatio="none">'
        '<rect width="{}%" height="100%"></rect></svg>',
        wording.decimal(Fraction(value, whole) * 100, 2, "en"),
    )


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: object) -> str:
    """Return the page's query with some values changed (``None`` or empty takes one away): ``?sort=name``."""
    values = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            values.pop(name, None)
        else:
            values[name] = str(value)
    return f"?{values.urlencode()}" if values else "."
