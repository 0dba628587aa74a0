"""Sentences of :mod:`naravard.web.activities`."""

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, listed
from naravard.web.activities.labels import LABELS
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told


def activity_proposed(told: Told) -> Text:
    """Tell that an activity was proposed, with its budget and the grant that is to pay for it."""
    return _with_money(told, "föreslog aktiviteten", "proposed the activity")


def activity_added(told: Told) -> Text:
    """Tell that an activity was set down, decided on from the beginning."""
    return _with_money(told, "la till aktiviteten", "added the activity")


def activity_changed(told: Told) -> Text:
    """Tell that an activity was described otherwise, and what of it changed."""
    actor, name = who(told), told.thing.name.sv
    changed = [label for key, label in LABELS.items() if key in (told.after or {})]
    swedish = listed([label.sv for label in changed])
    english = listed([label.in_language("en") for label in changed], "en")
    return Text(
        f"{actor.sv} ändrade aktiviteten {name}: {swedish}.",
        f"{actor.in_language('en')} changed the activity {name}: {english}.",
    )


def activity_decided(told: Told) -> Text:
    """Tell that an activity was decided on, with its budget and the grant that pays for it."""
    return _with_money(told, "beslutade om aktiviteten", "decided on the activity")


def activity_declined(told: Told) -> Text:
    """Tell that a proposed activity was declined."""
    actor, name = who(told), told.thing.name.sv
    return Text(
        f"{actor.sv} avslog förslaget till aktiviteten {name}.",
        f"{actor.in_language('en')} declined the proposed activity {name}.",
    )


def activity_ended(told: Told) -> Text:
    """Tell that an activity was ended."""
    actor, name = who(told), told.thing.name.sv
    return Text(f"{actor.sv} avslutade aktiviteten {name}.", f"{actor.in_language('en')} ended the activity {name}.")


def _with_money(told: Told, sv: str, en: str) -> Text:
    actor, name, after = who(told), told.thing.name.sv, told.after or {}
    budget = after.get("budget")
    amount = kronor(budget if isinstance(budget, int) else 0)
    return Text(
        f"{actor.sv} {sv} {name}: {amount} av {after.get('grant_sv')}.",
        f"{actor.in_language('en')} {en} {name}: {amount} of {after.get('grant_en')}.",
    )


PRESENTERS: dict[str, Presenter] = {
    "activity-proposed": activity_proposed,
    "activity-added": activity_added,
    "activity-changed": activity_changed,
    "activity-decided": activity_decided,
    "activity-declined": activity_declined,
    "activity-ended": activity_ended,
}
