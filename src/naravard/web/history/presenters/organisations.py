"""Sentences about organisations."""

from collections.abc import Mapping

from naravard.agreement.model import Text
from naravard.agreement.wording import listed
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Plain, Told
from naravard.web.organisations.labels import LABELS


def organisations_taken_in(told: Told) -> Text:
    """Tell that organisations were taken in from the reference data, or got the names that they have there."""
    actor = who(told)
    added, renamed = _count(told, "added"), len(told.before or {})
    swedish = (
        _of(added, "la till {} organisation", "la till {} organisationer"),
        _of(renamed, "bytte namn på {}", "bytte namn på {}"),
    )
    english = (
        _of(added, "added {} organisation", "added {} organisations"),
        _of(renamed, "renamed {}", "renamed {}"),
    )
    return Text(
        f"{actor.sv} {' och '.join(filter(None, swedish))}.",
        f"{actor.in_language('en')} {' and '.join(filter(None, english))}.",
    )


def contact_changed(told: Told) -> Text:
    """Tell that an organisation's address or contact was changed, and which parts of them."""
    return _details_changed(told, "kontaktuppgifterna", "contact details")


def payment_details_changed(told: Told) -> Text:
    """Tell that an organisation's number, bankgiro or plusgiro was changed."""
    return _details_changed(told, "uppgifterna för utbetalning", "details for payment")


def provider_added(told: Told) -> Text:
    """Tell that a region added a private provider."""
    actor, name = who(told), told.thing.name
    return Text(
        f"{actor.sv} la till den privata utföraren {name.sv}.",
        f"{actor.in_language('en')} added the private provider {name.in_language('en')}.",
    )


def provider_renamed(told: Told) -> Text:
    """Tell that a region calls a private provider something else."""
    actor, before, after = who(told), _named(told.before), _named(told.after)
    return Text(
        f"{actor.sv} bytte namn på den privata utföraren {before} till {after}.",
        f"{actor.in_language('en')} renamed the private provider {before} as {after}.",
    )


def provider_ended(told: Told) -> Text:
    """Tell which day is the last that a private provider works for a region."""
    actor, name, day = who(told), told.thing.name, (told.after or {}).get("last_day")
    return Text(
        f"{actor.sv} avslutade den privata utföraren {name.sv}; sista dagen är {day}.",
        f"{actor.in_language('en')} ended the private provider {name.in_language('en')}; the last day is {day}.",
    )


def _details_changed(told: Told, sv: str, en: str) -> Text:
    actor, name = who(told), told.thing.name
    changed = told.after or {}
    names = [*(each for each in LABELS if each in changed), *(each for each in changed if each not in LABELS)]
    labels = [LABELS.get(each, Text(each)) for each in names]
    swedish = listed([label.sv.lower() for label in labels])
    english = listed([label.in_language("en").lower() for label in labels], "en")
    return Text(
        f"{actor.sv} ändrade {sv} för {name.sv}: {swedish}.",
        f"{actor.in_language('en')} changed the {en} of {name.in_language('en')}: {english}.",
    )


def _named(values: Mapping[str, Plain] | None) -> str:
    return str((values or {}).get("name", ""))


def _count(told: Told, name: str) -> int:
    found = (told.after or {}).get(name)
    return len(found) if isinstance(found, list) else 0


def _of(count: int, one: str, several: str) -> str:
    return (one if count == 1 else several).format(count) if count else ""


PRESENTERS: dict[str, Presenter] = {
    "organisations-taken-in": organisations_taken_in,
    "organisation-contact-changed": contact_changed,
    "organisation-payment-details-changed": payment_details_changed,
    "provider-added": provider_added,
    "provider-renamed": provider_renamed,
    "provider-ended": provider_ended,
}
