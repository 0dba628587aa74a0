"""Tags for the money pages: ``{% load money %}``."""

from fractions import Fraction
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from naravard.agreement.actors import actors_in_words, within_sentence
from naravard.agreement.wording import NO_BREAK_SPACE, decimal, kronor, kronor_in_words
from naravard.allocation.model import Cell
from naravard.web.agreements.current import Shown
from naravard.web.money.addresses import explanation_url, onward_url
from naravard.web.money.onward import OnwardPart
from naravard.web.site.templatetags.naravard import language, words

register = template.Library()


@register.simple_tag
def kr_decimals(value: Fraction) -> SafeString:
    """Show kronor with two decimals, for comparison: ``486,51 kr``."""
    written = f"{decimal(value, 2, language())}{NO_BREAK_SPACE}kr"
    return format_html('<span class="nv-figure">{}</span>', written)


@register.simple_tag(takes_context=True)
def onward_amount(context: dict[str, Any], part: OnwardPart) -> SafeString:
    """Show a second-level amount as a link to its calculation."""
    shown: Shown = context["shown"]
    return _amount(onward_url(shown, part.second.grant.id, part.cell.recipient.code), part.cell.binding)


@register.simple_tag(takes_context=True)
def differing_cell(context: dict[str, Any], grant_id: str, cell: Cell) -> SafeString:
    """Say that a signed amount is another than the computed, with the reason that the data give."""
    shown: Shown = context["shown"]
    change = kronor_in_words(abs(cell.override))
    sentence = _("%(change)s högre än det beräknade") if cell.override > 0 else _("%(change)s lägre än det beräknade")
    return format_html(
        "{}, {}: {} ({})",
        cell.recipient.name,
        words(shown.agreement.grant(grant_id).name),
        _amount(explanation_url(shown, grant_id, cell.recipient.code), cell.binding),
        sentence % {"change": change},
    )


@register.simple_tag(takes_context=True)
def actors(context: dict[str, Any], named: tuple[str, ...]) -> str:
    """Name those who do something as a sentence lists them: ``Regionerna och RSS``."""
    shown: Shown = context["shown"]
    return words(actors_in_words(shown.agreement, named, acting=True))


@register.filter
def in_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence."""
    return within_sentence(name)


def _amount(url: str, value: int) -> SafeString:
    return format_html(
        '<a class="govuk-link govuk-link--no-visited-state nv-amount" href="{}">{}</a>', url, kronor(value)
    )
