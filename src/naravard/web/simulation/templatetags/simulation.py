"""Tags for the simulation's pages: ``{% load simulation %}``."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from naravard.agreement import wording

register = template.Library()


@register.filter
def signed_kronor(amount: int) -> SafeString:
    """Show a difference with its sign: ``+1 200 kr``, ``−300 kr``."""
    return format_html('<span class="nv-figure">{}</span>', wording.signed_kronor(amount))
