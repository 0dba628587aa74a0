"""``{% once %}``: the hidden field that makes a form's act happen once, however many times it is sent."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from naravard.web.once.receipts import FIELD, new_key

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """Write the field with a new key."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key())
