"""Tags for the pages of money: an amount of an account as a link to what it consists of (decision 53)."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from naravard.agreement.model import Text
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.site.templatetags.naravard import amount_link

register = template.Library()


@register.simple_tag(takes_context=True)
def account_amount(
    context: dict[str, Any],
    amount: int | None,
    figure: str,
    label: Text | str,
    code: str = "",
    **part: str,
) -> SafeString | str:
    """Show an amount of an account with the way to what it consists of.

    ``figure`` is its name, and ``part`` which part of it (:meth:`~naravard.web.ledger.amount_links.AmountLinks.of`).
    ``code`` is the code of the organisation whose amount it is, where the page is another's.
    """
    own, agreement_id = context["organisation"].code, context["agreement"].id
    links = AmountLinks.own(own, agreement_id)
    if code and code != own:
        links = AmountLinks.handled(own, agreement_id, code)
    return amount_link(amount, links.of(figure, **part), label)


@register.simple_tag(takes_context=True)
def small_costs(
    context: dict[str, Any], amount: int | None, label: Text | str, code: str, grant: str, least: int
) -> SafeString | str:
    """Show what the items of a grant that a report adds up come to, with the way to them: those below ``least``."""
    return account_amount(context, amount, "costs", label, code, grant=grant, below=str(least))


@register.simple_tag(takes_context=True)
def cost_amount(
    context: dict[str, Any], amount: int | None, label: Text | str, code: str, grant: str, item: str
) -> SafeString | str:
    """Show what an item of a report cost, with the way to its costs.

    ``item`` is the code of an activity of the organisation with this ``code``, or of another that bore the costs.
    """
    part = {"activity": item} if item.startswith(f"{code}-") else {"bearer": item}
    return account_amount(context, amount, "costs", label, code, grant=grant, **part)
