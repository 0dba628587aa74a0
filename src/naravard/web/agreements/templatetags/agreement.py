"""Tags for an agreement's pages (built in): clauses and amounts as links. They read ``shown`` out of the context."""

from fractions import Fraction
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from naravard.agreement.actors import acting_name, names_in_words
from naravard.agreement.duties import mandated_by_name
from naravard.agreement.duties import only_extends as extends_in_words
from naravard.agreement.labels import LEVEL_WORDS
from naravard.agreement.model import Agreement, Duty, Grant, Text
from naravard.agreement.text import clause_heading
from naravard.agreement.wording import clause_reference, dates_in_words, day, decimal, kronor, listed
from naravard.allocation import AllocationError, GrantAllocation
from naravard.web.agreements.clauses import ClauseBook, slug
from naravard.web.agreements.current import Shown
from naravard.web.agreements.mandates import fixer as fixed_by
from naravard.web.agreements.recipient_kinds import KINDS
from naravard.web.agreements.sums import RecipientSum
from naravard.web.site.clock import today
from naravard.web.site.templatetags.naravard import content, language, words

register = template.Library()
register.filter(clause_heading)


@register.filter
def fixer(agreement: Agreement) -> Text:
    """Name those who fix the agreement's allocation, or say that nobody does."""
    return fixed_by(agreement)


@register.filter
def only_extends(agreement: Agreement) -> Text:
    """Say who can give more time where a right lapses."""
    return extends_in_words(mandated_by_name(agreement, "extends"))


@register.simple_tag(takes_context=True)
def clause(context: dict[str, Any], clause_id: str | None) -> SafeString | str:
    """Show which clause something rests on; it opens beside it in the agreement's own words.

    Without scripts the opened part holds a link to the clause's page. A clause that the agreement's text does not hold
    (a small agreement may have no text) is words only.
    """
    if not clause_id:
        return ""
    book = _shown(context).clauses
    label = clause_reference(clause_id, language())
    if clause_id not in book:
        return label
    return format_html(
        '<details class="nv-clause" data-hx-get="{}" data-hx-trigger="toggle once" data-hx-target="find div">'
        '<summary>{}</summary><div class="nv-clause__words">'
        '<a class="govuk-link" href="{}">{}</a></div></details>',
        book.url(clause_id, "excerpt"),
        label,
        book.url(clause_id),
        _("Läs %(clause)s") % {"clause": label},
    )


@register.simple_tag(takes_context=True)
def clause_link(context: dict[str, Any], clause_id: str, title: str = "") -> SafeString | str:
    """Link to a clause's page: ``avsnitt 3.4.1``, with its title after it when that is given."""
    book = _shown(context).clauses
    label = clause_reference(clause_id, language())
    if clause_id not in book:
        return label
    attribute = SafeString(' lang="sv"') if language() != "sv" else ""
    after = format_html(" <span{}>{}</span>", attribute, title) if title else ""
    return format_html('<a class="govuk-link" href="{}">{}{}</a>', book.url(clause_id), label, after)


@register.simple_tag(takes_context=True)
def amount(context: dict[str, Any], grant: Grant, code: str) -> SafeString:
    """Show what one recipient gets of a grant, as a link to how it was computed."""
    shown = _shown(context)
    if shown.allocation is None:
        message = "no amounts to show: the agreement's money could not be allocated"
        raise ValueError(message)
    cell = shown.allocation.grant(grant.id).cell(code)
    return _amount(explanation_url(shown, grant.id, code), cell.binding)


@register.simple_tag(takes_context=True)
def grant_amount(context: dict[str, Any], grant: Grant) -> SafeString:
    """Show a grant's sum, as a link to how it is shared."""
    return _amount(reverse("money:grant", args=[_shown(context).agreement.id, grant.id]), grant.amount)


@register.simple_tag(takes_context=True)
def recipients_url(context: dict[str, Any], entry: RecipientSum) -> str:
    """Return where a sum to some recipients is shown: its only grant, or the recipients of the kind."""
    agreement = _shown(context).agreement
    if len(entry.grants) == 1:
        return reverse("money:grant", args=[agreement.id, entry.grants[0].id])
    addresses = [known.address for known in KINDS if known.id in entry.kinds]
    query = f"?slag={addresses[0]}" if len(addresses) == 1 else ""
    return reverse("money:recipients", args=[agreement.id]) + query


