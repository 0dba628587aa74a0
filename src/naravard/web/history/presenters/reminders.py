"""Sentences about reminders and calendars."""

from naravard.agreement.model import Text
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told


def reminders_sent(told: Told) -> Text:
    """Tell that reminders were sent by mail."""
    actor, after = who(told), told.after or {}
    mails, reminders = after["mails"], after["reminders"]
    return Text(
        f"{actor.sv} skickade {mails} mejl med {_count(reminders, 'påminnelse', 'påminnelser')}.",
        f"{actor.in_language('en')} sent {_count(mails, 'mail', 'mails')} with "
        f"{_count(reminders, 'reminder', 'reminders')}.",
    )


def reminders_turned_off(told: Told) -> Text:
    """Tell that someone wants no reminders by mail."""
    return _by_oneself(told, "stängde av sina påminnelser", "turned off the reminders by mail")


def reminders_turned_on(told: Told) -> Text:
    """Tell that someone wants reminders by mail again."""
    return _by_oneself(told, "slog på sina påminnelser", "turned on the reminders by mail")


def calendar_address_made(told: Told) -> Text:
    """Tell that someone got an address to the calendar, or a new one."""
    if told.before is None:
        return _by_oneself(told, "skapade en adress till sin kalender", "made an address to the calendar")
    return _by_oneself(
        told,
        "bytte adress till sin kalender; den gamla slutade gälla",
        "renewed the address to the calendar; the old one ended",
    )


def calendar_address_ended(told: Told) -> Text:
    """Tell that someone ended the address to the calendar."""
    return _by_oneself(told, "avslutade adressen till sin kalender", "ended the address to the calendar")


def _by_oneself(told: Told, did: str, did_in_english: str) -> Text:
    name = told.actor.name.sv
    return Text(f"{name} {did}.", f"{name} {did_in_english}.")


def _count(count: object, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"


PRESENTERS: dict[str, Presenter] = {
    "reminders-sent": reminders_sent,
    "reminders-turned-off": reminders_turned_off,
    "reminders-turned-on": reminders_turned_on,
    "calendar-address-made": calendar_address_made,
    "calendar-address-ended": calendar_address_ended,
}