@register.simple_tag(takes_context=True)
def names(context: dict[str, Any], actors: tuple[str, ...], *, small: bool = False) -> SafeString:
    """Name those who receive: ``Regionerna och kommunerna``; with a small first letter inside a sentence."""
    return _named(context, actors, acting=False, small=small)


@register.simple_tag(takes_context=True)
def doers(context: dict[str, Any], actors: tuple[str, ...], *, small: bool = False) -> SafeString:
    """Name those who do something: ``Regionerna och RSS``; with a small first letter inside a sentence."""
    return _named(context, actors, acting=True, small=small)


@register.simple_tag(takes_context=True)
def awaited(context: dict[str, Any], allocated: GrantAllocation) -> SafeString | str:
    """Say what a grant awaits, and by when the duty is to bring it."""
    agreement = _shown(context).agreement
    keys = [agreement.key(key_id) for key_id in allocated.awaits]
    sentences = [_("Underlag som väntas: %(keys)s.") % {"keys": listed([words(key.name) for key in keys], language())}]
    for duty_id in dict.fromkeys(key.awaits for key in keys if key.awaits):
        duty = agreement.duty(duty_id)
        if duty.due:
            values = {"duty": words(duty.name), "due": day(duty.due)}
            sentences.append(_("Det kommer med skyldigheten ”%(duty)s”, senast %(due)s.") % values)
    sentences += [words(key.unavailable) for key in keys if key.unavailable]
    return dates_in_words(" ".join(sentences), language())


@register.inclusion_tag("agreements/parts/in_force.html")
def in_force_of(valid: Shown) -> dict[str, Any]:
    """Say which version the amounts are, as of today. ``valid`` is what :mod:`.in_force` returned."""
    return {"valid": valid, "today": today()}


@register.simple_tag
def problem_words(problem: AllocationError) -> str:
    """Say why the money cannot be allocated."""
    return problem.in_language(language())


@register.simple_tag
def level(name: str) -> str:
    """Return a requirement's level in a word: ``ska``, ``bör``, ``kan``."""
    return words(LEVEL_WORDS[name])


@register.filter
def receiver(duty: Duty, agreement: Agreement) -> Text | None:
    """Return who receives what the duty brings."""
    return acting_name(agreement, duty.to) if duty.to else None


@register.filter
def clause_url(book: ClauseBook, clause_id: str) -> str:
    """Return the address of a clause's page."""
    return book.url(clause_id)


@register.filter
def clause_words(clause_id: str) -> str:
    """Return a clause in words, for a clause that the agreement's text does not hold."""
    return clause_reference(clause_id, language())


@register.filter
def clause_anchor(clause_id: str) -> str:
    """Return a clause's place on the page with the whole text."""
    return slug(clause_id)


@register.filter
def resting_count(book: ClauseBook, clause_id: str) -> int:
    """Return how many items rest on a clause."""
    return book.resting_on(clause_id).count


@register.filter
def whole_kronor(value: Fraction) -> SafeString:
    """Show an exact sum to the nearest krona, for comparison only."""
    return format_html('<span class="nv-figure">{}&nbsp;kr</span>', decimal(value, 0, language()))


def explanation_url(shown: Shown, grant_id: str, code: str) -> str:
    """Return the address of one amount's explanation."""
    return reverse("money:explanation", args=[shown.agreement.id, grant_id, code])


def _amount(url: str, value: int) -> SafeString:
    return format_html(
        '<a class="govuk-link govuk-link--no-visited-state nv-amount" href="{}">{}</a>', url, kronor(value)
    )


def _shown(context: dict[str, Any]) -> Shown:
    shown: Shown = context["shown"]
    return shown


def _named(context: dict[str, Any], actors: tuple[str, ...], *, acting: bool, small: bool) -> SafeString:
    """Join names as a sentence does, each marked with its language."""
    found = names_in_words(_shown(context).agreement, actors, acting=acting, inside=small)
    conjunction = _(" och ")
    before = format_html_join(", ", "{}", ((content(name),) for name in found[:-1]))
    return format_html("{}{}{}", before, conjunction if found[:-1] else "", content(found[-1]) if found else "")
